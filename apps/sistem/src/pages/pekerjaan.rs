//! `/pekerjaan`: what the house does by itself, what it could not do, and when it does the next thing.

pub(crate) mod api;

use askama::Template;
use axum::extract::{Path, Query};
use balai_kernel::{Waktu, tanggal};
use balai_platform::pekerjaan::{self, Baris, Jadwal, Jumlah, Keadaan, Rencana};
use balai_platform::pekerjaan::{PEKERJAAN_BATAL, PEKERJAAN_ULANG};
use balai_platform::pemberitahuan::Luar;
use balai_platform::{Akt, Pelaksana, Refusal, Sasaran, decide};
use balai_shell::komponen::{self, Kemajuan};
use balai_shell::{Halaman, Hasil, Konteks, alihkan_kabar, halaman};
use serde::Deserialize;

use crate::akt::PEKERJAAN_BACA;

/// Rows on one page of one state.
const ISI_HALAMAN: u32 = 50;
/// Rows of a state on the page that shows them all.
const CUPLIKAN: u32 = 10;
/// Longest text of a filter, in characters.
const PANJANG_MAKS: usize = 80;

/// What is looked for, as the address says it.
#[derive(Debug, Clone, Default, Deserialize)]
pub(crate) struct Kueri {
    #[serde(default)]
    keadaan: String,
    #[serde(default)]
    nama: String,
    #[serde(default)]
    sebelum: String,
}

impl Kueri {
    /// The state asked for; none for all of them.
    fn keadaan(&self) -> Option<Keadaan> {
        self.keadaan.parse().ok()
    }

    fn nama(&self) -> Option<String> {
        let nama = self.nama.trim();
        (!nama.is_empty()).then(|| nama.chars().take(PANJANG_MAKS).collect())
    }

    fn sebelum(&self) -> Option<String> {
        (!self.sebelum.is_empty()).then(|| self.sebelum.chars().take(PANJANG_MAKS).collect())
    }
}

/// One job as the page shows it.
struct Butir {
    id: String,
    nama: String,
    tanda: komponen::Keadaan,
    kata: String,
    ket: String,
    sebab: Option<String>,
    waktu: String,
    mesin: String,
    kemajuan: Option<Kemajuan>,
    ulangi: bool,
    batalkan: bool,
}

/// The jobs of one state.
struct Kelompok {
    kode: &'static str,
    judul: String,
    isi: Vec<Butir>,
    lanjut: Option<String>,
}

/// A schedule as the page shows it.
struct Giliran {
    nama: String,
    kapan: String,
    terakhir: String,
    waktu: String,
    mesin: String,
}

#[derive(Template)]
#[template(path = "pekerjaan.html")]
struct IsiPekerjaan {
    h: Halaman,
    jumlah: Jumlah,
    q: Kueri,
    disaring: bool,
    pilihan_keadaan: Vec<(&'static str, String)>,
    pilihan_nama: Vec<(&'static str, String)>,
    kelompok: Vec<Kelompok>,
    giliran: Vec<Giliran>,
}

/// Every handler there is: the platform's and those of the applications.
fn semua_pelaksana(k: &Konteks) -> Vec<Pelaksana> {
    // only their names and hours are shown: what lies outside of the house does not matter here
    let mut semua = balai_platform::jobs(&Luar::default());
    semua.extend(k.rangka().apps().iter().flat_map(|a| a.jobs()));
    semua
}

/// The states shown: the one asked for, or those that matter now.
fn ditampilkan(q: &Kueri) -> Vec<Keadaan> {
    match (q.keadaan(), q.nama()) {
        (Some(satu), _) => vec![satu],
        (None, Some(_)) => Keadaan::SEMUA.to_vec(),
        (None, None) => vec![Keadaan::Gagal, Keadaan::Berjalan, Keadaan::Menunggu, Keadaan::Selesai],
    }
}

/// `GET /pekerjaan`.
pub(crate) async fn lihat(k: Konteks, Query(q): Query<Kueri>) -> Hasil {
    let aktor = k.wajib_aktor()?.clone();
    let pelaksana = semua_pelaksana(&k);
    let pilihan_nama = pilihan_nama(&k, &pelaksana);
    let (cari, satu) = (q.clone(), q.keadaan().is_some());
    let banyak = if satu { ISI_HALAMAN } else { CUPLIKAN };
    let (jumlah, isi, rencana, boleh) = k
        .jalankan(move |daerah| -> Result<_, Refusal> {
            let sasaran = Sasaran::daerah(daerah.hari_ini());
            decide(&aktor, &PEKERJAAN_BACA, &sasaran)?;
            let boleh = |akt: Akt| decide(&aktor, akt, &sasaran).is_ok();
            let (jumlah, isi) = daerah.read(|tx| -> Result<_, Refusal> {
                let mut isi = Vec::new();
                for keadaan in ditampilkan(&cari) {
                    // the place in the list is one of one list
                    let sebelum = cari.sebelum().filter(|_| satu);
                    let nama = cari.nama();
                    let ada =
                        pekerjaan::daftar(tx, keadaan, nama.as_deref(), sebelum.as_deref(), banyak + 1)?;
                    isi.push((keadaan, ada));
                }
                Ok((pekerjaan::jumlah(tx)?, isi))
            })?;
            let rencana = pekerjaan::rencana(daerah, &pelaksana)?;
            Ok((jumlah, isi, rencana, (boleh(&PEKERJAAN_ULANG), boleh(&PEKERJAAN_BATAL))))
        })
        .await?;
    let disaring = q.keadaan().is_some() || q.nama().is_some();
    let kelompok = isi
        .into_iter()
        .filter(|(_, isi)| satu || !isi.is_empty())
        .map(|(keadaan, isi)| kelompok(&k, &q, keadaan, isi, banyak, boleh))
        .collect();
    let giliran = if disaring { Vec::new() } else { rencana.iter().map(|r| giliran(&k, r)).collect() };
    let mut pilihan_keadaan = vec![("", k.t("pekerjaan-semua-keadaan").to_string())];
    pilihan_keadaan.extend(Keadaan::SEMUA.map(|s| (s.kode(), judul(&k, s))));
    let h = Halaman::baru(&k, k.t("pekerjaan-judul")).lebar();
    halaman(&IsiPekerjaan { h, jumlah, q, disaring, pilihan_keadaan, pilihan_nama, kelompok, giliran })
}

/// Every handler by its words.
fn pilihan_nama(k: &Konteks, pelaksana: &[Pelaksana]) -> Vec<(&'static str, String)> {
    let mut ada: Vec<_> = pelaksana.iter().map(|p| (p.nama(), sebutan(k, p.nama()))).collect();
    ada.sort_by(|a, b| a.1.cmp(&b.1));
    ada.insert(0, ("", k.t("pekerjaan-semua-nama").to_string()));
    ada
}

fn kelompok(
    k: &Konteks,
    q: &Kueri,
    keadaan: Keadaan,
    mut isi: Vec<Baris>,
    banyak: u32,
    boleh: (bool, bool),
) -> Kelompok {
    let penuh = u32::try_from(isi.len()).is_ok_and(|n| n > banyak);
    if penuh {
        isi.pop();
    }
    let nama = q.nama().unwrap_or_default();
    let alamat = |sebelum: &str| format!("/pekerjaan?keadaan={}&nama={nama}{sebelum}", keadaan.kode());
    let lanjut = isi.last().filter(|_| penuh).map(|b| match q.keadaan() {
        Some(_) => alamat(&format!("&sebelum={}", b.id)),
        // the first page of this state alone
        None => alamat(""),
    });
    Kelompok {
        kode: keadaan.kode(),
        judul: judul(k, keadaan),
        isi: isi.into_iter().map(|b| butir(k, b, boleh)).collect(),
        lanjut,
    }
}

fn judul(k: &Konteks, keadaan: Keadaan) -> String {
    k.t(&format!("pekerjaan-keadaan-{}", keadaan.kode())).to_string()
}

/// What a handler does, in the reader's words; its name where nobody has said.
fn sebutan(k: &Konteks, nama: &str) -> String {
    let kunci = format!("kerja-{}", nama.replace('.', "-"));
    if k.rangka().katalog().ada(k.bahasa(), &kunci) { k.t(&kunci).to_string() } else { nama.to_owned() }
}

fn butir(k: &Konteks, b: Baris, (ulangi, batalkan): (bool, bool)) -> Butir {
    use komponen::Keadaan as Warna;
    let (tanda, pada) = match b.keadaan {
        Keadaan::Menunggu => (Warna::Kunyit, b.giliran),
        Keadaan::Berjalan => (Warna::Nila, b.dibuat),
        Keadaan::Selesai => (Warna::Pandan, b.berakhir.unwrap_or(b.giliran)),
        Keadaan::Gagal => (Warna::Secang, b.berakhir.unwrap_or(b.giliran)),
        Keadaan::Batal => (Warna::Biasa, b.berakhir.unwrap_or(b.giliran)),
    };
    let kunci = format!("pekerjaan-ket-{}", b.keadaan.kode());
    let kemajuan = b.kemajuan.filter(|_| b.keadaan == Keadaan::Berjalan).map(|(selesai, seluruh)| Kemajuan {
        teks: k.t("pekerjaan-maju").n("maju", selesai).n("dari", seluruh).to_string(),
        keterangan: String::new(),
        selesai,
        seluruh,
    });
    Butir {
        nama: sebutan(k, &b.nama),
        tanda,
        kata: judul(k, b.keadaan),
        ket: k.t(&kunci).n("kali", b.percobaan).to_string(),
        sebab: b.galat.filter(|_| b.keadaan != Keadaan::Selesai),
        waktu: saat(k, pada),
        mesin: pada.to_string(),
        kemajuan,
        ulangi: ulangi && matches!(b.keadaan, Keadaan::Gagal | Keadaan::Batal),
        batalkan: batalkan && matches!(b.keadaan, Keadaan::Gagal | Keadaan::Menunggu),
        id: b.id,
    }
}

fn giliran(k: &Konteks, r: &Rencana) -> Giliran {
    let pukul = |jam: u8, menit: u8| format!("{jam:02}.{menit:02}");
    let kapan = match r.jadwal {
        Jadwal::TiapJam { menit } => {
            k.t("pekerjaan-jadwal-jam").a("menit", format!("{menit:02}")).to_string()
        }
        Jadwal::Harian { jam, menit } => {
            k.t("pekerjaan-jadwal-hari").a("pukul", pukul(jam, menit)).to_string()
        }
        Jadwal::Mingguan { jam, menit, .. } => {
            k.t("pekerjaan-jadwal-minggu").a("pukul", pukul(jam, menit)).to_string()
        }
        Jadwal::Bulanan { jam, menit, .. } => {
            k.t("pekerjaan-jadwal-bulan").a("pukul", pukul(jam, menit)).to_string()
        }
    };
    let terakhir = match r.terakhir {
        Some(pada) => k.t("pekerjaan-jadwal-terakhir").a("waktu", saat(k, pada)).to_string(),
        None => k.t("pekerjaan-jadwal-belum").to_string(),
    };
    let (waktu, mesin) = (saat(k, r.berikut), r.berikut.to_string());
    Giliran { nama: sebutan(k, r.nama), kapan, terakhir, waktu, mesin }
}

/// An instant on the region's wall: `22/11/2026 14.05 WIB`.
fn saat(k: &Konteks, waktu: Waktu) -> String {
    let zona = k.tampilan().zona;
    let di = waktu.di(zona);
    format!("{} {:02}.{:02} {zona}", tanggal::pendek(di.date()), di.hour(), di.minute())
}

/// `POST /pekerjaan/{id}/ulangi`.
pub(crate) async fn ulangi(k: Konteks, Path(id): Path<String>) -> Hasil {
    let aktor = k.wajib_aktor()?.clone();
    k.jalankan(move |daerah| pekerjaan::ulangi(daerah, &aktor, &id)).await?;
    Ok(alihkan_kabar(&k, "/pekerjaan", "pekerjaan-diulang", &[]))
}

/// `POST /pekerjaan/{id}/batalkan`.
pub(crate) async fn batalkan(k: Konteks, Path(id): Path<String>) -> Hasil {
    let aktor = k.wajib_aktor()?.clone();
    k.jalankan(move |daerah| pekerjaan::batalkan(daerah, &aktor, &id)).await?;
    Ok(alihkan_kabar(&k, "/pekerjaan", "pekerjaan-dibatalkan", &[]))
}
