//! Charts drawn by the server, 290 × 112 units, always with the table they were drawn from.

use askama::Template;
use askama::filters::HtmlSafe;

use crate::komponen::Tabel;

const KIRI: i64 = 4;
const KANAN: i64 = 244;
const ATAS: i64 = 16;
const BAWAH: i64 = 88;

/// What the marks are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Bentuk {
    /// Rates: a line.
    Garis,
    /// Counts: columns from zero.
    Kolom,
}

/// One value in time.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Titik {
    /// Date or period, as shown.
    pub label: String,
    /// The value in any whole unit.
    pub nilai: i64,
    /// The value as shown.
    pub teks: String,
}

/// A chart: the last point is marked and labelled, a target is a dotted line with its name on it, only the
/// first and the last date are written.
#[derive(Debug, Clone, PartialEq, Eq, Template)]
#[template(path = "komponen/grafik.html")]
pub struct Grafik {
    /// What it shows, in one sentence, for screen readers.
    pub judul: String,
    /// Line or columns.
    pub bentuk: Bentuk,
    /// Values from old to new.
    pub titik: Vec<Titik>,
    /// Target or limit: value and name.
    pub sasaran: Option<(i64, String)>,
    /// The same as a table.
    pub tabel: Tabel,
    /// The word that opens the table.
    pub kata_tabel: String,
}

/// A column of the drawing, in its units.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Batang {
    /// Left edge.
    pub x: i64,
    /// Upper edge.
    pub y: i64,
    /// Width.
    pub l: i64,
    /// Height.
    pub t: i64,
    /// The newest one.
    pub akhir: bool,
}

impl Grafik {
    /// Lowest and highest value of the scale; columns start from zero.
    fn skala(&self) -> (i64, i64) {
        let nilai = self.titik.iter().map(|t| t.nilai).chain(self.sasaran.iter().map(|s| s.0));
        let (mut kecil, mut besar) = nilai.fold((i64::MAX, i64::MIN), |(a, b), n| (a.min(n), b.max(n)));
        if kecil > besar {
            return (0, 1);
        }
        if self.bentuk == Bentuk::Kolom {
            kecil = kecil.min(0);
            besar = besar.max(0);
        }
        if kecil == besar { (kecil.saturating_sub(1), besar.saturating_add(1)) } else { (kecil, besar) }
    }

    fn y(&self, nilai: i64) -> i64 {
        let (kecil, besar) = self.skala();
        let rentang = i128::from(besar) - i128::from(kecil);
        let dari_bawah = (i128::from(nilai) - i128::from(kecil)) * i128::from(BAWAH - ATAS) / rentang.max(1);
        BAWAH - i64::try_from(dari_bawah).unwrap_or(0)
    }

    fn x(&self, i: usize) -> i64 {
        let n = i64::try_from(self.titik.len().saturating_sub(1)).unwrap_or(1).max(1);
        KIRI + i64::try_from(i).unwrap_or(0) * (KANAN - KIRI) / n
    }

    /// Points of the line.
    pub fn garis(&self) -> String {
        let satu = |(i, t): (usize, &Titik)| format!("{},{}", self.x(i), self.y(t.nilai));
        self.titik.iter().enumerate().map(satu).collect::<Vec<_>>().join(" ")
    }

    /// The columns.
    pub fn batang(&self) -> Vec<Batang> {
        let n = i64::try_from(self.titik.len()).unwrap_or(1).max(1);
        let langkah = ((KANAN - KIRI) / n).max(2);
        let nol = self.y(0);
        let mut ada = Vec::with_capacity(self.titik.len());
        for (i, t) in self.titik.iter().enumerate() {
            let x = KIRI + i64::try_from(i).unwrap_or(0) * (KANAN - KIRI) / n;
            let y = self.y(t.nilai);
            let celah = if langkah > 6 { 3 } else { 1 };
            let akhir = i + 1 == self.titik.len();
            ada.push(Batang { x, y: y.min(nol), l: langkah - celah, t: (y - nol).abs(), akhir });
        }
        ada
    }

    /// Where the last value stands and how it reads.
    pub fn akhir(&self) -> Option<(i64, i64, &str)> {
        let t = self.titik.last()?;
        Some(match self.bentuk {
            Bentuk::Garis => (KANAN, self.y(t.nilai), t.teks.as_str()),
            Bentuk::Kolom => {
                let b = *self.batang().last()?;
                (b.x + b.l / 2, b.y, t.teks.as_str())
            }
        })
    }

    /// Height of the target's line, its name, and where the name stands: above, or below near the top edge.
    pub fn garis_sasaran(&self) -> Option<(i64, &str, i64)> {
        let (nilai, nama) = self.sasaran.as_ref()?;
        let y = self.y(*nilai);
        Some((y, nama, if y < ATAS + 12 { y + 15 } else { y - 6 }))
    }

    /// First and last date.
    pub fn tepi(&self) -> (&str, &str) {
        (self.titik.first().map_or("", |t| &t.label), self.titik.last().map_or("", |t| &t.label))
    }
}

impl HtmlSafe for Grafik {}

#[cfg(test)]
mod tests {
    use super::*;

    fn grafik(bentuk: Bentuk, nilai: &[i64]) -> Grafik {
        Grafik {
            judul: "Berkas".into(),
            bentuk,
            titik: nilai
                .iter()
                .map(|n| Titik { label: n.to_string(), nilai: *n, teks: n.to_string() })
                .collect(),
            sasaran: Some((25, "batas 25".into())),
            tabel: Tabel::default(),
            kata_tabel: "Tabel".into(),
        }
    }

    #[test]
    fn columns_start_at_zero_and_stay_in_the_drawing() {
        let batang = grafik(Bentuk::Kolom, &[10, 20, 40]).batang();
        assert_eq!(batang[2].t, BAWAH - ATAS);
        assert_eq!(batang[1].t * 2, batang[2].t);
        assert!(batang.iter().all(|b| b.y + b.t == BAWAH && b.x >= 0 && b.x + b.l <= KANAN));
    }

    #[test]
    fn a_line_spans_the_width_and_any_values() {
        assert!(grafik(Bentuk::Garis, &[1, 2, 3]).garis().starts_with("4,"));
        for ekstrem in [&[][..], &[25], &[i64::MIN, i64::MAX], &[0, 0]] {
            let g = grafik(Bentuk::Garis, ekstrem);
            let _ = (g.garis(), g.batang(), g.akhir(), g.garis_sasaran());
        }
    }
}
