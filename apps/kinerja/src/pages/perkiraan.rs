//! `/tunjangan/perkiraan`: what one's running month would come to, and what can still be done about it.

use askama::Template;
use balai_kernel::tanggal;
use balai_shell::komponen::{BarisTabel, Kolom, Sel, Tabel};
use balai_shell::{Halaman, Hasil, Konteks, halaman};

use super::{bulat, hari_tanggal, rp};
use crate::acts::perkiraan::{Perkiraan, perkirakan};
use crate::model::perkiraan::Andai;
use crate::model::proses::Keluaran;

/// Days named one by one.
const HARI_DISEBUT: usize = 5;

#[derive(Template)]
#[template(path = "perkiraan.html")]
struct HalamanPerkiraan {
    h: Halaman,
    label: String,
    jumlah: String,
    kalimat: String,
    tabel: Tabel,
    /// What can be done: words, where to, the link's words.
    bisa: Vec<(String, Option<(String, String)>)>,
    paket: String,
}

/// `GET /tunjangan/perkiraan`.
pub async fn satu(k: Konteks) -> Hasil {
    let aktor = k.wajib_aktor()?.clone();
    let p = k.jalankan(move |region| perkirakan(region, &aktor)).await?;
    let b = k.bahasa();
    let nama = p.periode.nama(b);
    let akhir = p.bayangan.last().map_or(0, |x| x.sen);
    let kini = p.bayangan.first().map_or(0, |x| x.sen);
    halaman(&HalamanPerkiraan {
        h: Halaman::baru(&k, k.t("perkiraan-judul").a("periode", &nama))
            .di("/tunjangan")
            .remah(k.t("tunjangan-judul"), "/tunjangan"),
        label: k.t("perkiraan-label").a("periode", &nama).to_string(),
        jumlah: rp(akhir),
        kalimat: k.t("perkiraan-kalimat").a("kini", rp(kini)).to_string(),
        tabel: tabel(&k, &p),
        bisa: bisa(&k, &p),
        paket: k
            .t("perkiraan-asal")
            .a("paket", b.pilih(&p.paket.0, &p.paket.1))
            .a("bulan", p.menurut.periode.nama(b))
            .to_string(),
    })
}

/// The word of a supposition.
fn kata(k: &Konteks, andai: Andai) -> String {
    let kunci = match andai {
        Andai::SampaiKini => "perkiraan-kini",
        Andai::DiterimaSemua => "perkiraan-diterima",
        Andai::SampaiAkhir => "perkiraan-akhir",
    };
    k.t(kunci).to_string()
}

fn tabel(k: &Konteks, p: &Perkiraan) -> Tabel {
    let b = k.bahasa();
    let mut kolom = vec![Kolom::teks(k.t("perkiraan-angka").to_string())];
    kolom.extend(p.bayangan.iter().map(|x| Kolom::angka(kata(k, x.andai))));
    let satu = |(i, c): (usize, &Keluaran)| {
        let mut sel = vec![Sel::baru(b.pilih(c.label_id.as_str(), c.label_en.as_str()))];
        sel.extend(p.bayangan.iter().map(|x| Sel::baru(tulis(c, x.angka.get(i).copied().unwrap_or(0)))));
        BarisTabel { sel, ..BarisTabel::default() }
    };
    Tabel {
        judul: k.t("perkiraan-tabel").to_string(),
        kolom,
        baris: p.kolom.iter().enumerate().map(satu).collect(),
        jumlah: None,
        lembar: true,
    }
}

/// A figure in its scale: whole numbers in groups, a decimal comma.
fn tulis(c: &Keluaran, nilai: i128) -> String {
    let bagi = 10_i128.checked_pow(u32::from(c.skala)).unwrap_or(1);
    let utuh = bulat(i64::try_from(nilai / bagi).unwrap_or(i64::MAX));
    if c.skala == 0 {
        return utuh;
    }
    format!("{utuh},{:0lebar$}", (nilai % bagi).unsigned_abs(), lebar = usize::from(c.skala))
}

/// What can still be done, the nearest first.
fn bisa(k: &Konteks, p: &Perkiraan) -> Vec<(String, Option<(String, String)>)> {
    let b = k.bahasa();
    let s = &p.sisa;
    let ke = |kunci: &'static str| Some(("/aktivitas".to_owned(), k.t(kunci).to_string()));
    let mut semua = Vec::new();
    if s.kembali > 0 {
        semua.push((k.t("perkiraan-kembali").n("n", s.kembali).to_string(), ke("beranda-kembali-tombol")));
    }
    if !s.kosong.is_empty() {
        let hari: Vec<String> = s.kosong.iter().take(HARI_DISEBUT).map(|d| tanggal::pendek(*d)).collect();
        let kata = k.t("perkiraan-kosong").n("n", s.kosong.len()).a("hari", hari.join(", "));
        semua.push((kata.to_string(), ke("perkiraan-catat")));
    }
    if s.menunggu.0 > 0 {
        let kata = k.t("perkiraan-menunggu").n("n", s.menunggu.0).a("menit", bulat(s.menunggu.1));
        semua.push((kata.to_string(), None));
    }
    if s.hari > 0 {
        semua.push((k.t("perkiraan-sisa").n("n", s.hari).to_string(), None));
    }
    let presensi = match s.presensi_sampai {
        Some(d) => k.t("perkiraan-presensi").a("hari", hari_tanggal(d, b)).n("n", s.hadir).to_string(),
        None => k.t("perkiraan-tanpa-presensi").to_string(),
    };
    semua.push((presensi, None));
    semua
}
