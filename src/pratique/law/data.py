"""The tables of the law book, each from the copy that counts: the one shipped, or that of a pack imported since.

Rule: a pack lies in a folder of its own below the folder that PRATIQUE_DATA names, with a manifest; it replaces one
table whole. A pack that is past its last day, or whose content is not what its manifest says, is worth nothing: its
table is read without what it would have said, so that rates are unknown and names are named by nobody.
"""

from __future__ import annotations

import csv
import hashlib
import io
import os
import re
from collections.abc import Iterable, Iterator
from datetime import date
from pathlib import Path
from typing import Any
from unicodedata import is_normalized

from pratique.errors import Finding, InvalidInput, Place
from pratique.files import decode_text, load_json, read_bytes
from pratique.files.clock import today
from pratique.files.regular import contained
from pratique.files.shipped import shipped_text
from pratique.value_class import dataclass

FOLDER = "PRATIQUE_DATA"
"""The variable of the environment that names the folder of imported packs; nothing is imported where it is not set."""
MANIFEST = "manifest.json"
TABLES = tuple(
    f"pratique.law.{room}/rates.csv" for room in ("br", "ca", "eu", "gb", "mx", "others", "ru", "tr", "us.duties")
)
REPLACEABLE = (*TABLES, "pratique.law.eu/producers.csv")
"""Tables that a pack may replace: each can be read as unknown."""
LAW = "pratique.law"
"""What a pack of law says that it is about: it holds a law book, and is asked for by its name."""
EXPIRED = "the pack that held this row has expired"
"""The note of a row that a pack past its last day left behind."""
_BLANK = {
    "rate": "",
    "amount": "",
    "currency": "",
    "otherwise": "",
    "operator": "add",
    "confidence": "S",
    "note": EXPIRED,
}


@dataclass(frozen=True, slots=True)
class Manifest:
    """What a pack says of itself. `expires_on` is its last day; `signature` a mark under a key that two parties share."""

    name: str
    replaces: str
    file: str
    sha256: str
    made_on: date
    checked_on: date
    expires_on: date
    source: str = ""
    signature: str = ""

    def has_expired(self, on: date) -> bool:
        return self.expires_on < on


def table_text(package: str, name: str) -> str:
    """The text of a table beside a module, as the pack that replaces it has it; without its say where that expired."""
    shipped = shipped_text(package, name)
    table = f"{package}/{name}"
    for pack in imported():
        if pack.manifest.replaces == table:
            return blank(shipped, name) if pack.manifest.has_expired(today()) else pack.text
    return shipped


def blank(text: str, name: str) -> str:
    """A table that says nothing any more: rows of rates without their rates; of names only the head."""
    reader = csv.DictReader(text.splitlines())
    head = list(reader.fieldnames or ())
    out = io.StringIO()
    writer = csv.DictWriter(out, head, lineterminator="\n")
    writer.writeheader()
    if name == "rates.csv":
        writer.writerows({**row, **{key: value for key, value in _BLANK.items() if key in head}} for row in reader)
    return out.getvalue()


@dataclass(frozen=True, slots=True)
class Pack:
    """A pack as it lies in a folder."""

    folder: Path
    manifest: Manifest
    text: str


def imported() -> Iterator[Pack]:
    """The packs of the folder that the environment names, by name. Raises InvalidInput for one that is not whole."""
    folder = os.environ.get(FOLDER)
    if not folder or not Path(folder).is_dir():
        return
    for each in sorted(Path(folder).iterdir()):
        if each.name[0] != "." and (each / MANIFEST).is_file():
            yield read_pack(each)


def read_pack(folder: Path) -> Pack:
    """The pack in `folder`. Raises InvalidInput with every fault: of its manifest, of a file that was changed since."""
    place = Place(str(folder / MANIFEST))
    raw = load_json(read_bytes(folder / MANIFEST, 1 << 20), place)
    faults = list(_faults(raw))
    if faults:
        raise InvalidInput([Finding("pack.manifest", each, place, _AGAIN) for each in faults])
    manifest = _manifest(raw)
    data = read_bytes(contained(folder, manifest.file), 16 << 20)
    if hashlib.sha256(data).hexdigest() != manifest.sha256:
        message = (
            f"{manifest.file!r} is not what the manifest of the pack {manifest.name!r} says: its SHA-256 differs."
        )
        raise InvalidInput([Finding("pack.content", message, place, _AGAIN)])
    return Pack(folder, manifest, decode_text(data, Place(str(folder / manifest.file)), ("utf-8",)))


DAYS = ("made_on", "checked_on", "expires_on")
"""The days of a manifest, each no earlier than the one before it."""
_AGAIN = "Ask for the pack again."
_TEXTS = ("name", "replaces", "file", "sha256", *DAYS)


_PLAIN = re.compile(r"[^\W_](?:[\w .-]{0,78}[\w-])?")
_TAKEN = ("lists", "manifest.json", "index.lists")
"""What stands in a folder of packs, or in a pack, under a name of its own."""


def is_plain_name(text: str) -> bool:
    """Whether a pack or its file may be called so: a name within one folder that is no other's, and shows itself."""
    return bool(_PLAIN.fullmatch(text)) and is_normalized("NFC", text) and text.casefold() not in _TAKEN


def manifest_faults(raw: object, texts: Iterable[str]) -> Iterator[str]:
    """What a manifest that was read lacks: a text that every pack of its sort has, a day that is one."""
    if not isinstance(raw, dict):
        yield "The manifest of a pack is a table of its fields."
        return
    for key in texts:
        if not isinstance(raw.get(key), str) or not raw[key]:
            yield f"The manifest says no {key}."
    for key in ("name", "file"):
        if isinstance(said := raw.get(key), str) and said and not is_plain_name(said):
            yield f"The {key} {said[:80]!r} is no plain name: letters, digits, blanks and -_., at most 80 of them."
    for key in DAYS:
        try:
            date.fromisoformat(str(raw.get(key, "2000-01-01")))
        except ValueError:
            yield f"{key} {raw[key]!r} is no day, as 2027-06-30."


def _faults(raw: Any) -> Iterator[str]:
    yield from manifest_faults(raw, _TEXTS)
    said = raw.get("replaces") if isinstance(raw, dict) else None
    if isinstance(said, str) and said not in (*REPLACEABLE, LAW):
        yield f"No pack can replace {said!r}; it can replace {', '.join((*REPLACEABLE, LAW))}."


def _manifest(raw: dict[str, Any]) -> Manifest:
    made, checked, expires = (date.fromisoformat(raw[key]) for key in DAYS)
    return Manifest(
        name=raw["name"],
        replaces=raw["replaces"],
        file=raw["file"],
        sha256=raw["sha256"],
        made_on=made,
        checked_on=checked,
        expires_on=expires,
        source=str(raw.get("source", "")),
        signature=str(raw.get("signature", "")),
    )
