"""A name that a list holds where or as nobody looks for it: it is read, or the list is not complete."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from tests.running import run

ON = ("--on", "2026-11-22")
UN = (
    '<?xml version="1.0"?><CONSOLIDATED_LIST dateGenerated="2026-11-20T00:00:00"><INDIVIDUALS/><ENTITIES>'
    "<ENTITY><DATAID>1</DATAID><FIRST_NAME>Orion Radar</FIRST_NAME>"
    "<ENTITY_ALIAS><QUALITY>a.k.a.</QUALITY><ALIAS_NAME>Kestrel Sensors</ALIAS_NAME></ENTITY_ALIAS>"
    "<LISTED_ON>2016-03-02</LISTED_ON></ENTITY></ENTITIES></CONSOLIDATED_LIST>"
)
UK = (
    "<Designations><DateGenerated>2026-11-20</DateGenerated><Designation><UniqueID>1</UniqueID><Names><Name>"
    "<Name6>Orion Radar</Name6><NameType>Primary Name</NameType></Name><Name><Name6>Kestrel Sensors</Name6>"
    "<NameType>Alias</NameType></Name></Names><RegimeName>X</RegimeName></Designation></Designations>"
)
EU = (
    '<export xmlns="http://eu.europa.ec/fpi/fsd/export" generationDate="2026-11-20"><sanctionEntity '
    'euReferenceNumber="EU.1"><nameAlias wholeName="Orion Radar" strong="true"/>'
    '<nameAlias wholeName="Kestrel Sensors" strong="true"/></sanctionEntity></export>'
)
ENTITY = {"id": "x", "schema": "Company", "caption": "Y", "datasets": ["us"], "target": True}


def _status(path: Path, name: str) -> str:
    found = run("screen", "--name", name, "--list", path, *ON, "--format", "json")
    status: str = json.loads(found.out)[0]["status"]
    return status


def _entity(**properties: list[str]) -> str:
    return json.dumps({**ENTITY, "properties": {"topics": ["sanction"], **properties}}) + "\n"


@pytest.mark.parametrize("text", [UN, UK, EU], ids=["UN", "UK", "EU"])
def test_a_list_as_it_is_published_is_taken_at_its_word(text: str, tmp_path: Path) -> None:
    path = tmp_path / "list.xml"
    path.write_text(text, encoding="utf-8")
    assert _status(path, "Harmless Bakery") == "not listed"
    assert _status(path, "Kestrel Sensors") != "not listed"


@pytest.mark.parametrize(
    ("text", "old", "new"),
    [
        (UN, "Orion Radar", "Ori<b>on</b> Radar"),
        (UN, "Orion Radar", "<x><y>Orion</y> Radar</x>"),
        (UN, "<FIRST_NAME>", "<FIRST_NAME>Other</FIRST_NAME><FIRST_NAME>"),
        (UN, "FIRST_NAME", "FIRST_NAMES"),
        (UN, "ENTITY>", "Entity>"),
        (UN, "<ENTITY>", "<ENTITY><FIRST_NAME>Other</FIRST_NAME></ENTITY><ENTITY>"),
        (UK, "Orion Radar", "Ori<b>on</b> Radar"),
        (UK, "<Name6>Orion", "<Name6>Other</Name6><Name6>Orion"),
        (UK, "<Name6>Orion Radar</Name6>", "<Name7>Orion Radar</Name7>"),
        (UK, "<Name6>Orion Radar</Name6>", "<Name6>Other</Name6><name6>Orion Radar</name6>"),
        (EU, 'wholeName="Orion Radar"', 'wholeNmae="Orion Radar" wholeName="Other"'),
        (EU, "nameAlias wholeName", "namealias wholeName"),
    ],
)
def test_a_name_in_an_odd_place_is_never_passed_over(text: str, old: str, new: str, tmp_path: Path) -> None:
    assert old in text
    path = tmp_path / "list.xml"
    path.write_text(text.replace(old, new), encoding="utf-8")
    assert _status(path, "Orion Radar") != "not listed"


@pytest.mark.parametrize(
    "text",
    [
        UN.replace("ENTITY_ALIAS", "ENTITY_ALIAZ"),
        UN.replace("ALIAS_NAME", "ALIAS_NAMES"),
        UN.replace("ALIAS_NAME", "Alias-Name"),
    ],
)
def test_nor_is_an_alias(text: str, tmp_path: Path) -> None:
    path = tmp_path / "list.xml"
    path.write_text(text, encoding="utf-8")
    assert _status(path, "Kestrel Sensors") != "not listed"


@pytest.mark.parametrize(
    "key", ["aliaz", "aliases", "alais", "names", "weak_alias", "previosName", "previuosname", "nmae"]
)
def test_a_property_of_an_export_that_is_called_nearly_so_is_read_or_told(key: str, tmp_path: Path) -> None:
    path = tmp_path / "entities.json"
    path.write_text(_entity(name=["Other"], **{key: ["Orion Radar"]}), encoding="utf-8")
    assert _status(path, "Orion Radar") != "not listed"


def test_what_an_export_says_beside_is_no_slip(tmp_path: Path) -> None:
    path = tmp_path / "entities.json"
    beside = (
        "firstName",
        "lastName",
        "summary",
        "status",
        "address",
        "country",
        "sourceUrl",
        "notes",
        "title",
        "gender",
    )
    path.write_text(_entity(name=["Other"], **{key: ["x"] for key in beside}), encoding="utf-8")
    assert _status(path, "Harmless Bakery") == "not listed"
