-- RW and RT below a kelurahan or desa. kode is '32.73.05.1001-003' for an RW and '32.73.05.1001-003-001' for an RT of it;
-- rt is 0 for an RW. Rows are only added, as in 0002.
CREATE TABLE rukun_catatan (
  nomor          BILANGAN  NOT NULL PRIMARY KEY,
  kode           TEKS      NOT NULL,
  wilayah        TEKS      NOT NULL,
  rw             BILANGAN  NOT NULL CHECK (rw BETWEEN 1 AND 999),
  rt             BILANGAN  NOT NULL CHECK (rt BETWEEN 0 AND 999),
  berlaku_sejak  TEKS      NOT NULL CHECK (length(berlaku_sejak) = 10),
  berlaku_sampai TEKS      CHECK (length(berlaku_sampai) = 10),
  gugur          YA_TIDAK  NOT NULL,
  sk_nomor       TEKS,
  sk_tanggal     TEKS,
  sk_pejabat     TEKS,
  asal           TEKS      NOT NULL CHECK (asal IN ('impor', 'keputusan')),
  diketahui      TEKS      NOT NULL,
  sumber         TEKS      NOT NULL,
  menggantikan   BILANGAN  UNIQUE REFERENCES rukun_catatan (nomor)
);
CREATE INDEX rukun_catatan_wilayah ON rukun_catatan (wilayah, rw, rt, berlaku_sejak, nomor);

-- Which RW or RT carries on for which, from a day on.
CREATE TABLE rukun_lanjutan (
  nomor         BILANGAN NOT NULL PRIMARY KEY,
  wilayah       TEKS     NOT NULL,
  pendahulu     TEKS     NOT NULL,
  penerus       TEKS     NOT NULL,
  berlaku_sejak TEKS     NOT NULL CHECK (length(berlaku_sejak) = 10)
);
CREATE INDEX rukun_lanjutan_wilayah ON rukun_lanjutan (wilayah, nomor);

HANYA_TAMBAH rukun_catatan;
HANYA_TAMBAH rukun_lanjutan;
