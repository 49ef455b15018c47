-- Units and people of one region. Every change is a row in a *_catatan table, which is only ever added to; unit and
-- pegawai hold what is true by the newest rows, so that a lookup does not have to read the history.

-- The unit tree as it stands. jalur is the path of codes from the root, each closed by a slash ('01/01.02/'):
-- a unit's whole subtree is one range of jalur. opd is the code of the OPD the unit belongs to, itself included;
-- it is empty only above the OPD (the regional government as a whole).
CREATE TABLE unit (
  kode        TEKS     NOT NULL PRIMARY KEY,
  nama        TEKS     NOT NULL,
  nama_lipat  TEKS     NOT NULL,
  jenis       TEKS     NOT NULL CHECK (jenis IN ('pemda', 'opd', 'unit')),
  induk       TEKS     REFERENCES unit (kode),
  opd         TEKS,
  jalur       TEKS     NOT NULL UNIQUE,
  catatan     BILANGAN NOT NULL
);
CREATE INDEX unit_induk ON unit (induk);

-- What a file, or later a form, said about a unit. sumber names the received file (its SHA-256) and baris the line in it.
CREATE TABLE unit_catatan (
  nomor        BILANGAN NOT NULL PRIMARY KEY,
  kode         TEKS     NOT NULL,
  nama         TEKS     NOT NULL,
  jenis        TEKS     NOT NULL CHECK (jenis IN ('pemda', 'opd', 'unit')),
  induk        TEKS,
  opd          TEKS,
  jalur        TEKS     NOT NULL,
  diketahui    TEKS     NOT NULL,
  sumber       TEKS     NOT NULL,
  baris        BILANGAN NOT NULL,
  menggantikan BILANGAN REFERENCES unit_catatan (nomor)
);
CREATE INDEX unit_catatan_kode ON unit_catatan (kode, nomor);

-- A person. nomor is what other tables point to, because a PPPK gets another NIP with another contract; it is small, so
-- that a month of two million rows stays small too. nip is the current one.
CREATE TABLE pegawai (
  nomor       BILANGAN NOT NULL PRIMARY KEY,
  nip         TEKS     NOT NULL UNIQUE CHECK (length(nip) = 18),
  catatan     BILANGAN NOT NULL
);

-- What holds for a person from a date on (berlaku_sejak, 'YYYY-MM-DD'): the post, its class, its unit, the superior.
-- A correction is a new row whose menggantikan names the row that no longer counts; rows are never changed.
-- jalur_unit is the unit's path as it was when the row was written. atasan_nip is kept as text: a superior may be
-- named before his own row arrives.
CREATE TABLE pegawai_catatan (
  nomor         BILANGAN NOT NULL PRIMARY KEY,
  pegawai       BILANGAN NOT NULL REFERENCES pegawai (nomor),
  berlaku_sejak TEKS     NOT NULL CHECK (length(berlaku_sejak) = 10),
  nip           TEKS     NOT NULL,
  nama          TEKS     NOT NULL,
  golongan      TEKS     NOT NULL,
  jabatan       TEKS     NOT NULL,
  kelas         BILANGAN NOT NULL CHECK (kelas BETWEEN 1 AND 17),
  opd           TEKS     NOT NULL,
  unit          TEKS     NOT NULL REFERENCES unit (kode),
  jalur_unit    TEKS     NOT NULL,
  atasan_nip    TEKS,
  tmt           TEKS,
  status        TEKS     NOT NULL CHECK (status IN ('pns', 'cpns', 'pppk', 'pppk_paruh_waktu')),
  ptkp          TEKS,
  diketahui     TEKS     NOT NULL,
  sumber        TEKS     NOT NULL,
  baris         BILANGAN NOT NULL,
  menggantikan  BILANGAN UNIQUE REFERENCES pegawai_catatan (nomor)
);
CREATE INDEX pegawai_catatan_pegawai ON pegawai_catatan (pegawai, berlaku_sejak, nomor);
CREATE INDEX pegawai_catatan_jalur ON pegawai_catatan (jalur_unit, pegawai);

HANYA_TAMBAH unit_catatan;
HANYA_TAMBAH pegawai_catatan;
