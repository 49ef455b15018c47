-- One row per act. Typed columns are what is asked for; `isi` is opaque JSON with the act's own facts.
-- `jalur_unit` is the unit as it was at the act, empty when the act concerns no unit.
CREATE TABLE jurnal (
    id          TEKS NOT NULL PRIMARY KEY,
    waktu       TEKS NOT NULL,
    akt         TEKS NOT NULL,
    aktor       TEKS NOT NULL,
    aktor_nama  TEKS NOT NULL,
    kapasitas   TEKS NOT NULL,
    sasaran     TEKS NOT NULL,
    jalur_unit  TEKS NOT NULL,
    alasan      TEKS,
    isi         TEKS NOT NULL,
    sebelum     TEKS,
    sesudah     TEKS
);
CREATE INDEX jurnal_sasaran ON jurnal (sasaran, id);
CREATE INDEX jurnal_unit ON jurnal (jalur_unit, id);

-- The region this database is, in one row.
CREATE TABLE daerah (
    kode    TEKS NOT NULL PRIMARY KEY,
    nama    TEKS NOT NULL,
    pemda   TEKS NOT NULL,
    zona    TEKS NOT NULL,
    warna   TEKS NOT NULL,
    contoh  YA_TIDAK NOT NULL,
    dibuat  TEKS NOT NULL
);

-- Published packages: immutable, addressed by the hash of package and adoption together.
CREATE TABLE paket_versi (
    sidik        TEKS NOT NULL PRIMARY KEY,
    paket        TEKS NOT NULL,
    versi        TEKS NOT NULL,
    berkas       TEKS NOT NULL,
    adopsi       TEKS,
    diterbitkan  TEKS NOT NULL,
    oleh         TEKS NOT NULL
);
CREATE INDEX paket_versi_paket ON paket_versi (paket, diterbitkan);

-- Refuse UPDATE and DELETE: by trigger on SQLite, by privilege on PostgreSQL.
HANYA_TAMBAH jurnal;
HANYA_TAMBAH paket_versi;
