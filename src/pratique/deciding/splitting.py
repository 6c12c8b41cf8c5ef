"""Sharper ranges of one node: the open facts that its conditions read both ways, split into cells.

Rule: never wider than what was read, and never wrong. A cell speaks of one element; one that stands for any number of
others is not split (readings.case_split), and neither are the facts of parties, of which there would be too many.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

from pratique.facts.kinds import CASE, PART
from pratique.logic.entities import Entity, is_known, value_of
from pratique.logic.lint import read_both_ways
from pratique.logic.nodes import Condition, Fact

CELLS = 48
"""Into at most so many cells the open facts of one node are split."""


def sharpened(conditions: tuple[Condition, ...], plain: Sequence[int], case: Entity) -> Sequence[int]:
    """The truth codes of the case, `plain` as they stand, sharpened by the conditions of those that are open."""
    from pratique.readings.case_split import settled_by_cells

    split = _split_worthy(conditions)
    if all(is_known(value_of(case, fact)) for fact in split if fact.kind is CASE):
        return plain
    return settled_by_cells(conditions, plain, case, split, CELLS)


def sharpened_alone(
    conditions: tuple[Condition, ...], plain: Sequence[int], case: Entity, element: Entity
) -> Sequence[int]:
    """The same of one element, read with the case around it."""
    from pratique.readings.case_split import settled_by_cells

    return settled_by_cells(conditions, plain, case, _split_worthy(conditions), CELLS, element)


@lru_cache(maxsize=256)
def _split_worthy(conditions: tuple[Condition, ...]) -> frozenset[Fact]:
    """The facts read both ways that belong to the case or a part; doubt about the law is read exactly already."""
    return frozenset(
        fact
        for fact in read_both_ways(*conditions)
        if fact.kind in (CASE, PART) and not fact.name.startswith("legal.")
    )
