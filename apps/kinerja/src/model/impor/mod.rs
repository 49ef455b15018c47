//! Import: from the files an office hands over to rows that can be trusted.
//!
//! What is clearly meant is normalised, the rest is refused with line, column, value, reason and advice. Everything in
//! this module is pure: it reads from a byte stream it is given and decides against facts it is given; the acts store.

pub mod aktivitas;
pub mod baca;
pub mod hasil;
pub mod katalog;
pub mod kepala;
pub mod ketidakhadiran;
mod kode;
pub mod lipat;
pub mod pegawai;
pub mod predikat;
pub mod presensi;
pub mod rekening;
pub mod sel;
pub mod tahap;
pub mod tanggal;
pub mod unit;

use std::ops::ControlFlow;

use balai_kernel::{Galat, Tanggal};

pub use kode::KODE;

use baca::{BacaCari, Baris, Bentuk, Cara, GalatBaca, Pemisah, Sel, Tabel, daftar_lembar};
use hasil::{Laporan, Temuan};
use kepala::{CARI_DALAM, Calon, Kolom, Pemetaan};

/// What a file is said to be.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum JenisBerkas {
    /// The unit tree.
    Unit,
    /// Staff.
    Pegawai,
    /// The log of the attendance machines.
    Presensi,
    /// Daily activities.
    Aktivitas,
    /// Ratings of a month.
    Predikat,
    /// Leave, duty elsewhere, missed roll calls.
    Ketidakhadiran,
    /// The catalogue of activities.
    Katalog,
    /// The accounts people are paid to.
    Rekening,
}

impl JenisBerkas {
    /// Every kind.
    pub const SEMUA: [Self; 8] = [
        JenisBerkas::Unit,
        JenisBerkas::Pegawai,
        JenisBerkas::Presensi,
        JenisBerkas::Aktivitas,
        JenisBerkas::Predikat,
        JenisBerkas::Ketidakhadiran,
        JenisBerkas::Katalog,
        JenisBerkas::Rekening,
    ];

    /// The word of the command line and the tables.
    pub fn kode(self) -> &'static str {
        match self {
            JenisBerkas::Unit => "unit",
            JenisBerkas::Pegawai => "pegawai",
            JenisBerkas::Presensi => "presensi",
            JenisBerkas::Aktivitas => "aktivitas",
            JenisBerkas::Predikat => "predikat",
            JenisBerkas::Ketidakhadiran => "ketidakhadiran",
            JenisBerkas::Katalog => "katalog",
            JenisBerkas::Rekening => "rekening",
        }
    }

    /// The kind a word of the command line names.
    pub fn dari_kode(kode: &str) -> Option<Self> {
        Self::SEMUA.into_iter().find(|j| j.kode() == kode)
    }
}

/// What reading needs to know besides the file, and whom it tells how far it is.
pub struct Suasana<'a> {
    /// Today, in the region.
    pub hari_ini: Tanggal,
    /// Told the number of rows read, now and then.
    pub kemajuan: &'a mut dyn FnMut(u64),
}

/// How many rows pass between two reports of progress.
const TIAP: u64 = 50_000;

/// Finds the best heading for `kolom` over the ways the file can be read.
///
/// # Errors
/// A failing disk, or a file refused as a whole.
pub fn tata<'a>(
    sumber: &'a mut dyn BacaCari,
    bentuk: Bentuk,
    kolom: &[Kolom],
) -> Result<(Tabel<'a>, Calon, Vec<Baris>), GalatBaca> {
    let cara: Vec<Cara> = if bentuk == Bentuk::Xlsx {
        daftar_lembar(sumber)?.into_iter().map(Cara::Lembar).collect()
    } else {
        Pemisah::SEMUA.iter().map(|p| Cara::Teks(bentuk, *p)).collect()
    };
    let mut terbaik: Option<(Cara, Calon, Vec<Baris>)> = None;
    let mut berisi: Vec<String> = Vec::new();
    for c in cara {
        let contoh = Tabel::baru(&mut *sumber, c.clone()).awal(CARI_DALAM)?;
        let calon = kepala::cari(kolom, &contoh);
        if let (Ok(p), Cara::Lembar(nama)) = (&calon.hasil, &c)
            && contoh.iter().any(|b| b.nomor > p.baris)
        {
            berisi.push(nama.clone());
        }
        let nilai = |k: &Calon| (k.hasil.is_ok(), k.cocok);
        if terbaik.as_ref().is_none_or(|(_, k, _)| nilai(&calon) > nilai(k)) {
            terbaik = Some((c, calon, contoh));
        }
    }
    if berisi.len() > 1 {
        return Err(GalatBaca::berkas(Galat::baru("KIN-110").dengan("lembar", berisi.join(", "))));
    }
    let Some((cara, calon, contoh)) = terbaik else { return Err(GalatBaca::berkas(Galat::baru("KIN-101"))) };
    if contoh.is_empty() {
        return Err(GalatBaca::berkas(Galat::baru("KIN-101")));
    }
    let lebar = calon.hasil.as_ref().map(|p| p.lebar).ok();
    let tabel = Tabel::baru(sumber, cara);
    Ok((if let Some(l) = lebar { tabel.dengan_lebar(l) } else { tabel }, calon, contoh))
}

/// As [`tata`] for a kind that must have a heading with all its required columns.
///
/// # Errors
/// As [`tata`]; a heading that is missing or incomplete.
pub fn tata_wajib<'a>(
    sumber: &'a mut dyn BacaCari,
    bentuk: Bentuk,
    kolom: &[Kolom],
) -> Result<(Tabel<'a>, Pemetaan), GalatBaca> {
    let (tabel, calon, _) = tata(sumber, bentuk, kolom)?;
    match calon.hasil {
        Ok(p) => Ok((tabel, p)),
        Err((baris, _, galat)) => Err(GalatBaca::Tolak { baris, galat }),
    }
}

/// Hands the rows below the heading to `f`. Blank rows, rows that number the columns and repeated headings are passed
/// over; a row with cells beyond the heading is refused; when `f` refuses a row whose `kunci` is no number and that reads
/// like a total or a signature, it is called that.
pub fn tiap_data(
    tabel: &mut Tabel<'_>,
    peta: &Pemetaan,
    kunci: usize,
    suasana: &mut Suasana<'_>,
    laporan: &mut Laporan,
    f: &mut dyn FnMut(&Baris, &mut Laporan) -> Result<(), Temuan>,
) -> Result<(), GalatBaca> {
    for j in &peta.asing {
        let galat = Galat::baru("KIN-153").dengan("kolom", j);
        laporan.ingatkan(Temuan::baru(peta.baris.max(1), j, "", galat));
    }
    let mut banyak = 0u64;
    let mut pertama = true;
    tabel.tiap_baris(&mut |baris| {
        if baris.nomor <= peta.baris {
            return ControlFlow::Continue(());
        }
        banyak += 1;
        if banyak.is_multiple_of(TIAP) {
            (suasana.kemajuan)(banyak);
        }
        if std::mem::take(&mut pertama) && peta.penomoran(baris) {
            return ControlFlow::Continue(());
        }
        let depan = baris.sel(peta.letak(kunci).unwrap_or(0));
        if depan.teks.bytes().filter(u8::is_ascii_digit).count() < 4 && peta.berulang(baris) {
            laporan.ingatkan(Temuan::baru(baris.nomor, "", depan.teks, Galat::baru("KIN-156")));
            return ControlFlow::Continue(());
        }
        let hasil = match peta.berlebih(baris) {
            Some(ada) => {
                let galat = Galat::baru("KIN-111").dengan("ada", ada).dengan("seharusnya", peta.lebar);
                Err(Temuan::baru(baris.nomor, "", &gabung(baris), galat))
            }
            None => f(baris, laporan),
        };
        if let Err(mut temuan) = hasil {
            if bukan_kunci(depan)
                && let Some(galat) = kepala::bukan_data(baris)
            {
                temuan = Temuan::baru(baris.nomor, &temuan.kolom, &gabung(baris), galat);
            }
            laporan.tolak(temuan);
        }
        ControlFlow::Continue(())
    })
}

fn bukan_kunci(sel: Sel<'_>) -> bool {
    sel.teks.bytes().filter(u8::is_ascii_digit).count() < 4
}

/// The filled cells of a row, to be shown in a refusal of the row as a whole.
fn gabung(baris: &Baris) -> String {
    baris.semua().filter(|s| !s.teks.is_empty()).map(|s| s.teks).collect::<Vec<_>>().join(" | ")
}

/// The cells of one row by field, and what is wrong with them.
struct Pengisi<'a> {
    kolom: &'a [Kolom],
    peta: &'a Pemetaan,
    baris: &'a Baris,
    temuan: Option<Temuan>,
}

impl<'a> Pengisi<'a> {
    fn baru(kolom: &'a [Kolom], peta: &'a Pemetaan, baris: &'a Baris) -> Self {
        Pengisi { kolom, peta, baris, temuan: None }
    }

    fn sel(&self, f: usize) -> Sel<'a> {
        self.peta.sel(self.baris, f)
    }

    fn temuan_di(&self, f: usize, galat: Galat) -> Temuan {
        Temuan::baru(self.baris.nomor, self.peta.judul(self.kolom, f), self.sel(f).teks, galat)
    }

    /// Notes that field `f` is wrong; the first is the row's reason, the others are told along with it.
    fn salah(&mut self, f: usize, galat: Galat) {
        match &mut self.temuan {
            Some(t) => t.lain.push(galat),
            None => self.temuan = Some(self.temuan_di(f, galat)),
        }
    }

    /// Reads field `f`, which must not be empty.
    fn wajib<T>(&mut self, f: usize, baca: impl FnOnce(Sel<'a>) -> Result<T, Galat>) -> Option<T> {
        let sel = self.sel(f);
        if sel.kosong() {
            let nama = self.peta.judul(self.kolom, f).to_owned();
            self.salah(f, Galat::baru("KIN-115").dengan("kolom", nama));
            return None;
        }
        self.periksa(f, baca(sel))
    }

    /// Reads field `f`, which may be empty.
    fn boleh<T>(&mut self, f: usize, baca: impl FnOnce(Sel<'a>) -> Result<T, Galat>) -> Option<T> {
        let sel = self.sel(f);
        if sel.kosong() { None } else { self.periksa(f, baca(sel)) }
    }

    fn periksa<T>(&mut self, f: usize, hasil: Result<T, Galat>) -> Option<T> {
        match hasil {
            Ok(t) => Some(t),
            Err(g) => {
                self.salah(f, g);
                None
            }
        }
    }
}

/// Learns from the first rows whether the dates of field `f` put the month first.
fn urutan_tanggal(contoh: &[Baris], peta: &Pemetaan, f: usize) -> tanggal::Urutan {
    let mut bukti = tanggal::BuktiUrutan::default();
    for b in contoh.iter().filter(|b| b.nomor > peta.baris) {
        bukti.timbang(peta.sel(b, f).teks);
    }
    bukti.urutan()
}

/// Rows looked at to learn the order of day and month.
const CONTOH_TANGGAL: usize = 5_000;

/// Puts a heading-level warning about the order of day and month into the report.
fn ingatkan_urutan(
    urutan: tanggal::Urutan,
    peta: &Pemetaan,
    kolom: &[Kolom],
    f: usize,
    laporan: &mut Laporan,
) {
    if urutan == tanggal::Urutan::BulanHari {
        let temuan = Temuan::baru(peta.baris.max(1), peta.judul(kolom, f), "", Galat::baru("KIN-158"));
        laporan.ingatkan(temuan);
    }
}
