//! Units and people of a region: a base app that every other app may stand on.
//!
//! It keeps the unit tree and, for each person, what held from which day on. Rows are only added; a correction points
//! back to the row it replaces, so "class of this person in October, as known in December" has one answer.
//!
//! **Must not know**: activities, attendance, money, or any app that stands on it. Foreign numbers of people
//! ([`PegawaiPada::nomor`]) may be kept by other apps; its tables may not be read by them except through the functions
//! here.

pub mod acts;
mod akt;
mod api;
pub mod baca;
mod cari;
pub mod hubungan;
mod kode;
mod letak;
pub mod model;
mod pages;
mod potret;
mod sebut;
mod store;
pub mod urai;

use std::collections::{HashMap, HashSet};

use balai_kernel::{Aktor, Bahasa, EntriKode, Jalur, KodeWilayah, Lingkup, Nip, Tanggal};
use balai_platform::{
    AktEntri, Jadwal, OrganisasiPort, Pelaksana, Refusal, Region, TempatPort, pekerjaan::Selesai,
};
use balai_shell::{
    Akses, App, ButirMenu, GalatWeb, KelompokTemuan, Konteks, OperasiApi, Pencarian, Pintasan, Rute,
};
use balai_store::{Migration, Sql, StoreError, Tx};

pub use acts::rukun::simpan_rukun;
pub use acts::{Perubahan, pegawai_berubah, simpan_pegawai, simpan_unit};
pub use akt::{
    AKT, BAGAN_BACA, JABATAN_UBAH, PEGAWAI_BACA, PEGAWAI_IMPOR, PENUGASAN_UBAH, RUKUN_IMPOR, RUKUN_UBAH,
    TIM_UBAH, UNIT_IMPOR, UNIT_UBAH,
};
pub use kode::KODE;
use model::putus::Hasil;
pub use model::{
    DataPegawai, JenisUnit, PegawaiBaru, Perbandingan, SEJAK_AWAL, StatusPegawai, Tercatat, Unit, UnitBaru,
    bandingkan, berlaku_pada,
};
pub use store::{Asal, statements};

/// The tables, oldest first.
pub fn migrations() -> Vec<Migration> {
    let langkah = |versi, nama, sql| Migration { app: "organisasi", versi, nama, sql };
    vec![
        langkah(1, "organisasi", include_str!("../migrations/0001_organisasi.sql")),
        langkah(2, "jabatan", include_str!("../migrations/0002_jabatan.sql")),
        langkah(3, "perubahan_unit", include_str!("../migrations/0003_perubahan_unit.sql")),
        langkah(4, "rukun", include_str!("../migrations/0004_rukun.sql")),
        langkah(5, "cari_pegawai", include_str!("../migrations/0005_cari_pegawai.sql")),
        langkah(6, "hubungan", include_str!("../migrations/0006_hubungan.sql")),
    ]
}

/// A person as they stand on a date.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PegawaiPada {
    /// The person's number: what other apps keep.
    pub nomor: i64,
    /// The NIP.
    pub nip: Nip,
    /// Full name.
    pub nama: String,
    /// Rank as shown: `III/b`, or `IX` for PPPK.
    pub golongan: String,
    /// Name of the post.
    pub jabatan: String,
    /// Class of the post, 1 to 17.
    pub kelas: i64,
    /// Code of the OPD.
    pub opd: String,
    /// Code of the unit.
    pub unit: String,
    /// Path of the unit.
    pub jalur_unit: Jalur,
    /// The direct superior.
    pub atasan: Option<Nip>,
    /// Since when the post is held.
    pub tmt: Option<Tanggal>,
    /// `pns`, `cpns`, `pppk`, `pppk_paruh_waktu`.
    pub status: String,
    /// Family status for tax: `K/2`.
    pub ptkp: Option<String>,
}

impl From<&Tercatat> for PegawaiPada {
    fn from(t: &Tercatat) -> Self {
        let d = &t.data;
        PegawaiPada {
            nomor: t.pegawai,
            nip: d.nip.clone(),
            nama: d.nama.clone(),
            golongan: d.golongan.to_string(),
            jabatan: d.jabatan.clone(),
            kelas: d.kelas,
            opd: d.opd.clone(),
            unit: d.unit.clone(),
            jalur_unit: d.jalur_unit.clone(),
            atasan: d.atasan.clone(),
            tmt: d.tmt,
            status: d.status.kode().to_owned(),
            ptkp: d.ptkp.map(|p| p.to_string()),
        }
    }
}

/// Everybody within `lingkup` as they stand on `pada`, in the order of their NIP: by the staff list, and from its first
/// day on by the decree that gave or changed their post. Somebody whose first row starts later is not there yet.
///
/// # Errors
/// The store's failures.
pub fn pegawai_pada(
    tx: &mut Tx<'_>,
    lingkup: &Lingkup,
    pada: Tanggal,
) -> Result<Vec<PegawaiPada>, StoreError> {
    let mut hasil = match lingkup {
        Lingkup::Diri(nip) => letak::satu(tx, nip, pada)?.into_iter().collect(),
        Lingkup::Semua | Lingkup::Unit(_) | Lingkup::Wilayah(_) => letak::semua(tx, pada)?,
    };
    // jurisdiction looks at where the person is on the date, not at where they were before
    hasil.retain(|p| lingkup.memuat(p.jalur_unit.as_str(), "", p.nip.as_str()));
    hasil.sort_by(|a, b| a.nip.cmp(&b.nip));
    Ok(hasil)
}

/// The person who has `nip` as they stand on `pada`, as [`pegawai_pada`] has them; `None` when unknown or outside
/// `lingkup`.
///
/// # Errors
/// The store's failures.
pub fn satu_pegawai(
    tx: &mut Tx<'_>,
    lingkup: &Lingkup,
    nip: &Nip,
    pada: Tanggal,
) -> Result<Option<PegawaiPada>, StoreError> {
    let kini = letak::satu(tx, nip, pada)?;
    Ok(kini.filter(|p| lingkup.memuat(p.jalur_unit.as_str(), "", p.nip.as_str())))
}

/// Numbers of the people whose post a decree ended before `dari` (retired, moved away, died) and who hold none by right on
/// any day from then until `sampai`: on the staff list still, and in no office.
///
/// # Errors
/// The store's failures.
pub fn tanpa_jabatan(tx: &mut Tx<'_>, dari: Tanggal, sampai: Tanggal) -> Result<HashSet<i64>, StoreError> {
    Ok(store::letak::tanpa_jabatan(tx, dari, sampai)?.into_iter().collect())
}

/// The units within `lingkup`, parents before children.
///
/// # Errors
/// The store's failures.
pub fn semua_unit(tx: &mut Tx<'_>, lingkup: &Lingkup) -> Result<Vec<Unit>, StoreError> {
    let rentang = lingkup.rentang_unit();
    store::unit(tx, &rentang.dari, &rentang.sampai)
}

/// The units that are there on a day, parents before children.
///
/// # Errors
/// The store's failures.
pub fn unit_pada(tx: &mut Tx<'_>, lingkup: &Lingkup, pada: Tanggal) -> Result<Vec<Unit>, StoreError> {
    let susunan = acts::unit::sejarah(tx)?.susunan(pada);
    let semua = susunan.semua().into_iter();
    Ok(semua.filter(|u| lingkup.rentang_unit().memuat(u.jalur.as_str())).cloned().collect())
}

/// The number of every person on record, by NIP: what bulk imports resolve with.
///
/// # Errors
/// The store's failures.
pub fn nomor_pegawai(tx: &mut Tx<'_>) -> Result<HashMap<Nip, i64>, StoreError> {
    Ok(store::semua_nomor(tx)?.into_iter().collect())
}

/// Everybody's superior by the newest row that counts, whenever it starts.
///
/// # Errors
/// The store's failures.
pub fn atasan_terbaru(tx: &mut Tx<'_>) -> Result<HashMap<Nip, Option<Nip>>, StoreError> {
    let rows = store::semua_tercatat(tx, Tanggal::MAX)?;
    let terbaru = rows.chunk_by(|a, b| a.pegawai == b.pegawai).filter_map(<[Tercatat]>::last);
    Ok(terbaru.map(|t| (t.data.nip.clone(), t.data.atasan.clone())).collect())
}

/// The superior of a person on a day with the reasoning, by posts; `None` when the NIP is on no record.
///
/// # Errors
/// The store's failures.
pub fn atasan_pada(tx: &mut Tx<'_>, nip: &Nip, pada: Tanggal) -> Result<Option<Hasil>, StoreError> {
    let Some(nomor) = store::nomor_dari_nip(tx, nip)? else { return Ok(None) };
    Ok(Some(potret::orang(tx, nomor)?.atasan(nomor, pada)))
}

/// Who assesses a person on a day; `None` when the NIP is on no record.
///
/// # Errors
/// The store's failures.
pub fn penilai_pada(tx: &mut Tx<'_>, nip: &Nip, pada: Tanggal) -> Result<Option<Hasil>, StoreError> {
    let Some(nomor) = store::nomor_dari_nip(tx, nip)? else { return Ok(None) };
    Ok(Some(potret::orang(tx, nomor)?.penilai(nomor, pada)))
}

/// Who heads a unit on a day, and so may sign for it, in which capacity. See [`model::putus::Jawaban::mandat`].
///
/// # Errors
/// The store's failures.
pub fn kepala_pada(tx: &mut Tx<'_>, unit: &str, pada: Tanggal) -> Result<Hasil, StoreError> {
    Ok(potret::kepala(tx, unit)?.kepala(unit, pada))
}

/// Who heads an OPD, in words that can be shown.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct KepalaOpd {
    /// The person.
    pub orang: i64,
    /// Their name.
    pub nama: String,
    /// Post with the capacity: `Plt. Kepala Dinas Perhubungan`.
    pub selaku: String,
}

/// Who heads an OPD on a day: by its posts, and where no post heads it (staff lists often place the head in the
/// secretariat) the one person of the OPD who is highest in class and has no superior in it.
///
/// # Errors
/// The store's failures.
pub fn kepala_opd(
    tx: &mut Tx<'_>,
    unit: &Unit,
    pada: Tanggal,
) -> Result<Result<KepalaOpd, model::putus::Celah>, StoreError> {
    let potret = potret::kepala(tx, &unit.kode)?;
    let celah = match potret.kepala(&unit.kode, pada) {
        Ok(j) => {
            let nama = store::ringkas_orang(tx, j.orang)?.map(|o| o.nama).unwrap_or_default();
            let jabatan = j.jabatan.and_then(|n| potret.jabatan_terakhir(n)).map_or("", |j| j.nama.as_str());
            return Ok(Ok(KepalaOpd { orang: j.orang, nama, selaku: urai::sebutan(j.kapasitas, jabatan) }));
        }
        Err(celah) => celah,
    };
    if celah.sebab != model::putus::Sebab::TanpaKepala {
        return Ok(Err(celah));
    }
    let semua = pegawai_pada(tx, &Lingkup::Unit(unit.jalur.clone()), pada)?;
    let sendiri: std::collections::HashSet<&Nip> = semua.iter().map(|p| &p.nip).collect();
    let puncak = semua.iter().filter(|p| p.atasan.as_ref().is_none_or(|a| !sendiri.contains(a)));
    let paling = puncak.clone().map(|p| p.kelas).max();
    let mut calon = puncak.filter(|p| Some(p.kelas) == paling);
    Ok(match (calon.next(), calon.next()) {
        (Some(p), None) => Ok(KepalaOpd { orang: p.nomor, nama: p.nama.clone(), selaku: p.jabatan.clone() }),
        _ => Err(celah),
    })
}

/// Answers other apps' questions about superiors: by posts, and where those leave a gap by the superior the staff list
/// names.
#[derive(Debug, Clone, Copy, Default)]
pub struct Organisasi;

impl OrganisasiPort for Organisasi {
    fn atasan(&self, daerah: &Region, nip: &Nip, pada: Tanggal) -> Result<Option<Nip>, Refusal> {
        daerah.read(|tx| {
            if let Some(Ok(jawaban)) = atasan_pada(tx, nip, pada)? {
                return Ok(store::nip_dari_nomor(tx, jawaban.orang)?);
            }
            Ok(satu_pegawai(tx, &Lingkup::Semua, nip, pada)?.and_then(|o| o.atasan))
        })
    }
}

impl TempatPort for Organisasi {
    fn jalur_unit(&self, daerah: &Region, kode: &str) -> Result<Option<Jalur>, Refusal> {
        daerah.read(|tx| Ok(store::satu_unit(tx, kode)?.map(|u| u.jalur)))
    }

    fn ada_wilayah(&self, daerah: &Region, kode: &KodeWilayah) -> bool {
        daerah.kode().mencakup(kode) && model::wilayah::wilayah().cari(kode).is_some()
    }
}

impl App for Organisasi {
    fn id(&self) -> &'static str {
        "organisasi"
    }

    fn migrations(&self) -> Vec<Migration> {
        migrations()
    }

    fn statements(&self) -> Vec<&'static Sql> {
        statements()
    }

    fn acts(&self) -> &'static [AktEntri] {
        &AKT
    }

    fn jobs(&self) -> Vec<Pelaksana> {
        let berlakukan = Pelaksana::baru("organisasi.unit.berlakukan", |kerja| {
            acts::unit::berlakukan_hari_ini(kerja.daerah())?;
            Ok(Selesai::kosong())
        });
        vec![berlakukan.terjadwal(Jadwal::Harian { jam: 0, menit: 1 })]
    }

    fn routes(&self) -> Vec<Rute> {
        let baca = || Akses::Akt(&BAGAN_BACA);
        vec![
            Rute::get("/organisasi", baca(), pages::pohon::daftar),
            Rute::get("/organisasi/unit/{kode}", baca(), pages::unit::satu),
            Rute::get("/organisasi/unit/{kode}/riwayat", baca(), pages::riwayat::satu),
            Rute::get("/organisasi/unit/{kode}/ubah", &UNIT_UBAH, pages::perubahan::form),
            Rute::post("/organisasi/unit/{kode}/ubah", &UNIT_UBAH, pages::perubahan::simpan),
            Rute::get("/organisasi/unit-baru", &UNIT_UBAH, pages::perubahan::form_baru),
            Rute::post("/organisasi/unit-baru", &UNIT_UBAH, pages::perubahan::simpan_baru),
            Rute::get("/organisasi/kelas", baca(), pages::riwayat::kelas),
            Rute::post("/organisasi/kelas", &UNIT_UBAH, pages::riwayat::simpan_kelas),
            Rute::get("/organisasi/bagan/{kode}", baca(), pages::bagan::satu),
            Rute::get("/organisasi/orang", baca(), pages::daftar::orang),
            Rute::get("/organisasi/orang/{nomor}", baca(), pages::orang::satu),
            Rute::post("/organisasi/orang/{nomor}", &PEGAWAI_BACA, pages::orang::buka),
            Rute::get(
                "/organisasi/orang/{nomor}/akhiri/{catatan}",
                &PENUGASAN_UBAH,
                pages::tindak::form_akhiri,
            ),
            Rute::post(
                "/organisasi/orang/{nomor}/akhiri/{catatan}",
                &PENUGASAN_UBAH,
                pages::tindak::simpan_akhiri,
            ),
            Rute::get("/organisasi/orang/{nomor}/penilai", &PENUGASAN_UBAH, pages::tindak::form_penilai),
            Rute::post("/organisasi/orang/{nomor}/penilai", &PENUGASAN_UBAH, pages::tindak::simpan_penilai),
            Rute::get("/organisasi/jabatan", baca(), pages::daftar::jabatan),
            Rute::get("/organisasi/jabatan/{nomor}", baca(), pages::jabatan::satu),
            Rute::get("/organisasi/jabatan/{nomor}/tugaskan", &PENUGASAN_UBAH, pages::tindak::form_tugas),
            Rute::post("/organisasi/jabatan/{nomor}/tugaskan", &PENUGASAN_UBAH, pages::tindak::simpan_tugas),
            Rute::get("/organisasi/jabatan/{nomor}/ubah", &JABATAN_UBAH, pages::jabatan::form_satu),
            Rute::post("/organisasi/jabatan/{nomor}/ubah", &JABATAN_UBAH, pages::jabatan::simpan_satu),
            Rute::get("/organisasi/jabatan-baru", &JABATAN_UBAH, pages::jabatan::form_baru),
            Rute::post("/organisasi/jabatan-baru", &JABATAN_UBAH, pages::jabatan::simpan_baru),
            Rute::get("/organisasi/tim-baru", &TIM_UBAH, pages::tim::form),
            Rute::post("/organisasi/tim-baru", &TIM_UBAH, pages::tim::simpan),
            Rute::get("/organisasi/tim/{nomor}", baca(), pages::tim::satu),
            Rute::post("/organisasi/tim/{nomor}", &TIM_UBAH, pages::tim::ubah),
            Rute::get("/organisasi/siapa", baca(), pages::siapa::siapa),
            Rute::get("/wilayah", Akses::Masuk, pages::wilayah::daftar),
            Rute::get("/wilayah/{kode}", Akses::Masuk, pages::wilayah::satu),
            Rute::get("/rukun/{kode}", Akses::Masuk, pages::rukun::satu),
            Rute::post("/rukun/{kode}", &RUKUN_UBAH, pages::rukun::simpan),
            Rute::get("/rukun-impor", &RUKUN_IMPOR, pages::rukun::form_impor),
            Rute::post("/rukun-impor", &RUKUN_IMPOR, pages::rukun::impor),
            Rute::get("/api/v1/rukun/{kode}", Akses::Masuk, api::rukun::satu),
            Rute::post("/api/v1/rukun", &RUKUN_IMPOR, api::rukun::impor),
            Rute::post("/api/v1/rukun-perubahan/pratinjau", &RUKUN_UBAH, api::rukun::pratinjau),
            Rute::post("/api/v1/rukun-perubahan", &RUKUN_UBAH, api::rukun::ubah),
            Rute::get("/api/v1/organisasi/atasan", baca(), api::atasan),
            Rute::get("/api/v1/organisasi/penandatangan", baca(), api::orang::penandatangan),
            Rute::get("/api/v1/organisasi/orang", baca(), api::orang::daftar),
            Rute::get("/api/v1/organisasi/orang/{nomor}", baca(), api::orang::satu),
            Rute::post(
                "/api/v1/organisasi/perubahan-orang/pratinjau",
                &PENUGASAN_UBAH,
                api::orang::pratinjau,
            ),
            Rute::post("/api/v1/organisasi/perubahan-orang", &PENUGASAN_UBAH, api::orang::ubah),
            Rute::post("/api/v1/organisasi/perubahan-tim/pratinjau", &TIM_UBAH, api::orang::pratinjau_tim),
            Rute::post("/api/v1/organisasi/perubahan-tim", &TIM_UBAH, api::orang::ubah_tim),
            Rute::get("/api/v1/organisasi/tim/{nomor}", baca(), api::orang::satu_tim),
            Rute::post("/api/v1/organisasi/tim/pratinjau", &TIM_UBAH, api::orang::pratinjau_tim_baru),
            Rute::post("/api/v1/organisasi/tim", &TIM_UBAH, api::orang::bentuk_tim),
            Rute::get("/api/v1/organisasi/unit/{kode}", baca(), api::unit),
            Rute::get("/api/v1/organisasi/unit/{kode}/riwayat", baca(), api::riwayat_unit),
            Rute::post("/api/v1/organisasi/perubahan-unit/pratinjau", &UNIT_UBAH, api::pratinjau_unit),
            Rute::post("/api/v1/organisasi/perubahan-unit", &UNIT_UBAH, api::ubah_unit),
            Rute::get("/api/v1/wilayah/{kode}", Akses::Masuk, api::satu_wilayah),
        ]
    }

    fn menu(&self) -> Vec<ButirMenu> {
        let butir = |jalur, label, ikon, akses, urutan| ButirMenu { jalur, label, ikon, akses, urutan };
        vec![
            butir("/organisasi", "menu-organisasi", "network", Akses::Akt(&BAGAN_BACA), 70),
            butir("/wilayah", "menu-wilayah", "map-pin", Akses::Masuk, 80),
        ]
    }

    fn pintasan(&self) -> Vec<Pintasan> {
        let satu = |jalur, label, kata, ikon, akses| Pintasan { jalur, label, kata, ikon, akses };
        let baca = Akses::Akt(&BAGAN_BACA);
        vec![
            satu("/organisasi", "org-judul", "org-kata-unit", "users", baca),
            satu("/organisasi/siapa", "org-siapa-judul", "org-kata-siapa", "users", baca),
            satu("/wilayah", "menu-wilayah", "org-kata-wilayah", "map-pin", Akses::Masuk),
            satu(
                "/organisasi/jabatan-baru",
                "org-jabatan-baru",
                "org-kata-jabatan",
                "plus",
                Akses::Akt(&JABATAN_UBAH),
            ),
            satu("/organisasi/tim-baru", "org-tim-baru", "org-kata-tim", "plus", Akses::Akt(&TIM_UBAH)),
        ]
    }

    fn cari(
        &self,
        k: &Konteks,
        daerah: &Region,
        aktor: &Aktor,
        dicari: &Pencarian,
    ) -> Result<Vec<KelompokTemuan>, GalatWeb> {
        cari::temukan(k, daerah, aktor, dicari)
    }

    fn sebut(
        &self,
        daerah: &Region,
        _aktor: &Aktor,
        sasaran: &[String],
        _bahasa: Bahasa,
    ) -> Result<Vec<(String, String)>, Refusal> {
        sebut::sebut(daerah, sasaran)
    }

    fn openapi(&self) -> Vec<OperasiApi> {
        api::operasi()
    }

    fn errors(&self) -> &'static [EntriKode] {
        KODE
    }

    fn locales(&self) -> [(Bahasa, &'static str); 2] {
        [(Bahasa::Id, include_str!("../locales/id.ftl")), (Bahasa::En, include_str!("../locales/en.ftl"))]
    }
}
