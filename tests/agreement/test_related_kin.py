"""What relations make of a long list of parts, read of one of each kind, is what they make of each part by itself."""

from __future__ import annotations

import copy
from collections import Counter
from random import Random

import pytest
from msgspec import structs
from tests.agreement.test_kindred import again
from tests.cases.runner import KNOWN_ON, all_cases
from tests.dossier.test_course import ways

from pratique.deciding import related_kin
from pratique.deciding.decision import decided
from pratique.deciding.kindred import Family
from pratique.deciding.related_kin import related_by_kin
from pratique.dossier.case import Case
from pratique.dossier.heard import reads
from pratique.dossier.related import Related, related
from pratique.facts.definition import VOCABULARY
from pratique.facts.kinds import PART, PARTY, SOURCE
from pratique.logic.alike import MANY
from pratique.logic.contents import content_of
from pratique.logic.entities import Entity, Listing

TRIES = 6
"""So many times a case is made long."""


def otherwise(element: Entity, read: frozenset[str], dice: Random) -> Entity:
    """An element with some facts that relations read otherwise, of itself or of what is below it."""
    facts = [each.fact for name, each in sorted(VOCABULARY.items()) if name in read]
    mine = [fact for fact in facts if fact.kind is element.kind]
    told = {fact.name: ways(fact, dice) for fact in dice.sample(mine, min(len(mine), dice.choice((0, 0, 1, 3))))}
    children = {
        kind: Listing([otherwise(each, read, dice) for each in listing.elements], listing.closed)
        for kind, listing in element.children.items()
    }
    carried = None if element.carried is None else otherwise(element.carried, read, dice)
    key = f"{element.key} {dice.random()}" if told and element.kind is PARTY else element.key  # of a key there is one
    return structs.replace(element, key=key, values={**element.values, **told}, children=children, carried=carried)


def supplied(part: Entity, name: str) -> Entity:
    """A part that has a source with a party, which is one of its own."""
    if part.children.get(SOURCE) and part.children[SOURCE].elements:
        return part
    source = Entity(SOURCE, f"{part.key}/{name}", carried=Entity(PARTY, name))
    return structs.replace(part, children={**part.children, SOURCE: Listing([source], False)})


def long(told: Entity, read: frozenset[str], dice: Random) -> Entity:
    """The case with many parts, of a few kinds, by makers of their own or by one that several share."""
    parts = [supplied(each, f"maker {place}") for place, each in enumerate(told.listing(PART).elements)]
    kinds = [*parts, *(otherwise(dice.choice(parts), read, dice) for _ in range(3))]
    names = sorted(f"p{number}" for number in range(MANY + 1 + dice.randint(5, 30)))
    dice.shuffle(names)
    made = [again(dice.choice(kinds), name, dice, {}) for name in names]
    return structs.replace(told, children={**told.children, PART: Listing(made, told.listing(PART).closed)})


def said(found: Related) -> object:
    return (
        content_of(found.entity, most=100_000),
        dict(found.derived),
        found.contradictions,
        found.presumed,
        found.remarks,
        [content_of(each, most=100_000) for each in found.rounds],
    )


@pytest.fixture(scope="module")
def cases() -> list[Case]:
    made = [
        decided(copy.deepcopy(each.data), on=each.on, known_on=KNOWN_ON, construe=each.construe)
        for each in list(all_cases())[::23]
    ]
    every = [case for found in made for case in found.cases.cases]
    return [case for case in every if case.relations and case.entity.listing(PART).elements]


def test_one_of_each_kind_tells_of_all(cases: list[Case], monkeypatch: pytest.MonkeyPatch) -> None:
    dice, seen = Random(23), Counter[str]()
    monkeypatch.setattr(related_kin, "related", lambda told, laws: seen.update(["read"]) or related(told, laws))
    for case in cases:
        read = frozenset[str]().union(*map(reads, case.relations))
        for _ in range(TRIES):
            told = long(case.told or case.entity, read, dice)
            before = seen["read"]
            found, alone = related_by_kin(told, case.relations), related(told, case.relations)
            assert said(found) == said(alone)
            by_kin = seen["read"] == before + 1 and not found.contradictions
            seen["by kin"] += by_kin
            seen["derived by kin"] += by_kin and bool(found.derived)
            seen["remarked by kin"] += by_kin and bool(found.remarks)
            seen["doubted"] += bool(alone.contradictions)
            assert sorting(found.entity) == sorting(alone.entity)
    assert min(seen[each] for each in ("by kin", "derived by kin", "doubted")) > 10, seen


def sorting(case: Entity) -> object:
    """How the parts of a case fall into those that are alike."""
    firsts, which = Family(case).classes_of(PART)
    return [each.key for each in firsts], list(which)
