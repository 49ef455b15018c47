//! `/kewenangan/tindakan`: every act of the house and the roles that may do it, within which reach.

use askama::Template;
use axum::extract::Query;
use balai_kernel::Peran;
use balai_platform::{Akt, Jangkauan, lingkup_untuk};
use balai_shell::komponen::{BarisTabel, Kolom, Sel, Tabel};
use balai_shell::{Formulir, Halaman, Hasil, Konteks, halaman};

use super::bantu::{persen, pilihan_peran, saringan, semua_akt};
use crate::acts::KEWENANGAN_BACA;

#[derive(Template)]
#[template(path = "tindakan.html")]
struct Isi {
    h: Halaman,
    f: Formulir,
    peran: Vec<(String, String)>,
    bagian: Vec<(String, Tabel)>,
}

/// The whole table, or what one role may do. It is the same for every region and nobody's secret.
pub(crate) async fn lihat(k: Konteks, Query(kueri): Query<Vec<(String, String)>>) -> Hasil {
    let f = saringan(kueri);
    let peran: Option<Peran> = f.nilai("peran").parse().ok();
    let siapa = lingkup_untuk(k.wajib_aktor()?, &KEWENANGAN_BACA, k.hari_ini()).is_ok();
    let mut bagian: Vec<(String, Tabel)> = Vec::new();
    for akt in semua_akt(&k).into_iter().filter(|a| peran.is_none_or(|p| a.untuk(p))) {
        let app = akt.id.split('.').next().unwrap_or_default();
        if bagian.last().is_none_or(|(nama, _)| nama != app) {
            bagian.push((app.to_owned(), tabel(&k, app)));
        }
        if let Some((_, tabel)) = bagian.last_mut() {
            tabel.baris.push(baris(&k, akt, siapa));
        }
    }
    for (nama, _) in &mut bagian {
        if let Some(awal) = nama.get_mut(..1) {
            awal.make_ascii_uppercase();
        }
    }
    let semua = std::iter::once((String::new(), k.t("akses-semua").to_string()));
    let h = Halaman::baru(&k, k.t("akses-tindakan-judul")).lebar().di("/kewenangan");
    let h = if siapa { h.remah(k.t("akses-kewenangan-judul"), "/kewenangan") } else { h };
    let peran = semua.chain(pilihan_peran(&k)).collect();
    halaman(&Isi { h, f, peran, bagian })
}

fn tabel(k: &Konteks, app: &str) -> Tabel {
    Tabel {
        judul: app.to_owned(),
        kolom: ["akses-akt", "akses-peran", "akses-lingkup"]
            .map(|kunci| Kolom::teks(k.t(kunci).to_string()))
            .to_vec(),
        baris: Vec::new(),
        jumlah: None,
        lembar: true,
    }
}

fn baris(k: &Konteks, akt: Akt, siapa: bool) -> BarisTabel {
    let peran: Vec<String> =
        Peran::SEMUA.into_iter().filter(|p| akt.untuk(*p)).map(|p| k.nama_peran(p)).collect();
    let peran = if peran.len() == Peran::SEMUA.len() {
        k.t("akses-tindakan-semua").to_string()
    } else {
        peran.join(", ")
    };
    let jangkauan = match akt.lingkup {
        Jangkauan::Akun => "akses-jangkauan-akun",
        Jangkauan::Diri => "akses-jangkauan-diri",
        Jangkauan::Unit => "akses-jangkauan-unit",
        Jangkauan::Daerah => "akses-jangkauan-daerah",
    };
    let nama = Sel::baru(akt.label(k.bahasa())).ket(akt.id);
    let nama = if siapa { nama.jalur(format!("/kewenangan?akt={}", persen(akt.id))) } else { nama };
    BarisTabel::dari([nama, Sel::baru(peran), Sel::baru(k.t(jangkauan).to_string())])
}
