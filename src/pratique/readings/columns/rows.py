"""Row spaces of the column reading: which rows a condition is read on, and how truths move between them.

Rule: a condition lives on the fewest rows that bind all it reads (a part's own facts: once a distinct part) and is
gathered to where it is needed; below a quantifier, the rows of one parent stand together, so that `some` and
`every` are one pass of a bitwise reduction over offsets. Truths travel as codes F=0, U=1, T=3.
"""

from __future__ import annotations

from dataclasses import field
from typing import TypeVar

import numpy as np
import polars as pl
from numpy.typing import NDArray

from pratique.logic.truth import Truth
from pratique.readings.columns.forms import Codes, codes_of
from pratique.readings.columns.tables import Binder, Index, Tables
from pratique.value_class import dataclass

Scalar = TypeVar("Scalar", bound=np.generic)
NEGATED = np.array([3, 1, 2, 0], np.uint8)
_CHUNK = 1 << 20


@dataclass(slots=True)
class Rows:
    """The rows of one table (`top`), or of the lists `expanded` below it, outermost first.

    `offsets` groups the rows by those of `outer`; `listed` is each row's place in the list of the last binder, None
    where the rows are that list.
    """

    tables: Tables
    top: Binder
    size: int
    expanded: tuple[Binder, ...] = ()
    outer: Rows | None = None
    offsets: Index | None = None
    listed: Index | None = None
    _at: dict[Binder, Index | None] = field(default_factory=dict)
    _parents: Index | None = None

    @property
    def key(self) -> tuple[str, tuple[Binder, ...]]:
        return self.tables.home(self.top), self.expanded

    def below(self, binder: Binder) -> Rows:
        """The rows of what `binder` lists below each of these rows."""
        assert binder.outer is not None
        listed = self.tables.listed(binder)
        at = self.at(binder.outer)
        expanded = (*self.expanded, binder)
        if at is None:
            return Rows(self.tables, self.top, listed.size, expanded, self, listed.offsets[:-1])
        starts = listed.offsets[at]
        counts = listed.offsets[at + 1] - starts
        offsets = np.concatenate(([0], np.cumsum(counts)))
        places = np.arange(offsets[-1]) + np.repeat(starts - offsets[:-1], counts)
        return Rows(self.tables, self.top, len(places), expanded, self, offsets, places)

    def at(self, binder: Binder) -> Index | None:
        """The row that `binder` stands on, in the table of its facts; None where the two row numbers are equal."""
        if not self.expanded and binder.lister == self.top:
            return None
        if binder not in self._at:
            self._at[binder] = self._find(binder)
        return self._at[binder]

    def _find(self, binder: Binder) -> Index | None:
        if binder.how == "same":
            return self.at(binder.outer)  # type: ignore[arg-type]
        if binder.how == "link":
            link, at = self.tables.link(binder), self.at(binder.outer)  # type: ignore[arg-type]
            return link if at is None else np.append(link, self.tables.size(binder.kind.name))[at]
        if self.expanded[-1:] == (binder,):
            return _composed(self.tables.listed(binder).home, self.listed)
        assert self.outer is not None, f"{binder.kind.name} is not bound here"
        return _composed(self.outer.at(binder), self.parents)

    @property
    def parents(self) -> Index:
        """The row of `outer` that each row belongs to."""
        if self._parents is None:
            assert self.offsets is not None
            self._parents = np.repeat(np.arange(len(self.offsets) - 1), np.diff(self.offsets))
        return self._parents

    def place(self, binder: Binder) -> Index | None:
        """Each row's place in the list that `binder` runs over; None where the rows are that list."""
        if self.expanded[-1] == binder:
            return self.listed
        assert self.outer is not None
        return _composed(self.outer.place(binder), self.parents)


def _composed(first: Index | None, then: Index | None) -> Index | None:
    if first is None or then is None:
        return then if first is None else first
    return first[then]


@dataclass(slots=True)
class Truths:
    """A truth a row, as codes or as a nullable Boolean column, whichever was made first."""

    _codes: Codes | None = None
    _series: pl.Series | None = None

    @property
    def codes(self) -> Codes:
        if self._codes is None:
            assert self._series is not None
            self._codes = codes_of(self._series)
        return self._codes

    @property
    def series(self) -> pl.Series:
        if self._series is None:
            codes = pl.Series("truth", self._codes, dtype=pl.UInt8)
            self._series = pl.select(pl.when(codes != 1).then(codes == 3)).to_series()
        return self._series

    def gathered(self, index: Index | None, unknown: int) -> Truths:
        """The truths at `index`; `unknown` is the code where there is no such row."""
        if index is None:
            return self
        source = np.append(self.codes, np.uint8(unknown))
        result = np.empty(len(index), np.uint8)
        for start in range(0, len(index), _CHUNK):
            source.take(index[start : start + _CHUNK], out=result[start : start + _CHUNK], mode="clip")
        return Truths(result)


Answer = Truths | Truth
"""Truths of rows, or one truth of all rows."""


def codes(answer: Answer, size: int) -> Codes:
    """An answer as a code for each of `size` rows."""
    return np.full(size, answer.value, np.uint8) if isinstance(answer, Truth) else answer.codes


def some(codes: Codes, present: Codes | None, offsets: Index) -> Codes:
    """The code of `some` a group: true of an element that is there and satisfies."""
    return grouped(np.bitwise_or, codes if present is None else codes & present, offsets, 0)


def every(codes: Codes, present: Codes | None, offsets: Index) -> Codes:
    """The code of `every` a group: no element that is there fails."""
    return grouped(np.bitwise_and, codes if present is None else codes | NEGATED[present], offsets, 3)


def grouped(operation: np.ufunc, values: NDArray[Scalar], offsets: Index, empty: float) -> NDArray[Scalar]:
    """`operation` over each group of `values`; `empty` where a group has none."""
    starts, ends = offsets[:-1], offsets[1:]
    filled = starts < ends
    if filled.all():
        found: NDArray[Scalar] = operation.reduceat(values[: offsets[-1]], starts) if len(starts) else values[:0]
        return found
    result = np.full(len(starts), empty, values.dtype)
    if filled.any():
        result[filled] = operation.reduceat(values[: offsets[-1]], starts[filled])
    return result


def phantoms(binder: Binder, rows: Rows) -> Codes:
    """How surely each of `rows` has an element of the kind that no row names: F none, U perhaps, T surely."""
    tables, kind = rows.tables, binder.kind
    assert binder.outer is not None
    at = rows.at(binder.outer)
    offsets = tables.listed(binder).offsets
    codes = np.ones(len(offsets) - 1, np.uint8)
    closed = tables.closed(binder)
    if closed is not None:
        codes[:-1][closed.fill_null(False).to_numpy()] = 0
    if kind.at_least_one:
        codes[np.diff(offsets) == 0] = 3
    return codes[:-1] if at is None else codes[at]
