//! Lines of a text file as UTF-8, whatever the file was written in and however its lines end.

use std::collections::VecDeque;
use std::io::Read;

use balai_kernel::Galat;
use encoding_rs::{Decoder, UTF_16BE, UTF_16LE, WINDOWS_1252};

use super::{BATAS_PANJANG, Bentuk, GalatBaca};

/// Reads lines; `\n`, `\r\n` and a lone `\r` all end one.
///
/// UTF-8 and Windows-1252 are told apart line by line: files glued together from two offices' exports mix them.
pub struct PembacaBaris<'a> {
    sumber: &'a mut dyn Read,
    pengurai: Option<Decoder>,
    mentah: Vec<u8>,
    wadah: Vec<u8>,
    letak: usize,
    habis: bool,
    sesudah_cr: bool,
    nomor: u32,
    kembali: VecDeque<(u32, String)>,
}

impl<'a> PembacaBaris<'a> {
    /// Starts at the beginning of `sumber`.
    pub fn baru(sumber: &'a mut dyn Read, bentuk: Bentuk) -> Self {
        let pengurai = match bentuk {
            Bentuk::Utf16Le => Some(UTF_16LE.new_decoder_with_bom_removal()),
            Bentuk::Utf16Be => Some(UTF_16BE.new_decoder_with_bom_removal()),
            Bentuk::Teks | Bentuk::Xlsx => None,
        };
        PembacaBaris {
            sumber,
            pengurai,
            mentah: vec![0; 64 * 1024],
            wadah: Vec::new(),
            letak: 0,
            habis: false,
            sesudah_cr: false,
            nomor: 0,
            kembali: VecDeque::new(),
        }
    }

    /// Puts lines back, the first of them to be read next.
    pub fn kembalikan(&mut self, baris: Vec<(u32, String)>) {
        for b in baris.into_iter().rev() {
            self.kembali.push_front(b);
        }
    }

    /// The next line into `keluar`, and its number; `None` at the end.
    ///
    /// # Errors
    /// A failing disk, or a line longer than [`BATAS_PANJANG`] (`KIN-116`).
    pub fn berikut(&mut self, keluar: &mut String) -> Result<Option<u32>, GalatBaca> {
        keluar.clear();
        if let Some((nomor, teks)) = self.kembali.pop_front() {
            keluar.push_str(&teks);
            return Ok(Some(nomor));
        }
        let mut baris: Vec<u8> = Vec::new();
        let mut ada = false;
        loop {
            if self.letak >= self.wadah.len() && !self.isi()? {
                break;
            }
            if self.sesudah_cr {
                self.sesudah_cr = false;
                if self.wadah.get(self.letak) == Some(&b'\n') {
                    self.letak += 1;
                    continue;
                }
            }
            ada = true;
            let sisa = self.wadah.get(self.letak..).unwrap_or_default();
            match sisa.iter().position(|b| matches!(b, b'\n' | b'\r')) {
                Some(i) => {
                    baris.extend_from_slice(sisa.get(..i).unwrap_or_default());
                    self.sesudah_cr = sisa.get(i) == Some(&b'\r');
                    self.letak += i + 1;
                    break;
                }
                None => {
                    baris.extend_from_slice(sisa);
                    self.letak = self.wadah.len();
                }
            }
            if baris.len() > BATAS_PANJANG {
                let galat = Galat::baru("KIN-116").dengan("batas", BATAS_PANJANG / 1024);
                return Err(GalatBaca::Tolak { baris: self.nomor.saturating_add(1), galat });
            }
        }
        if !ada {
            return Ok(None);
        }
        self.nomor = self.nomor.saturating_add(1);
        let mut isi = baris.as_slice();
        if self.nomor == 1 {
            isi = isi.strip_prefix(&[0xEF, 0xBB, 0xBF]).unwrap_or(isi);
        }
        match std::str::from_utf8(isi) {
            Ok(t) => keluar.push_str(t),
            Err(_) => keluar.push_str(&WINDOWS_1252.decode_without_bom_handling(isi).0),
        }
        Ok(Some(self.nomor))
    }

    /// Gets the next bytes; `false` at the end of the file.
    fn isi(&mut self) -> Result<bool, GalatBaca> {
        self.wadah.clear();
        self.letak = 0;
        while self.wadah.is_empty() {
            if self.habis {
                return Ok(false);
            }
            let n = match self.sumber.read(&mut self.mentah) {
                Err(e) if e.kind() == std::io::ErrorKind::Interrupted => continue,
                hasil => hasil?,
            };
            self.habis = n == 0;
            let potong = self.mentah.get(..n).unwrap_or_default();
            match self.pengurai.as_mut() {
                None => self.wadah.extend_from_slice(potong),
                Some(pengurai) => {
                    let muat =
                        pengurai.max_utf8_buffer_length(n).unwrap_or(n.saturating_mul(3).saturating_add(16));
                    let mut teks = String::with_capacity(muat);
                    let _ = pengurai.decode_to_string(potong, &mut teks, self.habis);
                    self.wadah.extend_from_slice(teks.as_bytes());
                }
            }
        }
        Ok(true)
    }
}
