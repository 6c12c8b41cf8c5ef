"""The lists of the United Kingdom (UK Sanctions List, OFSI's consolidated list) and of the EU as tables.

Rule: the rows of one number are one entry, with every name of every row. A row without a name or a number, one of
more or fewer cells than the header, and a column that may hold names and is not read are findings, and their list is
not complete; so is one with fewer entries than such a list has, since a table does not show where it ends.
"""

from __future__ import annotations

import hashlib
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import field
from datetime import date, datetime
from pathlib import Path

from pratique.errors import Finding, Findings, InvalidInput, Place
from pratique.parties.lists.delimited import Row, decode_list, read_rows
from pratique.parties.lists.fields import country_of, digest_id, read_date, read_start, slips, subsidiaries_of
from pratique.parties.lists.layouts import MAY_NAME, ListHeader, ListLayout, bare, find_header
from pratique.parties.lists.listing import Identifier, ListedAddress, ListedKind, ListedName, ListEntry, ScreeningList
from pratique.parties.lists.sizes import check_size, expected_sizes
from pratique.value_class import dataclass

_KINDS: dict[str, ListedKind] = {
    **dict.fromkeys(("individual", "person", "p"), "individual"),
    **dict.fromkeys(("entity", "enterprise", "e"), "organisation"),
    **dict.fromkeys(("ship", "vessel"), "vessel"),
}
_AGAIN = "Download the list again; until then nobody is called absent from it."
_NUMBERED = re.compile(r"\s*\(\d{1,2}\)\s*")
_DAYS = ("%d/%m/%Y", "%d-%b-%Y", "%d-%B-%Y", "%d-%b-%y", "%d-%m-%Y", "%d.%m.%Y")
_DAY = re.compile(
    r"\d{4}-\d\d-\d\d|\d{1,2}[/.-](?:\d{1,2}|[A-Za-z]{3,9})[/.-](?:\d{4}|\d\d)\b|\d{1,2} [A-Za-z]{3,9} \d{4}"
)


@dataclass(slots=True)
class _Entry:
    """What the rows of one number say, each thing once, in their order."""

    key: str
    place: Place
    number: str = ""
    primary: str = ""
    names: dict[str, bool] = field(default_factory=dict)
    said: dict[str, dict[str, None]] = field(default_factory=dict)
    addresses: dict[ListedAddress, None] = field(default_factory=dict)
    numbers: dict[Identifier, None] = field(default_factory=dict)

    def say(self, what: str, texts: Iterable[str]) -> None:
        self.said.setdefault(what, {}).update(dict.fromkeys(texts))

    def texts(self, what: str) -> tuple[str, ...]:
        return tuple(self.said.get(what, ()))


class _Cells:
    """The cells of a row by the bare titles of their columns."""

    def __init__(self, titles: Sequence[str]) -> None:
        self.places: dict[str, list[int]] = {}
        for place, title in enumerate(titles):
            self.places.setdefault(title, []).append(place)
        self.row: Sequence[str] = ()

    def every(self, *titles: str) -> Iterator[str]:
        """What stands below these titles, blank cells left out."""
        for title in titles:
            for place in self.places.get(title, ()):
                if place < len(self.row) and (text := " ".join(self.row[place].split())):
                    yield text

    def one(self, *titles: str) -> str:
        return next(self.every(*titles), "")

    def any_below(self, prefixes: tuple[str, ...]) -> bool:
        return any(self.one(title) for title in self.places if title.startswith(prefixes))


def read_table_list(data: bytes, path: Path, as_of: date | None = None) -> ScreeningList:
    """The list in a published table; `as_of` defaults to the day that it states.

    Raises `InvalidInput` (`list.header`) where it has no column of numbers or of names, or one of them twice.
    """
    findings, place = Findings(), Place(path.name)
    text = decode_list(data, place, findings).removeprefix("\ufeff")
    header = find_header(text)
    if header is None:
        raise InvalidInput([Finding("list.format", f"{path.name} is no list known here.", place, _AGAIN)])
    layout, titles = header.layout, [bare(title) for title in header.titles]
    lacking = _check_header(header, titles, place, findings)
    cells = _Cells(titles)
    entries: dict[str, _Entry] = {}
    unread = _unread(header, titles)
    days: set[str] = set()
    for row in read_rows(text, place, findings, header.delimiter):
        if row.line <= header.line:
            continue
        where = Place(path.name, line=row.line)
        cells.row = row.cells
        _check_width(row, len(titles), where, findings)
        _tell_unread(row, unread, where, findings)
        days.update(cells.every(layout.issued) if layout.issued else ())
        _take(layout, cells, entries, where, findings)
    listings = [listing for entry in entries.values() for listing in _listing(layout, entry, findings)]
    issued, undated = _issued(header, days, as_of, place, findings)
    broken = len(findings.errors)
    size = check_size(layout.code, len(listings), place, findings)
    reasons = [
        *lacking,
        *filter(None, (undated, size, f"{broken} rows or columns could not be read" if broken else None)),
    ]
    return ScreeningList(
        layout.code,
        expected_sizes()[layout.code].title,
        path.name,
        tuple(listings),
        as_of or issued,
        issued,
        hashlib.sha256(data).hexdigest(),
        findings=tuple(findings),
        incomplete=tuple(reasons),
    )


def _check_header(header: ListHeader, titles: Sequence[str], place: Place, findings: Findings) -> list[str]:
    """Why the columns that are there do not tell everything, each with a finding."""
    layout, where = header.layout, Place(place.file, line=header.line)
    twice = sorted(title for title, times in Counter(titles).items() if times > 1 and title in layout.naming)
    if twice:
        wrong = f"has the column {twice[0]!r} twice"
    elif not set(titles) & set(layout.id):
        wrong = f"has no column of numbers, called {layout.id[0]!r} or the like"
    elif not set(titles) & set(layout.naming):
        wrong = "has no column of names"
    else:
        missing = [title for title in layout.needed if title not in titles]
        for title in missing:
            message = f"The column {title!r} of list {layout.code} is not there; it holds names."
            findings.add("list.column", message, where, _AGAIN, "warning", title)
        return [f"its column {title!r} is missing" for title in missing]
    near = "".join(f"; {said!r} may be {meant!r}" for said, meant in slips(titles, layout.id + layout.naming))
    message = f"The header of {place.file}, list {layout.code} by its columns, {wrong}{near}."
    raise InvalidInput([*findings, Finding("list.header", message, where, "Download the list again.")])


def _unread(header: ListHeader, titles: Sequence[str]) -> dict[int, str]:
    """The columns that may hold names and are not read, by their place."""
    layout = header.layout
    unknown = [title for title in titles if title and not layout.knows(title)]
    near = {said for said, _ in slips(unknown, (*layout.naming, *layout.id))}
    return {
        place: header.titles[place]
        for place, title in enumerate(titles)
        if (title in unknown and (title in near or MAY_NAME.search(title))) or not title
    }


def _tell_unread(row: Row, unread: dict[int, str], where: Place, findings: Findings) -> None:
    """Once for each column that may hold names, where it first holds something."""
    for place in [each for each in unread if each < len(row.cells) and row.cells[each].strip()]:
        title = unread.pop(place)
        message = f"The column {title!r} is not read and may hold names."
        findings.add("list.column", message, where, _AGAIN, value=row.cells[place])


def _check_width(row: Row, width: int, where: Place, findings: Findings) -> None:
    more = any(cell.strip() for cell in row.cells[width:])
    if len(row.cells) < width or more:
        message = f"This row has {len(row.cells)} cells where the header has {width}; what is there was read."
        findings.add("list.row", message, where, "The file may be cut here; download it again.")


def _take(layout: ListLayout, cells: _Cells, entries: dict[str, _Entry], where: Place, findings: Findings) -> None:
    """Add a row to the entry that has its number; one without is an entry of its own."""
    names = _names(layout, cells)
    key = cells.one(next(title for title in layout.id if title in cells.places))
    if not key:
        step = "Look it up at the publisher; the names of the row are screened by themselves."
        findings.add("list.id", "This row has no number of an entry.", where, step)
        key = cells.one(*layout.id) or (digest_id(layout.code, *names) if names else "")
    if not names and (
        not layout.names_in or cells.any_below((layout.names_in,)) or not cells.any_below(layout.elsewhere)
    ):
        findings.add(
            "list.name", "This row has no name.", where, "Look it up at the publisher; it cannot be screened."
        )
    if not key:
        return
    entry = entries.setdefault(key, _Entry(key, where))
    number = cells.one(*layout.number) or key
    if entry.number and entry.number != number:
        message = (
            f"The rows of {key} have two numbers, {entry.number} and {number}; their names are one entry's here."
        )
        findings.add("list.id", message, where, "Look it up at the publisher.", "warning", number)
    entry.number = entry.number or number
    _take_names(layout, cells, entry, names)
    for what in ("country", "births", "programs", "start", "kind"):
        entry.say(what, (part for text in cells.every(*getattr(layout, what)) for part in _parts(text)))
    entry.say("remarks", cells.every(layout.remarks))
    entry.say("subsidiaries", (part for text in cells.every(layout.subsidiaries) for part in _parts(text)))
    if place := ", ".join(cells.every(*layout.address)):
        entry.addresses[ListedAddress(place, country_of(cells.one(layout.address[-1])))] = None
    for title, scheme in layout.numbers:
        for part in (part for text in cells.every(title) for part in _parts(text)):
            entry.numbers[Identifier(scheme or cells.one("identificationtypecode"), part)] = None


def _names(layout: ListLayout, cells: _Cells) -> list[str]:
    """The names of a row: its parts put together, and those that stand as a whole; a part of one of these is none."""
    composed = " ".join(cells.every(*layout.parts))
    whole = list(cells.every(*layout.whole))
    if not layout.names_in:
        return list(dict.fromkeys(filter(None, (composed, *whole))))
    told = any(set(composed.casefold().split()) <= set(name.casefold().split()) for name in whole)
    return list(dict.fromkeys((*whole, composed) if composed and not told else whole))


def _take_names(layout: ListLayout, cells: _Cells, entry: _Entry, names: Sequence[str]) -> None:
    weak = cells.one(layout.strength).casefold() in ("low", "weak", "low quality alias") if layout.strength else False
    for name in names:
        entry.names[name] = entry.names.get(name, True) and weak
    main = cells.one(layout.alias).casefold() in ("primary name", "primary") if layout.alias else not weak
    if main and names and not entry.primary:
        entry.primary = names[0]


def _parts(text: str) -> list[str]:
    """The values of one cell: `(1) this (2) that` are two."""
    return [part for each in _NUMBERED.split(text) if (part := each.strip())]


def _listing(layout: ListLayout, entry: _Entry, findings: Findings) -> Iterator[ListEntry]:
    if not entry.names:
        message = f"No row of {entry.key} has a name."
        findings.add("list.name", message, entry.place, "Look it up at the publisher; it cannot be screened.")
        return
    kinds = {kind for text in entry.texts("kind") if (kind := _KINDS.get(text.casefold()))}
    if len(kinds) > 1:
        message = f"The rows of {entry.key} are of several kinds: {', '.join(sorted(kinds))}; none of them is taken."
        findings.add("list.kind", message, entry.place, "Look it up at the publisher.", "warning")
    first = entry.primary or next((name for name, weak in entry.names.items() if not weak), next(iter(entry.names)))
    others = [ListedName(text, "aka", weak) for text, weak in entry.names.items() if text != first]
    held = [each for each in subsidiaries_of(entry.texts("subsidiaries")) if each.text not in entry.names]
    codes = (country_of(text) for text in entry.texts("country"))
    yield ListEntry(
        list=layout.code,
        id=entry.number,
        names=(ListedName(first), *others, *held),
        place=entry.place,
        kind=kinds.pop() if len(kinds) == 1 else None,
        countries=frozenset(code for code in codes if code),
        addresses=tuple(entry.addresses),
        identifiers=tuple(entry.numbers),
        programs=entry.texts("programs"),
        start=min((day for text in entry.texts("start") if (day := _day(text) or read_start(text))), default=None),
        remarks="; ".join(entry.texts("remarks")),
        births=entry.texts("births"),
    )


def _day(text: str) -> date | None:
    """A day as these lists write it, the day before the month; None for anything else."""
    found = _DAY.search(text)
    if found is None:
        return None
    for layout in _DAYS:
        try:
            return datetime.strptime(found[0], layout).date()
        except ValueError:
            continue
    return read_date(found[0])


def _issued(
    header: ListHeader, days: set[str], as_of: date | None, place: Place, findings: Findings
) -> tuple[date | None, str | None]:
    """The day that the table states, above its header or in each row, and why it cannot be relied on.

    Of several days the earliest; without one nobody knows how old the copy is, unless the user says so (`as_of`).
    """
    said = sorted(days) or [text for text in [header.above.strip(' ,;\t\r\n"')] if text]
    found = sorted({day for text in said if (day := _day(text))})
    first = min(found, default=None)
    if len(found) == 1 or (as_of and not found):
        return first, None
    what = f"several days, {found[0]} to {found[-1]}" if found else "no day"
    message = f"Where the day of the list stands, there is {what}: {(said or [''])[0][:60]!r}."
    step = "Download the list again, or say from when it is: FILE@YYYY-MM-DD."
    findings.add("list.date", message, Place(place.file, line=header.line), step, "warning", (said or [""])[0])
    reason = f"it states {what}" if found else "nothing says from when it is"
    return first, reason
