"""Elements of a case that say the same, by what they say: a change to one of them is a change to all.

Rule: two elements are twins where they differ in nothing but their own key and the keys below it.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import replace

from pratique.logic.entities import Entity, Listing

Twins = dict[str, dict[str, None]]
"""For an element that stands for others: the keys of all, its own first."""


def merged(case: Entity, twins: Twins) -> Entity:
    """The case with one element for all that are twins; `twins` takes those it stands for."""
    children = {}
    for kind, listing in case.children.items():
        first: dict[object, Entity] = {}
        for element in listing.elements:
            kept = first.setdefault(_content(element), element)
            twins.setdefault(kept.key, {})[element.key] = None
        children[kind] = Listing(list(first.values()), listing.closed)
    return replace(case, children=children)


def twins_of(key: str, twins: Twins) -> list[str]:
    """The keys of the elements that stand where this one stands, its own first."""
    for kept, others in twins.items():
        if key == kept or key.startswith(f"{kept}/"):
            return [other + key[len(kept) :] for other in others]
    return [key]


def _content(element: Entity) -> object:
    """Equal for elements that differ in their keys alone."""
    carried = element.carried
    own = carried is not None and carried.key.startswith(f"{element.key}/")
    return (
        element.kind.name,
        frozenset(element.values.items()),
        element.present,
        None if carried is None else frozenset(carried.values.items()) if own else carried.key,
        frozenset(
            (kind.name, listing.closed, frozenset(Counter(map(_content, listing.elements)).items()))
            for kind, listing in element.children.items()
        ),
    )
