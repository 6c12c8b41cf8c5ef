"""The answers of many cases: a row each, batch by batch, the whole file or none.

Rule: an answer is what `check` would say of that case under one instrument; what no column says is unknown, and named
once for all rows. The output appears when the last batch is written; a run that ends before leaves the old one.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from pratique.dossier.related import Related
from pratique.errors import Place, UsageError, named_extras
from pratique.facts.kinds import ACTOR, CASE
from pratique.files.large import whole_file
from pratique.law.book import Book
from pratique.law.instrument import LEVELS, Mode
from pratique.law.outcome import Outcome
from pratique.logic.lint import facts_in
from pratique.logic.simplify import simplify
from pratique.usecases.bulk.asked import AskedOfMany, asked_of
from pratique.usecases.bulk.came_to import Bulk, idle_columns, missing_facts
from pratique.usecases.bulk.parquet import FactSource, batches, source_of
from pratique.version import __version__

if TYPE_CHECKING:
    import polars as pl

BATCH = 250_000
"""How many cases are decided at a time."""
Progress = Callable[[int, int], None]
"""Told how many of how many cases are done."""


@named_extras()
def bulk_tables(
    source: str | Path,
    output: str | Path,
    instrument: str = "us.cfr15_791d",
    *,
    law_on: date | None = None,
    mode: Mode = "by_text",
    engine: str = "polars",
    batch: int = BATCH,
    progress: Progress | None = None,
) -> Bulk:
    """A file of cases, or a folder of tables -> their answers in a Parquet file, and what they come to.

    They may be Parquet, Arrow IPC or delimited text (`usecases.bulk.brought`).

    Its columns: the key, `best`, `worst`, `decided_by`, `open_facts` (facts of the case and its actor that the row
    leaves unknown, where the outcome is open: an upper bound), `contradictions` (relations that the case contradicts,
    by name: the facts in them were read as unknown). Raises InvalidInput with every finding, the old output
    untouched; UsageError for names that are none.

    >>> import polars
    >>> polars.DataFrame({"case": [1], "act.kind": ["sale"]}).write_parquet("cases.parquet")
    >>> pratique.bulk("cases.parquet", "answers.parquet").cases
    1
    """
    asked = asked_of(instrument, law_on, mode=mode)
    given = source_of(Path(source))
    if engine == "spark":
        from pratique.usecases.bulk.spark import spark_answers

        return spark_answers(given, Path(output), asked, instrument, law_on, mode)
    if engine != "polars":
        raise UsageError(f"There is no engine {engine!r}; there are polars and spark.")
    missing = missing_facts(asked, given.columns())
    for table, name in idle_columns(asked, given.columns()):
        said = f"The column {name!r} has no effect here: {instrument} does not read it."
        given.findings.add("bulk.column.idle", said, Place(table, pointer=name), severity="note")
    counts: dict[tuple[str, str], int] = {}
    with whole_file(Path(output)) as part:
        total = _write(
            part, _answers(given, asked, batch), described(asked, missing, law_on), counts, given, progress
        )
    return Bulk(total, counts, missing, tuple(given.findings), Book((asked.instrument,)).hash)


def described(asked: AskedOfMany, missing: tuple[str, ...], law_on: date | None) -> dict[str, str]:
    """What stands in the file beside its rows."""
    return {
        "pratique": __version__,
        "pratique.law": asked.instrument.id,
        "pratique.law_book": Book((asked.instrument,)).hash,
        "pratique.law_on": str(law_on or ""),
        "pratique.unknown_in_every_row": " ".join(missing),
    }


# --- deciding ---------------------------------------------------------------------------------------------


def _answers(given: FactSource, asked: AskedOfMany, batch: int) -> Iterator[pl.DataFrame]:
    from pratique.usecases.bulk.together import read_tables

    facts, known = _own_facts(asked), dict[tuple[str, ...], Related]()
    for tables in batches(given, batch):
        read = read_tables(asked.conditions, tables, asked.instrument.relations, known=known)
        found = told(read.codes, asked).with_columns(_open_facts(read.cases, facts), read.contradictions)
        yield _only_open(found)


def told(codes: pl.DataFrame, asked: AskedOfMany) -> pl.DataFrame:
    """Best and worst in words and the provision that decides the worst, from codes of the conditions."""
    import polars as pl

    best = worst = pl.lit(Outcome.OUT_OF_SCOPE.words)
    cite = pl.lit(None, pl.String)
    for level in LEVELS:
        best = pl.when(pl.col(level.name) == 3).then(pl.lit(level.words)).otherwise(best)
        worst = pl.when(pl.col(level.name) != 0).then(pl.lit(level.words)).otherwise(worst)
    for each in reversed(asked.bringing):
        cite = pl.when(pl.col(each.name) != 0).then(pl.lit(each.cite)).otherwise(cite)
    keys = [name for name in codes.columns if name not in asked.conditions]
    return codes.select(*keys, best.alias("best"), worst.alias("worst"), cite.alias("decided_by"))


def _own_facts(asked: AskedOfMany) -> list[str]:
    """The facts of the case itself and of its actor that are asked for."""
    found = facts_in(*map(simplify, asked.conditions.values()))
    return sorted(fact.name for fact in found if fact.kind in (CASE, ACTOR))


def _open_facts(cases: pl.DataFrame, facts: list[str]) -> pl.Series:
    import polars as pl

    names = [pl.when(pl.col(name).is_null()).then(pl.lit(name)) for name in facts if name in cases.columns]
    if not names:
        return pl.Series("open_facts", [[]] * cases.height, dtype=pl.List(pl.String))
    listed = pl.concat_list(names).list.drop_nulls().alias("open_facts")
    return cases.select(listed).to_series()


def _only_open(answers: pl.DataFrame) -> pl.DataFrame:
    import polars as pl

    none = pl.lit([], dtype=pl.List(pl.String))
    is_open = pl.col("best") != pl.col("worst")
    return answers.with_columns(pl.when(is_open).then(pl.col("open_facts")).otherwise(none).alias("open_facts"))


# --- writing ----------------------------------------------------------------------------------------------


def _write(
    part: Path,
    answers: Iterator[pl.DataFrame],
    said: Mapping[str, str],
    counts: dict[tuple[str, str], int],
    given: FactSource,
    progress: Progress | None,
) -> int:
    import pyarrow.parquet as pq

    writer: Any = None
    done, total = 0, given.rows
    try:
        for frame in answers:
            for best, worst, number in frame.group_by("best", "worst").len().sort("best", "worst").iter_rows():
                counts[best, worst] = counts.get((best, worst), 0) + number
            table = frame.to_arrow().replace_schema_metadata(dict(said))
            writer = writer or pq.ParquetWriter(part, table.schema, compression="zstd")
            writer.write_table(table)
            done += frame.height
            if progress is not None:
                progress(done, total)
        if writer is None:
            raise UsageError("There are no cases: the table is empty.")
    finally:
        if writer is not None:
            writer.close()
    return done
