"""What published figures of other periods, or of a whole, leave possible for a figure.

Rule: what is counted over time adds up, so a period holds at least what is published for the periods inside it, and
at most what is published for a period around it or for the whole that it is a part of, and what two of them leave; so
do places: all exports hold those to one country, and the world holds every country. A bound of the text's own
publisher is taken as it stands; another's, and what two leave, only with a factor of `SLACK`.
Invariant: a bound is named by its row, and a figure inside its bounds is not thereby supported.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from fractions import Fraction

from pratique.figures.codes import FLOWS, WHOLES
from pratique.figures.entry import LedgerEntry
from pratique.figures.interval import print_number
from pratique.figures.reader.check.verdicts import cite, interval_of, said
from pratique.figures.reader.found.reading import Figure
from pratique.value_class import dataclass

SLACK = 2
"""How far apart two bodies' counts of one thing may lie, as a factor, before one of them must be wrong."""


@dataclass(frozen=True, slots=True)
class Bound:
    """One end of what is possible, why, and the row that gives it."""

    end: Fraction
    why: str
    row: LedgerEntry


def broken_bound(figure: Figure, rows: list[LedgerEntry]) -> tuple[str, str] | None:
    """Why published figures rule a figure out, with the cite of the row that does; None where none does."""
    span = interval_of(figure)
    if figure.indicator == "share" and span is not None and span.low > 100:
        return "A part cannot be more than the whole of it.", ""
    if span is None or figure.period is None or figure.kind != "observation":
        return None
    if figure.indicator == "share":
        return _share_apart(figure, rows)
    if figure.indicator not in FLOWS:
        return None
    left = _left_over(figure, rows)
    for bound in sorted(
        [*_ceilings(figure, rows), *_wider(figure, rows), *(b for b, _ in left)], key=lambda b: b.end
    ):
        if Fraction(span.low) > bound.end:
            return f"It cannot be more than {bound.why}.", cite(bound.row)
        break
    for bound in sorted(
        [*_floors(figure, rows), *_narrower(figure, rows), *(b for _, b in left)], key=lambda b: -b.end
    ):
        if Fraction(span.high) < bound.end:
            return f"It cannot be less than {bound.why}.", cite(bound.row)
        break
    return None


def _left_over(figure: Figure, rows: list[LedgerEntry]) -> list[tuple[Bound, Bound]]:
    """What two published figures leave for this one: totals of two ends, a whole and its other part, two that add up.

    As ceiling and floor, each with a factor of `SLACK`: totals are revised, and a difference of two large numbers
    carries all of that.
    """
    assert figure.period is not None
    named: dict[_Key, LedgerEntry] = {}
    for row in _comparable(figure, rows):
        if row.product != figure.product or row.period != figure.period:
            named.setdefault((row.publisher, row.product, row.period.first, row.period.last), row)
    found = []
    for key, row in named.items():
        for other, adds in (*_over_time(key, figure), *_over_products(key, figure)):
            if (second := named.get(other)) is not None:
                found.append(_between(row, second, adds))
    return found


_Key = tuple[str, str, int, int]
"""Publisher, product, first and last month."""


def _over_time(key: _Key, figure: Figure) -> Iterator[tuple[_Key, bool]]:
    """The key whose period completes the figure's with this one, and whether both are added."""
    publisher, product, start, end = key
    assert figure.period is not None
    first, last = figure.period.first, figure.period.last
    if product == figure.product and end == last and start < first:
        yield (publisher, product, start, first - 1), False
    if product == figure.product and start == first and end < last:
        yield (publisher, product, end + 1, last), True


def _over_products(key: _Key, figure: Figure) -> Iterator[tuple[_Key, bool]]:
    """The key whose product completes the figure's with this one in its own period."""
    publisher, product, *months = key
    assert figure.period is not None
    if (figure.period.first, figure.period.last) != tuple(months):
        return
    for whole in WHOLES:
        if len(whole.parts) != 2 or whole.remainder:
            continue
        one, two = whole.parts
        if product == whole.whole and figure.product in whole.parts:
            yield (publisher, two if figure.product == one else one, figure.period.first, figure.period.last), False
        if figure.product == whole.whole and product == one:
            yield (publisher, two, figure.period.first, figure.period.last), True


def _between(row: LedgerEntry, second: LedgerEntry, adds: bool) -> tuple[Bound, Bound]:
    one, two = row.interval, second.interval
    high = Fraction(one.high) + Fraction(two.high) if adds else Fraction(one.high) - Fraction(two.low)
    low = Fraction(one.low) + Fraction(two.low) if adds else Fraction(one.low) - Fraction(two.high)
    which = ", ".join(f"{entry.product} of {entry.period}" for entry in (row, second))
    what = f"{'what' if adds else 'the difference that'} {which} make ({row.publisher}{_allowed(SLACK)})"
    return (
        Bound(high * SLACK, f"{print_number(high)}, {what}", row),
        Bound(low / SLACK, f"{print_number(low)}, {what}", row),
    )


def _ceilings(figure: Figure, rows: list[LedgerEntry], itself: bool = False) -> list[Bound]:
    assert figure.period is not None
    wholes = {whole.whole for whole in WHOLES if figure.product in (*whole.parts, *whole.remainder)}
    found = []
    for row in _comparable(figure, rows):
        own = figure.period == row.period and row.product == figure.product
        around = figure.period.within(row.period) and (itself or not own)
        if not around or row.product not in {figure.product, *wholes}:
            continue
        slack = _slack(figure, row)
        end = Fraction(row.interval.high) * slack
        found.append(Bound(end, f"{_what(row, figure)} ({row.publisher}{_allowed(slack)})", row))
    return found


def _floors(figure: Figure, rows: list[LedgerEntry], itself: bool = False) -> list[Bound]:
    assert figure.period is not None
    parts = {part for whole in WHOLES if whole.whole == figure.product for part in whole.parts}
    found = []
    for row in _comparable(figure, rows):
        own = figure.period == row.period and row.product == figure.product
        inside = row.period.within(figure.period) and (itself or not own)
        if not inside or row.product not in {figure.product, *parts}:
            continue
        slack = _slack(figure, row)
        end = Fraction(row.interval.low) / slack
        found.append(Bound(end, f"{_what(row, figure)} ({row.publisher}{_allowed(slack)})", row))
    return found


def _share_apart(figure: Figure, rows: list[LedgerEntry]) -> tuple[str, str] | None:
    """Why the part and the whole that are published rule a share out (by more than a factor of `SLACK`), or None."""
    indicator, _, whole = figure.of.partition(":")
    span = interval_of(figure)
    assert span is not None
    counted = [
        row
        for row in rows
        if (row.indicator, row.geography, row.period, row.kind)
        == (indicator, figure.geography, figure.period, "observation")
        and row.product in (figure.product, whole)
        and row.unit == "vehicles"
        and row.confidence != "contradicted"
    ]
    for part in counted:
        for total in counted:
            if (part.product, total.product, part.publisher) != (figure.product, whole, total.publisher):
                continue
            told = 100 * Fraction(part.value) / Fraction(total.value)
            if not told / SLACK <= Fraction(span.high) or not Fraction(span.low) <= told * SLACK:
                share = print_number(round(told, 1))
                return f"{print_number(part.value)} of {print_number(total.value)} are {share} percent.", cite(part)
    return None


def _wider(figure: Figure, rows: list[LedgerEntry]) -> list[Bound]:
    """Ceilings of a wider place: all exports for those to one country, the world for a country."""
    origin, flows, _ = (figure.geography or "").partition("->")
    place = origin if flows and figure.indicator == "exports" else "WORLD" if not flows else ""
    if not place or place == figure.geography:
        return []
    return [
        Bound(bound.end, f"{bound.why} for {place}", bound.row)
        for bound in _ceilings(replace(figure, geography=place, publisher=""), rows, itself=True)
    ]


def _narrower(figure: Figure, rows: list[LedgerEntry]) -> list[Bound]:
    """Floors of the places that a wider one holds: China's for the world, those to one country for all exports."""
    found = []
    for place in {row.geography for row in rows if row.geography != figure.geography}:
        origin, flows, _ = place.partition("->")
        inside = (
            origin == figure.geography and figure.indicator == "exports" if flows else figure.geography == "WORLD"
        )
        if inside:
            narrow = replace(figure, geography=place, publisher="")
            found += [
                Bound(bound.end, f"{bound.why} for {place}", bound.row)
                for bound in _floors(narrow, rows, itself=True)
            ]
    return found


def _comparable(figure: Figure, rows: list[LedgerEntry]) -> list[LedgerEntry]:
    """Observed rows of the same indicator, place and unit that nothing contradicts."""
    return [
        row
        for row in rows
        if (row.indicator, row.geography, row.unit, row.kind)
        == (figure.indicator, figure.geography, figure.unit, "observation")
        and row.confidence != "contradicted"
        and not isinstance(row.interval.high, float)
    ]


def _slack(figure: Figure, row: LedgerEntry) -> int:
    return 1 if figure.publisher and row.publisher == figure.publisher and not figure.maker else SLACK


def _allowed(slack: int) -> str:
    return "" if slack == 1 else f", even at {slack} times its count"


def _what(row: LedgerEntry, figure: Figure) -> str:
    of = "" if row.product == figure.product else f" of {row.product}"
    return f"the {print_number(row.value)}{of} of {row.period}"


def far_apart(figure: Figure, row: LedgerEntry) -> bool:
    """Whether a figure and a row of its own series and period differ by more than two counts can (`SLACK`)."""
    span = interval_of(figure)
    if span is None or row.unit not in ("vehicles", "pieces", "USD", "CNY", "EUR", "GWh", "tonnes"):
        return False
    low, high = Fraction(span.low), Fraction(span.high)
    return low > SLACK * Fraction(row.interval.high) or high * SLACK < Fraction(row.interval.low)


def neighbour_flags(figure: Figure, rows: list[LedgerEntry]) -> tuple[str, ...]:
    """A flag where a figure is five times as much a month as the same series nearby, or a fifth: a lost "
    "power of ten."""
    span = interval_of(figure)
    shared = figure.indicator == "share"
    if span is None or figure.period is None or not (shared or figure.indicator in FLOWS):
        return ()
    if figure.kind != "observation":
        return ()
    near = [
        row
        for row in _comparable(figure, rows)
        if row.product == figure.product
        and row.of == figure.of
        and abs(row.period.last - figure.period.last) <= 15
        and row.value
    ]
    if not near:
        return ()
    last, length = figure.period.last, figure.period.length
    row = min(near, key=lambda r: (abs(r.period.last - last), abs(r.period.length - length)))
    pace = Fraction(figure.value or 0) / (1 if shared else figure.period.length)
    usual = Fraction(row.value) / (1 if shared else row.period.length)
    times = pace / usual
    if Fraction(1, 5) <= times <= 5:
        return ()
    return (
        f"{float(times):.1f} times as much{'' if shared else ' a month'} as {said(row)} in {row.period} "
        f"({row.publisher}): a power of ten may be lost",
    )
