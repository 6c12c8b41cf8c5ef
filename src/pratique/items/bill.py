"""A bill of materials as read: its lines in document order, what each says, and where it says it.

Rule: every component of the file is one line, as often as it stands there; what a line does not say is unknown.
Lines that say the same share one `Shape`, so that a decider may decide a shape once; the element of a line is
built from its shape when it is asked for. Raw records are found again by their byte offset and never kept.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import field
from datetime import date
from fractions import Fraction
from hashlib import sha256
from typing import Any, Literal

import msgspec

from pratique.errors import Findings, Place
from pratique.items.lines import Claim, Line, Lines, PartyRecord
from pratique.logic.entities import Listing
from pratique.logic.values import Value
from pratique.value_class import dataclass

Basis = Literal["asserted", "attested"]
Format = Literal[
    "CycloneDX JSON",
    "CycloneDX XML",
    "SPDX 2 JSON",
    "SPDX 3 JSON-LD",
    "CX-0158-1",
    "CSV",
    "XLSX",
    "XLS",
    "XLSB",
    "ODS",
    "SPDX 2 tag-value",
    "SPDX 2 YAML",
]

TABLES = ("CSV", "XLSX", "XLS", "XLSB", "ODS")


@dataclass(frozen=True, slots=True)
class Edge:
    """`source` depends on `target`, or relates to it as `kind` says; both are refs of lines."""

    kind: str
    source: str
    target: str


@dataclass(frozen=True, slots=True)
class Outside:
    """Something that a document names and does not hold: `ref` as it names it, `what` it is, and where it does.

    It leaves the list open on any day but those from `since` to `until`, where one of them is given.
    """

    ref: str
    what: str
    pointer: str
    since: date | None = None
    until: date | None = None

    def counts_on(self, days: Iterable[date | None]) -> bool:
        """Whether it leaves the list open on one of these days, of which one that is not known is any."""
        if self.since is None and self.until is None:
            return True
        first, last = self.since or date.min, self.until or date.max
        return any(day is None or not first <= day <= last for day in days)


Where = Literal["name", "remark", "note", "loose", "prose", "title", "value", "field"]
"""Where a text stands: a name, a remark, one on no line (a note), one of which nothing may be passed over, a
description, above the list; a `field` is the title of a column or the name of a property with its value, read for a
radio alone; a `value` is any other text of a record, read for makers and places alone."""


@dataclass(frozen=True, slots=True)
class Beside:
    """A text that stands beside a line, at its place; `own` is what its part is called, in lower case."""

    pointer: str
    text: str
    where: Where
    own: str = ""


@dataclass(slots=True)
class Bill:
    """One bill of materials.

    `lines[subject]` is what the bill is about (None where it does not say). `values` holds what is said of the
    case (the vehicle), `disputed` every side where it says two things. `closed` is True only where the
    document itself says that its list of parts is complete; `outside` holds what it names and does not hold, so that
    the list is not complete whatever it says. `called` is what the vehicle is called whose bill it is.
    `version` is 0 where none can be counted; `unread` are the names of fields that its format does not have.
    `findings` holds everything that was noticed; `refuse` raises where one of them is an error.
    """

    file: str
    format: Format
    spec_version: str
    serial: str | None = None
    version: int = 1
    lines: Lines = field(default_factory=Lines)
    subject: int | None = None
    values: dict[str, Value] = field(default_factory=dict)
    disputed: dict[str, list[Value]] = field(default_factory=dict)
    parties: dict[str, PartyRecord] = field(default_factory=dict)
    edges: list[Edge] = field(default_factory=list)
    aggregates: dict[str, str] = field(default_factory=dict)
    closed: bool = False
    outside: list[Outside] = field(default_factory=list)
    outsiders: set[Outside] = field(default_factory=set, repr=False)
    """The same, looked up: a document may name a hundred thousand."""
    called: frozenset[str] = frozenset()
    unread: set[str] = field(default_factory=set)
    beside: list[Beside] = field(default_factory=list)
    """Texts of a table that stand beside its lines, in columns that are not read."""
    pieces: Fraction | None = Fraction(0)
    """How many pieces the rows of a table come to; None where a quantity cannot be read."""
    doubts: tuple[Outside, ...] | None = None
    """What its texts say beside its lines (`doubt.lines.doubts_of`): found as it is read where it is closed."""
    claims: list[Claim] = field(default_factory=list)
    findings: Findings = field(default_factory=Findings)
    timestamp: str | None = None
    data: bytes = b""
    licences: dict[str, str] = field(default_factory=dict)
    """The declared licence of a line by its reference, where the format keeps it apart from the line (SPDX 3)."""
    concluded: dict[str, str] = field(default_factory=dict)
    """The same of the licence that somebody concluded."""
    records: dict[str, Any] = field(default_factory=dict)

    @property
    def identity(self) -> str:
        """What the keys of its elements begin with: its BOM-Link where it has a serial number, else the file."""
        return document_identity(self.file, self.serial, self.version)

    @property
    def mark(self) -> str:
        """What tells its content from that of any other document, in eight hexadecimal digits."""
        lines = [[line.ref, line.name, line.version, line.type] for line in self.lines]
        content = self.data or msgspec.json.encode([lines, self.records], order="deterministic")
        return sha256(content).hexdigest()[:8]

    @property
    def is_of_a_vehicle(self) -> bool:
        """Whether its subject is the vehicle that it speaks of, and no part of it.

        Of two of these it is one: a platform, called as the vehicle is whose bill this is, and said to be something
        that only vehicles are. A unit that says something of the vehicle that it is meant for stays a unit.
        """
        if self.subject is None:
            return False
        line = self.lines[self.subject]
        is_called_so = not self.called.isdisjoint(text.casefold().strip() for text in (line.name, line.ref or ""))
        speaks = any(name.startswith("vehicle.") for name in (*self.values, *self.disputed))
        return (line.type == "platform") + is_called_so + speaks > 1

    @property
    def parts(self) -> Listing:
        """Its lines as PART elements, without the vehicle itself; closed where the bill says so."""
        vehicle = self.subject if self.is_of_a_vehicle else None
        elements = [line.entity for index, line in enumerate(self.lines) if index != vehicle]
        return Listing(elements, self.is_complete)

    @property
    def is_complete(self) -> bool:
        """Whether it says that its list is complete, names nothing that it does not hold and doubts no line."""
        return self.closed and not self.outside and not self.doubts

    def names(self, ref: str, what: str, pointer: str, since: date | None = None, until: date | None = None) -> None:
        """Keep that the document names something that it does not hold."""
        if (one := Outside(ref, what, pointer, since, until)) not in self.outsiders:
            self.outsiders.add(one)
            self.outside.append(one)

    def call(self, document: str) -> None:
        """Call the document so in the keys of its lines and of its parties without a name."""
        before = self.lines.document
        self.lines.call(document)
        for record in self.parties.values():
            if record.key.startswith(f"{before}#"):
                record.known_as = f"{document}#{record.key.removeprefix(f'{before}#')}"

    def named(self, ref: str) -> Iterator[Line]:
        """Every line with this reference: one, unless the file repeats it."""
        return (self.lines[index] for index, each in enumerate(self.lines.refs) if each == ref)

    def label(self, line: Line) -> str:
        """What a person knows a line by: its name and version; in a table with its reference and its maker."""
        called = line.name if line.name.strip() else line.ref or f"{line.pointer} (no name)"
        name = f"{called} {line.version}" if line.version else called
        row = self.records.get(line.pointer) if self.format in TABLES else None
        if not isinstance(row, dict):
            return name
        ref, maker = row.get("designators") or row.get("ref"), row.get("manufacturer")
        named = name if ref in (None, name) else f"{ref} {name}"
        return f"{named} ({maker})" if maker else named

    def place(self, line: Line) -> Place:
        """Where a line stands."""
        return Place(self.file, line.pointer, offset=line.offset)

    def record(self, line: Line) -> Any:
        """The raw record of a line, decoded again from the file (JSON), or as kept (tables, XML)."""
        if line.offset is None or not self.data:
            return self.records.get(line.pointer)
        return raw_json(self.data, line.offset)

    def refuse(self) -> None:
        """Raise `InvalidInput` with every finding if one of them is an error."""
        self.findings.refuse()


def document_identity(file: str, serial: str | None, version: int) -> str:
    """A BOM-Link (`urn:cdx:<serial>/<version>`) where there is a serial number, else the name of the file."""
    if serial and serial.startswith("urn:uuid:"):
        return f"urn:cdx:{serial[9:]}/{version}"
    return serial or file


def raw_json(data: bytes, offset: int) -> Any:
    """The JSON value that begins at `offset`. Raises `msgspec.DecodeError` where there is none."""
    from json import JSONDecodeError, JSONDecoder

    window, decoder = 1 << 12, JSONDecoder()
    while True:
        text = data[offset : offset + window].decode("utf-8", "ignore")
        try:
            return decoder.raw_decode(text)[0]
        except JSONDecodeError as error:
            if offset + window >= len(data):
                raise msgspec.DecodeError(str(error)) from error
            window *= 8
