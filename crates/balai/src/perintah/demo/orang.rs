//! The staff of the demo city: posts with classes, numbers with real structure, superiors as a tree.

use std::collections::HashMap;

use balai_kernel::Tanggal;

use super::acak::Benih;
use super::kota::{Corak, Unit};
use super::nama::{self, Rumpun};

/// The fewest staff a demo city can have: a head for every OPD and some more.
pub const PALING_SEDIKIT: usize = 100;

/// One invented civil servant.
#[derive(Debug, Clone)]
pub struct Orang {
    /// 18 digits, unique.
    pub nip: String,
    /// Name with titles.
    pub nama: String,
    /// Rank, e.g. `III/b`; PPPK have Roman numerals alone, e.g. `IX`.
    pub golongan: &'static str,
    /// Post.
    pub jabatan: String,
    /// Job class 1..=17.
    pub kelas: i64,
    /// Position in the list of units.
    pub unit: usize,
    /// Position of the OPD in the list of units.
    pub opd: usize,
    /// Position of the superior in this list; none for the Sekda.
    pub atasan: Option<usize>,
    /// Start of the present post.
    pub tmt: Tanggal,
    /// `PNS`, `CPNS` or `PPPK`.
    pub status: &'static str,
    /// Tax status, e.g. `K/2`.
    pub ptkp: &'static str,
}

/// The staff of `units`, about `banyak` people, the head of each unit before its members.
#[must_use]
pub fn orang(units: &[Unit], banyak: usize, benih: u64) -> Vec<Orang> {
    let mut hasil = Vec::with_capacity(banyak + units.len());
    let mut nomor = Nomor(HashMap::with_capacity(banyak));
    // position of the head of each unit
    let mut kepala: Vec<Option<usize>> = vec![None; units.len()];
    for (letak, isi) in bagi(units, banyak).into_iter().enumerate() {
        let Some(unit) = units.get(letak) else { continue };
        let mut acak = Benih::cabang(benih, 1_000_000 + u64::try_from(letak).unwrap_or(0));
        for urut in 0..isi {
            let diri = hasil.len();
            let atasan = if urut == 0 {
                atasan_kepala(unit, units, &kepala)
            } else {
                kepala.get(letak).copied().flatten()
            };
            hasil.push(satu(&mut acak, &mut nomor, unit, letak, urut, atasan));
            if urut == 0
                && let Some(k) = kepala.get_mut(letak)
            {
                *k = Some(diri);
            }
        }
    }
    hasil
}

/// How many people each unit gets: one for every OPD, the rest by its portion.
fn bagi(units: &[Unit], banyak: usize) -> Vec<usize> {
    let opd = units.iter().filter(|u| u.induk.is_none()).count();
    let sisa = i64::try_from(banyak.max(PALING_SEDIKIT).saturating_sub(opd)).unwrap_or(0);
    let bobot = |u: &Unit| if u.induk.is_none() { u.porsi - 1 } else { u.porsi };
    let jumlah: i64 = units.iter().map(bobot).sum::<i64>().max(1);
    let mut lewat = 0_i64;
    units
        .iter()
        .map(|u| {
            let sebelum = lewat * sisa / jumlah;
            lewat += bobot(u);
            let isi = lewat * sisa / jumlah - sebelum + i64::from(u.induk.is_none());
            usize::try_from(isi).unwrap_or(0)
        })
        .collect()
}

/// The head of a unit answers to the nearest head above; an OPD's head to the Sekda, who is the very first person.
fn atasan_kepala(unit: &Unit, units: &[Unit], kepala: &[Option<usize>]) -> Option<usize> {
    let mut naik = unit.induk;
    while let Some(letak) = naik {
        if let Some(Some(k)) = kepala.get(letak) {
            return Some(*k);
        }
        naik = units.get(letak).and_then(|u| u.induk);
    }
    kepala.first().copied().flatten()
}

fn satu(
    acak: &mut Benih,
    nomor: &mut Nomor,
    unit: &Unit,
    letak: usize,
    urut: usize,
    atasan: Option<usize>,
) -> Orang {
    let Jabatan { nama: jabatan, kelas, rumpun, tingkat } = jabatan(acak, unit, letak, urut);
    let pppk = urut > 0 && kelas <= 9 && acak.permil(170);
    let lahir = tahun_lahir(acak, tingkat);
    let laki = match rumpun {
        Rumpun::Lapangan => acak.permil(860),
        Rumpun::Guru | Rumpun::Kesehatan => acak.permil(280),
        _ => acak.permil(520),
    };
    let cpns = !pppk && urut > 0 && lahir >= 1994 && acak.permil(60);
    let nip = nomor.beri(acak, lahir, laki, pppk, cpns);
    let golongan =
        if pppk { acak.pilih(&["V", "VII", "IX", "IX", "X"]) } else { golongan(acak, tingkat, cpns) };
    let menikah = acak.permil(780);
    let ptkp = match (menikah, acak.antara(0, 3)) {
        (false, 0 | 1) => "TK/0",
        (false, _) => "TK/1",
        (true, 0) => "K/0",
        (true, 1) => "K/1",
        (true, 2) => "K/2",
        (true, _) => "K/3",
    };
    let tahun = i16::try_from(acak.antara(2019, 2025)).unwrap_or(2022);
    let bulan = i8::try_from(acak.antara(1, 12)).unwrap_or(1);
    Orang {
        nip,
        nama: nama::nama(acak, laki, rumpun, lahir),
        golongan,
        jabatan,
        kelas,
        unit: letak,
        opd: unit.opd,
        atasan,
        tmt: if cpns { awal_bulan(2026, 3) } else { awal_bulan(tahun, bulan) },
        status: if pppk {
            "PPPK"
        } else if cpns {
            "CPNS"
        } else {
            "PNS"
        },
        ptkp,
    }
}

struct Jabatan {
    nama: String,
    kelas: i64,
    rumpun: Rumpun,
    /// 0 newcomers .. 4 heads of OPD; decides age and rank.
    tingkat: u8,
}

fn jabatan(acak: &mut Benih, unit: &Unit, letak: usize, urut: usize) -> Jabatan {
    if urut == 0 { kepala(unit, letak) } else { anggota(acak, unit) }
}

fn kepala(unit: &Unit, letak: usize) -> Jabatan {
    let (nama, kelas, rumpun, tingkat) = match unit.corak {
        Corak::Pimpinan if letak == 0 => ("Sekretaris Daerah".to_owned(), 15, Rumpun::Pimpinan, 4),
        Corak::Pimpinan => {
            (kepala_opd(&unit.nama), if unit.wilayah.is_some() { 12 } else { 14 }, Rumpun::Pimpinan, 4)
        }
        Corak::Sekretariat => ("Sekretaris".to_owned(), 12, Rumpun::Pimpinan, 3),
        Corak::Kelurahan => (format!("Lurah {}", tanpa(&unit.nama, "Kelurahan ")), 9, Rumpun::Pimpinan, 3),
        Corak::Desa => (format!("Sekretaris {}", unit.nama), 7, Rumpun::Umum, 2),
        Corak::Kecamatan => (format!("Kepala {}", unit.nama), 8, Rumpun::Umum, 2),
        Corak::Sekolah => (format!("Kepala {}", unit.nama), 11, Rumpun::Guru, 3),
        Corak::Puskesmas => (format!("Kepala {}", unit.nama), 11, Rumpun::Dokter, 3),
        Corak::RumahSakit => (format!("Kepala {}", unit.nama), 11, Rumpun::Dokter, 3),
        Corak::Bidang | Corak::Teknik | Corak::Lapangan if unit.nama.starts_with("Inspektur") => {
            (unit.nama.clone(), 12, Rumpun::Pimpinan, 3)
        }
        Corak::Bidang | Corak::Teknik | Corak::Lapangan => {
            (format!("Kepala {}", unit.nama), 11, Rumpun::Pimpinan, 3)
        }
    };
    Jabatan { nama, kelas, rumpun, tingkat }
}

fn kepala_opd(nama: &str) -> String {
    if let Some(kec) = nama.strip_prefix("Kecamatan ") {
        return format!("Camat {kec}");
    }
    match nama {
        "Inspektorat Daerah" => "Inspektur Daerah".to_owned(),
        "Sekretariat Dewan Perwakilan Rakyat Daerah" => "Sekretaris Dewan".to_owned(),
        rs if rs.starts_with("Rumah Sakit") => format!("Direktur {rs}"),
        lain => format!("Kepala {lain}"),
    }
}

fn tanpa<'a>(teks: &'a str, depan: &str) -> &'a str {
    teks.strip_prefix(depan).unwrap_or(teks)
}

/// (weight, (post, class, family, level))
type Pos = (i64, (&'static str, i64, Rumpun, u8));

const UMUM: [Pos; 9] = [
    (8, ("Analis Kebijakan Ahli Muda", 9, Rumpun::Umum, 2)),
    (8, ("Perencana Ahli Muda", 9, Rumpun::Umum, 2)),
    (10, ("Analis Kebijakan Ahli Pertama", 8, Rumpun::Umum, 1)),
    (10, ("Pranata Komputer Ahli Pertama", 8, Rumpun::Teknik, 1)),
    (18, ("Penelaah Teknis Kebijakan", 7, Rumpun::Umum, 1)),
    (10, ("Arsiparis Terampil", 6, Rumpun::Umum, 1)),
    (16, ("Pengolah Data dan Informasi", 6, Rumpun::Umum, 1)),
    (14, ("Pengadministrasi Perkantoran", 5, Rumpun::Umum, 0)),
    (6, ("Operator Layanan Operasional", 4, Rumpun::Lapangan, 0)),
];
const TATA_USAHA: [Pos; 6] = [
    (8, ("Kepala Subbagian Umum dan Kepegawaian", 9, Rumpun::Umum, 2)),
    (8, ("Analis Keuangan Pusat dan Daerah Ahli Muda", 9, Rumpun::Umum, 2)),
    (20, ("Penelaah Teknis Kebijakan", 7, Rumpun::Umum, 1)),
    (16, ("Bendahara", 6, Rumpun::Umum, 1)),
    (24, ("Pengadministrasi Perkantoran", 5, Rumpun::Umum, 0)),
    (8, ("Pengemudi", 4, Rumpun::Lapangan, 0)),
];
const TEKNIK: [Pos; 6] = [
    (12, ("Teknik Jalan dan Jembatan Ahli Muda", 9, Rumpun::Teknik, 2)),
    (16, ("Penata Ruang Ahli Pertama", 8, Rumpun::Teknik, 1)),
    (18, ("Pengawas Lapangan", 7, Rumpun::Teknik, 1)),
    (20, ("Pengolah Data dan Informasi", 6, Rumpun::Umum, 1)),
    (24, ("Petugas Pemeliharaan", 5, Rumpun::Lapangan, 0)),
    (10, ("Operator Alat Berat", 5, Rumpun::Lapangan, 0)),
];
const SEKOLAH: [Pos; 5] = [
    (10, ("Guru Ahli Madya", 11, Rumpun::Guru, 3)),
    (34, ("Guru Ahli Muda", 9, Rumpun::Guru, 2)),
    (44, ("Guru Ahli Pertama", 8, Rumpun::Guru, 1)),
    (8, ("Pengadministrasi Perkantoran", 5, Rumpun::Umum, 0)),
    (4, ("Pengelola Layanan Operasional", 4, Rumpun::Lapangan, 0)),
];
const PUSKESMAS: [Pos; 8] = [
    (10, ("Dokter Ahli Pertama", 10, Rumpun::Dokter, 2)),
    (4, ("Dokter Gigi Ahli Pertama", 10, Rumpun::Dokter, 2)),
    (24, ("Perawat Terampil", 6, Rumpun::Kesehatan, 1)),
    (12, ("Perawat Ahli Pertama", 8, Rumpun::Kesehatan, 1)),
    (22, ("Bidan Terampil", 6, Rumpun::Kesehatan, 1)),
    (8, ("Apoteker Ahli Pertama", 8, Rumpun::Kesehatan, 1)),
    (8, ("Tenaga Promosi Kesehatan Ahli Pertama", 8, Rumpun::Kesehatan, 1)),
    (12, ("Pengadministrasi Perkantoran", 5, Rumpun::Umum, 0)),
];
const RUMAH_SAKIT: [Pos; 6] = [
    (10, ("Dokter Ahli Madya", 12, Rumpun::Dokter, 3)),
    (12, ("Dokter Ahli Muda", 11, Rumpun::Dokter, 2)),
    (40, ("Perawat Terampil", 6, Rumpun::Kesehatan, 1)),
    (20, ("Perawat Ahli Muda", 9, Rumpun::Kesehatan, 2)),
    (10, ("Pranata Laboratorium Kesehatan Terampil", 6, Rumpun::Kesehatan, 1)),
    (8, ("Pengadministrasi Perkantoran", 5, Rumpun::Umum, 0)),
];
const LAPANGAN: [Pos; 5] = [
    (8, ("Penyidik Pegawai Negeri Sipil", 8, Rumpun::Lapangan, 2)),
    (22, ("Polisi Pamong Praja Terampil", 6, Rumpun::Lapangan, 1)),
    (24, ("Petugas Lapangan", 5, Rumpun::Lapangan, 0)),
    (16, ("Pengolah Data dan Informasi", 6, Rumpun::Umum, 1)),
    (10, ("Pengemudi", 4, Rumpun::Lapangan, 0)),
];
const WILAYAH: [Pos; 4] = [
    (26, ("Penelaah Teknis Kebijakan", 7, Rumpun::Umum, 1)),
    (30, ("Pengelola Pelayanan", 6, Rumpun::Umum, 1)),
    (34, ("Pengadministrasi Perkantoran", 5, Rumpun::Umum, 0)),
    (10, ("Kepala Seksi Pemerintahan", 8, Rumpun::Umum, 2)),
];

fn anggota(acak: &mut Benih, unit: &Unit) -> Jabatan {
    let (nama, kelas, rumpun, tingkat) = match unit.corak {
        Corak::Pimpinan => ("Staf Ahli", 13, Rumpun::Pimpinan, 3),
        Corak::Sekretariat => acak.timbang(&TATA_USAHA),
        Corak::Bidang => acak.timbang(&UMUM),
        Corak::Teknik => acak.timbang(&TEKNIK),
        Corak::Sekolah => acak.timbang(&SEKOLAH),
        Corak::Puskesmas => acak.timbang(&PUSKESMAS),
        Corak::RumahSakit => acak.timbang(&RUMAH_SAKIT),
        Corak::Lapangan => acak.timbang(&LAPANGAN),
        Corak::Kecamatan | Corak::Kelurahan | Corak::Desa => acak.timbang(&WILAYAH),
    };
    // An expert staff belongs to the Sekda; beside other heads stands a secretary.
    let (nama, kelas) =
        if nama == "Staf Ahli" && unit.kode != "D01" { ("Sekretaris Pimpinan", 6) } else { (nama, kelas) };
    Jabatan { nama: nama.to_owned(), kelas, rumpun, tingkat }
}

fn tahun_lahir(acak: &mut Benih, tingkat: u8) -> i16 {
    let (dari, sampai) = match tingkat {
        4 => (1967, 1978),
        3 => (1968, 1985),
        2 => (1970, 1991),
        1 => (1972, 1999),
        _ => (1970, 2001),
    };
    i16::try_from(acak.antara(dari, sampai)).unwrap_or(1980)
}

fn golongan(acak: &mut Benih, tingkat: u8, cpns: bool) -> &'static str {
    if cpns {
        return acak.pilih(&["II/a", "II/c", "III/a"]);
    }
    match tingkat {
        4 => acak.pilih(&["IV/b", "IV/c", "IV/d"]),
        3 => acak.pilih(&["III/d", "IV/a", "IV/a", "IV/b"]),
        2 => acak.pilih(&["III/b", "III/c", "III/d", "IV/a"]),
        1 => acak.pilih(&["II/d", "III/a", "III/b", "III/c"]),
        _ => acak.pilih(&["II/a", "II/b", "II/c", "II/d", "I/d"]),
    }
}

/// Hands out staff numbers: 001 unless the first fifteen digits are taken.
struct Nomor(HashMap<String, u16>);

impl Nomor {
    fn beri(&mut self, acak: &mut Benih, lahir: i16, laki: bool, pppk: bool, cpns: bool) -> String {
        let bulan = acak.antara(1, 12);
        let hari = acak.antara(1, 28);
        let usia = acak.antara(22, 30);
        let kelamin = if laki { 1 } else { 2 };
        let awal = if pppk {
            let tahun = acak.antara(2021, 2025);
            format!("{lahir:04}{bulan:02}{hari:02}{tahun:04}21{kelamin}")
        } else {
            let tahun = if cpns { 2026 } else { (i64::from(lahir) + usia).min(2024) };
            let tmt = if cpns { 3 } else { acak.antara(1, 12) };
            format!("{lahir:04}{bulan:02}{hari:02}{tahun:04}{tmt:02}{kelamin}")
        };
        let urut = self.0.entry(awal.clone()).or_insert(0);
        *urut += 1;
        format!("{awal}{urut:03}")
    }
}

fn awal_bulan(tahun: i16, bulan: i8) -> Tanggal {
    Tanggal::new(tahun, bulan, 1).unwrap_or(Tanggal::ZERO)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::perintah::demo::kota;
    use balai_kernel::Nip;

    fn kota_kecil(n: usize) -> (Vec<Unit>, Vec<Orang>) {
        let units = kota::units(&kota::BANDUNG);
        let orang = orang(&units, n, 20_26);
        (units, orang)
    }

    #[test]
    fn the_city_has_the_asked_size() {
        for n in [100, 1_000, 15_000] {
            assert_eq!(kota_kecil(n).1.len(), n);
        }
    }

    #[test]
    fn every_number_is_a_valid_nip_and_unique() {
        let (_, semua) = kota_kecil(15_000);
        let unik: std::collections::BTreeSet<&str> = semua.iter().map(|o| o.nip.as_str()).collect();
        assert_eq!(unik.len(), semua.len());
        for o in &semua {
            assert!(o.nip.parse::<Nip>().is_ok(), "{} {}", o.nip, o.nama);
        }
    }

    #[test]
    fn superiors_make_one_tree_under_the_sekda() {
        let (_, semua) = kota_kecil(3_000);
        assert_eq!(semua.iter().filter(|o| o.atasan.is_none()).count(), 1);
        for (i, o) in semua.iter().enumerate() {
            assert!(o.atasan.is_none_or(|a| a < i), "{} answers to somebody later", o.nama);
        }
    }

    #[test]
    fn the_same_seed_makes_the_same_people() {
        let (_, a) = kota_kecil(500);
        let (_, b) = kota_kecil(500);
        assert!(a.iter().zip(&b).all(|(a, b)| a.nip == b.nip && a.nama == b.nama));
    }
}
