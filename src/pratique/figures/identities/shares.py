"""I4: a share, its part and its whole.

Rule: part = share x whole, each of the same period, publisher and scope; `of` names the whole. Where the whole
is not in the ledger, the wholes that two shares of one series imply must not differ more than twofold a year.
"""

from __future__ import annotations

from collections.abc import Iterable
from fractions import Fraction
from itertools import pairwise

from pratique.figures.codes import UNITS
from pratique.figures.entry import LedgerEntry, SeriesKey
from pratique.figures.identities.relation import Identity, Relations, Sides, Width, span
from pratique.figures.identities.sums import Find
from pratique.figures.interval import Interval, ratio

_HUNDRED = Interval(100, 100)
_COUNTED = tuple(unit for unit in UNITS if unit != "percent")


def shares(entry: LedgerEntry, find: Find) -> Relations:
    """I4 driven by a share, and by the word `majority` on a part."""
    if entry.indicator == "share" and entry.of:
        if entry.of.split(":")[1:] in ([entry.product], [entry.product, entry.geography]):
            yield Identity("I4", (entry,), _of_itself, f"{entry.label} is not a share of itself")
            return
        for part, whole in _parts_and_wholes(entry, find):
            yield Identity("I4", (entry, part, whole), _share, f"{entry.label} is {part.series} over {whole.series}")
    if "majority" in entry.claims and entry.product != "vehicle":
        total = find(entry.key._replace(product="vehicle"), entry.period)
        if total:
            yield Identity("I4", (entry, total), _majority, f"{entry.label} is more than half of {total.series}")


def part_key(entry: LedgerEntry, unit: str) -> SeriesKey:
    """The series of which a share is told."""
    indicator = entry.of.partition(":")[0]
    return entry.key._replace(indicator=indicator, unit=unit, of="", kind="observation")


def whole_key(entry: LedgerEntry, unit: str) -> SeriesKey:
    """The series of the whole that `of` names."""
    _, product, *area = entry.of.split(":")
    return part_key(entry, unit)._replace(product=product, geography=area[0] if area else entry.geography)


def _parts_and_wholes(entry: LedgerEntry, find: Find) -> Iterable[tuple[LedgerEntry, LedgerEntry]]:
    if entry.of.count(":") not in (1, 2):
        return
    for unit in _COUNTED:
        part, whole = find(part_key(entry, unit), entry.period), find(whole_key(entry, unit), entry.period)
        if part and whole:
            yield part, whole


def implied_wholes(series: list[LedgerEntry], find: Find) -> Relations:
    """For the shares of one series in order of time: neighbours must imply wholes of one magnitude."""
    told = []
    for share in series:
        for unit in _COUNTED if share.of.count(":") in (1, 2) else ():
            part = find(part_key(share, unit), share.period)
            if part and share.interval.low > 0 and not find(whole_key(share, unit), share.period):
                told.append((share, part))
    for (share, part), (later, later_part) in pairwise(told):
        if part.unit == later_part.unit:
            said = f"{share.of} as implied for {share.period} and for {later.period} has one magnitude"
            yield Identity("I4", (later, later_part, share, part), _magnitude, said)


def _share(figures: tuple[LedgerEntry, ...], width: Width) -> Sides | None:
    share, part, whole = figures
    if span(whole, width).low <= 0:
        return None
    return span(share, width), ratio(span(part, width), span(whole, width)) * _HUNDRED


def _of_itself(figures: tuple[LedgerEntry, ...], width: Width) -> Sides | None:
    return span(figures[0], width), Interval(100, 100)


def _majority(figures: tuple[LedgerEntry, ...], width: Width) -> Sides | None:
    part, whole = figures
    return Interval(50, 100, low_open=True), ratio(span(part, width), span(whole, width)) * _HUNDRED


def _magnitude(figures: tuple[LedgerEntry, ...], width: Width) -> Sides | None:
    later, later_part, earlier, earlier_part = figures
    years = max(Fraction(later.period.last - earlier.period.last, 12), Fraction(1))
    most = Fraction(2) ** int(years) * (1 if years == int(years) else 2)
    before, now = _monthly(earlier, earlier_part, width), _monthly(later, later_part, width)
    return now, before * Interval(1 / most, most)


def _monthly(share: LedgerEntry, part: LedgerEntry, width: Width) -> Interval:
    whole = ratio(span(part, width), span(share, width)) * _HUNDRED
    return whole * Interval(Fraction(1, share.period.length), Fraction(1, share.period.length))
