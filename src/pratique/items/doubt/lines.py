"""What a bill says beside its lines: the texts of each record, who else is named in it, and what the document is.

Rule: what a record says that no fact, party or edge is made of is looked at before its list may be called complete;
whatever may mean another part, another maker, another market or another time is kept as outside, with its place. Only
a list that somebody calls complete is looked at: any other is open already.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping

import msgspec

from pratique.files import decoded
from pratique.items.bill import TABLES, Beside, Bill, Outside, Where
from pratique.items.doubt.documents import of_cyclonedx, of_spdx2, of_spdx3, other_bills
from pratique.items.doubt.fields import named_in_fields
from pratique.items.doubt.names import OF_A_RECORD, OF_A_ROW
from pratique.items.doubt.plain import is_of_software, leaves, table, tables, text
from pratique.items.doubt.texts import ANOTHER, InDocument, field_says, said_in
from pratique.items.doubt.vendors import otherwise_named
from pratique.logic.truth import FALSE
from pratique.logic.values import Absence, Choice, Members, Span, Value

_SOFTWARE = frozenset(
    (
        "application",
        "framework",
        "library",
        "container",
        "operating-system",
        "firmware",
        "file",
        "device-driver",
        "machine-learning-model",
        "data",
        "cryptographic-asset",
        "install",
        "source",
        "archive",
    )
)
"""Types whose names and descriptions are those of packages: prose of many."""
_CONTRIBUTES = "part.contributes_to_communication"
_REMARKS = re.compile(r"remark|note|comment|hint|usage|bemerk|hinweis|备注|備考|注", re.IGNORECASE)
_READ = frozenset(
    (
        "name", "description", "summary", "software_description", "comment", "sourceInfo", "software_sourceInfo",
        "licenseComments", "properties", "components", "supplier", "manufacturer", "originator", "publisher",
        "author",
        "authors", "purl", "cpe", "swid", "group", "copyright", "copyrightText", "software_copyrightText", "hashes",
        "checksums", "bom-ref", "SPDXID", "spdxId", "type", "annotations", "evidence", "homepage", "downloadLocation",
        "suppliedBy", "originatedBy", "createdBy", "creationInfo", "version", "versionInfo",
    )
)  # fmt: skip
"""What is read as a line, a party, an identifier or a remark already, or holds no words."""
LONGEST_QUOTE = 120
NAMELESS = "a line that names no part, of which its name might say more"
_NO_NAME = " \t-–—_./?*#"
_NAMELESS = frozenset(("", "n/a", "na", "tbd", "tbc", "xxx", "unknown", "noassertion", "unbekannt", "未知"))
"""What stands where a name should and is none."""


def doubts_of(bill: Bill) -> tuple[Outside, ...]:
    """What a bill says beside its lines that leaves its list open, worked out once."""
    if bill.doubts is None:
        found = dict.fromkeys(_doubts(bill))
        bill.doubts = tuple(found)
    return bill.doubts


def _doubts(bill: Bill) -> Iterator[Outside]:
    known = known_in(bill)
    silent = {line.pointer for line in bill.lines if line.shape.values.get(_CONTRIBUTES) is FALSE}
    inert = {line.pointer for line in bill.lines if _is_inert(line.shape.values)}
    lines = {line.pointer for line in bill.lines} if silent or inert else set[str]()
    for line in bill.lines:
        if line.name.strip(_NO_NAME).casefold() in _NAMELESS:
            yield Outside(line.ref or line.pointer, NAMELESS, line.pointer)
    for each in (*_of_lines(bill), *bill.beside):
        if each.where == "field":
            bearer = _bearer(each.pointer, lines)
            what = field_says(each.text, bearer in silent, bearer in inert)
        else:
            what = said_in(each.text, each.where, known, each.own)
        if what is not None:
            yield Outside(each.text.strip()[:LONGEST_QUOTE], what, each.pointer)
    yield from _of_document(bill, known)


def _bearer(pointer: str, lines: Collection[str]) -> str:
    """The pointer of the innermost of `lines` that a text stands in; its own where it stands in none."""
    at = pointer
    while at and at not in lines:
        at = at.rpartition("/")[0]
    return at or pointer


def _is_inert(values: Mapping[str, Value]) -> bool:
    """Whether something said of a part, other than its silence, would take it out of the radios."""
    radio, served = values.get("part.radio_frequency_max"), values.get("part.functions")
    return (
        values.get("part.programmable") is FALSE
        or values.get("part.vcs_hardware") == Choice(frozenset({"no"}))
        or (isinstance(radio, Span) and radio.none is Absence.YES)
        or (isinstance(served, Members) and "communication" not in served.may)
    )


def known_in(bill: Bill) -> InDocument:
    """The numbers and the makers that the lines of a bill have."""
    numbers: set[str] = {name.casefold() for line in bill.lines for name in (line.ref, line.name) if name}
    if bill.format in TABLES:
        fields = ("ref", "designators", "part-number", "internal-number", "supplier-part-number", "value")
        rows = (row for row in bill.records.values() if isinstance(row, dict))
        numbers |= {
            word.casefold() for row in rows for each in fields for word in re.split(r"[\s,;]+", row.get(each, ""))
        }
    makers = {record.name.casefold() for record in bill.parties.values() if record.name}
    return InDocument(numbers - {""}, makers, _counted(bill))


def _counted(bill: Bill) -> frozenset[int]:
    """How many lines a bill has, with what it is about and without; how many by name, how many pieces."""
    count = len(bill.lines)
    found = {count, len({line.name for line in bill.lines})} | ({count - 1} if bill.subject is not None else set())
    if bill.pieces is not None and bill.pieces.denominator == 1:
        found.add(int(bill.pieces))
    return frozenset(found)


def _of_lines(bill: Bill) -> Iterator[Beside]:
    """The texts of every record."""
    if bill.format in TABLES:
        for line in bill.lines:
            row = bill.records.get(line.pointer)
            yield from _of_row(row if isinstance(row, dict) else {}, line.pointer)
        return
    is_cyclonedx = bill.format.startswith("CycloneDX")
    for line in bill.lines:
        record = table(bill.record(line))
        soft = line.type in _SOFTWARE or (line.type == "" and is_of_software(record))
        own = f"{line.name} {line.ref or ''}".casefold()
        yield from _other_texts(record, line.pointer, own)
        if not soft or " " in line.name:
            yield Beside(line.pointer, line.name, "prose" if soft else "name")
        prose: Where = "prose" if soft else "remark"
        for key in OF_A_RECORD:
            yield Beside(f"{line.pointer}/{key}", text(record, key), prose, own)
        for key in OF_A_RECORD:
            if said := text(record, key):
                yield Beside(f"{line.pointer}/{key}", f"description: {said}", "field", own)
        for key in ("comment", "sourceInfo", "software_sourceInfo", "licenseComments"):
            yield Beside(f"{line.pointer}/{key}", text(record, key), "remark" if key == "comment" else prose, own)
        yield from (
            _of_component(record, line.pointer, soft, own) if is_cyclonedx else _noted(record, line.pointer, own)
        )


def _of_row(row: Mapping[str, str], pointer: str) -> Iterator[Beside]:
    own = " ".join(row.get(key, "") for key in ("name", "part-number", "internal-number", "value", "ref")).casefold()
    soft = row.get("type", "").casefold() in _SOFTWARE
    for key in ("name", "part-number", "internal-number", "designators"):
        if row.get(key):
            yield Beside(pointer, row[key], "prose" if soft else "name")
    for key in ("description", "value", "version", "footprint", "type"):
        if row.get(key):
            yield Beside(pointer, row[key], "prose" if soft else "remark", own)
    for key in (*OF_A_ROW, "quantity"):
        if row.get(key):
            yield Beside(pointer, f"{key}: {row[key]}", "field", own)


def _other_texts(record: Mapping[str, object], pointer: str, own: str) -> Iterator[Beside]:
    """Every text of a record that is read for nothing else, but for what it holds as lines of their own."""
    for key, value in record.items():
        if key not in _READ and not key.startswith("@"):
            for at, said in leaves(value):
                yield Beside(f"{pointer}/{key}{at}", said, "value", own)
                yield Beside(f"{pointer}/{key}{at}", f"{key}: {_of_path(said)}", "field", own)


def _of_path(said: str) -> str:
    """A text; of an address the words of what it ends in, without the ending."""
    if "://" not in said:
        return said
    last = said.partition("://")[2].split("?")[0].rstrip("/").rpartition("/")[2]
    return re.sub(r"[-_+.]|%20|\.\w{2,5}$", " ", re.sub(r"\.\w{2,5}$", "", last))


def _of_component(record: Mapping[str, object], pointer: str, soft: bool, own: str) -> Iterator[Beside]:
    """What a CycloneDX component says in properties in the words of others, and of its pedigree and releases."""
    prose: Where = "prose" if soft else "remark"
    for index, each in enumerate(tables(record.get("properties"))):
        name, value = text(each, "name"), text(each, "value")
        if not name.startswith("pratique:"):
            where: Where = "remark" if _REMARKS.search(name) else prose
            said = f"{name.rpartition(':')[2]}: {value}"
            yield Beside(f"{pointer}/properties/{index}", said, where, own)
            yield Beside(f"{pointer}/properties/{index}", said, "field", own)
    pedigree = table(record.get("pedigree"))
    yield Beside(f"{pointer}/pedigree", text(pedigree, "notes"), prose, own)
    for index, each in enumerate(tables(record.get("externalReferences"))):
        yield Beside(f"{pointer}/externalReferences/{index}", text(each, "comment"), prose, own)
    release = table(record.get("releaseNotes"))
    yield Beside(f"{pointer}/releaseNotes", f"{text(release, 'title')} {text(release, 'description')}", prose, own)


def _noted(record: Mapping[str, object], pointer: str, own: str) -> Iterator[Beside]:
    """The annotations and attributions of an SPDX package."""
    for index, each in enumerate(tables(record.get("annotations"))):
        comment = text(each, "comment")
        if "pratique:" not in comment.casefold():
            yield Beside(f"{pointer}/annotations/{index}", comment, "remark", own)
            if ":" in comment:
                yield Beside(f"{pointer}/annotations/{index}", comment, "field", own)
    for index, each in enumerate(tables(record.get("externalRefs"))):
        yield Beside(f"{pointer}/externalRefs/{index}", text(each, "comment"), "remark", own)


def _of_document(bill: Bill, known: InDocument) -> Iterator[Outside]:
    """What is named otherwise than its line says, and what the document says of itself."""
    if bill.format in TABLES:
        return
    for line in bill.lines:
        record = table(bill.record(line))
        yield from otherwise_named(record, line, bill)
        yield from other_bills(record, line.pointer)
        for name, pointer in _variants(record, line.pointer, line.type in _SOFTWARE):
            yield Outside(name, ANOTHER, pointer)
    yield from named_in_fields(bill, frozenset(known.numbers), _SOFTWARE)
    whole = table(_decoded(bill.data))
    if bill.format.startswith("CycloneDX"):
        yield from of_cyclonedx(whole, known)
    elif bill.format.startswith("SPDX 2"):
        yield from of_spdx2(whole, known)
    else:
        yield from of_spdx3(whole, known)


def _variants(record: Mapping[str, object], pointer: str, soft: bool) -> Iterator[tuple[str, str]]:
    """What a component was varied into, what comes after it, or of which versions any may stand there.

    What hardware descends from was designed by somebody too; of software that is the fork of every package.
    """
    if text(record, "versionRange"):
        yield f"versions {text(record, 'versionRange')}", f"{pointer}/versionRange"
    pedigree = table(record.get("pedigree"))
    for key in ("variants", "descendants", *(() if soft else ("ancestors",))):
        for index, each in enumerate(tables(pedigree.get(key))):
            yield text(each, "name") or "?", f"{pointer}/pedigree/{key}/{index}"


def _decoded(data: bytes) -> object:
    try:
        found: object = decoded(data) if data else None
    except (msgspec.DecodeError, RecursionError, UnicodeDecodeError):
        return None
    return found
