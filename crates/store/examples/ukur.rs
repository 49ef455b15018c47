//! Measures the store: durable writes, bulk rows, reading two million rows.
//!
//! `cargo run --release -p balai-store --example ukur -- FOLDER_OR_POSTGRES_URL` on an empty place.
#![expect(clippy::expect_used, reason = "a measuring tool has no one to report to")]

use std::time::Instant;

use balai_store::{Arg, DataUrl, Migration, Store, StoreError, sql};

const STEPS: &[Migration] = &[Migration {
    app: "ukur",
    versi: 1,
    nama: "aktivitas",
    sql: "CREATE TABLE aktivitas (id BILANGAN NOT NULL PRIMARY KEY, nip TEKS NOT NULL, tanggal TEKS NOT NULL,
            menit BILANGAN NOT NULL, uraian TEKS, sah YA_TIDAK NOT NULL);
          CREATE TABLE usulan (id BILANGAN NOT NULL PRIMARY KEY, versi BILANGAN NOT NULL);
          CREATE TABLE jurnal (id BILANGAN NOT NULL PRIMARY KEY, isi TEKS NOT NULL);
          INSERT INTO usulan (id, versi) VALUES (1, 0);",
}];

sql! {
    ADD = "INSERT INTO aktivitas (id, nip, tanggal, menit, uraian, sah) VALUES ($1, $2, $3, $4, $5, $6)";
    ADD_NEW = "INSERT INTO aktivitas (id, nip, tanggal, menit, uraian, sah) VALUES ($1, $2, $3, $4, $5, $6) ON CONFLICT (id) DO NOTHING";
    ALL = "SELECT id, nip, tanggal, menit, uraian, sah FROM aktivitas";
    VERSION = "SELECT versi FROM usulan WHERE id = 1";
    SAVE = "UPDATE usulan SET versi = versi + 1 WHERE id = 1 AND versi = $1";
    RECORD = "INSERT INTO jurnal (id, isi) VALUES ($1, $2)";
}

const ACTS: i64 = 4_000;
const ROWS: i64 = 2_000_000;

fn main() {
    let address = std::env::args().nth(1).expect("a folder or a postgres:// address");
    let url: DataUrl = address.parse().expect("an address");
    let store = Store::open(&url, "32.73").expect("the region opens");
    store.migrate(STEPS).expect("the schema is made");

    timed("durable acts (select, versioned update, journal row), one by one", ACTS, || {
        for id in 0..ACTS {
            store.write(move |tx| {
                let versi = tx.one(&VERSION, &[], |r| r.i64(0))?.unwrap_or_default();
                tx.save(&SAVE, &[versi.into()])?;
                tx.exec_expect(&RECORD, &[id.into(), "{\"akt\":\"usulan.setujui\"}".into()], 1)
            })?;
        }
        Ok(())
    });
    timed("bulk rows, plain INSERT", ROWS, || bulk(&store, 0, ROWS, true));
    timed("bulk rows, ON CONFLICT DO NOTHING", ROWS / 4, || bulk(&store, ROWS, ROWS / 4, false));
    let mut minutes = 0;
    timed("rows read", ROWS + ROWS / 4, || {
        store.read(|tx| {
            tx.each(&ALL, &[], |r| {
                let text = i64::try_from(r.str(1)?.len() + r.str(2)?.len()).unwrap_or_default();
                minutes += r.i64(0)? + r.i64(3)? + text + i64::from(r.bool(5)?);
                Ok(())
            })
        })
    });
    println!("check {minutes}");
}

fn bulk(store: &Store, first: i64, rows: i64, plain: bool) -> Result<(), StoreError> {
    let changed = store.write(move |tx| {
        let texts: Vec<String> = (0..20_000).map(|i| format!("1986092620150{i:05}")).collect();
        let row = |id: i64| -> [Arg<'_>; 6] {
            let nip =
                usize::try_from(id).ok().and_then(|i| texts.get(i % texts.len())).map_or("", String::as_str);
            let uraian = (id % 3 == 0).then_some("Menyusun laporan bulanan");
            [id.into(), nip.into(), "2026-10-05".into(), (id % 480).into(), uraian.into(), true.into()]
        };
        tx.exec_many(if plain { &ADD } else { &ADD_NEW }, (first..first + rows).map(row))
    })?;
    assert_eq!(i64::try_from(changed).ok(), Some(rows));
    Ok(())
}

fn timed(what: &str, count: i64, f: impl FnOnce() -> Result<(), StoreError>) {
    let start = Instant::now();
    f().expect("the measured step works");
    let us = start.elapsed().as_micros().max(1);
    let per_second = u128::try_from(count).unwrap_or_default() * 1_000_000 / us;
    println!("{what}: {count} in {} ms, {per_second}/s", us / 1000);
}
