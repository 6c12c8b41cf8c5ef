"""Acts that say the same but for whose they are: what was said of the first is said of each, under its own keys.

Rule: no condition compares elements with each other, so where the same keys stand for the same elements in both, what
is read of one act differs from what is read of the other in keys alone (as `kindred` has it of the parts of one).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from pratique.deciding.own_keys import Keys, Places
from pratique.deciding.rows import AlikeRows, Groups, RowClass
from pratique.facts.kinds import CASE
from pratique.logic.entities import Entity, elements_of, phantom
from pratique.readings.decide import Remembered, bind
from pratique.value_class import dataclass

if TYPE_CHECKING:
    from pratique.deciding.kindred import Family
    from pratique.deciding.outcomes import InstrumentOutcome, NodeOutcome


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

        return group.of(case.listing(kind).elements, [phantom(kind, case)], make, lambda: family.sorting(kind))
    if kind is CASE:
        its = None if group[0].family is None else family
        inside = bound if its is None else Remembered(bind({}, its.condensed))
        return tuple(replace(node, element=case, bound=inside, family=its, moved=(node, keys)) for node in group)
    return tuple(
        replace(node, element=element, bound=Remembered(bind(bound, element)), moved=(node, keys))
        for node, element in zip(group, elements_of(case, kind), strict=True)
    )
