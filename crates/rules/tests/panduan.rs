//! The guide cannot drift from the engine: its package loads and holds its cases, its errors are all there.

#![expect(clippy::unwrap_used, reason = "a test may fail by panicking")]

use balai_kernel::Bahasa;
use balai_rules::{Berkas, KODE, Paket, muat};

const PANDUAN: [&str; 2] =
    [include_str!("../../../docs/aturan.md"), include_str!("../../../docs/aturan.en.md")];

/// The files of the package that the guide tells its reader to write: TOML blocks that begin with `# berkas: NAME`.
fn berkas_panduan(teks: &str) -> Vec<Berkas> {
    semua_berkas(teks).into_iter().filter(|b| !b.nama.starts_with("paket/daerah/")).collect()
}

/// The file with which the guide's other region adopts that package.
fn adopsi_panduan(teks: &str) -> Berkas {
    semua_berkas(teks).into_iter().find(|b| b.nama.starts_with("paket/daerah/")).unwrap()
}

fn semua_berkas(teks: &str) -> Vec<Berkas> {
    teks.split("```toml\n# berkas: ")
        .skip(1)
        .map(|b| {
            let (nama, sisa) = b.split_once('\n').unwrap();
            Berkas::baru(nama, sisa.split_once("\n```").unwrap().0)
        })
        .collect()
}

fn paket(berkas: &[Berkas]) -> Paket {
    muat(berkas, None)
        .unwrap_or_else(|g| panic!("{}", g.iter().map(|g| g.tampil(Bahasa::En) + "\n").collect::<String>()))
}

#[test]
fn the_package_of_the_guide_loads_and_holds_its_cases() {
    for teks in PANDUAN {
        let berkas = berkas_panduan(teks);
        assert_eq!(berkas.len(), 4);
        let hasil = paket(&berkas).uji();
        assert_eq!(hasil.len(), 2);
        for h in hasil {
            assert!(h.lulus(), "{} {:#?}", h.nama, h.beda);
        }
    }
}

#[test]
fn both_languages_teach_the_same_package() {
    assert_eq!(semua_berkas(PANDUAN[0]), semua_berkas(PANDUAN[1]));
}

/// One day of 420 minutes in June, for somebody of class 7, computed with what was known on that day.
fn bagian_pekerjaan(paket: &Paket, diketahui: Option<&str>) -> String {
    let r = paket.rencana("2026-06".parse().unwrap(), diketahui.map(|d| d.parse().unwrap())).unwrap();
    let mut b = r.masukan();
    b.tabel("orang").kunci(vec!["a".to_owned()]).angka("kelas", vec![Some(7)]);
    b.tabel("hari")
        .kunci(vec!["2026-06-02".to_owned()])
        .induk(vec![0])
        .ya("hadir", vec![Some(true)])
        .angka("telat", vec![None]);
    b.tabel("aktivitas")
        .kunci_angka(vec![1])
        .induk(vec![0])
        .angka("menit", vec![Some(420)])
        .pilihan("status", vec![Some(0)]);
    let m = b.selesai().unwrap();
    r.hitung(&m, 1).unwrap().kolom(&m, "orang", "bagian_pekerjaan").unwrap().teks(0)
}

#[test]
fn the_adoption_of_the_guide_changes_only_its_values_and_a_later_correction_only_what_is_known_later() {
    let berkas = berkas_panduan(PANDUAN[0]);
    let contoh = muat(&berkas, None).unwrap();
    let daerah = muat(&berkas, Some(&adopsi_panduan(PANDUAN[0]))).unwrap();
    // 4,500,000 x 70% x 420/5,500; 5,000,000 x 70% x 420/5,000; the same by 5,200 minutes
    assert_eq!(bagian_pekerjaan(&contoh, None), "240545");
    assert_eq!(bagian_pekerjaan(&daerah, Some("2026-05-01")), "294000");
    assert_eq!(bagian_pekerjaan(&daerah, Some("2026-05-10")), "282692");
    assert_eq!(bagian_pekerjaan(&daerah, None), "282692");
    assert_ne!(contoh.sidik(), daerah.sidik());
    let dipindah = Berkas::baru("tempat/lain.toml", adopsi_panduan(PANDUAN[0]).isi);
    assert_eq!(muat(&berkas, Some(&dipindah)).unwrap().sidik(), daerah.sidik());
}

#[test]
fn the_fault_shown_in_the_guide_is_the_one_the_engine_tells() {
    for (teks, bahasa) in PANDUAN.into_iter().zip([Bahasa::Id, Bahasa::En]) {
        let mut berkas = berkas_panduan(teks);
        let rumus = berkas.iter_mut().find(|b| b.nama == "rumus.toml").unwrap();
        rumus.isi = rumus.isi.replace("bagian_pekerjaan + bagian_kehadiran", "bagian_pekerjaan + target");
        let galat = muat(&berkas, None).err().unwrap();
        assert_eq!(galat.len(), 1);
        let tampil = galat[0].tampil(bahasa);
        assert!(teks.contains(&tampil), "the guide does not show:\n{tampil}");
    }
}

#[test]
fn the_guide_lists_every_error_once() {
    for teks in PANDUAN {
        for k in KODE {
            let banyak = teks.matches(&format!("\n| {} |", k.kode)).count();
            assert_eq!(banyak, 1, "{} stands {banyak} times in the table of errors", k.kode);
        }
    }
}

#[test]
fn the_grammar_stays_within_forty_productions() {
    for teks in PANDUAN {
        let tata = teks.split_once("\nrumus      = ").unwrap().1.split_once("\n```").unwrap().0;
        let produksi = 1 + tata.lines().filter(|b| b.contains(" = ")).count();
        assert!((20..=40).contains(&produksi), "{produksi} productions");
    }
}
