//! The rush itself: an open-loop generator over connections that stay open.

use std::fmt::Write as _;
use std::io::{BufRead as _, BufReader, Read as _, Write as _};
use std::net::TcpStream;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;
use std::time::{Duration, Instant};

/// What is sent.
pub(crate) struct Serbuan {
    pub(crate) alamat: String,
    pub(crate) token: Vec<String>,
    pub(crate) tiap: usize,
    pub(crate) detik: u64,
    pub(crate) hari: String,
    pub(crate) sambungan: usize,
    pub(crate) hasil: String,
}

/// What one connection saw.
#[derive(Default)]
struct Terlihat {
    /// Microseconds from when an entry was due until it was acknowledged.
    waktu: Vec<u64>,
    id: Vec<String>,
    gagal: Vec<String>,
}

pub(crate) fn lari(s: &Serbuan) {
    let banyak = s.token.len() * s.tiap;
    assert!(banyak > 0 && s.sambungan > 0, "somebody must enter something");
    let jarak = Duration::from_secs(s.detik).as_nanos() / banyak as u128;
    let (berikut, mulai) = (AtomicUsize::new(0), Instant::now());
    let mut semua = Terlihat::default();
    thread::scope(|lingkup| {
        let utas: Vec<_> = (0..s.sambungan)
            .map(|_| lingkup.spawn(|| satu_sambungan(s, (banyak, jarak), &berikut, mulai)))
            .collect();
        for u in utas {
            let t = u.join().expect("a connection's thread");
            semua.waktu.extend(t.waktu);
            semua.id.extend(t.id);
            semua.gagal.extend(t.gagal);
        }
    });
    let lama = mulai.elapsed();
    semua.waktu.sort_unstable();
    let di = |seribu: usize| {
        let letak = (semua.waktu.len() * seribu / 1000).min(semua.waktu.len().saturating_sub(1));
        semua.waktu.get(letak).copied().unwrap_or_default()
    };
    println!(
        "sent {banyak} in {} s over {} connections: acknowledged {}, refused or failed {}",
        lama.as_secs(),
        s.sambungan,
        semua.id.len(),
        semua.gagal.len()
    );
    for (nama, seribu) in [("median", 500), ("p90", 900), ("p99", 990), ("p99.9", 999), ("max", 1000)] {
        let mikro = di(seribu);
        println!("{nama:<7} {:>8}.{:01} ms", mikro / 1000, mikro % 1000 / 100);
    }
    for g in semua.gagal.iter().take(5) {
        println!("failed: {g}");
    }
    std::fs::write(&s.hasil, semua.id.join("\n")).expect("the ids are written");
    assert!(semua.gagal.is_empty(), "not everything was acknowledged");
}

/// Takes the next entry that is due until none is left.
fn satu_sambungan(
    s: &Serbuan,
    (banyak, jarak): (usize, u128),
    berikut: &AtomicUsize,
    mulai: Instant,
) -> Terlihat {
    let mut terlihat = Terlihat::default();
    let mut saluran: Option<BufReader<TcpStream>> = None;
    loop {
        let n = berikut.fetch_add(1, Ordering::Relaxed);
        if n >= banyak {
            return terlihat;
        }
        let nanodetik = u64::try_from(jarak * n as u128).unwrap_or(u64::MAX);
        let saat = mulai + Duration::from_nanos(nanodetik);
        if let Some(tunggu) = saat.checked_duration_since(Instant::now()) {
            thread::sleep(tunggu);
        }
        // everybody's first entry, then everybody's second: nobody's entries come together
        let (orang, ke) = (n % s.token.len(), n / s.token.len());
        let token = s.token.get(orang).map(String::as_str).unwrap_or_default();
        match kirim(s, &mut saluran, token, (orang, ke)) {
            Ok(id) => {
                terlihat.id.push(id);
                terlihat.waktu.push(u64::try_from(saat.elapsed().as_micros()).unwrap_or(u64::MAX));
            }
            Err(sebab) => {
                saluran = None;
                terlihat.gagal.push(sebab);
            }
        }
    }
}

/// Sends one and reads the answer to its end.
fn kirim(
    s: &Serbuan,
    saluran: &mut Option<BufReader<TcpStream>>,
    token: &str,
    (orang, ke): (usize, usize),
) -> Result<String, String> {
    let kata = |e: std::io::Error| e.to_string();
    if saluran.is_none() {
        let baru = TcpStream::connect(&s.alamat).map_err(kata)?;
        baru.set_nodelay(true).map_err(kata)?;
        *saluran = Some(BufReader::new(baru));
    }
    let baca = saluran.as_mut().ok_or("no connection")?;
    // a third of the texts are the person's own, as people write
    let uraian = if orang % 3 == 0 {
        format!("Pelayanan {orang} bagian {ke}")
    } else {
        format!("Kegiatan rutin {}", orang % 400)
    };
    let isi = format!(
        r#"{{"entri":[{{"kunci":"serbu.{orang}.{ke}","isian":{{"hari":"{}","mulai":"{:02}.{:02}","menit":45,"uraian":"{uraian}"}}}}]}}"#,
        s.hari,
        8 + ke,
        0
    );
    let mut minta = String::new();
    write!(
        minta,
        "POST /api/v1/aktivitas HTTP/1.1\r\nhost: {}\r\nauthorization: Bearer {token}\r\ncontent-type: application/json\r\ncontent-length: {}\r\n\r\n{isi}",
        s.alamat,
        isi.len()
    )
    .map_err(|e| e.to_string())?;
    baca.get_mut().write_all(minta.as_bytes()).map_err(kata)?;
    let (mut baris, mut panjang, mut status) = (String::new(), 0_usize, String::new());
    loop {
        baris.clear();
        if baca.read_line(&mut baris).map_err(kata)? == 0 {
            return Err("closed".to_owned());
        }
        let b = baris.trim_end().to_ascii_lowercase();
        if status.is_empty() {
            status = b;
        } else if let Some(n) = b.strip_prefix("content-length:") {
            panjang = n.trim().parse().map_err(|_| "no length".to_owned())?;
        } else if b.is_empty() {
            break;
        }
    }
    let mut badan = vec![0; panjang];
    baca.read_exact(&mut badan).map_err(kata)?;
    if !status.contains(" 200") {
        return Err(format!("{status}: {}", String::from_utf8_lossy(&badan)));
    }
    let jawaban: serde_json::Value = serde_json::from_slice(&badan).map_err(|e| e.to_string())?;
    let id = jawaban.get("entri").and_then(|e| e.get(0)).and_then(|e| e.get("id")).and_then(|i| i.as_str());
    id.map(str::to_owned).ok_or_else(|| "an answer without an id".to_owned())
}
