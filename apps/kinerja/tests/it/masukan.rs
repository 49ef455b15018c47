//! Ratings and absences of a real region in the packages that ask for them.

use std::collections::BTreeMap;
use std::io::Cursor;

use balai_kernel::Lingkup;
use balai_kinerja::acts::impor::{Berkas, Permintaan, jalankan as impor};
use balai_kinerja::acts::proses::{Perintah, jalankan};
use balai_kinerja::model::impor::JenisBerkas;
use balai_kinerja::store::proses as store;
use balai_platform::{Region, SumberPaket, operator};
use balai_store::StoreError;
use balai_testkit::Db;

type Angka = BTreeMap<String, i128>;

pub fn masuk(region: &Region, jenis: &str, isi: &str) {
    let mut sumber = Cursor::new(isi.as_bytes().to_vec());
    let permintaan = Permintaan {
        jenis: JenisBerkas::dari_kode(jenis).unwrap(),
        berkas: Berkas { nama: format!("{jenis}.csv"), sumber: &mut sumber },
        pin: None,
        lewati_salah: false,
    };
    let hasil = impor(region, &operator().unwrap(), permintaan, &mut |_| {}).unwrap();
    assert!(hasil.berubah, "{:?}", hasil.laporan);
}

/// Figures by name for everybody, by NIP.
fn hitung(region: &Region, paket: &str) -> BTreeMap<String, Angka> {
    let perintah =
        Perintah { periode: "2026-10".parse().unwrap(), paket: paket.to_owned(), sidik: None, utas: 2 };
    let p = jalankan(region, &operator().unwrap(), &perintah, &SumberPaket::bawaan(), &|_| ())
        .unwrap_or_else(|g| panic!("{paket}: {:?}", g.galat()));
    let kolom: Vec<String> = p.kolom().into_iter().map(|k| k.nama).collect();
    let baris: Result<_, StoreError> = region.read(|tx| store::semua_baris(tx, &p.id, &Lingkup::Semua));
    let angka = |nilai: Vec<i128>| kolom.iter().cloned().zip(nilai).collect();
    baris.unwrap().into_iter().map(|b| (b.nip.clone(), angka(b.angka()))).collect()
}

#[test]
fn ratings_leave_and_roll_calls_move_exactly_the_figures_they_should() {
    let db = Db::sqlite();
    let region = crate::daerah(&db, false);
    let (predikat, nasional) = ("tunjangan/predikat-kehadiran", "tunjangan/nasional-60-40");
    let (sebelum, sebelum_nas) = (hitung(&region, predikat), hitung(&region, nasional));
    // somebody who lost attendance, and three others
    let rugi = |a: &Angka| a["tunjangan_penuh"] * 40 / 100 - a["bagian_kehadiran"];
    let cuti = sebelum.iter().max_by_key(|(_, a)| rugi(a)).unwrap().0.clone();
    assert!(rugi(&sebelum[&cuti]) > 1, "the sample has somebody who was absent");
    let mut lain =
        sebelum_nas.iter().filter(|(n, a)| **n != cuti && a["disiplin"] > 0).map(|(n, _)| n.clone());
    let (kurang, matriks, apel) = (lain.next().unwrap(), lain.next().unwrap(), lain.next().unwrap());
    masuk(
        &region,
        "predikat",
        &format!(
            "NIP;Periode;Hasil Kerja;Perilaku;Predikat\n{kurang};2026-10;;;Kurang\n{matriks};2026-10;Di Bawah Ekspektasi;Di Bawah Ekspektasi;\n"
        ),
    );
    masuk(
        &region,
        "ketidakhadiran",
        &format!(
            "NIP;Dari;Sampai;Jenis\n{cuti};28/09/2026;02/11/2026;Cuti Melahirkan\n{apel};05/10/2026;06/10/2026;Apel\n"
        ),
    );
    let (sesudah, sesudah_nas) = (hitung(&region, predikat), hitung(&region, nasional));
    for (nip, a) in &sesudah {
        let b = &sebelum[nip];
        let dinilai = [&kurang, &matriks].contains(&nip);
        assert_eq!(a["bagian_predikat"] < b["bagian_predikat"], dinilai, "rating of {nip}");
        assert_eq!(a["bagian_kehadiran"] > b["bagian_kehadiran"], *nip == cuti, "attendance of {nip}");
    }
    assert!(rugi(&sesudah[&cuti]) <= 1, "a month of leave loses nothing of attendance");
    for (nip, a) in &sesudah_nas {
        let b = &sebelum_nas[nip];
        assert_eq!(a["disiplin"] < b["disiplin"], *nip == apel, "roll calls of {nip}");
        assert_eq!(a["produktivitas"], b["produktivitas"], "{nip}");
    }
    assert!(sesudah_nas[&cuti]["disiplin"] >= sebelum_nas[&cuti]["disiplin"]);

    // a kind of leave the package has no word for stops the run and names the person
    masuk(
        &region,
        "ketidakhadiran",
        &format!("NIP;Dari;Sampai;Jenis\n{kurang};12/10/2026;16/10/2026;CLTN\n"),
    );
    let perintah =
        Perintah { periode: "2026-10".parse().unwrap(), paket: predikat.to_owned(), sidik: None, utas: 1 };
    let galat = jalankan(&region, &operator().unwrap(), &perintah, &SumberPaket::bawaan(), &|_| ());
    let galat = galat.unwrap_err().galat();
    assert!(
        galat.iter().any(|g| g.kode == "KIN-405" && g.isian.iter().any(|(_, v)| v == "cltn")),
        "{galat:?}"
    );
}
