-- When this region was last served, and the times in which it was not: what extends deadlines that people could not keep.

-- One row, moved on about once a minute by whoever serves the region.
CREATE TABLE denyut (
    nomor    BILANGAN NOT NULL PRIMARY KEY CHECK (nomor = 1),
    terakhir TEKS     NOT NULL
);

-- From the last sign of life to the next one, written when the next one comes.
CREATE TABLE waktu_mati (
    dari   TEKS NOT NULL PRIMARY KEY,
    sampai TEKS NOT NULL
);

HANYA_TAMBAH waktu_mati;
