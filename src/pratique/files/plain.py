"""An answer as plain data: a dict, rows for any dataframe, a picture of itself in a notebook.

Rule: nothing is left out in silence: `to_dict` has everything, a row has every field of its record, and what is no
single value stands in its cell as JSON. The rows are handed on through the Arrow PyCapsule interface, so that Polars,
pandas, DuckDB and pyarrow take an answer as it is.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from fractions import Fraction
from typing import Any, ClassVar, TypeVar, overload

import msgspec

from pratique.errors import named_extras
from pratique.files.outward import for_markup

Cell = str | int | float | bool | None
Record = TypeVar("Record", covariant=True)
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
        plain: Data = msgspec.json.decode(_ENCODER.encode(self))
        return plain

    def rows(self) -> list[dict[str, Cell]]:
        """One row for each record of `rows_are`, with the same keys in each; a single row where it names none."""
        whole = self.to_dict()
        return table(whole[self.rows_are] if self.rows_are else [whole])

    def __arrow_c_stream__(self, requested_schema: object = None) -> object:
        return arrow(self.rows(), requested_schema)

    def _repr_html_(self) -> str:
        printed = PRINTERS.get(type(self).__name__)
        return printed(self) if printed else as_table(self.rows()) + _whose(self)


def _whose(answer: Plain) -> str:
    """Whose word an answer rests on, below its rows; nothing where they hold it, or where it is the program's own."""
    notes = answer.to_dict().get("provenance") if answer.rows_are else None
    told = (for_markup(f"{each['about']}: {each['note']}") for each in notes or ())
    return "".join(f"<p>Provenance, {each}</p>" for each in told)


class AnswerRows(Sequence[Record]):
    """Several answers in a row, that can be a table: a sequence, no tuple, so that a dataframe takes its columns."""

    __slots__ = ("_all",)

    def __init__(self, answers: Iterable[Record] = ()) -> None:
        self._all = tuple(answers)

    def __len__(self) -> int:
        return len(self._all)

    @overload
    def __getitem__(self, index: int) -> Record: ...

    @overload
    def __getitem__(self, index: slice) -> tuple[Record, ...]: ...

    def __getitem__(self, index: int | slice) -> Record | tuple[Record, ...]:
        return self._all[index]

    def __eq__(self, other: object) -> bool:
        return self._all == tuple(other) if isinstance(other, tuple | AnswerRows) else NotImplemented

    def __hash__(self) -> int:
        return hash(self._all)

    def __repr__(self) -> str:
        return f"AnswerRows({self._all!r})"

    def to_dict(self) -> list[Data]:
        """Each as plain data."""
        return [builtin(each) for each in self]

    def rows(self) -> list[dict[str, Cell]]:
        """One row for each; what is no record stands under `value`."""
        return table(each if isinstance(each, dict) else {"value": each} for each in self.to_dict())

    def __arrow_c_stream__(self, requested_schema: object = None) -> object:
        return arrow(self.rows(), requested_schema)

    def _repr_html_(self) -> str:
        printed = PRINTERS.get(type(self[0]).__name__) if self else None
        return printed(self) if printed else as_table(self.rows())


def builtin(value: object) -> Any:
    """A value as JSON could hold it: decimals are numbers, an exact fraction and whatever has no form a text."""
    return msgspec.json.decode(_ENCODER.encode(_own(value)))


def as_json(answer: object) -> bytes:
    """An answer as every command prints it: JSON with two columns of indentation and a line's end, decimals exact."""
    return msgspec.json.format(_ENCODER.encode(_own(answer)), indent=2) + b"\n"


def _own(value: object) -> object:
    """What an answer says of itself, where it says it otherwise than by its fields."""
    if isinstance(value, AnswerRows):
        return [_own(each) for each in value]
    if isinstance(value, Plain) and type(value).to_dict is not Plain.to_dict:
        return value.to_dict()
    return value


def _text(value: object) -> object:
    if isinstance(value, Fraction):
        return f"{value.numerator}/{value.denominator}"
    if isinstance(value, Sequence):
        return list(value)
    return sorted(map(str, value)) if isinstance(value, Iterable) else str(value)


_ENCODER = msgspec.json.Encoder(enc_hook=_text, decimal_format="number")


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


@named_extras()
def arrow(rows: list[dict[str, Cell]], requested_schema: object = None) -> object:
    """AnswerRows as a stream of the Arrow PyCapsule interface; a column of several types is one of texts."""
    import pyarrow as pa

    columns = {key: _column([row[key] for row in rows]) for key in (rows[0] if rows else ())}
    made = pa.table(columns) if columns else pa.schema([]).empty_table()
    stream: object = made.__arrow_c_stream__(requested_schema)
    return stream


def _column(cells: list[Cell]) -> object:
    import pyarrow as pa

    kinds = {type(each) for each in cells if each is not None}
    numbers = [each for each in cells if isinstance(each, int | float)]
    if kinds == {int} and all(-(2**63) <= each < 2**63 for each in numbers):
        return pa.array(cells, pa.int64())
    if kinds and kinds <= {int, float}:
        return pa.array([None if each is None else float(each) for each in cells], pa.float64())
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
