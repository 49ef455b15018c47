//! One flipped byte in a copied SQLite file: found and named, wherever it lies.

use std::fs;
use std::path::Path;
use std::sync::Arc;

use balai_platform::jurnal::{Cacat, KunciUji, Laporan, periksa_daerah};
use balai_platform::{Balai, Catatan, OsAcak, Region, SystemClock, catatan_terbaru};
use balai_store::{DataUrl, Store, StoreError, sql};
use balai_testkit::{AcakTetap, Db};

use crate::jurnal::{berkunci, catat};
use crate::pendukung::host;

/// Events in the journal that is damaged.
const BANYAK: usize = 300;

sql! {
    DAUN = "SELECT nomor, id, daun FROM jurnal_daun ORDER BY nomor";
    TITIK = "SELECT id, ukuran, dibuat, nota FROM jurnal_titik";
}

struct Contoh {
    db: Db,
    bita: Vec<u8>,
    kunci: KunciUji,
    catatan: Vec<Catatan>,
}

/// A sealed and checkpointed journal as the bytes of one file.
fn contoh() -> Contoh {
    let db = Db::sqlite();
    let (daerah, jam, _folder) = berkunci(&db);
    for n in 1..BANYAK {
        jam.maju(1_000);
        catat(&daerah, &format!("uji/sasaran-{n:04}"));
        if n == 100 {
            daerah.titik_periksa().unwrap();
        }
    }
    daerah.titik_periksa().unwrap();
    let kunci = KunciUji::dari(&daerah.kunci_jurnal().unwrap().vkey()).unwrap();
    let mut catatan = daerah
        .read(|tx| catatan_terbaru(tx, &balai_kernel::Lingkup::Semua, None, 1_000))
        .map_err(|e: StoreError| e)
        .unwrap();
    catatan.reverse();
    drop(daerah);
    // a lone writer that closes moves everything from the log beside the file into it
    drop(Store::open(&db.url(), "32.73").unwrap());
    let berkas = Path::new(db.address()).join("32.73.sqlite");
    let wal = Path::new(db.address()).join("32.73.sqlite-wal");
    assert!(
        !wal.exists() || fs::metadata(&wal).unwrap().len() == 0,
        "closed regions leave nothing beside the file"
    );
    let bita = fs::read(berkas).unwrap();
    Contoh { db, bita, kunci, catatan }
}

impl Contoh {
    /// Opens a copy with these bytes; `None` when the program refuses to open it.
    fn buka(&self, bita: &[u8]) -> Option<(tempfile::TempDir, Region)> {
        let folder = tempfile::tempdir().unwrap();
        fs::write(folder.path().join("32.73.sqlite"), bita).unwrap();
        let host = Balai::open(DataUrl::folder(folder.path()), Arc::new(SystemClock), OsAcak).tanpa_segel();
        let region = host.region("32.73").ok()?;
        Some((folder, region))
    }

    fn periksa(&self, bita: &[u8]) -> Option<Laporan> {
        let (_folder, region) = self.buka(bita)?;
        Some(periksa_daerah(&region, Some(&self.kunci)).unwrap())
    }

    fn letak(&self, cari: &[u8]) -> Vec<usize> {
        self.bita.windows(cari.len()).enumerate().filter(|(_, w)| *w == cari).map(|(i, _)| i).collect()
    }
}

fn isi_jurnal(region: &Region) -> Option<String> {
    region
        .read(|tx| -> Result<String, StoreError> {
            let catatan = catatan_terbaru(tx, &balai_kernel::Lingkup::Semua, None, 1_000)?;
            let daun = tx.all(&DAUN, &[], |r| Ok((r.i64(0)?, r.text(1)?, r.bytes(2)?)))?;
            let titik = tx.all(&TITIK, &[], |r| Ok((r.text(0)?, r.i64(1)?, r.text(2)?, r.text(3)?)))?;
            Ok(format!("{catatan:?}{daun:?}{titik:?}"))
        })
        .ok()
}

#[test]
fn a_flipped_byte_of_an_event_is_found_and_the_event_is_named() {
    let c = contoh();
    assert!(c.periksa(&c.bita).unwrap().utuh());
    assert!(Path::new(c.db.address()).exists());
    let mut dicoba = 0;
    for (n, catatan) in c.catatan.iter().enumerate().skip(1).step_by(13) {
        // the target stands once in the row and once in an index, where no event is wrong but the index is
        for letak in c.letak(catatan.sasaran.as_bytes()) {
            for geser in [0, catatan.sasaran.len() - 1] {
                let mut lain = c.bita.clone();
                lain[letak + geser] ^= 1;
                let Some(laporan) = c.periksa(&lain) else { continue };
                let Some(temuan) = laporan.pertama else { continue };
                if let Cacat::BasisData(sebab) = &temuan.cacat {
                    assert!(sebab.contains("index"), "{temuan:?}");
                    continue;
                }
                assert_eq!(temuan.nomor, Some(u64::try_from(n).unwrap()), "{temuan:?}");
                assert_eq!(temuan.cacat, Cacat::BarisBerubah);
                assert_eq!((temuan.id.as_str(), temuan.akt.as_str()), (catatan.id.as_str(), "uji.catat"));
                assert_eq!(temuan.waktu, catatan.waktu);
                dicoba += 1;
            }
        }
    }
    // every one of the rows tried, at both ends of the word
    assert_eq!(dicoba, 2 * (1..BANYAK).step_by(13).count());
}

#[test]
fn a_flipped_leaf_name_or_commitment_is_named_too() {
    let c = contoh();
    for (n, catatan) in c.catatan.iter().enumerate().step_by(29) {
        let nomor = Some(u64::try_from(n).unwrap());
        let mut ketahuan = 0;
        // a page that was split keeps old bytes in its free space: flipping those changes nothing
        for letak in c.letak(&catatan.daun) {
            let mut lain = c.bita.clone();
            lain[letak + 7] ^= 0x40;
            let Some(temuan) = c.periksa(&lain).unwrap().pertama else { continue };
            assert_eq!((temuan.nomor, temuan.cacat), (nomor, Cacat::DaunBerubah), "leaf {n}");
            ketahuan += 1;
        }
        assert_eq!(ketahuan, 1, "leaf {n}");
    }
    let nama = c.letak(b"karena diuji");
    assert!(nama.len() >= BANYAK - 1);
    let mut ketahuan = 0;
    for letak in nama.iter().step_by(17) {
        let mut lain = c.bita.clone();
        lain[*letak] ^= 1;
        let Some(temuan) = c.periksa(&lain).unwrap().pertama else { continue };
        assert_eq!(temuan.cacat, Cacat::PribadiBerubah);
        assert!(temuan.nomor.is_some() && !temuan.id.is_empty());
        ketahuan += 1;
    }
    assert!(ketahuan > BANYAK / 34, "{ketahuan}");
}

#[test]
fn bytes_anywhere_are_found_or_change_nothing() {
    let c = contoh();
    let asli = isi_jurnal(&c.buka(&c.bita).unwrap().1).unwrap();
    let mut acak = AcakTetap::baru(11);
    let (mut ketahuan, mut tak_terbuka, mut tanpa_akibat) = (0, 0, 0);
    for _ in 0..700 {
        let letak = usize::try_from(acak.bit()).unwrap_or(0) % c.bita.len();
        let mut lain = c.bita.clone();
        lain[letak] ^= 1 << (acak.bit() % 8);
        let Some((_folder, region)) = c.buka(&lain) else {
            tak_terbuka += 1;
            continue;
        };
        let laporan = periksa_daerah(&region, Some(&c.kunci)).unwrap();
        if laporan.utuh() {
            // an index or free space: what is read back must be what was written, or not be readable
            assert!(isi_jurnal(&region).is_none_or(|i| i == asli), "byte {letak} slipped through");
            tanpa_akibat += 1;
        } else {
            ketahuan += 1;
        }
    }
    println!("{ketahuan} found, {tak_terbuka} not opened, {tanpa_akibat} without effect");
    assert!(ketahuan > 100, "{ketahuan} found, {tak_terbuka} not opened, {tanpa_akibat} without effect");
}

#[test]
fn a_flipped_byte_in_a_copied_postgresql_database_is_found_and_named_by_its_number() {
    let asli = Db::pg();
    let (daerah, jam, folder) = berkunci(&asli);
    for n in 1..40 {
        jam.maju(1_000);
        catat(&daerah, &format!("uji/sasaran-{n:04}"));
    }
    daerah.titik_periksa().unwrap();
    let kunci = KunciUji::dari(&daerah.kunci_jurnal().unwrap().vkey()).unwrap();
    drop(daerah);
    let salinan = asli.pg_copy();
    let periksa = || {
        let (host, _) = host(&salinan);
        let host = host.dengan_kunci(folder.path()).tanpa_segel();
        periksa_daerah(&host.region("32.73").unwrap(), Some(&kunci)).unwrap()
    };
    assert!(periksa().utuh());
    let skema = salinan.psql("SELECT schemaname FROM pg_tables WHERE tablename = 'jurnal'");
    let kolom = ["waktu", "akt", "aktor", "kapasitas", "asal", "sasaran", "isi"];
    for (kolom, nomor) in kolom.into_iter().zip([1_u64, 7, 13, 20, 27, 33, 39]) {
        // the last letter with its lowest bit turned: done twice it is what it was
        let balik = format!(
            "UPDATE \"{skema}\".jurnal SET {kolom} = overlay({kolom} placing chr(ascii(right({kolom}, 1)) # 1) \
             from length({kolom})) WHERE id = (SELECT id FROM \"{skema}\".jurnal_daun WHERE nomor = {nomor})"
        );
        salinan.psql(&balik);
        let temuan = periksa().pertama.unwrap();
        assert_eq!((temuan.nomor, temuan.cacat), (Some(nomor), Cacat::BarisBerubah), "{kolom}");
        salinan.psql(&balik);
        assert!(periksa().utuh(), "{kolom}");
    }
}
