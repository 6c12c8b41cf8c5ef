"""The law on Spark: the same SQL over Parquet, in this process or wherever a session leads.

Rule: Spark is an extra and is loaded here alone. Spark plans a query whole, and that of a law over all its columns is
more than its analyzer and its heap hold: so the stages are run a few at a time, each few into Parquet that the next
read and that goes when nothing reads it any more. Long generated methods are left to the compiler (`bulk.md`: half
the time of wide plans).
"""

from __future__ import annotations

import os
import shutil
import sys
from collections import Counter
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any

from pratique.errors import UsageError
from pratique.files.large import whole_folder
from pratique.law.book import Book
from pratique.law.instrument import Mode
from pratique.usecases.bulk.asked import AskedOfMany
from pratique.usecases.bulk.came_to import Bulk, missing_facts
from pratique.usecases.bulk.parquet import FactSource, every_piece

if TYPE_CHECKING:
    from pratique.readings.sql.stages import SqlStage, StagedQuery

TOGETHER = 8
"""Up to so many stages are planned at once: below its 100 rounds, and few enough that a plan takes little memory."""
MIB = 2**20
LEAST_HEAP, MOST_HEAP = 1024, 8192
"""In MiB: the heap of a session of our own is half of the machine's memory between these."""
_OURS = {"spark.sql.session.timeZone": "UTC", "spark.sql.ansi.enabled": "true"}


def session(partitions: int | None = None) -> Any:
    """A local Spark session, a partition for each processor. Raises UsageError where Spark or Java is missing."""
    try:
        from pyspark.sql import SparkSession
    except ModuleNotFoundError as error:
        raise UsageError("Spark is not installed: pip install 'pratique[spark]'; it also needs Java 17.") from error
    many = partitions or os.cpu_count() or 1
    os.environ.setdefault("SPARK_LOCAL_IP", "127.0.0.1")
    os.environ.setdefault("PYSPARK_PYTHON", sys.executable)  # its workers import this very program
    wanted = (
        SparkSession.builder.master(f"local[{many}]")
        .appName("pratique")
        .config("spark.ui.enabled", "false")
        .config("spark.ui.showConsoleProgress", "false")
        .config("spark.driver.bindAddress", "127.0.0.1")
        .config("spark.driver.extraJavaOptions", "-XX:-DontCompileHugeMethods")
        .config("spark.sql.shuffle.partitions", many * 2)
    )
    if "SPARK_DRIVER_MEMORY" not in os.environ:
        wanted = wanted.config("spark.driver.memory", f"{heap(memory_here())}m")
    for name, value in _OURS.items():
        wanted = wanted.config(name, value)
    try:
        found = wanted.getOrCreate()
    except Exception as error:
        raise UsageError(f"Spark did not start ({type(error).__name__}): it needs Java 17 on the path.") from error
    found.sparkContext.setLogLevel("ERROR")
    return found


def heap(memory: int) -> int:
    """The bytes of memory that a machine has -> the MiB of them that Spark may take."""
    return max(LEAST_HEAP, min(MOST_HEAP, memory // 2 // MIB))


def memory_here() -> int:
    """The bytes of memory of this machine, or of the container that this process is kept to."""
    try:
        found = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES")
    except (AttributeError, OSError, ValueError):
        return LEAST_HEAP * MIB
    try:
        kept_to = Path("/sys/fs/cgroup/memory.max").read_text(encoding="ascii").strip()
    except (OSError, UnicodeDecodeError):
        kept_to = "max"
    return min(found, int(kept_to)) if kept_to.isdecimal() else found


def spark_answers(
    given: FactSource, output: Path, asked: AskedOfMany, instrument: str, law_on: date | None, mode: Mode
) -> Bulk:
    """Decide the cases of some tables on Spark into a folder of Parquet files, as `law_sql` tells them.

    Numbers that SQL does not compute are unknown in every row, and named by a note. Raises InvalidInput for what the
    columns of one machine refuse, UsageError where Spark fails.
    """
    from pratique.usecases.bulk.law_sql import law_in_stages, tables_of

    if output.exists() and not output.is_dir():
        raise UsageError(f"{output} is a file, and Spark writes a folder of files: give another name.")
    with TemporaryDirectory(prefix="pratique-spark-") as folder:
        paths = _typed_tables(given, Path(folder))
        law = law_in_stages(instrument, "spark", law_on=law_on, mode=mode, tables=tables_of(paths))
        with _told(instrument):
            counts = _decided(law.query, paths, output)
    for number in law.not_computed:
        message = f"Spark does not compute {number}: unknown in every row."
        given.findings.add(
            "bulk.not-computed", message, given.place("case"), "--engine polars computes it.", severity="note"
        )
    missing = missing_facts(asked, given.columns())
    return Bulk(sum(counts.values()), counts, missing, tuple(given.findings), Book((asked.instrument,)).hash)


@contextmanager
def _told(instrument: str) -> Iterator[None]:
    way = "fewer columns, or decide with --engine polars, or on DuckDB or PostgreSQL by `pratique sql`."
    with failing(f"decide {instrument}", f"give it more memory by SPARK_DRIVER_MEMORY=8g or {way}"):
        yield


@contextmanager
def failing(to_do: str, way_out: str) -> Iterator[None]:
    """What fails in Spark, as a sentence with a way out."""
    try:
        yield
    except Exception as error:
        whose = type(error).__module__.partition(".")[0]
        if whose not in ("pyspark", "py4j") and not isinstance(error, ConnectionError):
            raise
        lines = [line for line in map(str.strip, str(error).splitlines()) if line]
        reason = next((line for line in reversed(lines) if line.startswith("ModuleNotFoundError")), None)
        reason = reason or (lines[0] if lines else type(error).__name__)
        raise UsageError(f"Spark did not {to_do} ({reason[:200]}): {way_out}") from error


def _decided(query: StagedQuery, paths: Mapping[str, Path], output: Path) -> dict[tuple[str, str], int]:
    """Run a query over some tables into a folder of Parquet files: how many cases came to each range.

    What is between the tables and the answers stands beside them while it is needed, so that a run that was killed
    leaves nothing that the next to the same folder does not sweep away.
    """
    engine = session().newSession()  # views of our own, whoever's session it is
    for name, value in _OURS.items():
        engine.conf.set(name, value)
    for name, path in paths.items():
        engine.read.parquet(str(path.resolve())).createOrReplaceTempView(name)
    with whole_folder(output) as part:
        kept = part.resolve() / "_between"  # Spark takes no file for a table's whose name begins so
        kept.mkdir(parents=True)
        _in_stages(engine, query, kept).write.mode("append").parquet(str(part.resolve()))
        shutil.rmtree(kept)
        ranges = engine.read.parquet(str(part.resolve())).groupBy("best", "worst").count().collect()
    return {(row["best"], row["worst"]): int(row["count"]) for row in sorted(ranges)}


def _in_stages(engine: Any, query: StagedQuery, kept: Path) -> Any:
    """The answers of a query over the views of a session, its stages run a few at a time."""
    stages = list(query.stages())
    uses = Counter(name for stage in stages for name in stage.over)
    sizes, rests = Counter[str](), dict[str, frozenset[str]]()  # how many stages, and over what that is kept
    for place, stage in enumerate(stages):
        found = engine.sql(stage.text)
        if not stage.name:
            return found
        size = 1 + sum(sizes[name] for name in stage.over)
        rest = frozenset().union(*(rests.get(name, ()) for name in stage.over))
        if size >= TOGETHER or (size > 1 and uses[stage.name] > 1):
            file = str(kept / stage.name)
            found.select(*(f"`{name}`" for name in found.columns if name in stage.wanted)).write.parquet(file)
            found, size, rest = engine.read.parquet(file), 0, frozenset({stage.name})
            rests[stage.name] = rest
            _sweep(kept, stages[place + 1 :], rests)
        sizes[stage.name], rests[stage.name] = size, rest
        found.createOrReplaceTempView(stage.name)
    raise AssertionError("A query ends with its answers.")


def _sweep(kept: Path, ahead: list[SqlStage], rests: Mapping[str, frozenset[str]]) -> None:
    """Remove what no stage that is ahead reads."""
    read = {each for stage in ahead for name in stage.over for each in rests.get(name, ())}
    for folder in kept.iterdir():
        if folder.name not in read:
            shutil.rmtree(folder)


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
