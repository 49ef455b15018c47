//! `/kewenangan`: who may do what here, since when and by which decree; giving and ending it.

use askama::Template;
use axum::extract::{Path, Query};
use axum::http::StatusCode;
use balai_kernel::{Id, Kapasitas, Kewenangan, Lingkup, Peran, tanggal};
use balai_platform::lingkup_untuk;
use balai_shell::komponen::{BarisRincian, BarisTabel, Kolom, Penomoran, Rincian, Sel, Tabel};
use balai_shell::{Formulir, GalatWeb, Halaman, Hasil, Konteks, alihkan_kabar, halaman, halaman_status};

use super::bantu::{
    akt_dari, coba, keadaan, lingkup_kata, masa, peran_sel, persen, pilihan_akt, pilihan_peran, saringan,
    tanggal_bila_ada, tanggal_wajib, tempat, wajib,
};
use crate::acts::{self, KEWENANGAN_BERI, Kepentingan};
use crate::model::kewenangan::DASAR_MAKS;
use crate::store::kewenangan::{BarisKewenangan, Saringan};

/// Grants on one page.
const ISI_HALAMAN: u32 = 50;

#[derive(Template)]
#[template(path = "kewenangan.html")]
struct IsiDaftar {
    h: Halaman,
    f: Formulir,
    peran: Vec<(String, String)>,
    akt: Vec<(String, String)>,
    tabel: Option<Tabel>,
    lanjut: Option<Penomoran>,
    boleh_beri: bool,
    kurang_admin: bool,
    disaring: bool,
}

#[derive(Template)]
#[template(path = "kewenangan-baru.html")]
struct IsiBaru {
    h: Halaman,
    f: Formulir,
    peran: Vec<(String, String)>,
    kapasitas: Vec<(String, String)>,
}

#[derive(Template)]
#[template(path = "kewenangan-satu.html")]
struct IsiSatu {
    h: Halaman,
    f: Formulir,
    id: String,
    rincian: Rincian,
    jalur_akun: Option<String>,
    boleh_akhiri: bool,
}

#[derive(Template)]
#[template(path = "bolehkah.html")]
struct IsiBolehkah {
    h: Halaman,
    f: Formulir,
    akt: Vec<(String, String)>,
    jawaban: Option<(bool, String, String)>,
}

/// What the filter asks for; faults are noted in the form.
fn baca_saringan(k: &Konteks, f: &mut Formulir) -> Saringan {
    let pada = tanggal_bila_ada(f, "pada", k).unwrap_or_else(|| k.hari_ini());
    let meliputi: Option<Lingkup> = f.baca_bila_ada("di", k);
    let peran: Option<Peran> = f.baca_bila_ada("peran", k);
    let akt = Some(f.nilai("akt").trim().to_owned()).filter(|id| !id.is_empty());
    let peran = match (peran, akt.map(|id| akt_dari(k, &id))) {
        (Some(p), _) => vec![p],
        (None, Some(Some(akt))) => Peran::SEMUA.into_iter().filter(|p| akt.untuk(*p)).collect(),
        // everybody is staff over themselves: shown only when asked for
        _ if f.nilai("akun").trim().is_empty() => {
            Peran::SEMUA.into_iter().filter(|p| *p != Peran::Pegawai).collect()
        }
        _ => Peran::SEMUA.to_vec(),
    };
    let sesudah = f.nilai("sesudah").split_once('|').map(|(id, nama)| (nama.to_owned(), id.to_owned()));
    let berlaku = (f.nilai("semua") != "ya").then_some(pada);
    Saringan { akun: None, peran, meliputi, berlaku, sesudah }
}

/// The list, filtered by account, role, act, place and day.
pub(crate) async fn daftar(k: Konteks, Query(kueri): Query<Vec<(String, String)>>) -> Hasil {
    let mut f = saringan(kueri);
    let s = baca_saringan(&k, &mut f);
    let nama = f.nilai("akun").trim().to_owned();
    let ada = if f.benar() {
        coba(&k, &mut f, "akun", move |daerah, aktor| {
            let akun = if nama.is_empty() { None } else { Some(acts::cari_akun(daerah, &nama)?) };
            acts::daftar_kewenangan(daerah, aktor, &Saringan { akun, ..s }, ISI_HALAMAN)
        })
        .await?
    } else {
        None
    };
    let mut ada = ada.unwrap_or_default();
    let lebih = ada.len() > ISI_HALAMAN as usize;
    ada.truncate(ISI_HALAMAN as usize);
    let lanjut = ada.last().filter(|_| lebih).map(|b| lanjutan(&k, &f, b));
    k.kenali(tempat(ada.iter().map(|b| &b.kewenangan.lingkup))).await?;
    let tabel = (!ada.is_empty()).then(|| tabel(&k, &ada));
    let boleh_beri = lingkup_untuk(k.wajib_aktor()?, &KEWENANGAN_BERI, k.hari_ini()).is_ok();
    let kurang_admin = boleh_beri && k.jalankan(acts::banyak_admin).await? < 2;
    let status = if f.benar() { StatusCode::OK } else { StatusCode::UNPROCESSABLE_ENTITY };
    let disaring = ["akun", "peran", "akt", "di", "pada", "semua"].iter().any(|b| !f.nilai(b).is_empty());
    let h = Halaman::baru(&k, k.t("akses-kewenangan-judul")).lebar();
    let (peran, akt) = (kosong_dulu(&k, pilihan_peran(&k)), kosong_dulu(&k, pilihan_akt(&k)));
    halaman_status(status, &IsiDaftar { h, disaring, f, peran, akt, tabel, lanjut, boleh_beri, kurang_admin })
}

fn kosong_dulu(k: &Konteks, pilihan: Vec<(String, String)>) -> Vec<(String, String)> {
    std::iter::once((String::new(), k.t("akses-semua").to_string())).chain(pilihan).collect()
}

fn lanjutan(k: &Konteks, f: &Formulir, akhir: &BarisKewenangan) -> Penomoran {
    let mut jalur = String::from("/kewenangan?");
    for nama in ["akun", "peran", "akt", "di", "pada", "semua"] {
        if !f.nilai(nama).is_empty() {
            jalur.push_str(&format!("{nama}={}&", persen(f.nilai(nama))));
        }
    }
    jalur.push_str(&format!("sesudah={}%7C{}", akhir.id, persen(&akhir.nama)));
    Penomoran {
        teks: k.t("akses-per-halaman").n("n", ISI_HALAMAN).to_string(),
        sebelum: None,
        sesudah: Some((jalur, k.t("akses-lanjut").to_string())),
        judul: k.t("akses-kewenangan-judul").to_string(),
    }
}

/// Grants as a table.
pub(crate) fn tabel(k: &Konteks, ada: &[BarisKewenangan]) -> Tabel {
    let hari = k.hari_ini();
    let baris = |b: &BarisKewenangan| {
        let (keadaan, kata) = keadaan(k, &b.kewenangan, hari);
        BarisTabel::dari([
            Sel::baru(&b.nama).ket(&b.nama_akun).jalur(format!("/kewenangan/{}", b.id)),
            peran_sel(k, b),
            Sel::baru(lingkup_kata(k, &b.kewenangan.lingkup)),
            Sel::baru(masa(k, &b.kewenangan)).tanda(keadaan, kata),
            Sel::baru(&b.kewenangan.dasar),
        ])
    };
    Tabel {
        judul: k.t("akses-kewenangan-judul").to_string(),
        kolom: ["akses-siapa", "akses-peran", "akses-lingkup", "akses-masa", "akses-dasar"]
            .map(|kunci| Kolom::teks(k.t(kunci).to_string()))
            .to_vec(),
        baris: ada.iter().map(baris).collect(),
        jumlah: None,
        lembar: true,
    }
}

/// The empty form of a new grant.
pub(crate) async fn baru(k: Konteks, Query(kueri): Query<Vec<(String, String)>>) -> Hasil {
    let f = saringan(kueri).isi("sejak", tanggal::pendek(k.hari_ini()));
    halaman(&isi_baru(&k, f))
}

/// Capacities a grant can be given in.
pub(crate) fn pilihan_kapasitas(k: &Konteks) -> Vec<(String, String)> {
    let kapasitas = Kapasitas::SEMUA.into_iter().filter(|p| *p != Kapasitas::Delegasi);
    let kata = |p: Kapasitas| {
        let kata = super::bantu::kapasitas_kata(k, p);
        (p.kode().to_owned(), kata.unwrap_or_else(|| k.t("akses-definitif").to_string()))
    };
    kapasitas.map(kata).collect()
}

fn isi_baru(k: &Konteks, f: Formulir) -> IsiBaru {
    IsiBaru {
        h: Halaman::baru(k, k.t("akses-beri-judul"))
            .sempit()
            .remah(k.t("akses-kewenangan-judul"), "/kewenangan"),
        f,
        peran: pilihan_peran(k),
        kapasitas: pilihan_kapasitas(k),
    }
}

/// Reads a grant from a form or a JSON body turned into one.
pub(crate) fn baca_formulir(k: &Konteks, f: &mut Formulir) -> Option<Kewenangan> {
    wajib(f, "akun", k);
    let dasar = f.baca_teks("dasar", DASAR_MAKS, k);
    let peran: Option<Peran> = f.baca("peran", k);
    let lingkup: Option<Lingkup> = f.baca("lingkup", k);
    let kapasitas: Option<Kapasitas> = f.baca_bila_ada("kapasitas", k);
    let sejak = tanggal_bila_ada(f, "sejak", k).unwrap_or_else(|| k.hari_ini());
    let sampai = tanggal_bila_ada(f, "sampai", k);
    if kapasitas == Some(Kapasitas::Delegasi) {
        f.salah("kapasitas", k.t("akses-delegasi-lewat-pemegang"));
    }
    Some(Kewenangan {
        peran: peran?,
        lingkup: lingkup?,
        kapasitas: kapasitas.unwrap_or_default(),
        sejak,
        sampai,
        dasar: dasar?,
        pendelegasi: None,
    })
    .filter(|_| f.benar())
}

/// Gives it.
pub(crate) async fn kirim(k: Konteks, mut f: Formulir) -> Hasil {
    let id = match baca_formulir(&k, &mut f) {
        Some(kewenangan) => {
            let nama = f.nilai("akun").trim().to_owned();
            coba(&k, &mut f, "akun", move |daerah, aktor| {
                acts::beri_kewenangan(daerah, aktor, &nama, &kewenangan)
            })
            .await?
        }
        None => None,
    };
    match id {
        Some(id) => Ok(alihkan_kabar(&k, &format!("/kewenangan/{id}"), "akses-beri-selesai", &[])),
        None => halaman_status(StatusCode::UNPROCESSABLE_ENTITY, &isi_baru(&k, f)),
    }
}

/// One grant: who, why, since when, by which decree; and the way to end it.
pub(crate) async fn satu(k: Konteks, Path(id): Path<String>) -> Hasil {
    tampil_satu(&k, &id, Formulir::kosong().isi("sampai", tanggal::pendek(k.hari_ini())), StatusCode::OK)
        .await
}

async fn tampil_satu(k: &Konteks, id: &str, f: Formulir, status: StatusCode) -> Hasil {
    let id: Id = id.parse().map_err(|_| GalatWeb::tak_ditemukan())?;
    let aktor = k.wajib_aktor()?.clone();
    let b = k.jalankan(move |daerah| acts::baca_kewenangan(daerah, &aktor, &id)).await?;
    k.kenali(tempat([&b.kewenangan.lingkup])).await?;
    let (_, kata) = keadaan(k, &b.kewenangan, k.hari_ini());
    let zona = k.tampilan().zona;
    let mut baris = vec![
        (k.t("akses-siapa"), format!("{} ({})", b.nama, b.nama_akun)),
        (k.t("akses-peran"), peran_sel(k, &b).teks),
        (
            k.t("akses-kapasitas"),
            peran_sel(k, &b).keterangan.unwrap_or_else(|| k.t("akses-definitif").to_string()),
        ),
        (k.t("akses-lingkup"), lingkup_kata(k, &b.kewenangan.lingkup)),
        (k.t("akses-masa"), format!("{} ({kata})", masa(k, &b.kewenangan))),
        (k.t("akses-dasar"), b.kewenangan.dasar.clone()),
    ];
    let hari = |w: balai_kernel::Waktu| tanggal::panjang(w.tanggal(zona), k.bahasa());
    baris.extend(b.dibuat.map(|w| (k.t("akses-diberikan"), hari(w))));
    baris.extend(b.diakhiri.map(|w| (k.t("akses-diakhiri"), hari(w))));
    baris.extend(b.dasar_akhir.clone().map(|d| (k.t("akses-dasar-akhir"), d)));
    let baris =
        baris.into_iter().map(|(tanya, jawab)| BarisRincian { tanya: tanya.to_string(), jawab, ubah: None });
    let mulai = b.kewenangan.sampai.is_none_or(|akhir| k.hari_ini() <= akhir);
    let boleh = lingkup_untuk(k.wajib_aktor()?, &acts::KEWENANGAN_AKHIRI, k.hari_ini()).is_ok();
    let h = Halaman::baru(k, &b.nama)
        .sempit()
        .di("/kewenangan")
        .remah(k.t("akses-kewenangan-judul"), "/kewenangan");
    halaman_status(
        status,
        &IsiSatu {
            h,
            f,
            id: b.id.to_string(),
            rincian: Rincian { baris: baris.collect() },
            jalur_akun: lingkup_untuk(k.wajib_aktor()?, &acts::AKUN_BACA, k.hari_ini())
                .is_ok()
                .then(|| format!("/akun/{}", b.nama_akun)),
            boleh_akhiri: boleh && mulai,
        },
    )
}

/// Ends it on a day.
pub(crate) async fn akhiri(k: Konteks, Path(id): Path<String>, mut f: Formulir) -> Hasil {
    let kunci: Id = id.parse().map_err(|_| GalatWeb::tak_ditemukan())?;
    let sampai = tanggal_wajib(&mut f, "sampai", &k);
    let dasar = f.baca_teks("dasar", DASAR_MAKS, &k);
    let selesai = match sampai.zip(dasar).filter(|_| f.benar()) {
        Some((sampai, dasar)) => {
            coba(&k, &mut f, "sampai", move |daerah, aktor| {
                acts::akhiri_kewenangan(daerah, aktor, &kunci, sampai, &dasar)
            })
            .await?
        }
        None => None,
    };
    match selesai {
        Some(()) => Ok(alihkan_kabar(&k, &format!("/kewenangan/{id}"), "akses-akhiri-selesai", &[])),
        None => tampil_satu(&k, &id, f, StatusCode::UNPROCESSABLE_ENTITY).await,
    }
}

/// May X do Y to Z? Asked by a form of the address, answered in a sentence.
pub(crate) async fn bolehkah(k: Konteks, Query(kueri): Query<Vec<(String, String)>>) -> Hasil {
    let ditanya = !kueri.is_empty();
    let mut f = saringan(kueri);
    let mut jawaban = None;
    if ditanya && !f.nilai("akun").is_empty() {
        let pada = tanggal_bila_ada(&mut f, "pada", &k).unwrap_or_else(|| k.hari_ini());
        let lingkup: Lingkup = f.baca_bila_ada("di", &k).unwrap_or(Lingkup::Semua);
        let akt = akt_dari(&k, f.nilai("akt"));
        if akt.is_none() {
            f.salah_kode("akt", &balai_kernel::Galat::baru("AKS-017").dengan("akt", f.nilai("akt")), &k);
        }
        if let Some(akt) = akt.filter(|_| f.benar()) {
            let nama = f.nilai("akun").to_owned();
            let kepentingan =
                Kepentingan { pengusul: f.nilai("pengusul") == "ya", sendiri: f.nilai("sendiri") == "ya" };
            let tentang = (acts::sasaran_dari(&lingkup, pada), kepentingan);
            let p = coba(&k, &mut f, "akun", move |daerah, aktor| {
                acts::bolehkah(daerah, aktor, &nama, akt, tentang)
            })
            .await?;
            jawaban = p.map(|p| {
                let kunci = if p.boleh() { "akses-boleh" } else { "akses-tidak-boleh" };
                (p.boleh(), k.t(kunci).to_string(), p.kalimat(k.rangka().kode(), k.bahasa()))
            });
        }
    }
    let h = Halaman::baru(&k, k.t("akses-bolehkah-judul")).sempit().di("/kewenangan");
    let h = h.remah(k.t("akses-kewenangan-judul"), "/kewenangan");
    let status = if f.benar() { StatusCode::OK } else { StatusCode::UNPROCESSABLE_ENTITY };
    halaman_status(status, &IsiBolehkah { h, f, akt: pilihan_akt(&k), jawaban })
}
