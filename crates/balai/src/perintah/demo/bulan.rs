//! One closed month of work: what each person did and when they came and went.

use balai_kernel::Tanggal;

use super::acak::Benih;
use super::kota::Corak;

/// What a day's rows say about the state of an activity.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Status {
    /// Verified by the superior.
    Disetujui,
    /// Handed in, not verified before the closing day.
    Diajukan,
    /// Refused by the superior.
    Ditolak,
}

/// One activity.
#[derive(Debug, Clone, Copy)]
pub struct Aktivitas {
    /// Day it was done.
    pub tanggal: Tanggal,
    /// What was done.
    pub uraian: &'static str,
    /// Minutes, 1..=480.
    pub menit: i64,
    /// State at the closing day.
    pub status: Status,
}

/// One punch of the attendance machine.
#[derive(Debug, Clone, Copy)]
pub struct Ketuk {
    /// Day of the punch.
    pub tanggal: Tanggal,
    /// Minute of the day, 0..=1439.
    pub menit: i64,
    /// True on arriving, false on leaving.
    pub masuk: bool,
}

/// A person's month.
#[derive(Debug, Clone, Default)]
pub struct Bulan {
    /// In the order of days.
    pub aktivitas: Vec<Aktivitas>,
    /// In the order of time.
    pub ketuk: Vec<Ketuk>,
}

const KANTOR: [(&str, i64); 12] = [
    ("Menyusun nota dinas", 60),
    ("Rapat koordinasi", 120),
    ("Menyusun laporan bulanan", 150),
    ("Verifikasi berkas", 90),
    ("Memeriksa usulan kegiatan", 110),
    ("Menyusun bahan telaahan staf", 140),
    ("Rekonsiliasi data", 120),
    ("Menata arsip", 75),
    ("Melayani konsultasi perangkat daerah", 90),
    ("Memutakhirkan data", 100),
    ("Menyusun rancangan naskah", 150),
    ("Menginput dokumen anggaran", 110),
];
const LAYANAN: [(&str, i64); 8] = [
    ("Pelayanan loket", 150),
    ("Verifikasi berkas pemohon", 100),
    ("Mengunjungi warga bersama RW", 120),
    ("Menyusun surat keterangan", 75),
    ("Musyawarah kelurahan", 150),
    ("Memutakhirkan data warga", 100),
    ("Menindaklanjuti aduan", 90),
    ("Pendampingan posyandu", 120),
];
const SEKOLAH: [(&str, i64); 6] = [
    ("Mengajar di kelas", 180),
    ("Menyusun modul ajar", 110),
    ("Menilai hasil belajar", 100),
    ("Membimbing peserta didik", 80),
    ("Rapat dewan guru", 90),
    ("Piket sekolah", 60),
];
const SEHAT: [(&str, i64); 7] = [
    ("Pelayanan poli umum", 180),
    ("Asuhan keperawatan", 170),
    ("Pelayanan kesehatan ibu dan anak", 150),
    ("Mengisi rekam medis", 70),
    ("Penyuluhan kesehatan", 100),
    ("Pelayanan obat", 120),
    ("Pembinaan posyandu", 130),
];
const LAPANGAN: [(&str, i64); 7] = [
    ("Patroli wilayah", 170),
    ("Pengaturan lalu lintas", 150),
    ("Pemeliharaan jalan dan drainase", 170),
    ("Siaga regu", 160),
    ("Memeriksa alat dan kendaraan", 70),
    ("Menyusun laporan kejadian", 50),
    ("Penertiban bersama kecamatan", 140),
];

/// The month of person number `orang`; `hari_kerja` are the month's working days in order.
#[must_use]
pub fn bulan(benih: u64, orang: u64, corak: Corak, hari_kerja: &[Tanggal]) -> Bulan {
    let mut acak = Benih::cabang(benih, orang);
    // Habits: most are punctual and complete, a few are not.
    let terlambat = acak.timbang(&[(60, 12_i64), (30, 60), (9, 160), (1, 420)]);
    let alpa = acak.timbang(&[(88, 1_i64), (10, 12), (2, 60)]);
    let rajin = acak.timbang(&[(15, 88_i64), (45, 100), (34, 108), (6, 66)]);
    let macet = acak.timbang(&[(70, 12_i64), (24, 60), (6, 220)]);
    let mut hasil = Bulan {
        aktivitas: Vec::with_capacity(hari_kerja.len() * 3),
        ketuk: Vec::with_capacity(hari_kerja.len() * 2),
    };
    for &tanggal in hari_kerja {
        if acak.permil(alpa) {
            continue;
        }
        ketuk(&mut acak, tanggal, terlambat, &mut hasil.ketuk);
        kerja(&mut acak, tanggal, corak, rajin, macet, &mut hasil.aktivitas);
    }
    hasil
}

/// Work results and behaviour of person number `orang` as the superior rated them: most as expected.
#[must_use]
pub fn penilaian(benih: u64, orang: u64) -> (&'static str, &'static str) {
    // a branch of its own, so that ratings do not shift the days
    let mut acak = Benih::cabang(benih, orang + 50_000_000);
    let mut nilai = || acak.timbang(&[(22, "di_atas"), (72, "sesuai"), (6, "di_bawah")]);
    (nilai(), nilai())
}

fn ketuk(acak: &mut Benih, tanggal: Tanggal, terlambat: i64, ke: &mut Vec<Ketuk>) {
    // Work begins at 07.30; on Fridays the long break moves the end to 16.30.
    let mulai = 450;
    let selesai = if tanggal.weekday().to_monday_one_offset() == 5 { 990 } else { 960 };
    let datang = if acak.permil(terlambat) {
        mulai + dalam(acak, &[(70, (1, 30)), (18, (31, 60)), (8, (61, 90)), (4, (91, 150))])
    } else {
        mulai - acak.antara(0, 38)
    };
    let pulang = if acak.permil(14) {
        selesai - dalam(acak, &[(70, (1, 30)), (20, (31, 60)), (10, (61, 150))])
    } else {
        selesai + acak.antara(0, 55)
    };
    if !acak.permil(4) {
        ke.push(Ketuk { tanggal, menit: datang, masuk: true });
    }
    if !acak.permil(8) {
        ke.push(Ketuk { tanggal, menit: pulang, masuk: false });
    }
}

/// A number within one of the weighted ranges.
fn dalam<const N: usize>(acak: &mut Benih, rentang: &[(i64, (i64, i64)); N]) -> i64 {
    let (dari, sampai) = acak.timbang(rentang);
    acak.antara(dari, sampai)
}

fn kerja(acak: &mut Benih, tanggal: Tanggal, corak: Corak, rajin: i64, macet: i64, ke: &mut Vec<Aktivitas>) {
    let banyak = acak.timbang(&[(6, 1_i64), (44, 2), (42, 3), (8, 4)]);
    for _ in 0..banyak {
        let (uraian, pokok) = match corak {
            Corak::Sekolah => acak.pilih(&SEKOLAH),
            Corak::Puskesmas | Corak::RumahSakit => acak.pilih(&SEHAT),
            Corak::Lapangan => acak.pilih(&LAPANGAN),
            Corak::Kecamatan | Corak::Kelurahan | Corak::Desa => acak.pilih(&LAYANAN),
            _ => acak.pilih(&KANTOR),
        };
        // Recorded in steps of five minutes, as people do.
        let menit = (pokok * rajin * acak.antara(88, 124) / 10_000) / 5 * 5;
        let status = if acak.permil(macet) {
            if acak.permil(300) { Status::Ditolak } else { Status::Diajukan }
        } else {
            Status::Disetujui
        };
        ke.push(Aktivitas { tanggal, uraian, menit: menit.clamp(5, 480), status });
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn oktober() -> Vec<Tanggal> {
        let awal = Tanggal::new(2026, 10, 1).unwrap();
        std::iter::successors(Some(awal), |d| d.tomorrow().ok())
            .take(31)
            .filter(|d| d.weekday().to_monday_one_offset() <= 5)
            .collect()
    }

    #[test]
    fn a_city_makes_about_a_hundred_rows_a_person() {
        let hari = oktober();
        let (mut aktivitas, mut ketuk, mut menit) = (0, 0, 0);
        for n in 0..2_000 {
            let b = bulan(7, n, Corak::Bidang, &hari);
            aktivitas += b.aktivitas.len();
            ketuk += b.ketuk.len();
            menit += b.aktivitas.iter().map(|a| a.menit).sum::<i64>();
        }
        let baris = (aktivitas + ketuk) / 2_000;
        assert!((90..=110).contains(&baris), "{baris} rows a person");
        let rata = menit / 2_000;
        assert!((5_700..=6_900).contains(&rata), "{rata} minutes a person");
    }

    #[test]
    fn the_same_person_has_the_same_month() {
        let hari = oktober();
        let a = bulan(7, 42, Corak::Sekolah, &hari);
        let b = bulan(7, 42, Corak::Sekolah, &hari);
        assert_eq!(a.ketuk.len(), b.ketuk.len());
        assert!(
            a.aktivitas.iter().zip(&b.aktivitas).all(|(a, b)| a.menit == b.menit && a.uraian == b.uraian)
        );
    }
}
