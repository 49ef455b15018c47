//! Checking the journal of a database, serving or copied.
//!
//! Three passes, each over one table read from its rows and not from an index: leaves (numbering, tree, stored
//! nodes, checkpoints), rows (against their leaves), personal parts (against their commitments).

use std::collections::BTreeMap;

use balai_store::{Row, StoreError, Tx, sql, sql2};
use sha2::{Digest, Sha256};

use super::super::baris::{inti, pribadi};
use super::super::nota::{KunciUji, Nota};
use super::super::pohon::{Sidik, Tepi};
use super::super::simpan::bilangan;
use super::super::titik;
use super::{Cacat, Jenis, Laporan, Temuan};
use crate::{Refusal, Region};

/// Most single findings remembered by number; beyond them only the count goes on.
const TEPAT_MAKS: usize = 100_000;
/// Leaves below one stored node.
const BLOK: u64 = 256;

sql! {
    SEMUA_DAUN = "SELECT nomor, id, daun FROM jurnal_daun ORDER BY nomor";
    SEMUA_SIMPUL = "SELECT tingkat, nomor, sidik FROM jurnal_simpul";
    SEMUA_TITIK = "SELECT id, ukuran, dibuat, nota FROM jurnal_titik";
    SEMUA_BARIS = "SELECT j.id, j.waktu, j.akt, j.aktor, j.kapasitas, j.asal, j.sasaran, j.jalur_unit, j.tujuan, j.isi, \
        j.sebelum, j.sesudah, j.komitmen, d.nomor, d.daun, a.id FROM jurnal j LEFT JOIN jurnal_daun d ON d.id = j.id \
        LEFT JOIN jurnal_antre a ON a.id = j.id";
    SEMUA_PRIBADI = "SELECT p.id, p.garam, p.aktor_nama, p.alasan, p.isi, j.waktu, j.akt, j.komitmen, d.nomor \
        FROM jurnal_pribadi p LEFT JOIN jurnal j ON j.id = p.id LEFT JOIN jurnal_daun d ON d.id = p.id";
    PRIBADI_HILANG = "SELECT j.id, d.nomor FROM jurnal j LEFT JOIN jurnal_pribadi p ON p.id = j.id \
        LEFT JOIN jurnal_daun d ON d.id = j.id WHERE j.komitmen IS NOT NULL AND p.id IS NULL AND NOT EXISTS \
        (SELECT 1 FROM jurnal h WHERE h.sasaran = 'platform.jurnal/' || j.id \
        AND h.akt = 'platform.jurnal.hapus_pribadi') ORDER BY d.nomor, j.id LIMIT 1000";
    DAUN_KE = "SELECT id FROM jurnal_daun WHERE nomor = $1";
    AKT_DARI = "SELECT waktu, akt FROM jurnal WHERE id = $1";
}
sql2! {
    /// What SQLite finds wrong between the rows and the indexes of the journal; PostgreSQL checks its pages itself.
    RUSAK = sqlite: "SELECT integrity_check FROM pragma_integrity_check('jurnal') WHERE integrity_check <> 'ok' \
        UNION ALL SELECT integrity_check FROM pragma_integrity_check('jurnal_daun') WHERE integrity_check <> 'ok' \
        UNION ALL SELECT integrity_check FROM pragma_integrity_check('jurnal_pribadi') WHERE integrity_check <> 'ok' \
        UNION ALL SELECT integrity_check FROM pragma_integrity_check('jurnal_titik') WHERE integrity_check <> 'ok'",
        pg: "SELECT CAST('' AS TEXT) WHERE FALSE";
}
balai_store::statements![
    RUSAK,
    SEMUA_DAUN,
    SEMUA_SIMPUL,
    SEMUA_TITIK,
    SEMUA_BARIS,
    SEMUA_PRIBADI,
    PRIBADI_HILANG,
    DAUN_KE,
    AKT_DARI
];

/// Checks the journal of a region. Without a key the signatures of its checkpoints are not checked.
///
/// What the database cannot read is a finding too, not an error.
///
/// # Errors
/// [`Refusal::Internal`] only when the database cannot be asked at all.
pub fn periksa_daerah(daerah: &Region, kunci: Option<&KunciUji>) -> Result<Laporan, Refusal> {
    periksa_dengan(daerah, kunci, &[])
}

/// The same, with checkpoints that were kept elsewhere: the database must still hold what they signed. A database whose
/// own checkpoints were changed together with its events is found by these alone.
///
/// # Errors
/// As [`periksa_daerah`].
pub fn periksa_dengan(daerah: &Region, kunci: Option<&KunciUji>, luar: &[Nota]) -> Result<Laporan, Refusal> {
    let mut p = Pemeriksa::baru(kunci);
    luar.iter().for_each(|nota| p.titik_luar(nota));
    // each pass reads on its own: a page that cannot be read ends one of them, not all
    p.jalankan(daerah, None, |p, tx| p.titik(tx));
    p.jalankan(daerah, None, |p, tx| p.simpul(tx));
    p.jalankan(daerah, Some(()), |p, tx| p.daun(tx));
    p.tutup_titik();
    p.jalankan(daerah, None, |p, tx| p.baris(tx));
    p.jalankan(daerah, None, |p, tx| p.pribadi(tx));
    p.jalankan(daerah, None, |p, tx| {
        let hilang = tx.all(&PRIBADI_HILANG, &[], |r| Ok((r.text(0)?, r.opt_i64(1)?)))?;
        for (id, nomor) in hilang {
            let nomor = nomor.and_then(|n| u64::try_from(n).ok());
            p.temukan(Temuan::pada(nomor, Cacat::PribadiHilang).dengan_id(&id));
        }
        Ok(())
    });
    p.jalankan(daerah, None, |p, tx| {
        let rusak = tx.all(&RUSAK, &[], |r| r.text(0))?;
        rusak.into_iter().for_each(|r| p.temukan(Temuan::pada(None, Cacat::BasisData(r))));
        Ok(())
    });
    p.tutup();
    if let Some(pertama) = p.laporan.pertama.as_mut() {
        // only to name it: what cannot be read stays empty
        let lengkap = daerah.read(|tx| -> Result<Temuan, StoreError> { lengkapi(tx, pertama.clone()) });
        if let Ok(lengkap) = lengkap {
            *pertama = lengkap;
        }
    }
    Ok(p.laporan)
}

fn lengkapi(tx: &mut Tx<'_>, mut t: Temuan) -> Result<Temuan, StoreError> {
    if let (true, Some(nomor)) = (t.id.is_empty(), t.nomor)
        && let Some(id) = tx.one(&DAUN_KE, &[bilangan(nomor).into()], |r| r.text(0))?
    {
        t = t.dengan_id(&id);
    }
    if t.akt.is_empty()
        && let Some((waktu, akt)) = tx.one(&AKT_DARI, &[(&t.id).into()], |r| Ok((r.text(0)?, r.text(1)?)))?
    {
        (t.waktu, t.akt) = (waktu, akt);
    }
    Ok(t)
}

struct Pemeriksa<'k> {
    laporan: Laporan,
    kunci: Option<&'k KunciUji>,
    /// Size -> signed root, of every checkpoint.
    akar_titik: BTreeMap<u64, Vec<Sidik>>,
    /// Stored nodes not yet met.
    simpul: BTreeMap<(u32, u64), Sidik>,
    /// One bit per leaf: whether its row was seen.
    terlihat: Vec<u64>,
    /// Sums over (number, id) of leaves and of rows: they differ when an id was changed in one place only.
    jumlah_daun: u128,
    jumlah_baris: u128,
    /// Events found wrong by themselves.
    tepat: Vec<u64>,
    /// Ranges in which something is wrong.
    rentang: Vec<Temuan>,
    /// End of the last block that stands under a stored node or a checkpoint.
    aman: u64,
    pribadi: u64,
    berkomitmen: u64,
}

fn sidik_baris(r: &Row<'_>, i: usize) -> Result<Sidik, StoreError> {
    r.bytes(i)?.try_into().map_err(|_| r.wrong(i, "a hash of another length than 32"))
}

/// A number and an id as one summand.
fn suku(nomor: i64, id: &str) -> u128 {
    let sidik: Sidik = Sha256::new().chain_update(nomor.to_be_bytes()).chain_update(id).finalize().into();
    let [awal @ .., _, _, _, _, _, _, _, _, _, _, _, _, _, _, _, _] = sidik;
    u128::from_be_bytes(awal)
}

impl<'k> Pemeriksa<'k> {
    fn baru(kunci: Option<&'k KunciUji>) -> Self {
        let mut laporan = Laporan::baru(Jenis::Daerah);
        laporan.tanda_tangan = kunci.is_some();
        laporan.kunci_luar = kunci.is_some();
        Pemeriksa {
            laporan,
            kunci,
            akar_titik: BTreeMap::new(),
            simpul: BTreeMap::new(),
            terlihat: Vec::new(),
            jumlah_daun: 0,
            jumlah_baris: 0,
            tepat: Vec::new(),
            rentang: Vec::new(),
            aman: 0,
            pribadi: 0,
            berkomitmen: 0,
        }
    }

    /// Runs a pass; a failure of the database becomes a finding.
    fn jalankan(
        &mut self,
        daerah: &Region,
        di_ukuran: Option<()>,
        kerja: impl FnOnce(&mut Self, &mut Tx<'_>) -> Result<(), StoreError> + Send,
    ) {
        let hasil = daerah.read(|tx| kerja(self, tx));
        if let Err(galat) = hasil {
            let nomor = di_ukuran.map(|()| self.laporan.ukuran);
            self.temukan(Temuan::pada(nomor, Cacat::TakTerbaca(galat.to_string())));
        }
    }

    fn temukan(&mut self, t: Temuan) {
        if let Some(n) = t.nomor.filter(|_| t.sampai.is_none() && self.tepat.len() < TEPAT_MAKS) {
            self.tepat.push(n);
        }
        self.laporan.temukan(t);
    }

    fn titik(&mut self, tx: &mut Tx<'_>) -> Result<(), StoreError> {
        tx.each(&SEMUA_TITIK, &[], |r| {
            let baca = titik::baris(r);
            let nota = baca.as_ref().ok().and_then(|t| Nota::dari(&t.nota));
            let isi = nota.as_ref().and_then(Nota::titik);
            self.laporan.titik += 1;
            let (Ok(t), Some(nota), Some(isi)) = (baca, nota, isi) else {
                let nomor = r.i64(1).ok().and_then(|n| u64::try_from(n - 1).ok());
                self.temukan_titik(nomor);
                return Ok(());
            };
            let waktu = isi.waktu.map(|w| w.to_string()).unwrap_or_default();
            let sah = self.kunci.is_none_or(|k| nota.sah(k) && k.nama() == isi.asal);
            if !sah || isi.ukuran != t.ukuran || waktu != t.dibuat {
                self.temukan_titik(t.ukuran.checked_sub(1));
            }
            if self.laporan.titik_terakhir.as_ref().is_none_or(|(n, _)| *n <= isi.ukuran) {
                self.laporan.titik_terakhir = Some((isi.ukuran, waktu));
            }
            self.akar_titik.entry(isi.ukuran).or_default().push(isi.akar);
            Ok(())
        })
    }

    /// A checkpoint that was kept elsewhere: its root is compared with the tree like those of the database.
    fn titik_luar(&mut self, nota: &Nota) {
        self.laporan.titik += 1;
        match nota.titik() {
            Some(isi) if self.kunci.is_none_or(|k| nota.sah(k) && k.nama() == isi.asal) => {
                self.akar_titik.entry(isi.ukuran).or_default().push(isi.akar);
            }
            isi => self.temukan_titik(isi.and_then(|t| t.ukuran.checked_sub(1))),
        }
    }

    /// A checkpoint is no event: its finding names the last event it covers without calling that one wrong.
    fn temukan_titik(&mut self, nomor: Option<u64>) {
        self.laporan.temukan(Temuan::pada(nomor, Cacat::TandaTangan));
    }

    fn simpul(&mut self, tx: &mut Tx<'_>) -> Result<(), StoreError> {
        tx.each(&SEMUA_SIMPUL, &[], |r| {
            let kunci = (u32::try_from(r.i64(0)?), u64::try_from(r.i64(1)?));
            let (Ok(tingkat), Ok(nomor)) = kunci else { return Err(r.wrong(0, "a level or place below 0")) };
            self.simpul.insert((tingkat, nomor), sidik_baris(r, 2)?);
            Ok(())
        })
    }

    fn daun(&mut self, tx: &mut Tx<'_>) -> Result<(), StoreError> {
        let mut tepi = Tepi::default();
        let mut lubang = false;
        self.cek_titik(&tepi);
        tx.each(&SEMUA_DAUN, &[], |r| {
            let nomor = r.i64(0)?;
            let harap = tepi.ukuran();
            if u64::try_from(nomor) != Ok(harap) && !lubang {
                lubang = true;
                self.temukan(Temuan::pada(Some(harap), Cacat::UrutanPutus));
            }
            let id = r.text(1).unwrap_or_default();
            self.jumlah_daun = self.jumlah_daun.wrapping_add(suku(nomor, &id));
            let sidik = sidik_baris(r, 2).unwrap_or_default();
            let mut beda = None;
            tepi.tambah(sidik, |tingkat, letak, hitung| {
                if tingkat % 8 == 0 {
                    let simpan = self.simpul.remove(&(tingkat, letak));
                    if simpan != Some(*hitung) && tingkat == 8 {
                        beda = Some(letak);
                    } else if tingkat == 8 {
                        self.aman = (letak + 1) * BLOK;
                    } else if simpan != Some(*hitung) && beda.is_none() {
                        beda = Some(u64::MAX);
                    }
                }
            });
            match beda {
                // a higher node alone is wrong: no leaf is, unless the blocks below said so
                Some(u64::MAX) => self.rentang.push(Temuan::rentang(0, harap, Cacat::AkarBeda)),
                Some(blok) => {
                    self.rentang.push(Temuan::rentang(blok * BLOK, harap, Cacat::AkarBeda));
                }
                None => {}
            }
            self.laporan.ukuran = tepi.ukuran();
            self.cek_titik(&tepi);
            Ok(())
        })?;
        self.laporan.akar = tepi.akar();
        let kata = usize::try_from(tepi.ukuran().div_ceil(64)).unwrap_or(0);
        self.terlihat = vec![0; kata];
        if !self.simpul.is_empty() {
            let akhir = self.laporan.ukuran.saturating_sub(1);
            self.rentang.push(Temuan::rentang(0, akhir, Cacat::AkarBeda));
        }
        Ok(())
    }

    /// Compares the root with the checkpoints of this size.
    fn cek_titik(&mut self, tepi: &Tepi) {
        let n = tepi.ukuran();
        let Some(akar) = self.akar_titik.remove(&n) else { return };
        let kini = tepi.akar();
        if akar.iter().all(|a| *a == kini) {
            self.aman = self.aman.max(n);
        } else {
            let dari = self.aman.min(n.saturating_sub(1));
            self.rentang.push(Temuan::rentang(dari, n.saturating_sub(1), Cacat::AkarBeda));
        }
    }

    /// Checkpoints larger than the tree.
    fn tutup_titik(&mut self) {
        let ukuran = self.laporan.ukuran;
        if self.akar_titik.keys().any(|n| *n > ukuran) {
            self.temukan(Temuan::pada(Some(ukuran), Cacat::Terpotong));
        }
    }

    fn baris(&mut self, tx: &mut Tx<'_>) -> Result<(), StoreError> {
        tx.each(&SEMUA_BARIS, &[], |r| {
            let nomor_db = r.opt_i64(13)?;
            let nomor = nomor_db.and_then(|n| u64::try_from(n).ok());
            let id = r.text(0).unwrap_or_default();
            if let (Some(n), Some(db)) = (nomor, nomor_db) {
                // sealed since the leaves were read
                if n >= self.laporan.ukuran {
                    return Ok(());
                }
                self.lihat(n);
                self.jumlah_baris = self.jumlah_baris.wrapping_add(suku(db, &id));
            }
            let isi = match inti(r, 0) {
                Ok(isi) => isi,
                Err(e) => {
                    self.temukan(Temuan::pada(nomor, Cacat::TakTerbaca(e.to_string())).dengan_id(&id));
                    return Ok(());
                }
            };
            match &isi.komitmen {
                Some(_) => self.berkomitmen += 1,
                None => self.laporan.tanpa_komitmen += 1,
            }
            match nomor {
                Some(n) if sidik_baris(r, 14).ok() != Some(isi.daun()) => {
                    let cacat = if self.pohon_menjamin(n) { Cacat::BarisBerubah } else { Cacat::DaunBerubah };
                    self.temukan(Temuan::pada(Some(n), cacat).dengan(&isi));
                }
                Some(_) => {}
                None if r.opt_str(15)?.is_some() => self.laporan.menunggu += 1,
                None => self.temukan(Temuan::pada(None, Cacat::Penyusup).dengan(&isi)),
            }
            Ok(())
        })
    }

    /// Whether the tree above a leaf agrees with the stored leaf, so that the row is what was changed.
    fn pohon_menjamin(&self, n: u64) -> bool {
        let dalam = |t: &Temuan| (t.nomor.unwrap_or(0)..=t.sampai.or(t.nomor).unwrap_or(0)).contains(&n);
        n < self.aman && !self.rentang.iter().any(dalam)
    }

    fn lihat(&mut self, n: u64) {
        let kata = usize::try_from(n / 64).ok().and_then(|i| self.terlihat.get_mut(i));
        if let Some(kata) = kata {
            *kata |= 1 << (n % 64);
        }
    }

    fn pribadi(&mut self, tx: &mut Tx<'_>) -> Result<(), StoreError> {
        tx.each(&SEMUA_PRIBADI, &[], |r| {
            let id = r.text(0).unwrap_or_default();
            let nomor = r.opt_i64(8)?.and_then(|n| u64::try_from(n).ok());
            let isi = match pribadi(r, 1) {
                Ok(isi) => isi.unwrap_or_default(),
                Err(e) => {
                    self.temukan(Temuan::pada(nomor, Cacat::TakTerbaca(e.to_string())).dengan_id(&id));
                    return Ok(());
                }
            };
            if r.opt_str(5).ok().flatten().is_none() && r.opt_str(6).ok().flatten().is_none() {
                self.temukan(Temuan::pada(None, Cacat::PribadiAsing).dengan_id(&id));
                return Ok(());
            }
            if let Some(komitmen) = r.opt_bytes(7)? {
                self.pribadi += 1;
                if komitmen != isi.komitmen() {
                    self.temukan(Temuan::pada(nomor, Cacat::PribadiBerubah).dengan_id(&id));
                }
            }
            Ok(())
        })
    }

    fn tutup(&mut self) {
        self.laporan.tanpa_pribadi = self.berkomitmen.saturating_sub(self.pribadi);
        let ukuran = self.laporan.ukuran;
        let hilang: Vec<u64> = (0..ukuran).filter(|n| !self.ada(*n)).take(TEPAT_MAKS).collect();
        for n in &hilang {
            self.temukan(Temuan::pada(Some(*n), Cacat::BarisHilang));
        }
        if hilang.is_empty() && self.jumlah_daun != self.jumlah_baris {
            // an id differs between a leaf and its row, though an index still joins them
            let akhir = ukuran.saturating_sub(1);
            self.rentang.push(Temuan::rentang(0, akhir, Cacat::UrutanPutus));
        }
        let rentang = std::mem::take(&mut self.rentang);
        let tepat = std::mem::take(&mut self.tepat);
        self.laporan.temukan_rentang(rentang, &tepat);
    }

    fn ada(&self, n: u64) -> bool {
        let kata = usize::try_from(n / 64).ok().and_then(|i| self.terlihat.get(i));
        kata.is_some_and(|k| k >> (n % 64) & 1 == 1)
    }
}
