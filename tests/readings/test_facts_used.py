"""What a condition asks for, fact by fact."""

from __future__ import annotations

from pratique.logic.author import all_of, any_of, choice_fact, date_fact, none_of, number_fact, set_fact, truth_fact
from pratique.logic.nodes import Condition, Kind
from pratique.readings.facts_used import Monotonicity, Use, facts_used

CASE = Kind("case")
KNOWS = truth_fact("actor.knows", CASE)
DAY = date_fact("act.date", CASE)
OTHER_DAY = date_fact("act.other", CASE)
YEAR = number_fact("part.year", CASE, whole=True, may_be_none=True)
ACT = choice_fact("act.kind", CASE, "import", "sale", "export")
BANDS = set_fact("part.bands", CASE, "a", "b", "c")


def only(condition: Condition) -> Use:
    (use,) = facts_used(condition)
    return use


def test_directions() -> None:
    assert only(KNOWS).direction is Monotonicity.FOR
    assert only(none_of(KNOWS)).direction is Monotonicity.AGAINST
    assert only(YEAR >= 2027).direction is Monotonicity.FOR
    assert only(YEAR < 2027).direction is Monotonicity.AGAINST
    assert only(YEAR.between(2027, 2029)).direction is Monotonicity.WITHIN
    assert only(BANDS.meets("a")).direction is Monotonicity.FOR
    assert only(none_of(BANDS.meets("a"))).direction is Monotonicity.AGAINST
    assert only(ACT.is_("import")).direction is Monotonicity.WITHIN


def test_both_directions_across_conditions() -> None:
    assert {use.direction for use in facts_used(YEAR < 2027, YEAR >= 2029)} == {Monotonicity.BOTH}
    assert {use.direction for use in facts_used(YEAR < 2027, YEAR < 2030)} == {Monotonicity.AGAINST}


def test_constants_are_where_the_answer_can_change() -> None:
    assert only(any_of(YEAR < 2027, YEAR.between(2029, 2031))).constants == (2026, 2029, 2031)
    assert only(ACT.is_("import")).constants == ("import",)
    assert only(KNOWS).constants == ()


def test_absence_is_marked_where_it_answers() -> None:
    assert only(none_of(YEAR < 2030)).none_matters
    assert not only(YEAR >= 2030).none_matters


def test_arithmetic_has_no_constants_of_its_own() -> None:
    uses = {use.fact: use for use in facts_used(all_of(DAY - OTHER_DAY >= 60, DAY < "2027-01-01"))}
    assert uses[OTHER_DAY] == Use(OTHER_DAY, Monotonicity.WITHIN, (), arithmetic=True)
    assert uses[DAY].constants == (DAY < "2027-01-01",)[0].where.whole().constants


def test_a_fact_that_cancels_is_not_asked_for() -> None:
    assert facts_used(any_of(KNOWS, none_of(KNOWS))) == ()
