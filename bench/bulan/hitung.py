"""The month computed with rationals by the model in README.md: slow, obvious, the judge of every faster engine.

usage: python3 hitung.py FOLDER [LINES.csv]

Prints the check [count, sum(net), sum(net * (pegawai mod 97))]; with a second argument also writes every line."""

import csv
import sys
from fractions import Fraction as F

DASAR = {k: 1_500_000 + k * k * 110_000 for k in range(1, 18)}
SANKSI = {0: F(1), 1: F(9, 10), 2: F(3, 4), 3: F(1, 2)}
PAJAK = {1: F(0), 2: F(0), 3: F(5, 100), 4: F(15, 100)}


def setengah_naik(x):
    return (2 * x.numerator + x.denominator) // (2 * x.denominator)


def potongan(menit):
    for batas, isi in ((0, F(0)), (30, F(1, 200)), (60, F(1, 100)), (90, F(1, 80))):
        if menit <= batas:
            return isi
    return F(3, 200)


def bagi_plafon(bruto, plafon):
    """Pro rata to exactly the ceiling: floors, then one rupiah each to the largest remainders, ties to the smaller number."""
    jumlah = sum(bruto.values())
    if jumlah <= plafon:
        return bruto
    tepat = {p: F(b * plafon, jumlah) for p, b in bruto.items()}
    hasil = {p: x.numerator // x.denominator for p, x in tepat.items()}
    sisa = plafon - sum(hasil.values())
    for p in sorted(tepat, key=lambda p: (hasil[p] - tepat[p], p))[:sisa]:
        hasil[p] += 1
    return hasil


def hitung(folder):
    """{pegawai: (minutes, gross, paid, net)}"""

    def baca(nama):
        with open(f"{folder}/{nama}.csv", newline="") as f:
            yield from csv.DictReader(f)

    katalog = {k["kode"]: (int(k["norma_menit"]), int(k["batas_jumlah"])) for k in baca("katalog")}
    per_hari = {}
    for a in baca("aktivitas"):
        if a["status"] == "disetujui":
            norma, batas = katalog[a["kode"]]
            kunci = int(a["pegawai"]), a["hari"]
            per_hari[kunci] = per_hari.get(kunci, 0) + min(int(a["jumlah"]), batas) * norma
    menit = {}
    for (p, _), m in per_hari.items():
        menit[p] = menit.get(p, 0) + min(m, 480)
    potong = {}
    for h in baca("hari"):
        p = int(h["pegawai"])
        hari_ini = F(3, 100) if h["hadir"] == "0" else potongan(int(h["telat"])) + potongan(int(h["pulang_cepat"]))
        potong[p] = potong.get(p, F(0)) + hari_ini

    bruto, pajak = {}, {}
    for e in baca("pegawai"):
        p = int(e["pegawai"])
        produktif = min(F(1), F(menit.get(p, 0), 6600))
        disiplin = max(F(0), 1 - potong.get(p, F(0)))
        skor = (F(6, 10) * produktif + F(4, 10) * disiplin) * SANKSI[int(e["sanksi"])]
        bruto.setdefault(e["opd"], {})[p] = setengah_naik(DASAR[int(e["kelas"])] * skor)
        pajak[p] = PAJAK[int(e["golongan"])]
    plafon = {o["opd"]: int(o["plafon"]) for o in baca("opd")}
    baris = {}
    for o, anggota in bruto.items():
        for p, dibayar in bagi_plafon(anggota, plafon[o]).items():
            baris[p] = menit.get(p, 0), anggota[p], dibayar, dibayar - setengah_naik(dibayar * pajak[p])
    return baris


if __name__ == "__main__":
    hasil = hitung(sys.argv[1])
    print([len(hasil), sum(x[3] for x in hasil.values()), sum(x[3] * (p % 97) for p, x in hasil.items())])
    if len(sys.argv) > 2:
        with open(sys.argv[2], "w", newline="") as f:
            w = csv.writer(f, lineterminator="\n")
            w.writerow(("pegawai", "menit", "bruto", "dibayar", "bersih"))
            w.writerows((p, *hasil[p]) for p in sorted(hasil))
