"""The tables of the law book, each from the copy that counts: the one shipped, or that of a pack imported since.

Rule: a pack lies in a folder of its own below the folder that PRATIQUE_DATA names, with a manifest; it replaces one
table whole. A pack that is past its last day, or whose content is not what its manifest says, is worth nothing: its
table is read without what it would have said, so that rates are unknown and names are named by nobody. Of two packs
of one table none counts before the other, and both are refused.
"""

from __future__ import annotations

import csv
import io
import os
from collections.abc import Iterator
from pathlib import Path

from pratique.errors import Place
from pratique.files import decode_text
from pratique.files.clock import today
from pratique.files.manifests import FOLDER, Manifest, packs_in, read_manifest, read_marked, refuse_two_of_one
from pratique.files.shipped import shipped_text
from pratique.value_class import dataclass

_MOST = 16 << 20
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
    if folder and Path(folder).is_dir():
        packs = [read_pack(each) for each in packs_in(Path(folder))]
        refuse_two_of_one(((each.folder, each.manifest) for each in packs), (LAW,))
        yield from packs


def read_pack(folder: Path) -> Pack:
    """The pack in `folder`. Raises InvalidInput with every fault: of its manifest, of a file that was changed since."""
    manifest = read_manifest(folder, (*REPLACEABLE, LAW))
    data = read_marked(folder, manifest, _MOST)
    return Pack(folder, manifest, decode_text(data, Place(str(folder / manifest.file)), ("utf-8",)))
