"""Screening lists of governments, read from the files that they publish.

Rule: what a file is shows in its content, not only in its name; every reader gives `ScreeningList`s with findings
and never stops at a bad row. Nothing is fetched: the lists lie beside the dossier, dated.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

from pratique.errors import Finding, InvalidInput, Place
from pratique.files import delimiter_of, read_bytes
from pratique.files.clock import iso_day
from pratique.parties.lists.consolidated import read_consolidated, root_of
from pratique.parties.lists.csl import read_csl_csv, read_csl_json
from pratique.parties.lists.delimited import title_of
from pratique.parties.lists.denied import DPL_TITLES, read_denied_persons
from pratique.parties.lists.fields import with_told
from pratique.parties.lists.layouts import find_header
from pratique.parties.lists.listing import (
    Identifier,
    ListedAddress,
    ListedName,
    ListedRelation,
    ListEntry,
    ScreeningList,
)
from pratique.parties.lists.ofac import read_ofac
from pratique.parties.lists.ofac_xml import read_ofac_xml
from pratique.parties.lists.opensanctions import is_simple, read_entities, read_simple
from pratique.parties.lists.tables import read_table_list
from pratique.parties.lists.unpacked import read_unpacked
from pratique.parties.names.overlong import OVERLONG, is_overlong
from pratique.patterns import regex

__all__ = [
    "Identifier",
    "ListEntry",
    "ListedAddress",
    "ListedName",
    "ListedRelation",
    "ScreeningList",
    "dated_path",
    "read_list",
    "read_lists",
]

_COMPANIONS = ("alt", "add", "comments", "cons_alt", "cons_add", "cons_comments", "sdn_comments")
_HEAD = 1 << 16
"""The header of a table stands within so many bytes; that of the EU has some four thousand."""


def read_list(path: str | Path, as_of: date | None = None) -> list[ScreeningList]:
    """The screening lists in one file: several for a Consolidated Screening List, else one.

    `as_of` is the date of the snapshot where the user knows it. Raises `InvalidInput` (`list.format`,
    `list.empty`, `list.part`) where the file is none of the formats read here.
    """
    file = Path(path)
    lists = read_unpacked(read_bytes(file), file, as_of, _read_text)
    told = (replace(one, listings=tuple(map(with_told, one.listings))) for one in lists)
    return [_without_garbled(_without_overlong(one)) for one in told]


def _without_overlong(one: ScreeningList) -> ScreeningList:
    """The list, not complete where a name on it is longer than what is compared of names."""
    longest = [each for each in one.listings if any(is_overlong(name.text) for name in each.names)]
    if not longest:
        return one
    reason = f"a name has {OVERLONG}: {len(longest)} entries, the first at {longest[0].place}"
    return replace(one, incomplete=(*one.incomplete, reason))


_GARBLED = regex(
    r"[\u00c2-\u00f4][\u0080-\u00bf\u0152\u0153\u0160\u0161\u0178\u017d\u017e\u0192\u02c6\u02dc\u2013-\u2122]"
)
"""A letter of UTF-8 as it looks where its bytes were read as another encoding."""


def _without_garbled(one: ScreeningList) -> ScreeningList:
    """The list, not complete where a name on it was written as UTF-8 and read as another encoding before."""
    garbled = [
        each
        for each in one.listings
        if any(
            not name.text.isascii() and _GARBLED.search(name.text) and _is_garbled(name.text) for name in each.names
        )
    ]
    if not garbled:
        return one
    found = f"{len(garbled)} names are garbled, as {garbled[0].name[:60]!r} ({garbled[0].place})"
    return replace(one, incomplete=(*one.incomplete, f"{found}: their letters were read in a wrong encoding"))


def _is_garbled(name: str) -> bool:
    """Whether the letters of a name, as bytes of Windows-1252, are UTF-8."""
    if name.isascii() or not _GARBLED.search(name):
        return False
    try:
        return len(name.encode("cp1252").decode()) < len(name)
    except UnicodeError:
        return False


def _read_text(data: bytes, file: Path, as_of: date | None) -> list[ScreeningList]:
    head = data[:4096].lstrip(b"\xef\xbb\xbf \r\n\t")
    if not head:
        raise _refuse("list.empty", f"{file.name} is empty.", file, "Download the list again.")
    if head[:1] == b"<":
        return [read_consolidated(data, file, as_of) if root_of(data) else read_ofac_xml(data, file, as_of)]
    if head[:1] == b"{" and b'"schema"' in head and b'"properties"' in head:
        return [read_entities(data, file, as_of)]
    if head[:1] in b"{[":
        return read_csl_json(data, file, as_of)
    return _read_delimited(data, head, file, as_of)


def read_lists(paths: list[str | Path]) -> list[ScreeningList]:
    """All lists of all files; a path may end in `@YYYY-MM-DD`, the date of its snapshot.

    Raises `InvalidInput` with the findings of every file that cannot be read at all.
    """
    lists: list[ScreeningList] = []
    problems: list[Finding] = []
    for path in paths:
        name, as_of = dated_path(str(path))
        try:
            lists += read_list(name, as_of)
        except InvalidInput as error:
            problems += error.findings
    if problems:
        raise InvalidInput(problems)
    return lists


def dated_path(text: str) -> tuple[str, date | None]:
    """A path and the day of its copy: `list.csv@2026-11-20`."""
    name, at, tail = text.rpartition("@")
    day = iso_day(tail) if at else None
    return (text, None) if day is None else (name, day)


def _read_delimited(data: bytes, head: bytes, file: Path, as_of: date | None) -> list[ScreeningList]:
    if find_header(data[:_HEAD].decode("utf-8", "replace")):
        return [read_table_list(data, file, as_of)]
    first = head.split(b"\n", 1)[0].decode("utf-8", "replace").rstrip("\r")
    delimiter = delimiter_of(first, "\t;,")
    cells = [cell.strip().strip('"') for cell in first.split(delimiter)]
    header = {cell.casefold() for cell in cells}
    if delimiter == "\t" and "name" in header and header & DPL_TITLES:
        return [read_denied_persons(data, file, as_of)]
    if delimiter == "," and is_simple(header):
        return [read_simple(data, file, as_of)]
    if "name" in header or "name" in {title_of(cell) for cell in cells}:
        return read_csl_csv(data, file, as_of, delimiter)
    if first.split(",", 1)[0].strip().isdigit():
        if any(file.stem.casefold().endswith(part) for part in _COMPANIONS):
            raise _refuse(
                "list.part",
                f"{file.name} is a part of an OFAC list: it is read along with the primary file.",
                file,
                "Name sdn.csv or cons_prim.csv of the same directory instead.",
            )
        return [read_ofac(file, as_of, data)]
    raise _refuse(
        "list.format",
        f"{file.name} is no screening list known here: its first line has neither a name column nor an entry number.",
        file,
        "Give a Consolidated Screening List (CSV, JSON), OFAC sdn.csv or cons_prim.csv or advanced XML, bis_dpl.txt, "
        "the XML of the UN, the UK or the EU, the CSV of the UK or the EU, or an OpenSanctions export; "
        "each may be packed with gzip, a table may be a workbook.",
    )


def _refuse(code: str, message: str, file: Path, next_step: str) -> InvalidInput:
    return InvalidInput([Finding(code, message, Place(str(file)), next_step)])
