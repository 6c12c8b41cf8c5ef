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
from pratique.files import read_bytes, refusal
from pratique.files.archives import UNREADABLE, unpacking
from pratique.records.canonical import canonical, parsed, sha256
from pratique.records.chain import Chained, Said, faults, read
from pratique.records.checkpoint import fault, fingerprint
from pratique.records.sealing import SealedValue, sealed_faults

RECORDS, SEALED, KEY, NOTES = "data/records.jsonl", "data/sealed.jsonl", "data/key.txt", "data/checkpoints/"
PAYLOAD, TAGS = "manifest-sha256.txt", "tagmanifest-sha256.txt"
LARGEST = 4 * 1024**3
"""Largest file of records that is read (bytes)."""
FREE, MAX_RATIO = 64 * 1024**2, 200
"""What is beyond so many bytes, and so many times what is packed, is no archive of records."""
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
        **{f"{NOTES}{_size(note):0>9}.txt": note.encode() for note in checkpoints},
    }
    if key:
        payload[KEY] = f"{key}\n".encode()
    count, volume = len(payload), sum(map(len, payload.values()))
    tags = {
        "bagit.txt": b"BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n",
        "bag-info.txt": f"Payload-Oxum: {volume}.{count}\nExternal-Description: records of pratique\n".encode(),
        "README.txt": _readme(len(rows), key).encode(),
        "verify.py": files("pratique.records").joinpath("alone.py").read_bytes(),
        PAYLOAD: _manifest(payload),
    }
    return {**tags, TAGS: _manifest(tags), **payload}


def zipped(bag: Mapping[str, bytes], folder: str) -> bytes:
    """The bag as one file, under one folder, with no time of its own."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as zipper:
        for name, data in bag.items():
            zipper.writestr(zipfile.ZipInfo(f"{folder}/{name}", _EPOCH), data, zipfile.ZIP_DEFLATED)
    return made.getvalue()


def bag_of(path: str | Path) -> dict[str, bytes]:
    """The files of an archive by name, from its folder or from the zip. Raises InvalidInput where it is none."""
    place = Path(path)
    if place.is_dir():
        names = sorted(each.relative_to(place).as_posix() for each in place.rglob("*") if each.is_file())
        bag = {name: read_bytes(place / name, LARGEST) for name in names}
    else:
        bag = _unzipped(place)
    if RECORDS not in bag:
        message = f"{place.name} holds no {RECORDS}."
        raise refusal("records.archive", message, Place(str(path)), "Name an archive of `pratique records export`.")
    return bag


def _unzipped(path: Path) -> dict[str, bytes]:
    try:
        data = read_bytes(path, LARGEST)
        with unpacking(data) as zipper:
            if sum(each.file_size for each in zipper.infolist()) > min(LARGEST, max(FREE, MAX_RATIO * len(data))):
                raise zipfile.BadZipFile("it holds more than can be read")
            if len({name.partition("/")[0] for name in zipper.namelist()}) > 1:
                raise zipfile.BadZipFile("it holds more than the one folder of an archive")
            return {
                each.filename.partition("/")[2]: zipper.read(each) for each in zipper.infolist() if not each.is_dir()
            }
    except UNREADABLE as error:
        message = f"{path.name} is no archive that can be read: {error}."
        raise refusal("records.archive", message, Place(str(path)), "Take another copy.") from error


def entries_in(bag: Mapping[str, bytes]) -> list[Chained]:
    """The records of an archive as they stand; a line that is none is a record that does not hash."""
    found = []
    for number, line in enumerate(bag[RECORDS].splitlines(), start=1):
        row = _row(line)
        found.append(Chained(number, row.get("body", "").encode(), row.get("prev", ""), row.get("sha256", "")))
    return found


def bag_faults(bag: Mapping[str, bytes]) -> tuple[str, ...]:
    """Everything that is wrong with an archive: files, chain, sealed values, checkpoints. Nothing makes it raise."""
    wrong = [f"{name}: {what}" for name, what in _changed(bag)]
    every = entries_in(bag)
    first = next((said for each in every if (said := _said(each)) is not None), None)
    ledger = first.ledger if first else ""
    found = faults(every, ledger)
    bad = {each.seq for each in found}
    kept: dict[int, list[SealedValue]] = {}
    for line in bag.get(SEALED, b"").splitlines():
        try:
            row = parsed(line)
            assert isinstance(row, dict)
            value = SealedValue(str(row["pointer"]), bytes.fromhex(row["salt"]), str(row["value"]).encode())
            kept.setdefault(int(row["seq"]), []).append(value)
        except (ValueError, KeyError, TypeError, AssertionError):
            wrong.append(f"{SEALED}: a line cannot be read")
    loose = sealed_faults([said for each in every if each.seq not in bad and (said := _said(each))], kept)
    wrong += (str(each) for each in (*found, *loose))
    key = bag.get(KEY, b"").decode("utf-8", "replace").strip()
    hashes = [each.sha256 for each in every]
    for name in (each for each in bag if each.startswith(NOTES)):
        told = fault(bag[name].decode("utf-8", "replace"), key, ledger, hashes)
        wrong += [f"{name}: {told}"] if told else []
    return tuple(wrong)


def _changed(bag: Mapping[str, bytes]) -> Iterable[tuple[str, str]]:
    named = {TAGS}
    for manifest in (PAYLOAD, TAGS):
        for line in bag.get(manifest, b"").decode("utf-8", "replace").rstrip("\n").split("\n"):
            mark, _, name = line.partition("  ")
            named.add(name)
            if name not in bag:
                yield name, "is missing"
            elif sha256(bag[name]) != mark:
                yield name, "was changed"
    for name in bag:
        if name not in named:
            yield name, "was added"


def _row(line: bytes) -> dict[str, str]:
    try:
        row = parsed(line)
    except ValueError:
        return {}
    return {key: each for key, each in row.items() if isinstance(each, str)} if isinstance(row, dict) else {}


def _said(entry: Chained) -> Said | None:
    try:
        return read(entry)
    except ValueError:
        return None


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
