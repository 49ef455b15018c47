//! Checking a journal: everything is computed again, and the first event that is wrong is named.

mod berkas;
mod daerah;

use std::cmp::Ordering;

use balai_kernel::Bahasa;

use super::heks;
use super::kanonik::Inti;
use super::pohon::{Sidik, akar_kosong};

pub use berkas::periksa_berkas;
pub(super) use daerah::statements;
pub use daerah::{periksa_daerah, periksa_dengan};

/// What is wrong.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Cacat {
    /// The row is not the one that was sealed.
    BarisBerubah,
    /// The stored leaf is not that of the row, and the tree above it does not vouch for it either.
    DaunBerubah,
    /// The event is in the tree but its row is gone.
    BarisHilang,
    /// The row, or the line of the file, cannot be read.
    TakTerbaca(String),
    /// Name, reason or personal facts are not those the event was committed to.
    PribadiBerubah,
    /// A personal part that belongs to no event.
    PribadiAsing,
    /// The personal part is gone, and no event says that it was erased.
    PribadiHilang,
    /// A row that is neither sealed nor waiting: somebody put it there past the program.
    Penyusup,
    /// The numbering has a hole or repeats itself here.
    UrutanPutus,
    /// The root over these events is not the one signed (or stored): something between them was changed
    /// together with its leaf.
    AkarBeda,
    /// A checkpoint covers events that are no longer there.
    Terpotong,
    /// A checkpoint cannot be read or its signature does not hold.
    TandaTangan,
    /// The proof does not lead to the signed root.
    BuktiGagal,
    /// The database itself says that its pages or indexes do not fit together.
    BasisData(String),
    /// The file ends early or its own hash differs.
    BerkasBerubah,
}

impl Cacat {
    /// As a sentence.
    pub fn kata(&self, b: Bahasa) -> String {
        let teks = match self {
            Cacat::BarisBerubah => {
                b.pilih("isinya diubah sesudah disegel", "its contents were changed after it was sealed")
            }
            Cacat::DaunBerubah => b.pilih(
                "sidik daunnya tidak cocok dengan isinya maupun dengan pohon di atasnya",
                "its leaf hash matches neither its contents nor the tree above it",
            ),
            Cacat::BarisHilang => b.pilih("barisnya hilang", "its row is gone"),
            Cacat::TakTerbaca(sebab) => {
                return format!("{}: {sebab}", b.pilih("tidak dapat dibaca", "it cannot be read"));
            }
            Cacat::BasisData(sebab) => {
                let kata = b.pilih(
                    "indeks atau halaman basis data rusak",
                    "an index or page of the database is damaged",
                );
                return format!("{kata}: {sebab}");
            }
            Cacat::PribadiBerubah => b.pilih(
                "nama, alasan, atau data pribadinya diubah",
                "its name, reason or personal facts were changed",
            ),
            Cacat::PribadiAsing => {
                b.pilih("data pribadi tanpa peristiwa", "personal data that belongs to no event")
            }
            Cacat::PribadiHilang => b.pilih(
                "nama, alasan, atau data pribadinya hilang tanpa peristiwa penghapusan",
                "its name, reason or personal facts are gone, and no event says they were erased",
            ),
            Cacat::Penyusup => b.pilih(
                "ditambahkan di luar program: tidak disegel dan tidak menunggu disegel",
                "added past the program: neither sealed nor waiting to be",
            ),
            Cacat::UrutanPutus => b.pilih("urutannya putus di sini", "the numbering breaks here"),
            Cacat::AkarBeda => b.pilih(
                "akar pohonnya berbeda dari yang ditandatangani atau disimpan",
                "the root differs from the one signed or stored",
            ),
            Cacat::Terpotong => b.pilih(
                "titik periksa mencakup peristiwa ini, tetapi peristiwanya tidak ada lagi",
                "a checkpoint covers this event, but it is no longer there",
            ),
            Cacat::TandaTangan => b.pilih(
                "titik periksanya tidak terbaca atau tanda tangannya tidak sah",
                "its checkpoint cannot be read or its signature does not hold",
            ),
            Cacat::BuktiGagal => b.pilih(
                "buktinya tidak sampai ke akar yang ditandatangani",
                "the proof does not lead to the signed root",
            ),
            Cacat::BerkasBerubah => {
                b.pilih("berkasnya terpotong atau diubah", "the file was cut short or changed")
            }
        };
        teks.to_owned()
    }
}

/// One thing that is wrong, and where.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Temuan {
    /// Number of the event, counted from 0; `None` when it has none.
    pub nomor: Option<u64>,
    /// Last event it may be, when only a range is known.
    pub sampai: Option<u64>,
    /// Id of the event, if known.
    pub id: String,
    /// Its time, if known.
    pub waktu: String,
    /// Its act, if known.
    pub akt: String,
    /// What is wrong.
    pub cacat: Cacat,
}

impl Temuan {
    fn pada(nomor: Option<u64>, cacat: Cacat) -> Temuan {
        let kosong = String::new;
        Temuan { nomor, sampai: None, id: kosong(), waktu: kosong(), akt: kosong(), cacat }
    }

    fn rentang(dari: u64, sampai: u64, cacat: Cacat) -> Temuan {
        Temuan { sampai: Some(sampai).filter(|s| *s > dari), ..Temuan::pada(Some(dari), cacat) }
    }

    fn dengan_id(mut self, id: &str) -> Temuan {
        self.id = id.to_owned();
        if self.waktu.is_empty() {
            self.waktu = waktu_id(id);
        }
        self
    }

    fn dengan(mut self, inti: &Inti) -> Temuan {
        inti.id.clone_into(&mut self.id);
        inti.waktu.clone_into(&mut self.waktu);
        inti.akt.clone_into(&mut self.akt);
        self
    }

    /// As a line for people.
    pub fn kalimat(&self, b: Bahasa) -> String {
        if let (Cacat::BasisData(_) | Cacat::BerkasBerubah, None) = (&self.cacat, self.nomor) {
            return self.cacat.kata(b);
        }
        let mut siapa = match (self.nomor, self.sampai) {
            (Some(n), Some(s)) => {
                format!("{} {n}\u{2013}{s}", b.pilih("salah satu peristiwa nomor", "one of the events"))
            }
            (Some(n), None) => format!("{} {n}", b.pilih("peristiwa nomor", "event")),
            (None, _) => b.pilih("peristiwa tanpa nomor", "an event without a number").to_owned(),
        };
        for bagian in [&self.id, &self.waktu, &self.akt] {
            if !bagian.is_empty() {
                siapa.push_str(", ");
                siapa.push_str(bagian);
            }
        }
        format!("{siapa}: {}", self.cacat.kata(b))
    }

    /// By number; what has none comes last.
    fn urut(&self, lain: &Temuan) -> Ordering {
        let kunci = |t: &Temuan| (t.nomor.is_none(), t.nomor, t.sampai.is_some(), t.id.clone());
        kunci(self).cmp(&kunci(lain))
    }
}

/// The moment an id was made, as its first 48 bits tell; empty when it is no id.
fn waktu_id(id: &str) -> String {
    let heks: String = id.chars().filter(|c| *c != '-').take(12).collect();
    let waktu = i64::from_str_radix(&heks, 16).ok().and_then(balai_kernel::Waktu::dari_milidetik);
    waktu.filter(|_| heks.len() == 12).map(|w| w.to_string()).unwrap_or_default()
}

/// What was checked.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Jenis {
    /// A database.
    Daerah,
    /// An exported journal.
    Ekspor,
    /// A proof that one event is in the log.
    Bukti,
    /// A proof that one log continues another.
    Lanjut,
    /// A checkpoint alone.
    Titik,
}

/// What a check found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Laporan {
    /// What was checked.
    pub jenis: Jenis,
    /// Sealed events.
    pub ukuran: u64,
    /// Root over them, recomputed.
    pub akar: Sidik,
    /// Events that wait to be sealed: only checked for being readable and true to their commitment.
    pub menunggu: u64,
    /// Checkpoints checked.
    pub titik: u64,
    /// Size and time of the checkpoint over the most events.
    pub titik_terakhir: Option<(u64, String)>,
    /// Whether signatures were checked with a key that did not come along with the data.
    pub kunci_luar: bool,
    /// Whether signatures were checked at all.
    pub tanda_tangan: bool,
    /// Events whose personal part is not there: erased, or left at home.
    pub tanpa_pribadi: u64,
    /// Events from before commitments: sealed, but their names and reasons are not.
    pub tanpa_komitmen: u64,
    /// The event a proof is about.
    pub peristiwa: Option<Inti>,
    /// How many things are wrong; more may hide behind the first of a file.
    pub banyak: u64,
    /// The first of them, by number.
    pub pertama: Option<Temuan>,
}

impl Laporan {
    fn baru(jenis: Jenis) -> Laporan {
        Laporan {
            jenis,
            ukuran: 0,
            akar: akar_kosong(),
            menunggu: 0,
            titik: 0,
            titik_terakhir: None,
            kunci_luar: false,
            tanda_tangan: false,
            tanpa_pribadi: 0,
            tanpa_komitmen: 0,
            peristiwa: None,
            banyak: 0,
            pertama: None,
        }
    }

    /// Whether nothing is wrong.
    pub fn utuh(&self) -> bool {
        self.pertama.is_none()
    }

    /// Whether anything was proved at all: a checkpoint alone says nothing until its signature is checked.
    pub fn teruji(&self) -> bool {
        self.jenis != Jenis::Titik || self.tanda_tangan
    }

    /// The root in hexadecimal.
    pub fn akar_heks(&self) -> String {
        heks(&self.akar)
    }

    fn temukan(&mut self, t: Temuan) {
        self.banyak += 1;
        let lebih_dulu = self.pertama.as_ref().is_none_or(|p| t.urut(p) == Ordering::Less);
        if lebih_dulu {
            self.pertama = Some(t);
        }
    }

    /// Takes over what is known of ranges: only those in which no single event was found.
    fn temukan_rentang(&mut self, rentang: Vec<Temuan>, tepat: &[u64]) {
        for t in rentang {
            let (dari, sampai) = (t.nomor.unwrap_or(0), t.sampai.or(t.nomor).unwrap_or(0));
            if !tepat.iter().any(|n| (dari..=sampai).contains(n)) {
                self.temukan(t);
            }
        }
    }
}
