//! `/proses/{periode}/transfer`: what a bank transfers for the approved part of a month, and who still has no account.

use askama::Template;
use axum::extract::Path;
use balai_kernel::{Galat, Periode};
use balai_platform::{Refusal, Sasaran, decide};
use balai_shell::komponen::{BarisTabel, Kolom, Sel, Tabel};
use balai_shell::{GalatWeb, Halaman, Hasil, Konteks, halaman, unduhan};

use super::{angka, bulat, nip, rp};
use crate::acts::ekspor::{self, Bentuk};
use crate::acts::transfer::{self, DaftarTransfer};
use crate::akt::TRANSFER_AMBIL;
use crate::api::{Kueri, nilai};

/// People without an account shown by name; the workbook has them all.
const TAMPAK: usize = 50;

#[derive(Template)]
#[template(path = "transfer.html")]
struct HalamanTransfer {
    h: Halaman,
    periode: String,
    label: String,
    jumlah: String,
    kalimat: String,
    /// Why nothing can be taken out although something was approved.
    kosong: Option<String>,
    unduh: bool,
    berbagi: Option<String>,
    bank: Tabel,
    opd: Tabel,
    tanpa: Option<Tabel>,
    tanpa_kalimat: String,
}

/// The page.
pub async fn satu(k: Konteks, Path(periode): Path<String>) -> Hasil {
    let periode: Periode = periode.parse().map_err(|_| GalatWeb::tak_ditemukan())?;
    let aktor = k.wajib_aktor()?.clone();
    let daftar = k.jalankan(move |region| transfer::baca(region, &aktor, periode, None)).await?;
    halaman(&tampil(&k, &daftar))
}

/// The file, `?bentuk=csv|xlsx` and `?opd=` for one OPD.
pub async fn berkas(k: Konteks, Path(periode): Path<String>, kueri: Kueri) -> Hasil {
    let periode: Periode = periode.parse().map_err(|_| GalatWeb::tak_ditemukan())?;
    let nama = nilai(&kueri, "bentuk").unwrap_or("xlsx");
    let bentuk = Bentuk::dari_nama(nama).ok_or_else(|| Refusal::Rule(ekspor::bentuk_asing(nama)))?;
    let opd = nilai(&kueri, "opd").map(str::to_owned);
    if opd.as_ref().is_some_and(|o| o.len() > 40) {
        return Err(Refusal::Rule(Galat::baru("KIN-422").dengan("nama", "opd")).into());
    }
    let aktor = k.wajib_aktor()?.clone();
    let jadi =
        k.jalankan(move |region| transfer::ambil(region, &aktor, periode, opd.as_deref(), bentuk)).await?;
    let versi = jadi.daftar.proses.versi;
    let nama = format!("transfer-{periode}-hitungan-{versi}.{}", bentuk.akhiran());
    Ok(unduhan(&nama, bentuk.media(), jadi.isi))
}

fn tampil(k: &Konteks, d: &DaftarTransfer) -> HalamanTransfer {
    let periode = d.proses.periode;
    let nama = periode.nama(k.bahasa());
    let judul = k.t("transfer-judul").a("periode", &nama).to_string();
    let h = Halaman::baru(k, &judul)
        .remah(k.t("proses-judul"), "/proses")
        .remah(k.t("proses-satu-judul").a("periode", nama), format!("/proses/{periode}"))
        .lebar();
    let tanpa: Vec<_> = d.tanpa().collect();
    let berekening: i64 = d.opd.iter().map(|o| o.rupiah).sum();
    let kosong = (!d.opd.is_empty() && berekening == 0).then_some("transfer-belum-rekening");
    let boleh = k.aktor().is_some_and(|a| decide(a, &TRANSFER_AMBIL, &Sasaran::daerah(k.hari_ini())).is_ok());
    let berbagi = d.baris.iter().filter(|b| b.berbagi).count();
    HalamanTransfer {
        label: k.t("transfer-jumlah").to_string(),
        jumlah: rp(berekening * 100),
        kalimat: k
            .t("transfer-kalimat")
            .a("disetujui", d.opd.len())
            .a("semua", d.semua_opd)
            .a("versi", d.proses.versi)
            .n("orang", d.baris.len() - tanpa.len())
            .to_string(),
        unduh: berekening > 0 && boleh,
        kosong: kosong.map(|kunci| k.t(kunci).to_string()),
        berbagi: (berbagi > 0).then(|| k.t("transfer-berbagi").n("n", berbagi).to_string()),
        bank: bank(k, d),
        opd: per_opd(k, d),
        tanpa_kalimat: k
            .t("transfer-tanpa-kalimat")
            .n("n", tanpa.len())
            .a("nilai", rp(tanpa.iter().map(|b| b.rupiah).sum::<i64>() * 100))
            .to_string(),
        tanpa: (!tanpa.is_empty()).then(|| Tabel {
            judul: k.t("transfer-tanpa").to_string(),
            kolom: vec![
                Kolom::teks(k.t("kolom-nama").to_string()),
                Kolom::teks(k.t("kolom-opd").to_string()),
                Kolom::angka(k.t("transfer-kolom-jumlah").to_string()),
            ],
            baris: tanpa
                .iter()
                .take(TAMPAK)
                .map(|b| {
                    let opd = d.opd.iter().find(|o| o.kode == b.opd).map_or("", |o| o.nama.as_str());
                    BarisTabel::dari([
                        Sel::baru(&*b.nama).ket(nip(&b.nip, false)),
                        Sel::baru(opd),
                        Sel::baru(angka(b.rupiah * 100)),
                    ])
                })
                .collect(),
            jumlah: None,
            lembar: true,
        }),
        periode: periode.to_string(),
        h,
    }
}

fn bank(k: &Konteks, d: &DaftarTransfer) -> Tabel {
    let semua = d.per_bank();
    let jumlah = semua.values().fold((0, 0), |(n, r), (orang, rupiah)| (n + orang, r + rupiah));
    let baris = |(nama, (orang, rupiah)): (&&str, &(usize, i64))| {
        BarisTabel::dari([Sel::baru(*nama), Sel::baru(banyak(*orang)), Sel::baru(angka(rupiah * 100))])
    };
    Tabel {
        judul: k.t("transfer-bank").to_string(),
        kolom: vec![
            Kolom::teks(k.t("transfer-kolom-bank").to_string()),
            Kolom::angka(k.t("kolom-orang").to_string()),
            Kolom::angka(k.t("transfer-kolom-jumlah").to_string()),
        ],
        baris: semua.iter().map(baris).collect(),
        jumlah: Some(BarisTabel::dari([
            Sel::baru(k.t("jumlah").to_string()),
            Sel::baru(banyak(jumlah.0)),
            Sel::baru(angka(jumlah.1 * 100)),
        ])),
        lembar: false,
    }
}

fn per_opd(k: &Konteks, d: &DaftarTransfer) -> Tabel {
    let baris = d.opd.iter().map(|o| {
        BarisTabel::dari([
            Sel::baru(&*o.nama)
                .ket(o.tahap.nama(k.bahasa()))
                .jalur(format!("/proses/{}/opd/{}", d.proses.periode, o.kode)),
            Sel::baru(banyak(o.orang)),
            Sel::baru(angka(o.rupiah * 100)),
            Sel::baru(banyak(o.tanpa)),
            Sel::baru(angka(o.rupiah_tanpa * 100)),
        ])
    });
    Tabel {
        judul: k.t("proses-per-opd").to_string(),
        kolom: vec![
            Kolom::teks(k.t("kolom-opd").to_string()),
            Kolom::angka(k.t("kolom-orang").to_string()),
            Kolom::angka(k.t("transfer-kolom-jumlah").to_string()),
            Kolom::angka(k.t("transfer-kolom-tanpa").to_string()),
            Kolom::angka(k.t("transfer-kolom-rupiah-tanpa").to_string()).lebar_saja(),
        ],
        baris: baris.collect(),
        jumlah: None,
        lembar: true,
    }
}

fn banyak(n: usize) -> String {
    bulat(i64::try_from(n).unwrap_or(i64::MAX))
}
