-- A job may also be called off, and a long one says how far it is (`maju` of `dari`, both null until it does).
CREATE TABLE pekerjaan_baru (
    id         TEKS NOT NULL PRIMARY KEY,
    nama       TEKS NOT NULL,
    kunci      TEKS NOT NULL,
    isi        TEKS NOT NULL,
    keadaan    TEKS NOT NULL CHECK (keadaan IN ('menunggu', 'berjalan', 'selesai', 'gagal', 'batal')),
    giliran    TEKS NOT NULL,
    percobaan  BILANGAN NOT NULL CHECK (percobaan >= 0),
    sewa       TEKS,
    galat      TEKS,
    dibuat     TEKS NOT NULL,
    berakhir   TEKS,
    maju       BILANGAN,
    dari       BILANGAN,
    UNIQUE (nama, kunci)
) MENURUT_KUNCI;
INSERT INTO pekerjaan_baru (id, nama, kunci, isi, keadaan, giliran, percobaan, sewa, galat, dibuat, berakhir)
    SELECT id, nama, kunci, isi, keadaan, giliran, percobaan, sewa, galat, dibuat, berakhir FROM pekerjaan;
DROP TABLE pekerjaan;
ALTER TABLE pekerjaan_baru RENAME TO pekerjaan;
CREATE INDEX pekerjaan_giliran ON pekerjaan (giliran, id) WHERE keadaan IN ('menunggu', 'berjalan');
CREATE INDEX pekerjaan_keadaan ON pekerjaan (keadaan, id);
