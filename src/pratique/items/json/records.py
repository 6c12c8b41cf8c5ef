"""Reading JSON records into lines: fields decoded or left out with a finding, references kept apart, keys watched.

Rule: a field is decoded as the type it should have, or is left out with a finding; a fault in one record hides no
other.
"""

from __future__ import annotations

import re
from dataclasses import field
from typing import Any, TypeVar

import msgspec
from msgspec import Raw

from pratique.errors import Findings, Place, Severity
from pratique.files import repeated_keys
from pratique.items.bill import Bill
from pratique.items.interpret.record import PartyMention
from pratique.items.interpret.shapes import Interpreter
from pratique.items.json.arrays import find, split
from pratique.items.json.keys import array_is_plain
from pratique.items.lines import LineContent, Spot, Typed, Where
from pratique.value_class import dataclass

T = TypeVar("T")
ABSENT = Raw()
"""A field that the record does not have."""
CHUNK = 256
"""Elements of an array whose keys are looked at together."""
LONGEST_TEXT = 1 << 17
"""Longest name, reference or version (characters)."""
LARGEST_RECORD = 1 << 24
"""Largest record of one component, without those nested in it (bytes)."""
_NUMBER = re.compile(rb"-?\d{1,40}(?:\.\d{1,40})?")
_records = msgspec.json.Decoder(list[Raw])


def text_of(raw: Raw) -> bytes:
    """A raw field as text, empty where it is absent."""
    return b"" if raw is ABSENT else bytes(raw)


@dataclass(slots=True)
class Frame:
    """An array of records, and where each element begins."""

    elements: list[Raw]
    offsets: list[int]
    pointer: str

    def spot(self, nth: int) -> Spot:
        """Where an element stands."""
        return Spot(f"{self.pointer}/{nth}", self.offsets[nth])


@dataclass(slots=True)
class RecordReading:
    """The state of reading one document."""

    data: bytes
    bill: Bill
    interpreter: Interpreter
    typed: dict[object, Typed] = field(default_factory=dict)
    namings: dict[tuple[str, bytes], PartyMention] = field(default_factory=dict)
    pairs: dict[bytes, tuple[tuple[str, str], ...]] = field(default_factory=dict)
    may_be_long: bool = False

    def __post_init__(self) -> None:
        self.bill.lines.document = self.bill.identity

    @property
    def findings(self) -> Findings:
        return self.bill.findings

    def line(
        self,
        ref: str | None,
        name: str,
        version: str | None,
        kind: str,
        shape: LineContent,
        parent: int | None,
        where: Where,
    ) -> None:
        """Add one line."""
        self.bill.lines.add((ref,), (name,), (version,), ((kind, shape),), parent, where)

    def place(self, pointer: str, offset: int | None = None) -> Place:
        return Place(self.bill.file, pointer, offset=offset)


def settle(bill: Bill, may_be_long: bool = True) -> None:
    """What can be said once all lines are read: which texts are too long to be meant, whose reference is not its own.

    A line without a reference of its own is known by where it stands. `may_be_long` is False where no record is as
    long as the longest text.
    """
    for index in bill.lines.shorten(LONGEST_TEXT) if may_be_long else ():
        pointer, offset = bill.lines.where(index)
        bill.findings.add(
            "bill.text.long",
            f"A name, reference or version has more than {LONGEST_TEXT} characters.",
            Place(bill.file, pointer, offset=offset),
            "Shorten it; nobody reads so long a name.",
        )
    refs = bill.lines.refs
    seen: set[str | None] = set(refs)
    if len(seen) == len(refs) and None not in seen:
        return
    seen = {None}
    for index, ref in enumerate(refs):
        if ref not in seen:
            seen.add(ref)
            continue
        bill.lines.disown(index)
        if ref is not None:
            pointer, offset = bill.lines.where(index)
            bill.findings.add(
                "bill.ref.repeated",
                f"The reference {ref!r} stands on an earlier component too.",
                Place(bill.file, pointer, offset=offset),
                "Give each component its own; both are kept.",
                "warning",
                ref,
            )


def value(raw: Raw, kind: type[T], pointer: str, bill: Bill, severity: Severity = "error") -> T | None:
    """A raw field as `kind`; None where it is absent, and with a finding where it is something else.

    The finding is a warning only for a field from which nothing follows in law.
    """
    if raw is ABSENT or bytes(raw) in (b"", b"null"):
        return None
    try:
        return msgspec.json.decode(raw, type=kind)
    except (msgspec.DecodeError, RecursionError, UnicodeDecodeError) as error:
        bill.findings.misread += severity != "error"
        bill.findings.add(
            "json.type",
            f"{pointer} does not hold what it should: {plain(error)}.",
            Place(bill.file, pointer),
            "Correct the field.",
            severity,
            bytes(raw)[:120].decode("utf-8", "replace"),
        )
        return None


def words(raw: Raw, pointer: str, bill: Bill) -> str | None:
    """A raw field that names or numbers something, as text: a number as it is written, with a warning.

    None where it is absent, and with a warning where it is neither.
    """
    text = text_of(raw)
    if not _NUMBER.fullmatch(text):
        return value(raw, str, pointer, bill, "warning")
    bill.findings.add(
        "json.type",
        f"{pointer} is the number {text.decode()} and should be a text; it is taken as it is written.",
        Place(bill.file, pointer),
        "Write it in quotes.",
        "warning",
        text.decode(),
    )
    return text.decode()


def plain(error: BaseException) -> str:
    return str(error).rstrip(".") or type(error).__name__


def frame(reading: RecordReading, raw: Raw, pointer: str, key: bytes) -> Frame | None:
    """An array of records split into its elements; a finding where it is no array."""
    if raw is ABSENT:
        return None
    text = bytes(raw)
    if not text.startswith(b"["):
        if text != b"null":
            reading.findings.add(
                "json.array", f"{pointer} is no array.", reading.place(pointer), "Write it as an array."
            )
        return None
    elements = _records.decode(raw)
    offset = find(reading.data, raw, key)
    offsets = split(text, elements, offset)
    for index, element in enumerate(elements):
        if len(memoryview(element)) > LARGEST_RECORD:
            report_large(reading, f"{pointer}/{index}", len(memoryview(element)))
    _check_keys(reading, text, offset, offsets, pointer)
    return Frame(elements, offsets, pointer)


def _check_keys(reading: RecordReading, text: bytes, offset: int, offsets: list[int], pointer: str) -> None:
    """A finding for each record of this array that repeats a key; nested records are checked in their turn."""
    ends = [*offsets[CHUNK::CHUNK], offset + len(text)]
    for number, (begin, end) in enumerate(zip(offsets[::CHUNK], ends, strict=False)):
        chunk = text[begin - offset : end - offset].rstrip(b" \t\r\n,")
        if array_is_plain(b"[" + chunk.removesuffix(b"]" if end == ends[-1] else b"") + b"]"):
            continue
        for index in range(number * CHUNK, min((number + 1) * CHUNK, len(offsets))):
            stop = offsets[index + 1] if index + 1 < len(offsets) else offset + len(text) - 1
            record = text[offsets[index] - offset : stop - offset].rstrip(b" \t\r\n,")
            if not array_is_plain(b"[" + record + b"]"):
                report_keys(reading, record, f"{pointer}/{index}", offsets[index])


def report_large(reading: RecordReading, pointer: str, size: int) -> None:
    reading.findings.add(
        "bill.record.large",
        f"This record has {size} bytes; the limit is {LARGEST_RECORD}.",
        reading.place(pointer),
        "Take out what is no part of a bill of materials (files, pictures, logs).",
    )


def report_keys(reading: RecordReading, record: bytes, pointer: str, offset: int | None) -> None:
    for key in repeated_keys(record):
        reading.findings.add(
            "json.duplicate-key",
            f"An object repeats the key {key!r}; which of the values is meant cannot be known.",
            reading.place(pointer, offset),
            "Remove one of them.",
            value=key,
        )


def decoded(raw: Raw, kind: type[T], pointer: str, bill: Bill) -> list[T]:
    """The elements of an array as `kind`; each that does not fit is a finding, and the others are read."""
    if raw is ABSENT:
        return []
    try:
        return msgspec.json.decode(raw, type=list[kind])  # type: ignore[valid-type]
    except (msgspec.DecodeError, UnicodeDecodeError):
        elements: list[Any] = value(raw, list[Raw], pointer, bill) or []
        found = [value(element, kind, f"{pointer}/{index}", bill) for index, element in enumerate(elements)]
        return [each for each in found if each is not None]


def report_skeleton(reading: RecordReading, array: Raw, key: bytes) -> None:
    """Repeated keys of all that stands beside the array of records, which is looked at on its own."""
    length = len(memoryview(array))
    data = reading.data
    if length > 2:
        at = find(data, array, key)
        data = data[:at] + b"[]" + data[at + length :]
    report_keys(reading, data, "", None)
