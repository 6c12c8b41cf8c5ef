"""Sharper ranges of one node: the open facts that its conditions read both ways, split into cells.

Rule: never wider than what was read, and never wrong. A cell speaks of one element; one that stands for any number of
others is not split (readings.case_split), and neither are the facts of parties, of which there would be too many.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

from msgspec import structs

from pratique.facts.kinds import CASE, PART
from pratique.logic.entities import Entity, Listing, is_known, value_of
from pratique.logic.lint import binate
from pratique.logic.nodes import Condition, Fact

CELLS = 48
"""Into at most so many cells the open facts of one node are split."""


def sharpened(conditions: tuple[Condition, ...], case: Entity) -> Sequence[int] | None:
    """The truth codes of conditions on the case; None where no fact of its own is worth splitting."""
    from pratique.readings.case_split import sharpen

    split = _split_worthy(conditions)
    if all(is_known(value_of(case, fact)) for fact in split if fact.kind is CASE):
        return None
    return sharpen(conditions, case, split, CELLS).codes


def sharpened_alone(conditions: tuple[Condition, ...], case: Entity, element: Entity) -> Sequence[int]:
    """The truth codes of conditions on one element, read with the case around it."""
    from pratique.readings.case_split import sharpen_each

    alone = structs.replace(case, children={**case.children, element.kind: Listing([element], closed=True)})
    return sharpen_each(conditions, alone, element.kind, _split_worthy(conditions), CELLS)[0].codes


@lru_cache(maxsize=256)
def _split_worthy(conditions: tuple[Condition, ...]) -> frozenset[Fact]:
    """The facts read both ways that belong to the case or a part; doubt about the law is read exactly already."""
    return frozenset(
        fact for fact in binate(*conditions) if fact.kind in (CASE, PART) and not fact.name.startswith("legal.")
    )
