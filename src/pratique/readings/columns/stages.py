"""Expressions over the columns of one row space, with what several of them share computed once.

Rule: conjunctions and disjunctions are sets of interned parts; a pair of parts that occurs in two of them becomes a
part of its own. Whatever is used twice is named and computed in a stage before its users. Nothing here branches on
a truth: null is unknown, and `&`, `|`, `~` on nullable Booleans are strong Kleene.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import field
from functools import reduce
from itertools import combinations

import polars as pl

from pratique.logic.ordering import parts_first
from pratique.logic.truth import FALSE, TRUE, UNKNOWN, Truth
from pratique.value_class import dataclass

NULL = pl.lit(None, pl.Boolean)

Part = int | Truth
"""A part of a stage by its number, or a truth that is the same on every row."""


@dataclass(slots=True)
class Stage:
    """The expressions of one row space; `base` holds the columns that they read."""

    base: dict[str, pl.Series] = field(default_factory=dict)
    _leaves: dict[int, pl.Expr] = field(default_factory=dict)
    _joins: dict[int, tuple[bool, frozenset[int]]] = field(default_factory=dict)
    _interned: dict[object, int] = field(default_factory=dict)

    def leaf(self, key: object, expression: pl.Expr) -> int:
        """An expression over base columns."""
        number = self._number(key)
        self._leaves.setdefault(number, expression)
        return number

    def column(self, key: object, series: pl.Series) -> int:
        """A truth column that was computed elsewhere."""
        number = self._number(key)
        name = f"given {number}"
        self.base.setdefault(name, series)
        self._leaves.setdefault(number, pl.col(name))
        return number

    def join(self, parts: Iterable[Part], *, conjunction: bool) -> Part:
        """All or any of the parts."""
        absorbing, neutral = (FALSE, TRUE) if conjunction else (TRUE, FALSE)
        found = set(parts)
        if absorbing in found:
            return absorbing
        found.discard(neutral)
        if not found:
            return neutral
        if found == {UNKNOWN}:
            return UNKNOWN
        numbers = frozenset(self.leaf("unknown", NULL) if isinstance(p, Truth) else p for p in found)
        return next(iter(numbers)) if len(numbers) == 1 else self._join(conjunction, numbers)

    def run(self, outputs: Iterable[int], size: int) -> dict[int, pl.Series]:
        """The columns of the outputs."""
        wanted = list(dict.fromkeys(outputs))
        if not wanted:
            return {}
        self._share_pairs(wanted)
        frame = pl.DataFrame(self.base) if self.base else pl.DataFrame({"row": pl.repeat(0, size, eager=True)})
        for stage in self._stages(wanted):
            frame = frame.with_columns(expression.alias(f"part {number}") for number, expression in stage.items())
        return {number: frame[f"part {number}"] for number in wanted}

    def _number(self, key: object) -> int:
        return self._interned.setdefault(key, len(self._interned))

    def _join(self, conjunction: bool, numbers: frozenset[int]) -> int:
        number = self._number((conjunction, numbers))
        self._joins.setdefault(number, (conjunction, numbers))
        return number

    def _share_pairs(self, wanted: list[int]) -> None:
        """Give the commonest pair of parts a number of its own, until no pair occurs twice."""
        used = self._used(wanted)
        for conjunction in (True, False):
            joins = {n: self._joins[n][1] for n in used if n in self._joins and self._joins[n][0] is conjunction}
            whole = {_pair(parts): number for number, parts in joins.items() if len(parts) == 2}
            pairs = Counter(pair for parts in joins.values() if len(parts) > 2 for pair in _pairs(parts))
            while pairs:
                pair, count = max(pairs.items(), key=lambda each: (each[1] + (each[0] in whole), -each[0][0]))
                if count + (pair in whole) < 2:
                    break
                both = frozenset(pair)
                shared = whole.setdefault(pair, self._join(conjunction, both))
                for number, parts in joins.items():
                    if both < parts:
                        joins[number] = (parts - both) | {shared}
                        pairs.subtract(_pairs(parts))
                        if len(joins[number]) > 2:
                            pairs.update(_pairs(joins[number]))
                        else:
                            whole.setdefault(_pair(joins[number]), number)
            self._joins.update({number: (conjunction, parts) for number, parts in joins.items()})

    def _used(self, wanted: Iterable[int]) -> set[int]:
        used: set[int] = set()
        waiting = list(wanted)
        while waiting:
            number = waiting.pop()
            if number not in used:
                used.add(number)
                waiting += self._joins[number][1] if number in self._joins else ()
        return used

    def _stages(self, wanted: list[int]) -> list[dict[int, pl.Expr]]:
        """What to compute, stage by stage: outputs and whatever is used twice."""
        used = self._used(wanted)
        uses = Counter(part for n in used if n in self._joins for part in self._joins[n][1])
        named = {n for n in used if n in wanted or (uses[n] > 1 and not self._is_base(n))}
        ready: dict[int, int] = {}
        expressions: dict[int, pl.Expr] = {}
        stages: list[dict[int, pl.Expr]] = []
        for number in parts_first(wanted, {number: parts for number, (_, parts) in self._joins.items()}):
            if number in self._joins:
                conjunction, parts = self._joins[number]
                ready[number] = max(ready[part] for part in parts)
                joined = (expressions[part] for part in sorted(parts))
                expressions[number] = reduce((lambda a, b: a & b) if conjunction else (lambda a, b: a | b), joined)
            else:
                ready[number], expressions[number] = 0, self._leaves[number]
            if number in named:
                stages += [{} for _ in range(ready[number] + 1 - len(stages))]
                stages[ready[number]][number] = expressions[number]
                expressions[number] = pl.col(f"part {number}")
                ready[number] += 1
        return stages

    def _is_base(self, number: int) -> bool:
        return f"given {number}" in self.base


def _pairs(parts: frozenset[int]) -> Iterable[tuple[int, int]]:
    return combinations(sorted(parts), 2)


def _pair(parts: frozenset[int]) -> tuple[int, int]:
    low, high = sorted(parts)
    return low, high
