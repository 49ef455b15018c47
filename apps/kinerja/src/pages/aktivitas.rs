//! `/aktivitas`: one's day with its form, and `/aktivitas/{id}`: one activity to mend. Made for one thumb: the form comes
//! first, everything it needs is on the screen.

use askama::Template;
use axum::extract::{Path, Query};
use axum::http::StatusCode;
use balai_kernel::{Bahasa, Galat, Menit, Peran, Tanggal, Waktu, tanggal};
use balai_platform::Refusal;
use balai_shell::komponen::{Keadaan, Meter};
use balai_shell::{Formulir, GalatWeb, Halaman, Hasil, Konteks, Unggahan, alihkan_kabar, halaman_status};
use serde::Deserialize;

use super::verifikasi::putusan;
use super::{bulat, hari_tanggal};
use crate::acts::entri::{self, IsiHari, Perbaikan, katalog, tutup_tertulis};
use crate::model::entri::{Entri, Isian, JUMLAH_MAKS, KeadaanEntri, Kiriman, baca_jam, jam};
use crate::store::katalog::ButirBerlaku;
use crate::store::verifikasi::PutusanEntri;

/// Lengths offered as one touch, in minutes.
const LAMA: [i64; 8] = [15, 30, 45, 60, 90, 120, 180, 240];

/// `?hari=2026-10-31`; `?pakai=2` fills the form with what the person enters often, `?katalog=K-012` with an item.
#[derive(Debug, Clone, Default, Deserialize)]
pub struct Kueri {
    hari: Option<String>,
    pakai: Option<usize>,
    katalog: Option<String>,
}

/// An activity in the list of the day.
#[derive(Debug)]
struct Butir {
    id: String,
    waktu: String,
    uraian: String,
    lama: String,
    keadaan: (Keadaan, String),
    /// `2×`, evidence, the device's clock.
    ket: Vec<String>,
    terbuka: bool,
}

/// An activity that came back.
#[derive(Debug)]
struct Kembali {
    butir: Butir,
    hari: String,
    /// Who returned it, and why.
    sebab: Option<(String, String)>,
}

/// A length to choose.
#[derive(Debug)]
pub(super) struct Lama {
    pub(super) menit: i64,
    pub(super) kata: String,
    pub(super) terpilih: bool,
}

/// The lengths that are offered, with the one that is chosen.
pub(super) fn semua_lama(b: Bahasa, dipilih: &str) -> Vec<Lama> {
    LAMA.iter()
        .map(|m| Lama { menit: *m, kata: Menit(*m).jam_menit(b), terpilih: dipilih == m.to_string() })
        .collect()
}

#[derive(Template)]
#[template(path = "aktivitas.html")]
struct HalamanHari {
    h: Halaman,
    f: Formulir,
    hari: String,
    hari_panjang: String,
    sebelum: String,
    sesudah: Option<String>,
    hari_ini: bool,
    di_sini: bool,
    boleh: bool,
    tutup: String,
    absen: Option<String>,
    menit_hari: String,
    meter_hari: Meter,
    bulan: String,
    menit_bulan: String,
    meter_bulan: Meter,
    menunggu: Option<String>,
    entri: Vec<Butir>,
    kembali: Vec<Kembali>,
    /// Whether the way to deciding on others' activities is shown.
    memutus: bool,
    lama: Vec<Lama>,
    kunci: String,
    siapa: String,
    /// Why the window is longer than usual.
    mati: Vec<String>,
    /// Address, text, length.
    sering: Vec<(String, String, String)>,
    /// Other days to enter at once: value, words, chosen.
    hari_lain: Vec<(String, String, bool)>,
    contoh: Option<Contoh>,
    /// Where the catalogue is, when there is one.
    jalur_katalog: Option<String>,
    /// The item the form is filled from.
    butir: Option<ButirPilihan>,
}

/// An item of the catalogue the form is filled from.
#[derive(Debug)]
struct ButirPilihan {
    kode: String,
    nama: String,
    /// `60 menit per laporan`.
    norma: String,
    menit: i64,
    /// The form without it.
    lepas: String,
}

/// An earlier day to be done again.
#[derive(Debug)]
struct Contoh {
    hari: String,
    entri: Vec<(String, String)>,
}

/// `GET /aktivitas?hari=`.
pub async fn hari(k: Konteks, Query(q): Query<Kueri>) -> Hasil {
    let hari = diminta(&k, q.hari.as_deref())?;
    let f = match q.katalog.as_deref().map(str::trim).filter(|t| !t.is_empty()) {
        Some(kode) => {
            let b = butir_katalog(&k, kode.to_owned(), hari).await?;
            Formulir::kosong().isi("uraian", b.nama).isi("katalog", b.kode)
        }
        None => Formulir::kosong(),
    };
    tampil_dengan(&k, hari, f, q.pakai).await
}

/// An item of the catalogue as it is in force on a day.
async fn butir_katalog(k: &Konteks, kode: String, hari: Tanggal) -> Result<ButirBerlaku, GalatWeb> {
    let aktor = k.wajib_aktor()?.clone();
    k.jalankan(move |region| katalog::butir(region, &aktor, &kode, hari)).await
}

/// Fills in the length from the catalogue where only an item and a number were given.
async fn isi_norma(k: &Konteks, f: Formulir, hari: Tanggal) -> Formulir {
    let kode = f.nilai("katalog").trim().to_owned();
    if kode.is_empty() || !f.nilai("menit").trim().is_empty() || !f.nilai("lama").is_empty() {
        return f;
    }
    // what is wrong with the item or the number is said where the entry is checked
    let jumlah = f.nilai("jumlah").trim().parse().unwrap_or(1_i64).clamp(1, JUMLAH_MAKS);
    match butir_katalog(k, kode, hari).await {
        Ok(b) => f.ganti("menit", b.norma * jumlah),
        Err(_) => f,
    }
}

async fn tampil(k: &Konteks, hari: Tanggal, f: Formulir) -> Hasil {
    tampil_dengan(k, hari, f, None).await
}

/// The day asked for; today when none is, or none that has come.
pub(super) fn diminta(k: &Konteks, teks: Option<&str>) -> Result<Tanggal, GalatWeb> {
    let hari = k.hari_alamat(teks)?;
    Ok(hari.filter(|h| *h <= k.hari_ini()).unwrap_or_else(|| k.hari_ini()))
}

async fn tampil_dengan(k: &Konteks, hari: Tanggal, mut f: Formulir, pakai: Option<usize>) -> Hasil {
    let aktor = k.wajib_aktor()?.clone();
    let (isi, kunci) = k
        .jalankan(move |region| entri::hari(region, &aktor, hari).map(|isi| (isi, region.id_baru())))
        .await?;
    if let Some((uraian, menit)) = pakai.and_then(|n| isi.sering.get(n)) {
        let (lama, ditulis) = if LAMA.contains(menit) { ("lama", "") } else { ("menit", " menit") };
        f = f.isi("uraian", uraian).isi(lama, format!("{menit}{ditulis}"));
    }
    let butir = match f.nilai("katalog").trim() {
        "" => None,
        kode => butir_katalog(k, kode.to_owned(), hari).await.ok(),
    };
    let status = if f.benar() { StatusCode::OK } else { StatusCode::UNPROCESSABLE_ENTITY };
    // whoever sends the form again after a fault sends the same key: it was not used
    let kunci =
        Some(f.nilai("kunci")).filter(|k| !k.is_empty()).map_or_else(|| kunci.to_string(), str::to_owned);
    let butir = butir.map(|b| ButirPilihan {
        norma: super::katalog::norma(k, &b),
        menit: b.norma,
        lepas: alamat(hari),
        kode: b.kode,
        nama: b.nama,
    });
    halaman_status(status, &HalamanHari { butir, ..halaman_hari(k, &isi, f, kunci) })
}

fn halaman_hari(k: &Konteks, isi: &IsiHari, f: Formulir, kunci: String) -> HalamanHari {
    let b = k.bahasa();
    let (sasaran_hari, sasaran_bulan, _) = isi.sasaran;
    let terhitung = |e: KeadaanEntri| e.mengisi_hari() && e != KeadaanEntri::Draf;
    let hari: i64 = isi.entri.iter().filter(|e| terhitung(e.keadaan)).map(|e| e.menit).sum();
    let jumlah = |apa: &dyn Fn(KeadaanEntri) -> bool| -> i64 {
        isi.bulan.iter().filter(|j| apa(j.keadaan)).map(|j| j.menit).sum()
    };
    let bulan = jumlah(&terhitung);
    let menunggu = jumlah(&|e| e == KeadaanEntri::Diajukan);
    let dari = |n: i64, sasaran: i64| {
        k.t("aktivitas-menit-dari").a("menit", bulat(n)).a("sasaran", bulat(sasaran)).to_string()
    };
    let belum_tutup = isi.tutup.is_some_and(|t| k.sekarang() < t);
    let zona = k.tampilan().zona;
    let besok = isi.hari.tomorrow().ok().filter(|h| *h <= k.hari_ini());
    let dipilih = f.nilai("lama").to_owned();
    let akun = k.aktor().map(|a| balai_platform::sidik(a.akun.as_str().as_bytes())).unwrap_or_default();
    let hari_lain: Vec<&str> = f.semua("hari").collect();
    HalamanHari {
        // which account of this device, without naming it
        siapa: akun.get(..16).unwrap_or_default().to_owned(),
        mati: isi.mati.iter().map(|(dari, sampai)| saat_mati(k, *dari, *sampai)).collect(),
        sering: isi
            .sering
            .iter()
            .enumerate()
            .map(|(n, (uraian, menit))| {
                let jalur = format!("/aktivitas?hari={}&pakai={n}#b-uraian", isi.hari);
                (jalur, uraian.clone(), Menit(*menit).jam_menit(b))
            })
            .collect(),
        hari_lain: isi
            .terbuka
            .iter()
            .map(|h| (h.to_string(), hari_tanggal(*h, b), hari_lain.contains(&h.to_string().as_str())))
            .collect(),
        contoh: isi.contoh.as_ref().map(|(h, semua)| Contoh {
            hari: hari_tanggal(*h, b),
            entri: semua.iter().map(|e| (e.uraian.clone(), Menit(e.menit).jam_menit(b))).collect(),
        }),
        jalur_katalog: isi.katalog.then(|| format!("/aktivitas/katalog?hari={}", isi.hari)),
        butir: None,
        hari: isi.hari.to_string(),
        hari_panjang: hari_tanggal(isi.hari, b),
        sebelum: isi.hari.yesterday().map(alamat).unwrap_or_default(),
        sesudah: besok.map(alamat),
        hari_ini: isi.hari == k.hari_ini(),
        di_sini: isi.di_sini,
        boleh: isi.di_sini && belum_tutup && isi.absen.is_none(),
        tutup: isi.tutup.map(|t| tutup_tertulis(t, zona)).unwrap_or_default(),
        absen: isi.absen.as_ref().map(|j| j.replace('_', " ")),
        menit_hari: dari(hari, sasaran_hari),
        meter_hari: Meter::dari(hari.into(), sasaran_hari.into()),
        bulan: tanggal::nama_bulan(isi.hari.month(), b).to_owned(),
        menit_bulan: dari(bulan, sasaran_bulan),
        meter_bulan: Meter::dari(bulan.into(), sasaran_bulan.into()),
        menunggu: (menunggu > 0).then(|| k.t("aktivitas-menunggu").a("menit", bulat(menunggu)).to_string()),
        entri: isi.entri.iter().map(|e| butir(k, e)).collect(),
        kembali: isi
            .kembali
            .iter()
            .map(|(e, p)| {
                let sebab = p.as_ref().map(|p| (putusan(k, p), p.alasan.clone()));
                Kembali { butir: butir(k, e), hari: hari_tanggal(e.hari, b), sebab }
            })
            .collect(),
        memutus: k.aktor().is_some_and(|a| a.kewenangan(k.hari_ini()).any(|w| w.peran == Peran::Atasan)),
        lama: semua_lama(b, &dipilih),
        kunci,
        h: Halaman::baru(k, k.t("aktivitas-judul")),
        f,
    }
}

/// `12/10/2026 13.00 sampai 12/10/2026 16.00`.
fn saat_mati(k: &Konteks, dari: Waktu, sampai: Waktu) -> String {
    let zona = k.tampilan().zona;
    let saat = |w: Waktu| {
        let dt = w.di(zona);
        format!("{} {:02}.{:02}", tanggal::pendek(dt.date()), dt.hour(), dt.minute())
    };
    k.t("aktivitas-mati").a("dari", saat(dari)).a("sampai", saat(sampai)).to_string()
}

fn butir(k: &Konteks, e: &Entri) -> Butir {
    let mut ket = Vec::new();
    if let Some(kode) = &e.katalog {
        ket.push(kode.clone());
    }
    if e.jumlah > 1 {
        ket.push(k.t("aktivitas-kali").n("n", e.jumlah).to_string());
    }
    if e.bukti.is_some() {
        ket.push(k.t("aktivitas-berbukti").to_string());
    }
    if e.hanya_gawai() {
        ket.push(k.t("aktivitas-hanya-gawai").to_string());
    }
    Butir {
        id: e.id.clone(),
        waktu: e.mulai.map(|m| format!("{}–{}", jam(m), jam(m + e.menit))).unwrap_or_default(),
        uraian: e.uraian.clone(),
        lama: Menit(e.menit).jam_menit(k.bahasa()),
        keadaan: (warna(e.keadaan), k.t(kunci_keadaan(e.keadaan)).to_string()),
        ket,
        terbuka: e.keadaan.terbuka(),
    }
}

fn warna(k: KeadaanEntri) -> Keadaan {
    match k {
        KeadaanEntri::Diajukan => Keadaan::Nila,
        KeadaanEntri::Disetujui | KeadaanEntri::DianggapDisetujui => Keadaan::Pandan,
        KeadaanEntri::Ditolak => Keadaan::Secang,
        KeadaanEntri::Dikembalikan => Keadaan::Kunyit,
        KeadaanEntri::Draf | KeadaanEntri::Ditarik => Keadaan::Biasa,
    }
}

fn kunci_keadaan(k: KeadaanEntri) -> &'static str {
    match k {
        KeadaanEntri::Diajukan => "entri-diajukan",
        KeadaanEntri::Disetujui => "entri-disetujui",
        KeadaanEntri::Ditolak => "entri-ditolak",
        KeadaanEntri::Dikembalikan => "entri-dikembalikan",
        KeadaanEntri::Draf => "entri-draf",
        KeadaanEntri::DianggapDisetujui => "entri-dianggap-disetujui",
        KeadaanEntri::Ditarik => "entri-ditarik",
    }
}

/// What the form says of an activity of `hari`; faults are noted.
fn baca(f: &mut Formulir, k: &Konteks, hari: Tanggal) -> Option<Isian> {
    let mulai = match f.nilai("mulai").trim() {
        "" => None,
        teks => match baca_jam(teks) {
            Some(m) => Some(m),
            None => {
                let galat = Galat::baru("KIN-503").dengan("nilai", teks.chars().take(20).collect::<String>());
                f.salah_kode("mulai", &galat, k);
                None
            }
        },
    };
    // what was written is meant, also when a length was touched before
    let bidang = if f.nilai("menit").trim().is_empty() { "lama" } else { "menit" };
    let menit = match bidang {
        "menit" => f.baca::<Menit>("menit", k),
        _ if f.nilai("lama").is_empty() => {
            f.salah("menit", k.t("aktivitas-lama-wajib"));
            None
        }
        _ => f.baca::<Menit>("lama", k),
    };
    if f.nilai("uraian").trim().is_empty() {
        f.salah("uraian", k.t("formulir-wajib"));
    }
    let jumlah = match f.nilai("jumlah").trim() {
        "" => 1,
        teks => teks.parse().unwrap_or(0),
    };
    let isian = Isian {
        hari,
        mulai,
        menit: menit?.nilai(),
        uraian: f.nilai("uraian").to_owned(),
        katalog: Some(f.nilai("katalog").to_owned()),
        jumlah,
        skp: Some(f.nilai("skp").to_owned()),
        draf: f.terpilih("draf", "ya"),
    };
    f.benar().then_some(isian)
}

/// Beside which field a refusal belongs.
fn bidang(kode: &str) -> Option<&'static str> {
    Some(match kode {
        "KIN-501" | "INT-072" => "uraian",
        "KIN-502" | "KIN-504" | "KIN-506" | "KIN-519" | "KIN-520" => "menit",
        "KIN-503" | "KIN-505" => "mulai",
        "KIN-507" | "KIN-508" | "KIN-509" | "KIN-510" | "KIN-514" => "hari",
        "KIN-512" | "KIN-518" => "uraian",
        "KIN-513" => "jumlah",
        "PLT-060" | "PLT-061" | "PLT-062" | "PLT-063" | "PLT-064" | "PLT-065" | "PLT-066" | "PLT-067" => {
            "bukti"
        }
        _ => return None,
    })
}

/// `POST /aktivitas`: on the day, and on every other day that was chosen; evidence belongs to each of them.
pub async fn catat(k: Konteks, Unggahan { formulir: f, berkas }: Unggahan) -> Hasil {
    let aktor = k.wajib_aktor()?.clone();
    let semua: Result<Vec<Tanggal>, _> = f.semua("hari").map(str::parse).collect();
    let Some((hari, lain)) = semua.as_deref().ok().and_then(<[Tanggal]>::split_first) else {
        return Err(GalatWeb::tak_terbaca("formulir"));
    };
    let (hari, lain) = (*hari, lain.to_vec());
    let mut f = isi_norma(&k, f, hari).await;
    let Some(isian) = baca(&mut f, &k, hari) else {
        minta_lagi(&mut f, &k, berkas.is_some());
        return tampil(&k, hari, f).await;
    };
    let kunci = f.nilai("kunci").to_owned();
    let mut kiriman = vec![Kiriman { kunci: kunci.clone(), gawai: None, isian: isian.clone(), bukti: None }];
    kiriman.extend(lain.into_iter().filter(|h| *h != hari).map(|h| Kiriman {
        kunci: format!("{kunci}.{h}"),
        gawai: None,
        isian: Isian { hari: h, ..isian.clone() },
        bukti: None,
    }));
    let (banyak, berbukti) = (kiriman.len().to_string(), berkas.is_some());
    let hasil = k
        .jalankan(move |region| {
            let bukti = berkas.map(|b| super::bukti::terima(region, &aktor, &b)).transpose();
            let jadi = bukti.and_then(|bukti| {
                kiriman.iter_mut().for_each(|k| k.bukti.clone_from(&bukti));
                entri::catat(region, &aktor, &kiriman)
            });
            Ok::<_, GalatWeb>(jadi)
        })
        .await?;
    match hasil {
        Ok(_) => Ok(alihkan_kabar(&k, &alamat(hari), "aktivitas-tercatat", &[("n", &banyak)])),
        Err(tolak) => {
            salah(&mut f, &k, tolak)?;
            minta_lagi(&mut f, &k, berbukti);
            tampil(&k, hari, f).await
        }
    }
}

/// A browser does not send a chosen file twice: whoever sees the form again chooses it again.
fn minta_lagi(f: &mut Formulir, k: &Konteks, berbukti: bool) {
    if berbukti && f.galat("bukti").is_none() {
        f.salah("bukti", k.t("aktivitas-bukti-lagi"));
    }
}

/// The page of an entry again, with what is wrong with the evidence that was sent for it.
pub(super) async fn tanpa_berkas(k: &Konteks, id: String, mut f: Formulir) -> Hasil {
    if f.galat("bukti").is_none() {
        f.salah("bukti", k.t("aktivitas-bukti-pilih"));
    }
    let e = cari(k, id).await?;
    let pesan = f.galat("bukti").map(ToString::to_string).unwrap_or_default();
    let mut f = isian_dari(&e.0);
    f.salah("bukti", pesan);
    tampil_satu(k, &e, f)
}

/// `POST /aktivitas/salin`: the activities of the last day before once more.
pub async fn salin(k: Konteks, mut f: Formulir) -> Hasil {
    let aktor = k.wajib_aktor()?.clone();
    let Ok(hari) = f.nilai("hari").parse::<Tanggal>() else { return Err(GalatWeb::tak_terbaca("formulir")) };
    let hasil = k.jalankan(move |region| Ok::<_, GalatWeb>(entri::salin(region, &aktor, hari))).await?;
    match hasil {
        Ok(jadi) => {
            let banyak = jadi.len().to_string();
            Ok(alihkan_kabar(&k, &alamat(hari), "aktivitas-tersalin", &[("n", &banyak)]))
        }
        Err(tolak) => {
            salah(&mut f, &k, tolak)?;
            tampil(&k, hari, f).await
        }
    }
}

fn alamat(hari: Tanggal) -> String {
    format!("/aktivitas?hari={hari}")
}

/// A rule's refusal stands beside its field; anything else is a page of its own.
fn salah(f: &mut Formulir, k: &Konteks, tolak: Refusal) -> Result<(), GalatWeb> {
    let Refusal::Rule(galat) = &tolak else { return Err(tolak.into()) };
    let Some(bidang) = bidang(galat.kode) else { return Err(tolak.into()) };
    f.salah_kode(bidang, galat, k);
    Ok(())
}

#[derive(Template)]
#[template(path = "aktivitas-satu.html")]
struct HalamanSatu {
    h: Halaman,
    f: Formulir,
    id: String,
    versi: i64,
    hari_panjang: String,
    hari: String,
    warna: Keadaan,
    kata: String,
    terbuka: bool,
    /// Whether there is evidence.
    bukti: bool,
    /// Who decided on it last, and why.
    putusan: Option<(String, String)>,
    butir: Butir,
    lama: Vec<Lama>,
}

/// `GET /aktivitas/{id}`.
pub async fn satu(k: Konteks, Path(id): Path<String>) -> Hasil {
    let e = cari(&k, id).await?;
    let f = isian_dari(&e.0);
    tampil_satu(&k, &e, f)
}

/// The form with what an entry says.
fn isian_dari(e: &Entri) -> Formulir {
    Formulir::kosong()
        .isi("uraian", &e.uraian)
        .isi("mulai", e.mulai.map(|m| jam(m).replace('.', ":")).unwrap_or_default())
        .isi("lama", e.menit)
        .isi("menit", if LAMA.contains(&e.menit) { String::new() } else { e.menit.to_string() })
        .isi("jumlah", e.jumlah)
        .isi("katalog", e.katalog.as_deref().unwrap_or_default())
        .isi("skp", e.skp.as_deref().unwrap_or_default())
}

/// An entry with the last decision on it.
type Terbaca = (Entri, Option<PutusanEntri>);

async fn cari(k: &Konteks, id: String) -> Result<Terbaca, GalatWeb> {
    let aktor = k.wajib_aktor()?.clone();
    k.jalankan(move |region| entri::satu_dengan_putusan(region, &aktor, &id)).await
}

fn tampil_satu(k: &Konteks, (e, p): &Terbaca, f: Formulir) -> Hasil {
    let status = if f.benar() { StatusCode::OK } else { StatusCode::UNPROCESSABLE_ENTITY };
    let b = k.bahasa();
    let dipilih = f.nilai("lama").to_owned();
    halaman_status(
        status,
        &HalamanSatu {
            id: e.id.clone(),
            versi: e.versi,
            hari_panjang: hari_tanggal(e.hari, b),
            hari: e.hari.to_string(),
            warna: warna(e.keadaan),
            kata: k.t(kunci_keadaan(e.keadaan)).to_string(),
            terbuka: e.keadaan.terbuka(),
            bukti: e.bukti.is_some(),
            putusan: p.as_ref().map(|p| (putusan(k, p), p.alasan.clone())),
            butir: butir(k, e),
            lama: semua_lama(b, &dipilih),
            h: Halaman::baru(k, k.t("aktivitas-satu-judul"))
                .remah(k.t("aktivitas-judul"), format!("/aktivitas?hari={}", e.hari)),
            f,
        },
    )
}

/// `POST /aktivitas/{id}`.
pub async fn ubah(k: Konteks, Path(id): Path<String>, f: Formulir) -> Hasil {
    let e = cari(&k, id.clone()).await?;
    let aktor = k.wajib_aktor()?.clone();
    let hari = f.nilai("hari").parse().unwrap_or(e.0.hari);
    let mut f = isi_norma(&k, f, hari).await;
    let Some(isian) = baca(&mut f, &k, hari) else { return tampil_satu(&k, &e, f) };
    let versi = f.nilai("versi").parse().unwrap_or(0);
    let perbaikan = Perbaikan { id, versi, gawai: None, isian };
    let hasil = k.jalankan(move |region| Ok::<_, GalatWeb>(entri::ubah(region, &aktor, &perbaikan))).await?;
    match hasil {
        Ok(_) => Ok(alihkan_kabar(&k, &format!("/aktivitas?hari={hari}"), "aktivitas-diperbaiki", &[])),
        Err(tolak) => {
            salah(&mut f, &k, tolak)?;
            tampil_satu(&k, &e, f)
        }
    }
}

/// `POST /aktivitas/{id}/tarik`.
pub async fn tarik(k: Konteks, Path(id): Path<String>, f: Formulir) -> Hasil {
    let aktor = k.wajib_aktor()?.clone();
    let versi = f.nilai("versi").parse().unwrap_or(0);
    let e = k.jalankan(move |region| entri::tarik(region, &aktor, &id, versi)).await?;
    Ok(alihkan_kabar(&k, &format!("/aktivitas?hari={}", e.hari), "aktivitas-tertarik", &[]))
}
