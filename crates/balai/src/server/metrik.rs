//! Counters in Prometheus' text form. Routes are named by their pattern, never by what was asked for.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::sync::atomic::{AtomicBool, AtomicU64, AtomicUsize, Ordering};
use std::sync::{Mutex, PoisonError};
use std::time::Duration;

/// Upper ends of the latency histogram: microseconds, and seconds as Prometheus writes them.
const EMBER: [(u64, &str); 11] = [
    (1_000, "0.001"),
    (2_500, "0.0025"),
    (5_000, "0.005"),
    (10_000, "0.01"),
    (25_000, "0.025"),
    (50_000, "0.05"),
    (100_000, "0.1"),
    (250_000, "0.25"),
    (1_000_000, "1"),
    (5_000_000, "5"),
    (60_000_000, "60"),
];

#[derive(Debug, Default)]
struct Deret {
    status: BTreeMap<u16, u64>,
    ember: [u64; EMBER.len()],
    mikro: u64,
}

/// What a server counts.
#[derive(Debug, Default)]
pub struct Metrik {
    rute: Mutex<BTreeMap<(String, String), Deret>>,
    terbuka: AtomicUsize,
    ditolak: AtomicU64,
    mengalah: AtomicU64,
    menutup: AtomicBool,
}

impl Metrik {
    /// One answered request.
    pub fn permintaan(&self, rute: &str, metode: &str, status: u16, lama: Duration) {
        let mikro = u64::try_from(lama.as_micros()).unwrap_or(u64::MAX);
        let mut semua = self.rute.lock().unwrap_or_else(PoisonError::into_inner);
        let deret = semua.entry((rute.to_owned(), metode.to_owned())).or_default();
        *deret.status.entry(status).or_default() += 1;
        deret.mikro = deret.mikro.saturating_add(mikro);
        for (hitung, (sampai, _)) in deret.ember.iter_mut().zip(EMBER) {
            *hitung += u64::from(mikro <= sampai);
        }
    }

    pub(super) fn sambungan(&self, banyak: usize) {
        self.terbuka.store(banyak, Ordering::Relaxed);
    }

    pub(super) fn ditolak(&self) {
        self.ditolak.fetch_add(1, Ordering::Relaxed);
    }

    pub(super) fn mengalah(&self) {
        self.mengalah.fetch_add(1, Ordering::Relaxed);
    }

    pub(super) fn tutup(&self) {
        self.menutup.store(true, Ordering::Relaxed);
    }

    /// Whether the server was asked to stop.
    pub fn menutup(&self) -> bool {
        self.menutup.load(Ordering::Relaxed)
    }

    /// Everything in Prometheus' text form.
    pub fn teks(&self) -> String {
        let mut t = String::new();
        let semua = self.rute.lock().unwrap_or_else(PoisonError::into_inner);
        judul(
            &mut t,
            "balai_requests_total",
            "counter",
            "Requests answered, by route pattern, method and status.",
        );
        for ((rute, metode), d) in semua.iter() {
            for (status, n) in &d.status {
                baris(
                    &mut t,
                    "balai_requests_total",
                    &[("route", rute), ("method", metode), ("status", &status.to_string())],
                    *n,
                );
            }
        }
        judul(&mut t, "balai_request_seconds", "histogram", "Time to answer, without sending.");
        for ((rute, metode), d) in semua.iter() {
            let label = [("route", rute.as_str()), ("method", metode.as_str())];
            for (n, (_, le)) in d.ember.iter().zip(EMBER) {
                baris(&mut t, "balai_request_seconds_bucket", &[label[0], label[1], ("le", le)], *n);
            }
            let semua: u64 = d.status.values().sum();
            baris(&mut t, "balai_request_seconds_bucket", &[label[0], label[1], ("le", "+Inf")], semua);
            let jumlah = format!("{}.{:06}", d.mikro / 1_000_000, d.mikro % 1_000_000);
            baris(&mut t, "balai_request_seconds_sum", &label, jumlah);
            baris(&mut t, "balai_request_seconds_count", &label, semua);
        }
        drop(semua);
        for (nama, jenis, arti, nilai) in [
            (
                "balai_connections",
                "gauge",
                "Connections open at the last arrival.",
                self.terbuka.load(Ordering::Relaxed) as u64,
            ),
            (
                "balai_connections_displaced_total",
                "counter",
                "Silent connections that gave way to a new one.",
                self.mengalah.load(Ordering::Relaxed),
            ),
            (
                "balai_connections_refused_total",
                "counter",
                "Connections not taken in: all places were at work.",
                self.ditolak.load(Ordering::Relaxed),
            ),
            ("balai_memory_bytes", "gauge", "Resident memory of the process.", memori().unwrap_or(0)),
        ] {
            judul(&mut t, nama, jenis, arti);
            baris(&mut t, nama, &[], nilai);
        }
        t
    }
}

/// The two lines before a measure.
pub(super) fn judul(t: &mut String, nama: &str, jenis: &str, arti: &str) {
    // writing into a String does not fail
    let _ = write!(t, "# HELP {nama} {arti}\n# TYPE {nama} {jenis}\n");
}

/// One measured value.
pub(super) fn baris(t: &mut String, nama: &str, label: &[(&str, &str)], nilai: impl std::fmt::Display) {
    let label: Vec<String> = label.iter().map(|(n, v)| format!("{n}=\"{}\"", lolos(v))).collect();
    let label = if label.is_empty() { String::new() } else { format!("{{{}}}", label.join(",")) };
    let _ = writeln!(t, "{nama}{label} {nilai}");
}

fn lolos(teks: &str) -> String {
    teks.replace('\\', "\\\\").replace('"', "\\\"").replace('\n', "\\n")
}

/// Resident memory of this process, in bytes; `None` off Linux.
pub fn memori() -> Option<u64> {
    let teks = std::fs::read_to_string("/proc/self/status").ok()?;
    let kb = teks.lines().find_map(|b| b.strip_prefix("VmRSS:"))?.split_whitespace().next()?;
    kb.parse::<u64>().ok().map(|kb| kb * 1024)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_text_is_prometheus_and_adds_up() {
        let m = Metrik::default();
        m.permintaan("/slip/{periode}", "GET", 200, Duration::from_micros(900));
        m.permintaan("/slip/{periode}", "GET", 200, Duration::from_millis(30));
        m.permintaan("/slip/{periode}", "GET", 500, Duration::from_secs(90));
        let t = m.teks();
        for cari in [
            "balai_requests_total{route=\"/slip/{periode}\",method=\"GET\",status=\"200\"} 2\n",
            "balai_request_seconds_bucket{route=\"/slip/{periode}\",method=\"GET\",le=\"0.001\"} 1\n",
            "balai_request_seconds_bucket{route=\"/slip/{periode}\",method=\"GET\",le=\"0.05\"} 2\n",
            "balai_request_seconds_bucket{route=\"/slip/{periode}\",method=\"GET\",le=\"+Inf\"} 3\n",
            "balai_request_seconds_sum{route=\"/slip/{periode}\",method=\"GET\"} 90.030900\n",
            "# TYPE balai_memory_bytes gauge\n",
        ] {
            assert!(t.contains(cari), "{cari} not in\n{t}");
        }
        assert_eq!(lolos("a\"b\\c\n"), "a\\\"b\\\\c\\n");
    }
}
