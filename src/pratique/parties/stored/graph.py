"""A stored graph opened: identifiers, names and holders looked up in a file that stays where it is.

Rule: what a question needs is the records about its parties, about everybody above them, about whoever shares an
identifier with one of these, and every statement that replaces one of these. Nothing else is read.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import msgspec
import numpy as np

from pratique.errors import Finding, Findings, InvalidInput, Place
from pratique.files import mapped, read_head
from pratique.ids import normal_form
from pratique.parties.holdings import Claim, Direction, PartyClaim, SameAs
from pratique.parties.join import Wanted
from pratique.parties.readers.stakes import rows_at
from pratique.parties.registry import Registry, party_ids
from pratique.parties.stored.claims import about, from_bytes
from pratique.parties.stored.keys import ABOUT, ANY_NUMBER, key_of, number_keys, record_key, text_keys

MAGIC = b"PRATIQUE-GRAPH-1\n"
MOST_RECORDS = 2_000_000
"""Records that one question may need; beyond, the file is no ownership graph that a person could read."""


class FileEntry(msgspec.Struct, frozen=True):
    """One file of a stored graph: where its bytes begin, and the header of a table of stakes ("": encoded claims)."""

    name: str
    offset: int
    header: str = ""


class GraphHeader(msgspec.Struct, frozen=True):
    """What stands before the arrays: the files, the findings, and where each array lies (offset, type, length)."""

    files: tuple[FileEntry, ...]
    findings: tuple[tuple[str, str, str, int | None, str, str], ...]
    arrays: dict[str, tuple[int, str, int]]
    built: str = ""


def is_stored(path: str | Path) -> bool:
    """Whether a file is a stored graph."""
    try:
        return read_head(path, len(MAGIC)) == MAGIC
    except InvalidInput:
        return False


class StoredGraph:
    """A stored graph, mapped into memory. Raises `InvalidInput` (`graph.broken`) for a file that is cut or none."""

    def __init__(self, path: str | Path) -> None:
        self.path = Path(path)
        self._map = mapped(path)
        try:
            size = int.from_bytes(self._map[len(MAGIC) : len(MAGIC) + 8], "little")
            start = len(MAGIC) + 8
            self.header = msgspec.msgpack.decode(self._map[start : start + size], type=GraphHeader)
            self._arrays = {name: self._array(*spot) for name, spot in self.header.arrays.items()}
        except (msgspec.DecodeError, msgspec.ValidationError, ValueError, TypeError) as error:
            step = "Build it again with `pratique graph build`."
            message = f"{self.path.name} is no whole stored graph: {error}."
            raise InvalidInput([Finding("graph.broken", message, Place(str(path)), step)]) from error
        self.findings = tuple(
            Finding(code, message, Place(file, line=line), step, "error" if severity == "error" else "warning")
            for code, message, file, line, step, severity in self.header.findings
        )
        self.sources = tuple(file.name for file in self.header.files)

    def _array(self, offset: int, kind: str, length: int) -> Any:
        return np.frombuffer(self._map, np.dtype(kind), length, offset)

    def candidates(self, wanted: Wanted, text: str = "") -> Registry:
        """The parties that may be meant, by id, identifier or name, as claims."""
        keys = [key_of(ABOUT, wanted.id)] if wanted.id else []
        for pair in wanted.identifiers:
            keys += number_keys(*pair)
        for name in wanted.names:
            keys += text_keys(name)
        if text:
            keys.append(key_of(ANY_NUMBER, normal_form(text)))
        findings = Findings()
        records = {record for key in keys for record in self._records(key)}
        claims = tuple(self._read(records, findings))
        return Registry(claims, tuple(findings), self.sources)

    def above(self, parties: Iterable[str]) -> tuple[Registry, frozenset[str]]:
        """Every claim that a question about the parties needs, and the ids that it led to."""
        findings = Findings()
        claims: list[Claim] = []
        read: set[int] = set()
        seen: set[str] = set()
        wanted, fresh = set(parties), set(self._arrays["anybody"].tolist())
        while wanted or fresh:
            fresh |= {record for name in wanted for record in self._records(key_of(ABOUT, name))}
            seen |= wanted
            fresh -= read
            read |= fresh
            if len(read) > MOST_RECORDS:
                message = f"More than {MOST_RECORDS} records stand above these parties."
                step = "Ask about one party at a time, or leave out records of funds and listed companies."
                raise InvalidInput([Finding("graph.size", message, Place(self.path.name), step)])
            found = list(self._read(fresh, findings))
            claims += found
            wanted = {name for claim in found for name in self._leads_to(claim, seen)} - seen
            fresh = {record for claim in found for key in self._bound(claim) for record in self._records(key)} - read
        kept = (*self.findings, *findings)
        return Registry(tuple(dict.fromkeys(claims)), tuple(dict.fromkeys(kept)), self.sources), frozenset(seen)

    @staticmethod
    def _leads_to(claim: Claim, seen: set[str]) -> Iterator[str]:
        """Whom a claim puts above somebody, or makes one with somebody."""
        if isinstance(claim, PartyClaim | SameAs | Direction) or seen.intersection(about(claim)):
            yield from party_ids(claim)

    @staticmethod
    def _bound(claim: Claim) -> Iterator[int]:
        """The keys of what has to be read with a claim: the same record, and whoever has the same identifier."""
        if claim.provenance.record:
            yield record_key(claim.provenance.source, claim.provenance.record)
        if isinstance(claim, PartyClaim):
            for pair in claim.party.identifiers:
                yield number_keys(*pair)[0]

    def _records(self, key: int) -> list[int]:
        keys = self._arrays["keys"]
        first, last = np.searchsorted(keys, np.array([key], np.uint64), "left")[0], 0
        if first < len(keys) and int(keys[first]) == key:
            last = np.searchsorted(keys, np.array([key], np.uint64), "right")[0]
        found: list[int] = self._arrays["records"][first:last].tolist()
        return found

    def _read(self, records: set[int], findings: Findings) -> Iterator[Claim]:
        """The claims of records, in the order of the files."""
        rows: dict[int, list[tuple[int, bytes]]] = {}
        for record in sorted(records):
            number = int(self._arrays["file"][record])
            offset, length = int(self._arrays["offset"][record]), int(self._arrays["length"][record])
            start = self.header.files[number].offset + offset
            data = self._map[start : start + length]
            if self.header.files[number].header:
                rows.setdefault(number, []).append((int(self._arrays["line"][record]), data))
            else:
                yield from_bytes(data)
        for number, lines in rows.items():
            file = self.header.files[number]
            yield from rows_at(file.header, lines, file.name, findings)
