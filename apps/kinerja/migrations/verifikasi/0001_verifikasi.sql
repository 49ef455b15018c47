-- Decisions on what people entered here.

-- One act of deciding: who, in what right and capacity, when, why. pegawai is whose entries they were; none where the
-- system decided on those of many. orang is who decided, by number; mewakili whose lent grant they used. hubungan says
-- by what relation: superior, assessor, chair of a team, superior's superior, or the system.
CREATE TABLE verifikasi (
  id         TEKS     NOT NULL PRIMARY KEY,
  putusan    TEKS     NOT NULL CHECK (putusan IN ('diterima', 'dikembalikan', 'dianggap', 'dikukuhkan')),
  pegawai    BILANGAN,
  banyak     BILANGAN NOT NULL CHECK (banyak > 0),
  alasan     TEKS     NOT NULL,
  orang      BILANGAN,
  mewakili   BILANGAN,
  hubungan   TEKS     NOT NULL CHECK (hubungan IN ('atasan', 'penilai', 'ketua_tim', 'atasan_atasan', 'sistem')),
  selaku     TEKS     NOT NULL,
  akun       TEKS     NOT NULL,
  oleh       TEKS     NOT NULL,
  pada       TEKS     NOT NULL,
  jalur_unit TEKS     NOT NULL
);
CREATE INDEX verifikasi_pegawai ON verifikasi (pegawai, pada);

-- Which entry, in which version. Its key is what keeps a version from being decided on twice.
CREATE TABLE entri_putusan (
  entri      TEKS     NOT NULL,
  versi      BILANGAN NOT NULL,
  verifikasi TEKS     NOT NULL REFERENCES verifikasi (id),
  PRIMARY KEY (entri, versi)
) MENURUT_KUNCI;

-- Entries deemed approved that chance chose to be looked at afterwards.
CREATE TABLE entri_contoh (
  entri   TEKS     NOT NULL PRIMARY KEY,
  pegawai BILANGAN NOT NULL,
  pada    TEKS     NOT NULL
);
CREATE INDEX entri_contoh_pegawai ON entri_contoh (pegawai);

-- What waits longest, whoever's it is: for what falls due by the clock.
CREATE INDEX entri_diterima ON entri (diterima, id) WHERE keadaan = 1;

HANYA_TAMBAH verifikasi;
HANYA_TAMBAH entri_putusan;
HANYA_TAMBAH entri_contoh;
