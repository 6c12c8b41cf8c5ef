"""A stored graph opened: identifiers, names and holders looked up in a file that stays where it is.

Rule: of the file only that is read which a question leads to (`indexed`).
"""

from __future__ import annotations

import struct
import sys
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Literal

import msgspec

from pratique.errors import Finding, Findings, InvalidInput, Place
from pratique.files import PositionedFile
from pratique.parties.holdings import Claim
from pratique.parties.readers.stakes import rows_at
from pratique.parties.stored import MAGIC
from pratique.parties.stored.claims import from_bytes
from pratique.parties.stored.indexed import IndexedGraph
from pratique.value_class import dataclass

_CODES: dict[str, Literal["Q", "q", "I", "H"]] = {"u8": "Q", "i8": "q", "u4": "I", "u2": "H"}
"""How the types of the arrays are called here and in the file."""
_NEEDED = frozenset(("keys", "records", "anybody", "file", "offset", "length", "line"))
"""The arrays that every question reads."""
BLOCK = 512
"""Keys that are read together."""


class FileEntry(msgspec.Struct, frozen=True):
    """One file of a stored graph: where its bytes begin, and the header of a table of stakes ("": encoded claims)."""

    name: str
    offset: int
    header: str = ""


class GraphHeader(msgspec.Struct, frozen=True):
    """What stands before the arrays: the files, the findings, and where each array lies (offset, type, length)."""

    files: tuple[FileEntry, ...]
    findings: tuple[Finding, ...]
    arrays: dict[str, tuple[int, str, int]]
    built: str = ""


@dataclass(frozen=True, slots=True)
class _Column:
    """An array of a file, of which only what is asked for is read."""

    file: PositionedFile
    offset: int
    code: Literal["Q", "q", "I", "H"]
    width: int
    length: int

    def part(self, start: int, stop: int) -> memoryview[int]:
        """The numbers from `start` up to `stop`. Raises ValueError where the file ends before."""
        data = self.file.read(self.offset + start * self.width, (stop - start) * self.width)
        return memoryview(data).cast(self.code)

    def at(self, place: int) -> int:
        """One number."""
        return self.part(place, place + 1)[0]


class StoredGraph(IndexedGraph):
    """A stored graph, opened. Raises `InvalidInput` (`graph.broken`) for a file that is cut or none."""

    def __init__(self, path: str | Path) -> None:
        self.path = Path(path)
        self._file = PositionedFile(path)
        try:
            if self._file.read(0, len(MAGIC)) != MAGIC:
                raise ValueError("it was built by another version of the program")
            start = len(MAGIC) + 8
            size = int.from_bytes(self._file.read(len(MAGIC), 8), "little")
            self.header = msgspec.msgpack.decode(self._file.read(start, size), type=GraphHeader)
            self._arrays = {name: self._array(*spot) for name, spot in self.header.arrays.items()}
            if missing := _NEEDED - self._arrays.keys():
                raise ValueError(f"it has no {', '.join(sorted(missing))}")
        except (msgspec.DecodeError, msgspec.ValidationError, ValueError, TypeError, KeyError) as error:
            raise self._broken(str(error)) from error
        self.findings = self.header.findings
        self.sources = tuple(file.name for file in self.header.files)

    def _broken(self, why: str) -> InvalidInput:
        message = f"{self.path.name} is no whole stored graph: {why}."
        step = "Build it again with `pratique graph build`."
        return InvalidInput([Finding("graph.broken", message, Place(str(self.path)), step)])

    @contextmanager
    def _whole(self) -> Iterator[None]:
        """Whatever a file that was changed since it was written leads to is a refusal."""
        try:
            yield
        except (ValueError, TypeError, LookupError, ArithmeticError, struct.error) as error:
            raise self._broken(str(error)) from error

    def _array(self, offset: int, kind: str, length: int) -> _Column:
        if kind[0] == "<" and sys.byteorder != "little":
            raise ValueError("it was built on a machine with another order of bytes")
        width = int(kind[2:])
        if not 0 <= offset <= offset + length * width <= self._file.size:
            raise ValueError("it ends too early")
        return _Column(self._file, offset, _CODES[kind[1:]], width, length)

    def _anybody(self) -> memoryview[int]:
        column = self._arrays["anybody"]
        return column.part(0, column.length)

    def _found(self, keys: Iterable[int]) -> set[int]:
        return {record for key in keys for record in self._records(key)}

    def _records(self, key: int) -> list[int]:
        """The records under a key."""
        keys, first = self._arrays["keys"], self._place(key)
        last = first
        while last < keys.length:
            block = keys.part(last, min(last + BLOCK, keys.length))
            same = bisect_right(block, key)
            last += same
            if same < len(block):
                break
        return list(self._arrays["records"].part(first, last)) if last > first else []

    def _place(self, key: int) -> int:
        """Where a key is, or would be. Keys are spread evenly: guessing by their size finds one in a step or two."""
        keys = self._arrays["keys"]
        low, high, least, most = 0, keys.length, 0, 1 << 64
        guessing = True
        while high - low > BLOCK:
            span = high - low
            guess = low + (span * (key - least) // (most - least) if guessing else span // 2)
            guessing = not guessing
            start = min(max(low, guess - BLOCK // 2), high - BLOCK)
            block = keys.part(start, start + BLOCK)
            if block[0] >= key:
                high, most = start, max(block[0], least + 1)
                continue
            if block[-1] >= key:
                return start + bisect_left(block, key)
            low, least = start + BLOCK, block[-1]
            most = max(most, least + 1)
        return low + bisect_left(keys.part(low, high), key)

    def _read(self, records: set[int], findings: Findings) -> Iterator[Claim]:
        """The claims of records, in the order of the files."""
        rows: dict[int, list[tuple[int, bytes]]] = {}
        for record in sorted(records):
            number = self._arrays["file"].at(record)
            length = self._arrays["length"].at(record)
            data = self._file.read(self.header.files[number].offset + self._arrays["offset"].at(record), length)
            if len(data) < length:
                raise self._broken("it ends too early")
            if self.header.files[number].header:
                rows.setdefault(number, []).append((self._arrays["line"].at(record), data))
            else:
                yield from_bytes(data)
        for number, lines in rows.items():
            file = self.header.files[number]
            yield from rows_at(file.header, lines, file.name, findings)
