"""An answer as plain data: a dict, rows for any dataframe, a picture of itself in a notebook.

Rule: nothing is left out in silence: `to_dict` has everything, a row has every field of its record, and what is no
single value stands in its cell as JSON. The rows are handed on through the Arrow PyCapsule interface, so that Polars,
pandas, DuckDB and pyarrow take an answer as it is.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from fractions import Fraction
from typing import Any, ClassVar, TypeVar

import msgspec

from pratique.files.outward import for_markup

Cell = str | int | float | bool | None
T = TypeVar("T")
Data = dict[str, Any]
"""A record as JSON holds it."""
Printer = Callable[[Any], str]
"""An answer -> its HTML."""
PRINTERS: dict[str, Printer] = {}
"""How an answer of a class (by name) shows itself in a notebook; the reports register theirs."""


class Plain:
    """What every answer can do; a class names in `rows_are` the field that its rows are made of."""

    __slots__ = ()
    rows_are: ClassVar[str] = ""

    def to_dict(self) -> Data:
        """All of it as dicts, lists, texts and numbers."""
        plain: Data = builtin(self)
        return plain

    def rows(self) -> list[dict[str, Cell]]:
        """One row for each record of `rows_are`, with the same keys in each; a single row where it names none."""
        whole = self.to_dict()
        return table(whole[self.rows_are] if self.rows_are else [whole])

    def __arrow_c_stream__(self, requested_schema: object = None) -> object:
        return arrow(self.rows(), requested_schema)

    def _repr_html_(self) -> str:
        printed = PRINTERS.get(type(self).__name__)
        return printed(self) if printed else as_table(self.rows())


class AnswerRows(tuple[T, ...]):
    """Several answers in a row, a tuple that can be a table."""

    __slots__ = ()

    def to_dict(self) -> list[Data]:
        """Each as plain data."""
        return [builtin(each) for each in self]

    def rows(self) -> list[dict[str, Cell]]:
        """One row for each."""
        return table(self.to_dict())

    def __arrow_c_stream__(self, requested_schema: object = None) -> object:
        return arrow(self.rows(), requested_schema)

    def _repr_html_(self) -> str:
        printed = PRINTERS.get(type(self[0]).__name__) if self else None
        return printed(self) if printed else as_table(self.rows())


def builtin(value: object) -> Any:
    """A value as JSON could hold it; an exact fraction as text, whatever else has no such form too."""
    return msgspec.json.decode(msgspec.json.encode(value, enc_hook=_text))


def _text(value: object) -> str | list[str]:
    if isinstance(value, Fraction):
        return f"{value.numerator}/{value.denominator}"
    return sorted(map(str, value)) if isinstance(value, Iterable) else str(value)


def table(records: Iterable[Data]) -> list[dict[str, Cell]]:
    """Records -> rows of single values with one set of keys, in the order in which they first stand."""
    flat = [_flat(each) for each in records]
    keys = list(dict.fromkeys(key for each in flat for key in each))
    return [{key: each.get(key) for key in keys} for each in flat]


def _flat(record: Data) -> dict[str, Cell]:
    row: dict[str, Cell] = {}
    for key, value in record.items():
        if isinstance(value, dict) and value.keys() == {"best", "worst"}:
            row |= {f"{key}_best": value["best"], f"{key}_worst": value["worst"]}
        elif value is None or isinstance(value, str | int | float):
            row[key] = value
        else:
            row[key] = msgspec.json.encode(value).decode()
    return row


def arrow(rows: list[dict[str, Cell]], requested_schema: object = None) -> object:
    """AnswerRows as a stream of the Arrow PyCapsule interface; a column of several types is one of texts."""
    import pyarrow as pa

    columns = {key: _column([row[key] for row in rows]) for key in (rows[0] if rows else ())}
    stream: object = pa.table(columns).__arrow_c_stream__(requested_schema)
    return stream


def _column(cells: list[Cell]) -> object:
    import pyarrow as pa

    kinds = {type(each) for each in cells if each is not None}
    if kinds <= {int, float} and kinds:
        return pa.array(cells, pa.float64() if float in kinds else pa.int64())
    if kinds == {bool}:
        return pa.array(cells, pa.bool_())
    return pa.array([None if each is None else str(each) for each in cells], pa.string())


def as_table(rows: list[dict[str, Cell]]) -> str:
    """AnswerRows as a table of HTML, with every text made harmless."""
    if not rows:
        return "<p>No rows.</p>"
    head = "".join(f"<th>{for_markup(key)}</th>" for key in rows[0])
    cells = ([for_markup("" if cell is None else str(cell)) for cell in row.values()] for row in rows)
    body = "".join(f"<tr><td>{'</td><td>'.join(each)}</td></tr>" for each in cells)
    return f"<table><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>"
