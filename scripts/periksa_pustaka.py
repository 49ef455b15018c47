"""Checks our libraries against deny.toml: licences, two versions of one thing, bans, sources.

usage: python3 scripts/periksa_pustaka.py

Reads the same policy cargo-deny reads, and only `cargo metadata`, so that it costs a second and no installation.
What it does not do, cargo-deny does (`make alat`): compare licence texts, read the advisory database.
"""

import json
import re
import subprocess
import sys
import tomllib

KATA = re.compile(r"\s*(\(|\)|[A-Za-z0-9.+-]+)")


def lisensi_boleh(ungkapan, boleh):
    """True when the SPDX expression can be satisfied by the allowed licences alone.

    Grammar: or := and (OR and)*; and := one (AND one)*; one := '(' or ')' | ID [WITH ID]. The old Cargo spelling
    `MIT/Apache-2.0` is OR. Raises ValueError on anything else, an empty text included."""
    teks = ungkapan.replace("/", " OR ")
    kata = KATA.findall(teks)
    if "".join(kata) != teks.replace(" ", "") or not kata:
        raise ValueError(f"not an SPDX expression: {ungkapan!r}")
    letak = 0

    def lihat():
        return kata[letak] if letak < len(kata) else None

    def ambil():
        nonlocal letak
        if letak >= len(kata):
            raise ValueError(f"the expression ends too early: {ungkapan!r}")
        letak += 1
        return kata[letak - 1]

    def satu():
        k = ambil()
        if k == "(":
            nilai = atau()
            if ambil() != ")":
                raise ValueError(f"a bracket is not closed: {ungkapan!r}")
            return nilai
        if k in (")", "OR", "AND", "WITH"):
            raise ValueError(f"{k} out of place: {ungkapan!r}")
        if lihat() == "WITH":
            ambil()
            k = f"{k} WITH {ambil()}"
        return k in boleh

    def dan():
        nilai = satu()
        while lihat() == "AND":
            ambil()
            nilai = satu() and nilai
        return nilai

    def atau():
        nilai = dan()
        while lihat() == "OR":
            ambil()
            nilai = dan() or nilai
        return nilai

    hasil = atau()
    if letak != len(kata):
        raise ValueError(f"more than one expression: {ungkapan!r}")
    return hasil


def cocok(syarat, nama, versi):
    """True when `name`, `name@1` or `name@1.2.3` of a policy entry means this version."""
    nama_syarat, _, versi_syarat = syarat.partition("@")
    if nama_syarat != nama:
        return False
    return not versi_syarat or versi == versi_syarat or versi.startswith(versi_syarat + ".")


def periksa(kebijakan, paket, terpakai):
    """The findings, as lines of text. `paket` are cargo metadata's packages, `terpakai` the ids really built."""
    temuan = []
    boleh = set(kebijakan["licenses"]["allow"])
    larangan = kebijakan["bans"]
    lewati = [x["crate"] for x in larangan.get("skip", [])]
    lewati_terpakai = set()
    versi_per_nama = {}
    lisensi_terpakai = set()
    for p in sorted(paket, key=lambda p: (p["name"], p["version"])):
        if p["id"] not in terpakai:
            continue
        nama, versi = p["name"], p["version"]
        try:
            if not lisensi_boleh(p.get("license") or "", boleh):
                temuan.append(f"licence: {nama} {versi} is under {p['license']}, which deny.toml does not allow")
        except ValueError as galat:
            temuan.append(f"licence: {nama} {versi}: {galat}")
        lisensi_terpakai.update(x for x in boleh if x in (p.get("license") or ""))
        for x in larangan.get("deny", []):
            if cocok(x["crate"], nama, versi):
                temuan.append(f"ban: {nama} {versi} is not wanted: {x['reason']}")
        sumber = p.get("source")
        if sumber is not None and not sumber.startswith("registry+https://github.com/rust-lang/crates.io-index"):
            temuan.append(f"source: {nama} {versi} comes from {sumber}, not from crates.io")
        kena = [x for x in lewati if cocok(x, nama, versi)]
        lewati_terpakai.update(kena)
        if not kena:
            versi_per_nama.setdefault(nama, []).append(versi)
        if sumber is None:
            for d in p["dependencies"]:
                if d["req"] == "*" and d.get("path") is None:
                    temuan.append(f"wildcard: {nama} asks for any version of {d['name']}")
    for nama, versi in versi_per_nama.items():
        if len(versi) > 1:
            temuan.append(f"duplicate: {nama} is built in versions {', '.join(versi)}; settle on one or argue a skip")
    for x in sorted(set(lewati) - lewati_terpakai):
        temuan.append(f"stale: the skip of {x} is no longer needed; remove it from deny.toml, the ceiling only sinks")
    for x in sorted(boleh - lisensi_terpakai):
        temuan.append(f"stale: no library is under {x}; remove it from deny.toml")
    return temuan


def utama():
    """Runs cargo metadata for the targets of deny.toml and prints the verdict."""
    with open("deny.toml", "rb") as f:
        kebijakan = tomllib.load(f)
    perintah = ["cargo", "metadata", "--format-version=1", "--locked", "--all-features"]
    for sasaran in kebijakan["graph"]["targets"]:
        perintah += ["--filter-platform", sasaran]
    data = json.loads(subprocess.run(perintah, check=True, stdout=subprocess.PIPE).stdout)
    terpakai = {n["id"] for n in data["resolve"]["nodes"]}
    temuan = periksa(kebijakan, data["packages"], terpakai)
    for t in temuan:
        print(t)
    print(f"{len(terpakai)} libraries and crates of ours, {len(temuan)} findings")
    return 1 if temuan else 0


if __name__ == "__main__":
    sys.exit(utama())
