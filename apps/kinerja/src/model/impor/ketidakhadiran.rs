//! Leave, duty elsewhere and missed roll calls, from a day to a day.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use balai_kernel::{Galat, Nip, Tanggal};

use super::baca::{BacaCari, Bentuk, GalatBaca, Sel};
use super::hasil::{Laporan, Temuan};
use super::kepala::{Kolom, Pemetaan};
use super::lipat::lipat;
use super::predikat::dikenal;
use super::{CONTOH_TANGGAL, Pengisi, Suasana, ingatkan_urutan, sel, tata_wajib, tiap_data, urutan_tanggal};

const NIP: usize = 0;
const DARI: usize = 1;
const SAMPAI: usize = 2;
const JENIS: usize = 3;
const KETERANGAN: usize = 4;
const SURAT: usize = 5;

/// Longest absence taken, in days: five years, as long as a study assignment.
const PALING_LAMA: i32 = 5 * 366;
/// Earliest year taken.
const TAHUN_AWAL: i16 = 2010;
/// Longest free text, in letters.
const BATAS_TEKS: usize = 200;

/// The word that takes an absence back.
pub const BATAL: &str = "batal";
/// The word of a missed roll call, which is no absence from work.
pub const APEL: &str = "apel";

/// The columns of a file of absences.
pub const KOLOM: [Kolom; 6] = [
    Kolom {
        nama: "NIP",
        sinonim: &["nip", "nip pegawai", "nip baru", "nip asn", "nomor induk pegawai"],
        wajib: true,
    },
    Kolom {
        nama: "Dari Tanggal",
        sinonim: &[
            "dari tanggal",
            "dari",
            "tanggal mulai",
            "mulai",
            "tgl mulai",
            "mulai tanggal",
            "tanggal",
            "tanggal awal",
        ],
        wajib: true,
    },
    Kolom {
        nama: "Sampai Tanggal",
        sinonim: &[
            "sampai tanggal",
            "sampai",
            "tanggal selesai",
            "selesai",
            "tgl selesai",
            "sampai dengan",
            "s d",
            "tanggal akhir",
        ],
        wajib: false,
    },
    Kolom {
        nama: "Jenis",
        sinonim: &["jenis", "jenis ketidakhadiran", "jenis cuti", "jenis izin", "alasan", "status"],
        wajib: true,
    },
    Kolom { nama: "Keterangan", sinonim: &["keterangan", "catatan", "uraian"], wajib: false },
    Kolom {
        nama: "Nomor Surat",
        sinonim: &["nomor surat", "no surat", "surat", "nomor sk", "nomor surat tugas", "nomor surat cuti"],
        wajib: false,
    },
];

/// One absence, both days included.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Butir {
    /// The person, by number.
    pub pegawai: u32,
    /// First day.
    pub dari: Tanggal,
    /// Last day.
    pub sampai: Tanggal,
    /// The word packages use, [`APEL`] or [`BATAL`].
    pub jenis: &'static str,
    /// As written.
    pub keterangan: String,
    /// Number of the letter, as written.
    pub surat: String,
    /// Line in the file.
    pub baris: u32,
}

/// An absence on record: the newest row of its first day, which may take it back.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Tercatat {
    /// The person, by number.
    pub pegawai: u32,
    /// First day.
    pub dari: Tanggal,
    /// Last day.
    pub sampai: Tanggal,
    /// The word packages use, [`APEL`] or [`BATAL`].
    pub jenis: String,
    /// Where it came from: name of the file.
    pub berkas: String,
    /// And the line in it.
    pub baris: i64,
}

/// Reads a file of absences against those on record.
///
/// # Errors
/// A failing disk, or a file refused as a whole.
pub fn baca(
    sumber: &mut dyn BacaCari,
    bentuk: Bentuk,
    nomor: &HashMap<Nip, u32>,
    ada: &[Tercatat],
    suasana: &mut Suasana<'_>,
) -> Result<(Vec<Butir>, Laporan), GalatBaca> {
    let (mut tabel, peta) = tata_wajib(sumber, bentuk, &KOLOM)?;
    let urutan = urutan_tanggal(&tabel.awal(CONTOH_TANGGAL)?, &peta, DARI);
    let tahun = suasana.hari_ini.year();
    let mut laporan = Laporan::default();
    ingatkan_urutan(urutan, &peta, &KOLOM, DARI, &mut laporan);
    let mut semua: Vec<Butir> = Vec::new();
    tiap_data(&mut tabel, &peta, NIP, suasana, &mut laporan, &mut |baris, _| {
        let mut p = Pengisi::baru(&KOLOM, &peta, baris);
        let pegawai = p.wajib(NIP, |s| dikenal(s, nomor));
        let dari = p.wajib(DARI, |s| tanggal(s, urutan, tahun));
        let sampai =
            if p.sel(SAMPAI).kosong() { dari } else { p.boleh(SAMPAI, |s| tanggal(s, urutan, tahun)) };
        if let (Some(d), Some(s)) = (dari, sampai)
            && !(0..PALING_LAMA).contains(&(s - d).get_days())
        {
            p.salah(SAMPAI, Galat::baru("KIN-207").dengan("dari", d).dengan("sampai", s));
        }
        let jenis = p.wajib(JENIS, jenis);
        let keterangan = p.boleh(KETERANGAN, |s| sel::nama(s, BATAS_TEKS)).unwrap_or_default();
        let surat = p.boleh(SURAT, |s| sel::nama(s, BATAS_TEKS)).unwrap_or_default();
        match (p.temuan.take(), pegawai, dari, sampai, jenis) {
            (None, Some(pegawai), Some(dari), Some(sampai), Some(jenis)) => {
                semua.push(Butir { pegawai, dari, sampai, jenis, keterangan, surat, baris: baris.nomor });
                Ok(())
            }
            (Some(t), ..) => Err(t),
            (None, ..) => Err(p.temuan_di(NIP, Galat::baru("KIN-115").dengan("kolom", KOLOM[NIP].nama))),
        }
    })?;
    let semua = tanpa_tumpang_tindih(semua, ada, &peta, &mut laporan);
    laporan.diterima = semua.len() as u64;
    laporan.urutkan();
    Ok((semua, laporan))
}

fn tanggal(s: Sel<'_>, urutan: super::tanggal::Urutan, tahun: i16) -> Result<Tanggal, Galat> {
    let (t, _) = sel::saat(s, urutan, tahun)?;
    if t.year() < TAHUN_AWAL || t.year() > tahun + 5 {
        return Err(Galat::baru("KIN-194").dengan("tanggal", t).dengan("tahun", TAHUN_AWAL));
    }
    Ok(t)
}

/// The kinds of PP 11/2017 (leave) and the words offices use for duty elsewhere.
fn jenis(s: Sel<'_>) -> Result<&'static str, Galat> {
    let teks = sel::sehat(s)?.teks;
    Ok(match lipat(teks).as_str() {
        "cuti tahunan" | "ct" => "cuti_tahunan",
        "cuti bersama" => "cuti_bersama",
        "cuti besar" => "cuti_besar",
        "cuti melahirkan" | "cuti bersalin" => "cuti_melahirkan",
        "cuti alasan penting" | "cuti karena alasan penting" | "cap" => "cuti_alasan_penting",
        "cuti di luar tanggungan negara" | "cltn" => "cltn",
        "sakit" | "cuti sakit" | "izin sakit" => "sakit",
        "dinas luar" | "dl" | "perjalanan dinas" | "tugas luar" | "dinas" => "dinas_luar",
        "diklat" | "pelatihan" | "bimtek" => "diklat",
        "tugas belajar" | "tubel" => "tugas_belajar",
        "izin" | "izin lain" | "ijin" => "izin_lain",
        "apel" | "tidak apel" | "tidak ikut apel" | "tidak mengikuti apel" | "upacara" => APEL,
        "batal" | "dibatalkan" => BATAL,
        _ => return Err(Galat::baru("KIN-208").dengan("nilai", teks)),
    })
}

/// Refuses rows that share a day with another row or with what is on record, until no two absences of a person touch.
/// A row that starts when one on record starts replaces it, and frees its days.
fn tanpa_tumpang_tindih(
    mut semua: Vec<Butir>,
    ada: &[Tercatat],
    peta: &Pemetaan,
    laporan: &mut Laporan,
) -> Vec<Butir> {
    let mut tercatat: HashMap<u32, Vec<&Tercatat>> = HashMap::new();
    for t in ada {
        tercatat.entry(t.pegawai).or_default().push(t);
    }
    let mut milik: BTreeMap<u32, Vec<usize>> = BTreeMap::new();
    for (i, b) in semua.iter().enumerate() {
        milik.entry(b.pegawai).or_default().push(i);
    }
    let mut jatuh: BTreeSet<usize> = BTreeSet::new();
    for (pegawai, urut) in &milik {
        let lama = tercatat.get(pegawai).map(Vec::as_slice).unwrap_or_default();
        // a refused row no longer frees the days of what it would have replaced, so look again
        while let Some((i, galat)) = bentrok(&semua, urut, &jatuh, lama) {
            if let Some(b) = semua.get(i) {
                let nilai = format!("{}..{}", b.dari, b.sampai);
                laporan.tolak(Temuan::baru(b.baris, peta.judul(&KOLOM, DARI), &nilai, galat));
            }
            jatuh.insert(i);
        }
    }
    let mut i = 0;
    semua.retain(|_| {
        i += 1;
        !jatuh.contains(&(i - 1))
    });
    semua
}

/// The first row of a person that cannot stand, and why.
fn bentrok(
    semua: &[Butir],
    urut: &[usize],
    jatuh: &BTreeSet<usize>,
    lama: &[&Tercatat],
) -> Option<(usize, Galat)> {
    let berdiri: Vec<(usize, &Butir)> =
        urut.iter().filter(|i| !jatuh.contains(i)).filter_map(|i| Some((*i, semua.get(*i)?))).collect();
    for (k, (i, b)) in berdiri.iter().enumerate() {
        if b.jenis == BATAL && lama.iter().all(|t| t.dari != b.dari) {
            return Some((*i, Galat::baru("KIN-210").dengan("dari", b.dari)));
        }
        let sebelum = berdiri.iter().take(k).map(|(_, s)| *s);
        let kena = |s: &&Butir| {
            s.dari == b.dari
                || (b.jenis != BATAL && s.jenis != BATAL && s.dari <= b.sampai && b.dari <= s.sampai)
        };
        if let Some(s) = sebelum.into_iter().find(kena) {
            return Some((
                *i,
                Galat::baru("KIN-209")
                    .dengan("di", "berkas ini")
                    .dengan("baris", s.baris)
                    .dengan("jenis", s.jenis)
                    .dengan("dari", s.dari)
                    .dengan("sampai", s.sampai),
            ));
        }
        if b.jenis == BATAL {
            continue;
        }
        let tetap = lama.iter().filter(|t| t.jenis != BATAL && berdiri.iter().all(|(_, s)| s.dari != t.dari));
        if let Some(t) = tetap.into_iter().find(|t| t.dari <= b.sampai && b.dari <= t.sampai) {
            return Some((
                *i,
                Galat::baru("KIN-209")
                    .dengan("di", &t.berkas)
                    .dengan("baris", t.baris)
                    .dengan("jenis", &t.jenis)
                    .dengan("dari", t.dari)
                    .dengan("sampai", t.sampai),
            ));
        }
    }
    None
}
