"""A table of stakes cut into cells with numpy: where each line and each cell begins and ends.

Rule: a line that is plain (no quotes, no blanks beside a delimiter, a known kind, no more cells than the header) is
indexed by its bytes; every other line goes to the reader itself. One line is one record.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import numpy as np
import numpy.typing as npt

from pratique.parties.stored.keys import PRIME, key_of
from pratique.value_class import dataclass

Bytes = npt.NDArray[np.uint8]
Ints = npt.NDArray[np.int64]
Keys = npt.NDArray[np.uint64]
CHUNK = 64 * 1024 * 1024
"""Bytes that are looked at together."""
QUOTE, NEWLINE, RETURN, BLANK, TAB = 34, 10, 13, 32, 9


_UNSEEN = np.array([0xC2, 0xE2, 0xE3, 0xEF, 0xF3], np.uint8)
"""The first bytes, in UTF-8, of characters that nobody sees."""


@dataclass(frozen=True)
class TableLines:
    """TableLines of a table: where each begins and ends, its number (from 1), its delimiters, whether plain."""

    start: Ints
    end: Ints
    number: Ints
    first: Ints
    count: Ints
    delimiters: Ints
    plain: npt.NDArray[np.bool_]

    def cell(self, column: int | None) -> tuple[Ints, Ints]:
        """Where the cells of one column begin and end; empty where a line has no such cell."""
        if column is None:
            return self.start, self.start
        last = max(len(self.delimiters) - 1, 0)
        left = self.start if column == 0 else self._delimiter(column - 1, last) + 1
        has_right = self.count > column
        right = np.where(has_right, self._delimiter(column, last), self.end)
        inside = self.count >= column
        return np.where(inside, left, self.end), np.where(inside, right, self.end)

    def _delimiter(self, place: int, last: int) -> Ints:
        if not len(self.delimiters):
            return np.zeros(len(self.start), np.int64)
        found: Ints = self.delimiters[np.minimum(self.first + place, last)]
        return found


def lines_of(data: Bytes, begin: int, delimiter: int, columns: int) -> Iterator[TableLines]:
    """The lines of a table behind its header, chunk by chunk; blank ones are left out."""
    number, size = 2, len(data)
    while begin < size:
        stop = min(begin + CHUNK, size)
        if stop < size:
            tail = np.flatnonzero(data[begin:stop] == NEWLINE)
            while not len(tail) and stop < size:
                stop = min(stop + CHUNK, size)
                tail = np.flatnonzero(data[begin:stop] == NEWLINE)
            stop = begin + int(tail[-1]) + 1 if len(tail) else size
        yield _cut(data[begin:stop], begin, number, delimiter, columns)
        number += int((data[begin:stop] == NEWLINE).sum())
        begin = stop


def _cut(chunk: Bytes, base: int, number: int, delimiter: int, columns: int) -> TableLines:
    ends = np.flatnonzero(chunk == NEWLINE)
    if not len(ends) or ends[-1] != len(chunk) - 1:
        ends = np.append(ends, len(chunk))
    starts = np.concatenate(([0], ends[:-1] + 1))
    cut = np.flatnonzero(chunk == delimiter)
    line = np.searchsorted(ends, cut, "left")
    count = np.bincount(line, minlength=len(ends))
    first = np.cumsum(count) - count
    shown = np.where((ends > starts) & (chunk[np.maximum(ends - 1, 0)] == RETURN), ends - 1, ends)
    plain = count < columns
    for place in _awkward(chunk, delimiter):
        plain[np.searchsorted(ends, place, "left")] = False
    kept = shown > starts
    return TableLines(
        (starts + base)[kept],
        (shown + base)[kept],
        (np.arange(len(ends)) + number)[kept],
        first[kept],
        count[kept],
        cut + base,
        plain[kept],
    )


def _awkward(chunk: Bytes, delimiter: int) -> Iterator[Any]:
    """Where quotes stand, and blanks beside a delimiter or at an end of a line."""
    yield np.flatnonzero(chunk == QUOTE)
    # Invisible characters and blanks of other kinds: their reader leaves them out of ids.
    yield np.flatnonzero(np.isin(chunk, _UNSEEN))
    blank = np.flatnonzero((chunk == BLANK) | (chunk == TAB if delimiter != TAB else chunk == BLANK))
    if len(blank):
        before = chunk[np.maximum(blank - 1, 0)]
        after = chunk[np.minimum(blank + 1, len(chunk) - 1)]
        edge = [delimiter, NEWLINE, RETURN]
        yield blank[np.isin(before, edge) | np.isin(after, edge) | (blank == 0) | (blank == len(chunk) - 1)]
    lone = np.flatnonzero(chunk == RETURN)
    yield lone[chunk[np.minimum(lone + 1, len(chunk) - 1)] != NEWLINE]


_LOWER = np.arange(256, dtype=np.uint8)
_LOWER[65:91] += 32
"""Bytes of ASCII with capitals as small letters."""


def without_digits(data: Bytes, start: Ints, end: Ints) -> npt.NDArray[np.bool_]:
    """Which texts hold no digit: ids that may be names."""
    if not len(start):
        return np.zeros(0, np.bool_)
    low = int(start.min())
    part = data[low : int(end.max())]
    spots = np.flatnonzero((part >= ord("0")) & (part <= ord("9"))) + low
    found: npt.NDArray[np.bool_] = np.searchsorted(spots, start) == np.searchsorted(spots, end)
    return found


def odd_ids(data: Bytes, start: Ints, end: Ints) -> npt.NDArray[np.bool_]:
    """Which texts need more than small letters to be as they look: beyond ASCII, or with more than single blanks."""
    if not len(start):
        return np.zeros(0, np.bool_)
    low = int(start.min())
    part = data[low : int(end.max())]
    blank = part == BLANK
    spots = np.flatnonzero((part >= 128) | (part < BLANK) | (blank & np.append(blank[1:], False))) + low
    found: npt.NDArray[np.bool_] = np.searchsorted(spots, start) < np.searchsorted(spots, end)
    return found


_SIGNS = np.zeros(256, np.bool_)
_SIGNS[128:] = True
_SIGNS[list(b" ;|/*,[)&+")] = True


def with_signs(data: Bytes, start: Ints, end: Ints) -> npt.NDArray[np.bool_]:
    """Which texts hold a sign, a blank or a letter beyond ASCII, so that they may name several parties."""
    if not len(start):
        return np.zeros(0, np.bool_)
    low = int(start.min())
    spots = np.flatnonzero(_SIGNS[data[low : int(end.max())]]) + low
    found: npt.NDArray[np.bool_] = np.searchsorted(spots, start) < np.searchsorted(spots, end)
    return found


def rows_that(
    say: Callable[[str], bool], data: bytes, seen: Bytes, cells: tuple[Ints, Ints], rows: Ints
) -> npt.NDArray[np.int64]:
    """The rows of whose cell that holds a sign something is said."""
    start, end = cells[0][rows], cells[1][rows]
    some = np.flatnonzero(with_signs(seen, start, end))
    spans = zip(some.tolist(), start[some].tolist(), end[some].tolist(), strict=True)
    named = [row for row, first, last in spans if say(data[first:last].decode())]
    return np.asarray(rows[np.array(named, np.int64)], np.int64)


def keys_of(kind: bytes, data: Bytes, start: Ints, end: Ints, lower: bool = False) -> Keys:
    """The keys of many texts: those of `data[start[i]:end[i]]`, `lower` as small letters."""
    keys = np.full(len(start), np.uint64(key_of(kind, "")), np.uint64)
    length = (end - start).astype(np.int64)
    prime = np.uint64(PRIME)
    order = np.argsort(-length, kind="stable")
    sorted_start, sorted_length = start[order].astype(np.int64), length[order]
    made = keys[order]
    for place in range(int(sorted_length[0]) if len(order) else 0):
        count = int(np.searchsorted(-sorted_length, -place, "left"))
        if not count:
            break
        seen = data[sorted_start[:count] + place]
        made[:count] = (made[:count] ^ (_LOWER[seen] if lower else seen).astype(np.uint64)) * prime
    keys[order] = made
    return keys
