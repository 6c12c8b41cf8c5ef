"""One component out of CycloneDX JSON: decoded with its neighbours, by itself, or field by field.

Rule: a batch of records is decoded at once, since a call for each costs as much as its text; where one of them does
not fit its type each is decoded by itself, and the one that does not fit is read field by field, with a finding for
each field that is wrong. So a fault in one record costs time, and hides no other.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import msgspec
from msgspec import Raw

from pratique.items import cyclonedx_schema as schema
from pratique.items.cyclonedx_schema import Component, QuietComponent
from pratique.items.json_records import ABSENT, CHUNK, Frame, Reading, value

SUBJECT = "/metadata/component"
"""Where the subject stands, which is no array."""
Record = Component | QuietComponent


def components(reading: Reading, array: Frame) -> Iterator[tuple[str, int, Record]]:
    """Each component of an array as far as it can be read, with its pointer and offset."""
    decoder = schema.components if reading.telling else schema.quiet_components
    for start in range(0, len(array.elements), CHUNK):
        elements = array.elements[start : start + CHUNK]
        batch: Sequence[Record | None]
        try:
            batch = decoder.decode(b"[" + b",".join(elements) + b"]")
        except (msgspec.DecodeError, UnicodeDecodeError):
            batch = [None] * len(elements)
        for index, record in enumerate(batch, start):
            pointer = array.pointer if array.pointer == SUBJECT else f"{array.pointer}/{index}"
            offset = array.offsets[index]
            yield pointer, offset, record or _by_itself(reading, array.elements[index], pointer, offset)


def _by_itself(reading: Reading, raw: Raw, pointer: str, offset: int) -> Component:
    """A record decoded by itself, with findings for what does not fit."""
    try:
        return schema.component.decode(raw)
    except (msgspec.DecodeError, UnicodeDecodeError):
        return _mended(reading, raw, pointer, offset)


def _mended(reading: Reading, raw: Raw, pointer: str, offset: int) -> Component:
    """A record read field by field: a field of the wrong type is a finding, and is left out."""
    bill = reading.bill
    fields = value(raw, dict[str, Raw], pointer, bill) or {}
    texts: dict[str, str | None] = {}
    for name in ("type", "name", "version", "bom-ref"):
        if name in fields:
            texts[name] = value(fields[name], str, f"{pointer}/{name}", bill)
    for name in ("type", "name"):
        if texts.get(name) is None and (name not in fields or bytes(fields[name]) == b"null"):
            reading.findings.add(
                f"cyclonedx.component.{name}", f"The component has no {name}, which every component must have.",
                reading.place(pointer, offset), f"State its {name}.",
            )  # fmt: skip
    if texts.get("bom-ref") == "":
        texts["bom-ref"] = None
        reading.findings.add(
            "cyclonedx.component.bom-ref", "The bom-ref is empty.", reading.place(f"{pointer}/bom-ref", offset),
            "Leave it out, or give the component a reference.", value="",
        )  # fmt: skip
    raws = {n: fields[n] for n in ("manufacturer", "supplier", "properties", "components") if n in fields}
    return Component(
        texts.get("type") or "", texts.get("name") or "", texts.get("version"), texts.get("bom-ref"), **raws
    )


def text_of(raw: Raw) -> bytes:
    """A raw field as text, empty where it is absent."""
    return b"" if raw is ABSENT else bytes(raw)
