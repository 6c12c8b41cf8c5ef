"""A stored graph made of registries, in one pass over each file.

Rule: a large table of stakes is kept as its lines and indexed by its columns; a small one and every other format is
read by its reader and kept as claims. What its reader finds wrong is kept as well, so that a question says it; of the
lines of a large table a question says what is wrong with those that it reads.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import field
from pathlib import Path
from typing import Any

import msgspec
import numpy as np
import numpy.typing as npt

from pratique.errors import Finding, Findings, InvalidInput, Place
from pratique.files import check_utf8, decode_text, delimiter_of, read_bytes, write_parts
from pratique.files.clock import today
from pratique.files.plain import Data, Plain
from pratique.ids import lei_fault
from pratique.parties.holdings import Claim, Hole, PartyClaim
from pratique.parties.readers.any import read_claims
from pratique.parties.readers.several import names_several
from pratique.parties.readers.stakes import check_header, header_of, is_stakes, rows_at, titled
from pratique.parties.readers.stakes_columns import KINDS
from pratique.parties.registry import party_ids
from pratique.parties.stored import MAGIC
from pratique.parties.stored.claims import keys_of_claim, to_bytes
from pratique.parties.stored.columns import (
    Bytes,
    Ints,
    Keys,
    TableLines,
    keys_of,
    lines_of,
    odd_ids,
    rows_that,
    without_digits,
)
from pratique.parties.stored.graph import FileEntry, GraphHeader
from pratique.parties.stored.keys import ABOUT, about_key, key_of, number_keys, text_keys
from pratique.value_class import dataclass

_LONE_RETURN = re.compile(rb"\r(?!\n)")
"""The end of a line as old programs write it."""
WHOLE = 1 << 20
"""Bytes of a table up to which every line is read when it is stored: about a second."""
MOST_FINDINGS = 10_000
"""Findings that are kept; a file with more is wrong as a whole, and the first ones show how."""


@dataclass
class _Made:
    """What has been made so far: columns of records, pairs of key and record, the bytes of each file."""

    offset: list[Any] = field(default_factory=list)
    length: list[Any] = field(default_factory=list)
    line: list[Any] = field(default_factory=list)
    file: list[Any] = field(default_factory=list)
    keys: list[Any] = field(default_factory=list)
    records: list[Any] = field(default_factory=list)
    holders: list[tuple[Keys, npt.NDArray[np.uint32]]] = field(default_factory=list)
    called: dict[str, int] = field(default_factory=dict)
    """Ids that may be names, each with a record that names it."""
    described: set[str] = field(default_factory=set)
    """Those of which a record states a name."""
    anybody: list[int] = field(default_factory=list)
    blobs: list[tuple[str, str, Any]] = field(default_factory=list)
    count: int = 0

    def add(self, offset: Any, length: Any, line: Any) -> int:
        """Take in records of the file that is being read; the number of the first of them."""
        first, self.count = self.count, self.count + len(offset)
        self.offset.append(np.asarray(offset, np.int64))
        self.length.append(np.asarray(length, np.uint32))
        self.line.append(np.asarray(line, np.uint32))
        self.file.append(np.full(len(offset), len(self.blobs), np.uint16))
        return first

    def index(self, keys: npt.ArrayLike, records: npt.ArrayLike) -> None:
        """Find these records under these keys."""
        self.keys.append(np.asarray(keys, np.uint64))
        self.records.append(np.asarray(records, np.uint32))

    def named_beside(self, keys: npt.ArrayLike, records: npt.ArrayLike) -> None:
        """Find who is named in these records and is the subject of none under these keys, by one record each."""
        once, at = np.unique(np.asarray(keys, np.uint64), return_index=True)
        self.holders.append((once, np.asarray(records, np.uint32)[at]))

    def note(self, claim: Claim, record: int) -> list[int]:
        """Take in what the parties of a claim are called; the keys of their ids."""
        names = list(party_ids(claim))
        for name in filter(_may_be_name, names):
            self.called.setdefault(name, record)
        if isinstance(claim, PartyClaim) and claim.party.names and _may_be_name(claim.party.id):
            self.described.add(claim.party.id)
        return [about_key(name) for name in names]

    def close(self) -> None:
        """Take in those who are only named beside others, once every record is known."""
        known = np.unique(np.concatenate(self.keys)) if self.keys else np.zeros(0, np.uint64)
        for keys, records in self.holders:
            new = ~np.isin(keys, known, assume_unique=True)
            self.index(keys[new], records[new])
        self.holders.clear()
        for name, record in self.called.items():
            if name not in self.described:
                found = text_keys(name)
                self.index(found, [record] * len(found))


@dataclass(frozen=True, slots=True)
class Built(Plain):
    """What was built: how many records, of which files, with what findings."""

    records: int
    files: tuple[str, ...]
    findings: tuple[Finding, ...]

    def to_dict(self) -> Data:
        """The same as JSON values."""
        return {
            "records": self.records,
            "files": list(self.files),
            "findings": [each.to_dict() for each in self.findings],
        }


def build_graph(paths: Iterable[str | Path], output: str | Path) -> Built:
    """Read registries and write them as one stored graph; the file appears whole or not at all.

    Raises `InvalidInput` with the findings of every file that cannot be read at all.
    """
    made, findings, failures = _Made(), Findings(), Findings()
    for path in paths:
        try:
            _take(read_bytes(path), Path(path).name, made, findings)
        except InvalidInput as error:
            failures.extend(error.findings)
    failures.refuse()
    if not made.blobs:
        step = "Give --registry FILE, or a folder of files."
        raise InvalidInput([Finding("graph.empty", "There is no registry to store.", Place(str(output)), step)])
    _write(made, findings, Path(output))
    return Built(made.count, tuple(name for name, _, _ in made.blobs), tuple(findings))


def _take(data: bytes, source: str, made: _Made, findings: Findings) -> None:
    if len(data) > WHOLE and is_stakes(data):
        _take_table(data, source, made, findings)
        return
    encoded: list[bytes] = []
    keys: list[int] = []
    owners: list[int] = []
    beside: list[tuple[int, int]] = []
    for number, claim in enumerate(read_claims(data, source, findings)):
        encoded.append(to_bytes(claim))
        found = keys_of_claim(claim)
        keys += found
        owners += [number] * len(found)
        beside += ((key, number) for key in made.note(claim, made.count + number))
        if not found or (isinstance(claim, Hole) and claim.number):
            made.anybody.append(made.count + number)
    lengths = np.array([len(each) for each in encoded], np.int64)
    first = made.add(np.cumsum(lengths) - lengths, lengths, np.zeros(len(encoded)))
    made.index(np.array(keys, np.uint64), np.array(owners, np.int64) + first)
    made.named_beside([key for key, _ in beside], np.array([number for _, number in beside], np.int64) + first)
    made.blobs.append((source, "", b"".join(encoded)))


def _take_table(data: bytes, source: str, made: _Made, findings: Findings) -> None:
    """A table of stakes; a file that is not UTF-8 is kept as UTF-8."""
    data = data.removeprefix(b"\xef\xbb\xbf")
    try:
        check_utf8(data, Place(source))
    except InvalidInput:
        data = decode_text(data, Place(source), ("utf-8-sig", "cp1252")).encode()
    if _LONE_RETURN.search(data):
        data = _LONE_RETURN.sub(b"\n", data).lstrip(b"\n")
    first, _, _ = data.partition(b"\n")
    header = first.decode().rstrip("\r")
    delimiter = delimiter_of(header)
    header = titled(header)
    columns = header_of(header)
    check_header(columns, source, findings)
    seen = np.frombuffer(data, np.uint8)
    before = made.count
    for lines in lines_of(seen, len(first) + 1, ord(delimiter), len(columns)):
        _take_lines(
            data=data,
            seen=seen,
            lines=lines,
            columns=columns,
            header=header,
            source=source,
            made=made,
            findings=findings,
        )
    if made.count == before:
        message = "The table has a header and no row that can be read."
        findings.add("csv.no-rows", message, Place(source), "Check the ends of its lines.", "warning")
    made.blobs.append((source, header, data))


def _take_lines(
    data: bytes,
    seen: Any,
    lines: TableLines,
    columns: list[str],
    header: str,
    source: str,
    made: _Made,
    findings: Findings,
) -> None:
    first = made.add(lines.start, lines.end - lines.start, lines.number)
    place = {name: number for number, name in enumerate(columns)}
    start, end = lines.cell(place.get("kind"))
    kind = keys_of(b"k", seen, start, end)
    known = {name: np.uint64(key_of(b"k", name)) for name in KINDS}
    subject = lines.cell(place.get("subject"))
    plain = lines.plain & np.isin(kind, np.array(list(known.values()))) & (subject[1] > subject[0])
    rows = np.flatnonzero(plain)
    mine = rows[kind[rows] != known["acts_for"]]  # of whom somebody is the agent, nothing may be said
    made.index(_about_keys(data, seen, subject[0][mine], subject[1][mine]), mine + first)
    both = rows[kind[rows] == known["same_as"]]
    holder = lines.cell(place.get("holder"))
    made.index(_about_keys(data, seen, holder[0][both], holder[1][both]), both + first)
    others = rows[holder[1][rows] > holder[0][rows]]
    made.named_beside(_about_keys(data, seen, holder[0][others], holder[1][others]), others + first)
    parties = rows[kind[rows] == known["party"]]
    for cells, at in ((subject, rows), (holder, others)):
        for text, row in _names_of(data, seen, cells, at):
            made.called.setdefault(text, row + first)
    name = lines.cell(place.get("name"))
    called = parties[name[1][parties] > name[0][parties]]
    made.described.update(text for text, _ in _names_of(data, seen, subject, called))
    _index_parties(data, lines, parties, place, first, made)
    odd = np.flatnonzero(~plain)
    record = lines.cell(place.get("record"))
    kept = rows[record[1][rows] > record[0][rows]]
    odd = np.union1d(odd, kept)
    odd = np.union1d(odd, rows[np.isin(kind[rows], np.array([known["concert"], known["acts_for"]]))])
    odd = np.union1d(odd, rows[holder[1][rows] <= holder[0][rows]][~_alone(kind, known, rows, holder)])
    odd = np.union1d(odd, rows_that(names_several, data, seen, subject, rows))
    _index_odd(
        data=data, lines=lines, odd=odd, header=header, source=source, first=first, made=made, findings=findings
    )


def _may_be_name(name: str) -> bool:
    """Whether an id may be what somebody is called: it has no digit."""
    return not any(map(str.isdigit, name))


def _names_of(data: bytes, seen: Bytes, cells: tuple[Ints, Ints], rows: Ints) -> Iterator[tuple[str, int]]:
    """The ids of some rows that may be names, each with its row."""
    rows = rows[without_digits(seen, cells[0][rows], cells[1][rows])]
    for row, start, end in zip(rows.tolist(), cells[0][rows].tolist(), cells[1][rows].tolist(), strict=True):
        yield data[start:end].decode(), row


def _about_keys(data: bytes, seen: Bytes, start: Ints, end: Ints) -> Keys:
    """The keys of ids in a table, as `about_key` makes them."""
    keys = keys_of(ABOUT, seen, start, end, lower=True)
    for number in np.flatnonzero(odd_ids(seen, start, end)).tolist():
        keys[number] = about_key(data[start[number] : end[number]].decode())
    return keys


def _alone(kind: Keys, known: dict[str, Any], rows: Any, holder: Any) -> Any:
    """Of the rows without a holder, those whose kind needs none."""
    without = rows[holder[1][rows] <= holder[0][rows]]
    alone = ("party", "dispersed", "widely_held", "complete", "rest")
    return np.isin(kind[without], np.array([known[name] for name in alone]))


def _index_parties(
    data: bytes, lines: TableLines, parties: Any, place: dict[str, int], first: int, made: _Made
) -> None:
    """The names and identifiers of plain rows on parties."""
    keys: list[int] = []
    records: list[int] = []
    spans = {}
    for name in ("name", "lei", "identifiers"):
        if name in place:
            start, end = lines.cell(place[name])
            spans[name] = (start[parties].tolist(), end[parties].tolist())
    for number, record in enumerate((parties + first).tolist()):
        found: list[int] = []
        for name, (start, end) in spans.items():
            if end[number] > start[number]:
                text = data[start[number] : end[number]].decode()
                found += _cell_keys(name, text)
                if name == "lei" and lei_fault(text):
                    # Another party may be meant by a misprint: every question looks at it.
                    made.anybody.append(record)
        keys += found
        records += [record] * len(found)
    made.index(np.array(keys, np.uint64), np.array(records, np.int64))


def _cell_keys(column: str, text: str) -> Iterator[int]:
    """The keys of a cell with names or identifiers."""
    for part in text.replace("|", ";").split(";"):
        part = part.strip()
        if not part:
            continue
        if column == "name":
            yield from text_keys(part)
        elif column == "lei":
            yield from number_keys("LEI", part)
        else:
            scheme, _, number = part.partition(":")
            yield from number_keys(scheme, number)


def _index_odd(
    data: bytes,
    lines: TableLines,
    odd: Any,
    header: str,
    source: str,
    first: int,
    made: _Made,
    findings: Findings,
) -> None:
    """TableLines that only the reader understands: by the claims that it makes of them."""
    for number in odd.tolist():
        line = [(int(lines.number[number]), data[lines.start[number] : lines.end[number]])]
        before = len(findings)
        local = Findings()
        claims = list(rows_at(header, line, source, local))
        if before < MOST_FINDINGS:
            findings.extend(local)
        beside = [key for claim in claims for key in made.note(claim, number + first)]
        made.named_beside(beside, [number + first] * len(beside))
        keys = {key for claim in claims for key in keys_of_claim(claim)}
        made.index(sorted(keys), [number + first] * len(keys))
        odd_one = any(not keys_of_claim(each) or (isinstance(each, Hole) and each.number) for each in claims)
        if not claims or odd_one:
            made.anybody.append(number + first)


def _joined(parts: list[npt.NDArray[np.generic]], kind: type[np.generic]) -> npt.NDArray[np.generic]:
    """Arrays one after the other; of tables without a row there are none."""
    return np.concatenate(parts) if parts else np.zeros(0, kind)


def _write(made: _Made, findings: Findings, output: Path) -> None:
    made.close()
    keys = np.concatenate(made.keys) if made.keys else np.zeros(0, np.uint64)
    order = np.argsort(keys, kind="stable")
    arrays: dict[str, Any] = {
        "keys": keys[order],
        "records": np.concatenate(made.records)[order] if made.keys else np.zeros(0, np.uint32),
        "offset": _joined(made.offset, np.int64),
        "length": _joined(made.length, np.uint32),
        "line": _joined(made.line, np.uint32),
        "file": _joined(made.file, np.uint16),
        "anybody": np.array(sorted(made.anybody), np.uint32),
    }
    kept = [each for each in dict.fromkeys(findings) if each.severity != "note"][:MOST_FINDINGS]
    header = _laid_out(made, kept, arrays, 0)
    # The header says where the arrays lie, which hangs on its own length: room is left for it.
    room = len(msgspec.msgpack.encode(header)) + 64 * (len(arrays) + len(made.blobs)) + 64
    header = _laid_out(made, kept, arrays, len(MAGIC) + 8 + room)
    encoded = msgspec.msgpack.encode(header)
    parts = [MAGIC + len(encoded).to_bytes(8, "little") + encoded]
    at = len(parts[0])
    bodies = [(spot[0], _bytes_of(arrays[name])) for name, spot in header.arrays.items()]
    bodies += [(entry.offset, blob) for entry, (_, _, blob) in zip(header.files, made.blobs, strict=True)]
    for start, body in bodies:
        parts += [bytes(start - at), body]
        at = start + len(body)
    write_parts(output, parts)


def _bytes_of(array: Any) -> bytes:
    made: bytes = np.ascontiguousarray(array).tobytes()
    return made


def _laid_out(made: _Made, findings: list[Finding], arrays: dict[str, Any], start: int) -> GraphHeader:
    spots = {}
    for name, array in arrays.items():
        start = -(-start // 64) * 64
        spots[name] = (start, array.dtype.str, len(array))
        start += array.nbytes
    files = []
    for name, header, blob in made.blobs:
        files.append(FileEntry(name, start, header))
        start += len(blob)
    return GraphHeader(tuple(files), tuple(findings), spots, today().isoformat())
