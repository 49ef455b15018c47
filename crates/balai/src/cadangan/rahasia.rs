//! The secret of an encrypted backup, and the key made of it.
//!
//! Argon2id makes the key from the secret and a salt of the file's own, so no two files share a key and a counter can
//! serve as nonce. Each chunk is sealed with ChaCha20-Poly1305 together with its number, whether it is the last, and
//! the hash of the header: chunks cannot be left out, moved or taken from another file.

use std::io;
use std::path::Path;

use argon2::{Algorithm, Argon2, Params, Version};
use balai_kernel::Galat;
use chacha20poly1305::aead::{Aead as _, KeyInit as _, Payload};
use chacha20poly1305::{ChaCha20Poly1305, Key};
use serde_json::{Value, json};

use crate::galat::Gagal;
use crate::konfigurasi::baca_rahasia;

/// Shortest secret, in characters. `--buat-kunci` makes one of 64.
const PANJANG_MIN: usize = 16;
/// What a new backup asks of a machine that guesses: 64 MiB and three passes for each guess (RFC 9106, 4).
const BIAYA: Biaya = Biaya { kib: 64 << 10, putaran: 3 };
/// Most that a header may ask of the machine that reads it.
const BIAYA_MAKS: Biaya = Biaya { kib: 1 << 20, putaran: 16 };
/// Bytes by which a sealed chunk is longer.
pub(super) const TAMBAHAN: usize = 16;

#[derive(Debug, Clone, Copy)]
struct Biaya {
    kib: u32,
    putaran: u32,
}

/// The secret as it stands in its file; says nothing of itself.
pub struct Rahasia(String);

impl std::fmt::Debug for Rahasia {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Rahasia")
    }
}

impl Rahasia {
    /// From its file, without the line's end.
    ///
    /// # Errors
    /// `CLI-001` when the file cannot be read; `CLI-020` when the secret is short enough to be guessed.
    pub fn baca(berkas: &Path) -> Result<Self, Gagal> {
        let isi = baca_rahasia(berkas)?;
        if isi.chars().count() < PANJANG_MIN {
            let galat = Galat::baru("CLI-020").dengan("berkas", berkas.display());
            return Err(galat.dengan("paling_pendek", PANJANG_MIN).into());
        }
        Ok(Rahasia(isi))
    }

    /// Made of chance, to be written to a file.
    pub fn dari_acak(bita: [u8; 32]) -> Self {
        Rahasia(heks(&bita))
    }

    /// The text for its file.
    pub fn teks(&self) -> &str {
        &self.0
    }
}

/// How a file's key is made; stands in the header.
pub(super) fn resep(garam: &[u8; 16]) -> Value {
    json!({ "cara": "argon2id-chacha20poly1305", "kib": BIAYA.kib, "putaran": BIAYA.putaran, "garam": heks(garam) })
}

/// Seals and opens the chunks of one file.
pub(super) struct Segel {
    kunci: ChaCha20Poly1305,
    kepala: Vec<u8>,
    nomor: u64,
}

impl Segel {
    /// For a header's recipe; `None` when this program does not know it, or it asks too much.
    pub(super) fn buat(rahasia: &Rahasia, resep: &Value, sidik_kepala: &[u8]) -> Option<Segel> {
        let angka = |nama: &str| resep.get(nama)?.as_u64().and_then(|n| u32::try_from(n).ok());
        let (kib, putaran) = (angka("kib")?, angka("putaran")?);
        let dikenal = resep.get("cara")?.as_str()? == "argon2id-chacha20poly1305";
        if !dikenal || kib > BIAYA_MAKS.kib || putaran > BIAYA_MAKS.putaran {
            return None;
        }
        let garam = dari_heks(resep.get("garam")?.as_str()?)?;
        let biaya = Params::new(kib, putaran, 1, Some(32)).ok()?;
        let mut kunci = [0_u8; 32];
        let argon = Argon2::new(Algorithm::Argon2id, Version::V0x13, biaya);
        argon.hash_password_into(rahasia.0.as_bytes(), &garam, &mut kunci).ok()?;
        Some(Segel {
            kunci: ChaCha20Poly1305::new(&Key::from(kunci)),
            kepala: sidik_kepala.to_vec(),
            nomor: 0,
        })
    }

    /// The next chunk, sealed.
    pub(super) fn tutup(&mut self, isi: &[u8], terakhir: bool) -> io::Result<Vec<u8>> {
        let sekali = self.sekali(terakhir);
        let muatan = Payload { msg: isi, aad: &self.kepala };
        self.kunci.encrypt(&sekali.into(), muatan).map_err(|_| io::Error::other("encryption"))
    }

    /// The next chunk, opened.
    ///
    /// # Errors
    /// [`KunciSalah`] when the key is another one or the chunk was changed by somebody who mended its hash.
    pub(super) fn buka(&mut self, isi: &[u8], terakhir: bool) -> io::Result<Vec<u8>> {
        let sekali = self.sekali(terakhir);
        let muatan = Payload { msg: isi, aad: &self.kepala };
        self.kunci.decrypt(&sekali.into(), muatan).map_err(|_| io::Error::other(KunciSalah))
    }

    /// Used once: the key belongs to one file, the number to one chunk of it.
    fn sekali(&mut self, terakhir: bool) -> [u8; 12] {
        let mut sekali = [0_u8; 12];
        for (ke, dari) in sekali.iter_mut().skip(3).zip(self.nomor.to_be_bytes()) {
            *ke = dari;
        }
        if let Some(akhir) = sekali.last_mut() {
            *akhir = u8::from(terakhir);
        }
        self.nomor += 1;
        sekali
    }
}

/// The key does not open the file.
#[derive(Debug)]
pub(super) struct KunciSalah;

impl std::fmt::Display for KunciSalah {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("kunci / key")
    }
}

impl std::error::Error for KunciSalah {}

fn heks(bita: &[u8]) -> String {
    balai_platform::jurnal::heks(bita)
}

fn dari_heks(teks: &str) -> Option<Vec<u8>> {
    let bita = teks.as_bytes();
    if !bita.len().is_multiple_of(2) || bita.len() > 128 {
        return None;
    }
    let angka = |c: u8| char::from(c).to_digit(16).and_then(|n| u8::try_from(n).ok());
    bita.chunks(2).map(|p| Some(angka(*p.first()?)? << 4 | angka(*p.last()?)?)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn segel(rahasia: &str) -> Segel {
        let resep =
            json!({ "cara": "argon2id-chacha20poly1305", "kib": 64, "putaran": 1, "garam": heks(&[7; 16]) });
        Segel::buat(&Rahasia(rahasia.into()), &resep, b"kepala").unwrap()
    }

    #[test]
    fn a_chunk_opens_in_its_place_with_its_key_only() {
        let (mut tutup, isi) = (segel("satu"), b"isi".as_slice());
        let (pertama, kedua) = (tutup.tutup(isi, false).unwrap(), tutup.tutup(isi, true).unwrap());
        assert_eq!(pertama.len(), isi.len() + TAMBAHAN);
        assert_ne!(pertama, kedua, "the same bytes never look the same twice");
        let mut buka = segel("satu");
        assert_eq!(buka.buka(&pertama, false).unwrap(), isi);
        assert_eq!(buka.buka(&kedua, true).unwrap(), isi);
        assert!(segel("dua").buka(&pertama, false).is_err(), "another key");
        assert!(segel("satu").buka(&kedua, true).is_err(), "another place");
        assert!(segel("satu").buka(&pertama, true).is_err(), "not the last");
        let lain = Segel { kepala: b"lain".to_vec(), ..segel("satu") };
        assert!({ lain }.buka(&pertama, false).is_err(), "another header");
    }

    #[test]
    fn a_header_that_asks_too_much_is_not_obeyed() {
        let resep = |kib: u64| json!({ "cara": "argon2id-chacha20poly1305", "kib": kib, "putaran": 1, "garam": "00" });
        assert!(Segel::buat(&Rahasia("x".into()), &resep(1 << 21), b"").is_none());
        assert!(Segel::buat(&Rahasia("x".into()), &resep(1 << 40), b"").is_none());
        assert!(Segel::buat(&Rahasia("x".into()), &json!({ "cara": "lain" }), b"").is_none());
    }
}
