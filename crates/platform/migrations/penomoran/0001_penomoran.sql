-- Series of letter numbers: what a series is called, and how its numbers are written.
CREATE TABLE nomor_seri (
    seri    TEKS NOT NULL PRIMARY KEY,
    pola    TEKS NOT NULL,
    dibuat  TEKS NOT NULL,
    versi   BILANGAN NOT NULL
);

-- The last number of a series in a year. The row is held until the act that takes a number has ended: a number
-- given is a number used, and an act undone gives its number back.
CREATE TABLE nomor_hitung (
    seri      TEKS NOT NULL REFERENCES nomor_seri (seri),
    tahun     BILANGAN NOT NULL,
    terakhir  BILANGAN NOT NULL CHECK (terakhir >= 1),
    PRIMARY KEY (seri, tahun)
);

-- Numbers given, with what they were given to.
CREATE TABLE nomor_terbit (
    seri     TEKS NOT NULL REFERENCES nomor_seri (seri),
    tahun    BILANGAN NOT NULL,
    urut     BILANGAN NOT NULL,
    nomor    TEKS NOT NULL,
    sasaran  TEKS NOT NULL,
    terbit   TEKS NOT NULL,
    PRIMARY KEY (seri, tahun, urut),
    UNIQUE (seri, nomor)
);
CREATE INDEX nomor_terbit_sasaran ON nomor_terbit (sasaran);

-- Numbers that were given and then made void; they are never given again.
CREATE TABLE nomor_batal (
    seri    TEKS NOT NULL,
    tahun   BILANGAN NOT NULL,
    urut    BILANGAN NOT NULL,
    alasan  TEKS NOT NULL,
    pada    TEKS NOT NULL,
    PRIMARY KEY (seri, tahun, urut),
    FOREIGN KEY (seri, tahun, urut) REFERENCES nomor_terbit (seri, tahun, urut)
);

HANYA_TAMBAH nomor_terbit;
HANYA_TAMBAH nomor_batal;
