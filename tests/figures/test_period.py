"""Periods are whole months; spellings of the same months are equal and print as they were written."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pratique.figures.period import Period


@pytest.mark.parametrize("text", ["2025-03", "2025-Q1", "2025-S2", "2025", "2025-01..2025-03", "2024-11..2025-02"])
def test_prints_what_it_parsed(text: str) -> None:
    assert str(Period.parse(text)) == text


@pytest.mark.parametrize(
    ("one", "other"),
    [("2025-Q1", "2025-01..2025-03"), ("2025-H1", "2025-S1"), ("2025-M03", "2025-03"), ("2025", "2025-01..2025-12")],
)
def test_same_months_are_equal(one: str, other: str) -> None:
    assert Period.parse(one) == Period.parse(other)
    assert hash(Period.parse(one)) == hash(Period.parse(other))


@pytest.mark.parametrize(
    "text", ["", "25", "2025-13", "2025-Q5", "2025-00", "2025-03..2025-01", "2025-1", "March 2025", "0000", "0000-03"]
)
def test_refuses_what_is_no_period(text: str) -> None:
    with pytest.raises(ValueError):
        Period.parse(text)


@pytest.mark.parametrize(
    ("text", "running"),
    [("2025-01..2025-07", True), ("2025-01", True), ("2025", True), ("2025-02", False), ("2025-Q2", False),
     ("2024-12..2025-01", False)],
)  # fmt: skip
def test_running_totals_start_in_january(text: str, running: bool) -> None:
    assert Period.parse(text).is_running is running


@given(st.integers(1950, 2100), st.integers(1, 12), st.integers(1, 12))
def test_round_trip_and_order(year: int, one: int, other: int) -> None:
    period = Period.months(year, min(one, other), max(one, other))
    assert Period.parse(str(period)) == period
    assert period.year_before.shifted(12) == period
    assert period.within(Period.year(year))
    assert period.length == abs(one - other) + 1
