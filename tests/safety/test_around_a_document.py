"""What a CycloneDX document says around its list, and names that are none: each opens the list of a bracket.

Beside each stands the plain form of it, which leaves the list as it is.
"""

from __future__ import annotations

import base64
import json
from pathlib import Path
from typing import Any

import pytest

from pratique.items.doubt.types import type_called
from pratique.items.excerpt import says_excerpt
from tests.safety.inputs import BRACKET, as_csv, cyclonedx
from tests.safety.test_notes_on_no_line import cleared

DAY = "2026-01-01T00:00:00Z"


def _written(text: str) -> dict[str, Any]:
    content = base64.b64encode(text.encode()).decode()
    return {"licenses": [{"license": {"name": "x", "text": {"encoding": "base64", "content": content}}}]}


def _output(kind: str, url: str) -> dict[str, Any]:
    made = [{"type": "artifact", "resource": {"externalReference": {"type": kind, "url": url}}}]
    return {"formulation": [{"workflows": [{"bom-ref": "w", "uid": "u", "outputs": made}]}]}


AROUND: dict[str, tuple[dict[str, Any], dict[str, Any]]] = {
    "a citation": (
        {"citations": [{"timestamp": DAY, "note": "the LTE modem is listed by its maker"}]},
        {"citations": [{"timestamp": DAY, "note": "taken from the drawing"}]},
    ),
    "a citation of a maker": (
        {"citations": [{"timestamp": DAY, "note": "from the list of Quectel"}]},
        {"citations": [{"timestamp": DAY, "note": "from the list of Acme"}]},
    ),
    "what is said of a weakness": (
        {"vulnerabilities": [{"id": "1", "analysis": {"detail": "the EC25 modem is not affected"}}]},
        {"vulnerabilities": [{"id": "1", "analysis": {"detail": "not affected"}}]},
    ),
    "a link of the document": (
        {"externalReferences": [{"type": "website", "url": "https://www.quectel.com/ec25"}]},
        {"externalReferences": [{"type": "website", "url": "https://www.example.org/bracket"}]},
    ),
    "who annotated it": (
        {"annotations": [{"subjects": ["b"], "annotator": {"organization": {"name": "Quectel"}}, "text": "ok"}]},
        {"annotations": [{"subjects": ["b"], "annotator": {"organization": {"name": "Acme"}}, "text": "ok"}]},
    ),
    "who wrote it": (
        {"metadata": {"authors": [{"name": "J", "email": "j@quectel.com"}]}},
        {"metadata": {"authors": [{"name": "J", "email": "j@example.org"}]}},
    ),
    "what came out of a formula": (_output("bom", "https://x.org/y"), _output("website", "https://x.org/y")),
    "by its address": (_output("other", "https://x.org/y.cdx.json"), _output("other", "https://x.org/y.pdf")),
    "a service of a formula": (
        {"formulation": [{"services": [{"name": "LTE modem"}]}]},
        {"formulation": [{"services": [{"name": "paint line"}]}]},
    ),
    "that it is not complete": (
        {"properties": [{"name": "complete", "value": "false"}]},
        {"properties": [{"name": "complete", "value": "true"}]},
    ),
}  # fmt: skip


@pytest.mark.parametrize("kind", AROUND)
def test_what_stands_around_a_list_opens_it(kind: str, tmp_path: Path) -> None:
    for name, fields, whole in zip("ab", AROUND[kind], (False, True), strict=True):
        assert cleared(tmp_path / name, json.dumps(cyclonedx([BRACKET], **fields)).encode(), "bom.json") is whole


def of_line(**fields: Any) -> bytes:
    return json.dumps(cyclonedx([{**BRACKET, "extra": fields}])).encode()


OF_THE_LINE: dict[str, tuple[dict[str, Any], dict[str, Any]]] = {
    "a licence in base 64": (_written("Copyright Quectel Wireless"), _written("Copyright Acme")),
    "a second sentence": (
        {"description": "A bracket. It holds the LTE modem EC25."}, {"description": "A bracket. It is of steel."}
    ),
}  # fmt: skip


@pytest.mark.parametrize("kind", OF_THE_LINE)
def test_so_does_what_a_line_says_where_nobody_looked(kind: str, tmp_path: Path) -> None:
    for name, fields, whole in zip("ab", OF_THE_LINE[kind], (False, True), strict=True):
        assert cleared(tmp_path / name, of_line(**fields), "bom.json") is whole


NAMES_OF_NONE = (
    "", " ", "-", "TBD", "n/a", "unknown", "???", "all other parts", "remaining electronics", "placeholder",
    "unknown part", "Sonstige Bauteile", "其他零件", "Platzhalter",
)  # fmt: skip
NAMES = ("bracket", "other bracket", "unit bracket", "T-slot", "n", "未来支架", "holder")


@pytest.mark.parametrize("form", ["cyclonedx", "csv"])
def test_a_name_that_names_no_part_leaves_its_list_open(form: str, tmp_path: Path) -> None:
    """A part whose name is left out is cleared no sooner than the modem that it may be."""

    def named(name: str) -> bytes:
        return of_line(name=name) if form == "cyclonedx" else as_csv([{**BRACKET, "name": name}])

    file = "bom.json" if form == "cyclonedx" else "bom.csv"
    for index, name in enumerate(NAMES_OF_NONE):
        if form == "cyclonedx" or name.strip():  # in a table its reference stands for an empty name
            assert not cleared(tmp_path / f"n{index}", named(name), file), name
    for index, name in enumerate(NAMES):
        assert cleared(tmp_path / f"p{index}", named(name), file), name


@pytest.mark.parametrize("name", ["LTE%20modem", "LTE &#109;odem", "L T E  m o d e m", "lte&nbsp;modem", "LTE_modem"])
def test_a_name_is_read_as_it_is_shown(name: str) -> None:
    assert type_called(name) == "cellular_modem_or_module"


def test_words_for_a_list_that_is_not_whole() -> None:
    no = ("complete: no", "Completeness: partial", "vollständig: nein", "完整：否", "complete = not yet")
    yes = ("complete: yes", "complete", "Completeness: full", "vollständig: ja", "完整：是")
    assert [each for each in no if not says_excerpt(each)] == []
    assert [each for each in yes if says_excerpt(each)] == []
