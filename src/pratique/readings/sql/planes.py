"""Truths as two planes, known true and known false, and the columns that they are computed in.

Rule: a plane is a Boolean that is never null, so that no engine pays for three-valued AND and OR; a normal form never
negates what is derived, so the planes of a join are joins of planes. Planes are interned: what occurs twice is a
column of its own, computed one layer before those that use it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import field

from sqlglot import exp

from pratique.logic.ordering import parts_first
from pratique.value_class import dataclass

Plane = bool | int
"""A plane by its number (from 2 on: 0 and 1 equal truths), or a truth that is the same on every row."""
Planes = tuple[Plane, Plane]
"""Known true, known false."""
OPEN: Planes = (False, False)
WORD = 62
"""How many planes travel in one BIGINT."""


@dataclass(slots=True)
class Layers:
    """The planes of one row space; `names` holds what a reader would call them."""

    _leaves: dict[int, Callable[[], exp.Expr]] = field(default_factory=dict)
    _joins: dict[int, tuple[bool, frozenset[int]]] = field(default_factory=dict)
    _interned: dict[object, int] = field(default_factory=dict)
    names: dict[int, str] = field(default_factory=dict)

    def leaf(self, key: object, expression: Callable[[], exp.Expr]) -> Plane:
        """An expression over base columns that is never null, written when it is needed."""
        number = self._interned.setdefault(key, len(self._interned) + 2)
        self._leaves.setdefault(number, expression)
        return number

    def join(self, parts: Iterable[Plane], *, conjunction: bool) -> Plane:
        """All or any of the planes."""
        found = dict.fromkeys(parts)
        numbers = frozenset(part for part in found if not isinstance(part, bool))
        said = {part for part in found if isinstance(part, bool)}
        if (not conjunction) in said:
            return not conjunction
        if not numbers:
            return conjunction
        if len(numbers) == 1:
            return next(iter(numbers))
        number = self._interned.setdefault((conjunction, numbers), len(self._interned) + 2)
        self._joins.setdefault(number, (conjunction, numbers))
        return number

    def all_of(self, parts: Iterable[Planes]) -> Planes:
        """The planes of a conjunction."""
        its = list(parts)
        true, false = [part for part, _ in its], [part for _, part in its]
        return self.join(true, conjunction=True), self.join(false, conjunction=False)

    def any_of(self, parts: Iterable[Planes]) -> Planes:
        """The planes of a disjunction."""
        false, true = self.all_of((false, true) for true, false in parts)
        return true, false

    def columns(self, wanted: Iterable[Plane]) -> tuple[list[list[tuple[str, exp.Expr]]], dict[Plane, str]]:
        """Layers of named columns, each over the one before, and the name of the column of each wanted plane."""
        goals = [plane for plane in dict.fromkeys(wanted) if not isinstance(plane, bool)]
        order = parts_first(goals, {number: parts for number, (_, parts) in self._joins.items()})
        uses = Counter(part for number in order if number in self._joins for part in self._joins[number][1])
        named = {number for number in order if number in goals or uses[number] > 1}
        ready: dict[int, int] = {}
        written: dict[int, Callable[[], exp.Expr]] = {}
        layers: list[list[tuple[str, exp.Expr]]] = []
        for number in order:
            if number in self._joins:
                conjunction, parts = self._joins[number]
                its = sorted(parts)
                ready[number] = max(ready[part] for part in its)
                written[number] = _joining(conjunction, [written[part] for part in its])
            else:
                ready[number], written[number] = 0, self._leaves[number]
            if number in named:
                layers += [[] for _ in range(ready[number] + 1 - len(layers))]
                layers[ready[number]].append((self._name(number), written[number]()))
                written[number] = _column(self._name(number))
                ready[number] += 1
        return layers, {number: self._name(number) for number in goals}

    def _name(self, number: int) -> str:
        return self.names.get(number, f"c{number}")


def _column(name: str) -> Callable[[], exp.Expr]:
    return lambda: exp.column(name, quoted=True)


def _joining(conjunction: bool, parts: list[Callable[[], exp.Expr]]) -> Callable[[], exp.Expr]:
    def write() -> exp.Expr:
        kind = exp.And if conjunction else exp.Or
        inner = exp.Or if conjunction else exp.And
        joined: exp.Expr | None = None
        for part in parts:
            each = part()
            each = exp.Paren(this=each) if isinstance(each, inner) else each
            joined = each if joined is None else kind(this=joined, expression=each)
        assert joined is not None
        return joined

    return write


@dataclass(slots=True)
class Words:
    """Planes that travel to other rows, each with what it is where there is no row."""

    slots: dict[Plane, int] = field(default_factory=dict)
    defaults: list[bool] = field(default_factory=list)

    def slot(self, plane: Plane, default: bool) -> int:
        """The place of a plane among the bits."""
        if plane not in self.slots:
            self.slots[plane] = len(self.slots)
            self.defaults.append(default)
        return self.slots[plane]
