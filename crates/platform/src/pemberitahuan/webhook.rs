//! A gateway for WhatsApp or SMS, reached by one signed HTTP request. Plain HTTP: the gateway, or the proxy
//! that speaks TLS to one outside, stands in the same network.

use std::fmt::Write as _;
use std::io::{BufRead as _, BufReader, Read as _, Write as _};
use std::net::TcpStream;
use std::time::Duration;

use balai_kernel::Waktu;
use hmac::{Hmac, KeyInit as _, Mac as _};
use serde_json::json;
use sha2::Sha256;

use super::{Saluran, Surat, Tujuan};
use crate::pekerjaan::GagalKerja;

/// Longest wait for one step.
const TUNGGU: Duration = Duration::from_secs(20);
/// Longest status line read, in bytes.
const BARIS_MAKS: u64 = 1_024;

/// A gateway.
#[derive(Clone)]
pub struct Webhook {
    tuan: String,
    jalur: String,
    rahasia: Vec<u8>,
}

impl Webhook {
    /// The gateway at `http://host:port/path`, and the secret both sides know; `None` for another kind of
    /// address.
    pub fn baru(alamat: &str, rahasia: &[u8]) -> Option<Self> {
        let sisa = alamat.strip_prefix("http://")?;
        let (tuan, jalur) = sisa.split_once('/').unwrap_or((sisa, ""));
        let wajar = |t: &str| t.bytes().all(|b| b.is_ascii_graphic());
        (!tuan.is_empty() && wajar(tuan) && wajar(jalur) && !tuan.contains('@')).then(|| Webhook {
            tuan: if tuan.contains(':') { tuan.to_owned() } else { format!("{tuan}:80") },
            jalur: format!("/{jalur}"),
            rahasia: rahasia.to_vec(),
        })
    }

    /// `t=<milliseconds>,v1=<HMAC-SHA256 of "t.body">`: a message that is caught cannot be changed, and one
    /// that is sent again later is seen to be old.
    fn tanda(&self, kini: Waktu, isi: &str) -> Result<String, GagalKerja> {
        let salah = |_| GagalKerja::menyerah("the gateway's secret cannot be used");
        let mut mac = Hmac::<Sha256>::new_from_slice(&self.rahasia).map_err(salah)?;
        mac.update(format!("{}.{isi}", kini.milidetik()).as_bytes());
        let mut teks = format!("t={},v1=", kini.milidetik());
        for b in mac.finalize().into_bytes() {
            // writing to a String cannot fail
            let _ = write!(teks, "{b:02x}");
        }
        Ok(teks)
    }
}

impl std::fmt::Debug for Webhook {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Webhook(http://{}{})", self.tuan, self.jalur)
    }
}

impl Saluran for Webhook {
    fn melayani(&self, tujuan: &Tujuan) -> bool {
        matches!(tujuan, Tujuan::Telepon(_))
    }

    fn kirim(&self, surat: &Surat, kini: Waktu) -> Result<(), GagalKerja> {
        let isi = json!({
            "kunci": crate::sidik(surat.kunci.as_bytes()),
            "ke": surat.tujuan.alamat(),
            "bahasa": surat.bahasa.to_string(),
            "perihal": surat.perihal,
            "teks": surat.isi,
        });
        let isi = isi.to_string();
        let permintaan = format!(
            "POST {} HTTP/1.1\r\nHost: {}\r\nContent-Type: application/json\r\nContent-Length: {}\r\n\
             Idempotency-Key: {}\r\nX-Balai-Tanda: {}\r\nConnection: close\r\n\r\n{isi}",
            self.jalur,
            self.tuan,
            isi.len(),
            crate::sidik(surat.kunci.as_bytes()),
            self.tanda(kini, &isi)?,
        );
        match status(&self.tuan, &permintaan).map_err(|e| GagalKerja::coba_lagi(format!("gateway: {e}")))? {
            200..=299 => Ok(()),
            // too many, or too slow: later; anything else of the 400s will not get better
            kode @ (408 | 425 | 429) => Err(GagalKerja::coba_lagi(format!("the gateway answered {kode}"))),
            kode @ 400..=499 => Err(GagalKerja::menyerah(format!("the gateway refused with {kode}"))),
            kode => Err(GagalKerja::coba_lagi(format!("the gateway answered {kode}"))),
        }
    }
}

/// Sends a request and reads the status of its answer; 0 when it is no HTTP.
fn status(tuan: &str, permintaan: &str) -> std::io::Result<u16> {
    let alamat = super::saluran::tetangga(tuan)?;
    let mut soket = TcpStream::connect_timeout(&alamat, TUNGGU)?;
    soket.set_read_timeout(Some(TUNGGU))?;
    soket.set_write_timeout(Some(TUNGGU))?;
    soket.write_all(permintaan.as_bytes())?;
    let mut baris = String::new();
    BufReader::new(soket).take(BARIS_MAKS).read_line(&mut baris)?;
    let kode = baris.strip_prefix("HTTP/1.").and_then(|s| s.get(2..5)).and_then(|k| k.parse().ok());
    Ok(kode.unwrap_or(0))
}
