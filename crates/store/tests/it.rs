//! Every function of the store on both databases.
#![expect(clippy::unwrap_used, reason = "this whole file is a test")]

use std::sync::Arc;
use std::sync::atomic::{AtomicU32, Ordering};

use balai_store::{Arg, Constraint, DataUrl, Migration, Sql, Store, StoreError, sql};
use balai_testkit::{Db, assert_forks, assert_parity, assert_prepares, assert_registered, db_test};

const STEPS: &[Migration] = &[Migration {
    app: "uji",
    versi: 1,
    nama: "unit",
    sql: "
CREATE TABLE unit (
    kode   TEKS NOT NULL PRIMARY KEY,
    nama   TEKS NOT NULL,
    induk  TEKS REFERENCES unit (kode),
    kelas  BILANGAN,
    aktif  YA_TIDAK,
    cap    BITA,
    versi  BILANGAN NOT NULL DEFAULT 1,
    CONSTRAINT kelas_wajar CHECK (kelas BETWEEN 1 AND 17),
    UNIQUE (nama, induk)
);
CREATE UNIQUE INDEX unit_cap ON unit (cap);
CREATE TABLE peristiwa (id BILANGAN NOT NULL PRIMARY KEY, isi TEKS NOT NULL);
HANYA_TAMBAH peristiwa;",
}];

sql! {
    ADD = "INSERT INTO unit (kode, nama, induk, kelas, aktif, cap) VALUES ($1, $2, $3, $4, $5, $6)";
    ADD_NEW = "INSERT INTO unit (kode, nama, induk, kelas, aktif, cap) VALUES ($1, $2, $3, $4, $5, $6) ON CONFLICT (kode) DO NOTHING";
    PUT = "INSERT INTO unit (kode, nama) VALUES ($1, $2) ON CONFLICT (kode) DO UPDATE SET nama = excluded.nama, versi = unit.versi + 1";
    FIND = "SELECT kode, nama, induk, kelas, aktif, cap, versi FROM unit WHERE kode = $1";
    RENAME = "UPDATE unit SET nama = $2, versi = versi + 1 WHERE kode = $1 AND versi = $3";
    CLASS = "UPDATE unit SET kelas = $2 WHERE kode = $1";
    AGAIN = "UPDATE unit SET versi = versi + 1 WHERE kode = $1";
    CODES = "SELECT kode FROM unit ORDER BY kode";
    COUNT = "SELECT COUNT(*), 1, CAST(SUM(kelas) AS BIGINT) FROM unit";
    SWAPPED = "SELECT nama FROM unit WHERE nama = $2 AND kode = $1";
    RECORD = "INSERT INTO peristiwa (id, isi) VALUES ($1, $2)";
    REPLACE = "UPDATE peristiwa SET isi = $2 WHERE id = $1";
    ERASE = "DELETE FROM peristiwa WHERE id = $1";
    OVERWRITE = "INSERT INTO peristiwa (id, isi) VALUES ($1, $2) ON CONFLICT (id) DO UPDATE SET isi = excluded.isi";
    RECORDED = "SELECT isi FROM peristiwa WHERE id = $1";
    FORGET_STEPS = "DELETE FROM sim_migrasi";
    WRONG = "SELECT tidak_ada FROM unit";
}

balai_store::statements![
    ADD, ADD_NEW, PUT, FIND, RENAME, CLASS, AGAIN, CODES, COUNT, SWAPPED, RECORD, REPLACE, ERASE, OVERWRITE,
    RECORDED
];

fn unit<'a>(kode: &'a str, nama: &'a str) -> [Arg<'a>; 6] {
    [kode.into(), nama.into(), Arg::OptText(None), Arg::OptI64(None), Arg::OptBool(None), Arg::OptBytes(None)]
}

fn add(store: &Store, kode: &'static str, nama: &'static str) -> Result<u64, StoreError> {
    store.write(move |tx| tx.exec(&ADD, &unit(kode, nama)))
}

fn codes(store: &Store) -> Vec<String> {
    store.read(|tx| tx.all(&CODES, &[], |row| row.text(0))).unwrap()
}

db_test! {
    fn every_kind_of_value_comes_back_as_it_went_in(db: &Db) {
        let store = db.region(STEPS);
        let full: [Arg<'static>; 6] =
            ["1".into(), "Ñamá 'x'".into(), Arg::OptText(None), 17i64.into(), true.into(), (&[0u8, 255][..]).into()];
        store.write(move |tx| tx.exec_expect(&ADD, &full, 1)).unwrap();
        store.write(|tx| tx.exec_expect(&ADD, &unit("2", ""), 1)).unwrap();
        let read = |kode: &str| store.read(|tx| tx.one(&FIND, &[kode.into()], |r| {
            Ok((r.text(1)?, r.opt_text(2)?, r.opt_i64(3)?, r.opt_bool(4)?, r.opt_bytes(5)?, r.i64(6)?))
        })).unwrap();
        assert_eq!(read("1"), Some(("Ñamá 'x'".into(), None, Some(17), Some(true), Some(vec![0, 255]), 1)));
        assert_eq!(read("2"), Some((String::new(), None, None, None, None, 1)));
        assert_eq!(read("3"), None);
        let swapped = store.read(|tx| tx.one(&SWAPPED, &["2".into(), "".into()], |r| r.text(0))).unwrap();
        assert_eq!(swapped.as_deref(), Some(""));
        let counted = store.read(|tx| tx.one(&COUNT, &[], |r| Ok((r.i64(0)?, r.i64(1)?, r.i64(2)?)))).unwrap();
        assert_eq!(counted, Some((2, 1, 17)));
    }

    fn a_value_of_another_kind_names_statement_and_column(db: &Db) {
        let store = db.region(STEPS);
        add(&store, "1", "a").unwrap();
        let at = |e: StoreError| match e {
            StoreError::Inconsistent { statement, column, .. } => (statement.to_owned(), column),
            other => panic!("{other}"),
        };
        let find = "it::FIND".to_owned();
        let e = store.read(|tx| tx.one(&FIND, &["1".into()], |r| r.i64(1))).unwrap_err();
        assert_eq!(at(e), (find.clone(), "nama".into()));
        let e = store.read(|tx| tx.one(&FIND, &["1".into()], |r| r.text(2))).unwrap_err();
        assert_eq!(at(e), (find.clone(), "induk".into()));
        let e = store.read(|tx| tx.one(&FIND, &["1".into()], |r| r.parse::<i64>(1))).unwrap_err();
        assert_eq!(at(e), (find.clone(), "nama".into()));
        let e = store.read(|tx| tx.one(&FIND, &["1".into()], |r| r.text(9))).unwrap_err();
        assert_eq!(at(e), (find, "column 9".into()));
        add(&store, "2", "b").unwrap();
        let e = store.read(|tx| tx.one(&CODES, &[], |r| r.text(0))).unwrap_err();
        assert_eq!(at(e), ("it::CODES".into(), "answer".into()));
    }

    fn an_error_undoes_the_whole_write(db: &Db) {
        let store = db.region(STEPS);
        let e = store.write(|tx| {
            tx.exec(&ADD, &unit("1", "a"))?;
            tx.exec_expect(&CLASS, &["9".into(), 3i64.into()], 1)
        });
        assert_eq!(e, Err(StoreError::RowsAffected { statement: "it::CLASS", expected: 1, found: 0 }));
        assert!(codes(&store).is_empty());
    }

    fn constraints_are_told_apart_and_named_alike(db: &Db) {
        let store = db.region(STEPS);
        add(&store, "1", "a").unwrap();
        let e = add(&store, "1", "b").unwrap_err();
        assert_eq!(e.unique(), Some("unit.kode"));
        let child = |kode: &'static str, induk: &'static str, cap: Option<&'static [u8]>| {
            store.write(move |tx| {
                let mut row = unit(kode, "anak");
                row[2] = induk.into();
                row[5] = cap.into();
                tx.exec(&ADD, &row)
            })
        };
        child("2", "1", Some(b"x")).unwrap();
        assert_eq!(child("3", "1", None).unwrap_err().unique(), Some("unit.nama,induk"));
        let kind = |e: StoreError| match e {
            StoreError::Constraint { kind, on, .. } => (kind, on),
            other => panic!("{other}"),
        };
        assert_eq!(kind(child("4", "9", None).unwrap_err()), (Constraint::ForeignKey, String::new()));
        let e = store.write(|tx| tx.exec(&CLASS, &["1".into(), 18i64.into()])).unwrap_err();
        assert_eq!(kind(e), (Constraint::Check, "kelas_wajar".into()));
        let e = store.write(|tx| tx.exec(&RENAME, &["1".into(), Arg::OptText(None), 1i64.into()])).unwrap_err();
        assert_eq!(kind(e), (Constraint::NotNull, "unit.nama".into()));
    }

    fn a_swallowed_failure_is_not_saved(db: &Db) {
        let store = db.region(STEPS);
        add(&store, "1", "a").unwrap();
        let e = store.write(|tx| {
            tx.exec(&ADD, &unit("2", "b"))?;
            tx.exec(&ADD, &unit("1", "again")).ok();
            assert_eq!(tx.exec(&ADD, &unit("3", "c")), Err(StoreError::Aborted { statement: "it::ADD" }));
            Ok::<_, StoreError>(())
        });
        assert_eq!(e, Err(StoreError::Aborted { statement: "commit" }));
        assert_eq!(codes(&store), ["1"]);
    }

    fn a_savepoint_undoes_only_itself(db: &Db) {
        let store = db.region(STEPS);
        store.write(|tx| {
            tx.exec(&ADD, &unit("1", "a"))?;
            let inner = tx.savepoint(|tx| {
                tx.exec(&ADD, &unit("2", "b"))?;
                tx.exec(&ADD, &unit("1", "again"))
            });
            assert_eq!(inner.unwrap_err().unique(), Some("unit.kode"));
            tx.savepoint(|tx| tx.exec(&ADD, &unit("3", "c")))
        }).unwrap();
        assert_eq!(codes(&store), ["1", "3"]);
    }

    fn many_rows_are_added_alike(db: &Db) {
        let store = db.region(STEPS);
        let rows = |range: std::ops::Range<i64>| range.map(|i| (format!("{i:06}"), i)).collect::<Vec<_>>();
        let put = |range, sql: &'static Sql| {
            let rows = rows(range);
            store.write(move |tx| tx.exec_many(sql, rows.iter().map(|(kode, i)| {
                let mut row = unit(kode, kode);
                row[3] = Arg::OptI64((i % 2 == 0).then_some(1 + i % 17));
                row
            })))
        };
        assert_eq!(put(0..9_000, &ADD), Ok(9_000));
        assert_eq!(put(8_000..13_000, &ADD_NEW), Ok(4_000));
        assert_eq!(put(0..0, &ADD), Ok(0));
        assert_eq!(put(12_999..13_001, &ADD).unwrap_err().unique(), Some("unit.kode"));
        // the same key twice in one call, and a statement that is no INSERT
        let n = store.write(|tx| {
            tx.exec_many(&PUT, [["x".into(), "1".into()], ["x".into(), "2".into()]])?;
            tx.exec_many(&CLASS, [["x".into(), Arg::I64(3)], ["000001".into(), Arg::I64(4)]])
        });
        assert_eq!(n, Ok(2));
        let x = store.read(|tx| tx.one(&FIND, &["x".into()], |r| Ok((r.text(1)?, r.i64(3)?, r.i64(6)?)))).unwrap();
        assert_eq!(x, Some(("2".into(), 3, 2)));
        assert_eq!(codes(&store).len(), 13_001);
    }

    fn reading_stops_when_the_visitor_refuses(db: &Db) {
        let store = db.region(STEPS);
        add(&store, "1", "a").unwrap();
        add(&store, "2", "b").unwrap();
        let mut seen = 0;
        let result = store.read(|tx| {
            let stopped = tx.each(&CODES, &[], |row| { seen += 1; Err(row.wrong(0, "enough")) });
            assert!(stopped.is_err());
            tx.all(&CODES, &[], |row| row.text(0))
        });
        assert_eq!((seen, result.unwrap().len()), (1, 2));
    }

    fn a_read_cannot_write(db: &Db) {
        let store = db.region(STEPS);
        assert!(store.read(|tx| tx.exec(&ADD, &unit("1", "a"))).is_err());
        assert!(codes(&store).is_empty());
    }

    fn a_transaction_inside_a_transaction_is_refused(db: &Db) {
        let store = db.region(STEPS);
        let inner = store.clone();
        let e = store.write(move |_| inner.write(|tx| tx.exec(&ADD, &unit("1", "a"))));
        assert_eq!(e, Err(StoreError::Nested));
        let e = store.read(|_| store.read(|tx| tx.all(&CODES, &[], |r| r.text(0))));
        assert_eq!(e, Err(StoreError::Nested));
    }

    fn a_panic_reaches_the_caller_and_changes_nothing(db: &Db) {
        let store = db.region(STEPS);
        let caller = store.clone();
        let caught = std::panic::catch_unwind(std::panic::AssertUnwindSafe(|| {
            caller.write(|tx| -> Result<(), StoreError> {
                tx.exec(&ADD, &unit("1", "a"))?;
                panic!("a defect in an act")
            })
        }));
        assert!(caught.is_err());
        add(&store, "2", "b").unwrap();
        assert_eq!(codes(&store), ["2"]);
    }

    fn grown_tables_refuse_change_and_removal(db: &Db) {
        let store = db.region(STEPS);
        store.write(|tx| tx.exec_expect(&RECORD, &[1i64.into(), "asli".into()], 1)).unwrap();
        for (sql, args) in [
            (&REPLACE, vec![1i64.into(), "palsu".into()]),
            (&ERASE, vec![1i64.into()]),
            (&OVERWRITE, vec![1i64.into(), "palsu".into()]),
        ] {
            let e = store.write(move |tx| tx.exec(sql, &args)).unwrap_err();
            assert_eq!(e, StoreError::AppendOnly { statement: sql.name });
        }
        let isi = store.read(|tx| tx.one(&RECORDED, &[1i64.into()], |r| r.text(0))).unwrap();
        assert_eq!(isi.as_deref(), Some("asli"));
    }

    fn of_two_savers_one_gets_a_version_conflict(db: &Db) {
        let store = db.region(STEPS);
        add(&store, "1", "a").unwrap();
        let save = |nama: &'static str| {
            let store = store.clone();
            std::thread::spawn(move || store.write(move |tx| tx.save(&RENAME, &["1".into(), nama.into(), 1i64.into()])))
        };
        let mut results = [save("x"), save("y")].map(|t| t.join().unwrap());
        results.sort_by_key(Result::is_err);
        assert_eq!(results, [Ok(()), Err(StoreError::VersionConflict { statement: "it::RENAME" })]);
    }

    fn of_two_inserts_of_one_key_one_is_refused(db: &Db) {
        let store = db.region(STEPS);
        let results = [store.clone(), store.clone()].map(|s| std::thread::spawn(move || add(&s, "1", "a")));
        let results = results.map(|t| t.join().unwrap());
        assert_eq!(results.iter().filter(|r| r.is_ok()).count(), 1, "{results:?}");
        assert_eq!(results.iter().filter_map(|r| r.as_ref().err()?.unique()).collect::<Vec<_>>(), ["unit.kode"]);
    }

    fn a_named_lock_keeps_a_rule_over_many_rows(db: &Db) {
        // the rule: at most 5 units; without the lock two writers at READ COMMITTED both see 4 and both add
        let store = db.region(STEPS);
        let writers: Vec<_> = (0..8).map(|w| {
            let store = store.clone();
            std::thread::spawn(move || {
                for i in 0..4 {
                    let kode = format!("{w}-{i}");
                    store.write(move |tx| {
                        tx.lock("jumlah unit")?;
                        let n = tx.one(&COUNT, &[], |r| r.i64(0))?.unwrap_or_default();
                        if n < 5 { tx.exec_expect(&ADD, &unit(&kode, &kode), 1) } else { Ok(()) }
                    }).unwrap();
                }
            })
        }).collect();
        writers.into_iter().for_each(|w| w.join().unwrap());
        assert_eq!(codes(&store).len(), 5);
    }

    fn sixty_four_clients_write_at_once_and_nothing_is_lost(db: &Db) {
        const CLIENTS: i64 = 64;
        const EACH: i64 = 12;
        let store = db.region(STEPS);
        let before = store.statistik();
        store.write(|tx| tx.exec_expect(&ADD, &unit("bersama", "x"), 1)).unwrap();
        let clients: Vec<_> = (0..CLIENTS).map(|c| {
            let store = store.clone();
            std::thread::spawn(move || for i in 0..EACH {
                // a row of its own, one that all of them change, and every third time a refusal
                let done = store.write(move |tx| {
                    let kode = format!("{c}-{i}");
                    tx.exec_expect(&ADD, &unit(&kode, &kode), 1)?;
                    tx.exec_expect(&AGAIN, &["bersama".into()], 1)?;
                    tx.exec_expect(&RECORD, &[(c * EACH + i).into(), "isi".into()], u64::from(i % 3 != 2))
                });
                assert_eq!(done.is_ok(), i % 3 != 2, "{done:?}");
            })
        }).collect();
        clients.into_iter().for_each(|c| c.join().unwrap());
        let kept = CLIENTS * (EACH - EACH / 3);
        assert_eq!(codes(&store).len(), usize::try_from(kept).unwrap() + 1);
        let versi = store.read(|tx| tx.one(&FIND, &["bersama".into()], |r| r.i64(6))).unwrap();
        assert_eq!(versi, Some(1 + kept));
        let now = store.statistik();
        assert_eq!(now.acts - before.acts, u64::try_from(1 + CLIENTS * EACH).unwrap());
        assert!(now.batches - before.batches <= now.acts - before.acts);
        if db.is_pg() { assert_eq!(now.longest_batch, 1) } else { assert_eq!(now.replays, 0) }
    }

    fn crossed_locks_end_by_running_again(db: &Db) {
        let store = db.region(STEPS);
        let runs = Arc::new(AtomicU32::new(0));
        let cross = |first: &'static str, second: &'static str| {
            let (store, runs) = (store.clone(), Arc::clone(&runs));
            std::thread::spawn(move || (0..20).try_for_each(|_| {
                let runs = Arc::clone(&runs);
                store.write(move |tx| {
                    runs.fetch_add(1, Ordering::Relaxed);
                    tx.lock(first)?;
                    tx.lock(second)
                })
            }))
        };
        let both = [cross("a", "b"), cross("b", "a")];
        for thread in both { thread.join().unwrap().unwrap(); }
        assert!(runs.load(Ordering::Relaxed) >= 40);
    }

    fn migrations_run_once_and_refuse_edited_or_unknown_steps(db: &Db) {
        let store = db.region(STEPS);
        assert_eq!(store.migrate(STEPS), Ok(0));
        let next = Migration { versi: 2, nama: "kota", sql: "CREATE TABLE kota (k TEKS PRIMARY KEY);", ..STEPS[0] };
        assert_eq!(store.migrate(&[STEPS[0], next]), Ok(1));
        let detail = |r: Result<usize, StoreError>| match r {
            Err(StoreError::Migration { versi, detail, .. }) => (versi, detail),
            other => panic!("{other:?}"),
        };
        let edited = Migration { sql: "CREATE TABLE kota (k TEKS);", ..next };
        assert_eq!(detail(store.migrate(&[STEPS[0], edited])).0, 2);
        assert!(detail(store.migrate(STEPS)).1.contains("newer"));
        let gap = Migration { versi: 4, ..next };
        assert_eq!(detail(store.migrate(&[STEPS[0], next, gap])).0, 4);
        // a step that fails leaves nothing of itself behind
        let broken = Migration { versi: 3, sql: "CREATE TABLE desa (k TEKS); CREATE TABLE desa (k TEKS);", ..next };
        assert_eq!(detail(store.migrate(&[STEPS[0], next, broken])).0, 3);
        assert!(!store.tables().unwrap().contains_key("desa"));
    }

    fn regions_do_not_see_each_other(db: &Db) {
        let bandung = db.region(STEPS);
        let cimahi = Store::open(&db.url(), "32.77").unwrap();
        cimahi.migrate(STEPS).unwrap();
        add(&bandung, "1", "a").unwrap();
        assert!(codes(&cimahi).is_empty());
        assert_eq!(codes(&bandung), ["1"]);
        assert_eq!(db.url().regions().unwrap(), ["32.73", "32.77"]);
    }

    fn a_region_opened_again_still_has_its_rows(db: &Db) {
        add(&db.region(STEPS), "1", "a").unwrap();
        let again: DataUrl = db.address().parse().unwrap();
        assert_eq!(codes(&Store::open(&again, "32.73").unwrap()), ["1"]);
    }

    fn a_statement_the_database_does_not_know_fails_by_name(db: &Db) {
        let store = db.region(STEPS);
        assert!(matches!(store.check(&WRONG), Err(StoreError::Driver { statement: "it::WRONG", .. })));
        assert_eq!(store.check(&FIND), Ok(()));
    }
}

#[test]
fn a_closed_region_is_one_file() {
    let folder = tempfile::tempdir().unwrap();
    let store = Store::open(&DataUrl::folder(folder.path()), "32.73").unwrap();
    store.migrate(STEPS).unwrap();
    store.read(|tx| tx.one(&FIND, &["bersama".into()], |r| r.i64(6))).unwrap();
    drop(store);
    let names: Vec<_> = std::fs::read_dir(folder.path()).unwrap().map(|e| e.unwrap().file_name()).collect();
    assert_eq!(names, ["32.73.sqlite"], "the log has been taken in");
}

#[test]
fn acts_on_postgresql_may_not_touch_the_record_of_schema_changes() {
    let db = Db::pg();
    let e = db.region(STEPS).write(|tx| tx.exec(&FORGET_STEPS, &[])).unwrap_err();
    assert_eq!(e, StoreError::AppendOnly { statement: "it::FORGET_STEPS" });
}

#[test]
fn both_databases_prepare_every_statement() {
    assert_prepares(&statements(), STEPS);
    assert_prepares(&balai_store::statements(), STEPS);
}

#[test]
fn both_databases_have_the_same_schema() {
    assert_parity(STEPS);
}

#[test]
fn forks_are_counted_and_none_is_forgotten() {
    let src = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    assert_registered(&src, &balai_store::statements());
    assert_forks(&balai_store::statements(), STEPS);
}
