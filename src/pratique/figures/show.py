"""One figure with all that is known of it: its printings and every identity it takes part in."""

from __future__ import annotations

import textwrap
from dataclasses import dataclass
from typing import Any

from pratique.errors import UsageError
from pratique.figures.entry import LedgerEntry
from pratique.figures.identities.relation import Relation
from pratique.figures.identities.web import Web
from pratique.figures.interval import print_interval
from pratique.figures.ledger import Ledger
from pratique.figures.period import Period
from pratique.figures.series import parse_series
from pratique.figures.tidy import to_row

WIDTH = 80


@dataclass(frozen=True, slots=True)
class Shown:
    """`identities` of each printing, in the order of `printings`."""

    printings: tuple[LedgerEntry, ...]
    identities: tuple[tuple[Relation, ...], ...]


def show(ledger: Ledger, series: str, period: str) -> Shown:
    """The printings of one figure. Raises `UsageError` if the ledger has none."""
    wanted = parse_series(series)
    try:
        months = Period.parse(period)
    except ValueError as error:
        raise UsageError(str(error)) from error
    found = tuple(
        entry
        for entry in ledger
        if (entry.indicator, entry.product, entry.geography) == wanted and entry.period == months
    )
    if not found:
        raise UsageError(f"The ledger has no figure of {series} for {period}: it is unknown.")
    web = Web.of(ledger)
    return Shown(found, tuple(tuple(web.about(e)) if e.may_enter_identity else () for e in found))


def show_data(shown: Shown) -> list[dict[str, Any]]:
    """JSON: each printing as its row, with `identities` and whether each holds."""
    return [
        {**to_row(entry), "identities": [_identity(relation) for relation in relations]}
        for entry, relations in zip(shown.printings, shown.identities, strict=True)
    ]


def _identity(relation: Relation) -> dict[str, Any]:
    sides = relation.sides()
    told = None if sides is None else [print_interval(side) for side in sides]
    return {"identity": relation.identity, "says": relation.says, "sides": told, "holds": not relation.breaks()}


def show_text(shown: Shown) -> str:
    """The same for a terminal of 80 columns."""
    out: list[str] = []
    for entry, relations in zip(shown.printings, shown.identities, strict=True):
        out += [f"{entry.label}, {entry.scope or 'scope unknown'}", *_fields(entry)]
        for relation in relations:
            out += _told(relation)
        if not relations:
            out.append("  no identity reaches it")
        out.append("")
    return "\n".join(out)


def _fields(entry: LedgerEntry) -> list[str]:
    hidden = ("indicator", "product", "geography", "period", "publisher", "scope")
    row = {name: value for name, value in to_row(entry).items() if value and name not in hidden}
    return [f"  {name:13} {value}" for name, value in row.items()]


def _told(relation: Relation) -> list[str]:
    sides = relation.sides()
    if sides is None:
        return []
    word = "broken" if relation.breaks() else "holds"
    text = f"{relation.identity} {word}: {relation.says} ({print_interval(sides[0])}; {print_interval(sides[1])})"
    return textwrap.wrap(text, WIDTH, initial_indent="  ", subsequent_indent="    ")
