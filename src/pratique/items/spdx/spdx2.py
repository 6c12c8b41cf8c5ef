"""SPDX 2.2 and 2.3 in JSON: one line a package.

Rule: files and snippets are contents of packages and are no lines. `originator` made the package and is read
before `supplier`. A package contains what the relationships say; a circle among them is a finding, and its
members stay lines. Facts stand in annotations of the form `pratique:<name>=<value>`.
"""

from __future__ import annotations

import msgspec
from msgspec import Raw, Struct

from pratique.errors import Findings, Place
from pratique.items.bill import Bill, Edge
from pratique.items.excerpt import EXCERPT, says_excerpt
from pratique.items.interpret.record import PACKAGE, LineRecord
from pratique.items.interpret.shapes import Interpreter
from pratique.items.interpret.vocabulary import is_meant
from pratique.items.json.records import ABSENT, RecordReading, decoded, frame, report_skeleton, settle, value, words
from pratique.items.lines import Spot
from pratique.items.spdx.words import NO_ASSERTION, NO_ONE, is_software, maker_role, naming_of, note_of, type_of
from pratique.items.structure import dangling, name_unknown, nest, proper, report_outside

VERSIONS = ("SPDX-2.1", "SPDX-2.2", "SPDX-2.3")


class Annotation(Struct):
    comment: str | None = None


class Package(Struct, gc=False):
    SPDXID: str
    name: str
    versionInfo: str | None = None
    supplier: str | None = None
    originator: str | None = None
    primaryPackagePurpose: str | None = None
    annotations: Raw = ABSENT
    externalRefs: Raw = ABSENT
    hasFiles: Raw = ABSENT


class Relationship(Struct, gc=False):
    spdxElementId: str
    relatedSpdxElement: str
    relationshipType: str


class Spdx2Document(Struct):
    spdxVersion: Raw = ABSENT
    documentNamespace: Raw = ABSENT
    creationInfo: Raw = ABSENT
    documentDescribes: Raw = ABSENT
    packages: Raw = ABSENT
    relationships: Raw = ABSENT
    files: Raw = ABSENT
    snippets: Raw = ABSENT
    annotations: Raw = ABSENT
    externalDocumentRefs: Raw = ABSENT
    comment: Raw = ABSENT


_TOP = """
    SPDXID spdxVersion name dataLicense documentNamespace documentDescribes packages files snippets
    relationships annotations comment creationInfo externalDocumentRefs hasExtractedLicensingInfos revieweds
    reviews describesPackages
"""
TOP = frozenset(_TOP.split())
_OF_PACKAGE = """
    SPDXID annotations attributionTexts builtDate checksums comment copyrightText description downloadLocation
    externalRefs filesAnalyzed hasFiles homepage licenseComments licenseConcluded licenseDeclared
    licenseInfoFromFiles name originator packageFileName packageVerificationCode primaryPackagePurpose
    releaseDate sourceInfo summary supplier validUntilDate versionInfo
"""
OF_PACKAGE = frozenset(_OF_PACKAGE.split())
"""The fields that a document and a package have."""
_document = msgspec.json.Decoder(Spdx2Document)
_package = msgspec.json.Decoder(Package)
_rest = sorted(OF_PACKAGE - {each.encode_name for each in msgspec.structs.fields(Package)})
_strict: msgspec.json.Decoder[Package] = msgspec.json.Decoder(
    msgspec.defstruct(
        "StrictPackage",
        [(name, Raw, ABSENT) for name in _rest],
        bases=(Package,),
        forbid_unknown_fields=True,
        gc=False,
    )
)
_fields = msgspec.json.Decoder(dict[str, Raw])


def read(data: bytes, file: str) -> Bill:
    """The bill that an SPDX 2 JSON document holds; `data` is valid JSON in UTF-8."""
    top = _document.decode(data)
    findings = Findings()
    bill = Bill(file, "SPDX 2 JSON", "", findings=findings, data=data)
    bill.spec_version = value(top.spdxVersion, str, "/spdxVersion", bill) or ""
    if bill.spec_version not in VERSIONS:
        findings.add(
            "spdx.spdxVersion",
            f"spdxVersion {bill.spec_version!r} is none of {', '.join(VERSIONS)}.",
            Place(file, "/spdxVersion"),
            "Export the document in one of these versions.",
            value=bill.spec_version,
        )
    bill.serial = value(top.documentNamespace, str, "/documentNamespace", bill)
    created = value(top.creationInfo, dict[str, Raw], "/creationInfo", bill) or {}
    bill.timestamp = words(created.get("created", ABSENT), "/creationInfo/created", bill)
    interpreter = Interpreter.of(bill)
    reading = RecordReading(data, bill, interpreter)
    _packages(top.packages, reading)
    settle(bill)
    _relationships(top, reading)
    name_unknown(bill, _fields.decode(data), TOP, "")
    _outside(top, bill)
    report_skeleton(reading, top.packages, b'"packages"')
    bill.parties = interpreter.directory.records
    bill.values, bill.disputed = interpreter.case, interpreter.hearer.disputed
    return bill


def _packages(raw: Raw, reading: RecordReading) -> None:
    array = frame(reading, raw, "/packages", b'"packages"')
    if array is None:
        reading.findings.add(
            "spdx.packages",
            "The document lists no packages.",
            reading.place("/packages"),
            "A document of files alone is no bill of materials.",
            "warning",
        )
        return
    for index, element in enumerate(array.elements):
        spot = array.spot(index)
        _line(_read(element, spot.at, reading), spot, reading)


def _read(raw: Raw, pointer: str, reading: RecordReading) -> Package:
    """A package with whatever can be read of it; a field that no package has is told, and opens the list."""
    try:
        return _strict.decode(raw)
    except (msgspec.DecodeError, UnicodeDecodeError):
        pass
    try:
        fields = _fields.decode(raw)
        name_unknown(reading.bill, fields, OF_PACKAGE, pointer)
        return _package.decode(msgspec.json.encode(proper(fields, OF_PACKAGE)))
    except (msgspec.DecodeError, UnicodeDecodeError):
        return _mended(raw, pointer, reading)


def _mended(raw: Raw, pointer: str, reading: RecordReading) -> Package:
    """A package read field by field; what is missing or of another type is a finding."""
    fields = value(raw, dict[str, Raw], pointer, reading.bill) or {}
    texts: dict[str, str | None] = {}
    for name in ("SPDXID", "name", "versionInfo", "supplier", "originator", "primaryPackagePurpose"):
        raw, at = fields.get(name, ABSENT), f"{pointer}/{name}"
        is_party = name in ("supplier", "originator")
        texts[name] = value(raw, str, at, reading.bill) if is_party else words(raw, at, reading.bill)
        if name in ("SPDXID", "name") and name not in fields:
            reading.findings.add(
                f"spdx.package.{name}",
                f"The package has no {name}, which every package must have.",
                reading.place(pointer),
                f"State its {name}; it is a line all the same.",
                "warning",
            )
    return Package(
        SPDXID=texts["SPDXID"] or "",
        name=texts["name"] or "",
        versionInfo=texts["versionInfo"],
        supplier=texts["supplier"],
        originator=texts["originator"],
        primaryPackagePurpose=texts["primaryPackagePurpose"],
        annotations=fields.get("annotations", ABSENT),
        externalRefs=fields.get("externalRefs", ABSENT),
        hasFiles=fields.get("hasFiles", ABSENT),
    )


def _line(package: Package, spot: Spot, reading: RecordReading) -> None:
    for ref in value(package.hasFiles, list[str], f"{spot.at}/hasFiles", reading.bill, "warning") or ():
        reading.bill.edges.append(Edge("contains", package.SPDXID, ref))
    annotations = bytes(package.annotations) if b"pratique" in bytes(package.annotations).lower() else b""
    kind = type_of(package.primaryPackagePurpose)
    package_says = is_software(kind, bytes(package.externalRefs))
    told = (
        kind,
        package_says,
        (package.originator or "").encode(),
        (package.supplier or "").encode(),
        annotations,
    )
    found = reading.typed.get(told)
    if found is None:
        actors = ((maker_role(kind), package.originator), ("supplier", package.supplier))
        named = [(role, text, naming_of(role, text)) for role, text in actors if text is not None]
        namings = tuple(naming for _, _, naming in named if naming is not None)
        notes = tuple(note for role, text, naming in named if naming is None for note in note_of(role, text))
        properties = _properties(annotations, f"{spot.at}/annotations", reading)
        shape = reading.interpreter.shape(
            LineRecord(PACKAGE if package_says else kind, namings, properties, (), notes), spot.at
        )
        found = reading.typed[told] = kind, shape
    reading.line(package.SPDXID or None, package.name, package.versionInfo, *found, None, spot)


def _properties(annotations: bytes, pointer: str, reading: RecordReading) -> tuple[tuple[str, str], ...]:
    if not annotations:
        return ()
    comments = [each.comment or "" for each in decoded(Raw(annotations), Annotation, pointer, reading.bill)]
    pairs = [comment.partition("=") for comment in comments if is_meant(comment)]
    return tuple((name.strip(), text.strip()) for name, _, text in pairs)


def _relationships(top: Spdx2Document, reading: RecordReading) -> None:
    bill = reading.bill
    roots = value(top.documentDescribes, list[str], "/documentDescribes", bill) or []
    for relation in decoded(top.relationships, Relationship, "/relationships", bill):
        kind, source, target = relation.relationshipType.upper(), relation.spdxElementId, relation.relatedSpdxElement
        if NO_ASSERTION.fullmatch(target):
            continue
        if NO_ONE.fullmatch(target):
            if kind == "CONTAINS":
                bill.aggregates[source] = "complete"
            continue
        if kind in ("DESCRIBES", "DESCRIBED_BY"):
            roots.append(target if kind == "DESCRIBES" else source)
        elif kind.endswith(("CONTAINED_BY", "DEPENDENCY_OF")):
            bill.edges.append(Edge("contains" if "CONTAIN" in kind else "depends on", target, source))
        else:
            words = {"CONTAINS": "contains", "DEPENDS_ON": "depends on"}
            bill.edges.append(Edge(words.get(kind, kind.lower().replace("_", " ")), source, target))
    nest(bill, roots)
    for root in dict.fromkeys(roots):
        if root not in bill.lines.refs:
            bill.names(root, "described as what the document is about and no package of it", "")


class _Named(Struct):
    SPDXID: str = ""
    annotations: Raw = ABSENT
    externalDocumentId: str = ""
    spdxDocument: str = ""


def _unheard(annotations: Raw, whose: str, bill: Bill) -> None:
    """Tell what our annotations state of what is no package: nothing is known of a file, a snippet or a document."""
    if b"pratique" not in bytes(annotations).lower():
        return
    for each in decoded(annotations, Annotation, "/annotations", bill):
        if is_meant(said := (each.comment or "").strip()):
            bill.findings.add(
                "spdx.annotation",
                f"It is stated of {whose}, which is no package, and not read.",
                Place(bill.file, "/annotations"),
                "State it of the package.",
                "warning",
                said[:80],
            )
            bill.names(said[:80], "a statement about what is no line", "/annotations")


def _outside(top: Spdx2Document, bill: Bill) -> None:
    """Keep what the document names and does not hold: other documents, and references that lead nowhere."""
    declared: set[str] = set()
    for index, each in enumerate(decoded(top.externalDocumentRefs, _Named, "/externalDocumentRefs", bill)):
        what = each.spdxDocument or each.externalDocumentId
        bill.names(what, "a reference to another document", f"/externalDocumentRefs/{index}")
        declared |= {
            end
            for edge in bill.edges
            for end in (edge.source, edge.target)
            if end.startswith(f"{each.externalDocumentId}:")
        }
    if says_excerpt(said := value(top.comment, str, "/comment", bill) or ""):
        bill.names(said, EXCERPT, "/comment")
    contents = (*decoded(top.files, _Named, "/files", bill), *decoded(top.snippets, _Named, "/snippets", bill))
    for whose, notes in (("the document", top.annotations), *((each.SPDXID, each.annotations) for each in contents)):
        _unheard(notes, whose, bill)
    dangling(bill, frozenset(("SPDXRef-DOCUMENT", *declared, *(each.SPDXID for each in contents))))
    report_outside(bill)
