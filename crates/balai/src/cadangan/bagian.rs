//! The parts of a region as bytes: a letter, then its fields, numbers big-endian, texts with their length.

use std::io::{self, Read, Write};

use balai_store::{Cell, Part, Tally};

use super::arsip::{Pembaca, Penulis, putus};

/// Largest single value, in bytes: what SQLite itself allows.
const NILAI_MAKS: u64 = 1_000_000_000;

const BENTUK: &str = "bentuknya tidak dikenal / its form is unknown";

pub(super) fn tulis(p: &mut Penulis, bagian: &Part) -> io::Result<()> {
    match bagian {
        Part::Step(app, nomor, sidik) => {
            p.write_all(b"L")?;
            bita(p, app.as_bytes())?;
            p.write_all(&nomor.to_be_bytes())?;
            bita(p, sidik.as_bytes())
        }
        Part::Table(nama, kolom) => {
            p.write_all(b"T")?;
            bita(p, nama.as_bytes())?;
            bita(p, kolom.join(",").as_bytes())
        }
        Part::Row(sel) => {
            p.write_all(b"B")?;
            p.write_all(&u16::try_from(sel.len()).map_err(io::Error::other)?.to_be_bytes())?;
            sel.iter().try_for_each(|s| match s {
                Cell::Null => p.write_all(b"0"),
                Cell::I64(v) => p.write_all(b"1").and_then(|()| p.write_all(&v.to_be_bytes())),
                Cell::Text(v) => p.write_all(b"2").and_then(|()| bita(p, v.as_bytes())),
                Cell::Bytes(v) => p.write_all(b"3").and_then(|()| bita(p, v)),
            })
        }
        Part::End(t) => {
            p.write_all(b"E")?;
            p.write_all(&t.rows.to_be_bytes())?;
            bita(p, t.digest().as_bytes())
        }
    }
}

fn bita(p: &mut Penulis, isi: &[u8]) -> io::Result<()> {
    p.write_all(&u64::try_from(isi.len()).map_err(io::Error::other)?.to_be_bytes())?;
    p.write_all(isi)
}

/// Reads part after part and compares each table with its tally.
pub(super) struct Bagian {
    isi: Pembaca,
    hitung: Tally,
}

impl Bagian {
    pub(super) fn dari(isi: Pembaca) -> Self {
        Bagian { isi, hitung: Tally::default() }
    }

    /// The next part; `None` at the checked end.
    pub(super) fn berikut(&mut self) -> io::Result<Option<Part>> {
        let mut jenis = [0];
        if self.isi.read(&mut jenis)? == 0 {
            self.isi.habis()?;
            return Ok(None);
        }
        let bagian = match jenis {
            [b'L'] => Part::Step(self.teks()?, i64::from_be_bytes(self.tetap()?), self.teks()?),
            [b'T'] => {
                self.hitung = Tally::default();
                Part::Table(self.teks()?, self.teks()?.split(',').map(str::to_owned).collect())
            }
            [b'B'] => {
                let n = u16::from_be_bytes(self.tetap()?);
                let baris = (0..n).map(|_| self.sel()).collect::<io::Result<Vec<_>>>()?;
                self.hitung.add(&baris);
                Part::Row(baris)
            }
            [b'E'] => {
                let (baris, sidik) = (u64::from_be_bytes(self.tetap()?), self.teks()?);
                if (baris, sidik) != (self.hitung.rows, self.hitung.digest()) {
                    return Err(putus("sidik sebuah tabel tidak cocok / the digest of a table differs"));
                }
                Part::End(self.hitung)
            }
            _ => return Err(putus(BENTUK)),
        };
        Ok(Some(bagian))
    }

    fn sel(&mut self) -> io::Result<Cell> {
        match self.tetap()? {
            [b'0'] => Ok(Cell::Null),
            [b'1'] => Ok(Cell::I64(i64::from_be_bytes(self.tetap()?))),
            [b'2'] => self.teks().map(Cell::Text),
            [b'3'] => self.bita().map(Cell::Bytes),
            _ => Err(putus(BENTUK)),
        }
    }

    fn tetap<const N: usize>(&mut self) -> io::Result<[u8; N]> {
        let mut isi = [0; N];
        self.isi.read_exact(&mut isi)?;
        Ok(isi)
    }

    fn bita(&mut self) -> io::Result<Vec<u8>> {
        let n = u64::from_be_bytes(self.tetap()?);
        if n > NILAI_MAKS {
            return Err(putus(BENTUK));
        }
        let mut isi = Vec::new();
        // grows with what is there, not with what a changed length claims
        let ada = (&mut self.isi).take(n).read_to_end(&mut isi)?;
        if u64::try_from(ada).is_ok_and(|ada| ada == n) { Ok(isi) } else { Err(putus(BENTUK)) }
    }

    fn teks(&mut self) -> io::Result<String> {
        String::from_utf8(self.bita()?).map_err(|_| putus(BENTUK))
    }
}
