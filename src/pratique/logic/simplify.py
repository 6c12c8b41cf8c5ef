"""The one simplifier: every reading takes its normal form, so that none is sharper than another.

Rule: each rewrite holds for every way the unknowns can turn out (tests try all completions), and none reads a
fact that the condition did not read. In normal form negation stands only on truth facts, atoms on one fact in
one all/any are fused, nothing that does not read the bound element stays inside a quantifier, terms are
replaced by their bodies; the normal form of a normal form is itself. Reading the normal form never gives another
answer than the authored tree, at most a settled one where that gives UNKNOWN.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import TypeAlias, assert_never

from pratique.logic.intervals import Interval, Region, region
from pratique.logic.measure import is_whole, may_be_none
from pratique.logic.nodes import (
    AllOf,
    AnyOf,
    ChoiceFact,
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
    SetFact,
    SubsetOf,
    SumOver,
    Term,
    Times,
    TruthFact,
)

YES, NO = Const(True), Const(False)


@lru_cache(maxsize=16384)
def simplify(condition: Condition) -> Condition:
    """The normal form of `condition`."""
    return _normal(condition, positive=True)


@lru_cache(maxsize=65536)
def _normal(condition: Condition, positive: bool) -> Condition:
    """The normal form of a condition or of its negation; what stands in many conditions is worked out once."""
    match condition:
        case Const(value):
            return Const(value is positive)
        case TruthFact():
            return condition if positive else Not(condition)
        case InRegion(number, where, none_ok):
            return _lies(number, where if positive else where.complement(), none_ok is positive)
        case IsOneOf(fact, values):
            return _among(fact, values if positive else fact.values - values)
        case Intersects(fact, values):
            return _meets(fact, values) if positive else _inside(fact, fact.values - values)
        case SubsetOf(fact, values):
            return _inside(fact, values) if positive else _meets(fact, fact.values - values)
        case AllOf(parts):
            return _join(parts, positive, conjunction=positive)
        case AnyOf(parts):
            return _join(parts, positive, conjunction=not positive)
        case Not(part):
            return _normal(part, not positive)
        case Exists(kind, body):
            return _quantified(kind, _normal(body, positive), existential=positive)
        case ForAll(kind, body):
            return _quantified(kind, _normal(body, positive), existential=not positive)
        case Term():
            return _normal(condition.body, positive)
        case _:
            assert_never(condition)


# --- atoms ------------------------------------------------------------------------------------------------


def _lies(number: Numeric, where: Region, none_ok: bool) -> Condition:
    number = _numeric(number)
    where = where.whole() if is_whole(number) else where
    domain = number.domain if isinstance(number, NumberFact) else Interval()
    inside, outside = where.covers(domain), not where.touches(domain)
    if not may_be_none(number):
        none_ok = inside  # never asked; one spelling for one meaning
    if inside and none_ok:
        return YES
    if outside and not none_ok:
        return NO
    return InRegion(number, where, none_ok)


def _numeric(number: Numeric) -> Numeric:
    match number:
        case SumOver(kind, body, where):
            return SumOver(kind, _numeric(body), _normal(where, positive=True))
        case MaxOver(kind, body, where):
            return MaxOver(kind, _numeric(body), _normal(where, positive=True))
        case Plus(left, right):
            return Plus(_numeric(left), _numeric(right))
        case Minus(left, right):
            return Minus(_numeric(left), _numeric(right))
        case Times(left, right):
            return Times(_numeric(left), _numeric(right))
        case Quotient(left, right):
            return Quotient(_numeric(left), _numeric(right))
        case Min(parts):
            return Min(tuple(_numeric(part) for part in parts))
        case Max(parts):
            return Max(tuple(_numeric(part) for part in parts))
        case DateShift(day, years, months, days):
            return DateShift(_numeric(day), years, months, days)
        case Constant() | NumberFact() | DateFact():
            return number
        case _:
            assert_never(number)


def _among(fact: ChoiceFact, values: frozenset[str]) -> Condition:
    if values == fact.values:
        return YES
    return IsOneOf(fact, values) if values else NO


def _meets(fact: SetFact, values: frozenset[str]) -> Condition:
    return Intersects(fact, values) if values else NO


def _inside(fact: SetFact, values: frozenset[str]) -> Condition:
    return YES if values == fact.values else SubsetOf(fact, values)


# --- quantifiers ------------------------------------------------------------------------------------------


def _quantified(kind: Kind, body: Condition, existential: bool) -> Condition:
    """Some or every; what does not read the element stands before it."""
    absorbing, neutral = (NO, YES) if existential else (YES, NO)
    if body == absorbing:
        return absorbing
    if body == neutral:
        always_a_member = kind.at_least_one or kind.exactly_one
        return neutral if always_a_member else (Exists if existential else ForAll)(kind, body)
    parts = _parts(body, conjunction=existential)
    stay = tuple(part for part in parts if reads(part, kind))
    leave = tuple(part for part in parts if not reads(part, kind))
    quantifier = Exists if existential else ForAll
    if not leave:
        return quantifier(kind, body)
    rest = _joined(stay, conjunction=existential) if stay else neutral
    return _join_normal((*leave, _quantified(kind, rest, existential)), conjunction=existential)


def reads(condition: Condition, kind: Kind) -> bool:
    """Whether `condition` reads the element bound for `kind` (or what that element carries or lists)."""
    wanted = {kind} if kind.carries is None else {kind, kind.carries}
    return not wanted.isdisjoint(free_kinds(condition))


@lru_cache(maxsize=16384)
def free_kinds(condition: Condition) -> frozenset[Kind]:
    """The kinds that must be bound from outside to read `condition`."""
    match condition:
        case Const():
            return frozenset()
        case TruthFact(kind=kind):
            return frozenset({kind})
        case IsOneOf(fact) | Intersects(fact) | SubsetOf(fact):
            return frozenset({fact.kind})
        case InRegion(number):
            return _free_in(number)
        case AllOf(parts) | AnyOf(parts):
            return frozenset[Kind]().union(*(free_kinds(part) for part in parts))
        case Not(part):
            return free_kinds(part)
        case Exists(kind, body) | ForAll(kind, body):
            return _unbound(free_kinds(body), kind)
        case Term(body=body):
            return free_kinds(body)
        case _:
            assert_never(condition)


def _free_in(number: Numeric) -> frozenset[Kind]:
    match number:
        case Constant():
            return frozenset()
        case NumberFact(kind=kind) | DateFact(kind=kind):
            return frozenset({kind})
        case Plus(left, right) | Minus(left, right) | Times(left, right) | Quotient(left, right):
            return _free_in(left) | _free_in(right)
        case Min(parts) | Max(parts):
            return frozenset[Kind]().union(*(_free_in(part) for part in parts))
        case DateShift(day):
            return _free_in(day)
        case SumOver(kind, body, where) | MaxOver(kind, body, where):
            return _unbound(_free_in(body) | free_kinds(where), kind)
        case _:
            assert_never(number)


def _unbound(kinds: frozenset[Kind], kind: Kind) -> frozenset[Kind]:
    rest = kinds - {kind} - ({kind.carries} if kind.carries else set())
    return rest | ({kind.parent} if kind.parent else set())


# --- all and any ------------------------------------------------------------------------------------------


def _join(parts: Iterable[Condition], positive: bool, conjunction: bool) -> Condition:
    return _join_normal((_normal(part, positive) for part in parts), conjunction)


def _join_normal(parts: Iterable[Condition], conjunction: bool) -> Condition:
    """All or any of parts in normal form, in normal form: what one part settles in another is worked out to the end.

    It ends, because a round that changes anything leaves fewer nodes: each of its steps drops a part, drops a branch
    of a part, or makes one atom of two; none adds a node. A round that changes nothing is the fixed point, and since
    a part without one of its branches is still in normal form, the whole is stable: simplified again it is itself.
    """
    absorbing = NO if conjunction else YES
    flat: dict[Condition, None] = {}
    for part in parts:
        flat.update(dict.fromkeys(_parts(part, conjunction)))
    while True:
        kept = _settled(flat, conjunction)
        if kept is None:
            return absorbing
        if kept == list(flat):
            return _joined(tuple(kept), conjunction)
        flat = dict.fromkeys(kept)


def _settled(flat: dict[Condition, None], conjunction: bool) -> list[Condition] | None:
    """One round: drop what changes nothing, fuse atoms on one fact, absorb; None where one part settles it all."""
    fused = _fused(_resolved(flat, conjunction), conjunction)
    kept: list[Condition] = [part for part in fused if not isinstance(part, Const)]
    constants = len(fused) - len(kept)
    if constants and any(isinstance(part, Const) and part.value is not conjunction for part in fused):
        return None
    if any(isinstance(part, Not) and part.part in fused for part in kept):  # a normal form negates truths alone
        return None
    return list(_absorbed(kept, conjunction))


@lru_cache(maxsize=65536)
def _negation(condition: Condition) -> Condition:
    return _normal(condition, positive=False)


def _resolved(parts: dict[Condition, None], conjunction: bool) -> dict[Condition, None]:
    """a & (not a | b) is a & b, and the dual: an exception need not ask again what its provision asked."""
    inner = AnyOf if conjunction else AllOf
    if not any(isinstance(part, inner) for part in parts):
        return parts
    resolved: dict[Condition, None] = {}
    negated = {part.part for part in parts if isinstance(part, Not)}
    forms = set(map(_form, parts))
    for part in parts:
        if isinstance(part, inner):
            kept = [each for each in part.parts if not _is_denied(each, parts, negated, forms)]
            part = _joined(tuple(kept), not conjunction) if len(kept) < len(part.parts) else part
            resolved.update(dict.fromkeys(_parts(part, conjunction)))
        else:
            resolved[part] = None
    return resolved


_DUALS = ((InRegion, InRegion), (IsOneOf, IsOneOf), (Intersects, SubsetOf), (Exists, ForAll), (AllOf, AnyOf))
_DUAL: dict[type, type] = {one: other for left, right in _DUALS for one, other in ((left, right), (right, left))}
"""Of what form the negation of a form is, where it is not a truth: each rewrite has its dual."""
Form: TypeAlias = tuple[type[Condition], object]
"""How a condition is made and what its negation has in common with it: what an atom reads, how many parts it has."""


def _form(condition: Condition) -> Form:
    return type(condition), _in_common(condition)


def _in_common(condition: Condition) -> object:
    if isinstance(condition, AllOf | AnyOf):
        return len(condition.parts)
    if isinstance(condition, Exists | ForAll):
        return condition.kind
    if isinstance(condition, InRegion):
        return condition.number
    return condition.fact if isinstance(condition, IsOneOf | Intersects | SubsetOf) else None


def _is_denied(each: Condition, parts: dict[Condition, None], negated: set[Condition], forms: set[Form]) -> bool:
    """Whether the negation of a condition is among the parts; what cannot be is not put into normal form for it."""
    if isinstance(each, TruthFact):
        return each in negated
    if isinstance(each, Not):
        return each.part in parts
    return (_DUAL[type(each)], _in_common(each)) in forms and _negation(each) in parts


def _parts(condition: Condition, conjunction: bool) -> tuple[Condition, ...]:
    match condition:
        case AllOf(parts) if conjunction:
            return parts
        case AnyOf(parts) if not conjunction:
            return parts
        case _:
            return (condition,)


def _joined(parts: tuple[Condition, ...], conjunction: bool) -> Condition:
    if not parts:
        return YES if conjunction else NO
    if len(parts) == 1:
        return parts[0]
    return AllOf(parts) if conjunction else AnyOf(parts)


def _absorbed(parts: list[Condition], conjunction: bool) -> Iterator[Condition]:
    # a & (a | b) is a; a | (a & b) is a.
    inner = AnyOf if conjunction else AllOf
    present = set(parts) if any(isinstance(part, inner) for part in parts) else set[Condition]()
    for part in parts:
        if not isinstance(part, inner) or present.isdisjoint(part.parts):
            yield part


_ATOMS = (InRegion, IsOneOf, SubsetOf, Intersects)


def _fused(parts: Iterable[Condition], conjunction: bool) -> dict[Condition, None]:
    """One atom for all atoms on one fact where that says the same (in the place of the first)."""
    parts = parts if isinstance(parts, dict) else dict.fromkeys(parts)
    if sum(isinstance(part, _ATOMS) for part in parts) < 2:
        return parts
    groups: dict[object, Condition] = {}
    for part in parts:
        key = _fusion_key(part, conjunction)
        groups[key] = _fuse(groups[key], part, conjunction) if key in groups else part
    return dict.fromkeys(groups.values())


def _fusion_key(part: Condition, conjunction: bool) -> object:
    match part:
        case InRegion(number):
            return ("lies", number)
        case IsOneOf(fact):
            return ("among", fact)
        case SubsetOf(fact) if conjunction:
            return ("inside", fact)
        case Intersects(fact) if not conjunction:
            return ("meets", fact)
        case _:
            return part


def _fuse(left: Condition, right: Condition, conjunction: bool) -> Condition:
    match left, right:
        case InRegion(number, a, a_none), InRegion(_, b, b_none):
            if conjunction:
                return _lies(number, a.meet(b), a_none and b_none)
            return _lies(number, a.join(b), a_none or b_none)
        case IsOneOf(fact, a), IsOneOf(_, b):
            return _among(fact, a & b if conjunction else a | b)
        case SubsetOf(fact, a), SubsetOf(_, b):
            return _inside(fact, a & b)
        case Intersects(fact, a), Intersects(_, b):
            return _meets(fact, a | b)
        case _:
            return left


def within(number: Fact, *intervals: Interval) -> Condition:
    """A condition that a numeric fact lies in one of the intervals, in normal form."""
    assert isinstance(number, NumberFact | DateFact)
    return _lies(number, region(intervals), none_ok=False)
