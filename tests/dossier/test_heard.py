"""What a relation said of some values is what it would say again, whatever was read before."""

from __future__ import annotations

import copy
from collections.abc import Iterator

import pytest
from msgspec import structs

from pratique.deciding.decision import decided
from pratique.dossier.case import Case
from pratique.dossier.heard import index_of, is_silent_at
from pratique.dossier.related import Related, related
from pratique.facts import part, source
from pratique.facts.kinds import CASE, PART, SOURCE
from pratique.logic.entities import Entity, Listing
from pratique.logic.relations import Relation, entails
from pratique.logic.truth import UNKNOWN
from pratique.logic.values import members
from pratique.readings.decide import Bound
from tests.cases.runner import KNOWN_ON, Given, all_cases

CASES = list(all_cases())[::9]


def cases_of(given: Given) -> list[Case]:
    return decided(copy.deepcopy(given.data), on=given.on, known_on=KNOWN_ON, construe=given.construe).cases.cases


def _unsure(element: Entity) -> Entity:
    return structs.replace(element, present=UNKNOWN, many=True)


def perhaps(entity: Entity, kind: object) -> Entity:
    """The same with every element of a kind perhaps not there: whether a relation may speak of it turns with that."""
    children = {
        below: Listing(
            [_unsure(perhaps(each, kind)) if below is kind else perhaps(each, kind) for each in listing.elements],
            listing.closed,
        )
        for below, listing in entity.children.items()
    }
    return structs.replace(entity, children=children)


def worlds() -> Iterator[tuple[Case, Entity]]:
    for given in CASES:
        for case in cases_of(given):
            whole = case.told or case.entity
            yield case, whole
            yield case, perhaps(whole, PART)
            yield case, perhaps(whole, SOURCE)


@pytest.fixture(scope="module")
def every() -> list[tuple[Case, Entity]]:
    return [(case, entity) for case, entity in worlds() if case.relations]


def read(case: Case, entity: Entity) -> Related:
    return related(entity, case.relations, case.accepted)


def alone(case: Case, entity: Entity) -> Related:
    index_of.cache_clear()
    return read(case, entity)


def test_what_was_read_before_changes_nothing(every: list[tuple[Case, Entity]]) -> None:
    fresh = [alone(case, entity) for case, entity in every]
    for pairs in (every, every[::-1]):
        index_of.cache_clear()
        found = [read(case, entity) for case, entity in pairs]
        assert (found if pairs is every else found[::-1]) == fresh


def test_something_was_remembered(every: list[tuple[Case, Entity]]) -> None:
    index_of.cache_clear()
    for case, entity in every:
        read(case, entity)
    told = [each for case, _ in every for relation in case.relations for each in index_of(relation).told.values()]
    assert None in told
    assert any(each is not None for each in told)


def test_an_element_that_may_stand_for_many_is_not_the_one_that_was_read_before() -> None:
    law = entails(
        "x.maker_is_in_a_part_that_is_hardware", "x", "x", per=SOURCE,
        when=source.roles.meets("manufactured"), then=part.kind.is_("hardware"),
    )  # fmt: skip

    def case(**of_part: object) -> Entity:
        one = Entity(SOURCE, "p/s", {source.roles.name: members("manufactured")})
        made = Entity(PART, "p", children={SOURCE: Listing([one], True)}, **of_part)  # type: ignore[arg-type]
        return Entity(CASE, "case", children={PART: Listing([made], True)})

    for _ in range(2):
        assert set(related(case(), [law]).derived) == {("p", part.kind.name)}
        assert not related(case(present=UNKNOWN, many=True), [law]).derived


def test_who_is_passed_over_had_nothing_to_say(
    every: list[tuple[Case, Entity]], monkeypatch: pytest.MonkeyPatch
) -> None:
    passed: list[str] = []

    def noted(relation: Relation, bound: Bound) -> bool:
        silent = is_silent_at(relation, bound)
        passed.extend([relation.name] * silent)
        return silent

    for reader in ("heard", "related"):
        monkeypatch.setattr(f"pratique.dossier.{reader}.is_silent_at", noted)
    found = [read(case, entity) for case, entity in every]
    for reader in ("heard", "related"):
        monkeypatch.setattr(f"pratique.dossier.{reader}.is_silent_at", lambda relation, bound: False)
    assert [read(case, entity) for case, entity in every] == found
    assert len(set(passed)) > 50, "of many relations some element is passed over"
