"""In which form each fact stands in a table of the column reading.

Rule: a column says exactly as much as was given; a missing column, a null, a NaN is unknown. What cannot be read
is a finding, and nothing is decided from it.

A fact stands in the table of its kind under its full name: truth `x` (Boolean, null unknown); number or date `x`
(null unknown), or `x.lo` and `x.hi` (null unbounded) with `x.lo_open` and `x.hi_open`, and `x.none` (Boolean) where
it can be absent; choice `x` as text, as a list of what is possible, or as a bit mask (bit i is the i-th value in
alphabetical order, at most 64); set `x`, or `x.must` and `x.may`, as lists or bit masks.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import field
from functools import reduce
from typing import Any

import numpy as np
import polars as pl
from numpy.typing import NDArray

from pratique.errors import Findings, Place
from pratique.logic.intervals import INFINITY
from pratique.logic.nodes import ChoiceFact, DateFact, NumberFact, SetFact
from pratique.value_class import dataclass

Codes = NDArray[np.uint8]
"""Truths as numbers: F=0, U=1, T=3, so that `|` is or, `&` is and."""


@dataclass(frozen=True, slots=True)
class MaskForm:
    """A choice or set as bit masks of classes of values that no condition tells apart."""

    must: pl.Series
    may: pl.Series
    bit_of: Mapping[str, int]

    def mask(self, values: Iterable[str]) -> int:
        return sum({1 << self.bit_of[value] for value in values})


@dataclass(slots=True)
class Forms:
    """The columns of the tables, each read once."""

    frames: dict[str, pl.DataFrame]
    findings: Findings = field(default_factory=Findings)
    _columns: dict[tuple[str, str], Any] = field(default_factory=dict)

    def wrong(self, table: str, column: str, message: str) -> None:
        self.findings.add("columns.value", message, Place(table, pointer=column), "Mend the column.")

    def has(self, table: str, column: str) -> bool:
        return column in self.frames[table].columns and self.frames[table][column].dtype != pl.Null

    def truth(self, table: str, column: str) -> pl.Series | None:
        """A Boolean column, null for unknown; None where there is none."""
        if not self.has(table, column):
            return None
        series = self.frames[table][column]
        if series.dtype == pl.Boolean:
            return series
        self.wrong(table, column, f"A column of truths is {series.dtype}, not Boolean.")
        return None

    def exactly(self, table: str, fact: NumberFact | DateFact) -> tuple[pl.Series, pl.Series | None] | None:
        """The column `x` of a fact, null where it is unknown, and `x.none` where the table has it; None without `x`.

        What the fact cannot be at all says nothing, as everywhere: such a value is unknown.
        """
        key = (table, fact.name)
        if key not in self._columns:
            self._columns[key] = self._read_exactly(table, fact)
        found: tuple[pl.Series, pl.Series | None] | None = self._columns[key]
        return found

    def _read_exactly(self, table: str, fact: NumberFact | DateFact) -> tuple[pl.Series, pl.Series | None] | None:
        series = self.number(table, fact.name, is_day=isinstance(fact, DateFact))
        if series is None:
            return None
        none = self.truth(table, f"{fact.name}.none")
        strange = cannot_be(series, fact)
        if none is not None and not fact.may_be_none:
            strange = none.fill_null(False) if strange is None else strange | none.fill_null(False)
        if strange is not None and strange.any():
            series = _unknown_where(strange, series)
            none = None if none is None else _unknown_where(strange, none)
        return series, none if fact.may_be_none else None

    def number(self, table: str, column: str, *, is_day: bool) -> pl.Series | None:
        """A column of numbers, or of days as pl.Date; null is unknown; None where there is none."""
        return self._read_number(table, column, is_day) if self.has(table, column) else None

    def _read_number(self, table: str, column: str, is_day: bool) -> pl.Series | None:
        series = self.frames[table][column]
        if is_day and series.dtype == pl.String:
            days = series.str.to_date("%Y-%m-%d", strict=False)
            if days.null_count() > series.null_count():
                strange = series.filter(days.is_null() & series.is_not_null()).head(3).to_list()
                self.wrong(table, column, f"{strange} are no days (write YYYY-MM-DD).")
            return days
        if is_day:
            if series.dtype in (pl.Date, pl.Datetime):
                return series.cast(pl.Date)
            self.wrong(table, column, f"A column of days is {series.dtype}, not Date.")
            return None
        if not series.dtype.is_numeric():
            self.wrong(table, column, f"A column of numbers is {series.dtype}.")
            return None
        if series.dtype.is_integer():
            return series
        series = series.cast(pl.Float64)
        return series.fill_nan(None) if series.is_nan().any() else series

    def choice(self, table: str, fact: ChoiceFact, bit_of: Mapping[str, int]) -> pl.Series | MaskForm | None:
        """A choice as an Enum column (known or null) or as masks of what is possible."""
        key = (table, fact.name)
        if key not in self._columns:
            self._columns[key] = self._read_choice(table, fact, bit_of)
        found: pl.Series | MaskForm | None = self._columns[key]
        return found

    def _read_choice(self, table: str, fact: ChoiceFact, bit_of: Mapping[str, int]) -> pl.Series | MaskForm | None:
        if not self.has(table, fact.name):
            return None
        series = self.frames[table][fact.name]
        if series.dtype in (pl.String, pl.Categorical, pl.Enum):
            known = self._enum(table, fact.name, series, fact.values)
            return (
                known if fact.unstated is None else known.cast(pl.Enum(sorted(fact.values))).fill_null(fact.unstated)
            )
        anything = sum({1 << bit for bit in bit_of.values()})
        mask = self._mask(table, fact.name, fact.values, bit_of, anything)
        if mask is None:
            return None
        mask = _anything_for(0, mask, anything)
        return MaskForm(mask, mask, bit_of)

    def members(self, table: str, fact: SetFact, bit_of: Mapping[str, int]) -> MaskForm | None:
        """A set as masks of what must and may be in; the two are one series where the sets are known."""
        key = (table, fact.name)
        if key not in self._columns:
            self._columns[key] = self._read_members(table, fact, bit_of)
        found: MaskForm | None = self._columns[key]
        return found

    def _read_members(self, table: str, fact: SetFact, bit_of: Mapping[str, int]) -> MaskForm | None:
        anything = sum({1 << bit for bit in bit_of.values()})
        if self.has(table, fact.name):
            mask = self._mask(table, fact.name, fact.values, bit_of, None)
            return None if mask is None else MaskForm(mask, mask, bit_of)
        must = self._mask(table, f"{fact.name}.must", fact.values, bit_of, 0)
        may = self._mask(table, f"{fact.name}.may", fact.values, bit_of, anything)
        if must is None and may is None:
            return None
        size = self.frames[table].height
        must = must if must is not None else pl.repeat(0, size, dtype=pl.UInt64, eager=True)
        may = may if may is not None else pl.repeat(anything, size, dtype=pl.UInt64, eager=True)
        if ((must & ~may) != 0).any():
            self.wrong(table, f"{fact.name}.must", "A set must have a member that it may not have.")
        return MaskForm(must, may.rename("may"), bit_of)

    def _enum(self, table: str, column: str, series: pl.Series, values: frozenset[str]) -> pl.Series:
        if isinstance(series.dtype, pl.Enum) and values.issuperset(series.dtype.categories):
            return series
        enum = pl.Enum(sorted(values))
        known = series.cast(enum, strict=False)
        if known.null_count() > series.null_count():
            strange = series.filter(known.is_null() & series.is_not_null()).cast(pl.String).unique().sort()
            self.wrong(table, column, f"{column} cannot be {', '.join(strange.head(3).to_list())}.")
        return known

    def _mask(
        self, table: str, column: str, values: frozenset[str], bit_of: Mapping[str, int], unknown: int | None
    ) -> pl.Series | None:
        """A column of lists or masks as masks; null becomes `unknown`, or stays null where that is None."""
        if not self.has(table, column):
            return None
        series = self.frames[table][column]
        if series.dtype.is_integer():
            if len(values) > 64:
                self.wrong(table, column, f"{len(values)} values do not fit a bit mask: give lists of names.")
                return None
            masks = series.cast(pl.UInt64)
        elif series.dtype == pl.List(pl.Null):
            masks = pl.select(pl.when(series.is_not_null()).then(pl.lit(0, pl.UInt64)).alias(column)).to_series()
        elif isinstance(series.dtype, pl.List) and series.dtype.inner in (pl.String, pl.Categorical, pl.Enum):
            masks = self._mask_of_lists(table, column, series, values, bit_of)
        else:
            self.wrong(table, column, f"A column of names is {series.dtype}: give text, lists of text or masks.")
            return None
        return masks if unknown is None else masks.fill_null(unknown)

    def _mask_of_lists(
        self, table: str, column: str, series: pl.Series, values: frozenset[str], bit_of: Mapping[str, int]
    ) -> pl.Series:
        lengths = series.list.len().fill_null(0).to_numpy().astype(np.int64)
        filled = lengths > 0
        given = series.filter(pl.Series(filled)).explode()
        members = self._enum(table, column, given, values).cast(pl.Enum(sorted(values)))
        if given.null_count():
            self.wrong(table, column, "A list of names has a null in it; leave the list itself null for unknown.")
        bits = np.array([1 << bit_of[value] for value in sorted(values)] + [0], np.uint64)
        flat = bits[members.to_physical().fill_null(len(values)).to_numpy()]
        masks = np.zeros(series.len(), np.uint64)
        starts = np.concatenate(([0], np.cumsum(lengths[filled])))[:-1]
        if len(starts):
            masks[filled] = np.bitwise_or.reduceat(flat, starts)
        known = pl.Series(column, masks)
        return pl.select(pl.when(series.is_not_null()).then(known).alias(column)).to_series()


def cannot_be(series: pl.Series, fact: NumberFact | DateFact) -> pl.Series | None:
    """Where a value lies outside of what its fact can be; None where nothing does."""
    if isinstance(fact, DateFact):
        return None
    wrong: list[pl.Series] = []
    if fact.whole and series.dtype.is_float():
        wrong.append(series.floor() != series)
    if fact.domain.low != -INFINITY:
        low = float(fact.domain.low)
        wrong.append(series <= low if fact.domain.low_open else series < low)
    if fact.domain.high != INFINITY:
        high = float(fact.domain.high)
        wrong.append(series >= high if fact.domain.high_open else series > high)
    if series.dtype.is_float():
        wrong.append(series.is_infinite())
    return reduce(lambda a, b: a | b, wrong).fill_null(False) if wrong else None


def _unknown_where(mask: pl.Series, series: pl.Series) -> pl.Series:
    return pl.select(pl.when(~mask).then(series).alias(series.name)).to_series()


def _anything_for(value: int, masks: pl.Series, anything: int) -> pl.Series:
    return pl.select(pl.when(masks != value).then(masks).otherwise(anything).alias(masks.name)).to_series()


def codes_of(truths: pl.Series) -> Codes:
    """Codes of a nullable Boolean column."""
    codes: Codes = (truths.cast(pl.UInt8) * 3).fill_null(1).to_numpy()
    return codes
