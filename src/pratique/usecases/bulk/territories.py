"""Territories with a code of their own in tables of cases: read as the country to whose market they belong.

Rule: what `facts.territories` says of a choice that is written holds in a column too. Tables that are read here have
their cells changed; of a warehouse's own tables it is the condition that asks for the codes as well.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache

import polars as pl

from pratique.facts.territories import READ_AS
from pratique.logic.nodes import Condition, IsOneOf
from pratique.logic.traverse import rebuilt


def read_as_markets(frame: pl.DataFrame) -> pl.DataFrame:
    """A table of facts -> the same with the codes of territories as those of the countries that they belong to."""
    return frame.with_columns(
        _read_as(frame[name], codes) for name, codes in READ_AS.items() if name in frame.columns
    )


def _read_as(column: pl.Series, codes: Mapping[str, str]) -> pl.Series:
    if isinstance(column.dtype, pl.List):
        return pl.select(
            pl.lit(column).list.eval(pl.element().cast(pl.String).replace(codes)).list.unique()
        ).to_series()
    if column.dtype in (pl.String, pl.Categorical, pl.Enum):
        return column.cast(pl.String).replace(codes)
    return column


@lru_cache(maxsize=16384)
def of_markets(condition: Condition) -> Condition:
    """A condition -> the same, so where a choice is the code of a territory of a country that it asks for."""
    if isinstance(condition, IsOneOf) and (codes := READ_AS.get(condition.fact.name)):
        kept = condition.values.difference(codes)
        return IsOneOf(condition.fact, kept.union(code for code, country in codes.items() if country in kept))
    return rebuilt(condition, of_markets)
