-- Documents given out on paper or as a file, so that whoever holds one can ask whether it is genuine and what became of it.
-- The name is stored masked and the amount only as a hash: the page that confirms is open to everybody.
CREATE TABLE dokumen_terbit (
    kode     TEKS NOT NULL PRIMARY KEY,
    jenis    TEKS NOT NULL,
    judul    TEKS NOT NULL,
    nomor    TEKS NOT NULL,
    sasaran  TEKS NOT NULL,
    versi    BILANGAN NOT NULL,
    nama     TEKS NOT NULL,
    sidik    TEKS NOT NULL,
    cocok    TEKS NOT NULL,
    terbit   TEKS NOT NULL
);
CREATE INDEX dokumen_terbit_sasaran ON dokumen_terbit (sasaran, versi);

-- Documents that no longer count, with the reason that may be told to everybody.
CREATE TABLE dokumen_batal (
    kode    TEKS NOT NULL PRIMARY KEY REFERENCES dokumen_terbit (kode),
    alasan  TEKS NOT NULL,
    pada    TEKS NOT NULL
);

HANYA_TAMBAH dokumen_terbit;
HANYA_TAMBAH dokumen_batal;
