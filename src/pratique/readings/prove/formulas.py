"""Formulas that are folded while they are built: a Python truth where all is known, else a term of Z3.

Rule: nothing is built that a known part decides, so that a formula is as large as what is open, not as the law.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from fractions import Fraction
from typing import Any

import z3

from pratique.logic.intervals import INFINITY, End, Interval, Region

_TRUE = 1
"""What Z3 calls the truth of a term that is true."""

Formula = Any
"""A Python truth, or a Boolean term of Z3."""


def both(formulas: Iterable[Formula]) -> Formula:
    """All of them; true of nothing."""
    kept: dict[int, Any] = {}
    for each in formulas:
        if each is False:
            return False
        if each is not True:
            kept[each.get_id()] = each
    its = list(kept.values())
    return True if not its else _joined(z3.Z3_mk_and, its)


def either(formulas: Iterable[Formula]) -> Formula:
    """At least one; false of nothing."""
    kept: dict[int, Any] = {}
    for each in formulas:
        if each is True:
            return True
        if each is not False:
            kept[each.get_id()] = each
    its = list(kept.values())
    return False if not its else _joined(z3.Z3_mk_or, its)


def _joined(make: Callable[..., object], its: Sequence[Formula]) -> Formula:
    """One term of truths: Z3's Python would ask the sort of each of them and cast it to what it is."""
    if len(its) == 1:
        return its[0]
    context = its[0].ctx
    return z3.BoolRef(make(context.ref(), len(its), (z3.Ast * len(its))(*(each.as_ast() for each in its))), context)


def negated(formula: Formula) -> Formula:
    """Not so."""
    return (not formula) if isinstance(formula, bool) else z3.Not(formula)


def chosen(condition: Formula, first: Any, second: Any) -> Any:
    """`first` where the condition holds, else `second`; both numbers or terms."""
    if isinstance(condition, bool):
        return first if condition else second
    return z3.If(condition, constant(first), constant(second))


def constant(number: Any) -> Any:
    """A number as a term; terms as they are."""
    if isinstance(number, Fraction):
        return z3.Q(number.numerator, number.denominator)
    return z3.IntVal(number) if isinstance(number, int) else number


def in_interval(number: Any, interval: Interval) -> Formula:
    """Whether a number or term lies in an interval."""
    if not z3.is_expr(number):
        return interval.holds(number)
    ends: list[Formula] = []
    if interval.low != -INFINITY:
        low = _end(interval.low)
        ends.append(number > low if interval.low_open else number >= low)
    if interval.high != INFINITY:
        high = _end(interval.high)
        ends.append(number < high if interval.high_open else number <= high)
    return both(ends)


def inside(number: Any, where: Region) -> Formula:
    """Whether a number or term lies in a region; no number (None) lies nowhere."""
    return number is not None and either(in_interval(number, each) for each in where.intervals)


def holds_in(formula: Formula, model: Any) -> bool:
    """Whether a formula holds in a completion."""
    return formula if isinstance(formula, bool) else is_true_in(formula, model)


def is_true_in(term: Any, model: Any) -> bool:
    """Whether a Boolean term is true in a completion: asked of Z3 itself, whose Python terms cost ten times that."""
    context = model.ctx.ref()
    value = (z3.Ast * 1)()
    if not z3.Z3_model_eval(context, model.model, term.as_ast(), True, value):
        raise z3.Z3Exception("failed to evaluate expression in the model")
    return bool(z3.Z3_get_bool_value(context, value[0]) == _TRUE)


def terms_in(term: Formula) -> frozenset[int]:
    """A term -> the ids of all terms that it is made of, itself among them.

    Z3 itself is asked, by its own pointers: each is held by what it stands in, so that none needs to be counted.
    """
    context = term.ctx_ref()
    stack, seen = [term.as_ast()], set[int]()
    while stack:
        each = stack.pop()
        at = z3.Z3_get_ast_id(context, each)
        if at not in seen:
            seen.add(at)
            if z3.Z3_is_app(context, each):
                made = z3.Z3_to_app(context, each)
                stack += [z3.Z3_get_app_arg(context, made, i) for i in range(z3.Z3_get_app_num_args(context, made))]
    return frozenset(seen)


def _end(end: End) -> Any:
    assert not isinstance(end, float)
    return constant(end)
