//! SQL of received files, punches and activities.

use std::collections::HashMap;

use balai_store::{Arg, StoreError, Tx, sql};

use crate::model::impor::aktivitas::Butir;
use crate::model::impor::presensi::{Ketukan, PinBaru};

sql! {
    SISIP_ISI = "INSERT INTO berkas_isi (sha256, bagian, isi) VALUES ($1, $2, $3) ON CONFLICT (sha256, bagian) DO NOTHING";
    ISI = "SELECT isi FROM berkas_isi WHERE sha256 = $1 ORDER BY bagian";
    NOMOR_BERKAS = "SELECT COALESCE(MAX(nomor), CAST(0 AS BIGINT)) FROM berkas_impor";
    SISIP_BERKAS = "INSERT INTO berkas_impor
        (nomor, id, jenis, nama, sha256, ukuran, pengunggah, waktu, diterima, ditolak, hasil)
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)";

    PIN = "SELECT pin, revisi, pegawai FROM pin_presensi ORDER BY pin, revisi";
    SISIP_PIN = "INSERT INTO pin_presensi (pin, revisi, pegawai, berkas, baris) VALUES ($1, $2, $3, $4, $5)";

    PRESENSI = "SELECT pegawai, hari, detik, arah FROM presensi_catatan WHERE periode = $1
        ORDER BY pegawai, hari, detik, arah";
    SISIP_PRESENSI = "INSERT INTO presensi_catatan (periode, pegawai, hari, detik, arah, berkas, baris)
        VALUES ($1, $2, $3, $4, $5, $6, $7)";

    NOMOR_KEGIATAN = "SELECT COALESCE(MAX(nomor), CAST(0 AS BIGINT)) FROM kegiatan WHERE nomor < 1099511627776";
    KEGIATAN = "SELECT nomor FROM kegiatan WHERE uraian = $1";
    SEMUA_KEGIATAN = "SELECT uraian, nomor FROM kegiatan";
    SISIP_KEGIATAN = "INSERT INTO kegiatan (nomor, uraian) VALUES ($1, $2) ON CONFLICT DO NOTHING";
    AKTIVITAS = "SELECT pegawai, hari, kegiatan, urut, revisi, menit, status FROM aktivitas WHERE periode = $1
        ORDER BY pegawai, hari, kegiatan, urut, revisi";
    SISIP_AKTIVITAS = "INSERT INTO aktivitas
        (periode, pegawai, hari, kegiatan, urut, revisi, menit, status, berkas, baris)
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)";
}

balai_store::statements![
    SISIP_ISI,
    ISI,
    NOMOR_BERKAS,
    SISIP_BERKAS,
    PIN,
    SISIP_PIN,
    PRESENSI,
    SISIP_PRESENSI,
    NOMOR_KEGIATAN,
    KEGIATAN,
    SEMUA_KEGIATAN,
    SISIP_KEGIATAN,
    AKTIVITAS,
    SISIP_AKTIVITAS,
];

/// The lock under which received files are numbered and compared with what is stored.
const KUNCI: &str = "kinerja.impor";

/// Above this many texts the whole table of texts is read instead of one text at a time.
const BATAS_SATUAN: usize = 2_000;

/// A received file on its way into the table.
#[derive(Debug, Clone)]
pub struct BerkasBaru {
    /// Lasting id.
    pub id: String,
    /// `unit`, `pegawai`, `presensi`, `aktivitas` or `pin`.
    pub jenis: &'static str,
    /// Name as received.
    pub nama: String,
    /// SHA-256 of the bytes.
    pub sha256: String,
    /// Size in bytes.
    pub ukuran: u64,
    /// Account of the uploader.
    pub pengunggah: String,
    /// Instant in UTC.
    pub waktu: String,
    /// Good rows.
    pub diterima: u64,
    /// Refused rows.
    pub ditolak: u64,
    /// The report as JSON.
    pub hasil: String,
}

/// Holds the import lock: numbers and comparisons after it are safe until the transaction ends.
pub fn kunci(tx: &mut Tx<'_>) -> Result<(), StoreError> {
    tx.lock(KUNCI)
}

/// Keeps one part of a file. Parts already kept stay as they are.
pub fn simpan_isi(tx: &mut Tx<'_>, sha256: &str, bagian: i64, isi: &[u8]) -> Result<(), StoreError> {
    tx.exec(&SISIP_ISI, &[sha256.into(), bagian.into(), isi.into()]).map(|_| ())
}

/// The bytes of a kept file, as they came; `None` when there is no such file.
pub fn isi_berkas(tx: &mut Tx<'_>, sha256: &str) -> Result<Option<Vec<u8>>, StoreError> {
    let bagian = tx.all(&ISI, &[sha256.into()], |r| r.bytes(0))?;
    Ok((!bagian.is_empty()).then(|| bagian.concat()))
}

/// Adds a received file; returns its number.
pub fn sisip_berkas(tx: &mut Tx<'_>, b: &BerkasBaru) -> Result<i64, StoreError> {
    let nomor = tx.one(&NOMOR_BERKAS, &[], |r| r.i64(0))?.unwrap_or_default() + 1;
    let angka = |n: u64| i64::try_from(n).unwrap_or(i64::MAX);
    tx.exec_expect(
        &SISIP_BERKAS,
        &[
            nomor.into(),
            (&b.id).into(),
            b.jenis.into(),
            (&b.nama).into(),
            (&b.sha256).into(),
            angka(b.ukuran).into(),
            (&b.pengunggah).into(),
            (&b.waktu).into(),
            angka(b.diterima).into(),
            angka(b.ditolak).into(),
            (&b.hasil).into(),
        ],
        1,
    )?;
    Ok(nomor)
}

/// Whose each PIN is by its newest row: revision and person.
pub fn peta_pin(tx: &mut Tx<'_>) -> Result<HashMap<String, (i64, i64)>, StoreError> {
    let mut peta = HashMap::new();
    tx.each(&PIN, &[], |r| {
        peta.insert(r.text(0)?, (r.i64(1)?, r.i64(2)?));
        Ok(())
    })?;
    Ok(peta)
}

/// A row to be added to the PIN map: PIN, revision, person, line.
pub type PinBerubah = (String, i64, u32, u32);

/// Of a given map, the rows that say something new.
pub fn pin_berubah(tx: &mut Tx<'_>, pemetaan: &[PinBaru]) -> Result<Vec<PinBerubah>, StoreError> {
    let ada = peta_pin(tx)?;
    let berubah = pemetaan.iter().filter_map(|p| match ada.get(&p.pin) {
        Some((_, lama)) if *lama == i64::from(p.pegawai) => None,
        Some((revisi, _)) => Some((p.pin.clone(), revisi + 1, p.pegawai, p.baris)),
        None => Some((p.pin.clone(), 1, p.pegawai, p.baris)),
    });
    Ok(berubah.collect())
}

/// Adds rows of the PIN map.
pub fn sisip_pin(tx: &mut Tx<'_>, berkas: i64, pin: &[PinBerubah]) -> Result<(), StoreError> {
    let rows = pin.iter().map(|(p, revisi, pegawai, baris)| -> [Arg<'_>; 5] {
        [p.into(), (*revisi).into(), (*pegawai).into(), berkas.into(), (*baris).into()]
    });
    tx.exec_many(&SISIP_PIN, rows).map(|_| ())
}

/// Of punches sorted by their key, those not stored yet. Both sides are read in the order of the key, once.
pub fn presensi_baru(tx: &mut Tx<'_>, ketukan: &[Ketukan]) -> Result<Vec<Ketukan>, StoreError> {
    let mut baru = Vec::with_capacity(ketukan.len());
    for bulan in ketukan.chunk_by(|a, b| a.periode == b.periode) {
        let Some(periode) = bulan.first().map(|k| k.periode) else { continue };
        let mut sisa = bulan.iter().peekable();
        tx.each(&PRESENSI, &[periode.into()], |r| {
            let ada = (r.i64(0)?, r.i64(1)?, r.i64(2)?, r.i64(3)?);
            while let Some(k) = sisa.next_if(|k| kunci_presensi(k) <= ada) {
                if kunci_presensi(k) != ada {
                    baru.push(*k);
                }
            }
            Ok(())
        })?;
        baru.extend(sisa.copied());
    }
    baru.dedup_by_key(|k| (k.periode, kunci_presensi(k)));
    Ok(baru)
}

fn kunci_presensi(k: &Ketukan) -> (i64, i64, i64, i64) {
    (i64::from(k.pegawai), i64::from(k.hari), i64::from(k.detik), i64::from(k.arah))
}

/// Adds punches.
pub fn sisip_presensi(tx: &mut Tx<'_>, berkas: i64, ketukan: &[Ketukan]) -> Result<(), StoreError> {
    let rows = ketukan.iter().map(|k| -> [Arg<'static>; 7] {
        [
            k.periode.into(),
            k.pegawai.into(),
            k.hari.into(),
            k.detik.into(),
            k.arah.into(),
            berkas.into(),
            k.baris.into(),
        ]
    });
    tx.exec_many(&SISIP_PRESENSI, rows).map(|_| ())
}

/// A punch as the numbers of a staged piece.
#[must_use]
pub fn angka_presensi(k: &Ketukan) -> [i64; 6] {
    let (pegawai, hari, detik, arah) = kunci_presensi(k);
    [i64::from(k.periode), pegawai, hari, detik, arah, i64::from(k.baris)]
}

/// Adds punches of a staged piece.
pub fn sisip_presensi_tahap(tx: &mut Tx<'_>, berkas: i64, baris: &[[i64; 6]]) -> Result<(), StoreError> {
    let rows = baris.iter().map(|[periode, pegawai, hari, detik, arah, nomor]| -> [Arg<'static>; 7] {
        [*periode, *pegawai, *hari, *detik, *arah, berkas, *nomor].map(Arg::I64)
    });
    tx.exec_many(&SISIP_PRESENSI, rows).map(|_| ())
}

/// The numbers of these texts, new ones added.
pub fn nomor_kegiatan(tx: &mut Tx<'_>, uraian: &[String]) -> Result<Vec<i64>, StoreError> {
    let mut ada: HashMap<String, i64> = HashMap::new();
    if uraian.len() > BATAS_SATUAN {
        ada = peta_kegiatan(tx)?;
    } else {
        for u in uraian {
            if let Some(n) = tx.one(&KEGIATAN, &[u.into()], |r| r.i64(0))? {
                ada.insert(u.clone(), n);
            }
        }
    }
    let mut akhir = tx.one(&NOMOR_KEGIATAN, &[], |r| r.i64(0))?.unwrap_or_default();
    let mut baru: Vec<(i64, &str)> = Vec::new();
    let nomor: Vec<i64> = uraian
        .iter()
        .map(|u| {
            ada.get(u).copied().unwrap_or_else(|| {
                akhir += 1;
                baru.push((akhir, u.as_str()));
                akhir
            })
        })
        .collect();
    let rows = baru.iter().map(|(n, u)| -> [Arg<'_>; 2] { [(*n).into(), (*u).into()] });
    if tx.exec_many(&SISIP_KEGIATAN, rows)? == u64::try_from(baru.len()).unwrap_or(u64::MAX) {
        return Ok(nomor);
    }
    // somebody entered one of the texts meanwhile: theirs is its number
    let satu = |u: &String| tx.one(&KEGIATAN, &[u.into()], |r| r.i64(0));
    let nomor: Option<Vec<i64>> = uraian.iter().map(satu).collect::<Result<_, _>>()?;
    nomor.ok_or(StoreError::VersionConflict { statement: KEGIATAN.name })
}

/// The number of every text.
pub fn peta_kegiatan(tx: &mut Tx<'_>) -> Result<HashMap<String, i64>, StoreError> {
    let mut ada = HashMap::new();
    tx.each(&SEMUA_KEGIATAN, &[], |r| {
        ada.insert(r.text(0)?, r.i64(1)?);
        Ok(())
    })?;
    Ok(ada)
}

/// Adds texts that follow the number `akhir`; `false` when others have followed it by now, or have brought one of the texts:
/// then the numbers must be looked up again.
pub fn tambah_kegiatan(tx: &mut Tx<'_>, akhir: i64, uraian: &[String]) -> Result<bool, StoreError> {
    kunci(tx)?;
    if tx.one(&NOMOR_KEGIATAN, &[], |r| r.i64(0))? != Some(akhir) {
        return Ok(false);
    }
    let rows = (akhir + 1..).zip(uraian).map(|(n, u)| -> [Arg<'_>; 2] { [n.into(), u.into()] });
    // fewer when somebody entered one of the texts meanwhile: theirs is its number
    Ok(tx.exec_many(&SISIP_KEGIATAN, rows)? == u64::try_from(uraian.len()).unwrap_or(u64::MAX))
}

/// One activity as the table has it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct BarisAktivitasBaru {
    periode: u32,
    pegawai: u32,
    hari: u8,
    kegiatan: i64,
    urut: i64,
    revisi: i64,
    menit: u16,
    status: u8,
    baris: u32,
}

impl BarisAktivitasBaru {
    fn kunci(&self) -> (i64, i64, i64, i64) {
        (i64::from(self.pegawai), i64::from(self.hari), self.kegiatan, self.urut)
    }

    fn isi(&self) -> (i64, i64) {
        (i64::from(self.menit), i64::from(self.status))
    }

    /// The row as the numbers of a staged piece.
    #[must_use]
    pub fn angka(&self) -> [i64; 9] {
        let ((pegawai, hari, kegiatan, urut), (menit, status)) = (self.kunci(), self.isi());
        let (periode, baris) = (i64::from(self.periode), i64::from(self.baris));
        [periode, pegawai, hari, kegiatan, urut, self.revisi, menit, status, baris]
    }

    /// Whether this row replaces an earlier one.
    pub fn pembetulan(&self) -> bool {
        self.revisi > 1
    }
}

/// Of the activities of a file, the rows to add: new ones, and corrections of stored ones. `nomor` gives each text's number.
///
/// The same activity done several times on a day is told apart by `urut`, counted in the order of minutes and status and
/// not of lines, so that the same file in another order changes nothing.
pub fn aktivitas_baru(
    tx: &mut Tx<'_>,
    butir: &[Butir],
    nomor: &[i64],
) -> Result<Vec<BarisAktivitasBaru>, StoreError> {
    let semua = bernomor(butir, nomor);
    let mut baru = Vec::with_capacity(semua.len());
    for bulan in semua.chunk_by(|a, b| a.periode == b.periode) {
        sandingkan(tx, bulan, &mut baru)?;
    }
    Ok(baru)
}

/// Activities of a month that has none yet, as rows in the order of their key: what [`aktivitas_baru`] compares.
#[must_use]
pub fn bernomor(butir: &[Butir], nomor: &[i64]) -> Vec<BarisAktivitasBaru> {
    let mut semua: Vec<BarisAktivitasBaru> = butir
        .iter()
        .filter_map(|b| {
            let kegiatan = nomor.get(usize::try_from(b.uraian).ok()?).copied()?;
            let Butir { periode, pegawai, hari, menit, status, baris, .. } = *b;
            Some(BarisAktivitasBaru {
                periode,
                pegawai,
                hari,
                kegiatan,
                urut: 1,
                revisi: 1,
                menit,
                status,
                baris,
            })
        })
        .collect();
    semua.sort_unstable_by_key(|a| (a.periode, a.pegawai, a.hari, a.kegiatan, a.menit, a.status, a.baris));
    for i in 1..semua.len() {
        let Some([a, b]) = semua.get_mut(i - 1..=i) else { continue };
        if (a.periode, a.pegawai, a.hari, a.kegiatan) == (b.periode, b.pegawai, b.hari, b.kegiatan) {
            b.urut = a.urut + 1;
        }
    }
    semua
}

/// Key, revision and contents (minutes, status) of a stored activity.
type Tersimpan = ((i64, i64, i64, i64), i64, (i64, i64));

/// Walks one month of the file and of the table side by side, both in the order of the key.
fn sandingkan(
    tx: &mut Tx<'_>,
    bulan: &[BarisAktivitasBaru],
    baru: &mut Vec<BarisAktivitasBaru>,
) -> Result<(), StoreError> {
    let Some(periode) = bulan.first().map(|a| a.periode) else { return Ok(()) };
    let mut sisa = bulan.iter().peekable();
    // the newest stored row of the key being passed
    let mut ada: Option<Tersimpan> = None;
    let mut lewati = |ada: Option<Tersimpan>, baru: &mut Vec<_>| {
        let Some((kunci, revisi, isi)) = ada else { return };
        while let Some(a) = sisa.next_if(|a| a.kunci() <= kunci) {
            if a.kunci() != kunci {
                baru.push(*a);
            } else if a.isi() != isi {
                baru.push(BarisAktivitasBaru { revisi: revisi + 1, ..*a });
            }
        }
    };
    tx.each(&AKTIVITAS, &[periode.into()], |r| {
        let kunci = (r.i64(0)?, r.i64(1)?, r.i64(2)?, r.i64(3)?);
        if ada.is_some_and(|(lama, ..)| lama != kunci) {
            lewati(ada, baru);
        }
        ada = Some((kunci, r.i64(4)?, (r.i64(5)?, r.i64(6)?)));
        Ok(())
    })?;
    lewati(ada, baru);
    baru.extend(sisa.copied());
    Ok(())
}

/// Adds activities.
pub fn sisip_aktivitas(tx: &mut Tx<'_>, berkas: i64, baris: &[BarisAktivitasBaru]) -> Result<(), StoreError> {
    let rows = baris.iter().map(|a| -> [Arg<'static>; 10] {
        [
            a.periode.into(),
            a.pegawai.into(),
            a.hari.into(),
            a.kegiatan.into(),
            a.urut.into(),
            a.revisi.into(),
            i32::from(a.menit).into(),
            a.status.into(),
            berkas.into(),
            a.baris.into(),
        ]
    });
    tx.exec_many(&SISIP_AKTIVITAS, rows).map(|_| ())
}

/// Adds activities of a staged piece.
pub fn sisip_aktivitas_tahap(tx: &mut Tx<'_>, berkas: i64, baris: &[[i64; 9]]) -> Result<(), StoreError> {
    let rows = baris.iter().map(|b| -> [Arg<'static>; 10] {
        let [periode, pegawai, hari, kegiatan, urut, revisi, menit, status, nomor] = *b;
        [periode, pegawai, hari, kegiatan, urut, revisi, menit, status, berkas, nomor].map(Arg::I64)
    });
    tx.exec_many(&SISIP_AKTIVITAS, rows).map(|_| ())
}
