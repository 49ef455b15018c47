//! The server under clients that mean harm, and on its way out.

use std::io::{BufRead as _, BufReader, Read as _, Write as _};
use std::net::{SocketAddr, TcpListener, TcpStream};
use std::process::{Child, Command, Stdio};
use std::sync::Arc;
use std::thread::JoinHandle;
use std::time::Duration;

use axum::Router;
use axum::routing::{get, post};
use balai::konfigurasi::{Batas, Konfigurasi};
use balai::server::metrik::Metrik;
use balai::server::sambungan::{Soket, Tahap};
use tokio::sync::watch;

/// Only so that a test that fails ends: nothing here is measured against it.
const SABAR: Duration = Duration::from_secs(60);

struct Pelayan {
    alamat: SocketAddr,
    kabar: watch::Sender<Tahap>,
    metrik: Arc<Metrik>,
    utas: Option<JoinHandle<()>>,
}

impl Pelayan {
    fn mulai(router: Router, ubah: impl FnOnce(&mut Batas)) -> Self {
        let mut batas = Konfigurasi::bawaan().unwrap().batas;
        ubah(&mut batas);
        let pendengar = TcpListener::bind("127.0.0.1:0").unwrap();
        pendengar.set_nonblocking(true).unwrap();
        let alamat = pendengar.local_addr().unwrap();
        let (kabar, tahap) = watch::channel(Tahap::Jalan);
        let metrik = Arc::new(Metrik::default());
        let milik = Arc::clone(&metrik);
        let utas = std::thread::spawn(move || {
            tokio::runtime::Builder::new_multi_thread()
                .worker_threads(2)
                .enable_all()
                .build()
                .unwrap()
                .block_on(async move {
                    let pendengar = tokio::net::TcpListener::from_std(pendengar).unwrap();
                    let proksi = Vec::new().into();
                    Soket { pendengar, router, batas, proksi, metrik: milik }.jalan(tahap).await;
                });
        });
        Pelayan { alamat, kabar, metrik, utas: Some(utas) }
    }

    fn sambung(&self) -> TcpStream {
        let s = TcpStream::connect(self.alamat).unwrap();
        s.set_read_timeout(Some(SABAR)).unwrap();
        s
    }

    fn minta(&self, permintaan: &str) -> String {
        let mut s = self.sambung();
        s.write_all(permintaan.as_bytes()).unwrap();
        let mut isi = String::new();
        s.read_to_string(&mut isi).unwrap();
        isi
    }

    fn hitungan(&self, nama: &str) -> u64 {
        let teks = self.metrik.teks();
        let baris = teks.lines().find_map(|b| b.strip_prefix(nama)).unwrap();
        baris.trim().parse().unwrap()
    }
}

impl Drop for Pelayan {
    fn drop(&mut self) {
        self.kabar.send_replace(Tahap::Paksa);
        self.utas.take().unwrap().join().unwrap();
    }
}

fn halo() -> Router {
    Router::new()
        .route("/", get(|| async { "halo" }))
        .route("/isi", post(|isi: axum::body::Bytes| async move { isi.len().to_string() }))
        .route("/besar", get(|| async { vec![b'x'; 64 << 20] }))
}

const BIASA: &str = "GET / HTTP/1.1\r\nhost: uji\r\nconnection: close\r\n\r\n";

/// Reads to the end; a reset is an end too.
fn tertutup(mut s: TcpStream) -> bool {
    let mut sisa = Vec::new();
    match s.read_to_end(&mut sisa) {
        Ok(_) => true,
        Err(e) => e.kind() == std::io::ErrorKind::ConnectionReset,
    }
}

#[test]
fn hundreds_of_half_open_requests_do_not_keep_anybody_out() {
    let p = Pelayan::mulai(halo(), |b| {
        (b.sambungan, b.sambungan_per_alamat, b.kepala) = (100, 40, SABAR * 10);
    });
    let mut jahat: Vec<TcpStream> = Vec::new();
    for i in 0..300 {
        let mut s = p.sambung();
        s.write_all(b"GET / HTTP/1.1\r\nhost: uji\r\nx-lambat: ").unwrap();
        jahat.push(s);
        if i % 50 == 49 {
            // an honest client behind the same address, while they all hang
            assert!(p.minta(BIASA).ends_with("halo"));
        }
    }
    // those that held a place longest have given it up
    assert!(jahat.drain(..200).all(tertutup));
    assert!(p.hitungan("balai_connections_displaced_total ") >= 260);
    assert!(p.hitungan("balai_connections ") <= 40);
}

#[test]
fn a_head_that_never_ends_and_a_silent_connection_are_closed() {
    let p = Pelayan::mulai(halo(), |b| b.kepala = Duration::from_millis(200));
    let diam = p.sambung();
    let mut separuh = p.sambung();
    separuh.write_all(b"GET / HTTP/1.1\r\nhost: u").unwrap();
    // answered once, then idle
    let mut lama = p.sambung();
    lama.write_all(b"GET / HTTP/1.1\r\nhost: uji\r\n\r\n").unwrap();
    assert!(tertutup(diam) && tertutup(separuh) && tertutup(lama));
    let mut besar = p.sambung();
    besar.write_all(b"GET / HTTP/1.1\r\nhost: uji\r\nx: ").unwrap();
    let _ = besar.write_all(&vec![b'y'; 1 << 20]);
    assert!(tertutup(besar), "a head has an end");
}

#[test]
fn a_body_that_stops_or_drips_is_given_up() {
    let p = Pelayan::mulai(halo(), |b| (b.isi, b.isi_bita_per_detik) = (Duration::from_millis(1_200), 1_000));
    let awal = b"POST /isi HTTP/1.1\r\nhost: uji\r\ncontent-length: 100000\r\n\r\nabc";
    let mut berhenti = p.sambung();
    berhenti.write_all(awal).unwrap();
    assert!(tertutup(berhenti));
    let mut tetes = p.sambung();
    tetes.write_all(awal).unwrap();
    // one byte whenever the last has gone: never a long pause, never fast enough
    tetes.set_read_timeout(Some(Duration::from_millis(100))).unwrap();
    let mut isi = [0; 64];
    let putus = (0..400).any(|_| {
        let tulis = tetes.write_all(b"x").is_err();
        let baca = tetes.read(&mut isi);
        tulis || !matches!(&baca, Err(e) if e.kind() == std::io::ErrorKind::WouldBlock)
    });
    assert!(putus, "the drip is answered or cut");
    assert!(
        p.minta("POST /isi HTTP/1.1\r\nhost: uji\r\nconnection: close\r\ncontent-length: 3\r\n\r\nabc")
            .ends_with('3')
    );
}

#[test]
fn a_reader_who_stops_reading_is_cut_off() {
    let p = Pelayan::mulai(halo(), |b| b.isi = Duration::from_millis(200));
    let mut s = p.sambung();
    s.write_all(b"GET /besar HTTP/1.1\r\nhost: uji\r\n\r\n").unwrap();
    let mut awal = [0; 16];
    s.read_exact(&mut awal).unwrap();
    // the server's counter falls to the next connection alone: it let go without our reading on
    while p.minta(BIASA).ends_with("halo") && p.hitungan("balai_connections ") > 1 {}
    assert!(tertutup(s));
}

#[test]
fn a_request_under_way_is_finished_before_the_end_and_a_second_word_ends_it() {
    let (mulai, sudah) = std::sync::mpsc::channel();
    let (lepas, tunggu) = watch::channel(false);
    let lama = move || {
        let (mulai, mut tunggu) = (mulai.clone(), tunggu.clone());
        async move {
            mulai.send(()).unwrap();
            tunggu.wait_for(|l| *l).await.unwrap();
            "selesai"
        }
    };
    let mut p = Pelayan::mulai(Router::new().route("/", get(lama)), |b| b.tutup = SABAR * 10);
    let mut s = p.sambung();
    s.write_all(b"GET / HTTP/1.1\r\nhost: uji\r\n\r\n").unwrap();
    sudah.recv().unwrap();
    p.kabar.send_replace(Tahap::Tutup);
    while TcpStream::connect(p.alamat).is_ok() {}
    lepas.send_replace(true);
    let mut isi = String::new();
    s.read_to_string(&mut isi).unwrap();
    assert!(isi.ends_with("selesai") && isi.contains("connection: close"), "{isi}");
    p.utas.take().unwrap().join().unwrap();
    p.utas = Some(std::thread::spawn(|| ()));
}

/// The binary as it runs in earnest, its log gathered.
struct Jalan {
    anak: Child,
    alamat: String,
    catatan: JoinHandle<String>,
}

impl Jalan {
    fn mulai(argumen: &[&str]) -> Self {
        let mut anak = Command::new(env!("CARGO_BIN_EXE_balai"))
            .args(argumen)
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        let mut galat = anak.stderr.take().unwrap();
        let catatan = std::thread::spawn(move || {
            let mut teks = String::new();
            galat.read_to_string(&mut teks).unwrap();
            teks
        });
        let mut baris = String::new();
        BufReader::new(anak.stdout.take().unwrap()).read_line(&mut baris).unwrap();
        let alamat = baris.split("http://").nth(1).unwrap_or_else(|| panic!("{baris}"));
        let alamat = alamat.split_whitespace().next().unwrap().to_owned();
        Jalan { anak, alamat, catatan }
    }

    fn minta(&self, jalur: &str, kepala: &str) -> String {
        let mut s = TcpStream::connect(&self.alamat).unwrap();
        write!(s, "GET {jalur} HTTP/1.1\r\nhost: uji\r\nconnection: close\r\n{kepala}\r\n").unwrap();
        let mut isi = Vec::new();
        s.read_to_end(&mut isi).unwrap();
        String::from_utf8_lossy(&isi).into_owned()
    }

    fn berhenti(mut self) -> (bool, String) {
        Command::new("kill").args(["-TERM", &self.anak.id().to_string()]).status().unwrap();
        (self.anak.wait().unwrap().success(), self.catatan.join().unwrap())
    }
}

#[test]
fn a_second_signal_ends_what_the_first_one_waits_for() {
    let folder = tempfile::tempdir().unwrap();
    let data = folder.path().join("data").display().to_string();
    let tambah =
        Command::new(env!("CARGO_BIN_EXE_balai")).args(["region", "add", "32.73", "--data", &data]).output();
    assert!(tambah.unwrap().status.success());
    let berkas = folder.path().join("balai.toml");
    // patience without end, for the body as for the goodbye: only the second signal can end this test
    let isi = format!(
        "[data]\ntempat = \"{data}\"\n[server]\nport = 0\npengelola = \"\"\n\
         [batas]\nisi_detik = 86400\njawaban_detik = 86400\nisi_bita_per_detik = 0\ntutup_detik = 86400\n"
    );
    std::fs::write(&berkas, isi).unwrap();
    let mut jalan = Jalan::mulai(&["serve", "--konfigurasi", &berkas.display().to_string()]);
    let mut s = TcpStream::connect(&jalan.alamat).unwrap();
    s.write_all(
        b"POST /masuk HTTP/1.1\r\nhost: uji\r\ncontent-type: application/x-www-form-urlencoded\r\n\
          expect: 100-continue\r\ncontent-length: 1000\r\n\r\n",
    )
    .unwrap();
    let mut awal = [0; 12];
    s.read_exact(&mut awal).unwrap();
    assert_eq!(&awal, b"HTTP/1.1 100", "the page waits for the body");
    let tanda = |jalan: &Jalan| {
        Command::new("kill").args(["-TERM", &jalan.anak.id().to_string()]).status().unwrap();
    };
    tanda(&jalan);
    while TcpStream::connect(&jalan.alamat).is_ok() {}
    assert!(
        jalan.anak.try_wait().unwrap().is_none(),
        "nobody new comes in, and the one inside is waited for"
    );
    tanda(&jalan);
    assert!(jalan.anak.wait().unwrap().success());
}

#[test]
fn the_measures_of_each_region_are_told() {
    let db = balai_testkit::Db::sqlite();
    let host =
        balai_platform::Balai::open(db.url(), Arc::new(balai_platform::SystemClock), balai_platform::OsAcak)
            .dengan_migrasi(balai::apps::migrations());
    let profil = balai_platform::SumberPaket::bawaan().profil(&"32.73".parse().unwrap()).unwrap();
    host.add_region(&profil, &balai_platform::operator().unwrap()).unwrap();
    let router = balai::server::pengelola::router(Arc::new(host), Arc::default());
    let p = Pelayan::mulai(router, |_| {});
    let teks = p.minta("GET /metrics HTTP/1.1\r\nhost: uji\r\nconnection: close\r\n\r\n");
    for cari in [
        "\nbalai_regions 1\n",
        "\nbalai_acts_total{region=\"32.73\"} ",
        "\nbalai_commit_acts_max{region=\"32.73\"} 1\n",
        "\nbalai_commit_replays_total{region=\"32.73\"} 0\n",
        "\nbalai_jobs{region=\"32.73\",state=\"failed\"} 0\n",
        "\nbalai_sessions{region=\"32.73\"} 0\n",
    ] {
        assert!(teks.contains(cari), "{cari} not in\n{teks}");
    }
}

#[test]
fn the_log_of_a_session_names_routes_and_nobody() {
    let folder = tempfile::tempdir().unwrap();
    let data = folder.path().join("data").display().to_string();
    let tambah =
        Command::new(env!("CARGO_BIN_EXE_balai")).args(["region", "add", "32.73", "--data", &data]).output();
    assert!(tambah.unwrap().status.success());
    let berkas = folder.path().join("balai.toml");
    let isi = format!(
        "[data]\ntempat = \"{data}\"\n[server]\nport = 0\npengelola = \"\"\n[log]\nbentuk = \"json\"\ntingkat = \"debug\"\n"
    );
    std::fs::write(&berkas, isi).unwrap();
    let jalan = Jalan::mulai(&["serve", "--konfigurasi", &berkas.display().to_string()]);
    for jalur in [
        "/masuk?kembali=/pegawai/198609262015051001",
        "/slip/2026-10/198609262015051001?cari=Siti+Nurjanah",
        "/api/pegawai/198609262015051001",
        "/tiada/Siti-Nurjanah",
    ] {
        let jawaban = jalan.minta(jalur, "cookie: balai_sesi=rahasia-kuki\r\nuser-agent: Siti Nurjanah\r\n");
        assert!(jawaban.starts_with("HTTP/1.1 "), "{jawaban}");
    }
    let (rapi, catatan) = jalan.berhenti();
    assert!(rapi, "asked politely, it ends politely: {catatan}");
    let baris: Vec<serde_json::Value> =
        catatan.lines().map(|b| serde_json::from_str(b).unwrap_or_else(|_| panic!("{b}"))).collect();
    let permintaan: Vec<_> = baris.iter().filter(|b| b["pesan"] == "request").collect();
    assert_eq!(permintaan.len(), 4, "one line a request: {catatan}");
    assert!(permintaan.iter().any(|b| b["rute"] == "/masuk" && b["status"] == 200 && b["daerah"] == "32.73"));
    assert!(permintaan.iter().all(|b| b["nomor"].as_str().is_some_and(|n| n.starts_with("KJ-"))));
    for rahasia in ["198609262015051001", "Siti", "Nurjanah", "rahasia-kuki"] {
        assert!(!catatan.contains(rahasia), "{rahasia} in\n{catatan}");
    }
}
