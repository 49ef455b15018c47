//! The thread of a slip as components: from a derivation of any package to lines that unfold.

use std::collections::BTreeSet;

use balai_kernel::{Bahasa, Rupiah, Tanggal};
use balai_rules::{Jejak, JenisJejak, Operator as OperatorAturan};
use balai_shell::Konteks;
use balai_shell::komponen::{
    BarisHitungan, BarisTabel, Hitungan, Kolom, Kutipan, Operator, Rinci, Sel, Tabel,
};

use crate::model::benang::{Langkah, Simpul, angka, label};

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
        let mut baris = BarisHitungan::baru(operator, label(a, self.bahasa()), self.nilai(a));
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
            let ket = self.isi_baris(b);
            let sel = Sel::baru(self.kunci(&b.kunci));
            BarisTabel::dari([if ket.is_empty() { sel } else { sel.ket(ket) }, Sel::baru(tanpa_satuan(b))])
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
                Sel::baru(tanpa_satuan(agregat)),
            ])),
            lembar: false,
        };
        (Some(tabel), catatan)
    }

    /// What a row says of itself: its inputs and what was made of them, innermost facts first.
    fn isi_baris(&self, baris: &'a Jejak) -> String {
        let mut fakta: Vec<String> = Vec::new();
        let mut sudah = BTreeSet::new();
        self.kumpulkan(baris, &mut fakta, &mut sudah, 0);
        fakta.truncate(5);
        let mut bernama = Vec::new();
        self.bernama(baris, &mut bernama, 0);
        // what was done says more than the sum of its minutes, which stands at the right already
        if bernama.is_empty() { fakta.join(", ") } else { bernama.join("; ") }
    }

    /// The rows within a row that have words of their own: `Rapat koordinasi, 120 menit`.
    fn bernama(&self, j: &Jejak, hasil: &mut Vec<String>, dalam: usize) {
        for a in j.anak.iter().filter(|_| dalam < 4) {
            if a.jenis != JenisJejak::Agregat {
                self.bernama(a, hasil, dalam + 1);
                continue;
            }
            for b in a.anak.iter().filter(|b| b.label != a.label) {
                hasil.push(format!("{}, {}", label(b, self.bahasa()), angka(b)));
            }
        }
    }

    fn kumpulkan(&self, j: &'a Jejak, fakta: &mut Vec<String>, sudah: &mut BTreeSet<&'a str>, dalam: usize) {
        for a in &j.anak {
            let menarik = match a.jenis {
                JenisJejak::Masukan { kosong } => {
                    !kosong && !a.nilai.is_empty() && !matches!(a.nilai.as_str(), "ya" | "tidak")
                }
                // the row's own value stands at its right already
                JenisJejak::Rumus => a.pecahan.0 != 0 && a.nilai != "tidak" && a.pecahan != j.pecahan,
                JenisJejak::Agregat => a.pecahan.0 != 0,
                _ => false,
            };
            let sama_entitas = a.entitas == j.entitas || matches!(a.jenis, JenisJejak::Agregat);
            if menarik && sama_entitas && sudah.insert(&a.nama) {
                let nilai = self.nilai(a);
                let nama = label(a, self.bahasa());
                fakta.push(if nilai == "ya" { nama.to_owned() } else { format!("{nama} {nilai}") });
            }
            if dalam < 3 && matches!(a.jenis, JenisJejak::Rumus | JenisJejak::Tabel) && a.entitas == j.entitas
            {
                self.kumpulkan(a, fakta, sudah, dalam + 1);
            }
        }
    }

    /// A value as people read it: clock times for punches, words for yes and no.
    fn nilai(&self, j: &Jejak) -> String {
        let (n, d) = j.pecahan;
        if matches!(j.jenis, JenisJejak::Masukan { .. })
            && matches!(j.nama.as_str(), "masuk" | "pulang")
            && d == 1
        {
            return format!("{:02}.{:02}", n / 60, n % 60);
        }
        match (j.nilai.as_str(), self.bahasa()) {
            ("ya", Bahasa::En) => "yes".to_owned(),
            ("tidak", Bahasa::En) => "no".to_owned(),
            _ => angka(j),
        }
    }

    /// `Senin, 5 Oktober 2026` for a date, else the key itself.
    fn kunci(&self, kunci: &str) -> String {
        match kunci.parse::<Tanggal>() {
            Ok(d) => super::super::hari_tanggal(d, self.bahasa()),
            Err(_) => self.k.t("slip-baris-ke").a("kunci", kunci).to_string(),
        }
    }
}

/// The unit stands once in the header.
fn tanpa_satuan(j: &Jejak) -> String {
    let teks = angka(j);
    match teks.split_once('\u{a0}') {
        Some((nilai, satuan)) if satuan == j.satuan => nilai.to_owned(),
        _ => teks,
    }
}

/// What a term lost against its full amount, as shown; none when nothing was lost.
pub(super) fn kurang(l: &Langkah<'_>) -> Option<String> {
    let rugi = rugi(l)?;
    let sen = i64::try_from(rugi.checked_mul(100)?).ok()?;
    (rugi > 0).then(|| Rupiah::from_sen(sen).angka())
}

/// The same in whole rupiah.
pub(super) fn rugi(l: &Langkah<'_>) -> Option<i128> {
    let (n, d) = l.jejak.pecahan;
    l.penuh.filter(|_| d == 1).map(|p| p - n)
}
