"""How many elements more an open list must be given, so that a proof over it is a proof for any number.

Rule: a condition that asks for some element needs one witness for each time it asks, and each time again for every
element of another list inside which it asks. More than that many elements can always be left out again.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from pratique.logic.entities import Entity
from pratique.logic.lint import expressions
from pratique.logic.nodes import All, Any_, Condition, Every, Kind, Lies, Maximum, Not, Some, Sum, Term
from pratique.logic.truth import TRUE, UNKNOWN

MOST = 12
"""More witnesses than this are not tried: the answer is then left as wide as `decide` has it."""


def witnesses(conditions: Iterable[Condition], case: Entity) -> dict[Kind, int]:
    """For each kind: how many witnesses the conditions can need in one list of it."""
    found: dict[Kind, dict[tuple[Condition, tuple[Kind, ...]], None]] = {}
    for condition in conditions:
        for kind, node, above in _quantifiers(condition, ()):
            found.setdefault(kind, {})[node, above] = None
    size = _largest(case, {})
    counts: dict[Kind, int] = {}
    for kind in _by_depth(found):
        counts[kind] = sum(_times(above, size, counts) for _, above in found[kind])
    return counts


def further(kind: Kind, parent: Entity, count: int) -> list[Entity]:
    """The elements that a list may hold beside those that it names; present where there must be one."""
    listing = parent.listing(kind)
    if kind.exactly_one:
        return [] if listing.elements else [Entity(kind, f"{parent.key}/other {kind.name}")]
    if listing.closed and (listing.elements or not kind.at_least_one):
        return []
    forced = kind.at_least_one and not listing.elements
    more = [Entity(kind, other_key(kind, parent, i), present=UNKNOWN, many=True) for i in range(max(count, 1))]
    if forced:
        more[0].present = TRUE
    return more


def other_key(kind: Kind, parent: Entity, index: int) -> str:
    """The key of an element that an open list may hold; the first is the phantom of the other readings."""
    return f"{parent.key}/other {kind.name}" + (f" {index + 1}" if index else "")


def _quantifiers(condition: Condition, above: tuple[Kind, ...]) -> Iterator[tuple[Kind, Condition, tuple[Kind, ...]]]:
    """Each quantifier with those around it that are not its ancestors."""
    match condition:
        case Some(kind, body) | Every(kind, body):
            yield kind, condition, tuple(each for each in above if each not in _ancestors(kind))
            yield from _quantifiers(body, (*above, kind))
        case All(parts) | Any_(parts):
            for part in parts:
                yield from _quantifiers(part, above)
        case Not(part) | Term(body=part):
            yield from _quantifiers(part, above)
        case Lies(number):
            for each in expressions(number):
                if isinstance(each, Sum | Maximum):
                    yield from _quantifiers(each.where, (*above, each.kind))
        case _:
            return


def _ancestors(kind: Kind) -> set[Kind]:
    found = set()
    while kind.parent is not None:
        kind = kind.parent
        found.add(kind)
    return found


def _by_depth(kinds: Iterable[Kind]) -> list[Kind]:
    return sorted(kinds, key=lambda kind: (len(_ancestors(kind)), kind.name))


def _times(above: tuple[Kind, ...], size: dict[Kind, int], counts: dict[Kind, int]) -> int:
    times = 1
    for kind in above:
        times *= 1 if kind.exactly_one else max(1, size.get(kind, 0) + counts.get(kind, 0))
    return times


def _largest(entity: Entity, size: dict[Kind, int]) -> dict[Kind, int]:
    """The length of the longest list of each kind."""
    for kind, listing in entity.children.items():
        size[kind] = max(size.get(kind, 0), len(listing.elements))
        for element in listing.elements:
            _largest(element, size)
    return size
