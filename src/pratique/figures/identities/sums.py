"""I1, I3, I5, I6, I9: wholes and their parts, over products, over indicators and over time.

Rule: a whole is the sum of its parts; its growth is the mean of theirs, weighted by last year's figures, so
it lies between the least and the greatest of them; and no part is larger than the whole. A part that print
often drops (fuel cells) is a named remainder of at most one fifth of a percent.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from fractions import Fraction
from typing import TypeAlias

from pratique.figures.codes import SALES_SPLIT, WHOLES
from pratique.figures.entry import LedgerEntry, SeriesKey
from pratique.figures.identities.relation import Identity, Relations, Sides, Width, span
from pratique.figures.interval import Interval, ratio
from pratique.figures.period import Period

Find: TypeAlias = Callable[[SeriesKey, Period], LedgerEntry | None]

MOST_REMAINDER = Fraction(1, 500)
"""Largest share of a whole that print may leave out unnamed."""


def product_sums(whole: LedgerEntry, find: Find) -> Relations:
    """I1 and I3 with `whole` as the whole, over products and over where sales went."""
    for shape in WHOLES:
        if shape.whole != whole.product:
            continue
        parts = [find(whole.key._replace(product=part), whole.period) for part in shape.parts]
        rest = [find(whole.key._replace(product=part), whole.period) for part in shape.remainder]
        named = [entry for entry in rest if entry]
        yield from _sum(whole, parts, named, ("I1", "I3"), open_rest=len(named) < len(rest))
        yield from (
            _order(whole, part, "is part of")
            for part in (*parts, *named)
            if part and (None in parts or _share_like(whole))
        )
    if whole.indicator == SALES_SPLIT[0]:
        parts = [find(whole.key._replace(indicator=part), whole.period) for part in SALES_SPLIT[1]]
        yield from _sum(whole, parts, [], ("I1", "I3"))


def running_sums(part: LedgerEntry, find: Find) -> Relations:
    """I5, I6 with `part` as the later part of a running total, and I9 against the periods that hold it."""
    key, period = part.key, part.period
    if period.start_year != period.end_year or _share_like(part):
        return
    january = period.start_year * 12
    if period.first > january:
        whole = find(key, Period(january, period.last))
        earlier = find(key, Period(january, period.first - 1))
        if whole:
            yield from _sum(whole, [earlier, part], [], ("I5", "I6"))
            if earlier is None:
                yield _order(whole, part, "lies within")
                yield _base_order(whole, part)
    for longer in _containing(period):
        if whole := find(key, longer):
            yield _order(whole, part, "lies within")
            yield _base_order(whole, part)


def month_sums(whole: LedgerEntry, find: Find) -> Relations:
    """I5, I6 with `whole` as a quarter or half of months or quarters."""
    period = whole.period
    if period.length not in (3, 6, 12) or period.first % period.length or _share_like(whole):
        return
    for step in (1, 3, 6):
        if step >= period.length:
            continue
        spans = (Period(first, first + step - 1) for first in range(period.first, period.last + 1, step))
        parts = [find(whole.key, each) for each in spans]
        if len(parts) > 2 or not period.is_running:
            yield from _sum(whole, parts, [], ("I5", "I6"))


def _containing(period: Period) -> Iterable[Period]:
    """The quarter, half and year around a period that `running_sums` has not asked already."""
    year = period.start_year * 12
    seen = {(period.first, period.last), (year, period.last)}
    for length in (3, 6, 12):
        first = period.first - period.first % length
        longer = Period(first, first + length - 1)
        if period.within(longer) and (longer.first, longer.last) not in seen:
            yield longer


def _share_like(entry: LedgerEntry) -> bool:
    return entry.unit == "percent"


def _sum(
    whole: LedgerEntry,
    parts: list[LedgerEntry | None],
    rest: list[LedgerEntry],
    names: tuple[str, str],
    open_rest: bool = False,
) -> Relations:
    there = [entry for entry in parts if entry]
    if len(there) < len(parts) or _share_like(whole):
        return
    figures = (whole, *there, *rest)
    tail = ", and what print drops" if open_rest else ""
    said = f"{_name(whole)} is the sum of {', '.join(_name(entry) for entry in figures[1:])}{tail}"
    yield Identity(names[0], figures, _total_or_more if open_rest else _total, said)
    if all(entry.growth for entry in figures):
        grown = f"{_name(whole)} grows as the weighted mean of {', '.join(_name(e) for e in figures[1:])}"
        yield Identity(names[1], figures, _growth_or_so if open_rest else _growth, grown)


def _name(entry: LedgerEntry) -> str:
    return f"{entry.series} {entry.period}"


def _total(figures: tuple[LedgerEntry, ...], width: Width) -> Sides | None:
    # The hottest line of a check: ends are added as numbers, which is what adding intervals would do.
    spans = [span(part, width) for part in figures[1:]]
    total = Interval(sum(each.low for each in spans), sum(each.high for each in spans))
    return span(figures[0], width), total


def _total_or_more(figures: tuple[LedgerEntry, ...], width: Width) -> Sides | None:
    sides = _total(figures, width)
    assert sides is not None
    stated, total = sides
    return stated, total + Interval(0, Fraction(stated.high) * MOST_REMAINDER)


def _growth(figures: tuple[LedgerEntry, ...], width: Width) -> Sides | None:
    whole, *parts = figures
    factors = [factor_of(part) for part in parts]
    stated = factor_of(whole)
    if stated is None or any(factor is None or factor.low <= 0 for factor in factors):
        return None
    now, bases, between = Interval(0, 0), Interval(0, 0), factors[0]
    assert between is not None
    for part, factor in zip(parts, factors, strict=True):
        assert factor is not None
        now, bases = now + span(part, width), bases + ratio(span(part, width), factor)
        between = between.hull(factor)
    weighted = ratio(now, bases).meet(between) if bases.low > 0 else between
    return stated, between if weighted.is_empty else weighted


def _growth_or_so(figures: tuple[LedgerEntry, ...], width: Width) -> Sides | None:
    sides = _growth(figures, width)
    return sides and (sides[0], sides[1] * Interval(1 - MOST_REMAINDER, 1 + MOST_REMAINDER))


def factor_of(entry: LedgerEntry) -> Interval | None:
    """new / old of the year-on-year change, None if there is none."""
    return entry.growth.factor if entry.growth else None


def _order(whole: LedgerEntry, part: LedgerEntry, how: str) -> Identity:
    return Identity("I9", (whole, part), _part_and_rest, f"{_name(part)} {how} {_name(whole)}")


def _base_order(whole: LedgerEntry, part: LedgerEntry) -> Identity:
    return Identity("I9", (whole, part), _base_and_rest, f"a year earlier {_name(part)} lay within {_name(whole)}")


def _part_and_rest(figures: tuple[LedgerEntry, ...], width: Width) -> Sides | None:
    whole, part = figures
    return span(part, width), Interval(0, span(whole, width).high)


def _base_and_rest(figures: tuple[LedgerEntry, ...], width: Width) -> Sides | None:
    whole, part = (base_of(entry, width) for entry in figures)
    return (part, Interval(0, whole.high)) if part and whole else None


def base_of(entry: LedgerEntry, width: Width) -> Interval | None:
    """Last year's figure, as value and growth imply it; None without growth or from nothing."""
    factor = factor_of(entry)
    if factor is None or factor.low <= 0:
        return None
    return ratio(span(entry, width), factor)
