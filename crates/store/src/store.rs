//! A region's open data: reading, writing, migrating.

use std::cell::Cell;
use std::collections::{BTreeMap, HashMap};
use std::sync::{Arc, PoisonError, RwLock};

use crate::ddl::{self, Engine, ROLE};
use crate::pg::{self, PgHost, schema_of};
use crate::statistik::Counts;
use crate::tx::Inner;
use crate::url::{Place, check_region};
use crate::writer::Region;
use crate::{DataUrl, Migration, Sql, Statistik, StoreError, TableShape, Tx, catalog, migrate};

/// How often a closure that lost a race on PostgreSQL is run before the loss is reported.
const RUNS_MAX: u32 = 8;

thread_local! {
    /// Whether this thread is inside a transaction.
    static INSIDE: Cell<bool> = const { Cell::new(false) };
}

/// Marks the thread as inside a transaction; refuses when it already is.
pub(crate) struct Inside;

impl Inside {
    pub(crate) fn enter() -> Result<Inside, StoreError> {
        if INSIDE.replace(true) { Err(StoreError::Nested) } else { Ok(Inside) }
    }
}

impl Drop for Inside {
    fn drop(&mut self) {
        INSIDE.set(false);
    }
}

/// One region's database. Clones are the same open region; it closes when the last one is dropped.
#[derive(Clone)]
pub struct Store(pub(crate) Arc<Opened>);

pub(crate) enum Opened {
    Sqlite(Region),
    Pg { host: Arc<PgHost>, schema: String, uniques: RwLock<HashMap<String, String>>, counts: Counts },
}

impl Store {
    /// Opens a region, and makes its file or schema when there is none. Run [`migrate`](Store::migrate) next.
    ///
    /// On PostgreSQL the role of acts, `balai_pelaku`, must exist or the user must be allowed to create it.
    pub fn open(url: &DataUrl, region: &str) -> Result<Store, StoreError> {
        check_region(region)?;
        let opened = match &url.0 {
            Place::Folder(folder) => Opened::Sqlite(Region::open(&folder.join(format!("{region}.sqlite")))?),
            Place::Pg(host) => {
                let schema = schema_of(region);
                host.on_conn(|conn| pg::setup(conn, &schema))?;
                Opened::Pg {
                    host: Arc::clone(host),
                    schema,
                    uniques: RwLock::default(),
                    counts: Counts::default(),
                }
            }
        };
        let store = Store(Arc::new(opened));
        store.own_tables()?;
        Ok(store)
    }

    /// Runs `f` in a transaction that can only read. On SQLite all its statements see the same moment.
    pub fn read<T: Send, E: From<StoreError> + Send>(
        &self,
        f: impl FnOnce(&mut Tx<'_>) -> Result<T, E> + Send,
    ) -> Result<T, E> {
        match &*self.0 {
            Opened::Sqlite(region) => {
                let _inside = Inside::enter()?;
                region.read(f)
            }
            Opened::Pg { host, schema, uniques, .. } => {
                let uniques = uniques.read().unwrap_or_else(PoisonError::into_inner).clone();
                let _inside = Inside::enter()?;
                let ran = host.begun(
                    |conn| conn.begin(schema, false, true),
                    |conn| {
                        let _inside = Inside::enter()?;
                        let result = f(&mut Tx::new(Inner::Pg(conn, &uniques)));
                        // nothing was changed, so there is nothing to commit
                        match conn.end("ROLLBACK") {
                            Err(e) if result.is_ok() => Err(e),
                            _ => Ok(result),
                        }
                    },
                );
                ran?
            }
        }
    }

    /// Runs `f` in a transaction that may write. `Ok` is returned only after the commit is durable; `Err`
    /// undoes everything.
    ///
    /// `f` may run more than once (see the crate's notes), so it takes ids and times from outside and does
    /// nothing but SQL and pure calculation. Once handed over it runs to its end, whatever becomes of the
    /// caller. On SQLite several calls may share one commit; each is answered as if it had been alone.
    pub fn write<T, E>(&self, f: impl Fn(&mut Tx<'_>) -> Result<T, E> + Send + 'static) -> Result<T, E>
    where
        T: Send + 'static,
        E: From<StoreError> + Send + 'static,
    {
        if INSIDE.get() {
            return Err(StoreError::Nested.into());
        }
        match &*self.0 {
            Opened::Sqlite(region) => region.write(false, f),
            Opened::Pg { host, schema, uniques, counts } => {
                let uniques = uniques.read().unwrap_or_else(PoisonError::into_inner).clone();
                host.begun(
                    |conn| conn.begin(schema, true, true),
                    move |conn| {
                        let _inside = Inside::enter()?;
                        pg_write(conn, schema, &uniques, Some(counts), &f)
                    },
                )?
            }
        }
    }

    /// What this handle and its clones have done since the region was opened.
    #[must_use]
    pub fn statistik(&self) -> Statistik {
        match &*self.0 {
            Opened::Sqlite(region) => region.statistik(),
            Opened::Pg { counts, .. } => counts.read(),
        }
    }

    /// Brings the schema to where `steps` want it: all of them or none. Returns how many ran.
    ///
    /// Refuses when a step that has run has another text now, or when the data knows steps this program does
    /// not. Several processes may call it at once.
    pub fn migrate(&self, steps: &[Migration]) -> Result<usize, StoreError> {
        let steps = steps.to_vec();
        let ran = self.as_owner(move |tx| migrate::run(tx, &steps))?;
        self.learn_uniques()?;
        Ok(ran)
    }

    /// What the catalogues say about the region's tables: for the test that compares the engines.
    pub fn tables(&self) -> Result<BTreeMap<String, TableShape>, StoreError> {
        self.as_owner(catalog::tables)
    }

    /// Checks, without running it, that the database understands a statement and, on PostgreSQL, that its
    /// answer has only the four kinds of values.
    pub fn check(&self, sql: &'static Sql) -> Result<(), StoreError> {
        self.as_owner(move |tx| match &mut tx.inner {
            Inner::Sqlite(conn) => crate::sqlite::check(conn, sql),
            Inner::Pg(conn, _) => conn.check(sql),
        })
    }

    fn own_tables(&self) -> Result<(), StoreError> {
        self.as_owner(|tx| {
            let engine = match tx.inner {
                Inner::Sqlite(_) => Engine::Sqlite,
                Inner::Pg(..) => Engine::Pg,
            };
            for text in
                ddl::statements(migrate::OWN_TABLES, engine).map_err(|e| ddl::unreadable("sim", 1, e))?
            {
                tx.control("open", &text)?;
            }
            if engine == Engine::Pg {
                // acts have no business with the record of schema changes
                tx.control("open", &format!("REVOKE ALL ON sim_migrasi FROM {ROLE}"))?;
            }
            Ok(())
        })?;
        self.learn_uniques()
    }

    fn learn_uniques(&self) -> Result<(), StoreError> {
        if let Opened::Pg { uniques, .. } = &*self.0 {
            let names = self.as_owner(catalog::unique_names)?;
            *uniques.write().unwrap_or_else(PoisonError::into_inner) = names.into_iter().collect();
        }
        Ok(())
    }

    /// A write that may change the schema; one at a time per region, over all processes.
    pub(crate) fn as_owner<T: Send + 'static, E: From<StoreError> + Send + 'static>(
        &self,
        f: impl Fn(&mut Tx<'_>) -> Result<T, E> + Send + 'static,
    ) -> Result<T, E> {
        if INSIDE.get() {
            return Err(StoreError::Nested.into());
        }
        match &*self.0 {
            Opened::Sqlite(region) => region.write(true, f),
            Opened::Pg { host, schema, .. } => host.begun(
                |conn| conn.begin(schema, true, false),
                move |conn| {
                    let _inside = Inside::enter()?;
                    pg_write(conn, schema, &HashMap::new(), None, &|tx: &mut Tx<'_>| {
                        let lock =
                            format!("SELECT pg_advisory_xact_lock(hashtext('balai'), hashtext('{schema}'))");
                        tx.control("migrate", &lock)?;
                        f(tx)
                    })
                },
            )?,
        }
    }
}

/// One write on PostgreSQL, already begun; begun and run again when it lost a race. `counts` is given for
/// acts and not for the owner's writes. The outer error is of the connection.
fn pg_write<T, E: From<StoreError>>(
    conn: &mut pg::Conn,
    schema: &str,
    uniques: &HashMap<String, String>,
    counts: Option<&Counts>,
    f: &dyn Fn(&mut Tx<'_>) -> Result<T, E>,
) -> Result<Result<T, E>, StoreError> {
    let mut runs = 0;
    loop {
        runs += 1;
        if runs > 1 {
            counts.inspect(|c| c.replayed());
            conn.begin(schema, true, counts.is_some())?;
        } else {
            counts.inspect(|c| c.ran(1));
        }
        let mut tx = Tx::new(Inner::Pg(conn, uniques));
        let result = f(&mut tx);
        let (failed, again) = (tx.failed, tx.again);
        if result.is_ok() && !failed {
            conn.end("COMMIT")?;
            return Ok(result);
        }
        let undone = conn.end("ROLLBACK");
        if again && runs < RUNS_MAX && undone.is_ok() {
            continue;
        }
        // a closure that swallowed the failure of a statement must not be told that it was saved
        return Ok(result.and(Err(StoreError::Aborted { statement: "commit" }.into())));
    }
}
