//! Daily activities as an e-kinerja application exports them, a million and more rows at a time.

use std::collections::{BTreeMap, HashMap};

use balai_kernel::{Galat, Nip, Tanggal};

use super::baca::{BacaCari, Bentuk, GalatBaca, JenisSel, Sel};
use super::hasil::{Laporan, Temuan};
use super::kepala::{Kolom, Pemetaan};
use super::presensi::{pecah, wajar};
use super::sel::StatusAktivitas;
use super::tanggal::Urutan;
use super::{CONTOH_TANGGAL, Pengisi, Suasana, ingatkan_urutan, sel, tata_wajib, tiap_data, urutan_tanggal};

const NIP: usize = 0;
const TANGGAL: usize = 1;
const AKTIVITAS: usize = 2;
const MENIT: usize = 3;
const STATUS: usize = 4;
const MULAI: usize = 5;
const SELESAI: usize = 6;

/// Longest text of an activity, in letters.
const BATAS_URAIAN: usize = 1000;
/// Minutes of a day.
const SEHARI: u32 = 1440;

/// The columns of an activity file. The minutes may be given by start and end instead.
pub const KOLOM: [Kolom; 7] = [
    Kolom {
        nama: "NIP",
        sinonim: &["nip", "nip pegawai", "nip baru", "nip asn", "nip pns", "nomor induk pegawai"],
        wajib: true,
    },
    Kolom {
        nama: "Tanggal",
        sinonim: &[
            "tanggal",
            "tgl",
            "tanggal aktivitas",
            "tanggal kegiatan",
            "tgl aktivitas",
            "tgl kegiatan",
            "date",
            "hari tanggal",
            "tanggal pelaksanaan",
        ],
        wajib: true,
    },
    Kolom {
        nama: "Aktivitas",
        sinonim: &[
            "aktivitas",
            "nama aktivitas",
            "uraian aktivitas",
            "aktifitas",
            "kegiatan",
            "nama kegiatan",
            "uraian kegiatan",
            "uraian",
            "deskripsi",
            "pekerjaan",
            "uraian pekerjaan",
            "kegiatan harian",
        ],
        wajib: true,
    },
    Kolom {
        nama: "Menit",
        sinonim: &[
            "menit",
            "durasi menit",
            "durasi",
            "jumlah menit",
            "waktu menit",
            "lama menit",
            "lama",
            "total menit",
            "menit kerja",
            "waktu efektif",
            "wpt",
            "norma waktu",
            "durasi dalam menit",
        ],
        wajib: false,
    },
    Kolom {
        nama: "Status Verifikasi",
        sinonim: &[
            "status verifikasi",
            "status",
            "verifikasi",
            "status persetujuan",
            "persetujuan",
            "status aktivitas",
            "hasil verifikasi",
            "status validasi",
            "validasi",
        ],
        wajib: true,
    },
    Kolom {
        nama: "Jam Mulai",
        sinonim: &["jam mulai", "mulai", "waktu mulai", "pukul mulai", "jam awal"],
        wajib: false,
    },
    Kolom {
        nama: "Jam Selesai",
        sinonim: &["jam selesai", "selesai", "waktu selesai", "pukul selesai", "jam akhir"],
        wajib: false,
    },
];

/// One activity, ready to be stored.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Butir {
    /// Year * 100 + month.
    pub periode: u32,
    /// The person, by number.
    pub pegawai: u32,
    /// Day of the month.
    pub hari: u8,
    /// The text, by its place in [`Hasil::uraian`].
    pub uraian: u32,
    /// Line in the file. It stands before the values so that sorting keeps repeated activities in the file's order.
    pub baris: u32,
    /// 1 to 1440.
    pub menit: u16,
    /// [`StatusAktivitas::nomor`].
    pub status: u8,
}

/// The activities of a file: 24 bytes a row and every text once.
#[derive(Debug, Default)]
pub struct Hasil {
    /// Sorted by period, person, day, text and line.
    pub butir: Vec<Butir>,
    /// The texts.
    pub uraian: Vec<String>,
}

/// What the cells of nearly every row repeat, read once: whose NIP, which day, which text.
struct Ingatan<'a> {
    nomor: &'a HashMap<Nip, u32>,
    nip: HashMap<String, Result<u32, Galat>>,
    hari: HashMap<String, Result<(u32, u8), Galat>>,
    uraian: HashMap<String, u32>,
    daftar: Vec<String>,
    urutan: Urutan,
    hari_ini: Tanggal,
}

/// Most texts a memory of repeated cells holds; beyond it cells are simply read again.
const BATAS_INGATAN: usize = 200_000;

impl Ingatan<'_> {
    fn nip(&mut self, s: Sel<'_>) -> Result<u32, Galat> {
        if let Some(ada) = self.nip.get(s.teks).filter(|_| s.jenis == JenisSel::Teks) {
            return ada.clone();
        }
        let hasil = sel::nip(s)
            .and_then(|n| self.nomor.get(&n).copied().ok_or_else(|| Galat::baru("KIN-126").dengan("nip", n)));
        if s.jenis == JenisSel::Teks && self.nip.len() < BATAS_INGATAN {
            self.nip.insert(s.teks.to_owned(), hasil.clone());
        }
        hasil
    }

    fn hari(&mut self, s: Sel<'_>) -> Result<(u32, u8), Galat> {
        if let Some(ada) = self.hari.get(s.teks) {
            return ada.clone();
        }
        // an exported moment of entry still names the day
        let hasil = sel::saat(s, self.urutan, self.hari_ini.year())
            .and_then(|(t, _)| wajar(t, self.hari_ini).map(|()| pecah(t)));
        if self.hari.len() < BATAS_INGATAN {
            self.hari.insert(s.teks.to_owned(), hasil.clone());
        }
        hasil
    }

    fn uraian(&mut self, s: Sel<'_>) -> Result<u32, Galat> {
        let teks = sel::nama(s, BATAS_URAIAN)?;
        if let Some(n) = self.uraian.get(&teks) {
            return Ok(*n);
        }
        let n = u32::try_from(self.daftar.len()).unwrap_or(u32::MAX);
        self.daftar.push(teks.clone());
        self.uraian.insert(teks, n);
        Ok(n)
    }
}

/// Reads an activity file.
///
/// # Errors
/// A failing disk, or a file refused as a whole.
pub fn baca(
    sumber: &mut dyn BacaCari,
    bentuk: Bentuk,
    nomor: &HashMap<Nip, u32>,
    suasana: &mut Suasana<'_>,
) -> Result<(Hasil, Laporan), GalatBaca> {
    let (mut tabel, peta) = tata_wajib(sumber, bentuk, &KOLOM)?;
    let terukur = peta.ada(MENIT) || (peta.ada(MULAI) && peta.ada(SELESAI));
    if !terukur {
        let galat = Galat::baru("KIN-107").dengan("kolom", KOLOM[MENIT].nama).dengan("ada", peta.terbaca());
        return Err(GalatBaca::Tolak { baris: peta.baris, galat });
    }
    let urutan = urutan_tanggal(&tabel.awal(CONTOH_TANGGAL)?, &peta, TANGGAL);
    let mut laporan = Laporan::default();
    ingatkan_urutan(urutan, &peta, &KOLOM, TANGGAL, &mut laporan);
    let mut ingat = Ingatan {
        nomor,
        nip: HashMap::new(),
        hari: HashMap::new(),
        uraian: HashMap::new(),
        daftar: Vec::new(),
        urutan,
        hari_ini: suasana.hari_ini,
    };
    let mut butir: Vec<Butir> = Vec::new();
    tiap_data(&mut tabel, &peta, NIP, suasana, &mut laporan, &mut |baris, _| {
        let mut p = Pengisi::baru(&KOLOM, &peta, baris);
        let pegawai = p.wajib(NIP, |s| ingat.nip(s));
        let hari = p.wajib(TANGGAL, |s| ingat.hari(s));
        let uraian = p.wajib(AKTIVITAS, |s| ingat.uraian(s));
        let menit = menit(&mut p);
        let status = p.wajib(STATUS, sel::status_aktivitas).map(StatusAktivitas::nomor);
        match (p.temuan.take(), pegawai, hari, uraian, menit, status) {
            (None, Some(pegawai), Some((periode, hari)), Some(uraian), Some(menit), Some(status)) => {
                butir.push(Butir { periode, pegawai, hari, uraian, baris: baris.nomor, menit, status });
                Ok(())
            }
            (Some(t), ..) => Err(t),
            (None, ..) => Err(p.temuan_di(NIP, Galat::baru("KIN-115").dengan("kolom", KOLOM[NIP].nama))),
        }
    })?;
    butir.sort_unstable();
    laporan.diterima = butir.len() as u64;
    ragu(&butir, &peta, &mut laporan);
    laporan.urutkan();
    Ok((Hasil { butir, uraian: ingat.daftar }, laporan))
}

fn menit(p: &mut Pengisi<'_>) -> Option<u16> {
    if p.peta.ada(MENIT) && !(p.sel(MENIT).kosong() && p.peta.ada(MULAI) && p.peta.ada(SELESAI)) {
        return p.wajib(MENIT, sel::menit);
    }
    let (mulai, selesai) = (p.wajib(MULAI, sel::jam)?, p.wajib(SELESAI, sel::jam)?);
    let lama = selesai.checked_sub(mulai).map(|d| d / 60).filter(|m| *m > 0);
    let lama = lama.and_then(|m| u16::try_from(m).ok());
    if lama.is_none() {
        let nilai = p.sel(SELESAI).teks;
        p.salah(SELESAI, Galat::baru("KIN-201").dengan("nilai", nilai));
    }
    lama
}

/// Warns about what is possible but worth a look: more than a day's minutes on a day, rows that repeat each other, and
/// months other than the one nearly all rows are of.
fn ragu(butir: &[Butir], peta: &Pemetaan, laporan: &mut Laporan) {
    let mut ingatkan = |baris: u32, f: usize, nilai: &str, g: Galat| {
        laporan.ingatkan(Temuan::baru(baris, peta.judul(&KOLOM, f), nilai, g));
    };
    for sehari in butir.chunk_by(|a, b| (a.periode, a.pegawai, a.hari) == (b.periode, b.pegawai, b.hari)) {
        let tolak = StatusAktivitas::Ditolak.nomor();
        let jumlah: u32 = sehari.iter().filter(|b| b.status != tolak).map(|b| u32::from(b.menit)).sum();
        if jumlah > SEHARI {
            let baris = sehari.iter().map(|b| b.baris).max().unwrap_or(1);
            ingatkan(baris, MENIT, &jumlah.to_string(), Galat::baru("KIN-161").dengan("jumlah", jumlah));
        }
    }
    let kembar = |a: &Butir, b: &Butir| {
        (a.periode, a.pegawai, a.hari, a.uraian, a.menit, a.status)
            == (b.periode, b.pegawai, b.hari, b.uraian, b.menit, b.status)
    };
    let ulangan: Vec<u32> = butir
        .windows(2)
        .filter_map(|w| matches!(w, [a, b] if kembar(a, b)).then(|| w.last().map(|b| b.baris))?)
        .collect();
    if let Some(baris) = ulangan.iter().min() {
        ingatkan(*baris, AKTIVITAS, "", Galat::baru("KIN-160").dengan("banyak", ulangan.len()));
    }
    let mut bulan: BTreeMap<u32, (usize, u32)> = BTreeMap::new();
    for b in butir {
        let ada = bulan.entry(b.periode).or_insert((0, b.baris));
        ada.0 += 1;
        ada.1 = ada.1.min(b.baris);
    }
    let utama = bulan.iter().max_by_key(|(_, (n, _))| *n).map(|(p, _)| *p);
    for (periode, (banyak, baris)) in
        bulan.iter().filter(|(p, (n, _))| Some(**p) != utama && n * 20 < butir.len())
    {
        let nama = format!("{}-{:02}", periode / 100, periode % 100);
        ingatkan(
            *baris,
            TANGGAL,
            &nama,
            Galat::baru("KIN-162").dengan("periode", &nama).dengan("banyak", banyak),
        );
    }
}
