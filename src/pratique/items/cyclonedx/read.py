"""CycloneDX JSON, versions 1.2 to 1.7: one pass over the text, one line a component.

Rule: the subject (`metadata.component`) and what stands below `components`, at any depth, are lines in document
order, each parent before its parts. Tools, ancestors, formulations and targets of declarations are components of
something else and are no lines. A record that does not fit its type is read field by field, with a finding for
each field that is wrong, and is a line all the same.

Invariant: an array of records is split at the exact bytes of its elements, so that each has its offset, and a
fault in one cannot hide another.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import repeat
from typing import Any

import msgspec
from msgspec import Raw

from pratique.errors import Findings, Place
from pratique.files import MAX_DEPTH
from pratique.items.bill import Bill, Edge
from pratique.items.cyclonedx import schema
from pratique.items.cyclonedx.beside import Beside, beside, completed, mentions, report_nobody
from pratique.items.cyclonedx.head import check_timestamp, read_head
from pratique.items.cyclonedx.organisations import UNNAMED, naming, naming_of, read_together
from pratique.items.cyclonedx.outside import name_outside
from pratique.items.cyclonedx.records import SUBJECT, Batch, batches, read_by_itself
from pratique.items.cyclonedx.schema import BomDocument, Component, Property
from pratique.items.excerpt import EXCERPT, says_excerpt
from pratique.items.interpret.origin import is_origin
from pratique.items.interpret.record import PACKAGE, LineRecord, PartyMention, is_packaged
from pratique.items.interpret.shapes import Interpreter
from pratique.items.interpret.vocabulary import is_meant
from pratique.items.json.arrays import StretchLines, find, same_keys
from pratique.items.json.records import (
    ABSENT,
    LONGEST_TEXT,
    RecordReading,
    decoded,
    plain,
    report_keys,
    report_skeleton,
    settle,
    text_of,
    value,
    words,
)
from pratique.items.lines import Claim, Spot, Typed, Where
from pratique.items.structure import is_closed, merge_aggregate

VEHICLE_ONLY = ("pratique:vehicle:gvwr", "pratique:vehicle:class", "pratique:fact:vehicle.")


def read(data: bytes, file: str) -> Bill:
    """The bill that a CycloneDX JSON document holds; `data` is UTF-8 without byte-order mark and is valid JSON.

    Raises `msgspec.ValidationError` where the document is no object.
    """
    top = schema.document.decode(data)
    findings = Findings()
    bill = Bill(file, "CycloneDX JSON", "", findings=findings, data=data)
    read_head(top, bill)
    interpreter = Interpreter.of(bill)
    reading = RecordReading(data, bill, interpreter)
    declarations = _declarations(top.declarations, reading)
    metadata = _metadata(top.metadata, reading)
    _subject(metadata, reading)
    _array(reading, top.components, "/components", None, 0)
    settle(bill, reading.may_be_long)
    _document_properties(metadata, reading)
    _claims(declarations, reading)
    _edges(top, reading)
    report_skeleton(reading, top.components, b'"components"')
    bill.parties = interpreter.directory.records
    if bill.subject is None:
        report_nobody(metadata, bill)
    name_outside(bill, top, data)
    bill.values, bill.disputed = interpreter.case, interpreter.hearer.disputed
    return bill


def _metadata(raw: Raw, reading: RecordReading) -> schema.Metadata:
    metadata = value(raw, schema.Metadata, "/metadata", reading.bill) or schema.Metadata()
    reading.bill.timestamp = words(metadata.timestamp, "/metadata/timestamp", reading.bill)
    check_timestamp(reading.bill, "/metadata/timestamp")
    return metadata


def _declarations(raw: Raw, reading: RecordReading) -> schema.Declarations:
    """Declarations, with their organisations put where a property may refer to them."""
    declarations = value(raw, schema.Declarations, "/declarations", reading.bill) or schema.Declarations()
    for party in declarations.targets.organizations if declarations.targets else ():
        if party.bom_ref:
            reading.interpreter.orgs[party.bom_ref] = naming_of("", party)
    return declarations


# --- records ----------------------------------------------------------------------------------------------------


def _subject(metadata: schema.Metadata, reading: RecordReading) -> None:
    raw = metadata.component
    if raw is ABSENT or bytes(raw) == b"null":
        return
    reading.bill.subject = 0
    reading.may_be_long = len(memoryview(raw)) > LONGEST_TEXT
    offset = find(reading.data, raw, b'"component"')
    record = completed(read_by_itself(reading, raw, SUBJECT, offset), metadata)
    _add(reading, [record], None, Spot(SUBJECT, offset))
    _array(reading, record.components, f"{SUBJECT}/components", 0, offset)


def _array(reading: RecordReading, raw: Raw, pointer: str, parent: int | None, start: int) -> None:
    """Read every record of an array and of the arrays nested in them, parents first."""
    top = _batches(reading, raw, pointer, start)
    stack = [(parent, top)] if top else []
    while stack:
        nested = _level(reading, *stack[-1])
        if nested is None:
            stack.pop()
            continue
        raw, pointer, start = nested
        if len(stack) > MAX_DEPTH:
            reading.findings.add(
                "cyclonedx.depth",
                f"Components are nested more than {MAX_DEPTH} deep; deeper ones are not read.",
                reading.place(pointer),
                "Flatten the bill and state its structure as dependencies.",
            )
        elif inner := _batches(reading, raw, pointer, start):
            stack.append((len(reading.bill.lines) - 1, inner))


def _batches(reading: RecordReading, raw: Raw, pointer: str, start: int) -> Iterator[Batch] | None:
    """The records of an array that stands at or after `start`; a finding where it is no array."""
    text = memoryview(raw)
    head = bytes(text[:5])
    if head.startswith(b"["):
        begin = find(reading.data, raw, b'"components"', start)
        return batches(reading, begin, begin + len(text), pointer)
    if head not in (b"", b"null"):
        reading.findings.add("json.array", f"{pointer} is no array.", reading.place(pointer), "Write it as an array.")
    return None


def _level(reading: RecordReading, parent: int | None, rest: Iterator[Batch]) -> tuple[Raw, str, int] | None:
    """Read the rest of an array up to a record that nests others; their array, its pointer, where its record is."""
    for batch in rest:
        line = len(reading.bill.lines)
        run = StretchLines(batch.stretch, line, batch.nth)
        _add(reading, batch.records, parent, run)
        if batch.nested is not ABSENT:
            last = line + len(batch.records) - 1
            return batch.nested, f"{run.pointer(last)}/components", run.offset(last)
    return None


def _add(reading: RecordReading, records: list[Component], parent: int | None, where: Where) -> None:
    """Neighbouring records as lines."""
    reading.bill.lines.add(
        [record.bom_ref for record in records],
        [record.name for record in records],
        [record.version for record in records],
        _typed(reading, records, where),
        parent,
        where,
    )


def _typed(reading: RecordReading, records: list[Component], where: Where) -> list[Typed]:
    """The type of each record with what it says, worked out once for all that tell the same."""
    types = [record.type for record in records]
    makers = _texts([record.manufacturer for record in records])
    suppliers = _texts([record.supplier for record in records])
    properties = _telling([record.properties for record in records])
    tolds = list(zip(types, makers, suppliers, properties, _packaged(records, types), beside(records), strict=False))
    known = reading.typed
    try:
        return [known[told] for told in tolds]
    except KeyError:
        read_together(reading, "manufacturer", [told[1] for told in tolds])
        read_together(reading, "supplier", [told[2] for told in tolds])
        first = len(reading.bill.lines)
        return [
            known.get(told) or _type_and_shape(reading, told, where.pointer(i)) for i, told in enumerate(tolds, first)
        ]


def _packaged(records: list[Component], types: list[str]) -> Iterable[bool]:
    """Whether the address of its package makes each of them software, where its type says nothing."""
    if "file" not in types and "" not in types:
        return repeat(False)
    return [is_packaged(record.type, text_of(record.purl)) for record in records]


def _texts(raws: list[Raw]) -> Iterable[bytes]:
    """Raw fields as texts, empty where absent; without end where all of them are."""
    absent = raws.count(ABSENT)
    if absent == len(raws):
        return repeat(b"")
    return map(text_of, raws) if absent else map(bytes, raws)


def _telling(raws: list[Raw]) -> Iterable[bytes]:
    """The properties of each record as text; empty where they state no fact and are well formed."""
    joined = b",".join(raw for raw in raws if raw is not ABSENT)
    if not _can_tell(joined) and _is_sound(schema.property_lists, b"[" + joined + b"]"):
        return repeat(b"")
    texts = list(map(text_of, raws))
    quiet = [text for text in texts if text and not _can_tell(text)]
    if quiet and not _is_sound(schema.property_lists, b"[" + b",".join(quiet) + b"]"):
        return [text if _can_tell(text) or not _is_sound(schema.properties, text) else b"" for text in texts]
    return [text if _can_tell(text) else b"" for text in texts] if quiet else texts


def _can_tell(properties: bytes) -> bool:
    """Whether one of these words stands in properties, without which none can state a fact; or an escape hides it."""
    return b"pratique" in properties.lower() or b"cdx:device:cert" in properties or b"\\" in properties


def _is_sound(decoder: msgspec.json.Decoder[Any], text: bytes) -> bool:
    try:
        decoder.decode(text)
    except (msgspec.DecodeError, UnicodeDecodeError):
        return text in (b"", b"null")
    return True


def _type_and_shape(
    reading: RecordReading, told: tuple[str, bytes, bytes, bytes, bool, Beside], pointer: str
) -> Typed:
    """Its type and the shape of what a record tells; kept for the next that tells the same without a finding."""
    kind, manufacturer, supplier, properties, packaged, others = told
    findings = reading.findings.items
    before = len(findings)
    subject = pointer == SUBJECT
    if kind not in schema.TYPES:
        check_type(reading.bill, kind, pointer)
    namings: tuple[PartyMention, ...] = ()
    if manufacturer not in UNNAMED:
        namings = (naming(reading, "manufacturer", manufacturer, pointer),)
    if supplier not in UNNAMED:
        namings += (naming(reading, "supplier", supplier, pointer),)
    namings += mentions(kind, others)
    pairs = _pairs(reading, properties, pointer) if properties else ()
    on_vehicle = subject and is_vehicle(kind, pairs)
    shape = reading.interpreter.shape(LineRecord(PACKAGE if packaged else kind, namings, pairs), pointer, on_vehicle)
    if not subject and len(findings) == before:
        reading.typed[told] = kind, shape
    return kind, shape


def _pairs(reading: RecordReading, text: bytes, pointer: str) -> tuple[tuple[str, str], ...]:
    """The properties of a record that can state a fact, read once for each text without a finding."""
    pairs = reading.pairs.get(text)
    if pairs is None:
        before = len(reading.findings)
        listed = _properties(reading, text, f"{pointer}/properties")
        pairs = tuple(
            (p.name, p.value or "")
            for p in listed
            if is_meant(p.name) or p.name.startswith("cdx:device:cert") or is_origin(p.name)
        )
        if len(reading.findings) == before:
            reading.pairs[text] = pairs
    return pairs


def is_vehicle(kind: str, properties: tuple[tuple[str, str], ...]) -> bool:
    """Whether the subject of a bill is a vehicle: a platform, or what carries a property of vehicles alone.

    A unit has a model year too, that of the vehicle it is meant for.
    """
    return kind == "platform" or any(name.startswith(VEHICLE_ONLY) for name, _ in properties)


def check_type(bill: Bill, kind: str, pointer: str) -> None:
    """A finding on a type that is none of CycloneDX; the missing one was reported by who read the record."""
    if kind:
        bill.findings.add(
            "cyclonedx.component.type",
            f"The component type {kind!r} is none of {', '.join(schema.TYPES)}.",
            Place(bill.file, f"{pointer}/type"),
            "Use one of these; it says nothing until then.",
            "warning",
            kind,
        )


def _properties(reading: RecordReading, text: bytes, pointer: str) -> list[Property]:
    """The properties of a record; where one has no name, the others are read all the same."""
    if not text or text == b"null":
        return []
    try:
        listed = schema.properties.decode(text)
    except (msgspec.DecodeError, UnicodeDecodeError):
        return _mended_properties(reading, text, pointer)
    if _can_tell(text) and not same_keys(text, schema.encode(listed)):
        report_keys(reading, text, pointer, None)
    return listed


def _mended_properties(reading: RecordReading, text: bytes, pointer: str) -> list[Property]:
    found: list[Property] = []
    for index, raw in enumerate(value(Raw(text), list[Raw], pointer, reading.bill) or []):
        try:
            found.append(msgspec.json.decode(raw, type=Property))
        except (msgspec.DecodeError, UnicodeDecodeError) as error:
            reading.findings.add(
                "cyclonedx.property",
                f"This property cannot be read: {plain(error)}.",
                reading.place(f"{pointer}/{index}"),
                "Give it a name and a value, both texts.",
                value=bytes(raw)[:120].decode("utf-8", "replace"),
            )
    return found


# --- what stands beside the components --------------------------------------------------------------------------


def _document_properties(metadata: schema.Metadata, reading: RecordReading) -> None:
    """Properties of the metadata speak of the case, as those of the subject do; so do they of its parties."""
    text = bytes(metadata.properties)
    pairs = tuple((p.name, p.value or "") for p in _properties(reading, text, "/metadata/properties"))
    if pairs:
        reading.interpreter.shape(LineRecord("", (), pairs), "/metadata/properties", True)
    for said in (f"{name}: {written}" for name, written in pairs if not name.startswith("pratique:")):
        if says_excerpt(said):
            reading.bill.names(said, EXCERPT, "/metadata/properties")


def _claims(declarations: schema.Declarations, reading: RecordReading) -> None:
    for index, claim in enumerate(declarations.claims):
        text = claim.predicate or claim.reasoning or ""
        reading.bill.claims.append(Claim(f"claim:{claim.target or ''}", text, f"/declarations/claims/{index}"))


def _edges(top: BomDocument, reading: RecordReading) -> None:
    bill = reading.bill
    for dependency in decoded(top.dependencies, schema.Dependency, "/dependencies", bill):
        bill.edges += [Edge("depends on", dependency.ref, target) for target in dependency.dependsOn]
        bill.edges += [Edge("provides", dependency.ref, target) for target in dependency.provides]
    for composition in decoded(top.compositions, schema.Composition, "/compositions", bill):
        if composition.aggregate not in schema.AGGREGATES:
            bill.findings.add(
                "cyclonedx.aggregate",
                f"The aggregate {composition.aggregate!r} is not one of CycloneDX.",
                Place(bill.file, "/compositions"),
                "Use one of the schema's.",
                value=composition.aggregate,
            )
        if composition.aggregate.startswith("incomplete") and composition.is_of_all:
            bill.names(composition.aggregate, "what the document itself says of its list", "/compositions")
        for ref in composition.assemblies:
            merge_aggregate(bill, ref, composition.aggregate)
        for ref in composition.dependencies if composition.aggregate != "complete" else ():
            merge_aggregate(bill, ref, composition.aggregate)
    bill.closed = is_closed(bill)
