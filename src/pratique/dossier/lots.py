"""A sheet of lots: each lot is an act of its own, with its day, and its rows are a bill of parts.

Rule: a lot's rows are read as the whole table would be, with their own row numbers; nothing of one lot stands in
another. Whether a vehicle crosses is asked of each, as of any bill that crosses a border.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Mapping, Sequence

from msgspec import structs

from pratique.dossier.entries import ActEntry, BillEntry
from pratique.dossier.question import Goods, about, goods_of_bills
from pratique.items.tables.cells import TableRow
from pratique.value_class import dataclass


@dataclass(frozen=True, slots=True)
class Lots:
    """The acts of a sheet of lots, the goods of each, and what the bills of these hold by their names."""

    acts: tuple[ActEntry, ...]
    goods: tuple[Goods, ...]
    held: Mapping[str, bytes]


def lots_of(
    body: Sequence[TableRow],
    header: TableRow,
    column: int,
    acts: Sequence[ActEntry],
    facts: Mapping[str, object],
    path: str,
) -> Lots:
    """The rows of a sheet of lots -> an act and a bill for each lot and day.

    `acts` are the acts that the rows would be, in the order of `body`; `column` is that of the lot.
    """
    found: list[tuple[ActEntry, Goods]] = []
    held: dict[str, bytes] = {}
    for rows, act in _groups(body, column, acts):
        lot = rows[0].cells[column] or ""
        name = f"{path} {lot}".replace("/", "-").replace("\\", "-")
        name += f" {act.date}" if name in held else ""
        held[name] = _written(header, rows)
        goods = goods_of_bills([BillEntry(name)], {"act": act.act, "role": act.role}, {**facts, **act.facts}, name)
        found.append((about(structs.replace(act, id=f"lot {lot}"), goods, facts), goods))
    return Lots(_told_apart([act for act, _ in found]), tuple(goods for _, goods in found), held)


def _groups(
    body: Sequence[TableRow], column: int, acts: Sequence[ActEntry]
) -> Iterator[tuple[list[TableRow], ActEntry]]:
    """The rows of one lot that say the same of the act, in the order of their first."""
    found: dict[tuple[str | None, str], tuple[list[TableRow], ActEntry]] = {}
    for row, act in zip(body, acts, strict=True):
        says = repr((structs.replace(act, id="", facts={}), _without_source(act.facts)))
        found.setdefault((row.cells[column], says), ([], act))[0].append(row)
    yield from found.values()


def _without_source(value: object) -> object:
    if isinstance(value, Mapping):
        return [(key, _without_source(inner)) for key, inner in value.items() if key != "source"]
    return value


def _told_apart(acts: Sequence[ActEntry]) -> tuple[ActEntry, ...]:
    """The same; acts of one lot on several days bear the day as well, and a number where that is the same."""
    for number in (False, True):
        names = [each.id for each in acts]
        acts = [
            structs.replace(act, id=_further(act, names[:at].count(act.id) + 1 if number else None))
            if names.count(act.id) > 1
            else act
            for at, act in enumerate(acts)
        ]
    return tuple(acts)


def _further(act: ActEntry, number: int | None) -> str:
    """The id of an act with its number, or with its day where it has one."""
    if number is not None:
        return f"{act.id} ({number})"
    return act.id if act.date is None else f"{act.id} on {act.date}"


def _written(header: TableRow, rows: Sequence[TableRow]) -> bytes:
    """The header and these rows as a table of their own, each on the line of its number."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    line = 1
    for row in (header, *rows):
        out.write("\n" * (row.number - line))
        writer.writerow([_on_a_line(cell) for cell in row.cells])
        line = row.number + 1
    return out.getvalue().encode()


def _on_a_line(cell: str | None) -> str:
    """A cell on one line."""
    return " ".join((cell or "").split("\n"))
