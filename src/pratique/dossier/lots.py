"""A sheet of lots: each lot is an act of its own, with its day, and its rows are a bill of parts.

Rule: a lot's rows are read as the whole table would be, with their own row numbers; nothing of one lot stands in
another. Whether a vehicle crosses is asked of each, as of any bill that crosses a border.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from pratique.dossier.question import goods_of_bills
from pratique.items.tables.cells import TableRow

Act = dict[str, Any]
"""What an act says of itself, as a dossier writes it."""


def lots_of(
    body: Sequence[TableRow], header: TableRow, column: int, acts: Sequence[Act], facts: Mapping[str, Any], path: str
) -> tuple[Act, dict[str, bytes]]:
    """The tables of a dossier with an act and a bill for each lot and day, and what the bills hold by their names.

    `acts` are the acts that the rows would be, in the order of `body`; `column` is that of the lot.
    """
    data: Act = {"transactions": []}
    held: dict[str, bytes] = {}
    for rows, act in _groups(body, column, acts):
        lot = rows[0].cells[column] or ""
        name = f"{path} {lot}".replace("/", "-").replace("\\", "-")
        name += f" {act['date']}" if name in held else ""
        held[name] = _written(header, rows)
        own = {key: value for key, value in act.items() if key in ("act", "role")}
        tables, layout = goods_of_bills([name], own, {**facts, **act.get("facts", {})})
        for kind, entries in tables.items():
            data.setdefault(kind, []).extend({**each, "id": name} for each in entries)
        layout = {key: (name if value in ("goods", "vehicle") else value) for key, value in layout.items()}
        stated = {**layout.pop("facts", {}), **act.get("facts", {})}
        data["transactions"].append({**act, **layout, "id": f"lot {lot}", **({"facts": stated} if stated else {})})
    _tell_apart(data["transactions"])
    return data, held


def _groups(body: Sequence[TableRow], column: int, acts: Sequence[Act]) -> Iterator[tuple[list[TableRow], Act]]:
    """The rows of one lot that say the same of the act, in the order of their first."""
    found: dict[tuple[str | None, str], tuple[list[TableRow], Act]] = {}
    for row, act in zip(body, acts, strict=True):
        says = repr(sorted((key, _without_source(value)) for key, value in act.items() if key != "id"))
        found.setdefault((row.cells[column], says), ([], act))[0].append(row)
    yield from found.values()


def _without_source(value: object) -> str:
    if isinstance(value, dict):
        return repr([(key, _without_source(inner)) for key, inner in value.items() if key != "source"])
    return repr(value)


def _tell_apart(acts: list[Act]) -> None:
    """Acts of one lot on several days bear the day as well, and a number where that is the same."""
    for key in (lambda act, nth: f"{act['id']} on {act['date']}" if "date" in act else act["id"], _numbered):
        names = [each["id"] for each in acts]
        for index, act in enumerate(acts):
            if names.count(names[index]) > 1:
                act["id"] = key(act, names[:index].count(names[index]) + 1)


def _numbered(act: Act, nth: int) -> str:
    return f"{act['id']} ({nth})"


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
