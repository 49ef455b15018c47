//! E-mail over SMTP to a relay on the same machine or in the same network (RFC 5321), without TLS: the relay
//! that every mail server brings does that, keeps the queue, and knows the signing keys.

use std::fmt::Write as _;
use std::io::{BufRead as _, BufReader, Read as _, Write as _};
use std::net::TcpStream;
use std::time::Duration;

use balai_kernel::Waktu;
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;

use super::{Saluran, Surat, Tujuan};
use crate::pekerjaan::GagalKerja;

/// Longest wait for one answer.
const TUNGGU: Duration = Duration::from_secs(20);
/// Longest answer line read, in bytes (RFC 5321 allows 512).
const BARIS_MAKS: u64 = 2_048;
/// Most lines of one answer.
const JAWABAN_MAKS: usize = 100;

/// A relay; see [`Smtp::baru`].
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Smtp {
    relai: String,
    dari: String,
    helo: String,
}

impl Smtp {
    /// The relay, as it was given.
    pub fn relai(&self) -> &str {
        &self.relai
    }

    /// The relay at `host:port`, sending as `dari`; `helo` is this machine's name. `None` when an address cannot be
    /// one. The relay stands on this machine or in its own network; another address is refused when it is used.
    pub fn baru(relai: impl Into<String>, dari: &str, helo: &str) -> Option<Self> {
        let nama = helo.bytes().all(|b| b.is_ascii_alphanumeric() || matches!(b, b'.' | b'-'));
        (alamat_sah(dari) && nama && !helo.is_empty()).then(|| Smtp {
            relai: relai.into(),
            dari: dari.to_owned(),
            helo: helo.to_owned(),
        })
    }
}

/// Whether this can stand between `<` and `>` of an SMTP command: one `@`, no spaces, nothing that ends it.
pub(super) fn alamat_sah(alamat: &str) -> bool {
    let wajar = |b: u8| b.is_ascii_graphic() && !matches!(b, b'<' | b'>' | b'"' | b',' | b';' | b':' | b'\\');
    alamat.len() <= 254
        && alamat.bytes().all(wajar)
        && alamat.split_once('@').is_some_and(|(a, b)| {
            !a.is_empty() && b.contains('.') && !b.contains('@') && !b.starts_with('.') && !b.ends_with('.')
        })
}

impl Saluran for Smtp {
    fn melayani(&self, tujuan: &Tujuan) -> bool {
        matches!(tujuan, Tujuan::Surel(_))
    }

    fn kirim(&self, surat: &Surat, kini: Waktu) -> Result<(), GagalKerja> {
        let ke = surat.tujuan.alamat();
        if !alamat_sah(ke) {
            return Err(GagalKerja::menyerah("the e-mail address cannot be one"));
        }
        let mut s = Sesi::buka(&self.relai)?;
        s.harap(220)?;
        s.kata(&format!("EHLO {}", self.helo), 250)?;
        s.kata(&format!("MAIL FROM:<{}>", self.dari), 250)?;
        s.kata(&format!("RCPT TO:<{ke}>"), 250)?;
        s.kata("DATA", 354)?;
        s.kata(&naskah(self, surat, kini), 250)?;
        // it is taken: how the conversation ends changes nothing
        s.tulis("QUIT").ok();
        Ok(())
    }
}

struct Sesi {
    baca: BufReader<TcpStream>,
    tulis: TcpStream,
}

impl Sesi {
    fn buka(relai: &str) -> Result<Self, GagalKerja> {
        let putus = |e: std::io::Error| GagalKerja::coba_lagi(format!("relay: {e}"));
        let alamat = super::saluran::tetangga(relai).map_err(putus)?;
        let soket = TcpStream::connect_timeout(&alamat, TUNGGU).map_err(putus)?;
        soket.set_read_timeout(Some(TUNGGU)).map_err(putus)?;
        soket.set_write_timeout(Some(TUNGGU)).map_err(putus)?;
        let tulis = soket.try_clone().map_err(putus)?;
        Ok(Sesi { baca: BufReader::new(soket), tulis })
    }

    fn tulis(&mut self, kata: &str) -> Result<(), GagalKerja> {
        let putus = |e: std::io::Error| GagalKerja::coba_lagi(format!("relay: {e}"));
        self.tulis.write_all(format!("{kata}\r\n").as_bytes()).map_err(putus)
    }

    fn kata(&mut self, kata: &str, kode: u16) -> Result<(), GagalKerja> {
        self.tulis(kata)?;
        self.harap(kode)
    }

    /// Reads one answer, of several lines perhaps. 4xx is a later attempt, 5xx is for good.
    fn harap(&mut self, kode: u16) -> Result<(), GagalKerja> {
        for _ in 0..JAWABAN_MAKS {
            let mut baris = String::new();
            let dibaca = (&mut self.baca).take(BARIS_MAKS).read_line(&mut baris);
            let dibaca = dibaca.map_err(|e| GagalKerja::coba_lagi(format!("relay: {e}")))?;
            if dibaca == 0 {
                return Err(GagalKerja::coba_lagi("the relay hung up"));
            }
            if baris.as_bytes().get(3) == Some(&b'-') {
                continue;
            }
            let jawab: u16 = baris.get(..3).and_then(|k| k.parse().ok()).unwrap_or(0);
            // the words of an answer may repeat the address: the number says enough
            return match jawab {
                j if j == kode => Ok(()),
                500..=599 => Err(GagalKerja::menyerah(format!("the relay refused with {jawab}"))),
                _ => Err(GagalKerja::coba_lagi(format!("the relay answered {jawab}"))),
            };
        }
        Err(GagalKerja::coba_lagi("the relay does not stop talking"))
    }
}

/// The letter as it goes over the line, with its closing dot left to the line end.
fn naskah(smtp: &Smtp, surat: &Surat, kini: Waktu) -> String {
    let nomor = crate::sidik(surat.kunci.as_bytes());
    let nomor = nomor.get(..32).unwrap_or_default();
    let ranah = smtp.dari.rsplit('@').next().unwrap_or_default();
    let tanggal = kini.timestamp().strftime("%a, %d %b %Y %H:%M:%S +0000").to_string();
    let mut teks = String::new();
    // writing to a String cannot fail
    let _ = write!(
        teks,
        "From: <{}>\r\nTo: <{}>\r\nSubject: {}\r\nDate: {tanggal}\r\nMessage-ID: <{nomor}@{ranah}>\r\n\
         Auto-Submitted: auto-generated\r\nMIME-Version: 1.0\r\nContent-Type: text/plain; charset=utf-8\r\n\
         Content-Transfer-Encoding: base64\r\n\r\n",
        smtp.dari,
        surat.tujuan.alamat(),
        perihal(&surat.perihal),
    );
    for baris in base64(surat.isi.as_bytes()).as_bytes().chunks(76) {
        let _ = write!(teks, "{}\r\n", String::from_utf8_lossy(baris));
    }
    // base64 has no line that begins with a dot, so nothing needs doubling
    teks.push('.');
    teks
}

/// A subject as encoded words of at most 75 characters (RFC 2047): neither a line end nor a letter beyond ASCII
/// gets into the head of the letter.
fn perihal(teks: &str) -> String {
    let mut kata = vec![String::new()];
    for c in teks.chars().map(|c| if c.is_control() { ' ' } else { c }).take(200) {
        if let Some(akhir) = kata.last_mut().filter(|k| k.len() + c.len_utf8() <= 42) {
            akhir.push(c);
        } else {
            kata.push(c.to_string());
        }
    }
    let kata: Vec<String> = kata.iter().map(|k| format!("=?utf-8?B?{}?=", base64(k.as_bytes()))).collect();
    kata.join("\r\n ")
}

fn base64(bita: &[u8]) -> String {
    STANDARD.encode(bita)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_typed_gets_into_a_command_or_a_head() {
        for buruk in
            ["", "siti", "@a.id", "a@b", "a b@c.id", "a@b.id>\r\nRCPT TO:<x@y.id", "a@b@c.id", "<a@b.id>"]
        {
            assert!(!alamat_sah(buruk), "{buruk:?}");
        }
        assert!(alamat_sah("siti.rahma+dinas@bandung.go.id"));
        let p = perihal("Aktivitas ditolak\r\nBcc: x@y.id \u{2014} periksa lagi ya, hari ini juga");
        assert!(!p.contains("Bcc") && p.lines().all(|b| b.len() <= 76), "{p}");
    }
}
