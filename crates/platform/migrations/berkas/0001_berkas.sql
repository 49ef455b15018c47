-- Files by the SHA-256 of what is kept. `diterima` is when the same content last came in: what nothing refers
-- to is removed a day after that.
CREATE TABLE berkas (
    sidik     TEKS NOT NULL PRIMARY KEY,
    jenis     TEKS NOT NULL,
    ukuran    BILANGAN NOT NULL CHECK (ukuran > 0),
    diterima  TEKS NOT NULL
);
CREATE INDEX berkas_diterima ON berkas (diterima);

-- The content itself, where the region's data is a server; beside a SQLite file it lies in a folder.
CREATE TABLE berkas_bita (
    sidik  TEKS NOT NULL PRIMARY KEY REFERENCES berkas (sidik),
    isi    BITA NOT NULL
);

-- Which thing of which application has a file, and what its sender called it.
CREATE TABLE berkas_rujukan (
    sasaran  TEKS NOT NULL,
    sidik    TEKS NOT NULL REFERENCES berkas (sidik),
    nama     TEKS NOT NULL,
    dibuat   TEKS NOT NULL,
    PRIMARY KEY (sasaran, sidik)
);
CREATE INDEX berkas_rujukan_sidik ON berkas_rujukan (sidik);
