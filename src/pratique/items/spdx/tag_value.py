"""SPDX 2.2 and 2.3 in tag-value form, as `west spdx` and many generators write it.

Rule: the tags are turned into the fields of the JSON form and read by its reader, so that the two forms say the same;
a line that is no tag is a finding, and the rest counts.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import msgspec

from pratique.errors import Findings, Place
from pratique.items.bill import Bill
from pratique.items.spdx import spdx2

_TAG = re.compile(r"([A-Za-z][A-Za-z0-9]*):[ \t]?(.*)")
_DOCUMENT = {
    "SPDXVersion": "spdxVersion", "DataLicense": "dataLicense", "DocumentName": "name",
    "DocumentNamespace": "documentNamespace", "DocumentComment": "comment",
}  # fmt: skip
_PACKAGE = {
    "PackageVersion": "versionInfo", "PackageSupplier": "supplier", "PackageOriginator": "originator",
    "PrimaryPackagePurpose": "primaryPackagePurpose", "PackageDownloadLocation": "downloadLocation",
    "PackageLicenseConcluded": "licenseConcluded", "PackageLicenseDeclared": "licenseDeclared",
    "PackageCopyrightText": "copyrightText", "PackageHomePage": "homepage", "PackageSummary": "summary",
    "PackageDescription": "description", "PackageComment": "comment", "PackageFileName": "packageFileName",
}  # fmt: skip
MOST_LINES_OF_A_TEXT = 20_000


def looks_like_tags(text: str) -> bool:
    """Whether a text begins as a document of tags does."""
    return next((line for line in text.splitlines() if line.strip() and not line.startswith("#")), "").startswith(
        "SPDXVersion:"
    )


def read(text: str, file: str) -> Bill:
    """The bill of a document of tags. Raises `InvalidInput` where the reader of the JSON form does."""
    findings = Findings()
    document = _document(_tags(text, file, findings))
    bill = spdx2.read(msgspec.json.encode(document), file)
    bill.format = "SPDX 2 tag-value"
    bill.findings.items[:0] = findings.items
    return bill


def _tags(text: str, file: str, findings: Findings) -> Iterator[tuple[str, str]]:
    """Every tag with its value; a text in marks may run over lines."""
    lines = iter(enumerate(text.splitlines(), 1))
    for number, line in lines:
        if not line.strip() or line.startswith("#"):
            continue
        found = _TAG.fullmatch(line)
        if found is None:
            findings.add(
                "spdx.tag", "The line is no tag with a value.", Place(file, line=number), "Write `Tag: value`.",
                "warning", line[:80],
            )  # fmt: skip
            continue
        tag, value = found.groups()
        if value.startswith("<text>"):
            parts = [value.removeprefix("<text>")]
            while "</text>" not in parts[-1] and len(parts) < MOST_LINES_OF_A_TEXT:
                _, more = next(lines, (0, "</text>"))
                parts.append(more)
            value = "\n".join(parts).partition("</text>")[0]
        yield tag, value.strip()


def _document(tags: Iterator[tuple[str, str]]) -> dict[str, Any]:
    """The fields of the JSON form; a package begins with its name, a file or a snippet ends it."""
    document: dict[str, Any] = {"packages": [], "relationships": [], "annotations": []}
    current: dict[str, Any] = document
    note: dict[str, Any] = {}
    for tag, value in tags:
        if tag == "PackageName":
            current = {"name": value}
            document["packages"].append(current)
        elif tag in ("FileName", "SnippetSPDXID", "LicenseID"):
            current = {}
        elif tag == "SPDXID":
            current["SPDXID"] = value
        elif tag in _DOCUMENT and current is document:
            document[_DOCUMENT[tag]] = value
        elif tag == "Created":
            document["creationInfo"] = {"created": value}
        elif tag in _PACKAGE and "name" in current and current is not document:
            current[_PACKAGE[tag]] = value
        elif tag == "ExternalRef" and current is not document:
            current.setdefault("externalRefs", []).append(_reference(value))
        elif tag == "Relationship":
            _relationship(value, document)
        elif tag == "Annotator":
            note = {"annotator": value, "annotationType": "OTHER"}
        elif tag == "SPDXREF":
            note["of"] = value
        elif tag == "AnnotationComment":
            _annotate({**note, "comment": value}, document)
    return document


def _reference(value: str) -> dict[str, str]:
    category, _, rest = value.partition(" ")
    kind, _, locator = rest.strip().partition(" ")
    return {"referenceCategory": category, "referenceType": kind, "referenceLocator": locator.strip()}


def _relationship(value: str, document: dict[str, Any]) -> None:
    parts = value.split()
    if len(parts) == 3:
        source, kind, target = parts
        document["relationships"].append(
            {"spdxElementId": source, "relationshipType": kind, "relatedSpdxElement": target}
        )


def _annotate(note: dict[str, Any], document: dict[str, Any]) -> None:
    """An annotation goes to the element that it names, or to the document."""
    whose = note.pop("of", document.get("SPDXID"))
    for package in document["packages"]:
        if package.get("SPDXID") == whose:
            package.setdefault("annotations", []).append(note)
            return
    document["annotations"].append(note)
