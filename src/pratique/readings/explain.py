"""The reading that shows why: the authored tree with the truth of every node and the values it read.

Rule: one pass from the bottom up that keeps each node's truth; nothing is decided twice, neither in one condition
nor in several that are traced from one `Viewpoint`. Of a quantifier over many elements only those are kept that bear
on its truth: the witness where there is one, else those that keep it open, at most `WITNESSES` of them, and the count
of the rest.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import assert_never

import msgspec

from pratique.logic.author import stated_term
from pratique.logic.entities import Entity, value_of
from pratique.logic.lint import facts_of
from pratique.logic.nodes import (
    AllOf,
    AnyOf,
    Condition,
    Const,
    DateFact,
    Exists,
    Fact,
    ForAll,
    InRegion,
    Intersects,
    IsOneOf,
    Kind,
    Not,
    NumberFact,
    SubsetOf,
    Term,
    TruthFact,
)
from pratique.logic.simplify import free_kinds
from pratique.logic.truth import FALSE, TRUE, UNKNOWN, Truth, fold
from pratique.logic.values import Value
from pratique.readings.decide import Bound, answer_of, bind, members, verdict

WITNESSES = 12
"""How many elements of one quantifier a trace keeps."""


class Seen(msgspec.Struct, frozen=True, gc=False):
    """A fact as it was read: whose, which, what is known of it."""

    key: str
    fact: Fact
    value: Value


class Trace(msgspec.Struct, frozen=True, gc=False):
    """One node with its truth.

    `element` is the key of the element that a quantifier bound here; `left_out` counts the elements of a quantifier
    that the trace does not show. A msgspec structure, not a dataclass: a trace has thousands, and they are made five
    times faster.
    """

    condition: Condition
    truth: Truth
    parts: tuple[Trace, ...] = ()
    seen: tuple[Seen, ...] = ()
    element: str | None = None
    left_out: int = 0


def explain(condition: Condition, case: Entity) -> Trace:
    """The trace of `condition` on `case`."""
    return trace(condition, bind({}, case))


def trace(condition: Condition, bound: Bound) -> Trace:
    """The trace of `condition` where `bound` says which element each kind is."""
    return Viewpoint(bound).trace(condition)


class Viewpoint:
    """The elements bound on a path, and what was traced from there.

    What does not read the element bound last is traced where it is read, further up, and found there by every
    viewpoint below: so the parts of a case share what is said of the case.
    """

    __slots__ = ("_above", "_at", "_below", "_known", "_own", "bound", "key", "present")

    def __init__(self, bound: Bound, above: Viewpoint | None = None, element: Entity | None = None) -> None:
        self.bound = bound
        self.key = element.key if element else None
        self.present = element.present if element else TRUE
        self._above = above
        self._own = {element.kind, element.kind.carries} if element else set(bound)
        # By identity: a trace holds on to its node, so no other node can take its place.
        self._known: dict[int, Trace] = {}
        self._at: dict[int, Viewpoint] = {}
        self._below: dict[Kind, tuple[Viewpoint, ...]] = {}

    def below(self, kind: Kind) -> tuple[Viewpoint, ...]:
        """A viewpoint for each element of `kind`, in the order of `elements_of`, made once."""
        found = self._below.get(kind)
        if found is None:
            found = self._below[kind] = tuple(self.at(each) for each in members(kind, self.bound))
        return found

    def at(self, element: Entity) -> Viewpoint:
        """The viewpoint of one element, made once."""
        found = self._at.get(id(element))
        if found is None:  # it holds on to its element, so that no other can take its place
            found = self._at[id(element)] = Viewpoint(bind(self.bound, element), self, element)
        return found

    def trace(self, condition: Condition) -> Trace:
        """The trace of `condition` from here."""
        found = self._known.get(id(condition))
        if found is None:
            above = self._above
            if above is not None and self._own.isdisjoint(free_kinds(condition)):
                found = above.trace(condition)
            else:
                found = self._traced(condition)
            self._known[id(condition)] = found
        return found

    def _traced(self, condition: Condition) -> Trace:
        match condition:
            case AllOf():
                parts = self._traces(condition.parts)
                return Trace(condition, fold(parts, FALSE)[0], parts)
            case AnyOf():
                parts = self._traces(condition.parts)
                return Trace(condition, fold(parts, TRUE)[0], parts)
            case TruthFact():
                value = value_of(self.bound[condition.kind], condition)
                return self._atom(condition, condition, value, answer_of(condition, value))
            case IsOneOf(fact) | Intersects(fact) | SubsetOf(fact) | InRegion(NumberFact() | DateFact() as fact):
                value = value_of(self.bound[fact.kind], fact)
                return self._atom(condition, fact, value, answer_of(condition, value))
            case Const() | InRegion():
                return Trace(condition, verdict(condition, self.bound).truth, (), tuple(_seen(condition, self.bound)))
            case Not():
                one = self.trace(condition.part)
                return Trace(condition, ~one.truth, (one,))
            case Term():
                one = self.trace(condition.body)
                return Trace(condition, one.truth, (self._elements(condition, one),))
            case Exists() | ForAll():
                return self._quantified(condition)
            case _:
                assert_never(condition)

    def _elements(self, term: Term, whole: Trace) -> Trace:
        """The elements of a term, where these alone make it what it is; what was concluded of it beside them else."""
        body, stated = stated_term(term)
        if stated is None:
            return whole
        elements = self.trace(body)
        return elements if elements.truth is whole.truth else whole

    def _traces(self, conditions: Iterable[Condition]) -> tuple[Trace, ...]:
        known, trace = self._known.get, self.trace
        return tuple([known(id(each)) or trace(each) for each in conditions])

    def _atom(self, node: Condition, fact: Fact, value: Value, truth: Truth) -> Trace:
        return Trace(node, truth, (), (Seen(self.bound[fact.kind].key, fact, value),))

    def _quantified(self, node: Exists | ForAll) -> Trace:
        """Elements are read up to the first that settles it."""
        read: list[Trace] = []
        whole, deciding = fold(self._of_elements(node, read), TRUE if isinstance(node, Exists) else FALSE)
        shown = tuple((deciding or read)[:WITNESSES])
        return Trace(node, whole, shown, left_out=len(read) - len(shown))

    def _of_elements(self, node: Exists | ForAll, read: list[Trace]) -> Iterator[Trace]:
        """What each element says, that it may not be there counted; each is added to `read` as it is asked for."""
        for each in self.below(node.kind):
            inner = each.trace(node.body)
            truth = inner.truth
            if each.present is not TRUE:
                truth = truth & each.present if isinstance(node, Exists) else truth | ~each.present
            read.append(Trace(inner.condition, truth, inner.parts, inner.seen, each.key, inner.left_out))
            yield read[-1]


def _seen(atom: Condition, bound: Bound) -> Iterator[Seen]:
    for fact in dict.fromkeys(facts_of(atom)):
        if fact.kind in bound:
            element = bound[fact.kind]
            yield Seen(element.key, fact, value_of(element, fact))


def facts_seen(trace: Trace, only_open: bool = False) -> Iterator[Seen]:
    """Every fact that bears on the truth of a trace, each once per element, in order."""
    seen: dict[tuple[str, str], Seen] = {}
    for each in _bearing(trace):
        for one in each.seen:
            if not only_open or each.truth is UNKNOWN:
                seen.setdefault((one.key, one.fact.name), one)
    return iter(seen.values())


def _bearing(trace: Trace) -> Iterable[Trace]:
    """The nodes below that make the truth what it is: of a false "all" only what is false, and so on."""
    yield trace
    joined = isinstance(trace.condition, AllOf | AnyOf | Exists | ForAll)
    for part in trace.parts:
        if not joined or part.truth is trace.truth:
            yield from _bearing(part)
