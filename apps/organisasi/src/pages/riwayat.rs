//! `/organisasi/unit/{kode}/riwayat`: every decree about a unit, who went before and after it, and where its posts went.
//! `/organisasi/kelas`: the monthly values of classes.

use askama::Template;
use axum::extract::Path;
use axum::http::StatusCode;
use balai_kernel::{Rupiah, Tanggal, tanggal};
use balai_platform::{Refusal, Region};
use balai_shell::komponen::{BarisTabel, Kolom, Tabel};
use balai_shell::{Formulir, Halaman, Hasil, Konteks, alihkan_kabar, halaman, halaman_status};
use serde_json::Value;

use super::tinjau::{Langkah, tinjau};
use super::{baca_hari, baca_keputusan, biaya, boleh};
use crate::acts::kelas::{RencanaNilai, TetapkanNilai, pratinjau_nilai, tetapkan_nilai};
use crate::akt::UNIT_UBAH;
use crate::baca;
use crate::store::{Lanjutan, PerubahanUnit};
use crate::urai::tertulis;

/// One decree of the thread.
#[derive(Debug)]
struct Simpul {
    tanggal: String,
    judul: String,
    /// Lines below the title.
    baris: Vec<String>,
    dasar: String,
    /// Whether its day has not come.
    nanti: bool,
}

#[derive(Template)]
#[template(path = "org-unit-riwayat.html")]
struct HalamanRiwayat {
    h: Halaman,
    kode: String,
    simpul: Vec<Simpul>,
    sebelum: Vec<(String, String, String)>,
    sesudah: Vec<(String, String, String)>,
    pergi: Vec<(String, String, String)>,
    impor: Vec<(String, String)>,
    boleh_ubah: bool,
}

/// `GET /organisasi/unit/{kode}/riwayat`.
pub(crate) async fn satu(k: Konteks, Path(kode): Path<String>) -> Hasil {
    let hari_ini = k.hari_ini();
    let isi = k.jalankan(move |region| baca::isi_unit(region, &kode, hari_ini)).await?;
    let alamat = format!("/organisasi/unit/{}", isi.unit.kode);
    let h = Halaman::baru(&k, k.t("org-riwayat-judul").a("unit", &isi.unit.nama))
        .remah(k.t("org-judul"), "/organisasi")
        .remah(&isi.unit.nama, alamat);
    let b = k.bahasa();
    let lanjutan = |l: &Lanjutan| {
        (
            format!("/organisasi/unit/{}", l.kode),
            l.nama.clone(),
            k.t("org-masa-sejak").a("sejak", tanggal::panjang(l.sejak, b)).to_string(),
        )
    };
    let impor = isi.sejarah.iter().map(|s| {
        let kapan = s.diketahui.get(..10).and_then(|d| d.parse::<Tanggal>().ok());
        let kapan = kapan.map(|d| tanggal::panjang(d, b)).unwrap_or_default();
        (s.nama.clone(), k.t("org-sejarah-diketahui").a("tanggal", kapan).to_string())
    });
    halaman(&HalamanRiwayat {
        kode: isi.unit.kode.clone(),
        simpul: isi.perubahan.iter().map(|p| simpul(&k, p, &isi.unit.kode, hari_ini)).collect(),
        sebelum: isi.silsilah.0.iter().map(lanjutan).collect(),
        sesudah: isi.silsilah.1.iter().map(lanjutan).collect(),
        pergi: isi
            .pergi
            .iter()
            .map(|p| {
                let ket = k.t("org-pergi-ke").a("unit", &p.unit.1).a("tanggal", tanggal::panjang(p.sejak, b));
                (format!("/organisasi/jabatan/{}", p.jabatan), p.nama.clone(), ket.to_string())
            })
            .collect(),
        impor: impor.collect(),
        boleh_ubah: boleh(&k, &UNIT_UBAH, &isi.unit.jalur),
        h,
    })
}

/// A side of a unit in the signed preview: name, and code of its parent.
fn sisi<'a>(r: &'a Value, kode: &str, nama: &str) -> Option<(&'a str, &'a str)> {
    let unit = r["unit"].as_array()?.iter().find(|u| u["kode"] == kode)?;
    let isi = &unit[nama];
    Some((isi["nama"].as_str()?, isi["induk"].as_str().unwrap_or_default()))
}

fn simpul(k: &Konteks, p: &PerubahanUnit, kode: &str, hari_ini: Tanggal) -> Simpul {
    let b = k.bahasa();
    // the text was written by this program; one that cannot be read shows only its decree
    let r: Value = serde_json::from_str(&p.rincian).unwrap_or_default();
    let (dulu, kini) = (sisi(&r, kode, "sebelum"), sisi(&r, kode, "sesudah"));
    let pasangan = |di: usize, lain: usize| -> Vec<String> {
        let semua = r["lanjutan"].as_array().map(Vec::as_slice).unwrap_or_default();
        let milik = semua.iter().filter(|l| l[di] == kode);
        milik.filter_map(|l| l[lain].as_str().map(str::to_owned)).collect()
    };
    let (penerus, pendahulu) = (pasangan(0, 1), pasangan(1, 0));
    let judul = match (p.tindakan.as_str(), dulu, kini) {
        ("bentuk", ..) => k.t("org-riwayat-bentuk").to_string(),
        ("tutup", ..) => k.t("org-riwayat-tutup").to_string(),
        ("nama", Some((a, _)), Some((z, _))) => k.t("org-riwayat-nama").a("dari", a).a("ke", z).to_string(),
        ("pindah", Some((_, a)), Some((_, z))) if a != z => {
            let opd = k.t("org-letak-opd").to_string();
            let sebut = |kode: &str| if kode.is_empty() { opd.clone() } else { kode.to_owned() };
            k.t("org-riwayat-pindah").a("dari", sebut(a)).a("ke", sebut(z)).to_string()
        }
        ("gabung", ..) if !penerus.is_empty() => {
            k.t("org-riwayat-digabung").a("ke", penerus.join(", ")).to_string()
        }
        ("gabung", ..) if !pendahulu.is_empty() => {
            k.t("org-riwayat-gabung").a("dari", pendahulu.join(", ")).to_string()
        }
        ("pecah", ..) if !penerus.is_empty() => {
            k.t("org-riwayat-pecah").a("ke", penerus.join(", ")).to_string()
        }
        ("pecah", ..) if !pendahulu.is_empty() => {
            k.t("org-riwayat-pecahan").a("dari", pendahulu.join(", ")).to_string()
        }
        _ => k.t("org-riwayat-ikut").a("unit", &p.unit).to_string(),
    };
    let jabatan = r["jabatan"].as_array().map_or(0, Vec::len);
    let orang = r["orang"].as_i64().unwrap_or_default();
    let mut baris = Vec::new();
    if jabatan > 0 || orang > 0 {
        baris.push(k.t("org-riwayat-akibat").n("jabatan", jabatan).n("orang", orang).to_string());
    }
    let diketahui = p.diketahui.get(..10).and_then(|d| d.parse::<Tanggal>().ok());
    baris.extend(
        diketahui.map(|d| k.t("org-sejarah-diketahui").a("tanggal", tanggal::panjang(d, b)).to_string()),
    );
    Simpul {
        tanggal: tanggal::panjang(p.sejak, b),
        judul,
        baris,
        dasar: tertulis(&p.keputusan, b),
        nanti: p.sejak > hari_ini,
    }
}

#[derive(Template)]
#[template(path = "org-kelas.html")]
struct HalamanKelas {
    h: Halaman,
    f: Formulir,
    tabel: Tabel,
    akibat: Vec<String>,
    sidik: String,
    boleh_ubah: bool,
}

/// `GET /organisasi/kelas`.
pub(crate) async fn kelas(k: Konteks) -> Hasil {
    tampil_kelas(&k, Formulir::kosong(), Default::default()).await
}

async fn tampil_kelas(k: &Konteks, f: Formulir, (akibat, sidik): (Vec<String>, String)) -> Hasil {
    let hari_ini = k.hari_ini();
    let nilai = k
        .jalankan(move |region| -> Result<_, Refusal> {
            region.read(|tx| Ok(crate::store::unit::nilai_kelas(tx, hari_ini)?))
        })
        .await?;
    let b = k.bahasa();
    let baris = (1..=17).rev().map(|kelas| match nilai.iter().rfind(|n| n.kelas == kelas) {
        Some(n) => BarisTabel::dari([
            kelas.to_string(),
            Rupiah::from_sen(n.sen).angka(),
            tanggal::panjang(n.sejak, b),
            tertulis(&n.keputusan, b),
        ]),
        None => BarisTabel::dari([
            kelas.to_string(),
            k.t("org-nilai-belum").to_string(),
            String::new(),
            String::new(),
        ]),
    });
    let tabel = Tabel {
        judul: k.t("org-nilai-kelas").to_string(),
        kolom: vec![
            Kolom::teks(k.t("org-kolom-kelas").to_string()),
            Kolom::angka(k.t("org-nilai-sebulan").to_string()),
            Kolom::teks(k.t("org-hari-pertama").to_string()),
            Kolom::teks(k.t("org-dasar").to_string()).lebar_saja(),
        ],
        baris: baris.collect(),
        jumlah: None,
        lembar: false,
    };
    let sasaran = balai_platform::Sasaran::daerah(hari_ini);
    let boleh_ubah = k.aktor().is_some_and(|a| balai_platform::decide(a, &UNIT_UBAH, &sasaran).is_ok());
    let status = if f.benar() { StatusCode::OK } else { StatusCode::UNPROCESSABLE_ENTITY };
    let h = Halaman::baru(k, k.t("org-nilai-kelas")).remah(k.t("org-judul"), "/organisasi");
    halaman_status(status, &HalamanKelas { h, f, tabel, akibat, sidik, boleh_ubah })
}

/// `POST /organisasi/kelas`, `kelas; nilai` per line: shows what the values do, then decrees them.
pub(crate) async fn simpan_kelas(k: Konteks, mut f: Formulir) -> Hasil {
    let mut nilai: Vec<(i64, Rupiah)> = Vec::new();
    let tertulis = f.nilai("nilai").to_owned();
    for baris in tertulis.lines().map(str::trim).filter(|b| !b.is_empty()) {
        let pasang = baris.split_once([';', '\t', ' ']);
        let isi = pasang.and_then(|(a, z)| Some((a.trim().parse().ok()?, z.trim().parse::<Rupiah>().ok()?)));
        match isi {
            Some(isi) => nilai.push(isi),
            None => {
                f.salah("nilai", k.t("org-nilai-salah").a("baris", baris));
                break;
            }
        }
    }
    if tertulis.trim().is_empty() {
        f.salah("nilai", k.t("formulir-wajib"));
    }
    let sejak = baca_hari(&mut f, "sejak", &k, true);
    let keputusan = baca_keputusan(&mut f, &k);
    let (Some(sejak), Some(keputusan), true) = (sejak, keputusan, f.benar()) else {
        return tampil_kelas(&k, f, Default::default()).await;
    };
    let c = TetapkanNilai { nilai, sejak, keputusan };
    let (aktor, perintah) = (k.wajib_aktor()?.clone(), c.clone());
    let lihat = move |region: &Region| pratinjau_nilai(region, &c);
    let lakukan = move |region: &Region, sidik: &str| -> Result<(), Refusal> {
        tetapkan_nilai(region, &aktor, &perintah, sidik).map(|_| ())
    };
    match tinjau(&k, &mut f, |_| "nilai", lihat, lakukan).await? {
        Langkah::Tersimpan => Ok(alihkan_kabar(&k, "/organisasi/kelas", "org-kabar-nilai", &[])),
        Langkah::Lihat(p) => {
            let tampak = p.map(|p| (akibat_nilai(&k, &p.rencana), p.sidik)).unwrap_or_default();
            tampil_kelas(&k, f, tampak).await
        }
    }
}

/// Each class before and after, and what all seats of the region cost.
fn akibat_nilai(k: &Konteks, r: &RencanaNilai) -> Vec<String> {
    let mut semua: Vec<String> = r
        .kelas
        .iter()
        .map(|b| {
            let lama = b.sebelum.map_or_else(|| k.t("org-nilai-belum").to_string(), Rupiah::angka);
            let satu = k.t("org-akibat-nilai").n("kelas", b.kelas).n("formasi", b.formasi);
            satu.a("sebelum", lama).a("sesudah", b.sesudah.angka()).to_string()
        })
        .collect();
    let total = k.t("org-akibat-nilai-jumlah").a("sebelum", biaya(k, &r.biaya.0));
    semua.push(total.a("sesudah", biaya(k, &r.biaya.1)).to_string());
    if !r.biaya.1.celah.is_empty() {
        let celah: Vec<String> = r.biaya.1.celah.iter().map(i64::to_string).collect();
        semua.push(k.t("org-celah-kelas").a("kelas", celah.join(", ")).to_string());
    }
    semua
}
