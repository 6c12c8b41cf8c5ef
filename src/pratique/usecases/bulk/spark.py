"""The law on Spark: the same SQL over Parquet, in this process or wherever a session leads.

Rule: Spark is an extra and is loaded here alone. Long generated methods are left to the compiler (`bulk.md`: half the
time of wide plans).
"""

from __future__ import annotations

import os
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from pratique.errors import UsageError
from pratique.files.large import whole_folder
from pratique.law.book import Book
from pratique.law.instrument import Mode
from pratique.usecases.bulk.asked import AskedOfMany
from pratique.usecases.bulk.came_to import Bulk, missing_facts
from pratique.usecases.bulk.parquet import FactSource, every_piece


def session(partitions: int | None = None) -> Any:
    """A local Spark session, a partition for each processor. Raises UsageError where Spark or Java is missing."""
    try:
        from pyspark.sql import SparkSession
    except ModuleNotFoundError as error:
        raise UsageError("Spark is not installed: pip install 'pratique[spark]'; it also needs Java 17.") from error
    many = partitions or os.cpu_count() or 1
    os.environ.setdefault("SPARK_LOCAL_IP", "127.0.0.1")
    try:
        found = (
            SparkSession.builder.master(f"local[{many}]")
            .appName("pratique")
            .config("spark.ui.enabled", "false")
            .config("spark.driver.bindAddress", "127.0.0.1")
            .config("spark.driver.extraJavaOptions", "-XX:-DontCompileHugeMethods")
            .config("spark.sql.shuffle.partitions", many * 2)
            .config("spark.sql.session.timeZone", "UTC")
            .config("spark.sql.ansi.enabled", "true")
            .getOrCreate()
        )
    except Exception as error:
        raise UsageError(f"Spark did not start ({type(error).__name__}): it needs Java 17 on the path.") from error
    found.sparkContext.setLogLevel("ERROR")
    return found


def spark_answers(
    given: FactSource, output: Path, asked: AskedOfMany, instrument: str, law_on: date | None, mode: Mode
) -> Bulk:
    """Decide the cases of some tables on Spark into a folder of Parquet files, as `law_sql` tells them.

    Raises InvalidInput for what the columns of one machine refuse, UsageError for a law of which SQL does not compute
    every number: its query is larger than Spark can plan.
    """
    from pratique.usecases.bulk.law_sql import law_sql, tables_of

    with TemporaryDirectory(prefix="pratique-spark-") as folder:
        paths = _typed_tables(given, Path(folder))
        law = law_sql(instrument, "spark", law_on=law_on, mode=mode, tables=tables_of(paths), pretty=False)
        if law.not_computed:
            raise UsageError(
                f"Spark does not plan {instrument}, whose numbers SQL reckons and computes in part alone: decide it "
                "with --engine polars, or on DuckDB or PostgreSQL by `pratique sql`."
            )
        counts = _decided(law.query, paths, output)
    missing = missing_facts(asked, given.columns())
    return Bulk(sum(counts.values()), counts, missing, tuple(given.findings), Book((asked.instrument,)).hash)


def _decided(query: str, paths: Mapping[str, Path], output: Path) -> dict[tuple[str, str], int]:
    """Run a query over some tables into a folder of Parquet files: how many cases came to each range."""
    engine = session()
    for name, path in paths.items():
        engine.read.parquet(str(path.resolve())).createOrReplaceTempView(name)
    try:
        planned = engine.sql(query)
    except Exception as error:  # a law over all its columns takes more rounds, and more memory, than Spark has
        reason = next(iter(str(error).splitlines()[1:2]), type(error).__name__).strip(": ")
        raise UsageError(
            f"Spark did not plan the query over {len(paths)} tables ({reason[:200]}): give fewer columns, or decide "
            "with --engine polars, or on DuckDB or PostgreSQL by `pratique sql`."
        ) from error
    with whole_folder(output) as part:
        planned.write.parquet(str(part.resolve()))
        ranges = engine.read.parquet(str(part.resolve())).groupBy("best", "worst").count().collect()
    return {(row["best"], row["worst"]): int(row["count"]) for row in sorted(ranges)}


def _typed_tables(given: FactSource, folder: Path) -> dict[str, Path]:
    """The tables, each looked at as one machine looks at it; those that SQL does not read, written anew."""
    import pyarrow.parquet as pq

    from pratique.usecases.bulk.typed import plainly_typed, refuse_strange_text, refuse_untyped

    paths = dict(given.paths)
    writers: dict[str, pq.ParquetWriter] = {}
    try:
        for name, frame in every_piece(given):
            refuse_untyped({name: frame})
            refuse_strange_text({name: frame})
            plain = plainly_typed(frame)
            if plain.schema == frame.schema:
                continue
            table = plain.to_arrow()
            if name not in writers:
                paths[name] = folder / f"{name}.parquet"
                writers[name] = pq.ParquetWriter(paths[name], table.schema)
            writers[name].write_table(table)
    finally:
        for writer in writers.values():
            writer.close()
    return paths
