"""Makes a synthetic month of a city to measure with.

usage: python3 buat.py FOLDER [PEOPLE=20000] [SEED=1]

Writes pegawai.csv, hari.csv (22 per person), aktivitas.csv (about 100 per person), katalog.csv and opd.csv. The same
size and seed give the same bytes. Standard library only."""

import csv
import os
import random
import sys

JUMLAH_OPD = 75
JUMLAH_KATALOG = 400
HARI_KERJA = 22
# Mostly nothing, sometimes every bracket and its edges.
MENIT = (1, 7, 15, 30, 31, 45, 60, 61, 75, 90, 91, 120, 180)


def tulis(folder, nama, kepala, baris):
    with open(os.path.join(folder, f"{nama}.csv"), "w", newline="") as f:
        w = csv.writer(f, lineterminator="\n")
        w.writerow(kepala)
        w.writerows(baris)


def buat(folder, orang, benih):
    r = random.Random(benih)
    os.makedirs(folder, exist_ok=True)
    bobot = [r.paretovariate(1.2) for _ in range(JUMLAH_OPD)]
    pegawai = []
    for i in range(1, orang + 1):
        opd = r.choices(range(1, JUMLAH_OPD + 1), bobot)[0]
        kelas = r.randint(1, 17)
        golongan = r.choices((1, 2, 3, 4), (3, 22, 55, 20))[0]
        sanksi = r.choices((0, 1, 2, 3), (970, 20, 7, 3))[0]
        pegawai.append((i, opd, kelas, golongan, sanksi))
    tulis(folder, "pegawai", ("pegawai", "opd", "kelas", "golongan", "sanksi"), pegawai)

    def menit(peluang):
        return 0 if r.random() > peluang else r.choice(MENIT)

    def hari():
        for i in range(1, orang + 1):
            for d in range(1, HARI_KERJA + 1):
                hadir = r.random() > 0.013
                yield i, d, int(hadir), menit(0.12) if hadir else 0, menit(0.05) if hadir else 0

    tulis(folder, "hari", ("pegawai", "hari", "hadir", "telat", "pulang_cepat"), hari())

    norma = (5, 10, 15, 30, 45, 60, 90, 120)
    katalog = [(k, r.choices(norma, (10, 15, 15, 20, 12, 15, 8, 5))[0], r.randint(1, 4)) for k in range(JUMLAH_KATALOG)]
    tulis(folder, "katalog", ("kode", "norma_menit", "batas_jumlah"), katalog)

    def aktivitas():
        no = 0
        for i in range(1, orang + 1):
            for _ in range(min(200, max(30, int(r.gauss(100, 10))))):
                no += 1
                d = r.randint(1, HARI_KERJA)
                kode = r.randrange(JUMLAH_KATALOG)
                jumlah = r.randint(1, 4)
                yield no, i, d, kode, jumlah, r.choices(("diajukan", "ditolak", "disetujui"), (6, 2, 92))[0]

    tulis(folder, "aktivitas", ("no", "pegawai", "hari", "kode", "jumlah", "status"), aktivitas())

    per_opd = {}
    for p in pegawai:
        per_opd[p[1]] = per_opd.get(p[1], 0) + 1
    tulis(folder, "opd", ("opd", "plafon"), [(o, per_opd[o] * r.randint(6_500_000, 14_000_000)) for o in sorted(per_opd)])


if __name__ == "__main__":
    buat(sys.argv[1], int(sys.argv[2]) if len(sys.argv) > 2 else 20_000, int(sys.argv[3]) if len(sys.argv) > 3 else 1)
