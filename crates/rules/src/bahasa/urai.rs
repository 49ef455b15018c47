//! Reads a formula: recursive descent, one function per precedence.

use super::leksikal::{self, Kata};
use super::pohon::{Banding, Eks, Isi, Op};
use crate::angka::Pecahan;
use crate::galat::Catatan;
use crate::sumber::Letak;

/// Deepest nesting of a formula; deeper ones are refused so that reading stays total.
const PALING_DALAM: usize = 64;

/// Reads one whole expression. Faults go to `c`, and then the answer is `None`.
pub(crate) fn ekspresi(isi: &str, letak: Letak, c: &mut Catatan) -> Option<Eks> {
    let kata = leksikal::kata(isi, letak, c)?;
    let mut p = Pengurai { kata, i: 0, dalam: 0, c };
    let e = p.atau()?;
    if *p.kini() != Kata::Akhir {
        p.tak_terduga();
        return None;
    }
    Some(e)
}

struct Pengurai<'c> {
    kata: Vec<(Kata, Letak)>,
    i: usize,
    dalam: usize,
    c: &'c mut Catatan,
}

impl Pengurai<'_> {
    fn kini(&self) -> &Kata {
        self.kata.get(self.i).map_or(&Kata::Akhir, |(k, _)| k)
    }

    fn letak(&self) -> Letak {
        self.kata.get(self.i.min(self.kata.len().saturating_sub(1))).map_or(Letak::default(), |(_, l)| *l)
    }

    fn tanda(&mut self, t: &str) -> bool {
        let cocok = matches!(self.kini(), Kata::Tanda(x) if *x == t);
        if cocok {
            self.i += 1;
        }
        cocok
    }

    fn kata_kunci(&mut self, k: &str) -> bool {
        let cocok = matches!(self.kini(), Kata::Nama(x) if x == k);
        if cocok {
            self.i += 1;
        }
        cocok
    }

    fn tak_terduga(&mut self) {
        let letak = self.letak();
        match self.kini().clone() {
            Kata::Akhir => self.c.catat(letak, "ATR-024", vec![]),
            k => self.c.catat(letak, "ATR-023", vec![("tulis", tulis(&k))]),
        }
    }

    fn minta(&mut self, t: &str) -> Option<()> {
        if self.tanda(t) {
            return Some(());
        }
        let letak = self.letak();
        self.c.catat(letak, "ATR-025", vec![("harap", t.to_owned()), ("tulis", tulis(&self.kini().clone()))]);
        None
    }

    fn rentang(&self, dari: Letak) -> Letak {
        let akhir = self.kata.get(self.i.saturating_sub(1)).map_or(dari, |(_, l)| *l);
        Letak { sampai: akhir.sampai, ..dari }
    }

    fn dua(&self, dari: Letak, op: Op, a: Eks, b: Eks) -> Eks {
        Eks { letak: self.rentang(dari), isi: Isi::Dua(op, Box::new(a), Box::new(b)) }
    }

    fn atau(&mut self) -> Option<Eks> {
        self.dalam += 1;
        if self.dalam > PALING_DALAM {
            let letak = self.letak();
            self.c.catat(letak, "ATR-026", vec![("batas", PALING_DALAM.to_string())]);
            return None;
        }
        let dari = self.letak();
        let mut a = self.dan()?;
        while self.kata_kunci("atau") {
            let b = self.dan()?;
            a = self.dua(dari, Op::Atau, a, b);
        }
        self.dalam -= 1;
        Some(a)
    }

    fn dan(&mut self) -> Option<Eks> {
        let dari = self.letak();
        let mut a = self.bukan()?;
        while self.kata_kunci("dan") {
            let b = self.bukan()?;
            a = self.dua(dari, Op::Dan, a, b);
        }
        Some(a)
    }

    fn bukan(&mut self) -> Option<Eks> {
        let dari = self.letak();
        let mut ingkar = 0_usize;
        while self.kata_kunci("bukan") {
            ingkar += 1;
        }
        let mut e = self.banding()?;
        for _ in 0..ingkar {
            e = Eks { letak: self.rentang(dari), isi: Isi::Bukan(Box::new(e)) };
        }
        Some(e)
    }

    fn banding(&mut self) -> Option<Eks> {
        let dari = self.letak();
        let a = self.tambah()?;
        if self.kata_kunci("dalam") {
            self.minta("[")?;
            let daftar = self.daftar("]")?;
            return Some(Eks { letak: self.rentang(dari), isi: Isi::Dalam(Box::new(a), daftar) });
        }
        let op = match self.kini() {
            Kata::Tanda("==") => Banding::Sama,
            Kata::Tanda("!=") => Banding::Beda,
            Kata::Tanda("<") => Banding::Kurang,
            Kata::Tanda("<=") => Banding::Sampai,
            Kata::Tanda(">") => Banding::Lebih,
            Kata::Tanda(">=") => Banding::Mulai,
            _ => return Some(a),
        };
        self.i += 1;
        let b = self.tambah()?;
        let e = self.dua(dari, Op::Banding(op), a, b);
        if matches!(self.kini(), Kata::Tanda("==" | "!=" | "<" | "<=" | ">" | ">=")) {
            let letak = self.letak();
            self.c.catat(letak, "ATR-027", vec![]);
            return None;
        }
        Some(e)
    }

    fn tambah(&mut self) -> Option<Eks> {
        let dari = self.letak();
        let mut a = self.kali()?;
        loop {
            let op = if self.tanda("+") {
                Op::Tambah
            } else if self.tanda("-") {
                Op::Kurang
            } else {
                return Some(a);
            };
            let b = self.kali()?;
            a = self.dua(dari, op, a, b);
        }
    }

    fn kali(&mut self) -> Option<Eks> {
        let dari = self.letak();
        let mut a = self.negatif()?;
        loop {
            let op = if self.tanda("*") {
                Op::Kali
            } else if self.tanda("/") {
                Op::Bagi
            } else {
                return Some(a);
            };
            let b = self.negatif()?;
            a = self.dua(dari, op, a, b);
        }
    }

    fn negatif(&mut self) -> Option<Eks> {
        let dari = self.letak();
        let mut kali = 0_usize;
        while self.tanda("-") {
            kali += 1;
        }
        let e = self.dasar()?;
        if kali.is_multiple_of(2) {
            return Some(e);
        }
        Some(Eks { letak: self.rentang(dari), isi: Isi::Negatif(Box::new(e)) })
    }

    fn dasar(&mut self) -> Option<Eks> {
        let dari = self.letak();
        let kata = self.kini().clone();
        let isi = match kata {
            Kata::Angka(nilai) => {
                self.i += 1;
                self.angka(nilai)
            }
            Kata::Teks(t) => {
                self.i += 1;
                Isi::Teks(t)
            }
            Kata::Tanggal(h) => {
                self.i += 1;
                Isi::Tanggal(h)
            }
            Kata::Tanda("(") => {
                self.i += 1;
                let e = self.atau()?;
                self.minta(")")?;
                return Some(e);
            }
            Kata::Nama(n) => {
                self.i += 1;
                self.nama(n)?
            }
            _ => {
                self.tak_terduga();
                return None;
            }
        };
        Some(Eks { letak: self.rentang(dari), isi })
    }

    /// A number, then `%` or the word of a unit.
    fn angka(&mut self, nilai: Pecahan) -> Isi {
        if *self.kini() == Kata::Persen {
            self.i += 1;
            let nilai = nilai.kali(Pecahan { n: 1, d: 100 }).unwrap_or(nilai);
            return Isi::Angka { nilai, satuan: None };
        }
        const KUNCI: [&str; 4] = ["dan", "atau", "bukan", "dalam"];
        let satuan = match self.kini() {
            Kata::Nama(s) if !KUNCI.contains(&s.as_str()) => Some(s.clone()),
            _ => None,
        };
        if satuan.is_some() {
            self.i += 1;
        }
        Isi::Angka { nilai, satuan }
    }

    fn nama(&mut self, n: String) -> Option<Isi> {
        match n.as_str() {
            "benar" => return Some(Isi::Ya(true)),
            "salah" => return Some(Isi::Ya(false)),
            _ => {}
        }
        if self.tanda("(") {
            return Some(Isi::Panggil(n, self.daftar(")")?));
        }
        let mut jalur = vec![n];
        while self.tanda(".") {
            match self.kini().clone() {
                Kata::Nama(x) => {
                    self.i += 1;
                    jalur.push(x);
                }
                _ => {
                    self.tak_terduga();
                    return None;
                }
            }
        }
        Some(Isi::Nama(jalur))
    }

    fn daftar(&mut self, tutup: &str) -> Option<Vec<Eks>> {
        let mut hasil = Vec::new();
        if self.tanda(tutup) {
            return Some(hasil);
        }
        loop {
            hasil.push(self.atau()?);
            if self.tanda(tutup) {
                return Some(hasil);
            }
            // At the very end it is the bracket that is missing, before another word the comma.
            self.minta(if *self.kini() == Kata::Akhir { tutup } else { "," })?;
        }
    }
}

fn tulis(k: &Kata) -> String {
    match k {
        Kata::Angka(p) => crate::angka::tulis(p.n, p.d, "_", "."),
        Kata::Persen => "%".to_owned(),
        Kata::Tanggal(h) => leksikal::dari_hari(*h).map_or(String::new(), |d| d.to_string()),
        Kata::Teks(t) => format!("\"{t}\""),
        Kata::Nama(n) => n.clone(),
        Kata::Tanda(t) => (*t).to_owned(),
        Kata::Akhir => "akhir rumus".to_owned(),
    }
}
