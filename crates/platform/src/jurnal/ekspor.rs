//! The whole journal as a file of JSON lines, checkable without us. Specified in `docs/jurnal.md`.

use std::io::{self, Write};

use balai_store::{StoreError, Tx, sql};
use serde_json::{Value, json};
use sha2::{Digest, Sha256};

use super::kanonik::{Inti, Pribadi};
use super::simpan::{bilangan, keadaan};
use super::{b64, baris, heks, titik};
use crate::{Kerusakan, Refusal, Region};

/// What an export calls itself.
pub(super) const EKSPOR: &str = "jurnal-ekspor-1";

macro_rules! kolom {
    ($awal:literal, $sisa:literal) => {
        concat!(
            "SELECT ",
            $awal,
            "j.id, j.waktu, j.akt, j.aktor, j.kapasitas, j.asal, j.sasaran, j.jalur_unit, j.tujuan, j.isi, j.sebelum, \
             j.sesudah, j.komitmen, p.garam, p.aktor_nama, p.alasan, p.isi FROM ",
            $sisa
        )
    };
}

sql! {
    SATU = kolom!("", "jurnal j LEFT JOIN jurnal_pribadi p ON p.id = j.id WHERE j.id = $1");
    TERSEGEL = kolom!("d.nomor, d.daun, ", "jurnal_daun d LEFT JOIN jurnal j ON j.id = d.id \
        LEFT JOIN jurnal_pribadi p ON p.id = d.id WHERE d.nomor < $1 ORDER BY d.nomor");
    EKOR = kolom!("", "jurnal_antre a JOIN jurnal j ON j.id = a.id LEFT JOIN jurnal_pribadi p ON p.id = j.id \
        ORDER BY a.id");
    SEMUA_TITIK = "SELECT id, ukuran, dibuat, nota FROM jurnal_titik WHERE ukuran <= $1 ORDER BY ukuran, id";
}
balai_store::statements![SATU, TERSEGEL, EKOR, SEMUA_TITIK];

/// One event with its personal part.
pub(super) fn satu(tx: &mut Tx<'_>, id: &str) -> Result<Option<(Inti, Option<Pribadi>)>, StoreError> {
    tx.one(&SATU, &[id.into()], |r| Ok((baris::inti(r, 0)?, baris::pribadi(r, 13)?)))
}

/// The personal part as exports and proofs write it.
pub(super) fn pribadi_json(p: &Pribadi) -> Value {
    json!({
        "garam": p.garam.as_deref().map(b64), "aktor_nama": p.aktor_nama, "alasan": p.alasan, "isi": p.isi,
    })
}

/// Writes lines and remembers their hash.
struct Penulis<'w> {
    ke: &'w mut (dyn Write + Send),
    sidik: Sha256,
    gagal: Option<io::Error>,
}

impl Penulis<'_> {
    fn baris(&mut self, isi: &Value) {
        let teks = format!("{isi}\n");
        self.sidik.update(&teks);
        if self.gagal.is_none() {
            self.gagal = self.ke.write_all(teks.as_bytes()).err();
        }
    }
}

/// Writes the journal: head, checkpoints, sealed events in their order, the tail that waits, and a last line that
/// counts them. Without `pribadi` the personal parts stay at home; everything sealed can be checked all the same.
/// Returns how many events were written.
///
/// # Errors
/// [`Refusal::Internal`] when the file or the database fails.
pub fn ekspor(
    daerah: &Region,
    kunci: Option<&str>,
    pribadi: bool,
    ke: &mut (dyn Write + Send),
) -> Result<u64, Refusal> {
    let (asal, dibuat) = (super::asal_log(daerah.kode()), daerah.sekarang().to_string());
    let mut penulis = Penulis { ke, sidik: Sha256::new(), gagal: None };
    let (tersegel, menunggu) = daerah.read(|tx| -> Result<_, Refusal> {
        let k = keadaan(tx)?;
        penulis.baris(&json!({
            "balai": EKSPOR, "asal": asal, "dibuat": dibuat, "kunci": kunci, "ukuran": k.ukuran, "pribadi": pribadi,
        }));
        tx.each(&SEMUA_TITIK, &[bilangan(k.ukuran).into()], |r| {
            penulis.baris(&json!({ "titik": titik::baris(r)?.nota }));
            Ok(())
        })?;
        let mut n = 0_u64;
        tx.each(&TERSEGEL, &[bilangan(k.ukuran).into()], |r| {
            let ada = r.opt_str(2)?.is_some();
            let inti = if ada { Some(baris::inti(r, 2)?.bita()) } else { None };
            let isi = if pribadi && ada { baris::pribadi(r, 15)? } else { None };
            penulis.baris(&json!({
                "n": r.i64(0)?, "daun": b64(&r.bytes(1)?), "bita": inti.as_deref().map(b64),
                "pribadi": isi.as_ref().map(pribadi_json),
            }));
            n += 1;
            Ok(())
        })?;
        let mut ekor = 0_u64;
        tx.each(&EKOR, &[], |r| {
            let isi = if pribadi { baris::pribadi(r, 13)? } else { None };
            penulis.baris(&json!({
                "n": null, "bita": b64(&baris::inti(r, 0)?.bita()), "pribadi": isi.as_ref().map(pribadi_json),
            }));
            ekor += 1;
            Ok(())
        })?;
        Ok((n, ekor))
    })?;
    let sidik = heks(&penulis.sidik.clone().finalize());
    penulis.baris(&json!({ "akhir": { "tersegel": tersegel, "menunggu": menunggu, "sidik": sidik } }));
    match penulis.gagal {
        None => Ok(tersegel + menunggu),
        Some(e) => Err(Refusal::Internal(Kerusakan::baru(format!("the export cannot be written: {e}")))),
    }
}
