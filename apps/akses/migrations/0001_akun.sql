-- Accounts. `nama_akun` is folded (lower case, no spaces); `nip` is the other name one may sign in by.
-- `sandi` is a PHC string of argon2id; `gagal` counts failures since the last success.
CREATE TABLE akses_akun (
    id               TEKS NOT NULL PRIMARY KEY,
    nama_akun        TEKS NOT NULL UNIQUE,
    nip              TEKS UNIQUE,
    nama             TEKS NOT NULL,
    sandi            TEKS NOT NULL,
    aktif            YA_TIDAK NOT NULL,
    gagal            BILANGAN NOT NULL CHECK (gagal >= 0),
    terkunci_sampai  TEKS,
    dibuat           TEKS NOT NULL,
    versi            BILANGAN NOT NULL
);

-- Sessions. Only the hash of the token is kept: whoever reads the database cannot sign in with it.
CREATE TABLE akses_sesi (
    sidik       TEKS NOT NULL PRIMARY KEY,
    akun        TEKS NOT NULL REFERENCES akses_akun (id),
    dibuat      TEKS NOT NULL,
    kedaluwarsa TEKS NOT NULL,
    dicabut     TEKS
);
CREATE INDEX akses_sesi_akun ON akses_sesi (akun);
CREATE INDEX akses_sesi_kedaluwarsa ON akses_sesi (kedaluwarsa);

-- Grants: a role over a jurisdiction between two days, by a decree. A grant ends by date, never by deletion.
CREATE TABLE akses_kewenangan (
    id         TEKS NOT NULL PRIMARY KEY,
    akun       TEKS NOT NULL REFERENCES akses_akun (id),
    peran      TEKS NOT NULL,
    lingkup    TEKS NOT NULL,
    kapasitas  TEKS NOT NULL,
    sejak      TEKS NOT NULL,
    sampai     TEKS,
    dasar      TEKS NOT NULL
);
CREATE INDEX akses_kewenangan_akun ON akses_kewenangan (akun);
