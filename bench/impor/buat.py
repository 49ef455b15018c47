#!/usr/bin/env python3
"""Writes a large region's files: buat.py ORANG BARIS FOLDER -> unit.csv, pegawai.csv, aktivitas.csv (October 2026)."""

import datetime
import pathlib
import sys

OPD = 60


def nip(i: int) -> str:
    lahir = datetime.date(1970, 1, 1) + datetime.timedelta(days=i % 9000)
    return f"{lahir:%Y%m%d}{lahir.year + 24}{i % 12 + 1:02}{i % 2 + 1}{i % 999 + 1:03}"


def main() -> None:
    orang, baris, folder = int(sys.argv[1]), int(sys.argv[2]), pathlib.Path(sys.argv[3])
    folder.mkdir(parents=True, exist_ok=True)
    with open(folder / "unit.csv", "w", encoding="utf-8") as f:
        f.write("Kode;Nama Unit;Kode Induk;Jenis\n")
        for o in range(1, OPD + 1):
            f.write(f"{o:02};Dinas Nomor {o};;OPD\n{o:02}.01;Sekretariat;{o:02};Unit\n")
    with open(folder / "pegawai.csv", "w", encoding="utf-8") as f:
        f.write("NIP;Nama;Golongan;Jabatan;Kelas;OPD;Unit Kerja;NIP Atasan;TMT;Status;PTKP\n")
        for i in range(orang):
            f.write(f"{nip(i)};Orang Rekaan;III/a;Pelaksana;7;Dinas Nomor {i % OPD + 1};Sekretariat;;4/8/2020;PNS;K/0\n")
    hari = [d for d in range(1, 31) if datetime.date(2026, 10, d).weekday() < 5]
    with open(folder / "aktivitas.csv", "w", encoding="utf-8") as f:
        f.write("NIP;Tanggal;Aktivitas;Menit;Status\n")
        for r in range(baris):
            f.write(f"{nip(r // 5 % orang)};{hari[r % len(hari)]}/10/2026;Menyusun laporan {r};{30 + r % 90};Disetujui\n")


if __name__ == "__main__":
    main()
