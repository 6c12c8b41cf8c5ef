"""Many cases at once, as tables.

Rule: the outcome range of each row is what `check` would say of that case under one instrument; the law is the same
conditions, read as columns, after its relations were.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import TYPE_CHECKING, Any

from pratique.errors import Findings, Place, named_extras
from pratique.facts.kinds import CASE, PART
from pratique.law import book as law_book
from pratique.law.instrument import LEVELS, Mode
from pratique.usecases.bulk.asked import level_conditions

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
    """Tables of cases and an instrument -> the outcome range of every case, or with `per_line` of every listed part.

    `tables` are what `readings.columns` takes: `case`, `uses`, `part`, `supplies`, `party`, each a Polars
    frame, a mapping of columns or anything with `__arrow_c_stream__`. The result has the key column(s), `best` and
    `worst` (the words of an outcome, as an Enum from best to worst) and `contradictions`, the names of the relations
    between facts that the case contradicts. Raises InvalidInput with every finding.

    >>> pratique.decide_many({"case": {"case": [1], "act.kind": ["sale"]}}).columns
    ['case', 'best', 'worst', 'contradictions']
    """
    from pratique.usecases.bulk.together import read_tables

    found = law_book.load([instrument], law_on).instruments[0]
    frames = _looked_at(tables)
    conditions = level_conditions(found, mode, per_line=per_line)
    read = read_tables(conditions, frames, found.relations, per=PART if per_line else None)
    return _ranges(read.codes).with_columns(read.contradictions)


def _looked_at(tables: Mapping[str, Any]) -> dict[str, pl.DataFrame]:
    """The tables as Polars has them. Raises InvalidInput for what `bulk` refuses of the same in files."""
    from pratique.readings.columns.tables import frame_of
    from pratique.usecases.bulk.placed import tell_misplaced, tell_strange

    frames = {name: frame_of(name, table) for name, table in tables.items()}
    findings = Findings()
    columns = {name: frame.columns for name, frame in frames.items()}
    for name in columns:
        tell_strange(name, columns[name], findings, Place)
    if CASE.name not in columns.get(CASE.name, [CASE.name]):
        findings.add("bulk.key", "There is no column case.", Place(CASE.name), "Give each case its key.")
    findings.refuse()
    tell_misplaced(columns, findings, Place)
    findings.refuse()
    return frames


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
