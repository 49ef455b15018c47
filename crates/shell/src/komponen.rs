//! Parts with data of their own. Each is a template: `{{ tabel }}` in a page shows it whole.
//!
//! Parts without data (sign, button, tag, notice, field) are macros in `templates/komponen/`.

use askama::Template;
use askama::filters::HtmlSafe;

/// A state shown by tint, icon and word; never by colour alone.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Keadaan {
    /// Nothing to say.
    #[default]
    Biasa,
    /// Waits for the reader.
    Kunyit,
    /// On its way.
    Nila,
    /// Good, done.
    Pandan,
    /// Near a limit.
    Jingga,
    /// Late, over, refused.
    Secang,
}

impl Keadaan {
    /// The class of tags, rows and notices.
    pub fn kelas(self) -> &'static str {
        match self {
            Keadaan::Biasa => "biasa",
            Keadaan::Kunyit => "kunyit",
            Keadaan::Nila => "nila",
            Keadaan::Pandan => "pandan",
            Keadaan::Jingga => "jingga",
            Keadaan::Secang => "secang",
        }
    }

    /// The icon that goes with it.
    pub fn ikon(self) -> &'static str {
        match self {
            Keadaan::Biasa => "info",
            Keadaan::Kunyit => "hourglass",
            Keadaan::Nila => "map-pin",
            Keadaan::Pandan => "circle-check",
            Keadaan::Jingga => "triangle-alert",
            Keadaan::Secang => "circle-alert",
        }
    }
}

/// The sign at the head of a line of a derivation.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Operator {
    /// Where the sum starts.
    Awal,
    /// Multiplied by.
    Kali,
    /// Divided by.
    Bagi,
    /// Added.
    Tambah,
    /// Taken off.
    Kurang,
    /// A subtotal: filled knot, bold.
    Sama,
    /// Made of rows: activities, days.
    Rincian,
}

impl Operator {
    /// Its icon.
    pub fn ikon(self) -> &'static str {
        match self {
            Operator::Awal => "flag",
            Operator::Kali => "x",
            Operator::Bagi => "slash",
            Operator::Tambah => "plus",
            Operator::Kurang => "minus",
            Operator::Sama => "equal",
            Operator::Rincian => "list-checks",
        }
    }
}

/// A derivation: one line a step, each opening to its article and rows. Works without scripts.
#[derive(Debug, Clone, PartialEq, Eq, Default, Template)]
#[template(path = "komponen/hitungan.html")]
pub struct Hitungan {
    /// Its steps from top to bottom.
    pub baris: Vec<BarisHitungan>,
}

/// One step of a derivation.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BarisHitungan {
    /// The knot.
    pub operator: Operator,
    /// What it is.
    pub nama: String,
    /// Factors and article, a line each.
    pub keterangan: Vec<String>,
    /// The result, formatted, without unit.
    pub hasil: String,
    /// What was lost, formatted: shown as *kurang 159.350*.
    pub kurang: Option<String>,
    /// What it opens to.
    pub rinci: Option<Rinci>,
}

impl BarisHitungan {
    /// A step without more to open.
    pub fn baru(operator: Operator, nama: impl Into<String>, hasil: impl Into<String>) -> Self {
        BarisHitungan {
            operator,
            nama: nama.into(),
            keterangan: Vec::new(),
            hasil: hasil.into(),
            kurang: None,
            rinci: None,
        }
    }

    /// Adds a line of factors or the article.
    #[must_use]
    pub fn ket(mut self, teks: impl Into<String>) -> Self {
        self.keterangan.push(teks.into());
        self
    }

    /// Says what was lost.
    #[must_use]
    pub fn kurang(mut self, teks: impl Into<String>) -> Self {
        self.kurang = Some(teks.into());
        self
    }

    /// Gives it something to open.
    #[must_use]
    pub fn rinci(mut self, rinci: Rinci) -> Self {
        self.rinci = Some(rinci);
        self
    }

    /// Whether this is a subtotal.
    pub fn utama(&self) -> bool {
        self.operator == Operator::Sama
    }
}

/// What a step opens to: the article in its words, then the rows, then a derivation of its own.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Rinci {
    /// The article.
    pub kutipan: Option<Kutipan>,
    /// The rows with their sum.
    pub tabel: Option<Tabel>,
    /// How its parts came to be.
    pub anak: Option<Hitungan>,
    /// A closing remark: rounding, days without deduction.
    pub catatan: Option<String>,
    /// Whether it stands open from the start.
    pub terbuka: bool,
}

/// An article, quoted.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Kutipan {
    /// *Perwal Contoh 12/2026, Pasal 9 ayat (2)*.
    pub judul: String,
    /// Its words, or what they say.
    pub isi: String,
    /// The whole text, if it can be read here: address and word of the link.
    pub tautan: Option<(String, String)>,
}

/// A table; below 640 px each row becomes a small card with the same labels.
#[derive(Debug, Clone, PartialEq, Eq, Default, Template)]
#[template(path = "komponen/tabel.html")]
pub struct Tabel {
    /// What the table shows, for screen readers.
    pub judul: String,
    /// Columns, left to right.
    pub kolom: Vec<Kolom>,
    /// Rows, top to bottom.
    pub baris: Vec<BarisTabel>,
    /// The row of sums.
    pub jumlah: Option<BarisTabel>,
    /// On a sheet of its own with a frame; otherwise it lies open on its ground.
    pub lembar: bool,
}

impl Tabel {
    /// The cells of a row, each with the label and the class of its column.
    fn berkolom<'a>(
        &'a self,
        baris: &'a BarisTabel,
    ) -> impl Iterator<Item = (&'a Sel, &'a str, &'static str)> {
        baris.sel.iter().zip(&self.kolom).map(|(sel, kolom)| (sel, kolom.label.as_str(), kolom.kelas()))
    }
}

/// A column.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Kolom {
    /// Its header with the unit: `Dihitung (Rp)`.
    pub label: String,
    /// Numbers stand right.
    pub angka: bool,
    /// Left out on phones, because the row's own page repeats it.
    pub lebar_saja: bool,
}

impl Kolom {
    /// A column of words.
    pub fn teks(label: impl Into<String>) -> Self {
        Kolom { label: label.into(), angka: false, lebar_saja: false }
    }

    /// A column of numbers; the label names the unit.
    pub fn angka(label: impl Into<String>) -> Self {
        Kolom { label: label.into(), angka: true, lebar_saja: false }
    }

    fn kelas(&self) -> &'static str {
        match (self.angka, self.lebar_saja) {
            (false, false) => "",
            (true, false) => "angka",
            (false, true) => "lebar-saja",
            (true, true) => "angka lebar-saja",
        }
    }

    /// Left out below 640 px.
    #[must_use]
    pub fn lebar_saja(mut self) -> Self {
        self.lebar_saja = true;
        self
    }
}

/// A row.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct BarisTabel {
    /// One cell a column; the first names the row.
    pub sel: Vec<Sel>,
    /// Tint of the row; say the state in words in the first cell too.
    pub keadaan: Keadaan,
}

impl BarisTabel {
    /// A row of these cells.
    pub fn dari<I>(sel: I) -> Self
    where
        I: IntoIterator,
        I::Item: Into<Sel>,
    {
        BarisTabel { sel: sel.into_iter().map(Into::into).collect(), keadaan: Keadaan::Biasa }
    }

    /// Tints the row.
    #[must_use]
    pub fn keadaan(mut self, keadaan: Keadaan) -> Self {
        self.keadaan = keadaan;
        self
    }
}

/// A cell.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Sel {
    /// What it says.
    pub teks: String,
    /// A second, quieter line.
    pub keterangan: Option<String>,
    /// Where its words lead.
    pub jalur: Option<String>,
    /// A state with its word.
    pub tanda: Option<(Keadaan, String)>,
    /// A bar before the words.
    pub meter: Option<Meter>,
}

impl From<String> for Sel {
    fn from(teks: String) -> Self {
        Sel { teks, ..Sel::default() }
    }
}

impl From<&str> for Sel {
    fn from(teks: &str) -> Self {
        teks.to_owned().into()
    }
}

impl Sel {
    /// A cell of these words.
    pub fn baru(teks: impl Into<String>) -> Self {
        teks.into().into()
    }

    /// Adds a quieter line.
    #[must_use]
    pub fn ket(mut self, teks: impl Into<String>) -> Self {
        self.keterangan = Some(teks.into());
        self
    }

    /// Makes its words a link.
    #[must_use]
    pub fn jalur(mut self, jalur: impl Into<String>) -> Self {
        self.jalur = Some(jalur.into());
        self
    }

    /// Adds a state.
    #[must_use]
    pub fn tanda(mut self, keadaan: Keadaan, teks: impl Into<String>) -> Self {
        self.tanda = Some((keadaan, teks.into()));
        self
    }

    /// Adds a bar.
    #[must_use]
    pub fn meter(mut self, meter: Meter) -> Self {
        self.meter = Some(meter);
        self
    }
}

/// A bar from zero against a limit; the value is always printed beside it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Template)]
#[template(path = "komponen/meter.html")]
pub struct Meter {
    /// Length of the bar in units of the drawing, 0 to 1100: 1000 is the limit.
    pub panjang: u16,
    /// Over the limit.
    pub lewat: bool,
    /// Whether the limit is marked by a tick.
    pub batas: bool,
}

impl Meter {
    /// `nilai` against `batas`, both in the same unit; no bar when there is no limit.
    pub fn dari(nilai: i128, batas: i128) -> Self {
        let seribu = if batas > 0 { nilai.max(0).saturating_mul(1000) / batas } else { 0 };
        let panjang = u16::try_from(seribu.min(1100)).unwrap_or(1100);
        Meter { panjang, lewat: batas > 0 && nilai > batas, batas: true }
    }

    /// Without the tick: a share of a whole.
    #[must_use]
    pub fn tanpa_batas(mut self) -> Self {
        self.batas = false;
        self
    }
}

/// How far a long work is; always counts things.
#[derive(Debug, Clone, PartialEq, Eq, Template)]
#[template(path = "komponen/kemajuan.html")]
pub struct Kemajuan {
    /// *Menghitung 8.204 dari 14.512 orang*.
    pub teks: String,
    /// Whether the page may be closed, and where the result will be.
    pub keterangan: String,
    /// Done so far.
    pub selesai: u64,
    /// Of so many.
    pub seluruh: u64,
}

impl Kemajuan {
    /// Length in thousandths.
    pub fn panjang(&self) -> u64 {
        self.selesai.saturating_mul(1000).checked_div(self.seluruh).unwrap_or(0).min(1000)
    }
}

/// How far a knot of a journey is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Tahap {
    /// Done.
    Selesai,
    /// Now, elsewhere.
    Kini,
    /// Now, and it waits for the reader.
    KiniAnda,
    /// Not yet.
    Nanti,
}

impl Tahap {
    /// The class of its knot.
    pub fn kelas(self) -> &'static str {
        match self {
            Tahap::Selesai => "selesai",
            Tahap::Kini => "kini",
            Tahap::KiniAnda => "kini anda",
            Tahap::Nanti => "nanti",
        }
    }

    /// Message key of what a screen reader says.
    pub fn kunci(self) -> &'static str {
        match self {
            Tahap::Selesai => "tahap-selesai",
            Tahap::Kini => "tahap-kini",
            Tahap::KiniAnda => "tahap-kini-anda",
            Tahap::Nanti => "tahap-nanti",
        }
    }

    /// Whether the reader is here.
    pub fn di_sini(self) -> bool {
        matches!(self, Tahap::Kini | Tahap::KiniAnda)
    }
}

/// A knot of a journey.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Simpul {
    /// How far.
    pub tahap: Tahap,
    /// What a screen reader says of the stage: *selesai*, *sedang berjalan*.
    pub tahap_teks: String,
    /// What.
    pub judul: String,
    /// When, or by when.
    pub waktu: String,
    /// Whose desk, why.
    pub keterangan: String,
}

/// A journey of a file or the states of a run.
#[derive(Debug, Clone, PartialEq, Eq, Template)]
#[template(path = "komponen/benang.html")]
pub struct Benang {
    /// Knots, first to last.
    pub simpul: Vec<Simpul>,
    /// In one line from 880 px on; otherwise always from top to bottom.
    pub datar: bool,
    /// What the journey is, for screen readers.
    pub judul: String,
}

/// A SHA-256 in eight groups of eight.
#[derive(Debug, Clone, PartialEq, Eq, Template)]
#[template(
    source = r#"<code class="sidik">{% for g in self.kelompok() %}<span>{{ g }}</span>{% endfor %}</code>"#,
    ext = "html"
)]
pub struct Sidik(pub String);

impl Sidik {
    fn kelompok(&self) -> Vec<String> {
        let huruf: Vec<char> = self.0.chars().collect();
        huruf.chunks(8).map(|g| g.iter().collect()).collect()
    }
}

/// Question, answer, way to change it.
#[derive(Debug, Clone, PartialEq, Eq, Default, Template)]
#[template(path = "komponen/rincian.html")]
pub struct Rincian {
    /// Rows.
    pub baris: Vec<BarisRincian>,
}

/// A row of an answer list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BarisRincian {
    /// The question.
    pub tanya: String,
    /// The answer.
    pub jawab: String,
    /// Where it is changed, and the word of the link.
    pub ubah: Option<(String, String)>,
}

/// The way through a long list.
#[derive(Debug, Clone, PartialEq, Eq, Template)]
#[template(path = "komponen/penomoran.html")]
pub struct Penomoran {
    /// *1–50 dari 14.512 orang*.
    pub teks: String,
    /// Address and word of the page before.
    pub sebelum: Option<(String, String)>,
    /// Address and word of the page after.
    pub sesudah: Option<(String, String)>,
    /// What the list is, for screen readers.
    pub judul: String,
}

macro_rules! html {
    ($($t:ty),* $(,)?) => {$( impl HtmlSafe for $t {} )*};
}
html!(Hitungan, Tabel, Meter, Kemajuan, Benang, Sidik, Rincian, Penomoran);

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_bar_shows_its_share_and_stops_a_little_over_the_limit() {
        assert_eq!(Meter::dari(955, 1000).panjang, 955);
        assert_eq!((Meter::dari(1021, 1000).panjang, Meter::dari(1021, 1000).lewat), (1021, true));
        assert_eq!(Meter::dari(9_000, 1000).panjang, 1100);
        assert_eq!(Meter::dari(-5, 1000).panjang, 0);
        assert_eq!(Meter::dari(5, 0).panjang, 0);
        assert_eq!(Meter::dari(i128::MAX, 3).panjang, 1100);
    }

    #[test]
    fn a_table_labels_every_cell_for_phones_and_escapes_what_it_shows() {
        let tabel = Tabel {
            judul: "Per dinas".into(),
            kolom: vec![Kolom::teks("Dinas"), Kolom::angka("Dihitung (Rp)")],
            baris: vec![BarisTabel::dari(["<Dinas>", "1.000"])],
            jumlah: Some(BarisTabel::dari(["Jumlah", "1.000"])),
            lembar: true,
        };
        let html = tabel.to_string();
        assert!(html.contains("&#60;Dinas&#62;") && !html.contains("<Dinas>"), "{html}");
        assert!(html.contains(r#"data-label="Dihitung (Rp)""#), "{html}");
        assert!(html.contains("<tfoot>") && html.contains(r#"scope="row""#), "{html}");
    }

    #[test]
    fn a_derivation_without_more_to_open_is_no_details() {
        let baris = BarisHitungan::baru(Operator::Sama, "Diterima", "6.023.750");
        let html = Hitungan { baris: vec![baris] }.to_string();
        assert!(!html.contains("<details"), "{html}");
        assert!(html.contains("6.023.750"));
    }

    #[test]
    fn a_derivation_opens_to_a_derivation() {
        let dalam = Hitungan { baris: vec![BarisHitungan::baru(Operator::Kali, "Indeks", "0,59")] };
        let luar = BarisHitungan::baru(Operator::Awal, "Nilai", "9")
            .rinci(Rinci { anak: Some(dalam), ..Rinci::default() });
        let html = Hitungan { baris: vec![luar] }.to_string();
        assert_eq!(html.matches("class=\"hitungan").count(), 2, "{html}");
    }
}
