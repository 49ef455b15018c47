//! What can go wrong between a statement and the database.

use std::fmt;

use balai_kernel::galat::{EntriKode, Galat};

/// Which kind of constraint refused a row.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Constraint {
    /// UNIQUE or PRIMARY KEY.
    Unique,
    /// FOREIGN KEY.
    ForeignKey,
    /// CHECK.
    Check,
    /// NOT NULL.
    NotNull,
}

/// What a statement, a transaction or the opening of a store can fail with.
///
/// "Not found" is not here: it is `None`. No variant carries a bound value, because these texts go to logs.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum StoreError {
    /// The database or the way to it failed: disk, network, syntax, privilege to connect.
    Driver {
        /// Name of the statement, or of the step (`begin`, `commit`, `open`).
        statement: &'static str,
        /// SQLSTATE on PostgreSQL, extended result code on SQLite, empty when there is none.
        code: String,
        /// The driver's words.
        detail: String,
    },
    /// The database answered with something the code does not expect.
    Inconsistent {
        /// Name of the statement.
        statement: &'static str,
        /// Name of the column, or of what is wrong when it is not one column.
        column: String,
        /// What was expected and what came.
        detail: String,
    },
    /// A statement changed another number of rows than the caller knows it must.
    RowsAffected {
        /// Name of the statement.
        statement: &'static str,
        /// Rows that had to change.
        expected: u64,
        /// Rows that did.
        found: u64,
    },
    /// The row was changed by someone else since it was read.
    VersionConflict {
        /// Name of the statement.
        statement: &'static str,
    },
    /// A constraint of the schema refused a row.
    Constraint {
        /// Name of the statement.
        statement: &'static str,
        /// Which kind.
        kind: Constraint,
        /// The same on both engines: `table.column,column` for unique and NOT NULL, the constraint's name
        /// for a named CHECK, empty for a foreign key (SQLite does not say which).
        on: String,
    },
    /// The table only grows: UPDATE and DELETE are refused by the database itself.
    AppendOnly {
        /// Name of the statement.
        statement: &'static str,
    },
    /// Someone else held the database or a row for longer than the limit; nothing was changed.
    Busy {
        /// Name of the statement.
        statement: &'static str,
    },
    /// There is no room left on the disk; nothing was changed.
    Full {
        /// Name of the statement.
        statement: &'static str,
    },
    /// An earlier statement of this transaction failed, so nothing more can be done in it.
    Aborted {
        /// Name of the statement that was not run.
        statement: &'static str,
    },
    /// A transaction was opened inside another one of the same thread.
    Nested,
    /// The address of the data cannot be used. Never carries the address itself: it may hold a password.
    Address(AddressProblem),
    /// What was copied out of one database cannot be copied into this one.
    Copy {
        /// What does not fit; names tables and columns only, never values.
        detail: String,
    },
    /// The schema and the migrations of this program do not fit together.
    Migration {
        /// The application whose migration it is.
        app: String,
        /// Its number.
        versi: u32,
        /// What is wrong.
        detail: String,
    },
}

/// Why an address of data cannot be used.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum AddressProblem {
    /// Empty, of another scheme, or the `host=.. password=..` form.
    Unknown,
    /// It begins as a postgres:// address and does not go on as one.
    Malformed,
    /// It asks for TLS.
    Tls,
    /// The database user may not make the role under which acts run.
    Role,
    /// The region's name is not one.
    Region,
}

impl AddressProblem {
    fn galat(self) -> Galat {
        let kode = match self {
            Self::Unknown => "SIM-010",
            Self::Malformed => "SIM-013",
            Self::Tls => "SIM-014",
            Self::Role => "SIM-015",
            Self::Region => "SIM-016",
        };
        let peran = ("peran", crate::ddl::ROLE.to_owned());
        Galat { kode, isian: if self == Self::Role { vec![peran] } else { vec![] } }
    }
}

impl StoreError {
    /// `table.column,column` of the unique constraint that refused the row, the same on both engines.
    pub fn unique(&self) -> Option<&str> {
        match self {
            StoreError::Constraint { kind: Constraint::Unique, on, .. } => Some(on),
            _ => None,
        }
    }

    /// Code and values for people; texts in [`KODE`].
    pub fn galat(&self) -> Galat {
        let named = |kode: &'static str, s: &str| Galat { kode, isian: vec![("pernyataan", s.to_owned())] };
        match self {
            StoreError::Driver { statement, .. } => named("SIM-001", statement),
            StoreError::Inconsistent { statement, .. } => named("SIM-002", statement),
            StoreError::RowsAffected { statement, .. } => named("SIM-003", statement),
            StoreError::VersionConflict { .. } => Galat { kode: "SIM-004", isian: vec![] },
            StoreError::Constraint { on, .. } => {
                Galat { kode: "SIM-005", isian: vec![("batasan", on.clone())] }
            }
            StoreError::AppendOnly { statement } => named("SIM-006", statement),
            StoreError::Busy { .. } => Galat { kode: "SIM-007", isian: vec![] },
            StoreError::Aborted { statement } => named("SIM-008", statement),
            StoreError::Nested => Galat { kode: "SIM-009", isian: vec![] },
            StoreError::Address(problem) => problem.galat(),
            StoreError::Full { .. } => Galat { kode: "SIM-012", isian: vec![] },
            StoreError::Copy { detail } => Galat { kode: "SIM-017", isian: vec![("sebab", detail.clone())] },
            StoreError::Migration { app, versi, detail } => Galat {
                kode: "SIM-011",
                isian: vec![("app", app.clone()), ("versi", versi.to_string()), ("sebab", detail.clone())],
            },
        }
    }
}

impl fmt::Display for StoreError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            StoreError::Driver { statement, code, detail } if code.is_empty() => {
                write!(f, "{statement}: {detail}")
            }
            StoreError::Driver { statement, code, detail } => {
                write!(f, "{statement}: database error {code}: {detail}")
            }
            StoreError::Inconsistent { statement, column, detail } => {
                write!(f, "{statement}: {column}: {detail}")
            }
            StoreError::RowsAffected { statement, expected, found } => {
                write!(f, "{statement}: changed {found} rows instead of {expected}")
            }
            StoreError::VersionConflict { statement } => {
                write!(f, "{statement}: the row has changed since it was read")
            }
            StoreError::Constraint { statement, kind, on } => {
                write!(f, "{statement}: refused by {kind:?} constraint {on}")
            }
            StoreError::AppendOnly { statement } => write!(f, "{statement}: the table only grows"),
            StoreError::Busy { statement } => write!(f, "{statement}: waited too long for a lock"),
            StoreError::Full { statement } => write!(f, "{statement}: the disk is full"),
            StoreError::Aborted { statement } => {
                write!(f, "{statement}: not run, the transaction has already failed")
            }
            StoreError::Nested => f.write_str("a transaction was opened inside a transaction"),
            StoreError::Address(problem) => write!(f, "data address: {problem:?}"),
            StoreError::Copy { detail } => write!(f, "copy: {detail}"),
            StoreError::Migration { app, versi, detail } => {
                write!(f, "migration {app} {versi}: {detail}")
            }
        }
    }
}

impl std::error::Error for StoreError {}

macro_rules! kode {
    ($($kode:literal $id:literal $en:literal $saran_id:literal $saran_en:literal)*) => {
        /// Texts of the store's errors for people, prefix `SIM`.
        pub const KODE: &[EntriKode] = &[$(
            EntriKode { kode: $kode, id: $id, en: $en, saran_id: $saran_id, saran_en: $saran_en },
        )*];
    };
}

kode! {
    "SIM-001" "Basis data gagal menjalankan {pernyataan}." "The database failed to run {pernyataan}."
    "Coba lagi; bila tetap gagal, periksa ruang disk dan sambungan basis data."
    "Try again; if it keeps failing, check disk space and the database connection."
    "SIM-002" "Jawaban basis data atas {pernyataan} tidak seperti yang diharapkan."
    "The database's answer to {pernyataan} is not what was expected."
    "Laporkan kepada pengelola sistem; data tidak diubah."
    "Report this to the administrator; no data was changed."
    "SIM-003" "{pernyataan} mengubah jumlah baris yang tidak semestinya, jadi dibatalkan."
    "{pernyataan} changed a wrong number of rows and was undone."
    "Laporkan kepada pengelola sistem; data tidak diubah."
    "Report this to the administrator; no data was changed."
    "SIM-004" "Data ini telah diubah orang lain sejak Anda membukanya."
    "Someone else has changed this since you opened it."
    "Muat ulang halaman, periksa perubahannya, lalu ulangi."
    "Reload the page, look at the change, then do it again."
    "SIM-005" "Data ditolak oleh aturan basis data {batasan}." "The database rule {batasan} refused the data."
    "Periksa apakah data yang sama sudah ada atau ada isian yang kosong."
    "Check whether the same data already exists or a value is missing."
    "SIM-006" "Catatan yang sudah ditulis tidak dapat diubah atau dihapus ({pernyataan})."
    "A written record cannot be changed or deleted ({pernyataan})."
    "Buat catatan pembetulan yang menunjuk catatan lama." "Write a correction that points back to it."
    "SIM-007" "Basis data sedang sibuk; tidak ada yang diubah." "The database is busy; nothing was changed."
    "Tunggu sebentar lalu ulangi." "Wait a moment and do it again."
    "SIM-008" "{pernyataan} tidak dijalankan karena langkah sebelumnya gagal."
    "{pernyataan} was not run because an earlier step failed."
    "Lihat galat pertama pada catatan sistem." "Look for the first error in the system log."
    "SIM-009" "Transaksi dibuka di dalam transaksi lain." "A transaction was opened inside another one."
    "Laporkan kepada pengelola sistem; ini kesalahan program."
    "Report this to the administrator; it is a defect of the program."
    "SIM-010" "Alamat data itu kosong, atau bukan folder dan bukan alamat postgres://."
    "The data address is empty, or neither a folder nor a postgres:// address."
    "Berikan folder, atau alamat seperti postgres://pengguna@host/basisdata."
    "Give a folder, or an address such as postgres://user@host/database."
    "SIM-011" "Skema {app} versi {versi} tidak cocok dengan program ini: {sebab}."
    "Schema {app} version {versi} does not fit this program: {sebab}."
    "Pakai program dengan versi yang sama atau lebih baru; jangan ubah migrasi yang sudah terbit."
    "Use the same or a newer version of the program; never edit a released migration."
    "SIM-012" "Ruang penyimpanan penuh; perubahan ini tidak disimpan."
    "The storage is full; this change was not saved."
    "Minta pengelola sistem mengosongkan ruang disk, lalu ulangi."
    "Ask the administrator to free disk space, then do it again."
    "SIM-013" "Alamat postgres:// itu tidak terbaca." "The postgres:// address cannot be read."
    "Tulis postgres://pengguna:sandi@host:5432/basisdata; huruf khusus dalam sandi ditulis %40 untuk @, %2F untuk /."
    "Write postgres://user:password@host:5432/database; special letters in the password as %40 for @, %2F for /."
    "SIM-014" "Alamat itu meminta TLS; program ini bicara dengan PostgreSQL lewat soket atau jaringan pribadi, tanpa TLS."
    "The address asks for TLS; this program speaks to PostgreSQL over a socket or a private network, without TLS."
    "Pakai soket atau terowongan (ssh, WireGuard) ke server basis data, lalu hapus sslmode=require."
    "Use a socket or a tunnel (ssh, WireGuard) to the database server, and take sslmode=require away."
    "SIM-015" "Pengguna basis data ini tidak boleh membuat peran {peran}." "This database user may not create the role {peran}."
    "Minta pengelola basis data menjalankan: CREATE ROLE {peran} NOLOGIN; GRANT {peran} TO pengguna_ini"
    "Let a database administrator run: CREATE ROLE {peran} NOLOGIN; GRANT {peran} TO this_user"
    "SIM-016" "Kode daerah itu tidak dapat menjadi nama basis data." "That region code cannot name a database."
    "Tulis kodenya dengan angka dan titik, misalnya 32.73." "Write the code with digits and dots, such as 32.73."
    "SIM-017" "Salinan data ini tidak dapat masuk ke sini: {sebab}." "This copy of data cannot come in here: {sebab}."
    "Pulihkan ke tempat yang kosong dengan versi Balai yang membuat cadangannya atau yang lebih baru; bila tetap ditolak, pakai cadangan lain."
    "Restore to an empty place with the version of Balai that made the backup or a newer one; if it is still refused, use another backup."
}

#[cfg(test)]
mod tests {
    use super::*;
    use balai_kernel::galat::isian_teks;

    #[test]
    fn both_languages_of_each_code_fill_the_same_blanks() {
        for e in KODE {
            assert_eq!(isian_teks(e.id), isian_teks(e.en), "{}", e.kode);
        }
    }

    #[test]
    fn every_error_has_its_text() {
        let errors = [
            StoreError::Driver { statement: "s", code: String::new(), detail: String::new() },
            StoreError::Inconsistent { statement: "s", column: String::new(), detail: String::new() },
            StoreError::RowsAffected { statement: "s", expected: 1, found: 0 },
            StoreError::VersionConflict { statement: "s" },
            StoreError::Constraint { statement: "s", kind: Constraint::Unique, on: "a.b".into() },
            StoreError::AppendOnly { statement: "s" },
            StoreError::Busy { statement: "s" },
            StoreError::Full { statement: "s" },
            StoreError::Aborted { statement: "s" },
            StoreError::Nested,
            StoreError::Address(AddressProblem::Unknown),
            StoreError::Copy { detail: String::new() },
            StoreError::Address(AddressProblem::Malformed),
            StoreError::Address(AddressProblem::Tls),
            StoreError::Address(AddressProblem::Role),
            StoreError::Address(AddressProblem::Region),
            StoreError::Migration { app: "a".into(), versi: 1, detail: "d".into() },
        ];
        assert_eq!(errors.len(), KODE.len());
        for e in errors {
            let galat = e.galat();
            let entri = EntriKode::cari(KODE, galat.kode).unwrap();
            for nama in isian_teks(entri.id) {
                assert!(galat.isian.iter().any(|(n, _)| *n == nama), "{} lacks {nama}", galat.kode);
            }
        }
    }

    #[test]
    fn a_failure_without_a_code_reads_as_a_sentence() {
        let e =
            StoreError::Driver { statement: "open", code: String::new(), detail: "no such folder".into() };
        assert_eq!(e.to_string(), "open: no such folder");
    }
}
