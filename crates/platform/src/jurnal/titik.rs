//! Signed checkpoints: made on demand and daily, kept for ever.

use balai_kernel::{Galat, Waktu};
use balai_store::{Row, StoreError, Tx, sql};

use super::kunci::KunciJurnal;
use super::nota::{KunciUji, Nota, Titik, tandatangani};
use super::simpan::{akar, bilangan, ukuran};
use crate::{Kerusakan, Refusal, Region};

/// Most checkpoints one reading gives.
const TITIK_MAKS: u32 = 1_000;

sql! {
    SIMPAN = "INSERT INTO jurnal_titik (id, ukuran, dibuat, nota) VALUES ($1, $2, $3, $4)";
    TERAKHIR = "SELECT id, ukuran, dibuat, nota FROM jurnal_titik ORDER BY ukuran DESC, id DESC LIMIT 1";
    TERBARU = "SELECT id, ukuran, dibuat, nota FROM jurnal_titik WHERE id < $1 ORDER BY id DESC LIMIT $2";
    PERTAMA_MENCAKUP = "SELECT id, ukuran, dibuat, nota FROM jurnal_titik WHERE ukuran > $1 ORDER BY ukuran, id LIMIT 1";
    BERUKURAN = "SELECT id, ukuran, dibuat, nota FROM jurnal_titik WHERE ukuran = $1 ORDER BY ukuran, id LIMIT 1";
    PERTAMA = "SELECT id, ukuran, dibuat, nota FROM jurnal_titik ORDER BY ukuran, id LIMIT 1";
}
balai_store::statements![SIMPAN, TERAKHIR, TERBARU, PERTAMA_MENCAKUP, BERUKURAN, PERTAMA];

/// A checkpoint as stored.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TitikTersimpan {
    /// Id of the row.
    pub id: String,
    /// Leaves it covers.
    pub ukuran: u64,
    /// When it was signed, UTC.
    pub dibuat: String,
    /// The signed note, as it is given away.
    pub nota: String,
}

impl TitikTersimpan {
    /// What was signed; `None` when the stored text is no checkpoint.
    pub fn titik(&self) -> Option<Titik> {
        Nota::dari(&self.nota)?.titik()
    }
}

pub(super) fn baris(r: &Row<'_>) -> Result<TitikTersimpan, StoreError> {
    let ukuran = u64::try_from(r.i64(1)?).map_err(|_| r.wrong(1, "a negative size"))?;
    Ok(TitikTersimpan { id: r.text(0)?, ukuran, dibuat: r.text(2)?, nota: r.text(3)? })
}

/// Checkpoints, newest first, older than the row `sebelum` when given. At most 1,000.
///
/// # Errors
/// The store's failure.
pub fn daftar_titik(
    tx: &mut Tx<'_>,
    sebelum: Option<&str>,
    banyak: u32,
) -> Result<Vec<TitikTersimpan>, StoreError> {
    tx.all(&TERBARU, &[sebelum.unwrap_or("~").into(), banyak.min(TITIK_MAKS).into()], baris)
}

/// The checkpoint over the most leaves.
pub(super) fn terakhir(tx: &mut Tx<'_>) -> Result<Option<TitikTersimpan>, StoreError> {
    tx.one(&TERAKHIR, &[], baris)
}

/// The checkpoint over the fewest leaves.
pub(super) fn pertama(tx: &mut Tx<'_>) -> Result<Option<TitikTersimpan>, StoreError> {
    tx.one(&PERTAMA, &[], baris)
}

/// The first checkpoint that covers leaf `nomor`.
pub(super) fn mencakup(tx: &mut Tx<'_>, nomor: u64) -> Result<Option<TitikTersimpan>, StoreError> {
    tx.one(&PERTAMA_MENCAKUP, &[bilangan(nomor).into()], baris)
}

/// A checkpoint of exactly this size.
pub(super) fn berukuran(tx: &mut Tx<'_>, ukuran: u64) -> Result<Option<TitikTersimpan>, StoreError> {
    tx.one(&BERUKURAN, &[bilangan(ukuran).into()], baris)
}

/// Seals what waits and signs size and root. Gives the last checkpoint back when nothing has happened since.
///
/// A tree that no longer continues the last checkpoint is not signed: the signature says that it does.
pub(crate) fn buat(daerah: &Region, kunci: &KunciJurnal) -> Result<TitikTersimpan, Refusal> {
    daerah.segel()?;
    let (n, akar_kini, lama) = daerah.read(|tx| -> Result<_, Refusal> {
        let n = ukuran(tx)?;
        let lama = terakhir(tx)?;
        if let Some(lama) = &lama {
            melanjutkan(tx, lama, n)?;
        }
        Ok((n, akar(tx, n)?, lama))
    })?;
    if let Some(lama) = lama.filter(|l| l.ukuran == n) {
        let milik_ini =
            KunciUji::dari(&kunci.vkey()).zip(Nota::dari(&lama.nota)).is_some_and(|(k, n)| n.sah(&k));
        if milik_ini {
            return Ok(lama);
        }
    }
    let waktu: Waktu = daerah.sekarang();
    let titik =
        Titik { asal: super::asal_log(daerah.kode()), ukuran: n, akar: akar_kini, waktu: Some(waktu) };
    let jadi = TitikTersimpan {
        id: daerah.id_baru().as_str().to_owned(),
        ukuran: n,
        dibuat: waktu.to_string(),
        nota: tandatangani(&titik, kunci.benih()),
    };
    let simpan = jadi.clone();
    daerah.upkeep(move |tx| {
        let nilai = [
            (&simpan.id).into(),
            bilangan(simpan.ukuran).into(),
            (&simpan.dibuat).into(),
            (&simpan.nota).into(),
        ];
        tx.exec_expect(&SIMPAN, &nilai, 1).map_err(Refusal::from)
    })?;
    Ok(jadi)
}

fn melanjutkan(tx: &mut Tx<'_>, lama: &TitikTersimpan, n: u64) -> Result<(), Refusal> {
    let beda = || Galat::baru("PLT-102").dengan("ukuran", lama.ukuran).dengan("dibuat", &lama.dibuat);
    let titik = lama.titik().ok_or_else(beda)?;
    if titik.ukuran > n || titik.ukuran != lama.ukuran {
        return Err(beda().into());
    }
    match akar(tx, titik.ukuran) {
        Ok(akar) if akar == titik.akar => Ok(()),
        Ok(_) | Err(StoreError::Inconsistent { .. }) => Err(beda().into()),
        Err(lain) => Err(Refusal::Internal(Kerusakan::baru(lain.to_string()))),
    }
}
