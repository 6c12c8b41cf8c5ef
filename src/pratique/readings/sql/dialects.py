"""What the engines say each in its own way: lists, days, bits.

Rule: the tree of the query is one; only these leaves differ. A name is quoted as it is, but for BigQuery, whose
columns cannot have a dot: there it is two underscores.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from sqlglot import exp

from pratique.errors import UsageError

DIALECTS = ("spark", "duckdb", "postgres", "snowflake", "bigquery")
EPOCH = date(1970, 1, 1)
TRUE = exp.true
FALSE = exp.false


def checked(dialect: str) -> str:
    """A dialect that there is. Raises UsageError naming the others."""
    if dialect not in DIALECTS:
        raise UsageError(f"There is no dialect {dialect!r}; there are {', '.join(DIALECTS)}.")
    return dialect


def name_in(dialect: str, name: str) -> str:
    """The name of a column as the dialect can have it."""
    return name.replace(".", "__") if dialect == "bigquery" else name


def text(value: str) -> exp.Expr:
    return exp.Literal.string(value)


def number(value: int | float | str) -> exp.Expr:
    """A number, negative ones in parentheses."""
    written = str(value)
    if written.startswith("-"):
        return exp.Paren(this=exp.Neg(this=exp.Literal.number(written[1:])))
    return exp.Literal.number(written)


def day(ordinal: int) -> exp.Expr:
    """A calendar day, from its proleptic ordinal."""
    return exp.Cast(this=text(date.fromordinal(ordinal).isoformat()), to=exp.DataType.build("date"))


def _call(name: str, *arguments: exp.Expr) -> exp.Expr:
    return exp.Anonymous(this=name, expressions=list(arguments))


def _array(dialect: str, values: Iterable[str]) -> exp.Expr:
    its = [text(value) for value in sorted(values)]
    if dialect == "spark":
        return _call("ARRAY", *its)
    if dialect == "snowflake":
        return _call("ARRAY_CONSTRUCT", *its)
    return exp.Array(expressions=its)


def has_some(dialect: str, column: exp.Expr, values: Iterable[str]) -> exp.Expr:
    """Whether a list of names, not null, has one of `values`."""
    its = _array(dialect, values)
    if dialect == "spark":
        return _call("ARRAYS_OVERLAP", column, its)
    if dialect == "duckdb":
        return _call("LIST_HAS_ANY", column, its)
    if dialect == "snowflake":
        return _call("ARRAYS_OVERLAP", column, its)
    if dialect == "postgres":
        typed = exp.Cast(this=its, to=exp.DataType.build("text[]", dialect="postgres"))
        return exp.ArrayOverlaps(this=column, expression=typed)
    return _in_bigquery(column, values, outside=False)


def has_only(dialect: str, column: exp.Expr, values: Iterable[str]) -> exp.Expr:
    """Whether a list of names has no member outside `values`, a null in it included."""
    its = _array(dialect, values)
    if dialect == "spark":
        return exp.EQ(this=_call("SIZE", _call("ARRAY_EXCEPT", column, its)), expression=number(0))
    if dialect == "duckdb":
        strange = exp.Not(this=_call("LIST_HAS_ALL", its, column))
        gap = exp.NEQ(this=_call("LIST_COUNT", column.copy()), expression=_call("LEN", column.copy()))
        return exp.Not(this=exp.Paren(this=exp.Or(this=strange, expression=gap)))
    if dialect == "snowflake":
        return exp.EQ(this=_call("ARRAY_SIZE", _call("ARRAY_EXCEPT", column, its)), expression=number(0))
    if dialect == "postgres":
        typed = exp.Cast(this=its, to=exp.DataType.build("text[]", dialect="postgres"))
        return exp.ArrayContainsAll(this=typed, expression=column)
    return exp.Not(this=_in_bigquery(column, values, outside=True))


def _in_bigquery(column: exp.Expr, values: Iterable[str], *, outside: bool) -> exp.Expr:
    member = exp.column("member")
    among: exp.Expr = exp.In(this=member, expressions=[text(value) for value in sorted(values)])
    if outside:
        among = exp.Or(this=exp.Not(this=among), expression=exp.Is(this=member.copy(), expression=exp.null()))
    rows = exp.Unnest(expressions=[column], alias=exp.TableAlias(columns=[exp.to_identifier("member")]))
    return exp.Exists(this=exp.select(exp.Literal.number(1)).from_(rows).where(among))


def is_empty(dialect: str, column: exp.Expr) -> exp.Expr:
    """Whether a list, not null, has no member."""
    length = {"spark": "SIZE", "duckdb": "LEN", "snowflake": "ARRAY_SIZE", "postgres": "CARDINALITY"}
    return exp.EQ(this=_call(length.get(dialect, "ARRAY_LENGTH"), column), expression=number(0))


def day_number(dialect: str, column: exp.Expr) -> exp.Expr:
    """A day as its proleptic ordinal."""
    epoch, zero = day(EPOCH.toordinal()), number(EPOCH.toordinal())
    since = {
        "spark": lambda: _call("DATEDIFF", column, epoch),
        "snowflake": lambda: _call("DATEDIFF", exp.Var(this="DAY"), epoch, column),
        "bigquery": lambda: _call("DATE_DIFF", column, epoch, exp.Var(this="DAY")),
    }.get(dialect, lambda: exp.Paren(this=exp.Sub(this=column, expression=epoch)))()
    return exp.Paren(this=exp.Add(this=since, expression=zero))


def moved(dialect: str, column: exp.Expr, months: int) -> exp.Expr:
    """A day moved by months; a day that the month lacks becomes its last day."""
    if dialect in ("spark", "snowflake"):
        return _call("ADD_MONTHS", column, number(months))
    if dialect == "bigquery":
        return _call(
            "DATE_ADD", column, exp.Interval(this=exp.Literal.string(str(months)), unit=exp.Var(this="MONTH"))
        )
    span = exp.Interval(this=exp.Literal.string(f"{months}"), unit=exp.Var(this="MONTH"))
    return exp.Cast(this=exp.Paren(this=exp.Add(this=column, expression=span)), to=exp.DataType.build("date"))
