//! People who act in tests.

use balai_kernel::{Aktor, Id, Kapasitas, Kewenangan, Lingkup, Nip, Peran, tanggal};

use crate::waktu::{AcakTetap, JamTetap};
use balai_kernel::Clock as _;

/// An actor with one grant since 2020, over `lingkup`; the account's id follows from `benih`.
pub fn aktor(benih: u64, nama: &str, nip: Option<Nip>, peran: Peran, lingkup: Lingkup) -> Aktor {
    let sejak = tanggal::parse_id("2020-01-01").expect("a date");
    Aktor {
        akun: Id::new(JamTetap::baru().now(), &mut AcakTetap::baru(benih)),
        nip,
        nama: nama.to_owned(),
        peran: vec![Kewenangan {
            peran,
            lingkup,
            kapasitas: Kapasitas::default(),
            sejak,
            sampai: None,
            dasar: "SK uji".to_owned(),
            pendelegasi: None,
        }],
        hanya_akt: None,
    }
}
