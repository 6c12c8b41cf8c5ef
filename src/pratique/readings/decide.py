"""The reading that answers: the truth of a condition for one case, with the facts that keep it open.

Rule: strong Kleene, bottom up, straight from the nodes; this is the plainest statement of what the language
means, and the other readings are tested against it. A condition that comes out UNKNOWN names at least one open
fact; one that is settled names none.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import NamedTuple, TypeAlias, assert_never

from pratique.logic.arithmetic import add, divide, largest, move, multiply, smallest, subtract
from pratique.logic.entities import Entity, carried_by, elements_of, is_known, value_of
from pratique.logic.intervals import INFINITY, Interval
from pratique.logic.nodes import (
    AllOf,
    AnyOf,
    Condition,
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
    Numeric,
    Plus,
    Quotient,
    SubsetOf,
    SumOver,
    Term,
    Times,
    TruthFact,
)
from pratique.logic.truth import FALSE, TRUE, UNKNOWN, Truth, fold, truth
from pratique.logic.values import NONE, Absence, Choice, Members, Span, Value, point
from pratique.value_class import dataclass


class Open(NamedTuple):
    """A fact that is not settled: the element's key and the fact's full name."""

    key: str
    fact: str


@dataclass(frozen=True, slots=True)
class Verdict:
    """A truth, and where it is UNKNOWN the facts that keep it so (an upper bound of those that matter)."""

    truth: Truth
    open: frozenset[Open] = frozenset()


Bound = Mapping[Kind, Entity]
"""Which element each kind is bound to on the path so far."""

NOTHING: frozenset[Open] = frozenset()
SETTLED = {each: Verdict(each) for each in Truth}
"""The verdicts that nothing keeps open: the same few objects, of which a decision gives many thousands."""

Joining: TypeAlias = AllOf | AnyOf | Exists | ForAll
"""What joins the verdicts of several conditions, or of one on several elements."""


class Remembered(dict[Kind, Entity]):
    """A binding that keeps what each joining condition came to, since the levels of a law share most of theirs.

    For elements that nobody changes as long as it lasts: made otherwise, a case is bound anew.
    """

    __slots__ = ("_verdicts",)

    def __init__(self, bound: Bound) -> None:
        super().__init__(bound)
        self._verdicts: dict[int, tuple[Joining, Verdict]] = {}

    def verdict(self, condition: Joining) -> Verdict:
        """The verdict of a condition, worked out once; the condition is kept too, so that no other gets its id."""
        found = self._verdicts.get(id(condition))
        if found is None:
            found = self._verdicts[id(condition)] = condition, _joint(condition, self)
        return found[1]


def decide(condition: Condition, case: Entity) -> Verdict:
    """The verdict of `condition` on `case`. Raises KeyError if it reads a kind that nothing binds."""
    return verdict(condition, Remembered(bind({}, case)))


def bind(bound: Bound, element: Entity) -> Bound:
    """`bound` with `element` for its kind, and what it carries for the kind that it carries."""
    more = {**bound, element.kind: element}
    carried = carried_by(element)
    if carried is not None:
        more[carried.kind] = carried
    return more


def verdict(condition: Condition, bound: Bound) -> Verdict:
    """The verdict of `condition` where `bound` says which element each kind is."""
    match condition:
        case Const(value):
            return SETTLED[truth(value)]
        case TruthFact() as fact:
            return _atom(fact, bound, lambda value: value)
        case InRegion(number, where, none_ok):
            span, opens = amount(number, bound)
            return _settled(span.lies_in(where, none_ok), opens)
        case IsOneOf(fact, values):
            return _atom(fact, bound, lambda value: value.among(values))
        case Intersects(fact, values):
            return _atom(fact, bound, lambda value: value.meets(values))
        case SubsetOf(fact, values):
            return _atom(fact, bound, lambda value: value.inside(values))
        case AllOf() | AnyOf() | Exists() | ForAll():
            return bound.verdict(condition) if isinstance(bound, Remembered) else _joint(condition, bound)
        case Not(part):
            inner = verdict(part, bound)
            return Verdict(~inner.truth, inner.open)
        case Term(body=body):
            return verdict(body, bound)
        case _:
            assert_never(condition)


def _joint(condition: Joining, bound: Bound) -> Verdict:
    """The verdict of a condition that joins others."""
    match condition:
        case AllOf(parts):
            return _all(verdict(part, bound) for part in parts)
        case AnyOf(parts):
            return _any(verdict(part, bound) for part in parts)
        case Exists(kind, body):
            return _any(there_and(element, verdict(body, bind(bound, element))) for element in members(kind, bound))
        case ForAll(kind, body):
            return _all(_if_present(element, verdict(body, bind(bound, element))) for element in members(kind, bound))
        case _:
            assert_never(condition)


def amount(number: Numeric, bound: Bound) -> tuple[Span, frozenset[Open]]:
    """What a numeric expression can be, and the open facts that it reads."""
    match number:
        case Constant(value):
            return point(value), NOTHING
        case NumberFact() | DateFact():
            element = bound[number.kind]
            span = value_of(element, number)
            assert isinstance(span, Span)
            return span, NOTHING if span.is_known else frozenset({Open(element.key, number.name)})
        case Plus(left, right):
            return _combined(add, (left, right), bound)
        case Minus(left, right):
            return _combined(subtract, (left, right), bound)
        case Times(left, right):
            return _combined(multiply, (left, right), bound)
        case Quotient(left, right):
            return _combined(divide, (left, right), bound)
        case Min(parts):
            return _combined(smallest, parts, bound)
        case Max(parts):
            return _combined(largest, parts, bound)
        case DateShift(day, years, months, days):
            span, opens = amount(day, bound)
            return move(span, years, months, days), opens
        case SumOver(kind, body, where):
            return _folded(_added, point(0), kind, body, where, bound)
        case MaxOver(kind, body, where):
            return _folded(largest, NONE, kind, body, where, bound)
        case _:
            assert_never(number)


def members(kind: Kind, bound: Bound) -> Iterator[Entity]:
    """The elements that a quantifier over `kind` reads where `bound` says which element lists them."""
    assert kind.parent is not None, f"nothing lists elements of kind {kind.name}"
    return elements_of(bound[kind.parent], kind)


def _atom(fact: Fact, bound: Bound, ask: Callable[..., Truth]) -> Verdict:
    element = bound[fact.kind]
    value = value_of(element, fact)
    answer = ask(value)
    return Verdict(UNKNOWN, frozenset({Open(element.key, fact.name)})) if answer is UNKNOWN else SETTLED[answer]


def answer_of(atom: Condition, value: Value) -> Truth:
    """What an atom on a single fact says of a value."""
    match atom:
        case TruthFact() if isinstance(value, Truth):
            return value
        case IsOneOf() if isinstance(value, Choice):
            return value.among(atom.values)
        case InRegion() if isinstance(value, Span):
            return value.lies_in(atom.where, atom.none_ok)
        case Intersects() if isinstance(value, Members):
            return value.meets(atom.values)
        case SubsetOf() if isinstance(value, Members):
            return value.inside(atom.values)
        case _:
            raise TypeError(f"{atom!r} asks nothing about {value!r}")


def _settled(answer: Truth, opens: frozenset[Open]) -> Verdict:
    return Verdict(UNKNOWN, opens) if answer is UNKNOWN else SETTLED[answer]


def _all(verdicts: Iterable[Verdict]) -> Verdict:
    return _joined(verdicts, FALSE)


def _any(verdicts: Iterable[Verdict]) -> Verdict:
    return _joined(verdicts, TRUE)


def _joined(verdicts: Iterable[Verdict], absorbing: Truth) -> Verdict:
    whole, deciding = fold(verdicts, absorbing)
    if whole is not UNKNOWN:
        return SETTLED[whole]
    # Put together once: a set that grows with each element costs their square.
    return Verdict(UNKNOWN, NOTHING.union(*(each.open for each in deciding)))


def _presence(element: Entity) -> Verdict:
    return Verdict(element.present, _number_of(element) if element.present is UNKNOWN else NOTHING)


def _number_of(element: Entity) -> frozenset[Open]:
    return frozenset({Open(element.key, f"{element.kind.name}.present")})


def there_and(element: Entity, body: Verdict) -> Verdict:
    """That `element` is there and the body holds of it."""
    return body if element.present is TRUE else _all((_presence(element), body))


def _if_present(element: Entity, body: Verdict) -> Verdict:
    if element.present is TRUE:
        return body
    there = _presence(element)
    return _any((Verdict(~there.truth, there.open), body))


def _combined(
    operation: Callable[..., Span], parts: tuple[Numeric, ...], bound: Bound
) -> tuple[Span, frozenset[Open]]:
    read = [amount(part, bound) for part in parts]
    opens: frozenset[Open] = frozenset().union(*(each for _, each in read))
    return operation(*(span for span, _ in read)), opens


def _added(so_far: Span, more: Span) -> Span:
    return add(so_far, present_or_zero(more))


def present_or_zero(span: Span) -> Span:
    """A span in which "there is none" counts as zero (a sum adds nothing for it)."""
    if span.none is Absence.YES:
        return point(0)
    if span.none is Absence.MAYBE:
        return Span(span.interval.hull(point(0).interval))
    return span


def _folded(
    operation: Callable[[Span, Span], Span],
    start: Span,
    kind: Kind,
    body: Numeric,
    where: Condition,
    bound: Bound,
) -> tuple[Span, frozenset[Open]]:
    """Fold `body` over the elements that satisfy `where`; one that may not count may also be absent.

    A phantom stands for any number of elements, so a sum is unbounded on the side it can grow.
    """
    total, opens = start, NOTHING
    for element in members(kind, bound):
        inside = bind(bound, element)
        counts = there_and(element, verdict(where, inside))
        if counts.truth is FALSE:
            continue
        span, reads = amount(body, inside)
        opens |= reads | counts.open
        if counts.truth is UNKNOWN:
            span = Span(span.interval, Absence.MAYBE) if span.none is not Absence.YES else span
        if element.many and operation is _added:
            span, opens = repeated(present_or_zero(span)), opens | _number_of(element)
        total = operation(total, span)
    return total, opens


def repeated(summand: Span) -> Span:
    """What a summand adds up to when it is there once or more: it grows without end on the sides it can."""
    low, high = summand.interval.low, summand.interval.high
    return Span(
        Interval(
            low if low >= 0 else -INFINITY,
            high if high <= 0 else INFINITY,
            summand.interval.low_open,
            summand.interval.high_open,
        )
    )


def is_settled(value: Truth | Span | Choice | Members) -> bool:
    """Whether nothing about a value is open."""
    return is_known(value)
