-- Ratings and absences, and the two kinds of file they come in. A CHECK cannot be widened on both databases in one
-- text, so the table of received files is laid anew with every row it has.
CREATE TABLE berkas_impor_baru (
  nomor      BILANGAN NOT NULL PRIMARY KEY,
  id         TEKS     NOT NULL UNIQUE,
  jenis      TEKS     NOT NULL CHECK (jenis IN ('unit', 'pegawai', 'presensi', 'aktivitas', 'pin', 'predikat', 'ketidakhadiran')),
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

-- The rating of a month from e-Kinerja. A correction is a row of the next revisi; the highest counts.
CREATE TABLE predikat_kinerja (
  periode     BILANGAN NOT NULL CHECK (periode BETWEEN 201001 AND 299912),
  pegawai     BILANGAN NOT NULL,
  revisi      BILANGAN NOT NULL,
  hasil_kerja TEKS CHECK (hasil_kerja IN ('di_bawah', 'sesuai', 'di_atas')),
  perilaku    TEKS CHECK (perilaku IN ('di_bawah', 'sesuai', 'di_atas')),
  predikat    TEKS CHECK (predikat IN ('sangat_kurang', 'kurang', 'butuh_perbaikan', 'baik', 'sangat_baik')),
  berkas      BILANGAN NOT NULL,
  baris       BILANGAN NOT NULL,
  PRIMARY KEY (periode, pegawai, revisi)
);

-- Leave, duty elsewhere, missed roll calls: from a day to a day, both included. Who starts on the same day again
-- corrects the row before; `batal` takes it back.
CREATE TABLE ketidakhadiran (
  pegawai    BILANGAN NOT NULL,
  dari       TEKS     NOT NULL,
  revisi     BILANGAN NOT NULL,
  sampai     TEKS     NOT NULL,
  jenis      TEKS     NOT NULL,
  keterangan TEKS     NOT NULL,
  surat      TEKS     NOT NULL,
  berkas     BILANGAN NOT NULL,
  baris      BILANGAN NOT NULL,
  PRIMARY KEY (pegawai, dari, revisi)
);

HANYA_TAMBAH berkas_impor;
HANYA_TAMBAH pin_presensi;
HANYA_TAMBAH predikat_kinerja;
HANYA_TAMBAH ketidakhadiran;
