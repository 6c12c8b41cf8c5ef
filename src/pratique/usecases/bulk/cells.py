"""The cells of delimited text as the values of the facts that their columns are called.

Rule: an empty cell and the word unknown say nothing. A truth is true, false, yes, no, t, f, 1 or 0; a day YYYY-MM-DD;
a number its digits with a point; several names stand between semicolons, commas or strokes, with or without brackets
and quotation marks, and none of them is `none` or `[]`. Every other cell is counted and told, with the first row.
"""

from __future__ import annotations

from collections.abc import Sequence

import polars as pl

from pratique.errors import Findings, Place
from pratique.facts.definition import VOCABULARY
from pratique.facts.kinds import KINDS
from pratique.logic.nodes import ChoiceFact, DateFact, Fact, NumberFact, SetFact, TruthFact
from pratique.value_class import dataclass

_TRUTHS = {"true": True, "yes": True, "t": True, "1": True, "false": False, "no": False, "f": False, "0": False}
_OF_TRUTH = ("none", "lo_open", "hi_open")
_NUMBER = r"^[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?$"


@dataclass(slots=True)
class _Strange:
    """Cells of one column that are no values: how many, the first, in which row, and what they should be."""

    count: int
    first: str
    row: int
    wanted: str


class Cells:
    """The columns of one file, read piece by piece; what is strange in them is told together."""

    def __init__(self, file: str, names: Sequence[str]) -> None:
        self.file, self.names = file, names
        self.rows = 1
        self.strange: dict[int, _Strange] = {}

    def read(self, frame: pl.DataFrame) -> list[pl.Series]:
        """The columns of some rows of text, each as its fact has it."""
        made = []
        for at, name in enumerate(self.names):
            text = frame.to_series(at).cast(pl.String).str.strip_chars()
            text = pl.select(pl.when(text.str.len_chars() > 0).then(text)).to_series()
            fact, end = _fact_of(name)
            if fact is not None and not _is_value(fact, "unknown"):
                text = pl.select(pl.when(text.str.to_lowercase() != "unknown").then(text)).to_series()
            values, wanted = _values(text, name, fact, end)
            if values.null_count() > text.null_count():
                self._keep(at, text, values, wanted)
            made.append(values)
        self.rows += frame.height
        return made

    def _keep(self, at: int, text: pl.Series, values: pl.Series, wanted: str) -> None:
        where = (values.is_null() & text.is_not_null()).arg_true()
        found = self.strange.setdefault(at, _Strange(0, text[where[0]], self.rows + where[0] + 1, wanted))
        found.count += where.len()

    def tell(self, findings: Findings) -> None:
        """Every column that holds what it cannot."""
        for at, each in self.strange.items():
            place = Place(self.file, pointer=self.names[at], line=each.row)
            many = f", and {each.count - 1:,} more" if each.count > 1 else ""
            message = f"{each.first[:80]!r} is no {each.wanted} (row {each.row:,}{many})."
            findings.add("bulk.cell", message, place, "Mend the cells, or leave empty what is not known.")


def _fact_of(name: str) -> tuple[Fact | None, str]:
    if name in VOCABULARY:
        return VOCABULARY[name].fact, ""
    plain, _, end = name.rpartition(".")
    return (VOCABULARY[plain].fact, end) if plain in VOCABULARY else (None, end)


def _is_value(fact: Fact, word: str) -> bool:
    return isinstance(fact, ChoiceFact | SetFact) and word in fact.values


def _values(text: pl.Series, name: str, fact: Fact | None, end: str) -> tuple[pl.Series, str]:
    """A column of text as values, null where a cell is none, and what a cell should have been."""
    is_flag = name == "present" or (end == "closed" and name.removesuffix(".closed") in KINDS)
    if is_flag or (fact is not None and (end in _OF_TRUTH or isinstance(fact, TruthFact))):
        truths = text.str.to_lowercase().replace_strict(_TRUTHS, default=None, return_dtype=pl.Boolean)
        return truths, "truth: write true or false"
    match fact:
        case NumberFact():
            digits = pl.select(pl.when(text.str.contains(_NUMBER)).then(text)).to_series()
            if not fact.whole or end:
                return digits.cast(pl.Float64, strict=False), "number: write digits with a point"
            numbers = digits.cast(pl.Float64, strict=False)
            whole = pl.select(pl.when(numbers.floor() == numbers).then(numbers)).to_series()
            return whole.cast(pl.Int64, strict=False), "whole number"
        case DateFact():
            return text.str.to_date("%Y-%m-%d", strict=False), "day: write YYYY-MM-DD"
        case SetFact():
            return _members(text, fact.values), f"list of names of {fact.name}: see `pratique facts {fact.name}`"
        case ChoiceFact():
            among = pl.select(pl.when(text.is_in(sorted(fact.values))).then(text)).to_series()
            return among, f"{fact.name}: see `pratique facts {fact.name}`"
        case _:
            return text, "text"


def _members(text: pl.Series, values: frozenset[str]) -> pl.Series:
    """Cells as lists of names; null where a name is none of the values."""
    plain = text.str.replace_all(r"[\[\]{}'\"\s]", "").str.replace_all("[;|]", ",").str.strip_chars(",")
    nobody = (plain == "") | (plain.str.to_lowercase() == "none" if "none" not in values else plain == "")
    names = pl.select(pl.when(nobody).then(pl.lit([], dtype=pl.List(pl.String))).otherwise(plain.str.split(",")))
    listed = names.to_series()
    known = listed.list.eval(pl.element().is_in(sorted(values))).list.all()
    return pl.select(pl.when(known).then(listed)).to_series()
