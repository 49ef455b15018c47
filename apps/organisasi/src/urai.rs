//! An answer made readable: names for numbers, a sentence for every step. Pages, API and command line share it.

use std::collections::BTreeMap;

use balai_kernel::{Bahasa, Kapasitas, Tanggal, tanggal};
use balai_store::{StoreError, Tx};

use crate::model::jabatan::Keputusan;
use crate::model::putus::{Hasil, Jawaban, Langkah, Potret, Sebab};
use crate::model::tugas;
use crate::store;

/// An answer or a gap with the names it speaks of.
#[derive(Debug, Clone)]
pub struct Uraian {
    /// The answer or the gap.
    pub hasil: Hasil,
    jabatan: BTreeMap<i64, String>,
    orang: BTreeMap<i64, String>,
    tim: BTreeMap<i64, String>,
}

impl Uraian {
    /// Looks up the names an answer speaks of.
    ///
    /// # Errors
    /// The store's failures.
    pub(crate) fn dari(tx: &mut Tx<'_>, p: &Potret, hasil: Hasil) -> Result<Uraian, StoreError> {
        let jabatan =
            p.semua_jabatan().filter_map(|n| Some((n, p.jabatan_terakhir(n)?.nama.clone()))).collect();
        let tim = p.semua_tim().map(|t| (t.nomor, t.nama.clone())).collect();
        let mut nomor: Vec<i64> = Vec::new();
        let jalan = match &hasil {
            Ok(j) => {
                nomor.push(j.orang);
                &j.jalan
            }
            Err(c) => {
                match &c.sebab {
                    Sebab::DuaDefinitif { orang, .. }
                    | Sebab::DuaPelaksana { orang, .. }
                    | Sebab::DuaPenilai(orang) => nomor.extend(orang.iter().take(10)),
                    _ => {}
                }
                &c.jalan
            }
        };
        nomor.extend(jalan.iter().filter_map(|l| match l {
            Langkah::TidakBerlaku { orang, .. } | Langkah::HanyaMandat { orang, .. } => Some(*orang),
            _ => None,
        }));
        let mut orang = BTreeMap::new();
        for n in nomor {
            if let Some(o) = store::ringkas_orang(tx, n)? {
                orang.insert(n, o.nama);
            }
        }
        Ok(Uraian { hasil, jabatan, orang, tim })
    }

    /// The person of the answer.
    pub fn orang(&self) -> Option<(i64, &str)> {
        let j = self.hasil.as_ref().ok()?;
        Some((j.orang, self.nama_orang(j.orang)))
    }

    /// In what right: `Plt. Kepala Dinas Perhubungan`, `Ketua Tim Satu Data`, `pejabat penilai yang ditunjuk`.
    pub fn selaku(&self, b: Bahasa) -> String {
        let Ok(j) = &self.hasil else { return String::new() };
        match (j.jabatan, j.jalan.first()) {
            (Some(n), _) => sebutan(j.kapasitas, self.nama_jabatan(n)),
            (None, Some(Langkah::KetuaTim(t))) => {
                format!("{} {}", b.pilih("Ketua", "Chair of"), self.tim.get(t).map_or("", String::as_str))
            }
            (None, _) => b.pilih("pejabat penilai yang ditunjuk", "named assessing official").to_owned(),
        }
    }

    /// The decree of the answer: `Keputusan Wali Kota 821/1, 1 September 2026`.
    pub fn dasar(&self, b: Bahasa) -> Option<String> {
        self.hasil.as_ref().ok()?.keputusan.as_ref().map(|k| tertulis(k, b))
    }

    /// Whether authority is held by mandate only.
    pub fn mandat(&self) -> bool {
        self.hasil.as_ref().is_ok_and(Jawaban::mandat)
    }

    fn nama_jabatan(&self, n: i64) -> &str {
        self.jabatan.get(&n).map_or("?", String::as_str)
    }

    fn nama_orang(&self, n: i64) -> &str {
        self.orang.get(&n).map_or("?", String::as_str)
    }

    fn nama_nama(&self, orang: &[i64]) -> String {
        orang.iter().map(|n| self.nama_orang(*n)).collect::<Vec<_>>().join(", ")
    }

    /// Every step as a sentence.
    pub fn jalan(&self, b: Bahasa) -> Vec<String> {
        let langkah = match &self.hasil {
            Ok(j) => &j.jalan,
            Err(c) => &c.jalan,
        };
        langkah.iter().map(|l| self.langkah(l, b)).collect()
    }

    fn langkah(&self, l: &Langkah, b: Bahasa) -> String {
        let jab = |n: &i64| self.nama_jabatan(*n);
        match l {
            Langkah::Memegang(n) => format!("{} {}.", b.pilih("Memegang jabatan", "Holds the post"), jab(n)),
            Langkah::KeAtasan(n) => {
                format!("{} {}.", b.pilih("Jabatan atasannya", "Its superior post is"), jab(n))
            }
            Langkah::Mengepalai(n) => {
                format!("{} {}.", b.pilih("Unit ini dikepalai", "This unit is headed by"), jab(n))
            }
            Langkah::Lowong(n) => format!("{} {}.", jab(n), b.pilih("lowong", "is vacant")),
            Langkah::Berhalangan(n) => {
                format!(
                    "{} {} {}.",
                    b.pilih("Pejabat definitif", "The holder of"),
                    jab(n),
                    b.pilih("berhalangan", "is away")
                )
            }
            Langkah::DiriSendiri(n) => format!(
                "{} {}",
                jab(n),
                b.pilih(
                    "dijalankan orang ini sendiri; tidak ada yang menjadi atasan dirinya.",
                    "is exercised by this very person; nobody is their own superior.",
                )
            ),
            Langkah::TidakBerlaku { jabatan, orang, kapasitas } => format!(
                "{} {} ({}) {}",
                b.pilih("Penunjukan", "The naming of"),
                sebutan(*kapasitas, jab(jabatan)),
                self.nama_orang(*orang),
                match kapasitas {
                    Kapasitas::Plh | Kapasitas::Pjs => b.pilih(
                        "tidak dihitung: jabatannya lowong, tidak ada yang diwakili.",
                        "does not count: the post is vacant, there is nobody to stand in for."
                    ),
                    _ => b.pilih(
                        "tidak dihitung: jabatannya masih dipegang.",
                        "does not count: the post is held."
                    ),
                }
            ),
            Langkah::HanyaMandat { jabatan, orang, kapasitas } => format!(
                "{} ({}) {}",
                self.nama_orang(*orang),
                sebutan(*kapasitas, jab(jabatan)),
                b.pilih(
                    "hanya memegang mandat, jadi keputusan ini naik ke atasannya.",
                    "holds a mandate only, so this decision goes up to the superior."
                )
            ),
            Langkah::Ditunjuk => b.pilih("Ditunjuk dengan keputusan.", "Named by decree.").to_owned(),
            Langkah::KetuaTim(t) => {
                let nama = self.tim.get(t).map_or("?", String::as_str);
                format!("{} {nama}.", b.pilih("Ketua tim kerja", "Chairs the team"))
            }
        }
    }

    /// Why there is no answer, and empty when there is one.
    pub fn celah(&self, b: Bahasa) -> String {
        let Err(c) = &self.hasil else { return String::new() };
        let jab = |n: &i64| self.nama_jabatan(*n);
        match &c.sebab {
            Sebab::TanpaPenugasan => b.pilih("Belum mempunyai jabatan.", "Has no post yet.").to_owned(),
            Sebab::LuarMasa { sejak } => format!(
                "{} {}.",
                b.pilih(
                    "Tidak memegang jabatan pada hari itu; jabatan pertama sejak",
                    "Holds no post on that day; the first one since"
                ),
                tanggal::panjang(*sejak, b)
            ),
            Sebab::DuaJabatan(j) => format!(
                "{}: {}.",
                b.pilih("Memegang lebih dari satu jabatan definitif", "Holds more than one post by right"),
                j.iter().map(jab).collect::<Vec<_>>().join(", ")
            ),
            Sebab::DuaDefinitif { jabatan, orang } => format!(
                "{} {}: {}.",
                jab(jabatan),
                b.pilih("dipegang lebih dari satu orang", "is held by more than one person"),
                self.nama_nama(orang)
            ),
            Sebab::DuaPelaksana { jabatan, orang } => format!(
                "{} {}: {}.",
                jab(jabatan),
                b.pilih("mempunyai lebih dari satu pelaksana", "has more than one acting official"),
                self.nama_nama(orang)
            ),
            Sebab::RantaiLowong => b
                .pilih(
                    "Semua jabatan di atasnya lowong sampai puncak.",
                    "Every post above is vacant up to the top.",
                )
                .to_owned(),
            Sebab::Siklus(n) => format!(
                "{} {}.",
                b.pilih("Jabatan atasan berputar kembali ke", "The superior posts lead back to"),
                jab(n)
            ),
            Sebab::JabatanTiada(n) => {
                format!("{} {}.", jab(n), b.pilih("tidak ada pada hari itu", "does not exist on that day"))
            }
            Sebab::Puncak(n) => format!(
                "{} {}.",
                jab(n),
                b.pilih("adalah puncak: tidak ada jabatan di atasnya", "is the top: no post is above it")
            ),
            Sebab::TanpaKepala => {
                b.pilih("Tidak ada jabatan yang mengepalai unit ini.", "No post heads this unit.").to_owned()
            }
            Sebab::DuaKepala(j) => format!(
                "{}: {}.",
                b.pilih("Lebih dari satu jabatan mengepalai unit ini", "More than one post heads this unit"),
                j.iter().map(jab).collect::<Vec<_>>().join(", ")
            ),
            Sebab::DuaPenilai(orang) => {
                format!(
                    "{}: {}.",
                    b.pilih("Lebih dari satu pejabat penilai", "More than one assessing official"),
                    self.nama_nama(orang)
                )
            }
        }
    }
}

/// A post in a capacity, as letters write it: `Plt. Kepala Dinas Perhubungan`.
pub fn sebutan(kapasitas: Kapasitas, jabatan: &str) -> String {
    match kapasitas {
        Kapasitas::Definitif => jabatan.to_owned(),
        lain => format!("{} {jabatan}", tugas::nama(lain)),
    }
}

/// A decree in one line.
pub fn tertulis(k: &Keputusan, b: Bahasa) -> String {
    let kata = b.pilih("Keputusan", "Decree of");
    format!("{kata} {} {}, {}", k.pejabat, k.nomor, tanggal::panjang(k.tanggal, b))
}

/// `1 Januari 2024`, and no date for the beginning of time.
pub fn hari(d: Tanggal, b: Bahasa) -> String {
    if d == crate::SEJAK_AWAL {
        b.pilih("sejak semula", "from the start").to_owned()
    } else {
        tanggal::panjang(d, b)
    }
}
