"""What a bill says beside its lines opens a list that its owner calls complete: never cleared by what was not read.

Each text here once read as nothing beside a part that clears, with `parts_complete = true` said by the owner.
"""

from __future__ import annotations

import io
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from pratique.items.doubt.lines import doubts_of
from pratique.items.doubt.texts import InDocument, said_in
from pratique.items.readers import read_bill
from pratique.usecases.check import check
from tests.running import KNOWN, run
from tests.safety.inputs import (
    FORMATS,
    KNOWN_ON,
    answers,
    as_csv,
    as_spdx2,
    as_xml,
    clears,
    cyclonedx,
    dossier,
    lay,
    line,
    outcome,
    refs_of,
)
from tests.safety.test_named_elsewhere import CLEAN, HEAD, ROW, cleared, laid, with_column, written

REMARKS = (
    "replaced by EC25 from SN 200",
    "alt. EC25",
    "or equivalent",
    "or EC25",
    "second source: Quectel",
    "see BOM 4711",
    "incl. EC25 modem",
    "use EC21 instead",
    "only China variant",
    "US market only",
    "from MY2032",
    "until 31.12.2026",
    "made by Quectel",
    "Quectel",
    "phone +86 755 1234567",
    "Shenzhen",
    "to be replaced",
    "prototype",
    "changed to EC25",
    "ersetzt durch EC25",
    "ab SN 200",
    "wahlweise EC25",
    "nur für China",
    "siehe Stückliste 47",
    "hergestellt von Quectel",
    "inkl. Modem",
    "oder gleichwertig",
    "Variante China",
    "gültig ab 2032",
    "替代料EC25",
    "从2027年起改用EC25",
    "仅用于中国版",
    "见BOM 4711",
    "含通信模块",
    "或同等品",
    "供应商：移远",
    "由移远制造",
    "自SN200起",
    "remplacé par EC25",
    "uniquement Chine",
    "reemplazado por EC25",
    "только для Китая",
    "または EC25",
    "代替品あり",
    "EC25",
)
NOTHING = (
    "RoHS",
    "DNP: see note",
    "0603 1%",
    "black anodised",
    "ESD sensitive",
    "lead-free",
    "IP67",
    "AEC-Q100",
    "torque 5 Nm",
    "no alternate",
    "not replaced",
    "keine Alternative",
    "ohne Ersatz",
    "无替代",
    "不含铅",
    "schwarz eloxiert",
    "siehe Zeichnung",
    "SOT-23-5",
    "100nF 16V X7R",
    "M4x20",
    "ISO 4762",
    "hand solder",
    "无铅",
    "Gehäuse",
    "ECO 1234",
    "C101",
    "read only memory",
    "for reference only",
    "integrated circuit",
    "2.4 mm",
    "RAL9005",
    "n/a",
    "-",
    "Active",
    "checked 2026-01-02",
    "a",
    "Steel",
)


NOT_UNDERSTOOD = """
CN|Lieferant wechselt 2027|Wechsel auf Quectel|not for US|US: other part|LHD
option 4G|w/ 4G|customer choice|按订单选择|国产|委外加工
subcontracted|supplier decides|any brand|see AVL|generic
old stock until used up, then new|ships from HK|drop-in|BOM follows
open point|in Klärung|unknown|?|siehe Mail|see supplier BOM|black box
assembly by supplier|modem inside|eSIM|FW by Quectel
wafer from SMIC|chipset HiSilicon|CPU from Allwinner|Fibocom|EC25 possible
deviation permit: EC25|外协件|见邮件
"""
UNDERSTOOD = """
check polarity|Pb-free|halogenfrei|RoHS3|do not substitute|per drawing 4711
tighten 8 Nm|see assembly drawing|Zeichnung 4711|MSL3
reflow 260C|safety critical|approved 2025-03-01|Rev B|color black|Farbe: schwarz
left side|24V only|5% tolerance|1/4W|-40°C to +85°C
PPAP level 3|BOM item 5|C1, C2|near U3|手工焊接|黑色|关键件|注意极性|GB/T 5782|DIN 912
M6x20-8.8|A2-70|RAL 9005|verzinkt|Kabelhalter
"""


def test_a_remark_is_understood_word_by_word_or_opens_the_list() -> None:
    def said(listed: str) -> list[str]:
        return [each for line in listed.strip().splitlines() for each in line.split("|")]

    assert not [each for each in said(NOT_UNDERSTOOD) if said_in(each, "loose", InDocument()) is None]
    assert not [each for each in said(UNDERSTOOD) if said_in(each, "loose", InDocument()) is not None]


@pytest.mark.parametrize("title", ["Remarks", "Bemerkung", "备注"])
def test_a_remark_of_another_part_maker_market_or_time_opens_the_list(title: str, tmp_path: Path) -> None:
    for index, said in enumerate(REMARKS if title == "Remarks" else REMARKS[::6]):
        assert not cleared(tmp_path / str(index), with_column(title, said), "bom.csv"), said


def test_one_that_says_nothing_of_parts_does_not(tmp_path: Path) -> None:
    for index, said in enumerate(NOTHING):
        assert cleared(tmp_path / str(index), with_column("Remarks", said), "bom.csv"), said


WITHDRAWN = (
    ("Status", "blocked"),
    ("Status", "on hold"),
    ("Status", "Obsolete"),
    ("Lifecycle", "EOL"),
    ("Status", "draft"),
    ("Status", "gesperrt"),
    ("Status", "Freigabe fehlt"),
    ("状态", "禁用"),
    ("状态", "草稿"),
    ("Approved", "no"),
    ("Freigabe", "nein"),
    ("已批准", "否"),
    ("Release status", "not released"),
    ("Deleted", "x"),
    ("Blocked", "yes"),
    ("Löschkennzeichen", "X"),
    ("EOL date", "2027-01-01"),
    ("Last time buy", "2028-06-30"),
    ("Remarks", "do not use"),
    ("Remarks", "Status: blocked"),
    ("Remarks", "not released"),
    ("备注", "停产"),
    ("Bemerkung", "nicht freigegeben"),
    ("Comment", "end of life"),
)
IN_USE = (
    ("Status", "Released"),
    ("Status", "active"),
    ("Lifecycle", "NRND"),
    ("Status", "serienfreigegeben"),
    ("Lifecycle status", "Not recommended for new designs"),
    ("Approved", "yes"),
    ("Approved", "✓"),
    ("状态", "有效"),
    ("Freigegeben", "ja"),
    ("Obsolete", "no"),
    ("Deleted", ""),
    ("Blocked", "no"),
    ("RoHS status", "not compliant"),
    ("PPAP status", "pending"),
    ("Approved by", "not known"),
    ("Status", "Not applicable"),
    ("Status", "30"),
    ("LTB date", "2035-06-30"),
    ("EOL", "no"),
    ("State", "Bavaria"),
    ("Remarks", "released"),
)


def test_a_part_that_may_not_be_used_leaves_its_list_open(tmp_path: Path) -> None:
    """What is built in the place of a part that is blocked, obsolete or not released is no line."""
    for index, (title, said) in enumerate(WITHDRAWN):
        assert not cleared(tmp_path / str(index), with_column(title, said), "bom.csv"), (title, said)
    for index, (title, said) in enumerate(IN_USE):
        assert cleared(tmp_path / f"used{index}", with_column(title, said), "bom.csv"), (title, said)


@pytest.mark.parametrize(("title", "said"), WITHDRAWN[:9:2])
def test_nor_in_a_property_or_an_annotation(title: str, said: str, tmp_path: Path) -> None:
    clean = [line("b", "telematics controller", "Acme")]
    told = cyclonedx(clean)
    told["components"][0]["properties"].append({"name": f"plm:{title}", "value": said})
    assert not cleared(tmp_path / "cdx", json.dumps(told).encode(), "bom.json")
    spdx = json.loads(as_spdx2(clean))
    note = {"annotator": "Tool: t", "annotationDate": "2026-01-01T00:00:00Z", "annotationType": "OTHER"}
    spdx["packages"][0]["annotations"].append({**note, "comment": f"{title}: {said}"})
    assert not cleared(tmp_path / "spdx", json.dumps(spdx).encode(), "bom.json")
    whole = cyclonedx(clean, metadata={"properties": [{"name": title, "value": said}]})
    assert not cleared(tmp_path / "whole", json.dumps(whole).encode(), "bom.json")
    noted = json.loads(as_spdx2(clean)) | {"comment": f"{title}: {said}"}
    assert not cleared(tmp_path / "noted", json.dumps(noted).encode(), "bom.json")


NAMES = (
    "bracket or EC25 modem",
    "TCU assembly (see BOM 4711)",
    "controller / EC25",
    "controller incl. EC25",
    "支架或EC25模块",
    "Halter oder EC25",
    "controller (alt. EC25)",
    "controller and modem",
    "controller with EC25 modem",
    "controller kit",
    "EC25/EC21 controller",
    "controller, China version",
    "Steuergerät inkl. Modem",
    "控制器（含通信模块）",
)
PLAIN_NAMES = (
    "RES 10K 1/8W 0402",
    "LM358DR/NOPB",
    "Schraube / screw",
    "IC MCU 32BIT 64LQFP",
    "CAP 10uF/16V",
    "bolt M4",
)


@pytest.mark.parametrize("form", FORMATS)
def test_a_name_of_several_things_opens_the_list(form: str, tmp_path: Path) -> None:
    file, write = FORMATS[form]
    every = form in ("csv", "cyclonedx")
    for index, name in enumerate(NAMES if every else NAMES[::5]):
        assert not cleared(tmp_path / str(index), write([line("b", name, "Acme")]), file), name
    for index, name in enumerate(PLAIN_NAMES if every else PLAIN_NAMES[:1]):
        assert cleared(tmp_path / f"p{index}", write([line("b", name, "Acme")]), file), name


COLUMNS = (
    ("Valid from", "2035-01-01"),
    ("Gültig ab", "01.01.2035"),
    ("生效日期", "2035-01-01"),
    ("Effective from", "2035"),
    ("SOP", "2035-03"),
    ("Valid from", "after the launch"),
    ("Valid until", "2030-12-31"),
    ("Variant", "China"),
    ("Market", "CN"),
    ("Option code", "K23"),
    ("选装", "中国"),
    ("Ausstattung", "nur China"),
    ("Qty China", ""),
    ("Menge EU", "0"),
    ("Supplier city", "Shenzhen"),
    ("Ort", "Shenzhen"),
    ("Tel.", "0086-755-12345"),
    ("地址", "深圳市南山区"),
    ("City", "Moscow"),
    ("Phone", "+7 495 1234567"),
    ("Website", "www.acme.com.cn"),
    ("Email", "a@acme.ru"),
    ("Model", "China only"),
    ("Serial from", "200"),
    ("Phase in", "2032-01-01"),
    ("From", "2032-01-01"),
    ("ab", "01.01.2032"),
    ("Country", "CN"),
    ("EU", "x"),
    ("Derivat", "CN"),
    ("Sub list", "x"),
    ("Notiz", "EC25"),
)
PLAIN_COLUMNS = (
    ("Valid from", "2020-01-01"),
    ("Gültig ab", "01.01.2020"),
    ("Valid until", "2035-01-01"),
    ("Variant", "all"),
    ("Market", "alle"),
    ("选装", "全部"),
    ("Ort", "Hamburg"),
    ("Tel.", "+49 40 1234"),
    ("Price", "12.50"),
    ("Weight", "3"),
    ("Status", "released"),
)


def test_columns_of_a_time_a_variant_and_a_place_open_it(tmp_path: Path) -> None:
    for index, (title, cell) in enumerate(COLUMNS):
        assert not cleared(tmp_path / str(index), with_column(title, cell), "bom.csv"), (title, cell)
    for index, (title, cell) in enumerate(PLAIN_COLUMNS):
        assert cleared(tmp_path / f"p{index}", with_column(title, cell), "bom.csv"), (title, cell)


@pytest.mark.parametrize(
    ("title", "clear"),
    [
        ("Preliminary BOM", False),
        ("Vorläufige Stückliste", False),
        ("BOM China variant", False),
        ("BOM, alternates in another list", False),
        ("Acme GmbH, BOM 4711 rev B", True),
        ("Stückliste, gültig ab 01.01.2026", True),
    ],
)
def test_what_stands_above_the_header_is_looked_at(title: str, clear: bool, tmp_path: Path) -> None:
    above = [title, *[""] * (len(HEAD) - 1)]
    assert cleared(tmp_path, written(above, HEAD, ROW), "bom.csv") is clear


def test_a_mapping_that_says_that_a_column_says_nothing_is_taken_at_its_word(tmp_path: Path) -> None:
    data = with_column("Remarks", "alt. EC25")
    given = dossier(answers=answers("b"))
    said = {title: title for title in HEAD} | {"Remarks": "ignore"}
    given["vehicles"][0] |= {"parts_complete": True, "boms": [{"file": "bom.csv", "columns": said}]}
    assert clears(outcome(lay(tmp_path, given, {"bom.csv": data})))


def test_the_same_in_a_workbook(tmp_path: Path) -> None:
    from openpyxl import Workbook

    for index, (title, cell, clear) in enumerate(
        [
            ("Remarks", "alt. EC25", False),
            ("Variant", "China", False),
            ("Ort", "Shenzhen", False),
            ("Remarks", "RoHS", True),
        ]
    ):
        book, data = Workbook(), io.BytesIO()
        book.active.append([*HEAD, title])
        book.active.append([*ROW, cell])
        book.save(data)
        assert cleared(tmp_path / str(index), data.getvalue(), "bom.xlsx") is clear, (title, cell)


# --- CycloneDX and SPDX -------------------------------------------------------------------------------------------

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


# --- acts, commands, parties --------------------------------------------------------------------------------------


def test_goods_that_may_be_another_part_are_not_those_alone(tmp_path: Path) -> None:
    for index, (said, clear) in enumerate([("alt. EC25", False), ("made by Quectel", False), ("RoHS", True)]):
        given = dossier("bom.csv", answers=answers("b"))
        given["transactions"][0]["goods"] = ["b"]
        given["facts"]["act.concerns_vehicle"] = False
        path = lay(tmp_path / str(index), given, {"bom.csv": with_column("Remarks", said)})
        assert clears(outcome(path)) is clear, said


def test_a_day_within_that_of_the_part_does_not_open_it_and_on_counts(tmp_path: Path) -> None:
    path = laid(tmp_path, with_column("Valid from", "2030-06-01"), "bom.csv")
    assert clears(outcome(path))
    assert not clears(outcome(path, on=KNOWN_ON.replace(year=2030, month=5, day=31)))


def test_the_command_says_which_text_and_where(tmp_path: Path) -> None:
    path = laid(tmp_path, with_column("Remarks", "alt. EC25"), "bom.csv")
    for form in ("text", "json", "html"):
        ran = run("check", path, *KNOWN, "--format", form, *(["--verbose"] if form == "text" else []))
        assert ran.status == 3
        said = " ".join(ran.out.split())
        assert "alt. EC25" in said
        assert "row 2" in said


def test_a_private_id_that_is_called_as_a_maker_is_not_that_maker(tmp_path: Path) -> None:
    for name, clear in (("Acme", True), ("Acme GmbH", True), ("Alpha Werke GmbH", False)):
        given = dossier("bom.csv", answers=answers("b"))
        given["vehicles"][0]["parts_complete"] = True
        (acme,) = [each for each in given["parties"] if each["id"] == "acme"]
        acme["name"] = name
        path = lay(tmp_path / name, given, {"bom.csv": as_csv([CLEAN])})
        found = check(path, known_on=KNOWN_ON)
        assert clears(outcome(path)) is clear, name
        assert any("no name of it" in each.note for each in found.findings) is not clear


def test_what_is_a_row_is_not_another_part(tmp_path: Path) -> None:
    known = InDocument(frozenset({"ec25"}))
    assert said_in("replaced by EC25", "remark", known) is None
    assert said_in("replaced by EC25", "remark", InDocument()) is not None
    two = written([*HEAD, "Remarks"], [*ROW, "used with c"], ["c", *ROW[1:], ""])
    assert not doubts_of(read_bill(two, name="bom.csv"))
    assert refs_of(two) == ("b", "c")
