//! Signed notes and checkpoints as C2SP writes them down (signed-note, tlog-checkpoint), with Ed25519.

use balai_kernel::Waktu;
use ed25519_dalek::{Signature, Signer as _, SigningKey, VerifyingKey};
use sha2::{Digest, Sha256};

use super::pohon::Sidik;
use super::{b64, dari_b64, heks};

/// Kind byte of an Ed25519 key in a signed note.
const ED25519: u8 = 1;
/// What begins a signature line.
const TANDA: &str = "\u{2014} ";
/// Extension line that carries the moment of a checkpoint.
const WAKTU: &str = "waktu ";

/// Size and root of the tree at a moment.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Titik {
    /// Name of the log: `balai/32.73/jurnal`.
    pub asal: String,
    /// Number of leaves.
    pub ukuran: u64,
    /// Root.
    pub akar: Sidik,
    /// When it was signed; an extension line, so that the moment is signed too.
    pub waktu: Option<Waktu>,
}

impl Titik {
    fn teks(&self) -> String {
        let mut teks = format!("{}\n{}\n{}\n", self.asal, self.ukuran, b64(&self.akar));
        if let Some(waktu) = self.waktu {
            teks.push_str(&format!("{WAKTU}{waktu}\n"));
        }
        teks
    }

    fn dari(teks: &str) -> Option<Titik> {
        let mut baris = teks.strip_suffix('\n')?.split('\n');
        let asal = baris.next().filter(|a| !a.is_empty())?.to_owned();
        let angka = baris.next()?;
        let ukuran: u64 = angka.parse().ok()?;
        let akar = dari_b64(baris.next()?)?.try_into().ok()?;
        let waktu = baris.find_map(|b| b.strip_prefix(WAKTU)).and_then(|w| w.parse().ok());
        // one number has one text
        (ukuran.to_string() == angka).then_some(Titik { asal, ukuran, akar, waktu })
    }
}

/// A note: text and signatures.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Nota {
    teks: String,
    tanda_tangan: Vec<(String, Vec<u8>)>,
}

/// The four bytes that name a key: `SHA-256(name || 0x0A || 0x01 || public key)[..4]`.
fn nomor_kunci(nama: &str, umum: &[u8]) -> [u8; 4] {
    let sidik: Sidik =
        Sha256::new().chain_update(nama).chain_update([b'\n', ED25519]).chain_update(umum).finalize().into();
    let [a, b, c, d, ..] = sidik;
    [a, b, c, d]
}

/// Signs a checkpoint; the key's name is the log's.
pub(super) fn tandatangani(titik: &Titik, benih: &[u8; 32]) -> String {
    let kunci = SigningKey::from_bytes(benih);
    let teks = titik.teks();
    let mut bita = nomor_kunci(&titik.asal, kunci.verifying_key().as_bytes()).to_vec();
    bita.extend(kunci.sign(teks.as_bytes()).to_bytes());
    format!("{teks}\n{TANDA}{} {}\n", titik.asal, b64(&bita))
}

/// The public key as C2SP writes it: `name+hash+base64(0x01 || key)`.
pub(super) fn vkey(nama: &str, benih: &[u8; 32]) -> String {
    let kunci = SigningKey::from_bytes(benih).verifying_key();
    let bita = [&[ED25519], kunci.as_bytes().as_slice()].concat();
    format!("{nama}+{}+{}", heks(&nomor_kunci(nama, kunci.as_bytes())), b64(&bita))
}

/// A public key with which notes are checked.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct KunciUji {
    nama: String,
    nomor: [u8; 4],
    kunci: VerifyingKey,
}

impl KunciUji {
    /// Reads `name+hash+base64`; `None` when it is no such key or its hash is not its own.
    pub fn dari(teks: &str) -> Option<KunciUji> {
        let mut bagian = teks.trim().splitn(3, '+');
        let (nama, nomor, bita) = (bagian.next()?, bagian.next()?, dari_b64(bagian.next()?)?);
        let (jenis, umum) = bita.split_first()?;
        let kunci = VerifyingKey::from_bytes(umum.try_into().ok()?).ok()?;
        let hitung = nomor_kunci(nama, umum);
        let sah = *jenis == ED25519 && !nama.is_empty() && heks(&hitung) == nomor;
        sah.then(|| KunciUji { nama: nama.to_owned(), nomor: hitung, kunci })
    }

    /// The log it signs for.
    pub fn nama(&self) -> &str {
        &self.nama
    }
}

impl Nota {
    /// Reads a note; `None` when it is none.
    pub fn dari(isi: &str) -> Option<Nota> {
        let (teks, ekor) = isi.rsplit_once("\n\n")?;
        let mut tanda_tangan = Vec::new();
        for baris in ekor.strip_suffix('\n')?.split('\n') {
            let (nama, bita) = baris.strip_prefix(TANDA)?.rsplit_once(' ')?;
            tanda_tangan.push((nama.to_owned(), dari_b64(bita)?));
        }
        (!tanda_tangan.is_empty()).then(|| Nota { teks: format!("{teks}\n"), tanda_tangan })
    }

    /// The checkpoint it holds; `None` when it holds another text.
    pub fn titik(&self) -> Option<Titik> {
        Titik::dari(&self.teks)
    }

    /// Whether this key signed it.
    pub fn sah(&self, kunci: &KunciUji) -> bool {
        self.tanda_tangan.iter().filter(|(nama, _)| *nama == kunci.nama).any(|(_, bita)| {
            let Some((nomor, tanda)) = bita.split_first_chunk::<4>() else { return false };
            let Ok(tanda) = Signature::from_slice(tanda) else { return false };
            *nomor == kunci.nomor && kunci.kunci.verify_strict(self.teks.as_bytes(), &tanda).is_ok()
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const BENIH: [u8; 32] = [7; 32];

    fn titik() -> Titik {
        Titik {
            asal: "balai/32.73/jurnal".into(),
            ukuran: 42,
            akar: [9; 32],
            waktu: Some("2026-11-02T01:00:00.000Z".parse().unwrap()),
        }
    }

    #[test]
    fn a_checkpoint_reads_back_and_its_signature_holds() {
        let isi = tandatangani(&titik(), &BENIH);
        let nota = Nota::dari(&isi).unwrap();
        assert_eq!(nota.titik(), Some(titik()));
        let kunci = KunciUji::dari(&vkey("balai/32.73/jurnal", &BENIH)).unwrap();
        assert!(nota.sah(&kunci));
        assert!(!nota.sah(&KunciUji::dari(&vkey("balai/32.73/jurnal", &[8; 32])).unwrap()));
        assert!(!nota.sah(&KunciUji::dari(&vkey("balai/32.74/jurnal", &BENIH)).unwrap()));
    }

    #[test]
    fn no_byte_of_a_note_can_change() {
        let isi = tandatangani(&titik(), &BENIH);
        let kunci = KunciUji::dari(&vkey("balai/32.73/jurnal", &BENIH)).unwrap();
        for i in 0..isi.len() {
            for bit in [1, 4, 0x20] {
                let mut bita = isi.clone().into_bytes();
                bita[i] ^= bit;
                let Ok(lain) = String::from_utf8(bita) else { continue };
                assert!(!Nota::dari(&lain).is_some_and(|n| n.sah(&kunci)), "byte {i} of\n{lain}");
            }
        }
    }

    /// The example key and note in the documentation of Go's note package, which the specification grew from.
    #[test]
    fn the_published_note_is_accepted() {
        let kunci = "PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW";
        let isi = "If you think cryptography is the answer to your problem,\nthen you don't know what your problem is.\n\n\
            \u{2014} PeterNeumann x08go/ZJkuBS9UG/SffcvIAQxVBtiFupLLr8pAcElZInNIuGUgYN1FFYC2pZSNXgKvqfqdngotpRZb6KE6RyyBwJnAM=\n";
        let kunci = KunciUji::dari(kunci).unwrap();
        assert!(Nota::dari(isi).unwrap().sah(&kunci));
        assert_eq!(Nota::dari(isi).unwrap().titik(), None);
    }

    #[test]
    fn other_texts_are_no_keys_and_no_notes() {
        let baik = vkey("balai/32.73/jurnal", &BENIH);
        assert_eq!(KunciUji::dari(&baik).unwrap().nama(), "balai/32.73/jurnal");
        for buruk in ["", "a+b", "a+00000000+AAAA", &baik.replace("32.73", "32.74")] {
            assert_eq!(KunciUji::dari(buruk), None, "{buruk}");
        }
        for buruk in ["", "a\n", "a\n\nb\n", "a\n\n\u{2014} x y"] {
            assert_eq!(Nota::dari(buruk), None, "{buruk}");
        }
    }
}
