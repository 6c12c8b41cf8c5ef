"""What stands inside a condition, and a condition made anew of other parts: for whatever treats all nodes alike.

Rule: this is the one place that knows of every node only what it holds. A pass that asks something of particular
nodes handles these and leaves the rest to `children` or `rebuilt`, so that a node added later is walked from here.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import assert_never

from pratique.logic.nodes import (
    AllOf,
    AnyOf,
    Condition,
    Const,
    Constant,
    DateFact,
    DateShift,
    Exists,
    ForAll,
    InRegion,
    Intersects,
    IsOneOf,
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


def children(condition: Condition) -> tuple[Condition, ...]:
    """The conditions directly inside a condition, in their order; what a sum asks of its elements among them."""
    match condition:
        case AllOf(parts) | AnyOf(parts):
            return parts
        case Not(part):
            return (part,)
        case Exists(_, body) | ForAll(_, body) | Term(body=body):
            return (body,)
        case InRegion(NumberFact() | DateFact()):
            return ()
        case InRegion(number):
            return tuple(each.where for each in expressions(number) if isinstance(each, SumOver | MaxOver))
        case Const() | TruthFact() | IsOneOf() | Intersects() | SubsetOf():
            return ()
        case _:
            assert_never(condition)


def rebuilt(condition: Condition, change: Callable[[Condition], Condition]) -> Condition:
    """The condition with `change` made to each of those directly inside it; atoms stay as they are."""
    match condition:
        case AllOf(parts):
            return AllOf(tuple(change(part) for part in parts))
        case AnyOf(parts):
            return AnyOf(tuple(change(part) for part in parts))
        case Not(part):
            return Not(change(part))
        case Exists(kind, body):
            return Exists(kind, change(body))
        case ForAll(kind, body):
            return ForAll(kind, change(body))
        case Term(name, cite, summary, body):
            return Term(name, cite, summary, change(body))
        case Const() | TruthFact() | InRegion() | IsOneOf() | Intersects() | SubsetOf():
            return condition
        case _:
            assert_never(condition)


def operands(number: Numeric) -> tuple[Numeric, ...]:
    """The expressions directly inside a numeric expression, in their order."""
    match number:
        case Constant() | NumberFact() | DateFact():
            return ()
        case Plus(left, right) | Minus(left, right) | Times(left, right) | Quotient(left, right):
            return (left, right)
        case Min(parts) | Max(parts):
            return parts
        case DateShift(day):
            return (day,)
        case SumOver(_, body) | MaxOver(_, body):
            return (body,)
        case _:
            assert_never(number)


def expressions(number: Numeric) -> Iterator[Numeric]:
    """An expression and all expressions inside it, with repeats."""
    yield number
    for each in operands(number):
        yield from expressions(each)
