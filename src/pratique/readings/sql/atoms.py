"""One atom over the columns of one table: when it is known true, when known false.

Rule: each plane is the reading of `logic.values` for the form that the table has, with every null said away; a value
that its fact cannot have says nothing, as everywhere. What only exact arithmetic could answer is refused by name.
"""

from __future__ import annotations

from sqlglot import exp

from pratique.errors import UsageError
from pratique.logic.intervals import INFINITY, End, Interval, Region
from pratique.logic.nodes import (
    Atom,
    ChoiceFact,
    DateFact,
    InRegion,
    Intersects,
    IsOneOf,
    NumberFact,
    Numeric,
    SetFact,
    SubsetOf,
    TruthFact,
)
from pratique.readings.sql import dialects
from pratique.readings.sql.asked import FactColumns
from pratique.readings.sql.planes import OPEN, Plane, Planes
from pratique.readings.sql.reckoned import reckoned
from pratique.readings.sql.regions import lies, with_absence
from pratique.readings.sql.spans import Extent, Write, refused, span_of


def planes_of(rows: FactColumns, table: str, atom: Atom) -> Planes:
    """The planes of an atom on rows of `table`; open where no column says anything. Raises UsageError."""
    match atom:
        case TruthFact(name=name):
            return _truth(rows, table, name)
        case IsOneOf(fact, values):
            return _choice(rows, table, fact, values)
        case Intersects(fact, values):
            return _meets(rows, table, fact, values)
        case SubsetOf(fact, values):
            true, false = _meets(rows, table, fact, fact.values - values)
            return false, true
        case InRegion(NumberFact() | DateFact() as fact):
            return _in_region(rows, table, fact, atom)
        case InRegion(number, where, none_ok):
            span = _widely(rows, table, number)
            return OPEN if span is None else lies(rows, span, where, none_ok, number)


def _widely(rows: FactColumns, table: str, number: Numeric) -> Extent | None:
    """What a number can be; where SQL does not compute it exactly as widely as is safe, if that is asked for."""
    if rows.unread is None:
        return span_of(rows, table, number)
    found = _reckoned(rows, table, number)
    if found is None:
        rows.unread[number] = None
    return found


def _reckoned(rows: FactColumns, table: str, number: Numeric) -> Extent | None:
    try:
        return span_of(rows, table, number)
    except UsageError:  # what is refused is reckoned
        pass

    def span(part: Numeric) -> Extent:
        found = _reckoned(rows, table, part)
        if found is None:
            raise refused(part)
        return found

    try:
        return reckoned(rows, number, span)
    except UsageError:
        return None


def _truth(rows: FactColumns, table: str, name: str) -> Planes:
    if rows.type_of(table, name) != "bool":
        return OPEN
    return (
        rows.leaf((name, True), lambda: said(rows.column(name))),
        rows.leaf((name, False), lambda: said(exp.Not(this=rows.column(name)))),
    )


def said(truth: exp.Expr) -> exp.Expr:
    """A truth with null as no."""
    return exp.Coalesce(this=truth, expressions=[exp.false()])


# --- choices and sets -------------------------------------------------------------------------------------


def _choice(rows: FactColumns, table: str, fact: ChoiceFact, values: frozenset[str]) -> Planes:
    kind = rows.type_of(table, fact.name)
    others = fact.values - values
    if kind == "text":
        name = rows.value(fact.name, lambda: _among_or_null(rows.column(fact.name), fact))
        return (
            rows.leaf((fact.name, values), lambda: said(_is_in(rows.column(name), values, others, wanted=True))),
            rows.leaf(
                (fact.name, values, "not"), lambda: said(_is_in(rows.column(name), values, others, wanted=False))
            ),
        )
    if kind not in ("list", "mask"):
        return OPEN if fact.unstated is None else (fact.unstated in values, fact.unstated not in values)
    wanted, excluded = (_has(rows, table, fact.name, fact, each) for each in (values, others))
    return (
        rows.leaf((fact.name, values), lambda: _alone(wanted(), excluded())),
        rows.leaf((fact.name, values, "not"), lambda: _alone(excluded(), wanted())),
    )


def _is_in(column: exp.Expr, values: frozenset[str], others: frozenset[str], *, wanted: bool) -> exp.Expr:
    """Whether a value of the vocabulary, not null, is among `values` (or is not), by the shorter list."""
    asked, among = (values, wanted) if len(values) <= len(others) else (others, not wanted)
    its = sorted(asked)
    found: exp.Expr
    if len(its) == 1:
        text = dialects.text(its[0])
        return exp.EQ(this=column, expression=text) if among else exp.NEQ(this=column, expression=text)
    found = exp.In(this=column, expressions=[dialects.text(value) for value in its])
    return found if among else exp.Not(this=found)


def _among_or_null(column: exp.Expr, fact: ChoiceFact) -> exp.Expr:
    """The value where the fact can have it; where nobody said anything, the value that stands for that."""
    known = exp.In(this=column, expressions=[dialects.text(value) for value in sorted(fact.values)])
    ifs = [exp.If(this=known, true=column.copy())]
    if fact.unstated is not None:
        silent = exp.Is(this=column.copy(), expression=exp.null())
        ifs.append(exp.If(this=silent, true=dialects.text(fact.unstated)))
    return exp.Case(ifs=ifs)


def _alone(possible: exp.Expr, excluded: exp.Expr) -> exp.Expr:
    """That one thing is possible and the other is not."""
    return said(exp.And(this=exp.Paren(this=possible), expression=exp.Not(this=exp.Paren(this=excluded))))


def _has(rows: FactColumns, table: str, column: str, fact: ChoiceFact | SetFact, values: frozenset[str]) -> Write:
    """Whether a list or mask has one of `values`; null where it is unknown or says what it cannot."""
    if not values:
        return exp.false
    if rows.type_of(table, column) == "mask":
        bits = sum(1 << place for place, value in enumerate(sorted(fact.values)) if value in values)

        def masked() -> exp.Expr:
            both = exp.BitwiseAnd(this=rows.column(column), expression=dialects.number(bits))
            return exp.NEQ(this=exp.Paren(this=both), expression=dialects.number(0))

        return masked
    name = rows.value(column, lambda: _vocabulary_or_null(rows, column, fact.values))
    return lambda: dialects.has_some(rows.dialect, rows.column(name), values)


def _vocabulary_or_null(rows: FactColumns, column: str, values: frozenset[str]) -> exp.Expr:
    known = dialects.has_only(rows.dialect, rows.column(column), values)
    return exp.Case(ifs=[exp.If(this=known, true=rows.column(column))])


def _meets(rows: FactColumns, table: str, fact: SetFact, values: frozenset[str]) -> Planes:
    """Whether a set has a member among `values`."""
    names = [fact.name] * 2 if rows.type_of(table, fact.name) else [f"{fact.name}.must", f"{fact.name}.may"]
    must, may = (rows.type_of(table, name) in ("list", "mask") for name in names)
    true: Plane = False
    false: Plane = False
    if must:
        has = _has(rows, table, names[0], fact, values)
        true = rows.leaf((names[0], values, "must"), lambda: said(has()))
    if may:
        can = _has(rows, table, names[1], fact, values)
        false = rows.leaf((names[1], values, "may"), lambda: said(exp.Not(this=exp.Paren(this=can()))))
    return true, false


# --- numbers and days -------------------------------------------------------------------------------------


def _in_region(rows: FactColumns, table: str, fact: NumberFact | DateFact, atom: InRegion) -> Planes:
    kind = rows.type_of(table, fact.name)
    if kind not in ("int", "float", "date"):
        return lies(rows, span_of(rows, table, fact), atom.where, atom.none_ok, fact)
    domain = fact.domain if isinstance(fact, NumberFact) else Interval()
    span = span_of(rows, table, fact)
    name = span.exact
    assert name is not None
    where, inside = atom.where, atom.where.covers(domain)
    possible = atom.where.touches(domain)
    covered = rows.leaf((name, where, inside), lambda: _known(rows, name, kind, where, inside))
    missed = rows.leaf(
        (name, where, possible, "not"),
        lambda: exp.Not(this=exp.Paren(this=_known(rows, name, kind, where, possible))),
    )
    return with_absence(rows, span, covered, missed, atom.none_ok)


def _known(rows: FactColumns, name: str, kind: str, where: Region, otherwise: bool) -> exp.Expr:
    return exp.Coalesce(this=_lies_in(rows.column(name), kind, where), expressions=[exp.convert(otherwise)])


def _lies_in(value: exp.Expr, kind: str, where: Region) -> exp.Expr:
    """Whether a value lies in a region; null where it is null."""
    ways = [
        _within(value.copy(), kind, each)
        for each in (where.intervals if kind == "float" else where.whole().intervals)
    ]
    if not ways:
        return exp.NEQ(this=value.copy(), expression=value.copy())
    joined = ways[0]
    for way in ways[1:]:
        joined = exp.Or(this=exp.Paren(this=joined), expression=exp.Paren(this=way))
    return joined


def _within(value: exp.Expr, kind: str, interval: Interval) -> exp.Expr:
    low, high = (_end(end, kind) for end in (interval.low, interval.high))
    if interval.is_point and low is not None:
        return exp.EQ(this=value, expression=low)
    bounds: list[exp.Expr] = []
    if low is not None:
        bounds.append((exp.GT if interval.low_open else exp.GTE)(this=value.copy(), expression=low))
    if high is not None:
        bounds.append((exp.LT if interval.high_open else exp.LTE)(this=value.copy(), expression=high))
    if not bounds:
        return exp.EQ(this=value.copy(), expression=value.copy())
    return bounds[0] if len(bounds) == 1 else exp.And(this=bounds[0], expression=bounds[1])


def _end(end: End, kind: str) -> exp.Expr | None:
    """An end as the column's type; None for no bound, and for a day that no calendar reaches."""
    if abs(end) == INFINITY:
        return None
    if kind == "date":
        return dialects.day(min(max(int(end), 1), 3652059))
    return dialects.number(int(end) if kind == "int" else repr(float(end)))
