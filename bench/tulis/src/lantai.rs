//! The floors: the same statements with nothing of ours above the driver, and the disk with no database at all.
//!
//! The texts repeat those of the act and of the journal on purpose: what is measured here must not pass through the
//! code that it is compared with.

use std::fs::File;
use std::io::Write as _;
use std::path::Path;
use std::sync::Mutex;
use std::time::Duration;

use postgres::{Client, NoTls, Statement};
use rusqlite::{Connection, params};

use crate::akt::USULAN;
use crate::{Seen, measure};

const BACA: &str = "SELECT jalur_unit, keadaan, versi FROM ukur_usulan WHERE nomor = $1";
const SIMPAN: &str = "UPDATE ukur_usulan SET keadaan = $2, versi = versi + 1 WHERE nomor = $1 AND versi = $3";
const ANTRE: &str = "INSERT INTO pekerjaan (id, nama, kunci, isi, keadaan, giliran, percobaan, dibuat)
    VALUES ($1, $2, $1, $3, 'menunggu', $4, 0, $4) ON CONFLICT (nama, kunci) DO NOTHING";
const CATAT: &str =
    "INSERT INTO jurnal (id, waktu, akt, aktor, kapasitas, asal, sasaran, jalur_unit, isi, sebelum, sesudah, komitmen)
    VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)";
const PRIBADI: &str = "INSERT INTO jurnal_pribadi (id, garam, aktor_nama) VALUES ($1, $2, $3)";
const TUNGGU: &str = "INSERT INTO jurnal_antre (id) VALUES ($1)";
const WAKTU: &str = "2026-11-02T01:00:00.000Z";
const PELAKU: &str = "operator (baris perintah)";
/// As long as a salt and as a commitment.
const GARAM: &[u8] = &[7; 32];
const SIDIK: &str = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";

/// Ids that grow as those of the acts do.
fn id(jenis: &str, client: usize, n: u64) -> String {
    format!("0192f000-0000-7000-{jenis}-{n:010x}{client:02x}")
}

/// Appends 4 KiB and waits for the disk, again and again.
pub fn flushes(file: &Path, time: Duration) -> Seen {
    let file = Mutex::new(File::create(file).expect("a file"));
    measure(1, time, |_, _| {
        let mut file = file.lock().expect("one thread");
        file.write_all(&[7; 4096]).and_then(|()| file.sync_data()).expect("the disk works");
    })
}

/// One thread on the region's own file, `per_commit` acts in each transaction. One turn is one transaction.
pub fn sqlite(folder: &Path, per_commit: u64, time: Duration) -> Seen {
    let conn = Connection::open(folder.join("32.73.sqlite")).expect("the region's file");
    conn.execute_batch("PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA foreign_keys = ON;")
        .expect("the file's mode");
    let conn = Mutex::new(conn);
    let jenis = format!("{:04x}", 0x8000 + per_commit);
    let seen = measure(1, time, |_, n| {
        let conn = conn.lock().expect("one thread");
        conn.execute_batch("BEGIN IMMEDIATE").expect("begin");
        for i in 0..per_commit {
            satu_sqlite(&conn, &jenis, n * per_commit + i).expect("the act's statements");
        }
        conn.execute_batch("COMMIT").expect("commit");
    });
    Seen { count: seen.count * per_commit, commits: seen.count, ..seen }
}

fn satu_sqlite(conn: &Connection, jenis: &str, n: u64) -> rusqlite::Result<()> {
    let nomor = i64::try_from(n).unwrap_or_default() % USULAN;
    let (unit, keadaan, versi): (String, String, i64) =
        conn.prepare_cached(BACA)?.query_row([nomor], |r| Ok((r.get(0)?, r.get(1)?, r.get(2)?)))?;
    let baru = if keadaan == "diajukan" { "disetujui" } else { "diajukan" };
    conn.prepare_cached(SIMPAN)?.execute(params![nomor, baru, versi])?;
    let (kerja, catatan) = (id(jenis, 0, n), id(jenis, 1, n));
    let isi = format!(r#"{{"keadaan":"{baru}","nomor":{nomor}}}"#);
    conn.prepare_cached(ANTRE)?.execute(params![kerja, "ukur.kabari", isi, WAKTU])?;
    let isi = format!(r#"{{"dari":"{keadaan}","ke":"{baru}","unit":"{unit}"}}"#);
    let sasaran = format!("ukur.usulan/{nomor}");
    conn.prepare_cached(CATAT)?.execute(params![
        catatan,
        WAKTU,
        "ukur.usulan.setujui",
        "00000000-0000-7000-8000-000000000000",
        "bkpsdm definitif, semua",
        "cli",
        sasaran,
        "",
        isi,
        SIDIK,
        SIDIK,
        GARAM
    ])?;
    conn.prepare_cached(PRIBADI)?.execute(params![catatan, GARAM, PELAKU])?;
    conn.prepare_cached(TUNGGU)?.execute([&catatan])?;
    Ok(())
}

/// A connection with its statements.
struct Sambungan {
    client: Client,
    statements: [Statement; 6],
}

/// As many connections as clients, each acting one by one.
pub fn postgres(url: &str, clients: usize, time: Duration) -> Seen {
    let jenis = format!("{:04x}", 0x9000 + clients);
    let semua: Vec<_> = (0..clients).map(|_| Mutex::new(sambung(url))).collect();
    let seen = measure(clients, time, |client, n| {
        let Some(milik) = semua.get(client) else { return };
        let mut milik = milik.lock().expect("one client each");
        satu_postgres(&mut milik, &jenis, client, n).expect("the act's statements");
    });
    Seen { commits: seen.count, ..seen }
}

fn sambung(url: &str) -> Sambungan {
    let mut client = Client::connect(url, NoTls).expect("the server answers");
    client.batch_execute("SET synchronous_commit = on; SET search_path TO d_32_73").expect("the schema");
    let statements =
        [BACA, SIMPAN, ANTRE, CATAT, PRIBADI, TUNGGU].map(|s| client.prepare(s).expect("a statement"));
    Sambungan { client, statements }
}

fn satu_postgres(s: &mut Sambungan, jenis: &str, client: usize, n: u64) -> Result<(), postgres::Error> {
    let [baca, simpan, antre, catat, pribadi, tunggu] = &s.statements;
    let putaran = i64::try_from(n).unwrap_or_default() % (USULAN / 64);
    let nomor = i64::try_from(client).unwrap_or_default() + putaran * 64;
    let mut tx = s.client.transaction()?;
    let row = tx.query_one(baca, &[&nomor])?;
    let (unit, keadaan, versi): (String, String, i64) = (row.get(0), row.get(1), row.get(2));
    let baru = if keadaan == "diajukan" { "disetujui" } else { "diajukan" };
    tx.execute(simpan, &[&nomor, &baru, &versi])?;
    let (kerja, catatan) = (id(jenis, client, n), id(jenis, 0x80 + client, n));
    let isi = format!(r#"{{"keadaan":"{baru}","nomor":{nomor}}}"#);
    tx.execute(antre, &[&kerja, &"ukur.kabari", &isi, &WAKTU])?;
    let isi = format!(r#"{{"dari":"{keadaan}","ke":"{baru}","unit":"{unit}"}}"#);
    let sasaran = format!("ukur.usulan/{nomor}");
    tx.execute(
        catat,
        &[
            &catatan,
            &WAKTU,
            &"ukur.usulan.setujui",
            &"00000000-0000-7000-8000-000000000000",
            &"bkpsdm definitif, semua",
            &"cli",
            &sasaran,
            &"",
            &isi,
            &SIDIK,
            &SIDIK,
            &GARAM,
        ],
    )?;
    tx.execute(pribadi, &[&catatan, &GARAM, &PELAKU])?;
    tx.execute(tunggu, &[&catatan])?;
    tx.commit()
}
