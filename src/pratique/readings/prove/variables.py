"""Open facts as variables of Z3: a truth, a number with its absence, a group of a choice, the groups in a set.

Rule: values that no condition tells apart are one group and get one variable between them, so that a country has as
many ways as the law knows kinds of country. Whatever is known is folded away: a variable holds terms for what is open
alone, and for what a formula asks of it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import field
from datetime import date
from fractions import Fraction
from functools import lru_cache
from typing import Any, assert_never

import z3

from pratique.logic.entities import is_known
from pratique.logic.intervals import Interval, Region
from pratique.logic.lint import atoms
from pratique.logic.nodes import Condition, DateFact, Fact, Intersects, IsOneOf, NumberFact, SubsetOf
from pratique.logic.truth import TRUE, UNKNOWN, Truth, truth
from pratique.logic.values import NONE, Absence, Choice, Members, Span, Value, point
from pratique.readings.prove.formulas import Formula, both, either, in_interval, inside, negated
from pratique.value_class import dataclass

CALENDAR = Interval(1, date.max.toordinal())
"""Every day there is, as proleptic ordinals."""
Group = frozenset[str]
"""Values of a choice, or members of a set, that no condition tells apart."""
Lists = Mapping[str, Sequence[frozenset[str]]]
"""For each choice and each set, by name, the lists of values that conditions ask for."""


def atoms_of(conditions: Iterable[Condition]) -> Iterator[Condition]:
    """The atoms of the conditions, each once."""
    return iter(dict.fromkeys(atom for condition in conditions for atom in _atoms(condition)))


@lru_cache(maxsize=1024)
def _atoms(condition: Condition) -> tuple[Condition, ...]:
    return tuple(dict.fromkeys(atoms(condition)))


def lists_of(atoms: Iterable[Condition]) -> Lists:
    """What the atoms of conditions ask of choices and sets."""
    found: dict[str, dict[frozenset[str], None]] = {}
    for atom in atoms:
        if isinstance(atom, IsOneOf | Intersects | SubsetOf):
            found.setdefault(atom.fact.name, {})[atom.values] = None
    return {name: tuple(its) for name, its in found.items()}


def groups_of(values: frozenset[str], lists: Sequence[frozenset[str]]) -> list[Group]:
    """The values, those together that are in the same lists; in alphabetical order of their first."""
    found: dict[tuple[bool, ...], list[str]] = {}
    for value in sorted(values):
        found.setdefault(tuple(value in each for each in lists), []).append(value)
    return [frozenset(its) for its in found.values()]


@dataclass(slots=True)
class Variable:
    """An open fact: what it can be, and its terms.

    `term` is a truth or a number (the value itself where it is known), `none` whether there is no number. `groups`
    has for each group of a choice whether it is one of it, for each group of a set whether it has some of it; `asked`
    are those of a set that a formula asked for.
    """

    fact: Fact
    value: Value
    name: str
    term: Any = None
    none: Formula = False
    groups: dict[Group, Formula] = field(default_factory=dict)
    asked: dict[Group, None] = field(default_factory=dict)
    _seen: tuple[object, list[Any]] = (None, [])

    @property
    def is_open(self) -> bool:
        """Whether a formula reads something of it that is not known."""
        return bool(self.constants)

    @property
    def constants(self) -> list[Any]:
        """The constants of Z3 that it is made of, as far as formulas read them."""
        state = (id(self.term), id(self.none), len(self.groups), len(self.asked))
        if self._seen[0] != state:
            self._seen = (state, self._constants())
        return self._seen[1]

    def _constants(self) -> list[Any]:
        read = self.groups.values() if isinstance(self.value, Choice) else [self.groups[each] for each in self.asked]
        found = [self.term, self.none, *read]
        return [each for each in found if z3.is_expr(each) and z3.is_const(each)]

    def is_among(self, values: frozenset[str]) -> Formula:
        """Whether a choice is one of `values`, as far as conditions tell its values apart."""
        assert isinstance(self.value, Choice)
        if not self.groups:
            return not self.value.possible.isdisjoint(values)
        met = [formula for group, formula in self.groups.items() if not group.isdisjoint(values)]
        return len(met) == len(self.groups) or either(met)

    def meets(self, values: frozenset[str]) -> Formula:
        """Whether a set has a member among `values` (which hold a group whole or not at all)."""
        assert isinstance(self.value, Members)
        if not self.value.must.isdisjoint(values):
            return True
        return either(self._has(group) for group in self.groups if not group.isdisjoint(values))

    def within(self, value: Value) -> Formula:
        """Whether it turns out to be one of the ways of `value`."""
        match value:
            case Truth():
                plain = self.value is TRUE if self.term is None else self.term
                return True if value is UNKNOWN else plain if value is TRUE else negated(plain)
            case Choice(possible):
                return self.is_among(possible)
            case Members(must, may):
                return self._has_between(must, may)
            case Span(interval, none):
                absent: Formula = False if none is Absence.NO else self.none
                lies = inside(self.term, Region((interval,))) if none is not Absence.YES else False
                return either((absent, both((negated(self.none), lies))))
            case _:
                assert_never(value)

    def value_in(self, model: Any) -> Value:
        """What it is in a completion; of a group one value, and no members that no formula asks for."""

        def told(term: Formula) -> bool:
            return term if isinstance(term, bool) else z3.is_true(model.eval(term, model_completion=True))

        match self.value:
            case Truth():
                return self.value if self.term is None else truth(told(self.term))
            case Choice() if self.groups:
                return Choice(frozenset({min(next(each for each, term in self.groups.items() if told(term)))}))
            case Members(must):
                there = must | {min(group) for group in self.asked if told(self.groups[group])}
                return Members(there, there)
            case Span() if z3.is_expr(self.term):
                return NONE if told(self.none) else point(_number(model.eval(self.term, model_completion=True)))
            case known:
                return known

    def made(self, value: Value) -> list[tuple[Any, Any]]:
        """Terms with what they become once it is made `value` (or gets its members). Raises TypeError for a span."""
        match value:
            case Truth():
                return [(self.term, z3.BoolVal(value is TRUE))] if z3.is_expr(self.term) else []
            case Choice(possible):
                chosen = {group: not group.isdisjoint(possible) for group in self.groups}
                made = [(term, z3.BoolVal(chosen[group])) for group, term in self.groups.items()]
                return [(term, to) for term, to in made if z3.is_const(term)]
            case Members(must):
                return [(self.groups[each], z3.BoolVal(True)) for each in self.asked if not each.isdisjoint(must)]
            case _:
                raise TypeError(f"{self.name} is not made {value!r}")

    def _has(self, group: Group) -> Formula:
        self.asked[group] = None
        return self.groups[group]

    def _has_between(self, must: frozenset[str], may: frozenset[str]) -> Formula:
        assert isinstance(self.value, Members)
        if not (self.value.must <= may and must <= self.value.may):
            return False
        return both(
            self._has(group) if not group.isdisjoint(must) else negated(self._has(group))
            for group in self.groups
            if not group.isdisjoint(must) or group.isdisjoint(may)
        )


def variable(fact: Fact, value: Value, name: str, lists: Lists) -> tuple[Variable, list[Formula]]:
    """The variable of a fact of which `value` is known, and what is always so of it."""
    found = Variable(fact, value, name)
    match value:
        case Truth():
            found.term = z3.Bool(name) if value is UNKNOWN else None
            return found, []
        case Choice(possible):
            return found, list(_choice(found, groups_of(possible, lists.get(fact.name, ()))))
        case Members(must, may):
            groups = groups_of(may - must, lists.get(fact.name, ()))
            found.groups = {group: z3.Bool(f"{name}|{min(group)}") for group in groups}
            return found, []
        case Span():
            return found, list(_span(found, value))
        case _:
            assert_never(value)


def _choice(found: Variable, groups: Sequence[Group]) -> list[Formula]:
    """One truth tells two groups apart; more have one each, of which exactly one holds."""
    if len(groups) < 2:
        return []
    terms = [z3.Bool(f"{found.name}|{min(group)}") for group in groups]
    if len(groups) == 2:
        terms = [terms[0], z3.Not(terms[0])]
    found.groups = dict(zip(groups, terms, strict=True))
    return [] if len(groups) == 2 else [z3.PbEq([(term, 1) for term in terms], 1)]


def _span(found: Variable, value: Span) -> list[Formula]:
    fact = found.fact
    assert isinstance(fact, NumberFact | DateFact)
    found.none = value.none is Absence.YES
    if is_known(value):
        found.term = None if found.none else value.interval.low
        return []
    whole = isinstance(fact, DateFact) or fact.whole
    found.term = z3.Int(found.name) if whole else z3.Real(found.name)
    if value.none is Absence.MAYBE:
        found.none = z3.Bool(f"{found.name}|none")
    interval = value.interval.meet(CALENDAR) if isinstance(fact, DateFact) else value.interval
    limit = either((found.none, in_interval(found.term, interval)))
    return [] if limit is True else [limit]


def _number(value: Any) -> int | Fraction:
    if z3.is_rational_value(value):
        return Fraction(value.numerator_as_long(), value.denominator_as_long())
    return int(value.as_long())
