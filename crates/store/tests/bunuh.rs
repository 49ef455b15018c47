//! What was acknowledged survives SIGKILL: of the writing process, and of the PostgreSQL server under it.
//!
//! The same program is the test and, called with `tulis`, the process that is killed.
#![expect(clippy::expect_used, clippy::unwrap_used, reason = "this whole file is a test")]

use std::io::{BufRead as _, BufReader, Write as _};
use std::process::{Child, Command, Stdio};

use balai_store::{DataUrl, Migration, Store, StoreError, sql};
use balai_testkit::{AcakTetap, Db, Server};

/// Rounds per database; each kills once.
const ROUNDS: u64 = 24;
/// In every so many rounds on PostgreSQL the server is killed too.
const SERVER_ROUNDS: u64 = 4;
/// Acknowledged writes before the kill, at most.
const WRITES_MAX: u64 = 600;
/// Clients that write at once, so that a kill falls into commits that several share.
const CLIENTS: i64 = 16;
/// Numbers a client may use in a round.
const NUMBERS_MAX: i64 = 1_000_000;

const STEPS: &[Migration] = &[Migration {
    app: "bunuh",
    versi: 1,
    nama: "catatan",
    sql: "CREATE TABLE catatan (nomor BILANGAN NOT NULL PRIMARY KEY, isi TEKS NOT NULL);
          CREATE TABLE pasangan (nomor BILANGAN NOT NULL PRIMARY KEY REFERENCES catatan (nomor));
          CREATE TABLE jumlah (id BILANGAN NOT NULL PRIMARY KEY, banyak BILANGAN NOT NULL);
          INSERT INTO jumlah (id, banyak) VALUES (1, 0);",
}];

sql! {
    ADD = "INSERT INTO catatan (nomor, isi) VALUES ($1, $2)";
    PAIR = "INSERT INTO pasangan (nomor) VALUES ($1)";
    COUNT = "UPDATE jumlah SET banyak = banyak + 1 WHERE id = 1";
    NUMBERS = "SELECT nomor FROM catatan ORDER BY nomor";
    COUNTED = "SELECT banyak, (SELECT COUNT(*) FROM pasangan) FROM jumlah WHERE id = 1";
}

fn main() {
    let args: Vec<String> = std::env::args().collect();
    if let [_, mode, address, start] = args.as_slice()
        && mode == "tulis"
    {
        tulis(address, start.parse().expect("a number"));
        return;
    }
    if args.iter().any(|a| a == "--list") {
        return;
    }
    let db = Db::sqlite();
    rounds("sqlite", db.address(), None);

    let home = tempfile::Builder::new().prefix("balai-bunuh").tempdir().expect("a temporary folder");
    // the server runs as another user and must be able to pass through
    let open = std::os::unix::fs::PermissionsExt::from_mode(0o755);
    std::fs::set_permissions(home.path(), open).expect("the folder can be opened");
    let server = Server::start(&home.path().join("s"));
    rounds("postgres", &server.create("bunuh"), Some(&server));
    an_open_region_outlives_its_server(&server);
    server.stop();
}

/// Connections that died with the server are replaced without the caller noticing.
fn an_open_region_outlives_its_server(server: &Server) {
    let url: DataUrl = server.create("hidup").parse().expect("an address");
    let store = Store::open(&url, "32.73").expect("the region opens");
    store.migrate(STEPS).expect("the schema is made");
    server.kill();
    server.restart();
    store
        .write(|tx| tx.exec_expect(&ADD, &[1i64.into(), "isi".into()], 1))
        .expect("a write after the restart");
}

/// Sixteen clients write for ever; a number is printed only once its commit has been acknowledged.
fn tulis(address: &str, start: i64) {
    let store = Store::open(&address.parse().expect("an address"), "32.73").expect("the region opens");
    let clients = (0..CLIENTS).map(|client| {
        let store = store.clone();
        std::thread::spawn(move || client_of(&store, start + client * NUMBERS_MAX))
    });
    for client in clients.collect::<Vec<_>>() {
        client.join().expect("a client ends in order");
    }
}

fn client_of(store: &Store, start: i64) {
    for nomor in start..start + NUMBERS_MAX {
        let done: Result<(), StoreError> = store.write(move |tx| {
            tx.exec_expect(&ADD, &[nomor.into(), "isi".into()], 1)?;
            tx.exec_expect(&PAIR, &[nomor.into()], 1)?;
            tx.exec_expect(&COUNT, &[], 1)
        });
        // the server may be killed under us; then nothing more is acknowledged
        let Ok(()) = done else { return };
        let mut out = std::io::stdout().lock();
        writeln!(out, "{nomor}").and_then(|()| out.flush()).expect("the test reads");
    }
}

fn rounds(engine: &str, address: &str, server: Option<&Server>) {
    let url: DataUrl = address.parse().expect("an address");
    Store::open(&url, "32.73").expect("the region opens").migrate(STEPS).expect("the schema is made");
    drop(url);
    let mut chance = AcakTetap::baru(3273);
    let mut acknowledged: Vec<i64> = Vec::new();
    let mut servers_killed = 0;
    for round in 0..ROUNDS {
        let before = acknowledged.len();
        let start = i64::try_from(round).unwrap() * CLIENTS * NUMBERS_MAX;
        let mut child = writer(address, start);
        let mut lines = BufReader::new(child.stdout.take().expect("a pipe")).lines();
        let wait_for = 1 + chance.bit() % WRITES_MAX;
        for _ in 0..wait_for {
            let line = lines.next().expect("the writer goes on").expect("the pipe is open");
            acknowledged.push(line.parse().expect("a number"));
        }
        spin(chance.bit() % 400_000);
        match server.filter(|_| round % SERVER_ROUNDS == 0) {
            Some(server) => {
                server.kill();
                servers_killed += 1;
            }
            None => child.kill().expect("the writer can be killed"),
        }
        // what was still in the pipe has been acknowledged too
        acknowledged.extend(lines.map_while(Result::ok).map(|l| l.parse::<i64>().expect("a number")));
        child.wait().expect("the writer has ended");
        if let Some(server) = server.filter(|_| round % SERVER_ROUNDS == 0) {
            server.restart();
        }
        check(engine, address, &acknowledged, round);
        assert!(acknowledged.len() - before >= usize::try_from(wait_for).unwrap());
    }
    println!(
        "{engine}: {ROUNDS} kills ({servers_killed} of the server), {} acknowledged writes, none lost",
        acknowledged.len()
    );
}

fn writer(address: &str, start: i64) -> Child {
    Command::new(std::env::current_exe().expect("this program"))
        .args(["tulis", address, &start.to_string()])
        .stdout(Stdio::piped())
        .spawn()
        .expect("the writer starts")
}

/// A moment that differs from round to round without a clock, so that the kill falls inside a write.
fn spin(turns: u64) {
    for _ in 0..turns {
        std::hint::spin_loop();
    }
}

fn check(engine: &str, address: &str, acknowledged: &[i64], round: u64) {
    let url: DataUrl = address.parse().expect("an address");
    let store = Store::open(&url, "32.73").expect("the region opens after the kill");
    let (found, counted) = store
        .read(|tx| -> Result<_, StoreError> {
            let found = tx.all(&NUMBERS, &[], |row| row.i64(0))?;
            Ok((found, tx.one(&COUNTED, &[], |row| Ok((row.i64(0)?, row.i64(1)?)))?.unwrap_or_default()))
        })
        .expect("the rows can be read");
    for nomor in acknowledged {
        assert!(
            found.binary_search(nomor).is_ok(),
            "{engine}, round {round}: {nomor} was acknowledged and is lost"
        );
    }
    let rows = i64::try_from(found.len()).unwrap();
    assert_eq!((rows, rows), counted, "{engine}, round {round}: a write was torn");
}
