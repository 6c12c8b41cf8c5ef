"""The deciding reading on the points where a slip would turn an unknown into an answer."""

from __future__ import annotations

from pratique.logic import author as a
from pratique.logic.entities import Entity, Listing
from pratique.logic.nodes import Kind
from pratique.logic.truth import FALSE, TRUE, UNKNOWN
from pratique.logic.values import NONE, between, point
from pratique.readings.decide import Open, decide

CASE = Kind("case")
PARTY = Kind("party")
ACTOR = Kind("actor", CASE, carries=PARTY, exactly_one=True)
PART = Kind("part", CASE, at_least_one=True)
NOTE = Kind("note", CASE)
LINKED = a.truth_fact("party.linked", PARTY)
NEW = a.truth_fact("part.new", PART)
MASS = a.number_fact("part.mass", PART, "kg", low=0)
YEAR = a.number_fact("case.year", CASE, whole=True, may_be_none=True)
SHARE = a.number_fact("case.share", CASE)
NOTED = a.truth_fact("note.noted", NOTE)


def case(**children: Listing) -> Entity:
    kinds = {"parts": PART, "notes": NOTE, "actors": ACTOR}
    return Entity(CASE, "case", {}, {kinds[name]: listing for name, listing in children.items()})


def test_none_is_not_unknown() -> None:
    without = Entity(CASE, "case", {YEAR.name: NONE})
    assert decide(YEAR >= 2030, without).truth is FALSE
    assert decide(~(YEAR < 2030), without).truth is TRUE
    assert decide(YEAR.is_none(), without).truth is TRUE
    assert decide(YEAR.is_none(), Entity(CASE, "case")).open == {Open("case", YEAR.name)}


def test_a_whole_number_before_an_open_end_is_settled() -> None:
    before = Entity(CASE, "case", {YEAR.name: between(None, 2027, high_open=True)})
    assert decide(YEAR < 2027, before).truth is TRUE
    assert decide(YEAR <= 2026, before).truth is TRUE
    assert decide(YEAR < 2026, before).truth is UNKNOWN


def test_more_than_half_is_a_majority() -> None:
    assert decide(SHARE > 50, Entity(CASE, "case", {SHARE.name: between(50, 75, low_open=True)})).truth is TRUE
    assert decide(SHARE > 50, Entity(CASE, "case", {SHARE.name: between(50, 75)})).truth is UNKNOWN


def test_a_carried_element_that_was_not_given_is_unknown() -> None:
    silent = case(actors=Listing([Entity(ACTOR, "actor")], closed=True))
    for each in (silent, case()):
        found = decide(a.the(ACTOR, LINKED), each)
        assert found.truth is UNKNOWN
        assert {one.fact for one in found.open} == {LINKED.name}


def test_parts_are_at_least_one_and_notes_are_not() -> None:
    nothing = case(parts=Listing([], closed=True), notes=Listing([], closed=True))
    assert decide(a.every(PART, NEW), nothing).truth is UNKNOWN
    assert decide(a.every(NOTE, NOTED), nothing).truth is TRUE
    assert decide(a.some(NOTE, NOTED), case()).truth is UNKNOWN


def test_the_phantom_is_asked_whether_it_is_there() -> None:
    one = case(notes=Listing([Entity(NOTE, "n", {NOTED.name: FALSE})], closed=False))
    found = decide(a.some(NOTE, NOTED), one)
    assert found.open == {Open("case/other note", "note.present"), Open("case/other note", NOTED.name)}


def test_an_open_list_of_known_weights_has_no_upper_bound() -> None:
    weighed = Listing([Entity(PART, "a", {MASS.name: point(7)})], closed=False)
    assert decide(a.total(PART, MASS) >= 7, case(parts=weighed)).truth is TRUE
    assert decide(a.total(PART, MASS) <= 7, case(parts=weighed)).truth is UNKNOWN
    assert decide(a.total(PART, MASS) <= 10**9, case()).truth is UNKNOWN


def test_a_sure_phantom_may_be_several_elements() -> None:
    counted = decide(a.total(PART, a.amount(1)) <= 1, case())
    assert counted.truth is UNKNOWN
    assert {one.fact for one in counted.open} == {"part.present"}


def test_a_quotient_by_zero_is_no_number() -> None:
    known = Entity(CASE, "case", {SHARE.name: point(0)})
    assert decide(a.amount(1) / SHARE > 3, known).truth is FALSE
    assert decide((a.amount(1) / SHARE).is_none(), known).truth is TRUE
    assert decide((a.amount(1) / SHARE).is_none(), Entity(CASE, "case")).truth is UNKNOWN


def test_only_what_keeps_it_open_is_named() -> None:
    settled = Entity(CASE, "case", {YEAR.name: point(2026)})
    assert decide(a.any_of(YEAR < 2027, SHARE > 50), settled).open == frozenset()
    assert decide(a.all_of(YEAR < 2027, SHARE > 50), settled).open == {Open("case", SHARE.name)}
