//! Files: what comes in is judged, made small, kept once, and gone when nobody wants it.

use std::fs;
use std::io::Cursor;
use std::path::PathBuf;

use balai_platform::berkas::{self, Diterima, Jenis, Rujukan, SISI_MAKS};
use balai_platform::{Done, Event, Refusal, Region, Sasaran, decide};
use balai_store::{StoreError, Tx};
use balai_testkit::{Db, db_test};
use image::{DynamicImage, ImageFormat, Rgb, RgbImage, Rgba, RgbaImage};

use crate::pendukung::{UJI, bkpsdm, daerah};

const HARI: i64 = 24 * 3_600_000;

fn terima(daerah: &Region, isi: &[u8], nama: &str) -> Result<Diterima, Refusal> {
    berkas::terima(daerah, &mut Cursor::new(isi), nama, &Jenis::SEMUA)
}

fn kode_galat(hasil: Result<Diterima, Refusal>) -> &'static str {
    hasil.unwrap_err().galat().kode
}

fn akt(
    daerah: &Region,
    f: impl Fn(&mut Tx<'_>) -> Result<(), Refusal> + Send + 'static,
) -> Result<(), Refusal> {
    let aktor = bkpsdm();
    let putusan = decide(&aktor, &UJI, &Sasaran::daerah(daerah.hari_ini()))?;
    daerah.act(&aktor, move |tx| Ok(Done::new(f(tx)?, Event::baru(putusan.clone(), "uji/1"))))
}

fn rujuk(daerah: &Region, d: &Diterima, sasaran: &'static str) -> Result<(), Refusal> {
    let (d, pada) = (d.clone(), daerah.sekarang());
    akt(daerah, move |tx| berkas::rujuk(tx, &d, sasaran, pada))
}

fn rujukan(daerah: &Region, sasaran: &str) -> Vec<Rujukan> {
    daerah.read(|tx| berkas::rujukan(tx, sasaran)).map_err(|e: StoreError| e).unwrap()
}

fn gambar(lebar: u32, tinggi: u32) -> RgbImage {
    RgbImage::from_fn(lebar, tinggi, |x, y| {
        Rgb([u8::try_from(x % 256).unwrap(), u8::try_from(y % 256).unwrap(), 120])
    })
}

fn sandi(gambar: impl Into<DynamicImage>, format: ImageFormat) -> Vec<u8> {
    let mut isi = Cursor::new(Vec::new());
    gambar.into().write_to(&mut isi, format).unwrap();
    isi.into_inner()
}

fn buka(daerah: &Region, d: &Diterima) -> DynamicImage {
    rujuk(daerah, d, "uji/gambar").unwrap();
    let r = rujukan(daerah, "uji/gambar").into_iter().find(|r| r.sidik == d.sidik()).unwrap();
    image::load_from_memory_with_format(&berkas::isi(daerah, &r).unwrap(), ImageFormat::Jpeg).unwrap()
}

/// A JPEG whose EXIF says that the camera lay on its side, and where it was.
fn foto_miring(lebar: u32, tinggi: u32) -> Vec<u8> {
    let polos = sandi(gambar(lebar, tinggi), ImageFormat::Jpeg);
    let mut exif = b"Exif\0\0II*\0\x08\0\0\0\x01\0\x12\x01\x03\0\x01\0\0\0\x06\0\0\0\0\0\0\0".to_vec();
    exif.extend_from_slice(b"GPS -6.9147,107.6098");
    let panjang = u16::try_from(exif.len() + 2).unwrap().to_be_bytes();
    [&polos[..2], b"\xff\xe1", &panjang, &exif, &polos[2..]].concat()
}

/// Every file of a region beside its database.
fn di_folder(db: &Db) -> Vec<PathBuf> {
    let folder = PathBuf::from(db.address()).join("32.73.berkas");
    let daftar = |p: &PathBuf| fs::read_dir(p).map(|d| d.map(|e| e.unwrap().path()).collect::<Vec<_>>());
    daftar(&folder).unwrap_or_default().iter().flat_map(|p| daftar(p).unwrap_or_default()).collect()
}

fn tuakan(db: &Db) {
    for berkas in di_folder(db) {
        let dulu =
            fs::metadata(&berkas).unwrap().modified().unwrap() - std::time::Duration::from_secs(90_000);
        fs::File::options().write(true).open(&berkas).unwrap().set_modified(dulu).unwrap();
    }
}

db_test! {
    fn a_file_is_read_only_through_what_it_belongs_to(db: &Db) {
        let (daerah, _) = daerah(db);
        let d = terima(&daerah, b"%PDF-1.7\nisi", "C:\\surat tugas.pdf").unwrap();
        assert_eq!((d.jenis(), d.nama(), d.ukuran()), (Jenis::Pdf, "surat tugas.pdf", 12));
        assert!(rujukan(&daerah, "uji/1").is_empty());
        rujuk(&daerah, &d, "uji/1").unwrap();
        let r = rujukan(&daerah, "uji/1");
        assert_eq!(berkas::isi(&daerah, &r[0]).unwrap(), b"%PDF-1.7\nisi");
        assert_eq!((r[0].nama.as_str(), r[0].jenis), ("surat tugas.pdf", Jenis::Pdf));
    }

    fn the_same_content_is_kept_once_and_stays_while_anybody_has_it(db: &Db) {
        let (daerah, jam) = daerah(db);
        let a = terima(&daerah, b"nip,nama\n1,Siti\n", "a.csv").unwrap();
        let b = terima(&daerah, b"nip,nama\n1,Siti\n", "b.csv").unwrap();
        assert_eq!(a.sidik(), b.sidik());
        rujuk(&daerah, &a, "uji/1").unwrap();
        rujuk(&daerah, &b, "uji/2").unwrap();
        let lepas = |sasaran: &'static str| {
            let sidik = a.sidik().to_owned();
            akt(&daerah, move |tx| Ok(berkas::lepas(tx, sasaran, &sidik)?)).unwrap();
        };
        lepas("uji/1");
        jam.maju(2 * HARI);
        tuakan(db);
        assert_eq!(berkas::sapu(&daerah).unwrap(), 0);
        assert!(berkas::isi(&daerah, &rujukan(&daerah, "uji/2")[0]).is_ok());
        lepas("uji/2");
        assert_eq!(berkas::sapu(&daerah).unwrap(), 1);
        assert!(di_folder(db).is_empty());
        assert_eq!(rujuk(&daerah, &a, "uji/3").unwrap_err().galat().kode, "PLT-067", "it must be sent again");
    }

    fn what_came_in_today_is_not_swept_away(db: &Db) {
        let (daerah, jam) = daerah(db);
        let d = terima(&daerah, b"satu", "a.txt").unwrap();
        jam.maju(HARI - 1);
        assert_eq!(berkas::sapu(&daerah).unwrap(), 0);
        jam.maju(2);
        // sent again just now: the sweep has its row from before, the file is young
        terima(&daerah, b"satu", "a.txt").unwrap();
        assert_eq!(berkas::sapu(&daerah).unwrap(), 0);
        rujuk(&daerah, &d, "uji/1").unwrap();
        jam.maju(9 * HARI);
        assert_eq!(berkas::sapu(&daerah).unwrap(), 0);
    }

    fn a_changed_byte_is_seen_when_read(db: &Db) {
        let (daerah, _) = daerah(db);
        let d = terima(&daerah, b"satu", "a.txt").unwrap();
        rujuk(&daerah, &d, "uji/1").unwrap();
        if !db.is_pg() {
            fs::write(di_folder(db).into_iter().find(|p| p.ends_with(d.sidik())).unwrap(), b"dua!").unwrap();
            assert!(matches!(berkas::isi(&daerah, &rujukan(&daerah, "uji/1")[0]), Err(Refusal::Internal(_))));
        }
    }

    fn what_the_house_does_not_take_leaves_nothing(db: &Db) {
        let (daerah, _) = daerah(db);
        assert_eq!(kode_galat(terima(&daerah, b"", "a.pdf")), "PLT-060");
        assert_eq!(kode_galat(terima(&daerah, b"MZ\x90\0\x03", "laporan.pdf")), "PLT-062");
        let hanya = berkas::terima(&daerah, &mut Cursor::new(b"teks"), "a.jpg", &Jenis::GAMBAR);
        assert_eq!(kode_galat(hanya), "PLT-062");
        let besar = vec![b'a'; (10 << 20) + 1];
        assert_eq!(kode_galat(terima(&daerah, &besar, "a.txt")), "PLT-061");
        let tak_berujung = berkas::terima(&daerah, &mut std::io::repeat(b'a'), "a.txt", &Jenis::SEMUA);
        assert_eq!(kode_galat(tak_berujung), "PLT-061");
        assert_eq!(kode_galat(terima(&daerah, b"\xff\xd8\xff\xe0 bukan foto", "a.jpg")), "PLT-065");
        assert_eq!(kode_galat(terima(&daerah, b"\0\0\0\x18ftypheic\0\0\0\0mif1heic", "a.heic")), "PLT-068");
        assert!(di_folder(db).is_empty());
    }
}

#[test]
fn a_photo_of_12_megapixels_is_upright_small_and_says_nothing_more() {
    let db = Db::sqlite();
    let (daerah, _) = daerah(&db);
    let asli = foto_miring(4_000, 3_000);
    assert!(asli.windows(3).any(|w| w == b"GPS"));
    let d = terima(&daerah, &asli, "IMG_0001.JPG").unwrap();
    assert!(d.ukuran() < asli.len() as u64, "{} of {}", d.ukuran(), asli.len());
    let jadi = buka(&daerah, &d);
    assert_eq!((jadi.width(), jadi.height()), (1_536, SISI_MAKS), "turned as the camera was held");
    let r = &rujukan(&daerah, "uji/gambar")[0];
    let isi = berkas::isi(&daerah, r).unwrap();
    assert!(!isi.windows(3).any(|w| w == b"GPS") && !isi.windows(4).any(|w| w == b"Exif"));
}

#[test]
fn pictures_of_every_kind_become_jpeg() {
    let db = Db::sqlite();
    let (daerah, _) = daerah(&db);
    let tembus = RgbaImage::from_pixel(40, 20, Rgba([200, 0, 0, 0]));
    let png = terima(&daerah, &sandi(tembus, ImageFormat::Png), "ttd.png").unwrap();
    assert_eq!(png.jenis(), Jenis::Jpeg);
    let titik = buka(&daerah, &png).to_rgb8().get_pixel(5, 5).0;
    assert!(titik.iter().all(|w| *w > 250), "what shines through is paper: {titik:?}");
    let webp = terima(&daerah, &sandi(gambar(64, 48), ImageFormat::WebP), "a.webp").unwrap();
    assert_eq!((buka(&daerah, &webp).width(), webp.jenis()), (64, Jenis::Jpeg));
    let heic = terima(&daerah, include_bytes!("berkas/contoh.heic"), "IMG_0002.HEIC").unwrap();
    let jadi = buka(&daerah, &heic).to_rgb8();
    assert_eq!((jadi.width(), jadi.height()), (160, 96));
    // red grows to the right, green downwards, as the picture was made
    let [awal, akhir] = [jadi.get_pixel(4, 4).0, jadi.get_pixel(150, 90).0];
    assert!(awal[0] < 40 && awal[1] < 40 && akhir[0] > 210 && akhir[1] > 210, "{awal:?} {akhir:?}");
}

#[test]
fn a_picture_that_unfolds_into_gigabytes_is_refused_by_its_header() {
    let db = Db::sqlite();
    let (daerah, _) = daerah(&db);
    let mut png = sandi(gambar(8, 8), ImageFormat::Png);
    // width and height of the IHDR, with its checksum made right
    png[16..24].copy_from_slice(&[0, 0, 0x4e, 0x20, 0, 0, 0x4e, 0x20]);
    let crc = png[12..29].iter().fold(u32::MAX, |c, b| {
        (0..8).fold(c ^ u32::from(*b), |c, _| if c & 1 == 1 { (c >> 1) ^ 0xedb8_8320 } else { c >> 1 })
    });
    png[29..33].copy_from_slice(&(!crc).to_be_bytes());
    assert_eq!(kode_galat(terima(&daerah, &png, "bom.png")), "PLT-064");
}
