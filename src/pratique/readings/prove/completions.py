"""The reading that proves: conditions as formulas of Z3 over every way the unknowns can turn out.

Rule: one typed variable for each open (element, fact), shared wherever it is read; what is known is folded away. An
open list gets as many elements more as the conditions can need witnesses. So a formula that cannot be satisfied
settles the condition, and one that can has a completion to show. Where an expression has no form (a sum over an open
list of what other conditions read as well, a day moved by months that is not known within decades), a variable
bounded by what `decide` says of it stands for it: answers are then wider, never wrong, and `exact` is false.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Any, assert_never

from pratique.logic.entities import Entity, value_of
from pratique.logic.nodes import (
    AllOf,
    AnyOf,
    Condition,
    Const,
    Exists,
    Fact,
    ForAll,
    InRegion,
    Intersects,
    IsOneOf,
    Kind,
    Not,
    SubsetOf,
    SumOver,
    Term,
    TruthFact,
)
from pratique.logic.truth import TRUE, UNKNOWN
from pratique.logic.values import Value
from pratique.readings.decide import Bound, bind
from pratique.readings.prove.formulas import Formula, both, either, inside, negated
from pratique.readings.prove.numbers import Numbers, NumericTerm
from pratique.readings.prove.variables import Variable, atoms_of, lists_of, variable
from pratique.readings.prove.witnesses import MOST, adds_up, further
from pratique.readings.prove.worlds import Question

Owner = Callable[[str, str], str]
"""Whose a fact is, from the key of the element at which it is read and its name."""


class Completions:
    """All ways in which the unknowns of some cases can turn out.

    `conditions` are those of which formulas are asked: what none of them tells apart is one. `counts` says for each
    kind how many elements more than it names an open list is given. `limits` collects what is always so of the
    variables; `exact` turns false once something is wider than the truth.
    """

    def __init__(
        self, conditions: Iterable[Condition], counts: Mapping[Kind, int], owner: Owner = lambda key, _: key
    ) -> None:
        self._atoms = list(atoms_of(conditions))
        self.lists = lists_of(self._atoms)
        self.counts = counts
        self.owner = owner
        self.variables: dict[Question, Variable] = {}
        self.limits: list[Any] = []
        self.exact = all(count <= MOST for count in counts.values())
        self.loose: set[Question] = set()
        self._members: dict[tuple[str, Kind], list[tuple[Entity, Formula]]] = {}
        self._formulas: dict[tuple[Condition | str, ...], Formula] = {}
        self._numbers = Numbers(self)

    # --- conditions -----------------------------------------------------------------------------------------

    def formula(self, condition: Condition, bound: Bound) -> Formula:
        """The condition (in normal form) where `bound` says which element each kind is."""
        if not isinstance(condition, AllOf | AnyOf | Exists | ForAll):
            return self._formula(condition, bound)
        at = (condition, *(each.key for each in bound.values()))
        if at not in self._formulas:
            self._formulas[at] = self._formula(condition, bound)
        return self._formulas[at]

    def _formula(self, condition: Condition, bound: Bound) -> Formula:
        match condition:
            case Const(value):
                return value
            case TruthFact():
                return self._truth(condition, bound)
            case InRegion(number, where, none_ok):
                return self._lies(self._numbers.quantity(number, bound), where, none_ok)
            case IsOneOf(fact, values):
                return self.variable(fact, bound[fact.kind]).is_among(values)
            case Intersects(fact, values):
                return self.variable(fact, bound[fact.kind]).meets(values)
            case SubsetOf(fact, values):
                return negated(self.variable(fact, bound[fact.kind]).meets(fact.values - values))
            case AllOf(parts):
                return both(self.formula(part, bound) for part in parts)
            case AnyOf(parts):
                return either(self.formula(part, bound) for part in parts)
            case Not(part):
                return negated(self.formula(part, bound))
            case Exists(kind, body):
                return either(
                    both((there, self.formula(body, bind(bound, each)))) for each, there in self.members(kind, bound)
                )
            case ForAll(kind, body):
                return both(
                    either((negated(there), self.formula(body, bind(bound, each))))
                    for each, there in self.members(kind, bound)
                )
            case Term(body=body):
                return self.formula(body, bound)
            case _:
                assert_never(condition)

    def _truth(self, fact: TruthFact, bound: Bound) -> Formula:
        found = self.variable(fact, bound[fact.kind])
        return found.value is TRUE if found.term is None else found.term

    def _lies(self, quantity: NumericTerm, where: Any, none_ok: bool) -> Formula:
        lies = inside(quantity.value, where)
        if none_ok:
            return either((quantity.none, lies))
        return both((negated(quantity.none), lies))

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

    def is_whole(self, number: SumOver, bound: Bound) -> bool:
        """Whether the elements that a list is given are enough for a sum over it."""
        assert number.kind.parent is not None
        listing = bound[number.kind.parent].listing(number.kind)
        closed = listing.closed and listing.elements and not any(each.many for each in listing.elements)
        return bool(closed) or number.kind.exactly_one or adds_up(number, self._atoms)

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
            name = "|".join(question)
            self.variables[question], limits = variable(fact, value, name, self.lists)
            self.limits += limits
        return self.variables[question]

    def within(self, question: Question, value: Value) -> Formula:
        """Whether an open fact turns out to be one of the ways of `value`."""
        return self.variables[question].within(value)


def TruthFact_of(kind: Kind) -> TruthFact:
    """The fact that an element of the kind is there; the same one each time."""
    return _PRESENT.setdefault(kind, TruthFact(f"{kind.name}.present", kind))


_PRESENT: dict[Kind, TruthFact] = {}


# --- one condition on one case ----------------------------------------------------------------------------
