-- Orders on one person that touch their allowance: a disciplinary sanction by decree (sanksi), or a hold (tahan). What was
-- proposed never changes; what becomes of it is a row beside it.
CREATE TABLE ketetapan (
  nomor      BILANGAN NOT NULL PRIMARY KEY,
  golongan   TEKS     NOT NULL CHECK (golongan IN ('sanksi', 'tahan')),
  pegawai    BILANGAN NOT NULL,
  -- the person as they stood when it was proposed
  nip        TEKS     NOT NULL,
  nama       TEKS     NOT NULL,
  opd        TEKS     NOT NULL,
  jalur_unit TEKS     NOT NULL,
  jenis      TEKS     NOT NULL,
  -- whole percent of the allowance that a sanction takes; 0 for a hold, which takes nothing
  persen     BILANGAN NOT NULL CHECK (persen BETWEEN 0 AND 100),
  -- first day of its first month, and its last day; empty while it is open
  mulai      TEKS     NOT NULL,
  hingga     TEKS     NOT NULL,
  surat      TEKS     NOT NULL,
  tanggal    TEKS     NOT NULL,
  alasan     TEKS     NOT NULL,
  akun       TEKS     NOT NULL,
  oleh       TEKS     NOT NULL,
  kapasitas  TEKS     NOT NULL,
  pada       TEKS     NOT NULL
);
CREATE INDEX ketetapan_pegawai ON ketetapan (pegawai, nomor);
CREATE INDEX ketetapan_unit ON ketetapan (jalur_unit, nomor);

-- Approved or refused (urut 1), later ended or annulled (urut 2): sejak is the first day on which it no longer holds.
CREATE TABLE ketetapan_langkah (
  nomor     BILANGAN NOT NULL REFERENCES ketetapan (nomor),
  urut      BILANGAN NOT NULL CHECK (urut IN (1, 2)),
  langkah   TEKS     NOT NULL CHECK (langkah IN ('berlaku', 'ditolak', 'diakhiri')),
  sejak     TEKS     NOT NULL,
  surat     TEKS     NOT NULL,
  alasan    TEKS     NOT NULL,
  akun      TEKS     NOT NULL,
  oleh      TEKS     NOT NULL,
  kapasitas TEKS     NOT NULL,
  pada      TEKS     NOT NULL,
  PRIMARY KEY (nomor, urut)
);

-- Whom an approved list did not pay because of a hold: urut is the approval's step. What was computed for the month is owed
-- from then on (utang_tunjangan); what would have been settled of earlier months stays open.
CREATE TABLE proses_tahan (
  periode       TEKS     NOT NULL,
  urut          BILANGAN NOT NULL,
  nip           TEKS     NOT NULL,
  opd           TEKS     NOT NULL,
  ketetapan     BILANGAN NOT NULL REFERENCES ketetapan (nomor),
  bulan_ini_sen BILANGAN NOT NULL CHECK (bulan_ini_sen >= 0),
  bawaan_sen    BILANGAN NOT NULL,
  PRIMARY KEY (periode, urut, nip)
) MENURUT_KUNCI;

-- Working days of a computed month on which somebody was due at work and neither came nor had leave: bit 0 is the first of
-- the month. Only of OPDs whose machines recorded anybody.
CREATE TABLE mangkir (
  proses  TEKS     NOT NULL REFERENCES proses (id),
  pegawai BILANGAN NOT NULL,
  hari    BILANGAN NOT NULL CHECK (hari > 0),
  PRIMARY KEY (proses, pegawai)
) MENURUT_KUNCI;

HANYA_TAMBAH ketetapan;
HANYA_TAMBAH ketetapan_langkah;
HANYA_TAMBAH proses_tahan;
HANYA_TAMBAH mangkir;
