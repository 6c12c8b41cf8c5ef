"""Hashes that are worked out once: conditions are deep, and readings look them up whole, again and again.

Rule: the node never changes, so its hash does not either; equality stays what the dataclass says.
"""

from __future__ import annotations

from typing import TypeVar

T = TypeVar("T")


def hashed_once(cls: type[T]) -> type[T]:
    """Keep the hash of a node once it is known: trees are looked up whole, again and again."""
    generated = cls.__hash__

    def remembered(self: T) -> int:
        try:
            return self._hash  # type: ignore[attr-defined, no-any-return]
        except AttributeError:
            object.__setattr__(self, "_hash", generated(self))
            return self._hash  # type: ignore[attr-defined, no-any-return]

    cls.__hash__ = remembered  # type: ignore[assignment, method-assign]
    return cls
