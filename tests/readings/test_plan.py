"""The plan names what is to be learnt: no more than it needs, and nothing that is settled."""

from __future__ import annotations

import pytest

from pratique.logic import author as a
from pratique.logic.entities import Entity, Listing
from pratique.logic.nodes import Condition, Kind
from pratique.logic.truth import FALSE, TRUE, UNKNOWN
from pratique.readings.certificate import NOTHING, Certificates, plans
from pratique.readings.decide import Bound, Open, bind, verdict

CASE = Kind("case")
PART = Kind("part", CASE)
A, B, C = (a.truth_fact(f"case.{name}", CASE) for name in "abc")
LEGAL = a.truth_fact("legal.x", CASE)
NEW = a.truth_fact("part.new", PART)
OLD = a.truth_fact("part.old", PART)


def plan(condition: Condition, bound: Bound) -> Certificates:
    return plans([condition], bound)[0]


def names(facts: frozenset[Open] | None) -> str | None:
    return None if facts is None else " ".join(sorted(each.fact.rpartition(".")[2] for each in facts))


@pytest.mark.parametrize(
    ("condition", "holds", "fails"),
    [
        (a.all_of(A, B), "a b", "a"),
        (a.any_of(A, a.all_of(B, C)), "a", "a b"),
        (a.none_of(A, B), "a b", "a"),
        (a.all_of(a.any_of(A, B), a.any_of(A, C)), "a", "a b"),
        (a.any_of(a.all_of(A, B), a.all_of(A, C)), "a b", "a"),
        (a.all_of(LEGAL, a.any_of(A, B)), "a x", "a b"),
    ],
)
def test_the_fewest_facts(condition: Condition, holds: str, fails: str) -> None:
    found = plan(condition, {CASE: Entity(CASE, "case")})
    assert (names(found.holds), names(found.fails)) == (holds, fails)


def test_what_is_certain_needs_nothing_and_the_contrary_is_out_of_reach() -> None:
    bound = {CASE: Entity(CASE, "case", {"case.a": TRUE, "case.b": FALSE})}
    assert (plan(A, bound).holds, plan(A, bound).fails) == (NOTHING, None)
    assert plan(a.all_of(A, B, C), bound).fails == NOTHING
    assert names(plan(a.any_of(B, C), bound).holds) == "c"


def test_of_what_is_not_listed_only_whether_it_is_there() -> None:
    bound = bind({}, Entity(CASE, "case", children={PART: Listing([Entity(PART, "p")], closed=False)}))
    found = plan(a.some(PART, a.all_of(NEW, OLD)), bound)
    assert names(found.fails) == "new present"
    assert names(found.holds) == "new old"


def test_some_way_of_learning_the_plan_makes_it_certain() -> None:
    """Checked by supposing every value of the planned facts, for each direction."""
    condition = a.all_of(a.any_of(A, a.none_of(B)), a.any_of(C, a.all_of(A, B)))
    found = plan(condition, {CASE: Entity(CASE, "case")})
    for wanted, facts in ((TRUE, found.holds), (FALSE, found.fails)):
        assert facts
        its = sorted(each.fact for each in facts)
        ways = (
            dict(zip(its, (TRUE if n >> i & 1 else FALSE for i in range(len(its))), strict=True)) for n in range(8)
        )
        assert any(verdict(condition, {CASE: Entity(CASE, "case", dict(way))}).truth is wanted for way in ways)
    assert verdict(condition, {CASE: Entity(CASE, "case")}).truth is UNKNOWN


def test_conditions_planned_together_are_planned_as_each_alone() -> None:
    bound = bind(
        {}, Entity(CASE, "case", children={PART: Listing([Entity(PART, "p"), Entity(PART, "q")], closed=False)})
    )
    shared = a.some(PART, a.all_of(NEW, OLD))
    levels = [shared, a.all_of(shared, A), a.none_of(shared), a.any_of(a.all_of(shared, B), C), a.every(PART, NEW)]
    assert plans(levels, bound) == [plan(each, bound) for each in levels]
