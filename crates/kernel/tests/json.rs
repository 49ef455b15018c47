//! The JSON forms other rooms and other programs rely on.

use std::fmt::Debug;

use balai_kernel::{Desimal, KodeWilayah, Lingkup, Menit, Nip, Periode, Rupiah, Waktu};
use serde::{Serialize, de::DeserializeOwned};

#[track_caller]
fn bolak_balik<T: Serialize + DeserializeOwned + PartialEq + Debug>(nilai: T, json: &str) {
    assert_eq!(serde_json::to_string(&nilai).ok().as_deref(), Some(json));
    assert_eq!(serde_json::from_str::<T>(json).ok(), Some(nilai));
}

#[test]
fn money_and_minutes_are_integers() {
    bolak_balik(Rupiah::from_sen(150_000_050), "150000050");
    bolak_balik(Menit(6_000), "6000");
    assert!(serde_json::from_str::<Rupiah>("1.5").is_err(), "no float becomes money");
}

#[test]
fn everything_else_is_its_text() {
    bolak_balik("2026-10".parse::<Periode>().unwrap(), "\"2026-10\"");
    bolak_balik("198609262015051001".parse::<Nip>().unwrap(), "\"198609262015051001\"");
    bolak_balik("32.73.01".parse::<KodeWilayah>().unwrap(), "\"32.73.01\"");
    bolak_balik("unit:01/".parse::<Lingkup>().unwrap(), "\"unit:01/\"");
    bolak_balik("2026-10-01T00:00:00.000Z".parse::<Waktu>().unwrap(), "\"2026-10-01T00:00:00.000Z\"");
    bolak_balik("0.5911297775".parse::<Desimal>().unwrap(), "\"0.5911297775\"");
    assert!(serde_json::from_str::<Nip>("198609262015051001").is_err(), "a staff number is no number");
    assert!(serde_json::from_str::<Periode>("\"2026-13\"").is_err());
}
