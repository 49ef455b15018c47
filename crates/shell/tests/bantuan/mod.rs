//! A frame around one invented application, with one person of each kind behind fixed cookies.

use std::collections::HashMap;
use std::sync::Arc;

use axum::extract::Query;
use axum::response::IntoResponse;
use balai_kernel::{Aktor, Bahasa, Id, Kapasitas, Kewenangan, Lingkup, Peran, Tanggal, ZonaWaktu};
use balai_platform::{AktEntri, Balai, Jangkauan, Refusal, Region, SesiPort, SystemClock};
use balai_shell::{
    Akses, App, Beranda, ButirMenu, GalatWeb, Hasil, Konteks, Metode, OperasiApi, PapanBeranda, Pengaturan,
    Rute, TampilanDaerah, Tugas, Unggahan,
};
use balai_testkit::{AcakTetap, JamTetap};
use serde_json::json;

/// Only BKPSDM may.
pub const RAHASIA: AktEntri = AktEntri {
    id: "contoh.rahasia.baca",
    label_id: "membaca yang rahasia",
    label_en: "read what is secret",
    peran: &[Peran::Bkpsdm],
    lingkup: Jangkauan::Daerah,
};

/// Takes numbers in its query.
async fn bernomor(Query(_): Query<HashMap<String, u32>>) -> Hasil {
    Ok("teks".into_response())
}

/// An application with one route of each kind.
pub struct Contoh;

impl App for Contoh {
    fn id(&self) -> &'static str {
        "contoh"
    }

    fn acts(&self) -> &'static [AktEntri] {
        &[RAHASIA]
    }

    fn routes(&self) -> Vec<Rute> {
        vec![
            Rute::get("/masuk", Akses::Umum, teks),
            Rute::get("/beranda", Akses::Masuk, teks),
            Rute::get("/rahasia", &RAHASIA, teks),
            Rute::post("/rahasia", &RAHASIA, teks),
            Rute::post("/unggah", Akses::Masuk, unggah),
            Rute::get("/rusak", Akses::Umum, rusak),
            Rute::get("/halaman", Akses::Umum, bernomor),
            Rute::get("/api/contoh/rahasia", &RAHASIA, teks),
            Rute::post("/api/contoh/rahasia", &RAHASIA, teks),
        ]
    }

    fn menu(&self) -> Vec<ButirMenu> {
        let butir = |jalur, label, ikon, akses, urutan| ButirMenu { jalur, label, ikon, akses, urutan };
        vec![
            butir("/beranda", "contoh-beranda", "house", Akses::Masuk, 1),
            butir("/aktivitas", "contoh-aktivitas", "list-checks", Akses::Masuk, 2),
            butir("/kehadiran", "contoh-kehadiran", "calendar-check", Akses::Masuk, 3),
            butir("/_komponen", "contoh-tunjangan", "receipt-text", Akses::Masuk, 4),
            butir("/penilaian", "contoh-penilaian", "message-square-quote", Akses::Masuk, 5),
            butir("/rahasia", "contoh-rahasia", "lock", Akses::Akt(&RAHASIA), 6),
        ]
    }

    fn menunggu(&self, _: &Region, _: &Aktor) -> Vec<(&'static str, u32)> {
        vec![("/aktivitas", 1), ("/penilaian", 2)]
    }

    fn beranda(&self, _: &Konteks, _: &Region, aktor: &Aktor) -> Result<Beranda, GalatWeb> {
        if !aktor.nama.starts_with("Siti") {
            return Ok(Beranda::default());
        }
        let tugas = |judul: &str, hari: i8| Tugas {
            ikon: "list-checks",
            judul: judul.to_owned(),
            kalimat: "Sampai hari itu.".to_owned(),
            jalur: "/aktivitas".to_owned(),
            tombol: "Buka".to_owned(),
            sampai: Tanggal::new(2026, 11, hari).ok(),
        };
        let papan = PapanBeranda {
            bobot: 1,
            label: "Tunjangan Oktober 2026".to_owned(),
            angka: "Rp\u{a0}6.023.750".to_owned(),
            kalimat: String::new(),
            jalur: "/tunjangan".to_owned(),
            tombol: "Dari mana".to_owned(),
        };
        let tugas = vec![tugas("Nilai perilaku dua rekan", 30), tugas("Perbaiki aktivitas 19 November", 25)];
        Ok(Beranda { papan: Some(papan), tugas, buku: Vec::new() })
    }

    fn locales(&self) -> [(Bahasa, &'static str); 2] {
        [
            (
                Bahasa::Id,
                "contoh-kehadiran-ket = Hadir dan pulang tiap hari\ncontoh-beranda = Beranda\ncontoh-aktivitas = Aktivitas\ncontoh-kehadiran = Kehadiran\n\
                 contoh-tunjangan = Tunjangan\ncontoh-penilaian = Penilaian\ncontoh-rahasia = Rahasia\n",
            ),
            (
                Bahasa::En,
                "contoh-kehadiran-ket = Coming and going of each day\ncontoh-beranda = Home\ncontoh-aktivitas = Activities\ncontoh-kehadiran = Attendance\n\
                 contoh-tunjangan = Allowance\ncontoh-penilaian = Assessment\ncontoh-rahasia = Secret\n",
            ),
        ]
    }

    fn openapi(&self) -> Vec<OperasiApi> {
        vec![OperasiApi {
            metode: Metode::Get,
            jalur: "/api/contoh/rahasia",
            id: "contoh_rahasia",
            ringkas: "Yang rahasia",
            parameter: Vec::new(),
            masukan: None,
            keluaran: json!({ "type": "string" }),
        }]
    }
}

async fn teks(k: Konteks) -> Hasil {
    Ok(format!("halo {}", k.aktor().map_or("tamu", |a| a.nama.as_str())).into_response())
}

/// Says what came of a form with a file.
async fn unggah(Unggahan { formulir, berkas }: Unggahan) -> Hasil {
    let berkas = berkas.map(|b| format!("{} {}", b.nama, b.isi.len()));
    let galat: Vec<&str> = formulir.semua_galat().iter().map(|(_, pesan)| pesan.as_str()).collect();
    Ok(format!("{}|{}|{}", formulir.nilai("nama"), berkas.unwrap_or_default(), galat.join(";"))
        .into_response())
}

async fn rusak() -> Hasil {
    Err(GalatWeb::rusak("kata sandi basis data: 12345"))
}

/// `siti` is staff, `bambang` is BKPSDM; any other cookie is nobody.
struct Sesi;

impl SesiPort for Sesi {
    fn aktor(&self, _: &Region, token: &str) -> Result<Option<Aktor>, Refusal> {
        let (nama, peran) = match token {
            "siti" => ("Siti Nurjanah Kusumawardhani, S.Sos., M.A.P.", Peran::Pegawai),
            "bambang" => ("Ir. Bambang Priyo Sulistyawan Hadikusumo, M.T.", Peran::Bkpsdm),
            _ => return Ok(None),
        };
        // one account keeps one id from request to request
        let akun = Id::new(balai_kernel::Clock::now(&JamTetap::baru()), &mut AcakTetap::baru(1));
        let kewenangan = Kewenangan {
            peran,
            lingkup: Lingkup::Semua,
            kapasitas: Kapasitas::Definitif,
            sejak: Tanggal::MIN,
            sampai: None,
            dasar: "contoh".into(),
            pendelegasi: None,
        };
        Ok(Some(Aktor { akun, nip: None, nama: nama.into(), peran: vec![kewenangan], hanya_akt: None }))
    }
}

/// Kota Bandung in nila.
pub fn bandung() -> TampilanDaerah {
    TampilanDaerah {
        kode: "32.73".into(),
        nama: "Kota Bandung".into(),
        tuan: vec!["bandung.example.go.id".into()],
        warna: None,
        zona: ZonaWaktu::Wib,
        contoh: true,
    }
}

/// A frame over a region in a throw-away folder.
pub fn pengaturan(apps: Vec<Box<dyn App>>, daerah: Vec<TampilanDaerah>) -> Pengaturan {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let url = folder.path().display().to_string().parse().expect("a folder is an address");
    let balai = Balai::open(url, Arc::new(SystemClock), AcakTetap::baru(7));
    let profil = include_str!("../../../../paket/daerah/32.73/profil.toml");
    let profil = balai_platform::Profil::baca("profil.toml", profil, &"32.73".parse().expect("a code"))
        .expect("the example profile reads");
    let region =
        balai.add_region(&profil, &balai_platform::operator().expect("the operator")).expect("a new region");
    Pengaturan {
        apps,
        daerah,
        buka: Box::new(move |_| {
            // the folder lives as long as the frame
            let _ = &folder;
            Ok(region.clone())
        }),
        sesi: Arc::new(Sesi),
        jam: Arc::new(SystemClock),
        acak: Box::new(AcakTetap::baru(42)),
        kode: vec![balai_kernel::KODE, balai_platform::KODE],
        jalur_masuk: "/masuk",
        aman: false,
        pengembangan: true,
        batas: balai_shell::BatasLaju::default(),
    }
}
