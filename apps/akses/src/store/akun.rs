//! SQL of the list of accounts.

use balai_kernel::{Id, Waktu};
use balai_store::{Row, StoreError, Tx, sql};

macro_rules! pilih {
    ($sisa:literal) => {
        concat!(
            "SELECT a.id, a.nama_akun, a.nip, a.nama, a.aktif, \
             (SELECT COUNT(*) FROM akses_faktor f WHERE f.akun = a.id AND f.dipastikan IS NOT NULL), a.masuk, \
             (SELECT MAX(t.kedaluwarsa) FROM akses_tautan t WHERE t.akun = a.id AND t.jenis = 'sandi' \
             AND t.dipakai IS NULL) FROM akses_akun a ",
            $sisa
        )
    };
}

sql! {
    HALAMAN = pilih!("WHERE a.nama_akun > $1 AND a.cari LIKE $2 ESCAPE '!' ORDER BY a.nama_akun LIMIT $3");
    SATU = pilih!("WHERE a.nama_akun = $1");
    NAMA = "SELECT nama FROM akses_akun WHERE id = $1";
    NAMA_PEMEGANG = "SELECT a.nama FROM akses_kewenangan k JOIN akses_akun a ON a.id = k.akun WHERE k.id = $1";
}
balai_store::statements![HALAMAN, SATU, NAMA, NAMA_PEMEGANG];

/// An account as an administrator sees it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BarisAkun {
    /// Its id.
    pub id: Id,
    /// The folded name.
    pub nama_akun: String,
    /// The staff number.
    pub nip: Option<String>,
    /// The person.
    pub nama: String,
    /// Whether it may sign in.
    pub aktif: bool,
    /// Whether a second factor is asked for.
    pub faktor: bool,
    /// The last sign-in; none of an account that was invited and never came.
    pub masuk: Option<Waktu>,
    /// Until when an unused link is good or was.
    pub tautan: Option<Waktu>,
}

/// What an account is found by.
pub(crate) fn lipat_cari(teks: &str) -> String {
    let kata: Vec<String> = teks.split_whitespace().map(str::to_lowercase).collect();
    kata.join(" ")
}

/// A search text as a LIKE pattern: what people type is never a wildcard.
fn pola(cari: &str) -> String {
    let mut jadi = String::from("%");
    for huruf in lipat_cari(cari).chars() {
        if matches!(huruf, '%' | '_' | '!') {
            jadi.push('!');
        }
        jadi.push(huruf);
    }
    jadi.push('%');
    jadi
}

/// Accounts after `sesudah` that hold the text, by account name.
pub(crate) fn halaman(
    tx: &mut Tx<'_>,
    (cari, sesudah): (&str, &str),
    banyak: u32,
) -> Result<Vec<BarisAkun>, StoreError> {
    let pola = pola(cari);
    tx.all(&HALAMAN, &[sesudah.into(), (&pola).into(), banyak.into()], baris)
}

/// The person of an account.
pub(crate) fn nama(tx: &mut Tx<'_>, akun: &Id) -> Result<Option<String>, StoreError> {
    tx.one(&NAMA, &[akun.as_str().into()], |r| r.text(0))
}

/// The person who holds a grant.
pub(crate) fn nama_pemegang(tx: &mut Tx<'_>, kewenangan: &Id) -> Result<Option<String>, StoreError> {
    tx.one(&NAMA_PEMEGANG, &[kewenangan.as_str().into()], |r| r.text(0))
}

pub(crate) fn satu(tx: &mut Tx<'_>, nama_akun: &str) -> Result<Option<BarisAkun>, StoreError> {
    tx.one(&SATU, &[nama_akun.into()], baris)
}

fn baris(r: &Row<'_>) -> Result<BarisAkun, StoreError> {
    Ok(BarisAkun {
        id: r.parse(0)?,
        nama_akun: r.text(1)?,
        nip: r.opt_text(2)?,
        nama: r.text(3)?,
        aktif: r.bool(4)?,
        faktor: r.i64(5)? > 0,
        masuk: r.opt_parse(6)?,
        tautan: r.opt_parse(7)?,
    })
}
