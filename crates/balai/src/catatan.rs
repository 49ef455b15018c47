//! The log: one line an event on the error stream, as text or JSON.
//!
//! Events carry what an operator needs and nothing about anybody: routes by their pattern, incident numbers, codes.
//! `tracing-subscriber` would do the same with four more libraries, one of which `deny.toml` refuses.

use std::fmt::{self, Write as _};
use std::io::Write as _;
use std::sync::Arc;

use balai_kernel::Clock;
use serde_json::{Map, Value};
use tracing::field::{Field, Visit};
use tracing::span::{Attributes, Id, Record};
use tracing::{Event, Level, Metadata, Subscriber};

use crate::konfigurasi::Log;

/// Starts the log of the process; a second call changes nothing.
pub fn mulai(log: Log, jam: Arc<dyn Clock>) {
    tracing::subscriber::set_global_default(Pencatat { log, jam }).ok();
}

struct Pencatat {
    log: Log,
    jam: Arc<dyn Clock>,
}

impl Subscriber for Pencatat {
    fn enabled(&self, m: &Metadata<'_>) -> bool {
        // what libraries tell each other is not our operator's concern unless it is a warning
        *m.level() <= self.log.tingkat && (m.target().starts_with("balai") || *m.level() <= Level::WARN)
    }

    fn new_span(&self, _: &Attributes<'_>) -> Id {
        Id::from_u64(1)
    }

    fn record(&self, _: &Id, _: &Record<'_>) {}

    fn record_follows_from(&self, _: &Id, _: &Id) {}

    fn event(&self, peristiwa: &Event<'_>) {
        let mut isi = Isi::default();
        peristiwa.record(&mut isi);
        let waktu = self.jam.now().to_string();
        let mut baris = susun(self.log.json, &waktu, *peristiwa.metadata().level(), isi);
        baris.push('\n');
        // one write a line, so that lines of two threads do not mix; a closed stream is no reason to stop
        std::io::stderr().lock().write_all(baris.as_bytes()).ok();
    }

    fn enter(&self, _: &Id) {}

    fn exit(&self, _: &Id) {}
}

#[derive(Default)]
struct Isi {
    pesan: String,
    bidang: Map<String, Value>,
}

impl Isi {
    fn simpan(&mut self, bidang: &Field, nilai: Value) {
        self.bidang.insert(bidang.name().to_owned(), nilai);
    }
}

impl Visit for Isi {
    fn record_debug(&mut self, bidang: &Field, nilai: &dyn fmt::Debug) {
        if bidang.name() == "message" {
            let _ = write!(self.pesan, "{nilai:?}");
        } else {
            self.simpan(bidang, Value::String(format!("{nilai:?}")));
        }
    }

    fn record_str(&mut self, bidang: &Field, nilai: &str) {
        if bidang.name() == "message" {
            self.pesan.push_str(nilai);
        } else {
            self.simpan(bidang, Value::String(nilai.to_owned()));
        }
    }

    fn record_u64(&mut self, bidang: &Field, nilai: u64) {
        self.simpan(bidang, nilai.into());
    }

    fn record_i64(&mut self, bidang: &Field, nilai: i64) {
        self.simpan(bidang, nilai.into());
    }

    fn record_bool(&mut self, bidang: &Field, nilai: bool) {
        self.simpan(bidang, nilai.into());
    }
}

fn susun(json: bool, waktu: &str, tingkat: Level, isi: Isi) -> String {
    if json {
        let mut peta = Map::new();
        peta.insert("waktu".into(), waktu.into());
        peta.insert("tingkat".into(), tingkat.as_str().to_lowercase().into());
        peta.insert("pesan".into(), isi.pesan.into());
        peta.extend(isi.bidang);
        return Value::Object(peta).to_string();
    }
    let mut baris = format!("{waktu} {tingkat:<5} {}", satu_baris(&isi.pesan));
    for (nama, nilai) in &isi.bidang {
        let _ = match nilai {
            Value::String(s) if !s.is_empty() && s.chars().all(|c| c.is_ascii_graphic() && c != '"') => {
                write!(baris, " {nama}={s}")
            }
            lain => write!(baris, " {nama}={lain}"),
        };
    }
    baris
}

/// A line break in a message would let it pretend to be two.
fn satu_baris(teks: &str) -> String {
    teks.chars().map(|c| if c.is_control() { ' ' } else { c }).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn isi() -> Isi {
        let mut isi = Isi { pesan: "satu\ndua".into(), bidang: Map::new() };
        isi.bidang.insert("rute".into(), "/slip/{periode}".into());
        isi.bidang.insert("ms".into(), 3.into());
        isi.bidang.insert("kosong".into(), "".into());
        isi
    }

    #[test]
    fn a_line_is_one_line_and_json_is_json() {
        let teks = susun(false, "2026-10-01T00:00:00.000Z", Level::INFO, isi());
        assert_eq!(teks, "2026-10-01T00:00:00.000Z INFO  satu dua kosong=\"\" ms=3 rute=/slip/{periode}");
        let json = susun(true, "2026-10-01T00:00:00.000Z", Level::ERROR, isi());
        let v: Value = serde_json::from_str(&json).unwrap();
        assert_eq!(
            (v["tingkat"].as_str(), v["ms"].as_u64(), v["pesan"].as_str()),
            (Some("error"), Some(3), Some("satu\ndua"))
        );
        assert!(!json.contains('\n'));
    }
}
