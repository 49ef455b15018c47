//! Codes of all Indonesia: province, kabupaten/kota, kecamatan, kelurahan/desa, and those that were retired.
//!
//! The list is packed into the program (`data/README.md` has its form, source and licence) and unpacked once, when first
//! asked for: some 91,600 names in about five megabytes.

use std::cmp::Reverse;
use std::collections::BTreeMap;
use std::io::Read;
use std::ops::Range;
use std::sync::LazyLock;

use balai_kernel::{KodeWilayah, TingkatWilayah};
use flate2::read::DeflateDecoder;

use super::lipat;

static BERKAS: &[u8] = include_bytes!("../../data/wilayah.deflate");
static DAFTAR: LazyLock<Wilayah> = LazyLock::new(|| {
    let mut teks = String::new();
    // the bytes are part of the program and a test unpacks them: a failure leaves an empty list
    let _ = DeflateDecoder::new(BERKAS).read_to_string(&mut teks);
    Wilayah::urai(&teks)
});

/// The list.
pub fn wilayah() -> &'static Wilayah {
    &DAFTAR
}

/// A code as a number whose order is the order of the codes: `32.73.01` is 3273010000.
type Kunci = u64;

/// The list, unpacked.
#[derive(Debug, Default)]
pub struct Wilayah {
    nama: String,
    lipatan: String,
    baris: Vec<Baris>,
    lama: BTreeMap<Kunci, Lama>,
}

#[derive(Debug)]
struct Baris {
    kunci: Kunci,
    nama: Range<u32>,
    lipatan: Range<u32>,
}

#[derive(Debug)]
struct Lama {
    nama: String,
    penerus: Option<Kunci>,
}

/// A place of the list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Tempat {
    /// Its code.
    pub kode: KodeWilayah,
    /// Its name: `Kota Bandung`, `Andir`.
    pub nama: String,
}

/// A code that earlier lists had and the current one has not; NIKs given then still carry it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TempatLama {
    /// The code.
    pub kode: KodeWilayah,
    /// The name it had.
    pub nama: String,
    /// The code the place of that name has now, where one such place can be told.
    pub penerus: Option<KodeWilayah>,
}

impl Wilayah {
    /// Reads the text form; a line that cannot be read is passed over.
    fn urai(teks: &str) -> Wilayah {
        let mut w = Wilayah::default();
        let mut kini = [0_u64; 4];
        for baris in teks.lines() {
            if let Some(lama) = baris.strip_prefix('-') {
                let mut bidang = lama.split('\t');
                let kode = bidang.next().and_then(|k| k.parse().ok());
                let (Some(kode), Some(nama)) = (kode, bidang.next()) else { continue };
                let penerus = bidang.next().and_then(|k| k.parse().ok()).map(|k| kunci(&k));
                w.lama.insert(kunci(&kode), Lama { nama: nama.to_owned(), penerus });
                continue;
            }
            let Some((kepala, nama)) = baris.split_once('\t') else { continue };
            let tingkat = match kepala.as_bytes().first() {
                Some(b'p') => 0,
                Some(b'k') => 1,
                Some(b'c') => 2,
                _ => 3,
            };
            let tertulis = kepala.get(1..).and_then(|n| n.parse::<u64>().ok());
            for (i, n) in kini.iter_mut().enumerate().skip(tingkat) {
                *n = match i {
                    i if i == tingkat => tertulis.unwrap_or(*n + 1),
                    3 => 1000,
                    _ => 0,
                };
            }
            let [p, k, c, d] = kini;
            let d = if tingkat == 3 { d } else { 0 };
            w.tambah(p * 100_000_000 + k * 1_000_000 + c * 10_000 + d, nama);
        }
        w
    }

    fn tambah(&mut self, kunci: Kunci, nama: &str) {
        fn sambung(ke: &mut String, teks: &str) -> Range<u32> {
            let dari = u32::try_from(ke.len()).unwrap_or(u32::MAX);
            ke.push_str(teks);
            dari..u32::try_from(ke.len()).unwrap_or(u32::MAX)
        }
        let nama_ = sambung(&mut self.nama, nama);
        let lipatan = sambung(&mut self.lipatan, &lipat(nama));
        self.baris.push(Baris { kunci, nama: nama_, lipatan });
    }

    /// How many places there are, and how many retired codes.
    pub fn banyak(&self) -> (usize, usize) {
        (self.baris.len(), self.lama.len())
    }

    fn letak(&self, kunci: Kunci) -> Option<usize> {
        self.baris.binary_search_by_key(&kunci, |b| b.kunci).ok()
    }

    fn tempat(&self, b: &Baris) -> Option<Tempat> {
        Some(Tempat { kode: kode(b.kunci)?, nama: iris(&self.nama, &b.nama).to_owned() })
    }

    /// The place with this code.
    pub fn cari(&self, kode: &KodeWilayah) -> Option<Tempat> {
        self.letak(kunci(kode)).and_then(|i| self.baris.get(i)).and_then(|b| self.tempat(b))
    }

    /// The retired code, if it is one.
    pub fn lama(&self, asal: &KodeWilayah) -> Option<TempatLama> {
        let lama = self.lama.get(&kunci(asal))?;
        let penerus = lama.penerus.and_then(kode);
        Some(TempatLama { kode: asal.clone(), nama: lama.nama.clone(), penerus })
    }

    /// Whether a code is, or ever was, in the lists: what a NIK's first six digits are checked against.
    pub fn dikenal(&self, kode: &KodeWilayah) -> bool {
        let k = kunci(kode);
        self.letak(k).is_some() || self.lama.contains_key(&k)
    }

    /// The retired codes that lay in this place, in their order; at most 500.
    pub fn lama_di(&self, induk: &KodeWilayah) -> Vec<TempatLama> {
        let dari = kunci(induk);
        let lama = self.lama.range(dari + 1..dari + lebar(dari)).take(500);
        lama.filter_map(|(k, l)| {
            Some(TempatLama { kode: kode(*k)?, nama: l.nama.clone(), penerus: l.penerus.and_then(kode) })
        })
        .collect()
    }

    /// The places one level below, in the order of their codes; the provinces for `None`.
    pub fn anak(&self, induk: Option<&KodeWilayah>) -> Vec<Tempat> {
        let (dari, sampai) = match induk {
            Some(kode) => (kunci(kode), kunci(kode) + lebar(kunci(kode))),
            None => (0, 10_000_000_000),
        };
        let mut hasil = Vec::new();
        let mut i = self.baris.partition_point(|b| b.kunci <= dari);
        while let Some(b) = self.baris.get(i).filter(|b| b.kunci < sampai) {
            hasil.extend(self.tempat(b));
            // everything inside this one is passed over
            let batas = b.kunci + lebar(b.kunci);
            i += 1 + self.baris.get(i + 1..).unwrap_or_default().partition_point(|c| c.kunci < batas);
        }
        hasil
    }

    /// The places this one lies in, from the province down, itself included.
    pub fn silsilah(&self, kode: &KodeWilayah) -> Vec<Tempat> {
        let mut hasil = Vec::new();
        let mut kini = Some(kode.clone());
        while let Some(k) = kini {
            hasil.extend(self.cari(&k));
            kini = k.induk();
        }
        hasil.reverse();
        hasil
    }

    /// Places whose name is, begins with, or has a word that begins with what is asked; the nearest first, then the
    /// larger. `Kabupaten` and `Kota` need not be written.
    pub fn menurut_nama(&self, dicari: &str, batas: usize) -> Vec<Tempat> {
        let dicari = lipat(dicari);
        if dicari.is_empty() {
            return Vec::new();
        }
        let kata = format!(" {dicari}");
        let mut cocok: Vec<(u8, Reverse<u64>, usize)> = Vec::new();
        for (i, b) in self.baris.iter().enumerate() {
            let nama = iris(&self.lipatan, &b.lipatan);
            let pendek = nama.strip_prefix("kabupaten ").or_else(|| nama.strip_prefix("kota "));
            let pendek = pendek.unwrap_or(nama);
            let jarak = if nama == dicari || pendek == dicari {
                0
            } else if nama.starts_with(&dicari) || pendek.starts_with(&dicari) {
                1
            } else if nama.contains(&kata) {
                2
            } else {
                continue;
            };
            cocok.push((jarak, Reverse(lebar(b.kunci)), i));
        }
        cocok.sort_unstable();
        let letak = cocok.into_iter().take(batas);
        letak.filter_map(|(.., i)| self.baris.get(i)).filter_map(|b| self.tempat(b)).collect()
    }
}

fn iris<'a>(teks: &'a str, r: &Range<u32>) -> &'a str {
    let letak = |n: u32| usize::try_from(n).unwrap_or(usize::MAX);
    teks.get(letak(r.start)..letak(r.end)).unwrap_or_default()
}

fn kunci(kode: &KodeWilayah) -> Kunci {
    let angka = kode.as_str().bytes().filter(u8::is_ascii_digit);
    let (nilai, banyak) =
        angka.fold((0_u64, 0_u32), |(n, banyak), b| (n * 10 + u64::from(b - b'0'), banyak + 1));
    nilai * 10_u64.pow(10_u32.saturating_sub(banyak))
}

/// How many numbers a place spans.
fn lebar(kunci: Kunci) -> u64 {
    match kunci {
        k if !k.is_multiple_of(10_000) => 1,
        k if !k.is_multiple_of(1_000_000) => 10_000,
        k if !k.is_multiple_of(100_000_000) => 1_000_000,
        _ => 100_000_000,
    }
}

fn kode(kunci: Kunci) -> Option<KodeWilayah> {
    let digit = format!("{kunci:010}");
    let panjang = match lebar(kunci) {
        1 => 10,
        10_000 => 6,
        1_000_000 => 4,
        _ => 2,
    };
    digit.get(..panjang)?.parse().ok()
}

/// How the level of a code is called.
pub fn nama_tingkat(tingkat: TingkatWilayah, bahasa: balai_kernel::Bahasa) -> &'static str {
    match tingkat {
        TingkatWilayah::Provinsi => bahasa.pilih("provinsi", "province"),
        TingkatWilayah::KabupatenKota => bahasa.pilih("kabupaten/kota", "regency or city"),
        TingkatWilayah::Kecamatan => bahasa.pilih("kecamatan", "district"),
        TingkatWilayah::KelurahanDesa => bahasa.pilih("kelurahan/desa", "village"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn k(s: &str) -> KodeWilayah {
        s.parse().unwrap()
    }

    fn nama(s: &str) -> Option<String> {
        wilayah().cari(&k(s)).map(|t| t.nama)
    }

    #[test]
    fn the_whole_list_unpacks_in_order() {
        let w = wilayah();
        assert_eq!(w.banyak(), (91_599, 1_268));
        assert!(w.baris.windows(2).all(|b| b[0].kunci < b[1].kunci));
        assert!(w.baris.iter().all(|b| kode(b.kunci).is_some_and(|t| kunci(&t) == b.kunci)));
        assert!(w.lama.values().filter_map(|l| l.penerus).all(|p| w.letak(p).is_some()));
        let menurut = |t| w.baris.iter().filter(|b| kode(b.kunci).unwrap().tingkat() == t).count();
        assert_eq!(menurut(TingkatWilayah::Provinsi), 38);
        assert_eq!(menurut(TingkatWilayah::KabupatenKota), 514);
        assert_eq!(menurut(TingkatWilayah::Kecamatan), 7_285);
        assert_eq!(menurut(TingkatWilayah::KelurahanDesa), 83_762);
    }

    #[test]
    fn known_places_have_their_names() {
        // 36.02 is Lebak, which a widely copied article calls Serang
        assert_eq!(nama("36.02").as_deref(), Some("Kabupaten Lebak"));
        assert_eq!(nama("36.04").as_deref(), Some("Kabupaten Serang"));
        assert_eq!(nama("32.73").as_deref(), Some("Kota Bandung"));
        assert_eq!(nama("32.73.05").as_deref(), Some("Andir"));
        assert_eq!(nama("99"), None);
        let jalan: Vec<String> =
            wilayah().silsilah(&k("32.73.05.1001")).into_iter().map(|t| t.nama).collect();
        assert_eq!(jalan[..3], ["Jawa Barat", "Kota Bandung", "Andir"]);
    }

    #[test]
    fn children_are_those_one_level_below() {
        let w = wilayah();
        assert_eq!(w.anak(None).len(), 38);
        assert_eq!(w.anak(Some(&k("32.73"))).len(), 30);
        let kelurahan: usize = w.anak(Some(&k("32.73"))).iter().map(|c| w.anak(Some(&c.kode)).len()).sum();
        assert_eq!(kelurahan, 151);
        assert!(w.anak(Some(&k("32.73.05.1001"))).is_empty());
        for p in w.anak(None) {
            for a in w.anak(Some(&p.kode)) {
                assert_eq!(a.kode.induk().as_ref(), Some(&p.kode));
            }
        }
    }

    #[test]
    fn a_retired_code_is_known_and_leads_on() {
        // Raja Ampat was 92.05 in Papua Barat before Papua Barat Daya was made
        let lama = wilayah().lama(&k("92.05")).unwrap();
        assert_eq!(wilayah().cari(&lama.penerus.unwrap()).unwrap().nama, lama.nama);
        assert!(wilayah().cari(&k("92.05")).is_none() && wilayah().dikenal(&k("92.05")));
        assert!(wilayah().dikenal(&k("32.73.05")) && !wilayah().dikenal(&k("32.99")));
        assert!(!wilayah().lama_di(&k("92")).is_empty());
    }

    #[test]
    fn names_are_found_without_their_kind_and_by_a_word() {
        let dapat = |s, n| -> Vec<String> {
            wilayah().menurut_nama(s, n).into_iter().map(|t| t.kode.to_string()).collect()
        };
        assert_eq!(dapat("bandung", 2), ["32.04", "32.73"]);
        assert_eq!(dapat("KOTA  bandung", 1), ["32.73"]);
        let wetan = wilayah().menurut_nama("wetan", 500);
        assert!(wetan.iter().any(|t| t.nama == "Bandung Wetan"), "{wetan:?}");
        assert!(dapat("", 5).is_empty() && dapat("zzzz", 5).is_empty());
        assert_eq!(dapat("a", 7).len(), 7);
    }
}
