"""I0, I2, I7, I8, I12: one figure against itself, earlier or printed elsewhere.

Rule: a figure divided by its growth is the figure of the earlier period; percentages change by points. The
base of a forecast or a target is the outcome observed a year earlier, not last year's forecast.
"""

from __future__ import annotations

from fractions import Fraction

from pratique.figures.entry import LedgerEntry, Over, PrintedChange
from pratique.figures.identities.relation import Identity, Relations, Sides, Width, span
from pratique.figures.identities.sums import Find, factor_of
from pratique.figures.interval import Interval, ratio
from pratique.figures.period import Period


def rates(entry: LedgerEntry, find: Find) -> Relations:
    """Every relation of `entry` to the same series at another time."""
    observed = entry.key._replace(kind="observation")
    if entry.growth and (base := find(observed, entry.period.year_before)):
        yield Identity("I2", (entry, base), _year, f"{entry.label} divided by its growth is {base.period}")
    if entry.period.length == 1 and entry.change("month") and (base := find(observed, entry.period.shifted(-1))):
        yield Identity("I7", (entry, base), _month, f"{entry.label} divided by its monthly change is {base.period}")
    has_points = entry.unit == "percent" and entry.change("year", points=True)
    if has_points and (base := find(observed, entry.period.year_before)):
        yield Identity("I8", (entry, base), _points, f"{entry.label} less its points is {base.period}")
    if entry.change("growth", points=True) and entry.period.is_running and entry.period.length > 1:
        before = find(entry.key, Period(entry.period.first, entry.period.last - 1))
        if before and before.growth and entry.growth:
            said = f"growth of {entry.label} less that of {before.period} is the printed points"
            yield Identity("I8", (entry, before), _growth_points, said)
    if len([c for c in entry.changes if c.over == "year" and c.factor]) > 1:
        yield Identity("I12", (entry,), _two_words, f"{entry.label}: both wordings of its growth agree")


def restated(entry: LedgerEntry, other: LedgerEntry) -> Relations:
    """I0: two printings of one figure, of its value and of its growth."""
    yield Identity("I0", (entry, other), _values, f"{entry.label} is the same in every printing")
    if entry.growth and other.growth:
        yield Identity("I0", (entry, other), _growths, f"the growth of {entry.label} is the same in every printing")


def _values(figures: tuple[LedgerEntry, ...], width: Width) -> Sides | None:
    return span(figures[0], width), span(figures[1], width)


def _growths(figures: tuple[LedgerEntry, ...], width: Width) -> Sides | None:
    first, second = (factor_of(entry) for entry in figures)
    return (first, second) if first and second else None


def _year(figures: tuple[LedgerEntry, ...], width: Width) -> Sides | None:
    return _base(figures, width, "year")


def _month(figures: tuple[LedgerEntry, ...], width: Width) -> Sides | None:
    return _base(figures, width, "month")


def _base(figures: tuple[LedgerEntry, ...], width: Width, over: Over) -> Sides | None:
    entry, base = figures
    change = entry.change(over)
    factor = change.factor if change else None
    if factor is None or factor.high <= 0:
        return None
    return span(base, width), ratio(span(entry, width), factor)


def _points(figures: tuple[LedgerEntry, ...], width: Width) -> Sides | None:
    now, then = figures
    change = now.change("year", points=True)
    return (change.interval, span(now, width) - span(then, width)) if change else None


def _growth_points(figures: tuple[LedgerEntry, ...], width: Width) -> Sides | None:
    now, before = figures
    change = now.change("growth", points=True)
    if not (change and now.growth and before.growth):
        return None
    return change.interval, percent_of(now.growth) - percent_of(before.growth)


def percent_of(change: PrintedChange) -> Interval:
    """A change as percent, whatever its wording."""
    if change.factor is None:
        return change.interval
    return (change.factor + Interval(-1, -1)) * Interval(Fraction(100), Fraction(100))


def _two_words(figures: tuple[LedgerEntry, ...], width: Width) -> Sides | None:
    factors = [c.factor for c in figures[0].changes if c.over == "year" and c.factor]
    return (factors[0], factors[1]) if len(factors) > 1 else None
