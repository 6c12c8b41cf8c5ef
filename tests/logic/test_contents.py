"""A case as one value: equal where, and only where, nothing that can be read differs."""

from __future__ import annotations

from msgspec.structs import replace

from pratique.facts.kinds import CASE, PART, PARTY, SOURCE
from pratique.logic.contents import MOST, content_of
from pratique.logic.entities import Entity, Listing
from pratique.logic.truth import FALSE, TRUE, UNKNOWN


def case(part: Entity | None = None, closed: bool = True) -> Entity:
    told = part or Entity(PART, "app", {"part.open_source": FALSE})
    return Entity(CASE, "sale", {"act.x": TRUE, "act.y": FALSE}, {PART: Listing([told], closed)})


def test_two_that_say_the_same_are_one() -> None:
    assert content_of(case()) == content_of(case())
    assert len({content_of(case()), content_of(case())}) == 1


def test_whatever_differs_tells_them_apart() -> None:
    source = Entity(SOURCE, "app/0", carried=Entity(PARTY, "sh"))
    others = [
        replace(case(), key="lease"),
        replace(case(), values={"act.x": TRUE}),
        replace(case(), values={"act.x": FALSE, "act.y": FALSE}),
        replace(case(), values={"act.y": FALSE, "act.x": TRUE}),
        case(closed=False),
        replace(case(), children={}),
        case(Entity(PART, "other app", {"part.open_source": FALSE})),
        case(Entity(PART, "app", {"part.open_source": UNKNOWN})),
        case(Entity(PART, "app", {"part.open_source": FALSE}, present=UNKNOWN)),
        case(Entity(PART, "app", {"part.open_source": FALSE}, many=True)),
        case(Entity(PART, "app", {"part.open_source": FALSE}, {SOURCE: Listing([source])})),
        case(Entity(PART, "app", {"part.open_source": FALSE}, {SOURCE: Listing([replace(source, carried=None)])})),
    ]
    assert len({content_of(each) for each in [case(), *others]}) == len(others) + 1


def test_a_long_list_is_not_looked_through() -> None:
    assert content_of(Entity(CASE, "sale", {}, {PART: Listing([Entity(PART, str(n)) for n in range(MOST)])})) is None
    deep = Entity(PART, "kit", {}, {SOURCE: Listing([Entity(SOURCE, str(n)) for n in range(MOST)])})
    assert content_of(case(deep)) is None
