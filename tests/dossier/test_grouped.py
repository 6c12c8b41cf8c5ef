"""A relation asked once of a group says of every element what it says where each is asked by itself."""

from __future__ import annotations

import random
from dataclasses import replace

import pytest
from msgspec import structs

from pratique.dossier import grouped
from pratique.dossier.case import Case
from pratique.dossier.heard import index_of
from pratique.dossier.related import Related, related
from pratique.facts import part, party, source
from pratique.facts.kinds import CASE, PART, PARTY, SOURCE
from pratique.logic.entities import Entity, Listing
from pratique.logic.relations import Relation, contradicts, entails, look_again
from pratique.logic.truth import FALSE, TRUE
from pratique.logic.values import members, one_of
from tests.dossier.test_heard import read, worlds

LAWS: list[Relation] = [
    entails("a.own", "x", "x", per=PART, when=part.kind.is_("software"), then=~part.programmable),
    entails(
        "b.upward", "x", "x",
        per=SOURCE, when=source.roles.meets("manufactured"), then=part.kind.is_("hardware"),
    ),
    entails(
        "c.sideways", "x", "x",
        per=SOURCE, when=source.roles.meets("developed"), then=party.organised_in.is_("DE"),
    ),
    contradicts("d.not", "x", "x", per=PART, when=part.kind.is_("hardware"), then=part.open_source),
    look_again("e.seldom", "x", "x", per=PART, when=part.open_source, then=part.programmable),
]  # fmt: skip


def several(element: Entity, number: int) -> Entity:
    """The same under keys of its own."""
    carried = None if element.carried is None else several(element.carried, number)
    children = {
        kind: Listing([several(each, number) for each in listing.elements], listing.closed)
        for kind, listing in element.children.items()
    }
    return structs.replace(element, key=f"{number}:{element.key}", carried=carried, children=children)


def multiplied(case: Entity, times: int) -> Entity:
    """The case with each of its parts several times, each time of other makers."""
    parts = case.listing(PART)
    many = [several(each, number) for number in range(times) for each in parts.elements]
    return structs.replace(case, children={**case.children, PART: Listing(many, parts.closed)})


def made(seed: int) -> Entity:
    """A case of parts that say one of a few things each, some of them of one party that they share."""
    drawn = random.Random(seed)
    shared = Entity(PARTY, "shared", {})
    parts = []
    for number in range(40):
        values: dict[str, object] = {}
        if drawn.random() < 0.8:
            values[part.kind.name] = one_of(drawn.choice(["hardware", "software"]))
        if drawn.random() < 0.5:
            values[part.open_source.name] = drawn.choice([TRUE, FALSE])
        role = drawn.choice(["manufactured", "developed", "supplied"])
        maker = shared if drawn.random() < 0.2 else Entity(PARTY, f"maker {number}", {})
        of = Entity(SOURCE, f"p{number:02}/s", {source.roles.name: members(role)}, carried=maker)
        listed = {SOURCE: Listing([of], True)}
        parts.append(Entity(PART, f"p{number:02}", values, listed))  # type: ignore[arg-type]  # any value
    return Entity(CASE, "case", children={PART: Listing(parts, True)})


def plain(element: Entity) -> Entity:
    """The same, its lists as lists."""
    children = {
        kind: Listing(list(map(plain, each.elements)), each.closed) for kind, each in element.children.items()
    }
    return structs.replace(element, children=children)


def told(found: Related) -> Related:
    return replace(found, entity=plain(found.entity), rounds=tuple(map(plain, found.rounds)))


def of_each_alone(monkeypatch: pytest.MonkeyPatch, entity: Entity, laws: list[Relation]) -> Related:
    with monkeypatch.context() as patched:
        patched.setattr(grouped, "FEW", 1_000_000)
        index_of.cache_clear()
        return told(related(entity, laws))


@pytest.mark.parametrize("seed", range(12))
def test_a_group_says_what_each_says_alone(seed: int, monkeypatch: pytest.MonkeyPatch) -> None:
    entity = made(seed)
    alone = of_each_alone(monkeypatch, entity, LAWS)
    assert {each.relation.name for its in alone.derived.values() for each in its} >= {"b.upward"}
    monkeypatch.setattr(grouped, "FEW", 2)
    index_of.cache_clear()
    for _ in range(2):  # of values that nobody asked at, and of those that are known
        found = told(related(entity, LAWS))
        assert found == alone
        assert list(found.derived) == list(alone.derived)


def test_elements_of_one_group_are_asked_once(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[str] = []
    says = grouped.AskedOnce.of

    def noted(self: grouped.AskedOnce, kind: object) -> grouped.Grouped | None:
        found = says(self, kind)  # type: ignore[arg-type]
        asked.extend([] if found is None else [f"{len(found.firsts)} of {len(found.elements)}"])
        return found

    monkeypatch.setattr(grouped.AskedOnce, "of", noted)
    related(made(0), LAWS)
    assert asked, "of forty parts few say something of their own"


def test_cases_of_many_alike_parts_say_the_same_by_groups(monkeypatch: pytest.MonkeyPatch) -> None:
    pairs: list[tuple[Case, Entity]] = [
        (case, multiplied(entity, 9)) for case, entity in worlds() if case.relations and entity.listing(PART).elements
    ][::3]
    assert len(pairs) > 20
    found = [told(read(case, entity)) for case, entity in pairs]
    monkeypatch.setattr(grouped, "FEW", 1_000_000)
    index_of.cache_clear()
    assert [told(read(case, entity)) for case, entity in pairs] == found
