"""PostgreSQL: the month as one set-based statement, on a server of its own that lives as long as this program.

usage: python3 postgres.py FOLDER [REPEATS]

Uses only psql and the server binaries of Debian. The server runs with two parallel workers and without durability for
the benchmark's tables (they are unlogged), which is to its advantage."""

import glob
import os
import pathlib
import pwd
import shutil
import subprocess
import sys
import tempfile

from catat import Pengukur

TABEL = """
CREATE UNLOGGED TABLE pegawai (pegawai integer PRIMARY KEY, opd integer, kelas integer, golongan integer, sanksi integer);
CREATE UNLOGGED TABLE hari (pegawai integer, hari integer, hadir_angka integer, telat integer, pulang_cepat integer,
  hadir boolean GENERATED ALWAYS AS (hadir_angka = 1) STORED);
CREATE UNLOGGED TABLE katalog (kode integer PRIMARY KEY, norma_menit integer, batas_jumlah integer);
CREATE UNLOGGED TABLE aktivitas (no integer, pegawai integer, hari integer, kode integer, jumlah integer, status text);
CREATE UNLOGGED TABLE opd (opd integer PRIMARY KEY, plafon bigint);
"""
KOLOM = {"hari": "(pegawai, hari, hadir_angka, telat, pulang_cepat)"}
SETELAN = {
    "listen_addresses": "",
    "shared_buffers": "1GB",
    "work_mem": "256MB",
    "max_parallel_workers_per_gather": "2",
    "jit": "off",
    "fsync": "off",
    "synchronous_commit": "off",
}


class Server:
    """A cluster in a temporary folder, reached through a socket in it; PostgreSQL refuses to run as root, so root lends it
    to the user `postgres`."""

    def __init__(self):
        biner = sorted(glob.glob("/usr/lib/postgresql/*/bin/initdb"))
        if not biner:
            raise SystemExit("PostgreSQL's server is missing: apt-get install postgresql")
        self.biner = pathlib.Path(biner[-1]).parent
        self.folder = pathlib.Path(tempfile.mkdtemp(prefix="balai-bulan-"))
        self.sebagai = {}
        if os.getuid() == 0:
            p = pwd.getpwnam("postgres")
            os.chown(self.folder, p.pw_uid, p.pw_gid)
            self.sebagai = {"user": p.pw_uid, "group": p.pw_gid, "extra_groups": []}

    def _jalankan(self, *kata):
        subprocess.run(kata, check=True, cwd=self.folder, stdout=subprocess.DEVNULL, **self.sebagai)

    def __enter__(self):
        self._jalankan(self.biner / "initdb", "-D", "d", "-U", "balai", "--auth=trust", "--encoding=UTF8", "--locale=C")
        setelan = " ".join(f"-c {k}='{v}'" for k, v in SETELAN.items()) + f" -k {self.folder}"
        self._jalankan(self.biner / "pg_ctl", "-D", "d", "-w", "-l", "log", "-o", setelan, "start")
        return self

    def __exit__(self, *_):
        self._jalankan(self.biner / "pg_ctl", "-D", "d", "-w", "-m", "immediate", "stop")
        shutil.rmtree(self.folder)

    def psql(self, teks):
        perintah = [self.biner / "psql", "-h", self.folder, "-U", "balai", "-d", "postgres", "-X", "-q", "-At", "-v", "ON_ERROR_STOP=1"]
        return subprocess.run(perintah, input=teks, text=True, check=True, stdout=subprocess.PIPE).stdout.strip()


def utama(folder, ulang=5):
    pengukur = Pengukur("PostgreSQL 15 (SQL)", int(ulang))
    sql = pathlib.Path(__file__).with_name("postgres.sql").read_text(encoding="utf-8")
    with Server() as server:

        def muat():
            salin = "".join(
                f"\\copy {t} {KOLOM.get(t, '')} from '{os.path.abspath(folder)}/{t}.csv' with (format csv, header)\n"
                for t in ("pegawai", "hari", "katalog", "aktivitas", "opd")
            )
            server.psql(TABEL + salin + "VACUUM ANALYZE;\n")

        pengukur.muat(muat)
        pengukur.hitung(
            lambda: server.psql("SET client_min_messages = warning; DROP TABLE IF EXISTS hasil;\n" + sql),
            lambda _: server.psql("SELECT count(*), sum(bersih), sum(bersih * (pegawai % 97)) FROM hasil").split("|"),
        )
        # Its memory is the server's, not this program's.
        pengukur.selesai(memori_mb=None)


if __name__ == "__main__":
    utama(*sys.argv[1:])
