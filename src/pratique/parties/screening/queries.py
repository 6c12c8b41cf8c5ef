"""Parties to screen, from a plain table.

Rule: one row is one party; a column is known by its usual names, and a column that is not known is left alone with
a note. A row without a name is a finding; a country that is not recognised stays unknown, with a warning.
"""

from __future__ import annotations

from pathlib import Path

from pratique.errors import Finding, Findings, InvalidInput, Place
from pratique.files import decode_text, delimiter_of, read_bytes, read_table
from pratique.ids import country_code
from pratique.parties.lists.listing import Identifier
from pratique.parties.screening.match import Query

_NAME = ("name", "supplier", "company", "party", "supplier name", "company name", "名称", "供应商", "公司名称")
_COUNTRY = ("country", "countries", "country code", "nationality", "国家", "国家/地区")
_ALIASES = ("aliases", "alias", "alt_names", "other names", "别名")
_KIND = ("kind", "type")
_BIRTHS = ("born", "birth date", "date of birth", "dob", "year of birth")
_IDENTIFIERS = {
    "lei": "LEI",
    "duns": "D-U-N-S Number",
    "registration": "Registration Number",
    "tax id": "Tax ID No.",
    "registration number": "Registration Number",
    "company number": "Company Number",
    "identifier": "Identifier",
    "uscc": "Unified Social Credit Code (USCC)",
    "swift": "SWIFT/BIC",
    "passport": "Passport",
    "ids": "Identifier",
}
_IGNORED = ("id", "number", "nr", "address", "remarks")
_PEOPLE = ("individual", "person", "natural person")
_BODIES = ("organisation", "organization", "company", "entity")


def read_queries(path: str | Path) -> tuple[list[Query], Findings]:
    """The parties in a CSV or tab-separated file with a header, and what was noticed.

    Raises `InvalidInput` (`screen.header`, `screen.encoding`) where there is no name column or no text.
    """
    file = Path(path)
    findings, place = Findings(), Place(file.name)
    text = decode_text(read_bytes(file), place)
    table = read_table(
        text, place, findings, delimiter=delimiter_of(text, "\t;,"), name=_title, short=True, max_lines=1
    )
    header = table.header
    if not any(cell in _NAME for cell in header):
        message = (
            f"The first line of {file.name} names no column for the party: it has {', '.join(header) or 'nothing'}."
        )
        step = "Begin the file with a header such as name,country."
        raise InvalidInput([Finding("screen.header", message, Place(file.name, line=1), step)])
    _note_unknown(header, place, findings)
    queries = []
    for where, cells in table.rows:
        query = _query(cells, where, findings)
        queries += [query] if query else []
    return queries, findings


def _title(cell: str) -> str:
    return cell.strip().casefold().replace("_", " ")


def _note_unknown(header: tuple[str, ...], place: Place, findings: Findings) -> None:
    known = {
        *_NAME,
        *_COUNTRY,
        *_KIND,
        *_BIRTHS,
        *_IDENTIFIERS,
        *_IGNORED,
        *(name.replace("_", " ") for name in _ALIASES),
    }
    for cell in header:
        if cell and cell not in known:
            message = f"The column {cell!r} is not used for screening."
            findings.add("screen.column", message, Place(place.file, line=1), severity="note", value=cell)


def _pick(cells: dict[str, str], names: tuple[str, ...]) -> str:
    return next((cells[name.replace("_", " ")].strip() for name in names if cells.get(name.replace("_", " "))), "")


def _query(cells: dict[str, str], where: Place, findings: Findings) -> Query | None:
    name = _pick(cells, _NAME)
    if not name:
        findings.add("screen.name", "This row has no name, so nobody was screened for it.", where, "Add the name.")
        return None
    kind = _pick(cells, _KIND).casefold()
    return Query(
        name,
        tuple(part.strip() for part in _pick(cells, _ALIASES).split(";") if part.strip()),
        _countries(_pick(cells, _COUNTRY), where, findings),
        _identifiers(cells),
        True if kind in _PEOPLE else False if kind in _BODIES else None,
        tuple(part.strip() for part in _pick(cells, _BIRTHS).split(";") if part.strip()),
    )


def _countries(text: str, where: Place, findings: Findings) -> frozenset[str]:
    codes = set()
    for part in filter(None, (part.strip() for part in text.split(";"))):
        code = country_code(part)
        if code:
            codes.add(code)
        else:
            message = f"The country {part!r} is not known and was left open."
            findings.add("screen.country", message, where, "Write an ISO 3166-1 code.", "warning", part)
    return frozenset(codes)


def _identifiers(cells: dict[str, str]) -> tuple[Identifier, ...]:
    return tuple(
        Identifier(kind, part.strip())
        for column, kind in _IDENTIFIERS.items()
        for part in (cells.get(column) or "").split(";")
        if part.strip()
    )
