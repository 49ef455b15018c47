"""What every engine's driver reports, in one line of JSON, so that jalan.sh can compare them."""

import json
import resource
import time


class Pengukur:
    """Measures loading once and computing several times; refuses an engine that disagrees with itself."""

    def __init__(self, mesin, ulang):
        self.laporan = {"mesin": mesin, "hitung_s": []}
        self.ulang = ulang

    def muat(self, kerja):
        mulai = time.perf_counter()
        hasil = kerja()
        self.laporan["muat_s"] = time.perf_counter() - mulai
        return hasil

    def hitung(self, kerja, cek):
        """Times `kerja()`; `cek(result)` gives the check and is not timed."""
        for _ in range(self.ulang):
            mulai = time.perf_counter()
            hasil = kerja()
            self.laporan["hitung_s"].append(time.perf_counter() - mulai)
            angka = [int(x) for x in cek(hasil)]
            if self.laporan.setdefault("cek", angka) != angka:
                raise SystemExit(f"{self.laporan['mesin']}: {angka} after {self.laporan['cek']}")

    def selesai(self, **lain):
        self.laporan.setdefault("memori_mb", resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024)
        self.laporan.update(lain)
        print(json.dumps(self.laporan))
