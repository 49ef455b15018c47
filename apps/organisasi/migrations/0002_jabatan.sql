-- Posts, who holds them or acts over them, who assesses, teams. Each *_catatan row says what holds from berlaku_sejak to
-- berlaku_sampai (the last day, included; empty while it runs on) and when the region learnt it (diketahui). Rows are only
-- added: a later row whose menggantikan names an earlier one takes its place, and with gugur it says that the earlier row
-- never held. sk_* is the decree; asal tells a row derived from an imported staff list from one that a decree made.

-- A post. kunci tells derived posts apart; a post made by decree has one of its own.
CREATE TABLE jabatan (
  nomor BILANGAN NOT NULL PRIMARY KEY,
  kunci TEKS     NOT NULL UNIQUE
);

-- atasan is the superior post. jalur_unit is the path of its unit as it was when the row was written.
CREATE TABLE jabatan_catatan (
  nomor          BILANGAN  NOT NULL PRIMARY KEY,
  jabatan        BILANGAN  NOT NULL REFERENCES jabatan (nomor),
  berlaku_sejak  TEKS      NOT NULL CHECK (length(berlaku_sejak) = 10),
  berlaku_sampai TEKS      CHECK (length(berlaku_sampai) = 10),
  nama           TEKS      NOT NULL,
  unit           TEKS      NOT NULL REFERENCES unit (kode),
  jalur_unit     TEKS      NOT NULL,
  jenis          TEKS      NOT NULL CHECK (jenis IN ('struktural', 'fungsional', 'pelaksana')),
  kelas          BILANGAN  NOT NULL CHECK (kelas BETWEEN 1 AND 17),
  formasi        BILANGAN  NOT NULL CHECK (formasi BETWEEN 0 AND 100000),
  kepala         YA_TIDAK  NOT NULL,
  atasan         BILANGAN  REFERENCES jabatan (nomor),
  gugur          YA_TIDAK  NOT NULL,
  sk_nomor       TEKS,
  sk_tanggal     TEKS,
  sk_pejabat     TEKS,
  asal           TEKS      NOT NULL CHECK (asal IN ('impor', 'keputusan')),
  diketahui      TEKS      NOT NULL,
  sumber         TEKS      NOT NULL,
  menggantikan   BILANGAN  UNIQUE REFERENCES jabatan_catatan (nomor)
);
CREATE INDEX jabatan_catatan_jabatan ON jabatan_catatan (jabatan, berlaku_sejak, nomor);
CREATE INDEX jabatan_catatan_unit ON jabatan_catatan (unit, jabatan);
CREATE INDEX jabatan_catatan_atasan ON jabatan_catatan (atasan, jabatan);

CREATE TABLE penugasan_catatan (
  nomor          BILANGAN  NOT NULL PRIMARY KEY,
  pegawai        BILANGAN  NOT NULL REFERENCES pegawai (nomor),
  jabatan        BILANGAN  NOT NULL REFERENCES jabatan (nomor),
  kapasitas      TEKS      NOT NULL CHECK (kapasitas IN ('definitif', 'plt', 'plh', 'pj', 'pjs')),
  berlaku_sejak  TEKS      NOT NULL CHECK (length(berlaku_sejak) = 10),
  berlaku_sampai TEKS      CHECK (length(berlaku_sampai) = 10),
  gugur          YA_TIDAK  NOT NULL,
  sk_nomor       TEKS,
  sk_tanggal     TEKS,
  sk_pejabat     TEKS,
  asal           TEKS      NOT NULL CHECK (asal IN ('impor', 'keputusan')),
  diketahui      TEKS      NOT NULL,
  sumber         TEKS      NOT NULL,
  menggantikan   BILANGAN  UNIQUE REFERENCES penugasan_catatan (nomor)
);
CREATE INDEX penugasan_catatan_pegawai ON penugasan_catatan (pegawai, berlaku_sejak, nomor);
CREATE INDEX penugasan_catatan_jabatan ON penugasan_catatan (jabatan, berlaku_sejak, nomor);

-- The assessing official of a person where it is not the superior.
CREATE TABLE penilai_catatan (
  nomor          BILANGAN  NOT NULL PRIMARY KEY,
  pegawai        BILANGAN  NOT NULL REFERENCES pegawai (nomor),
  penilai        BILANGAN  NOT NULL REFERENCES pegawai (nomor),
  berlaku_sejak  TEKS      NOT NULL CHECK (length(berlaku_sejak) = 10),
  berlaku_sampai TEKS      CHECK (length(berlaku_sampai) = 10),
  gugur          YA_TIDAK  NOT NULL,
  sk_nomor       TEKS,
  sk_tanggal     TEKS,
  sk_pejabat     TEKS,
  diketahui      TEKS      NOT NULL,
  menggantikan   BILANGAN  UNIQUE REFERENCES penilai_catatan (nomor)
);
CREATE INDEX penilai_catatan_pegawai ON penilai_catatan (pegawai, berlaku_sejak, nomor);

-- Teams across units. tim is the team's own number, the nomor of its first row.
CREATE TABLE tim_catatan (
  nomor          BILANGAN  NOT NULL PRIMARY KEY,
  tim            BILANGAN  NOT NULL,
  nama           TEKS      NOT NULL,
  unit           TEKS      NOT NULL REFERENCES unit (kode),
  jalur_unit     TEKS      NOT NULL,
  verifikasi     YA_TIDAK  NOT NULL,
  menilai        YA_TIDAK  NOT NULL,
  berlaku_sejak  TEKS      NOT NULL CHECK (length(berlaku_sejak) = 10),
  berlaku_sampai TEKS      CHECK (length(berlaku_sampai) = 10),
  gugur          YA_TIDAK  NOT NULL,
  sk_nomor       TEKS,
  sk_tanggal     TEKS,
  sk_pejabat     TEKS,
  diketahui      TEKS      NOT NULL,
  menggantikan   BILANGAN  UNIQUE REFERENCES tim_catatan (nomor)
);
CREATE INDEX tim_catatan_tim ON tim_catatan (tim, berlaku_sejak, nomor);
CREATE INDEX tim_catatan_unit ON tim_catatan (unit, tim);

CREATE TABLE tim_anggota_catatan (
  nomor          BILANGAN  NOT NULL PRIMARY KEY,
  tim            BILANGAN  NOT NULL,
  pegawai        BILANGAN  NOT NULL REFERENCES pegawai (nomor),
  ketua          YA_TIDAK  NOT NULL,
  berlaku_sejak  TEKS      NOT NULL CHECK (length(berlaku_sejak) = 10),
  berlaku_sampai TEKS      CHECK (length(berlaku_sampai) = 10),
  gugur          YA_TIDAK  NOT NULL,
  diketahui      TEKS      NOT NULL,
  menggantikan   BILANGAN  UNIQUE REFERENCES tim_anggota_catatan (nomor)
);
CREATE INDEX tim_anggota_catatan_tim ON tim_anggota_catatan (tim, berlaku_sejak, nomor);
CREATE INDEX tim_anggota_catatan_pegawai ON tim_anggota_catatan (pegawai, berlaku_sejak, nomor);

HANYA_TAMBAH jabatan;
HANYA_TAMBAH jabatan_catatan;
HANYA_TAMBAH penugasan_catatan;
HANYA_TAMBAH penilai_catatan;
HANYA_TAMBAH tim_catatan;
HANYA_TAMBAH tim_anggota_catatan;
