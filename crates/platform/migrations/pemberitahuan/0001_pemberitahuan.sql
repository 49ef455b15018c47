-- What a person is told, once per key. Both languages are kept: who reads it chooses. `sifat` says what may leave
-- the house: 'penting' at once, 'biasa' as the person wishes, 'dalam' never. `dikabari` is when it was handed to the
-- letters; what has none waits for the letter of the day, if the person wants one.
CREATE TABLE pemberitahuan (
    id        TEKS NOT NULL PRIMARY KEY,
    akun      TEKS NOT NULL,
    kunci     TEKS NOT NULL,
    sifat     TEKS NOT NULL CHECK (sifat IN ('penting', 'biasa', 'dalam')),
    teks_id   TEKS NOT NULL,
    teks_en   TEKS NOT NULL,
    jalur     TEKS NOT NULL,
    dibuat    TEKS NOT NULL,
    dibaca    TEKS,
    dikabari  TEKS,
    UNIQUE (akun, kunci)
);
CREATE INDEX pemberitahuan_akun ON pemberitahuan (akun, id);
CREATE INDEX pemberitahuan_belum ON pemberitahuan (akun, id) WHERE dibaca IS NULL;
CREATE INDEX pemberitahuan_umur ON pemberitahuan (dibuat);

-- How a person wants to be told outside of the house. Quiet hours are minutes of the day on the region's wall;
-- equal ones are none.
CREATE TABLE pemberitahuan_pilihan (
    akun           TEKS NOT NULL PRIMARY KEY,
    bahasa         TEKS NOT NULL CHECK (bahasa IN ('id', 'en')),
    cara           TEKS NOT NULL CHECK (cara IN ('segera', 'harian', 'tidak')),
    surel          TEKS,
    telepon        TEKS,
    tenang_dari    BILANGAN NOT NULL CHECK (tenang_dari BETWEEN 0 AND 1439),
    tenang_sampai  BILANGAN NOT NULL CHECK (tenang_sampai BETWEEN 0 AND 1439)
);
CREATE INDEX pemberitahuan_pilihan_cara ON pemberitahuan_pilihan (cara, akun);
