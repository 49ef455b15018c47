"""Makes the two fonts of printed documents from the family's static TrueType files.

    pip install fonttools
    python3 buat.py FOLDER      # with PlusJakartaSans-Regular.ttf and PlusJakartaSans-Bold.ttf

Digits become the tabular ones of the typeface, so that columns of money line up without a layout engine. Left out are
hints and the layout tables, which nothing here reads.
"""
import sys
from pathlib import Path

from fontTools import subset
from fontTools.ttLib import TTFont

DI_SINI = Path(__file__).parent


def tabular(font):
    ganti = {}
    gsub = font["GSUB"].table
    for fitur in gsub.FeatureList.FeatureRecord:
        if fitur.FeatureTag == "tnum":
            for i in fitur.Feature.LookupListIndex:
                for tabel in gsub.LookupList.Lookup[i].SubTable:
                    ganti.update(getattr(tabel, "ExtSubTable", tabel).mapping)
    return ganti


def buat(sumber, tujuan):
    font = TTFont(sumber, recalcTimestamp=False)
    huruf, ganti = dict(font.getBestCmap()), tabular(font)
    for tabel in font["cmap"].tables:
        for kode in range(ord("0"), ord("9") + 1):
            if kode in tabel.cmap:
                tabel.cmap[kode] = ganti.get(huruf[kode], huruf[kode])
    pilihan = subset.Options(hinting=False, layout_features=[], name_IDs=[0, 1, 2, 4, 6], notdef_outline=True)
    pilihan.drop_tables += ["GSUB", "GPOS", "GDEF", "STAT", "gasp", "prep"]
    pilih = subset.Subsetter(pilihan)
    pilih.populate(unicodes=list(huruf))
    pilih.subset(font)
    font.save(tujuan)


if __name__ == "__main__":
    for nama in ("PlusJakartaSans-Regular.ttf", "PlusJakartaSans-Bold.ttf"):
        buat(Path(sys.argv[1]) / nama, DI_SINI / nama)
