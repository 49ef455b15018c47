-- What happens to a month around and after its computation: one row for each step of each OPD, never changed. Where an
-- OPD stands is read from the rows alone (src/model/langkah.rs).
--
-- versi and the hashes are those that were on the screen of whoever acted; the attendance lock comes before any version
-- and has 0 and no hash. urut counts within the month, so "locked before this version was opened" is a comparison.
CREATE TABLE proses_langkah (
  periode     TEKS     NOT NULL,
  urut        BILANGAN NOT NULL,
  versi       BILANGAN NOT NULL,
  langkah     TEKS     NOT NULL,
  opd         TEKS     NOT NULL,
  jalur_unit  TEKS     NOT NULL,
  hasil_sidik TEKS     NOT NULL,
  opd_sidik   TEKS     NOT NULL,
  jumlah_sen  BILANGAN NOT NULL,
  akun        TEKS     NOT NULL,
  oleh        TEKS     NOT NULL,
  kapasitas   TEKS     NOT NULL,
  alasan      TEKS     NOT NULL,
  -- number and date of the letter, decree or SP2D; empty where the step needs none
  surat       TEKS     NOT NULL,
  tanggal     TEKS     NOT NULL,
  pada        TEKS     NOT NULL,
  PRIMARY KEY (periode, urut)
);

-- The one version of a month that was approved: its key is what keeps a second one out.
CREATE TABLE proses_berlaku (
  periode TEKS     NOT NULL PRIMARY KEY,
  proses  TEKS     NOT NULL REFERENCES proses (id),
  versi   BILANGAN NOT NULL
);

-- How many steps the month had when the version was opened: what was locked before its inputs were read.
ALTER TABLE proses ADD COLUMN langkah_awal BILANGAN NOT NULL DEFAULT 0;

HANYA_TAMBAH proses_langkah;
HANYA_TAMBAH proses_berlaku;
