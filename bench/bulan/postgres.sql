-- The month as one set-based statement over integers. Rates stand on common denominators:
-- discipline in 1/400 (0.5% = 2, 1% = 4, 1.25% = 5, 1.5% = 6, 3% = 12), score = (minutes + 11 * discipline) / 11000,
-- sanctions and tax in percent. `numeric` only where gross times ceiling leaves 64 bits.
CREATE UNLOGGED TABLE hasil AS
WITH per_hari AS (
  SELECT a.pegawai, a.hari, least(sum(least(a.jumlah, k.batas_jumlah) * k.norma_menit), 480) AS menit
  FROM aktivitas a JOIN katalog k USING (kode)
  WHERE a.status = 'disetujui'
  GROUP BY a.pegawai, a.hari
), kerja AS (
  SELECT pegawai, sum(menit) AS menit FROM per_hari GROUP BY pegawai
), disiplin AS (
  SELECT pegawai, greatest(0, 400 - sum(CASE WHEN NOT hadir THEN 12 ELSE
      CASE WHEN telat <= 0 THEN 0 WHEN telat <= 30 THEN 2 WHEN telat <= 60 THEN 4 WHEN telat <= 90 THEN 5 ELSE 6 END
    + CASE WHEN pulang_cepat <= 0 THEN 0 WHEN pulang_cepat <= 30 THEN 2 WHEN pulang_cepat <= 60 THEN 4 WHEN pulang_cepat <= 90 THEN 5 ELSE 6 END
    END)) AS disiplin
  FROM hari GROUP BY pegawai
), bruto AS (
  SELECT p.pegawai, p.opd, p.golongan,
    (2 * (1500000 + 110000 * p.kelas::bigint * p.kelas)
       * (least(coalesce(k.menit, 0), 6600)::bigint + 11 * coalesce(d.disiplin, 400)::bigint)
       * (ARRAY[100, 90, 75, 50])[p.sanksi + 1] + 1100000) / 2200000 AS bruto
  FROM pegawai p LEFT JOIN kerja k USING (pegawai) LEFT JOIN disiplin d USING (pegawai)
), jumlah AS (
  SELECT b.*, o.plafon, sum(b.bruto) OVER (PARTITION BY b.opd)::bigint AS jumlah
  FROM bruto b JOIN opd o USING (opd)
), lantai AS (
  SELECT *,
    CASE WHEN jumlah <= plafon THEN bruto ELSE div(bruto::numeric * plafon, jumlah)::bigint END AS lantai,
    CASE WHEN jumlah <= plafon THEN 0 ELSE mod(bruto::numeric * plafon, jumlah)::bigint END AS sisa
  FROM jumlah
), urut AS (
  SELECT *, sum(lantai) OVER (PARTITION BY opd)::bigint AS jumlah_lantai,
    row_number() OVER (PARTITION BY opd ORDER BY sisa DESC, pegawai) AS nomor
  FROM lantai
), dibayar AS (
  SELECT pegawai, golongan, bruto,
    lantai + CASE WHEN jumlah > plafon AND nomor <= plafon - jumlah_lantai THEN 1 ELSE 0 END AS dibayar
  FROM urut
)
SELECT pegawai, bruto, dibayar,
  dibayar - (2 * dibayar * (ARRAY[0, 0, 5, 15])[golongan] + 100) / 200 AS bersih
FROM dibayar;
