//! Units, posts and people as values.

pub mod aturan;
pub mod jabatan;
pub mod putus;
pub mod rukun;
pub mod susunan;
pub mod tim;
pub mod tugas;
pub mod turunan;
pub mod wilayah;

use balai_kernel::{Golongan, Jalur, Nip, StatusPtkp, Tanggal};

/// What a unit is in the tree.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum JenisUnit {
    /// The regional government as a whole.
    Pemda,
    /// An organisation of the region (dinas, badan, kecamatan), the unit of budget and payment.
    Opd,
    /// Anything below an OPD.
    Unit,
}

impl JenisUnit {
    /// The word of the tables.
    pub fn kode(self) -> &'static str {
        match self {
            JenisUnit::Pemda => "pemda",
            JenisUnit::Opd => "opd",
            JenisUnit::Unit => "unit",
        }
    }

    /// The kind a word of the tables names.
    pub fn dari_kode(kode: &str) -> Option<Self> {
        [JenisUnit::Pemda, JenisUnit::Opd, JenisUnit::Unit].into_iter().find(|j| j.kode() == kode)
    }
}

/// A unit with its place in the tree.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Unit {
    /// Code, unique in the region.
    pub kode: String,
    /// Name, unique only within what it hangs on.
    pub nama: String,
    /// The name as it is compared: lowercase, without punctuation.
    pub nama_lipat: String,
    /// What it is.
    pub jenis: JenisUnit,
    /// Code of the unit it hangs on; `None` at the root.
    pub induk: Option<String>,
    /// Code of the OPD it belongs to, itself included; `None` above the OPD.
    pub opd: Option<String>,
    /// Path from the root.
    pub jalur: Jalur,
}

/// A unit to be stored, and the line that says so.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct UnitBaru {
    /// The unit.
    pub unit: Unit,
    /// Line in the source file; 0 when no line says so but a unit above moved.
    pub baris: u32,
}

/// How somebody is employed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum StatusPegawai {
    /// Civil servant.
    Pns,
    /// Civil servant on probation.
    Cpns,
    /// Staff on a work agreement.
    Pppk,
    /// Staff on a part-time work agreement.
    PppkParuhWaktu,
}

impl StatusPegawai {
    /// Every status.
    pub const SEMUA: [StatusPegawai; 4] =
        [StatusPegawai::Pns, StatusPegawai::Cpns, StatusPegawai::Pppk, StatusPegawai::PppkParuhWaktu];

    /// The word the tables and packages use.
    pub fn kode(self) -> &'static str {
        match self {
            StatusPegawai::Pns => "pns",
            StatusPegawai::Cpns => "cpns",
            StatusPegawai::Pppk => "pppk",
            StatusPegawai::PppkParuhWaktu => "pppk_paruh_waktu",
        }
    }

    /// The status a word of the tables names.
    pub fn dari_kode(kode: &str) -> Option<Self> {
        Self::SEMUA.into_iter().find(|s| s.kode() == kode)
    }
}

/// What holds for a person from a date on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DataPegawai {
    /// The NIP.
    pub nip: Nip,
    /// Full name.
    pub nama: String,
    /// Rank.
    pub golongan: Golongan,
    /// Name of the post.
    pub jabatan: String,
    /// Class of the post, 1 to 17.
    pub kelas: i64,
    /// Code of the OPD.
    pub opd: String,
    /// Code of the unit; the OPD's own when the person sits directly in it.
    pub unit: String,
    /// Path of that unit as it was when the row was written.
    pub jalur_unit: Jalur,
    /// The direct superior.
    pub atasan: Option<Nip>,
    /// Since when the person holds the post.
    pub tmt: Option<Tanggal>,
    /// How employed.
    pub status: StatusPegawai,
    /// Family status for tax.
    pub ptkp: Option<StatusPtkp>,
}

/// A person's row to be stored, and the line that says so.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PegawaiBaru {
    /// What holds.
    pub data: DataPegawai,
    /// Line in the source file.
    pub baris: u32,
}

/// A person's row as it is on record.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Tercatat {
    /// The person, by number: what other tables point to.
    pub pegawai: i64,
    /// The row's own number.
    pub catatan: i64,
    /// First day it holds; the beginning of time when the source did not say.
    pub berlaku_sejak: Tanggal,
    /// What holds.
    pub data: DataPegawai,
}

/// A name as it is compared: lowercase letters and digits, one space between words.
pub fn lipat(nama: &str) -> String {
    let kecil = nama.to_lowercase();
    let kata = kecil.split(|c: char| !c.is_alphanumeric()).filter(|k| !k.is_empty());
    kata.fold(String::with_capacity(nama.len()), |mut jadi, k| {
        if !jadi.is_empty() {
            jadi.push(' ');
        }
        jadi.push_str(k);
        jadi
    })
}

/// The first day of a row whose source gives no date.
pub const SEJAK_AWAL: Tanggal = Tanggal::constant(1900, 1, 1);

/// What a new row does to those on record.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Perbandingan {
    /// It says what is on record already.
    Sama,
    /// The person gets another post from a later day on; the earlier row still holds before.
    Mulai,
    /// It corrects the row of this number, which no longer counts.
    Membetulkan(i64),
}

/// Weighs a new row against the person's rows on record that count, oldest first.
///
/// A row with the same first day as one on record corrects it, and so does one with an earlier first day than the newest
/// row: offices correct the day itself too. Only a later first day is a change of post.
pub fn bandingkan(baru: &DataPegawai, ada: &[Tercatat]) -> Perbandingan {
    let sejak = baru.tmt.unwrap_or(SEJAK_AWAL);
    let Some(terakhir) = ada.last() else { return Perbandingan::Mulai };
    match ada.iter().find(|t| t.berlaku_sejak == sejak) {
        Some(t) if t.data == *baru => Perbandingan::Sama,
        Some(t) => Perbandingan::Membetulkan(t.catatan),
        None if sejak > terakhir.berlaku_sejak => Perbandingan::Mulai,
        None => Perbandingan::Membetulkan(terakhir.catatan),
    }
}

/// Of rows in the order of their first day and number, the one that holds on `pada`.
pub fn berlaku_pada(ada: &[Tercatat], pada: Tanggal) -> Option<&Tercatat> {
    ada.iter().rev().find(|t| t.berlaku_sejak <= pada)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn data(tmt: Option<Tanggal>, kelas: i64) -> DataPegawai {
        DataPegawai {
            nip: "198609262015051001".parse().unwrap(),
            nama: "Asep".into(),
            golongan: "III/c".parse().unwrap(),
            jabatan: "Analis".into(),
            kelas,
            opd: "01".into(),
            unit: "01.01".into(),
            jalur_unit: "01/01.01/".parse().unwrap(),
            atasan: None,
            tmt,
            status: StatusPegawai::Pns,
            ptkp: None,
        }
    }

    fn tercatat(catatan: i64, d: DataPegawai) -> Tercatat {
        Tercatat { pegawai: 1, catatan, berlaku_sejak: d.tmt.unwrap_or(SEJAK_AWAL), data: d }
    }

    #[test]
    fn a_row_repeats_moves_or_corrects() {
        let hari = |y: i16| Some(Tanggal::constant(y, 1, 1));
        let ada = [tercatat(1, data(hari(2019), 7)), tercatat(2, data(hari(2023), 8))];
        assert_eq!(bandingkan(&data(hari(2019), 7), &[]), Perbandingan::Mulai);
        assert_eq!(bandingkan(&data(hari(2023), 8), &ada), Perbandingan::Sama);
        assert_eq!(bandingkan(&data(hari(2019), 7), &ada), Perbandingan::Sama);
        assert_eq!(bandingkan(&data(hari(2023), 9), &ada), Perbandingan::Membetulkan(2));
        assert_eq!(bandingkan(&data(hari(2025), 8), &ada), Perbandingan::Mulai);
        assert_eq!(bandingkan(&data(hari(2022), 8), &ada), Perbandingan::Membetulkan(2));
        assert_eq!(berlaku_pada(&ada, Tanggal::constant(2022, 6, 1)).map(|t| t.catatan), Some(1));
        assert_eq!(berlaku_pada(&ada, Tanggal::constant(2018, 6, 1)), None);
    }
}
