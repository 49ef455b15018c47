//! Staff as BKPSDM hands them over.

use std::collections::{BTreeMap, HashMap, HashSet};

use balai_kernel::{Galat, Golongan, Jalur, JenisNip, Nip, StatusPtkp, Tanggal};
use balai_organisasi::{DataPegawai, JenisUnit, PegawaiBaru, StatusPegawai, Unit};

use super::baca::{BacaCari, Bentuk, GalatBaca};
use super::hasil::{Laporan, Temuan};
use super::kepala::Kolom;
use super::lipat::{lipat, terdekat};
use super::{CONTOH_TANGGAL, Pengisi, Suasana, ingatkan_urutan, sel, tata_wajib, tiap_data, urutan_tanggal};

const NIP: usize = 0;
const NAMA: usize = 1;
const GOLONGAN: usize = 2;
const JABATAN: usize = 3;
const KELAS: usize = 4;
const OPD: usize = 5;
const UNIT: usize = 6;
const ATASAN: usize = 7;
const TMT: usize = 8;
const STATUS: usize = 9;
const PTKP: usize = 10;

/// The columns of a staff file.
pub const KOLOM: [Kolom; 11] = [
    Kolom {
        nama: "NIP",
        sinonim: &[
            "nip",
            "nip baru",
            "nip pegawai",
            "nip asn",
            "nip pns",
            "nip nippppk",
            "nip ni pppk",
            "nip nrk",
            "no induk pegawai",
            "nomor induk pegawai",
            "nipbaru",
            "nip lengkap",
        ],
        wajib: true,
    },
    Kolom {
        nama: "Nama Pegawai",
        sinonim: &[
            "nama pegawai",
            "nama",
            "nama lengkap",
            "nama asn",
            "nama pns",
            "nama lengkap dan gelar",
            "nama dan gelar",
            "nama lengkap beserta gelar",
        ],
        wajib: true,
    },
    Kolom {
        nama: "Gol./Ruang",
        sinonim: &[
            "gol ruang",
            "golongan ruang",
            "golongan",
            "gol",
            "gol rg",
            "golru",
            "gol ru",
            "pangkat golongan",
            "pangkat gol",
            "pangkat gol ruang",
            "pangkat golongan ruang",
            "golongan terakhir",
            "golongan akhir",
        ],
        wajib: true,
    },
    Kolom {
        nama: "Nama Jabatan",
        sinonim: &[
            "nama jabatan",
            "jabatan",
            "jabatan nama",
            "jabatan nama jabatan",
            "jabatan terakhir",
            "jabatan saat ini",
        ],
        wajib: true,
    },
    Kolom {
        nama: "Kelas Jabatan",
        sinonim: &[
            "kelas jabatan",
            "kelas",
            "kls jabatan",
            "kls jab",
            "kls",
            "jabatan kelas",
            "jabatan kelas jabatan",
            "kelas jab",
            "grade",
            "job class",
            "kelas jbtn",
        ],
        wajib: true,
    },
    Kolom {
        nama: "Perangkat Daerah",
        sinonim: &[
            "perangkat daerah",
            "opd",
            "nama opd",
            "nama perangkat daerah",
            "organisasi perangkat daerah",
            "skpd",
            "nama skpd",
            "satuan kerja",
            "satker",
            "unor induk",
            "unit organisasi induk",
            "dinas",
            "pd",
            "instansi",
        ],
        wajib: true,
    },
    Kolom {
        nama: "Unit Kerja",
        sinonim: &[
            "unit kerja",
            "unit",
            "nama unit",
            "nama unit kerja",
            "unit organisasi",
            "unor",
            "nama unor",
            "sub unit",
            "sub unit kerja",
            "bidang",
            "bagian",
            "bidang bagian",
            "kode unit",
        ],
        wajib: false,
    },
    Kolom {
        nama: "NIP Atasan Langsung",
        sinonim: &[
            "nip atasan langsung",
            "nip atasan",
            "atasan langsung",
            "atasan",
            "nip pejabat penilai",
            "nip penilai",
            "pejabat penilai",
            "atasan langsung nip",
            "nip atasan penilai",
        ],
        wajib: false,
    },
    Kolom {
        nama: "TMT Jabatan",
        sinonim: &[
            "tmt jabatan",
            "tmt",
            "tmt jab",
            "jabatan tmt",
            "tanggal tmt",
            "tmt jabatan terakhir",
            "terhitung mulai tanggal",
            "tanggal mulai jabatan",
            "mulai jabatan",
            "tmt jabatan saat ini",
        ],
        wajib: false,
    },
    Kolom {
        nama: "Status",
        sinonim: &[
            "status",
            "status pegawai",
            "status kepegawaian",
            "jenis pegawai",
            "jenis asn",
            "kedudukan",
            "status asn",
            "jenis kepegawaian",
        ],
        wajib: false,
    },
    Kolom {
        nama: "PTKP",
        sinonim: &[
            "ptkp",
            "status ptkp",
            "kode ptkp",
            "status kawin",
            "status pajak",
            "status perkawinan ptkp",
        ],
        wajib: false,
    },
];

/// What is known before the file is read.
#[derive(Debug, Default)]
pub struct Dasar {
    /// The units.
    pub unit: Vec<Unit>,
    /// Everybody on record, with the superior on record.
    pub atasan: HashMap<Nip, Option<Nip>>,
}

/// Finds units by what offices write.
pub struct PencariUnit<'a> {
    opd: HashMap<String, &'a Unit>,
    kode: HashMap<&'a str, &'a Unit>,
    dalam: HashMap<(&'a str, String), Vec<&'a Unit>>,
}

impl<'a> PencariUnit<'a> {
    /// Over these units.
    pub fn baru(unit: &'a [Unit]) -> Self {
        let mut cari = PencariUnit { opd: HashMap::new(), kode: HashMap::new(), dalam: HashMap::new() };
        for u in unit {
            cari.kode.insert(&u.kode, u);
            if u.jenis == JenisUnit::Opd {
                cari.opd.insert(lipat(&u.nama), u);
            }
            if let Some(opd) = &u.opd {
                cari.dalam.entry((opd, lipat(&u.nama))).or_default().push(u);
            }
        }
        cari
    }

    /// The OPD of this name or code. Abbreviations are refused: two OPD may share one.
    ///
    /// # Errors
    /// `KIN-134`, with the name that may have been meant; `KIN-145` when there are no units yet.
    pub fn opd(&self, tulisan: &str) -> Result<&'a Unit, Galat> {
        if let Some(u) = self.opd.get(&lipat(tulisan)) {
            return Ok(u);
        }
        if let Some(u) = self.kode.get(tulisan).filter(|u| u.jenis == JenisUnit::Opd) {
            return Ok(u);
        }
        if self.opd.is_empty() {
            return Err(Galat::baru("KIN-145").dengan("nilai", tulisan));
        }
        let mut nama: Vec<&str> = self.opd.values().map(|u| u.nama.as_str()).collect();
        nama.sort_unstable();
        Err(mirip(Galat::baru("KIN-134").dengan("nilai", tulisan), tulisan, nama.into_iter()))
    }

    /// The unit of this name or code within `opd`.
    ///
    /// # Errors
    /// `KIN-135` for an unknown name, `KIN-136` when several units of the OPD have it.
    pub fn unit(&self, opd: &'a Unit, tulisan: &str) -> Result<&'a Unit, Galat> {
        if let Some(u) = self.kode.get(tulisan).filter(|u| u.opd.as_deref() == Some(&opd.kode)) {
            return Ok(u);
        }
        match self.dalam.get(&(opd.kode.as_str(), lipat(tulisan))).map(Vec::as_slice) {
            Some([satu]) => Ok(satu),
            Some(banyak) => {
                let kode: Vec<&str> = banyak.iter().map(|u| u.kode.as_str()).collect();
                Err(Galat::baru("KIN-136").dengan("nilai", tulisan).dengan("kode", kode.join(", ")))
            }
            None => {
                let galat = Galat::baru("KIN-135").dengan("nilai", tulisan).dengan("opd", &opd.nama);
                let mut nama: Vec<&str> = self
                    .dalam
                    .iter()
                    .filter(|((o, _), _)| *o == opd.kode)
                    .flat_map(|(_, u)| u.iter().map(|u| u.nama.as_str()))
                    .collect();
                nama.sort_unstable();
                Err(mirip(galat, tulisan, nama.into_iter()))
            }
        }
    }
}

fn mirip<'a>(galat: Galat, tulisan: &str, nama: impl Iterator<Item = &'a str>) -> Galat {
    match terdekat(tulisan, nama) {
        Some(n) => galat.dengan("mirip", format!("\"{n}\"")),
        None => galat.dengan("mirip", "—"),
    }
}

struct Calon {
    baris: u32,
    data: DataPegawai,
    nilai_atasan: String,
}

/// Reads a staff file. What comes back are the good rows, in the order of the file.
///
/// # Errors
/// A failing disk, or a file refused as a whole.
pub fn baca(
    sumber: &mut dyn BacaCari,
    bentuk: Bentuk,
    dasar: &Dasar,
    suasana: &mut Suasana<'_>,
) -> Result<(Vec<PegawaiBaru>, Laporan), GalatBaca> {
    let (mut tabel, peta) = tata_wajib(sumber, bentuk, &KOLOM)?;
    let contoh = tabel.awal(CONTOH_TANGGAL)?;
    let urutan = urutan_tanggal(&contoh, &peta, TMT);
    let cari = PencariUnit::baru(&dasar.unit);
    let hari_ini = suasana.hari_ini;
    let mut laporan = Laporan::default();
    ingatkan_urutan(urutan, &peta, &KOLOM, TMT, &mut laporan);
    let mut calon: Vec<Calon> = Vec::new();
    let mut baris_nip: HashMap<Nip, u32> = HashMap::new();
    let mut tanpa_status = false;
    tiap_data(&mut tabel, &peta, NIP, suasana, &mut laporan, &mut |baris, laporan| {
        let mut p = Pengisi::baru(&KOLOM, &peta, baris);
        let nip = p.wajib(NIP, sel::nip);
        if let Some(n) = &nip {
            tanpa_status |= !peta.ada(STATUS) && n.jenis() != JenisNip::Pppk;
            if n.lahir() > hari_ini {
                p.salah(NIP, Galat::baru("KIN-147").dengan("lahir", n.lahir()));
            }
            match baris_nip.get(n) {
                Some(awal) => p.salah(NIP, Galat::baru("KIN-125").dengan("nip", n).dengan("baris", awal)),
                None => {
                    baris_nip.insert(n.clone(), baris.nomor);
                }
            }
        }
        let kosong = isi(&mut p, nip, &cari, |s| sel::tanggal(s, urutan, hari_ini.year()));
        if let Some(t) = p.temuan.take() {
            return Err(t);
        }
        let Some(data) = kosong else {
            return Err(p.temuan_di(NIP, Galat::baru("KIN-115").dengan("kolom", KOLOM[NIP].nama)));
        };
        ragu(&p, &data, hari_ini, laporan);
        calon.push(Calon { baris: baris.nomor, data, nilai_atasan: p.sel(ATASAN).teks.to_owned() });
        Ok(())
    })?;
    // a list of PPPK alone does without; elsewhere one missing column is said once, not on every row
    if tanpa_status {
        let galat = Galat::baru("KIN-107").dengan("kolom", KOLOM[STATUS].nama).dengan("ada", peta.terbaca());
        return Err(GalatBaca::Tolak { baris: peta.baris, galat });
    }
    atasan(&mut calon, &baris_nip, dasar, peta.judul(&KOLOM, ATASAN), &mut laporan);
    laporan.diterima = calon.len() as u64;
    laporan.urutkan();
    Ok((calon.into_iter().map(|c| PegawaiBaru { data: c.data, baris: c.baris }).collect(), laporan))
}

/// Reads all fields of a row, so that one refusal tells everything wrong with it.
fn isi(
    p: &mut Pengisi<'_>,
    nip: Option<Nip>,
    cari: &PencariUnit<'_>,
    tanggal: impl Fn(super::baca::Sel<'_>) -> Result<Tanggal, Galat>,
) -> Option<DataPegawai> {
    let nama = p.wajib(NAMA, |s| sel::nama(s, 150));
    if nama.as_deref().is_some_and(|n| !n.chars().any(char::is_alphabetic)) {
        p.salah(NAMA, Galat::baru("KIN-144"));
    }
    let golongan: Option<Golongan> = p.wajib(GOLONGAN, sel::golongan);
    let jabatan = p.wajib(JABATAN, |s| sel::nama(s, 250));
    let kelas = p.wajib(KELAS, sel::kelas);
    let opd = p.wajib(OPD, |s| cari.opd(sel::sehat(s)?.teks));
    let unit = match opd {
        Some(o) => p.boleh(UNIT, |s| cari.unit(o, sel::sehat(s)?.teks)).or(Some(o)),
        None => None,
    };
    let atasan: Option<Nip> = p.boleh(ATASAN, sel::nip);
    let tmt = p.boleh(TMT, tanggal);
    let status = match (p.sel(STATUS).kosong(), nip.as_ref().map(Nip::jenis)) {
        // the number itself says so; for a PNS it does not tell probation from tenure, which pays differently
        (true, Some(JenisNip::Pppk)) => Some(StatusPegawai::Pppk),
        _ => p.wajib(STATUS, sel::status_pegawai),
    };
    let ptkp: Option<StatusPtkp> = p.boleh(PTKP, sel::ptkp);
    if let (Some(g @ Golongan::Pppk(_)), Some(StatusPegawai::Pns | StatusPegawai::Cpns)) = (golongan, status)
    {
        p.salah(GOLONGAN, Galat::baru("KIN-142").dengan("nilai", g));
    }
    if let (Some(n), Some(t)) = (&nip, tmt)
        && t <= n.lahir()
    {
        p.salah(TMT, Galat::baru("KIN-143").dengan("nilai", t).dengan("lahir", n.lahir()));
    }
    if let (Some(a), Some(n)) = (&atasan, &nip)
        && a == n
    {
        p.salah(ATASAN, Galat::baru("KIN-138").dengan("nip", n));
    }
    let unit = unit?;
    Some(DataPegawai {
        nip: nip?,
        nama: nama?,
        golongan: golongan?,
        jabatan: jabatan?,
        kelas: kelas?,
        opd: opd?.kode.clone(),
        unit: unit.kode.clone(),
        jalur_unit: Jalur::clone(&unit.jalur),
        atasan,
        tmt,
        status: status?,
        ptkp,
    })
}

/// Warns about what is possible but worth a look.
fn ragu(p: &Pengisi<'_>, d: &DataPegawai, hari_ini: Tanggal, laporan: &mut Laporan) {
    let mut ingatkan = |f: usize, g: Galat| laporan.ingatkan(p.temuan_di(f, g));
    for g in d.nip.peringatan() {
        ingatkan(NIP, g.into());
    }
    match d.tmt {
        None => ingatkan(TMT, Galat::baru("KIN-165")),
        Some(t) => {
            if let Some(awal) = d.nip.tmt().filter(|awal| t < *awal) {
                ingatkan(TMT, Galat::baru("KIN-151").dengan("tmt", t).dengan("awal", awal));
            }
            if t > hari_ini {
                ingatkan(TMT, Galat::baru("KIN-152").dengan("tmt", t));
            }
        }
    }
    let pppk = matches!(d.status, StatusPegawai::Pppk | StatusPegawai::PppkParuhWaktu);
    if pppk != (d.nip.jenis() == JenisNip::Pppk) {
        ingatkan(STATUS, Galat::baru("KIN-154").dengan("status", d.status.kode()));
    }
    if pppk && matches!(d.golongan, Golongan::Pns { .. }) {
        ingatkan(GOLONGAN, Galat::baru("KIN-155").dengan("nilai", d.golongan));
    }
    if d.ptkp.is_none() {
        ingatkan(PTKP, Galat::baru("KIN-157"));
    }
}

/// Checks the superiors once all rows are read: a superior may stand below, in a row that is refused, or on record.
fn atasan(
    calon: &mut Vec<Calon>,
    baris_nip: &HashMap<Nip, u32>,
    dasar: &Dasar,
    judul: &str,
    laporan: &mut Laporan,
) {
    let tolak = |c: &Calon, g: Galat| Temuan::baru(c.baris, judul, &c.nilai_atasan, g);
    calon.retain(|c| {
        let Some(a) = &c.data.atasan else { return true };
        if baris_nip.contains_key(a) || dasar.atasan.contains_key(a) {
            return true;
        }
        laporan.tolak(tolak(c, Galat::baru("KIN-137").dengan("nip", a)));
        false
    });
    let melingkar = lingkaran(calon, dasar);
    calon.retain(|c| match melingkar.get(&c.data.nip) {
        Some(jalan) => {
            laporan.tolak(tolak(c, Galat::baru("KIN-139").dengan("jalan", jalan)));
            false
        }
        None => true,
    });
    let sah: HashSet<&Nip> = calon.iter().map(|c| &c.data.nip).collect();
    for c in calon.iter() {
        if let Some(a) = &c.data.atasan
            && !sah.contains(a)
            && let Some(baris) = baris_nip.get(a)
        {
            laporan.ingatkan(tolak(c, Galat::baru("KIN-150").dengan("nip", a).dengan("baris", baris)));
        }
    }
}

/// The people of the file whose chain of superiors comes back to themselves, with that chain. Rows of the file count
/// before what is on record.
fn lingkaran(calon: &[Calon], dasar: &Dasar) -> HashMap<Nip, String> {
    let berkas: HashMap<&Nip, Option<&Nip>> =
        calon.iter().map(|c| (&c.data.nip, c.data.atasan.as_ref())).collect();
    let naik = |n: &Nip| -> Option<&Nip> {
        match berkas.get(n) {
            Some(a) => *a,
            None => dasar.atasan.get(n).and_then(Option::as_ref),
        }
    };
    let mut selesai: HashSet<&Nip> = HashSet::new();
    let mut hasil = HashMap::new();
    for c in calon {
        let mut jalan: Vec<&Nip> = Vec::new();
        let mut letak: BTreeMap<&Nip, usize> = BTreeMap::new();
        let mut kini = Some(&c.data.nip);
        while let Some(n) = kini {
            if selesai.contains(n) {
                break;
            }
            if let Some(awal) = letak.get(n) {
                let putaran = jalan.get(*awal..).unwrap_or_default();
                let teks: Vec<&str> = putaran.iter().map(|n| n.as_str()).chain([n.as_str()]).collect();
                for orang in putaran.iter().filter(|o| berkas.contains_key(**o)) {
                    hasil.insert((*orang).clone(), teks.join(" → "));
                }
                break;
            }
            letak.insert(n, jalan.len());
            jalan.push(n);
            kini = naik(n);
        }
        selesai.extend(jalan);
    }
    hasil
}
