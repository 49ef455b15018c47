-- Received files and what was read from them.

-- A received file that changed something. hasil is the report that was given (JSON), waktu an instant in UTC.
CREATE TABLE berkas_impor (
  nomor      BILANGAN NOT NULL PRIMARY KEY,
  id         TEKS     NOT NULL UNIQUE,
  jenis      TEKS     NOT NULL CHECK (jenis IN ('unit', 'pegawai', 'presensi', 'aktivitas', 'pin')),
  nama       TEKS     NOT NULL,
  sha256     TEKS     NOT NULL CHECK (length(sha256) = 64),
  ukuran     BILANGAN NOT NULL,
  pengunggah TEKS     NOT NULL,
  waktu      TEKS     NOT NULL,
  diterima   BILANGAN NOT NULL,
  ditolak    BILANGAN NOT NULL,
  hasil      TEKS     NOT NULL
);
CREATE INDEX berkas_impor_sha256 ON berkas_impor (sha256);

-- The bytes as they came, in parts of at most 1 MiB, found by what they are: the same file is kept once.
CREATE TABLE berkas_isi (
  sha256 TEKS     NOT NULL,
  bagian BILANGAN NOT NULL,
  isi    BITA     NOT NULL,
  PRIMARY KEY (sha256, bagian)
);

-- Whose number a number of the attendance machine is. A number given to another person later is a new row.
CREATE TABLE pin_presensi (
  pin     TEKS     NOT NULL,
  revisi  BILANGAN NOT NULL,
  pegawai BILANGAN NOT NULL,
  berkas  BILANGAN NOT NULL REFERENCES berkas_impor (nomor),
  baris   BILANGAN NOT NULL,
  PRIMARY KEY (pin, revisi)
);

-- The two tables below hold millions of rows a month, so every column is a small number: periode is year * 100 + month
-- (202610), hari the day of the month. They name pegawai, kegiatan and berkas_impor without a foreign key, because the
-- check costs more than the insert; the import resolves all three in the transaction that inserts, and none is ever
-- deleted.

-- One punch at the attendance machine. detik counts from midnight, local time. arah: 0 in, 1 out, 2 to 5 break and
-- overtime as the machine says it, 9 not said.
CREATE TABLE presensi_catatan (
  periode BILANGAN NOT NULL CHECK (periode BETWEEN 201001 AND 299912),
  pegawai BILANGAN NOT NULL,
  hari    BILANGAN NOT NULL CHECK (hari BETWEEN 1 AND 31),
  detik   BILANGAN NOT NULL CHECK (detik BETWEEN 0 AND 86399),
  arah    BILANGAN NOT NULL CHECK (arah BETWEEN 0 AND 9),
  berkas  BILANGAN NOT NULL,
  baris   BILANGAN NOT NULL,
  PRIMARY KEY (periode, pegawai, hari, detik, arah)
) MENURUT_KUNCI;

-- The texts of activities, each once.
CREATE TABLE kegiatan (
  nomor  BILANGAN NOT NULL PRIMARY KEY,
  uraian TEKS     NOT NULL UNIQUE
);

-- One activity of a day. urut tells apart the same activity done several times on a day. A row never changes: a
-- correction has the same key and the next revisi, and so points back to the row before it; the highest counts.
-- status: 1 submitted (diajukan), 2 approved (disetujui), 3 rejected (ditolak), 4 returned (dikembalikan), 5 draft.
CREATE TABLE aktivitas (
  periode  BILANGAN NOT NULL CHECK (periode BETWEEN 201001 AND 299912),
  pegawai  BILANGAN NOT NULL,
  hari     BILANGAN NOT NULL CHECK (hari BETWEEN 1 AND 31),
  kegiatan BILANGAN NOT NULL,
  urut     BILANGAN NOT NULL,
  revisi   BILANGAN NOT NULL,
  menit    BILANGAN NOT NULL CHECK (menit BETWEEN 1 AND 1440),
  status   BILANGAN NOT NULL CHECK (status BETWEEN 1 AND 5),
  berkas   BILANGAN NOT NULL,
  baris    BILANGAN NOT NULL,
  PRIMARY KEY (periode, pegawai, hari, kegiatan, urut, revisi)
) MENURUT_KUNCI;

HANYA_TAMBAH berkas_impor;
HANYA_TAMBAH berkas_isi;
HANYA_TAMBAH pin_presensi;
HANYA_TAMBAH presensi_catatan;
HANYA_TAMBAH aktivitas;
