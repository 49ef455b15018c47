"""Compares the reports of all engines on one month and prints the table.

usage: python3 ringkas.py JUDGE_CHECK_JSON < reports.jsonl

Fails, and prints no time, when any engine's check differs from the judge's."""

import json
import statistics
import sys


def ringkas(cek, laporan):
    """(table lines, findings)"""
    temuan = [f"{x['mesin']} computes {x['cek']}, the judge {cek}" for x in laporan if x["cek"] != cek]
    if temuan:
        return [], temuan
    tengah = {x["mesin"]: statistics.median(x["hitung_s"]) for x in laporan}
    patokan = min(tengah.values())
    kita = next((v for k, v in tengah.items() if k.startswith("Balai")), None)
    baris = ["| engine | load, s | compute, median s | fastest and slowest, s | × the fastest | × Balai | memory, MB |", "|---|--:|--:|--:|--:|--:|--:|"]
    for x in sorted(laporan, key=lambda x: tengah[x["mesin"]]):
        t = tengah[x["mesin"]]
        rentang = f"{min(x['hitung_s']):.3f} – {max(x['hitung_s']):.3f}"
        banding = f"{t / kita:.1f}" if kita else "–"
        baris.append(f"| {x['mesin']} | {x['muat_s']:.2f} | {t:.3f} | {rentang} | {t / patokan:.1f} | {banding} | {x.get('memori_mb') or '–'} |")
    return baris, []


if __name__ == "__main__":
    baris, temuan = ringkas(json.loads(sys.argv[1]), [json.loads(x) for x in sys.stdin if x.startswith("{")])
    print("\n".join(baris or temuan))
    sys.exit(1 if temuan else 0)
