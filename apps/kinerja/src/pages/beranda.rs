//! The first page after signing in: what matters to this person in this role.

use askama::Template;
use balai_kernel::Periode;
use balai_platform::{Refusal, Region, lingkup_untuk};
use balai_shell::{Halaman, Hasil, Konteks, halaman};

use super::{angka, bulat, hari_tanggal, rp};
use crate::acts::slip;
use crate::akt::PROSES_BACA;
use crate::model::proses::{OpdTersimpan, ProsesTersimpan};
use crate::store::proses as store;

/// One's newest months.
#[derive(Debug)]
struct Sendiri {
    jalur: String,
    periode: String,
    jumlah: String,
    lain: Vec<(String, String, String)>,
}

/// The newest run, for those who answer for it.
#[derive(Debug)]
struct Proses {
    jalur: String,
    periode: String,
    jumlah: String,
    orang: String,
    lewat: Vec<(String, String)>,
    dekat: usize,
}

#[derive(Template)]
#[template(path = "beranda.html")]
struct HalamanBeranda {
    h: Halaman,
    hari: String,
    sendiri: Option<Sendiri>,
    proses: Option<Proses>,
    boleh_proses: bool,
}

type Bahan = (Vec<(Periode, i64, i64)>, Option<(ProsesTersimpan, Vec<OpdTersimpan>)>);

/// `/`.
pub async fn beranda(k: Konteks) -> Hasil {
    let aktor = k.wajib_aktor()?.clone();
    let hari_ini = k.daerah()?.hari_ini();
    let lingkup = lingkup_untuk(&aktor, &PROSES_BACA, hari_ini).ok();
    let boleh_proses = lingkup.is_some();
    let (bulan, proses) = k.jalankan(move |region: &Region| baca(region, &aktor, lingkup)).await?;
    let bahasa = k.bahasa();
    let mut bulan = bulan.into_iter().map(|(p, _, sen)| (format!("/tunjangan/{p}"), p.nama(bahasa), rp(sen)));
    let sendiri = bulan.next().map(|(jalur, periode, jumlah)| Sendiri {
        jalur,
        periode,
        jumlah,
        lain: bulan.take(5).collect(),
    });
    let proses = proses.map(|(p, opd)| ringkas(&k, &p, &opd));
    let jam = k.sekarang().di(k.tampilan().zona).hour();
    let salam = match jam {
        4..=10 => "salam-pagi",
        11..=14 => "salam-siang",
        15..=17 => "salam-sore",
        _ => "salam-malam",
    };
    let nama = k.aktor().map(|a| a.nama.clone()).unwrap_or_default();
    let h = Halaman::baru(&k, k.t(salam).a("nama", nama));
    halaman(&HalamanBeranda { h, hari: hari_tanggal(hari_ini, bahasa), sendiri, proses, boleh_proses })
}

fn baca(
    region: &Region,
    aktor: &balai_kernel::Aktor,
    lingkup: Option<Vec<balai_kernel::Lingkup>>,
) -> Result<Bahan, Refusal> {
    let bulan =
        if aktor.nip.is_some() { slip::bulan_sendiri(region, aktor).unwrap_or_default() } else { Vec::new() };
    let Some(lingkup) =
        lingkup.and_then(|l| l.into_iter().max_by_key(|l| *l == balai_kernel::Lingkup::Semua))
    else {
        return Ok((bulan, None));
    };
    let proses = region.read(|tx| -> Result<_, Refusal> {
        let Some(p) = store::semua_terbaru(tx)?.into_iter().find(|p| p.dihitung_pada.is_some()) else {
            return Ok(None);
        };
        let opd = store::semua_opd(tx, &p.id, &lingkup)?;
        Ok(Some((p, opd)))
    })?;
    Ok((bulan, proses))
}

fn ringkas(k: &Konteks, p: &ProsesTersimpan, opd: &[OpdTersimpan]) -> Proses {
    let mut lewat: Vec<(&OpdTersimpan, i64)> = opd.iter().filter_map(|o| Some((o, o.lewat_sen()?))).collect();
    lewat.sort_by_key(|(_, s)| std::cmp::Reverse(*s));
    let dekat = |o: &&OpdTersimpan| match (o.terhadap_sen, o.plafon_sen) {
        (Some(t), Some(b)) => t <= b && i128::from(t) * 100 >= i128::from(b) * 98,
        _ => false,
    };
    Proses {
        jalur: format!("/proses/{}", p.periode),
        periode: p.periode.nama(k.bahasa()),
        jumlah: rp(opd.iter().filter_map(|o| o.jumlah_sen).sum()),
        orang: bulat(opd.iter().map(|o| o.orang).sum()),
        dekat: opd.iter().filter(dekat).count(),
        lewat: lewat.iter().take(5).map(|(o, s)| (o.nama.clone(), angka(*s))).collect(),
    }
}
