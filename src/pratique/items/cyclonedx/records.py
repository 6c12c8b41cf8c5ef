"""The components of CycloneDX JSON: decoded with their neighbours, by themselves, or field by field.

Rule: a stretch of records is decoded at once, since a call for each costs as much as its text; where one of them does
not fit its type each is decoded by itself, and the one that does not fit is read field by field, with a finding for
each field that is wrong. So a fault in one record costs time, and hides no other.
"""

from __future__ import annotations

from collections.abc import Iterator

import msgspec
from msgspec import Raw

from pratique.items.cyclonedx import schema
from pratique.items.cyclonedx.beside import names, parties_in
from pratique.items.cyclonedx.schema import Component
from pratique.items.json.arrays import Stretch, Stretches, same_keys
from pratique.items.json.keys import array_is_plain
from pratique.items.json.records import (
    ABSENT,
    LARGEST_RECORD,
    LONGEST_TEXT,
    RecordReading,
    report_keys,
    report_large,
    value,
    words,
)
from pratique.items.structure import name_unknown, proper
from pratique.value_class import dataclass

SUBJECT = "/metadata/component"
"""Where the subject stands, which is no array."""
NO_PARTS = (b"[]", b"null")


@dataclass(slots=True)
class Batch:
    """Neighbouring components, the `nth` of a stretch and those after it; only the last may nest others."""

    records: list[Component]
    stretch: Stretch
    nth: int

    @property
    def nested(self) -> Raw:
        """The array that the last of them nests, ABSENT where it nests none."""
        return self.records[-1].components


def batches(reading: RecordReading, begin: int, end: int, pointer: str) -> Iterator[Batch]:
    """Each component of the array at `begin` to `end`, as far as it can be read, with its neighbours."""
    for stretch, decoded in Stretches(reading.data, begin, end, pointer, schema.components):
        records: list[Component] = [*decoded] if decoded is not None else _one_by_one(reading, stretch)
        size = stretch.end - stretch.begin
        reading.may_be_long |= size > LONGEST_TEXT
        if size > LARGEST_RECORD:
            _report_large(reading, stretch, records)
        if decoded is None or not same_keys(stretch.text, schema.encode(decoded)):
            _report_keys(reading, stretch)
        yield from _parted(records, stretch)


def _parted(records: list[Component], stretch: Stretch) -> Iterator[Batch]:
    """The records of a stretch parted behind each that nests others."""
    nested = [record.components for record in records]
    at = 0
    if nested.count(ABSENT) != len(nested):
        for index, raw in enumerate(nested, 1):
            if raw is not ABSENT and bytes(memoryview(raw)[:5]) not in NO_PARTS:
                yield Batch(records[at:index], stretch, at)
                at = index
    if at < len(records):
        yield Batch(records[at:], stretch, at)


def _one_by_one(reading: RecordReading, stretch: Stretch) -> list[Component]:
    """The records of a stretch, each decoded by itself, with findings for what does not fit."""
    offsets = stretch.offsets
    return [
        read_by_itself(reading, raw, f"{stretch.pointer}/{stretch.first + nth}", offsets[nth])
        for nth, raw in enumerate(stretch.elements())
    ]


def _report_large(reading: RecordReading, stretch: Stretch, records: list[Component]) -> None:
    """A finding for each record that is larger than a record can be, those nested in it apart."""
    for nth, (raw, record) in enumerate(zip(stretch.elements(), records, strict=True)):
        size = len(memoryview(raw)) - len(memoryview(record.components))
        if size > LARGEST_RECORD:
            report_large(reading, f"{stretch.pointer}/{stretch.first + nth}", size)


def _report_keys(reading: RecordReading, stretch: Stretch) -> None:
    """A finding for each record of a stretch that repeats a key; nested records are looked at in their turn."""
    for nth, raw in enumerate(stretch.elements()):
        record = bytes(raw)
        if not array_is_plain(b"[" + record + b"]"):
            report_keys(reading, record, f"{stretch.pointer}/{stretch.first + nth}", stretch.offsets[nth])


def read_by_itself(reading: RecordReading, raw: Raw, pointer: str, offset: int) -> Component:
    """A record decoded by itself, with findings for what does not fit."""
    try:
        return schema.strict_component.decode(raw)
    except (msgspec.DecodeError, UnicodeDecodeError):
        pass
    fields = _known_fields(reading, raw, pointer)
    try:
        return schema.component.decode(msgspec.json.encode(fields))
    except (msgspec.DecodeError, UnicodeDecodeError):
        return _mended(reading, fields, pointer, offset)


def _known_fields(reading: RecordReading, raw: Raw, pointer: str) -> dict[str, Raw]:
    """The fields of a record under the names that CycloneDX has for them; any other is told, and opens the list.

    Another way to write a name in capitals is the name, where the record does not have it too; a party under a name
    that is none is one whose role is not known.
    """
    fields = value(raw, dict[str, Raw], pointer, reading.bill) or {}
    known = proper(fields, schema.COMPONENT_FIELDS)
    unread = {key: fields[key] for key in sorted(fields.keys() - schema.COMPONENT_FIELDS)}
    name_unknown(reading.bill, fields, schema.COMPONENT_FIELDS, pointer)
    if named := [name for text in unread.values() for name in parties_in(bytes(text))]:
        known["publisher"] = Raw(msgspec.json.encode([*names(bytes(known.get("publisher", b""))), *named]))
    return known


def _mended(reading: RecordReading, fields: dict[str, Raw], pointer: str, offset: int) -> Component:
    """A record read field by field: a field of the wrong type is a finding, and is left out."""
    bill = reading.bill
    texts: dict[str, str | None] = {}
    for name in ("type", "name", "version", "bom-ref"):
        if name in fields:
            texts[name] = words(fields[name], f"{pointer}/{name}", bill)
    for name in ("type", "name"):
        if texts.get(name) is None and (name not in fields or bytes(fields[name]) == b"null"):
            reading.findings.add(
                f"cyclonedx.component.{name}",
                f"The component has no {name}, which every component must have.",
                reading.place(pointer, offset),
                f"State its {name}; it is a line all the same.",
                "warning",
            )
    if texts.get("bom-ref") == "":
        texts["bom-ref"] = None
        reading.findings.add(
            "cyclonedx.component.bom-ref",
            "The bom-ref is empty.",
            reading.place(f"{pointer}/bom-ref", offset),
            "Leave it out, or give the component a reference.",
            "warning",
            "",
        )
    raws = {
        n: fields[n]
        for n in (
            "manufacturer",
            "supplier",
            "properties",
            "components",
            "purl",
            "publisher",
            "author",
            "authors",
            "pedigree",
        )
        if n in fields
    }
    return Component(
        texts.get("type") or "", texts.get("name") or "", texts.get("version"), texts.get("bom-ref"), **raws
    )
