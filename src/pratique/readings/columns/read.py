"""The reading for millions of rows: conditions over relational tables, as columns of truths.

Rule: every condition is read in its normal form, strong Kleene, exactly as `decide` reads it case by case; what
cannot be read so is refused by name, never approximated. Each part of a condition is computed on the fewest rows that
bind what it reads (see columns_rows), each form of column is used as it is given (see columns_forms), and a phantom
(what an open list may still hold) is a constant or a column of its parents, never a row.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache

import numpy as np
import polars as pl

from pratique.errors import UsageError
from pratique.logic.lint import atoms
from pratique.logic.nodes import ChoiceFact, Condition, Intersects, IsOneOf, Kind, SetFact, SubsetOf
from pratique.logic.simplify import simplify
from pratique.readings.columns.forms import Forms
from pratique.readings.columns.rows import Rows, codes
from pratique.readings.columns.run import TableRun
from pratique.readings.columns.tables import Tables, frame_of
from pratique.readings.facts_used import root_of


def columns(
    conditions: Mapping[str, Condition], tables: Mapping[str, object], *, per: Kind | None = None
) -> pl.DataFrame:
    """The truth of each condition for each case, as codes F=0, U=1, T=3 (UInt8), a column a condition.

    `tables` are Arrow tables or anything that gives an Arrow stream, named for the kind whose facts they hold:
    `case(case, ...)`, `part(part, ...)`, and lists such as `uses(case, part, present)`. With `per` a condition reads
    the elements of that kind that each case lists: one row for each, in the order of their cases. Keys come first.
    Raises UsageError for tables that do not fit together or a condition that columns cannot read, InvalidInput with
    every finding for values that they cannot hold.
    """
    normal = {name: simplify(condition) for name, condition in conditions.items()}
    root = root_of(normal.values(), per)
    frames = {name: frame_of(name, table) for name, table in tables.items()}
    if root.name not in frames:
        raise UsageError(f"there is no table {root.name}: give one row for each {root.name}.")
    forms = Forms(frames)
    reading = TableRun(Tables(frames, forms), _classes(tuple(normal.values())))
    env, rows = reading.start(root, per)
    answers = reading.truths([(condition, env) for condition in normal.values()], rows)
    forms.findings.refuse()
    keys = _keys(frames, rows, root, per)
    return pl.DataFrame(
        keys + [pl.Series(name, codes(answer, rows.size)) for name, answer in zip(normal, answers, strict=True)]
    )


def _keys(frames: Mapping[str, pl.DataFrame], rows: Rows, root: Kind, per: Kind | None) -> list[pl.Series]:
    if per is not None:
        at_case, at_part = rows.at(rows.top), rows.at(rows.expanded[-1])
        home = frames[rows.tables.home(rows.expanded[-1])]
        named = [(frames[root.name], root, at_case if at_case is not None else rows.parents), (home, per, at_part)]
    else:
        named = [(frames[root.name], root, None)]
    return [
        frame[kind.name] if at is None else frame[kind.name].gather(pl.Series(np.where(at < frame.height, at, 0)))
        for frame, kind, at in named
        if kind.name in frame.columns
    ]


@lru_cache(maxsize=64)
def _classes(conditions: tuple[Condition, ...]) -> dict[ChoiceFact | SetFact, dict[str, int]]:
    """A bit for each value of a choice or set; above 64 values, one for all that no condition tells apart."""
    read: dict[ChoiceFact | SetFact, list[frozenset[str]]] = {}
    for atom in atoms(*conditions):
        if isinstance(atom, IsOneOf | Intersects | SubsetOf):
            read.setdefault(atom.fact, []).append(atom.values)
    return {fact: _bits(fact, asked) for fact, asked in read.items()}


def _bits(fact: ChoiceFact | SetFact, asked: list[frozenset[str]]) -> dict[str, int]:
    values = sorted(fact.values)
    if len(values) <= 64:
        return {value: bit for bit, value in enumerate(values)}
    signatures: dict[tuple[bool, ...], int] = {}
    bits = {v: signatures.setdefault(tuple(v in each for each in asked), len(signatures)) for v in values}
    if len(signatures) > 64:
        raise UsageError(f"the conditions tell {len(signatures)} kinds of {fact.name} apart; columns can hold 64.")
    return bits
