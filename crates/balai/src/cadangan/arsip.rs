//! The container: a header and chunks, each with the hash of everything so far, sealed when there is a secret.

use std::fs::File;
use std::io::{self, BufReader, BufWriter, Read, Write};

use flate2::{Compression, read::GzDecoder, write::GzEncoder};
use serde_json::Value;
use sha2::{Digest as _, Sha256};

use super::rahasia::{Rahasia, Segel, TAMBAHAN};

const AJAIB: &str = "BALAI-CADANGAN 1\n";
/// Bytes of a chunk before sealing; also the most that is held in memory at once beside a row.
const POTONGAN: usize = 256 << 10;
/// Marks the last chunk in its length.
const TERAKHIR: u32 = 1 << 31;
/// Longest header, in bytes.
const KEPALA_MAKS: usize = 64 << 10;

/// The file was cut, changed or put together.
pub(super) fn putus(sebab: &'static str) -> io::Error {
    io::Error::new(io::ErrorKind::InvalidData, sebab)
}

const TERPOTONG: &str = "terpotong / cut short";
const SIDIK_LAIN: &str = "sidik potongan tidak cocok / the hash of a chunk differs";
const SESUDAH: &str = "ada bita sesudah akhirnya / bytes after its end";

/// Like `read_exact`, with a reason that a person can read.
fn penuh(asal: &mut impl Read, ke: &mut [u8]) -> io::Result<()> {
    asal.read_exact(ke).map_err(|e| match e.kind() {
        io::ErrorKind::UnexpectedEof => putus(TERPOTONG),
        _ => e,
    })
}

/// Writes an archive; what is written into it is compressed, cut, sealed and hashed.
pub(super) struct Penulis {
    padat: GzEncoder<Potong>,
}

struct Potong {
    tujuan: BufWriter<File>,
    isi: Vec<u8>,
    rantai: Sha256,
    segel: Option<Segel>,
}

impl Penulis {
    /// Writes the header. With a secret, the header's `kunci` says how the key is made.
    pub(super) fn baru(tujuan: File, kepala: &Value, rahasia: Option<&Rahasia>) -> io::Result<Self> {
        let teks = format!("{AJAIB}{kepala}\n");
        let rantai = Sha256::new_with_prefix(teks.as_bytes());
        let segel = rahasia.map(|r| {
            let resep = kepala.get("kunci").unwrap_or(&Value::Null);
            Segel::buat(r, resep, &rantai.clone().finalize()).ok_or_else(|| io::Error::other("argon2id"))
        });
        let mut tujuan = BufWriter::new(tujuan);
        tujuan.write_all(teks.as_bytes())?;
        let potong = Potong { tujuan, isi: Vec::with_capacity(POTONGAN), rantai, segel: segel.transpose()? };
        Ok(Penulis { padat: GzEncoder::new(potong, Compression::fast()) })
    }

    /// Ends the archive; it is on the disk afterwards.
    pub(super) fn selesai(self) -> io::Result<()> {
        let mut potong = self.padat.finish()?;
        potong.kirim(true)?;
        potong.tujuan.into_inner().map_err(io::IntoInnerError::into_error)?.sync_all()
    }
}

impl Write for Penulis {
    fn write(&mut self, isi: &[u8]) -> io::Result<usize> {
        self.padat.write(isi)
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

impl Potong {
    fn kirim(&mut self, terakhir: bool) -> io::Result<()> {
        let tertutup = match &mut self.segel {
            Some(segel) => Some(segel.tutup(&self.isi, terakhir)?),
            None => None,
        };
        let isi = tertutup.as_ref().unwrap_or(&self.isi);
        let panjang = u32::try_from(isi.len()).map_err(io::Error::other)?;
        let panjang = (panjang | if terakhir { TERAKHIR } else { 0 }).to_be_bytes();
        self.rantai.update(panjang);
        self.rantai.update(isi);
        self.tujuan.write_all(&panjang)?;
        self.tujuan.write_all(isi)?;
        self.tujuan.write_all(&self.rantai.clone().finalize())?;
        self.isi.clear();
        Ok(())
    }
}

impl Write for Potong {
    fn write(&mut self, isi: &[u8]) -> io::Result<usize> {
        if self.isi.len() >= POTONGAN {
            self.kirim(false)?;
        }
        let muat = isi.len().min(POTONGAN.saturating_sub(self.isi.len()));
        self.isi.extend_from_slice(isi.get(..muat).unwrap_or_default());
        Ok(muat)
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

/// An archive opened as far as its header.
pub(super) struct Terbuka {
    pub(super) kepala: Value,
    asal: BufReader<File>,
    rantai: Sha256,
}

impl Terbuka {
    /// Reads the header.
    ///
    /// # Errors
    /// `InvalidData` when it is no archive of ours.
    pub(super) fn buka(asal: File) -> io::Result<Self> {
        let bukan = || putus("bukan cadangan Balai / no backup of Balai");
        let mut asal = BufReader::new(asal);
        let (mut teks, mut baris, mut bita) = (Vec::new(), 0, [0]);
        while baris < 2 {
            let ada = asal.read(&mut bita)? > 0;
            let awalnya_lain = teks.len() < AJAIB.len() && !AJAIB.as_bytes().starts_with(&teks);
            if !ada || teks.len() > KEPALA_MAKS || awalnya_lain {
                return Err(bukan());
            }
            teks.extend_from_slice(&bita);
            baris += usize::from(bita == *b"\n");
        }
        let kepala = teks.strip_prefix(AJAIB.as_bytes()).and_then(|k| serde_json::from_slice(k).ok());
        Ok(Terbuka { kepala: kepala.ok_or_else(bukan)?, asal, rantai: Sha256::new_with_prefix(&teks) })
    }

    /// How its key is made, when it is sealed.
    pub(super) fn resep(&self) -> Option<&Value> {
        self.kepala.get("kunci")
    }

    /// Its content, opened with the secret when it is sealed. `None`: the recipe is unknown or asks too much.
    pub(super) fn isi(self, rahasia: Option<&Rahasia>) -> Option<Pembaca> {
        let segel = match (self.resep(), rahasia) {
            (None, _) => None,
            (Some(resep), Some(r)) => Some(Segel::buat(r, resep, &self.rantai.clone().finalize())?),
            (Some(_), None) => return None,
        };
        Some(Pembaca { isi: GzDecoder::new(self.rantai(segel)) })
    }

    /// Reads to the end and compares the hashes only, which needs no secret; gives the bytes of all chunks.
    pub(super) fn sidik_saja(self) -> io::Result<u64> {
        io::copy(&mut self.rantai(None), &mut io::sink())
    }

    fn rantai(self, segel: Option<Segel>) -> Rantai {
        Rantai { asal: self.asal, rantai: self.rantai, segel, isi: Vec::new(), letak: 0, habis: false }
    }
}

/// The content of an archive, checked as it is read.
pub(super) struct Pembaca {
    isi: GzDecoder<Rantai>,
}

impl Pembaca {
    /// Whether the archive ends here; reads its last chunks to be sure that they are whole.
    pub(super) fn habis(&mut self) -> io::Result<()> {
        let rantai = self.isi.get_mut();
        io::copy(rantai, &mut io::sink())?;
        if rantai.habis { Ok(()) } else { Err(putus(TERPOTONG)) }
    }
}

impl Read for Pembaca {
    fn read(&mut self, ke: &mut [u8]) -> io::Result<usize> {
        self.isi.read(ke)
    }
}

struct Rantai {
    asal: BufReader<File>,
    rantai: Sha256,
    segel: Option<Segel>,
    isi: Vec<u8>,
    letak: usize,
    habis: bool,
}

impl Rantai {
    fn berikut(&mut self) -> io::Result<()> {
        let mut panjang = [0; 4];
        penuh(&mut self.asal, &mut panjang)?;
        self.rantai.update(panjang);
        let tanda = u32::from_be_bytes(panjang);
        self.habis = tanda & TERAKHIR != 0;
        let n = usize::try_from(tanda & !TERAKHIR).unwrap_or(usize::MAX);
        if n > POTONGAN + TAMBAHAN {
            return Err(putus(SIDIK_LAIN));
        }
        self.isi.resize(n, 0);
        self.letak = 0;
        penuh(&mut self.asal, &mut self.isi)?;
        self.rantai.update(&self.isi);
        let mut sidik = [0; 32];
        penuh(&mut self.asal, &mut sidik)?;
        if sidik != *self.rantai.clone().finalize() {
            return Err(putus(SIDIK_LAIN));
        }
        if self.habis && self.asal.read(&mut [0])? != 0 {
            return Err(putus(SESUDAH));
        }
        if let Some(segel) = &mut self.segel {
            self.isi = segel.buka(&self.isi, self.habis)?;
        }
        Ok(())
    }
}

impl Read for Rantai {
    fn read(&mut self, ke: &mut [u8]) -> io::Result<usize> {
        while self.letak >= self.isi.len() {
            if self.habis {
                return Ok(0);
            }
            self.berikut()?;
        }
        let sisa = self.isi.get(self.letak..).unwrap_or_default();
        let n = sisa.len().min(ke.len());
        if let (Some(ke), Some(dari)) = (ke.get_mut(..n), sisa.get(..n)) {
            ke.copy_from_slice(dari);
        }
        self.letak += n;
        Ok(n)
    }
}
