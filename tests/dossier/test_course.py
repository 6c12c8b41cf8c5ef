"""What relations make of a case that follows another is what they make of it afresh."""

from __future__ import annotations

import copy
from collections import Counter
from dataclasses import replace
from random import Random

import pytest
from msgspec import structs

from pratique.deciding.decision import decided
from pratique.deciding.variation import otherwise, varied
from pratique.dossier.case import Case
from pratique.dossier.course import Courses, Retelling
from pratique.dossier.heard import reads
from pratique.dossier.related import Related, related
from pratique.dossier.working import Working
from pratique.facts.definition import VOCABULARY
from pratique.facts.kinds import CASE
from pratique.logic.contents import content_of
from pratique.logic.entities import Entity, Listing, unknown_value
from pratique.logic.nodes import ChoiceFact, Fact, NumberFact, SetFact, TruthFact
from pratique.logic.truth import FALSE, TRUE
from pratique.logic.values import Choice, Members, Value, between
from tests.cases.runner import KNOWN_ON, all_cases

TRIES = 20
"""So many times a case is made otherwise."""


def ways(fact: Fact, dice: Random) -> Value:
    """Some value of a fact, at times that it is not known."""
    if dice.random() < 0.2:
        return unknown_value(fact)
    match fact:
        case TruthFact():
            return dice.choice((TRUE, FALSE))
        case ChoiceFact(values=values):
            return Choice(frozenset({dice.choice(sorted(values))}))
        case SetFact(values=values):
            some = frozenset(dice.sample(sorted(values), min(2, len(values))))
            return Members(some, some)
        case NumberFact():
            return between(number := dice.choice((0, 1, 30, 100, 2027)), number)
        case _:
            return unknown_value(fact)


def elements(entity: Entity) -> list[Entity]:
    below = [each for listing in entity.children.values() for each in listing.elements]
    return [entity, *(one for each in [*below, *filter(None, [entity.carried])] for one in elements(each))]


def changed(case: Case, told: Entity, read: frozenset[str], dice: Random) -> Entity:
    """A case with one to three facts otherwise, of those that its relations read."""
    changes = {}
    for _ in range(dice.randint(1, 3)):
        element = dice.choice(elements(told))
        facts = [each.fact for name, each in sorted(VOCABULARY.items()) if name in read]
        if mine := [fact for fact in facts if fact.kind is element.kind]:
            fact = dice.choice(mine)
            owner = case.owner(case.id, fact.name) if element.kind is CASE else element.key
            changes[owner, fact.name] = ways(fact, dice)
    return varied(replace(case, entity=told), changes).entity


def said(found: Related) -> object:
    """All that is said of a case, in its order."""
    return (
        content_of(found.entity, most=10_000),
        list(found.derived.items()),
        found.contradictions,
        found.presumed,
        found.remarks,
        [content_of(each, most=10_000) for each in found.rounds],
    )


@pytest.fixture(scope="module")
def cases() -> list[Case]:
    made = [
        decided(copy.deepcopy(each.data), on=each.on, known_on=KNOWN_ON, construe=each.construe)
        for each in list(all_cases())[::31]
    ]
    return [case for found in made for case in found.cases.cases if case.relations]


def test_a_case_that_follows_another_comes_out_as_by_itself(cases: list[Case]) -> None:
    dice, seen = Random(17), Counter[str]()
    for case in cases:
        told = case.told or case.entity
        read = frozenset[str]().union(*map(reads, case.relations))
        courses = Courses()
        before = related(told, case.relations, courses=courses)
        assert said(before) == said(related(told, case.relations))
        for _ in range(TRIES):
            other = changed(case, told, read, dice)
            alone = related(other, case.relations)
            seen["otherwise"] += said(alone) != said(before)
            seen["doubted"] += bool(alone.contradictions)
            seen["derived"] += alone.derived != before.derived
            seen["followed"] += Retelling.where_it_can(courses.kept[0], Working(other)) is not None
            assert said(related(other, case.relations, courses=courses)) == said(alone)
    assert min(seen[each] for each in ("otherwise", "doubted", "derived", "followed")) > 20, seen


def test_a_case_of_other_elements_follows_none(cases: list[Case]) -> None:
    for case in cases:
        told = case.told or case.entity
        courses = Courses()
        related(told, case.relations, courses=courses)
        for kind, listing in told.children.items():
            if listing.elements:
                fewer = structs.replace(told, children={**told.children, kind: Listing([], listing.closed)})
                open_list = Listing(listing.elements, not listing.closed)
                opened = structs.replace(told, children={**told.children, kind: open_list})
                for other in (fewer, opened):
                    assert Retelling.where_it_can(courses.kept[0], Working(other)) is None
                    assert said(related(other, case.relations, courses=courses)) == said(
                        related(other, case.relations)
                    )


def test_supposing_follows_what_was_told(cases: list[Case]) -> None:
    for case in cases:
        for name in ("vehicle.model_year", "act.date", "vehicle.new"):
            fact = VOCABULARY[name].fact
            made = otherwise(case, {(case.owner(case.id, name), name): unknown_value(fact)})
            if made.related is not None and made.told is not None and made.told is not case.told:
                alone = related(made.told, case.relations, made.accepted)
                assert made.related.derived == alone.derived
                assert content_of(made.entity, most=10_000) == content_of(alone.entity, most=10_000)
