//! The recap of an OPD's month on paper: sums, classes, who signed what and when, everybody's line.

use std::collections::BTreeMap;

use balai_kernel::{Aktor, Bahasa, Jalur, Lingkup, Periode, Rupiah};
use balai_platform::dokumen::{self, Dokumen, sidik_jumlah};
use balai_platform::{Done, Event, Putusan, Refusal, Region, Sasaran, decide, sidik};
use serde_json::{Value, json};

use super::{Bahan, Cetakan, SEMENTARA, besar, kelompok, kop_daerah, tercatat};
use crate::acts::ekspor::{BayarOrang, bayar};
use crate::acts::langkah::{Bulan, sidik_opd};
use crate::akt::PROSES_OPD_BACA;
use crate::model::langkah::{BarisLangkah, Tahap};
use crate::model::proses::OpdTersimpan;
use crate::store::proses as store;

const TEMPLAT: &str = include_str!("../../../../../paket/dokumen/rekap-opd.md");
const NAMA_TEMPLAT: &str = "rekap-opd.md";

/// One line of the list: who, of which class, computed and paid in sen.
struct Orang {
    nama: String,
    kelas: Option<i64>,
    dihitung: i64,
    dibayar: i64,
}

/// What the recap is made of.
struct Isi {
    bulan: Bulan,
    opd: OpdTersimpan,
    sidik: String,
    orang: Vec<Orang>,
}

/// Prints the recap of an OPD. `pangkal` is the address of the house without a slash at its end, for the QR code. The first
/// printing of a content is an act and is recorded; printing the same again gives the same file.
///
/// # Errors
/// [`Refusal::NotFound`] for a month that is not computed and for an OPD outside the actor's jurisdiction; `DOK-…` for a
/// broken template.
pub fn rekap_pdf(
    region: &Region,
    aktor: &Aktor,
    periode: Periode,
    kode_opd: &str,
    pangkal: &str,
) -> Result<Cetakan, Refusal> {
    let (isi, putusan) = baca(region, aktor, periode, kode_opd)?;
    let kini = isi.bulan.keadaan(kode_opd);
    let tahap = kini.tahap;
    let dibayar: i64 = isi.orang.iter().map(|o| o.dibayar).sum();
    let nilai = nilai(region, &isi, tahap);
    let versi = isi.bulan.proses.versi;
    let sasaran = format!("kinerja.rekap/{periode}/{kode_opd}");
    let bahan = Bahan {
        kop: kop_daerah(region, &isi.bulan.proses, &isi.opd.nama)?,
        judul: format!("Rekapitulasi Tunjangan {}", periode.nama(Bahasa::Id)),
        nomor: format!("Rekap {periode}, {kode_opd}, hitungan ke-{versi}"),
        tanda: if tahap < Tahap::Disetujui { SEMENTARA } else { "" },
        sasaran: &sasaran,
        templat: (NAMA_TEMPLAT, TEMPLAT),
        nilai: &nilai,
    };
    let kode = bahan.kode(region);
    let baru = Dokumen {
        kode: kode.rapat(),
        jenis: "kinerja.rekap".to_owned(),
        judul: bahan.judul_tercatat(),
        nomor: bahan.nomor.clone(),
        sasaran: sasaran.clone(),
        versi,
        nama: isi.opd.nama.clone(),
        sidik: sidik(bahan.kanonik(region).as_bytes()),
        cocok: sidik_jumlah(&kode.rapat(), dibayar),
        terbit: region.sekarang(),
    };
    let tercatat = match tercatat(region, &baru)? {
        Some(ada) => ada,
        None => catat(region, aktor, putusan, versi, baru)?,
    };
    bahan.cetak(kode, &tercatat, pangkal)
}

fn catat(
    region: &Region,
    aktor: &Aktor,
    putusan: Putusan,
    versi: i64,
    baru: Dokumen,
) -> Result<Dokumen, Refusal> {
    let sasaran = format!("{}/{versi}", baru.sasaran);
    region.act(aktor, move |tx| {
        let jadi = dokumen::terbitkan(tx, &baru)?;
        let isi = json!({ "versi": versi, "dokumen": baru.kode });
        Ok(Done::new(jadi, Event::baru(putusan.clone(), sasaran.clone()).isi(isi)))
    })
}

fn baca(region: &Region, aktor: &Aktor, periode: Periode, kode: &str) -> Result<(Isi, Putusan), Refusal> {
    let hari = region.hari_ini();
    balai_platform::lingkup_untuk(aktor, &PROSES_OPD_BACA, hari)?;
    region.read(|tx| {
        let bulan = Bulan::baca(tx, periode, &Lingkup::Semua)?.ok_or(Refusal::NotFound)?;
        let opd = bulan.opd.iter().find(|o| o.kode == kode).cloned().ok_or(Refusal::NotFound)?;
        let jalur: Jalur = opd.jalur_unit.parse().map_err(|_| Refusal::NotFound)?;
        // outside the jurisdiction it is not there
        let putusan = decide(aktor, &PROSES_OPD_BACA, &Sasaran::unit(jalur.clone(), hari))
            .map_err(|_| Refusal::NotFound)?;
        let semua = store::semua_baris(tx, &bulan.proses.id, &Lingkup::Unit(jalur))?;
        let dibayar = bayar(tx, periode, &semua)?;
        let mut orang: Vec<Orang> = semua
            .iter()
            .map(|b| {
                let polos = BayarOrang { dibayar: b.utama_sen, ..BayarOrang::default() };
                let satu = dibayar.as_ref().map_or(polos, |d| d.orang(&b.nip));
                Orang {
                    nama: b.nama.clone(),
                    kelas: Some(b.kelas),
                    dihitung: b.utama_sen,
                    dibayar: satu.dibayar,
                }
            })
            .collect();
        for [nip, nama, milik] in dibayar.iter().flat_map(|d| d.tanpa_baris()) {
            if milik == kode {
                let sen = dibayar.as_ref().map_or(0, |d| d.orang(nip).dibayar);
                orang.push(Orang { nama: nama.clone(), kelas: None, dihitung: 0, dibayar: sen });
            }
        }
        let sidik = sidik_opd(&bulan, &semua).remove(kode).unwrap_or_default();
        Ok((Isi { bulan, opd, sidik, orang }, putusan))
    })
}

fn uang(sen: i64) -> String {
    Rupiah::from_sen(sen).angka()
}

fn nilai(region: &Region, isi: &Isi, tahap: Tahap) -> Value {
    let (p, o) = (&isi.bulan.proses, &isi.opd);
    let jumlah = |f: fn(&Orang) -> i64| isi.orang.iter().map(f).sum::<i64>();
    let (dihitung, dibayar) = (jumlah(|x| x.dihitung), jumlah(|x| x.dibayar));
    let bawaan = isi.bulan.bawaan_sen(&o.kode);
    let tangguh = dihitung + bawaan - dibayar;
    let ada = |sen: i64| (sen != 0).then(|| uang(sen));
    let baris = isi.orang.iter().enumerate().map(|(i, x)| {
        json!({
            "nomor": i + 1, "nama": x.nama, "kelas": x.kelas.map_or_else(|| "-".to_owned(), |k| k.to_string()),
            "dihitung": uang(x.dihitung), "dibayar": uang(x.dibayar),
        })
    });
    json!({
        "bulan": p.periode.nama(Bahasa::Id),
        "opd": o.nama,
        "keadaan": besar(tahap.nama(Bahasa::Id)),
        "sementara": tahap < Tahap::Disetujui,
        "orang": isi.orang.len(),
        "dihitung": uang(dihitung),
        "tangguh": ada(-tangguh),
        "bawaan": ada(bawaan),
        "dibayar": uang(dibayar),
        "pagu": o.plafon_sen.map(uang),
        "kelas": kelas(&isi.orang),
        "langkah": langkah(region, isi),
        "versi": p.versi,
        "paket": format!("{} {}", p.paket_id, p.paket_versi),
        "sidik": p.hasil_sidik.as_deref().map(kelompok),
        "sidik_opd": kelompok(&isi.sidik),
        "baris": baris.collect::<Vec<_>>(),
    })
}

/// Sums by class, the highest first; who has no line this month stands last.
fn kelas(orang: &[Orang]) -> Vec<Value> {
    let mut semua: BTreeMap<Option<i64>, (usize, i64, i64)> = BTreeMap::new();
    for o in orang {
        let satu = semua.entry(o.kelas).or_default();
        *satu = (satu.0 + 1, satu.1 + o.dihitung, satu.2 + o.dibayar);
    }
    let satu = |(kelas, (orang, dihitung, dibayar)): (&Option<i64>, &(usize, i64, i64))| {
        let kelas = kelas.map_or_else(|| "tanpa baris bulan ini".to_owned(), |k| k.to_string());
        json!({ "kelas": kelas, "orang": orang, "dihitung": uang(*dihitung), "dibayar": uang(*dibayar) })
    };
    semua.iter().rev().map(satu).collect()
}

fn langkah(region: &Region, isi: &Isi) -> Vec<Value> {
    let k = isi.bulan.keadaan(&isi.opd.kode);
    let zona = region.identitas().zona;
    let semua: [(&str, Option<&BarisLangkah>); 5] = [
        ("Ditandatangani", k.tanda_tangan),
        ("Diverifikasi BKPSDM", k.verifikasi),
        ("Disetujui", k.setuju),
        ("Diserahkan", k.ekspor),
        ("Dibayar", k.bayar),
    ];
    let satu = |(nama, baris): (&str, Option<&BarisLangkah>)| match baris {
        Some(b) => json!({
            "nama": nama, "oleh": b.oleh, "saat": crate::pages::saat(b.pada, zona, Bahasa::Id), "surat": b.surat,
        }),
        None => json!({ "nama": nama, "oleh": "belum", "saat": "", "surat": "" }),
    };
    semua.into_iter().map(satu).collect()
}
