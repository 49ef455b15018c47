#!/usr/bin/env python3
"""Makes apps/organisasi/data/wilayah.deflate from the npm package idn-area-data.

    scripts/wilayah.py            write the file
    scripts/wilayah.py --periksa  only say whether the file is what the packages give

The packages come through `npm pack` with whatever registry npm is set to use. The current code list is that of the newest
version; earlier versions give the codes it retired, which old NIKs still carry. Needs npm, no other library.
"""
import csv
import hashlib
import io
import pathlib
import subprocess
import sys
import tarfile
import tempfile
import zlib

PAKET = "idn-area-data"
KINI = "4.0.1"
DULU = ["3.1.2", "3.0.1", "2.2.1"]  # newest first: the newest name of a retired code counts
TUJUAN = pathlib.Path(__file__).parent.parent / "apps/organisasi/data/wilayah.deflate"
TINGKAT = ["provinces", "regencies", "districts", "villages"]
# A place that ceases often lives on as another of the same name near by; these suffixes of a code are levels.
PANJANG = {2: 0, 5: 1, 8: 2, 13: 3}


def bertitik(kode):
    """`1101012001` and `11.01.01.2001` are the same code."""
    d = kode.replace(".", "")
    return ".".join(p for p in (d[:2], d[2:4], d[4:6], d[6:10]) if p)


def muat(versi, folder):
    """Code -> name of one version."""
    subprocess.run(["npm", "pack", f"{PAKET}@{versi}", "--silent"], cwd=folder, check=True, stdout=subprocess.DEVNULL)
    isi = {}
    with tarfile.open(pathlib.Path(folder) / f"{PAKET}-{versi}.tgz") as tar:
        for nama in TINGKAT:
            berkas = tar.extractfile(f"package/data/{nama}.csv")
            for baris in csv.DictReader(io.TextIOWrapper(berkas, "utf-8")):
                isi[bertitik(baris["code"])] = " ".join(baris["name"].split())
    return isi


def lipat(nama):
    return "".join(c for c in nama.lower() if c.isalnum())


def judul(nama):
    """Version 2 wrote capitals only."""
    return nama.title() if nama.isupper() else nama


def penerus(kode, nama, kini, menurut_nama):
    """The one current place of the same level and name whose code shares the most leading groups; None when unsure."""
    calon = [k for k in menurut_nama.get((PANJANG[len(kode)], lipat(nama)), []) if k[:2] == kode[:2]]
    if not calon:
        # a province that was divided keeps the names of its regencies and districts
        calon = menurut_nama.get((PANJANG[len(kode)], lipat(nama)), [])
        if PANJANG[len(kode)] == 3:
            calon = []
    sama = lambda k: next((i for i, (a, b) in enumerate(zip(k, kode)) if a != b), len(kode))
    terbaik = max((sama(k) for k in calon), default=0)
    terdekat = [k for k in calon if sama(k) == terbaik]
    return terdekat[0] if len(terdekat) == 1 else None


def susun(kini, lama):
    """The text that is compressed: see apps/organisasi/data/README.md for its form."""
    baris = []
    sebelum = {}
    for kode in sorted(kini):
        ruas = kode.split(".")
        tingkat = len(ruas) - 1
        nomor = int(ruas[-1])
        loncat = "" if nomor == sebelum.get(tingkat, 0) + 1 else str(nomor)
        baris.append(f"{'pkcd'[tingkat]}{loncat}\t{kini[kode]}")
        sebelum[tingkat] = nomor
        for dalam in range(tingkat + 1, 4):
            sebelum[dalam] = 1000 if dalam == 3 else 0
    for kode in sorted(lama):
        nama, ganti = lama[kode]
        baris.append(f"-{kode}\t{nama}\t{ganti or ''}")
    return "\n".join(baris) + "\n"


def main():
    with tempfile.TemporaryDirectory() as folder:
        kini = muat(KINI, folder)
        menurut_nama = {}
        for kode, nama in kini.items():
            menurut_nama.setdefault((PANJANG[len(kode)], lipat(nama)), []).append(kode)
        lama = {}
        for versi in DULU:
            for kode, nama in muat(versi, folder).items():
                if kode not in kini and kode not in lama:
                    lama[kode] = (judul(nama), penerus(kode, nama, kini, menurut_nama))
        # districts and villages follow the regency or district they lay in, when their own name is gone or doubled
        for kode, (nama, ganti) in sorted(lama.items()):
            induk = kode.rsplit(".", 1)[0]
            atas = lama[induk][1] if induk in lama else None
            if atas:
                tetap = f"{atas}.{kode.rsplit('.', 1)[1]}"
                if tetap in kini and lipat(kini[tetap]) == lipat(nama):
                    lama[kode] = (nama, tetap)
                elif not ganti:
                    di_dalam = [k for k in menurut_nama.get((PANJANG[len(kode)], lipat(nama)), [])
                                if k.startswith(atas + ".")]
                    lama[kode] = (nama, di_dalam[0] if len(di_dalam) == 1 else None)
    teks = susun(kini, lama).encode()
    mampat = zlib.compressobj(9, zlib.DEFLATED, -15)
    hasil = mampat.compress(teks) + mampat.flush()
    ada = TUJUAN.read_bytes() if TUJUAN.exists() else b""
    # another zlib may pack the same text otherwise: the text is what counts
    sama = ada and zlib.decompress(ada, -15) == teks
    dapat = sum(1 for _, g in lama.values() if g)
    print(f"{len(kini)} codes, {len(lama)} retired ({dapat} with a successor), {len(teks)} bytes of text, "
          f"sha256 {hashlib.sha256(teks).hexdigest()}, {len(hasil)} compressed")
    if "--periksa" in sys.argv:
        sys.exit(0 if sama else "apps/organisasi/data/wilayah.deflate differs from the packages")
    if not sama:
        TUJUAN.parent.mkdir(exist_ok=True)
        TUJUAN.write_bytes(hasil)


if __name__ == "__main__":
    main()
