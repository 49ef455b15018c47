//! Printing a slip: the explained figures as PDF, recorded so that whoever is handed the paper can confirm it.

mod rekap;

pub use self::rekap::rekap_pdf;

use balai_documents::{Keterangan, KodeDokumen, Kop, Templat};
use balai_kernel::{Aktor, Bahasa, Galat, Jalur, Lingkup, Nip, Periode, Rupiah};
use balai_platform::dokumen::{self, Dokumen, Pengganti, kop, samarkan, sidik_jumlah};
use balai_platform::{Done, Event, Refusal, Region, Sasaran, decide, sidik};
use balai_rules::Jejak;
use serde_json::{Value, json};

use crate::acts::langkah::Bulan;
use crate::acts::slip::{self, Bayaran, Siapa, Slip, Uraian};
use crate::akt::SLIP_BACA;
use crate::model::asal;
use crate::model::benang::{self, Langkah, Simpul, label, rupiah};
use crate::model::langkah::Tahap;
use crate::model::pembekuan::StatusAktivitas;
use crate::model::proses::ProsesTersimpan;
use crate::model::sebab::{self, Karena, Sebab};
use crate::model::selisih::Jenis;
use crate::store::proses as store;

/// The template that ships.
const TEMPLAT: &str = include_str!("../../../../paket/dokumen/slip-tunjangan.md");
const NAMA_TEMPLAT: &str = "slip-tunjangan.md";
/// On every page of what is printed before its approval.
pub const SEMENTARA: &str = "SEMENTARA / PROVISIONAL";
/// Rows printed of one table; what is left is said in a line.
const BARIS_MAKS: usize = 62;

/// A printed document.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Cetakan {
    /// The PDF.
    pub isi: Vec<u8>,
    /// The code on it.
    pub kode: KodeDokumen,
    /// How many pages.
    pub halaman: usize,
}

/// Prints the slip that [`slip::baca`] reads. `pangkal` is the address of the house without a slash at its end, for the QR
/// code. Printed are only figures that were computed again and agree. The first printing of a content is an act and is
/// recorded; printing the same again gives the same file with the same moment on it.
///
/// # Errors
/// As [`slip::baca`]; `KIN-414` when the figures do not agree; `DOK-…` for a broken template.
pub fn slip_pdf(
    region: &Region,
    aktor: &Aktor,
    periode: Periode,
    siapa: &Siapa,
    pangkal: &str,
) -> Result<Cetakan, Refusal> {
    let slip = slip::baca(region, aktor, periode, siapa)?;
    let uraian = match &slip.uraian {
        Ok(u) if u.cocok => u,
        Ok(_) => return Err(Galat::baru("KIN-414").dengan("nip", &slip.baris.nip).into()),
        Err(g) => return Err(g.clone().into()),
    };
    let (periode_, opd) = (slip.proses.periode, slip.opd.kode.clone());
    let tahap = region.read(|tx| -> Result<_, Refusal> {
        let bulan = Bulan::tanpa_bawaan(tx, periode_, &Lingkup::Semua)?.ok_or(Refusal::NotFound)?;
        Ok(bulan.keadaan(&opd).tahap)
    })?;
    let nilai = nilai(&slip, uraian, tahap);
    let sasaran = format!("kinerja.slip/{periode}/{}", slip.baris.pegawai);
    let tanda = if tahap < Tahap::Disetujui { SEMENTARA } else { "" };
    let bahan = Bahan {
        kop: kop_daerah(region, &slip.proses, &slip.opd.nama)?,
        judul: format!("Slip Tunjangan {}", periode.nama(Bahasa::Id)),
        nomor: format!("Slip {periode}, hitungan ke-{}", slip.proses.versi),
        tanda,
        sasaran: &sasaran,
        templat: (NAMA_TEMPLAT, TEMPLAT),
        nilai: &nilai,
    };
    let kode = bahan.kode(region);
    let baru = Dokumen {
        kode: kode.rapat(),
        jenis: "kinerja.slip".to_owned(),
        judul: bahan.judul_tercatat(),
        nomor: bahan.nomor.clone(),
        sasaran: sasaran.clone(),
        versi: slip.proses.versi,
        nama: samarkan(&slip.baris.nama),
        sidik: sidik(bahan.kanonik(region).as_bytes()),
        cocok: sidik_jumlah(&kode.rapat(), slip.baris.utama_sen),
        terbit: region.sekarang(),
    };
    let tercatat = catat(region, aktor, &slip, baru)?;
    bahan.cetak(kode, &tercatat, pangkal)
}

/// What a document is printed from, before its code and its moment are known.
pub(super) struct Bahan<'a> {
    pub kop: Kop,
    pub judul: String,
    pub nomor: String,
    pub tanda: &'static str,
    pub sasaran: &'a str,
    pub templat: (&'static str, &'static str),
    pub nilai: &'a Value,
}

impl Bahan<'_> {
    /// Everything that makes this document this document. Its hash is in the register, its code on the paper.
    pub fn kanonik(&self, region: &Region) -> String {
        let isi = json!({
            "daerah": region.kode().to_string(), "sasaran": self.sasaran, "templat": self.templat.1,
            "nilai": self.nilai, "kop": [self.kop.pemda, self.kop.unit, self.kop.alamat], "tanda": self.tanda,
        });
        isi.to_string()
    }

    /// The code on it.
    pub fn kode(&self, region: &Region) -> KodeDokumen {
        KodeDokumen::dari(self.kanonik(region).as_bytes())
    }

    /// The title in the register, which says that a document is provisional.
    pub fn judul_tercatat(&self) -> String {
        if self.tanda.is_empty() { self.judul.clone() } else { format!("{} (sementara)", self.judul) }
    }

    /// The PDF, with the moment the content was first given out.
    pub fn cetak(self, kode: KodeDokumen, tercatat: &Dokumen, pangkal: &str) -> Result<Cetakan, Refusal> {
        let ket = Keterangan {
            judul: self.judul,
            nomor: self.nomor,
            bahasa: "id".to_owned(),
            waktu: tercatat.terbit,
            tanda: self.tanda.to_owned(),
            verifikasi: Some((kode.to_string(), format!("{pangkal}/dokumen/{}", kode.rapat()))),
        };
        let (nama, teks) = self.templat;
        let cetakan = Templat::urai(nama, teks)?.isi(self.nilai)?.pdf(&self.kop, &ket)?;
        Ok(Cetakan { isi: cetakan.bita, kode, halaman: cetakan.halaman })
    }
}

/// The letterhead of the day the month was computed, so that a later address does not change an earlier document.
pub(super) fn kop_daerah(region: &Region, proses: &ProsesTersimpan, unit: &str) -> Result<Kop, Refusal> {
    let id = region.identitas();
    let hari = proses.dihitung_pada.unwrap_or(proses.dibuka_pada).tanggal(id.zona);
    let kop = region.read(|tx| kop(tx, hari, &id.pemda).map_err(Refusal::from))?;
    Ok(Kop { pemda: kop.nama, unit: unit.to_owned(), alamat: kop.alamat, warna: warna(&id.warna) })
}

/// The newer computation of the month a document of this application states.
///
/// # Errors
/// The store's failure.
pub fn pengganti(region: &Region, d: &Dokumen) -> Result<Option<Pengganti>, Refusal> {
    let mut ruas = d.sasaran.split('/');
    let milik = ruas.next().is_some_and(|r| r.starts_with("kinerja."));
    let Some(periode) = ruas.next().filter(|_| milik).and_then(|p| p.parse().ok()) else { return Ok(None) };
    let kini = region.read(|tx| store::terbaru(tx, periode).map_err(Refusal::from))?;
    Ok(kini
        .filter(|p| p.versi > d.versi)
        .map(|p| Pengganti { versi: p.versi, sejak: p.dihitung_pada.unwrap_or(p.dibuka_pada) }))
}

/// The record of this content: the one there is, or a new one with its event.
fn catat(region: &Region, aktor: &Aktor, slip: &Slip, baru: Dokumen) -> Result<Dokumen, Refusal> {
    if let Some(ada) = tercatat(region, &baru)? {
        return Ok(ada);
    }
    let jalur: Jalur = slip.baris.jalur_unit.parse().map_err(|_| Refusal::NotFound)?;
    let nip: Nip = slip.baris.nip.parse().map_err(|_| Refusal::NotFound)?;
    let putusan = decide(aktor, &SLIP_BACA, &Sasaran::orang(nip, jalur, region.hari_ini()))?;
    let (periode, versi, pegawai) = (slip.proses.periode, slip.proses.versi, slip.baris.pegawai);
    let sasaran = format!("kinerja.slip/{periode}/{versi}/{pegawai}");
    region.act(aktor, move |tx| {
        let tercatat = dokumen::terbitkan(tx, &baru)?;
        let isi = json!({ "periode": periode.to_string(), "versi": versi, "pegawai": pegawai, "dokumen": baru.kode });
        Ok(Done::new(tercatat, Event::baru(putusan.clone(), sasaran.clone()).isi(isi)))
    })
}

/// The record of the same content, if it was given out before.
pub(super) fn tercatat(region: &Region, baru: &Dokumen) -> Result<Option<Dokumen>, Refusal> {
    let ada = region.read(|tx| dokumen::cari(tx, &baru.kode).map_err(Refusal::from))?;
    Ok(ada.map(|(a, _)| a).filter(|a| a.sidik == baru.sidik))
}

/// What the template may name.
fn nilai(slip: &Slip, uraian: &Uraian, tahap: Tahap) -> Value {
    let langkah = benang::urai(&uraian.jejak);
    let hilang = sebab::hilang(&langkah, &uraian.kehilangan);
    let uang = |sen: i64| Rupiah::from_sen(sen).to_string();
    json!({
        "bulan": slip.proses.periode.nama(Bahasa::Id),
        "nama": slip.baris.nama,
        "nip": slip.baris.nip.parse::<Nip>().map_or_else(|_| slip.baris.nip.clone(), |n| n.berspasi()),
        "jabatan": slip.baris.jabatan,
        "kelas": slip.baris.kelas,
        "unit": slip.baris.unit_nama,
        "opd": slip.opd.nama,
        "keadaan": besar(tahap.nama(Bahasa::Id)),
        "sementara": tahap < Tahap::Disetujui,
        "diterima": uang(slip.baris.utama_sen),
        "dibayar": slip.bayaran.as_ref().map(|b| uang(b.jumlah_sen)),
        "bayaran": slip.bayaran.as_ref().map(|b| bayaran(slip, b)),
        "dasar": slip.paket.dasar,
        "baris": langkah.iter().map(baris).collect::<Vec<_>>(),
        "hilang": hilang.as_ref().map(|h| json!({
            "jumlah": rupiah(h.jumlah),
            "sebab": h.sebab.iter().map(sebab_json).collect::<Vec<_>>(),
        })),
        "tabel": asal::tabel(&langkah).iter().map(tabel).collect::<Vec<_>>(),
        "versi": slip.proses.versi,
        "paket": format!("{} {}", slip.paket.nama.0, slip.proses.paket_versi),
        "sidik": slip.proses.hasil_sidik.as_deref().map(kelompok),
        "sidik_masukan": kelompok(&slip.opd.masukan_sidik),
    })
}

/// The lines between what was computed and what is paid.
fn bayaran(slip: &Slip, b: &Bayaran) -> Value {
    let uang = |sen: i64| Rupiah::from_sen(sen).angka();
    let mut semua = vec![json!({ "nama": "Dihitung bulan ini", "nilai": uang(slip.baris.utama_sen) })];
    if let Some(sen) = b.kebijakan_sen {
        semua.push(json!({ "nama": "Dibayar menurut kebijakan plafon", "nilai": uang(sen) }));
    }
    semua.extend(b.bawaan.iter().map(|(s, sen)| {
        let bulan = s.asal.nama(Bahasa::Id);
        let nama = match s.jenis {
            Jenis::Selisih => format!("Selisih {bulan}, daftar ke-{}", s.urut),
            Jenis::Utang => format!("Tertunda dari {bulan}"),
        };
        json!({ "nama": nama, "nilai": uang(*sen) })
    }));
    Value::Array(semua)
}

fn baris(l: &Langkah<'_>) -> Value {
    let tanda = match l.simpul {
        Simpul::Kurang => "− ",
        Simpul::Tambah => "+ ",
        Simpul::Kali => "× ",
        Simpul::Bagi => "÷ ",
        Simpul::Awal | Simpul::Butir | Simpul::Sama => "",
    };
    let mut ket = l.jejak.dasar.clone();
    if let Some(kurang) = sebab::rugi(l).filter(|k| *k > 0) {
        let kata = format!("kurang {} dari penuh", rupiah(kurang));
        ket = if ket.is_empty() { kata } else { format!("{ket}; {kata}") };
    }
    json!({
        "nama": format!("{tanda}{}", label(l.jejak, Bahasa::Id)),
        "dasar": ket,
        "jumlah": benang::angka(l.jejak),
        "kuat": l.simpul == Simpul::Sama,
    })
}

fn sebab_json(s: &Sebab<'_>) -> Value {
    let (sebab, ket) = match s.karena {
        Karena::Aktivitas { status, banyak, menit } => {
            let sebab = match status {
                StatusAktivitas::Ditolak => "Aktivitas ditolak",
                StatusAktivitas::Dikembalikan => "Aktivitas dikembalikan dan belum diperbaiki",
                _ => "Aktivitas belum diverifikasi sampai batas",
            };
            (sebab.to_owned(), format!("{banyak} aktivitas, {menit} menit"))
        }
        Karena::Capaian(j) => (label(j, Bahasa::Id).to_owned(), "capaian belum 100%".to_owned()),
        Karena::Baris { jejak, dari: 0, .. } => (label(jejak, Bahasa::Id).to_owned(), String::new()),
        Karena::Baris { jejak, banyak, dari } => {
            (label(jejak, Bahasa::Id).to_owned(), format!("{banyak} dari {dari} hari bercatatan"))
        }
    };
    json!({ "sebab": sebab, "ket": ket, "nilai": rupiah(s.nilai) })
}

fn tabel(t: &asal::Tabel<'_>) -> Value {
    let satu = |b: &&Jejak| {
        json!({
            "kunci": asal::kunci(&b.kunci, Bahasa::Id),
            "isi": asal::isi(b, Bahasa::Id),
            "nilai": asal::tanpa_satuan(b),
        })
    };
    let satuan = t.baris.first().map_or("", |b| b.satuan.as_str());
    json!({
        "judul": label(t.langkah, Bahasa::Id),
        "kepala": label(t.agregat, Bahasa::Id),
        "satuan": if satuan.is_empty() { "Nilai".to_owned() } else { format!("Nilai ({satuan})") },
        "baris": t.baris.iter().take(BARIS_MAKS).map(satu).collect::<Vec<_>>(),
        "banyak": t.baris.len(),
        "dari": t.agregat.anak.len(),
        "jumlah": asal::tanpa_satuan(t.agregat),
    })
}

fn besar(teks: &str) -> String {
    let mut huruf = teks.chars();
    huruf.next().map(|h| h.to_uppercase().chain(huruf).collect()).unwrap_or_default()
}

/// The first sixteen digits of a hash in fours, as the page shows it.
pub(super) fn kelompok(sidik: &str) -> String {
    let potong: Vec<&str> = (0..4).filter_map(|i| sidik.get(i * 4..i * 4 + 4)).collect();
    potong.join(" ")
}

/// `#RRGGBB`; ink where it is something else.
fn warna(teks: &str) -> [u8; 3] {
    let dua = |i: usize| teks.get(i..i + 2).and_then(|h| u8::from_str_radix(h, 16).ok());
    match (dua(1), dua(3), dua(5)) {
        (Some(r), Some(g), Some(b)) => [r, g, b],
        _ => [27, 28, 30],
    }
}
