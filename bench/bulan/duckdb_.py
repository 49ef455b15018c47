"""DuckDB: the same set-based statement as PostgreSQL's, in its dialect, over integers (HUGEINT where 64 bits end).

usage: python3 duckdb_.py FOLDER [REPEATS] [THREADS]
"""

import sys

import duckdb
from catat import Pengukur

BRAKET = "CASE WHEN {0} <= 0 THEN 0 WHEN {0} <= 30 THEN 2 WHEN {0} <= 60 THEN 4 WHEN {0} <= 90 THEN 5 ELSE 6 END"
SQL = f"""
CREATE OR REPLACE TABLE hasil AS
WITH per_hari AS (
  SELECT a.pegawai, a.hari, least(sum(least(a.jumlah, k.batas_jumlah) * k.norma_menit), 480)::BIGINT AS menit
  FROM aktivitas a JOIN katalog k USING (kode)
  WHERE a.status = 'disetujui'
  GROUP BY a.pegawai, a.hari
), kerja AS (
  SELECT pegawai, sum(menit)::BIGINT AS menit FROM per_hari GROUP BY pegawai
), disiplin AS (
  SELECT pegawai, greatest(0, 400 - sum(CASE WHEN hadir = 0 THEN 12
    ELSE {BRAKET.format("telat")} + {BRAKET.format("pulang_cepat")} END))::BIGINT AS disiplin
  FROM hari GROUP BY pegawai
), bruto AS (
  SELECT p.pegawai, p.opd, p.golongan,
    (2 * (1500000 + 110000 * p.kelas * p.kelas) * (least(coalesce(k.menit, 0), 6600) + 11 * coalesce(d.disiplin, 400))
       * [100, 90, 75, 50][p.sanksi + 1] + 1100000) // 2200000 AS bruto
  FROM pegawai p LEFT JOIN kerja k USING (pegawai) LEFT JOIN disiplin d USING (pegawai)
), jumlah AS (
  SELECT b.*, o.plafon, (sum(b.bruto) OVER (PARTITION BY b.opd))::BIGINT AS jumlah
  FROM bruto b JOIN opd o USING (opd)
), lantai AS (
  SELECT *,
    CASE WHEN jumlah <= plafon THEN bruto ELSE ((bruto::HUGEINT * plafon) // jumlah)::BIGINT END AS lantai,
    CASE WHEN jumlah <= plafon THEN 0 ELSE ((bruto::HUGEINT * plafon) % jumlah)::BIGINT END AS sisa
  FROM jumlah
), urut AS (
  SELECT *, (sum(lantai) OVER (PARTITION BY opd))::BIGINT AS jumlah_lantai,
    row_number() OVER (PARTITION BY opd ORDER BY sisa DESC, pegawai) AS nomor
  FROM lantai
), dibayar AS (
  SELECT pegawai, golongan, bruto,
    lantai + CASE WHEN jumlah > plafon AND nomor <= plafon - jumlah_lantai THEN 1 ELSE 0 END AS dibayar
  FROM urut
)
SELECT pegawai, bruto, dibayar, dibayar - (2 * dibayar * [0, 0, 5, 15][golongan] + 100) // 200 AS bersih
FROM dibayar
"""


def utama(folder, ulang=5, utas=2):
    pengukur = Pengukur("DuckDB (SQL)", int(ulang))
    basis = duckdb.connect(":memory:", config={"threads": int(utas)})

    def muat():
        for tabel in ("pegawai", "hari", "katalog", "aktivitas", "opd"):
            basis.execute(f"CREATE TABLE {tabel} AS SELECT * FROM read_csv('{folder}/{tabel}.csv', header = true)")

    pengukur.muat(muat)
    pengukur.hitung(
        lambda: basis.execute(SQL),
        lambda _: basis.execute("SELECT count(*), sum(bersih), sum(bersih * (pegawai % 97)) FROM hasil").fetchone(),
    )
    pengukur.selesai()


if __name__ == "__main__":
    utama(*sys.argv[1:])
