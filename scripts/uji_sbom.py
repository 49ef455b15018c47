"""The list of parts is complete, its references hold, and it is the same list each time."""

import os
import sys
import unittest
from pathlib import Path

AKAR = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(AKAR / "scripts"))
os.chdir(AKAR)

import sbom  # noqa: E402


class DaftarBagian(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.isi = sbom.susun("0.1.0")

    def test_each_part_stands_once_and_every_reference_is_one(self):
        acuan = [b["bom-ref"] for b in self.isi["components"]]
        self.assertEqual(len(acuan), len(set(acuan)))
        semua = {*acuan, self.isi["metadata"]["component"]["bom-ref"]}
        self.assertEqual({d["ref"] for d in self.isi["dependencies"]}, semua)
        for d in self.isi["dependencies"]:
            self.assertLessEqual(set(d["dependsOn"]), semua)

    def test_what_is_built_in_is_there_and_what_only_tests_is_not(self):
        nama = {b["name"] for b in self.isi["components"]}
        self.assertLessEqual({"rusqlite", "libsqlite3-sys", "axum", "balai-kinerja"}, nama)
        self.assertFalse({"proptest", "insta", "cargo_metadata", "balai-testkit"} & nama)

    def test_parts_of_others_carry_licence_and_hash(self):
        for b in self.isi["components"]:
            if b["name"].startswith("balai-"):
                continue
            self.assertTrue(b.get("licenses"), b["name"])
            self.assertEqual(len(b["hashes"][0]["content"]), 64, b["name"])

    def test_the_same_source_gives_the_same_list(self):
        self.assertEqual(self.isi, sbom.susun("0.1.0"))
        self.assertNotEqual(self.isi["serialNumber"], sbom.susun("0.1.1")["serialNumber"])


if __name__ == "__main__":
    unittest.main()
