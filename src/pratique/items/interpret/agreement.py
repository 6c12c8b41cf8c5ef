"""Whether two statements of one fact agree.

Rule: they do where one says all that the other says and more; then the one that says more holds. Any two others
are in conflict, and nobody here decides which is right.
"""

from __future__ import annotations

from pratique.logic.truth import Truth
from pratique.logic.values import Value


def narrower(one: Value, other: Value) -> Value | None:
    """The one of two values that says more, where every way it can turn out is a way of the other; else None."""
    if isinstance(one, Truth) or isinstance(other, Truth) or type(one) is not type(other):
        return one if one is other else None
    if one.holds(other):  # type: ignore[arg-type]
        return other
    return one if other.holds(one) else None  # type: ignore[arg-type]
