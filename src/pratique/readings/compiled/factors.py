"""What several conditions share, found before they are compiled.

Rule: where the parts of one conjunction are all among the parts of another, the second one reads the first: a
provision without its exceptions is worked out once, and each level adds what lifts it. So with disjunctions. The
conditions keep their meaning; only how they are put together changes.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import assert_never

from pratique.logic.nodes import (
    AllOf,
    AnyOf,
    Condition,
    Const,
    Exists,
    ForAll,
    InRegion,
    Intersects,
    IsOneOf,
    Not,
    SubsetOf,
    Term,
    TruthFact,
)


def factored(conditions: tuple[Condition, ...]) -> tuple[Condition, ...]:
    """The same conditions in normal form, with shared conjunctions and disjunctions inside larger ones."""
    seen: set[Condition] = set()
    joined = [each for condition in conditions for each in _joined(condition, seen)]
    factors = _Factors(sorted(joined, key=lambda node: -len(node.parts)))
    return tuple(factors.rewritten(condition) for condition in conditions)


class _Factors:
    def __init__(self, largest_first: list[AllOf | AnyOf]) -> None:
        self.known = [(node, frozenset(node.parts)) for node in largest_first if len(node.parts) > 1]
        self.done: dict[Condition, Condition] = {}

    def rewritten(self, node: Condition) -> Condition:
        found = self.done.get(node)
        if found is None:
            found = self.done[node] = self._rebuilt(node)
        return found

    def _rebuilt(self, node: Condition) -> Condition:
        match node:
            case AllOf() | AnyOf():
                return type(node)(tuple(self.rewritten(part) for part in self._covered(node)))
            case Exists(kind, body):
                return Exists(kind, self.rewritten(body))
            case ForAll(kind, body):
                return ForAll(kind, self.rewritten(body))
            case Const() | TruthFact() | InRegion() | IsOneOf() | Intersects() | SubsetOf() | Not() | Term():
                return node
            case _:
                assert_never(node)

    def _covered(self, node: AllOf | AnyOf) -> Iterator[Condition]:
        """The largest known part lists inside this one, and the parts that they leave."""
        left = set(node.parts)
        for other, inner in self.known:
            if len(inner) < len(node.parts) and type(other) is type(node) and inner <= left:
                left -= inner
                yield other
        yield from (part for part in node.parts if part in left)


def _joined(node: Condition, seen: set[Condition]) -> Iterator[AllOf | AnyOf]:
    if node in seen:
        return
    seen.add(node)
    match node:
        case AllOf(parts) | AnyOf(parts):
            yield node
            for part in parts:
                yield from _joined(part, seen)
        case Exists(_, body) | ForAll(_, body):
            yield from _joined(body, seen)
        case Const() | TruthFact() | InRegion() | IsOneOf() | Intersects() | SubsetOf() | Not() | Term():
            return
        case _:
            assert_never(node)
