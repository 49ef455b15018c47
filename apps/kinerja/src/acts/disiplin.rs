//! Sanctions and holds: proposed, decided by a second person, ended; who is kept from being paid; the ladder of absence.

pub mod mangkir;
pub mod tahan;

use balai_kernel::{Aktor, Galat, Jalur, Lingkup, Nip, Periode, Tanggal};
use balai_platform::pemberitahuan::{Kabar, Sifat};
use balai_platform::{Done, Event, Putusan, Refusal, Region, Sasaran, Tujuan, decide, lingkup_untuk};
use balai_store::Tx;
use serde_json::json;

use crate::akt::disiplin::{KETETAPAN_AKHIRI, KETETAPAN_BACA, KETETAPAN_PUTUSKAN, KETETAPAN_USULKAN};
use crate::model::disiplin::{
    BULAN_MAKS, Golongan, Jenis, Keadaan, Ketetapan, LangkahKetetapan, TEKS_MAKS, hingga,
};
use crate::store::disiplin::{self as store, Saring};

/// Most people of one release.
pub const SEKALIGUS_MAKS: usize = 1_000;

/// What is proposed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Usulan {
    /// Sanction or hold.
    pub golongan: Golongan,
    /// The person.
    pub nip: Nip,
    /// Kind, by its word.
    pub jenis: String,
    /// Percent a sanction takes, 0 to 100.
    pub persen: i64,
    /// Its first month.
    pub mulai: Periode,
    /// For a sanction: how many months, 1 to [`BULAN_MAKS`].
    pub bulan: i64,
    /// For a hold: the last day, after which it ends of itself; none while open.
    pub hingga: Option<Tanggal>,
    /// Number of the decree or letter.
    pub surat: String,
    /// Its date.
    pub tanggal: Tanggal,
    /// Why.
    pub alasan: String,
}

/// Proposes a sanction or a hold. Nothing happens to anybody's pay before a second person approves.
///
/// # Errors
/// `KIN-750` for a field, `KIN-751` for somebody outside the actor's jurisdiction, `KIN-752` for one that is there already;
/// [`Refusal::Denied`].
pub fn usulkan(region: &Region, aktor: &Aktor, u: &Usulan) -> Result<Ketetapan, Refusal> {
    let hari = region.hari_ini();
    lingkup_untuk(aktor, &KETETAPAN_USULKAN, hari)?;
    periksa(u, hari)?;
    let (u, siapa, pada) = (u.clone(), aktor.clone(), region.sekarang());
    region.act(aktor, move |tx| {
        tx.lock(store::KUNCI)?;
        let asing = || Refusal::Rule(Galat::baru("KIN-751"));
        let p = balai_organisasi::satu_pegawai(tx, &Lingkup::Semua, &u.nip, hari)?.ok_or_else(asing)?;
        let putusan = decide(&siapa, &KETETAPAN_USULKAN, &Sasaran::unit(p.jalur_unit.clone(), hari))
            .map_err(|_| asing())?;
        bukan_sendiri(&siapa, &u.nip)?;
        let akhir = match u.golongan {
            Golongan::Sanksi => Some(hingga(u.mulai, u.bulan)),
            Golongan::Tahan => u.hingga,
        };
        let mulai = u.mulai.awal();
        let serupa = store::orang(tx, p.nomor)?.into_iter().find(|k| {
            k.jenis == u.jenis
                && matches!(k.keadaan(), Keadaan::Diusulkan | Keadaan::Berlaku)
                && k.hingga
                    .is_none_or(|h| h >= mulai.max(if k.golongan == Golongan::Tahan { hari } else { mulai }))
                && akhir.is_none_or(|h| h >= k.mulai)
        });
        if let Some(k) = serupa {
            let nama = k.nama_jenis(balai_kernel::Bahasa::Id).to_owned();
            return Err(Galat::baru("KIN-752").dengan("jenis", nama).dengan("nomor", k.nomor).into());
        }
        let k = Ketetapan {
            nomor: store::nomor_berikut(tx)?,
            golongan: u.golongan,
            pegawai: p.nomor,
            nip: p.nip.to_string(),
            nama: p.nama.clone(),
            opd: p.opd.clone(),
            jalur_unit: p.jalur_unit.to_string(),
            jenis: u.jenis.clone(),
            persen: if u.golongan == Golongan::Sanksi { u.persen } else { 0 },
            mulai,
            hingga: akhir,
            surat: u.surat.trim().to_owned(),
            tanggal: u.tanggal,
            alasan: u.alasan.trim().to_owned(),
            akun: siapa.akun.to_string(),
            oleh: siapa.nama.clone(),
            kapasitas: putusan.kapasitas(),
            pada,
            langkah: Vec::new(),
        };
        store::tambah(tx, &k)?;
        let event = Event::baru(putusan, sasaran(k.nomor)).isi(isi(&k)).alasan(&k.alasan);
        Ok(Done::new(k, event))
    })
}

fn isi(k: &Ketetapan) -> serde_json::Value {
    json!({
        "golongan": k.golongan.kode(), "jenis": k.jenis, "pegawai": k.pegawai, "persen": k.persen,
        "mulai": k.mulai.to_string(), "hingga": k.hingga.map(|h| h.to_string()), "surat": k.surat,
    })
}

fn sasaran(nomor: i64) -> String {
    format!("kinerja.ketetapan/{nomor}")
}

/// Nobody proposes, decides or ends what is about themselves.
fn bukan_sendiri(aktor: &Aktor, nip: &Nip) -> Result<(), Galat> {
    if aktor.nip.as_ref() == Some(nip) { Err(Galat::baru("KIN-755")) } else { Ok(()) }
}

fn periksa(u: &Usulan, hari: Tanggal) -> Result<(), Galat> {
    let salah = |bidang: &str, perlu: String| {
        Err(Galat::baru("KIN-750").dengan("bidang", bidang).dengan("perlu", perlu))
    };
    if Jenis::dari_kode(&u.jenis).is_none_or(|j| j.golongan != u.golongan) {
        return salah("jenis", "salah satu jenis yang ada".to_owned());
    }
    if u.golongan == Golongan::Sanksi && !(0..=100).contains(&u.persen) {
        return salah("persen", "0 sampai 100".to_owned());
    }
    if u.golongan == Golongan::Sanksi && !(1..=BULAN_MAKS).contains(&u.bulan) {
        return salah("bulan", format!("1 sampai {BULAN_MAKS}"));
    }
    if u.golongan == Golongan::Tahan && u.hingga.is_some_and(|h| h < hari) {
        return salah("hingga", "hari ini atau sesudahnya".to_owned());
    }
    if u.tanggal > hari {
        return salah("tanggal", "paling lambat hari ini".to_owned());
    }
    teks("surat", &u.surat, true)?;
    teks("alasan", &u.alasan, true)
}

fn teks(bidang: &str, isi: &str, wajib: bool) -> Result<(), Galat> {
    let huruf = isi.trim().chars().count();
    let wajar = huruf <= TEKS_MAKS && !isi.chars().any(char::is_control) && (!wajib || huruf >= 3);
    if wajar {
        return Ok(());
    }
    Err(Galat::baru("KIN-750")
        .dengan("bidang", bidang)
        .dengan("perlu", format!("3 sampai {TEKS_MAKS} huruf")))
}

/// Approves or refuses a proposed order: never who proposed it, never about oneself.
///
/// # Errors
/// `KIN-750` without a reason to refuse, `KIN-753` when it is decided already, `KIN-755` about oneself, `PLT-005` for who
/// proposed it; [`Refusal::NotFound`]; [`Refusal::Denied`].
pub fn putuskan(
    region: &Region,
    aktor: &Aktor,
    nomor: i64,
    setuju: bool,
    alasan: &str,
) -> Result<Ketetapan, Refusal> {
    let hari = region.hari_ini();
    lingkup_untuk(aktor, &KETETAPAN_PUTUSKAN, hari)?;
    teks("alasan", alasan, !setuju)?;
    let (siapa, pada, alasan) = (aktor.clone(), region.sekarang(), alasan.trim().to_owned());
    region.act(aktor, move |tx| {
        tx.lock(store::KUNCI)?;
        let mut k = store::satu(tx, nomor)?.ok_or(Refusal::NotFound)?;
        if k.keadaan() != Keadaan::Diusulkan {
            return Err(Galat::baru("KIN-753")
                .dengan("nomor", nomor)
                .dengan("keadaan", k.keadaan().kode())
                .into());
        }
        tentang_orang_lain(&siapa, &k)?;
        let pengusul = k.akun.parse().map_err(|_| Refusal::NotFound)?;
        let putusan = decide(&siapa, &KETETAPAN_PUTUSKAN, &Sasaran::daerah(hari).diusulkan(pengusul))?;
        let keadaan = if setuju { Keadaan::Berlaku } else { Keadaan::Ditolak };
        let l = langkah(&siapa, &putusan, keadaan, (pada, alasan.clone()));
        store::tambah_langkah(tx, nomor, 1, &l)?;
        k.langkah.push(l);
        let mut event = Event::baru(putusan, sasaran(nomor)).isi(json!({
            "keadaan": keadaan.kode(), "pegawai": k.pegawai, "jenis": k.jenis,
        }));
        if !alasan.is_empty() {
            event = event.alasan(&alasan);
        }
        let kabar = setuju.then(|| kabar(&k, "berlaku", ("mulai berlaku", "takes effect"))).flatten();
        let jadi = Done::new(k, event);
        Ok(match kabar {
            Some(kabar) => jadi.kerjakan(kabar.pekerjaan()),
            None => jadi,
        })
    })
}

fn tentang_orang_lain(aktor: &Aktor, k: &Ketetapan) -> Result<(), Refusal> {
    match k.nip.parse::<Nip>() {
        Ok(nip) => Ok(bukan_sendiri(aktor, &nip)?),
        Err(_) => Ok(()),
    }
}

fn langkah(
    siapa: &Aktor,
    putusan: &Putusan,
    keadaan: Keadaan,
    (pada, alasan): (balai_kernel::Waktu, String),
) -> LangkahKetetapan {
    LangkahKetetapan {
        keadaan,
        sejak: None,
        surat: String::new(),
        alasan,
        akun: siapa.akun.to_string(),
        oleh: siapa.nama.clone(),
        kapasitas: putusan.kapasitas(),
        pada,
    }
}

/// What the person is told: what it is stands on their slip.
fn kabar(k: &Ketetapan, apa: &str, (id, en): (&str, &str)) -> Option<Kabar> {
    let nip: Nip = k.nip.parse().ok()?;
    let (nama_id, nama_en) = match k.golongan {
        Golongan::Sanksi => ("Keputusan hukuman disiplin atas Anda", "A disciplinary decision about you"),
        Golongan::Tahan => ("Penahanan tunjangan Anda", "A hold on your allowance"),
    };
    Some(Kabar {
        nip: vec![nip],
        kunci: format!("kinerja.ketetapan/{}/{apa}", k.nomor),
        sifat: Sifat::Biasa,
        teks_id: format!("{nama_id} {id}; keterangannya ada pada halaman Tunjangan."),
        teks_en: format!("{nama_en} {en}; the details stand on the allowance page."),
        jalur: "/tunjangan".to_owned(),
    })
}

/// How an order ends.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Akhir {
    /// For a sanction: the first month in which it no longer takes anything. A hold ends today.
    pub sejak: Option<Periode>,
    /// Number of the letter or proof.
    pub surat: String,
    /// Why.
    pub alasan: String,
}

/// Ends a hold, or annuls a sanction from a month on. What a hold kept back comes with the next month that is computed.
///
/// # Errors
/// `KIN-750` for a field, `KIN-754` for an order that is not in force, `KIN-755` about oneself, `KIN-756` for a month outside
/// the sanction; [`Refusal::NotFound`]; [`Refusal::Denied`].
pub fn akhiri(region: &Region, aktor: &Aktor, nomor: i64, a: &Akhir) -> Result<Ketetapan, Refusal> {
    let hari = region.hari_ini();
    let putusan = decide(aktor, &KETETAPAN_AKHIRI, &Sasaran::daerah(hari))?;
    teks("surat", &a.surat, true)?;
    teks("alasan", &a.alasan, true)?;
    let (siapa, pada, a) = (aktor.clone(), region.sekarang(), a.clone());
    region.act(aktor, move |tx| {
        tx.lock(store::KUNCI)?;
        let k = store::satu(tx, nomor)?.ok_or(Refusal::NotFound)?;
        tentang_orang_lain(&siapa, &k)?;
        let k = akhiri_satu(
            tx,
            &k,
            &a,
            hari,
            langkah(&siapa, &putusan, Keadaan::Diakhiri, (pada, String::new())),
        )?;
        let event = Event::baru(putusan.clone(), sasaran(nomor))
            .isi(json!({
                "keadaan": "diakhiri", "pegawai": k.pegawai, "jenis": k.jenis, "surat": a.surat.trim(),
                "sejak": k.berakhir().map(|s| s.to_string()),
            }))
            .alasan(a.alasan.trim());
        let kabar = kabar(&k, "akhir", ("berakhir", "has ended"));
        let jadi = Done::new(k, event);
        Ok(match kabar {
            Some(kabar) => jadi.kerjakan(kabar.pekerjaan()),
            None => jadi,
        })
    })
}

fn akhiri_satu(
    tx: &mut Tx<'_>,
    k: &Ketetapan,
    a: &Akhir,
    hari: Tanggal,
    l: LangkahKetetapan,
) -> Result<Ketetapan, Refusal> {
    let berlaku = k.keadaan() == Keadaan::Berlaku
        && k.hingga.is_none_or(|h| h >= hari || k.golongan == Golongan::Sanksi);
    if !berlaku {
        return Err(Galat::baru("KIN-754")
            .dengan("nomor", k.nomor)
            .dengan("keadaan", k.keadaan().kode())
            .into());
    }
    let sejak = match k.golongan {
        Golongan::Tahan => hari,
        Golongan::Sanksi => {
            let luar = || {
                Galat::baru("KIN-756").dengan("mulai", k.mulai).dengan("hingga", k.hingga.unwrap_or(k.mulai))
            };
            let sejak = a.sejak.ok_or_else(luar)?.awal();
            if sejak < k.mulai || k.hingga.is_some_and(|h| sejak > h) {
                return Err(luar().into());
            }
            sejak
        }
    };
    let l = LangkahKetetapan {
        sejak: Some(sejak),
        surat: a.surat.trim().to_owned(),
        alasan: a.alasan.trim().to_owned(),
        ..l
    };
    store::tambah_langkah(tx, k.nomor, 2, &l)?;
    let mut k = k.clone();
    k.langkah.push(l);
    Ok(k)
}

/// What a release of many did.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Terpenuhi {
    /// Orders that ended.
    pub diakhiri: Vec<i64>,
    /// NIPs with no hold of the kind, as they were given.
    pub tanpa: Vec<String>,
}

/// Ends every hold of a kind on a list of people: those who have reported meanwhile.
///
/// # Errors
/// `KIN-750` for a field, `KIN-758` for an empty list or one over [`SEKALIGUS_MAKS`]; [`Refusal::Denied`].
pub fn penuhi(
    region: &Region,
    aktor: &Aktor,
    jenis: &str,
    nip: &[String],
    a: &Akhir,
) -> Result<Terpenuhi, Refusal> {
    let hari = region.hari_ini();
    let putusan = decide(aktor, &KETETAPAN_AKHIRI, &Sasaran::daerah(hari))?;
    if Jenis::dari_kode(jenis).is_none_or(|j| j.golongan != Golongan::Tahan) {
        let perlu = "salah satu jenis penahanan".to_owned();
        return Err(Galat::baru("KIN-750").dengan("bidang", "jenis").dengan("perlu", perlu).into());
    }
    teks("surat", &a.surat, true)?;
    if nip.is_empty() || nip.len() > SEKALIGUS_MAKS {
        return Err(Galat::baru("KIN-758").dengan("maks", SEKALIGUS_MAKS).into());
    }
    let (siapa, pada, a) = (aktor.clone(), region.sekarang(), a.clone());
    let (jenis, nip) = (jenis.to_owned(), nip.to_vec());
    region.act(aktor, move |tx| {
        tx.lock(store::KUNCI)?;
        let mut jadi = Terpenuhi::default();
        let mut kabari = Vec::new();
        let semua = store::berlaku(tx, Golongan::Tahan, Tanggal::MAX, hari)?;
        for teks in &nip {
            let milik = match teks.parse::<Nip>() {
                Ok(n) if siapa.nip.as_ref() != Some(&n) => {
                    balai_organisasi::hubungan::nomor_dari_nip(tx, &n)?
                }
                _ => None,
            };
            let ada: Vec<&Ketetapan> = semua
                .iter()
                .filter(|k| Some(k.pegawai) == milik && k.jenis == jenis && k.keadaan() == Keadaan::Berlaku)
                .filter(|k| !jadi.diakhiri.contains(&k.nomor))
                .collect();
            if ada.is_empty() {
                jadi.tanpa.push(teks.clone());
            }
            for k in ada {
                let l = langkah(&siapa, &putusan, Keadaan::Diakhiri, (pada, String::new()));
                let k = akhiri_satu(tx, k, &a, hari, l)?;
                jadi.diakhiri.push(k.nomor);
                kabari.extend(kabar(&k, "akhir", ("berakhir", "has ended")));
            }
        }
        let event = Event::baru(putusan.clone(), "kinerja.ketetapan/pemenuhan".to_owned()).isi(json!({
            "jenis": jenis, "surat": a.surat.trim(), "diakhiri": jadi.diakhiri, "tanpa": jadi.tanpa.len(),
        }));
        Ok(kabari.into_iter().fold(Done::new(jadi, event), |d, k| d.kerjakan(k.pekerjaan())))
    })
}

/// Orders within the reader's jurisdiction, newest first, and whether there are more.
///
/// # Errors
/// [`Refusal::Denied`] without a role.
pub fn daftar(region: &Region, aktor: &Aktor, s: &Saring) -> Result<(Vec<Ketetapan>, bool), Refusal> {
    let lingkup = lingkup_untuk(aktor, &KETETAPAN_BACA, region.hari_ini())?;
    region.read(|tx| {
        let mut semua: Vec<Ketetapan> = Vec::new();
        for l in &lingkup {
            semua.extend(store::daftar(tx, l, &Saring { banyak: s.banyak + 1, ..s.clone() })?);
        }
        semua.sort_by_key(|k| std::cmp::Reverse(k.nomor));
        semua.dedup_by_key(|k| k.nomor);
        let penuh = usize::try_from(s.banyak).unwrap_or(usize::MAX);
        let lebih = semua.len() > penuh;
        semua.truncate(penuh);
        Ok((semua, lebih))
    })
}

/// One order with its reasons. Reading it is an event of the journal: it is about somebody.
///
/// # Errors
/// [`Refusal::NotFound`] outside the reader's jurisdiction; [`Refusal::Denied`] without a role.
pub fn satu(region: &Region, aktor: &Aktor, nomor: i64) -> Result<Ketetapan, Refusal> {
    let hari = region.hari_ini();
    lingkup_untuk(aktor, &KETETAPAN_BACA, hari)?;
    let k = region.read(|tx| store::satu(tx, nomor))?.ok_or(Refusal::NotFound)?;
    let jalur: Jalur = k.jalur_unit.parse().map_err(|_| Refusal::NotFound)?;
    let putusan =
        decide(aktor, &KETETAPAN_BACA, &Sasaran::unit(jalur, hari)).map_err(|_| Refusal::NotFound)?;
    let tujuan = Tujuan::bawaan(putusan.peran());
    let event = Event::baru(putusan, sasaran(nomor)).isi(json!({ "nomor": nomor, "pegawai": k.pegawai }));
    region.baca_pribadi(aktor, tujuan, move |_| Ok(Done::new((), event.clone())))?;
    Ok(k)
}
