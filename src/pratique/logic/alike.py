"""Which elements of a case say the same, so that what is said of one holds of all of them.

Rule: two elements are alike where their values, their sources and the parties behind these are the same objects; of a
party that only one of them names, its values. So they differ in nothing but the keys below their own. What is shared
costs nothing to compare: a bill of materials has many lines and says few different things.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from pratique.logic.entities import Entity, Listing, Repeating

MANY = 24
"""From more elements than this, details are worked out on one of each class."""


def classes(elements: Sequence[Entity]) -> tuple[Sequence[Entity], Sequence[int]]:
    """The first element of each class of those that are alike, and for each element the place of its first."""
    if isinstance(elements, Repeating):
        return elements.firsts, elements.which
    firsts: list[Entity] = []
    places: dict[object, int] = {}
    which = []
    for element in elements:
        said = signature(element)
        place = places.get(said)
        if place is None:
            place = places[said] = len(firsts)
            firsts.append(element)
        which.append(place)
    return firsts, which


def signature(element: Entity) -> object:
    """Equal for elements that are alike, as long as both exist."""
    return (
        element.kind.name,
        id(element.values) if element.values else 0,
        element.present,
        element.many,
        _party(element),
        tuple(
            (kind.name, listing.closed, tuple(signature(each) for each in listing.elements))
            for kind, listing in element.children.items()
        ),
    )


def _party(element: Entity) -> object:
    carried = element.carried
    if carried is None or not carried.key.startswith(element.key):
        return id(carried)
    return "its own", id(carried.values) if carried.values else 0


def condensed(case: Entity) -> Entity:
    """The case with one element of each class, where it lists many.

    Whether some or every element satisfies a condition does not depend on how often the same is said; so details
    are worked out on few elements. `like_counts` says how many each stands for.
    """
    large = {kind: each for kind, each in case.children.items() if len(each.elements) > MANY}
    if not large:
        return case
    fewer = {kind: Listing(classes(each.elements)[0], each.closed) for kind, each in large.items()}
    return replace(case, children={**case.children, **fewer})


def like_counts(case: Entity) -> dict[str, int]:
    """For each element that stands for others in the condensed case: how many there are of it."""
    counts: dict[str, int] = {}
    for listing in case.children.values():
        if len(listing.elements) > MANY:
            firsts, which = classes(listing.elements)
            counts |= {firsts[place].key: count for place, count in Counter(which).items() if count > 1}
    return counts
