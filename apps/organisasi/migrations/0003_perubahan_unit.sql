-- Changes of units by decree, each with the day it takes effect. A unit no decree ever touched is what the imported list
-- says, since ever; the first decree stores that as a row without a decree, and from then on unit_masa is what holds.

-- One act of the region on its units. rincian is the preview that was signed, as JSON.
CREATE TABLE unit_perubahan (
  nomor         BILANGAN NOT NULL PRIMARY KEY,
  tindakan      TEKS     NOT NULL CHECK (tindakan IN ('bentuk', 'nama', 'pindah', 'gabung', 'pecah', 'tutup')),
  unit          TEKS     NOT NULL REFERENCES unit (kode),
  berlaku_sejak TEKS     NOT NULL CHECK (length(berlaku_sejak) = 10),
  sk_nomor      TEKS     NOT NULL,
  sk_tanggal    TEKS     NOT NULL,
  sk_pejabat    TEKS     NOT NULL,
  rincian       TEKS     NOT NULL,
  diketahui     TEKS     NOT NULL,
  sumber        TEKS     NOT NULL
);

-- What a unit is from a day on, until its next row; ada says whether it is there at all. Of two rows of one day the one
-- with the higher number counts.
CREATE TABLE unit_masa (
  nomor         BILANGAN NOT NULL PRIMARY KEY,
  perubahan     BILANGAN REFERENCES unit_perubahan (nomor),
  kode          TEKS     NOT NULL REFERENCES unit (kode),
  berlaku_sejak TEKS     NOT NULL CHECK (length(berlaku_sejak) = 10),
  ada           YA_TIDAK NOT NULL,
  nama          TEKS     NOT NULL,
  jenis         TEKS     NOT NULL CHECK (jenis IN ('pemda', 'opd', 'unit')),
  induk         TEKS     REFERENCES unit (kode),
  opd           TEKS,
  jalur         TEKS     NOT NULL
);
CREATE INDEX unit_masa_kode ON unit_masa (kode, berlaku_sejak, nomor);
CREATE INDEX unit_masa_perubahan ON unit_masa (perubahan, kode);

-- Who carries on what a unit did.
CREATE TABLE unit_lanjutan (
  nomor     BILANGAN NOT NULL PRIMARY KEY,
  perubahan BILANGAN NOT NULL REFERENCES unit_perubahan (nomor),
  pendahulu TEKS     NOT NULL REFERENCES unit (kode),
  penerus   TEKS     NOT NULL REFERENCES unit (kode)
);
CREATE INDEX unit_lanjutan_pendahulu ON unit_lanjutan (pendahulu, nomor);
CREATE INDEX unit_lanjutan_penerus ON unit_lanjutan (penerus, nomor);

-- Changes whose day has not come: unit and pegawai still hold what is true today.
CREATE TABLE unit_tunda (
  perubahan     BILANGAN NOT NULL PRIMARY KEY REFERENCES unit_perubahan (nomor),
  berlaku_sejak TEKS     NOT NULL
);

-- The monthly value of a class, by decree, for the cost of a change. Of rows of one class the newest first day counts, of
-- one day the higher number.
CREATE TABLE kelas_nilai (
  nomor         BILANGAN NOT NULL PRIMARY KEY,
  kelas         BILANGAN NOT NULL CHECK (kelas BETWEEN 1 AND 17),
  nilai_sen     BILANGAN NOT NULL CHECK (nilai_sen >= 0),
  berlaku_sejak TEKS     NOT NULL CHECK (length(berlaku_sejak) = 10),
  sk_nomor      TEKS     NOT NULL,
  sk_tanggal    TEKS     NOT NULL,
  sk_pejabat    TEKS     NOT NULL,
  diketahui     TEKS     NOT NULL
);

-- A unit that is still to come or is closed stays in the table, because older and later rows name it.
ALTER TABLE unit ADD COLUMN keadaan TEKS NOT NULL DEFAULT 'ada' CHECK (keadaan IN ('ada', 'belum', 'tutup'));

HANYA_TAMBAH unit_perubahan;
HANYA_TAMBAH unit_masa;
HANYA_TAMBAH unit_lanjutan;
HANYA_TAMBAH kelas_nilai;

CREATE INDEX pegawai_catatan_unit ON pegawai_catatan (unit, pegawai);
