"""Values that no condition tells apart, as one: so that rows that come out alike are worked out once.

Rule: only values that are known are taken for each other. A known value is never narrowed, so the original is put
back as it was unless it was doubted; what is not known keeps all that it may be.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

import polars as pl

from pratique.logic.lint import atoms
from pratique.logic.nodes import ChoiceFact, Fact, Intersects, IsOneOf, SetFact, SubsetOf
from pratique.logic.relations import Relation
from pratique.logic.simplify import simplify
from pratique.logic.values import Value

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


SAME = "#same "
"""Before the name of a fact: the column that says in which rows its value is the one that was given."""


def same_as_before(fact: Fact, before: Sequence[Value], after: Sequence[Value]) -> pl.Series:
    """In which rows the value of a fact is the one that was given."""
    return pl.Series(SAME + fact.name, [old == new for old, new in zip(before, after, strict=True)])


def unclassed(frame: pl.DataFrame, new: pl.DataFrame, facts: Iterable[Fact]) -> pl.DataFrame:
    """New columns of some facts; where a value is as it was given, as the first table says it."""
    made = []
    for fact in facts:
        if fact.name not in frame.columns or not _is_classed(frame[fact.name], fact):
            continue
        for name in (fact.name, f"{fact.name}.must", f"{fact.name}.may"):
            if name in new.columns:
                made.append(_kept(frame[fact.name], new[name], new[SAME + fact.name]))
    return new.with_columns(made).drop(SAME + fact.name for fact in facts)


def _kept(old: pl.Series, new: pl.Series, is_same: pl.Series) -> pl.Series:
    listed = isinstance(new.dtype, pl.List)
    known = old.cast(pl.List(pl.String)) if isinstance(old.dtype, pl.List) else old.cast(pl.String)
    both = pl.DataFrame({"old": known, "new": new, "same": is_same})
    kept = pl.concat_list("old") if listed and known.dtype == pl.String else pl.col("old")
    stands = pl.col("old").is_not_null() & pl.col("same")
    return both.select(pl.when(stands).then(kept).otherwise(pl.col("new")).alias(new.name)).to_series()


def _is_classed(column: pl.Series, fact: Fact) -> bool:
    if not isinstance(fact, ChoiceFact | SetFact) or len(fact.values) <= MANY:
        return False
    if isinstance(fact, ChoiceFact):
        return fact.unstated is None and column.dtype in (pl.String, pl.Categorical, pl.Enum)
    return isinstance(column.dtype, pl.List) and column.dtype.inner in (pl.String, pl.Categorical, pl.Enum)


def _values_asked(relations: Iterable[Relation]) -> Iterator[tuple[Fact, frozenset[str]]]:
    for relation in relations:
        for side in (relation.when, relation.then, relation.unless):
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
