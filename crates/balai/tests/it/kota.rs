//! Two regions behind one frame, each with units, people and an account per role, served as in earnest.

use std::collections::BTreeMap;
use std::sync::Arc;

use axum::body::{Body, to_bytes};
use axum::http::{HeaderMap, Request, StatusCode, header};
use balai_akses::{BuatAkun, buat_akun};
use balai_kernel::{Aktor, Jalur, Kapasitas, Kewenangan, KodeWilayah, Lingkup, Nip, Peran, Tanggal};
use balai_organisasi::{
    Asal, DataPegawai, JenisUnit, PegawaiBaru, StatusPegawai, Unit, UnitBaru, simpan_pegawai, simpan_unit,
};
use balai_platform::{Balai, OsAcak, Profil, Region, SystemClock, operator};
use balai_shell::{KUKI_SESI, Rangka};
use balai_store::StoreError;
use balai_testkit::{Db, aktor};
use tower::ServiceExt as _;

const SANDI: &str = "kata sandi yang panjang & aneh";
/// Code, name, host and mark of each region. Every name in a region begins with its mark, and nothing else does.
const DAERAH: [(&str, &str, &str, &str); 2] = [
    ("32.73", "Kota Bandung", "bandung.contoh.go.id", "Qalfa"),
    ("32.77", "Kota Cimahi", "cimahi.contoh.go.id", "Wbravo"),
];

/// One region with what its people have in their browsers.
pub struct Daerah {
    /// Its database.
    pub region: Region,
    /// Its host name.
    pub tuan: &'static str,
    /// What every name in it begins with.
    pub tanda: &'static str,
    /// The session cookie of each role.
    pub kuki: BTreeMap<&'static str, String>,
}

/// A frame over two regions.
pub struct Kota {
    /// The frame.
    pub rangka: Rangka,
    /// The regions.
    pub daerah: [Daerah; 2],
}

/// The NIP of the n-th person of a region.
pub fn nip(ke: usize, n: usize) -> Nip {
    format!("19860926201505{ke}{n:03}").parse().unwrap_or_else(|_| panic!("an NIP: {ke} {n}"))
}

fn profil(kode: &str, nama: &str) -> Profil {
    let teks = include_str!("../../../../paket/daerah/32.73/profil.toml");
    let teks = teks.replace("32.73", kode).replace("Kota Bandung", nama);
    Profil::baca("profil.toml", &teks, &kode.parse().unwrap()).unwrap()
}

fn unit(tanda: &str, kode: &str, induk: Option<&str>, jalur: &str) -> UnitBaru {
    let nama = format!("{tanda} Dinas {kode}");
    UnitBaru {
        unit: Unit {
            kode: kode.into(),
            nama_lipat: nama.to_lowercase(),
            nama,
            jenis: if induk.is_none() { JenisUnit::Opd } else { JenisUnit::Unit },
            induk: induk.map(Into::into),
            opd: Some("01".into()),
            jalur: jalur.parse().unwrap(),
        },
        baris: 1,
    }
}

/// The person `n` of a region, in unit `01.01` when odd, else in `02`.
pub fn orang(ke: usize, tanda: &str, n: usize) -> PegawaiBaru {
    let (unit, jalur): (&str, Jalur) =
        if n % 2 == 1 { ("01.01", "01/01.01/".parse().unwrap()) } else { ("02", "02/".parse().unwrap()) };
    PegawaiBaru {
        data: DataPegawai {
            nip: nip(ke, n),
            nama: format!("{tanda} José Orang{n}"),
            golongan: "III/c".parse().unwrap(),
            jabatan: format!("{tanda} Analis"),
            kelas: 7,
            opd: unit.get(..2).unwrap().into(),
            unit: unit.into(),
            jalur_unit: jalur,
            atasan: None,
            tmt: Some(Tanggal::constant(2024, 1, 1)),
            status: StatusPegawai::Pns,
            ptkp: None,
        },
        baris: u32::try_from(n).unwrap(),
    }
}

/// Stores people as an import does.
pub fn impor(region: &Region, orang: Vec<PegawaiBaru>) {
    let asal = Asal { sumber: "uji".into(), diketahui: "2026-01-01T00:00:00.000Z".into() };
    region
        .upkeep(move |tx| -> Result<(), StoreError> { simpan_pegawai(tx, &orang, &asal).map(|_| ()) })
        .unwrap();
}

fn kewenangan(ke: usize, peran: Peran) -> Kewenangan {
    let lingkup = match peran {
        Peran::Pegawai => Lingkup::Diri(nip(ke, 1)),
        Peran::Atasan | Peran::OperatorOpd => Lingkup::Unit("01/".parse().unwrap()),
        Peran::Bkpsdm | Peran::Admin | Peran::Pemeriksa => Lingkup::Semua,
    };
    Kewenangan {
        peran,
        lingkup,
        kapasitas: Kapasitas::Definitif,
        sejak: Tanggal::constant(2020, 1, 1),
        sampai: (peran == Peran::Pemeriksa).then(|| Tanggal::constant(2099, 12, 31)),
        dasar: "SK 1".into(),
        pendelegasi: None,
    }
}

fn isi(region: Region, ke: usize, tuan: &'static str, tanda: &'static str) -> Daerah {
    let asal = Asal { sumber: "uji".into(), diketahui: "2026-01-01T00:00:00.000Z".into() };
    let units = vec![
        unit(tanda, "01", None, "01/"),
        unit(tanda, "01.01", Some("01"), "01/01.01/"),
        unit(tanda, "02", None, "02/"),
    ];
    region
        .upkeep(move |tx| -> Result<(), StoreError> { simpan_unit(tx, &units, &asal).map(|_| ()) })
        .unwrap();
    impor(&region, (1..=8).map(|n| orang(ke, tanda, n)).collect());
    let mut kuki = BTreeMap::new();
    for peran in Peran::SEMUA {
        let perintah = BuatAkun {
            nama_akun: Some(format!("{}-{}", tanda.to_lowercase(), peran.kode().replace('_', "-"))),
            nip: (peran == Peran::Pegawai).then(|| nip(ke, 1)),
            nama: format!("{tanda} {}", peran.kode()),
            kewenangan: vec![kewenangan(ke, peran)],
            sandi: Some(SANDI.into()),
        };
        let akun = buat_akun(&region, &operator().unwrap(), &perintah).unwrap();
        let sesi = balai_akses::masuk(&region, &akun.nama_akun, SANDI).unwrap();
        kuki.insert(peran.kode(), format!("{KUKI_SESI}={}", sesi.token.rahasia()));
    }
    Daerah { region, tuan, tanda, kuki }
}

/// Both regions; call it outside of async code.
pub fn kota(db: &Db) -> Kota {
    let host = Balai::open(db.url(), Arc::new(SystemClock), OsAcak).dengan_migrasi(balai::apps::migrations());
    let host = host.dengan_tempat(balai::apps::tempat());
    let mut konf = balai::konfigurasi::Konfigurasi::bawaan().unwrap();
    konf.batas.laju = balai_shell::BatasLaju::BEBAS;
    let mut ke = 0;
    let daerah = DAERAH.map(|(kode, nama, tuan, tanda)| {
        ke += 1;
        let region = host.add_region(&profil(kode, nama), &operator().unwrap()).unwrap();
        konf.daerah.insert(kode.parse::<KodeWilayah>().unwrap(), vec![tuan.to_owned()]);
        isi(region, ke, tuan, tanda)
    });
    let rangka = balai::server::rangka(host, &konf, false).unwrap();
    Kota { rangka, daerah }
}

/// An administrator of the region, for acts done without pages.
pub fn admin() -> Aktor {
    aktor(77, "Admin", None, Peran::Admin, Lingkup::Semua)
}

/// What came back.
pub struct Jawaban {
    pub status: StatusCode,
    pub kepala: HeaderMap,
    pub isi: String,
}

impl Jawaban {
    /// The form token on the page.
    pub fn csrf(&self) -> Option<&str> {
        self.isi.split("name=\"_csrf\" value=\"").nth(1)?.split('"').next()
    }

    /// Everything a reader could see of it.
    pub fn semua(&self) -> String {
        let kepala: Vec<String> = self.kepala.iter().map(|(n, v)| format!("{n}: {v:?}")).collect();
        format!("{}\n{}\n{}", self.status, kepala.join("\n"), self.isi)
    }
}

/// Sends one request to a host.
pub async fn kirim(
    rangka: &Rangka,
    metode: &str,
    (tuan, jalur): (&str, &str),
    kepala: &[(&str, &str)],
    isi: &str,
) -> Jawaban {
    let mut req = Request::builder().method(metode).uri(jalur).header(header::HOST, tuan);
    for (nama, nilai) in kepala {
        req = req.header(*nama, *nilai);
    }
    let jawaban = rangka.router().oneshot(req.body(Body::from(isi.to_owned())).unwrap()).await.unwrap();
    let (bagian, badan) = jawaban.into_parts();
    let badan = to_bytes(badan, 1 << 24).await.unwrap();
    Jawaban {
        status: bagian.status,
        kepala: bagian.headers,
        isi: String::from_utf8_lossy(&badan).into_owned(),
    }
}

/// Opens a page with these cookies.
pub async fn buka(rangka: &Rangka, tuan: &str, jalur: &str, kuki: &str) -> Jawaban {
    kirim(rangka, "GET", (tuan, jalur), &[("cookie", kuki)], "").await
}
