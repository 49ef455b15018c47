//! Giving a post to somebody, ending that, and naming who assesses them; each shown before it is signed.

use balai_kernel::{Aktor, Galat, Jalur, Kapasitas, Lingkup, Nip, Rupiah, Tanggal};
use balai_platform::{Done, Event, Refusal, Region, Sasaran, Tujuan, decide};
use balai_store::Tx;
use serde_json::{Value, json};

use super::KUNCI;
use super::kelas::nilai_pada;
use super::keputusan::{Tinjauan, periksa_keputusan, tanda, tertulis};
use crate::akt::{PEGAWAI_BACA, PENUGASAN_UBAH};
use crate::model::jabatan::{Keputusan, Masa, Penugasan};
use crate::model::putus::{Hasil, Potret};
use crate::model::tugas::{TugasBaru, rencanakan};
use crate::store::tulis::{self, Nomor, Tanda};
use crate::store::{self, jabatan as baca};
use crate::urai::Uraian;
use crate::{potret, satu_pegawai};

/// What is done to a person's posts.
#[derive(Debug, Clone)]
pub enum TindakanOrang {
    /// Gets a post, or acts over one. What was held by right before ends the day before.
    Tugaskan {
        /// The post.
        jabatan: i64,
        /// As holder or acting.
        kapasitas: Kapasitas,
        /// When.
        masa: Masa,
    },
    /// An assignment ends, or ends earlier than it was to.
    Akhiri {
        /// Its row.
        catatan: i64,
        /// The last day, included.
        sampai: Tanggal,
    },
    /// Somebody else than the superior assesses. Who was named before assesses until the day before.
    Penilai {
        /// Who, by number.
        penilai: i64,
        /// When.
        masa: Masa,
    },
}

/// A change of a person's posts by decree.
#[derive(Debug, Clone)]
pub struct UbahOrang {
    /// The person, by number.
    pub orang: i64,
    /// What is done.
    pub tindakan: TindakanOrang,
    /// By which decree.
    pub keputusan: Keputusan,
}

/// A row to be written, and the row whose place it takes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BarisBaru<T> {
    /// What it says.
    pub isi: T,
    /// When.
    pub masa: Masa,
    /// The earlier row.
    pub ganti: Option<i64>,
    /// Whether it says that the earlier row never held.
    pub gugur: bool,
}

/// Where somebody sits, and what their class is worth a month.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SisiOrang {
    /// Name of the unit.
    pub unit: String,
    /// Name of the post.
    pub jabatan: String,
    /// Its class.
    pub kelas: i64,
    /// The value of the class; none when nobody decreed one.
    pub nilai: Option<Rupiah>,
}

impl SisiOrang {
    fn rincian(&self) -> Value {
        json!({
            "unit": self.unit, "jabatan": self.jabatan, "kelas": self.kelas,
            "nilai_sen": self.nilai.map(Rupiah::sen),
        })
    }
}

/// What a change writes, and what it means for those below.
#[derive(Debug, Clone)]
pub struct RencanaOrang {
    /// The person's NIP.
    pub nip: Nip,
    /// The person's name.
    pub nama: String,
    /// Assignments: post and capacity.
    pub tugas: Vec<BarisBaru<(i64, Kapasitas)>>,
    /// Named assessors.
    pub penilai: Vec<BarisBaru<i64>>,
    /// Posts concerned, with their names.
    pub jabatan: Vec<(i64, String)>,
    /// Name of the named assessor.
    pub nama_penilai: Option<String>,
    /// For a post by right: where the person sits the day before, if anywhere, and on the first day.
    pub letak: Option<(Option<SisiOrang>, SisiOrang)>,
    /// Posts that are held by right before and by nobody after, each with whom those below come under and from when.
    pub lowong: Vec<(String, Tanggal, Uraian)>,
    jalur: Jalur,
}

/// What a change would do.
///
/// # Errors
/// `ORG-010` to `ORG-019`, `ORG-023`, `ORG-027`; [`Refusal::NotFound`] for an unknown person or post.
pub fn pratinjau_orang(region: &Region, c: &UbahOrang) -> Result<Tinjauan<RencanaOrang>, Refusal> {
    periksa_keputusan(&c.keputusan)?;
    region.read(|tx| hitung(tx, c))
}

/// Does the change whose preview has this digest. Answers the number of the newest row.
///
/// # Errors
/// As [`pratinjau_orang`]; `ORG-036` when it would do something else by now; [`Refusal::Denied`] outside the actor's
/// jurisdiction: of the post, and where an assessor is named, of the person.
pub fn ubah_orang(region: &Region, aktor: &Aktor, c: &UbahOrang, sidik: &str) -> Result<i64, Refusal> {
    periksa_keputusan(&c.keputusan)?;
    let (aktor_, c, sidik) = (aktor.clone(), c.clone(), sidik.to_owned());
    let (hari_ini, diketahui) = (region.hari_ini(), region.sekarang().to_string());
    region.act(aktor, move |tx| {
        tx.lock(KUNCI)?;
        let t = hitung(tx, &c)?;
        let sasaran = Sasaran::orang(t.rencana.nip.clone(), t.rencana.jalur.clone(), hari_ini);
        let putusan = decide(&aktor_, &PENUGASAN_UBAH, &sasaran)?;
        t.cocok(&sidik)?;
        let sumber = aktor_.akun.to_string();
        let tanda = |ganti, gugur| Tanda { gugur, ..tanda(&c.keputusan, &diketahui, &sumber, ganti) };
        let nomor = simpan(tx, c.orang, &t.rencana, tanda)?;
        let event = Event::baru(putusan, format!("organisasi.pegawai/{}", c.orang));
        Ok(Done::new(nomor, event.isi(t.rincian)))
    })
}

fn simpan<'a>(
    tx: &mut Tx<'_>,
    orang: i64,
    r: &RencanaOrang,
    tanda: impl Fn(Option<i64>, bool) -> Tanda<'a>,
) -> Result<i64, Refusal> {
    let mut terakhir = 0;
    if !r.tugas.is_empty() {
        terakhir = tulis::nomor(tx, Nomor::Penugasan)?;
        let rows = r.tugas.iter().map(|b| {
            terakhir += 1;
            (terakhir, orang, b.isi.0, b.isi.1, b.masa, tanda(b.ganti, b.gugur))
        });
        let rows: Vec<_> = rows.collect();
        tulis::sisip_penugasan(tx, &rows)?;
    }
    if !r.penilai.is_empty() {
        terakhir = tulis::nomor(tx, Nomor::Penilai)?;
        for b in &r.penilai {
            terakhir += 1;
            tulis::sisip_penilai(tx, (terakhir, orang, b.isi), b.masa, &tanda(b.ganti, b.gugur))?;
        }
    }
    Ok(terakhir)
}

fn hitung(tx: &mut Tx<'_>, c: &UbahOrang) -> Result<Tinjauan<RencanaOrang>, Refusal> {
    let orang = store::ringkas_orang(tx, c.orang)?.ok_or(Refusal::NotFound)?;
    let mut r = RencanaOrang {
        nip: orang.nip,
        nama: orang.nama,
        tugas: Vec::new(),
        penilai: Vec::new(),
        jabatan: Vec::new(),
        nama_penilai: None,
        letak: None,
        lowong: Vec::new(),
        jalur: orang.jalur_unit.parse().map_err(|_| Refusal::NotFound)?,
    };
    let rincian = match &c.tindakan {
        TindakanOrang::Tugaskan { jabatan, kapasitas, masa } => beri(
            tx,
            c,
            &mut r,
            &TugasBaru { orang: c.orang, jabatan: *jabatan, kapasitas: *kapasitas, masa: *masa },
        )?,
        TindakanOrang::Akhiri { catatan, sampai } => akhiri(tx, c, &mut r, *catatan, *sampai)?,
        TindakanOrang::Penilai { penilai, masa } => tunjuk(tx, c, &mut r, *penilai, *masa)?,
    };
    Ok(Tinjauan::baru(r, rincian))
}

fn beri(tx: &mut Tx<'_>, c: &UbahOrang, r: &mut RencanaOrang, baru: &TugasBaru) -> Result<Value, Refusal> {
    let mut p = potret::jabatan(tx, baru.jabatan)?;
    baca::tugas_orang(tx, c.orang)?.into_iter().for_each(|t| p.tambah_penugasan(t));
    let j = p.jabatan_terakhir(baru.jabatan).ok_or(Refusal::NotFound)?.clone();
    r.jalur = j.jalur_unit;
    for (q, masa) in rencanakan(&p, baru)?.tutup {
        tinggalkan(tx, r, &q, masa)?;
    }
    let isi = (baru.jabatan, baru.kapasitas);
    r.tugas.push(BarisBaru { isi, masa: baru.masa, ganti: None, gugur: false });
    r.jabatan.push((baru.jabatan, j.nama.clone()));
    if baru.kapasitas == Kapasitas::Definitif {
        r.letak = letak(tx, &r.nip, &p, baru)?;
    }
    let berakhir: Vec<i64> = r.tugas.iter().filter(|b| b.ganti.is_some()).map(|b| b.isi.0).collect();
    Ok(json!({
        "jabatan": baru.jabatan, "nama_jabatan": j.nama, "unit": j.unit, "kapasitas": baru.kapasitas.kode(),
        "sejak": baru.masa.sejak.to_string(), "sampai": baru.masa.sampai.map(|d| d.to_string()),
        "keputusan": tertulis(&c.keputusan), "berakhir": berakhir,
        "sebelum": r.letak.as_ref().and_then(|(lama, _)| lama.as_ref()).map(SisiOrang::rincian),
        "sesudah": r.letak.as_ref().map(|(_, baru)| baru.rincian()),
    }))
}

/// Where a post by right takes the person from and to.
fn letak(
    tx: &mut Tx<'_>,
    nip: &Nip,
    p: &Potret,
    baru: &TugasBaru,
) -> Result<Option<(Option<SisiOrang>, SisiOrang)>, Refusal> {
    let sejak = baru.masa.sejak;
    let Some(j) = p.jabatan(baru.jabatan, sejak) else { return Ok(None) };
    let nilai = nilai_pada(tx, sejak)?;
    let sisi = |tx: &mut Tx<'_>, unit: &str, jabatan: &str, kelas: i64| -> Result<SisiOrang, Refusal> {
        let unit = store::satu_unit(tx, unit)?.map_or_else(|| unit.to_owned(), |u| u.nama);
        let nilai = nilai.get(&kelas).map(|sen| Rupiah::from_sen(*sen));
        Ok(SisiOrang { unit, jabatan: jabatan.to_owned(), kelas, nilai })
    };
    let kemarin = sejak.yesterday().unwrap_or(sejak);
    let lama = match satu_pegawai(tx, &Lingkup::Semua, nip, kemarin)? {
        Some(o) => Some(sisi(tx, &o.unit, &o.jabatan, o.kelas)?),
        None => None,
    };
    Ok(Some((lama, sisi(tx, &j.unit, &j.nama, j.kelas)?)))
}

/// Ends an assignment on the last day of `masa`, and finds out what that leaves behind.
fn tinggalkan(tx: &mut Tx<'_>, r: &mut RencanaOrang, q: &Penugasan, masa: Masa) -> Result<(), Refusal> {
    let mut p = potret::jabatan(tx, q.jabatan)?;
    let nama = p.jabatan_terakhir(q.jabatan).map(|j| j.nama.clone()).unwrap_or_default();
    r.tugas.push(BarisBaru { isi: (q.jabatan, q.kapasitas), masa, ganti: Some(q.catatan), gugur: false });
    r.jabatan.push((q.jabatan, nama.clone()));
    if let Some(hari) = masa.sampai.and_then(|d| d.tomorrow().ok()) {
        p.ubah_masa(q.catatan, masa);
        let kosong = !p.penugasan_jabatan(q.jabatan).iter().any(|t| t.masa.memuat(hari));
        if kosong && p.jabatan(q.jabatan, hari).is_some_and(|j| j.formasi == 1) {
            let hasil: Hasil = p.pengganti(q.jabatan, hari);
            let u = Uraian::dari(tx, &p, hasil)?;
            r.lowong.push((nama, hari, u));
        }
    }
    Ok(())
}

fn akhiri(
    tx: &mut Tx<'_>,
    c: &UbahOrang,
    r: &mut RencanaOrang,
    catatan: i64,
    sampai: Tanggal,
) -> Result<Value, Refusal> {
    let ada = baca::tugas_orang(tx, c.orang)?.into_iter().find(|q| q.catatan == catatan);
    let q = ada.ok_or_else(|| Galat::baru("ORG-019"))?;
    let masa = Masa { sampai: Some(sampai), ..q.masa };
    if masa.terbalik() {
        return Err(Galat::baru("ORG-010").into());
    }
    let j = baca::satu_jabatan(tx, q.jabatan)?.pop().ok_or(Refusal::NotFound)?;
    r.jalur = j.jalur_unit;
    tinggalkan(tx, r, &q, masa)?;
    Ok(json!({
        "jabatan": q.jabatan, "nama_jabatan": j.nama, "kapasitas": q.kapasitas.kode(),
        "sampai": sampai.to_string(), "keputusan": tertulis(&c.keputusan),
    }))
}

fn tunjuk(
    tx: &mut Tx<'_>,
    c: &UbahOrang,
    r: &mut RencanaOrang,
    penilai: i64,
    masa: Masa,
) -> Result<Value, Refusal> {
    if masa.terbalik() {
        return Err(Galat::baru("ORG-010").into());
    }
    if c.orang == penilai {
        return Err(Galat::baru("ORG-027").into());
    }
    let oleh = store::ringkas_orang(tx, penilai)?.ok_or(Refusal::NotFound)?;
    let kini = satu_pegawai(tx, &Lingkup::Semua, &r.nip, Tanggal::MAX)?.ok_or(Refusal::NotFound)?;
    r.jalur = kini.jalur_unit;
    for q in baca::penilai_orang(tx, c.orang)?.iter().filter(|q| q.masa.bersinggungan(&masa)) {
        let akhir = masa.sejak.yesterday().ok().filter(|a| *a >= q.masa.sejak);
        let lama = Masa { sampai: akhir.or(q.masa.sampai), ..q.masa };
        r.penilai.push(BarisBaru {
            isi: q.penilai,
            masa: lama,
            ganti: Some(q.catatan),
            gugur: akhir.is_none(),
        });
    }
    r.penilai.push(BarisBaru { isi: penilai, masa, ganti: None, gugur: false });
    r.nama_penilai = Some(oleh.nama);
    Ok(json!({
        "penilai": penilai, "sejak": masa.sejak.to_string(), "sampai": masa.sampai.map(|d| d.to_string()),
        "keputusan": tertulis(&c.keputusan),
    }))
}

/// Records that somebody reads a person's numbers unmasked, and for what.
///
/// # Errors
/// [`Refusal::Denied`] when the person is outside the reader's jurisdiction; [`Refusal::NotFound`].
pub fn buka_pribadi(region: &Region, aktor: &Aktor, orang: i64, tujuan: Tujuan) -> Result<(), Refusal> {
    let (aktor_, hari_ini) = (aktor.clone(), region.hari_ini());
    region.baca_pribadi(aktor, tujuan, move |tx| {
        let o = store::ringkas_orang(tx, orang)?.ok_or(Refusal::NotFound)?;
        let jalur: Jalur = o.jalur_unit.parse().map_err(|_| Refusal::NotFound)?;
        let putusan = decide(&aktor_, &PEGAWAI_BACA, &Sasaran::orang(o.nip, jalur, hari_ini))?;
        Ok(Done::new((), Event::baru(putusan, format!("organisasi.pegawai/{orang}"))))
    })
}
