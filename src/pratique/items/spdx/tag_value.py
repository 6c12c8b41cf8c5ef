"""SPDX 2.2 and 2.3 in tag-value form, as `west spdx` and many generators write it.

Rule: the tags are turned into the fields of the JSON form and read by its reader, so that the two forms say the same;
a line that is no tag is a finding, and the rest counts. A line or a text in which a package could hide - no tag of
SPDX, a text that does not end or holds tags itself, a tag that stands twice - opens the list of packages.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import field
from typing import Any

import msgspec

from pratique.errors import Findings, Place
from pratique.items.bill import Bill
from pratique.items.spdx import spdx2
from pratique.items.spdx.comments import keep_comments
from pratique.value_class import dataclass

_TAG = re.compile(r"([A-Za-z][A-Za-z0-9]*):[ \t]?(.*)")
_DOCUMENT = {
    "SPDXVersion": "spdxVersion",
    "DataLicense": "dataLicense",
    "DocumentName": "name",
    "DocumentNamespace": "documentNamespace",
    "DocumentComment": "comment",
}
_PACKAGE = {
    "PackageVersion": "versionInfo",
    "PackageSupplier": "supplier",
    "PackageOriginator": "originator",
    "PrimaryPackagePurpose": "primaryPackagePurpose",
    "PackageDownloadLocation": "downloadLocation",
    "PackageLicenseConcluded": "licenseConcluded",
    "PackageLicenseDeclared": "licenseDeclared",
    "PackageCopyrightText": "copyrightText",
    "PackageHomePage": "homepage",
    "PackageSummary": "summary",
    "PackageDescription": "description",
    "PackageComment": "comment",
    "PackageFileName": "packageFileName",
    "PackageSourceInfo": "sourceInfo",
    "PackageLicenseComments": "licenseComments",
    "ReleaseDate": "releaseDate",
    "BuiltDate": "builtDate",
    "ValidUntilDate": "validUntilDate",
}
_OTHERS = {"FileName": "fileName", "SnippetSPDXID": "SPDXID", "LicenseID": "licenseId"}
_OF_OTHERS = {
    "FileComment": "comment",
    "SnippetComment": "comment",
    "SnippetName": "name",
    "SnippetFromFileSPDXID": "snippetFromFile",
}
_BEGINS = frozenset(("SPDXID", "PackageName", "FileName", "SnippetSPDXID", "Relationship", "PackageSupplier"))
"""Tags that begin an element, or say who made it or what it holds."""
_KNOWN = frozenset(_DOCUMENT) | _PACKAGE.keys() | _BEGINS | {
    "Annotator", "AnnotationDate", "AnnotationType", "AnnotationComment", "SPDXREF", "Created", "Creator",
    "CreatorComment", "LicenseListVersion", "ExternalDocumentRef", "ExternalRef", "ExternalRefComment",
    "RelationshipComment", "FilesAnalyzed", "PackageVerificationCode", "PackageChecksum", "PackageSourceInfo",
    "PackageLicenseInfoFromFiles", "PackageLicenseComments", "PackageAttributionText", "ReleaseDate", "BuiltDate",
    "ValidUntilDate", "FileType", "FileChecksum", "LicenseConcluded", "LicenseInfoInFile", "LicenseComments",
    "FileCopyrightText", "FileComment", "FileNotice", "FileContributor", "FileAttributionText", "FileDependency",
    "ArtifactOfProjectName", "ArtifactOfProjectHomePage", "ArtifactOfProjectURI", "SnippetFromFileSPDXID",
    "SnippetByteRange", "SnippetLineRange", "SnippetLicenseConcluded", "LicenseInfoInSnippet",
    "SnippetLicenseComments", "SnippetCopyrightText", "SnippetComment", "SnippetName", "SnippetAttributionText",
    "LicenseID", "ExtractedText", "LicenseName", "LicenseCrossReference", "LicenseComment", "Reviewer", "ReviewDate",
    "ReviewComment",
}  # fmt: skip
"""The tags of SPDX 2.2 and 2.3."""
MOST_LINES_OF_A_TEXT = 20_000


def looks_like_tags(text: str) -> bool:
    """Whether a text begins as a document of tags does."""
    return next((line for line in text.splitlines() if line.strip() and not line.startswith("#")), "").startswith(
        "SPDXVersion:"
    )


@dataclass(frozen=True, slots=True)
class TagLine:
    """A tag with its value and the line where it begins."""

    name: str
    value: str
    line: int


@dataclass(slots=True)
class _Hidden:
    """What could hide a package: each is a finding and opens the list."""

    file: str
    findings: Findings = field(default_factory=Findings)
    lines: list[int] = field(default_factory=list)

    def tell(self, code: str, message: str, step: str, line: int, value: str = "") -> None:
        self.findings.add(code, message, Place(self.file, line=line), step, "warning", value[:80])
        self.lines.append(line)


def read(text: str, file: str) -> Bill:
    """The bill of a document of tags. Raises `InvalidInput` where the reader of the JSON form does."""
    hidden = _Hidden(file)
    document = _document(_tags(text, hidden), hidden)
    bill = spdx2.read(msgspec.json.encode(document), file)
    bill.format = "SPDX 2 tag-value"
    keep_comments(text, bill)
    for line in hidden.lines:
        bill.names(f"line {line}", "a line that cannot be read as it stands", "")
    bill.findings.items[:0] = hidden.findings.items
    return bill


def _tags(text: str, hidden: _Hidden) -> Iterator[TagLine]:
    """Every tag with its value; a text in marks may run over lines."""
    lines = iter(enumerate(text.splitlines(), 1))
    for number, line in lines:
        if not line.strip() or line.startswith("#"):
            continue
        found = _TAG.fullmatch(line)
        if found is None:
            hidden.tell("spdx.tag", "The line is no tag with a value.", "Write `Tag: value`.", number, line)
            continue
        tag, value = found.groups()
        if value.startswith("<text>"):
            value = _text(value.removeprefix("<text>"), number, lines, hidden)
        if tag not in _KNOWN:
            hidden.tell("spdx.tag", f"SPDX has no tag {tag!r}.", "Write it as SPDX does.", number, line)
        yield TagLine(tag, value.strip(), number)


def _text(first: str, number: int, lines: Iterator[tuple[int, str]], hidden: _Hidden) -> str:
    """The text that begins on a line, up to its mark of the end."""
    parts = [first]
    while "</text>" not in parts[-1]:
        _, more = next(lines, (0, None))
        if more is None or len(parts) >= MOST_LINES_OF_A_TEXT:
            hidden.tell("spdx.text", "The text that begins here does not end.", "Close it by </text>.", number)
            break
        parts.append(more)
    text, _, rest = "\n".join(parts).partition("</text>")
    inner = [line for line in parts[1:] if (tag := _TAG.match(line)) and tag[1] in _BEGINS]
    if inner or "<text>" in text or rest.strip():
        message = "The text that begins here holds what would be tags or texts outside it."
        hidden.tell("spdx.text", message, "Close each text where it ends.", number, inner[0] if inner else "")
    return text


def _document(tags: Iterator[TagLine], hidden: _Hidden) -> dict[str, Any]:
    """The fields of the JSON form; a package begins with its name, a file or a snippet ends it."""
    document: dict[str, Any] = {"packages": [], "relationships": [], "annotations": []}
    current: dict[str, Any] = document
    note: dict[str, Any] = {}
    there, about = set[str](), dict[str, int]()
    for each in tags:
        tag, value = each.name, each.value
        field_name = "SPDXID" if tag == "SPDXID" else _PACKAGE.get(tag)
        if field_name in current:
            message = f"The tag {tag} stands twice in one element; which of them is meant cannot be known."
            hidden.tell("spdx.tag.twice", message, "Keep one of them.", each.line, value)
        if tag == "PackageName":
            current = {"name": value}
            document["packages"].append(current)
        elif tag in _OTHERS:
            current = {_OTHERS[tag]: value}
            if tag != "LicenseID":
                document.setdefault("files" if tag == "FileName" else "snippets", []).append(current)
        elif tag == "SPDXID":
            current["SPDXID"] = value
            there.add(value)
        elif tag in _DOCUMENT and current is document:
            document[_DOCUMENT[tag]] = value
        elif tag in ("Created", "CreatorComment"):
            document.setdefault("creationInfo", {})["created" if tag == "Created" else "comment"] = value
        elif tag in _PACKAGE and "name" in current and current is not document:
            current[_PACKAGE[tag]] = value
        elif tag in _PACKAGE:
            message = f"The tag {tag} is one of a package, and stands in none; the package may be lost."
            hidden.tell("spdx.tag", message, "Begin the package by PackageName.", each.line, value)
        elif tag in ("FileComment", "SnippetComment", "SnippetName", "SnippetFromFileSPDXID"):
            current[_OF_OTHERS[tag]] = value
        elif tag == "RelationshipComment" and document["relationships"]:
            document["relationships"][-1]["comment"] = value
        elif tag == "ExternalRef" and current is not document:
            current.setdefault("externalRefs", []).append(_reference(value))
        elif tag == "ExternalDocumentRef":
            name, _, rest = value.partition(" ")
            other = {"externalDocumentId": name, "spdxDocument": rest.strip().partition(" ")[0]}
            document.setdefault("externalDocumentRefs", []).append(other)
        elif tag == "Relationship":
            if not _relationship(value, document):
                hidden.tell(
                    "spdx.tag", "The relationship names no two elements.", "Write `A KIND B`.", each.line, value
                )
        elif tag == "Annotator":
            note = {"annotator": value, "annotationType": "OTHER"}
        elif tag == "SPDXREF":
            note["of"] = value
            about.setdefault(value, each.line)
        elif tag == "AnnotationComment":
            _annotate({**note, "comment": value}, document)
    for ref, line in about.items():
        if ref not in there:
            hidden.tell("spdx.tag", f"The note is about {ref!r}, which is not there.", "Add it.", line, ref)
    return document


def _reference(value: str) -> dict[str, str]:
    category, _, rest = value.partition(" ")
    kind, _, locator = rest.strip().partition(" ")
    return {"referenceCategory": category, "referenceType": kind, "referenceLocator": locator.strip()}


def _relationship(value: str, document: dict[str, Any]) -> bool:
    """Keep a relationship; False where it is none."""
    parts = value.split()
    if len(parts) != 3:
        return False
    source, kind, target = parts
    document["relationships"].append(
        {"spdxElementId": source, "relationshipType": kind, "relatedSpdxElement": target}
    )
    return True


def _annotate(note: dict[str, Any], document: dict[str, Any]) -> None:
    """An annotation goes to the element that it names, or to the document."""
    whose = note.pop("of", document.get("SPDXID"))
    for package in document["packages"]:
        if package.get("SPDXID") == whose:
            package.setdefault("annotations", []).append(note)
            return
    document["annotations"].append(note)
