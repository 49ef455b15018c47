"""OpenFisca-Core: the month as variables over four entities (activity -> day -> employee -> office).

usage: python3 openfisca_.py FOLDER [REPEATS]

As shipped, OpenFisca stores `float` as 32-bit floats (seven digits) and `int` as 32-bit integers, in which a month of a
city cannot be exact. Here `int` is widened to 64 bits before the variables are declared, and every formula is integer
arithmetic on common denominators; with that the check is met. What is shown is therefore OpenFisca at its best, not as
it comes.

Its groups count persons only: days are rows of their own, so the step from days to employees is a bincount over an
index, which a formula may do. Which row belongs to which day, employee and office is resolved while loading, as our own
engine has it; the SQL engines and Polars find it anew in every run."""

import sys

import numpy as np
import polars as pl
from catat import Pengukur
from openfisca_core import periods, variables
from openfisca_core.entities import build_entity
from openfisca_core.simulations import Simulation
from openfisca_core.taxbenefitsystems import TaxBenefitSystem

variables.config.VALUE_TYPES[int]["dtype"] = np.int64

BULAN = periods.period("2026-10")
AKTIVITAS = build_entity(key="aktivitas", plural="para_aktivitas", label="Aktivitas", is_person=True)
PERAN = [{"key": "anggota", "plural": "para_anggota", "label": "Anggota"}]
HARI = build_entity(key="hari", plural="para_hari", label="Hari kerja", roles=PERAN)
PEGAWAI = build_entity(key="pegawai", plural="para_pegawai", label="Pegawai", roles=PERAN)
OPD = build_entity(key="opd", plural="para_opd", label="Perangkat daerah", roles=PERAN)
SISTEM = TaxBenefitSystem([AKTIVITAS, HARI, PEGAWAI, OPD])


def variabel(entitas, nama, rumus=None):
    isi = {"value_type": int, "entity": entitas, "definition_period": periods.DateUnit.MONTH, "label": nama}
    if rumus is not None:
        isi["formula"] = rumus
    SISTEM.add_variable(type(nama, (variables.Variable,), isi))


def per_pegawai(hari, nilai):
    """Sums a day's column per employee. Sums stay far below 2^53, where bincount's doubles are exact integers."""
    pegawai = hari.simulation.populations["pegawai"]
    return np.bincount(pegawai.dari_hari, weights=nilai, minlength=pegawai.count).astype(np.int64)


def braket(menit):
    return np.select([menit <= 0, menit <= 30, menit <= 60, menit <= 90], [0, 2, 4, 5], 6)


def rumus_diakui(aktivitas, bulan):
    kode = aktivitas("kode", bulan)
    diakui = np.minimum(aktivitas("jumlah", bulan), aktivitas.batas_jumlah[kode]) * aktivitas.norma_menit[kode]
    return np.where(aktivitas("disetujui", bulan) == 1, diakui, 0)


def rumus_menit_hari(hari, bulan):
    return np.minimum(hari.sum(hari.members("diakui", bulan)).astype(np.int64), 480)


def rumus_potong(hari, bulan):
    return np.where(hari("hadir", bulan) == 0, 12, braket(hari("telat", bulan)) + braket(hari("pulang_cepat", bulan)))


def rumus_bruto(pegawai, bulan):
    hari = pegawai.simulation.populations["hari"]
    menit = np.minimum(per_pegawai(hari, hari("menit_hari", bulan)), 6600)
    disiplin = np.maximum(0, 400 - per_pegawai(hari, hari("potong", bulan)))
    dasar = 1_500_000 + 110_000 * pegawai("kelas", bulan) ** 2
    sanksi = np.array([100, 90, 75, 50])[pegawai("sanksi", bulan)]
    return (2 * dasar * (menit + 11 * disiplin) * sanksi + 1_100_000) // 2_200_000


def rumus_dibayar(pegawai, bulan):
    """Largest remainder. gross * ceiling can pass 64 bits, so the ceiling is taken in two halves of 20 bits."""
    bruto = pegawai("bruto", bulan)
    opd = pegawai.ke_opd
    banyak_opd = pegawai.simulation.populations["opd"].count
    plafon = pegawai.simulation.populations["opd"]("plafon", bulan)[opd]
    jumlah = np.bincount(opd, weights=bruto, minlength=banyak_opd).astype(np.int64)[opd]
    atas, sisa_atas = np.divmod(bruto * (plafon >> 20), jumlah)
    bawah, sisa = np.divmod((sisa_atas << 20) + bruto * (plafon & 0xFFFFF), jumlah)
    lewat = jumlah > plafon
    lantai = np.where(lewat, (atas << 20) + bawah, bruto)
    sisa = np.where(lewat, sisa, 0)
    kurang = plafon - np.bincount(opd, weights=lantai, minlength=banyak_opd).astype(np.int64)[opd]
    urutan = np.lexsort((np.arange(len(opd)), -sisa, opd))
    awal = np.concatenate(([0], np.cumsum(np.bincount(opd, minlength=banyak_opd))))
    nomor = np.empty_like(urutan)
    nomor[urutan] = np.arange(len(opd)) - awal[opd[urutan]]
    return lantai + (lewat & (nomor < kurang))


def rumus_bersih(pegawai, bulan):
    dibayar = pegawai("dibayar", bulan)
    tarif = np.array([0, 0, 0, 5, 15])[pegawai("golongan", bulan)]
    return dibayar - (2 * dibayar * tarif + 100) // 200


for _entitas, _masukan in (
    (AKTIVITAS, ("jumlah", "kode", "disetujui")),
    (HARI, ("hadir", "telat", "pulang_cepat")),
    (PEGAWAI, ("kelas", "golongan", "sanksi")),
    (OPD, ("plafon",)),
):
    for _nama in _masukan:
        variabel(_entitas, _nama)
variabel(AKTIVITAS, "diakui", rumus_diakui)
variabel(HARI, "menit_hari", rumus_menit_hari)
variabel(HARI, "potong", rumus_potong)
variabel(PEGAWAI, "bruto", rumus_bruto)
variabel(PEGAWAI, "dibayar", rumus_dibayar)
variabel(PEGAWAI, "bersih", rumus_bersih)


def baca(folder, nama):
    """The columns of one file as arrays of 64-bit integers; the only text column, a status, becomes 0 or 1.

    Read by Polars, because reading two million rows is not what is compared."""
    tabel = pl.read_csv(f"{folder}/{nama}.csv")
    return {k: (tabel[k] == "disetujui" if k == "status" else tabel[k]).cast(pl.Int64).to_numpy() for k in tabel.columns}


def muat(folder):
    t = {n: baca(folder, n) for n in ("pegawai", "hari", "katalog", "aktivitas", "opd")}
    # Numbers of people and days run without gaps in these files; their rows are found by arithmetic.
    hari_per_orang = int(t["hari"]["hari"].max())
    t["letak"] = {
        "aktivitas_hari": (t["aktivitas"]["pegawai"] - 1) * hari_per_orang + t["aktivitas"]["hari"] - 1,
        "hari_pegawai": t["hari"]["pegawai"] - 1,
        "pegawai_opd": np.searchsorted(t["opd"]["opd"], t["pegawai"]["opd"]),
    }
    return t


def simulasi(t):
    """A fresh simulation with the inputs set and nothing computed."""
    populasi = SISTEM.instantiate_entities()
    s = Simulation(SISTEM, populasi)
    for nama in ("aktivitas", "hari", "pegawai", "opd"):
        populasi[nama].count = len(next(iter(t[nama].values())))
        populasi[nama].ids = []
    populasi["aktivitas"].norma_menit = t["katalog"]["norma_menit"]
    populasi["aktivitas"].batas_jumlah = t["katalog"]["batas_jumlah"]
    populasi["hari"].members_entity_id = t["letak"]["aktivitas_hari"]
    populasi["pegawai"].dari_hari = t["letak"]["hari_pegawai"]
    populasi["pegawai"].ke_opd = t["letak"]["pegawai_opd"]
    for nama, kolom in (
        ("aktivitas", ("jumlah", "kode")),
        ("hari", ("hadir", "telat", "pulang_cepat")),
        ("pegawai", ("kelas", "golongan", "sanksi")),
        ("opd", ("plafon",)),
    ):
        for k in kolom:
            s.set_input(k, BULAN, t[nama][k])
    s.set_input("disetujui", BULAN, t["aktivitas"]["status"])
    return s


def utama(folder, ulang=5):
    pengukur = Pengukur("OpenFisca-Core (int64)", int(ulang))
    t = pengukur.muat(lambda: muat(folder))
    segar = [simulasi(t) for _ in range(int(ulang))]
    nomor = t["pegawai"]["pegawai"]
    pengukur.hitung(
        lambda: segar.pop().calculate("bersih", BULAN),
        lambda bersih: (len(bersih), bersih.sum(), (bersih * (nomor % 97)).sum()),
    )
    pengukur.selesai()


if __name__ == "__main__":
    utama(*sys.argv[1:])
