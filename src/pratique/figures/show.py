"""One figure with all that is known of it: its printings and every identity it takes part in."""

from __future__ import annotations

from typing import Any

from pratique.errors import UsageError
from pratique.figures.entry import LedgerEntry
from pratique.figures.identities.relation import Identity
from pratique.figures.identities.web import Web
from pratique.figures.interval import print_interval
from pratique.figures.ledger import Ledger
from pratique.figures.period import Period
from pratique.figures.series import parse_series
from pratique.figures.tidy import to_row
from pratique.value_class import dataclass


@dataclass(frozen=True, slots=True)
class Shown:
    """`identities` of each printing, in the order of `printings`."""

    printings: tuple[LedgerEntry, ...]
    identities: tuple[tuple[Identity, ...], ...]


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


def _identity(relation: Identity) -> dict[str, Any]:
    sides = relation.sides()
    told = None if sides is None else [print_interval(side) for side in sides]
    return {"identity": relation.identity, "says": relation.says, "sides": told, "holds": not relation.breaks()}
