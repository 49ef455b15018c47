//! Pictures are made anew: what is kept is pixels only, small, upright and of one kind.

use std::io::Cursor;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::{Mutex, PoisonError};

use balai_kernel::Galat;
use image::codecs::jpeg::JpegEncoder;
use image::{DynamicImage, ImageDecoder, ImageFormat, ImageReader, Limits, RgbImage};

use super::Jenis;

/// Longest side kept, in pixels.
pub const SISI_MAKS: u32 = 2_048;
/// Most pixels opened: three times a 12-megapixel photo, 120 MB of memory.
const PIKSEL_MAKS: u64 = 40_000_000;
/// Longest side opened, in pixels.
const SISI_BUKA_MAKS: u32 = 20_000;
/// Most memory a decoder may ask for, in bytes.
const MEMORI_MAKS: u64 = 256 << 20;
/// Quality of the JPEG kept.
const MUTU: u8 = 82;

/// One picture at a time: memory for one is set aside, and the others wait.
static GILIRAN: Mutex<()> = Mutex::new(());

/// The picture as a JPEG without metadata, upright, at most [`SISI_MAKS`] a side.
pub(super) fn buat_ulang(isi: &[u8], jenis: Jenis) -> Result<Vec<u8>, Galat> {
    let _giliran = GILIRAN.lock().unwrap_or_else(PoisonError::into_inner);
    // decoders are other people's code over hostile bytes: a panic is a broken picture
    catch_unwind(AssertUnwindSafe(|| kecilkan(&buka(isi, jenis)?))).unwrap_or_else(|_| Err(rusak(jenis)))
}

fn rusak(jenis: Jenis) -> Galat {
    Galat::baru(if jenis == Jenis::Heic { "PLT-068" } else { "PLT-065" }).dengan("jenis", jenis)
}

/// Refuses by the header what would unfold into more than memory holds.
fn ukuran_wajar(lebar: u32, tinggi: u32) -> Result<(), Galat> {
    if u64::from(lebar) * u64::from(tinggi) > PIKSEL_MAKS || lebar.max(tinggi) > SISI_BUKA_MAKS {
        let galat = Galat::baru("PLT-064").dengan("lebar", lebar).dengan("tinggi", tinggi);
        return Err(galat.dengan("maks", PIKSEL_MAKS / 1_000_000));
    }
    Ok(())
}

fn buka(isi: &[u8], jenis: Jenis) -> Result<DynamicImage, Galat> {
    let format = match jenis {
        Jenis::Png => ImageFormat::Png,
        Jenis::Webp => ImageFormat::WebP,
        Jenis::Heic => return buka_heic(isi),
        Jenis::Jpeg | Jenis::Pdf | Jenis::Xlsx | Jenis::Teks => ImageFormat::Jpeg,
    };
    let mut pembaca = ImageReader::with_format(Cursor::new(isi), format);
    let mut batas = Limits::default();
    batas.max_alloc = Some(MEMORI_MAKS);
    pembaca.limits(batas);
    let mut dekoder = pembaca.into_decoder().map_err(|_| rusak(jenis))?;
    let (lebar, tinggi) = dekoder.dimensions();
    ukuran_wajar(lebar, tinggi)?;
    let arah = dekoder.orientation().map_err(|_| rusak(jenis))?;
    let gambar = DynamicImage::from_decoder(dekoder).map_err(|_| rusak(jenis))?;
    let mut gambar = susut(gambar);
    gambar.apply_orientation(arah);
    Ok(gambar)
}

fn buka_heic(isi: &[u8]) -> Result<DynamicImage, Galat> {
    let galat = || rusak(Jenis::Heic);
    let info = heic_rs::probe(isi).map_err(|_| galat())?;
    ukuran_wajar(info.width.max(info.coded_width), info.height.max(info.coded_height))?;
    let pilihan = heic_rs::DecodeOptions::default().with_max_pixels(Some(PIKSEL_MAKS)).with_alpha(false);
    let jadi = heic_rs::decode(isi, &pilihan).map_err(|_| galat())?;
    let gambar = RgbImage::from_raw(jadi.width, jadi.height, jadi.data).ok_or_else(galat)?;
    Ok(susut(DynamicImage::ImageRgb8(gambar)))
}

fn susut(gambar: DynamicImage) -> DynamicImage {
    if gambar.width().max(gambar.height()) > SISI_MAKS {
        gambar.thumbnail(SISI_MAKS, SISI_MAKS)
    } else {
        gambar
    }
}

fn kecilkan(gambar: &DynamicImage) -> Result<Vec<u8>, Galat> {
    let rgb = di_atas_putih(gambar);
    let mut jadi = Vec::new();
    let hasil = JpegEncoder::new_with_quality(&mut jadi, MUTU).encode_image(&rgb);
    hasil.map(|()| jadi).map_err(|_| rusak(Jenis::Jpeg))
}

/// JPEG knows no transparency: what shines through is paper.
fn di_atas_putih(gambar: &DynamicImage) -> RgbImage {
    if !gambar.color().has_alpha() {
        return gambar.to_rgb8();
    }
    let rgba = gambar.to_rgba8();
    let campur = |warna: u8, alfa: u8| {
        let (w, a) = (u32::from(warna), u32::from(alfa));
        u8::try_from((w * a + 255 * (255 - a)) / 255).unwrap_or(u8::MAX)
    };
    RgbImage::from_fn(rgba.width(), rgba.height(), |x, y| {
        let [r, g, b, a] = rgba.get_pixel(x, y).0;
        image::Rgb([campur(r, a), campur(g, a), campur(b, a)])
    })
}
