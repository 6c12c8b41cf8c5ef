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
        (
            EU,
            '<nameAlias wholeName="Kestrel Sensors"',
            '<identification nameOnDocument="Orion Radar"/><nameAlias wholeName="K"',
        ),
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


@pytest.mark.parametrize("key", ["recrodDetials", "recordDetalis", "record_detals", "recordDetailz"])
def test_a_field_of_bods_two_letters_off_is_told(key: str, tmp_path: Path) -> None:
    details = {"entityType": {"type": "registeredEntity"}, "name": "Orion"}
    row = {"statementId": "a", "recordId": "a", "recordType": "entity", "recordStatus": "new", key: details}
    path = tmp_path / "r.json"
    path.write_text(json.dumps([row]), encoding="utf-8")
    found = run("own", "a", "--registry", path, *ON)
    assert found.status in (3, 4)
    assert found.err


def test_a_share_above_one_end_and_up_to_another_is_no_slip(tmp_path: Path) -> None:
    rows: list[dict[str, object]] = [
        {
            "statementId": each,
            "recordId": each,
            "recordType": "entity",
            "recordStatus": "new",
            "recordDetails": {"entityType": {"type": "registeredEntity"}, "isComponent": False, "name": each},
        }
        for each in ("a", "b")
    ]
    share = {"exclusiveMinimum": 50, "maximum": 75}
    rows.append(
        {
            "statementId": "r",
            "recordId": "r",
            "recordType": "relationship",
            "recordStatus": "new",
            "recordDetails": {
                "subject": "a",
                "interestedParty": "b",
                "isComponent": False,
                "interests": [{"type": "votingRights", "share": share}],
            },
        }
    )
    path = tmp_path / "r.json"
    path.write_text(json.dumps(rows), encoding="utf-8")
    assert "is not read" not in run("own", "a", "--registry", path, *ON).err


LISTED = "source,_id,type,name,alt_names\nList (OWN),1,Entity,Orion Radar,\n"


@pytest.mark.parametrize(
    ("suppliers", "status"),
    [
        ("name\nHarmless Bakery\n", 0),
        ("name\nOrion Radar\n", 3),
        ("name,country\nHarmless Bakery,DE\n,DE\n", 4),  # a row that could not be used
        ("name,country\nOrion Radar,DE\n,DE\n", 4),
        ('name,country\n"Harmless Bakery,DE\nOrion Radar,CN\n', 4),
        ("name,name\nOrion Radar,Harmless Bakery\n", 4),
    ],
)
def test_the_status_of_a_screening_says_what_could_not_be_read(suppliers: str, status: int, tmp_path: Path) -> None:
    (tmp_path / "s.csv").write_text(suppliers)
    (tmp_path / "l.csv").write_text(LISTED)
    assert run("screen", tmp_path / "s.csv", "--list", tmp_path / "l.csv", *ON).status == status


def test_an_entry_of_a_list_that_cannot_be_read_never_ends_as_if_all_had_been(tmp_path: Path) -> None:
    (tmp_path / "l.csv").write_text(f"{LISTED}List (OWN),2,Entity,,\n")
    found = run("screen", "--name", "Harmless Bakery", "--list", tmp_path / "l.csv", *ON)
    assert found.status in (3, 4)
    assert "error" in found.err


@pytest.mark.parametrize(
    ("text", "before", "more"),
    [
        (EU, "</sanctionEntity>", '<identification nameOnDocument="Falcon Optics"/>'),
        (EU, "</sanctionEntity>", '<nameAlias tradingName="Falcon Optics" wholeName="K"/>'),
        (UK, "<RegimeName>", "<PreviousNames>Falcon Optics</PreviousNames>"),
        (UN, "</ENTITY>", "<FORMER_NAME>Falcon Optics</FORMER_NAME>"),
    ],
)
def test_what_speaks_of_names_and_is_not_known_is_never_passed_over(
    text: str, before: str, more: str, tmp_path: Path
) -> None:
    assert before in text
    path = tmp_path / "list.xml"
    path.write_text(text.replace(before, more + before), encoding="utf-8")
    assert _status(path, "Falcon Optics") == "unknown"


def test_a_number_in_latin_letters_beside_another_is_read(tmp_path: Path) -> None:
    path = tmp_path / "list.xml"
    both = '<identification number="№ 1" latinNumber="1027700132195"/></sanctionEntity>'
    path.write_text(EU.replace("</sanctionEntity>", both), encoding="utf-8")
    assert _status(path, "Quite Other 1027700132195") == "listed"
