"""The document check must find a broken link, a broken anchor, a missing translation and a file that grew too long."""

import os
import tempfile
import unittest

from periksa_naskah import BARIS_MAKS, periksa


class Naskah(unittest.TestCase):
    def periksa(self, isi):
        with tempfile.TemporaryDirectory() as folder:
            for nama, teks in isi.items():
                os.makedirs(os.path.dirname(os.path.join(folder, nama)), exist_ok=True)
                with open(os.path.join(folder, nama), "w", encoding="utf-8") as f:
                    f.write(teks)
            return periksa(folder, list(isi))

    def test_good_links_are_left_alone(self):
        isi = {"a.md": "# Satu: dua\n[b](docs/b.md#tiga--empat) [diri](#satu-dua) [luar](https://example.org) [d](docs)\n", "docs/b.md": "## Tiga – empat\n"}
        self.assertEqual(self.periksa(isi), [])

    def test_code_is_not_a_link(self):
        self.assertEqual(self.periksa({"a.md": "`[x](y.md)`\n```\n[x](y.md)\n```\n"}), [])

    def test_each_fault_is_found(self):
        for isi, kata in (
            ({"a.md": "[b](b.md)\n"}, "a.md:1: the link to b.md leads nowhere"),
            ({"a.md": "\n![g](g.png)\n"}, "a.md:2: the link to g.png leads nowhere"),
            ({"a.md": "[b](b.md#x)\n", "b.md": "# y\n"}, "a.md:1: b.md has no heading #x"),
            ({"a.en.md": "x\n"}, "a.en.md:1: the Indonesian text a.md is missing"),
            ({"a.rs": "\n" * (BARIS_MAKS + 1)}, "longer than"),
        ):
            temuan = self.periksa(isi)
            self.assertEqual(len(temuan), 1, temuan)
            self.assertIn(kata, temuan[0])


if __name__ == "__main__":
    unittest.main()
