"""A maker of a country of concern that is named beside a part of another opens a list that is called complete.

The text may stand in any field: each text of a record is read, so that a field that nobody thought of hides nothing.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from pratique.items.doubt.texts import InDocument, said_in
from pratique.usecases.check import check
from tests.running import run
from tests.safety.inputs import KNOWN_ON, as_spdx2, cyclonedx, dossier, lay
from tests.safety.test_named_elsewhere import CLEAN, cleared, with_column

FIELDS: dict[str, Any] = {
    "tags": {"tags": ["telematics", "quectel"]},
    "licence": {"licenses": [{"license": {"name": "Quectel proprietary"}}]},
    "versions": {"version": "", "versionRange": "vers:generic/>=1|<9"},
    "description": {"description": "Controller, Huawei"},
    "release notes": {"releaseNotes": {"type": "major", "title": "移远"}},
    "text of a licence": {"licenses": [{"license": {"name": "A", "text": {"content": "made in Shenzhen"}}}]},
}
HARMLESS: dict[str, Any] = {
    "tags": {"tags": ["telematics", "black"]},
    "licence": {"licenses": [{"license": {"name": "Acme terms"}}]},
    "text of a licence": {"licenses": [{"license": {"name": "A", "text": {"content": "either A or B, Hamburg"}}}]},
}


def test_each_text_of_a_component_is_read(tmp_path: Path) -> None:
    for index, (what, extra) in enumerate(FIELDS.items()):
        data = json.dumps(cyclonedx([{**CLEAN, "extra": extra}])).encode()
        assert not cleared(tmp_path / str(index), data, "bom.json"), what
    for index, (what, extra) in enumerate(HARMLESS.items()):
        data = json.dumps(cyclonedx([{**CLEAN, "extra": extra}])).encode()
        assert cleared(tmp_path / f"h{index}", data, "bom.json"), what


def test_each_text_of_a_package_is_read(tmp_path: Path) -> None:
    whole = json.loads(as_spdx2([CLEAN]))
    for index, (key, said) in enumerate(
        {
            "packageFileName": "quectel-fw.bin",
            "attributionTexts": ["Portions by Fibocom"],
            "sourceInfo": "taken from 华为",
            "licenseInfoFromFiles": ["LicenseRef-ZTE"],
        }.items()
    ):
        changed = {**whole, "packages": [{**whole["packages"][0], key: said}]}
        assert not cleared(tmp_path / str(index), json.dumps(changed).encode(), "bom.spdx.json"), key
    assert cleared(tmp_path / "plain", json.dumps(whole).encode(), "bom.spdx.json")


def test_a_cell_of_a_table_that_names_a_maker_opens_it(tmp_path: Path) -> None:
    for index, (title, cell) in enumerate(
        (("Description", "Quectel"), ("Remarks", "Huawei"), ("Bezeichnung 2", "广和通"))
    ):
        assert not cleared(tmp_path / str(index), with_column(title, cell), "bom.csv"), title
    assert cleared(tmp_path / "plain", with_column("Description", "black"), "bom.csv")


def test_a_maker_of_the_document_and_the_name_of_the_part_itself_say_nothing_new() -> None:
    assert said_in("interface to Quectel", "remark", InDocument()) is not None
    assert said_in("interface to Quectel", "remark", InDocument(makers=frozenset({"quectel wireless"}))) is None
    assert said_in("Quectel", "remark", InDocument(), "quectel ec25") is None
    assert said_in("Quectel EC25", "name", InDocument()) is not None


@pytest.mark.parametrize(
    ("name", "clear"),
    [
        ("telematics controller", True),
        ("bracket or EC25 modem", False),
        ("controller (see BOM 4711)", False),
        ("controller with Quectel radio", False),
        ("控制器（移远）", False),
    ],
)
def test_the_name_of_a_part_of_the_dossier_itself_may_mean_more(tmp_path: Path, name: str, clear: bool) -> None:
    given = dossier()
    given["vehicles"][0] |= {
        "parts_complete": True,
        "parts": [{"ref": "b", "name": name, "kind": "hardware"}],
    }
    found = check(lay(tmp_path, given), known_on=KNOWN_ON)
    assert any("may mean more" in each.note for each in found.conflicts) is not clear
    plain = run("check", str(tmp_path / "dossier.json"), "--known-on", "2026-11-22").out
    assert ("may mean more" in " ".join(plain.split())) is not clear
