"""Spans folded over the elements of a list, and any arithmetic by the combinations of operands that occur.

Rule: as `decide` folds a row at a time. An element that may not count is perhaps nothing; a phantom stands for any
number of elements, so that a sum grows without end on the sides it can.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import TypeVar

import numpy as np
import polars as pl

from pratique.logic.intervals import INFINITY
from pratique.logic.values import Span
from pratique.readings.columns.forms import Codes
from pratique.readings.columns.rows import grouped
from pratique.readings.columns.spans import EXACT, Ends, Flags, Spans, inexact
from pratique.readings.columns.tables import Index

Result = TypeVar("Result")


def summands(spans: Spans, counts: Codes, many: bool) -> Spans:
    """What each element adds to a sum: nothing where it does not count, perhaps nothing where that is open.

    `many` says that these are phantoms, which stand for any number of elements.
    """
    none = np.where(counts == 3, spans.none, np.where(spans.none == 3, np.uint8(3), np.uint8(1)))
    maybe, never = none == 1, (none == 3) | (counts == 0)
    low, low_open = spans.low.copy(), spans.low_open.copy()
    high, high_open = spans.high.copy(), spans.high_open.copy()
    low_open[maybe & (low >= 0)] = False
    low[maybe & (low > 0)] = 0
    high_open[maybe & (high <= 0)] = False
    high[maybe & (high < 0)] = 0
    if many:
        low[low < 0], high[high > 0] = -INFINITY, INFINITY
    low_open[never] = high_open[never] = False
    low[never] = high[never] = 0
    return Spans(low, high, low_open, high_open, np.zeros(len(spans), np.uint8), spans.scale)


def candidates(spans: Spans, counts: Codes) -> Spans:
    """What each element offers to a maximum: nothing where it does not count, perhaps nothing where that is open."""
    none = np.where(counts == 3, spans.none, np.where(spans.none == 3, np.uint8(3), np.uint8(1)))
    return replace(spans, none=np.where(counts == 0, np.uint8(3), none))


def summed(spans: Spans, offsets: Index) -> Spans:
    """The sum of each group."""
    finite = sum(np.abs(ends[np.isfinite(ends)]).sum() for ends in (spans.low, spans.high))
    if finite >= EXACT:
        raise inexact("a sum over a list")
    groups = len(offsets) - 1
    return Spans(
        grouped(np.add, spans.low, offsets, 0.0),
        grouped(np.add, spans.high, offsets, 0.0),
        grouped(np.logical_or, spans.low_open, offsets, 0),
        grouped(np.logical_or, spans.high_open, offsets, 0),
        np.zeros(groups, np.uint8),
        spans.scale,
    )


def maximum_of(spans: Spans, offsets: Index) -> Spans:
    """The largest of each group, of those that are there."""
    group = np.repeat(np.arange(len(offsets) - 1), np.diff(offsets))
    sure, there = spans.none == 0, spans.none != 3

    def best(operation: np.ufunc, ends: Ends, among: Flags, empty: float) -> tuple[Ends, Flags]:
        value = grouped(operation, np.where(among, ends, empty), offsets, empty)
        return value, among & (ends == value[group])

    low_sure, at_sure = best(np.maximum, spans.low, sure, -INFINITY)
    low_maybe, at_maybe = best(np.minimum, spans.low, there, INFINITY)
    high, at_high = best(np.maximum, spans.high, there, -INFINITY)
    some_sure = grouped(np.logical_or, sure, offsets, 0)
    some_there = grouped(np.logical_or, there, offsets, 0)
    open_sure = grouped(np.logical_or, at_sure & spans.low_open, offsets, 0)
    open_maybe = ~grouped(np.logical_or, at_maybe & ~spans.low_open, offsets, 0)
    open_high = ~grouped(np.logical_or, at_high & ~spans.high_open, offsets, 0)
    none = np.where(some_sure, np.uint8(0), np.where(some_there, np.uint8(1), np.uint8(3)))
    return Spans(
        np.where(some_sure, low_sure, low_maybe),
        high,
        np.where(some_sure, open_sure, open_maybe),
        open_high,
        none,
        spans.scale,
    )


def by_combination(
    operands: list[Spans], size: int, compute: Callable[[list[Span]], Result]
) -> tuple[list[Result], Index]:
    """`compute` for each combination of operands that occurs, and which of the results each row has."""
    columns = {}
    for place, spans in enumerate(operands):
        whole = spans.repeated(size)
        for name in ("low", "high", "low_open", "high_open", "none"):
            columns[f"{place}{name}"] = getattr(whole, name)
    frame = pl.DataFrame(columns)
    groups = frame.with_row_index("row").group_by(frame.columns, maintain_order=True).agg("row")["row"]
    firsts = groups.list.first().to_list()
    results = [compute([spans.span(0 if len(spans) == 1 else row) for spans in operands]) for row in firsts]
    which = np.empty(size, np.int64)
    which[groups.explode().to_numpy()] = np.repeat(np.arange(len(firsts)), groups.list.len().to_numpy())
    return results, which
