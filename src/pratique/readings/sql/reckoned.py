"""Products, quotients, sums and the largest of numbers that are not whole, as wide as their engines may be wrong.

Rule: everything is reckoned in binary floating point and each end is moved outwards by more than rounding can have
moved it, unless all that went into it is whole and small enough to be exact, or is only doubled. So what lies in a
region here lies in it, and what cannot be decided this near to an end stays open: never narrower than `decide`.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

from sqlglot import exp

from pratique.logic.nodes import Constant, Max, Minus, NumberFact, Numeric, Plus, Quotient, Times
from pratique.readings.sql import dialects
from pratique.readings.sql.asked import FactColumns
from pratique.readings.sql.planes import Planes
from pratique.readings.sql.spans import Extent, Write

WIDER = "4e-15"
"""The part of a number by which an end is moved outwards: some twenty times what one rounding can move it."""
_EXACT = "9007199254740992"
"""Below this every whole number is exact in binary floating point."""
_FAR = "1e308"
"""Stands for no bound while the largest is looked for."""
Span = Callable[[Numeric], Extent]


def reckoned(rows: FactColumns, number: Numeric, span: Span) -> Extent | None:
    """What a number can be, at the widest; None for what is not reckoned here. `span` reads its parts."""
    match number:
        case Constant(value):
            return _constant(number, value)
        case Times(left, right) if _is_never_below_nothing(left) and _is_never_below_nothing(right):
            return _times(rows, number, span(left), span(right), any(map(_doubles, (left, right))))
        case Plus(left, right):
            a, b = span(left), span(right)
            return _both(rows, number, a, b, (_sum, a.low, b.low), (_sum, a.high, b.high))
        case Minus(left, right):
            a, b = span(left), span(right)
            return _both(rows, number, a, b, (_difference, a.low, b.high), (_difference, a.high, b.low))
        case Quotient(left, right) if _is_never_below_nothing(left) and _is_never_below_nothing(right):
            return _quotient(rows, number, span(left), span(right))
        case Max(parts):
            return _largest(rows, number, parts, [span(each) for each in parts])
        case _:
            return None


def _is_never_below_nothing(number: Numeric) -> bool:
    match number:
        case NumberFact(domain=domain):
            return domain.low >= 0
        case Constant(value):
            return value >= 0
        case Times(left, right) | Plus(left, right) | Quotient(left, right):
            return _is_never_below_nothing(left) and _is_never_below_nothing(right)
        case Max(parts):
            return any(map(_is_never_below_nothing, parts))
        case _:
            return False


def _doubles(number: Numeric) -> bool:
    """Whether to multiply by a number is exact: it is a power of two."""
    if not isinstance(number, Constant) or not isinstance(number.value, int) or number.value <= 0:
        return False
    return number.value & (number.value - 1) == 0


def _constant(number: Numeric, value: object) -> Extent:
    def write() -> exp.Expr:
        return _double(dialects.number(repr(float(value))))  # type: ignore[arg-type]

    return Extent(number, write, write, True, False)


# --- kept as columns --------------------------------------------------------------------------------------


def _kept(rows: FactColumns, number: Numeric, end: str, write: Write) -> Write:
    """An end that is worked out once, on a stage after those that it reads."""
    depth = _depth(number)
    name = rows.value(f"reckoned {rows.number_of(number)} {end}", write, level=3 + depth)
    return lambda: rows.column(name)


def _depth(number: Numeric) -> int:
    match number:
        case Times(left, right) | Plus(left, right) | Minus(left, right) | Quotient(left, right):
            return 1 + max(_depth(left), _depth(right))
        case Max(parts):
            return 1 + max(map(_depth, parts))
        case _:
            return 0


def _extent(
    rows: FactColumns, number: Numeric, low: Write, high: Write, planes: Planes, parts: Sequence[Extent]
) -> Extent:
    """Of an operation that has a result where all its parts are there."""
    kept = (_kept(rows, number, "low", low), _kept(rows, number, "high", high))
    sure = [each.sure for each in parts if each.sure is not None]
    never = [each.never for each in parts if each.never is not None]
    return Extent(
        ("reckoned", number),
        *kept,
        *planes,
        sure=(lambda: exp.Paren(this=exp.and_(*(each() for each in sure)))) if sure else None,
        never=(lambda: exp.Paren(this=exp.or_(*(each() for each in never)))) if never else None,
    )


# --- each operation ---------------------------------------------------------------------------------------

Two = tuple[Callable[[exp.Expr, exp.Expr], exp.Expr], Write, Write]


def _both(rows: FactColumns, number: Numeric, a: Extent, b: Extent, low: Two, high: Two) -> Extent:
    planes = rows.layers.all_of(((a.there, a.none), (b.there, b.none)))

    def end(two: Two, upwards: bool) -> Write:
        operation, left, right = two
        return lambda: _moved(operation, _double(left()), _double(right()), upwards)

    return _extent(rows, number, end(low, False), end(high, True), planes, (a, b))


def _times(rows: FactColumns, number: Numeric, a: Extent, b: Extent, exact: bool) -> Extent:
    planes = rows.layers.all_of(((a.there, a.none), (b.there, b.none)))

    def end(left: Write, right: Write, upwards: bool) -> Write:
        if exact:
            return lambda: _product(_double(left()), _double(right()))
        return lambda: _moved(_product, _double(left()), _double(right()), upwards)

    return _extent(rows, number, end(a.low, b.low, False), end(a.high, b.high, True), planes, (a, b))


def _quotient(rows: FactColumns, number: Numeric, a: Extent, b: Extent) -> Extent:
    """What may be divided by nothing may be none, and may be anything."""
    positive = rows.leaf(
        ("positive", number),
        lambda: exp.Coalesce(
            this=exp.Paren(this=exp.GT(this=_double(b.low()), expression=dialects.number(0))),
            expressions=[exp.false()],
        ),
    )
    planes = rows.layers.all_of(((a.there, a.none), (b.there, b.none), (positive, False)))

    def divided(over: Write, by: Write) -> exp.Expr:
        some = exp.GT(this=_double(by()), expression=dialects.number(0))
        return exp.Case(ifs=[exp.If(this=some, true=_over(_double(over()), _double(by())))])

    def low() -> exp.Expr:
        return exp.Coalesce(
            this=_outwards(divided(a.low, b.high), upwards=False), expressions=[_double(dialects.number(0))]
        )

    def high() -> exp.Expr:
        return _outwards(divided(a.high, b.low), upwards=True)

    found = _extent(rows, number, low, high, planes, (a, b))
    return replace(found, sure=exp.false)  # only the plane knows of the divisor


def _largest(rows: FactColumns, number: Numeric, parts: tuple[Numeric, ...], spans: list[Extent]) -> Extent:
    """The largest of those that are there: at least each that surely is, at most the highest that may be."""
    planes = rows.layers.any_of((each.there, each.none) for each in spans)
    lows = [_where_sure(each) for each in spans]
    highs = [_where_possible(each) for each in spans]

    def low() -> exp.Expr:
        return _bounded(_greatest([_or_far(_double(each()), below=True) for each in lows]), below=True)

    def high() -> exp.Expr:
        return _bounded(_greatest([each() for each in highs]), below=False)

    surely = [exp.true if each.there is True else each.sure or exp.false for each in spans]
    never = [each.never for each in spans if each.never is not None]
    return Extent(
        ("reckoned", number),
        _kept(rows, number, "low", low),
        _kept(rows, number, "high", high),
        *planes,
        sure=lambda: exp.Paren(this=exp.or_(*(each() for each in surely))),
        never=(lambda: exp.Paren(this=exp.and_(*(each() for each in never)))) if len(never) == len(spans) else None,
    )


def _where_sure(span: Extent) -> Write:
    """The low end where there surely is a number, else null."""
    sure = span.sure
    if span.there is True:
        return span.low
    return lambda: exp.Case(ifs=[exp.If(this=exp.false() if sure is None else sure(), true=_double(span.low()))])


def _where_possible(span: Extent) -> Write:
    """The high end or what stands for no bound; the lowest number there is where there surely is none."""
    never = span.never

    def write() -> exp.Expr:
        high = _or_far(_double(span.high()), below=False)
        if never is None:
            return high
        return exp.Case(ifs=[exp.If(this=never(), true=_double(dialects.number(f"-{_FAR}")))], default=high)

    return write


# --- numbers in binary floating point -----------------------------------------------------------------------


def _double(value: exp.Expr) -> exp.Expr:
    return exp.cast(value, exp.DataType.Type.DOUBLE)


def _sum(a: exp.Expr, b: exp.Expr) -> exp.Expr:
    return exp.Paren(this=exp.Add(this=a, expression=b))


def _difference(a: exp.Expr, b: exp.Expr) -> exp.Expr:
    return exp.Paren(this=exp.Sub(this=a, expression=b))


def _product(a: exp.Expr, b: exp.Expr) -> exp.Expr:
    return exp.Paren(this=exp.Mul(this=a, expression=b))


def _over(a: exp.Expr, b: exp.Expr) -> exp.Expr:
    return exp.Paren(this=exp.Div(this=a, expression=b, typed=True))


def _moved(operation: Callable[[exp.Expr, exp.Expr], exp.Expr], a: exp.Expr, b: exp.Expr, upwards: bool) -> exp.Expr:
    """The result, moved outwards where it may be rounded; null where a part has no bound."""
    result = operation(a.copy(), b.copy())
    small = [exp.LT(this=exp.Abs(this=each.copy()), expression=dialects.number(_EXACT)) for each in (a, b, result)]
    whole = [exp.EQ(this=exp.Floor(this=each.copy()), expression=each.copy()) for each in (a, b)]
    size = result if operation is _product else _sum(exp.Abs(this=a.copy()), exp.Abs(this=b.copy()))
    return exp.Case(
        ifs=[exp.If(this=exp.and_(*small, *whole), true=result.copy())],
        default=_by(result.copy(), size.copy(), upwards),
    )


def _outwards(value: exp.Expr, upwards: bool) -> exp.Expr:
    return _by(value, value.copy(), upwards)


def _by(value: exp.Expr, size: exp.Expr, upwards: bool) -> exp.Expr:
    step = _product(exp.Abs(this=size), _double(dialects.number(WIDER)))
    return (_sum if upwards else _difference)(value, step)


def _or_far(value: exp.Expr, below: bool) -> exp.Expr:
    return exp.Coalesce(this=value, expressions=[_double(dialects.number(f"-{_FAR}" if below else _FAR))])


def _bounded(value: exp.Expr, below: bool) -> exp.Expr:
    """No bound in place of the number that stood for none."""
    far = _double(dialects.number(f"-{_FAR}" if below else _FAR))
    inside = (exp.GT if below else exp.LT)(this=value.copy(), expression=far)
    return exp.Case(ifs=[exp.If(this=inside, true=value)])


def _greatest(values: list[exp.Expr]) -> exp.Expr:
    # None of them is null, so that the engines agree.
    return values[0] if len(values) == 1 else exp.Anonymous(this="GREATEST", expressions=values)
