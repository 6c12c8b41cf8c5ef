"""One atom over one column: the Polars expression that is null where the atom is unknown.

Rule: each expression is the reading of `logic.values` for the form that the table has: a known-or-null column is
compared once, a mask is tested for what is covered and what is possible. No comparison is made against a null.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from functools import reduce
from typing import Any

import polars as pl

from pratique.logic.intervals import INFINITY, End, Interval, Region
from pratique.logic.nodes import DateFact, InRegion, Intersects, IsOneOf, NumberFact, SubsetOf
from pratique.readings.columns.forms import MaskForm
from pratique.readings.columns.stages import NULL

_FEW = 8


def lies(atom: InRegion, column: pl.Series, none: pl.Expr | None) -> pl.Expr:
    """Whether a column, known or null, lies in a region; `none` says where it is absent."""
    fact, where = atom.number, atom.where
    assert isinstance(fact, NumberFact | DateFact)
    value = pl.col(column.name)
    inside = _in_region(value, where, column.dtype)
    if inside is None:
        inside = value.is_null() & NULL
    if none is None:
        return inside
    domain = fact.domain if isinstance(fact, NumberFact) else Interval()
    if where.covers(domain) or not where.touches(domain):
        inside = inside.fill_null(where.covers(domain))
    return none | inside if atom.none_ok else ~none & inside


def _in_region(value: pl.Expr, where: Region, dtype: pl.DataType) -> pl.Expr | None:
    """Whether `value` is in a region; None where nothing is, so that null stays to be said."""
    whole = dtype.is_integer() or dtype == pl.Date
    intervals = where.whole().intervals if whole else where.intervals
    ways = [way for each in intervals if (way := _in_interval(value, each, dtype)) is not None]
    return reduce(lambda a, b: a | b, ways) if ways else None


def _in_interval(value: pl.Expr, interval: Interval, dtype: pl.DataType) -> pl.Expr | None:
    low, high = (_literal(end, dtype) for end in (interval.low, interval.high))
    if low is _TOO_HIGH or high is _TOO_LOW:
        return None
    if interval.is_point:
        return value == pl.lit(low)
    bounds: list[pl.Expr] = []
    if low is not None and low is not _TOO_LOW:
        bounds.append(value > low if interval.low_open else value >= low)
    if high is not None and high is not _TOO_HIGH:
        bounds.append(value < high if interval.high_open else value <= high)
    if not bounds:
        return ~(value.is_null() & NULL)
    return reduce(lambda a, b: a & b, bounds)


_TOO_LOW, _TOO_HIGH = object(), object()


def _literal(end: End, dtype: pl.DataType) -> Any:
    """`end` as the column's type; None for no bound, a mark where the type does not reach it."""
    if abs(end) == INFINITY:
        return None
    if dtype == pl.Date:
        first, last = date.min.toordinal(), date.max.toordinal()
        if not first <= end <= last:
            return _TOO_LOW if end < first else _TOO_HIGH
        return date.fromordinal(int(end))
    if dtype.is_integer():
        if not -(2**63) <= end < 2**63:
            return _TOO_LOW if end < 0 else _TOO_HIGH
        return int(end)
    return float(end)


def among(atom: IsOneOf, form: pl.Series | MaskForm) -> pl.Expr:
    """Whether a choice is one of the atom's values."""
    if isinstance(form, MaskForm):
        return _possible(pl.col(form.may.name), form.mask(atom.values), form.mask(atom.fact.values))
    assert isinstance(form.dtype, pl.Enum)
    value, occurring = pl.col(form.name), frozenset(form.dtype.categories)
    wanted, others = occurring & atom.values, occurring - atom.values
    return ~_is_one_of(value, others) if len(others) < len(wanted) else _is_one_of(value, wanted)


def _is_one_of(value: pl.Expr, names: Iterable[str]) -> pl.Expr:
    wanted = sorted(names)
    if not wanted:
        return value.is_null() & NULL
    if len(wanted) <= _FEW:
        return reduce(lambda a, b: a | b, (value == name for name in wanted))
    # is_in of a null is null only in some versions, so null is said apart.
    return value.is_in(wanted).fill_null(False) | (value.is_null() & NULL)


def _possible(may: pl.Expr, wanted: int, anything: int) -> pl.Expr:
    covered = (may & _mask(anything & ~wanted)) == 0
    return covered | (((may & _mask(wanted)) != 0) & NULL)


def meets(atom: Intersects, form: MaskForm) -> pl.Expr:
    """Whether a set has a member among the atom's values."""
    wanted = _mask(form.mask(atom.values))
    must = (pl.col(form.must.name) & wanted) != 0
    return must if form.must is form.may else must | (((pl.col(form.may.name) & wanted) != 0) & NULL)


def inside(atom: SubsetOf, form: MaskForm) -> pl.Expr:
    """Whether a set has no member outside the atom's values."""
    others = _mask(form.mask(atom.fact.values - atom.values))
    within = (pl.col(form.may.name) & others) == 0
    return within if form.must is form.may else within | (((pl.col(form.must.name) & others) == 0) & NULL)


def _mask(bits: int) -> pl.Expr:
    return pl.lit(bits, pl.UInt64)
