"""Interval arithmetic keeps every value that the figures could have: checked against members drawn at random."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pratique.figures.entry import PrintedChange
from pratique.figures.interval import INFINITY, Interval, around, below, gap, meets, print_interval, print_number

numbers = st.fractions(min_value=-1000, max_value=1000, max_denominator=64)


@st.composite
def intervals(draw: st.DrawFn) -> Interval:
    low, high = sorted((draw(numbers), draw(numbers)))
    return Interval(low, high)


@given(intervals(), intervals())
def test_either_they_meet_or_one_lies_below(one: Interval, other: Interval) -> None:
    assert meets(one, other) == (not below(one, other) and not below(other, one)) == (not one.meet(other).is_empty)
    assert (gap(one, other) > 0) == (not meets(one, other))


def test_open_ends_that_touch_do_not_meet() -> None:
    assert meets(Interval(0, 1), Interval(1, 2))
    assert not meets(Interval(0, 1, high_open=True), Interval(1, 2))
    assert gap(Interval(0, 1, high_open=True), Interval(1, 2)) == 0


def test_a_printed_number_allows_half_of_its_last_digit() -> None:
    span = around(1_420_000, 5_000)
    assert span.holds(1_415_000)
    assert span.holds(1_425_000)
    assert not span.holds(Fraction(14_250_001, 10))


@pytest.mark.parametrize(
    ("change", "low", "high"),
    [
        (PrintedChange(Fraction("6.1"), Fraction("0.05")), "1.0605", "1.0615"),
        (PrintedChange(Fraction("-6.3"), Fraction("0.05")), "0.9365", "0.9375"),
        (PrintedChange(840, 5), "9.35", "9.45"),
        (PrintedChange(Fraction("8.4"), Fraction("0.05"), measure="times"), "8.35", "8.45"),
    ],
)
def test_factor_of_a_change(change: PrintedChange, low: str, high: str) -> None:
    assert change.factor == Interval(Fraction(low), Fraction(high))


def test_points_have_no_factor() -> None:
    assert PrintedChange(4, Fraction(1, 2), measure="points").factor is None


@pytest.mark.parametrize(
    ("span", "text"),
    [
        (Interval(1_415_000, 1_425_000), "1,415,000..1,425,000"),
        (Interval(8, 8), "8"),
        (Interval(Fraction("0.9365"), Fraction("0.9375")), "0.9365..0.9375"),
        (Interval(36, INFINITY), "at least 36"),
        (Interval(-INFINITY, 7), "at most 7"),
    ],
)
def test_prints_plainly(span: Interval, text: str) -> None:
    assert print_interval(span) == text


@given(st.fractions(min_value=-(10**9), max_value=10**9, max_denominator=10**4))
def test_numbers_print_without_loss_when_they_end(number: Fraction) -> None:
    tenths = Fraction(round(number * 10), 10)
    assert Fraction(print_number(tenths).replace(",", "")) == tenths
