"""A figure in another unit and a moment in another zone settle nothing that they do not say."""

from __future__ import annotations

from datetime import date
from fractions import Fraction

import pytest

from pratique.facts import part
from pratique.facts.reading import read_value
from pratique.facts.vocabulary import VOCABULARY
from pratique.facts.written import BadValue, read_text, write_text
from pratique.logic.nodes import NumberFact
from pratique.logic.values import Span, point


@pytest.mark.parametrize("raw", ["2400", "433", "5900", "0", "0 Hz", "2.4", 2400, 433.92, 0, {"min": 0, "max": 2400}])
def test_no_radio_works_below_what_is_allocated(raw: object) -> None:
    """Whoever writes 2400 means megahertz; read as hertz it would be far below every threshold."""
    with pytest.raises(BadValue, match="lies"):
        read_value(part.radio_frequency_max, raw)
    if isinstance(raw, str):
        with pytest.raises(BadValue):
            read_text(raw, part.radio_frequency_max)


IN_PERCENT = [its.fact for its in VOCABULARY.values() if isinstance(its.fact, NumberFact) and its.fact.unit == "%"]


@pytest.mark.parametrize("fact", IN_PERCENT, ids=lambda fact: fact.name)
def test_a_bare_part_of_one_is_no_percentage(fact: NumberFact) -> None:
    """Whoever writes 0.6 may mean 60 percent; read as less than one it would be far below every threshold."""
    for raw in (0.6, "0.6", "0.60", {"value": 0.6}):
        with pytest.raises(BadValue, match=r"0\.6 percent or 60"):
            read_value(fact, raw)
    told = read_value(fact, "0.6 %")
    assert told == read_value(fact, {"value": 0.6, "unit": "%"}) == point(Fraction(6, 10))
    assert read_text(write_text(told, fact), fact) == told
    for raw in (0, 1, 60, "60", "60 %", "[0,0.6]", {"min": 0, "max": 0.6}):
        assert read_value(fact, raw)


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("2026-03-16T23:00:00-12:00", "2026-03-16", "2026-03-17"),
        ("2026-03-17T01:00:00+09:00", "2026-03-16", "2026-03-17"),
        ("2026-03-16T23:00:00Z", "2026-03-16", "2026-03-17"), ("2026-03-17T04:00:00Z", "2026-03-16", "2026-03-17"),
        ("2026-03-16T10:30:00Z", "2026-03-16", "2026-03-16"), ("2026-03-16T00:00:00Z", "2026-03-16", "2026-03-16"),
        ("2026-03-16T20:00:00+00:00", "2026-03-16", "2026-03-17"), ("2026-03-16T00:00Z", "2026-03-16", "2026-03-16"),
        ("2026-03-16T12:00:00-05:00", "2026-03-16", "2026-03-16"),
        ("2026-12-31T20:00:00-0500", "2026-12-31", "2027-01-01"), ("2026-03-16", "2026-03-16", "2026-03-16"),
    ],
)  # fmt: skip
def test_a_moment_may_be_on_the_day_of_two_places(text: str, first: str, last: str) -> None:
    value = read_value(part.last_worked_on, text)
    assert isinstance(value, Span)
    ends = (value.interval.low, value.interval.high)
    assert ends == (date.fromisoformat(first).toordinal(), date.fromisoformat(last).toordinal())
