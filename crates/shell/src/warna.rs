//! A region's own colour: only its hue and a bounded chroma are taken, lightness is ours, so that contrast
//! holds by construction whatever colour is given.
#![expect(clippy::float_arithmetic, reason = "colours only: no money, rate or law passes through here")]

use std::fmt;

/// A colour in sRGB, 8 bits a channel.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Srgb(pub u8, pub u8, pub u8);

impl Srgb {
    /// Reads `#RRGGBB`.
    pub fn dari_heks(teks: &str) -> Option<Self> {
        let angka =
            teks.strip_prefix('#').filter(|s| s.len() == 6 && s.bytes().all(|b| b.is_ascii_hexdigit()))?;
        let n = u32::from_str_radix(angka, 16).ok()?;
        let [_, r, g, b] = n.to_be_bytes();
        Some(Srgb(r, g, b))
    }

    /// Relative luminance of WCAG 2, 0 to 1.
    pub fn luminans(self) -> f64 {
        let [r, g, b] = self.linear();
        0.2126 * r + 0.7152 * g + 0.0722 * b
    }

    /// WCAG 2 contrast ratio with another colour, 1 to 21.
    pub fn kontras(self, lain: Srgb) -> f64 {
        let (a, b) = (self.luminans(), lain.luminans());
        (a.max(b) + 0.05) / (a.min(b) + 0.05)
    }

    fn linear(self) -> [f64; 3] {
        [self.0, self.1, self.2].map(|c| {
            let c = f64::from(c) / 255.0;
            if c <= 0.04045 { c / 12.92 } else { ((c + 0.055) / 1.055).powf(2.4) }
        })
    }

    /// Lightness, chroma and hue (radians) in OKLCH.
    fn oklch(self) -> (f64, f64, f64) {
        let [r, g, b] = self.linear();
        let l = (0.412_221_470_8 * r + 0.536_332_536_3 * g + 0.051_445_992_9 * b).cbrt();
        let m = (0.211_903_498_2 * r + 0.680_699_545_1 * g + 0.107_396_956_6 * b).cbrt();
        let s = (0.088_302_461_9 * r + 0.281_718_837_6 * g + 0.629_978_700_5 * b).cbrt();
        let terang = 0.210_454_255_3 * l + 0.793_617_785_0 * m - 0.004_072_046_8 * s;
        let a = 1.977_998_495_1 * l - 2.428_592_205_0 * m + 0.450_593_709_9 * s;
        let b = 0.025_904_037_1 * l + 0.782_771_766_2 * m - 0.808_675_766_0 * s;
        (terang, a.hypot(b), b.atan2(a))
    }

    /// The colour of these OKLCH values; `None` when sRGB cannot show it.
    fn dari_oklch(terang: f64, kroma: f64, rona: f64) -> Option<Self> {
        let (a, b) = (kroma * rona.cos(), kroma * rona.sin());
        let l = (terang + 0.396_337_777_4 * a + 0.215_803_757_3 * b).powi(3);
        let m = (terang - 0.105_561_345_8 * a - 0.063_854_172_8 * b).powi(3);
        let s = (terang - 0.089_484_177_5 * a - 1.291_485_548_0 * b).powi(3);
        let kanal = [
            4.076_741_662_1 * l - 3.307_711_591_3 * m + 0.230_969_929_2 * s,
            -1.268_438_004_6 * l + 2.609_757_401_1 * m - 0.341_319_396_5 * s,
            -0.004_196_086_3 * l - 0.703_418_614_7 * m + 1.707_614_701_0 * s,
        ];
        if kanal.iter().any(|c| !(-0.000_1..=1.000_1).contains(c)) {
            return None;
        }
        let [r, g, b] = kanal.map(|c| {
            let c = c.clamp(0.0, 1.0);
            let c = if c <= 0.003_130_8 { c * 12.92 } else { 1.055 * c.powf(1.0 / 2.4) - 0.055 };
            delapan_bit(c)
        });
        Some(Srgb(r, g, b))
    }
}

/// A channel of 0 to 1 as 0 to 255.
#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "clamped to 0..=255 just before")]
fn delapan_bit(c: f64) -> u8 {
    (c * 255.0).round().clamp(0.0, 255.0) as u8
}

impl fmt::Display for Srgb {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "#{:02X}{:02X}{:02X}", self.0, self.1, self.2)
    }
}

/// One scheme of tokens.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Skema {
    /// Paper.
    Terang,
    /// Night.
    Gelap,
}

/// Name, then lightness and chroma in the light and in the dark scheme.
type Resep = (&'static str, (f64, f64), (f64, f64));

const RESEP: [Resep; 10] = [
    ("nila", (0.386, 0.080), (0.791, 0.067)),
    ("nila-tua", (0.314, 0.067), (0.868, 0.047)),
    ("nila-muda", (0.944, 0.013), (0.321, 0.043)),
    ("nila-2", (0.606, 0.075), (0.656, 0.078)),
    ("nila-3", (0.817, 0.040), (0.471, 0.058)),
    ("papan", (0.357, 0.073), (0.334, 0.063)),
    ("papan-garis", (0.486, 0.064), (0.492, 0.056)),
    ("atas-papan-2", (0.897, 0.023), (0.850, 0.030)),
    ("papan-2", (0.795, 0.050), (0.795, 0.050)),
    ("fokus", (0.386, 0.080), (0.868, 0.047)),
];

/// The ten tokens that follow a region's colour.
pub fn token(warna: Srgb, skema: Skema) -> Vec<(&'static str, Srgb)> {
    let (_, kroma, rona) = warna.oklch();
    let k = if kroma <= 0.02 { 0.15 } else { (kroma / 0.075).clamp(0.35, 1.35) };
    RESEP
        .iter()
        .map(|(nama, terang, gelap)| {
            let (l, c) = match skema {
                Skema::Terang => *terang,
                Skema::Gelap => *gelap,
            };
            (*nama, dalam_gamut(l, c * k, rona))
        })
        .collect()
}

/// Lets chroma fall in steps of 0.002 until sRGB can show the colour.
fn dalam_gamut(terang: f64, kroma: f64, rona: f64) -> Srgb {
    let mut kroma = kroma;
    loop {
        if let Some(warna) = Srgb::dari_oklch(terang, kroma.max(0.0), rona) {
            return warna;
        }
        if kroma <= 0.0 {
            return Srgb(0, 0, 0);
        }
        kroma -= 0.002;
    }
}

/// The style sheet that puts a region's colour over the default.
pub(crate) fn gaya(warna: Srgb) -> String {
    let daftar = |skema| {
        token(warna, skema).iter().map(|(nama, w)| format!("--{nama}:{w}")).collect::<Vec<_>>().join(";")
    };
    format!(
        ":root{{{}}}\n@media(prefers-color-scheme:dark){{:root{{{}}}}}\n@media print{{:root{{{}}}}}\n",
        daftar(Skema::Terang),
        daftar(Skema::Gelap),
        daftar(Skema::Terang)
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    const LANTAI: Srgb = Srgb(0xF6, 0xF4, 0xEF);
    const LANTAI_GELAP: Srgb = Srgb(0x14, 0x18, 0x1B);
    const KAPUR: Srgb = Srgb(0xFF, 0xFF, 0xFF);
    const KAPUR_GELAP: Srgb = Srgb(0x1D, 0x22, 0x26);
    const KUNYIT: Srgb = Srgb(0xF0, 0xB4, 0x29);

    fn ambil(tokens: &[(&str, Srgb)], nama: &str) -> Srgb {
        tokens.iter().find(|(n, _)| *n == nama).unwrap().1
    }

    /// The figures the design publishes for five hard colours: light nila on lantai, white on papan, kunyit
    /// on papan.
    #[test]
    fn hard_colours_give_the_published_ratios() {
        for (heks, nila, putih, kunyit) in [
            ("#2E9E3F", 8.50, 10.57, 5.67),
            ("#FFD200", 8.93, 11.00, 5.90),
            ("#D21F26", 9.35, 11.51, 6.17),
            ("#6C3FA0", 9.30, 11.44, 6.14),
            ("#777777", 8.87, 11.03, 5.92),
        ] {
            let t = token(Srgb::dari_heks(heks).unwrap(), Skema::Terang);
            let dekat = |a: f64, b: f64| (a - b).abs() < 0.03;
            let ukur = (
                ambil(&t, "nila").kontras(LANTAI),
                ambil(&t, "papan").kontras(KAPUR),
                ambil(&t, "papan").kontras(KUNYIT),
            );
            assert!(dekat(ukur.0, nila) && dekat(ukur.1, putih) && dekat(ukur.2, kunyit), "{heks}: {ukur:?}");
        }
    }

    #[test]
    fn no_colour_makes_a_page_unreadable() {
        for r in (0..=255).step_by(51) {
            for g in (0..=255).step_by(51) {
                for b in (0..=255).step_by(51) {
                    let warna = Srgb(r, g, b);
                    let (terang, gelap) = (token(warna, Skema::Terang), token(warna, Skema::Gelap));
                    for (t, lantai, kapur, atas) in [
                        (&terang, LANTAI, KAPUR, KAPUR),
                        (&gelap, LANTAI_GELAP, KAPUR_GELAP, Srgb(0x0C, 0x22, 0x31)),
                    ] {
                        let nila = ambil(t, "nila");
                        let papan = ambil(t, "papan");
                        assert!(nila.kontras(lantai) >= 4.5, "{warna} nila on lantai");
                        assert!(nila.kontras(kapur) >= 4.5, "{warna} nila on kapur");
                        assert!(nila.kontras(atas) >= 4.5, "{warna} text on nila");
                        assert!(nila.kontras(ambil(t, "nila-muda")) >= 4.5, "{warna} nila on nila-muda");
                        assert!(papan.kontras(KAPUR) >= 4.5, "{warna} white on papan");
                        assert!(
                            papan.kontras(ambil(t, "atas-papan-2")) >= 4.5,
                            "{warna} second text on papan"
                        );
                        assert!(papan.kontras(ambil(t, "papan-2")) >= 3.0, "{warna} second mark on papan");
                        assert!(papan.kontras(KUNYIT) >= 3.0, "{warna} kunyit on papan");
                        assert!(ambil(t, "nila-2").kontras(kapur) >= 3.0, "{warna} nila-2 on kapur");
                        assert!(ambil(t, "fokus").kontras(lantai) >= 3.0, "{warna} focus ring");
                    }
                }
            }
        }
    }

    #[test]
    fn only_six_digit_colours_are_read() {
        assert_eq!(Srgb::dari_heks("#15486b"), Some(Srgb(0x15, 0x48, 0x6B)));
        for buruk in ["15486B", "#fff", "#15486", "#1548ZZ", "red", "#+12345"] {
            assert_eq!(Srgb::dari_heks(buruk), None, "{buruk}");
        }
    }
}
