-- What a paid month turns out to have owed or overpaid. The month itself never changes: a newer computation of it is
-- compared with the approved one, the difference is proposed, a second person decides, and later months pay or deduct it.

-- A proposed list. nomor counts within the month; the hashes are those of the two computations and of the lines.
CREATE TABLE selisih_daftar (
  periode    TEKS     NOT NULL,
  nomor      BILANGAN NOT NULL,
  versi_lama BILANGAN NOT NULL,
  versi_baru BILANGAN NOT NULL,
  hasil_lama TEKS     NOT NULL,
  hasil_baru TEKS     NOT NULL,
  sidik      TEKS     NOT NULL,
  orang      BILANGAN NOT NULL,
  tambah_sen BILANGAN NOT NULL CHECK (tambah_sen >= 0),
  kurang_sen BILANGAN NOT NULL CHECK (kurang_sen >= 0),
  alasan     TEKS     NOT NULL,
  surat      TEKS     NOT NULL,
  tanggal    TEKS     NOT NULL,
  akun       TEKS     NOT NULL,
  oleh       TEKS     NOT NULL,
  kapasitas  TEKS     NOT NULL,
  pada       TEKS     NOT NULL,
  PRIMARY KEY (periode, nomor)
);

-- Its lines: what was approved, what earlier lists already corrected, what is computed now.
CREATE TABLE selisih_baris (
  periode     TEKS     NOT NULL,
  nomor       BILANGAN NOT NULL,
  nip         TEKS     NOT NULL,
  nama        TEKS     NOT NULL,
  opd         TEKS     NOT NULL,
  jalur_unit  TEKS     NOT NULL,
  lama_sen    BILANGAN NOT NULL,
  sudah_sen   BILANGAN NOT NULL,
  baru_sen    BILANGAN NOT NULL,
  selisih_sen BILANGAN NOT NULL CHECK (selisih_sen <> 0),
  PRIMARY KEY (periode, nomor, nip)
) MENURUT_KUNCI;

-- What became of it: one row, and the list is decided.
CREATE TABLE selisih_putusan (
  periode   TEKS     NOT NULL,
  nomor     BILANGAN NOT NULL,
  putusan   TEKS     NOT NULL CHECK (putusan IN ('disetujui', 'ditolak')),
  alasan    TEKS     NOT NULL,
  akun      TEKS     NOT NULL,
  oleh      TEKS     NOT NULL,
  kapasitas TEKS     NOT NULL,
  pada      TEKS     NOT NULL,
  PRIMARY KEY (periode, nomor)
);

-- What a computed version brings along of earlier months, fixed when it is stored: differences (selisih, by list) and what a
-- ceiling policy deferred (utang, by step). opd is the one that pays the person in this version.
CREATE TABLE proses_selisih (
  proses     TEKS     NOT NULL REFERENCES proses (id),
  jenis      TEKS     NOT NULL CHECK (jenis IN ('selisih', 'utang')),
  asal       TEKS     NOT NULL,
  urut       BILANGAN NOT NULL,
  nip        TEKS     NOT NULL,
  opd        TEKS     NOT NULL,
  jalur_unit TEKS     NOT NULL,
  jumlah_sen BILANGAN NOT NULL CHECK (jumlah_sen <> 0),
  PRIMARY KEY (proses, jenis, asal, urut, nip)
) MENURUT_KUNCI;

-- What was settled of it, when the OPD's part of a month was approved: langkah is that step's number. An overpayment that a
-- month cannot bear is settled in parts over several.
CREATE TABLE selisih_lunas (
  jenis      TEKS     NOT NULL CHECK (jenis IN ('selisih', 'utang')),
  asal       TEKS     NOT NULL,
  urut       BILANGAN NOT NULL,
  nip        TEKS     NOT NULL,
  periode    TEKS     NOT NULL,
  langkah    BILANGAN NOT NULL,
  jumlah_sen BILANGAN NOT NULL CHECK (jumlah_sen <> 0),
  PRIMARY KEY (jenis, asal, urut, nip, periode)
) MENURUT_KUNCI;
CREATE INDEX selisih_lunas_nip ON selisih_lunas (nip, periode);

HANYA_TAMBAH selisih_daftar;
HANYA_TAMBAH selisih_baris;
HANYA_TAMBAH selisih_putusan;
HANYA_TAMBAH proses_selisih;
HANYA_TAMBAH selisih_lunas;
