"""A ledger as an archive that outlives this program: a BagIt bag (RFC 8493) with the script that checks it.

Rule: records, sealed values that are left, checkpoints with their key, and every file that the records name by hash;
`sha256sum -c` checks the files, `verify.py` the records, with neither this program nor its database. The same ledger
gives the same bytes.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterable, Mapping, Sequence
from importlib.resources import files
from pathlib import Path

from pratique.errors import Place
from pratique.files import load_json, read_bytes, refusal
from pratique.records.canonical import canonical, sha256
from pratique.records.chain import Chained
from pratique.records.checkpoint import fingerprint
from pratique.records.sealing import SealedValue

RECORDS, SEALED, KEY = "data/records.jsonl", "data/sealed.jsonl", "data/key.txt"
LARGEST = 4 * 1024**3
"""Largest file of records that is read (bytes)."""
_EPOCH = (1980, 1, 1, 0, 0, 0)


def archive(
    entries: Iterable[Chained],
    *,
    sealed: Mapping[int, Sequence[SealedValue]],
    checkpoints: Sequence[str] = (),
    key: str = "",
    beside: Mapping[str, bytes] | None = None,
) -> dict[str, bytes]:
    """The files of the bag by name. `sealed` by record number; `beside` (name -> bytes) go under `data/`."""
    rows = [{"body": each.body.decode(), "prev": each.prev, "sha256": each.sha256} for each in entries]
    kept = [
        {"seq": seq, "pointer": each.pointer, "salt": each.salt.hex(), "value": each.value.decode()}
        for seq in sorted(sealed)
        for each in sealed[seq]
    ]
    payload = {
        RECORDS: _lines(rows),
        SEALED: _lines(kept),
        **{f"data/{name}": data for name, data in sorted((beside or {}).items())},
        **{f"data/checkpoints/{_size(note):0>9}.txt": note.encode() for note in checkpoints},
    }
    if key:
        payload[KEY] = f"{key}\n".encode()
    count, volume = len(payload), sum(map(len, payload.values()))
    tags = {
        "bagit.txt": b"BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n",
        "bag-info.txt": f"Payload-Oxum: {volume}.{count}\nExternal-Description: records of pratique\n".encode(),
        "README.txt": _readme(len(rows), key).encode(),
        "verify.py": files("pratique.records").joinpath("alone.py").read_bytes(),
        "manifest-sha256.txt": _manifest(payload),
    }
    return {**tags, "tagmanifest-sha256.txt": _manifest(tags), **payload}


def zipped(bag: Mapping[str, bytes], folder: str) -> bytes:
    """The bag as one file, under one folder, with no time of its own."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as zipper:
        for name, data in bag.items():
            zipper.writestr(zipfile.ZipInfo(f"{folder}/{name}", _EPOCH), data, zipfile.ZIP_DEFLATED)
    return made.getvalue()


def entries_in(folder: str | Path) -> list[Chained]:
    """The records of an unpacked archive, as they stand. Raises InvalidInput where there are none to be read."""
    path = Path(folder) / RECORDS
    found = []
    for number, line in enumerate(read_bytes(path, LARGEST).splitlines(), start=1):
        place = Place(str(path), line=number)
        row = load_json(line, place)
        try:
            body, prev, own = row["body"], row["prev"], row["sha256"]
            found.append(Chained(number, body.encode(), str(prev), str(own)))
        except (KeyError, TypeError, AttributeError, UnicodeEncodeError) as error:
            message = f"Record {number} cannot be read."
            raise refusal("records.line", message, place, "Take another copy of the archive.") from error
    return found


def _lines(rows: Iterable[Mapping[str, object]]) -> bytes:
    return b"".join(canonical(each) + b"\n" for each in rows)


def _manifest(named: Mapping[str, bytes]) -> bytes:
    return "".join(f"{sha256(data)}  {name}\n" for name, data in sorted(named.items())).encode()


def _size(note: str) -> str:
    return note.split("\n")[1]


def _readme(count: int, key: str) -> str:
    by = f"signed by {key.partition('+')[0]}\nfingerprint of the key: {fingerprint(key)}\n" if key else "not signed\n"
    return (
        f"Records of pratique: {count}, {by}\n"
        "Check the files:    sha256sum -c manifest-sha256.txt tagmanifest-sha256.txt\n"
        "Check the records:  python3 -I verify.py\n\n"
        "A key in this archive proves nothing by itself: compare its fingerprint with the one that you were given\n"
        "another way. Names of files under data/blobs are the SHA-256 of their content, as the records tell them.\n"
    )
