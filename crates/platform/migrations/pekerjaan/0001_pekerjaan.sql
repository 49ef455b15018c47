-- Work to be done after an act, written in the act's transaction. `kunci` makes it happen once: the same name
-- and key are never queued twice while the row is kept.
-- `giliran` is when the row may be taken: the wanted time while it waits, the end of the lease while it runs.
-- `sewa` is the lease of whoever runs it; only its holder may finish the row.
CREATE TABLE pekerjaan (
    id         TEKS NOT NULL PRIMARY KEY,
    nama       TEKS NOT NULL,
    kunci      TEKS NOT NULL,
    isi        TEKS NOT NULL,
    keadaan    TEKS NOT NULL CHECK (keadaan IN ('menunggu', 'berjalan', 'selesai', 'gagal')),
    giliran    TEKS NOT NULL,
    percobaan  BILANGAN NOT NULL CHECK (percobaan >= 0),
    sewa       TEKS,
    galat      TEKS,
    dibuat     TEKS NOT NULL,
    berakhir   TEKS,
    UNIQUE (nama, kunci)
) MENURUT_KUNCI;
CREATE INDEX pekerjaan_giliran ON pekerjaan (giliran, id) WHERE keadaan IN ('menunggu', 'berjalan');
CREATE INDEX pekerjaan_keadaan ON pekerjaan (keadaan, id);

-- The latest occurrence of each schedule that has been queued.
CREATE TABLE pekerjaan_jadwal (
    nama      TEKS NOT NULL PRIMARY KEY,
    terakhir  TEKS NOT NULL
);
