"""Columns of facts looked at before anything reads them: of what type they are, and whether a value can be at all.

Rule: what `check` refuses of a dossier is refused of a table: a type that is none of the fact's, a number outside
of what it can be, two columns that say the same fact, ends that hold nothing. A null and a NaN are unknown. Every
finding is told at once; text that is no name or no day is found where it is read (`readings.columns.forms`).
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping
from datetime import date

import polars as pl

from pratique.errors import Findings, Place
from pratique.facts.definition import VOCABULARY
from pratique.facts.kinds import KINDS
from pratique.logic.nodes import ChoiceFact, DateFact, Fact, NumberFact, SetFact, TruthFact
from pratique.readings.columns.forms import Forms, cannot_be
from pratique.usecases.bulk.placed import fact_of

_TRUTHS = ("none", "lo_open", "hi_open")
_EPOCH = date(1970, 1, 1)
_FIRST, _LAST = (each.toordinal() - _EPOCH.toordinal() for each in (date.min, date.max))
_A_DAY = {"ms": 86_400_000, "us": 86_400_000_000, "ns": 86_400_000_000_000}
_MOST_SHOWN = 3


def refuse_untyped(frames: Mapping[str, pl.DataFrame]) -> None:
    """Raise InvalidInput with a finding for each column that is not of its fact's type, or says what cannot be."""
    findings = Findings()
    for table, frame in frames.items():
        for column in frame.columns:
            for message in _strange(frame, column):
                findings.add("columns.value", message, Place(table, pointer=column), "Mend the column.")
    findings.refuse()


def refuse_strange_text(frames: Mapping[str, pl.DataFrame]) -> None:
    """The same for text that is no name and no day, for who does not read the columns by `Forms`."""
    forms = Forms(dict(frames))
    for table, frame in frames.items():
        for column in frame.columns:
            fact = VOCABULARY[column].fact if column in VOCABULARY else None
            plain = column.removesuffix(".lo").removesuffix(".hi")
            if plain in VOCABULARY and isinstance(VOCABULARY[plain].fact, DateFact):
                forms.number(table, column, is_day=True)
            elif isinstance(fact, ChoiceFact) and frame[column].dtype in (pl.String, pl.Categorical, pl.Enum):
                forms.choice(table, fact, {})
    forms.findings.refuse()


def unread_by_sql(frame: pl.DataFrame) -> Iterator[tuple[str, str]]:
    """The columns of a table, and their types, that are of a type which SQL does not read, though `bulk` does."""
    plain = plainly_typed(frame).schema
    for name, kind in frame.schema.items():
        if name in plain and plain[name] != kind and not isinstance(kind, pl.List):  # lists are text in the file
            yield name, str(kind)


def plainly_typed(frame: pl.DataFrame) -> pl.DataFrame:
    """A table that was not refused, its columns of the types that SQL reads: days, numbers, text, lists of text."""
    made = []
    for series in days_of_moments(frame):
        fact = VOCABULARY[series.name].fact if series.name in VOCABULARY else None
        ends = VOCABULARY.get(series.name.removesuffix(".lo").removesuffix(".hi"))
        is_day = isinstance(fact, DateFact) or (ends is not None and isinstance(ends.fact, DateFact))
        if series.dtype == pl.Null:
            continue  # says nothing, as a column that is not there
        if is_day and series.dtype == pl.String:
            made.append(series.str.to_date("%Y-%m-%d"))
        elif is_day and isinstance(series.dtype, pl.Datetime):
            made.append(series.cast(pl.Date))
        elif isinstance(series.dtype, pl.Decimal):
            made.append(series.cast(pl.Float64))
        elif isinstance(series.dtype, pl.Categorical | pl.Enum):
            made.append(series.cast(pl.String))
        elif isinstance(series.dtype, pl.List):
            made.append(series.cast(pl.List(pl.String)))  # also of nothing, where every list is empty
        else:
            made.append(series)
    return pl.DataFrame(made)


def days_of_moments(frame: pl.DataFrame) -> pl.DataFrame:
    """A table whose moments with a zone are days: that of the zone, or from it to that in UTC, as in a dossier."""
    for name in frame.columns:
        kind = frame[name].dtype
        fact = fact_of(name)
        if not isinstance(kind, pl.Datetime) or kind.time_zone is None or fact is None:
            continue
        here = pl.col(name).dt.replace_time_zone(None).dt.date()
        utc = pl.col(name).dt.convert_time_zone("UTC").dt.replace_time_zone(None).dt.date()
        days = frame.select(pl.min_horizontal(here, utc).alias("lo"), pl.max_horizontal(here, utc).alias("hi"))
        if name != fact:
            frame = frame.with_columns(days[name.removeprefix(f"{fact}.")].alias(name))
        elif (days["lo"] == days["hi"]).all():
            frame = frame.with_columns(days["lo"].alias(name))
        else:
            frame = frame.drop(name).with_columns(days["lo"].alias(f"{fact}.lo"), days["hi"].alias(f"{fact}.hi"))
    return frame


def _strange(frame: pl.DataFrame, column: str) -> Iterator[str]:
    series = frame[column]
    if series.dtype == pl.Null:
        return
    if column == "present" or (column.endswith(".closed") and column.removesuffix(".closed") in KINDS):
        yield from _no_truths(series)
        return
    name, end = (column, "") if column in VOCABULARY else (column.rpartition(".")[0], column.rpartition(".")[2])
    if name not in VOCABULARY:
        return
    fact = VOCABULARY[name].fact
    if end and name in frame.columns and end != "none":
        yield f"{name} and {column} say one fact: give one of them."
    elif end in _TRUTHS or isinstance(fact, TruthFact):
        yield from _no_truths(series)
        if end == "none" and series.dtype == pl.Boolean:
            yield from _none_beside(fact, series.fill_null(False), frame)
    else:
        yield from _no_value_of(fact, series, end, frame)


def _no_truths(series: pl.Series) -> Iterator[str]:
    if series.dtype != pl.Boolean:
        yield f"A column of truths is {series.dtype}, not Boolean."


def _none_beside(fact: Fact, none: pl.Series, frame: pl.DataFrame) -> Iterator[str]:
    """Rows that say that there is none of what there must be, or of what they name."""
    if isinstance(fact, NumberFact | DateFact) and not fact.may_be_none and none.any():
        yield f"{int(none.sum()):,} rows say that there is no {fact.name}, which there always is."
    elif fact.name in frame.columns and (both := int((none & frame[fact.name].is_not_null()).sum())):
        yield f"{both:,} rows have a value of {fact.name} and say that there is none."


def _no_value_of(fact: Fact, series: pl.Series, end: str, frame: pl.DataFrame) -> Iterator[str]:
    match fact:
        case NumberFact():
            if not series.dtype.is_numeric():
                yield f"A column of numbers is {series.dtype}."
                return
            series = series.fill_nan(None) if series.dtype.is_float() else series
            strange = _beyond(series, end) if end else cannot_be(series, fact)
            if strange is not None and strange.any():
                yield f"{_shown(series.filter(strange))} cannot be {fact.name}: see `pratique facts {fact.name}`."
            if fact.unit == "%" and not end and _are_fractions(series):
                yield f"All of {fact.name} lies between 0 and 1: give percent, or the ends {fact.name}.lo and .hi."
            yield from _empty(fact, series, end, frame)
        case DateFact():
            days = _days(series)
            if days is None:
                yield f"A column of days is {series.dtype}, not Date."
            elif (strange := ~days.is_between(_FIRST, _LAST)).any():
                yield f"{int(strange.sum()):,} values are no days between the years 1 and 9999."
            else:
                yield from _empty(fact, series, end, frame)
        case ChoiceFact() | SetFact():
            if series.dtype.is_integer():
                if (series < 0).any():
                    yield "A mask of names is negative."
                elif len(fact.values) < 64 and (series.cast(pl.UInt64) >= 1 << len(fact.values)).any():
                    yield f"A mask of {fact.name} has a bit beyond its {len(fact.values)} values."
            elif not _is_of_names(series.dtype, isinstance(fact, ChoiceFact)):
                text = "text, lists of text" if isinstance(fact, ChoiceFact) else "lists of text"
                yield f"A column of names is {series.dtype}: give {text} or masks."
            elif isinstance(series.dtype, pl.List):
                yield from _no_members(fact, series)
        case TruthFact():
            return


def _are_fractions(series: pl.Series) -> bool:
    """Whether a column of percents is one of shares of the whole: none is above 1, and some are no whole number."""
    return series.len() > series.null_count() and bool((series <= 1).all() and ((series > 0) & (series < 1)).any())


def _no_members(fact: ChoiceFact | SetFact, series: pl.Series) -> Iterator[str]:
    members = series.filter(series.list.len() > 0).explode()
    if members.null_count():
        yield "A list of names has a null in it; leave the list itself null for unknown."
    strange = pl.Series(sorted(set(members.cast(pl.String).drop_nulls().unique()) - fact.values), dtype=pl.String)
    if strange.len():
        yield f"{fact.name} cannot be {_shown(strange)}."


def _days(series: pl.Series) -> pl.Series | None:
    """A column as days since 1970; text that is none is null here, and found where it is read; None for another type.

    Polars cannot show a day beyond its calendar, so they are counted.
    """
    if series.dtype == pl.String:
        return series.str.to_date("%Y-%m-%d", strict=False).to_physical()
    if isinstance(series.dtype, pl.Datetime):
        return series.to_physical() // _A_DAY[series.dtype.time_unit]
    return series.to_physical() if series.dtype == pl.Date else None


def _empty(fact: NumberFact | DateFact, low: pl.Series, end: str, frame: pl.DataFrame) -> Iterator[str]:
    """Rows whose ends hold nothing between them; told once, at the lower end."""
    other = f"{fact.name}.hi"
    if end != "lo" or other not in frame.columns:
        return
    high = frame[other]
    if isinstance(fact, DateFact):
        lows, highs = _days(low), _days(high)
        if lows is None or highs is None:
            return
        low, high = lows, highs
    elif not high.dtype.is_numeric():
        return
    opened = pl.Series([False] * frame.height)
    for name in (f"{fact.name}.lo_open", f"{fact.name}.hi_open"):
        if name in frame.columns and frame[name].dtype == pl.Boolean:
            opened = opened | frame[name].fill_null(False)
    strange = int(((low > high) | ((low == high) & opened)).fill_null(False).sum())
    if strange:
        yield f"In {strange:,} rows nothing lies between {fact.name}.lo and {other}."


def _beyond(series: pl.Series, end: str) -> pl.Series | None:
    """Where an end leaves nothing: no number lies above infinity, or below its negative."""
    if not series.dtype.is_float():
        return None
    return (series == (math.inf if end == "lo" else -math.inf)).fill_null(False)


def _is_of_names(dtype: pl.DataType, one: bool) -> bool:
    text = (pl.String, pl.Categorical, pl.Enum)
    if isinstance(dtype, pl.List):
        return dtype.inner == pl.Null or dtype.inner in text
    return one and dtype in text


def _shown(values: pl.Series) -> str:
    distinct = values.unique().sort()
    more = distinct.len() - _MOST_SHOWN
    return ", ".join(map(str, distinct.head(_MOST_SHOWN))) + (f" and {more:,} more" if more > 0 else "")
