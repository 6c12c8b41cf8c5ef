"""Every way the unknowns of a dossier can turn out, written for Z3 without the program's proof reading.

Rule: this shares nothing with `readings/prove*` and `usecases/missing/formulas`. One variable for each open fact of
each element, whatever reads it; conditions as they were authored, not their normal form; an open list gets two
elements more than it names. What Z3 finds is never trusted: each completion is written out as elements of which
nothing is unknown, and read by the interpreter.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from fractions import Fraction
from functools import lru_cache
from typing import Any

import z3

from pratique.deciding.decision import Decided
from pratique.dossier.case import Case
from pratique.facts.kinds import CASE
from pratique.law.instrument import LEVELS, Instrument, levels
from pratique.law.outcome import Outcome
from pratique.logic.entities import Entity, Listing, value_of
from pratique.logic.nodes import (
    AllOf,
    AnyOf,
    ChoiceFact,
    Const,
    Constant,
    DateFact,
    DateShift,
    Exists,
    Fact,
    ForAll,
    InRegion,
    Intersects,
    IsOneOf,
    Kind,
    Max,
    MaxOver,
    Min,
    Minus,
    Not,
    NumberFact,
    Plus,
    Quotient,
    SetFact,
    SubsetOf,
    SumOver,
    Term,
    Times,
    TruthFact,
)
from pratique.logic.truth import FALSE, TRUE, UNKNOWN, truth
from pratique.logic.values import NONE, Absence, Choice, Members, Span, Value, point
from pratique.readings.decide import Remembered, bind, verdict
from tests.cases.oracle_terms import (
    DAYS,
    Found,
    added,
    all_hold,
    extreme,
    lies_between,
    not_so,
    shifted,
    some_holds,
    term_of,
)

EXTRA = 2
"""So many elements more than it names an open list is given."""
Question = tuple[str, str]
Told = Callable[[Any], Any]
"""What a term is in one completion."""


@lru_cache(maxsize=512)
def _levels(instrument: Instrument, kind: Kind) -> tuple[Any, ...]:
    return levels(instrument, kind)


class Worlds:
    """The completions of what was decided: `level[L]` says when the whole is at L or worse."""

    def __init__(self, found: Decided) -> None:
        self.cases = found.cases.cases
        self.work = [(case, outcome.instrument) for case, outcome in found.outcomes]
        self.constants: dict[Question, list[Any]] = {}
        self.limits: list[Any] = []
        self._made: dict[Question, Any] = {}
        self._read_at: dict[tuple[str, str], dict[Fact, str]] = {}
        self._lists: dict[tuple[str, Kind], list[tuple[Entity, Any]]] = {}
        self._case: Case = found.cases.cases[0]
        self._memo: dict[Any, tuple[Any, Any]] = {}
        parts: dict[Outcome, list[Any]] = {level: [] for level in LEVELS}
        for case, instrument in self.work:
            self._case = case
            for level, formula in self._of_instrument(case, instrument):
                parts[level].append(formula)
        self.level = {level: some_holds(its) for level, its in parts.items()}

    def _of_instrument(self, case: Case, instrument: Instrument) -> Iterator[tuple[Outcome, Any]]:
        bound = bind({}, case.entity)
        for kind in instrument.kinds:
            nodes = [(bound, True)]
            if kind is not CASE:
                nodes = [(bind(bound, each), there) for each, there in self._members(kind, bound)]
            for level, condition in zip(LEVELS, _levels(instrument, kind), strict=True):
                for inside, there in nodes:
                    yield level, all_hold([there, self.reads(condition, inside)])

    # --- conditions -------------------------------------------------------------------------------------------

    def reads(self, node: Any, bound: Any) -> Any:
        """When a condition holds, as authored."""
        if not isinstance(node, AllOf | AnyOf | Exists | ForAll | Term):
            return self._read(node, bound)
        at = (id(node), *sorted(each.key for each in bound.values()))
        if at not in self._memo:
            self._memo[at] = (node, self._read(node, bound))
        return self._memo[at][1]

    def _read(self, node: Any, bound: Any) -> Any:
        match node:
            case Const(value):
                return value
            case Term(body=body):
                return self.reads(body, bound)
            case Not(part):
                return not_so(self.reads(part, bound))
            case AllOf(parts):
                return all_hold(self.reads(part, bound) for part in parts)
            case AnyOf(parts):
                return some_holds(self.reads(part, bound) for part in parts)
            case Exists(kind, body):
                members = self._members(kind, bound)
                return some_holds(all_hold([there, self.reads(body, bind(bound, each))]) for each, there in members)
            case ForAll(kind, body):
                members = self._members(kind, bound)
                return all_hold(
                    some_holds([not_so(there), self.reads(body, bind(bound, each))]) for each, there in members
                )
            case TruthFact():
                return self._fact(node, bound)
            case IsOneOf(fact, values):
                its = self._fact(fact, bound)
                return some_holds(formula for name, formula in its.items() if name in values)
            case Intersects(fact, values):
                its = self._fact(fact, bound)
                return some_holds(formula for name, formula in its.items() if name in values)
            case SubsetOf(fact, values):
                its = self._fact(fact, bound)
                return all_hold(not_so(formula) for name, formula in its.items() if name not in values)
            case InRegion(number, where, none_ok):
                value, none = self._number(number, bound)
                lies = value is not None and some_holds(lies_between(value, each) for each in where.intervals)
                return some_holds([all_hold([none, none_ok]), all_hold([not_so(none), lies])])
        raise AssertionError(node)

    # --- numbers ----------------------------------------------------------------------------------------------

    def _number(self, number: Any, bound: Any) -> Found:
        match number:
            case Constant(value):
                return value, False
            case NumberFact() | DateFact():
                found: Found = self._fact(number, bound)
                return found
            case Plus(left, right):
                return self._both(lambda a, b: a + b, left, right, bound)
            case Minus(left, right):
                return self._both(lambda a, b: a - b, left, right, bound)
            case Times(left, right):
                return self._both(lambda a, b: a * b, left, right, bound)
            case Quotient(left, right):
                return self._quotient(left, right, bound)
            case Min(parts) | Max(parts):
                return extreme([self._number(part, bound) for part in parts], isinstance(number, Min))
            case DateShift(day):
                value, none = self._number(day, bound)
                return (None if value is None else shifted(value, number)), none
            case SumOver(kind, body, where) | MaxOver(kind, body, where):
                its = []
                for each, there in self._members(kind, bound):
                    inside = bind(bound, each)
                    value, none = self._number(body, inside)
                    its.append((value, some_holds([none, not_so(there), not_so(self.reads(where, inside))])))
                return extreme(its, False) if isinstance(number, MaxOver) else added(its)
        raise AssertionError(number)

    def _both(self, operation: Any, left: Any, right: Any, bound: Any) -> Found:
        (a, no_a), (b, no_b) = self._number(left, bound), self._number(right, bound)
        if a is None or b is None:
            return None, True
        if z3.is_expr(a) or z3.is_expr(b):
            a, b = term_of(a), term_of(b)
        return operation(a, b), some_holds([no_a, no_b])

    def _quotient(self, left: Any, right: Any, bound: Any) -> Found:
        (a, no_a), (b, no_b) = self._number(left, bound), self._number(right, bound)
        if a is None or b is None or (not z3.is_expr(b) and b == 0):
            return None, True
        if not z3.is_expr(b):
            return (a * term_of(1 / Fraction(b)) if z3.is_expr(a) else Fraction(a) / b), some_holds([no_a, no_b])
        return z3.ToReal(term_of(a)) / b if z3.is_int(term_of(a)) else term_of(a) / b, some_holds(
            [no_a, no_b, b == 0]
        )

    # --- elements and facts -----------------------------------------------------------------------------------

    def _members(self, kind: Kind, bound: Any) -> list[tuple[Entity, Any]]:
        owner: Entity = bound[kind.parent]
        if (owner.key, kind) not in self._lists:
            listing = owner.listing(kind)
            found = [(each, self._there(each)) for each in listing.elements]
            must = kind.exactly_one or kind.at_least_one
            if not listing.elements and must:
                found.append((Entity(kind, f"{owner.key}/other {kind.name}"), True))
            if not kind.exactly_one and not (listing.closed and (listing.elements or not must)):
                for index in range(len(found) - len(listing.elements), EXTRA):
                    key = f"{owner.key}/other {kind.name}" + (f" {index + 1}" if index else "")
                    more = Entity(kind, key, present=UNKNOWN)
                    found.append((more, self._there(more)))
            if must and z3.is_expr(one := some_holds(there for _, there in found)):
                self.limits.append(one)
            self._lists[owner.key, kind] = found
        return self._lists[owner.key, kind]

    def _there(self, element: Entity) -> Any:
        if element.present is not UNKNOWN:
            return element.present is TRUE
        question = (element.key, f"{element.kind.name}.present")
        if question not in self._made:
            self._made[question] = self._constant(question, z3.BoolSort())
        return self._made[question]

    def _fact(self, fact: Any, bound: Any) -> Any:
        element = bound[fact.kind]
        question = (self._case.owner(element.key, fact.name), fact.name)
        if question not in self._made:
            self._made[question] = self._open(question, fact, value_of(element, fact))
        self._read_at.setdefault((element.kind.name, element.key), {})[fact] = question[0]
        return self._made[question]

    def _constant(self, question: Question, sort: Any) -> Any:
        its = self.constants.setdefault(question, [])
        its.append(z3.Const(f"{question[0]} {question[1]} {len(its)}", sort))
        return its[-1]

    def _open(self, question: Question, fact: Any, value: Any) -> Any:
        match value:
            case Choice(possible) if len(possible) > 1:
                at = self._constant(question, z3.IntSort())
                self.limits.append(z3.And(at >= 0, at < len(possible)))
                return {name: at == index for index, name in enumerate(sorted(possible))}
            case Choice(possible):
                return dict.fromkeys(possible, True)
            case Members(must, may):
                return {name: name in must or self._constant(question, z3.BoolSort()) for name in sorted(may)}
            case Span(interval, none):
                return self._span(question, fact, interval, none)
            case _:
                return value is TRUE if value is not UNKNOWN else self._constant(question, z3.BoolSort())

    def _span(self, question: Question, fact: Any, interval: Any, none: Absence) -> Found:
        if none is Absence.YES:
            return None, True
        absent = none is Absence.MAYBE and self._constant(question, z3.BoolSort())
        if interval.is_point:
            return interval.low, absent
        whole = isinstance(fact, DateFact) or fact.whole
        number = self._constant(question, z3.IntSort() if whole else z3.RealSort())
        self.limits.append(term_of(lies_between(number, interval)))
        if isinstance(fact, DateFact):
            self.limits.append(z3.And(number >= DAYS[0], number <= DAYS[1]))
        return number, absent

    # --- completions ------------------------------------------------------------------------------------------

    def outcome(self, told: Told) -> Outcome:
        """The outcome in a completion, read by the interpreter from elements of which nothing is unknown."""
        worst = Outcome.OUT_OF_SCOPE
        whole = {case.id: self._complete(case, case.entity, told, {}) for case in self.cases}
        for case, instrument in self.work:
            bound = bind({}, whole[case.id])
            for kind in instrument.kinds:
                listed = [] if kind is CASE else whole[case.id].listing(kind).elements
                for inside in [bound] if kind is CASE else [bind(bound, each) for each in listed]:
                    worst = max(worst, _outcome(_levels(instrument, kind), inside))
        return worst

    def _complete(self, case: Case, element: Entity, told: Told, done: dict[Any, Entity]) -> Entity:
        at = (element.kind.name, element.key)
        if at in done:
            return done[at]
        read = self._read_at.get(at, {}).items()
        values = {fact.name: self._value_in(fact, (owner, fact.name), told) for fact, owner in read}
        carried, below = element.carried, dict[Kind, Listing]()
        if element.kind.carries is not None:
            carried = carried or Entity(element.kind.carries, f"{element.key}/{element.kind.carries.name}")
            carried = self._complete(case, carried, told, done)
        for kind, listing in element.children.items():
            below[kind] = Listing([self._complete(case, e, told, done) for e in listing.elements], True)
        for (owner, kind), its in self._lists.items():
            if owner == element.key:
                there = [each for each, present in its if _holds(present, told)]
                below[kind] = Listing([self._complete(case, each, told, done) for each in there], True)
        done[at] = Entity(element.kind, element.key, {**element.values, **values}, below, carried)
        return done[at]

    def _value_in(self, fact: Fact, question: Question, told: Told) -> Value:
        """A known value, from the constants of a fact."""
        made = self._made[question]
        match fact:
            case TruthFact():
                return truth(_holds(made, told))
            case ChoiceFact():
                names = sorted(made)
                at = self.constants.get(question)
                return Choice(frozenset({names[told(at[0]).as_long()] if at else names[0]}))
            case SetFact():
                its = frozenset(name for name, formula in made.items() if _holds(formula, told))
                return Members(its, its)
            case _:
                value, none = made
                if _holds(none, told):
                    return NONE
                return point(value if not z3.is_expr(value) else _plain(told(value)))


def _outcome(conditions: Sequence[Any], bound: Any) -> Outcome:
    found, remembered = Outcome.OUT_OF_SCOPE, Remembered(bound)
    for level, condition in zip(LEVELS, conditions, strict=True):
        answer = verdict(condition, remembered)
        assert answer.truth is not UNKNOWN, f"a completion leaves {answer.open} open"
        if answer.truth is FALSE:
            break
        found = level
    return found


def _plain(value: Any) -> int | Fraction:
    if z3.is_int_value(value):
        return int(value.as_long())
    return Fraction(value.numerator_as_long(), value.denominator_as_long())


def _holds(formula: Any, told: Told) -> bool:
    return formula if isinstance(formula, bool) else z3.is_true(told(formula))
