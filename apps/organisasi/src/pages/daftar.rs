//! `/organisasi/orang` and `/organisasi/jabatan`: people and posts to look through, and to choose from for a change.

use askama::Template;
use axum::extract::Query;
use balai_shell::komponen::Penomoran;
use balai_shell::{Halaman, Hasil, Konteks, halaman};
use serde::Deserialize;

use super::persen;
use crate::baca;

/// People and posts on one page.
pub(crate) const ISI_HALAMAN: i64 = 50;

/// What is looked for, and what somebody is being chosen for.
#[derive(Debug, Clone, Default, Deserialize)]
pub(crate) struct Kueri {
    cari: Option<String>,
    /// Number of the last person of the page before.
    sesudah: Option<i64>,
    halaman: Option<i64>,
    lowong: Option<String>,
    /// `jabatan-12`, `penilai-7`: see [`Tujuan`].
    untuk: Option<String>,
    /// The person a post is being chosen for.
    orang: Option<i64>,
}

impl Kueri {
    fn dicari(&self) -> String {
        self.cari.as_deref().unwrap_or_default().trim().chars().take(80).collect()
    }
}

/// What a person of the list is chosen for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Tujuan {
    /// To be given this post.
    Jabatan(i64),
    /// To assess this person.
    Penilai(i64),
}

impl Tujuan {
    fn baca(teks: &str) -> Option<Tujuan> {
        let (apa, nomor) = teks.split_once('-')?;
        let nomor = nomor.parse().ok()?;
        match apa {
            "jabatan" => Some(Tujuan::Jabatan(nomor)),
            "penilai" => Some(Tujuan::Penilai(nomor)),
            _ => None,
        }
    }

    fn alamat(self, orang: i64) -> String {
        match self {
            Tujuan::Jabatan(n) => format!("/organisasi/jabatan/{n}/tugaskan?orang={orang}"),
            Tujuan::Penilai(n) => format!("/organisasi/orang/{n}/penilai?penilai={orang}"),
        }
    }

    fn kunci(self) -> &'static str {
        match self {
            Tujuan::Jabatan(_) => "org-pilih-pemangku",
            Tujuan::Penilai(_) => "org-pilih-penilai",
        }
    }
}

/// A row: address, title, sentence, what stands at the end, and whether that asks for attention.
#[derive(Debug)]
struct Butir {
    jalur: String,
    judul: String,
    ket: String,
    akhir: String,
    jingga: bool,
}

#[derive(Template)]
#[template(path = "org-daftar-pilih.html")]
struct HalamanDaftar {
    h: Halaman,
    alamat: &'static str,
    cari: String,
    label: String,
    pengantar: String,
    /// Hidden fields that stay while searching.
    tetap: Vec<(&'static str, String)>,
    /// The box "vacant only", and whether it is ticked.
    lowong: Option<bool>,
    butir: Vec<Butir>,
    kosong: (String, String),
    penomoran: Option<Penomoran>,
}

/// `GET /organisasi/orang`: people within the reader's jurisdiction, by name.
pub(crate) async fn orang(k: Konteks, Query(q): Query<Kueri>) -> Hasil {
    let (cari, aktor, pada) = (q.dicari(), k.wajib_aktor()?.clone(), k.hari_ini());
    let sesudah = q.sesudah;
    let semua = k
        .jalankan({
            let cari = cari.clone();
            move |region| baca::daftar_orang(region, &aktor, &cari, (sesudah, ISI_HALAMAN), pada)
        })
        .await?;
    let tertulis = q.untuk.as_deref().unwrap_or_default();
    let untuk = Tujuan::baca(tertulis);
    let judul = k.t(untuk.map_or("org-orang-judul", Tujuan::kunci)).to_string();
    let h = Halaman::baru(&k, &judul).remah(k.t("org-judul"), "/organisasi");
    let tampil = |o: &crate::store::OrangDaftar| Butir {
        jalur: untuk.map_or_else(|| format!("/organisasi/orang/{}", o.nomor), |u| u.alamat(o.nomor)),
        judul: o.nama.clone(),
        ket: format!("{}, {}", o.jabatan, o.unit.1),
        akhir: o.nip.tersamar(),
        jingga: false,
    };
    let alamat = |sesudah: Option<i64>| {
        let sesudah = sesudah.map(|n| format!("&sesudah={n}")).unwrap_or_default();
        format!("/organisasi/orang?cari={}&untuk={}{sesudah}", persen(&cari), persen(tertulis))
    };
    let berikut = semua.1.then(|| semua.0.last().map(|o| alamat(Some(o.nomor)))).flatten();
    let penomoran = (sesudah.is_some() || berikut.is_some()).then(|| Penomoran {
        teks: k.t("org-orang-sehalaman").n("n", semua.0.len()).to_string(),
        sebelum: sesudah.map(|_| (alamat(None), k.t("org-ke-awal").to_string())),
        sesudah: berikut.map(|a| (a, k.t("org-berikutnya").to_string())),
        judul,
    });
    halaman(&HalamanDaftar {
        h,
        alamat: "/organisasi/orang",
        label: k.t("org-cari-orang").to_string(),
        pengantar: k.t("org-orang-ket").to_string(),
        tetap: if untuk.is_some() { vec![("untuk", tertulis.to_owned())] } else { Vec::new() },
        lowong: None,
        butir: semua.0.iter().map(tampil).collect(),
        kosong: (k.t("org-orang-kosong").to_string(), k.t("org-orang-kosong-ket").to_string()),
        penomoran,
        cari,
    })
}

/// `GET /organisasi/jabatan`: posts, the highest class first; with `?orang=` to give one to that person.
pub(crate) async fn jabatan(k: Konteks, Query(q): Query<Kueri>) -> Hasil {
    let (cari, pada) = (q.dicari(), k.hari_ini());
    let lowong = q.lowong.is_some();
    let ke = q.halaman.unwrap_or(1).clamp(1, 100_000);
    let untuk = q.orang;
    let (semua, lebih, orang) = k
        .jalankan({
            let cari = cari.clone();
            move |region| -> Result<_, balai_platform::Refusal> {
                let mulai = (ke - 1) * ISI_HALAMAN;
                let (semua, lebih) =
                    baca::daftar_jabatan(region, (&cari, lowong), (mulai, ISI_HALAMAN), pada)?;
                let orang = untuk.map(|n| baca::ringkas(region, n)).transpose()?.map(|o| o.nama);
                Ok((semua, lebih, orang))
            }
        })
        .await?;
    let judul = match &orang {
        Some(nama) => k.t("org-pilih-jabatan").a("nama", nama).to_string(),
        None => k.t("org-jabatan-judul").to_string(),
    };
    let h = Halaman::baru(&k, &judul).remah(k.t("org-judul"), "/organisasi");
    let tampil = |j: &crate::store::JabatanDaftar| {
        let sisa = j.formasi - j.terisi;
        Butir {
            jalur: match untuk {
                Some(n) => format!("/organisasi/jabatan/{}/tugaskan?orang={n}", j.nomor),
                None => format!("/organisasi/jabatan/{}", j.nomor),
            },
            judul: j.nama.clone(),
            ket: format!("{}. {}", j.unit.1, k.t("org-kelas-n").n("n", j.kelas)),
            akhir: match sisa {
                0 => k.t("org-terisi").to_string(),
                n if n < 0 => k.t("org-berlebih").n("n", -n).to_string(),
                n => k.t("org-lowong").n("n", n).to_string(),
            },
            jingga: sisa != 0,
        }
    };
    let alamat = |n: i64| {
        let lowong = if lowong { "&lowong=ya" } else { "" };
        let orang = untuk.map(|n| format!("&orang={n}")).unwrap_or_default();
        format!("/organisasi/jabatan?cari={}{lowong}{orang}&halaman={n}", persen(&cari))
    };
    let penomoran = (ke > 1 || lebih).then(|| Penomoran {
        teks: k.t("org-halaman-ke").n("n", ke).to_string(),
        sebelum: (ke > 1).then(|| (alamat(ke - 1), k.t("org-sebelumnya").to_string())),
        sesudah: lebih.then(|| (alamat(ke + 1), k.t("org-berikutnya").to_string())),
        judul,
    });
    halaman(&HalamanDaftar {
        h,
        alamat: "/organisasi/jabatan",
        label: k.t("org-cari-jabatan").to_string(),
        pengantar: k.t("org-jabatan-ket").to_string(),
        tetap: untuk.map(|n| ("orang", n.to_string())).into_iter().collect(),
        lowong: Some(lowong),
        butir: semua.iter().map(tampil).collect(),
        kosong: (k.t("org-jabatan-tiada").to_string(), k.t("org-jabatan-tiada-ket").to_string()),
        penomoran,
        cari,
    })
}
