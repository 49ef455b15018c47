//! Fills the journal of a region up to a number of events, each a real act, and names one from the middle of it.
//!
//! `balai-halaman FOLDER REGION EVENTS`; `jalan.sh` beside it measures the pages.
#![expect(clippy::expect_used, reason = "a measurement that cannot go on says why and ends")]

use std::sync::Arc;
use std::thread;

use balai_kernel::Lingkup;
use balai_platform::{Balai, OsAcak, Region, Saringan, SystemClock, cari_catatan, operator, penomoran};
use balai_store::StoreError;

/// Acts at the same time: they share commits.
const BERSAMA: u64 = 64;

fn main() {
    let mut argumen = std::env::args().skip(1);
    let mut berikut = |apa: &str| argumen.next().unwrap_or_else(|| panic!("missing: {apa}"));
    let (folder, kode, banyak) = (berikut("folder"), berikut("region"), berikut("events"));
    let banyak: u64 = banyak.parse().expect("a number of events");
    let host = Balai::open(folder.parse().expect("a folder"), Arc::new(SystemClock), OsAcak);
    let region = host.region(&kode).expect("the region opens");
    let ada = region.keadaan_jurnal().expect("the journal is read");
    let ada = ada.ukuran + ada.menunggu;
    isi(&region, banyak.saturating_sub(ada));
    region.segel().expect("the journal is sealed");
    println!("{}", tengah(&region));
}

/// So many acts: the way a series of letters is numbered is set, again and again.
fn isi(region: &Region, banyak: u64) {
    let aktor = operator().expect("the operator");
    let pola = "{urut:3}/{kode}/{bulan_romawi}/{tahun}".parse().expect("a pattern");
    thread::scope(|s| {
        for i in 0..BERSAMA {
            let (aktor, pola) = (&aktor, &pola);
            let bagian = banyak / BERSAMA + u64::from(i < banyak % BERSAMA);
            s.spawn(move || {
                for _ in 0..bagian {
                    penomoran::atur_seri(region, aktor, &format!("ukur-{i}"), pola).expect("the act is done");
                }
            });
        }
    });
}

/// The id of an event a few hundred rows down.
fn tengah(region: &Region) -> String {
    let baris: Result<_, StoreError> =
        region.read(|tx| cari_catatan(tx, &Lingkup::Semua, &Saringan::default(), 500));
    baris.expect("the journal is read").pop().expect("an event").id
}
