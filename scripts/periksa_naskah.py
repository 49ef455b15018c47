"""Checks what no compiler sees: links between documents, both languages of a guide, the size of source files.

usage: python3 scripts/periksa_naskah.py [FOLDER]
"""

import os
import re
import subprocess
import sys

BARIS_MAKS = 600
# Longer all the same, with today's size as the ceiling; an entry that is no longer needed fails too.
LEBIH_PANJANG = {
    "crates/rules/src/kode.rs": 700,  # one table: every error of the language with its remedy, in two languages
    "apps/kinerja/src/model/impor/kode.rs": 680,  # likewise, every refusal of an import
}
TAUTAN = re.compile(r"!?\[[^\]]*\]\(([^)\s]+)(?:\s+\"[^\"]*\")?\)")
PAGAR = re.compile(r"^(```|~~~)")


def tautan(teks):
    """(line number, target) of every inline link outside code blocks."""
    di_kode = False
    for nomor, baris in enumerate(teks.splitlines(), 1):
        if PAGAR.match(baris.lstrip()):
            di_kode = not di_kode
        elif not di_kode:
            for m in TAUTAN.finditer(re.sub(r"`[^`]*`", "", baris)):
                yield nomor, m.group(1)


def jangkar(teks):
    """The anchors of a Markdown text: headings, lower-cased, punctuation dropped, spaces as hyphens."""
    hasil = set()
    di_kode = False
    for baris in teks.splitlines():
        if PAGAR.match(baris.lstrip()):
            di_kode = not di_kode
        elif not di_kode and baris.startswith("#"):
            judul = baris.lstrip("#").strip().lower().replace("`", "")
            hasil.add(re.sub(r"[^\w\- ]", "", judul).replace(" ", "-"))
    return hasil


def periksa(akar, berkas):
    """The findings as lines. `berkas` are paths relative to `akar`."""
    temuan = []
    ada = set(berkas)
    folder = {os.path.dirname(b) for b in berkas}
    folder |= {"/".join(f.split("/")[:n]) for f in folder for n in range(len(f.split("/")) + 1)}

    def baca(jalur):
        with open(os.path.join(akar, jalur), encoding="utf-8") as f:
            return f.read()

    for b in sorted(berkas):
        if b.endswith(".rs"):
            panjang = baca(b).count("\n")
            batas = LEBIH_PANJANG.get(b, BARIS_MAKS)
            if panjang > batas:
                temuan.append(f"{b}:{panjang}: longer than {batas} lines; a file tells one thing")
            elif panjang <= BARIS_MAKS < batas:
                temuan.append(f"{b}:{panjang}: no longer needs its exception in scripts/periksa_naskah.py")
        if not b.endswith(".md"):
            continue
        for nomor, sasaran in tautan(baca(b)):
            if re.match(r"^[a-z][a-z0-9+.-]*:", sasaran):
                continue
            jalur, _, bagian = sasaran.partition("#")
            tujuan = os.path.normpath(os.path.join(os.path.dirname(b), jalur)) if jalur else b
            if tujuan not in ada and tujuan not in folder:
                temuan.append(f"{b}:{nomor}: the link to {sasaran} leads nowhere")
            elif bagian and tujuan.endswith(".md") and bagian not in jangkar(baca(tujuan)):
                temuan.append(f"{b}:{nomor}: {tujuan} has no heading #{bagian}")
        if b.endswith(".en.md") and b.replace(".en.md", ".md") not in ada:
            temuan.append(f"{b}:1: the Indonesian text {b.replace('.en.md', '.md')} is missing")
    return temuan


def utama(akar="."):
    """Checks every tracked file below `akar`, and those about to be tracked."""
    keluar = subprocess.run(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"], cwd=akar, check=True, stdout=subprocess.PIPE
    ).stdout
    berkas = [b for b in keluar.decode().split("\0") if b and os.path.isfile(os.path.join(akar, b))]
    temuan = periksa(akar, berkas)
    for t in temuan:
        print(t)
    print(f"{len(berkas)} files, {len(temuan)} findings")
    return 1 if temuan else 0


if __name__ == "__main__":
    sys.exit(utama(*sys.argv[1:]))
