"""What says the same: one definition, whatever order sets and lists are in and whoever is behind an element."""

from __future__ import annotations

import pytest

from pratique.logic import author as a
from pratique.logic.alike import Contents, Twins, classes, representatives
from pratique.logic.entities import Entity, Listing
from pratique.logic.nodes import Kind
from pratique.logic.truth import TRUE, UNKNOWN
from pratique.logic.values import Members, Value

CASE = Kind("case")
PART = Kind("part", CASE)
PARTY = Kind("party")
SOURCE = Kind("source", PART, carries=PARTY)
ROLES = a.set_fact("source.roles", SOURCE, "designed", "made", "supplied")
NAMED = Entity(PARTY, "acme", {"party.linked": TRUE})


def roles(*names: str) -> dict[str, Value]:
    found = frozenset(names)
    return {ROLES.name: Members(found, found)}


def part(key: str, *sources: tuple[dict[str, Value], Entity | None], closed: bool = True) -> Entity:
    listed = [
        Entity(SOURCE, f"{key}/source {at + 1}", values, carried=party) for at, (values, party) in enumerate(sources)
    ]
    return Entity(PART, key, {"part.kind": TRUE}, {SOURCE: Listing(listed, closed)})


def own(key: str, **values: Value) -> Entity:
    """A party without a name: what is known of it is known below its source."""
    return Entity(PARTY, key, values)


ALIKE = {
    "roles in another order": (
        part("v/a", (roles("made", "supplied"), NAMED)), part("v/b", (roles("supplied", "made"), NAMED)),
    ),
    "sources in another order": (
        part("v/a", (roles("made"), NAMED), (roles("supplied"), None)),
        part("v/b", (roles("supplied"), None), (roles("made"), NAMED)),
    ),
    "a party without a name, at the key of its source": (
        part("v/a", (roles("made"), own("v/a/source 1", seat=TRUE))),
        part("v/b", (roles("made"), own("v/b/source 1", seat=TRUE))),
    ),
    "a party without a name, below its source": (
        part("v/a", (roles("made"), own("v/a/source 1/party", seat=TRUE))),
        part("v/b", (roles("made"), own("v/b/source 1/party", seat=TRUE))),
    ),
    "a key that begins as another": (part("v/a"), part("v/ab")),
}  # fmt: skip
UNLIKE = {
    "another role": (part("v/a", (roles("made"), NAMED)), part("v/b", (roles("supplied"), NAMED))),
    "said once and twice": (
        part("v/a", (roles("made"), NAMED)), part("v/b", (roles("made"), NAMED), (roles("made"), NAMED)),
    ),
    "open and closed": (part("v/a"), part("v/b", closed=False)),
    "another party of which the same is known": (
        part("v/a", (roles("made"), NAMED)), part("v/b", (roles("made"), Entity(PARTY, "other", NAMED.values))),
    ),
    "a name that begins as the key of the part": (
        part("v/a", (roles("made"), Entity(PARTY, "v/abc"))), part("v/b", (roles("made"), Entity(PARTY, "v/bbc"))),
    ),
    "a name that lies below the key of the part as a path does": (
        part("v/a", (roles("made"), Entity(PARTY, "v/a/x"))), part("v/b", (roles("made"), Entity(PARTY, "v/b/x"))),
    ),
    "another thing known of a party without a name": (
        part("v/a", (roles("made"), own("v/a/source 1", seat=TRUE))),
        part("v/b", (roles("made"), own("v/b/source 1", seat=UNKNOWN))),
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", ALIKE)
def test_alike(name: str) -> None:
    first, second = ALIKE[name]
    contents = Contents()
    assert contents.of(first) == contents.of(second)
    assert classes([first, second]) == ([first], [0, 0])


@pytest.mark.parametrize("name", UNLIKE)
def test_unlike(name: str) -> None:
    first, second = UNLIKE[name]
    assert classes([first, second])[1] == [0, 1]


def test_a_representative_stands_for_all() -> None:
    parts = [part("v/a"), part("v/b", (roles("made"), NAMED)), part("v/c"), part("v/d")]
    case = Entity(CASE, "v", {}, {PART: Listing(parts, closed=True)})
    twins = Twins()
    assert [each.key for each in representatives(case, twins).listing(PART).elements] == ["v/a", "v/b"]
    assert twins.of("v/a/other source") == [f"v/{name}/other source" for name in "acd"]
    two = Twins()
    assert [e.key for e in representatives(case, two, {PART: 2}).listing(PART).elements] == ["v/a", "v/b", "v/c"]
    assert two.asked_as("v/c/other source") == "v/a/other source"


def test_what_is_asked_of_an_element_is_not_asked_of_one_whose_key_begins_its_own() -> None:
    case = Entity(CASE, "s", children={PART: Listing([part("v/a"), part("v/c"), Entity(PART, "v/a/b")], True)})
    twins = Twins()
    representatives(case, twins)
    assert twins.of("v/a/source 1") == ["v/a/source 1", "v/c/source 1"]
    assert twins.of("v/a/b/source 1") == ["v/a/b/source 1"]
    assert twins.of("v/a/b") == ["v/a/b"]
