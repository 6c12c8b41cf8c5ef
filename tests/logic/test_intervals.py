"""Intervals and regions against points; arithmetic on spans holds every result and its ends are reached."""

from __future__ import annotations

import operator
from collections.abc import Callable
from datetime import date
from fractions import Fraction

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from pratique.logic import arithmetic
from pratique.logic.intervals import INFINITY, Interval, Region, exact, region, show_number
from pratique.logic.values import NONE, Absence, Span, between, point

POINTS = [Fraction(n, 2) for n in range(-9, 10)]
THIRD = Fraction(1, 3)
ENDS = st.sampled_from([Fraction(n) for n in range(-4, 5)])


@st.composite
def intervals(draw: st.DrawFn, bounded: bool = False) -> Interval:
    low, high = sorted((draw(ENDS), draw(ENDS)))
    if not bounded and draw(st.integers(0, 4)) == 0:
        low = -INFINITY  # type: ignore[assignment]
    if not bounded and draw(st.integers(0, 4)) == 0:
        high = INFINITY  # type: ignore[assignment]
    found = Interval(low, high, draw(st.booleans()), draw(st.booleans()))
    assume(not found.is_empty)
    return found


regions = st.lists(intervals(), max_size=3).map(region)


def points(of: Interval | Region) -> set[Fraction]:
    """The tried points that it holds: every end is a whole number, so halves tell all intervals apart."""
    return {each for each in POINTS if of.holds(each)}


@given(intervals(), intervals())
def test_meet_within_and_hull_are_those_of_sets(a: Interval, b: Interval) -> None:
    assert points(a.meet(b)) == points(a) & points(b)
    assert a.meet(b).is_empty == (not points(a) & points(b))
    assert a.within(b) == (points(a) <= points(b) and a.low >= b.low and a.high <= b.high)
    assert points(a) | points(b) <= points(a.hull(b))
    assert a.hull(b).low in (a.low, b.low)


@given(regions, regions)
def test_regions_are_sets(a: Region, b: Region) -> None:
    assert points(a.meet(b)) == points(a) & points(b)
    assert points(a.join(b)) == points(a) | points(b)
    assert points(a.complement()) == set(POINTS) - points(a)
    assert a.complement().complement() == a
    for left, right in zip(a.intervals, a.intervals[1:], strict=False):
        assert left.high < right.low or (left.high == right.low and left.high_open and right.low_open)


@given(regions, intervals())
def test_covers_and_touches(where: Region, interval: Interval) -> None:
    assert where.touches(interval) == bool(points(where) & points(interval))
    assert not where.covers(interval) or points(interval) <= points(where)
    assert where.covers(interval) == (not where.complement().touches(interval))


@given(regions)
def test_whole_keeps_the_integers(where: Region) -> None:
    integers = [n for n in range(-6, 7) if where.holds(n)]
    assert [n for n in range(-6, 7) if where.whole().holds(n)] == integers


OPERATIONS: list[Callable[[Interval, Interval], Interval]] = [operator.add, operator.sub, operator.mul]


@pytest.mark.parametrize("operation", OPERATIONS)
@given(a=intervals(), b=intervals())
def test_arithmetic_holds_every_result(
    operation: Callable[[Interval, Interval], Interval], a: Interval, b: Interval
) -> None:
    result = operation(a, b)
    for x in points(a):
        for y in points(b):
            assert result.holds(operation(x, y))  # type: ignore[arg-type]


@pytest.mark.parametrize("operation", OPERATIONS)
@given(a=intervals(bounded=True), b=intervals(bounded=True))
def test_a_closed_end_is_reached(
    operation: Callable[[Interval, Interval], Interval], a: Interval, b: Interval
) -> None:
    result = operation(a, b)
    reached = {operation(x, y) for x in points(a) for y in points(b)}  # type: ignore[arg-type]
    assert result.low_open or result.low in reached
    assert result.high_open or result.high in reached


@given(intervals(), intervals())
def test_quotients(a: Interval, b: Interval) -> None:
    result = arithmetic.divide(Span(a), Span(b))
    zero = b.holds(0)
    assert result.none is (Absence.YES if zero and b.is_point else Absence.MAYBE if zero else Absence.NO)
    if result.none is not Absence.YES:
        assert all(result.interval.holds(x / y) for x in points(a) for y in points(b) if y)


def test_division_by_known_zero_is_absent() -> None:
    assert arithmetic.divide(point(3), point(0)) == NONE


@given(st.lists(st.tuples(intervals(), st.sampled_from([Absence.NO, Absence.MAYBE])), min_size=1, max_size=3))
def test_smallest_and_largest(parts: list[tuple[Interval, Absence]]) -> None:
    spans = [Span(interval, none) for interval, none in parts]
    low, high = arithmetic.smallest(*spans), arithmetic.largest(*spans)
    absent = all(none is Absence.MAYBE for _, none in parts)
    assert (low.none is Absence.MAYBE) == absent == (high.none is Absence.MAYBE)
    for chosen in (
        [min(points(i), default=None) for i, _ in parts],
        [max(points(i), default=None) for i, _ in parts],
    ):
        there = [number for number in chosen if number is not None]
        if len(there) == len(parts):
            assert low.interval.holds(min(there))
            assert high.interval.holds(max(there))
        sure = [n for n, (_, none) in zip(chosen, parts, strict=True) if n is not None and none is Absence.NO]
        if sure and len(sure) == sum(none is Absence.NO for _, none in parts):
            assert low.interval.holds(min(sure))
            assert high.interval.holds(max(sure))


@pytest.mark.parametrize(
    ("day", "move", "moved"),
    [
        ("2026-11-22", {"years": 10}, "2036-11-22"),
        ("2028-02-29", {"years": 1}, "2029-02-28"),
        ("2027-01-31", {"months": 1}, "2027-02-28"),
        ("2027-03-31", {"months": -1, "days": 1}, "2027-03-01"),
        ("2027-03-02", {"days": -60}, "2027-01-01"),
        ("9999-12-31", {"years": 1}, "9999-12-31"),
    ],
)
def test_days_move_by_the_calendar(day: str, move: dict[str, int], moved: str) -> None:
    assert arithmetic.moved_day(date.fromisoformat(day), **move) == date.fromisoformat(moved)


def test_a_moved_span_keeps_its_days_and_drops_open_ends() -> None:
    span = between("2027-01-29", "2027-02-01", high_open=True)
    moved = arithmetic.move(span, 0, 1, 0)
    assert moved == between("2027-02-28", "2027-02-28")


@pytest.mark.parametrize(
    ("value", "number", "shown"),
    [
        ("5.92", Fraction(148, 25), "5.92"),
        (5.92, Fraction(148, 25), "5.92"),
        (4.0, 4, "4"),
        (Fraction(1, 3), Fraction(1, 3), "1/3"),
    ],
)
def test_numbers_are_the_decimals_that_print_them(value: float | str, number: Fraction, shown: str) -> None:
    assert exact(value) == number
    assert show_number(exact(value)) == shown


@pytest.mark.parametrize("value", [float("nan"), float("inf"), True, "many"])
def test_what_is_no_number_is_refused(value: object) -> None:
    with pytest.raises(ValueError):
        exact(value)  # type: ignore[arg-type]
