"""OFAC's legacy delimited files: sdn.csv or cons_prim.csv with their aliases, addresses and comments.

Rule: no header, `-0-` means empty, every file joins on the entry number in its first column. Invariant: every row
of every file ends up in an entry or in a finding; an alias whose entry is missing becomes an entry of its own, so
that a name is never lost with the half of the list that is.
"""

from __future__ import annotations

import hashlib
import re
from collections import defaultdict
from dataclasses import field
from datetime import date
from pathlib import Path
from typing import cast

from pratique.errors import Findings, Place
from pratique.files import read_bytes
from pratique.parties.lists.delimited import Row, decode_list, read_rows
from pratique.parties.lists.fields import (
    country_of,
    remark_countries,
    remark_identifiers,
    remark_links,
    remark_parts,
    weak_aliases,
)
from pratique.parties.lists.listing import AliasKind, ListedAddress, ListedKind, ListedName, ListEntry, ScreeningList
from pratique.parties.lists.sizes import check_size, expected_sizes
from pratique.value_class import dataclass

_KINDS: dict[str, ListedKind] = {
    "individual": "individual",
    "vessel": "vessel",
    "aircraft": "aircraft",
    "": "organisation",
}
_WIDTH = {"primary": 12, "alt": 5, "add": 6, "comments": 2}
_ROLES = {
    "SDN": ("sdn", {"alt": "alt", "add": "add", "comments": "sdn_comments"}),
    "CONS": ("cons_prim", {"alt": "cons_alt", "add": "cons_add", "comments": "cons_comments"}),
}


@dataclass(slots=True)
class _Joined:
    """Rows of the companion files by entry number."""

    alt: dict[str, list[tuple[Row, str]]] = field(default_factory=lambda: defaultdict(list))
    add: dict[str, list[tuple[Row, str]]] = field(default_factory=lambda: defaultdict(list))
    comments: dict[str, list[tuple[Row, str]]] = field(default_factory=lambda: defaultdict(list))


def read_ofac(path: Path, as_of: date | None = None, data: bytes | None = None) -> ScreeningList:
    """The list whose primary file is `path` (its stem ends in `sdn` or `cons_prim`); companions lie beside it.

    `data` is what it holds where that was read already. Raises `InvalidInput` only where the primary file cannot be
    opened; everything else is a finding.
    """
    findings = Findings()
    code = "CONS" if path.stem.casefold().endswith("cons_prim") else "SDN"
    digest = hashlib.sha256()
    joined, lacking = _read_companions(path, code, findings, digest)
    data = read_bytes(path) if data is None else data
    digest.update(data)
    place = Place(path.name)
    rows = _rows_of(data, place, "primary", findings)
    listings = [_listing(code, row, joined, place) for row in rows]
    listings += _orphans(code, {row.cells[0] for row in rows}, joined, path, findings)
    reasons = [reason for reason in (check_size(code, len(rows), place, findings), *lacking) if reason]
    if findings.errors:
        reasons.append(f"{len(findings.errors)} rows could not be read")
    title = expected_sizes()[code].title
    return ScreeningList(
        code,
        title,
        path.name,
        tuple(listings),
        as_of,
        digest=digest.hexdigest(),
        findings=tuple(findings),
        incomplete=tuple(reasons),
    )


def companion(path: Path, code: str, role: str) -> Path:
    """Where the alias, address or comments file of a primary file lies: `ofac-sdn.csv` -> `ofac-alt.csv`."""
    stem, names = _ROLES[code]
    if not path.stem.casefold().endswith(stem):
        return path.with_name(names[role] + path.suffix)
    return path.with_name(path.stem[: -len(stem)] + names[role] + path.suffix)


def _read_companions(path: Path, code: str, findings: Findings, digest: hashlib._Hash) -> tuple[_Joined, list[str]]:
    joined, lacking = _Joined(), []
    for role in ("alt", "add", "comments"):
        file = companion(path, code, role)
        if not file.exists():
            if role == "alt":
                lacking.append(f"the aliases ({file.name}) are missing")
            _note_missing(file, role, findings)
            continue
        data = read_bytes(file)
        digest.update(data)
        by_entry: dict[str, list[tuple[Row, str]]] = getattr(joined, role)
        for row in _rows_of(data, Place(file.name), role, findings):
            by_entry[row.cells[0]].append((row, file.name))
    return joined, lacking


def _note_missing(file: Path, role: str, findings: Findings) -> None:
    wanted = {"alt": "aliases", "add": "addresses", "comments": "long remarks"}[role]
    findings.add(
        "list.companion",
        f"There is no {file.name} beside the list, so its {wanted} were not read.",
        Place(file.name),
        "Download it into the same directory.",
        severity="warning" if role == "alt" else "note",
    )


def _rows_of(data: bytes, place: Place, role: str, findings: Findings) -> list[Row]:
    """Rows with the right number of cells and a numeric entry number, `-0-` emptied; others are findings."""
    good = []
    for row in read_rows(decode_list(data, place, findings), place, findings):
        cells = ["" if cell.strip() == "-0-" else cell for cell in row.cells]
        cells[:-1] = [cell.strip() for cell in cells[:-1]]
        if len(cells) != _WIDTH[role] or not cells[0].isdigit():
            findings.add(
                "ofac.row",
                f"This row has {len(cells)} cells and begins with {cells[0]!r}; expected are {_WIDTH[role]} cells "
                "and an entry number.",
                Place(place.file, line=row.line),
                "The file may be truncated here; download it again.",
                value=",".join(row.cells),
            )
            continue
        good.append(Row(row.line, cells))
    return good


def _listing(code: str, row: Row, joined: _Joined, place: Place) -> ListEntry:
    number, name, kind, programs, title, *vessel, remarks = row.cells
    remarks += "".join(more.cells[1] for more, _ in joined.comments.get(number, ()))
    parts = remark_parts(remarks)
    addresses = tuple(filter(None, (_address(other) for other, _ in joined.add.get(number, ()))))
    countries = {address.country for address in addresses if address.country} | remark_countries(parts)
    return ListEntry(
        list=code,
        id=number,
        names=(ListedName(name), *_aliases(joined.alt.get(number, ())), *weak_aliases(parts)),
        place=Place(place.file, line=row.line),
        kind=_KINDS.get(kind.casefold()),
        countries=frozenset(countries),
        addresses=addresses,
        identifiers=remark_identifiers(parts),
        programs=tuple(re.split(r"\]\s*\[", programs.strip("[]"))) if programs else (),
        linked_to=remark_links(parts),
        remarks="; ".join(filter(None, (title, *vessel, remarks))),
    )


def _aliases(rows: list[tuple[Row, str]] | tuple[()]) -> tuple[ListedName, ...]:
    return tuple(
        ListedName(row.cells[3], cast(AliasKind, row.cells[2] if row.cells[2] in ("aka", "fka", "nka") else "aka"))
        for row, _ in rows
        if row.cells[3]
    )


def _address(row: Row) -> ListedAddress | None:
    street, city, country = row.cells[2:5]
    if not (street or city or country):
        return None
    return ListedAddress(", ".join(filter(None, (street, city, country))), country_of(country) if country else None)


def _orphans(code: str, known: set[str], joined: _Joined, path: Path, findings: Findings) -> list[ListEntry]:
    """Entries that exist only through their aliases, because the primary file lacks them."""
    lost = [number for number in joined.alt if number not in known]
    if not lost:
        return []
    first, file = joined.alt[lost[0]][0]
    findings.add(
        "ofac.orphan",
        f"{len(lost)} entries (first: {lost[0]}) have aliases in {file} but no row in {path.name}; they are "
        "screened by their aliases alone.",
        Place(file, line=first.line),
        "The two files are of different dates or the first is truncated: download both again.",
        severity="warning",
        value=lost[0],
    )
    return [
        ListEntry(code, number, _aliases(joined.alt[number]), Place(file, line=joined.alt[number][0][0].line))
        for number in lost
        if _aliases(joined.alt[number])
    ]
