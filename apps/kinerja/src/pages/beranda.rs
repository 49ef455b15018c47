//! What this application puts on a person's home page: their newest month, and the newest run for those who answer
//! for it.

use balai_kernel::{Aktor, Lingkup};
use balai_platform::{Refusal, Region, Sasaran, decide, lingkup_untuk};
use balai_shell::{BarisBuku, Beranda, Buku, GalatWeb, Konteks, PapanBeranda, Tugas};

use super::{angka, bulat, hari_tanggal, rp};
use crate::acts::entri::perlu_diperbaiki;
use crate::acts::langkah::siap::siap;
use crate::acts::langkah::{Bulan, akt, kepala};
use crate::acts::slip;
use crate::acts::verifikasi::ringkas;
use crate::akt::{ENTRI_PUTUSKAN, PROSES_BACA, PROSES_TANDATANGAN};
use crate::model::langkah::Langkah;
use crate::model::proses::{OpdTersimpan, ProsesTersimpan};
use crate::store::proses as store;

/// Offices over their ceiling that are named on the home page; the run's page has them all.
const LEWAT_DISEBUT: usize = 5;
/// Offices within one's jurisdiction that are asked whether one heads them.
const OPD_DIKEPALAI: usize = 4;

/// The parts of the home page of `aktor`.
///
/// # Errors
/// The database's failure.
pub fn beranda(k: &Konteks, region: &Region, aktor: &Aktor) -> Result<Beranda, GalatWeb> {
    let mut isi = Beranda::default();
    if aktor.nip.is_some() {
        sendiri(k, region, aktor, &mut isi)?;
    }
    perbaikan(k, region, aktor, &mut isi)?;
    antrean(k, region, aktor, &mut isi)?;
    tanda_tangan(k, region, aktor, &mut isi)?;
    // of several jurisdictions the widest: whoever answers for the region sees the region
    let lingkup = lingkup_untuk(aktor, &PROSES_BACA, k.hari_ini()).ok();
    if let Some(lingkup) = lingkup.and_then(|l| l.into_iter().max_by_key(|l| *l == Lingkup::Semua))
        && let Some(bulan) = terbaru(region, &lingkup)?
    {
        langkah(k, aktor, &bulan, &mut isi);
        proses(k, &bulan.proses, &bulan.opd, &mut isi);
    }
    Ok(isi)
}

/// One's newest month on the sign, the months before it in the margin.
fn sendiri(k: &Konteks, region: &Region, aktor: &Aktor, isi: &mut Beranda) -> Result<(), GalatWeb> {
    let bulan = match slip::bulan_sendiri(region, aktor) {
        Ok(bulan) => bulan,
        // an account of nobody on the staff list, or one that may not read slips, has none
        Err(Refusal::NotFound | Refusal::Denied(_)) => return Ok(()),
        Err(lain) => return Err(lain.into()),
    };
    let mut bulan =
        bulan.into_iter().map(|(p, _, sen)| (format!("/tunjangan/{p}"), p.nama(k.bahasa()), rp(sen)));
    let Some((jalur, periode, jumlah)) = bulan.next() else { return Ok(()) };
    isi.papan = Some(PapanBeranda {
        bobot: 1,
        label: k.t("slip-judul").a("periode", periode).to_string(),
        angka: jumlah,
        kalimat: String::new(),
        jalur,
        tombol: k.t("slip-dari-mana").to_string(),
    });
    let baris: Vec<BarisBuku> =
        bulan.take(5).map(|(jalur, label, nilai)| BarisBuku { label, jalur: Some(jalur), nilai }).collect();
    if !baris.is_empty() {
        isi.buku.push(Buku { judul: k.t("beranda-bulan-lain").to_string(), baris, ..Buku::default() });
    }
    Ok(())
}

/// One's own activities that came back and can still be mended.
fn perbaikan(k: &Konteks, region: &Region, aktor: &Aktor, isi: &mut Beranda) -> Result<(), GalatWeb> {
    let semua = match perlu_diperbaiki(region, aktor) {
        Ok(semua) => semua,
        Err(Refusal::Denied(_)) => return Ok(()),
        Err(lain) => return Err(lain.into()),
    };
    if let Some(pertama) = semua.first() {
        let hari = hari_tanggal(pertama.hari, k.bahasa());
        isi.tugas.push(Tugas {
            ikon: "refresh-cw",
            judul: k.t("beranda-kembali").n("n", semua.len()).to_string(),
            kalimat: k.t("beranda-kembali-ket").a("hari", hari).to_string(),
            jalur: "/aktivitas".to_owned(),
            tombol: k.t("beranda-kembali-tombol").to_string(),
            sampai: None,
        });
    }
    Ok(())
}

/// Activities that wait for one's decision, and those drawn to be looked at afterwards.
fn antrean(k: &Konteks, region: &Region, aktor: &Aktor, isi: &mut Beranda) -> Result<(), GalatWeb> {
    let (hari, zona) = (k.hari_ini(), region.zona());
    if lingkup_untuk(aktor, &ENTRI_PUTUSKAN, hari).is_err() {
        return Ok(());
    }
    let (r, contoh) = region.read(|tx| ringkas(tx, aktor, (hari, zona)))?;
    if let Some(sejak) = r.sejak {
        let sejak = hari_tanggal(sejak.tanggal(zona), k.bahasa());
        let ket = k.t("beranda-verifikasi-ket").n("orang", r.orang).a("sejak", sejak).n("naik", r.naik);
        isi.tugas.push(Tugas {
            ikon: "list-checks",
            judul: k.t("beranda-verifikasi").n("n", r.banyak).to_string(),
            kalimat: ket.to_string(),
            jalur: "/verifikasi".to_owned(),
            tombol: k.t("beranda-verifikasi-tombol").to_string(),
            sampai: None,
        });
    }
    if contoh > 0 {
        isi.tugas.push(Tugas {
            ikon: "list-checks",
            judul: k.t("beranda-contoh").n("n", contoh).to_string(),
            kalimat: k.t("beranda-contoh-ket").to_string(),
            jalur: "/verifikasi?bagian=contoh".to_owned(),
            tombol: k.t("beranda-contoh-tombol").to_string(),
            sampai: None,
        });
    }
    Ok(())
}

/// Lists of offices one heads that wait for one's signature.
fn tanda_tangan(k: &Konteks, region: &Region, aktor: &Aktor, isi: &mut Beranda) -> Result<(), GalatWeb> {
    let hari = k.hari_ini();
    let Ok(lingkup) = lingkup_untuk(aktor, &PROSES_TANDATANGAN, hari) else { return Ok(()) };
    let Some(nip) = aktor.nip.as_ref() else { return Ok(()) };
    let bulan = region.read(|tx| -> Result<_, Refusal> {
        let semua = store::semua_terbaru(tx)?;
        let Some(p) = semua.into_iter().find(|p| p.dihitung_pada.is_some()) else { return Ok(None) };
        let Some(bulan) = Bulan::baca(tx, p.periode, &Lingkup::Semua)? else { return Ok(None) };
        let saya = balai_organisasi::satu_pegawai(tx, &Lingkup::Semua, nip, hari)?.map(|o| o.nomor);
        let mut milik = Vec::new();
        let terjangkau = |o: &&OpdTersimpan| lingkup.iter().any(|l| l.memuat(&o.jalur_unit, "", ""));
        // somebody heads an office or two, not the city
        for o in bulan.opd.iter().filter(terjangkau).take(OPD_DIKEPALAI) {
            if siap(&bulan, o, Langkah::Ditandatangani).is_err() {
                continue;
            }
            match kepala(tx, o, hari) {
                Ok(k) if Some(k.orang) == saya => milik.push(o.clone()),
                Ok(_) | Err(Refusal::Rule(_)) => {}
                Err(lain) => return Err(lain),
            }
        }
        Ok(Some((p.periode, milik)))
    })?;
    let Some((periode, milik)) = bulan else { return Ok(()) };
    for o in milik {
        isi.tugas.push(Tugas {
            ikon: "hourglass",
            judul: k.t("beranda-tanda-tangan").a("periode", periode.nama(k.bahasa())).to_string(),
            kalimat: k
                .t("beranda-tanda-tangan-ket")
                .a("opd", &o.nama)
                .a("jumlah", o.jumlah_sen.map(rp).unwrap_or_default())
                .n("orang", o.orang)
                .to_string(),
            jalur: format!("/proses/{periode}/opd/{}", o.kode),
            tombol: k.t("beranda-tanda-tangan-tombol").to_string(),
            sampai: None,
        });
    }
    Ok(())
}

/// What BKPSDM has to do with the month: verify what is signed, approve what somebody else verified.
fn langkah(k: &Konteks, aktor: &Aktor, bulan: &Bulan, isi: &mut Beranda) {
    let periode = bulan.proses.periode;
    let pilihan = [
        (Langkah::Diverifikasi, "verifikasi", "beranda-langkah-verifikasi"),
        (Langkah::Disetujui, "setujui", "beranda-langkah-setujui"),
    ];
    for (langkah, ruas, ket) in pilihan {
        let boleh = |o: &&OpdTersimpan| {
            let verifikasi = bulan.keadaan(&o.kode).verifikasi;
            let sendiri = verifikasi.is_some_and(|b| b.akun == aktor.akun.as_str());
            siap(bulan, o, langkah).is_ok() && !(langkah == Langkah::Disetujui && sendiri)
        };
        let n = bulan.opd.iter().filter(boleh).count();
        let berwenang = decide(aktor, akt(langkah), &Sasaran::daerah(k.hari_ini())).is_ok();
        if n == 0 || !berwenang {
            continue;
        }
        isi.tugas.push(Tugas {
            ikon: "hourglass",
            judul: k.t("beranda-langkah").n("n", n).a("periode", periode.nama(k.bahasa())).to_string(),
            kalimat: k.t(ket).to_string(),
            jalur: format!("/proses/{periode}/{ruas}"),
            tombol: k.t("beranda-langkah-tombol").to_string(),
            sampai: None,
        });
    }
}

/// The newest computed run, with the offices within `lingkup`.
fn terbaru(region: &Region, lingkup: &Lingkup) -> Result<Option<Bulan>, Refusal> {
    region.read(|tx| -> Result<_, Refusal> {
        let semua = store::semua_terbaru(tx)?;
        let Some(p) = semua.into_iter().find(|p| p.dihitung_pada.is_some()) else { return Ok(None) };
        Bulan::baca(tx, p.periode, lingkup)
    })
}

/// The run's total on the sign; offices over their ceiling wait for whoever decides.
fn proses(k: &Konteks, p: &ProsesTersimpan, opd: &[OpdTersimpan], isi: &mut Beranda) {
    let jalur = format!("/proses/{}", p.periode);
    let periode = p.periode.nama(k.bahasa());
    let orang = bulat(opd.iter().map(|o| o.orang).sum());
    let mut kalimat = k.t("beranda-proses-orang").a("orang", orang).to_string();
    let dekat = opd.iter().filter(|o| mendekati(o)).count();
    if dekat > 0 {
        kalimat.push(' ');
        kalimat.push_str(&k.t("beranda-dekat").n("n", dekat).to_string());
    }
    let papan = PapanBeranda {
        bobot: 2,
        label: k.t("beranda-proses").a("periode", &periode).to_string(),
        angka: rp(opd.iter().filter_map(|o| o.jumlah_sen).sum()),
        kalimat,
        jalur: jalur.clone(),
        tombol: k.t("beranda-buka-proses").to_string(),
    };
    // their own month steps aside into the margin
    if let Some(sendiri) = isi.papan.replace(papan) {
        isi.buku.insert(
            0,
            Buku {
                judul: sendiri.label,
                angka: Some(sendiri.angka),
                tautan: Some((sendiri.jalur, sendiri.tombol)),
                ..Buku::default()
            },
        );
    }
    let mut lewat: Vec<(&OpdTersimpan, i64)> = opd.iter().filter_map(|o| Some((o, o.lewat_sen()?))).collect();
    if lewat.is_empty() {
        return;
    }
    lewat.sort_by_key(|(_, s)| std::cmp::Reverse(*s));
    isi.tugas.push(Tugas {
        ikon: "hourglass",
        judul: k.t("beranda-lewat").n("n", lewat.len()).to_string(),
        kalimat: k.t("beranda-lewat-ket").a("periode", &periode).to_string(),
        jalur,
        tombol: k.t("beranda-lewat-tombol").to_string(),
        sampai: None,
    });
    let baris = lewat.iter().take(LEWAT_DISEBUT).map(|(o, s)| BarisBuku {
        label: o.nama.clone(),
        jalur: None,
        nilai: angka(*s),
    });
    isi.buku.push(Buku {
        judul: k.t("beranda-lewat-judul").to_string(),
        kalimat: k.t("dalam-rupiah").to_string(),
        baris: baris.collect(),
        ..Buku::default()
    });
}

/// At 98% of its ceiling or over, but not past it.
fn mendekati(o: &OpdTersimpan) -> bool {
    match (o.terhadap_sen, o.plafon_sen) {
        (Some(t), Some(b)) => t <= b && i128::from(t) * 100 >= i128::from(b) * 98,
        _ => false,
    }
}
