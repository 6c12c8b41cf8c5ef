"""A case as one value, so that what was worked out of it is found again wherever the same is said.

Rule: two contents are equal only where nothing that can be read of the cases differs: the keys, the values and their
order, what is listed and in which order, who stands behind it. So whatever is worked out of a case alone, and never
changes it, is the same for both. A long list is looked through only where cases are asked of together: for one it
would cost as much as it saves.
"""

from __future__ import annotations

from collections.abc import Callable

from pratique.logic.entities import Entity

MOST = 64
"""A case of more elements than this has no content, unless more are asked for."""


class CaseContent:
    """A case and all that it says; equal to another that says the same."""

    __slots__ = ("_hash", "_said", "entity")

    def __init__(self, entity: Entity, said: object) -> None:
        self.entity, self._said, self._hash = entity, said, hash(said)

    def __hash__(self) -> int:
        return self._hash

    def __eq__(self, other: object) -> bool:
        return isinstance(other, CaseContent) and (self._said is other._said or self._said == other._said)


def content_of(case: Entity, key: Callable[[str], object] = str, most: int = MOST) -> CaseContent | None:
    """What a case says, as one value; None where it has more than `most` elements.

    `key` is what the key of each element is read as, in their order: what is read alike tells no cases apart.
    """
    return None if _count(case, most) > most else CaseContent(case, _said(case, key))


def _count(element: Entity, most: int) -> int:
    """How many elements there are, as far as it takes to see that they are too many."""
    found, waiting = 0, [element]
    while waiting and found <= most:
        each = waiting.pop()
        found += 1 if each.carried is None else 2
        for listing in each.children.values():
            if found + len(waiting) + len(listing.elements) > most:
                return most + 1  # a long list is not looked at
            waiting += listing.elements
    return found + len(waiting)


def _said(element: Entity, key: Callable[[str], object]) -> object:
    return (
        element.kind,
        key(element.key),
        tuple(element.values.items()),
        element.present,
        element.many,
        None if element.carried is None else _said(element.carried, key),
        tuple(
            [
                (kind, each.closed, *[_said(one, key) for one in each.elements])
                for kind, each in element.children.items()
            ]
        ),
    )
