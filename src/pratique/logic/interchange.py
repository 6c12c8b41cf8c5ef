"""Conditions as plain data and back, for books that are exported, hashed and read again.

Rule: reading what was written gives an equal condition; facts are written by name and must exist on reading.
Numbers are written exactly (a fraction as "n/d").
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from fractions import Fraction
from typing import Any, TypeAlias, TypeVar, assert_never

from pratique.logic.intervals import INFINITY, End, Interval, Region, exact
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
    Number,
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

Plain = Any

_WORDS: dict[type[Number], str] = {
    Plus: "plus",
    Minus: "minus",
    Times: "times",
    Quotient: "over",
    Min: "least",
    Max: "greatest",
    SumOver: "sum",
    MaxOver: "maximum",
}
"""The words of exported books: they outlive the names of the classes."""


Done: TypeAlias = dict[int, Plain]
"""What was written already, by the identity of the condition."""


def to_plain(condition: Condition, done: Done | None = None) -> Plain:
    """A condition as lists, dicts, strings and numbers that JSON can hold.

    With `done` a condition that stands in several places is written once and its plain data shared: many provisions
    of a law ask for the same scope. It serves as long as the conditions it was given live.
    """
    if done is None:
        return _to_plain(condition, {})
    if id(condition) not in done:
        done[id(condition)] = _to_plain(condition, done)
    return done[id(condition)]


def _to_plain(condition: Condition, done: Done) -> Plain:
    match condition:
        case Const(value):
            return value
        case TruthFact(name):
            return name
        case InRegion(number, where, none_ok):
            return {"lies": number_to_plain(number, done), "in": _region(where), "none_ok": none_ok}
        case IsOneOf(fact, values):
            return {"among": fact.name, "values": sorted(values)}
        case Intersects(fact, values):
            return {"meets": fact.name, "values": sorted(values)}
        case SubsetOf(fact, values):
            return {"inside": fact.name, "values": sorted(values)}
        case AllOf(parts):
            return {"all": [to_plain(part, done) for part in parts]}
        case AnyOf(parts):
            return {"any": [to_plain(part, done) for part in parts]}
        case Not(part):
            return {"not": to_plain(part, done)}
        case Exists(kind, body):
            return {"some": kind.name, "body": to_plain(body, done)}
        case ForAll(kind, body):
            return {"every": kind.name, "body": to_plain(body, done)}
        case Term(name, cite, summary, body):
            return {"term": name, "cite": cite, "summary": summary, "body": to_plain(body, done)}
        case _:
            assert_never(condition)


def number_to_plain(number: Numeric, done: Done | None = None) -> Plain:
    """A numeric expression as plain data, what it counts by written once with `done`."""
    match number:
        case Constant(value, is_date):
            return {"amount": _end(value), "date": is_date}
        case NumberFact(name) | DateFact(name):
            return name
        case Plus(left, right) | Minus(left, right) | Times(left, right) | Quotient(left, right):
            return {_WORDS[type(number)]: [number_to_plain(left, done), number_to_plain(right, done)]}
        case Min(parts) | Max(parts):
            return {_WORDS[type(number)]: [number_to_plain(part, done) for part in parts]}
        case DateShift(day, years, months, days):
            return {"shift": number_to_plain(day, done), "by": [years, months, days]}
        case SumOver(kind, body, where) | MaxOver(kind, body, where):
            return {
                _WORDS[type(number)]: kind.name,
                "body": number_to_plain(body, done),
                "where": to_plain(where, done),
            }
        case _:
            assert_never(number)


Seen: TypeAlias = dict[Condition | Numeric, Condition | Numeric]
"""What was read already: a condition that stands in several places is one object again, and is then decided once."""


def from_plain(
    plain: Plain, fact: Callable[[str], Fact], kinds: Mapping[str, Kind], seen: Seen | None = None
) -> Condition:
    """The condition that `plain` spells. Raises ValueError or KeyError with what it does not know.

    With `seen` what was read already is shared, as `to_plain` shares it with `done`.
    """
    its: Seen = {} if seen is None else seen

    def read(data: Plain) -> Condition:
        found = spelt(data)
        return its.setdefault(found, found)  # type: ignore[return-value]  # what is equal is of the same class

    def spelt(data: Plain) -> Condition:
        match data:
            case bool():
                return Const(data)
            case str():
                return _typed(fact(data), TruthFact)
            case {"lies": number, "in": where, "none_ok": bool(none_ok)}:
                return InRegion(_number(number, fact, kinds, its), _read_region(where), none_ok)
            case {"among": str(name), "values": values}:
                return IsOneOf(_typed(fact(name), ChoiceFact), frozenset(values))
            case {"meets": str(name), "values": values}:
                return Intersects(_typed(fact(name), SetFact), frozenset(values))
            case {"inside": str(name), "values": values}:
                return SubsetOf(_typed(fact(name), SetFact), frozenset(values))
            case {"all": parts}:
                return AllOf(tuple(read(part) for part in parts))
            case {"any": parts}:
                return AnyOf(tuple(read(part) for part in parts))
            case {"not": part}:
                return Not(read(part))
            case {"some": str(kind), "body": body}:
                return Exists(kinds[kind], read(body))
            case {"every": str(kind), "body": body}:
                return ForAll(kinds[kind], read(body))
            case {"term": str(name), "cite": str(cite), "summary": str(summary), "body": body}:
                return Term(name, cite, summary, read(body))
            case _:
                raise ValueError(f"this is no condition: {data!r:.80}")

    return read(plain)


def _number(data: Plain, fact: Callable[[str], Fact], kinds: Mapping[str, Kind], seen: Seen) -> Numeric:
    def read(plain: Plain) -> Numeric:
        found = spelt(plain)
        return seen.setdefault(found, found)  # type: ignore[return-value]  # what is equal is of the same class

    def spelt(plain: Plain) -> Numeric:
        match plain:
            case str():
                found = fact(plain)
                if isinstance(found, NumberFact | DateFact):
                    return found
                raise ValueError(f"{plain} is not a number or a date")
            case {"amount": value, "date": bool(is_date)}:
                return Constant(_exact(value), is_date)
            case {"plus": [a, b]}:
                return Plus(read(a), read(b))
            case {"minus": [a, b]}:
                return Minus(read(a), read(b))
            case {"times": [a, b]}:
                return Times(read(a), read(b))
            case {"over": [a, b]}:
                return Quotient(read(a), read(b))
            case {"least": parts}:
                return Min(tuple(read(part) for part in parts))
            case {"greatest": parts}:
                return Max(tuple(read(part) for part in parts))
            case {"shift": day, "by": [int(years), int(months), int(days)]}:
                return DateShift(read(day), years, months, days)
            case {"sum": str(kind), "body": body, "where": where}:
                return SumOver(kinds[kind], read(body), from_plain(where, fact, kinds, seen))
            case {"maximum": str(kind), "body": body, "where": where}:
                return MaxOver(kinds[kind], read(body), from_plain(where, fact, kinds, seen))
            case _:
                raise ValueError(f"this is no number: {plain!r:.80}")

    return read(data)


def number_from_plain(
    plain: Plain, fact: Callable[[str], Fact], kinds: Mapping[str, Kind], seen: Seen | None = None
) -> Numeric:
    """The numeric expression that `plain` spells; with `seen` what was read already is shared."""
    return _number(plain, fact, kinds, {} if seen is None else seen)


F = TypeVar("F", TruthFact, ChoiceFact, SetFact)


def _typed(found: Fact, wanted: type[F]) -> F:
    if not isinstance(found, wanted):
        raise ValueError(f"{found.name} is not a {wanted.__name__}")
    return found


def _region(where: Region) -> list[list[Plain]]:
    return [[_end(i.low), _end(i.high), i.low_open, i.high_open] for i in where.intervals]


def _read_region(plain: list[list[Plain]]) -> Region:
    return Region(tuple(Interval(_read_end(a), _read_end(b), bool(c), bool(d)) for a, b, c, d in plain))


def _end(end: End) -> Plain:
    if end in (INFINITY, -INFINITY):
        return "inf" if end > 0 else "-inf"
    return end if isinstance(end, int) else str(Fraction(end))


def _read_end(plain: Plain) -> End:
    return {"inf": INFINITY, "-inf": -INFINITY}[plain] if plain in ("inf", "-inf") else _exact(plain)


def _exact(plain: Plain) -> int | Fraction:
    return exact(plain)
