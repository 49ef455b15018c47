-- The region's catalogue of activities, and its kind of file. What kinds of file there are stands in the program: the table
-- of received files is laid anew without the list, so that another kind needs no new table.
CREATE TABLE berkas_impor_baru (
  nomor      BILANGAN NOT NULL PRIMARY KEY,
  id         TEKS     NOT NULL UNIQUE,
  jenis      TEKS     NOT NULL CHECK (length(jenis) BETWEEN 1 AND 40),
  nama       TEKS     NOT NULL,
  sha256     TEKS     NOT NULL CHECK (length(sha256) = 64),
  ukuran     BILANGAN NOT NULL,
  pengunggah TEKS     NOT NULL,
  waktu      TEKS     NOT NULL,
  diterima   BILANGAN NOT NULL,
  ditolak    BILANGAN NOT NULL,
  hasil      TEKS     NOT NULL
);
INSERT INTO berkas_impor_baru (nomor, id, jenis, nama, sha256, ukuran, pengunggah, waktu, diterima, ditolak, hasil)
  SELECT nomor, id, jenis, nama, sha256, ukuran, pengunggah, waktu, diterima, ditolak, hasil FROM berkas_impor;
CREATE TABLE pin_presensi_baru (
  pin     TEKS     NOT NULL,
  revisi  BILANGAN NOT NULL,
  pegawai BILANGAN NOT NULL,
  berkas  BILANGAN NOT NULL REFERENCES berkas_impor_baru (nomor),
  baris   BILANGAN NOT NULL,
  PRIMARY KEY (pin, revisi)
);
INSERT INTO pin_presensi_baru (pin, revisi, pegawai, berkas, baris)
  SELECT pin, revisi, pegawai, berkas, baris FROM pin_presensi;
DROP TABLE pin_presensi;
DROP TABLE berkas_impor;
ALTER TABLE berkas_impor_baru RENAME TO berkas_impor;
ALTER TABLE pin_presensi_baru RENAME TO pin_presensi;
CREATE INDEX berkas_impor_sha256 ON berkas_impor (sha256);
HANYA_TAMBAH berkas_impor;
HANYA_TAMBAH pin_presensi;

-- One item in one of its versions: from mulai to sampai (none: until the next version). A correction of a version is a row of
-- the next revisi; the highest counts. On a day the version with the latest mulai counts, unless it has ended.
-- norma is the minutes one satuan takes; jabatan, folded, is the post it is meant for (empty: everybody).
CREATE TABLE katalog (
  kode          TEKS     NOT NULL,
  mulai         TEKS     NOT NULL,
  revisi        BILANGAN NOT NULL,
  sampai        TEKS,
  nama          TEKS     NOT NULL,
  satuan        TEKS     NOT NULL,
  norma         BILANGAN NOT NULL CHECK (norma BETWEEN 1 AND 1440),
  kelompok      TEKS     NOT NULL,
  jabatan       TEKS     NOT NULL,
  jabatan_lipat TEKS     NOT NULL,
  cari          TEKS     NOT NULL,
  berkas        BILANGAN NOT NULL,
  baris         BILANGAN NOT NULL,
  PRIMARY KEY (kode, mulai, revisi)
);
HANYA_TAMBAH katalog;
CREATE INDEX katalog_jabatan ON katalog (jabatan_lipat, kode);
