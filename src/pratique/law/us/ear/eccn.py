"""An ECCN that somebody stated: it stands in the place of the figures it would be worked out from.

Rule: a stated number decides by itself, whichever way; that the figures say otherwise, where they are known, is a
contradiction. Nothing is said by a number that was not stated.
"""

from __future__ import annotations

from pratique.facts.conclusions import A_NUMBERS, B_NUMBERS, eccn
from pratique.facts.definition import NOT_STATED
from pratique.logic.author import all_of, any_of
from pratique.logic.nodes import AllOf, AnyOf, Condition

A = A_NUMBERS
B = B_NUMBERS
C = ("3A090.c",)
WEIGHTS = ("4E091",)
A_OR_B = A + B


def or_classified(elements: Condition, numbers: tuple[str, ...]) -> Condition:
    """What the figures say of an item whose number was not stated; else whether that is one of `numbers`."""
    return any_of(all_of(elements, eccn.is_(NOT_STATED)), eccn.is_(*numbers))


def elements_behind(classified: Condition) -> Condition:
    """What the figures alone say."""
    assert isinstance(classified, AnyOf)
    assert isinstance(classified.parts[0], AllOf)
    return classified.parts[0].parts[0]
