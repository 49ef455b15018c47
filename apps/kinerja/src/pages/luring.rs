//! `/aktivitas/luring`: the form of a day where there is no signal.

use askama::Template;
use balai_shell::{Formulir, Halaman, Hasil, Konteks, halaman};

use super::aktivitas::{Lama, semua_lama};

#[derive(Template)]
#[template(path = "aktivitas-luring.html")]
struct HalamanLuring {
    h: Halaman,
    f: Formulir,
    lama: Vec<Lama>,
    /// Hours the region is ahead of UTC: its day counts, wherever the device believes to be.
    jam_utc: i32,
}

/// `GET /aktivitas/luring`: what a device shows when it has no signal. It names nobody, for it is kept on the device.
pub async fn bentuk(k: Konteks) -> Hasil {
    halaman(&HalamanLuring {
        h: Halaman::baru(&k, k.t("luring-judul")),
        f: Formulir::kosong(),
        lama: semua_lama(k.bahasa(), ""),
        jam_utc: k.tampilan().zona.selisih().seconds() / 3600,
    })
}
