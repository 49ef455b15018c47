//! The PostgreSQL side: a schema per region, a small pool shared by all regions of a host.

use std::collections::HashMap;
use std::sync::{Condvar, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use postgres::fallible_iterator::FallibleIterator as _;
use postgres::types::{IsNull, ToSql, Type};
use postgres::{Client, Config, NoTls, Statement};

use crate::arg::Kind;
use crate::ddl::ROLE;
use crate::error::Constraint;
use crate::{AddressProblem, Arg, Sql, StoreError, row};

pub(crate) mod bulk;

/// Connections a process opens to one database.
const CONNECTIONS_MAX: usize = 8;
/// Prepared statements kept per connection, over all regions it serves.
const STATEMENTS_MAX: usize = 512;

/// One PostgreSQL database: its address and the connections to it.
pub(crate) struct PgHost {
    config: Config,
    shown: String,
    pool: Mutex<Pool>,
    returned: Condvar,
}

#[derive(Default)]
struct Pool {
    idle: Vec<Conn>,
    open: usize,
}

/// A connection with its prepared statements.
pub(crate) struct Conn {
    pub(crate) client: Client,
    /// By schema and by the address of the `Sql` constant.
    prepared: HashMap<(String, usize), Statement>,
    pub(crate) schema: String,
}

impl PgHost {
    pub(crate) fn new(url: &str) -> Result<PgHost, StoreError> {
        // the parser's own message may quote the address, and with it the password
        let mut config: Config = url.parse().map_err(|_| StoreError::Address(AddressProblem::Malformed))?;
        if config.get_ssl_mode() == postgres::config::SslMode::Require {
            return Err(StoreError::Address(AddressProblem::Tls));
        }
        let hosts: Vec<String> = config
            .get_hosts()
            .iter()
            .map(|h| match h {
                postgres::config::Host::Tcp(name) => name.clone(),
                postgres::config::Host::Unix(path) => path.display().to_string(),
            })
            .collect();
        let shown = format!(
            "postgres://{}@{}/{}",
            config.get_user().unwrap_or_default(),
            hosts.join(","),
            config.get_dbname().unwrap_or_default()
        );
        let own = config.get_options().unwrap_or_default().to_owned();
        config
            .application_name("balai")
            .connect_timeout(Duration::from_secs(10))
            // durability and limits are ours, never the server's defaults; options of the address come first
            .options(&format!(
                "{own} -c synchronous_commit=on -c lock_timeout=10s -c statement_timeout=300s \
                 -c idle_in_transaction_session_timeout=600s -c client_min_messages=warning"
            ));
        Ok(PgHost { config, shown, pool: Mutex::default(), returned: Condvar::new() })
    }

    pub(crate) fn shown(&self) -> &str {
        &self.shown
    }

    pub(crate) fn regions(&self) -> Result<Vec<String>, StoreError> {
        let text = "SELECT nspname::text FROM pg_namespace WHERE starts_with(nspname, 'd_')";
        self.on_conn(|conn| {
            let rows = conn.client.query(text, &[]).map_err(|e| failure("regions", &e, &HashMap::new()))?;
            Ok(rows
                .iter()
                .filter_map(|r| r.try_get::<_, String>(0).ok())
                .filter_map(|s| region_of(&s))
                .collect())
        })
    }

    /// Runs `f` with a connection on a plain thread: the client panics inside an async runtime.
    pub(crate) fn on_conn<T: Send>(
        &self,
        f: impl FnOnce(&mut Conn) -> Result<T, StoreError> + Send,
    ) -> Result<T, StoreError> {
        self.begun(|_| Ok(()), f)
    }

    /// Runs `begin`, then `f`, with a connection on a plain thread.
    ///
    /// A kept connection may have died unnoticed, with the server or the network. That shows at `begin`, when
    /// nothing has been asked yet, so another connection is taken instead.
    pub(crate) fn begun<T: Send>(
        &self,
        begin: impl Fn(&mut Conn) -> Result<(), StoreError> + Send,
        f: impl FnOnce(&mut Conn) -> Result<T, StoreError> + Send,
    ) -> Result<T, StoreError> {
        on_plain_thread(move || {
            let mut dead = 0;
            loop {
                let mut lease = Lease { host: self, conn: Some(self.take()?) };
                let Some(conn) = lease.conn.as_mut() else { return Err(StoreError::Nested) };
                let begun = begin(conn);
                let closed = conn.client.is_closed();
                let result = match begun {
                    Err(_) if closed && dead < CONNECTIONS_MAX => {
                        lease.conn = None;
                        dead += 1;
                        continue;
                    }
                    Err(e) => Err(e),
                    Ok(()) => f(conn),
                };
                if conn.client.is_closed() {
                    lease.conn = None;
                }
                return result;
            }
        })
    }

    fn take(&self) -> Result<Conn, StoreError> {
        let mut pool = self.lock();
        loop {
            while let Some(conn) = pool.idle.pop() {
                if !conn.client.is_closed() {
                    return Ok(conn);
                }
                pool.open -= 1;
            }
            if pool.open < CONNECTIONS_MAX {
                pool.open += 1;
                break;
            }
            pool = self.returned.wait(pool).unwrap_or_else(PoisonError::into_inner);
        }
        drop(pool);
        match self.config.connect(NoTls) {
            Ok(client) => Ok(Conn { client, prepared: HashMap::new(), schema: String::new() }),
            Err(e) => {
                self.lock().open -= 1;
                self.returned.notify_one();
                Err(failure("connect", &e, &HashMap::new()))
            }
        }
    }

    fn lock(&self) -> MutexGuard<'_, Pool> {
        // the pool is only a list; a panic elsewhere cannot leave it half-changed
        self.pool.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// Clients end their connection when dropped, which they too refuse to do inside an async runtime.
impl Drop for PgHost {
    fn drop(&mut self) {
        let idle = std::mem::take(&mut self.lock().idle);
        if !idle.is_empty() {
            on_plain_thread(move || drop(idle));
        }
    }
}

/// Gives the connection back, also when the closure panics (then closed: its state is unknown).
struct Lease<'h> {
    host: &'h PgHost,
    conn: Option<Conn>,
}

impl Drop for Lease<'_> {
    fn drop(&mut self) {
        let conn = self.conn.take().filter(|_| !std::thread::panicking());
        let mut pool = self.host.lock();
        match conn {
            Some(conn) => pool.idle.push(conn),
            None => pool.open -= 1,
        }
        drop(pool);
        self.host.returned.notify_one();
    }
}

fn on_plain_thread<T: Send>(f: impl FnOnce() -> T + Send) -> T {
    std::thread::scope(|scope| match scope.spawn(f).join() {
        Ok(value) => value,
        Err(panic) => std::panic::resume_unwind(panic),
    })
}

/// `32.73` is the schema `d_32_73`.
pub(crate) fn schema_of(region: &str) -> String {
    format!("d_{}", region.replace('.', "_"))
}

fn region_of(schema: &str) -> Option<String> {
    let region = schema.strip_prefix("d_")?.replace('_', ".");
    crate::url::check_region(&region).ok().map(|()| region)
}

impl Conn {
    /// Opens a transaction in the region's schema; `acts` are held to what the role of acts may do.
    pub(crate) fn begin(&mut self, schema: &str, writes: bool, acts: bool) -> Result<(), StoreError> {
        let mode = if writes { "READ WRITE" } else { "READ ONLY" };
        let role = if acts { format!("; SET LOCAL ROLE {ROLE}") } else { String::new() };
        schema.clone_into(&mut self.schema);
        self.client
            .batch_execute(&format!(
                "BEGIN ISOLATION LEVEL READ COMMITTED {mode}; SET LOCAL search_path TO \"{schema}\"{role}"
            ))
            .map_err(|e| failure("begin", &e, &HashMap::new()))
    }

    /// `COMMIT` or `ROLLBACK`.
    pub(crate) fn end(&mut self, how: &'static str) -> Result<(), StoreError> {
        self.client.batch_execute(how).map_err(|e| failure(how, &e, &HashMap::new()))
    }

    fn prepare(&mut self, sql: &'static Sql, args: &[Arg<'_>]) -> Result<Statement, postgres::Error> {
        let key = (self.schema.clone(), std::ptr::from_ref(sql).addr());
        if let Some(found) = self.prepared.get(&key) {
            return Ok(found.clone());
        }
        let types: Vec<Type> = args.iter().map(|a| pg_type(a.kind())).collect();
        let made = self.client.prepare_typed(sql.pg(), &types)?;
        if self.prepared.len() >= STATEMENTS_MAX {
            self.prepared.clear();
        }
        self.prepared.insert(key, made.clone());
        Ok(made)
    }

    pub(crate) fn exec(&mut self, sql: &'static Sql, args: &[Arg<'_>]) -> Result<u64, postgres::Error> {
        let statement = self.prepare(sql, args)?;
        let params: Vec<&(dyn ToSql + Sync)> = args.iter().map(|a| a as &(dyn ToSql + Sync)).collect();
        self.client.execute(&statement, &params)
    }

    /// Rows arrive as they are read; the server waits when `visit` is slow, so memory stays small.
    pub(crate) fn each(
        &mut self,
        sql: &'static Sql,
        args: &[Arg<'_>],
        visit: &mut dyn FnMut(row::Inner<'_>) -> bool,
    ) -> Result<(), postgres::Error> {
        let statement = self.prepare(sql, args)?;
        let mut rows = self.client.query_raw(&statement, args.iter().map(|a| a as &(dyn ToSql + Sync)))?;
        while let Some(row) = rows.next()? {
            if !visit(row::Inner::Pg(&row)) {
                break;
            }
        }
        Ok(())
    }

    /// Checks that PostgreSQL understands a statement and answers only in the four kinds.
    pub(crate) fn check(&mut self, sql: &'static Sql) -> Result<(), StoreError> {
        let made = self.client.prepare(sql.pg()).map_err(|e| failure(sql.name, &e, &HashMap::new()))?;
        let known = [Type::INT8, Type::INT4, Type::TEXT, Type::VARCHAR, Type::NAME, Type::BOOL, Type::BYTEA];
        match made.columns().iter().find(|c| !known.contains(c.type_())) {
            None => Ok(()),
            Some(column) => Err(StoreError::Inconsistent {
                statement: sql.name,
                column: column.name().to_owned(),
                detail: format!("answers {}, cast it to one of the four kinds", column.type_()),
            }),
        }
    }
}

pub(crate) fn pg_type(kind: Kind) -> Type {
    match kind {
        Kind::I64 => Type::INT8,
        Kind::Text => Type::TEXT,
        Kind::Bool => Type::BOOL,
        Kind::Bytes => Type::BYTEA,
    }
}

impl ToSql for Arg<'_> {
    fn to_sql(
        &self,
        ty: &Type,
        out: &mut postgres::types::private::BytesMut,
    ) -> Result<IsNull, Box<dyn std::error::Error + Sync + Send>> {
        if *ty != pg_type(self.kind()) {
            return Err(format!("a {:?} was given where the statement takes {ty}", self.kind()).into());
        }
        match self {
            Arg::I64(v) => v.to_sql(ty, out),
            Arg::OptI64(v) => v.to_sql(ty, out),
            Arg::Text(v) => v.to_sql(ty, out),
            Arg::OptText(v) => v.to_sql(ty, out),
            Arg::Bool(v) => v.to_sql(ty, out),
            Arg::OptBool(v) => v.to_sql(ty, out),
            Arg::Bytes(v) => v.to_sql(ty, out),
            Arg::OptBytes(v) => v.to_sql(ty, out),
        }
    }

    fn accepts(ty: &Type) -> bool {
        [Type::INT8, Type::TEXT, Type::BOOL, Type::BYTEA].contains(ty)
    }

    postgres::types::to_sql_checked!();
}

/// Makes the schema of a region and the role of acts when they are not there, and lets the role in.
///
/// Rights are given per table by default, so that a migration only has to take away (`HANYA_TAMBAH`).
pub(crate) fn setup(conn: &mut Conn, schema: &str) -> Result<(), StoreError> {
    let fail = |e: postgres::Error| failure("open", &e, &HashMap::new());
    let exists = format!("SELECT 1 FROM pg_roles WHERE rolname = '{ROLE}' AND pg_has_role(oid, 'MEMBER')");
    if conn.client.query_opt(&exists, &[]).map_err(fail)?.is_none() {
        // two processes may both find it missing; the role belongs to the whole server, so no lock of this
        // database would keep them apart, and only the later failure below counts
        conn.client.batch_execute(&format!("CREATE ROLE {ROLE} NOLOGIN")).ok();
        conn.client.batch_execute(&format!("GRANT {ROLE} TO CURRENT_USER")).ok();
        if conn.client.query_opt(&exists, &[]).map_err(fail)?.is_none() {
            return Err(StoreError::Address(AddressProblem::Role));
        }
    }
    conn.client
        .batch_execute(&format!(
            "BEGIN; SELECT pg_advisory_xact_lock(hashtext('balai'), hashtext('{schema}'));
             CREATE SCHEMA IF NOT EXISTS \"{schema}\"; GRANT USAGE ON SCHEMA \"{schema}\" TO {ROLE};
             ALTER DEFAULT PRIVILEGES IN SCHEMA \"{schema}\"
                GRANT SELECT, INSERT, UPDATE, DELETE ON TABLES TO {ROLE}; COMMIT"
        ))
        .or_else(|e| conn.client.batch_execute("ROLLBACK").and(Err(e)))
        .map_err(fail)
}

/// Whether the failed transaction may simply run again: it lost a race and left nothing behind.
pub(crate) fn may_run_again(e: &StoreError) -> bool {
    matches!(e, StoreError::Driver { code, .. } if code == "40001" || code == "40P01")
}

/// Sorts a driver's error. The server's DETAIL is left out: it quotes the values of the row.
pub(crate) fn failure(
    statement: &'static str,
    e: &postgres::Error,
    uniques: &HashMap<String, String>,
) -> StoreError {
    let Some(db) = e.as_db_error() else {
        let source = std::error::Error::source(e).map(|s| format!(": {s}")).unwrap_or_default();
        return StoreError::Driver { statement, code: String::new(), detail: format!("{e}{source}") };
    };
    let name = db.constraint().unwrap_or_default();
    let constraint = |kind, on: String| StoreError::Constraint { statement, kind, on };
    match db.code().code() {
        "23505" => {
            constraint(Constraint::Unique, uniques.get(name).cloned().unwrap_or_else(|| name.to_owned()))
        }
        "23503" => constraint(Constraint::ForeignKey, String::new()),
        "23514" => constraint(Constraint::Check, name.to_owned()),
        "23502" => constraint(
            Constraint::NotNull,
            format!("{}.{}", db.table().unwrap_or_default(), db.column().unwrap_or_default()),
        ),
        "42501" if db.message().contains("permission denied for table") => {
            StoreError::AppendOnly { statement }
        }
        "55P03" | "57014" => StoreError::Busy { statement },
        "53100" => StoreError::Full { statement },
        code => StoreError::Driver { statement, code: code.to_owned(), detail: db.message().to_owned() },
    }
}
