"""The proof settles what `decide` settles and more, never other, and every completion bears it out."""

from __future__ import annotations

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from strategies import CASE, FACTS, NOTE, PART, SOURCE, cases, conditions, examples
from worlds import all_runs, complete, constants, facts_read, holds

from pratique.logic.author import all_of, any_of, every, shifted, some
from pratique.logic.entities import Entity, Listing
from pratique.logic.nodes import Condition
from pratique.logic.simplify import simplify
from pratique.logic.truth import FALSE, TRUE, UNKNOWN, Truth, truth
from pratique.logic.values import between
from pratique.readings.decide import bind, decide

pytest.importorskip("z3")
from pratique.readings.prove.prove import prove

LINKED, FIRMWARE, *_ = FACTS[PART]


def outcomes(condition: Condition, case: Entity, most: int = 1200) -> Truth:
    """The truth over all completions; gives up on the example where there are too many."""
    facts, points, found = facts_read(condition), constants(condition), set[bool]()
    try:
        for world in all_runs(lambda pick: complete(case, facts, points, pick, extra=2), most):
            found.add(holds(condition, bind({}, world)))
            if len(found) == 2:
                return UNKNOWN
    except OverflowError:
        assume(False)
    return TRUE if found == {True} else FALSE


@examples(60)
@given(st.data(), conditions(), cases())
def test_the_proof_settles_what_decide_settles_and_no_completion_contradicts_it(
    data: st.DataObject, condition: Condition, case: Entity
) -> None:
    plain, proven = decide(simplify(condition), case), prove(condition, case)
    assert plain.truth in (proven.truth, UNKNOWN)
    world = complete(
        case, facts_read(condition), constants(condition), lambda options: data.draw(st.sampled_from(options))
    )
    assert proven.truth in (truth(holds(condition, bind({}, world))), UNKNOWN)
    if proven.truth is not UNKNOWN:
        assert not proven.matters


@examples(60)
@given(conditions(numbers=False), cases(most=1))
def test_the_proof_is_exact_where_it_says_so(condition: Condition, case: Entity) -> None:
    proven = prove(condition, case)
    assume(proven.exact)
    assert proven.truth is outcomes(condition, case)
    if proven.truth is UNKNOWN:
        assert proven.matters, "what is open has a fact that can settle it"


def listed(kind: object, *values: dict[str, object], closed: bool = True) -> Entity:
    case = Entity(CASE, "case")
    case.children[kind] = Listing([Entity(kind, f"part{i}", each) for i, each in enumerate(values)], closed)
    return case


def test_a_fact_read_both_ways_does_not_keep_an_answer_open() -> None:
    either = some(PART, any_of(all_of(LINKED, FIRMWARE), all_of(~LINKED, FIRMWARE)))
    case = listed(PART, {FIRMWARE.name: TRUE})
    assert decide(simplify(either), case).truth is UNKNOWN
    assert prove(either, case).truth is TRUE


def test_two_unlisted_parts_may_differ() -> None:
    both = all_of(some(PART, LINKED), some(PART, ~LINKED))
    assert prove(both, listed(PART, {}, closed=False)).truth is UNKNOWN
    assert prove(both, listed(PART, {})).truth is FALSE


def test_each_note_may_have_a_part_of_its_own() -> None:
    year, other = FACTS[PART][2], FACTS[NOTE][2]
    apart = every(NOTE, some(PART, (year - other).equals(0)))
    case = listed(PART, closed=False)
    case.children[NOTE] = Listing(
        [Entity(NOTE, f"note{i}", {other.name: between(2026 + i, 2026 + i)}) for i in range(3)], True
    )
    assert prove(apart, case).truth is UNKNOWN


def test_only_facts_that_can_change_the_answer_matter() -> None:
    source = FACTS[SOURCE][0]
    redundant = some(PART, any_of(LINKED, all_of(LINKED, some(SOURCE, source))))
    found = prove(redundant, listed(PART, {}))
    assert {name for _, name in found.matters} == {LINKED.name}


def test_a_day_moved_by_a_year_is_exact_over_leap_years() -> None:
    day = FACTS[CASE][5]
    case = Entity(CASE, "case", {day.name: between("2027-02-27", "2028-02-28")})
    moved = shifted(day, years=1) - day
    assert prove(moved.between(365, 366), case).truth is TRUE
    assert prove(moved.equals(366), case).truth is UNKNOWN
    assert (
        prove(moved.equals(366), Entity(CASE, "case", {day.name: between("2027-03-01", "2028-02-28")})).truth is TRUE
    )
