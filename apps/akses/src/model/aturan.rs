//! The region's own rules of signing in.

use balai_kernel::{Kewenangan, Peran, Tanggal};

/// Rules with their defaults. Durations are in seconds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Aturan {
    /// Shortest password, in characters; 12 to 64.
    pub panjang_sandi: usize,
    /// Roles that need a second factor.
    pub faktor_wajib: Vec<Peran>,
}

impl Default for Aturan {
    fn default() -> Self {
        Aturan { panjang_sandi: 12, faktor_wajib: Vec::new() }
    }
}

impl Aturan {
    /// From stored pairs; what cannot be read keeps its default.
    pub fn dari(pasang: &[(String, String)]) -> Self {
        let mut jadi = Aturan::default();
        for (kunci, nilai) in pasang {
            match kunci.as_str() {
                "panjang_sandi" => {
                    jadi.panjang_sandi = nilai.parse().unwrap_or(jadi.panjang_sandi).clamp(12, 64);
                }
                "faktor_wajib" => {
                    jadi.faktor_wajib = nilai.split(',').filter_map(|p| p.parse().ok()).collect()
                }
                _ => {}
            }
        }
        jadi
    }

    /// As stored.
    pub fn pasang(&self) -> [(&'static str, String); 2] {
        let peran: Vec<&str> = self.faktor_wajib.iter().map(|p| p.kode()).collect();
        [("panjang_sandi", self.panjang_sandi.to_string()), ("faktor_wajib", peran.join(","))]
    }

    /// Whether somebody with these grants needs a second factor on this day.
    pub fn perlu_faktor(&self, kewenangan: &[Kewenangan], hari: Tanggal) -> bool {
        kewenangan.iter().any(|k| k.berlaku(hari) && self.faktor_wajib.contains(&k.peran))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rules_read_back_and_never_weaken() {
        let a = Aturan { panjang_sandi: 16, faktor_wajib: vec![Peran::Admin, Peran::Bkpsdm] };
        let pasang = a.pasang().map(|(k, n)| (k.to_owned(), n));
        assert_eq!(Aturan::dari(&pasang), a);
        assert_eq!(Aturan::dari(&[]), Aturan::default());
        assert_eq!(Aturan::dari(&[("panjang_sandi".into(), "3".into())]).panjang_sandi, 12);
    }
}
