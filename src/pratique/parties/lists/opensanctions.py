"""Exports of OpenSanctions that a user brings: `targets.simple.csv`, and entities as FollowTheMoney JSON lines.

Rule: the data carries its own licence and is never shipped. Every name, alias and identifier of a target is read; a
kind of column that is not known is said. Which of its data sets is complete this file cannot tell: absence from it is
taken at its word only for the export as a whole.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

from pratique.errors import Findings, InvalidInput, Place
from pratique.files import load_json
from pratique.ids.followthemoney import COUNTRIES, NAME_PARTS, NAMES, NUMBERS, WEAK_NAME
from pratique.parties.lists.csl import ALIASES
from pratique.parties.lists.delimited import decode_list, read_header, read_rows
from pratique.parties.lists.fields import country_of, numbers_beside, read_date, slips
from pratique.parties.lists.layouts import MAY_NAME
from pratique.parties.lists.listing import Identifier, ListedAddress, ListedKind, ListedName, ListEntry, ScreeningList
from pratique.parties.readers.ftm import LEFT, READ

_KINDS: dict[str, ListedKind] = {
    "person": "individual",
    "company": "organisation",
    "organization": "organisation",
    "legalentity": "organisation",
    "publicbody": "organisation",
    "vessel": "vessel",
    "airplane": "aircraft",
}
_NAMING = (NAMES[0], "names", "aliases", *NAMES[1:])
"""Properties that hold a name; the second and the third as other exports call them."""
_NO_NAME = re.compile(r"mother|maiden|suffix|vessel|ship|file|list|program", re.IGNORECASE)
"""Of properties that speak of names those that name somebody or something else."""
_COLUMNS = frozenset(
    {
        *("id", "schema", "name", "aliases", "birth_date", "countries", "addresses", "identifiers", "sanctions"),
        *("phones", "emails", "program_ids", "dataset", "first_seen", "last_seen", "last_change"),
    }
)


def is_simple(header: Iterable[str]) -> bool:
    """Whether a header is that of `targets.simple.csv`."""
    return {"id", "schema", "name", "aliases"} <= set(header)


_SCHEMAS = READ | LEFT
"""Every schema of FollowTheMoney."""


def read_simple(data: bytes, path: Path, as_of: date | None = None) -> ScreeningList:
    """The targets of a simple export."""
    findings, place = Findings(), Place(path.name)
    rows = read_rows(decode_list(data, place, findings), place, findings)
    header = read_header(rows, place, findings)
    unknown = sorted(set(header) - _COLUMNS - {""})
    if unknown:
        message = f"Columns that are not read: {', '.join(unknown)}."
        findings.add("list.column", message, Place(path.name, line=1), "", "note")
    listings = []
    seen: list[str] = []
    doubtful = [title for title in unknown if title not in ALIASES and MAY_NAME.search(title)]
    told: set[str] = set()
    for row in rows:
        cells = dict(zip(header, row.cells, strict=False))
        seen.append(cells.get("first_seen", "")[:10])
        where = Place(path.name, line=row.line)
        if len(row.cells) != len(header) or not cells.get("name", "").strip():
            step = "Export it again; the other rows were read."
            findings.add("list.row", "This row has no name, or not the cells of the header.", where, step)
            continue
        told.update(title for title in doubtful if cells.get(title, "").strip())
        listings.append(_target(cells, unknown, where))
    # When somebody was first seen is not when the listing began: it only says how old the export is not.
    newest = max((day for text in seen if (day := read_date(text))), default=None)
    one = replace(_list(listings, data, path, as_of, findings), newest=newest)
    reasons = [f"the column {title!r} may hold names and is not read" for title in sorted(told)]
    return replace(one, incomplete=(*one.incomplete, *reasons))


def _many(text: str) -> list[str]:
    return [part.strip() for part in text.split(";") if part.strip()]


def _target(cells: Mapping[str, str], beside: Iterable[str], where: Place) -> ListEntry:
    """One target; columns `beside` those of the export are read for other names and for numbers."""
    name = cells["name"].strip()
    others = [title for title in beside if title in ALIASES]
    aliases = [text for title in ("aliases", *others) for text in _many(cells.get(title, "")) if text != name]
    numbers = [
        each for title in beside if title not in others for each in numbers_beside(title, cells.get(title, ""))
    ]
    countries = [code for text in _many(cells.get("countries", "")) if (code := country_of(text))]
    return ListEntry(
        list="OS",
        id=cells.get("id", "").strip() or name,
        names=(ListedName(name), *(ListedName(text, "aka") for text in dict.fromkeys(aliases))),
        place=where,
        kind=_KINDS.get(cells.get("schema", "").casefold()),
        countries=frozenset(countries),
        addresses=tuple(ListedAddress(text) for text in _many(cells.get("addresses", ""))),
        identifiers=(*(Identifier("", text) for text in _many(cells.get("identifiers", ""))), *numbers),
        programs=tuple(_many(cells.get("dataset", ""))),
        remarks=cells.get("sanctions", ""),
        births=tuple(_many(cells.get("birth_date", ""))),
    )


def read_entities(data: bytes, path: Path, as_of: date | None = None) -> ScreeningList:
    """The people, bodies and vessels of an export as JSON lines; a line that is no entity is a finding."""
    findings = Findings()
    listings = []
    said = False
    for number, line in enumerate(data.split(b"\n"), 1):
        if not line.strip():
            continue
        where = Place(path.name, line=number)
        try:
            entity = load_json(line, where)
        except InvalidInput:
            entity = None
        properties = entity.get("properties") if isinstance(entity, dict) else None
        if not isinstance(entity, dict) or not isinstance(properties, dict):
            step = "The file may be truncated; export it again."
            findings.add("list.row", "This line is no entity.", where, step)
            continue
        said |= bool(properties.get("topics")) or not _LISTED.isdisjoint(entity)
        if str(entity.get("schema", "")).casefold() in _KINDS and entity.get("target") is not False:
            listing = _entity(entity, properties, where, findings)
            if listing is None:
                findings.add("list.name", "This entry has no name.", where, "It cannot be screened.")
            else:
                listings.append(listing)
        elif str(entity.get("schema", "")) not in _SCHEMAS and str(entity.get("schema", "")).casefold() not in _KINDS:
            step = "Export it again; until then it may be an entry."
            findings.add("list.row", "This entity has no schema that there is.", where, step)
    one = _list(listings, data, path, as_of, findings)
    if said or not listings:
        return one
    return replace(one, incomplete=(*one.incomplete, f"nothing in {path.name} says that its entities are listed"))


_LISTED = frozenset(("target", "datasets", "referents"))
"""What an export of lists says of each entity, and other entities of the format lack."""


def _entity(
    entity: Mapping[str, Any], properties: Mapping[str, Any], where: Place, findings: Findings
) -> ListEntry | None:
    def values(*names: str) -> Iterator[str]:
        for name in names:
            found = properties.get(name)
            for each in found if isinstance(found, list) else [found] if found else []:
                if isinstance(each, dict | list | bool):
                    message = f"A value of {name} is no text: {str(each)[:80]}."
                    findings.add("list.shape", message, where, "Export it again; until then it may be another name.")
                elif each:
                    yield str(each)

    for key, meant in slips(map(str, properties), _NAMING):
        message = f"{key!r} is not read; what is read is called {meant!r}."
        findings.add("list.key", message, where, "Export it again; until then it may be another name.", value=key)
    beside = [key for key in map(str, properties) if key not in _NAMING and key not in NAME_PARTS]
    telling = [key for key in beside if MAY_NAME.search(key) and not _NO_NAME.search(key)]
    composed = " ".join(next(values(part), "") for part in NAME_PARTS).split()
    parts = [" ".join(composed)] if len(composed) > 1 else []
    names = list(dict.fromkeys((*values(*_NAMING[:-1]), *values(*telling), *parts)))
    weak = [text for text in dict.fromkeys(values(WEAK_NAME)) if text not in names]
    if not names and not weak:
        return None
    first, *others = [*names, *weak]
    codes = [country_of(text) for text in values(*COUNTRIES)]
    return ListEntry(
        list="OS",
        id=str(entity.get("id") or first),
        names=(ListedName(first), *(ListedName(text, "aka", text in weak) for text in others)),
        place=where,
        kind=_KINDS[str(entity["schema"]).casefold()],
        countries=frozenset(code for code in codes if code),
        addresses=tuple(ListedAddress(text) for text in values("address")),
        identifiers=(
            *(Identifier(name, text) for name in NUMBERS for text in values(name)),
            *_numbers_beside(properties, beside),
        ),
        programs=tuple(values("topics")),
        births=tuple(values("birthDate")),
    )


def _numbers_beside(properties: Mapping[str, Any], keys: Iterable[str]) -> Iterator[Identifier]:
    """The numbers in properties of which it is not said what they hold."""
    for key in keys:
        found = properties.get(key)
        for text in found if isinstance(found, list) else [found]:
            if key not in NUMBERS and isinstance(text, str):
                yield from numbers_beside(key, text)


def _list(
    listings: list[ListEntry], data: bytes, path: Path, as_of: date | None, findings: Findings
) -> ScreeningList:
    broken = len(findings.errors)
    reasons = [f"{broken} rows of {path.name} could not be read"] if broken else []
    if not listings:
        reasons.append("it holds no entry")
    newest = max((row.start for row in listings if row.start), default=None)
    return ScreeningList(
        "OS",
        "OpenSanctions export",
        path.name,
        tuple(listings),
        as_of,
        newest,
        hashlib.sha256(data).hexdigest(),
        findings=tuple(findings),
        incomplete=tuple(reasons),
    )
