//! One page per file.

pub mod aktivitas;
pub mod beranda;
pub mod bukti;
pub mod disiplin;
pub mod impor;
pub mod katalog;
pub mod langkah;
pub mod luring;
pub mod perkiraan;
pub mod proses;
pub mod selisih;
pub mod slip;
pub mod transfer;
pub mod verifikasi;

use balai_kernel::{Bahasa, Nip, Rupiah, Tanggal, Waktu, ZonaWaktu};

/// `Rp 6.023.750` from sen.
pub(crate) fn rp(sen: i64) -> String {
    Rupiah::from_sen(sen).to_string()
}

/// `6.023.750` from sen: in tables, where the header names the unit.
pub(crate) fn angka(sen: i64) -> String {
    Rupiah::from_sen(sen).angka()
}

/// `95,5%` of a whole; empty when there is no whole.
pub(crate) fn persen(bagian: i128, seluruh: i128) -> String {
    let Some(seribu) = bagian.checked_mul(1000).filter(|_| seluruh > 0) else { return String::new() };
    let setengah = seluruh / 2;
    let n = (seribu + setengah) / seluruh;
    format!("{},{}%", n / 10, n % 10)
}

/// A NIP as people without authority over the person see it.
pub(crate) fn nip(teks: &str, terang: bool) -> String {
    match teks.parse::<Nip>() {
        Ok(n) if terang => n.berspasi(),
        Ok(n) => n.tersamar(),
        Err(_) => teks.to_owned(),
    }
}

/// `Rabu, 4 November 2026 pukul 10.42`, in the region's zone.
pub(crate) fn saat(w: Waktu, zona: ZonaWaktu, bahasa: Bahasa) -> String {
    let dt = w.di(zona);
    let pukul = bahasa.pilih("pukul", "at");
    format!("{} {pukul}\u{a0}{:02}.{:02}", hari_tanggal(dt.date(), bahasa), dt.hour(), dt.minute())
}

/// `Rabu, 4 November 2026`.
pub(crate) fn hari_tanggal(d: Tanggal, bahasa: Bahasa) -> String {
    format!("{}, {}", balai_kernel::tanggal::hari(d, bahasa), balai_kernel::tanggal::panjang(d, bahasa))
}

/// A whole number in groups of three, as counts are written.
pub(crate) fn bulat(n: i64) -> String {
    Rupiah::from_sen(n.saturating_mul(100)).angka()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn shares_are_rounded_to_a_tenth() {
        assert_eq!(persen(6_340_789, 6_639_570), "95,5%");
        assert_eq!(persen(1_021, 1_000), "102,1%");
        assert_eq!(persen(1, 0), "");
    }

    #[test]
    fn a_nip_is_masked_unless_there_is_authority() {
        let asli = "199008172015032004";
        assert_eq!(nip(asli, true).replace(|c: char| !c.is_ascii_digit(), ""), asli);
        assert!(!nip(asli, false).contains("032004"));
    }
}
