//! Documents given out: once each, found by their code, replaced and made void.

use balai_platform::dokumen::{self, Dokumen, Keadaan, Pengganti};
use balai_platform::{Done, Event, Refusal, Region, Sasaran, decide};
use balai_store::Tx;
use balai_testkit::db_test;

use crate::pendukung::{UJI, bkpsdm, daerah};

fn akt<T: Send + 'static>(
    daerah: &Region,
    f: impl Fn(&mut Tx<'_>) -> Result<T, Refusal> + Send + 'static,
) -> Result<T, Refusal> {
    let aktor = bkpsdm();
    let putusan = decide(&aktor, &UJI, &Sasaran::daerah(daerah.hari_ini()))?;
    daerah.act(&aktor, move |tx| Ok(Done::new(f(tx)?, Event::baru(putusan.clone(), "uji/1"))))
}

fn surat(kode: &str, versi: i64, sidik: &str, terbit: &str) -> Dokumen {
    Dokumen {
        kode: kode.to_owned(),
        jenis: "uji.surat".to_owned(),
        judul: "Surat Uji".to_owned(),
        nomor: String::new(),
        sasaran: "uji/7".to_owned(),
        versi,
        nama: dokumen::samarkan("Siti Rahayu"),
        sidik: sidik.to_owned(),
        cocok: dokumen::sidik_jumlah(kode, 553_297_500),
        terbit: terbit.parse().unwrap(),
    }
}

fn cari(daerah: &Region, kode: &str) -> Option<(Dokumen, Keadaan)> {
    daerah.read(|tx| dokumen::cari(tx, kode)).unwrap()
}

db_test! {
    fn a_document_is_recorded_once_replaced_and_made_void(db: &Db) {
        let (daerah, _) = daerah(db);
        let pertama = surat("AAAAAAAAAA", 1, "aa", "2026-11-01T00:00:00.000Z");
        let d = pertama.clone();
        assert_eq!(akt(&daerah, move |tx| dokumen::terbitkan(tx, &d)).unwrap(), pertama);
        // the same again, later: the first moment stays
        let lagi = surat("AAAAAAAAAA", 1, "aa", "2026-11-02T00:00:00.000Z");
        assert_eq!(akt(&daerah, move |tx| dokumen::terbitkan(tx, &lagi)).unwrap(), pertama);
        // other content under the same code is no document of ours
        let lain = surat("AAAAAAAAAA", 1, "bb", "2026-11-02T00:00:00.000Z");
        let g = akt(&daerah, move |tx| dokumen::terbitkan(tx, &lain)).unwrap_err();
        assert_eq!(g.galat().kode, "PLT-110");
        assert_eq!(cari(&daerah, "AAAAAAAAAA"), Some((pertama, Keadaan::Berlaku)));
        assert_eq!(cari(&daerah, "ZZZZZZZZZZ"), None);
        // another printing of the same version replaces nothing
        let rekan = surat("DDDDDDDDDD", 1, "dd", "2026-11-02T00:00:00.000Z");
        akt(&daerah, move |tx| dokumen::terbitkan(tx, &rekan)).unwrap();
        let (d, keadaan) = cari(&daerah, "AAAAAAAAAA").unwrap();
        assert_eq!(keadaan, Keadaan::Berlaku);
        // the amount is confirmed and not told; one document's hash says nothing of another's
        assert_eq!((d.cocok_jumlah(553_297_500), d.cocok_jumlah(553_297_400)), (Some(true), Some(false)));
        assert_ne!(d.cocok, cari(&daerah, "DDDDDDDDDD").unwrap().0.cocok);
        assert_eq!(Dokumen { cocok: String::new(), ..d }.cocok_jumlah(0), None);

        let baru = surat("BBBBBBBBBB", 2, "cc", "2026-11-03T00:00:00.000Z");
        let pada = baru.terbit;
        akt(&daerah, move |tx| dokumen::terbitkan(tx, &baru)).unwrap();
        assert_eq!(cari(&daerah, "AAAAAAAAAA").unwrap().1, Keadaan::Diganti(Pengganti { versi: 2, sejak: pada }));
        assert_eq!(cari(&daerah, "BBBBBBBBBB").unwrap().1, Keadaan::Berlaku);

        let batal = |alasan: &'static str| {
            akt(&daerah, move |tx| dokumen::batalkan(tx, "BBBBBBBBBB", alasan, pada)).map_err(|g| g.galat().kode)
        };
        assert_eq!(batal("  "), Err("PLT-111"));
        assert_eq!(batal("salah orang"), Ok(()));
        assert_eq!(batal("sekali lagi"), Err("PLT-111"));
        assert_eq!(
            cari(&daerah, "BBBBBBBBBB").unwrap().1,
            Keadaan::Batal { alasan: "salah orang".to_owned(), pada }
        );
        assert!(akt(&daerah, move |tx| dokumen::batalkan(tx, "CCCCCCCCCC", "x", pada)).is_err());
    }
}
