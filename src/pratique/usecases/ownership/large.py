"""Registries beyond one machine: stored by Spark as rows by their keys, and looked up by it round by round.

Rule: a table of stakes is read line by line wherever its lines are, every other format by its reader here; both tell
the same keys as a graph of one file has, so that `own` finds the same records above a party and says the same. The
closure is one join a round of those who are above so far with the rows; no round reads what the one before made.
"""

from __future__ import annotations

import shutil
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import field
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec

from pratique.errors import Finding, Findings, InvalidInput, Place, UsageError
from pratique.files import read_bytes, read_head, write_whole
from pratique.files.large import whole_folder
from pratique.parties.readers.any import read_claims
from pratique.parties.readers.stakes import check_header, header_of, is_stakes, titled
from pratique.parties.stored import is_large
from pratique.parties.stored.build import MOST_FINDINGS, WHOLE, Built
from pratique.parties.stored.claims import to_bytes
from pratique.parties.stored.keyed import (
    BESIDE,
    CALLED,
    DESCRIBED,
    FOUND,
    UNREAD,
    WRONG,
    ToldOfRecord,
    record_number,
    told_of_claims,
    told_of_lines,
)
from pratique.parties.stored.large import HEADER, LINE_BITS, ROWS, VERSION, LargeFile, LargeHeader, Row
from pratique.usecases.bulk.spark import failing, session
from pratique.value_class import dataclass

if TYPE_CHECKING:
    from pyspark.sql import DataFrame

_TOLD = "what int, key long, record long, data binary, name string"
_HEAD = 65536
_WAY = "its workers need this program and memory (SPARK_DRIVER_MEMORY=8g); or leave out --engine spark."
FEW = 1_000
"""Up to so many keys are looked for by a list, which Parquet is read by; more by a join."""


class SparkLookUp:
    """The rows of a large graph as Spark reads them, wherever its session leads. Raises UsageError without Spark."""

    def __init__(self) -> None:
        self._engine = session()

    def count(self, folder: Path) -> int:
        """How many rows there are."""
        return int(self._rows(folder).count())

    def rows(self, folder: Path, keys: Sequence[int]) -> Iterable[Row]:
        """The rows under some keys, by one join of these with all rows."""
        from pyspark.sql import functions as f

        given = self._rows(folder)
        if len(keys) <= FEW:
            found = given.where(f.col("key").isin(list(keys)))
        else:
            wanted = self._engine.createDataFrame([(key,) for key in keys], "key long")
            found = given.join(wanted, "key", "left_semi")
        for row in found.select("key", "record", "data").toLocalIterator():
            yield row["key"], row["record"], bytes(row["data"])

    def _rows(self, folder: Path) -> DataFrame:
        rows: DataFrame = self._engine.read.parquet(str(folder.resolve()))
        return rows


def build_large(paths: Sequence[str | Path], output: str | Path, whole: int | None = None) -> Built:
    """Read registries on Spark and write them as a folder that `own` and `check` take as a registry.

    Tables of stakes of more than `whole` bytes are read in parts. Raises `InvalidInput` with the findings of files
    that cannot be read, UsageError where Spark is missing or the place is taken.
    """
    target = Path(output)
    if target.exists() and not is_large(target):
        raise UsageError(f"{output} is there, and is no graph that Spark wrote: give another name.")
    given = _given([Path(each) for each in paths], WHOLE if whole is None else whole)
    with whole_folder(target) as part, failing("store the registries", _WAY):
        part.mkdir(parents=True)
        kept = part.resolve() / "_told"
        told = _told(given, kept)
        _tell_wrong(told, given)
        rows = str(part.resolve() / ROWS)
        _rows(told).repartitionByRange("key").sortWithinPartitions("key", "record").write.parquet(rows)
        shutil.rmtree(kept)
        count, records = _counted(rows)
        said = [each for each in dict.fromkeys(given.findings) if each.severity != "note"][:MOST_FINDINGS]
        header = LargeHeader(VERSION, tuple(given.files), tuple(said), count, records)
        write_whole(part / HEADER, msgspec.json.encode(header))
    return Built(records, tuple(each.name for each in given.files), tuple(given.findings))


@dataclass
class _Given:
    """The files of a graph, its large tables by their numbers, what was told of the records of the others."""

    files: list[LargeFile] = field(default_factory=list)
    tables: list[tuple[Path, int]] = field(default_factory=list)
    own: list[ToldOfRecord] = field(default_factory=list)
    findings: Findings = field(default_factory=Findings)


def _given(paths: Sequence[Path], whole: int) -> _Given:
    made, failures = _Given(), Findings()
    for path in paths:
        number = len(made.files)
        try:
            head = read_head(path, _HEAD)
            if path.stat().st_size > whole and is_stakes(head):
                made.tables.append((path, number))
                made.files.append(LargeFile(path.name, _header(head, path.name, made.findings)))
                continue
            for line, claim in enumerate(read_claims(read_bytes(path), path.name, made.findings)):
                made.own += told_of_claims([claim], record_number(number, line), to_bytes(claim))
            made.files.append(LargeFile(path.name))
        except InvalidInput as error:
            failures.extend(error.findings)
    failures.refuse()
    return made


def _counted(rows: str) -> tuple[int, int]:
    """How many rows there are, and of how many records."""
    from pyspark.sql import functions as f

    found = session().read.parquet(rows).agg(f.count("*").alias("rows"), f.countDistinct("record").alias("records"))
    one = found.collect()[0]
    return int(one["rows"]), int(one["records"])


def _tell_wrong(told: DataFrame, given: _Given) -> None:
    """Take in what is wrong with the lines of the tables; one that is not UTF-8 is refused: Spark reads no other."""
    from pyspark.sql import functions as f

    file = f.shiftright("record", LINE_BITS)
    filled = {row["file"] for row in told.select(file.alias("file")).distinct().collect()}
    for path, number in given.tables:
        if number not in filled:
            message = "The table has a header and no row that can be read."
            given.findings.add("csv.no-rows", message, Place(path.name), "Check the ends of its lines.", "warning")
    wrong = told.where(told.what >= WRONG).orderBy(f.desc("what"), "record").limit(MOST_FINDINGS).collect()
    if wrong and wrong[0]["what"] == UNREAD:
        number = wrong[0]["record"]
        place = Place(given.files[number >> LINE_BITS].name, line=number & ((1 << LINE_BITS) - 1))
        step = "Write the table in UTF-8, or store it without --engine spark."
        raise InvalidInput([Finding("graph.encoding", "This line is not UTF-8.", place, step)])
    given.findings.extend(msgspec.json.decode(bytes(each["data"]), type=Finding) for each in wrong)


def _header(head: bytes, source: str, findings: Findings) -> str:
    """The line of the titles of a table, what is not read of it said."""
    first = head.removeprefix(b"\xef\xbb\xbf").partition(b"\n")[0]
    header = titled(first.decode("utf-8", "replace").rstrip("\r").partition("\r")[0])
    check_header(header_of(header), source, findings)
    return header


def _told(given: _Given, kept: Path) -> DataFrame:
    """What is told of every record, written once to be read several times."""
    engine = session()
    found = engine.createDataFrame([tuple(each) for each in given.own], _TOLD)
    for path, number in given.tables:
        keyed = partial(_keyed, header=given.files[number].header, source=path.name, file=number)
        found = found.unionByName(engine.createDataFrame(_lines(path).rdd.mapPartitions(keyed), _TOLD))
    found.write.parquet(str(kept))
    told: DataFrame = engine.read.parquet(str(kept))
    return told


def _lines(path: Path) -> DataFrame:
    """The lines of a text behind the first, each with its number from 1."""
    from pyspark.sql import Window
    from pyspark.sql import functions as f

    given = (
        session()
        .read.text(str(path.resolve()))
        .select(
            "value", f.col("_metadata.file_block_start").alias("block"), f.monotonically_increasing_id().alias("at")
        )
    )
    blocks = given.groupBy("block").agg(f.count("*").alias("lines"), f.min("at").alias("first"))
    before = f.coalesce(
        f.sum("lines").over(Window.orderBy("block").rowsBetween(Window.unboundedPreceding, -1)), f.lit(0)
    )
    starts = [
        (row["block"], row["before"] - row["first"] + 1)
        for row in blocks.select("*", before.alias("before")).collect()
    ]
    begins = f.broadcast(session().createDataFrame(starts, "block long, begin long"))
    numbered = given.join(begins, "block").select((f.col("at") + f.col("begin")).alias("line"), "value")
    rest: DataFrame = numbered.where(f.col("line") > 1)
    return rest


def _keyed(lines: Iterable[tuple[int, str]], header: str, source: str, file: int) -> Iterator[tuple[object, ...]]:
    """Lines with their numbers -> what is told of each, wherever Spark asks for it."""
    return map(tuple, told_of_lines(lines, header, source, file))


def _rows(told: DataFrame) -> DataFrame:
    """Every record under each of its keys, and those that one record alone leads to."""
    from pyspark.sql import functions as f

    plain = told.where(told.what == FOUND).select("key", "record", "data")
    by_key = told.where(told.what == BESIDE).groupBy("key").agg(f.min(f.struct("record", "data")).alias("one"))
    beside = by_key.join(plain.select("key"), "key", "left_anti").select("key", "one.record", "one.data")
    names = told.where(told.what == DESCRIBED).select("name")
    called = (
        told.where(told.what == CALLED).groupBy("name", "key").agg(f.min(f.struct("record", "data")).alias("one"))
    )
    called = called.join(names, "name", "left_anti").select("key", "one.record", "one.data")
    return plain.unionByName(beside).unionByName(called).dropDuplicates(["key", "record"])
