"""What a CycloneDX or SPDX document says beside its components opens a list that its owner calls complete.

Every further field, tag, annotation and relationship, in each form of either format; the plain ones leave it closed.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.safety.inputs import (
    FORMATS,
    as_spdx2,
    as_xml,
    cyclonedx,
)
from tests.safety.test_named_elsewhere import CLEAN, cleared

PROPERTIES = cyclonedx([CLEAN])["components"][0]["properties"]
EXTRA: dict[str, Any] = {
    "package address": {"purl": "pkg:generic/quectel/ec25@1"},
    "CPE": {"cpe": "cpe:2.3:h:quectel:ec25:1:*:*:*:*:*:*:*"},
    "group": {"group": "com.quectel"},
    "evidence of a name": {"evidence": {"identity": [{"field": "name", "concludedValue": "EC25"}]}},
    "evidence of an address": {
        "evidence": {"identity": [{"field": "purl", "concludedValue": "pkg:generic/quectel/x"}]}
    },
    "description": {"description": "replaced by EC25 from SN 200"},
    "copyright": {"copyright": "Copyright 2026 Quectel Wireless Solutions"},
    "site": {"externalReferences": [{"type": "website", "url": "https://www.quectel.com/ec25"}]},
    "comment of a link": {
        "externalReferences": [{"type": "documentation", "url": "https://x.y", "comment": "alt. EC25"}]
    },
    "property": {"properties": [*PROPERTIES, {"name": "alternate", "value": "EC25"}]},
    "note": {"properties": [*PROPERTIES, {"name": "erp:Bemerkung", "value": "nur China"}]},
    "variant": {"pedigree": {"variants": [{"type": "device", "name": "EC25"}]}},
    "pedigree": {"pedigree": {"notes": "derived from EC25"}},
    "tag": {"swid": {"tagId": "x", "name": "EC25"}},
    "city": {"manufacturer": {"name": "Acme", "address": {"locality": "Shenzhen"}}},
    "city and another country": {
        "manufacturer": {"name": "Acme", "address": {"country": "DE", "locality": "Shenzhen"}}
    },
    "phone": {"manufacturer": {"name": "Acme", "contact": [{"phone": "+86 755 123"}]}},
    "address of the network": {"manufacturer": {"name": "Acme", "url": ["https://acme.com.cn"]}},
}
PLAIN_EXTRA: dict[str, Any] = {
    "own package address": {"purl": "pkg:generic/acme/controller@1"},
    "own CPE": {"cpe": "cpe:2.3:h:acme_gmbh:controller:1:*:*:*:*:*:*:*"},
    "own copyright": {"copyright": "Copyright (c) 2026 Acme GmbH"},
    "description": {"description": "Controller for telematics, black, IP67."},
    "property": {"properties": [*PROPERTIES, {"name": "erp:plant", "value": "P1"}]},
    "city": {"manufacturer": {"name": "Acme", "address": {"country": "DE", "locality": "Hamburg"}}},
}


def component(extra: dict[str, Any], **top: Any) -> bytes:
    return json.dumps(cyclonedx([{**CLEAN, "extra": extra}], **top)).encode()


def test_whoever_else_a_component_names_opens_the_list(tmp_path: Path) -> None:
    for index, (what, extra) in enumerate(EXTRA.items()):
        assert not cleared(tmp_path / str(index), component(extra), "bom.json"), what
    for index, (what, extra) in enumerate(PLAIN_EXTRA.items()):
        assert cleared(tmp_path / f"p{index}", component(extra), "bom.json"), what


TOPS: dict[str, Any] = {
    "a filter": {"properties": [{"name": "filter", "value": "no CN"}]},
    "a note": {"properties": [{"name": "note", "value": "telematics left out"}]},
    "a design": {"metadata": {"lifecycles": [{"phase": "design"}]}},
    "a plan": {"metadata": {"lifecycles": [{"name": "planned"}]}},
    "a day to come": {"metadata": {"timestamp": "2035-01-01T00:00:00Z"}},
    "a formula": {"formulation": [{"components": [{"type": "firmware", "name": "EC25 firmware"}]}]},
    "a tool": {"metadata": {"tools": {"components": [{"type": "device", "name": "EC25"}]}}},
    "an annotation": {
        "annotations": [
            {
                "subjects": ["b"],
                "timestamp": "2026-01-01T00:00:00Z",
                "text": "replaced by EC25",
                "annotator": {"individual": {"name": "x"}},
            }
        ]
    },
}
PLAIN_TOPS: dict[str, Any] = {
    "operations": {"metadata": {"lifecycles": [{"phase": "design"}, {"phase": "operations"}]}},
    "a day of before": {"metadata": {"timestamp": "2026-01-01T00:00:00Z"}},
    "a tool": {"metadata": {"tools": {"components": [{"type": "application", "name": "syft", "version": "1"}]}}},
    "no filter": {"properties": [{"name": "filter", "value": "none"}]},
}


def test_what_a_document_says_of_itself_opens_the_list(tmp_path: Path) -> None:
    for index, (what, top) in enumerate(TOPS.items()):
        assert not cleared(tmp_path / str(index), component({}, **top), "bom.json"), what
    for index, (what, top) in enumerate(PLAIN_TOPS.items()):
        assert cleared(tmp_path / f"p{index}", component({}, **top), "bom.json"), what


def xml(inner: str = "", beside: str = "", above: str = "") -> bytes:
    text = as_xml([CLEAN]).decode()
    text = text.replace("<properties>", f"{inner}<properties>", 1)
    return (
        text.replace("<components>", f"{above}<components>")
        .replace("</components>", f"</components>{beside}")
        .encode()
    )


XML = {
    "description": xml("<description>replaced by EC25</description>"),
    "cpe": xml("<cpe>cpe:2.3:h:quectel:ec25:1:*:*:*:*:*:*:*</cpe>"),
    "purl": xml("<purl>pkg:generic/quectel/ec25</purl>"),
    "evidence": xml(
        "<evidence><identity><field>name</field><concludedValue>EC25</concludedValue></identity></evidence>"
    ),
    "variants": xml(
        '<pedigree><variants><component type="device"><name>EC25</name></component></variants></pedigree>'
    ),
    "lifecycle": xml(
        above="<metadata><lifecycles><lifecycle><phase>design</phase></lifecycle></lifecycles></metadata>"
    ),
    "properties": xml(beside='<properties><property name="note">telematics left out</property></properties>'),
    "formulation": xml(
        beside='<formulation><formula><components><component type="device"><name>EC25</name></component>'
        "</components></formula></formulation>"
    ),
    "annotation": xml(beside="<annotations><annotation><subjects/><text>alt. EC25</text></annotation></annotations>"),
    "timestamp": xml(above="<metadata><timestamp>2035-01-01T00:00:00Z</timestamp></metadata>"),
    "city": xml().replace(
        b"<name>Acme</name></manufacturer>",
        b"<name>Acme</name><address><locality>Shenzhen</locality></address></manufacturer>",
    ),
    "phone": xml().replace(
        b"<name>Acme</name></manufacturer>",
        b"<name>Acme</name><contact><phone>+86 755 1</phone></contact></manufacturer>",
    ),
}


def test_the_same_in_xml(tmp_path: Path) -> None:
    assert cleared(tmp_path / "plain", xml(), "bom.xml")
    for index, (what, data) in enumerate(XML.items()):
        assert not cleared(tmp_path / str(index), data, "bom.xml"), what


PACKAGE: dict[str, Any] = {
    "comment": "replaced by EC25 from SN 200",
    "description": "or EC25",
    "summary": "alt. EC25",
    "validUntilDate": "2025-01-01T00:00:00Z",
    "releaseDate": "2035-01-01T00:00:00Z",
    "copyrightText": "Copyright Quectel",
    "homepage": "https://www.quectel.com",
    "externalRefs": [
        {
            "referenceCategory": "SECURITY",
            "referenceType": "cpe23Type",
            "referenceLocator": "cpe:2.3:h:quectel:ec25:1:*:*:*:*:*:*:*",
        }
    ],
}
DOCUMENT: dict[str, Any] = {
    "comment": "telematics controller replaced by EC25",
    "name": "BOM, excerpt",
    "files": [{"SPDXID": "SPDXRef-f", "fileName": "./ec25.bin", "checksums": []}],
    "snippets": [{"SPDXID": "SPDXRef-s", "name": "EC25", "snippetFromFile": "SPDXRef-gone"}],
    "creationInfo": {"created": "2035-01-01T00:00:00Z", "creators": ["Tool: t"]},
    "annotations": [{"comment": "alternate: EC25", "annotator": "Tool: t", "annotationType": "OTHER"}],
}
PLAIN_PACKAGE = {"comment": "RoHS", "validUntilDate": "2099-01-01T00:00:00Z", "releaseDate": "2025-01-01T00:00:00Z"}


def spdx2(package: dict[str, Any], document: dict[str, Any]) -> dict[str, Any]:
    told: dict[str, Any] = json.loads(as_spdx2([CLEAN])) | document
    told["packages"][0] |= package
    return told


def as_tags(told: dict[str, Any]) -> bytes:
    """An SPDX 2 document in tags, as far as these tests fill it."""
    words = {
        "comment": "PackageComment",
        "description": "PackageDescription",
        "summary": "PackageSummary",
        "validUntilDate": "ValidUntilDate",
        "releaseDate": "ReleaseDate",
        "copyrightText": "PackageCopyrightText",
        "homepage": "PackageHomePage",
    }
    package = told["packages"][0]
    lines = [
        "SPDXVersion: SPDX-2.3",
        "SPDXID: SPDXRef-DOCUMENT",
        f"DocumentName: {told['name']}",
        "DocumentNamespace: https://example.org/d",
        "Creator: Tool: t",
        f"Created: {told['creationInfo']['created']}",
        *([f"DocumentComment: <text>{told['comment']}</text>"] if "comment" in told else []),
        f"PackageName: {package['name']}",
        f"SPDXID: {package['SPDXID']}",
        "PackageVersion: 1",
        f"PackageOriginator: {package['originator']}",
        "PrimaryPackagePurpose: DEVICE",
    ]
    lines += [f"{tag}: <text>{package[key]}</text>" for key, tag in words.items() if key in package]
    for each in package.get("externalRefs", ()):
        lines.append(f"ExternalRef: {each['referenceCategory']} {each['referenceType']} {each['referenceLocator']}")
    for each in (*package["annotations"], *told.get("annotations", ())):
        about = package["SPDXID"] if each in package["annotations"] else "SPDXRef-DOCUMENT"
        lines += ["Annotator: Tool: t", "AnnotationType: OTHER", "AnnotationDate: 2026-01-01T00:00:00Z"]
        lines += [f"SPDXREF: {about}", f"AnnotationComment: <text>{each['comment']}</text>"]
    for each in told.get("files", ()):
        lines += [f"FileName: {each['fileName']}", f"SPDXID: {each['SPDXID']}"]
    for each in told.get("snippets", ()):
        lines += [f"SnippetSPDXID: {each['SPDXID']}", f"SnippetFromFileSPDXID: {each['snippetFromFile']}"]
    return "\n".join([*lines, ""]).encode()


def as_yaml(told: dict[str, Any]) -> bytes:
    import yaml

    return yaml.safe_dump(told, allow_unicode=True, sort_keys=False).encode()


def cases_of_spdx2() -> Iterator[tuple[str, dict[str, Any], bool]]:
    yield "nothing", spdx2({}, {}), True
    yield "nothing of parts", spdx2(PLAIN_PACKAGE, {}), True
    yield from ((key, spdx2({key: value}, {}), False) for key, value in PACKAGE.items())
    yield from ((f"document {key}", spdx2({}, {key: value}), False) for key, value in DOCUMENT.items())


@pytest.mark.parametrize("form", ["json", "spdx", "yaml"])
def test_spdx_2_in_its_three_forms(form: str, tmp_path: Path) -> None:
    if form == "yaml":
        pytest.importorskip("yaml")
    write = {"json": lambda told: json.dumps(told).encode(), "spdx": as_tags, "yaml": as_yaml}[form]
    for index, (what, told, clear) in enumerate(cases_of_spdx2()):
        assert cleared(tmp_path / str(index), write(told), f"bom.{form}") is clear, what


def test_spdx_3_and_what_is_built_on_it(tmp_path: Path) -> None:
    fields = {
        "comment": "replaced by EC25",
        "description": "alt. EC25",
        "software_packageUrl": "pkg:generic/quectel/ec25",
        "validUntilTime": "2025-01-01T00:00:00Z",
        "software_copyrightText": "Copyright Quectel",
        "summary": "only China variant",
    }
    for form in ("spdx3", "cx-0158"):
        file, write = FORMATS[form]
        for key, said in fields.items():
            told = json.loads(write([CLEAN]))
            (package,) = [each for each in told["@graph"] if each["type"] == "software_Package"]
            package[key] = said
            assert not cleared(tmp_path / f"{form}{key}", json.dumps(told).encode(), file), (form, key)
        told = json.loads(write([CLEAN]))
        told["@graph"] += [
            {
                "type": "software_Sbom",
                "spdxId": "urn:x:s",
                "creationInfo": "_:creationinfo",
                "software_sbomType": ["design"],
                "rootElement": [],
                "element": [],
            }
        ]
        assert not cleared(tmp_path / f"{form}sbom", json.dumps(told).encode(), file)
