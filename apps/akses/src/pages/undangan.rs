//! `/undangan`: an account for somebody, who sets the password by a one-time link.

use askama::Template;
use axum::extract::Query;
use axum::http::{HeaderMap, StatusCode};
use balai_kernel::{Galat, Kapasitas, Kewenangan, Lingkup, Nip, Peran, tanggal};
use balai_shell::{Formulir, Halaman, Hasil, Konteks, halaman, halaman_status};

use super::bantu::{alamat_tautan, coba, pilihan_peran, saringan, tanggal_bila_ada};
use super::kewenangan::pilihan_kapasitas;
use crate::acts::{self, BuatAkun};
use crate::model::kewenangan::DASAR_MAKS;

#[derive(Template)]
#[template(path = "undangan.html")]
struct Isi {
    h: Halaman,
    f: Formulir,
    peran: Vec<(String, String)>,
    kapasitas: Vec<(String, String)>,
    kurang_admin: bool,
}

/// The empty form.
pub(crate) async fn lihat(k: Konteks, Query(kueri): Query<Vec<(String, String)>>) -> Hasil {
    let f = saringan(kueri).isi("sejak", tanggal::pendek(k.hari_ini()));
    halaman(&isi(&k, f).await?)
}

async fn isi(k: &Konteks, f: Formulir) -> Result<Isi, balai_shell::GalatWeb> {
    let kurang_admin = k.jalankan(acts::banyak_admin).await? < 2;
    let h = Halaman::baru(k, k.t("akses-undang-judul")).sempit().di("/akun");
    Ok(Isi {
        h: h.remah(k.t("akses-akun-judul"), "/akun"),
        f,
        peran: pilihan_peran(k),
        kapasitas: pilihan_kapasitas(k),
        kurang_admin,
    })
}

/// The account and first grant that a form describes; faults are noted in it.
fn baca(k: &Konteks, f: &mut Formulir) -> Option<BuatAkun> {
    let nama = f.baca_teks("nama", acts::NAMA_ORANG_MAKS, k);
    let dasar = f.baca_teks("dasar", DASAR_MAKS, k);
    let nip: Option<Nip> = f.baca_bila_ada("nip", k);
    let nama_akun = Some(f.nilai("akun").trim().to_owned()).filter(|n| !n.is_empty());
    if nama_akun.is_none() && nip.is_none() && f.galat("nip").is_none() {
        f.salah("akun", k.t("akses-undang-pengenal"));
    }
    let peran: Option<Peran> = f.baca("peran", k);
    let kapasitas: Option<Kapasitas> = f.baca_bila_ada("kapasitas", k);
    let lingkup = match (f.nilai("lingkup").trim(), peran, &nip) {
        ("" | "diri", Some(Peran::Pegawai), Some(nip)) => Some(Lingkup::Diri(nip.clone())),
        ("" | "diri", Some(Peran::Pegawai), None) => {
            if f.galat("nip").is_none() {
                f.salah_kode("nip", &Galat::baru("AKS-006"), k);
            }
            None
        }
        ("", Some(Peran::Admin | Peran::Bkpsdm), _) => Some(Lingkup::Semua),
        _ => f.baca("lingkup", k),
    };
    let sejak = tanggal_bila_ada(f, "sejak", k).unwrap_or_else(|| k.hari_ini());
    let sampai = tanggal_bila_ada(f, "sampai", k);
    if kapasitas == Some(Kapasitas::Delegasi) {
        f.salah("kapasitas", k.t("akses-delegasi-lewat-pemegang"));
    }
    let kewenangan = Kewenangan {
        peran: peran?,
        lingkup: lingkup?,
        kapasitas: kapasitas.unwrap_or_default(),
        sejak,
        sampai,
        dasar: dasar?,
        pendelegasi: None,
    };
    Some(BuatAkun { nama_akun, nip, nama: nama?, kewenangan: vec![kewenangan], sandi: None })
        .filter(|_| f.benar())
}

/// Makes the account and shows its link this once.
pub(crate) async fn kirim(k: Konteks, kepala: HeaderMap, mut f: Formulir) -> Hasil {
    let jadi = match baca(&k, &mut f) {
        Some(perintah) => coba(&k, &mut f, "akun", move |d, a| acts::undang(d, a, &perintah)).await?,
        None => None,
    };
    match jadi {
        Some((akun, token)) => {
            super::akun::tampil(&k, &akun.nama_akun, Some(alamat_tautan(&k, &kepala, &token))).await
        }
        None => halaman_status(StatusCode::UNPROCESSABLE_ENTITY, &isi(&k, f).await?),
    }
}
