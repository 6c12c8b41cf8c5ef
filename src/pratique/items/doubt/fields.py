"""Fields of a document's records ("Qty China: 1"), read as columns of a table with these titles are.

Rule: a property, an annotation or a comment that gives something a title says what a cell under that title says: that
a part is of one variant, market or option, that another stands in its place, what it holds. One table of words serves
both.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import field
from datetime import date

from pratique.items.bill import Beside, Bill, Outside
from pratique.items.doubt.elsewhere import Elsewhere, elsewhere
from pratique.items.doubt.plain import table, tables, text
from pratique.items.doubt.remarks import remarks_in
from pratique.value_class import dataclass

LONGEST_TITLE, LONGEST_VALUE = 60, 200
_PAIR = re.compile(r"\s*([^:=\n;|]{1,60}?)\s*[:=]\s*([^\n;|]{1,200}?)\s*(?:[\n;|]|$)")

Field = tuple[str, str, str]
"""The title, the value and the place of a field."""


@dataclass(slots=True)
class _Named:
    """What the fields of a record name; it takes the place of a bill where columns are read."""

    outside: list[Outside] = field(default_factory=list)
    beside: list[Beside] = field(default_factory=list)
    records: dict[str, object] = field(default_factory=dict)

    def names(self, ref: str, what: str, pointer: str, since: date | None = None, until: date | None = None) -> None:
        self.outside.append(Outside(ref, what, pointer, since, until))


def named_in_fields(bill: Bill, names: frozenset[str], software: frozenset[str]) -> Iterator[Outside]:
    """What the fields of the records of a document name that is no line, or by which a line is of some units only.

    `names` are those of all lines, in lower case; of a line of a `software` type only its variants are looked at.
    """
    rows: dict[str, object] = {each: {"name": each} for each in names}
    for line in bill.lines:
        record = table(bill.record(line))
        fields = [each for each in _fields(record, line.pointer) if each[0] and each[1]]
        if fields:
            yield from _said(fields, rows, line.type in software)


def _said(fields: list[Field], rows: dict[str, object], soft: bool) -> Iterator[Outside]:
    titles = [title for title, _, _ in fields]
    row, found = tuple(value for _, value, _ in fields), _Named(records=rows)
    taken = {} if soft else elsewhere(titles, {})
    kept = remarks_in(titles, {}, taken, frozenset())
    for index, title in () if soft else kept.variants.items():
        kept.variant(fields[index][1], title, fields[index][2], found)
    kept.each_variant(row, fields[0][2], found)
    named = Elsewhere(taken, by_level=False)
    for index in taken:
        only = tuple(value if at == index else None for at, (_, value, _) in enumerate(fields))
        named.row(only, fields[index][2])
    named.tell(found)
    yield from found.outside


def _fields(record: Mapping[str, object], pointer: str) -> Iterator[Field]:
    for index, each in enumerate(tables(record.get("properties"))):
        name, value = text(each, "name"), text(each, "value")
        if not name.startswith("pratique:"):
            yield name.rpartition(":")[2][:LONGEST_TITLE], value[:LONGEST_VALUE], f"{pointer}/properties/{index}"
    for index, each in enumerate(tables(record.get("annotations"))):
        yield from _pairs(text(each, "comment"), f"{pointer}/annotations/{index}")
    for key in ("comment", "description", "summary"):
        yield from _pairs(text(record, key), f"{pointer}/{key}")


def _pairs(said: str, pointer: str) -> Iterator[Field]:
    if "pratique:" not in said.casefold():
        yield from ((title, value, pointer) for title, value in _PAIR.findall(said))
