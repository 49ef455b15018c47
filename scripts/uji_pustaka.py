"""The library check must refuse what the policy refuses: each rule is broken once here."""

import unittest

from periksa_pustaka import cocok, lisensi_boleh, periksa

BOLEH = {"MIT", "Apache-2.0", "Apache-2.0 WITH LLVM-exception", "Zlib"}


def paket(nama, versi="1.0.0", lisensi="MIT", sumber="registry+https://github.com/rust-lang/crates.io-index", butuh=()):
    return {"id": f"{nama}@{versi}", "name": nama, "version": versi, "license": lisensi, "source": sumber, "dependencies": list(butuh)}


def jalankan(isi, skip=(), deny=(), allow=("MIT",)):
    kebijakan = {"licenses": {"allow": list(allow)}, "bans": {"skip": [{"crate": x} for x in skip], "deny": list(deny)}}
    return periksa(kebijakan, isi, {p["id"] for p in isi})


class Lisensi(unittest.TestCase):
    def test_alternatives_need_one_allowed_branch(self):
        for ungkapan in ("MIT OR GPL-3.0-only", "GPL-2.0-only OR Apache-2.0", "MIT/Apache-2.0", "(MIT OR X) AND Zlib"):
            self.assertTrue(lisensi_boleh(ungkapan, BOLEH), ungkapan)

    def test_all_of_a_conjunction_is_needed(self):
        for ungkapan in ("MIT AND GPL-3.0-only", "GPL-3.0-only AND MIT", "(X OR Y) AND MIT", "AGPL-3.0-only"):
            self.assertFalse(lisensi_boleh(ungkapan, BOLEH), ungkapan)

    def test_an_exception_is_part_of_the_name(self):
        self.assertTrue(lisensi_boleh("Apache-2.0 WITH LLVM-exception", BOLEH))
        self.assertFalse(lisensi_boleh("MIT WITH LLVM-exception", BOLEH))

    def test_and_binds_tighter_than_or(self):
        self.assertTrue(lisensi_boleh("MIT OR X AND Y", BOLEH))
        self.assertFalse(lisensi_boleh("(MIT OR X) AND Y", BOLEH))

    def test_nonsense_is_refused_aloud(self):
        for ungkapan in ("", "MIT OR", "(MIT", "MIT Zlib", "OR MIT", "MIT, Zlib"):
            with self.assertRaises(ValueError, msg=ungkapan):
                lisensi_boleh(ungkapan, BOLEH)


class Kebijakan(unittest.TestCase):
    def test_a_clean_tree_has_no_finding(self):
        self.assertEqual(jalankan([paket("a"), paket("b")]), [])

    def test_each_rule_bites(self):
        for isi, pilihan, awal in (
            ([paket("a", lisensi="AGPL-3.0-only"), paket("b")], {}, "licence: a"),
            ([paket("a", lisensi=None), paket("b")], {}, "licence: a"),
            ([paket("a"), paket("a", "2.0.0")], {}, "duplicate: a is built in versions 1.0.0, 2.0.0"),
            ([paket("a")], {"deny": [{"crate": "a", "reason": "r"}]}, "ban: a"),
            ([paket("a", sumber="git+https://example.org/a")], {}, "source: a"),
            ([paket("a", sumber=None, butuh=[{"name": "z", "req": "*"}])], {}, "wildcard: a"),
            ([paket("a")], {"skip": ["a@2"]}, "stale: the skip of a@2"),
            ([paket("a")], {"allow": ["MIT", "Zlib"]}, "stale: no library is under Zlib"),
        ):
            temuan = jalankan(isi, **pilihan)
            self.assertEqual(len(temuan), 1, temuan)
            self.assertTrue(temuan[0].startswith(awal), temuan[0])

    def test_a_skip_lowers_the_count_by_one_version_only(self):
        tiga = [paket("a"), paket("a", "2.0.0"), paket("a", "3.0.0")]
        self.assertEqual(len(jalankan(tiga, skip=["a@1"])), 1)
        self.assertEqual(jalankan(tiga[:2], skip=["a@1"]), [])

    def test_what_is_not_built_for_our_targets_is_not_judged(self):
        isi = [paket("a"), paket("windows-only", lisensi="Proprietary")]
        self.assertEqual(periksa({"licenses": {"allow": ["MIT"]}, "bans": {}}, isi, {"a@1.0.0"}), [])

    def test_a_version_prefix_ends_at_a_dot(self):
        self.assertTrue(cocok("syn@2", "syn", "2.0.119"))
        self.assertFalse(cocok("syn@2", "syn", "20.0.0"))
        self.assertTrue(cocok("syn", "syn", "9.9.9"))


if __name__ == "__main__":
    unittest.main()
