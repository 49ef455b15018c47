"""Checks publiccode.yml against the fields of the standard, version 0.7 (https://yml.publiccode.tools).

usage: python3 scripts/periksa_publiccode.py publiccode.yml

Every key must be one the standard knows and has not deprecated; every mandatory key must be there; enumerated values,
lengths, dates, languages and paths inside the repository are checked. Addresses are checked for form, not visited."""

import os
import re
import sys

import yaml

STATUS = {"concept", "development", "beta", "stable", "obsolete"}
JENIS = {f"standalone/{x}" for x in ("mobile", "iot", "desktop", "web", "backend", "other")} | {"addon", "library", "configurationFiles"}
RUANG = set(
    "agriculture culture defence education emergency-services employment energy environment finance-and-economic-development "
    "foreign-affairs government healthcare infrastructures justice local-authorities manufacturing research "
    "science-and-technology security society sport tourism transportation welfare".split()
)
# The part of the controlled vocabulary of categories that software like ours can claim.
KATEGORI = set(
    "accounting budgeting business-process-management compliance-management data-analytics data-collection "
    "data-visualization digital-citizenship document-management e-signature employee-management erp financial-reporting "
    "hr payroll procurement regulations-and-directives resource-management service-desk task-management taxes-management "
    "time-management time-tracking workflow-management other".split()
)
WAJIB = ("publiccodeYmlVersion", "name", "url", "platforms", "developmentStatus", "softwareType", "description", "legal", "maintenance", "localisation")
BOLEH = set(WAJIB) | set(
    "applicationSuite landingURL isBasedOn softwareVersion releaseDate logo categories usedBy fundedBy roadmap supports "
    "organisation intendedAudience dependsOn".split()
)
TANGGAL = re.compile(r"^\d{4}-\d{2}-\d{2}$")
ALAMAT = re.compile(r"^https?://[^\s/]+\.[^\s/]+(/\S*)?$")
BAHASA = re.compile(r"^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$")


def periksa(isi, akar="."):
    """The findings as lines; `akar` is the folder that relative paths start from."""
    temuan = []

    def salah(letak, pesan):
        temuan.append(f"{letak}: {pesan}")

    def bagian(letak, nilai, wajib, boleh):
        if not isinstance(nilai, dict):
            salah(letak, "must be a section with keys")
            return {}
        for k in wajib:
            if nilai.get(k) in (None, "", [], {}):
                salah(f"{letak}/{k}".lstrip("/"), "is mandatory")
        for k in nilai:
            if k not in boleh:
                salah(f"{letak}/{k}".lstrip("/"), "is not a key of the standard (or a deprecated one)")
        return nilai

    def pilihan(letak, nilai, boleh):
        if nilai is not None and nilai not in boleh:
            salah(letak, f"{nilai!r} is not one of {', '.join(sorted(boleh))}")

    def teks_dalam(letak, nilai):
        if not isinstance(nilai, list) or not all(isinstance(x, str) and x for x in nilai):
            salah(letak, "must be a list of texts")
            return []
        return nilai

    def berkas(letak, jalur):
        if not jalur.startswith("https://") and not os.path.isfile(os.path.join(akar, jalur)):
            salah(letak, f"{jalur} does not exist in the repository")

    isi = bagian("", isi, WAJIB, BOLEH)
    if str(isi.get("publiccodeYmlVersion")) not in ("0.7", "0.7.0"):
        salah("publiccodeYmlVersion", "must be 0.7")
    for k in ("url", "landingURL", "roadmap"):
        if k in isi and not ALAMAT.match(str(isi[k])):
            salah(k, "must be an http(s) address")
    if "releaseDate" in isi and not TANGGAL.match(str(isi["releaseDate"])):
        salah("releaseDate", "must be YYYY-MM-DD")
    if "logo" in isi:
        berkas("logo", isi["logo"])
    pilihan("developmentStatus", isi.get("developmentStatus"), STATUS)
    pilihan("softwareType", isi.get("softwareType"), JENIS)
    if not isinstance(isi.get("platforms"), str):
        teks_dalam("platforms", isi.get("platforms"))
    for k in teks_dalam("categories", isi.get("categories", [])):
        pilihan("categories", k, KATEGORI)

    sasaran = bagian("intendedAudience", isi.get("intendedAudience", {}), (), {"countries", "unsupportedCountries", "scope"})
    for k in sasaran.get("scope", []):
        pilihan("intendedAudience/scope", k, RUANG)
    for k in sasaran.get("countries", []) + sasaran.get("unsupportedCountries", []):
        if not re.match(r"^[A-Z]{2}$", str(k)):
            salah("intendedAudience/countries", f"{k!r} is not an upper-case ISO 3166-1 code")

    uraian = isi.get("description") or {}
    boleh_uraian = set("localisedName shortDescription longDescription documentation apiDocumentation features screenshots videos awards".split())
    for bahasa, d in uraian.items():
        letak = f"description/{bahasa}"
        if not BAHASA.match(str(bahasa)):
            salah(letak, "is not a BCP 47 language tag")
        d = bagian(letak, d, ("shortDescription", "longDescription", "features"), boleh_uraian)
        if len(d.get("shortDescription", "").strip()) > 150 or "\n" in d.get("shortDescription", "").strip():
            salah(f"{letak}/shortDescription", "must be one line of at most 150 characters")
        if not 150 <= len(d.get("longDescription", "").strip()) <= 10_000:
            salah(f"{letak}/longDescription", "must have 150 to 10,000 characters")
        teks_dalam(f"{letak}/features", d.get("features", []))
        for s in teks_dalam(f"{letak}/screenshots", d.get("screenshots", [])):
            berkas(f"{letak}/screenshots", s)

    hukum = bagian("legal", isi.get("legal", {}), ("license",), {"license", "mainCopyrightOwner"})
    if not re.match(r"^[A-Za-z0-9.+-]+( (OR|AND|WITH) [A-Za-z0-9.+-]+)*$", str(hukum.get("license", ""))):
        salah("legal/license", "must be an SPDX expression")

    rawat = bagian("maintenance", isi.get("maintenance", {}), ("type",), {"type", "contractors", "contacts"})
    pilihan("maintenance/type", rawat.get("type"), {"internal", "contract", "community", "none"})
    if rawat.get("type") in ("internal", "community") and not rawat.get("contacts"):
        salah("maintenance/contacts", "is mandatory for this type")
    if (rawat.get("type") == "contract") != bool(rawat.get("contractors")):
        salah("maintenance/contractors", "is mandatory for a contract and forbidden otherwise")
    for k in rawat.get("contacts", []):
        bagian("maintenance/contacts", k, ("name",), {"name", "email", "phone", "affiliation"})
    for k in rawat.get("contractors", []):
        bagian("maintenance/contractors", k, ("name", "until"), {"name", "until", "email", "website"})

    lokal = bagian("localisation", isi.get("localisation", {}), ("availableLanguages",), {"localisationReady", "availableLanguages"})
    if not isinstance(lokal.get("localisationReady"), bool):
        salah("localisation/localisationReady", "must be true or false")
    for k in lokal.get("availableLanguages", []):
        if not BAHASA.match(str(k)):
            salah("localisation/availableLanguages", f"{k!r} is not a BCP 47 language tag")

    butuh = bagian("dependsOn", isi.get("dependsOn", {}), (), {"open", "proprietary", "hardware"})
    for k, daftar in butuh.items():
        for d in daftar:
            bagian(f"dependsOn/{k}", d, ("name",), {"name", "versionMin", "versionMax", "version", "optional"})
    return temuan


def utama(jalur):
    """Prints what is wrong with the file at `jalur`."""
    with open(jalur, encoding="utf-8") as f:
        isi = yaml.safe_load(f)
    temuan = periksa(isi, os.path.dirname(os.path.abspath(jalur)))
    for t in temuan:
        print(f"{jalur}: {t}")
    print(f"{jalur}: {len(temuan)} findings")
    return 1 if temuan else 0


if __name__ == "__main__":
    sys.exit(utama(*sys.argv[1:]))
