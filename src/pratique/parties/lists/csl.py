"""The US Consolidated Screening List, as CSV (old and new columns) and as JSON.

Rule: one row is one entry of the list named in its `source`; the file is taken apart into those lists, each with
its own expected size. Old files lack `_id`: the entry then gets a digest of source, name and notice. Invariant: as
many entries as rows, or a finding for the difference.
"""

from __future__ import annotations

import hashlib
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

from pratique.errors import Findings, Place
from pratique.files import load_json
from pratique.ids.near import near_names
from pratique.parties.lists.delimited import decode_list, read_header, read_rows
from pratique.parties.lists.fields import (
    address_country,
    country_of,
    csl_identifier,
    digest_id,
    numbers_beside,
    read_date,
    read_end,
    read_footnotes,
    read_start,
    split_many,
    told_names,
)
from pratique.parties.lists.held import held_names, without_successors
from pratique.parties.lists.listing import (
    Identifier,
    ListedAddress,
    ListedKind,
    ListedName,
    ListEntry,
    ScreeningList,
    stem_of,
)
from pratique.parties.lists.sizes import check_size, expected_sizes

TELLING = frozenset(
    {
        *("source", "_id", "entity_number", "programs", "federal_register_notice", "license_requirement"),
        *("license_policy", "alt_names", "source_list_url", "source_information_url", "standard_order"),
        *(
            "sanctions",
            "sanctions_list",
            "sanctions_program",
            "listed_on",
            "sanktionen",
            "sanktionsliste",
            "制裁清单",
        ),
    }
)
"""Columns that only a screening list has; a table of suppliers has none of them."""
_KINDS: dict[str, ListedKind] = {
    **dict.fromkeys(("entity", "organization", "organisation", "company"), "organisation"),
    **dict.fromkeys(("individual", "person"), "individual"),
    "vessel": "vessel",
    "aircraft": "aircraft",
}
_CODE = re.compile(r"\(([A-Z]{2,5})\)")
Record = Mapping[str, Any]
ALIASES = (
    *("alt_names", "alt_name", "aliases", "alias", "aka", "a.k.a.", "akas", "also_known_as", "also known as", "fka"),
    *("other_names", "other names", "former_names", "former names", "previous_names", "weak_alt_names"),
    *("weak_aliases", "alternative names", "names_other_scripts", "native_name", "chinese_name"),
)
"""The columns of other names, of the list and of its relatives."""
_NAMES = re.compile(r"name|alias|aka\b|known", re.IGNORECASE)
_KNOWN = frozenset(
    {
        *("source", "_id", "id", "entity_number", "type", "programs", "name", "title", "addresses", "start_date"),
        *("federal_register_notice", "end_date", "standard_order", "license_requirement", "license_policy", "ids"),
        *("call_sign", "vessel_type", "gross_tonnage", "gross_registered_tonnage", "vessel_flag", "vessel_owner"),
        *("remarks", "source_list_url", "source_information_url", "citizenships", "dates_of_birth", "country"),
        *("nationalities", "places_of_birth", *ALIASES),
    }
)
"""The columns of the list; in others a number is looked for, and one that is nearly called so is told."""
_OTHER_KINDS = frozenset(("legal entity", "government", "ship", "other", "unknown", "n/a", "-"))
_LIKE = 0.8
_NO_NAMES = frozenset(("name", "vessel_name", "list_name", "program_name", "source_list_name", *ALIASES))


def read_csl_csv(data: bytes, path: Path, as_of: date | None = None, delimiter: str = ",") -> list[ScreeningList]:
    """The lists inside a CSL file, one `ScreeningList` for each source; titles may be in other languages.

    Any CSV with a `name` column is read, but only a table with a column that lists have is called complete.
    """
    findings, place = Findings(), Place(path.name)
    rows = read_rows(decode_list(data, place, findings), place, findings, delimiter)
    header = read_header(rows, place, findings)
    records: list[tuple[Record, Place]] = []
    for row in rows:
        where = Place(path.name, line=row.line)
        if len(row.cells) != len(header):
            _bad_width(len(row.cells), len(header), where, findings)
        records.append((dict(zip(header, row.cells, strict=False)), where))
    lists = _assemble(records, data, path, as_of, findings)
    return _doubted(lists, _doubts(header, records, path))


def _doubted(lists: list[ScreeningList], reasons: Sequence[str]) -> list[ScreeningList]:
    return [replace(one, incomplete=(*reasons, *one.incomplete)) for one in lists] if reasons else lists


def _doubts(header: Iterable[str], records: Sequence[tuple[Record, Place]], path: Path) -> list[str]:
    """Why a table or document with these titles is no list, or not the whole of one."""
    titles = list(header)
    reasons = [f"the column {title!r} may hold names and is not read" for title in _unread_names(titles, records)]
    reasons += _shifted(records)
    if not TELLING & set(titles):
        reasons.append(f"no column of {path.name} says that it is a screening list")
    return reasons


def _unread_names(header: Iterable[str], records: Sequence[tuple[Record, Place]]) -> list[str]:
    """The columns whose titles speak of names, which hold something and are not read."""
    doubtful = [
        title
        for title in header
        if (title not in _NO_NAMES and _NAMES.search(title))
        or (title not in _KNOWN and near_names(title, _KNOWN - {"id", "_id"}, 1, _LIKE))
    ]
    return [title for title in doubtful if any(_text(record.get(title)) for record, _ in records)]


def _shifted(records: Sequence[tuple[Record, Place]]) -> list[str]:
    """A reason where the column of types holds something else: the cells of such a row may be exchanged."""
    odd = [
        (text, where)
        for record, where in records
        if (text := _text(record.get("type"))) and text.casefold() not in _KINDS.keys() | _OTHER_KINDS
    ]
    if not odd:
        return []
    text, where = odd[0]
    return [f"{len(odd)} rows have a type that is none, as {text[:60]!r} ({where}): perhaps they are shifted"]


def read_csl_json(data: bytes, path: Path, as_of: date | None = None) -> list[ScreeningList]:
    """The same from the JSON download: `{"results": [...]}` or a bare list of entries.

    Raises `InvalidInput` where the document as a whole is not JSON.
    """
    findings, place = Findings(), Place(path.name)
    document = load_json(data, place)
    results = document.get("results") if isinstance(document, dict) else document
    records: list[tuple[Record, Place]] = []
    if not isinstance(results, list):
        findings.add("csl.shape", "The document holds no list of results.", place, "Download the list again.")
        results = []
    for index, item in enumerate(results):
        where = Place(path.name, pointer=f"/results/{index}" if isinstance(document, dict) else f"/{index}")
        if isinstance(item, dict):
            records.append((item, where))
        else:
            findings.add("csl.entry", f"This entry is a {type(item).__name__}, not an object.", where)
    lists = _assemble(records, data, path, as_of, findings)
    titles = dict.fromkeys(str(title) for record, _ in records for title in record)
    reasons = _doubts(titles, records, path) if records else []
    return _doubted(lists, [*filter(None, [_part_of(document, len(results))]), *reasons])


def _part_of(document: Any, count: int) -> str:
    """Why an answer is a part of a list: it counts more than it holds, or says that there is more; else empty."""
    if not isinstance(document, dict):
        return ""
    totals = [document.get(name) for name in ("total", "total_results", "total_count", "count")]
    most = max((each for each in totals if isinstance(each, int) and not isinstance(each, bool)), default=count)
    if most > count:
        return f"it holds {count} of {most} entries"
    return "it is a page of several" if document.get("next") or document.get("next_page") else ""


def _bad_width(found: int, expected: int, where: Place, findings: Findings) -> None:
    findings.add(
        "csl.row",
        f"This row has {found} cells where the header has {expected}; the cells that are there were read.",
        where,
        "The file may be truncated here; download it again.",
    )


def _assemble(
    records: Iterable[tuple[Record, Place]], data: bytes, path: Path, as_of: date | None, findings: Findings
) -> list[ScreeningList]:
    by_code: dict[str, list[ListEntry]] = defaultdict(list)
    seen: dict[str, int] = {}
    for record, where in records:
        listing = _listing(record, where, stem_of(path), findings)
        if listing is not None:
            by_code[listing.list].append(_unique(listing, seen))
    broken = len(findings.errors)
    digest = hashlib.sha256(data).hexdigest()
    newest = max((row.start for rows in by_code.values() for row in rows if row.start), default=None)
    dates = (as_of, newest)  # the lists of one file are of one day
    return [_one_list(code, rows, path, dates, digest, broken, findings) for code, rows in by_code.items()] or [
        ScreeningList(
            stem_of(path),
            path.name,
            path.name,
            (),
            as_of,
            digest=digest,
            findings=tuple(findings),
            incomplete=("it holds no entry",),
        )
    ]


def _one_list(
    code: str,
    rows: list[ListEntry],
    path: Path,
    dates: tuple[date | None, date | None],
    digest: str,
    broken: int,
    findings: Findings,
) -> ScreeningList:
    own = Findings(list(findings))
    reasons = [reason for reason in [check_size(code, len(rows), Place(path.name), own)] if reason]
    if broken:
        reasons.append(f"{broken} rows of {path.name} could not be read")
    expected = expected_sizes().get(code)
    return ScreeningList(
        code,
        expected.title if expected else code,
        path.name,
        tuple(rows),
        *dates,
        digest,
        findings=tuple(own),
        incomplete=tuple(reasons),
    )


def _unique(listing: ListEntry, seen: dict[str, int]) -> ListEntry:
    """The listing with an id that no earlier row of its list has; a repeat is numbered."""
    key = f"{listing.list}:{listing.id}"
    seen[key] = seen.get(key, 0) + 1
    if seen[key] == 1:
        return listing
    return replace(listing, id=f"{listing.id}-{seen[key]}")


def list_code(source: str, default: str) -> str:
    """SDN from "Specially Designated Nationals (SDN) - Treasury Department"; a source without code as it is."""
    match = _CODE.search(source)
    return match[1] if match else (source.strip() or default)


def _listing(record: Record, where: Place, stem: str, findings: Findings) -> ListEntry | None:
    name = without_successors(_text(record.get("name")))
    if not name:
        findings.add(
            "list.name", "This entry has no name.", where, "Look it up at the publisher; it cannot be screened."
        )
        return None
    code = list_code(_text(record.get("source")), stem)
    notices = tuple(split_many(_text(record.get("federal_register_notice"))))
    requirement = _text(record.get("license_requirement"))
    addresses = _addresses(record.get("addresses"), code)
    return ListEntry(
        list=code,
        id=_id_of(record, code, name, notices),
        names=tuple(_names(record, name, where, findings)),
        place=where,
        kind=_KINDS.get(_text(record.get("type")).casefold()),
        countries=_countries(record, addresses),
        addresses=addresses,
        identifiers=_identifiers(record),
        programs=tuple(_many(record.get("programs"))),
        citations=notices,
        start=_date(record, "start_date", where, findings),
        end=_date(record, "end_date", where, findings),
        license_requirement=requirement,
        license_policy=_text(record.get("license_policy")),
        footnotes=read_footnotes(requirement),
        remarks="; ".join(filter(None, (_text(record.get("title")), _text(record.get("remarks"))))),
    )


def _names(record: Record, name: str, where: Place, findings: Findings) -> Iterator[ListedName]:
    """The main name, the others, and what remarks and columns that nobody knows tell of further ones."""
    given = {name}
    yield ListedName(name)
    others = [alias for column in ALIASES for alias in _aliases(record.get(column), where, findings)]
    unknown = [_text(value) for title, value in record.items() if title not in _KNOWN and isinstance(value, str)]
    whole = _text(record.get("name"))
    told = [each for text in (whole, _text(record.get("remarks")), *unknown) for each in told_names(text)]
    told += [ListedName(held, "subsidiary", weak=True) for held in held_names(whole, is_name=True)]
    told += [ListedName(held, "subsidiary", weak=True) for text in unknown for held in held_names(text)]
    for each in (*(ListedName(alias, "aka") for alias in others), *told):
        if each.text not in given:
            given.add(each.text)
            yield each


def _aliases(value: Any, where: Place, findings: Findings) -> list[str]:
    """Other names: texts, or objects with a name; a finding for what is neither."""
    items = value if isinstance(value, list) else [value]
    found: list[str] = []
    for item in items:
        said = item.get("name") or item.get("alias") if isinstance(item, dict) else item
        if isinstance(said, str):
            found += [said.strip()] if isinstance(value, list) and said.strip() else split_many(said)
        elif item is not None:
            message = f"An alias is a {type(item).__name__} without a name; it is not read."
            findings.add("csl.alias", message, where, "Download the list again; it may hold a name.")
    return found


def _text(value: Any) -> str:
    """A field as text: lists joined by semicolons, nothing as the empty text."""
    if isinstance(value, list):
        return "; ".join(str(item).strip() for item in value if item)
    return "" if value is None else str(value).strip()


def _many(value: Any) -> list[str]:
    if isinstance(value, list):
        return [str(item).strip() for item in value if isinstance(item, str) and item.strip()]
    return split_many(_text(value))


def _id_of(record: Record, code: str, name: str, notices: tuple[str, ...]) -> str:
    own = _text(record.get("_id")) or _text(record.get("id")) or _text(record.get("entity_number"))
    return own or digest_id(code, name, *notices)


def _date(record: Record, column: str, where: Place, findings: Findings) -> date | None:
    text = _text(record.get(column))
    if not text:
        return None
    found = read_end(text) if column == "end_date" else read_start(text)
    if read_date(text) is None and found is None:
        findings.add(
            "list.date", f"{column} is {text!r}, which is no date.", where, "It was left open.", "warning", text
        )
    return found


def _addresses(value: Any, code: str) -> tuple[ListedAddress, ...]:
    if isinstance(value, list):
        return tuple(_json_address(item) for item in value if isinstance(item, dict))
    trusted = code != "DPL"
    return tuple(ListedAddress(text, address_country(text, trusted)) for text in split_many(_text(value)))


def _json_address(item: Record) -> ListedAddress:
    parts = [_text(item.get(key)) for key in ("address", "city", "state", "postal_code", "country")]
    return ListedAddress(", ".join(filter(None, parts)), country_of(parts[-1]) if parts[-1] else None)


def _countries(record: Record, addresses: tuple[ListedAddress, ...]) -> frozenset[str]:
    stated = [*_many(record.get("citizenships")), *_many(record.get("nationalities")), *_many(record.get("country"))]
    codes = {country_of(text) for text in stated} | {address.country for address in addresses}
    return frozenset(code for code in codes if code)


def _identifiers(record: Record) -> tuple[Identifier, ...]:
    value = record.get("ids")
    if isinstance(value, list):
        return tuple(
            Identifier(_text(item.get("type")), _text(item.get("number")), country_of(_text(item.get("country"))))
            for item in value
            if isinstance(item, dict) and _text(item.get("number"))
        )
    found = (csl_identifier(text, kind_first="_id" in record) for text in split_many(_text(value)))
    return (*(item for item in found if item is not None), *_numbers_beside(record))


def _numbers_beside(record: Record) -> Iterator[Identifier]:
    """Numbers in columns that the list does not have, as somebody's own list may have them."""
    for title, value in record.items():
        if title not in _KNOWN and isinstance(value, str):
            yield from numbers_beside(title, value)
