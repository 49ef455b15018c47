"""The benchmark's table must refuse an engine that computes anything else than the judge."""

import os
import sys
import unittest

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "bench", "bulan"))

from ringkas import ringkas  # noqa: E402 (the path above comes first)


def laporan(mesin, cek, *hitung):
    return {"mesin": mesin, "muat_s": 1.0, "hitung_s": list(hitung), "cek": cek}


class Ringkas(unittest.TestCase):
    def test_one_rupiah_of_difference_leaves_no_table(self):
        baris, temuan = ringkas([2, 10, 30], [laporan("a", [2, 10, 30], 1.0), laporan("b", [2, 11, 30], 0.1)])
        self.assertEqual(baris, [])
        self.assertEqual(temuan, ["b computes [2, 11, 30], the judge [2, 10, 30]"])

    def test_fastest_first_by_the_median(self):
        baris, temuan = ringkas([1, 1, 1], [laporan("slow", [1, 1, 1], 4.0, 0.1, 4.0), laporan("Balai, 1 thread", [1, 1, 1], 2.0, 2.0, 9.0)])
        self.assertEqual(temuan, [])
        self.assertIn("| Balai, 1 thread | 1.00 | 2.000 | 2.000 – 9.000 | 1.0 | 1.0 |", baris[2])
        self.assertIn("| slow | 1.00 | 4.000 | 0.100 – 4.000 | 2.0 | 2.0 |", baris[3])


if __name__ == "__main__":
    unittest.main()
