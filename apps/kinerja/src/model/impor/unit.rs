//! The unit tree as Bagian Organisasi hands it over.

use std::collections::{BTreeMap, HashMap};

use balai_kernel::{Galat, Jalur};
use balai_organisasi::{JenisUnit, Unit, UnitBaru};

use super::baca::{BacaCari, Bentuk, GalatBaca, JenisSel};
use super::hasil::{Laporan, Temuan};
use super::kepala::Kolom;
use super::lipat::lipat;
use super::{Pengisi, Suasana, sel, tata_wajib, tiap_data};

/// Deepest tree taken.
const BATAS_DALAM: usize = 12;

const KODE: usize = 0;
const NAMA: usize = 1;
const INDUK: usize = 2;
const JENIS: usize = 3;

/// The columns of a unit file.
pub const KOLOM: [Kolom; 4] = [
    Kolom {
        nama: "Kode",
        sinonim: &[
            "kode",
            "kode unit",
            "kode unit kerja",
            "kode opd",
            "kode unor",
            "kode skpd",
            "id unit",
            "id",
        ],
        wajib: true,
    },
    Kolom {
        nama: "Nama Unit",
        sinonim: &[
            "nama unit",
            "nama unit kerja",
            "unit kerja",
            "unit",
            "nama",
            "nama opd",
            "nama unor",
            "perangkat daerah",
            "uraian",
        ],
        wajib: true,
    },
    Kolom {
        nama: "Kode Induk",
        sinonim: &[
            "kode induk",
            "induk",
            "kode unit induk",
            "unit induk",
            "kode atasan",
            "kode parent",
            "parent",
            "id induk",
            "kode opd induk",
        ],
        wajib: true,
    },
    Kolom {
        nama: "Jenis",
        sinonim: &["jenis", "jenis unit", "tipe", "tingkat", "level", "kategori"],
        wajib: false,
    },
];

/// A unit as its row says, not yet hung into the tree.
#[derive(Debug, Clone)]
struct Mentah {
    baris: u32,
    kode: String,
    nama: String,
    induk: Option<String>,
    jenis: Option<JenisUnit>,
    nilai_induk: String,
}

/// Reads a unit file against the units there are. What comes back is only what changes, parents before children.
///
/// # Errors
/// A failing disk, or a file refused as a whole.
pub fn baca(
    sumber: &mut dyn BacaCari,
    bentuk: Bentuk,
    ada: &[Unit],
    suasana: &mut Suasana<'_>,
) -> Result<(Vec<UnitBaru>, Laporan), GalatBaca> {
    let (mut tabel, peta) = tata_wajib(sumber, bentuk, &KOLOM)?;
    let mut laporan = Laporan::default();
    let mut mentah: Vec<Mentah> = Vec::new();
    let mut baris_kode: HashMap<String, u32> = HashMap::new();
    tiap_data(&mut tabel, &peta, KODE, suasana, &mut laporan, &mut |baris, laporan| {
        let mut p = Pengisi::baru(&KOLOM, &peta, baris);
        let kode = p.wajib(KODE, sel::kode_unit);
        if let Some(k) = &kode {
            if let Some(awal) = baris_kode.get(k) {
                let galat = Galat::baru("KIN-171").dengan("kode", k).dengan("baris", awal);
                p.salah(KODE, galat);
            } else {
                baris_kode.insert(k.clone(), baris.nomor);
            }
            if p.sel(KODE).jenis == JenisSel::Angka {
                laporan.ingatkan(p.temuan_di(KODE, Galat::baru("KIN-164").dengan("kode", k)));
            }
        }
        let nama = p.wajib(NAMA, |s| sel::nama(s, 200));
        let induk = p.boleh(INDUK, sel::kode_unit);
        let jenis = match p.boleh(JENIS, |s| sel::sehat(s).map(|s| (s.teks, jenis(s.teks)))) {
            // regions have words of their own here; the place in the tree tells what the unit is
            Some((tulisan, None)) => {
                laporan.ingatkan(p.temuan_di(JENIS, Galat::baru("KIN-175").dengan("nilai", tulisan)));
                None
            }
            Some((_, jenis)) => jenis,
            None => None,
        };
        match (p.temuan.take(), kode, nama) {
            (None, Some(kode), Some(nama)) => {
                let nilai_induk = p.sel(INDUK).teks.to_owned();
                mentah.push(Mentah { baris: baris.nomor, kode, nama, induk, jenis, nilai_induk });
                Ok(())
            }
            (Some(t), ..) => Err(t),
            (None, ..) => Err(p.temuan_di(KODE, Galat::baru("KIN-115").dengan("kolom", KOLOM[KODE].nama))),
        }
    })?;
    let judul = |f: usize| peta.judul(&KOLOM, f).to_owned();
    let baru = gantung(mentah, ada, &baris_kode, &judul, &mut laporan);
    laporan.urutkan();
    Ok((baru, laporan))
}

fn jenis(tulisan: &str) -> Option<JenisUnit> {
    Some(match lipat(tulisan).as_str() {
        "opd"
        | "skpd"
        | "perangkat daerah"
        | "organisasi perangkat daerah"
        | "dinas"
        | "badan"
        | "kecamatan"
        | "induk" => JenisUnit::Opd,
        "pemda" | "pemerintah daerah" | "pemkot" | "pemkab" | "pemprov" | "daerah" => JenisUnit::Pemda,
        "unit" | "unit kerja" | "sub unit" | "subunit" | "bidang" | "bagian" | "seksi" | "subbagian"
        | "subbag" | "sub bagian" | "sub bidang" | "subbidang" | "sekretariat" | "upt" | "uptd"
        | "kelurahan" | "puskesmas" | "sekolah" | "tim" => JenisUnit::Unit,
        _ => return None,
    })
}

/// Hangs the rows into the tree that is there: refuses orphans and circles, and works out every path.
fn gantung(
    mentah: Vec<Mentah>,
    ada: &[Unit],
    baris_kode: &HashMap<String, u32>,
    judul: &dyn Fn(usize) -> String,
    laporan: &mut Laporan,
) -> Vec<UnitBaru> {
    let lama: BTreeMap<&str, &Unit> = ada.iter().map(|u| (u.kode.as_str(), u)).collect();
    let mut sah: BTreeMap<String, Mentah> = mentah.into_iter().map(|m| (m.kode.clone(), m)).collect();
    // refusing one unit orphans the units below it, so this repeats until nothing more falls
    loop {
        let jatuh: Vec<(String, Galat)> = sah
            .values()
            .filter_map(|m| periksa_induk(m, &sah, &lama, baris_kode).map(|g| (m.kode.clone(), g)))
            .collect();
        if jatuh.is_empty() {
            break;
        }
        for (kode, galat) in jatuh {
            if let Some(m) = sah.remove(&kode) {
                laporan.tolak(Temuan::baru(m.baris, &judul(INDUK), &m.nilai_induk, galat));
            }
        }
    }
    opd_kembar(&mut sah, &lama, judul, laporan);
    ingatkan_kembar(&sah, judul, laporan);
    laporan.diterima = sah.len() as u64;
    jalur_baru(&sah, &lama)
}

fn periksa_induk(
    m: &Mentah,
    sah: &BTreeMap<String, Mentah>,
    lama: &BTreeMap<&str, &Unit>,
    baris_kode: &HashMap<String, u32>,
) -> Option<Galat> {
    let Some(induk) = &m.induk else {
        return (m.jenis == Some(JenisUnit::Unit)).then(|| Galat::baru("KIN-178").dengan("kode", &m.kode));
    };
    if !sah.contains_key(induk) && !lama.contains_key(induk.as_str()) {
        return Some(match baris_kode.get(induk) {
            Some(b) => Galat::baru("KIN-177").dengan("induk", induk).dengan("baris", b),
            None => Galat::baru("KIN-173").dengan("induk", induk),
        });
    }
    let mut kini = Some(induk.as_str());
    let mut jalan = vec![m.kode.as_str()];
    while let Some(k) = kini {
        if k == m.kode {
            jalan.push(k);
            return Some(Galat::baru("KIN-174").dengan("jalan", jalan.join(" → ")));
        }
        jalan.push(k);
        if jalan.len() > sah.len() + lama.len() + 1 {
            // a circle further up: its own rows are refused, this one then falls with its parent
            return None;
        }
        kini = induk_dari(k, sah, lama);
    }
    (jalan.len() > BATAS_DALAM).then(|| Galat::baru("KIN-181").dengan("batas", BATAS_DALAM))
}

fn induk_dari<'a>(
    kode: &str,
    sah: &'a BTreeMap<String, Mentah>,
    lama: &BTreeMap<&str, &'a Unit>,
) -> Option<&'a str> {
    match sah.get(kode) {
        Some(m) => m.induk.as_deref(),
        None => lama.get(kode).and_then(|u| u.induk.as_deref()),
    }
}

/// Two OPD of one name cannot be told apart in a staff file, so the later is refused.
fn opd_kembar(
    sah: &mut BTreeMap<String, Mentah>,
    lama: &BTreeMap<&str, &Unit>,
    judul: &dyn Fn(usize) -> String,
    laporan: &mut Laporan,
) {
    let mut nama: HashMap<String, String> = lama
        .values()
        .filter(|u| u.jenis == JenisUnit::Opd && !sah.contains_key(&u.kode))
        .map(|u| (lipat(&u.nama), u.kode.clone()))
        .collect();
    let mut urut: Vec<(u32, String)> =
        sah.values().filter(|m| jenis_jadi(m) == JenisUnit::Opd).map(|m| (m.baris, m.kode.clone())).collect();
    urut.sort();
    for (_, kode) in urut {
        let Some(m) = sah.get(&kode) else { continue };
        let lipatan = lipat(&m.nama);
        match nama.get(&lipatan) {
            Some(lain) => {
                let galat = Galat::baru("KIN-176").dengan("nama", &m.nama).dengan("kode", lain);
                laporan.tolak(Temuan::baru(m.baris, &judul(NAMA), &m.nama, galat));
                sah.remove(&kode);
            }
            None => {
                nama.insert(lipatan, kode);
            }
        }
    }
    // what hung below a refused OPD has no parent any more
    loop {
        let yatim: Vec<String> = sah
            .values()
            .filter(|m| {
                m.induk.as_ref().is_some_and(|i| !sah.contains_key(i) && !lama.contains_key(i.as_str()))
            })
            .map(|m| m.kode.clone())
            .collect();
        if yatim.is_empty() {
            return;
        }
        for m in yatim.iter().filter_map(|k| sah.remove(k)) {
            let galat = Galat::baru("KIN-173").dengan("induk", &m.nilai_induk);
            laporan.tolak(Temuan::baru(m.baris, &judul(INDUK), &m.nilai_induk, galat));
        }
    }
}

fn ingatkan_kembar(sah: &BTreeMap<String, Mentah>, judul: &dyn Fn(usize) -> String, laporan: &mut Laporan) {
    let mut lihat: HashMap<(Option<&str>, String), &str> = HashMap::new();
    let mut urut: Vec<&Mentah> = sah.values().collect();
    urut.sort_by_key(|m| m.baris);
    for m in urut {
        if let Some(lain) = lihat.insert((m.induk.as_deref(), lipat(&m.nama)), &m.kode) {
            let galat = Galat::baru("KIN-180").dengan("nama", &m.nama).dengan("kode", lain);
            laporan.ingatkan(Temuan::baru(m.baris, &judul(NAMA), &m.nama, galat));
        }
    }
}

fn jenis_jadi(m: &Mentah) -> JenisUnit {
    m.jenis.unwrap_or(if m.induk.is_none() { JenisUnit::Opd } else { JenisUnit::Unit })
}

/// Every unit whose row or path is not as it was: the file's own, and what hangs below a unit that moved.
fn jalur_baru(sah: &BTreeMap<String, Mentah>, lama: &BTreeMap<&str, &Unit>) -> Vec<UnitBaru> {
    let mut anak: BTreeMap<Option<&str>, Vec<&str>> = BTreeMap::new();
    for kode in sah.keys().map(String::as_str).chain(lama.keys().copied().filter(|k| !sah.contains_key(*k))) {
        anak.entry(induk_dari(kode, sah, lama)).or_default().push(kode);
    }
    let mut jadi = Vec::new();
    // (code, path of the parent, OPD of the parent, line that made it move)
    let mut antre: Vec<(&str, Option<Jalur>, Option<String>, u32)> = Vec::new();
    let akar = anak.get(&None).cloned().unwrap_or_default();
    antre.extend(akar.into_iter().rev().map(|k| (k, None, None, 0)));
    while let Some((kode, induk, opd_induk, baris_induk)) = antre.pop() {
        let jalur = match &induk {
            Some(j) => j.anak(kode),
            None => Jalur::akar(kode),
        };
        let Ok(jalur) = jalur else { continue };
        let (nama, jenis, baris) = match (sah.get(kode), lama.get(kode)) {
            (Some(m), _) => (m.nama.clone(), jenis_jadi(m), m.baris),
            (None, Some(u)) => (u.nama.clone(), u.jenis, baris_induk),
            (None, None) => continue,
        };
        let opd = match jenis {
            JenisUnit::Pemda => None,
            JenisUnit::Opd => Some(kode.to_owned()),
            // a unit that hangs on no OPD answers for itself
            JenisUnit::Unit => Some(opd_induk.unwrap_or_else(|| kode.to_owned())),
        };
        let unit = Unit {
            kode: kode.to_owned(),
            nama_lipat: lipat(&nama),
            nama,
            jenis,
            induk: induk.as_ref().map(|j| j.kode().to_owned()),
            opd: opd.clone(),
            jalur: jalur.clone(),
        };
        for k in anak.get(&Some(kode)).into_iter().flatten().rev() {
            antre.push((k, Some(jalur.clone()), opd.clone(), baris));
        }
        if lama.get(kode).is_none_or(|u| **u != unit) {
            jadi.push(UnitBaru { unit, baris });
        }
    }
    jadi
}
