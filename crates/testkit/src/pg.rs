//! A PostgreSQL server for tests: started when first asked for, shared by all test processes, gone after.

use std::fs::{self, File};
use std::os::unix::fs::chown;
use std::os::unix::process::CommandExt as _;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::sync::OnceLock;
use std::sync::atomic::{AtomicU32, Ordering};

/// Start attempts after a killed postmaster, while its children still hold the shared memory.
const STARTS_MAX: u32 = 60;

/// A server of our own on a Unix socket, durable like a real one (`fsync` on).
#[derive(Debug)]
pub struct Server {
    home: PathBuf,
    bin: PathBuf,
    /// User and group it runs as, when we are root: PostgreSQL refuses root.
    as_user: Option<(u32, u32)>,
}

impl Server {
    /// Makes and starts a server in `home`, an empty or missing folder with a short path, or starts the one
    /// that was made there.
    pub fn start(home: &Path) -> Server {
        let server = Server { home: home.to_owned(), bin: binaries(), as_user: service_user() };
        fs::create_dir_all(home).expect("the server's folder can be made");
        if let Some((uid, gid)) = server.as_user {
            chown(home, Some(uid), Some(gid)).expect("root may give its folder away");
        }
        if !server.data().join("PG_VERSION").exists() {
            server.run(
                "initdb",
                &["-U", "uji", "-A", "trust", "-E", "UTF8", "--locale=C", "-N", "-D", &server.data_text()],
            );
        }
        server.restart();
        server
    }

    /// Starts it (again). Returns when it answers.
    pub fn restart(&self) {
        let options = format!(
            "-k {} -c listen_addresses= -c max_connections=300 -c fsync=on -c full_page_writes=on -c deadlock_timeout=50ms",
            self.home.display()
        );
        let log = self.home.join("log").display().to_string();
        let data = self.data_text();
        let args = ["start", "-w", "-s", "-D", &data, "-l", &log, "-o", &options];
        for attempt in 1.. {
            let done = self.command("pg_ctl").args(args).stdout(Stdio::null()).stderr(Stdio::null()).status();
            if done.is_ok_and(|s| s.success()) {
                return;
            }
            assert!(attempt < STARTS_MAX, "PostgreSQL does not start; see {log}");
        }
    }

    /// Kills the postmaster with SIGKILL, as a power cut would.
    pub fn kill(&self) {
        let pid = fs::read_to_string(self.data().join("postmaster.pid")).expect("the server has a pid file");
        let pid = pid.lines().next().expect("the pid file has a first line").to_owned();
        let done = Command::new("kill").args(["-9", &pid]).status();
        assert!(done.is_ok_and(|s| s.success()), "the postmaster can be killed");
    }

    /// Stops it in order.
    pub fn stop(&self) {
        self.run("pg_ctl", &["stop", "-s", "-m", "fast", "-D", &self.data_text()]);
    }

    /// The address of a database of this server.
    pub fn url(&self, database: &str) -> String {
        let socket: String = self.home.display().to_string().replace('/', "%2F");
        format!("postgres://uji@{socket}/{database}")
    }

    /// Makes an empty database.
    pub fn create(&self, database: &str) -> String {
        psql(&self.url("postgres"), &format!("CREATE DATABASE {database} TEMPLATE template0"));
        self.url(database)
    }

    /// Removes a database, whoever is still connected.
    pub fn discard(&self, database: &str) {
        drop_database(&self.url(database));
    }

    fn running(&self) -> bool {
        self.command("pg_ctl")
            .args(["status", "-D", &self.data_text()])
            .stdout(Stdio::null())
            .status()
            .is_ok_and(|s| s.success())
    }

    fn data(&self) -> PathBuf {
        self.home.join("data")
    }

    fn data_text(&self) -> String {
        self.data().display().to_string()
    }

    fn command(&self, program: &str) -> Command {
        let mut command = Command::new(self.bin.join(program));
        command.current_dir(&self.home).stdin(Stdio::null());
        if let Some((uid, gid)) = self.as_user {
            command.uid(uid).gid(gid);
        }
        command
    }

    fn run(&self, program: &str, args: &[&str]) {
        let done = self.command(program).args(args).output().expect("PostgreSQL's programs can be run");
        assert!(done.status.success(), "{program}: {}", String::from_utf8_lossy(&done.stderr));
    }
}

/// Address of a new empty database on the server of `BALAI_PG_URL`, else on the shared server.
pub(crate) fn new_database() -> String {
    static MADE: AtomicU32 = AtomicU32::new(0);
    let name = format!("uji_{}_{}", std::process::id(), MADE.fetch_add(1, Ordering::Relaxed));
    if let Ok(url) = std::env::var("BALAI_PG_URL") {
        psql(&url, &format!("CREATE DATABASE {name} TEMPLATE template0 LC_COLLATE 'C' LC_CTYPE 'C'"));
        let (host, _) = url.rsplit_once('/').expect("BALAI_PG_URL ends in /database");
        return format!("{host}/{name}");
    }
    shared().0.create(&name)
}

/// Address of a new copy of a database, whoever was connected to it.
pub(crate) fn copy_of(url: &str) -> String {
    static MADE: AtomicU32 = AtomicU32::new(0);
    let (host, name) = url.rsplit_once('/').expect("the address ends in /database");
    let copy = format!("{name}_s{}", MADE.fetch_add(1, Ordering::Relaxed));
    let server = format!("{host}/postgres");
    psql(
        &server,
        &format!("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '{name}'"),
    );
    psql(&server, &format!("CREATE DATABASE {copy} TEMPLATE {name}"));
    format!("{host}/{copy}")
}

/// Removes a database of [`new_database`], whoever is still connected.
pub(crate) fn drop_database(url: &str) {
    let (host, name) = url.rsplit_once('/').expect("the address ends in /database");
    psql(&format!("{host}/postgres"), &format!("DROP DATABASE IF EXISTS {name} WITH (FORCE)"));
}

/// The server that all test processes of this checkout share.
///
/// Every process holds a shared lock on `pemakai` while it lives. A waiting shell takes that lock
/// exclusively once the last one has ended, even by a signal, and then stops the server.
fn shared() -> &'static (Server, File) {
    static SERVER: OnceLock<(Server, File)> = OnceLock::new();
    SERVER.get_or_init(|| {
        let home = std::env::temp_dir().join(format!("balai-uji-{:08x}", checkout()));
        fs::create_dir_all(&home).expect("the temporary folder can be written");
        let starting = File::create(home.join("mulai")).expect("the lock file can be made");
        starting.lock().expect("the lock can be taken");
        let users = File::create(home.join("pemakai")).expect("the lock file can be made");
        users.lock_shared().expect("the lock can be shared");
        let server = Server { home: home.join("s"), bin: binaries(), as_user: service_user() };
        if server.data().join("PG_VERSION").exists() && server.running() {
            return (server, users);
        }
        let server = Server::start(&home.join("s"));
        let mut last_one_out = Command::new("flock");
        last_one_out.arg(home.join("pemakai")).arg(server.bin.join("pg_ctl"));
        last_one_out.args(["stop", "-s", "-m", "fast", "-D", &server.data_text()]);
        last_one_out.current_dir("/").stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null());
        if let Some((uid, gid)) = server.as_user {
            last_one_out.uid(uid).gid(gid);
        }
        #[expect(clippy::zombie_processes, reason = "it outlives this process: that is its task")]
        last_one_out.process_group(0).spawn().expect("flock of util-linux is installed");
        (server, users)
    })
}

/// Tells checkouts on one machine apart.
fn checkout() -> u32 {
    env!("CARGO_MANIFEST_DIR")
        .bytes()
        .fold(0x811c_9dc5, |h: u32, b| (h ^ u32::from(b)).wrapping_mul(0x0100_0193))
}

/// Runs a text as the owner of everything and gives what it answers.
pub(crate) fn psql(url: &str, text: &str) -> String {
    let done = Command::new(binaries().join("psql"))
        .args(["-X", "-q", "-A", "-t", "-v", "ON_ERROR_STOP=1", "-d", url, "-c", text])
        .output()
        .expect("psql can be run");
    assert!(done.status.success(), "{text}: {}", String::from_utf8_lossy(&done.stderr));
    String::from_utf8_lossy(&done.stdout).trim().to_owned()
}

/// The newest installed server's programs.
fn binaries() -> PathBuf {
    let mut found: Vec<PathBuf> = fs::read_dir("/usr/lib/postgresql")
        .into_iter()
        .flatten()
        .filter_map(|e| Some(e.ok()?.path().join("bin")))
        .filter(|p| p.join("initdb").exists())
        .collect();
    found.sort();
    found.pop().expect("these tests need PostgreSQL: apt install postgresql, or set BALAI_PG_URL")
}

/// `postgres`, else `nobody`, when we are root.
fn service_user() -> Option<(u32, u32)> {
    let me = Command::new("id").arg("-u").output().expect("id can be run");
    if me.stdout != b"0\n" {
        return None;
    }
    let accounts = fs::read_to_string("/etc/passwd").expect("the accounts can be read");
    let found = ["postgres:", "nobody:"].iter().find_map(|name| {
        let line = accounts.lines().find(|l| l.starts_with(name))?;
        let mut fields = line.split(':').skip(2);
        Some((fields.next()?.parse().ok()?, fields.next()?.parse().ok()?))
    });
    Some(found.expect("there is an account to run PostgreSQL as"))
}
