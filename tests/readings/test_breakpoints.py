"""Where a condition in arithmetic turns is where looking at every place finds that it does."""

from __future__ import annotations

from fractions import Fraction

import pytest
from msgspec import structs

from pratique.facts import act, vehicle
from pratique.facts.kinds import CASE, PART
from pratique.logic.entities import Entity, Listing
from pratique.logic.nodes import Condition, Constant, Max, MaxOver, Minus, Numeric, Plus, SumOver, Times
from pratique.logic.values import between, point
from pratique.readings import breakpoints
from pratique.readings.breakpoints import Sweep
from pratique.readings.decide import bind, verdict

FIRST, LAST = 739_617, 740_700
MOVING = Sweep(act.date, FIRST, LAST)
YEAR = Constant(Fraction(1461, 4))
SINCE = Minus(act.date, Constant(739_000, is_date=True))
AGE = Times(Minus(vehicle.model_year, Constant(2000)), YEAR)
ONE = Constant(1)
NUMBERS: dict[str, tuple[Numeric, float]] = {
    "beside a product that does not read it": (Minus(Plus(SINCE, Constant(9000)), AGE), 400),
    "in a product": (Times(Minus(SINCE, Constant(1200)), Minus(vehicle.model_year, Constant(2026))), 10),
    "in a maximum": (Max((SINCE, AGE)), 10_000),
    "counted by it": (SumOver(PART, ONE, (act.date >= FIRST + 90) & (act.date < FIRST + 300)), 1),
    "the largest of what it counts": (MaxOver(PART, ONE, (act.date >= FIRST + 90) & (act.date < FIRST + 300)), 0),
}


def case(years: tuple[int, int]) -> Entity:
    values = {vehicle.model_year.name: between(*years), act.date.name: between(FIRST, LAST)}
    parts = [Entity(PART, f"p{number}") for number in range(2)]
    return Entity(CASE, "case", values, {PART: Listing(parts, True)})


def found_by_looking(condition: Condition, whole: Entity) -> set[int]:
    places, before = set(), None
    for place in range(FIRST, LAST + 1):
        entity = structs.replace(whole, values={**whole.values, act.date.name: point(place)})
        truth = verdict(condition, bind({}, entity)).truth
        if before is not None and truth is not before:
            places.add(place)
        before = truth
    return places


@pytest.mark.parametrize("name", NUMBERS)
@pytest.mark.parametrize("years", [(2027, 2027), (2026, 2028)])
def test_places_are_those_at_which_it_turns(name: str, years: tuple[int, int]) -> None:
    number, limit = NUMBERS[name]
    condition, whole = number > limit, case(years)
    turning = MOVING.turning(condition, bind({}, whole)).places
    assert found_by_looking(condition, whole) <= turning
    assert len(turning) < 5


def test_what_does_not_read_the_day_is_not_looked_at_day_by_day(monkeypatch: pytest.MonkeyPatch) -> None:
    looked: list[object] = []
    monkeypatch.setattr(breakpoints, "_every_change", lambda *of: looked.append(of) or iter(()))
    for name in ("beside a product that does not read it", "in a product", "counted by it"):
        number, limit = NUMBERS[name]
        MOVING.turning(number > limit, bind({}, case((2027, 2027))))
    assert len(looked) == 2
