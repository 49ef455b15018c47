//! SQL of documents given out.

use balai_kernel::Waktu;
use balai_store::{StoreError, Tx, sql};

use super::Dokumen;

sql! {
    SATU = "SELECT kode, jenis, judul, nomor, sasaran, versi, nama, sidik, cocok, terbit FROM dokumen_terbit
        WHERE kode = $1";
    SIMPAN = "INSERT INTO dokumen_terbit (kode, jenis, judul, nomor, sasaran, versi, nama, sidik, cocok, terbit)
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)";
    PENGGANTI = "SELECT versi, terbit FROM dokumen_terbit WHERE sasaran = $1 AND versi > $2
        ORDER BY versi DESC, terbit, kode LIMIT 1";
    BATAL = "SELECT alasan, pada FROM dokumen_batal WHERE kode = $1";
    SIMPAN_BATAL = "INSERT INTO dokumen_batal (kode, alasan, pada) VALUES ($1, $2, $3)";
}

balai_store::statements![SATU, SIMPAN, PENGGANTI, BATAL, SIMPAN_BATAL];

pub(super) fn satu(tx: &mut Tx<'_>, kode: &str) -> Result<Option<Dokumen>, StoreError> {
    tx.one(&SATU, &[kode.into()], |r| {
        Ok(Dokumen {
            kode: r.text(0)?,
            jenis: r.text(1)?,
            judul: r.text(2)?,
            nomor: r.text(3)?,
            sasaran: r.text(4)?,
            versi: r.i64(5)?,
            nama: r.text(6)?,
            sidik: r.text(7)?,
            cocok: r.text(8)?,
            terbit: r.parse(9)?,
        })
    })
}

pub(super) fn simpan(tx: &mut Tx<'_>, d: &Dokumen) -> Result<(), StoreError> {
    let terbit = d.terbit.to_string();
    let nilai = [
        (&d.kode).into(),
        (&d.jenis).into(),
        (&d.judul).into(),
        (&d.nomor).into(),
        (&d.sasaran).into(),
        d.versi.into(),
        (&d.nama).into(),
        (&d.sidik).into(),
        (&d.cocok).into(),
        (&terbit).into(),
    ];
    tx.exec_expect(&SIMPAN, &nilai, 1)
}

/// The newest later version of the same thing that was given out, and when.
pub(super) fn pengganti(tx: &mut Tx<'_>, d: &Dokumen) -> Result<Option<(i64, Waktu)>, StoreError> {
    tx.one(&PENGGANTI, &[(&d.sasaran).into(), d.versi.into()], |r| Ok((r.i64(0)?, r.parse(1)?)))
}

pub(super) fn batal(tx: &mut Tx<'_>, kode: &str) -> Result<Option<(String, Waktu)>, StoreError> {
    tx.one(&BATAL, &[kode.into()], |r| Ok((r.text(0)?, r.parse(1)?)))
}

pub(super) fn simpan_batal(tx: &mut Tx<'_>, kode: &str, alasan: &str, pada: Waktu) -> Result<(), StoreError> {
    let pada = pada.to_string();
    tx.exec_expect(&SIMPAN_BATAL, &[kode.into(), alasan.into(), (&pada).into()], 1)
}
