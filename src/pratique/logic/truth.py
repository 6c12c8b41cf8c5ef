"""Truth in three values, strong Kleene.

Rule: UNKNOWN is a value, never an error and never a no. No truth is silently turned into a Python bool, not
even a known one, so that a branch on an unknown cannot hide until the day the fact is missing.

The codes 0, 1, 3 make `and` the bitwise and, `or` the bitwise or; columns of truths use the same codes.
"""

from __future__ import annotations

from collections.abc import Iterable
from enum import Enum
from typing import Protocol, TypeVar


class Truth(Enum):
    """FALSE, UNKNOWN or TRUE."""

    FALSE = 0
    UNKNOWN = 1
    TRUE = 3

    def __bool__(self) -> bool:
        raise TypeError(
            f"{self!r} is not a Python bool: write `is TRUE`, `is not FALSE` or combine it with &, | and ~."
        )

    def __and__(self, other: Truth) -> Truth:
        return Truth(self.value & other.value) if isinstance(other, Truth) else NotImplemented

    def __or__(self, other: Truth) -> Truth:
        return Truth(self.value | other.value) if isinstance(other, Truth) else NotImplemented

    def __invert__(self) -> Truth:
        return _NEGATED[self]

    __hash__ = object.__hash__  # there is one of each; an enumeration's own is worked out of its name each time

    def __repr__(self) -> str:
        return self.name

    @property
    def is_possible(self) -> bool:
        """Whether some way that the unknowns turn out makes it true."""
        return self is not Truth.FALSE

    @property
    def is_certain(self) -> bool:
        """Whether every way that the unknowns turn out makes it true."""
        return self is Truth.TRUE


FALSE, UNKNOWN, TRUE = Truth.FALSE, Truth.UNKNOWN, Truth.TRUE
_NEGATED = {FALSE: TRUE, UNKNOWN: UNKNOWN, TRUE: FALSE}


def truth(value: bool | None) -> Truth:
    """The truth of a Python answer; None is UNKNOWN."""
    return UNKNOWN if value is None else TRUE if value else FALSE


class HasTruth(Protocol):
    """What has a truth: a verdict, a trace, the places where an answer turns."""

    @property
    def truth(self) -> Truth: ...


T = TypeVar("T", bound=HasTruth)


def fold(parts: Iterable[T], absorbing: Truth) -> tuple[Truth, list[T]]:
    """The truth of `parts` taken together, and which of them make it so, in order.

    `absorbing` is FALSE where all have to hold (of nothing: TRUE), TRUE where any has to (of nothing: FALSE). A part
    that absorbs makes it so alone, and none is read after it; else those that are UNKNOWN do; else none is named, as
    all agree. Every reading that joins parts or elements joins them here.
    """
    undecided: list[T] = []
    for each in parts:
        found = each.truth
        if found is absorbing:
            return absorbing, [each]
        if found is UNKNOWN:
            undecided.append(each)
    return (UNKNOWN if undecided else ~absorbing), undecided


def all_true(truths: Iterable[Truth]) -> Truth:
    """Conjunction; TRUE of nothing."""
    code = 3
    for each in truths:
        code &= each.value
    return Truth(code)


def any_true(truths: Iterable[Truth]) -> Truth:
    """Disjunction; FALSE of nothing."""
    code = 0
    for each in truths:
        code |= each.value
    return Truth(code)
