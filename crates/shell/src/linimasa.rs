//! The journal as people read it: day by day, a sentence for each act. Any application shows what happened to
//! one of its things with [`Linimasa::dari`].

use askama::Template;
use askama::filters::HtmlSafe;
use balai_kernel::{Bahasa, Periode, Tanggal, Waktu, tanggal};
use balai_platform::{AktEntri, Catatan, PEMERIKSAAN_BACA, Refusal, Tujuan};

use crate::{GalatWeb, Konteks};

/// What happened, the way the rows are given: newest first or oldest first.
#[derive(Debug, Clone, PartialEq, Eq, Template)]
#[template(path = "komponen/linimasa.html")]
pub struct Linimasa {
    /// One part per day on the region's wall.
    pub hari: Vec<HariLinimasa>,
}

impl HtmlSafe for Linimasa {}

/// A day.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct HariLinimasa {
    /// `Minggu, 22 November 2026`.
    pub judul: String,
    /// Its acts.
    pub baris: Vec<BarisLinimasa>,
}

/// An act in words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BarisLinimasa {
    /// Who, by the name of then.
    pub siapa: String,
    /// What, as a verb phrase: `menjalankan proses tunjangan`.
    pub perbuatan: String,
    /// On what: `proses · Oktober 2026 · 1`; empty on the page of that very thing.
    pub sasaran: String,
    /// In which capacity, and from where.
    pub keterangan: String,
    /// The reason given.
    pub alasan: Option<String>,
    /// `14.05`.
    pub pukul: String,
    /// The instant, for machines.
    pub waktu: String,
    /// Whether it is sealed, and the word for it.
    pub segel: (bool, String),
    /// The page of the event, where the reader may open it.
    pub jalur: Option<String>,
}

/// Learns the names of everything these rows speak of, before they are said.
///
/// # Errors
/// 500 when a reading fails.
pub async fn kenali(k: &Konteks, catatan: &[Catatan]) -> Result<(), GalatWeb> {
    let unit = catatan.iter().filter_map(|c| unit_kapasitas(&c.kapasitas));
    let semua = catatan.iter().map(|c| c.sasaran.clone()).chain(unit).collect();
    k.kenali(semua).await
}

/// The unit a capacity holds for, as a target.
fn unit_kapasitas(kapasitas: &str) -> Option<String> {
    let (_, jalur) = kapasitas.split_once(" @ unit:")?;
    jalur.trim_end_matches('/').rsplit('/').next().map(|kode| format!("organisasi.unit/{kode}"))
}

impl Linimasa {
    /// Rows of the journal in the reader's language, after [`kenali`]. `jalur` gives the page of an event by its id.
    pub fn dari(k: &Konteks, catatan: &[Catatan], jalur: impl Fn(&str) -> Option<String>) -> Linimasa {
        let mut hari: Vec<(Option<Tanggal>, HariLinimasa)> = Vec::new();
        for c in catatan {
            let waktu: Option<Waktu> = c.waktu.parse().ok();
            let pada = waktu.map(|w| w.tanggal(k.tampilan().zona));
            let baris = BarisLinimasa { jalur: jalur(&c.id), ..BarisLinimasa::dari(k, c) };
            match hari.last_mut() {
                Some((h, isi)) if *h == pada => isi.baris.push(baris),
                _ => {
                    let judul = pada.map_or_else(|| c.waktu.clone(), |d| hari_panjang(d, k.bahasa()));
                    hari.push((pada, HariLinimasa { judul, baris: vec![baris] }));
                }
            }
        }
        Linimasa { hari: hari.into_iter().map(|(_, h)| h).collect() }
    }
}

/// The last acts on one thing, as a part of that thing's own page.
#[derive(Debug, Clone, PartialEq, Eq, Template)]
#[template(path = "komponen/riwayat.html")]
pub struct Riwayat {
    /// Its heading.
    pub judul: String,
    /// What happened, newest first.
    pub linimasa: Linimasa,
    /// Address and word of the whole history, where there is more.
    pub semua: Option<(String, String)>,
    /// What stands there when nothing happened yet.
    pub kosong: String,
}

impl HtmlSafe for Riwayat {}

/// Rows shown on the page of the thing itself.
const ISI_RIWAYAT: u32 = 8;

/// What happened to `sasaran` (as [`balai_platform::Event`] names it) for its page; `None` for whoever may not read
/// the journal, and where no application keeps one.
///
/// # Errors
/// 500 when the reading fails.
pub async fn riwayat(k: &Konteks, sasaran: &str) -> Result<Option<Riwayat>, GalatWeb> {
    let Some(aktor) = k.aktor().cloned() else { return Ok(None) };
    let (rangka, apa) = (k.rangka().clone(), sasaran.to_owned());
    let ada = k
        .jalankan(move |daerah| -> Result<_, Refusal> {
            for app in rangka.apps() {
                match app.riwayat(daerah, &aktor, &apa, ISI_RIWAYAT + 1) {
                    Ok(None) | Err(Refusal::Denied(_) | Refusal::NotFound) => {}
                    jawaban => return jawaban,
                }
            }
            Ok(None)
        })
        .await?;
    let Some(mut ada) = ada else { return Ok(None) };
    let penuh = usize::try_from(ISI_RIWAYAT).unwrap_or(usize::MAX);
    let lebih = ada.len() > penuh;
    ada.truncate(penuh);
    let alamat = format!("/jurnal?sasaran={}", crate::formulir::kode_persen(sasaran));
    kenali(k, &ada).await?;
    let mut linimasa = Linimasa::dari(k, &ada, |id| Some(format!("/jurnal/{id}")));
    // the page itself says what it is about
    let ini = k.sebutan(sasaran).unwrap_or_else(|| sebut_sasaran(sasaran, k.bahasa()));
    for baris in linimasa.hari.iter_mut().flat_map(|h| &mut h.baris) {
        if baris.sasaran == ini {
            baris.sasaran.clear();
        }
    }
    Ok(Some(Riwayat {
        judul: k.t("riwayat-judul").to_string(),
        linimasa,
        semua: lebih.then(|| (alamat, k.t("riwayat-semua").to_string())),
        kosong: k.t("riwayat-kosong").to_string(),
    }))
}

impl BarisLinimasa {
    /// One row in the reader's language.
    pub fn dari(k: &Konteks, c: &Catatan) -> BarisLinimasa {
        let b = k.bahasa();
        let mut perbuatan = sebut_akt(k, &c.akt);
        // reading as an inspector says its purpose already
        let tujuan = c.tujuan.as_deref().filter(|_| c.akt != PEMERIKSAAN_BACA.id);
        if let Some(tujuan) = tujuan.and_then(Tujuan::dari_kode) {
            perbuatan =
                k.t("linimasa-untuk").a("perbuatan", perbuatan).a("tujuan", tujuan.nama(b)).to_string();
        }
        let siapa =
            if c.aktor_nama.is_empty() { k.t("linimasa-terhapus").to_string() } else { c.aktor_nama.clone() };
        let asal = sebut_asal(k, &c.asal);
        let mut keterangan = sebut_kapasitas(k, &c.kapasitas);
        if !asal.is_empty() {
            keterangan = format!("{keterangan} \u{b7} {asal}");
        }
        let pukul = c.waktu.parse::<Waktu>().map(|w| {
            let w = w.di(k.tampilan().zona);
            format!("{:02}.{:02}", w.hour(), w.minute())
        });
        let segel = c.nomor.is_some();
        let kata = if segel { k.t("linimasa-tersegel") } else { k.t("linimasa-menunggu") };
        BarisLinimasa {
            siapa,
            perbuatan,
            sasaran: k.sebutan(&c.sasaran).unwrap_or_else(|| sebut_sasaran(&c.sasaran, b)),
            keterangan,
            alasan: c.alasan.clone(),
            pukul: pukul.unwrap_or_default(),
            waktu: c.waktu.clone(),
            segel: (segel, kata.to_string()),
            jalur: None,
        }
    }
}

fn hari_panjang(d: Tanggal, b: Bahasa) -> String {
    format!("{}, {}", tanggal::hari(d, b), tanggal::panjang(d, b))
}

/// Every act of the house, the platform's first.
pub fn semua_akt(k: &Konteks) -> impl Iterator<Item = &AktEntri> {
    balai_platform::AKT.iter().chain(k.rangka().apps().iter().flat_map(|a| a.acts()))
}

/// An act as a verb phrase; its id when no application knows it any more.
pub fn sebut_akt(k: &Konteks, akt: &str) -> String {
    let ada = semua_akt(k).find(|a| a.id == akt);
    ada.map_or_else(|| akt.to_owned(), |a| k.bahasa().pilih(a.label_id, a.label_en).to_owned())
}

/// `bkpsdm @ semua` as `BKPSDM, seluruh daerah`; `atasan (plt) @ unit:01/` as `Atasan penilai (Plt), unit 01`.
pub fn sebut_kapasitas(k: &Konteks, kapasitas: &str) -> String {
    let Some((peran, lingkup)) = kapasitas.split_once(" @ ") else { return kapasitas.to_owned() };
    let (peran, sementara) = peran.split_once(' ').unwrap_or((peran, ""));
    let mut nama = match peran.parse() {
        Ok(peran) => k.nama_peran(peran),
        Err(_) => peran.to_owned(),
    };
    let huruf = sementara.trim_matches(['(', ')']);
    if let Some(awal) = huruf.chars().next() {
        let sisa = huruf.get(awal.len_utf8()..).unwrap_or_default();
        nama = format!("{nama} ({}{sisa})", awal.to_ascii_uppercase());
    }
    let di_mana = match lingkup.split_once(':') {
        None => k.t("linimasa-seluruh-daerah").to_string(),
        Some(("diri", _)) => k.t("linimasa-diri").to_string(),
        Some(("unit", jalur)) => {
            let kode = jalur.trim_end_matches('/').rsplit('/').next().unwrap_or(jalur);
            let nama = k.sebutan(&format!("organisasi.unit/{kode}"));
            nama.unwrap_or_else(|| k.t("linimasa-unit").a("kode", kode).to_string())
        }
        Some((_, kode)) => k.t("linimasa-wilayah").a("kode", kode).to_string(),
    };
    format!("{nama}, {di_mana}")
}

/// From where, in words; empty when it was not kept.
pub fn sebut_asal(k: &Konteks, asal: &str) -> String {
    let (kata, rinci) = asal.split_once(' ').unwrap_or((asal, ""));
    match (kata, rinci) {
        ("cli", _) => k.t("linimasa-cli").to_string(),
        ("web", "") => k.t("linimasa-web").to_string(),
        ("web", alamat) => k.t("linimasa-web-dari").a("alamat", alamat).to_string(),
        ("token", "") => k.t("linimasa-token").to_string(),
        ("token", alamat) => k.t("linimasa-token-dari").a("alamat", alamat).to_string(),
        ("tugas", nama) => k.t("linimasa-tugas").a("nama", nama).to_string(),
        _ => asal.to_owned(),
    }
}

/// A target with its months named and its long ids shortened: `kinerja.proses/2026-10/1` is
/// `proses · Oktober 2026 · 1`. A page that was read keeps its address: `halaman /kewenangan/bolehkah`.
pub fn sebut_sasaran(sasaran: &str, b: Bahasa) -> String {
    if let Some(alamat) = sasaran.strip_prefix("halaman/") {
        let ruas: Vec<&str> = alamat.split('/').map(pendekkan).collect();
        return format!("{} /{}", b.pilih("halaman", "page"), ruas.join("/"));
    }
    let mut bagian = sasaran.split('/');
    let apa = bagian.next().unwrap_or_default();
    let mut jadi = apa.rsplit('.').next().unwrap_or(apa).replace('_', " ");
    for satu in bagian {
        let teks = match satu.parse::<Periode>() {
            Ok(p) => p.nama(b),
            Err(_) if pendekkan(satu) != satu => format!("{}\u{2026}", pendekkan(satu)),
            Err(_) => satu.to_owned(),
        };
        jadi.push_str(" \u{b7} ");
        jadi.push_str(&teks);
    }
    jadi
}

/// The beginning of an id, by which people tell two apart; anything else as it is.
fn pendekkan(ruas: &str) -> &str {
    if ruas.len() >= 32 && ruas.is_ascii() { ruas.get(..8).unwrap_or(ruas) } else { ruas }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_target_is_said_as_people_say_it() {
        let kata = |s: &str| sebut_sasaran(s, Bahasa::Id);
        assert_eq!(kata("kinerja.proses/2026-10/1"), "proses \u{b7} Oktober 2026 \u{b7} 1");
        assert_eq!(kata("akses.akun/01931a2b-3c4d-7e5f-8a6b-7c8d9e0f1a2b"), "akun \u{b7} 01931a2b\u{2026}");
        assert_eq!(kata("daerah/32.73"), "daerah \u{b7} 32.73");
        assert_eq!(kata("halaman/tunjangan/2026-10"), "halaman /tunjangan/2026-10");
        assert_eq!(kata("halaman/jurnal/01931a2b-3c4d-7e5f-8a6b-7c8d9e0f1a2b"), "halaman /jurnal/01931a2b");
        assert_eq!(kata(""), "");
    }
}
