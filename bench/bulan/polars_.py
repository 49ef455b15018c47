"""Polars: the month as lazy expressions over Int64, Int128 where 64 bits end.

usage: python3 polars_.py FOLDER [REPEATS]      (threads: POLARS_MAX_THREADS)
"""

import sys

import polars as pl
from catat import Pengukur


def braket(kolom):
    m = pl.col(kolom)
    return pl.when(m <= 0).then(0).when(m <= 30).then(2).when(m <= 60).then(4).when(m <= 90).then(5).otherwise(6)


def hitung(t):
    """The frame of results; rates stand on common denominators as in postgres.sql."""
    kerja = (
        t["aktivitas"].lazy()
        .filter(pl.col("status") == "disetujui")
        .join(t["katalog"].lazy(), on="kode")
        .group_by("pegawai", "hari")
        .agg((pl.min_horizontal("jumlah", "batas_jumlah") * pl.col("norma_menit")).sum().clip(upper_bound=480).alias("menit"))
        .group_by("pegawai")
        .agg(pl.col("menit").sum())
    )
    disiplin = (
        t["hari"].lazy()
        .group_by("pegawai")
        .agg(pl.when(pl.col("hadir") == 0).then(12).otherwise(braket("telat") + braket("pulang_cepat")).sum().cast(pl.Int64).alias("potong"))
        .select("pegawai", (400 - pl.col("potong")).clip(lower_bound=0).alias("disiplin"))
    )
    kelas = pl.col("kelas").cast(pl.Int64)
    skor = pl.col("menit").fill_null(0).clip(upper_bound=6600) + 11 * pl.col("disiplin").fill_null(400)
    sanksi = pl.col("sanksi").replace_strict({0: 100, 1: 90, 2: 75, 3: 50}, return_dtype=pl.Int64)
    pajak = pl.col("golongan").replace_strict({1: 0, 2: 0, 3: 5, 4: 15}, return_dtype=pl.Int64)
    lewat = pl.col("jumlah") > pl.col("plafon")
    kali = pl.col("bruto").cast(pl.Int128) * pl.col("plafon")
    return (
        t["pegawai"].lazy()
        .join(kerja, on="pegawai", how="left")
        .join(disiplin, on="pegawai", how="left")
        .join(t["opd"].lazy(), on="opd")
        .with_columns(((2 * (1_500_000 + 110_000 * kelas * kelas) * skor * sanksi + 1_100_000) // 2_200_000).alias("bruto"))
        .with_columns(pl.col("bruto").sum().over("opd").alias("jumlah"))
        .with_columns(
            pl.when(lewat).then((kali // pl.col("jumlah")).cast(pl.Int64)).otherwise(pl.col("bruto")).alias("lantai"),
            pl.when(lewat).then((kali % pl.col("jumlah")).cast(pl.Int64)).otherwise(0).alias("sisa"),
        )
        .sort("opd", "sisa", "pegawai", descending=[False, True, False])
        .with_columns(
            pl.col("lantai").sum().over("opd").alias("jumlah_lantai"),
            pl.int_range(pl.len()).over("opd").alias("nomor"),
        )
        .with_columns((pl.col("lantai") + (lewat & (pl.col("nomor") < pl.col("plafon") - pl.col("jumlah_lantai"))).cast(pl.Int64)).alias("dibayar"))
        .select("pegawai", "bruto", "dibayar", (pl.col("dibayar") - (2 * pl.col("dibayar") * pajak + 100) // 200).alias("bersih"))
        .collect()
    )


def utama(folder, ulang=5):
    pengukur = Pengukur("Polars", int(ulang))
    tabel = pengukur.muat(lambda: {n: pl.read_csv(f"{folder}/{n}.csv") for n in ("pegawai", "hari", "katalog", "aktivitas", "opd")})
    pengukur.hitung(
        lambda: hitung(tabel),
        lambda h: h.select(pl.len(), pl.col("bersih").sum().alias("b"), (pl.col("bersih") * (pl.col("pegawai") % 97)).sum().alias("c")).row(0),
    )
    pengukur.selesai()


if __name__ == "__main__":
    utama(*sys.argv[1:])
