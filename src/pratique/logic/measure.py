"""What the form of a numeric expression says of its values: whether they are integers, whether there may be none.

Rule: this holds for every case; it is what lets the simplifier close open ends and drop the question of "none".
"""

from __future__ import annotations

from typing import assert_never

from pratique.logic.nodes import (
    Constant,
    DateFact,
    DateShift,
    Max,
    MaxOver,
    Min,
    Minus,
    NumberFact,
    Numeric,
    Plus,
    Quotient,
    SumOver,
    Times,
)


def is_whole(number: Numeric) -> bool:
    """Whether the expression takes integer values only (dates do), so that open ends can be closed."""
    match number:
        case DateFact() | DateShift():
            return True
        case NumberFact(whole=whole):
            return whole
        case Constant(value=value):
            return isinstance(value, int)
        case Plus(left, right) | Minus(left, right) | Times(left, right):
            return is_whole(left) and is_whole(right)
        case Min(parts) | Max(parts):
            return all(is_whole(part) for part in parts)
        case SumOver(body=body) | MaxOver(body=body):
            return is_whole(body)
        case Quotient():
            return False


def may_be_none(number: Numeric) -> bool:
    """Whether the expression can be absent."""
    match number:
        case NumberFact(may_be_none=flag) | DateFact(may_be_none=flag):
            return flag
        case Constant() | SumOver():
            return False
        case Plus(left, right) | Minus(left, right) | Times(left, right):
            return may_be_none(left) or may_be_none(right)
        case Quotient(left, right):
            return may_be_none(left) or may_be_none(right) or _may_be_zero(right)
        case Min(parts) | Max(parts):
            return all(may_be_none(part) for part in parts)
        case DateShift(day):
            return may_be_none(day)
        case MaxOver():
            return True
        case _:
            assert_never(number)


def _may_be_zero(number: Numeric) -> bool:
    match number:
        case Constant(value):
            return value == 0
        case NumberFact(domain=domain):
            return domain.holds(0)
        case (
            DateFact() | Plus() | Minus() | Times() | Quotient() | Min() | Max() | DateShift() | SumOver() | MaxOver()
        ):
            return True
        case _:
            assert_never(number)


def is_date(number: Numeric) -> bool:
    """Whether the expression is a calendar day (a proleptic ordinal)."""
    match number:
        case DateFact() | DateShift():
            return True
        case Constant(is_date=flag):
            return flag
        case Min(parts) | Max(parts):
            return all(is_date(part) for part in parts)
        case MaxOver(body=body):
            return is_date(body)
        case NumberFact() | Plus() | Minus() | Times() | Quotient() | SumOver():
            return False
        case _:
            assert_never(number)
