//! Kinds of parameters: how a value is written, checked and read.

use balai_kernel::{Bahasa, Galat, Peran, Tanggal};
use balai_store::{StoreError, Tx};

use super::store;

/// What every parameter says of itself.
#[derive(Debug, Clone, Copy)]
pub struct Ciri {
    /// Dotted, lower case, application first: `kinerja.entri.hari_mundur`. Stored for ever.
    pub id: &'static str,
    /// What it is called, in Indonesian.
    pub label_id: &'static str,
    /// What it is called, in English.
    pub label_en: &'static str,
    /// One sentence on what it changes, in Indonesian.
    pub ket_id: &'static str,
    /// The same in English.
    pub ket_en: &'static str,
    /// Where the default comes from: a regulation, or that it is our proposal.
    pub dasar: &'static str,
    /// The roles that may set it, of those that may set any.
    pub peran: &'static [Peran],
}

/// What a number counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Satuan {
    /// Calendar days.
    Hari,
    /// Working days.
    HariKerja,
    /// Minutes.
    Menit,
    /// A time of day, kept as minutes after midnight (0 to 1440; 24.00 is the end of the day).
    Jam,
    /// A day of the month, 1 to 31; a shorter month ends earlier.
    TanggalBulan,
    /// Whole percent.
    Persen,
    /// People.
    Orang,
    /// Pieces of whatever the label names.
    Buah,
}

impl Satuan {
    /// The word behind the number; empty where there is none.
    pub fn kata(self, bahasa: Bahasa) -> &'static str {
        match self {
            Satuan::Hari => bahasa.pilih("hari", "days"),
            Satuan::HariKerja => bahasa.pilih("hari kerja", "working days"),
            Satuan::Menit => bahasa.pilih("menit", "minutes"),
            Satuan::Persen => "%",
            Satuan::Orang => bahasa.pilih("orang", "people"),
            Satuan::Jam | Satuan::TanggalBulan | Satuan::Buah => "",
        }
    }
}

/// A whole number within a range.
#[derive(Debug, Clone, Copy)]
pub struct Bulat {
    /// What it is.
    pub ciri: Ciri,
    /// What it counts.
    pub satuan: Satuan,
    /// Smallest, included.
    pub min: i64,
    /// Largest, included.
    pub maks: i64,
    /// Until somebody sets it.
    pub bawaan: i64,
}

/// One of the words of a [`Pilihan`].
#[derive(Debug, Clone, Copy)]
pub struct Opsi {
    /// As stored.
    pub kata: &'static str,
    /// Said in Indonesian.
    pub label_id: &'static str,
    /// Said in English.
    pub label_en: &'static str,
}

/// One of a few words.
#[derive(Debug, Clone, Copy)]
pub struct Pilihan {
    /// What it is.
    pub ciri: Ciri,
    /// The words.
    pub opsi: &'static [Opsi],
    /// Until somebody sets it; one of the words.
    pub bawaan: &'static str,
}

/// Yes or no.
#[derive(Debug, Clone, Copy)]
pub struct YaTidak {
    /// What it is.
    pub ciri: Ciri,
    /// Until somebody sets it.
    pub bawaan: bool,
}

/// Words of the region's own, such as an address.
#[derive(Debug, Clone, Copy)]
pub struct Teks {
    /// What it is.
    pub ciri: Ciri,
    /// Longest, in characters.
    pub maks: usize,
    /// Until somebody sets it; may be empty.
    pub bawaan: &'static str,
}

impl Bulat {
    /// The value that counts on a day.
    ///
    /// # Errors
    /// The store's failure.
    pub fn pada(&self, tx: &mut Tx<'_>, hari: Tanggal) -> Result<i64, StoreError> {
        let ada = store::pada(tx, self.ciri.id, hari)?;
        Ok(ada
            .and_then(|n| n.parse().ok())
            .filter(|n| (self.min..=self.maks).contains(n))
            .unwrap_or(self.bawaan))
    }
}

impl Pilihan {
    /// The word that counts on a day.
    ///
    /// # Errors
    /// The store's failure.
    pub fn pada(&self, tx: &mut Tx<'_>, hari: Tanggal) -> Result<&'static str, StoreError> {
        let ada = store::pada(tx, self.ciri.id, hari)?;
        Ok(self.opsi.iter().map(|o| o.kata).find(|k| ada.as_deref() == Some(*k)).unwrap_or(self.bawaan))
    }
}

impl YaTidak {
    /// The answer that counts on a day.
    ///
    /// # Errors
    /// The store's failure.
    pub fn pada(&self, tx: &mut Tx<'_>, hari: Tanggal) -> Result<bool, StoreError> {
        Ok(match store::pada(tx, self.ciri.id, hari)?.as_deref() {
            Some("ya") => true,
            Some("tidak") => false,
            _ => self.bawaan,
        })
    }
}

impl Teks {
    /// The words that count on a day.
    ///
    /// # Errors
    /// The store's failure.
    pub fn pada(&self, tx: &mut Tx<'_>, hari: Tanggal) -> Result<String, StoreError> {
        Ok(store::pada(tx, self.ciri.id, hari)?.unwrap_or_else(|| self.bawaan.to_owned()))
    }
}

/// A parameter of whatever kind.
#[derive(Debug, Clone, Copy)]
pub enum Parameter {
    /// A number.
    Bulat(&'static Bulat),
    /// A choice.
    Pilihan(&'static Pilihan),
    /// Yes or no.
    YaTidak(&'static YaTidak),
    /// Words.
    Teks(&'static Teks),
}

impl Parameter {
    /// What it says of itself.
    pub fn ciri(self) -> &'static Ciri {
        match self {
            Parameter::Bulat(p) => &p.ciri,
            Parameter::Pilihan(p) => &p.ciri,
            Parameter::YaTidak(p) => &p.ciri,
            Parameter::Teks(p) => &p.ciri,
        }
    }

    /// The default, as stored.
    pub fn bawaan(self) -> String {
        match self {
            Parameter::Bulat(p) => p.bawaan.to_string(),
            Parameter::Pilihan(p) => p.bawaan.to_owned(),
            Parameter::YaTidak(p) => ya(p.bawaan).to_owned(),
            Parameter::Teks(p) => p.bawaan.to_owned(),
        }
    }

    /// The stored form of what a person wrote: `3 hari` is `3`, `07.30` is `450`, `Ya` is `ya`.
    ///
    /// # Errors
    /// `PLT-090`, saying what would fit.
    pub fn urai(self, teks: &str) -> Result<String, Galat> {
        let bersih = teks.trim();
        let jadi = match self {
            Parameter::Bulat(p) => urai_bulat(p, bersih).map(|n| n.to_string()),
            Parameter::Pilihan(p) => {
                p.opsi.iter().find(|o| o.kata.eq_ignore_ascii_case(bersih)).map(|o| o.kata.to_owned())
            }
            Parameter::YaTidak(_) => match bersih.to_ascii_lowercase().as_str() {
                "ya" | "yes" | "true" => Some("ya".to_owned()),
                "tidak" | "no" | "false" => Some("tidak".to_owned()),
                _ => None,
            },
            Parameter::Teks(p) => {
                let muat = bersih.chars().count() <= p.maks && !bersih.chars().any(char::is_control);
                muat.then(|| bersih.to_owned())
            }
        };
        jadi.ok_or_else(|| {
            let nilai: String = bersih.chars().take(60).collect();
            Galat::baru("PLT-090")
                .dengan("parameter", self.ciri().id)
                .dengan("nilai", nilai)
                .dengan("seharusnya", self.seharusnya(Bahasa::Id))
        })
    }

    /// What fits, in words: `0 sampai 31 hari`, `bkn, balai`.
    pub fn seharusnya(self, bahasa: Bahasa) -> String {
        match self {
            Parameter::Bulat(p) => {
                let sampai = bahasa.pilih("sampai", "to");
                let (min, maks) = (angka(p, p.min), angka(p, p.maks));
                format!("{min} {sampai} {maks} {}", p.satuan.kata(bahasa)).trim_end().to_owned()
            }
            Parameter::Pilihan(p) => p.opsi.iter().map(|o| o.kata).collect::<Vec<_>>().join(", "),
            Parameter::YaTidak(_) => bahasa.pilih("ya, tidak", "ya (yes), tidak (no)").to_owned(),
            Parameter::Teks(p) => match bahasa {
                Bahasa::Id => format!("satu baris, paling banyak {} huruf", p.maks),
                Bahasa::En => format!("one line of at most {} characters", p.maks),
            },
        }
    }

    /// A stored value as people read it: `3 hari`, `07.30`, `dari e-Kinerja BKN`.
    pub fn tampil(self, nilai: &str, bahasa: Bahasa) -> String {
        match self {
            Parameter::Bulat(p) => match nilai.parse() {
                Ok(n) if p.satuan == Satuan::Persen => format!("{n}%"),
                Ok(n) => format!("{} {}", angka(p, n), p.satuan.kata(bahasa)).trim_end().to_owned(),
                Err(_) => nilai.to_owned(),
            },
            Parameter::Pilihan(p) => match p.opsi.iter().find(|o| o.kata == nilai) {
                Some(o) => bahasa.pilih(o.label_id, o.label_en).to_owned(),
                None => nilai.to_owned(),
            },
            Parameter::YaTidak(_) => match nilai {
                "ya" => bahasa.pilih("Ya", "Yes").to_owned(),
                _ => bahasa.pilih("Tidak", "No").to_owned(),
            },
            Parameter::Teks(_) if nilai.is_empty() => bahasa.pilih("belum diisi", "not set").to_owned(),
            Parameter::Teks(_) => nilai.to_owned(),
        }
    }
}

/// The stored word of an answer.
fn ya(ya: bool) -> &'static str {
    if ya { "ya" } else { "tidak" }
}

/// A number as it is written: a time of day as `07.30`.
fn angka(p: &Bulat, n: i64) -> String {
    if p.satuan == Satuan::Jam { format!("{:02}.{:02}", n / 60, n % 60) } else { n.to_string() }
}

fn urai_bulat(p: &Bulat, teks: &str) -> Option<i64> {
    let n = if p.satuan == Satuan::Jam {
        let (jam, menit) = teks.split_once(['.', ':'])?;
        if menit.len() != 2 || jam.is_empty() || jam.len() > 2 {
            return None;
        }
        let (jam, menit) = (digit(jam)?, digit(menit)?);
        if menit > 59 {
            return None;
        }
        jam * 60 + menit
    } else {
        let kata = [p.satuan.kata(Bahasa::Id), p.satuan.kata(Bahasa::En)];
        let angka =
            kata.into_iter().filter(|k| !k.is_empty()).find_map(|k| teks.strip_suffix(k)).unwrap_or(teks);
        digit(angka.trim_end())?
    };
    (p.min..=p.maks).contains(&n).then_some(n)
}

/// At most nine digits, nothing else.
fn digit(teks: &str) -> Option<i64> {
    let sah = (1..=9).contains(&teks.len()) && teks.bytes().all(|b| b.is_ascii_digit());
    if sah { teks.parse().ok() } else { None }
}

#[cfg(test)]
mod tests {
    use super::*;

    const CIRI: Ciri = Ciri {
        id: "uji.parameter",
        label_id: "Uji",
        label_en: "Test",
        ket_id: "Untuk uji.",
        ket_en: "For tests.",
        dasar: "usulan",
        peran: &[Peran::Admin],
    };
    static HARI: Bulat = Bulat { ciri: CIRI, satuan: Satuan::Hari, min: 0, maks: 31, bawaan: 3 };
    static JAM: Bulat = Bulat { ciri: CIRI, satuan: Satuan::Jam, min: 0, maks: 1440, bawaan: 1440 };
    static SUMBER: Pilihan = Pilihan {
        ciri: CIRI,
        opsi: &[Opsi { kata: "bkn", label_id: "dari e-Kinerja BKN", label_en: "from BKN" }],
        bawaan: "bkn",
    };
    static ALAMAT: Teks = Teks { ciri: CIRI, maks: 20, bawaan: "" };
    static WAJIB: YaTidak = YaTidak { ciri: CIRI, bawaan: false };

    #[test]
    fn what_people_write_becomes_the_stored_form() {
        let hari = Parameter::Bulat(&HARI);
        for teks in ["7", " 7 ", "7 hari", "7hari", "7 days"] {
            assert_eq!(hari.urai(teks).unwrap(), "7", "{teks}");
        }
        let jam = Parameter::Bulat(&JAM);
        assert_eq!(jam.urai("07.30").unwrap(), "450");
        assert_eq!(jam.urai("24:00").unwrap(), "1440");
        assert_eq!(Parameter::Pilihan(&SUMBER).urai("BKN").unwrap(), "bkn");
        assert_eq!(Parameter::YaTidak(&WAJIB).urai("Ya").unwrap(), "ya");
        let alamat = Parameter::Teks(&ALAMAT);
        assert_eq!(alamat.urai("  Jalan Wastukancana 2 ").unwrap(), "Jalan Wastukancana 2");
        assert_eq!(
            (alamat.urai("").unwrap().as_str(), alamat.tampil("", Bahasa::Id).as_str()),
            ("", "belum diisi")
        );
    }

    #[test]
    fn what_does_not_fit_is_refused_with_what_would() {
        let hari = Parameter::Bulat(&HARI);
        for teks in ["", "-1", "32", "3 jam", "tiga", "9999999999", "3,5", "3 hari hari"] {
            let galat = hari.urai(teks).unwrap_err();
            assert_eq!(galat.kode, "PLT-090", "{teks}");
        }
        assert_eq!(hari.seharusnya(Bahasa::Id), "0 sampai 31 hari");
        for teks in ["7", "24.01", "7.5", "07.60", "007.30"] {
            assert!(Parameter::Bulat(&JAM).urai(teks).is_err(), "{teks}");
        }
        assert!(Parameter::Pilihan(&SUMBER).urai("excel").is_err());
        assert!(Parameter::YaTidak(&WAJIB).urai("mungkin").is_err());
        for teks in ["Jalan Wastukancana 22", "satu\ndua"] {
            assert!(Parameter::Teks(&ALAMAT).urai(teks).is_err(), "{teks}");
        }
    }

    #[test]
    fn a_stored_value_reads_back_as_people_say_it() {
        assert_eq!(Parameter::Bulat(&HARI).tampil("3", Bahasa::Id), "3 hari");
        assert_eq!(Parameter::Bulat(&JAM).tampil("450", Bahasa::Id), "07.30");
        assert_eq!(Parameter::Pilihan(&SUMBER).tampil("bkn", Bahasa::Id), "dari e-Kinerja BKN");
        let jam = Parameter::Bulat(&JAM);
        assert_eq!(jam.urai(&jam.tampil("1440", Bahasa::Id)).unwrap(), "1440");
    }
}
