"""Relational tables as the column reading sees them: who lists whom, who is whose row.

Rule: keys become row numbers once, and lists are held in the order of their parents; a key that leads nowhere
leads to the row of which nothing is known. Which table lists a kind is read off its columns: it names the parent's
key, and is named for the kind or links to it (`uses(case, part)`, `supplies(part, party)`).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import field

import numpy as np
import polars as pl
from numpy.typing import NDArray

from pratique.errors import Findings, InvalidInput, Place, UsageError
from pratique.logic.nodes import Kind
from pratique.readings.columns.forms import Codes, Forms, codes_of
from pratique.value_class import dataclass

Index = NDArray[np.int64]
"""Row numbers; the number of rows itself stands for "no such row", of which nothing is known."""


@dataclass(frozen=True, slots=True)
class Binder:
    """Which element a kind is bound to: listed below, on the row of, or linked from the element of `outer`.

    `known` is False for a phantom, of which nothing is known; `order` counts the lists on the path.
    """

    kind: Kind
    how: str
    outer: Binder | None = None
    known: bool = True
    order: int = 0

    @property
    def lister(self) -> Binder:
        """The binder on whose rows this one stands."""
        return self.outer.lister if self.how == "same" and self.outer is not None else self


@dataclass(frozen=True, slots=True)
class Listed:
    """The elements of one kind, in the order of their parents.

    `offsets` has one entry more than there are parents, and one for "no such parent", who lists nothing; `home`
    gives each element's row in the table of its facts, None where that is this very list; `present` is None where
    every row is surely there.
    """

    size: int
    offsets: Index
    home: Index | None
    present: Codes | None


@dataclass(slots=True)
class Tables:
    """The tables given, with what was looked up in them kept."""

    frames: dict[str, pl.DataFrame]
    forms: Forms
    _lists: dict[tuple[str, Kind], tuple[str, Listed]] = field(default_factory=dict)
    _links: dict[tuple[str, str], Index] = field(default_factory=dict)

    def home(self, binder: Binder) -> str:
        """The name of the table that holds the facts of what `binder` binds."""
        match binder.how:
            case "list":
                return self._list_of(binder)[0]
            case "same":
                assert binder.outer is not None
                return self.home(binder.outer)
            case _:
                return binder.kind.name

    def size(self, table: str) -> int:
        return self.frames[table].height

    def listed(self, binder: Binder) -> Listed:
        """The list that `binder` runs over."""
        return self._list_of(binder)[1]

    def closed(self, binder: Binder) -> pl.Series | None:
        """Whether the list of each parent is complete; None where no column says so."""
        assert binder.outer is not None
        return self.forms.truth(self.home(binder.outer), f"{binder.kind.name}.closed")

    def carried(self, kind: Kind, by: Binder) -> Binder:
        """What binds the kind that `by` carries: a link to its table, or the same row where it has none."""
        return Binder(kind, "link" if self._is_keyed(kind) else "same", by, by.known, by.order)

    def link(self, binder: Binder) -> Index:
        """The row that `binder` is linked to, for each row of the outer table."""
        assert binder.outer is not None
        outer = binder.outer
        column = outer.kind.name if outer.how == "same" else binder.kind.name
        return self._link(self.home(outer), column, binder.kind.name, binder.kind.name)

    def _is_keyed(self, kind: Kind) -> bool:
        return kind.name in self.frames and kind.name in self.frames[kind.name].columns

    def _link(self, table: str, column: str, target: str, key: str) -> Index:
        if (table, column) not in self._links:
            self._links[table, column] = self._row_of(table, column, target, key)
        return self._links[table, column]

    def _row_of(self, table: str, column: str, target: str, key: str) -> Index:
        frame, size = self.frames[table], self.size(target)
        if column not in frame.columns:
            return np.full(frame.height, size, np.int64)
        keys, wanted = self.frames[target][key], frame[column]
        if keys.dtype != wanted.dtype and not (keys.dtype.is_integer() and wanted.dtype.is_integer()):
            message = f"Keys of type {wanted.dtype} cannot be matched with {target}.{key}, which is {keys.dtype}."
            self.forms.wrong(table, column, message)
            return np.full(frame.height, size, np.int64)
        if _is_row_number(keys):
            return _numbered(wanted, size)
        if keys.n_unique() < keys.len():
            self.forms.wrong(target, key, f"{keys.len() - keys.n_unique()} keys occur more than once.")
        rows = pl.DataFrame({"key": keys}).with_row_index("row").unique("key", keep="first", maintain_order=True)
        found = (
            wanted.cast(keys.dtype).alias("key").to_frame().join(rows, on="key", how="left", maintain_order="left")
        )
        return found["row"].cast(pl.Int64).fill_null(size).to_numpy()

    def _list_of(self, binder: Binder) -> tuple[str, Listed]:
        assert binder.outer is not None
        key = (self.home(binder.outer), binder.kind)
        if key not in self._lists:
            self._lists[key] = self._read_list(key[0], binder.outer.kind, binder.kind)
        return self._lists[key]

    def _read_list(self, parents: str, parent: Kind, kind: Kind) -> tuple[str, Listed]:
        size = self.size(parents)
        name = self._listing_table(parents, parent, kind)
        if name is None:
            empty = f"(no {kind.name})"
            self.frames[empty] = pl.DataFrame()
            return empty, Listed(0, np.zeros(size + 2, np.int64), None, None)
        if parent.name not in self.frames[parents].columns:
            raise UsageError(f"{name} lists each {parent.name}'s {kind.name} by a key that {parents} does not have.")
        parent_row = self._link(name, parent.name, parents, parent.name)
        counts = np.bincount(parent_row, minlength=size + 1)
        if counts[size]:
            strange = self.frames[name][parent.name].gather(np.flatnonzero(parent_row == size)[:3]).to_list()
            self.forms.wrong(
                name, parent.name, f"{counts[size]} rows, {strange} and others, belong to no {parent.name}."
            )
        offsets = np.concatenate(([0], np.cumsum(counts[:size]), [0]))
        offsets[-1] = offsets[-2]
        order = np.argsort(parent_row, kind="stable") if np.any(parent_row[1:] < parent_row[:-1]) else None
        if counts[size]:  # they are no elements of anything; in this order they stand last
            order = np.argsort(parent_row, kind="stable")[: offsets[-2]]
        home, facts = self._elements(name, kind, order)
        present = self.forms.truth(name, "present")
        codes = None if present is None or present.all(ignore_nulls=False) else codes_of(present)
        if codes is not None and order is not None:
            codes = codes[order]
        return facts, Listed(int(offsets[-2]), offsets, home, codes)

    def _elements(self, name: str, kind: Kind, order: Index | None) -> tuple[Index | None, str]:
        """Where each listed element's facts stand: in a table of the kind that the list links to, or in the list."""
        if name == kind.name or not self._is_keyed(kind) or kind.name not in self.frames[name].columns:
            return order, name
        link = self._link(name, kind.name, kind.name, kind.name)
        return (link if order is None else link[order]), kind.name

    def _listing_table(self, parents: str, parent: Kind, kind: Kind) -> str | None:
        """The table that lists `kind`: it names the parent, and is named for the kind or links to one."""
        with_parent = [n for n, frame in self.frames.items() if parent.name in frame.columns and n != parents]
        if kind.name in with_parent:
            return kind.name
        carried = kind.carries.name if kind.carries else ""
        for column in (kind.name, carried):
            found = [n for n in with_parent if column in self.frames[n].columns]
            if len(found) > 1:
                raise UsageError(
                    f"{' and '.join(sorted(found))} both have the columns {parent.name} and {column}: "
                    f"only one table may list what each {parent.name} has."
                )
            if found:
                return found[0]
        return None


def frame_of(name: str, table: object) -> pl.DataFrame:
    """A table as Polars sees it. Raises UsageError for what is no table."""
    if isinstance(table, pl.LazyFrame):
        return table.collect()
    if isinstance(table, pl.DataFrame):
        return table
    if isinstance(table, Mapping) or hasattr(table, "__arrow_c_stream__"):
        try:
            return pl.DataFrame(table)
        except (pl.exceptions.PolarsError, pl.exceptions.PanicException, TypeError, ValueError) as error:
            raise _unreadable(name, error) from error
    raise UsageError(f"{name} is a {type(table).__name__}, not a table: give an Arrow table or a data frame.")


def _unreadable(name: str, error: BaseException) -> InvalidInput:
    findings = Findings()
    reason = (str(error).splitlines() or [type(error).__name__])[0]
    findings.add("columns.table", f"This table cannot be read: {reason}", Place(name), "Mend the table.")
    return InvalidInput(findings)


def _is_row_number(keys: pl.Series) -> bool:
    if not keys.dtype.is_integer() or keys.null_count():
        return False
    return keys.len() == 0 or (keys[0] == 0 and bool((keys.to_numpy() == np.arange(keys.len())).all()))


def _numbered(wanted: pl.Series, size: int) -> Index:
    rows = wanted.cast(pl.Int64).fill_null(size).to_numpy()
    outside = (rows < 0) | (rows > size)
    return np.where(outside, size, rows) if outside.any() else rows
