//! The package as others use it: load, plan a period, compute, read results.

use crate::angka::{skala_desimal, tulis_skala};
use crate::bangun::PembangunMasukan;
use crate::galat::{Catatan, GalatAturan};
use crate::hitung::{KolomPenuh, Konteks};
use crate::jejak::{Jejak, Penelusur};
use crate::jenis::Jenis;
use crate::kasus::{self, HasilKasus, Kasus, TabelTeks};
use crate::masukan::{Masukan, heksa};

use crate::muat::deklarasi::{Deklarasi, JenisKunci};
use crate::sumber::Berkas;
use crate::susun::ir::Tipe;
use crate::susun::{Ganti, Susunan, susun, versi_tabel};
use balai_kernel::{Bahasa, Periode, Tanggal};
use sha2::{Digest, Sha256};
use std::collections::BTreeSet;
use std::fmt::Write;
use std::sync::Arc;

/// A checked package, with or without a region's values.
#[derive(Clone, Debug)]
pub struct Paket {
    d: Arc<Deklarasi>,
    berkas: Vec<Berkas>,
    kasus: Vec<Kasus>,
    sidik: String,
}

/// A package resolved for one period.
#[derive(Clone, Debug)]
pub struct Rencana {
    pub(crate) d: Arc<Deklarasi>,
    pub(crate) s: Susunan,
}

/// What kind of value an input takes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum JenisMasukan {
    /// A number of `satuan` (empty: plain), whole multiples of 10^-`skala`, from `dari` to `sampai` (scaled).
    Angka {
        /// Name of the unit; empty for plain numbers.
        satuan: String,
        /// Decimal places.
        skala: u8,
        /// Least value, scaled.
        dari: i128,
        /// Greatest value, scaled.
        sampai: i128,
    },
    /// Yes or no.
    YaTidak,
    /// One of these, by place.
    Pilihan(Vec<String>),
    /// Any text.
    Teks,
    /// A date.
    Tanggal,
    /// A row of this entity.
    Rujukan(String),
}

/// One input a package declares.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MasukanSkema {
    /// Its name.
    pub nama: String,
    /// Label in Indonesian and English.
    pub label: (String, String),
    /// Its kind.
    pub jenis: JenisMasukan,
    /// Whether every row must have it (no `bila_kosong`).
    pub wajib: bool,
}

/// One entity a package declares.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct EntitasSkema {
    /// Its name.
    pub nama: String,
    /// Label in Indonesian and English.
    pub label: (String, String),
    /// The entity above, for child rows.
    pub induk: Option<String>,
    /// Name of the key.
    pub kunci: String,
    /// Whether it is the one the main figure is paid to.
    pub subjek: bool,
    /// Its inputs, in order.
    pub masukan: Vec<MasukanSkema>,
}

/// What is summed per group against which limit.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Plafon {
    /// The group's entity.
    pub entitas: String,
    /// The summed formula.
    pub jumlah: String,
    /// The limit's formula.
    pub batas: String,
}

/// Reads and checks a package: all files of its folder (names relative to it; those under `kasus/` are cases), and
/// optionally a region's file.
///
/// # Errors
/// Every fault found, ordered by file and place.
pub fn muat(berkas: &[Berkas], adopsi: Option<&Berkas>) -> Result<Paket, Vec<GalatAturan>> {
    let kasus_saja = |b: &&Berkas| b.nama.split('/').any(|x| x == "kasus");
    let mut teks: Vec<Berkas> = berkas.iter().filter(|b| !kasus_saja(b)).cloned().collect();
    teks.sort_by(|a, b| a.nama.cmp(&b.nama));
    let mut h = Sha256::new();
    // an adoption counts by what it says: where somebody keeps the file must not change the hash
    let adopsi_bernama = adopsi.map(|b| ("adopsi", b.isi.as_str()));
    for (nama, isi) in teks.iter().map(|b| (b.nama.as_str(), b.isi.as_str())).chain(adopsi_bernama) {
        h.update(nama.as_bytes());
        h.update([0]);
        h.update(isi.as_bytes());
        h.update([0]);
    }
    let sidik = heksa(&h.finalize());
    teks.extend(adopsi.cloned());
    let mut c = Catatan::default();
    let Some(d) = crate::muat::baca(&teks, adopsi.is_some(), &mut c) else { return Err(c.selesai(&teks)) };
    if !c.kosong() {
        return Err(c.selesai(&teks));
    }
    periksa_waktu(&d, adopsi.is_some(), &mut c);
    if !c.kosong() {
        return Err(c.selesai(&teks));
    }
    let d = Arc::new(d);
    let kasus: Vec<Berkas> = berkas.iter().filter(kasus_saja).cloned().collect();
    let kasus = kasus::baca(&kasus, &d)?;
    Ok(Paket { d, berkas: teks, kasus, sidik })
}

/// Compiles every stretch of time in which the law is the same.
fn periksa_waktu(d: &Deklarasi, daerah: bool, c: &mut Catatan) {
    let awal = mulai(d, daerah);
    let mut hari: BTreeSet<i64> = BTreeSet::from([awal]);
    hari.extend(d.parameter.iter().flat_map(|p| p.nilai.iter().map(|n| n.sejak)));
    hari.extend(d.tabel.iter().flat_map(|t| t.versi.iter().map(|v| v.sejak)));
    hari.extend(d.rumus.iter().flat_map(|r| r.versi.iter().map(|v| v.sejak)));
    hari.extend(d.rumus.iter().filter_map(|r| r.sampai.map(|s| s + 1)));
    for h in hari.into_iter().filter(|h| *h >= awal) {
        if let Some(s) = susun(d, h, i64::MAX, &Ganti::default(), c)
            && h == awal
        {
            lubang(d, &s, daerah, c);
        }
    }
}

/// The first day everything has a value.
fn mulai(d: &Deklarasi, daerah: bool) -> i64 {
    if !daerah {
        return d.sejak;
    }
    let p = d.parameter.iter().filter_map(|p| p.nilai.iter().map(|n| n.sejak).min());
    let t = d.tabel.iter().filter_map(|t| t.versi.iter().map(|v| v.sejak).min());
    p.chain(t).max().map_or(d.sejak, |x| x.max(d.sejak))
}

/// Values that are used and have none from the first day on.
fn lubang(d: &Deklarasi, s: &Susunan, daerah: bool, c: &mut Catatan) {
    let hari = |h: i64| crate::bahasa::leksikal::dari_hari(h).map_or(String::new(), |d| d.to_string());
    for i in &s.parameter_dipakai {
        let Some(p) = d.parameter.get(*i) else { continue };
        let ada = crate::muat::deklarasi::pada(&p.nilai, s.hari, s.tahu).is_some();
        if !ada && (daerah || !p.nilai.is_empty()) {
            let kode = if p.nilai.is_empty() { "ATR-075" } else { "ATR-079" };
            c.catat(p.letak, kode, vec![("nama", p.nama.clone()), ("tanggal", hari(s.hari))]);
        }
    }
    for i in &s.tabel_dipakai {
        let Some(t) = d.tabel.get(*i) else { continue };
        let ada = versi_tabel(d, &s.ganti, *i, s.hari, s.tahu).is_some();
        if !ada && (daerah || !t.versi.is_empty()) {
            let kode = if t.versi.is_empty() { "ATR-076" } else { "ATR-079" };
            c.catat(t.letak, kode, vec![("nama", t.nama.clone()), ("tanggal", hari(s.hari))]);
        }
    }
}

impl Paket {
    /// For example `tunjangan/kota-bandung`.
    pub fn id(&self) -> &str {
        &self.d.id
    }

    /// The package's own version.
    pub fn versi(&self) -> &str {
        &self.d.versi
    }

    /// Its name.
    pub fn nama(&self, bahasa: Bahasa) -> &str {
        bahasa.pilih(&self.d.nama.0, &self.d.nama.1)
    }

    /// The law it carries.
    pub fn dasar(&self) -> &str {
        &self.d.dasar
    }

    /// Code of the region whose values it has, if any.
    pub fn daerah(&self) -> Option<&str> {
        self.d.daerah.as_deref()
    }

    /// SHA-256 in hex of the texts (cases left out) and the region's file: what a run pins.
    pub fn sidik(&self) -> &str {
        &self.sidik
    }

    /// The texts it was read from, the region's file last.
    pub fn berkas(&self) -> &[Berkas] {
        &self.berkas
    }

    /// Its cases.
    pub fn kasus(&self) -> &[Kasus] {
        &self.kasus
    }

    /// Runs every case.
    pub fn uji(&self) -> Vec<HasilKasus> {
        self.kasus.iter().map(|k| kasus::uji(k, &self.d)).collect()
    }

    /// Resolves the package for a period, with the law as known on `diketahui` (all that is known, when `None`).
    ///
    /// # Errors
    /// `ATR-078` before the package's first period, `ATR-075`/`ATR-076` when a declared value has not been given.
    pub fn rencana(&self, periode: Periode, diketahui: Option<Tanggal>) -> Result<Rencana, Vec<GalatAturan>> {
        let hari = crate::bahasa::leksikal::hari(periode.awal());
        let tahu = diketahui.map_or(i64::MAX, crate::bahasa::leksikal::hari);
        rencana(&self.d, hari, tahu, &Ganti::default(), &self.berkas)
    }
}

pub(crate) fn rencana(
    d: &Arc<Deklarasi>,
    hari: i64,
    tahu: i64,
    ganti: &Ganti,
    berkas: &[Berkas],
) -> Result<Rencana, Vec<GalatAturan>> {
    if hari < d.sejak {
        let t = |h| crate::bahasa::leksikal::dari_hari(h).map_or(String::new(), |d| d.to_string());
        let isian = vec![("nama", d.id.clone()), ("sejak", t(d.sejak)), ("tanggal", t(hari))];
        return Err(vec![GalatAturan::data("ATR-078", isian)]);
    }
    let mut c = Catatan::default();
    let s = susun(d, hari, tahu, ganti, &mut c);
    let Some(s) = s.filter(|_| c.kosong()) else { return Err(c.selesai(berkas)) };
    let mut kurang = Catatan::default();
    lubang_isi(d, &s, &mut kurang);
    if kurang.kosong() { Ok(Rencana { d: Arc::clone(d), s }) } else { Err(kurang.selesai(berkas)) }
}

fn lubang_isi(d: &Deklarasi, s: &Susunan, c: &mut Catatan) {
    let hari = crate::bahasa::leksikal::dari_hari(s.hari).map_or(String::new(), |d| d.to_string());
    for i in &s.parameter_dipakai {
        let Some(p) = d.parameter.get(*i) else { continue };
        let ada = s.ganti.parameter.contains_key(i)
            || crate::muat::deklarasi::pada(&p.nilai, s.hari, s.tahu).is_some();
        if !ada {
            c.catat(p.letak, "ATR-075", vec![("nama", p.nama.clone()), ("tanggal", hari.clone())]);
        }
    }
    for i in &s.tabel_dipakai {
        let Some(t) = d.tabel.get(*i) else { continue };
        if versi_tabel(d, &s.ganti, *i, s.hari, s.tahu).is_none() {
            c.catat(t.letak, "ATR-076", vec![("nama", t.nama.clone()), ("tanggal", hari.clone())]);
        }
    }
}

impl Rencana {
    /// A builder for the rows of a month.
    pub fn masukan(&self) -> PembangunMasukan {
        PembangunMasukan::baru(&self.d)
    }

    /// Rows from texts, as one CSV per entity gives them: entity, header, cells. Child rows carry the keys of their
    /// parents in columns of the parents' key names.
    ///
    /// # Errors
    /// As [`PembangunMasukan::selesai`], and `ATR-089` for a cell that cannot be read.
    pub fn masukan_teks(&self, tabel: &[TabelTeks]) -> Result<Masukan, Vec<GalatAturan>> {
        kasus::dari_teks(&self.d, tabel)
    }

    /// What the package wants to be given.
    pub fn skema(&self) -> Vec<EntitasSkema> {
        let subjek = self.d.utama.and_then(|u| self.d.rumus.get(u)).map(|r| r.entitas);
        let entitas = |i: usize| self.d.entitas.get(i).map_or(String::new(), |e| e.nama.clone());
        let jenis = |j: &Jenis| match j {
            Jenis::Angka(a) => JenisMasukan::Angka {
                satuan: if a.satuan.tanpa() { String::new() } else { self.d.satuan.nama(a.satuan) },
                skala: a.skala,
                dari: a.lo,
                sampai: a.hi,
            },
            Jenis::Ya => JenisMasukan::YaTidak,
            Jenis::Pilihan(p) => JenisMasukan::Pilihan(p.clone()),
            Jenis::Teks => JenisMasukan::Teks,
            Jenis::Tanggal => JenisMasukan::Tanggal,
            Jenis::Rujukan(e) => JenisMasukan::Rujukan(entitas(*e)),
        };
        let semua = self.d.entitas.iter().enumerate();
        semua
            .map(|(i, e)| EntitasSkema {
                nama: e.nama.clone(),
                label: e.label.clone(),
                induk: e.induk.map(entitas),
                kunci: e.kunci.clone(),
                subjek: Some(i) == subjek,
                masukan: self
                    .d
                    .masukan
                    .iter()
                    .filter(|m| m.entitas == i)
                    .map(|m| MasukanSkema {
                        nama: m.nama.clone(),
                        label: m.label.clone(),
                        jenis: jenis(&m.jenis),
                        wajib: m.bila_kosong.is_none(),
                    })
                    .collect(),
            })
            .collect()
    }

    /// Whether an entity's keys are dates (as opposed to texts or numbers).
    pub fn kunci_tanggal(&self, entitas: &str) -> bool {
        self.d.entitas.iter().any(|e| e.nama == entitas && e.jenis_kunci == JenisKunci::Tanggal)
    }

    /// The stored formulas of an entity, in order.
    pub fn keluaran(&self, entitas: &str) -> Vec<String> {
        let punya = |r: &&crate::muat::deklarasi::Rumus| {
            self.d.entitas.get(r.entitas).is_some_and(|e| e.nama == entitas)
        };
        self.d
            .keluaran
            .iter()
            .filter_map(|i| self.d.rumus.get(*i))
            .filter(punya)
            .map(|r| r.nama.clone())
            .collect()
    }

    /// Entity and name of the figure a person receives.
    pub fn utama(&self) -> (String, String) {
        let r = self.d.utama.and_then(|u| self.d.rumus.get(u));
        let e = r.and_then(|r| self.d.entitas.get(r.entitas)).map_or(String::new(), |e| e.nama.clone());
        (e, r.map_or(String::new(), |r| r.nama.clone()))
    }

    /// What is summed per group against which limit, when the package says so.
    pub fn plafon(&self) -> Option<Plafon> {
        let (j, b) = self.d.plafon?;
        let (j, b) = (self.d.rumus.get(j)?, self.d.rumus.get(b)?);
        let entitas = self.d.entitas.get(b.entitas)?.nama.clone();
        Some(Plafon { entitas, jumlah: j.nama.clone(), batas: b.nama.clone() })
    }

    /// Label of a formula.
    pub fn label(&self, rumus: &str, bahasa: Bahasa) -> Option<&str> {
        let r = self.d.rumus.iter().find(|r| r.nama == rumus)?;
        Some(bahasa.pilih(&r.label.0, &r.label.1))
    }

    /// Computes every stored figure, on `utas` threads; the result does not depend on how many.
    ///
    /// # Errors
    /// `ATR-092` when a lookup finds no row for somebody: every such person is named, up to a hundred.
    pub fn hitung(&self, m: &Masukan, utas: usize) -> Result<Hasil, Vec<GalatAturan>> {
        let mut k = Konteks::baru(&self.d, &self.s, m);
        k.jalankan(utas);
        self.hasil(k)
    }

    /// Computes again after a correction of these rows of a root entity: they themselves, the groups they belong
    /// to, and whoever shares in those groups.
    ///
    /// # Errors
    /// As [`Self::hitung`].
    pub fn hitung_ulang(
        &self,
        m: &Masukan,
        lama: Hasil,
        entitas: &str,
        baris: &[usize],
    ) -> Result<Hasil, Vec<GalatAturan>> {
        let mut k = Konteks::baru(&self.d, &self.s, m);
        k.kolom = lama.kolom;
        k.pro_rata = lama.pro_rata;
        if let Some(e) = m.entitas(entitas) {
            k.sebagian(e, baris);
        }
        self.hasil(k)
    }

    /// Computes the figures of one root row only, reading what others share with it from `hasil`: what a person
    /// sees at once after a correction, before groups are recomputed.
    pub fn hitung_satu(
        &self,
        m: &Masukan,
        hasil: &Hasil,
        entitas: &str,
        baris: usize,
    ) -> Vec<(String, i128)> {
        let mut k = Konteks::baru(&self.d, &self.s, m);
        k.kolom.clone_from(&hasil.kolom);
        k.pro_rata.clone_from(&hasil.pro_rata);
        let Some(e) = m.entitas(entitas) else { return Vec::new() };
        let b = crate::hitung::blok::Blok::segar(&k, e, baris);
        let milik = |(a, f): (&usize, &usize)| {
            let r = self.s.rumus.get(*f)?;
            let nama = self.d.rumus.get(*a)?.nama.clone();
            (r.entitas == e && r.simpan && r.tingkat == 0).then(|| (nama, b.rumus(*f).di(0).0))
        };
        self.s.dari_asal.iter().filter_map(milik).collect()
    }

    fn hasil(&self, k: Konteks<'_>) -> Result<Hasil, Vec<GalatAturan>> {
        let galat = k.galat.into_inner().unwrap_or_default();
        if !galat.is_empty() {
            let mut galat = galat;
            galat.sort_by(|a, b| a.galat.isian.cmp(&b.galat.isian));
            return Err(galat);
        }
        let mut keluaran = Vec::new();
        for i in &self.d.keluaran {
            let (Some(f), Some(r)) = (self.s.dari_asal.get(i), self.d.rumus.get(*i)) else { continue };
            let Some(p) = self.s.rumus.get(*f) else { continue };
            let (d, satuan) = p.simpul.tipe.angka().map_or((1, String::new()), |t| {
                (t.d, if t.satuan.tanpa() { String::new() } else { self.d.satuan.nama(t.satuan) })
            });
            let skala = skala_desimal(d).unwrap_or(0);
            let pilihan = match &p.simpul.tipe {
                Tipe::Pilihan(p) => p.clone(),
                Tipe::Ya => vec!["tidak".to_owned(), "ya".to_owned()],
                _ => Vec::new(),
            };
            keluaran.push(KolomHasil {
                entitas: r.entitas,
                nama: r.nama.clone(),
                skala,
                satuan,
                pilihan,
                kali: crate::angka::sepuluh(skala) / d,
                isi: k.kolom.get(*f).cloned().flatten().unwrap_or(KolomPenuh::Kecil(Vec::new())),
            });
        }
        Ok(Hasil { kolom: k.kolom, pro_rata: k.pro_rata, keluaran })
    }

    /// The derivation of a formula for one row, recomputed from the inputs. `None` when there is no such formula in
    /// force or no such row.
    pub fn jejak(&self, m: &Masukan, h: &Hasil, entitas: &str, baris: usize, rumus: &str) -> Option<Jejak> {
        let e = m.entitas(entitas)?;
        if baris >= m.baris(entitas) {
            return None;
        }
        let i = self.d.rumus.iter().position(|r| r.nama == rumus && r.entitas == e)?;
        let f = *self.s.dari_asal.get(&i)?;
        let mut k = Konteks::baru(&self.d, &self.s, m);
        k.kolom.clone_from(&h.kolom);
        k.pro_rata.clone_from(&h.pro_rata);
        Some(Penelusur::baru(&k).rumus(f, e, baris, 0))
    }
}

/// Computed columns.
#[derive(Clone, Debug)]
pub struct Hasil {
    kolom: Vec<Option<KolomPenuh>>,
    pro_rata: Vec<Option<KolomPenuh>>,
    keluaran: Vec<KolomHasil>,
}

/// One stored figure for every row of its entity.
#[derive(Clone, Debug)]
pub struct KolomHasil {
    entitas: usize,
    nama: String,
    skala: u8,
    satuan: String,
    pilihan: Vec<String>,
    kali: i128,
    isi: KolomPenuh,
}

impl KolomHasil {
    /// Name of the formula.
    pub fn nama(&self) -> &str {
        &self.nama
    }

    /// Decimal places of the values.
    pub fn skala(&self) -> u8 {
        self.skala
    }

    /// Unit; empty for plain numbers.
    pub fn satuan(&self) -> &str {
        &self.satuan
    }

    /// Value of a row, scaled by 10^`skala`.
    pub fn nilai(&self, i: usize) -> i128 {
        self.isi.di(i).0 * self.kali
    }

    /// How many rows.
    pub fn banyak(&self) -> usize {
        self.isi.banyak()
    }

    /// Value of a row as plain text with a decimal point.
    pub fn teks(&self, i: usize) -> String {
        let n = self.nilai(i);
        match usize::try_from(n).ok().and_then(|n| self.pilihan.get(n)) {
            Some(p) => p.clone(),
            None => tulis_skala(n, self.skala, "", ".").replace('−', "-"),
        }
    }
}

impl Hasil {
    /// A stored figure.
    pub fn kolom(&self, m: &Masukan, entitas: &str, rumus: &str) -> Option<&KolomHasil> {
        let e = m.entitas(entitas)?;
        self.keluaran.iter().find(|k| k.entitas == e && k.nama == rumus)
    }

    /// The stored figures of an entity, in order.
    pub fn keluaran<'h>(&'h self, m: &Masukan, entitas: &str) -> Vec<&'h KolomHasil> {
        let e = m.entitas(entitas);
        self.keluaran.iter().filter(|k| Some(k.entitas) == e).collect()
    }

    /// The canonical text: per entity with outputs a header and its rows in key order; no ids, no times.
    pub fn kanonik(&self, m: &Masukan) -> Vec<u8> {
        let mut t = String::from("balai-hasil-1\n");
        for e in &m.d.entitas {
            let kolom = self.keluaran(m, &e.nama);
            if kolom.is_empty() {
                continue;
            }
            let kepala: Vec<&str> = kolom.iter().map(|k| k.nama()).collect();
            let _ = writeln!(t, "{}\t{}\t{}", e.nama, e.kunci, kepala.join("\t"));
            for i in 0..m.baris(&e.nama) {
                t.push_str(&m.kunci(&e.nama, i));
                for k in &kolom {
                    t.push('\t');
                    t.push_str(&k.teks(i));
                }
                t.push('\n');
            }
        }
        t.into_bytes()
    }

    /// SHA-256 in hex of the canonical text.
    pub fn sidik(&self, m: &Masukan) -> String {
        heksa(&Sha256::digest(self.kanonik(m)))
    }
}
