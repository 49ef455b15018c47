-- Second factors (RFC 6238). `langkah` is the last time step that was accepted: none is accepted twice.
-- `dipastikan` is empty until the first right code; until then the factor is not asked for.
CREATE TABLE akses_faktor (
    akun        TEKS NOT NULL PRIMARY KEY REFERENCES akses_akun (id),
    rahasia     BITA NOT NULL,
    langkah     BILANGAN NOT NULL,
    gagal       BILANGAN NOT NULL,
    dipastikan  TEKS
);

-- Recovery codes, hashed; each opens once.
CREATE TABLE akses_pemulihan (
    sidik    TEKS NOT NULL PRIMARY KEY,
    akun     TEKS NOT NULL REFERENCES akses_akun (id),
    dipakai  TEKS
);
CREATE INDEX akses_pemulihan_akun ON akses_pemulihan (akun);

-- One-time secrets: an invitation, a new password, the time between password and second factor.
CREATE TABLE akses_tautan (
    sidik        TEKS NOT NULL PRIMARY KEY,
    akun         TEKS NOT NULL REFERENCES akses_akun (id),
    jenis        TEKS NOT NULL CHECK (jenis IN ('sandi', 'faktor')),
    kedaluwarsa  TEKS NOT NULL,
    dipakai      TEKS
);
CREATE INDEX akses_tautan_akun ON akses_tautan (akun);

-- Tokens of machines: some acts of a person, within a jurisdiction, until a moment.
CREATE TABLE akses_token (
    id           TEKS NOT NULL PRIMARY KEY,
    sidik        TEKS NOT NULL UNIQUE,
    akun         TEKS NOT NULL REFERENCES akses_akun (id),
    nama         TEKS NOT NULL,
    akt          TEKS NOT NULL,
    lingkup      TEKS NOT NULL,
    dibuat       TEKS NOT NULL,
    kedaluwarsa  TEKS NOT NULL,
    dicabut      TEKS,
    terakhir     TEKS
);
CREATE INDEX akses_token_akun ON akses_token (akun);

-- Failed sign-ins by address, since the last hour without one.
CREATE TABLE akses_alamat (
    alamat           TEKS NOT NULL PRIMARY KEY,
    gagal            BILANGAN NOT NULL,
    pada             TEKS NOT NULL,
    terkunci_sampai  TEKS
);

-- The region's own rules of signing in; what is missing has its default.
CREATE TABLE akses_aturan (
    kunci  TEKS NOT NULL PRIMARY KEY,
    nilai  TEKS NOT NULL
);

ALTER TABLE akses_sesi ADD COLUMN perangkat TEKS;
ALTER TABLE akses_sesi ADD COLUMN alamat TEKS;
ALTER TABLE akses_sesi ADD COLUMN terlihat TEKS;
