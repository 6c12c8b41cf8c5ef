"""Elements of which the same is said: a few of them stand for all.

Rule: whatever some or every element of a list must be, is shown by as many elements as the conditions can need
witnesses; so of those that say the same no more are kept. Where something is added up over a list, all are. An answer
about one of them is an answer about all.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace

from pratique.logic.entities import Entity, Listing
from pratique.logic.nodes import Condition, InRegion, Kind, SumOver
from pratique.logic.traverse import expressions


@dataclass(slots=True)
class Twins:
    """For the first of some elements that say the same the keys of `all`; for each other that is kept the `first`."""

    all: dict[str, list[str]] = field(default_factory=dict)
    first: dict[str, str] = field(default_factory=dict)

    def of(self, key: str) -> list[str]:
        """The keys of everything that is asked together with `key`: of an element, or of something below one."""
        for kept, others in self.all.items():
            if key == kept or key.startswith(f"{kept}/"):
                return [other + key[len(kept) :] for other in others]
        return [key]

    def asked_as(self, key: str) -> str:
        """The key under which it is asked."""
        for kept, first in self.first.items():
            if key == kept or key.startswith(f"{kept}/"):
                return first + key[len(kept) :]
        return key


def condensed(case: Entity, most: Mapping[Kind, int], twins: Twins) -> Entity:
    """The case with at most so many elements of each kind of which the same is said (one where nothing is said)."""
    children = {}
    for kind, listing in case.children.items():
        kept: list[Entity] = []
        found: dict[object, list[Entity]] = {}
        for element in listing.elements:
            same = found.setdefault(_content(element), [])
            same.append(element)
            if len(same) <= most.get(kind, 1):
                kept.append(element)
                if len(same) > 1:
                    twins.first[element.key] = same[0].key
            its = twins.all.setdefault(same[0].key, [])
            if element.key not in its:
                its.append(element.key)
        children[kind] = Listing(kept, listing.closed)
    return replace(case, children=children)


def added_up(atoms: Iterable[Condition]) -> frozenset[Kind]:
    """The kinds over which something is added up."""
    numbers = (atom.number for atom in atoms if isinstance(atom, InRegion))
    return frozenset(each.kind for number in numbers for each in expressions(number) if isinstance(each, SumOver))


def _content(element: Entity) -> object:
    """Equal for elements that differ in their key alone."""
    return (
        element.kind.name,
        frozenset(element.values.items()),
        element.present,
        element.many,
        element.carried.key if element.carried is not None else None,
        frozenset(
            (kind.name, listing.closed, tuple(sorted(str(_content(each)) for each in listing.elements)))
            for kind, listing in element.children.items()
        ),
    )
