"""The lints: facts read both ways, kinds bound twice, clocks repeated on exceptions."""

from __future__ import annotations

from datetime import date

import pytest

from pratique.logic import author as a
from pratique.logic.lint import binate, bound_twice, repeated_clock
from pratique.logic.nodes import Condition, Fact, Kind

CASE = Kind("case")
PART = Kind("part", CASE)
P, Q = (a.truth_fact(f"case.{name}", CASE) for name in "pq")
X = a.truth_fact("part.x", PART)
YEAR = a.number_fact("case.year", CASE, whole=True, may_be_none=True)
DAY = a.date_fact("case.day", CASE)
ACT = a.choice_fact("case.act", CASE, "import", "sale", "repair")
ROLES = a.set_fact("case.roles", CASE, "made", "designed", "supplied")

BINATE: list[tuple[Condition, set[Fact]]] = [
    (P & Q, set()),
    (a.any_of(P & Q, ~P & ~Q), {P, Q}),
    (a.any_of((YEAR < 2027) & P, (YEAR < 2030) & Q), set()),
    (a.any_of((YEAR < 2030) & P, (YEAR < 2027) & Q, (YEAR < 2028)), set()),
    (a.any_of((YEAR < 2027) & P, (YEAR >= 2030) & Q), {YEAR}),
    (a.any_of((YEAR < 2027) & P, YEAR.is_none() & Q), {YEAR}),
    (a.any_of(ACT.is_("import") & P, ACT.is_("import", "sale") & Q), set()),
    (a.any_of(ACT.is_("import") & P, ACT.is_("sale") & Q), {ACT}),
    (a.any_of(ROLES.meets("made") & P, ROLES.meets("designed") & Q), set()),
    (a.any_of(ROLES.inside("made") & P, ROLES.inside("designed") & Q), set()),
    (a.any_of(ROLES.meets("made") & P, ROLES.inside("designed") & Q), {ROLES}),
    (DAY - DAY <= 3, {DAY}),
    (a.some(PART, X) & a.some(PART, X | P), set()),
    (a.some(PART, X) & a.every(PART, X), set()),
    (a.some(PART, X) & a.some(PART, ~X), {X}),
]


@pytest.mark.parametrize("number", range(len(BINATE)))
def test_facts_that_are_read_both_ways(number: int) -> None:
    condition, expected = BINATE[number]
    assert binate(condition) == expected


def test_binate_looks_at_all_conditions_together() -> None:
    assert binate(P) == frozenset()
    assert binate(P, Q & ~P) == {P}


def test_a_kind_bound_twice_is_named() -> None:
    assert bound_twice(a.some(PART, X, a.every(PART, X))) == ["part is bound twice on one path"]
    assert bound_twice(a.some(PART, X) & a.every(PART, X)) == []
    inside_a_sum = a.total(PART, YEAR) > 3
    assert bound_twice(a.some(PART, X, inside_a_sum)) == ["part is bound twice on one path"]


def test_an_exception_that_repeats_its_provisions_clock() -> None:
    clock = date(2025, 3, 17) <= DAY
    assert repeated_clock(a.all_of(P, clock), clock)
    assert not repeated_clock(a.all_of(P, date(2026, 6, 18) <= DAY), clock)
