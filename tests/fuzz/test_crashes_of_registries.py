"""Registries of who owns whom that once ended a command, hung it or passed in silence: BODS, GLEIF, FtM, stakes."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.fuzz.crashes import asked, bods, related

LEI = "5493001KJTIIGC8Y1R12"
SHAPES: dict[str, str] = {
    "entity type as text": bods(entityType="registeredEntity"),
    "identifiers as texts": bods(identifiers=["123"]),
    "jurisdiction as text": bods(jurisdiction="CN"),
    "jurisdiction as list": bods(jurisdiction=[{"code": "CN"}]),
    "names as number": bods(alternateNames=3),
    "listing as text": bods(publicListing="yes"),
    "interests as texts": related(interests=["shareholding"]),
    "share as text": related(interests=[{"type": "shareholding", "share": "60%"}]),
    "share of a huge power": related(interests=[{"type": "shareholding", "share": {"exact": "1e99999999"}}]),
    "component as text": related(isComponent="true"),
    "GLEIF entity as text": json.dumps({"data": [{"type": "lei-records", "attributes": {"lei": LEI, "entity": "x"}}]}),
    "GLEIF record as text": json.dumps({"data": ["x"]}),
    "FtM schema as list": json.dumps({"id": "a", "schema": ["Company"], "properties": {}}),
    "FtM datasets as numbers": json.dumps({"id": "a", "schema": "Company", "datasets": [{}], "properties": {"name": [1, {}]}}),
    "a key that stands twice": related()[:-1] + ',{"recordId": "q", "recordId": "r"}]',
}  # fmt: skip


@pytest.mark.parametrize("content", SHAPES.values(), ids=SHAPES)
def test_a_registry_of_another_shape_is_a_finding(content: str, tmp_path: Path) -> None:
    status, err = asked(tmp_path, {"r.json": content}, "own", "x", "--registry", "@r.json", "--on", "2026-11-22")
    assert status in (0, 2, 3, 4)
    assert "r.json" in err
    assert "Internal error" not in err


@pytest.mark.parametrize("slip", ["NAMES", "Names", "na-mes", "names ", "namesx", "naems", "nmaes", "n4mes"])
def test_a_field_that_is_almost_called_so_is_told(slip: str, tmp_path: Path) -> None:
    person = {"isComponent": False, "personType": "knownPerson", slip: [{"fullName": "Li Wei"}]}
    told = {
        "statementId": "p",
        "recordId": "p",
        "recordType": "person",
        "recordStatus": "new",
        "recordDetails": person,
    }
    votes = related(interestedParty="p", interests=[{"type": "votingRights", "share": {"exact": 60}}])
    rows = [*json.loads(bods()), told, *json.loads(votes)]
    status, err = asked(
        tmp_path, {"r.json": json.dumps(rows)}, "own", "x", "--registry", "@r.json", "--on", "2026-11-22"
    )
    assert (status, f"{slip!r} is not read; the field is called 'names'" in err) == (3, True)


def test_a_name_under_a_misspelt_field_of_an_older_bods_is_told(tmp_path: Path) -> None:
    from pratique.parties.readers.any import read_registry

    person = {"statementID": "p", "statementType": "personStatement", "personType": "known-person"}
    (tmp_path / "r.json").write_text(json.dumps([{**person, "namesx": [{"fullName": "Li Wei"}]}]))
    assert "bods.key" in [each.code for each in read_registry(tmp_path / "r.json").findings]


def test_a_row_of_a_party_that_is_shifted_is_told_and_opens_it(tmp_path: Path) -> None:
    rows = "kind,subject,holder,share,decisive,name,type\nparty,p,,,Li Wei,person\ncomplete,p,,,,,\n"
    asks = ("own", "p", "--registry", "@s.csv", "--on", "2026-11-22")
    status, err = asked(tmp_path, {"s.csv": rows}, *asks)
    assert (status, "where it says nothing" in err) == (3, True)


def test_more_errors_than_anybody_mends_stop_the_reading(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    from pratique import errors

    monkeypatch.setattr(errors, "MOST_ERRORS", 50)
    rows = "kind,subject,holder,share\n" + "votes,a,b,60,1,2\n" * 60
    status, err = asked(tmp_path, {"s.csv": rows}, "own", "a", "--registry", "@s.csv", "--on", "2026-11-22")
    assert (status, "findings.many" in err) == (4, True)
