"""The reading that proves: conditions as formulas of Z3 over every way the unknowns can turn out.

Rule: one typed variable for each open (element, fact), shared wherever it is read; what is known is folded away. An
open list gets as many elements more as the conditions can need witnesses. So a formula that cannot be satisfied
settles the condition, and one that can has a completion to show. Where an expression has no linear form (a product of
two unknowns, a sum over an open list), a variable bounded by what `decide` says of it stands for it: answers are then
wider, never wrong, and `exact` is false.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from fractions import Fraction
from typing import Any, assert_never

import z3

from pratique.logic.entities import Entity, value_of
from pratique.logic.intervals import Interval, Region
from pratique.logic.nodes import (
    All,
    Among,
    Any_,
    ChoiceFact,
    Condition,
    Const,
    DateFact,
    Every,
    Fact,
    Inside,
    Kind,
    Lies,
    Meets,
    Node,
    Not,
    NumberFact,
    SetFact,
    Some,
    Term,
    TruthFact,
)
from pratique.logic.simplify import simplify
from pratique.logic.truth import FALSE, TRUE, UNKNOWN, Truth, truth
from pratique.logic.values import NONE, Absence, Choice, Members, Span, Value, point
from pratique.readings.decide import Bound, bind, decide
from pratique.readings.prove_formulas import Formula, both, either, in_interval, inside, negated
from pratique.readings.prove_numbers import Numbers, Quantity
from pratique.readings.prove_solver import Solver
from pratique.readings.prove_witnesses import MOST, further, witnesses

Question = tuple[str, str]
"""Whose fact, and its full name."""
CALENDAR = Interval(1, date.max.toordinal())
"""Every day there is, as proleptic ordinals."""
Owner = Callable[[str, str], str]
"""Whose a fact is, from the key of the element at which it is read and its name."""


@dataclass(slots=True)
class Variable:
    """An open fact: what it can be, and its Z3 terms (a truth, a number with its absence, a choice, members)."""

    fact: Fact
    value: Value
    term: Any = None
    none: Formula = False
    members: dict[str, Any] = field(default_factory=dict)

    @property
    def is_open(self) -> bool:
        """Whether a formula reads something of it that is not known."""
        return bool(self.members) or z3.is_expr(self.term) or z3.is_expr(self.none)


class Completions:
    """All ways in which the unknowns of some cases can turn out.

    `counts` says for each kind how many elements more than it names an open list is given. `limits` collects what is
    always so of the variables; `exact` turns false once something is wider than the truth.
    """

    def __init__(
        self, counts: Mapping[Kind, int], owner: Owner = lambda key, _: key, free: Iterable[Question] = ()
    ) -> None:
        self.counts = counts
        self.owner = owner
        self.free = frozenset(free)
        self.variables: dict[Question, Variable] = {}
        self.limits: list[Any] = []
        self.exact = all(count <= MOST for count in counts.values())
        self.loose: set[Question] = set()
        self.order: dict[str, int] = {}
        self._members: dict[tuple[str, Kind], list[tuple[Entity, Formula]]] = {}
        self._numbers = Numbers(self)

    # --- conditions -----------------------------------------------------------------------------------------

    def formula(self, condition: Condition, bound: Bound) -> Formula:
        """The condition (in normal form) where `bound` says which element each kind is."""
        node: Node = condition  # type: ignore[assignment]
        match node:
            case Const(value):
                return value
            case TruthFact():
                return self._truth(node, bound)
            case Lies(number, where, none_ok):
                return self._lies(self._numbers.quantity(number, bound), where, none_ok)
            case Among(fact, values):
                return self._among(fact, values, bound)
            case Meets(fact, values):
                return self._meets(fact, values, bound)
            case Inside(fact, values):
                return negated(self._meets(fact, fact.values - values, bound))
            case All(parts):
                return both(self.formula(part, bound) for part in parts)
            case Any_(parts):
                return either(self.formula(part, bound) for part in parts)
            case Not(part):
                return negated(self.formula(part, bound))
            case Some(kind, body):
                return either(
                    both((there, self.formula(body, bind(bound, each)))) for each, there in self.members(kind, bound)
                )
            case Every(kind, body):
                return both(
                    either((negated(there), self.formula(body, bind(bound, each))))
                    for each, there in self.members(kind, bound)
                )
            case Term(body=body):
                return self.formula(body, bound)
            case _:
                assert_never(node)

    def _truth(self, fact: TruthFact, bound: Bound) -> Formula:
        found = self.variable(fact, bound[fact.kind])
        return found.value is TRUE if found.term is None else found.term

    def _lies(self, quantity: Quantity, where: Any, none_ok: bool) -> Formula:
        lies = inside(quantity.value, where)
        if none_ok:
            return either((quantity.none, lies))
        return both((negated(quantity.none), lies))

    def _among(self, fact: ChoiceFact, values: frozenset[str], bound: Bound) -> Formula:
        return self.is_among(self.variable(fact, bound[fact.kind]), values)

    def is_among(self, found: Variable, values: frozenset[str]) -> Formula:
        """Whether a choice is one of `values`."""
        assert isinstance(found.value, Choice)
        if found.value.possible <= values:
            return True
        if found.value.possible.isdisjoint(values):
            return False
        return either(found.term == self._number_of(value) for value in sorted(values & found.value.possible))

    def _meets(self, fact: SetFact, values: frozenset[str], bound: Bound) -> Formula:
        found = self.variable(fact, bound[fact.kind])
        return either(self.has(found, value) for value in sorted(values))

    def has(self, found: Variable, value: str) -> Formula:
        """Whether a set has a member."""
        assert isinstance(found.value, Members)
        if value in found.value.must:
            return True
        if value not in found.value.may:
            return False
        if value not in found.members:
            found.members[value] = z3.FreshBool(value)
        return found.members[value]

    def _number_of(self, value: str) -> int:
        return self.order.setdefault(value, len(self.order))

    # --- elements and facts -----------------------------------------------------------------------------------

    def members(self, kind: Kind, bound: Bound) -> list[tuple[Entity, Formula]]:
        """The elements below the bound one, each with whether it is there; those that an open list may hold last."""
        assert kind.parent is not None, f"nothing lists elements of kind {kind.name}"
        parent = bound[kind.parent]
        if (parent.key, kind) not in self._members:
            self._members[parent.key, kind] = self._list(kind, parent)
        return self._members[parent.key, kind]

    def _list(self, kind: Kind, parent: Entity) -> list[tuple[Entity, Formula]]:
        listed = [(each, self.present(each)) for each in parent.listing(kind).elements]
        more = further(kind, parent, self.counts.get(kind, 0))
        found = listed + [(each, self.present(each)) for each in more]
        if found and (kind.at_least_one or kind.exactly_one) and (there := either(f for _, f in found)) is not True:
            self.limits.append(there)
        return found

    def listed(self, key: str, kind: str) -> list[tuple[Entity, Formula]]:
        """The elements of a kind below the one with this key, as far as a formula read them."""
        return next((its for (owner, each), its in self._members.items() if (owner, each.name) == (key, kind)), [])

    def present(self, element: Entity) -> Formula:
        """Whether an element is there."""
        if element.present is not UNKNOWN:
            return element.present is TRUE
        return self._truth(TruthFact_of(element.kind), {element.kind: element})

    def variable(self, fact: Fact, element: Entity) -> Variable:
        """The variable of a fact at an element; one without terms where the fact is known."""
        question = (self.owner(element.key, fact.name), fact.name)
        if question not in self.variables:
            value = (
                UNKNOWN if fact.name.endswith(".present") and element.present is UNKNOWN else value_of(element, fact)
            )
            self.variables[question] = self._made(fact, value, question)
        return self.variables[question]

    def within(self, question: Question, value: Value) -> Formula:
        """Whether an open fact turns out to be one of the ways of `value`."""
        found = self.variables[question]
        match value:
            case Truth():
                plain = found.value is TRUE if found.term is None else found.term
                return True if value is UNKNOWN else plain if value is TRUE else negated(plain)
            case Choice(possible):
                return self.is_among(found, possible)
            case Members(must, may):
                assert isinstance(found.fact, SetFact)
                has = both(self.has(found, each) for each in sorted(must))
                return both((has, *(negated(self.has(found, each)) for each in sorted(found.fact.values - may))))
            case Span(interval, none):
                absent: Formula = False if none is Absence.NO else found.none
                lies = inside(found.term, Region((interval,))) if none is not Absence.YES else False
                return either((absent, both((negated(found.none), lies))))

    def literal(self, question: Question, model: Any) -> Formula:
        """That an open fact is what it is in a completion."""
        found = self.variables[question]
        terms = [each for each in (found.term, found.none, *found.members.values()) if z3.is_expr(each)]
        return both(term == model.eval(term, model_completion=True) for term in terms)

    def value_in(self, question: Question, model: Any) -> Value:
        """What an open fact is in a completion; members of a set that no formula asks for are left out."""
        found = self.variables[question]

        def told(term: Any) -> Any:
            return model.eval(term, model_completion=True) if z3.is_expr(term) else term

        match found.value:
            case Truth():
                return truth(z3.is_true(told(found.term))) if found.term is not None else found.value
            case Choice() if found.term is not None:
                number = told(found.term).as_long()
                return Choice(frozenset({next(name for name, n in self.order.items() if n == number)}))
            case Members(must):
                inside = must | {name for name, term in found.members.items() if z3.is_true(told(term))}
                return Members(inside, inside)
            case Span() if z3.is_expr(found.term):
                if z3.is_true(told(found.none)):
                    return NONE
                value = told(found.term)
                return point(Fraction(value.numerator_as_long(), value.denominator_as_long())
                             if z3.is_rational_value(value) else value.as_long())  # fmt: skip
            case known:
                return known

    def _made(self, fact: Fact, value: Value, question: Question) -> Variable:
        found = Variable(fact, value)
        name = "|".join(question)
        match value:
            case Truth():
                found.term = z3.Bool(name) if value is UNKNOWN else None
            case Choice(possible):
                if not value.is_known:
                    found.term = z3.Int(name)
                    self.limits.append(z3.Or([found.term == self._number_of(each) for each in sorted(possible)]))
            case Span():
                self._make_span(found, value, name)
            case Members():
                pass
        return found

    def _make_span(self, found: Variable, value: Span, name: str) -> None:
        fact = found.fact
        assert isinstance(fact, NumberFact | DateFact)
        found.none = value.none is Absence.YES
        if value.is_known:
            found.term = None if found.none else value.interval.low
            return
        whole = isinstance(fact, DateFact) or fact.whole
        found.term = z3.Int(name) if whole else z3.Real(name)
        if value.none is Absence.MAYBE:
            found.none = z3.Bool(f"{name}|none")
        interval = value.interval.meet(CALENDAR) if isinstance(fact, DateFact) else value.interval
        limit = either((found.none, in_interval(found.term, interval)))
        if limit is not True:
            self.limits.append(limit)


def TruthFact_of(kind: Kind) -> TruthFact:
    """The fact that an element of the kind is there; the same one each time."""
    return _PRESENT.setdefault(kind, TruthFact(f"{kind.name}.present", kind))


_PRESENT: dict[Kind, TruthFact] = {}


# --- one condition on one case ----------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Proven:
    """The truth of a condition over all completions, and the facts that can still change it.

    `exact` is false where an UNKNOWN may be an artefact, or a fact named in `matters` may not matter.
    """

    truth: Truth
    matters: frozenset[Question]
    exact: bool


def prove(condition: Condition, case: Entity) -> Proven:
    """The truth of `condition` on `case` over all completions; settles what `decide` settles, and more."""
    normal = simplify(condition)
    plain = decide(normal, case)
    if plain.truth is not UNKNOWN:
        return Proven(plain.truth, frozenset(), True)
    worlds = Completions(witnesses([normal], case))
    if not worlds.exact:
        return Proven(UNKNOWN, frozenset((one.key, one.fact) for one in plain.open), False)
    formula = worlds.formula(normal, bind({}, case))
    solver = Solver(worlds)
    can, can_not = solver.possible(formula), solver.possible(negated(formula))
    if not (can and can_not):
        return Proven(TRUE if can else FALSE, frozenset(), True)
    found = frozenset(question for question in worlds.variables if solver.can_change(question, [formula]))
    return Proven(UNKNOWN, found, worlds.exact and not solver.gave_up)
