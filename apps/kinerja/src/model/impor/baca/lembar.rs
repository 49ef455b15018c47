//! Rows of a workbook (XLSX), streamed cell by cell: a stray value in the last cell of a sheet must not cost the memory
//! of the whole grid.

use std::collections::BTreeMap;
use std::io::{Read, SeekFrom};
use std::ops::ControlFlow;

use balai_kernel::Galat;
use calamine::{DataRef, Dimensions, ExcelDateTime, Reader, SheetType, SheetVisible, Xlsx, XlsxError};

use super::{BATAS_KOLOM, BATAS_XLSX_TERBUKA, BacaCari, Baris, GalatBaca, JenisSel};

/// A cell as text and what it was.
type Isi = (String, JenisSel);

/// The names of the visible sheets, in the order of the workbook. Hidden ones are left alone: they hold lookup lists and
/// older copies.
///
/// # Errors
/// A workbook that is broken, locked or unreasonably large when unpacked.
pub fn daftar_lembar(sumber: &mut dyn BacaCari) -> Result<Vec<String>, GalatBaca> {
    let buku = buka(sumber)?;
    Ok(buku
        .sheets_metadata()
        .iter()
        .filter(|s| s.visible == SheetVisible::Visible && s.typ == SheetType::WorkSheet)
        .map(|s| s.name.clone())
        .collect())
}

/// Hands every row that is not blank to `f`. See [`super::Tabel::tiap_baris`].
pub fn tiap_baris(
    sumber: &mut dyn BacaCari,
    nama: &str,
    f: &mut dyn FnMut(&Baris) -> Result<ControlFlow<()>, GalatBaca>,
) -> Result<(), GalatBaca> {
    let mut buku = buka(sumber)?;
    let mut gabungan = Gabungan::baru(aman(|| buku.merge_cells_by_sheet_name(nama)).unwrap_or_default());
    let mut pembaca = aman(|| buku.worksheet_cells_reader(nama))?;
    let mut baris = Baris::default();
    let mut sel: BTreeMap<u32, Isi> = BTreeMap::new();
    let mut kini: Option<u32> = None;
    loop {
        let berikut = aman(|| pembaca.next_cell())?;
        let letak = berikut.as_ref().map(calamine::Cell::get_position);
        if let Some(r) = kini
            && letak.map(|(b, _)| b) != Some(r)
        {
            gabungan.isi(r, &mut sel);
            susun(r, &sel, &mut baris);
            sel.clear();
            if !baris.kosong() && f(&baris)?.is_break() {
                return Ok(());
            }
        }
        let (Some(c), Some((r, k))) = (berikut, letak) else { return Ok(()) };
        kini = Some(r);
        if (k as usize) < BATAS_KOLOM
            && let Some(isi) = isi_sel(c.get_value())
        {
            sel.insert(k, isi);
        }
    }
}

fn susun(r: u32, sel: &BTreeMap<u32, Isi>, baris: &mut Baris) {
    baris.mulai(r.saturating_add(1));
    let mut kolom = 0;
    for (k, (teks, jenis)) in sel {
        while kolom < *k {
            baris.tambah("", JenisSel::Teks);
            kolom += 1;
        }
        baris.tambah(teks, *jenis);
        kolom += 1;
    }
}

/// The cells merged downwards: what stands in the uppermost holds for all rows of the merge.
struct Gabungan {
    bidang: Vec<(Dimensions, Option<Isi>)>,
}

impl Gabungan {
    fn baru(bidang: Vec<Dimensions>) -> Self {
        Gabungan {
            bidang: bidang
                .into_iter()
                .filter(|d| d.end.0 > d.start.0)
                .take(100_000)
                .map(|d| (d, None))
                .collect(),
        }
    }

    fn isi(&mut self, r: u32, sel: &mut BTreeMap<u32, Isi>) {
        for (d, atas) in self.bidang.iter_mut().filter(|(d, _)| d.start.0 <= r && r <= d.end.0) {
            if d.start.0 == r {
                *atas = sel.get(&d.start.1).cloned();
            } else if let Some(isi) = atas {
                sel.entry(d.start.1).or_insert_with(|| isi.clone());
            }
        }
        self.bidang.retain(|(d, _)| d.end.0 > r);
    }
}

fn isi_sel(nilai: &DataRef<'_>) -> Option<Isi> {
    Some(match nilai {
        DataRef::Empty => return None,
        DataRef::String(s) => (s.clone(), JenisSel::Teks),
        DataRef::SharedString(s) => ((*s).to_owned(), JenisSel::Teks),
        DataRef::Int(i) => (i.to_string(), JenisSel::Angka),
        DataRef::Float(x) => {
            let semua = x.to_string();
            let bulat = semua.contains('.').then(|| lima_belas(&format!("{x:.14e}"))).flatten();
            (bulat.unwrap_or(semua), JenisSel::Angka)
        }
        DataRef::Bool(b) => (if *b { "TRUE" } else { "FALSE" }.to_owned(), JenisSel::Teks),
        DataRef::DateTime(t) => (waktu(t), JenisSel::Waktu),
        DataRef::DateTimeIso(s) | DataRef::DurationIso(s) => (s.clone(), JenisSel::Waktu),
        DataRef::Error(e) => (e.to_string(), JenisSel::Galat),
    })
}

/// A number in scientific notation written out. Workbooks keep and show fifteen digits, but store what a formula left
/// behind them: 90 minutes as a difference of two times is 90.00000000000001.
fn lima_belas(ilmiah: &str) -> Option<String> {
    let (angka, pangkat) = ilmiah.split_once('e')?;
    let pangkat: i32 = pangkat.parse().ok()?;
    let (tanda, angka) = angka.strip_prefix('-').map_or(("", angka), |a| ("-", a));
    let angka: String = angka.chars().filter(char::is_ascii_digit).collect();
    let (utuh, pecahan) = match usize::try_from(pangkat) {
        Ok(p) => angka.split_at_checked(p + 1).map(|(u, s)| (u.to_owned(), s.to_owned()))?,
        Err(_) => {
            let nol = usize::try_from(-pangkat - 1).ok().filter(|n| *n < 20)?;
            ("0".to_owned(), "0".repeat(nol) + &angka)
        }
    };
    let pecahan = pecahan.trim_end_matches('0');
    Some(if pecahan.is_empty() { format!("{tanda}{utuh}") } else { format!("{tanda}{utuh}.{pecahan}") })
}

/// A date cell as `YYYY-MM-DD`, with the time when it is not midnight; a cell that is only a time as `HH:MM:SS`.
fn waktu(t: &ExcelDateTime) -> String {
    let (tahun, bulan, hari, jam, menit, detik, mili) = t.to_ymd_hms_milli();
    let hanya_jam = t.as_f64().to_string().starts_with("0.");
    // a machine's 07:30:00 is stored as a fraction of a day and may come back as 07:29:59.999…
    let naik = u32::from(mili >= 500);
    let jumlah = u32::from(jam) * 3600 + u32::from(menit) * 60 + u32::from(detik) + naik;
    let (j, m, d) = (jumlah / 3600, jumlah / 60 % 60, jumlah % 60);
    if hanya_jam || (t.is_duration() && j < 24) {
        return format!("{j:02}:{m:02}:{d:02}");
    }
    if jumlah == 0 || j > 23 {
        return format!("{tahun:04}-{bulan:02}-{hari:02}");
    }
    format!("{tahun:04}-{bulan:02}-{hari:02} {j:02}:{m:02}:{d:02}")
}

fn buka(sumber: &mut dyn BacaCari) -> Result<Xlsx<std::io::BufReader<&mut dyn BacaCari>>, GalatBaca> {
    let terbuka = ukuran_terbuka(sumber)?;
    if terbuka > BATAS_XLSX_TERBUKA {
        const MIB: u64 = 1024 * 1024;
        let galat =
            Galat::baru("KIN-102").dengan("ukuran", terbuka / MIB).dengan("batas", BATAS_XLSX_TERBUKA / MIB);
        return Err(GalatBaca::berkas(galat));
    }
    sumber.rewind()?;
    aman(|| Xlsx::new(std::io::BufReader::new(sumber)))
}

/// Calls the workbook library. A damaged file makes it panic in places (a cell reference too long for its arithmetic);
/// to the office that is a broken file and no more.
fn aman<T>(f: impl FnOnce() -> Result<T, XlsxError>) -> Result<T, GalatBaca> {
    match std::panic::catch_unwind(std::panic::AssertUnwindSafe(f)) {
        Ok(hasil) => hasil.map_err(rusak),
        Err(_) => Err(GalatBaca::berkas(Galat::baru("KIN-106"))),
    }
}

fn rusak(e: XlsxError) -> GalatBaca {
    match e {
        XlsxError::Io(e) => GalatBaca::Io(e),
        XlsxError::Password => GalatBaca::berkas(Galat::baru("KIN-105")),
        _ => GalatBaca::berkas(Galat::baru("KIN-106")),
    }
}

/// The size of all parts after unpacking, as the container's directory states it: a small file that unpacks to
/// gigabytes is refused before anything is unpacked.
fn ukuran_terbuka(sumber: &mut dyn BacaCari) -> Result<u64, GalatBaca> {
    let panjang = sumber.seek(SeekFrom::End(0))?;
    let ekor = panjang.min(65_557);
    sumber.seek(SeekFrom::Start(panjang - ekor))?;
    let mut akhir = Vec::new();
    sumber.take(ekor).read_to_end(&mut akhir)?;
    let tak_utuh = || GalatBaca::berkas(Galat::baru("KIN-106"));
    let letak = akhir.windows(4).rposition(|w| w == [b'P', b'K', 5, 6]).ok_or_else(tak_utuh)?;
    let angka = |dari: &[u8], di: usize, n: usize| -> Option<u64> {
        dari.get(di..di.checked_add(n)?).map(|b| b.iter().rev().fold(0u64, |a, x| a << 8 | u64::from(*x)))
    };
    let ukuran = angka(&akhir, letak + 12, 4).ok_or_else(tak_utuh)?;
    let mulai = angka(&akhir, letak + 16, 4).ok_or_else(tak_utuh)?;
    if mulai.saturating_add(ukuran) > panjang {
        return Err(tak_utuh());
    }
    sumber.seek(SeekFrom::Start(mulai))?;
    let mut isi = Vec::new();
    sumber.take(ukuran).read_to_end(&mut isi)?;
    let (mut di, mut jumlah) = (0usize, 0u64);
    while isi.get(di..di + 4) == Some(&[b'P', b'K', 1, 2]) {
        let bidang = |k: usize, n: usize| angka(&isi, di + k, n).ok_or_else(tak_utuh);
        jumlah = jumlah.saturating_add(bidang(24, 4)?);
        let lewati = bidang(28, 2)? + bidang(30, 2)? + bidang(32, 2)?;
        di += 46 + usize::try_from(lewati).map_err(|_| tak_utuh())?;
    }
    Ok(jumlah)
}
