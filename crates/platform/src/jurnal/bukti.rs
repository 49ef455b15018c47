//! Proofs that leave the machine: this event is in the log; this log continues that one.

use balai_kernel::{Galat, Lingkup};
use serde_json::{Value, json};

use super::kanonik::Pribadi;
use super::pohon::{Sidik, jalan_lanjut, jalan_masuk};
use super::simpan::node;
use super::{b64, baris, ekspor, titik};
use crate::{Refusal, Region};

/// What a proof of inclusion calls itself.
pub(super) const BUKTI: &str = "jurnal-bukti-1";
/// What a proof of consistency calls itself.
pub(super) const LANJUT: &str = "jurnal-lanjut-1";

fn jalan_json(jalan: &[Sidik]) -> Value {
    jalan.iter().map(|s| Value::from(b64(s))).collect()
}

/// The proof that an event within a jurisdiction stands in the log, under the first checkpoint that covers it:
/// a JSON document that `balai journal verify` checks on any machine. With `pribadi` it carries the personal part.
///
/// # Errors
/// [`Refusal::NotFound`] without such an event, `PLT-103` while no checkpoint covers it.
pub fn bukti(daerah: &Region, lingkup: &Lingkup, id: &str, pribadi: bool) -> Result<Value, Refusal> {
    daerah.read(|tx| {
        let catatan = baris::satu_catatan(tx, lingkup, id)?.ok_or(Refusal::NotFound)?;
        let belum = || Galat::baru("PLT-103").dengan("id", id);
        let nomor = catatan.nomor.ok_or_else(belum)?;
        let titik = titik::mencakup(tx, nomor)?.ok_or_else(belum)?;
        let jalan = jalan_masuk(nomor, titik.ukuran, &mut |t, n| node(tx, t, n))?;
        let (inti, isi) = ekspor::satu(tx, id)?.ok_or(Refusal::NotFound)?;
        let isi: Option<Pribadi> = isi.filter(|_| pribadi);
        Ok(json!({
            "balai": BUKTI,
            "nomor": nomor,
            "bita": b64(&inti.bita()),
            "pribadi": isi.as_ref().map(ekspor::pribadi_json),
            "jalan": jalan_json(&jalan),
            "titik": titik.nota,
        }))
    })
}

/// The proof that the log of one checkpoint continues that of another: sizes as in the checkpoints, the first and
/// the last one when none are given.
///
/// # Errors
/// `PLT-104` when there is no checkpoint of such a size.
pub fn konsistensi(daerah: &Region, dari: Option<u64>, ke: Option<u64>) -> Result<Value, Refusal> {
    daerah.read(|tx| {
        let tiada = |n: Option<u64>| {
            let ukuran = n.map_or_else(|| "-".to_owned(), |n| n.to_string());
            Refusal::from(Galat::baru("PLT-104").dengan("ukuran", ukuran))
        };
        let lama = if let Some(n) = dari { titik::berukuran(tx, n) } else { titik::pertama(tx) }?;
        let lama = lama.ok_or_else(|| tiada(dari))?;
        let baru = if let Some(n) = ke { titik::berukuran(tx, n) } else { titik::terakhir(tx) }?;
        let baru = baru.filter(|b| b.ukuran >= lama.ukuran).ok_or_else(|| tiada(ke))?;
        let jalan = jalan_lanjut(lama.ukuran, baru.ukuran, &mut |t, n| node(tx, t, n))?;
        Ok(json!({ "balai": LANJUT, "dari": lama.nota, "ke": baru.nota, "jalan": jalan_json(&jalan) }))
    })
}
