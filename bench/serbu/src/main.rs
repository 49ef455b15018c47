//! The last day's rush: so many people enter so many activities each over HTTP within a time, and every acknowledged entry is
//! looked for in the database afterwards.
//!
//! - `balai-serbu siap DATA REGION PEOPLE FILE` gives people accounts and tokens, one line of FILE each;
//! - `balai-serbu lari HOST:PORT FILE EACH SECONDS DAY CONNECTIONS OUT` sends, and writes the acknowledged ids to OUT;
//! - `balai-serbu periksa DATA REGION OUT` counts what is missing.
//!
//! Requests are sent when they are due, whether or not earlier ones have been answered, and the time of each is counted from
//! when it was due: a server that stalls is not spared by a generator that waits for it. `jalan.sh` beside it does all three.
#![expect(clippy::expect_used, reason = "a measurement that cannot go on says why and ends")]

mod lari;
mod siap;

fn main() {
    let argumen: Vec<String> = std::env::args().skip(1).collect();
    let argumen: Vec<&str> = argumen.iter().map(String::as_str).collect();
    match argumen.as_slice() {
        ["siap", data, kode, banyak, berkas] => {
            siap::siap(data, kode, banyak.parse().expect("people"), berkas)
        }
        ["lari", alamat, berkas, tiap, detik, hari, sambungan, hasil] => lari::lari(&lari::Serbuan {
            alamat: (*alamat).to_owned(),
            token: std::fs::read_to_string(berkas).expect("the tokens").lines().map(str::to_owned).collect(),
            tiap: tiap.parse().expect("entries of each"),
            detik: detik.parse().expect("seconds"),
            hari: (*hari).to_owned(),
            sambungan: sambungan.parse().expect("connections"),
            hasil: (*hasil).to_owned(),
        }),
        ["periksa", data, kode, hasil] => siap::periksa(data, kode, hasil),
        _ => panic!(
            "siap DATA REGION PEOPLE FILE | lari HOST:PORT FILE EACH SECONDS DAY CONNECTIONS OUT | periksa DATA REGION OUT"
        ),
    }
}
