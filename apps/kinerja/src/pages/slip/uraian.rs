//! The thread of a slip as components: from a derivation of any package to lines that unfold.

use std::collections::BTreeSet;

use balai_kernel::{Bahasa, Tanggal};
use balai_rules::{Jejak, JenisJejak, Operator as OperatorAturan};
use balai_shell::Konteks;
use balai_shell::komponen::{
    BarisHitungan, BarisTabel, Hitungan, Kolom, Kutipan, Operator, Rinci, Sel, Tabel,
};

use crate::model::asal;
use crate::model::benang::{Langkah, Simpul, angka, label, rupiah};
use crate::model::sebab::rugi;

/// Rows shown of one table; the rest is summed up in a line.
const BARIS_TABEL: usize = 62;
/// How deep figures unfold within figures.
const DALAM: usize = 6;

/// Words of the reader's language while the thread is built.
pub(super) struct Penulis<'a> {
    k: &'a Konteks,
    /// Amounts that have a line of their own and are not unfolded again.
    berbaris: BTreeSet<&'a str>,
}

impl<'a> Penulis<'a> {
    pub(super) fn baru(k: &'a Konteks, langkah: &[Langkah<'a>]) -> Self {
        Self { k, berbaris: langkah.iter().map(|l| l.jejak.nama.as_str()).collect() }
    }

    fn bahasa(&self) -> Bahasa {
        self.k.bahasa()
    }

    /// The lines of the thread.
    pub(super) fn hitungan(&self, langkah: &[Langkah<'a>]) -> Hitungan {
        Hitungan { baris: langkah.iter().map(|l| self.baris(l)).collect() }
    }

    fn baris(&self, l: &Langkah<'a>) -> BarisHitungan {
        let operator = match l.simpul {
            Simpul::Awal => Operator::Awal,
            Simpul::Butir => Operator::Rincian,
            Simpul::Tambah => Operator::Tambah,
            Simpul::Kurang => Operator::Kurang,
            Simpul::Kali => Operator::Kali,
            Simpul::Bagi => Operator::Bagi,
            Simpul::Sama => Operator::Sama,
        };
        let mut baris = BarisHitungan::baru(operator, label(l.jejak, self.bahasa()), angka(l.jejak));
        if l.simpul != Simpul::Sama
            && let Some(faktor) = self.faktor(l.jejak)
        {
            baris = baris.ket(faktor);
        }
        if !l.jejak.dasar.is_empty() {
            baris = baris.ket(&l.jejak.dasar);
        }
        if let Some(kurang) = kurang(l) {
            baris = baris.kurang(self.k.t("slip-kurang").a("nilai", kurang).to_string());
        }
        match self.rinci(l.jejak, 0) {
            Some(rinci) => baris.rinci(rinci),
            None => baris,
        }
    }

    /// `Bobot 60% × Capaian 96%`: what a term multiplies, beside amounts that have their own line.
    fn faktor(&self, j: &Jejak) -> Option<String> {
        let kali = |a: &&Jejak| matches!(a.operator, OperatorAturan::Awal | OperatorAturan::Kali);
        let semua: Vec<String> = j
            .anak
            .iter()
            .filter(kali)
            .filter(|a| !self.berbaris.contains(a.nama.as_str()) && a.satuan.is_empty())
            .map(|a| format!("{} {}", label(a, self.bahasa()), angka(a)))
            .collect();
        (!semua.is_empty()).then(|| semua.join(" × "))
    }

    /// What a figure opens to: article and formula, what it was made of, and rows.
    fn rinci(&self, j: &'a Jejak, dalam: usize) -> Option<Rinci> {
        if dalam >= DALAM {
            return None;
        }
        let kutipan = self.kutipan(j);
        let anak: Vec<BarisHitungan> = j
            .anak
            .iter()
            .filter(|a| !matches!(a.jenis, JenisJejak::Agregat | JenisJejak::Baris | JenisJejak::Kunci))
            .map(|a| self.anak(a, dalam))
            .collect();
        let agregat = j.anak.iter().find(|a| a.jenis == JenisJejak::Agregat && !a.anak.is_empty());
        let (tabel, catatan) = agregat.map_or((None, None), |a| self.tabel(a));
        if kutipan.is_none() && anak.is_empty() && tabel.is_none() {
            return None;
        }
        let anak = (!anak.is_empty()).then_some(Hitungan { baris: anak });
        Some(Rinci { kutipan, tabel, anak, catatan, terbuka: false })
    }

    fn anak(&self, a: &'a Jejak, dalam: usize) -> BarisHitungan {
        let operator = match a.operator {
            OperatorAturan::Awal => Operator::Awal,
            OperatorAturan::Tambah => Operator::Tambah,
            OperatorAturan::Kurang => Operator::Kurang,
            OperatorAturan::Kali => Operator::Kali,
            OperatorAturan::Bagi => Operator::Bagi,
            OperatorAturan::Lain => Operator::Rincian,
        };
        let mut baris = BarisHitungan::baru(operator, label(a, self.bahasa()), asal::nilai(a, self.bahasa()));
        if !a.dasar.is_empty() {
            baris = baris.ket(&a.dasar);
        }
        match a.jenis {
            JenisJejak::Masukan { kosong: true } => {
                baris = baris.ket(self.k.t("slip-bila-kosong").to_string())
            }
            JenisJejak::Masukan { kosong: false } => baris = baris.ket(self.k.t("slip-masukan").to_string()),
            JenisJejak::Parameter { ilustrasi: true } => {
                baris = baris.ket(self.k.t("slip-ilustrasi").to_string())
            }
            _ => {}
        }
        // an amount with a line of its own in the thread is not unfolded twice
        if self.berbaris.contains(a.nama.as_str()) {
            return baris;
        }
        match self.rinci(a, dalam + 1) {
            Some(rinci) => baris.rinci(rinci),
            None => baris,
        }
    }

    fn kutipan(&self, j: &Jejak) -> Option<Kutipan> {
        let mut isi: Vec<String> = Vec::new();
        if !j.rumus.is_empty() {
            isi.push(self.k.t("slip-rumus").a("rumus", &j.rumus).to_string());
        }
        if let Some(p) = &j.pembulatan {
            isi.push(self.k.t("slip-pembulatan").a("cara", p.replace('_', " ")).to_string());
        }
        if let Ok(sejak) = j.sejak.parse::<Tanggal>() {
            let sejak = balai_kernel::tanggal::panjang(sejak, self.bahasa());
            isi.push(self.k.t("slip-berlaku").a("sejak", sejak).to_string());
        }
        if isi.is_empty() && j.dasar.is_empty() {
            return None;
        }
        let judul = if j.dasar.is_empty() { label(j, self.bahasa()).to_owned() } else { j.dasar.clone() };
        Some(Kutipan { judul, isi: isi.join(" "), tautan: None })
    }

    /// Rows that make a sum: those that count, with what they say, and a line about the others.
    fn tabel(&self, agregat: &'a Jejak) -> (Option<Tabel>, Option<String>) {
        let berarti: Vec<&Jejak> = agregat.anak.iter().filter(|b| b.pecahan.0 != 0).collect();
        let lain = agregat.anak.len() - berarti.len();
        let catatan = (lain > 0).then(|| self.k.t("slip-baris-lain").n("n", lain).to_string());
        if berarti.is_empty() {
            return (None, catatan);
        }
        let satuan = berarti.first().map_or("", |b| b.satuan.as_str());
        let kepala = match satuan {
            "" => self.k.t("slip-kolom-nilai").to_string(),
            s => self.k.t("slip-kolom-nilai-satuan").a("satuan", s).to_string(),
        };
        let baris = berarti.iter().take(BARIS_TABEL).map(|b| {
            let ket = asal::isi(b, self.bahasa());
            let sel = Sel::baru(asal::kunci(&b.kunci, self.bahasa()));
            BarisTabel::dari([
                if ket.is_empty() { sel } else { sel.ket(ket) },
                Sel::baru(asal::tanpa_satuan(b)),
            ])
        });
        let tabel = Tabel {
            judul: label(agregat, self.bahasa()).to_owned(),
            kolom: vec![Kolom::teks(label(agregat, self.bahasa())), Kolom::angka(kepala)],
            baris: baris.collect(),
            jumlah: Some(BarisTabel::dari([
                Sel::baru(
                    self.k
                        .t("slip-jumlah-baris")
                        .n("n", berarti.len())
                        .n("dari", agregat.anak.len())
                        .to_string(),
                ),
                Sel::baru(asal::tanpa_satuan(agregat)),
            ])),
            lembar: false,
        };
        (Some(tabel), catatan)
    }
}

/// What a term lost against its full amount, as shown; none when nothing was lost.
pub(super) fn kurang(l: &Langkah<'_>) -> Option<String> {
    let rugi = rugi(l)?;
    (rugi > 0).then(|| rupiah(rugi))
}
