"""A span of numbers in words: no two spans read alike, and none reads like mathematics."""

from __future__ import annotations

import itertools
import re

from pratique.facts import vehicle
from pratique.facts.shown import show_value
from pratique.logic.intervals import INFINITY, Interval
from pratique.logic.values import Span

YEAR = vehicle.model_year


def test_every_span_has_words_of_its_own() -> None:
    spans = {
        Interval(low, high, low_open, high_open)
        for low, high in itertools.combinations_with_replacement((-INFINITY, 0, 1, 5, INFINITY), 2)
        for low_open, high_open in itertools.product((False, True), repeat=2)
        if low < high or not (low_open or high_open or abs(low) == INFINITY)
    }
    said = {each: show_value(YEAR, Span(each)) for each in spans}
    assert len(set(said.values())) == len(spans) > 20
    assert not [text for text in said.values() if re.search(r"[\[\](),∞]", text)]


def test_the_words_of_some() -> None:
    for low, high, low_open, high_open, text in (
        (0, 1, False, False, "0 to 1"),
        (2, INFINITY, False, False, "2 or more"),
        (2, INFINITY, True, False, "more than 2"),
        (-INFINITY, 2, False, True, "less than 2"),
        (50, 100, True, True, "more than 50 and less than 100"),
        (7, 7, False, False, "7"),
    ):
        assert show_value(YEAR, Span(Interval(low, high, low_open, high_open))) == text
