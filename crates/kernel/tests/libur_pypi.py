#!/usr/bin/env python3
"""Compares the free days of the kernel's calendar with the PyPI library `holidays` (country ID).

    pip install holidays
    python3 crates/kernel/tests/libur_pypi.py

Reads the days from `cargo run --example libur`. National holidays are compared with the library's category
`public`, collective leave (cuti bersama) with `government`. Exit code 1 when a difference is not explained below.
"""

import datetime
import pathlib
import subprocess
import sys

import holidays

ROOT = pathlib.Path(__file__).resolve().parents[3]

# (date, kind): why we keep the difference. An entry that no longer differs fails too, so the list cannot rot.
DISENGAJA: dict[tuple[str, str], str] = {}


def milik_kita() -> dict[str, dict[str, str]]:
    perintah = ["cargo", "run", "--quiet", "--locked", "--package", "balai-kernel", "--example", "libur"]
    keluaran = subprocess.run(perintah, cwd=ROOT, check=True, capture_output=True, text=True).stdout
    hari: dict[str, dict[str, str]] = {"nasional": {}, "cuti_bersama": {}}
    for baris in keluaran.splitlines():
        tanggal, jenis, nama = baris.split("\t")
        hari[jenis][tanggal] = nama
    return hari


def milik_mereka(tahun: list[int]) -> dict[str, dict[str, str]]:
    jadi = {}
    for jenis, kategori in (("nasional", "public"), ("cuti_bersama", "government")):
        daftar = holidays.country_holidays("ID", years=tahun, categories=kategori)
        jadi[jenis] = {d.isoformat(): nama for d, nama in daftar.items() if isinstance(d, datetime.date)}
    return jadi


def main() -> int:
    kita = milik_kita()
    tahun = sorted({int(d[:4]) for hari in kita.values() for d in hari})
    mereka = milik_mereka(tahun)
    beda = {}
    for jenis, hari in kita.items():
        for d in hari.keys() - mereka[jenis].keys():
            beda[d, jenis] = f"only ours: {hari[d]}"
        for d in mereka[jenis].keys() - hari.keys():
            beda[d, jenis] = f"only theirs: {mereka[jenis][d]}"
    salah = 0
    for kunci in sorted(beda.keys() | DISENGAJA.keys()):
        if kunci in beda and kunci in DISENGAJA:
            print(f"kept  {kunci[0]} {kunci[1]}: {beda[kunci]} ({DISENGAJA[kunci]})")
            continue
        salah += 1
        print(f"WRONG {kunci[0]} {kunci[1]}: {beda.get(kunci, 'explained, but there is no difference')}")
    banyak = sum(len(hari) for hari in kita.values())
    print(f"{banyak} free days of {tahun} compared with holidays {holidays.__version__}: {salah} unexplained")
    return 1 if salah or not banyak else 0


if __name__ == "__main__":
    sys.exit(main())
