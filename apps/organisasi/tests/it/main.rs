//! Posts and assignments on both databases: derived from a staff list, changed by decree, answered on a day.
#![expect(clippy::unwrap_used, reason = "in a test a failure is the report")]

mod letak;
mod penugasan;
mod rukun;
mod skema;
mod unit;

use std::sync::Arc;

use balai_kernel::{Jalur, Lingkup, Nip, Peran, Tanggal};
use balai_organisasi::acts::jabatan::{UbahJabatan, pratinjau_jabatan};
use balai_organisasi::model::jabatan::Keputusan;
use balai_organisasi::{
    Asal, DataPegawai, JenisUnit, PegawaiBaru, StatusPegawai, Unit, UnitBaru, simpan_pegawai, simpan_unit,
};
use balai_platform::{Balai, Refusal, Region, SumberPaket, operator};
use balai_store::StoreError;
use balai_testkit::{AcakTetap, Db, JamTetap, aktor};

/// Somebody of the personnel agency, over the whole region.
pub fn bkpsdm() -> balai_kernel::Aktor {
    aktor(7, "Petugas", None, Peran::Bkpsdm, Lingkup::Semua)
}

/// The NIP of the n-th person of the town.
pub fn nip(n: u32) -> Nip {
    format!("1986092620150510{n:02}").parse().unwrap()
}

/// A day.
pub fn hari(s: &str) -> Tanggal {
    balai_kernel::tanggal::parse_id(s).unwrap()
}

/// A decree.
pub fn sk() -> Keputusan {
    Keputusan { nomor: "821.2/1".into(), tanggal: hari("2026-09-01"), pejabat: "Wali Kota".into() }
}

fn asal() -> Asal {
    Asal { sumber: "uji".into(), diketahui: "2026-01-01T00:00:00.000Z".into() }
}

fn unit(kode: &str, induk: Option<&str>, jalur: &str) -> UnitBaru {
    UnitBaru {
        unit: Unit {
            kode: kode.into(),
            nama: format!("Unit {kode}"),
            nama_lipat: format!("unit {kode}"),
            jenis: if induk.is_none() { JenisUnit::Opd } else { JenisUnit::Unit },
            induk: induk.map(Into::into),
            opd: Some("01".into()),
            jalur: jalur.parse().unwrap(),
        },
        baris: 1,
    }
}

/// A person of the town, in post since 2024.
pub fn orang(n: u32, unit: &str, jabatan: &str, kelas: i64, atasan: Option<u32>) -> PegawaiBaru {
    let jalur: Jalur =
        if unit == "01" { "01/".parse().unwrap() } else { format!("01/{unit}/").parse().unwrap() };
    PegawaiBaru {
        data: DataPegawai {
            nip: nip(n),
            nama: format!("Orang {n}"),
            golongan: "III/c".parse().unwrap(),
            jabatan: jabatan.into(),
            kelas,
            opd: "01".into(),
            unit: unit.into(),
            jalur_unit: jalur,
            atasan: atasan.map(nip),
            tmt: Some(hari("2024-01-01")),
            status: StatusPegawai::Pns,
            ptkp: None,
        },
        baris: n,
    }
}

/// A head (1), two bidang with heads (2, 3), and two analysts (4, 5) under the first.
pub fn kota_kecil() -> Vec<PegawaiBaru> {
    vec![
        orang(1, "01", "Kepala Dinas", 14, None),
        orang(2, "01.01", "Kepala Bidang Data", 11, Some(1)),
        orang(3, "01.02", "Kepala Bidang Aplikasi", 11, Some(1)),
        orang(4, "01.01", "Arsiparis Terampil", 6, Some(2)),
        orang(5, "01.01", "Arsiparis Terampil", 6, Some(2)),
    ]
}

/// Stores people of a staff list.
pub fn impor(region: &Region, orang: Vec<PegawaiBaru>) {
    region
        .upkeep(move |tx| -> Result<(), StoreError> {
            simpan_pegawai(tx, &orang, &asal())?;
            Ok(())
        })
        .unwrap();
}

/// A region with the small town in it.
pub fn daerah(db: &Db) -> Region {
    daerah_berjam(db).0
}

/// As [`daerah`], with the clock that rules it.
pub fn daerah_berjam(db: &Db) -> (Region, Arc<JamTetap>) {
    let jam = Arc::new(JamTetap::baru());
    let host = Balai::open(db.url(), jam.clone(), AcakTetap::baru(11))
        .dengan_migrasi(balai_organisasi::migrations());
    let profil = SumberPaket::bawaan().profil(&"32.73".parse().unwrap()).unwrap();
    let region = host.add_region(&profil, &operator().unwrap()).unwrap();
    let units = vec![
        unit("01", None, "01/"),
        unit("01.01", Some("01"), "01/01.01/"),
        unit("01.02", Some("01"), "01/01.02/"),
    ];
    region
        .upkeep(move |tx| -> Result<(), StoreError> {
            simpan_unit(tx, &units, &asal())?;
            Ok(())
        })
        .unwrap();
    impor(&region, kota_kecil());
    (region, jam)
}

/// Looks at a change of a post, then signs it.
pub fn ubah_jabatan(region: &Region, c: &UbahJabatan) -> Result<i64, Refusal> {
    let sidik = pratinjau_jabatan(region, c)?.sidik;
    balai_organisasi::acts::jabatan::ubah_jabatan(region, &bkpsdm(), c, &sidik)
}

/// The code of a refusal.
pub fn kode<T: std::fmt::Debug>(jawaban: Result<T, Refusal>) -> &'static str {
    jawaban.unwrap_err().galat().kode
}
