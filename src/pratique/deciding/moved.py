"""Acts that say the same but for whose they are: what was said of the first is said of each, under its own keys.

Rule: no condition compares elements with each other, so where the same keys stand for the same elements in both, what
is read of one act differs from what is read of the other in keys alone (as `kindred` has it of the parts of one).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple

from pratique.deciding.rows import AlikeRows, Groups, RowClass
from pratique.facts.keys import upward
from pratique.facts.kinds import CASE
from pratique.logic.entities import Entity, elements_of, phantom
from pratique.logic.truth import Truth
from pratique.readings.decide import Open, Remembered, bind
from pratique.readings.explain import Seen
from pratique.value_class import dataclass

if TYPE_CHECKING:
    from pratique.deciding.kindred import Family
    from pratique.deciding.outcomes import InstrumentOutcome, NodeOutcome, ProvisionOutcome


class Places:
    """The keys of the elements of an act, each with its place; what stands below one is found once."""

    def __init__(self, keys: Iterable[str]) -> None:
        self._places = {key: place for place, key in enumerate(keys)}
        self._known: dict[str, tuple[int | None, str]] = {}
        self._split: dict[frozenset[Open], tuple[frozenset[Open], tuple[tuple[int, str, str], ...]]] = {}

    def are(self, keys: tuple[str, ...]) -> bool:
        """Whether these are its keys, in their order."""
        return tuple(self._places) == keys

    def of(self, key: str) -> tuple[int | None, str]:
        """The place of the element that a key is of or lies in, and what follows it; None where there is none."""
        found = self._known.get(key)
        if found is None:
            its = next((each for each in upward(key) if each in self._places), None)
            found = (None, "") if its is None else (self._places[its], key[len(its) :])
            self._known[key] = found
        return found

    def split(self, opens: frozenset[Open]) -> tuple[frozenset[Open], tuple[tuple[int, str, str], ...]]:
        """What is open elsewhere, and what is open at its elements: the place, what follows it, and the fact."""
        found = self._split.get(opens)
        if found is None:
            at = {one: self.of(one.key) for one in opens}
            kept = frozenset(one for one, (place, _) in at.items() if place is None)
            placed = ((place, below, one.fact) for one, (place, below) in at.items() if place is not None)
            found = self._split[opens] = kept, tuple(placed)
        return found


@dataclass(frozen=True)
class Keys:
    """The keys in an act that was decided, as those of another that says the same (`own`, by the place of each)."""

    own: tuple[str, ...]
    first: Places

    def of(self, key: str) -> str:
        """The key that an element has here."""
        place, below = self.first.of(key)
        return key if place is None else self.own[place] + below

    def opens(self, opens: frozenset[Open]) -> frozenset[Open]:
        """What is open there, as it is open here."""
        own, (kept, placed) = self.own, self.first.split(opens)
        return kept.union([Open(own[place] + below, fact) for place, below, fact in placed])


class Element(NamedTuple):
    """One element of a condition as it reads at a node: its words, its truth, and the facts that make it so."""

    text: str
    truth: Truth
    seen: tuple[Seen, ...]

    def of(self, keys: Keys) -> Element:
        """The same at another node."""
        return self._replace(seen=tuple([Seen(keys.of(each.key), each.fact, each.value) for each in self.seen]))


@dataclass(frozen=True)
class Moved:
    """The node of an act that was decided, of which another node says the same."""

    node: NodeOutcome
    keys: Keys

    @property
    def open(self) -> frozenset[Open]:
        """What is open at the other node."""
        return self.keys.opens(self.node.open)

    @property
    def provisions(self) -> tuple[ProvisionOutcome, ...]:
        """What each provision does to the other node."""
        return tuple(replace(one, open=self.keys.opens(one.open)) for one in self.node.provisions)


@dataclass(frozen=True)
class FirstOfItsKind:
    """What instruments say of the first of several acts that say the same."""

    case: Entity
    outcomes: tuple[InstrumentOutcome, ...]
    places: Places

    def of(self, case: Entity, own: tuple[str, ...], family: Family) -> Iterator[InstrumentOutcome]:
        """What they say of one of the others, whose keys are `own`."""
        keys, bound = Keys(own, self.places), Remembered(bind({}, case))
        for outcome in self.outcomes:
            groups = outcome.nodes.groups if isinstance(outcome.nodes, Groups) else [outcome.nodes]
            yield replace(outcome, nodes=Groups(_moved(group, family, bound, keys) for group in groups))


def _moved(group: Sequence[NodeOutcome], family: Family, bound: Remembered, keys: Keys) -> Sequence[NodeOutcome]:
    if not group:
        return group
    case, kind = family.case, group[0].kind
    if isinstance(group, AlikeRows):
        first = group[0]

        def make(element: Entity, way: RowClass, like: str | None) -> NodeOutcome:
            inside = Remembered(bind(bound, element))
            node: NodeOutcome = replace(
                first, element=element, bound=inside, range=way.range, enforced=way.enforced, like=like
            )
            return node

        return group.of(case.listing(kind).elements, [phantom(kind, case)], make, lambda: family.classes_of(kind))
    if kind is CASE:
        its = None if group[0].family is None else family
        inside = bound if its is None else Remembered(bind({}, its.condensed))
        return tuple(replace(node, element=case, bound=inside, family=its, moved=Moved(node, keys)) for node in group)
    return tuple(
        replace(node, element=element, bound=Remembered(bind(bound, element)), moved=Moved(node, keys))
        for node, element in zip(group, elements_of(case, kind), strict=True)
    )
