"""I10 and I11: money against pieces, and money against money.

Rule: value over quantity is a price that a vehicle can have; two currencies of one figure imply an exchange
rate that was quoted in those years. Both are bands, wide on purpose, and find slips of magnitude only.
"""

from __future__ import annotations

from pratique.figures.entry import LedgerEntry
from pratique.figures.identities.relation import Identity, Relations, Sides, Width, span
from pratique.figures.identities.sums import Find
from pratique.figures.interval import Interval, exact

PRICE = Interval(5_000, 100_000)
"""US dollars for one exported vehicle."""
YUAN = Interval(exact("6.0"), exact("8.3"))
"""Yuan for one US dollar, 1994 to today."""
_VEHICLES = ("vehicle", "passenger_car", "commercial_vehicle", "nev", "bev", "phev", "nev_passenger", "ice")


def money(entry: LedgerEntry, find: Find) -> Relations:
    """I10 and I11 driven by a figure in money."""
    if entry.unit not in ("USD", "CNY"):
        return
    count = find(entry.key._replace(unit="vehicles"), entry.period)
    if count and entry.product in _VEHICLES and entry.indicator in ("exports", "imports", "sales"):
        compare = _price if entry.unit == "USD" else _price_in_yuan
        yield Identity("I10", (entry, count), compare, f"{entry.label} over {count.unit} is a price that can be")
    if entry.unit == "CNY" and (dollars := find(entry.key._replace(unit="USD"), entry.period)):
        yield Identity("I11", (entry, dollars), _rate, f"{entry.label} in yuan and in dollars imply one rate")


def _price(figures: tuple[LedgerEntry, ...], width: Width) -> Sides | None:
    value, count = (span(entry, width) for entry in figures)
    return None if count.low <= 0 else (value / count, PRICE)


def _price_in_yuan(figures: tuple[LedgerEntry, ...], width: Width) -> Sides | None:
    sides = _price(figures, width)
    return sides and (sides[0], PRICE * YUAN)


def _rate(figures: tuple[LedgerEntry, ...], width: Width) -> Sides | None:
    yuan, dollars = (span(entry, width) for entry in figures)
    return None if dollars.low <= 0 else (yuan / dollars, YUAN)
