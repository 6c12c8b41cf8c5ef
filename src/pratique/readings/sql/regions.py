"""Whether what a number can be on a row lies in a region.

Rule: known true where all it can be lies there, known false where nothing does; an end that is null reaches beyond
any bound.
"""

from __future__ import annotations

from collections.abc import Callable

from sqlglot import exp

from pratique.logic.intervals import INFINITY, End, Interval, Region
from pratique.logic.nodes import Numeric
from pratique.readings.sql.asked import FactColumns
from pratique.readings.sql.planes import Plane, Planes
from pratique.readings.sql.spans import Extent, Write, literal


def lies(rows: FactColumns, span: Extent, where: Region, none_ok: bool, number: Numeric) -> Planes:
    """Whether a number lies in a region: known true where all it can be does, known false where nothing does."""
    covered = rows.leaf(("covered", span.key, where), lambda: _any([_covers(span, each) for each in where.intervals]))
    missed = rows.leaf(
        ("missed", span.key, where),
        lambda: exp.Not(this=exp.Paren(this=_any([_touches(span, each) for each in where.intervals]))),
    )
    return with_absence(rows, span, covered, missed, none_ok)


def with_absence(rows: FactColumns, span: Extent, covered: Plane, missed: Plane, none_ok: bool) -> Planes:
    """The planes of a comparison, from where the number lies if there is one, and whether there is one."""
    layers = rows.layers
    if none_ok:
        return (
            layers.join((span.none, covered), conjunction=False),
            layers.join((span.there, missed), conjunction=True),
        )
    return (
        layers.join((span.there, covered), conjunction=True),
        layers.join((span.none, missed), conjunction=False),
    )


def _any(ways: list[exp.Expr]) -> exp.Expr:
    if not ways:
        return exp.false()
    joined = exp.Paren(this=ways[0])
    for way in ways[1:]:
        joined = exp.Or(this=joined, expression=exp.Paren(this=way))  # type: ignore[assignment]
    return exp.Coalesce(this=joined, expressions=[exp.false()])


def _covers(span: Extent, interval: Interval) -> exp.Expr:
    """Whether every number of the span lies in the interval; an end that is null reaches beyond any bound."""
    bounds: list[exp.Expr] = []
    if interval.low != -INFINITY:
        bounds.append(_above(span.low, span.low_open, interval.low, interval.low_open, exp.GT))
    if interval.high != INFINITY:
        bounds.append(_above(span.high, span.high_open, interval.high, interval.high_open, exp.LT))
    return _both_hold(bounds, unless_known=exp.false)


def _above(end: Write, is_open: Write | None, limit: End, limit_open: bool, beyond: type[exp.Expr]) -> exp.Expr:
    """Whether an end keeps within a limit: beyond it, or on it where either is open or both are closed."""
    inside = beyond(this=end(), expression=literal(limit))
    on: exp.Expr = exp.EQ(this=end(), expression=literal(limit))
    if limit_open:
        if is_open is None:
            return inside
        on = exp.And(this=on, expression=is_open())
    return exp.Or(this=inside, expression=exp.Paren(this=on))


def _touches(span: Extent, interval: Interval) -> exp.Expr:
    """Whether span and interval share a number; an end that is null reaches everywhere."""
    bounds: list[exp.Expr] = []
    if interval.high != INFINITY:
        bounds.append(_reaches(span.low, span.low_open, interval.high, interval.high_open, exp.LT))
    if interval.low != -INFINITY:
        bounds.append(_reaches(span.high, span.high_open, interval.low, interval.low_open, exp.GT))
    return _both_hold(bounds, unless_known=exp.true)


def _both_hold(bounds: list[exp.Expr], unless_known: Callable[[], exp.Expr]) -> exp.Expr:
    """Whether one or two bounds hold, each as `unless_known` where its end is null; true where there is none."""
    known = [exp.Coalesce(this=each, expressions=[unless_known()]) for each in bounds]
    return exp.And(this=known[0], expression=known[1]) if len(known) == 2 else known[0] if known else exp.true()


def _reaches(end: Write, is_open: Write | None, limit: End, limit_open: bool, beyond: type[exp.Expr]) -> exp.Expr:
    inside = beyond(this=end(), expression=literal(limit))
    if limit_open:
        return inside
    on: exp.Expr = exp.EQ(this=end(), expression=literal(limit))
    if is_open is not None:
        on = exp.And(this=on, expression=exp.Not(this=is_open()))
    return exp.Or(this=inside, expression=exp.Paren(this=on))
