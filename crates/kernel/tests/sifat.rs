//! Properties that hold for every value, not for chosen ones.
#![expect(
    clippy::unwrap_used,
    reason = "generators outside #[test] build values that are valid by construction"
)]

use std::cmp::Ordering;

use balai_kernel::{
    Desimal, Jalur, JenisKelamin, KodeWilayah, Lingkup, Menit, Nik, Nip, NomorKk, Pembulatan, Periode,
    Rentang, Rupiah, Tanggal, Waktu, ZonaWaktu, tanggal,
};
use proptest::prelude::*;

fn hari() -> impl Strategy<Value = Tanggal> {
    (1900_i16..=2199, 1_i8..=12, 1_i8..=31)
        .prop_filter_map("no such day", |(t, b, h)| Tanggal::new(t, b, h).ok())
}

fn desimal() -> impl Strategy<Value = Desimal> {
    (-1_000_000_000_000_i128..1_000_000_000_000, 0_u8..=12).prop_map(|(n, s)| Desimal::baru(n, s).unwrap())
}

/// Few different short codes, so that paths often share a beginning.
fn jalur() -> impl Strategy<Value = Jalur> {
    prop::collection::vec(prop::sample::select(vec!["0", "01", "010", "01.", "01-", "02", "A", "a"]), 1..4)
        .prop_map(|kode| format!("{}/", kode.join("/")).parse().unwrap())
}

fn wilayah() -> impl Strategy<Value = KodeWilayah> {
    (31_u8..=33, 70_u8..=74, 1_u8..=3, 1001_u16..=1003, 1_usize..=4).prop_map(|(p, k, c, l, n)| {
        let ruas = [format!("{p}"), format!("{k}"), format!("{c:02}"), format!("{l}")];
        ruas[..n].join(".").parse().unwrap()
    })
}

fn nip() -> impl Strategy<Value = Nip> {
    (1960_i16..1990, 1_i8..=12, 1_i8..=28, 19_i16..40, 1_u8..=12, 1_u8..=2, 1_u16..=999).prop_map(
        |(t, b, h, usia, m, k, n)| format!("{t}{b:02}{h:02}{}{m:02}{k}{n:03}", t + usia).parse().unwrap(),
    )
}

/// A number as the registry makes it, and what it was made of.
fn nik() -> impl Strategy<Value = (String, Tanggal, JenisKelamin)> {
    (1927_i16..=2026, 1_i8..=12, 1_i8..=31, any::<bool>(), 1_u16..=9999, 11_u8..=96, 1_u8..=99, 1_u8..=99)
        .prop_filter_map("no such day", |(t, b, h, perempuan, n, p, k, c)| {
            let lahir = Tanggal::new(t, b, h).ok()?;
            let (hari, kelamin) =
                if perempuan { (h + 40, JenisKelamin::Perempuan) } else { (h, JenisKelamin::LakiLaki) };
            Some((format!("{p:02}{k:02}{c:02}{hari:02}{b:02}{:02}{n:04}", t % 100), lahir, kelamin))
        })
}

fn lingkup() -> impl Strategy<Value = Lingkup> {
    prop_oneof![
        Just(Lingkup::Semua),
        jalur().prop_map(Lingkup::Unit),
        wilayah().prop_map(Lingkup::Wilayah),
        nip().prop_map(Lingkup::Diri),
    ]
}

proptest! {
    #[test]
    fn money_reads_back_what_it_shows(sen in any::<i64>()) {
        let r = Rupiah::from_sen(sen);
        // i64::MIN has no positive twin, so its text is past the range
        prop_assume!(sen != i64::MIN);
        prop_assert_eq!(r.to_string().parse(), Ok(r));
        prop_assert_eq!(r.angka().parse(), Ok(r));
    }

    #[test]
    fn money_adds_as_integers_or_refuses(a in any::<i64>(), b in any::<i64>()) {
        let (x, y) = (Rupiah::from_sen(a), Rupiah::from_sen(b));
        prop_assert_eq!(x.checked_add(y).map(Rupiah::sen), a.checked_add(b));
        prop_assert_eq!(x.checked_sub(y).map(Rupiah::sen), a.checked_sub(b));
        prop_assert_eq!(x.checked_mul(b).map(Rupiah::sen), a.checked_mul(b));
    }

    #[test]
    fn a_sum_of_money_does_not_depend_on_the_order(mut sen in prop::collection::vec(any::<i64>(), 0..8)) {
        let maju = Rupiah::checked_sum(sen.iter().copied().map(Rupiah::from_sen));
        sen.reverse();
        prop_assert_eq!(maju, Rupiah::checked_sum(sen.into_iter().map(Rupiah::from_sen)));
    }

    #[test]
    fn whole_rupiah_read_the_same_in_every_clear_form(n in 0_i64..10_000_000_000_000) {
        let r = Rupiah::from_rupiah(n).unwrap();
        let titik = r.angka();
        for teks in [n.to_string(), titik.clone(), format!("Rp{titik}"), format!("rp. {titik},00"), format!("{titik},-")] {
            prop_assert_eq!(teks.parse(), Ok(r), "{}", teks);
        }
        let koma = titik.replace('.', ",");
        match koma.matches(',').count() {
            // one comma before three digits is somebody's decimal comma
            1 => prop_assert!(koma.parse::<Rupiah>().is_err()),
            _ => prop_assert_eq!(koma.parse(), Ok(r)),
        }
    }

    #[test]
    fn a_nik_says_what_it_was_made_of((teks, lahir, kelamin) in nik()) {
        // births of the last hundred years have one reading only
        let pada = Tanggal::constant(2026, 12, 31);
        let n = Nik::baca(&teks, pada, |_| true).unwrap();
        prop_assert_eq!((n.lahir(pada), n.kelamin()), (Some(lahir), kelamin));
        prop_assert_eq!(n.peringatan(Some(lahir), Some(kelamin), None), vec![]);
        prop_assert_eq!(n.berspasi().parse(), Ok(n.clone()));
        prop_assert_eq!(n.wilayah().unwrap().as_str().replace('.', ""), teks[..6].to_owned());
        // a family card has the shape of a man's number
        prop_assert_eq!(teks.parse::<NomorKk>().is_ok(), kelamin == JenisKelamin::LakiLaki);
    }

    #[test]
    fn a_nik_with_one_digit_changed_is_another_or_none((teks, ..) in nik(), i in 0_usize..16, d in 0_u8..10) {
        let mut lain = teks.clone().into_bytes();
        prop_assume!(lain[i] != b'0' + d);
        lain[i] = b'0' + d;
        let lain = String::from_utf8(lain).unwrap();
        prop_assert_ne!(lain.parse::<Nik>().ok(), teks.parse::<Nik>().ok());
    }

    #[test]
    fn no_text_makes_a_parser_panic(s in "\\PC{0,24}") {
        let _ = s.parse::<Rupiah>();
        let _ = s.parse::<Menit>();
        let _ = s.parse::<Nip>();
        let _ = s.parse::<Nik>();
        let _ = s.parse::<NomorKk>();
        let _ = s.parse::<Lingkup>();
        let _ = s.parse::<Waktu>();
        let _ = s.parse::<balai_kernel::Golongan>();
        let _ = s.parse::<KodeWilayah>();
        let _ = Desimal::parse_id(&s);
        let _ = Periode::parse_id(&s);
        let _ = tanggal::parse_id(&s);
    }

    #[test]
    fn no_text_like_a_number_makes_a_parser_panic(s in "(-|Rp ?)?[0-9]{0,22}([.,:eE+/-][0-9]{0,22}){0,4}( ?juta| ?jam)?") {
        let _ = s.parse::<Rupiah>();
        let _ = s.parse::<Menit>();
        let _ = s.parse::<Nip>();
        let _ = s.parse::<Nik>();
        let _ = s.parse::<NomorKk>();
        let _ = s.parse::<Desimal>();
        let _ = Desimal::parse_id(&s);
        let _ = Periode::parse_id(&s);
        let _ = tanggal::parse_id(&s);
    }

    #[test]
    fn a_decimal_reads_back_what_it_shows(d in desimal()) {
        let polos: Desimal = d.to_plain().parse().unwrap();
        prop_assert_eq!((polos.satuan(), polos.skala()), (d.satuan(), d.skala()));
        match Desimal::parse_id(&d.to_string()) {
            Ok(baca) => prop_assert_eq!(baca, d),
            // `1.234` is the one form with two readings
            Err(_) => prop_assert!(d.skala() == 0 && (1_000..1_000_000).contains(&d.satuan().abs())),
        }
    }

    #[test]
    fn decimals_add_and_multiply_exactly(a in desimal(), b in desimal()) {
        let jumlah = a.checked_add(b).unwrap();
        prop_assert_eq!(jumlah.checked_sub(b), Some(a));
        let skala = a.skala() + b.skala();
        let kali = a.checked_mul(b).unwrap().dengan_skala(skala).unwrap();
        prop_assert_eq!(kali.satuan(), a.satuan() * b.satuan());
    }

    #[test]
    fn decimals_order_by_value(a in desimal(), b in desimal()) {
        let rata = |d: Desimal| d.dengan_skala(12).unwrap().satuan();
        prop_assert_eq!(a.cmp(&b), rata(a).cmp(&rata(b)));
        prop_assert_eq!(a.cmp(&a.dengan_skala(38 - 13).unwrap()), Ordering::Equal);
    }

    #[test]
    fn rounding_stays_within_one_unit_and_on_its_side(d in desimal(), skala in 0_u8..=12) {
        use Pembulatan::{KeAtas, KeBawah, KeNol, SetengahGenap, SetengahNaik};
        let satu = Desimal::baru(1, skala).unwrap();
        let setengah = Desimal::baru(5, skala + 1).unwrap();
        let jarak = |cara| d.checked_sub(d.bulatkan(skala, cara)).unwrap();
        for cara in [KeBawah, KeAtas, KeNol, SetengahNaik, SetengahGenap] {
            let beda = jarak(cara);
            prop_assert!(beda < satu && Desimal::NOL.checked_sub(beda).unwrap() < satu);
        }
        prop_assert!(jarak(KeBawah) >= Desimal::NOL && jarak(KeAtas) <= Desimal::NOL);
        prop_assert!(jarak(SetengahNaik) <= setengah && jarak(SetengahGenap) <= setengah);
        prop_assert_eq!(d.bulatkan(12, SetengahNaik), d);
    }

    #[test]
    fn minutes_read_back_what_they_show(n in -1_000_000_000_i64..1_000_000_000) {
        prop_assert_eq!(Menit(n).to_string().parse(), Ok(Menit(n)));
    }

    #[test]
    fn dates_read_back_in_every_form_they_show(d in hari()) {
        for teks in [d.to_string(), tanggal::pendek(d), tanggal::panjang(d, balai_kernel::Bahasa::Id), tanggal::panjang(d, balai_kernel::Bahasa::En)] {
            prop_assert_eq!(tanggal::parse_id(&teks), Ok(d), "{}", teks);
        }
    }

    #[test]
    fn months_read_back_and_sort_as_text(a in hari(), b in hari()) {
        let (x, y) = (Periode::dari(a).unwrap(), Periode::dari(b).unwrap());
        prop_assert_eq!(x.to_string().parse(), Ok(x));
        prop_assert_eq!(Periode::parse_id(&x.nama(balai_kernel::Bahasa::Id)), Ok(x));
        prop_assert_eq!(x.cmp(&y), x.to_string().cmp(&y.to_string()));
        prop_assert_eq!(x.hari().filter(|d| *d == a).count(), 1);
    }

    #[test]
    fn instants_read_back_and_sort_as_text(a in 0_i64..4_000_000_000_000, b in 0_i64..4_000_000_000_000) {
        let (x, y) = (Waktu::dari_milidetik(a).unwrap(), Waktu::dari_milidetik(b).unwrap());
        prop_assert_eq!(x.to_string().parse(), Ok(x));
        prop_assert_eq!(x.cmp(&y), x.to_string().cmp(&y.to_string()));
        for zona in ZonaWaktu::SEMUA {
            prop_assert_eq!(Waktu::dari_setempat(x.di(zona), zona), Some(x));
        }
    }

    #[test]
    fn numbers_of_staff_read_back_grouped_or_not(n in nip()) {
        prop_assert_eq!(n.to_string().parse(), Ok(n.clone()));
        prop_assert_eq!(n.berspasi().parse(), Ok(n.clone()));
        prop_assert!(n.lahir() < n.tmt().unwrap());
    }

    #[test]
    fn a_territory_covers_exactly_what_climbs_to_it(a in wilayah(), b in wilayah()) {
        let naik = std::iter::successors(Some(b.clone()), KodeWilayah::induk).any(|k| k == a);
        prop_assert_eq!(a.mencakup(&b), naik);
        prop_assert_eq!(a.as_str().replace('.', "").parse(), Ok(a));
    }

    #[test]
    fn the_ranges_of_a_jurisdiction_reach_the_same_rows_as_climbing(l in lingkup(), j in jalur(), w in wilayah(), n in nip()) {
        let polos = match &l {
            Lingkup::Semua => true,
            Lingkup::Unit(unit) => std::iter::successors(Some(j.clone()), Jalur::induk).any(|k| k == *unit),
            Lingkup::Wilayah(kode) => std::iter::successors(Some(w.clone()), KodeWilayah::induk).any(|k| k == *kode),
            Lingkup::Diri(sendiri) => *sendiri == n,
        };
        prop_assert_eq!(l.memuat(j.as_str(), w.as_str(), n.as_str()), polos);
        let rentang = l.rentang_unit().memuat(j.as_str())
            && l.rentang_wilayah().memuat(w.as_str())
            && l.rentang_nip().memuat(n.as_str());
        prop_assert_eq!(rentang, polos);
        prop_assert_eq!(l.to_string().parse(), Ok(l));
    }

    #[test]
    fn a_wider_jurisdiction_reaches_all_a_narrower_one_does(a in lingkup(), b in lingkup(), j in jalur(), w in wilayah(), n in nip()) {
        if a.mencakup(&b) && b.memuat(j.as_str(), w.as_str(), n.as_str()) {
            prop_assert!(a.memuat(j.as_str(), w.as_str(), n.as_str()));
        }
    }
}

#[test]
fn the_widest_range_holds_rows_without_the_column() {
    assert!(Rentang::semua().memuat(""));
    assert!(Rentang::semua().memuat("zz/"));
}
