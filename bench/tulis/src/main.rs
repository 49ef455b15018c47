//! Durable acts per second for 1, 8 and 64 clients, through everything an act passes: `decide`, a versioned
//! update, its event in the journal, a job row. Beside it, in the same run and on the same disk, what is possible
//! at best: the drivers alone with the same SQL, and the disk's own rate of flushes.
//!
//! `bench/tulis/jalan.sh [SECONDS=3] [ROUNDS=5]`
#![expect(clippy::expect_used, reason = "a measuring tool has no one to report to")]

mod akt;
mod lantai;

use std::fs;
use std::path::Path;
use std::time::{Duration, Instant};

use balai_testkit::Server;

/// How many act at once.
const CLIENTS: [usize; 3] = [1, 8, 64];

/// One line of the table, over all rounds.
struct Line {
    name: String,
    /// Per second, one value a round.
    rates: Vec<u64>,
    /// Microseconds that half and 99 of 100 acts took at most, one pair a round.
    times: Vec<(u64, u64)>,
    /// Acts that shared a commit, in tenths, one value a round.
    shared: Vec<u64>,
    /// Microseconds of both processors' time that one took, one value a round.
    work: Vec<u64>,
}

/// What a measurement saw.
#[derive(Default)]
pub struct Seen {
    /// Things done.
    pub count: u64,
    /// From the first to the last.
    pub took: Duration,
    /// Microseconds of each, when they were taken.
    pub each: Vec<u64>,
    /// Transactions they were done in, when that is known.
    pub commits: u64,
    /// Processor time of this process, warming up included.
    pub work: Duration,
}

/// The lines of the table, in the order of their first round.
#[derive(Default)]
struct Table(Vec<Line>);

impl Table {
    fn add(&mut self, name: &str, mut seen: Seen) {
        let at = self.0.iter().position(|l| l.name == name).unwrap_or_else(|| {
            let line =
                Line { name: name.to_owned(), rates: vec![], times: vec![], shared: vec![], work: vec![] };
            self.0.push(line);
            self.0.len() - 1
        });
        let Some(line) = self.0.get_mut(at) else { return };
        let us = u64::try_from(seen.took.as_micros()).unwrap_or(u64::MAX).max(1);
        line.rates.push(seen.count.saturating_mul(1_000_000) / us);
        seen.each.sort_unstable();
        let part = |p: usize| seen.each.get(seen.each.len().saturating_sub(1) * p / 100).copied();
        line.times.extend(part(50).zip(part(99)));
        // the warming up is an eleventh of it
        let work = u64::try_from(seen.work.as_micros()).unwrap_or(u64::MAX) * 10 / 11;
        line.work.extend(work.checked_div(seen.count));
        line.shared.extend((seen.count * 10).checked_div(seen.commits));
        eprintln!("  {name}: {}/s", line.rates.last().copied().unwrap_or_default());
    }

    fn print(&self) {
        println!(
            "| | per second, median | lowest and highest | half within, ms | 99% within, ms | acts a commit | CPU, µs |"
        );
        println!("|---|--:|--:|--:|--:|--:|--:|");
        for line in &self.0 {
            let (low, high) = (line.rates.iter().min(), line.rates.iter().max());
            let range = low.zip(high).map(|(l, h)| format!("{} – {}", thousands(*l), thousands(*h)));
            let ms = |us: u64| format!("{}.{:02}", us / 1_000, us % 1_000 / 10);
            let half = middle(line.times.iter().map(|t| t.0)).map_or("–".to_owned(), ms);
            let most = middle(line.times.iter().map(|t| t.1)).map_or("–".to_owned(), ms);
            let shared = middle(line.shared.iter().copied()).map(|s| format!("{}.{}", s / 10, s % 10));
            println!(
                "| {} | {} | {} | {half} | {most} | {} | {} |",
                line.name,
                thousands(middle(line.rates.iter().copied()).unwrap_or_default()),
                range.unwrap_or_default(),
                shared.unwrap_or_else(|| "–".to_owned()),
                middle(line.work.iter().copied()).unwrap_or_default(),
            );
        }
    }
}

fn middle(values: impl Iterator<Item = u64>) -> Option<u64> {
    let mut values: Vec<u64> = values.collect();
    values.sort_unstable();
    values.get(values.len().saturating_sub(1) / 2).copied()
}

fn thousands(n: u64) -> String {
    if n < 1_000 { n.to_string() } else { format!("{},{:03}", n / 1_000, n % 1_000) }
}

fn main() {
    // cargo adds --bench
    let mut numbers = std::env::args().skip(1).filter_map(|a| a.parse::<u64>().ok());
    let (seconds, rounds) = (numbers.next().unwrap_or(3), numbers.next().unwrap_or(5));
    let time = Duration::from_secs(seconds);
    let place = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../target/bench/tulis");
    // a socket's path is short, and the server may be another user who must be able to pass
    let home = std::env::temp_dir().join(format!("balai-tulis-{}", std::process::id()));
    let server = Server::start(&home);

    let load = fs::read_to_string("/proc/loadavg").unwrap_or_default();
    let mut table = Table::default();
    for round in 1..=rounds {
        eprintln!("round {round} of {rounds}, {seconds} s each, load {}", load_now());
        one_round(&mut table, &place, &server, time);
    }
    server.stop();
    fs::remove_dir_all(&home).ok();
    fs::remove_dir_all(&place).ok();
    let cores = std::thread::available_parallelism().map_or(0, usize::from);
    println!(
        "{cores} cores, {rounds} rounds of {seconds} s, load before {} and after {}\n",
        first(&load),
        load_now()
    );
    table.print();
}

fn one_round(table: &mut Table, place: &Path, server: &Server, time: Duration) {
    fs::remove_dir_all(place).ok();
    fs::create_dir_all(place).expect("target/ can be written");
    table.add("disk: 4 KiB appended and flushed (fdatasync)", lantai::flushes(&place.join("disk"), time));

    let raw = place.join("lantai");
    drop(akt::Kota::open(&raw.display().to_string()));
    table.add("SQLite, driver alone, one by one", lantai::sqlite(&raw, 1, time));
    table.add("SQLite, driver alone, 64 acts a commit", lantai::sqlite(&raw, 64, time));
    let kota = akt::Kota::open(&place.join("balai").display().to_string());
    for clients in CLIENTS {
        table.add(&format!("**SQLite, acts of Balai, {}**", of(clients)), kota.act(clients, time));
    }
    drop(kota);

    let url = server.create("lantai");
    drop(akt::Kota::open(&url));
    for clients in [1, 8] {
        table.add(
            &format!("PostgreSQL, driver alone, {}", of(clients)),
            lantai::postgres(&url, clients, time),
        );
    }
    server.discard("lantai");
    let kota = akt::Kota::open(&server.create("balai"));
    for clients in CLIENTS {
        table.add(&format!("**PostgreSQL, acts of Balai, {}**", of(clients)), kota.act(clients, time));
    }
    drop(kota);
    server.discard("balai");
}

fn of(clients: usize) -> String {
    if clients == 1 { "1 client".to_owned() } else { format!("{clients} clients") }
}

fn load_now() -> String {
    first(&fs::read_to_string("/proc/loadavg").unwrap_or_default()).to_owned()
}

fn first(text: &str) -> &str {
    text.split(' ').next().unwrap_or_default()
}

/// Runs `turn` on each of `clients` threads until the time is over; the first tenth warms up and does not count.
pub fn measure(clients: usize, time: Duration, turn: impl Fn(usize, u64) + Sync) -> Seen {
    let (turn, begin, work) = (&turn, Instant::now(), processor_time());
    let counted_from = begin + time / 10;
    let end = counted_from + time;
    let each: Vec<u64> = std::thread::scope(|scope| {
        let threads: Vec<_> = (0..clients)
            .map(|client| {
                scope.spawn(move || {
                    let mut times = Vec::new();
                    for n in 0.. {
                        let before = Instant::now();
                        turn(client, n);
                        let after = Instant::now();
                        if after >= end {
                            break;
                        }
                        if after >= counted_from {
                            let took = (after - before).as_micros();
                            times.push(u64::try_from(took).unwrap_or(u64::MAX));
                        }
                    }
                    times
                })
            })
            .collect();
        threads.into_iter().flat_map(|t| t.join().expect("a client ends in order")).collect()
    });
    let work = processor_time().saturating_sub(work);
    Seen { count: u64::try_from(each.len()).unwrap_or_default(), took: time, each, commits: 0, work }
}

/// Processor time this process has used so far, all threads; Linux counts it in hundredths of a second. Unlike the rate it
/// says the same on a busy machine as on a quiet one.
fn processor_time() -> Duration {
    let text = fs::read_to_string("/proc/self/stat").unwrap_or_default();
    let after_name = text.rsplit(')').next().unwrap_or_default();
    let ticks =
        after_name.split_whitespace().skip(11).take(2).filter_map(|t| t.parse::<u64>().ok()).sum::<u64>();
    Duration::from_millis(ticks * 10)
}
