-- Daily activities that people enter here, where the region has chosen this source.

-- One activity of a person's day. A row changes until it is verified, so it carries a version; each change is an event of
-- the journal. periode is year * 100 + month, hari the day of the month; mulai the minute of the day it began (none:
-- only how long it took is known), menit how long it took in all, jumlah how many times.
--
-- keadaan: 1 submitted (diajukan), 2 approved (disetujui), 3 rejected (ditolak), 4 returned (dikembalikan), 5 draft,
-- 6 deemed approved (dianggap_disetujui), 7 taken back (ditarik).
--
-- kunci is made by the device before it sends, so that the same entry sent twice is one row. gawai is what the device's
-- clock said when it was entered, where that was not when it was received. tanda is a sum of flags: 1 received after the
-- window closed, and only the device's clock says it was in time.
CREATE TABLE entri (
  id         TEKS     NOT NULL PRIMARY KEY,
  pegawai    BILANGAN NOT NULL,
  periode    BILANGAN NOT NULL CHECK (periode BETWEEN 201001 AND 299912),
  hari       BILANGAN NOT NULL CHECK (hari BETWEEN 1 AND 31),
  mulai      BILANGAN CHECK (mulai BETWEEN 0 AND 1439),
  menit      BILANGAN NOT NULL CHECK (menit BETWEEN 1 AND 1440),
  kegiatan   BILANGAN NOT NULL,
  katalog    TEKS,
  jumlah     BILANGAN NOT NULL CHECK (jumlah BETWEEN 1 AND 999),
  skp        TEKS,
  bukti      TEKS,
  keadaan    BILANGAN NOT NULL CHECK (keadaan BETWEEN 1 AND 7),
  versi      BILANGAN NOT NULL,
  kunci      TEKS     NOT NULL,
  gawai      TEKS,
  diterima   TEKS     NOT NULL,
  tanda      BILANGAN NOT NULL,
  jalur_unit TEKS     NOT NULL,
  UNIQUE (pegawai, kunci)
);
-- A person's day and month.
CREATE INDEX entri_hari ON entri (pegawai, periode, hari);
-- What waits for somebody, by person and by unit; as long as what is not verified, not as long as the table.
CREATE INDEX entri_menunggu ON entri (pegawai, periode, hari) WHERE keadaan = 1;
CREATE INDEX entri_menunggu_unit ON entri (jalur_unit, periode, hari) WHERE keadaan = 1;
-- A whole month, when it is frozen.
CREATE INDEX entri_periode ON entri (periode);
