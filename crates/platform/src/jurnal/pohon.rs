//! The Merkle tree of RFC 6962 (the same as RFC 9162's), SHA-256: hashes, roots, proofs and their checks. Pure.

use sha2::{Digest, Sha256};

/// A SHA-256.
pub type Sidik = [u8; 32];

/// The hash of a leaf: `SHA-256(0x00 || isi)`.
pub fn daun(isi: &[u8]) -> Sidik {
    Sha256::new().chain_update([0]).chain_update(isi).finalize().into()
}

/// The hash of an inner node: `SHA-256(0x01 || left || right)`.
pub fn simpul(kiri: &Sidik, kanan: &Sidik) -> Sidik {
    Sha256::new().chain_update([1]).chain_update(kiri).chain_update(kanan).finalize().into()
}

/// The root of a tree without leaves: the hash of nothing.
pub fn akar_kosong() -> Sidik {
    Sha256::digest([]).into()
}

/// The right edge of a growing tree: the roots of its complete subtrees, the largest first. It is all that is
/// needed to go on and to know the root.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Tepi {
    ukuran: u64,
    puncak: Vec<Sidik>,
}

impl Tepi {
    /// The edge of a tree of `ukuran` leaves; `ambil(level, index)` gives its complete nodes.
    ///
    /// # Errors
    /// Those of `ambil`.
    pub fn dari<E>(ukuran: u64, mut ambil: impl FnMut(u32, u64) -> Result<Sidik, E>) -> Result<Self, E> {
        let mut puncak = Vec::new();
        for tingkat in (0..u64::BITS).rev().filter(|t| ukuran >> t & 1 == 1) {
            // the subtree begins where the larger ones end
            puncak.push(ambil(tingkat, (ukuran >> tingkat) - 1)?);
        }
        Ok(Tepi { ukuran, puncak })
    }

    /// Number of leaves.
    pub fn ukuran(&self) -> u64 {
        self.ukuran
    }

    /// Adds a leaf; `lengkap(level, index, hash)` is told every inner node that this completes.
    pub fn tambah(&mut self, daun: Sidik, mut lengkap: impl FnMut(u32, u64, &Sidik)) {
        let (mut letak, mut tingkat, mut sidik) = (self.ukuran, 0, daun);
        self.ukuran += 1;
        while letak & 1 == 1 {
            let Some(kiri) = self.puncak.pop() else { break };
            sidik = simpul(&kiri, &sidik);
            letak >>= 1;
            tingkat += 1;
            lengkap(tingkat, letak, &sidik);
        }
        self.puncak.push(sidik);
    }

    /// The root.
    pub fn akar(&self) -> Sidik {
        let mut dari_kanan = self.puncak.iter().rev();
        let Some(awal) = dari_kanan.next() else { return akar_kosong() };
        dari_kanan.fold(*awal, |kanan, kiri| simpul(kiri, &kanan))
    }
}

/// The largest power of two below `n`, for `n` of 2 or more.
fn belah(n: u64) -> u64 {
    1 << (u64::BITS - 1 - (n - 1).leading_zeros())
}

/// The hash over the leaves `dari..sampai`, which must be a subtree that RFC 6962 splits off.
///
/// # Errors
/// Those of `ambil`.
pub fn cabang<E>(
    dari: u64,
    sampai: u64,
    ambil: &mut impl FnMut(u32, u64) -> Result<Sidik, E>,
) -> Result<Sidik, E> {
    let n = sampai.saturating_sub(dari);
    if n == 0 {
        return Ok(akar_kosong());
    }
    if n.is_power_of_two() {
        return ambil(n.trailing_zeros(), dari >> n.trailing_zeros());
    }
    let k = belah(n);
    let kiri = cabang(dari, dari + k, ambil)?;
    Ok(simpul(&kiri, &cabang(dari + k, sampai, ambil)?))
}

/// The audit path of leaf `nomor` in the tree of `ukuran` leaves (RFC 6962, 2.1.1), leaf end first.
///
/// # Errors
/// Those of `ambil`.
pub fn jalan_masuk<E>(
    nomor: u64,
    ukuran: u64,
    ambil: &mut impl FnMut(u32, u64) -> Result<Sidik, E>,
) -> Result<Vec<Sidik>, E> {
    let (mut dari, mut sampai, mut jalan) = (0, ukuran, Vec::new());
    while sampai - dari > 1 {
        let tengah = dari + belah(sampai - dari);
        if nomor < tengah {
            jalan.push(cabang(tengah, sampai, ambil)?);
            sampai = tengah;
        } else {
            jalan.push(cabang(dari, tengah, ambil)?);
            dari = tengah;
        }
    }
    jalan.reverse();
    Ok(jalan)
}

/// The consistency proof between the first `lama` leaves and the tree of `baru` (RFC 6962, 2.1.2).
/// Empty when `lama` is 0 or equals `baru`.
///
/// # Errors
/// Those of `ambil`.
pub fn jalan_lanjut<E>(
    lama: u64,
    baru: u64,
    ambil: &mut impl FnMut(u32, u64) -> Result<Sidik, E>,
) -> Result<Vec<Sidik>, E> {
    if lama == 0 || lama >= baru {
        return Ok(Vec::new());
    }
    let (mut dari, mut sampai, mut utuh, mut jalan) = (0, baru, true, Vec::new());
    while lama != sampai {
        let tengah = dari + belah(sampai - dari);
        if lama <= tengah {
            jalan.push(cabang(tengah, sampai, ambil)?);
            sampai = tengah;
        } else {
            jalan.push(cabang(dari, tengah, ambil)?);
            dari = tengah;
            utuh = false;
        }
    }
    if !utuh {
        jalan.push(cabang(dari, sampai, ambil)?);
    }
    jalan.reverse();
    Ok(jalan)
}

/// Whether `jalan` leads from a leaf's hash to the root (RFC 9162, 2.1.3.2).
pub fn masuk_benar(nomor: u64, ukuran: u64, daun: &Sidik, jalan: &[Sidik], akar: &Sidik) -> bool {
    if nomor >= ukuran {
        return false;
    }
    let (mut fn_, mut sn, mut r) = (nomor, ukuran - 1, *daun);
    for p in jalan {
        if sn == 0 {
            return false;
        }
        if fn_ & 1 == 1 || fn_ == sn {
            r = simpul(p, &r);
            while fn_ & 1 == 0 && fn_ != 0 {
                fn_ >>= 1;
                sn >>= 1;
            }
        } else {
            r = simpul(&r, p);
        }
        fn_ >>= 1;
        sn >>= 1;
    }
    sn == 0 && r == *akar
}

/// Whether the tree of `baru` leaves continues the tree of `lama` (RFC 9162, 2.1.4.2).
pub fn lanjut_benar(lama: u64, baru: u64, akar_lama: &Sidik, akar_baru: &Sidik, jalan: &[Sidik]) -> bool {
    if lama == 0 || lama == baru {
        let sama = if lama == 0 { *akar_lama == akar_kosong() } else { akar_lama == akar_baru };
        return jalan.is_empty() && sama;
    }
    if lama > baru {
        return false;
    }
    let mut sisa = jalan.iter();
    let awal = if lama.is_power_of_two() { Some(akar_lama) } else { sisa.next() };
    let Some(awal) = awal else { return false };
    let (mut fn_, mut sn) = (lama - 1, baru - 1);
    while fn_ & 1 == 1 {
        fn_ >>= 1;
        sn >>= 1;
    }
    let (mut fr, mut sr) = (*awal, *awal);
    for c in sisa {
        if sn == 0 {
            return false;
        }
        if fn_ & 1 == 1 || fn_ == sn {
            fr = simpul(c, &fr);
            sr = simpul(c, &sr);
            while fn_ & 1 == 0 && fn_ != 0 {
                fn_ >>= 1;
                sn >>= 1;
            }
        } else {
            sr = simpul(&sr, c);
        }
        fn_ >>= 1;
        sn >>= 1;
    }
    sn == 0 && fr == *akar_lama && sr == *akar_baru
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::convert::Infallible;

    /// The published vectors of Certificate Transparency's reference tree: eight leaves and the root of each size.
    const ISI: [&str; 8] =
        ["", "00", "10", "2021", "3031", "40414243", "5051525354555657", "606162636465666768696a6b6c6d6e6f"];
    const AKAR: [&str; 9] = [
        "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
        "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
        "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
        "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
        "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
        "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
        "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
        "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
        "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328",
    ];

    fn dari_heks(teks: &str) -> Vec<u8> {
        (0..teks.len()).step_by(2).map(|i| u8::from_str_radix(&teks[i..i + 2], 16).unwrap()).collect()
    }

    fn sidik(teks: &str) -> Sidik {
        dari_heks(teks).try_into().unwrap()
    }

    fn daun_daun(n: u64) -> Vec<Sidik> {
        (0..n).map(|i| daun(&i.to_be_bytes())).collect()
    }

    /// The definition of RFC 6962, word for word.
    fn mth(d: &[Sidik]) -> Sidik {
        match d {
            [] => akar_kosong(),
            [satu] => *satu,
            _ => {
                let (kiri, kanan) = d.split_at(usize::try_from(belah(d.len() as u64)).unwrap());
                simpul(&mth(kiri), &mth(kanan))
            }
        }
    }

    fn ambil(d: &[Sidik]) -> impl FnMut(u32, u64) -> Result<Sidik, Infallible> + '_ {
        |tingkat, nomor| {
            let dari = usize::try_from(nomor << tingkat).unwrap();
            Ok(mth(&d[dari..dari + (1 << tingkat)]))
        }
    }

    #[test]
    fn the_published_vectors_hold() {
        let mut tepi = Tepi::default();
        assert_eq!(tepi.akar(), sidik(AKAR[0]));
        for (isi, akar) in ISI.iter().zip(&AKAR[1..]) {
            tepi.tambah(daun(&dari_heks(isi)), |_, _, _| {});
            assert_eq!(tepi.akar(), sidik(akar));
        }
        let d: Vec<Sidik> = ISI.iter().map(|i| daun(&dari_heks(i))).collect();
        let jalan = jalan_masuk(0, 8, &mut ambil(&d)).unwrap();
        let harap = [
            "96a296d224f285c67bee93c30f8a309157f0daa35dc5b87e410b78630a09cfc7",
            "5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e",
            "6b47aaf29ee3c2af9af889bc1fb9254dabd31177f16232dd6aab035ca39bf6e4",
        ];
        assert_eq!(jalan, harap.map(sidik));
        let jalan = jalan_lanjut(6, 8, &mut ambil(&d)).unwrap();
        let harap = [
            "0ebc5d3437fbe2db158b9f126a1d118e308181031d0a949f8dededebc558ef6a",
            "ca854ea128ed050b41b35ffc1b87b8eb2bde461e9e3b5596ece6b9d5975a0ae0",
            "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
        ];
        assert_eq!(jalan, harap.map(sidik));
    }

    #[test]
    fn every_proof_up_to_forty_leaves_holds_and_every_bent_one_fails() {
        let d = daun_daun(40);
        let lain = daun(b"lain");
        for n in 1..=40_u64 {
            let pohon = &d[..usize::try_from(n).unwrap()];
            let akar = mth(pohon);
            let tepi = Tepi::dari(n, ambil(pohon)).unwrap();
            assert_eq!((tepi.akar(), tepi.ukuran()), (akar, n));
            for i in 0..n {
                let mut jalan = jalan_masuk(i, n, &mut ambil(pohon)).unwrap();
                let daun_ini = d[usize::try_from(i).unwrap()];
                assert!(masuk_benar(i, n, &daun_ini, &jalan, &akar));
                assert!(!masuk_benar(i, n, &lain, &jalan, &akar));
                assert!(!masuk_benar(i + 1, n, &daun_ini, &jalan, &akar));
                jalan.push(lain);
                assert!(!masuk_benar(i, n, &daun_ini, &jalan, &akar), "a path too long");
            }
            for m in 0..=n {
                let lama = mth(&d[..usize::try_from(m).unwrap()]);
                let mut jalan = jalan_lanjut(m, n, &mut ambil(pohon)).unwrap();
                assert!(lanjut_benar(m, n, &lama, &akar, &jalan), "{m} {n}");
                assert!(!lanjut_benar(m, n, &lain, &akar, &jalan));
                assert!(m == 0 || !lanjut_benar(m, n, &lama, &lain, &jalan));
                jalan.push(lain);
                assert!(!lanjut_benar(m, n, &lama, &akar, &jalan));
            }
        }
    }

    #[test]
    fn the_edge_grows_as_the_definition_says_and_tells_each_node_once() {
        let d = daun_daun(70);
        let (mut tepi, mut ada) = (Tepi::default(), std::collections::BTreeMap::new());
        for (n, satu) in (1_usize..).zip(&d) {
            tepi.tambah(*satu, |t, i, s| assert!(ada.insert((t, i), *s).is_none()));
            assert_eq!(tepi.akar(), mth(&d[..n]));
        }
        for ((t, i), s) in ada {
            assert_eq!(Ok(s), ambil(&d)(t, i));
        }
    }
}
