"""Fields, columns and rows of which no fact is made still say what a part holds: a radio, another bill, other rows.

Each of these stood beside a bracket of which everything is said, and its list, called complete by its owner, cleared.
"""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path
from typing import Any

import pytest

from pratique.items.doubt.lines import doubts_of
from pratique.items.readers import read_bill
from tests.safety.inputs import (
    BRACKET,
    BRACKET_FACTS,
    answers,
    as_xml,
    clears,
    cyclonedx,
    dossier,
    lay,
    line,
    outcome,
    table,
)

SITE = "https://acme.example/"
OPENS: dict[str, dict[str, Any]] = {
    "data": {"data": [{"type": "configuration", "name": "LTE modem firmware"}]},
    "release": {"releaseNotes": {"type": "major", "description": "LTE modem"}},
    "data sheet": {"externalReferences": [{"type": "documentation", "url": f"{SITE}EC25_LTE_modem.pdf"}]},
    "a bill by its comment": {
        "externalReferences": [{"type": "other", "url": SITE, "comment": "full BOM of the unit"}]
    },
    "a bill by its ending": {"externalReferences": [{"type": "distribution", "url": f"{SITE}unit.cdx.json"}]},
    "a bill in Chinese": {"externalReferences": [{"type": "other", "url": SITE, "comment": "物料清单"}]},
}
PLAIN: dict[str, dict[str, Any]] = {
    "data": {"data": [{"type": "configuration", "name": "torque table"}]},
    "release": {"releaseNotes": {"type": "major", "description": "new coating"}},
    "data sheet": {"externalReferences": [{"type": "documentation", "url": f"{SITE}bracket_12.pdf"}]},
    "site": {"externalReferences": [{"type": "website", "url": f"{SITE}bombay/brackets"}]},
}
WHOLE: dict[str, dict[str, Any]] = {
    "a bill": {"externalReferences": [{"type": "other", "url": SITE, "comment": "SBOM of the telematics unit"}]},
    "a claim": {"declarations": {"claims": [{"bom-ref": "c", "target": "b", "predicate": "contains an LTE modem"}]}},
}


def _cleared(folder: Path, data: bytes, name: str) -> bool:
    told = dossier(name, answers=answers("b"))
    told["vehicles"][0]["parts_complete"] = True
    return clears(outcome(lay(folder, told, {name: data})))


def _component(extra: dict[str, Any], **whole: Any) -> bytes:
    return json.dumps(cyclonedx([line("b", "bracket", "Acme", BRACKET_FACTS, extra=extra)], **whole)).encode()


def test_fields_of_a_component_that_no_fact_is_made_of(tmp_path: Path) -> None:
    for index, (what, extra) in enumerate(OPENS.items()):
        assert not _cleared(tmp_path / f"o{index}", _component(extra), "bom.cdx.json"), what
    for index, (what, extra) in enumerate(PLAIN.items()):
        assert _cleared(tmp_path / f"p{index}", _component(extra), "bom.cdx.json"), what
    for index, (what, whole) in enumerate(WHOLE.items()):
        assert not _cleared(tmp_path / f"w{index}", _component({}, **whole), "bom.cdx.json"), what


BESIDE = {
    "data": "<data><type>configuration</type><name>LTE modem firmware</name></data>",
    "release": "<releaseNotes><type>major</type><description>LTE modem</description></releaseNotes>",
    "tags": "<tags><tag>LTE modem</tag></tags>",
}
BELOW = {
    "a bill": "<externalReferences><reference type='other'><url>https://acme.example/</url>"
    "<comment>SBOM of the unit</comment></reference></externalReferences>",
    "a claim": "<declarations><claims><claim bom-ref='c'><target>b</target>"
    "<predicate>contains an LTE modem</predicate></claim></claims></declarations>",
}


def test_the_same_in_xml(tmp_path: Path) -> None:
    plain = as_xml([BRACKET]).decode()
    assert _cleared(tmp_path / "plain", plain.encode(), "bom.cdx.xml")
    for end, told in (("</component>", BESIDE), ("</bom>", BELOW)):
        for what, element in told.items():
            data = plain.replace(end, element + end).encode()
            assert not _cleared(tmp_path / what, data, "bom.cdx.xml"), what


def _table(title: str | None, cell: str, *rows: str, above: str = "") -> bytes:
    head, row = table([BRACKET])
    if title is not None:
        head, row = [*head, title], [*row, cell]
    text = io.StringIO()
    csv.writer(text, lineterminator="\n").writerows([head, row, *([each, each] for each in rows)])
    return (above + text.getvalue()).encode()


TABLES_THAT_OPEN = {
    "an untitled column with a radio": _table("", "LTE modem EC25"),
    "an untitled column with an alternate": _table("", "alt: EC25"),
    "an untitled column with a place": _table("", "made in China"),
    "a quantity that is a part": _table("Qty", "see LTE modem"),
    "dots for rows": _table(None, "", "..."),
    "dots apart": _table(None, "", ". . ."),
    "a number of parts above": _table(None, "", above="Parts: 12\n"),
    "a number of parts above, in German": _table(None, "", above="Teile: 3\n"),
}
PLAIN_TABLES = {
    "an untitled number": _table("", "1"),
    "an untitled mark": _table("", "x"),
    "an untitled price": _table("", "0.12 EUR"),
    "pieces": _table("Qty", "2 pcs"),
    "a rule": _table(None, "", "-----"),
    "a dotted rule": _table(None, "", ".........."),
    "the number of parts": _table(None, "", above="Parts: 1\n"),
}


@pytest.mark.parametrize("kind", TABLES_THAT_OPEN)
def test_cells_that_state_nothing_say_something(kind: str, tmp_path: Path) -> None:
    assert not _cleared(tmp_path, TABLES_THAT_OPEN[kind], "bom.csv")


@pytest.mark.parametrize("kind", PLAIN_TABLES)
def test_and_plain_ones_do_not(kind: str, tmp_path: Path) -> None:
    assert _cleared(tmp_path, PLAIN_TABLES[kind], "bom.csv")


TAGS = """SPDXVersion: SPDX-2.3
DataLicense: CC0-1.0
SPDXID: SPDXRef-DOCUMENT
DocumentName: d
DocumentNamespace: https://example.org/d
Creator: Tool: t
Created: 2026-01-01T00:00:00Z
# {comment}
PackageName: bracket
SPDXID: SPDXRef-b
PackageDownloadLocation: NOASSERTION
"""
YAML = """# {comment}
spdxVersion: SPDX-2.3
SPDXID: SPDXRef-DOCUMENT
name: d
packages:
  - SPDXID: SPDXRef-b
    name: bracket
"""


@pytest.mark.parametrize("text", [TAGS, YAML], ids=["tags", "YAML"])
@pytest.mark.parametrize(
    ("comment", "opens"),
    [
        *(("modem EC25 left out", True), ("rows hidden", True), ("replaced by EC25 from 2027", True)),
        *(("Package: bracket", False), ("Unpackaged files", False), ("written by a tool", False)),
    ],
)
def test_comments_of_a_document(text: str, comment: str, opens: bool) -> None:
    bill = read_bill(text.format(comment=comment).encode(), name="b.spdx")
    told = {each.ref for each in (*bill.outside, *doubts_of(bill))}
    assert (comment in told) is opens
