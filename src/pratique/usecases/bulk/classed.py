"""Values that no condition tells apart, as one: so that rows that come out alike are worked out once.

Rule: only values that are known are taken for each other. A known value is never narrowed, so the original is put
back as it was, unless it is doubted; what is not known keeps all that it may be.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

import polars as pl

from pratique.logic.lint import atoms
from pratique.logic.nodes import ChoiceFact, Fact, Intersects, IsOneOf, SetFact, SubsetOf
from pratique.logic.relations import Relation
from pratique.logic.simplify import simplify

MANY = 6
"""Above so many values a fact's values are put into classes."""


def classed(frame: pl.DataFrame, facts: Iterable[Fact], relations: Sequence[Relation]) -> pl.DataFrame:
    """The rows with each known choice and set as the first value of its class, in alphabetical order."""
    asked = list(_values_asked(relations))
    made = []
    for fact in facts:
        if fact.name in frame.columns and _is_classed(frame[fact.name], fact):
            assert isinstance(fact, ChoiceFact | SetFact)
            of = _classes(fact, [values for each, values in asked if each is fact])
            made.append(_replaced(frame[fact.name], of))
    return frame.with_columns(made)


def unclassed(frame: pl.DataFrame, new: pl.DataFrame, facts: Iterable[Fact]) -> pl.DataFrame:
    """New columns of some facts, with what is still known of them as the first table says it."""
    made = []
    for fact in facts:
        if fact.name not in frame.columns or not _is_classed(frame[fact.name], fact):
            continue
        old, is_open = frame[fact.name], _opened(fact, new)
        for name in (fact.name, f"{fact.name}.must", f"{fact.name}.may"):
            if name in new.columns:
                made.append(_kept(old, new[name], is_open))
    return new.with_columns(made)


def _kept(old: pl.Series, new: pl.Series, open_still: pl.Series) -> pl.Series:
    listed = isinstance(new.dtype, pl.List)
    known = old.cast(pl.List(pl.String)) if isinstance(old.dtype, pl.List) else old.cast(pl.String)
    both = pl.DataFrame({"old": known, "new": new, "open": open_still})
    kept = pl.concat_list("old") if listed and known.dtype == pl.String else pl.col("old")
    stands = pl.col("old").is_not_null() & ~pl.col("open")
    return both.select(pl.when(stands).then(kept).otherwise(pl.col("new")).alias(new.name)).to_series()


def _opened(fact: Fact, new: pl.DataFrame) -> pl.Series:
    """Where a fact is as open as it can be: a value that was known was doubted there."""
    many = len(fact.values) if isinstance(fact, ChoiceFact | SetFact) else 0
    if f"{fact.name}.may" in new.columns:
        found = (new[f"{fact.name}.may"].list.len() == many) & (new[f"{fact.name}.must"].list.len() == 0)
    elif isinstance(new[fact.name].dtype, pl.List) and isinstance(fact, ChoiceFact):
        found = new[fact.name].list.len() == many
    else:
        found = new[fact.name].is_null()
    return found.fill_null(True)


def _is_classed(column: pl.Series, fact: Fact) -> bool:
    if not isinstance(fact, ChoiceFact | SetFact) or len(fact.values) <= MANY:
        return False
    if isinstance(fact, ChoiceFact):
        return fact.unstated is None and column.dtype in (pl.String, pl.Categorical, pl.Enum)
    return isinstance(column.dtype, pl.List) and column.dtype.inner in (pl.String, pl.Categorical, pl.Enum)


def _values_asked(relations: Iterable[Relation]) -> Iterator[tuple[Fact, frozenset[str]]]:
    for relation in relations:
        for side in (relation.when, relation.then):
            for atom in atoms(simplify(side)):
                if isinstance(atom, IsOneOf | Intersects | SubsetOf):
                    yield atom.fact, atom.values


def _classes(fact: ChoiceFact | SetFact, asked: Sequence[frozenset[str]]) -> dict[str, str]:
    """The first value of its class for each value."""
    first: dict[tuple[bool, ...], str] = {}
    return {value: first.setdefault(tuple(value in each for each in asked), value) for value in sorted(fact.values)}


def _replaced(column: pl.Series, of: dict[str, str]) -> pl.Series:
    old, new = list(of), list(of.values())
    if isinstance(column.dtype, pl.List):
        inside = pl.element().replace(old, new).unique().sort()
        return column.cast(pl.List(pl.String)).list.eval(inside)
    return column.cast(pl.String).replace(old, new)
