"""Prints the program's parts as a CycloneDX 1.6 list, from `cargo metadata` alone.

usage: python3 scripts/sbom.py VERSION

Only what is built into the program: no part that serves tests or builds alone. The time is SOURCE_DATE_EPOCH, so that
the same source gives the same list.
"""

import datetime
import json
import os
import subprocess
import sys
import uuid

AKAR = "balai"


def metadata():
    """What cargo knows about the packages and how they hang together, for this platform."""
    tuan = subprocess.run(["rustc", "-vV"], capture_output=True, text=True, check=True).stdout
    tuan = next(b.split()[1] for b in tuan.splitlines() if b.startswith("host:"))
    keluar = subprocess.run(
        ["cargo", "metadata", "--locked", "--format-version", "1", "--filter-platform", tuan],
        capture_output=True, text=True, check=True,
    ).stdout
    return json.loads(keluar)


def terpakai(m):
    """Ids of the packages in the program -> ids of those each needs."""
    simpul = {s["id"]: s for s in m["resolve"]["nodes"]}
    mulai = next(p["id"] for p in m["packages"] if p["name"] == AKAR and p["source"] is None)
    jadi, antre = {}, [mulai]
    while antre:
        kini = antre.pop()
        if kini in jadi:
            continue
        # kind: None is a part of the program, "build" and "dev" are not
        jadi[kini] = sorted(d["pkg"] for d in simpul[kini]["deps"] if any(k["kind"] is None for k in d["dep_kinds"]))
        antre.extend(jadi[kini])
    return mulai, jadi


def purl(p):
    return f"pkg:cargo/{p['name']}@{p['version']}"


def bagian(p, kunci):
    """One component."""
    jadi = {
        "type": "library",
        "bom-ref": purl(p),
        "name": p["name"],
        "version": p["version"],
        "purl": purl(p),
    }
    if p["license"]:
        jadi["licenses"] = [{"expression": p["license"].replace("/", " OR ")}]
    if sidik := kunci.get((p["name"], p["version"])):
        jadi["hashes"] = [{"alg": "SHA-256", "content": sidik}]
    if p["repository"]:
        jadi["externalReferences"] = [{"type": "vcs", "url": p["repository"]}]
    return jadi


def sidik_kunci():
    """(name, version) -> SHA-256 of the package, from Cargo.lock."""
    import tomllib

    with open("Cargo.lock", "rb") as f:
        semua = tomllib.load(f)["package"]
    return {(p["name"], p["version"]): p["checksum"] for p in semua if "checksum" in p}


def susun(versi):
    m = metadata()
    mulai, perlu = terpakai(m)
    paket = {p["id"]: p for p in m["packages"]}
    kunci = sidik_kunci()
    detik = int(os.environ.get("SOURCE_DATE_EPOCH", "0"))
    waktu = datetime.datetime.fromtimestamp(detik, datetime.timezone.utc)
    program = bagian(paket[mulai], kunci) | {"type": "application", "version": versi}
    isi = {
        "bomFormat": "CycloneDX",
        "specVersion": "1.6",
        "version": 1,
        "metadata": {"timestamp": waktu.strftime("%Y-%m-%dT%H:%M:%SZ"), "component": program},
        "components": [bagian(paket[i], kunci) for i in sorted(perlu, key=lambda i: purl(paket[i])) if i != mulai],
        "dependencies": [
            {"ref": purl(paket[i]), "dependsOn": [purl(paket[j]) for j in perlu[i]]}
            for i in sorted(perlu, key=lambda i: purl(paket[i]))
        ],
    }
    # the same list has the same number
    nomor = uuid.uuid5(uuid.NAMESPACE_URL, json.dumps(isi, sort_keys=True))
    return {"bomFormat": isi.pop("bomFormat"), "serialNumber": f"urn:uuid:{nomor}"} | isi


if __name__ == "__main__":
    json.dump(susun(sys.argv[1]), sys.stdout, indent=1, ensure_ascii=False)
    print()
