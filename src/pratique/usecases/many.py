"""Many cases at once, as tables.

Rule: the outcome range of each row is what `check` would say of that case under one instrument; the law is the same
conditions, read as columns, after its relations were.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import TYPE_CHECKING, Any

from pratique.errors import named_extras
from pratique.facts.kinds import CASE, PART
from pratique.law import book as law_book
from pratique.law.instrument import LEVELS, Instrument, Mode, levels
from pratique.logic.author import any_of, some
from pratique.logic.nodes import Condition

if TYPE_CHECKING:
    import polars as pl


@named_extras()
def decide_many(
    tables: Mapping[str, Any],
    instrument: str = "us.cfr15_791d",
    *,
    law_on: date | None = None,
    per_line: bool = False,
    mode: Mode = "by_text",
) -> pl.DataFrame:
    """The outcome range of every case, or with `per_line` of every listed part.

    `tables` are what `readings.columns` takes: `case`, `uses`, `part`, `supplies`, `party`, each a Polars
    frame, a mapping of columns or anything with `__arrow_c_stream__`. The result has the key column(s), `best` and
    `worst` (the words of an outcome, as an Enum from best to worst) and `contradictions`, the names of the relations
    between facts that the case contradicts. Raises InvalidInput with every finding.

    >>> pratique.decide_many({"case": {"case": [1], "act.kind": ["sale"]}}).columns
    ['case', 'best', 'worst', 'contradictions']
    """
    from pratique.usecases.bulk.together import read_tables

    found = law_book.load([instrument], law_on).instruments[0]
    conditions = _per_part(found, mode) if per_line else _per_case(found, mode)
    read = read_tables(conditions, tables, found.relations, per=PART if per_line else None)
    return _ranges(read.codes).with_columns(read.contradictions)


def _per_part(found: Instrument, mode: Mode) -> dict[str, Condition]:
    return {level.name: condition for level, condition in zip(LEVELS, levels(found, PART, mode), strict=True)}


def _per_case(found: Instrument, mode: Mode) -> dict[str, Condition]:
    pairs = zip(LEVELS, levels(found, CASE, mode), levels(found, PART, mode), strict=True)
    return {level.name: any_of(case, some(PART, part)) for level, case, part in pairs}


def _ranges(codes: pl.DataFrame) -> pl.DataFrame:
    import polars as pl

    from pratique.law.outcome import Outcome

    words = pl.Enum([outcome.words for outcome in Outcome])
    best = worst = pl.lit(Outcome.OUT_OF_SCOPE.words, dtype=words)
    for level in LEVELS:
        word = pl.lit(level.words, dtype=words)
        best = pl.when(pl.col(level.name) == 3).then(word).otherwise(best)
        worst = pl.when(pl.col(level.name) != 0).then(word).otherwise(worst)
    keys = [name for name in codes.columns if name not in Outcome.__members__]
    return codes.select(*keys, best.alias("best"), worst.alias("worst"))
