"""Numbers and days in SQL: low and high end, open ends, and whether there is none.

Rule: an end that is null is no bound. Ends are cut down to what the fact can be, once; arithmetic is done on whole
numbers and days alone, where every engine is exact.
"""

from __future__ import annotations

from collections.abc import Callable

from sqlglot import exp

from pratique.errors import UsageError
from pratique.logic.intervals import INFINITY, End, Interval
from pratique.logic.nodes import Constant, DateFact, DateShift, Minus, NumberFact, Numeric, Plus
from pratique.readings.sql import dialects
from pratique.readings.sql.asked import FactColumns
from pratique.readings.sql.planes import Plane
from pratique.value_class import dataclass

Write = Callable[[], exp.Expr]


@dataclass(frozen=True, slots=True)
class Extent:
    """What a number can be on each row.

    `exact` is the column that holds it, or null where it is not known, for facts of that form; `low` and `high` write
    its ends, `low_open` and `high_open` whether they belong to it (None: they do). `there` and `none` are planes:
    that there surely is one, and that there surely is none.
    """

    key: object
    low: Write
    high: Write
    there: Plane
    none: Plane
    low_open: Write | None = None
    high_open: Write | None = None
    exact: str | None = None
    sure: Write | None = None
    never: Write | None = None
    """Write `there` and `none` themselves, never null; None where the plane is a constant."""


def span_of(rows: FactColumns, table: str, number: Numeric) -> Extent:
    """What an expression can be. Raises UsageError for what SQL cannot compute exactly."""
    match number:
        case NumberFact() | DateFact():
            if rows.type_of(table, number.name) in ("int", "float", "date"):
                return _exact(rows, table, number)
            return _ends(rows, table, number)
        case Constant(value) if isinstance(value, int):
            return Extent(number, lambda: dialects.number(value), lambda: dialects.number(value), True, False)
        case Plus(left, right):
            a, b = (_whole(rows, table, each, number) for each in (left, right))
            return _both(rows, number, a, b, _add(a.low, b.low), _add(a.high, b.high))
        case Minus(left, right):
            a, b = (_whole(rows, table, each, number) for each in (left, right))
            return _both(rows, number, a, b, _subtract(a.low, b.high), _subtract(a.high, b.low))
        case DateShift(DateFact() as day, years, months, days) if rows.type_of(table, day.name) == "date":
            return _moved(rows, _exact(rows, table, day), number, 12 * years + months, days)
        case DateShift(DateFact() as day) if not any(
            rows.type_of(table, day.name + end) for end in ("", ".lo", ".hi")
        ):
            return span_of(rows, table, day)  # nothing is known of it, moved or not
        case _:
            raise refused(number)


def refused(number: Numeric) -> UsageError:
    """The refusal of arithmetic that not every engine does exactly."""
    return UsageError(
        f"SQL cannot compute every number that this law asks of exactly (here a {type(number).__name__}): "
        "decide these cases with `pratique bulk`, whose columns can."
    )


def _whole(rows: FactColumns, table: str, number: Numeric, whole: Numeric) -> Extent:
    if isinstance(number, NumberFact) and not number.whole:
        raise refused(whole)
    return span_of(rows, table, number)


def _both(rows: FactColumns, number: Numeric, a: Extent, b: Extent, low: Write, high: Write) -> Extent:
    there, none = rows.layers.all_of(((a.there, a.none), (b.there, b.none)))
    return Extent((a.key, b.key, type(number).__name__), low, high, there, none)


def _add(a: Write, b: Write) -> Write:
    return lambda: exp.Paren(this=exp.Add(this=a(), expression=b()))


def _subtract(a: Write, b: Write) -> Write:
    return lambda: exp.Paren(this=exp.Sub(this=a(), expression=b()))


def domain_of(fact: NumberFact | DateFact) -> Interval:
    """What a number or a day can be at all."""
    domain = fact.domain if isinstance(fact, NumberFact) else Interval()
    return domain.whole() if isinstance(fact, NumberFact) and fact.whole else domain


# --- a fact that is known or null --------------------------------------------------------------------------


def _exact(rows: FactColumns, table: str, fact: NumberFact | DateFact) -> Extent:
    name, kind = fact.name, rows.type_of(table, fact.name) or ""
    value = rows.value(name, lambda: _possible_or_null(rows.column(name), fact, kind))
    domain = domain_of(fact)

    def end(bound: End) -> Write:
        def write() -> exp.Expr:
            known: exp.Expr = rows.column(value)
            known = dialects.day_number(rows.dialect, known) if kind == "date" else known
            return known if abs(bound) == INFINITY else exp.Coalesce(this=known, expressions=[literal(bound)])

        return write

    absent = _absence(rows, table, fact, value)
    return Extent(name, end(domain.low), end(domain.high), *absent[:2], exact=value, sure=absent[2], never=absent[3])


def _possible_or_null(column: exp.Expr, fact: NumberFact | DateFact, kind: str) -> exp.Expr:
    """The value where the fact can have it; the column itself where it can have any."""
    if isinstance(fact, DateFact):
        return column
    bounds: list[exp.Expr] = []
    low, high = fact.domain.low, fact.domain.high
    if kind == "float":
        bounds.append(exp.Between(this=column.copy(), low=dialects.number("-1e308"), high=dialects.number("1e308")))
        if fact.whole:
            bounds.append(exp.EQ(this=exp.Floor(this=column.copy()), expression=column.copy()))
    if low != -INFINITY:
        bounds.append((exp.GT if fact.domain.low_open else exp.GTE)(this=column.copy(), expression=literal(low)))
    if high != INFINITY:
        bounds.append((exp.LT if fact.domain.high_open else exp.LTE)(this=column.copy(), expression=literal(high)))
    if not bounds:
        return column
    return exp.Case(ifs=[exp.If(this=exp.and_(*bounds), true=column.copy())])


Absent = tuple[Plane, Plane, Write | None, Write | None]
"""That there surely is a number, that there surely is none, and what writes the two."""


def literal(end: End) -> exp.Expr:
    """An end as SQL writes it."""
    return dialects.number(end if isinstance(end, int) else repr(float(end)))


def _absence(rows: FactColumns, table: str, fact: NumberFact | DateFact, value: str) -> Absent:
    if not fact.may_be_none:
        return True, False, None, None
    said = f"{fact.name}.none"
    if rows.type_of(table, said) is None:

        def is_said() -> exp.Expr:
            return exp.Not(this=exp.Is(this=rows.column(value), expression=exp.null()))

        return rows.leaf((value, "there"), is_said), False, is_said, None
    strange = exp.And(
        this=exp.Not(this=exp.Is(this=rows.column(fact.name), expression=exp.null())),
        expression=exp.Is(this=rows.column(value), expression=exp.null()),
    )
    return _told(rows, said, None if value == fact.name else strange)


def _told(rows: FactColumns, column: str, unless: exp.Expr | None) -> Absent:
    def write(truth: exp.Expr) -> exp.Expr:
        known = exp.Coalesce(this=truth, expressions=[exp.false()])
        otherwise = None if unless is None else exp.Not(this=exp.Paren(this=unless.copy()))
        return known if otherwise is None else exp.And(this=known, expression=otherwise)

    def is_told() -> exp.Expr:
        return write(exp.Not(this=rows.column(column)))

    def is_none() -> exp.Expr:
        return write(rows.column(column))

    return rows.leaf((column, "there"), is_told), rows.leaf((column, "none"), is_none), is_told, is_none


# --- a fact between two ends ------------------------------------------------------------------------------


def _ends(rows: FactColumns, table: str, fact: NumberFact | DateFact) -> Extent:
    """A fact of the columns `x.lo`, `x.hi`, `x.lo_open`, `x.hi_open`, `x.none`; anything where there are none."""
    domain, name = domain_of(fact), fact.name
    have = {end: rows.type_of(table, f"{name}.{end}") for end in ("lo", "hi", "none")}
    if not any(have.values()):
        surely = not fact.may_be_none
        return Extent(name, _bound(domain.low), _bound(domain.high), surely, False, *_opens(domain))
    low, low_open = _narrowed(rows, table, fact, "lo", domain)
    high, high_open = _narrowed(rows, table, fact, "hi", domain)
    empty = rows.value(f"{name} empty", lambda: _is_empty(rows, low, high, low_open, high_open), level=3)

    def column(narrowed: str, otherwise: Write) -> Write:
        return lambda: exp.Case(
            ifs=[exp.If(this=rows.column(empty), true=otherwise())], default=rows.column(narrowed)
        )

    opens = _opens(domain)
    outer = [each or (lambda: exp.false()) for each in opens]
    there, none, sure, never = _absence_of_ends(rows, table, fact, have, empty)
    return Extent(
        name,
        column(low, _bound(domain.low)),
        column(high, _bound(domain.high)),
        there,
        none,
        column(low_open, outer[0]),
        column(high_open, outer[1]),
        sure=sure,
        never=never,
    )


def _bound(end: End) -> Write:
    return lambda: _no_number() if abs(end) == INFINITY else literal(end)


def _no_number() -> exp.Expr:
    """The NULL of a number: typed, since PostgreSQL takes a bare one for a text and neither rounds nor adds it."""
    return exp.cast(exp.null(), exp.DataType.Type.DOUBLE)


def _opens(domain: Interval) -> tuple[Write | None, Write | None]:
    def flag(is_open: bool, end: End) -> Write | None:
        return (lambda: exp.true()) if is_open and abs(end) != INFINITY else None

    return flag(domain.low_open, domain.low), flag(domain.high_open, domain.high)


def _narrowed(
    rows: FactColumns, table: str, fact: NumberFact | DateFact, end: str, domain: Interval
) -> tuple[str, str]:
    """The columns of one end and of whether it is open, cut down to the domain and to whole numbers."""
    name, kind = f"{fact.name}.{end}", rows.type_of(table, f"{fact.name}.{end}")
    limit, limit_open = (domain.low, domain.low_open) if end == "lo" else (domain.high, domain.high_open)
    whole = isinstance(fact, DateFact) or fact.whole

    def given() -> exp.Expr:
        if kind is None:
            return _no_number()
        if kind == "date":
            return dialects.day_number(rows.dialect, rows.column(name))
        if kind == "int":
            return rows.column(name)
        between = exp.Between(this=rows.column(name), low=dialects.number("-1e308"), high=dialects.number("1e308"))
        return exp.Case(ifs=[exp.If(this=between, true=rows.column(name))])

    def given_open() -> exp.Expr:
        if rows.type_of(table, f"{name}_open") is None:
            return exp.false()
        return exp.Coalesce(this=rows.column(f"{name}_open"), expressions=[exp.false()])

    raw, raw_open = rows.value(f"{name} raw", given), rows.value(f"{name} raw open", given_open)

    def beyond() -> exp.Expr:
        unsaid: exp.Expr = exp.Is(this=rows.column(raw), expression=exp.null())
        if abs(limit) == INFINITY:
            return unsaid
        past = exp.LT if end == "lo" else exp.GT
        reach = past if not limit_open else exp.LTE if end == "lo" else exp.GTE
        return exp.Or(this=unsaid, expression=reach(this=rows.column(raw), expression=literal(limit)))

    def cut() -> exp.Expr:
        kept: exp.Expr = rows.column(raw)
        if whole:
            near, step = (exp.Ceil, exp.Add) if end == "lo" else (exp.Floor, exp.Sub)
            far = exp.Floor if end == "lo" else exp.Ceil
            moved = step(this=far(this=rows.column(raw)), expression=dialects.number(1))
            kept = exp.Case(ifs=[exp.If(this=rows.column(raw_open), true=moved)], default=near(this=rows.column(raw)))
        return exp.Case(ifs=[exp.If(this=beyond(), true=_bound(limit)())], default=kept)

    def cut_open() -> exp.Expr:
        if whole:
            return exp.false()
        return exp.Case(ifs=[exp.If(this=beyond(), true=exp.convert(limit_open))], default=rows.column(raw_open))

    return rows.value(f"{name} cut", cut, level=2), rows.value(f"{name} cut open", cut_open, level=2)


def _is_empty(rows: FactColumns, low: str, high: str, low_open: str, high_open: str) -> exp.Expr:
    crossed = exp.GT(this=rows.column(low), expression=rows.column(high))
    opens = exp.Or(this=rows.column(low_open), expression=rows.column(high_open))
    touching = exp.And(
        this=exp.EQ(this=rows.column(low), expression=rows.column(high)), expression=exp.Paren(this=opens)
    )
    either = exp.Or(this=crossed, expression=exp.Paren(this=touching))
    return exp.Coalesce(this=either, expressions=[exp.false()])


def _absence_of_ends(
    rows: FactColumns, table: str, fact: NumberFact | DateFact, have: dict[str, str | None], empty: str
) -> Absent:
    if not fact.may_be_none:
        return True, False, None, None
    if have["none"] is not None:
        unless = exp.And(
            this=rows.column(empty),
            expression=exp.Not(this=exp.Coalesce(this=rows.column(f"{fact.name}.none"), expressions=[exp.false()])),
        )
        return _told(rows, f"{fact.name}.none", unless)
    said: list[exp.Expr] = [
        exp.Not(this=exp.Is(this=rows.column(f"{fact.name}.{end}"), expression=exp.null()))
        for end in ("lo", "hi")
        if have[end] is not None
    ]

    def is_said() -> exp.Expr:
        return exp.And(this=exp.Paren(this=exp.or_(*said)), expression=exp.Not(this=rows.column(empty)))

    return rows.leaf((fact.name, "ends there"), is_said), False, is_said, None


# --- days moved -------------------------------------------------------------------------------------------


def _moved(rows: FactColumns, span: Extent, number: DateShift, months: int, days: int) -> Extent:
    name = span.exact
    assert name is not None

    def write() -> exp.Expr:
        day: exp.Expr = rows.column(name)
        day = dialects.moved(rows.dialect, day, months) if months else day
        return exp.Paren(this=exp.Add(this=dialects.day_number(rows.dialect, day), expression=dialects.number(days)))

    return Extent((span.key, months, days), write, write, span.there, span.none)


# --- comparing --------------------------------------------------------------------------------------------
