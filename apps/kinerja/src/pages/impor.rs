//! `/impor`: units, staff, RW and RT from a file of the office, all or nothing, with every refused row by its line.

use std::io::Cursor;

use askama::Template;
use axum::http::StatusCode;
use balai_kernel::{Bahasa, Galat};
use balai_organisasi::acts::rukun::JawabanImpor;
use balai_platform::{Refusal, Region};
use balai_shell::{Formulir, Halaman, Hasil, Konteks, Unggahan, halaman_status};

use super::bulat;
use crate::acts::impor::rukun::impor_rukun;
use crate::acts::impor::{Berkas, HasilImpor, Permintaan, jalankan};
use crate::model::impor::JenisBerkas;
use crate::model::impor::hasil::Temuan;

/// Findings of each kind that are told; the rest come when these are mended.
const BATAS_TAMPIL: usize = 100;

/// One finding.
#[derive(Debug)]
struct Baris {
    baris: u32,
    sel: String,
    alasan: String,
    saran: String,
}

/// What came of a file.
#[derive(Debug)]
struct Tampil {
    baik: bool,
    judul: String,
    ringkas: String,
    ditolak: Vec<Baris>,
    ditolak_lebih: usize,
    peringatan: Vec<Baris>,
    peringatan_lebih: usize,
}

#[derive(Template)]
#[template(path = "impor.html")]
struct HalamanImpor {
    h: Halaman,
    f: Formulir,
    jenis: Vec<(&'static str, String, String)>,
    laporan: Option<Tampil>,
}

/// What a page takes: lists that come a few times a year. What comes with every month has steps of its own.
const ISI: [(&str, &str, &str); 5] = [
    ("unit", "impor-unit", "impor-unit-ket"),
    ("pegawai", "impor-pegawai", "impor-pegawai-ket"),
    ("rukun", "impor-rukun", "impor-rukun-ket"),
    ("katalog", "impor-katalog", "impor-katalog-ket"),
    ("rekening", "impor-rekening", "impor-rekening-ket"),
];

fn tampil(k: &Konteks, status: StatusCode, f: Formulir, laporan: Option<Tampil>) -> Hasil {
    let h = Halaman::baru(k, k.t("impor-judul")).di("/impor");
    let jenis = ISI.map(|(kode, kata, ket)| (kode, k.t(kata).to_string(), k.t(ket).to_string())).to_vec();
    halaman_status(status, &HalamanImpor { h, f, jenis, laporan })
}

/// `GET /impor`.
pub async fn form(k: Konteks) -> Hasil {
    tampil(&k, StatusCode::OK, Formulir::kosong().isi("jenis", "pegawai"), None)
}

/// `POST /impor`: the same acts as `balai import`.
pub async fn simpan(k: Konteks, Unggahan { formulir: mut f, berkas }: Unggahan) -> Hasil {
    let jenis = f.nilai("jenis").to_owned();
    if !ISI.iter().any(|(kode, ..)| *kode == jenis) {
        f.salah("jenis", k.t("formulir-wajib"));
    }
    if berkas.is_none() && f.galat("berkas").is_none() {
        f.salah("berkas", k.t("impor-pilih-berkas"));
    }
    let (Some(berkas), true) = (berkas, f.benar()) else {
        return tampil(&k, StatusCode::UNPROCESSABLE_ENTITY, f, None);
    };
    let (aktor, lewati_salah) = (k.wajib_aktor()?.clone(), f.terpilih("lewati", "ya"));
    let nama = berkas.nama.clone();
    let hasil = k
        .jalankan(move |region: &Region| -> Result<_, Refusal> {
            let mut sumber = Cursor::new(berkas.isi);
            let berkas = Berkas { nama: berkas.nama, sumber: &mut sumber };
            let hasil = match jenis.as_str() {
                "rukun" => impor_rukun(region, &aktor, berkas).map(Didapat::Rukun),
                lain => {
                    let jenis = JenisBerkas::dari_kode(lain).unwrap_or(JenisBerkas::Pegawai);
                    let minta = Permintaan { jenis, berkas, pin: None, lewati_salah };
                    jalankan(region, &aktor, minta, &mut |_| {}).map(Didapat::Daftar)
                }
            };
            match hasil {
                Ok(h) => Ok(Ok(h)),
                Err(Refusal::Rule(g)) => Ok(Err(g)),
                Err(lain) => Err(lain),
            }
        })
        .await?;
    let laporan = match hasil {
        Ok(Didapat::Daftar(h)) => laporan(&k, &nama, &h),
        Ok(Didapat::Rukun(h)) => laporan_rukun(&k, &nama, &h),
        Err(g) => {
            f.salah_kode("berkas", &g, &k);
            return tampil(&k, StatusCode::UNPROCESSABLE_ENTITY, f, None);
        }
    };
    let status = if laporan.baik { StatusCode::OK } else { StatusCode::UNPROCESSABLE_ENTITY };
    tampil(&k, status, f, Some(laporan))
}

/// What an import came to, by what the file held.
enum Didapat {
    Daftar(HasilImpor),
    Rukun(JawabanImpor),
}

fn laporan_rukun(k: &Konteks, nama: &str, h: &JawabanImpor) -> Tampil {
    let banyak = |n: usize| bulat(i64::try_from(n).unwrap_or(i64::MAX));
    let (tabel, b) = (k.rangka().kode(), k.bahasa());
    let (judul, ringkas, ditolak) = match h {
        Ok(h) => {
            let ringkas = k.t("impor-ringkas-rukun").a("nama", nama).a("baru", banyak(h.baru));
            let ringkas = ringkas.a("sama", banyak(h.sama)).a("berakhir", banyak(h.berakhir)).to_string();
            (if h.baru > 0 { "impor-tersimpan" } else { "impor-sama" }, ringkas, Vec::new())
        }
        Err(ditolak) => {
            let ringkas = k.t("impor-ringkas").a("nama", nama).a("diterima", banyak(0));
            let ringkas = ringkas.a("ditolak", banyak(ditolak.len())).a("peringatan", banyak(0)).to_string();
            let satu = |(n, g): &(usize, Galat)| Baris {
                baris: u32::try_from(*n).unwrap_or(u32::MAX),
                sel: String::new(),
                alasan: g.pesan(tabel, b),
                saran: g.saran(tabel, b),
            };
            ("impor-tidak-disimpan", ringkas, ditolak.iter().map(satu).collect())
        }
    };
    Tampil {
        baik: h.is_ok(),
        judul: k.t(judul).to_string(),
        ringkas,
        ditolak,
        ditolak_lebih: 0,
        peringatan: Vec::new(),
        peringatan_lebih: 0,
    }
}

fn laporan(k: &Konteks, nama: &str, h: &HasilImpor) -> Tampil {
    let judul = match (h.tersimpan, h.berubah) {
        (true, true) => "impor-tersimpan",
        (true, false) => "impor-sama",
        (false, _) => "impor-tidak-disimpan",
    };
    let banyak = |n: usize| bulat(i64::try_from(n).unwrap_or(i64::MAX));
    let l = &h.laporan;
    let ringkas = k.t("impor-ringkas").a("nama", nama);
    let ringkas = ringkas.a("diterima", bulat(i64::try_from(l.diterima).unwrap_or(i64::MAX)));
    let ringkas = ringkas.a("ditolak", banyak(l.ditolak.len())).a("peringatan", banyak(l.peringatan.len()));
    Tampil {
        baik: h.tersimpan,
        judul: k.t(judul).to_string(),
        ringkas: ringkas.to_string(),
        ditolak: l.ditolak.iter().take(BATAS_TAMPIL).map(|t| baris(t, k.bahasa())).collect(),
        ditolak_lebih: l.ditolak.len().saturating_sub(BATAS_TAMPIL),
        peringatan: l.peringatan.iter().take(BATAS_TAMPIL).map(|t| baris(t, k.bahasa())).collect(),
        peringatan_lebih: l.peringatan.len().saturating_sub(BATAS_TAMPIL),
    }
}

fn baris(t: &Temuan, b: Bahasa) -> Baris {
    let nilai = if t.nilai.is_empty() { String::new() } else { format!("«{}»", t.nilai) };
    let sel = [t.kolom.clone(), nilai].into_iter().filter(|s| !s.is_empty()).collect::<Vec<_>>().join(" ");
    Baris { baris: t.baris, sel, alasan: t.alasan(b), saran: t.saran(b) }
}
