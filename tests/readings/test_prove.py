"""The proving reading, room by room: formulas, variables, numbers, witnesses, the solver and the search.

That it agrees with the other readings and with every completion is tested in `agreement/test_prove_agrees.py`.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import pytest

from pratique.logic import author as a
from pratique.logic.entities import Entity, Listing
from pratique.logic.intervals import Interval, region
from pratique.logic.nodes import Condition, Kind, Numeric
from pratique.logic.simplify import simplify
from pratique.logic.truth import FALSE, TRUE, UNKNOWN, Truth
from pratique.logic.values import NONE, Choice, Members, Value, between, one_of, point
from pratique.readings.decide import bind

z3 = pytest.importorskip("z3")

from pratique.readings.prove.completions import Completions  # noqa: E402
from pratique.readings.prove.formulas import both, chosen, either, in_interval, inside, negated  # noqa: E402
from pratique.readings.prove.prove import prove  # noqa: E402
from pratique.readings.prove.search import CoreSearch  # noqa: E402
from pratique.readings.prove.solver import Solver  # noqa: E402
from pratique.readings.prove.variables import groups_of, lists_of, variable  # noqa: E402
from pratique.readings.prove.witnesses import adds_up, further, witnesses  # noqa: E402

CASE = Kind("case")
PARTY = Kind("party")
ACTOR = Kind("actor", CASE, carries=PARTY, exactly_one=True)
PART = Kind("part", CASE, at_least_one=True)
NOTE = Kind("note", CASE)
LINKED, NEW = a.truth_fact("case.linked", CASE), a.truth_fact("case.new", CASE)
RATE, LENGTH = a.number_fact("case.rate", CASE, low=0), a.number_fact("case.length", CASE, low=0)
YEAR = a.number_fact("case.year", CASE, whole=True, may_be_none=True)
DAY = a.date_fact("case.day", CASE)
ACT = a.choice_fact("case.act", CASE, "import", "sale", "repair", "lease")
ROLES = a.set_fact("case.roles", CASE, "designed", "made", "supplied", "sold")
MASS, FIRM = a.number_fact("part.mass", PART, "kg", low=0), a.truth_fact("part.firm", PART)
SHARE = a.number_fact("part.share", PART, low=0, high=100)
NOTED = a.truth_fact("note.noted", NOTE)
P, Q = z3.Bool("p"), z3.Bool("q")


def case(parts: Sequence[Mapping[str, Value]] | None = None, closed: bool = True, **values: Value) -> Entity:
    found = Entity(CASE, "case", {f"case.{name}": value for name, value in values.items()})
    if parts is not None:
        found.children[PART] = Listing([Entity(PART, f"part{i}", each) for i, each in enumerate(parts)], closed)
    return found


def worlds_of(*conditions: Condition, of: Entity | None = None) -> tuple[Completions, list[Any]]:
    """The completions of a case with the formula of each condition."""
    at, normal = of or case(), [simplify(each) for each in conditions]
    worlds = Completions(normal, witnesses(normal, at))
    return worlds, [worlds.formula(each, bind({}, at)) for each in normal]


# --- formulas ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("made", "expected"),
    [
        (both([]), True),
        (both([True, P, True]), P),
        (both([P, False, Q]), False),
        (both([P, P]), P),
        (either([]), False),
        (either([False, P]), P),
        (either([P, True]), True),
        (negated(True), False),
        (chosen(True, 1, 2), 1),
        (in_interval(3, Interval(1, 3, high_open=True)), False),
        (in_interval(z3.Int("n"), Interval()), True),
        (inside(None, region([Interval()])), False),
    ],
)
def test_formulas_fold_what_is_known(made: Any, expected: Any) -> None:
    assert made is expected or (z3.is_expr(made) and made.eq(expected))


@pytest.mark.parametrize(("number", "holds"), [(1, False), (2, True), (3, True), (4, False)])
def test_ends_of_an_interval_are_open_or_closed(number: int, holds: bool) -> None:
    term, solver = z3.Int("n"), z3.Solver()
    solver.add(in_interval(term, Interval(1, 3, low_open=True)), term == number)
    assert (solver.check() == z3.sat) is holds


# --- variables --------------------------------------------------------------------------------------------


def test_values_that_no_condition_tells_apart_are_one_group() -> None:
    lists = lists_of([ACT.is_("import", "sale"), ACT.is_("import", "sale", "lease"), ROLES.meets("made")])
    assert groups_of(ACT.values, lists["case.act"]) == [{"import", "sale"}, {"lease"}, {"repair"}]
    assert groups_of(ROLES.values, lists["case.roles"]) == [{"designed", "sold", "supplied"}, {"made"}]


@pytest.mark.parametrize(
    ("value", "asked", "constants"),
    [
        (Choice(ACT.values), [], 0),
        (Choice(ACT.values), ["import"], 1),
        (Choice(ACT.values), ["import", "sale"], 3),
        (one_of("repair", "lease"), ["import", "sale"], 0),
    ],
)
def test_a_choice_has_as_many_constants_as_its_groups_need(value: Choice, asked: list[str], constants: int) -> None:
    found, _ = variable(ACT, value, "act", {"case.act": [frozenset({each}) for each in asked]})
    assert len(found.constants) == constants


@pytest.mark.parametrize("way", [TRUE, FALSE, one_of("import"), one_of("sale"), one_of("repair")])
def test_a_completion_is_within_the_way_that_it_was_asked_for(way: Value) -> None:
    fact = LINKED if isinstance(way, Truth) else ACT
    worlds, _ = worlds_of(LINKED, ACT.is_("import"), ACT.is_("sale"))
    solver = Solver(worlds)
    assert solver.possible(worlds.within(("case", fact.name), way))
    told = worlds.variables["case", fact.name].value_in(solver.model())
    assert told == (one_of("lease") if way == one_of("repair") else way)  # one stands for its group


def test_a_set_is_told_by_what_conditions_ask_of_it() -> None:
    worlds, (some, none) = worlds_of(ROLES.meets("made"), ROLES.inside("made", "sold"))
    solver = Solver(worlds)
    made = Members(frozenset({"made"}), frozenset({"made"}))
    assert solver.possible(worlds.within(("case", "case.roles"), made))
    assert not solver.possible(worlds.within(("case", "case.roles"), made), negated(both((some, none))))
    assert solver.possible(negated(some), negated(none))
    designed = Members(frozenset({"designed"}), frozenset({"designed"}))
    assert worlds.variables["case", "case.roles"].value_in(solver.model()) == designed


# --- numbers ----------------------------------------------------------------------------------------------

TPP = RATE * LENGTH
ANY_MASS = a.total(PART, MASS)
TWO = [{MASS.name: point(2)}, {MASS.name: between(1, 3)}]


@pytest.mark.parametrize(
    ("condition", "of", "truth", "exact"),
    [
        (TPP >= 4800, case(rate=between(600, 700), length=between(8, 16)), TRUE, True),
        (TPP >= 4800, case(rate=between(599, 700), length=between(8, 16)), UNKNOWN, True),
        ((TPP - TPP).equals(0), case(), TRUE, True),
        ((RATE / LENGTH) > 2, case(rate=point(5), length=between(1, 2)), TRUE, True),
        ((RATE / LENGTH).is_given(), case(length=between(0, 1)), UNKNOWN, True),
        ((RATE / LENGTH).is_given(), case(length=point(0)), FALSE, True),
        (((RATE / LENGTH) * LENGTH - RATE).equals(0), case(length=between(1, 9)), TRUE, True),
        (a.greatest(YEAR, a.amount(2000)) >= 2000, case(), TRUE, True),
        (a.least(YEAR, a.amount(2000)) <= 1999, case(year=NONE), FALSE, True),
        (ANY_MASS.between(3, 5), case(TWO), TRUE, True),
        (a.total(PART, MASS, FIRM) <= 5, case(TWO), TRUE, True),
        (a.total(PART, MASS, FIRM) >= 1, case(TWO), UNKNOWN, True),
        (a.maximum(PART, MASS) >= 2, case(TWO), TRUE, True),
        (a.maximum(PART, MASS, FIRM).is_none(), case(TWO), UNKNOWN, True),
        (ANY_MASS >= 1000, case(TWO, closed=False), UNKNOWN, True),
        (a.total(PART, SHARE) >= 1000, case([{SHARE.name: point(1)}], closed=False), UNKNOWN, False),
        ((a.shifted(DAY, months=1) - DAY).between(28, 31), case(day=between("2027-01-01", "2028-12-31")), TRUE, True),
        ((a.shifted(DAY, years=1) - DAY).between(365, 366), case(), UNKNOWN, False),
    ],
)  # fmt: skip
def test_numbers(condition: Condition, of: Entity, truth: Truth, exact: bool) -> None:
    found = prove(condition, of)
    assert (found.truth, found.exact) == (truth, exact)


# --- witnesses --------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("conditions", "counts"),
    [
        ([LINKED], {}),
        ([a.some(PART, FIRM)], {"part": 1}),
        ([a.some(PART, FIRM), ~a.every(PART, FIRM)], {"part": 2}),
        ([a.every(NOTE, a.some(PART, FIRM))], {"note": 1, "part": 1}),
        ([a.every(NOTE, a.all_of(NOTED, a.some(PART, (MASS - RATE).equals(0))))], {"note": 1, "part": 1}),
        ([ANY_MASS > 1, a.maximum(PART, MASS, FIRM) > 1], {"part": 2}),
    ],
)
def test_one_witness_for_each_time_a_list_is_asked(conditions: list[Condition], counts: dict[str, int]) -> None:
    found = witnesses([simplify(each) for each in conditions], case())
    assert {kind.name: count for kind, count in found.items()} == counts


def test_a_list_inside_another_needs_witnesses_for_each_of_its_elements() -> None:
    of = case()
    of.children[NOTE] = Listing([Entity(NOTE, f"note{i}") for i in range(3)], True)
    found = witnesses([a.every(NOTE, a.some(PART, FIRM))], of)
    assert found[PART] == 4  # three that are named and one more


@pytest.mark.parametrize(
    ("kind", "listing", "keys"),
    [
        (PART, Listing([], True), ["case/other part", "case/other part 2"]),
        (PART, Listing([Entity(PART, "p")], True), []),
        (PART, Listing([Entity(PART, "p")], False), ["case/other part", "case/other part 2"]),
        (PART, Listing([Entity(PART, "case/other part", many=True)], True), ["case/other part 2"]),
        (NOTE, Listing([], True), []),
        (ACTOR, Listing([], False), ["case/other actor"]),
        (ACTOR, Listing([Entity(ACTOR, "x")], False), []),
    ],
)
def test_how_many_more_a_list_may_hold(kind: Kind, listing: Listing, keys: list[str]) -> None:
    of = case()
    of.children[kind] = listing
    more = further(kind, of, 2)
    assert [each.key for each in more] == keys
    there = {each.present for each in more[:1]}
    assert there <= {TRUE if not listing.elements else UNKNOWN}, "where one must be, the first is"


@pytest.mark.parametrize(
    ("total", "others", "whole"),
    [
        (a.total(PART, MASS), [ANY_MASS > 1], True),
        (a.total(PART, MASS), [ANY_MASS > 1, MASS > 1], False),
        (a.total(PART, MASS), [ANY_MASS > 1, a.total(PART, MASS, FIRM) > 1], False),
        (a.total(PART, SHARE), [], False),
        (a.total(PART, MASS + MASS), [], False),
    ],
)
def test_one_element_stands_for_many_in_a_sum_of_what_nothing_else_reads(
    total: Numeric, others: list[Condition], whole: bool
) -> None:
    assert adds_up(total, others) is whole  # type: ignore[arg-type]


# --- the solver -------------------------------------------------------------------------------------------


def test_a_core_names_only_what_decides() -> None:
    worlds, (formula, *_) = worlds_of(a.any_of(LINKED, TPP > 4), NEW, ACT.is_("sale"))
    solver = Solver(worlds)
    assert solver.possible(formula, worlds.within(("case", "case.linked"), FALSE))
    assert solver.core(negated(formula), solver.model()) == {("case", "case.rate"), ("case", "case.length")}
    assert solver.core(formula, solver.model()) is None


@pytest.mark.parametrize(
    ("condition", "mattering"),
    [
        (a.any_of(LINKED, a.all_of(LINKED, NEW)), {"case.linked"}),
        (a.any_of(a.all_of(LINKED, NEW), a.all_of(~LINKED, NEW)), {"case.new"}),
        (a.any_of(LINKED, ~LINKED, NEW), set()),
        (a.all_of(YEAR > 2026, a.any_of(YEAR >= 2027, ACT.is_("sale"))), {"case.year"}),
    ],
)
def test_only_what_can_change_it_matters(condition: Condition, mattering: set[str]) -> None:
    worlds, (formula,) = worlds_of(condition)
    solver = Solver(worlds)
    assert {name for key, name in worlds.variables if solver.can_change((key, name), [formula])} == mattering


@pytest.mark.parametrize(
    ("value", "falls"), [(TRUE, True), (FALSE, False), (one_of("sale"), True), (one_of("import"), False)]
)
def test_whether_making_a_fact_so_undoes_a_condition(value: Value, falls: bool) -> None:
    worlds, (formula,) = worlds_of(a.all_of(~LINKED, ACT.is_("import", "repair")))
    fact = LINKED if isinstance(value, Truth) else ACT
    assert Solver(worlds).can_fall(("case", fact.name), value, formula) is falls


def test_what_is_not_found_in_time_counts_as_possible_and_is_remembered() -> None:
    worlds, (formula,) = worlds_of((RATE * RATE * RATE + LENGTH * LENGTH * LENGTH).equals(33))
    solver = Solver(worlds, budget=1)
    hard = z3.And([z3.Int(f"x{i}") ** 3 + z3.Int(f"y{i}") ** 3 + z3.Int(f"z{i}") ** 3 == 42 for i in range(3)])
    assert solver.possible(formula, hard)
    assert solver.gave_up
    assert solver.model() is None


# --- the search -------------------------------------------------------------------------------------------


def search_of(condition: Condition) -> tuple[CoreSearch, Any]:
    """A search that may answer whether it is linked and new, and which of two acts it is."""
    worlds, (formula,) = worlds_of(condition)
    answers: dict[str, list[Value]] = {
        LINKED.name: [TRUE, FALSE],
        NEW.name: [TRUE, FALSE],
        ACT.name: [one_of("sale"), one_of("repair")],
    }
    ways = {each: [worlds.within(each, way) for way in answers.get(each[1], [])] for each in worlds.variables}
    return CoreSearch(Solver(worlds), {each: its for each, its in ways.items() if its}, {}, {}), formula


def test_the_smallest_sets_of_answers_that_rule_it_out() -> None:
    search, bad = search_of(a.any_of(a.all_of(LINKED, NEW), a.all_of(LINKED, ACT.is_("sale"))))
    found = search.smallest(bad)
    named = {frozenset((name, index) for (_, name), index in each) for each in found.sets}
    assert named == {frozenset({("case.linked", 1)}), frozenset({("case.new", 1), ("case.act", 1)})}
    assert found.complete


@pytest.mark.parametrize(("limits", "sets"), [({"limit": 1}, 1), ({"tries": 1}, 0)])
def test_a_search_that_was_cut_short_says_so(limits: dict[str, int], sets: int) -> None:
    search, bad = search_of(a.any_of(a.all_of(LINKED, NEW), a.all_of(LINKED, ACT.is_("sale"))))
    found = search.smallest(bad, **limits)
    assert (len(found.sets), found.complete) == (sets, False)


def test_what_no_answer_rules_out_has_no_set() -> None:
    search, bad = search_of(a.any_of(LINKED, YEAR > 2026))
    found = search.smallest(bad)
    assert (found.sets, found.complete) == ((), True)
