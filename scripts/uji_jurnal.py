"""An independent implementation reads our journal: pymerkle over the exported events.

    uji_jurnal.py BALAI        BALAI is the program

Makes a region, records events, exports, and compares root, and inclusion proofs of every size with those that pymerkle
computes from the events' bytes alone, lets pymerkle prove that each checkpoint continues each earlier one, checks our
own proofs of that, and reads every event and its commitment as docs/jurnal.md says. A difference ends it.
"""

import base64
import hashlib
import json
import struct
import subprocess
import sys
import tempfile
from pathlib import Path

from pymerkle import InmemoryTree, verify_consistency, verify_inclusion

EVENTS = 14
REGION = "32.73"


def run(balai: str, *args: str) -> str:
    done = subprocess.run([balai, *args], capture_output=True, text=True, check=False)
    if done.returncode != 0:
        raise SystemExit(f"balai {' '.join(args)}: {done.stdout}{done.stderr}")
    return done.stdout


def field(value: bytes | None) -> bytes:
    return b"\xff\xff\xff\xff" if value is None else struct.pack(">I", len(value)) + value


def fields(event: bytes) -> list[bytes | None]:
    assert event.startswith(b"balai-jurnal-1\n")
    at, found = 15, []
    while at < len(event):
        (size,) = struct.unpack_from(">I", event, at)
        at += 4
        if size == 0xFFFFFFFF:
            found.append(None)
            continue
        found.append(event[at : at + size])
        at += size
    assert at == len(event) and len(found) == 13, "thirteen fields and nothing after them"
    return found


def commitment(personal: dict) -> bytes:
    text = lambda t: None if t is None else t.encode()  # noqa: E731
    whole = b"balai-jurnal-pribadi-1\n" + field(base64.b64decode(personal["garam"]))
    whole += field(text(personal["aktor_nama"])) + field(text(personal["alasan"])) + field(text(personal["isi"]))
    return hashlib.sha256(whole).digest()


def checkpoint(note: str) -> tuple[int, bytes]:
    origin, size, root = note.split("\n")[:3]
    assert origin == f"balai/{REGION}/jurnal"
    return int(size), base64.b64decode(root)


def continues(prior: int, later: int, old: bytes, new: bytes, path: list[bytes]) -> bool:
    """RFC 9162, 2.1.4.2; pymerkle arranges its own proofs of consistency differently."""
    node = lambda left, right: hashlib.sha256(b"\x01" + left + right).digest()  # noqa: E731
    if prior & (prior - 1) == 0:
        path = [old, *path]
    fn, sn = prior - 1, later - 1
    while fn & 1:
        fn, sn = fn >> 1, sn >> 1
    fr = sr = path[0]
    for c in path[1:]:
        if sn == 0:
            return False
        if fn & 1 or fn == sn:
            fr, sr = node(c, fr), node(c, sr)
            while fn and not fn & 1:
                fn, sn = fn >> 1, sn >> 1
        else:
            sr = node(sr, c)
        fn, sn = fn >> 1, sn >> 1
    return sn == 0 and fr == old and sr == new


def main(balai: str) -> None:
    with tempfile.TemporaryDirectory() as folder:
        place = ["--region", REGION, "--data", folder]
        run(balai, "region", "add", REGION, "--data", folder)
        run(balai, "journal", "checkpoint", *place)
        for n in range(EVENTS):
            run(balai, "akun", "tambah", "--akun", f"orang{n}", "--nama", f"Orang {n}", "--peran", "bkpsdm", "--dasar", "SK uji", *place)
            run(balai, "journal", "checkpoint", *place)
        file = Path(folder) / "jurnal.jsonl"
        run(balai, "journal", "export", "--out", str(file), *place)
        lines = [json.loads(line) for line in file.read_text().splitlines()]
        events = [line for line in lines if "n" in line and line["n"] is not None]
        points = dict(checkpoint(line["titik"]) for line in lines if "titik" in line)
        assert len(events) > EVENTS and len(points) == EVENTS + 1, (len(events), len(points))
        compare(balai, place, events, points)


def compare(balai: str, place: list[str], events: list[dict], points: dict[int, bytes]) -> None:
    tree = InmemoryTree(algorithm="sha256")
    for event in events:
        whole = base64.b64decode(event["bita"])
        tree.append_entry(whole)
        assert tree.get_leaf(tree.get_size()) == base64.b64decode(event["daun"])
        assert fields(whole)[12] == commitment(event["pribadi"])
    compared = 0
    for size, root in points.items():
        assert tree.get_root(size) == root, f"root of {size}"
        compared += 1
    for event in events:
        number = event["n"]
        identity = fields(base64.b64decode(event["bita"]))[0].decode()
        proof = json.loads(run(balai, "journal", "bukti", identity, *place))
        size, _ = checkpoint(proof["titik"])
        proof_of_theirs = tree.prove_inclusion(number + 1, size)
        verify_inclusion(base64.b64decode(event["daun"]), points[size], proof_of_theirs)
        theirs = proof_of_theirs.path
        ours = [base64.b64decode(h) for h in proof["jalan"]]
        assert proof["nomor"] == number and theirs[1:] == ours, f"inclusion of {number} in {size}"
        compared += 1
    sizes = sorted(points)
    for prior in sizes:
        for later in (s for s in sizes if s > prior):
            made = run(balai, "journal", "konsistensi", "--dari", str(prior), "--ke", str(later), *place)
            ours = [base64.b64decode(h) for h in json.loads(made)["jalan"]]
            theirs = tree.prove_consistency(prior, later)
            assert continues(prior, later, points[prior], points[later], ours), f"consistency {prior} {later}"
            verify_consistency(points[prior], points[later], theirs)
            compared += 1
    print(f"{compared} passed, 0 failed")


if __name__ == "__main__":
    main(sys.argv[1])
