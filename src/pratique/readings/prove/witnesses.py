"""How many elements more an open list must be given, so that a proof over it is a proof for any number.

Rule: a condition that asks for some element needs one witness for each time it asks, and each time again for every
element of another list inside which it asks. More than that many elements can always be left out again. The largest
of a list needs one, and so does a sum of what nothing else reads: one element can stand for all that were left out.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from pratique.logic.entities import Entity, other_key
from pratique.logic.intervals import INFINITY
from pratique.logic.nodes import (
    Condition,
    Exists,
    ForAll,
    InRegion,
    Kind,
    MaxOver,
    NumberFact,
    Numeric,
    SumOver,
)
from pratique.logic.traverse import children, expressions
from pratique.logic.truth import TRUE, UNKNOWN

Asked = tuple[Kind, Condition | Numeric, tuple[Kind, ...]]
"""A list that is asked for an element, what asks, and the lists around it."""
MOST = 12
"""More witnesses than this are not tried: the answer is then left as wide as `decide` has it."""


def witnesses(conditions: Iterable[Condition], case: Entity) -> dict[Kind, int]:
    """For each kind: how many witnesses the conditions can need in one list of it."""
    found: dict[Kind, dict[tuple[Condition | Numeric, tuple[Kind, ...]], None]] = {}
    entered = set[tuple[int, tuple[Kind, ...]]]()
    for condition in conditions:
        for kind, node, above in _quantifiers(condition, (), entered):
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
        return [] if listing.elements else [Entity(kind, other_key(kind, parent.key))]
    several = any(each.many for each in listing.elements)
    if listing.closed and not several and (listing.elements or not kind.at_least_one):
        return []
    forced = kind.at_least_one and not listing.elements
    start = 1 if several else 0  # an answer made the first of them an element of its own
    keys = [other_key(kind, parent.key, index) for index in range(start, max(count, 1))]
    some = [TRUE if forced and key is keys[0] else UNKNOWN for key in keys]
    return [Entity(kind, key, present=there, many=True) for key, there in zip(keys, some, strict=True)]


def adds_up(number: SumOver, others: Iterable[Condition]) -> bool:
    """Whether one more element can stand for any number of them in a sum: what it adds is read by nothing else.

    `others` are the atoms of all conditions that are read together.
    """
    body = number.body
    if not isinstance(body, NumberFact) or body.domain.low < 0 or body.domain.high != INFINITY:
        return False
    return all(_reads_once(atom, number, body) for atom in others)


def _reads_once(atom: Condition, number: SumOver, body: NumberFact) -> bool:
    if not isinstance(atom, InRegion):
        return True
    read = list(expressions(atom.number))
    return sum(each is body for each in read) == sum(each == number for each in read)


def _quantifiers(
    condition: Condition, above: tuple[Kind, ...], entered: set[tuple[int, tuple[Kind, ...]]]
) -> Iterator[Asked]:
    """Each quantifier with those around it that are not its ancestors; a node that is shared is entered once."""
    if (id(condition), above) in entered:
        return
    entered.add((id(condition), above))
    match condition:
        case Exists(kind, body) | ForAll(kind, body):
            yield kind, condition, tuple(each for each in above if each not in _ancestors(kind))
            yield from _quantifiers(body, (*above, kind), entered)
        case InRegion(number):
            for each in expressions(number):
                if isinstance(each, SumOver | MaxOver):
                    yield each.kind, each, tuple(a for a in above if a not in _ancestors(each.kind))
                    yield from _quantifiers(each.where, (*above, each.kind), entered)
        case _:
            for part in children(condition):
                yield from _quantifiers(part, above, entered)


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
