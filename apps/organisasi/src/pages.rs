//! One page per file.

pub(crate) mod bagan;
pub(crate) mod daftar;
pub(crate) mod jabatan;
pub(crate) mod orang;
pub(crate) mod perubahan;
pub(crate) mod pohon;
pub(crate) mod riwayat;
pub(crate) mod rukun;
pub(crate) mod siapa;
pub(crate) mod tim;
pub(crate) mod tindak;
mod tinjau;
pub(crate) mod unit;
pub(crate) mod wilayah;

use balai_kernel::{Galat, Tanggal, tanggal};
use balai_platform::{Akt, Sasaran, decide};
pub(crate) use balai_shell::persen_url as persen;
use balai_shell::{Formulir, GalatWeb, Konteks};
use serde::Deserialize;

use crate::acts::kelas::Biaya;
use crate::acts::keputusan::KEPUTUSAN_MAKS;
use crate::model::jabatan::{Keputusan, Masa};
use crate::urai::Uraian;

/// `?pada=2026-10-01`, in any form people write a date.
#[derive(Debug, Clone, Default, Deserialize)]
pub(crate) struct KueriPada {
    pub pada: Option<String>,
    pub cari: Option<String>,
    pub halaman: Option<usize>,
}

impl KueriPada {
    /// The day asked for; today when none is.
    ///
    /// # Errors
    /// 422 for what is no date.
    pub(crate) fn hari(&self, k: &Konteks) -> Result<Tanggal, GalatWeb> {
        Ok(k.hari_alamat(self.pada.as_deref())?.unwrap_or_else(|| k.hari_ini()))
    }

    /// The words searched for, at most 80 letters.
    pub(crate) fn dicari(&self) -> String {
        self.cari.as_deref().unwrap_or_default().trim().chars().take(80).collect()
    }
}

/// An answer as a card of a page.
#[derive(Debug)]
pub(crate) struct Kartu {
    pub judul: String,
    pub nama: Option<(String, String)>,
    pub selaku: String,
    pub dasar: Option<String>,
    pub mandat: bool,
    pub celah: String,
    pub jalan: Vec<String>,
}

pub(crate) fn kartu(k: &Konteks, judul: &str, u: &Uraian) -> Kartu {
    let b = k.bahasa();
    Kartu {
        judul: k.t(judul).to_string(),
        nama: u.orang().map(|(n, nama)| (format!("/organisasi/orang/{n}"), nama.to_owned())),
        selaku: u.selaku(b),
        dasar: u.dasar(b),
        mandat: u.mandat(),
        celah: u.celah(b),
        jalan: u.jalan(b),
    }
}

/// Whether the reader may do this to a unit's affairs, so that a page shows the way to it.
pub(crate) fn boleh(k: &Konteks, akt: Akt, jalur: &balai_kernel::Jalur) -> bool {
    let sasaran = Sasaran::unit(jalur.clone(), k.hari_ini());
    k.aktor().is_some_and(|a| decide(a, akt, &sasaran).is_ok())
}

/// A day of a form; its fault is noted.
pub(crate) fn baca_hari(f: &mut Formulir, bidang: &str, k: &Konteks, wajib: bool) -> Option<Tanggal> {
    let teks = f.nilai(bidang).trim().to_owned();
    if teks.is_empty() {
        if wajib {
            f.salah(bidang, k.t("formulir-wajib"));
        }
        return None;
    }
    match tanggal::parse_id(&teks) {
        Ok(d) => Some(d),
        Err(g) => {
            f.salah_kode(bidang, &Galat::from(g), k);
            None
        }
    }
}

/// First and last day of a form.
pub(crate) fn baca_masa(f: &mut Formulir, k: &Konteks) -> Option<Masa> {
    let sejak = baca_hari(f, "sejak", k, true);
    let sampai = baca_hari(f, "sampai", k, false);
    Some(Masa { sejak: sejak?, sampai })
}

/// The decree of a form; every part is required.
pub(crate) fn baca_keputusan(f: &mut Formulir, k: &Konteks) -> Option<Keputusan> {
    let nomor = f.baca_teks("sk_nomor", KEPUTUSAN_MAKS, k);
    let pejabat = f.baca_teks("sk_pejabat", KEPUTUSAN_MAKS, k);
    let tanggal = baca_hari(f, "sk_tanggal", k, true)?;
    Some(Keputusan { nomor: nomor?, tanggal, pejabat: pejabat? })
}

/// `1 Januari 2024 sampai 5 Mei 2025`, `sejak 1 Januari 2024`.
pub(crate) fn masa(k: &Konteks, m: &Masa) -> String {
    let b = k.bahasa();
    match m.sampai {
        Some(akhir) => k
            .t("org-masa")
            .a("sejak", crate::urai::hari(m.sejak, b))
            .a("sampai", tanggal::panjang(akhir, b))
            .to_string(),
        None if m.sejak == crate::SEJAK_AWAL => k.t("org-masa-semula").to_string(),
        None => k.t("org-masa-sejak").a("sejak", tanggal::panjang(m.sejak, b)).to_string(),
    }
}

/// A month's cost, as far as the values of the classes are known.
pub(crate) fn biaya(k: &Konteks, b: &Biaya) -> String {
    if b.celah.is_empty() {
        b.sebulan.angka()
    } else if b.sebulan.sen() == 0 {
        k.t("org-biaya-tak-diketahui").to_string()
    } else {
        k.t("org-sekurangnya").a("biaya", b.sebulan.angka()).to_string()
    }
}
