"""Of many values of one fact the finest is found as by comparing each with each, and none is kept twice or lost."""

from __future__ import annotations

import random
from datetime import date
from fractions import Fraction

from pratique.dossier.evidence import FEW, Evidence, _finest, refines
from pratique.facts.proof import WITHDRAWN, Given, Proof
from pratique.facts.vocabulary import definition_of
from pratique.logic.intervals import Interval
from pratique.logic.values import Choice, Span, Value

FACT = definition_of("vehicle.model_year").fact


def _years(low: int, high: int) -> Span:
    return Span(Interval(Fraction(low), Fraction(high)))


def _by_each_with_each(its: list[Given]) -> Value | None:
    return next((a.value for a in its if all(refines(a.value, b.value) for b in its)), None)


def test_the_finest_is_the_one_that_each_with_each_finds() -> None:
    chance = random.Random(13)
    found = 0
    for _ in range(2_000):
        its = []
        for _ in range(chance.randrange(1, 6)):
            low = chance.randrange(2000, 2004)
            span = _years(low, low + chance.randrange(3))
            mixed: Value = Choice(frozenset({"a"})) if chance.random() < 0.02 else span
            its.append(Given(mixed, Proof("x")))
        assert _finest(its) == _by_each_with_each(its)
        found += _finest(its) is not None
    assert 200 < found < 1_900


def test_many_values_are_kept_once_each_in_the_order_they_came() -> None:
    evidence = Evidence(date(2026, 11, 22))
    order = [*range(3 * FEW), *range(3 * FEW)]
    for number in order:
        evidence.add("v", FACT, _years(2000, 2000 + number), Proof("x"))
    its = evidence.given[("v", FACT.name)]
    assert [one.value for one in its] == [_years(2000, 2000 + number) for number in range(3 * FEW)]
    evidence.withdraw("v", FACT.name, its[-1].value)
    evidence.add("v", FACT, its[-1].value, Proof("x"))
    assert [one.proof.reason for one in evidence.given[("v", FACT.name)][-2:]] == [WITHDRAWN, None]
