"""A graph that was stored for many machines: a folder of Parquet with the records by their keys.

Rule: as of a stored graph of one file only that is read which a question leads to, a round of it by one look-up: a
join of what is looked for with the rows, by Polars here or by Spark. A folder that lacks a row that was written in
it is refused, for what is not there would be read as not said.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from types import ModuleType
from typing import Protocol

import msgspec

from pratique.errors import Finding, Findings, InvalidInput, Place, UsageError
from pratique.files import read_bytes
from pratique.parties.holdings import Claim
from pratique.parties.readers.stakes import rows_at
from pratique.parties.stored.claims import from_bytes
from pratique.parties.stored.indexed import IndexedGraph
from pratique.parties.stored.keys import key_of

HEADER, ROWS = "graph.json", "keys"
"""In the folder: what tells of the graph, and the Parquet files of its rows."""
VERSION = 1
ANYBODY = key_of(b"*", "")
"""The key of records that may be about anybody."""
LINE_BITS = 40
"""The number of a record is that of its file, and in so many bits that of its line."""
Row = tuple[int, int, bytes]
"""A key, a record that is found under it, and the line or the claim that it is."""


class LargeFile(msgspec.Struct, frozen=True):
    """One file of a large graph; the header of a table of stakes ("": encoded claims)."""

    name: str
    header: str = ""


class LargeHeader(msgspec.Struct, frozen=True):
    """What tells of a large graph: its version, its files, what was found wrong, how many rows it has."""

    version: int
    files: tuple[LargeFile, ...]
    findings: tuple[Finding, ...]
    rows: int
    records: int


class LookUp(Protocol):
    """The rows of a large graph, wherever they are looked up; keys are signed numbers of 64 bits."""

    def count(self, folder: Path) -> int:
        """How many rows there are in a folder of Parquet."""
        ...

    def rows(self, folder: Path, keys: Sequence[int]) -> Iterable[Row]:
        """The rows under some keys, in any order."""
        ...


class PolarsLookUp:
    """The rows of a folder of Parquet as one machine reads them: only the pages that may hold a key."""

    def count(self, folder: Path) -> int:
        """How many rows there are."""
        return int(_polars().scan_parquet(folder / "*.parquet").select(_polars().len()).collect().item())

    def rows(self, folder: Path, keys: Sequence[int]) -> Iterable[Row]:
        """The rows under some keys."""
        pl = _polars()
        wanted = pl.LazyFrame({"key": sorted(keys)}, schema={"key": pl.Int64})
        given = pl.scan_parquet(folder / "*.parquet").filter(pl.col("key").is_between(min(keys), max(keys)))
        found: Iterable[Row] = given.join(wanted, on="key", how="semi").collect().iter_rows()
        return found


def _polars() -> ModuleType:
    try:
        import polars
    except ModuleNotFoundError as error:
        raise UsageError("Polars is not installed: pip install 'pratique[graph]'.") from error
    return polars


def signed(key: int) -> int:
    """A key as a signed number of 64 bits, which Parquet and Spark have."""
    return key - (1 << 64) if key >> 63 else key


class LargeGraph(IndexedGraph):
    """A large graph, opened. Raises `InvalidInput` (`graph.broken`) for a folder that is none or not whole."""

    def __init__(self, path: str | Path, look_up: LookUp | None = None) -> None:
        self.path = Path(path)
        self._look_up = look_up or PolarsLookUp()
        self._under: dict[int, list[int]] = {}
        self._kept: dict[int, bytes] = {}
        with self._whole():
            header = msgspec.json.decode(read_bytes(self.path / HEADER), type=LargeHeader)
            if header.version != VERSION:
                raise ValueError("it was built by another version of the program")
            if (count := self._look_up.count(self.path / ROWS)) != header.rows:
                raise ValueError(f"it holds {count} rows of {header.rows}")
        self.files, self.findings = header.files, header.findings
        self.sources = tuple(file.name for file in header.files)

    @contextmanager
    def _whole(self) -> Iterator[None]:
        try:
            yield
        except (InvalidInput, UsageError):
            raise
        except Exception as error:
            why = str(error).splitlines()[0] if str(error) else type(error).__name__
            message = f"{self.path.name} is no whole stored graph: {why[:200]}."
            step = "Build it again with `pratique graph build --engine spark`."
            raise InvalidInput([Finding("graph.broken", message, Place(str(self.path)), step)]) from error

    def _anybody(self) -> Iterable[int]:
        return self._found([ANYBODY])

    def _found(self, keys: Iterable[int]) -> set[int]:
        wanted = {signed(key) for key in keys}
        new = wanted - self._under.keys()
        if new:
            under = defaultdict[int, list[int]](list)
            for key, record, data in self._look_up.rows(self.path / ROWS, sorted(new)):
                under[key].append(record)
                self._kept[record] = data
            self._under |= {key: under.get(key, []) for key in new}
        return {record for key in wanted for record in self._under[key]}

    def _read(self, records: set[int], findings: Findings) -> Iterator[Claim]:
        rows: dict[int, list[tuple[int, bytes]]] = {}
        for record in sorted(records):
            number, line = record >> LINE_BITS, record & ((1 << LINE_BITS) - 1)
            if self.files[number].header:
                rows.setdefault(number, []).append((line, self._kept[record]))
            else:
                yield from_bytes(self._kept[record])
        for number, lines in rows.items():
            yield from rows_at(self.files[number].header, lines, self.files[number].name, findings)
