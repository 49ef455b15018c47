"""The check of publiccode.yml must notice: our own file, damaged in one place at a time."""

import copy
import os
import unittest

import yaml
from periksa_publiccode import periksa

AKAR = os.path.join(os.path.dirname(os.path.abspath(__file__)), "..")


class Publiccode(unittest.TestCase):
    def setUp(self):
        with open(os.path.join(AKAR, "publiccode.yml"), encoding="utf-8") as f:
            self.isi = yaml.safe_load(f)

    def rusak(self, ubah):
        isi = copy.deepcopy(self.isi)
        ubah(isi)
        return [t.partition(":")[0] for t in periksa(isi, AKAR)]

    def test_each_mandatory_key_is_missed(self):
        for k in ("name", "url", "platforms", "developmentStatus", "softwareType", "description", "legal", "maintenance", "localisation"):
            self.assertIn(k, self.rusak(lambda isi, k=k: isi.pop(k)))

    def test_each_kind_of_fault_is_found_where_it_is(self):
        for letak, ubah in (
            ("publiccodeYmlVersion", lambda isi: isi.update(publiccodeYmlVersion="0.2")),
            ("url", lambda isi: isi.update(url="balai")),
            ("monochromeLogo", lambda isi: isi.update(monochromeLogo="a.svg")),
            ("categories", lambda isi: isi["categories"].append("city-hall")),
            ("intendedAudience/scope", lambda isi: isi["intendedAudience"]["scope"].append("cities")),
            ("intendedAudience/countries", lambda isi: isi["intendedAudience"]["countries"].append("id")),
            ("description/en/shortDescription", lambda isi: isi["description"]["en"].update(shortDescription="x" * 151)),
            ("description/id/longDescription", lambda isi: isi["description"]["id"].update(longDescription="pendek")),
            ("description/id/features", lambda isi: isi["description"]["id"].pop("features")),
            ("description/en/screenshots", lambda isi: isi["description"]["en"].update(screenshots=["docs/tiada.png"])),
            ("legal/license", lambda isi: isi["legal"].update(license="see LICENSE")),
            ("maintenance/contacts", lambda isi: isi["maintenance"].update(type="internal")),
            ("maintenance/contractors", lambda isi: isi["maintenance"].update(type="contract")),
            ("localisation/localisationReady", lambda isi: isi["localisation"].pop("localisationReady")),
            ("dependsOn/open/name", lambda isi: isi["dependsOn"]["open"][0].pop("name")),
        ):
            self.assertIn(letak, self.rusak(ubah))


if __name__ == "__main__":
    unittest.main()
