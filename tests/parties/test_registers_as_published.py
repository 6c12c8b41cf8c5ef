"""Registers as published: what a statement says without its components, the UK's bands, one company in three."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from pratique.logic.truth import TRUE, UNKNOWN, Truth
from pratique.parties.control import TESTS
from pratique.parties.export_bods import export_bods
from pratique.parties.holdings import Stake
from pratique.parties.nexus import PartyFacts, controllers, party_facts
from pratique.parties.picture import draw
from pratique.parties.readers.any import read_registries, read_registry
from pratique.parties.registry import find_party
from pratique.parties.snapshot import take_snapshot

ON = date(2026, 6, 1)


def facts(party: str, *paths: Path, test: str = "majority") -> PartyFacts:
    return party_facts(read_registries(paths), party, ON, None, {"CN"}, TESTS[test])


def entity(name: str, country: str, kind: str = "entity", **details: Any) -> dict[str, Any]:
    plain: dict[str, Any] = {
        "entityType": {"type": "registeredEntity"},
        "name": name,
        "jurisdiction": {"code": country},
    }
    if kind == "person":
        plain = {"personType": "knownPerson", "names": [{"fullName": name}], "nationalities": [{"code": country}]}
        plain["addresses"] = [{"type": "residence", "country": {"code": country}}]
    return {"statementId": name, "recordId": name, "recordType": kind, "recordDetails": {**plain, **details}}


def owns(holder: str, subject: str, *interests: dict[str, Any], **details: Any) -> dict[str, Any]:
    record = {"subject": subject, "interestedParty": holder, "interests": list(interests), **details}
    name = f"{holder}-{subject}"
    return {"statementId": name, "recordId": name, "recordType": "relationship", "recordDetails": record}


def interest(share: int | None, direct: str | None = "direct", **more: Any) -> dict[str, Any]:
    found: dict[str, Any] = {"type": "shareholding", **more}
    if share is not None:
        found["share"] = {"exact": share}
    if direct:
        found["directOrIndirect"] = direct
    return found


def bods(folder: Path, *statements: dict[str, Any]) -> Path:
    path = folder / "bods.json"
    path.write_text(json.dumps(list(statements)), encoding="utf-8")
    return path


LI = entity("li", "CN", "person")
BASE = (entity("s", "DE"), LI, entity("mid", "DE"), entity("b", "DE", "person"))


@pytest.mark.parametrize(
    ("components", "truth"),
    [([], TRUE), (["nowhere"], TRUE), (["li-mid", "mid-s"], TRUE), (["bare"], TRUE)],
)
def test_an_indirect_total_stands_unless_its_components_carry_it(
    tmp_path: Path, components: list[str], truth: Truth
) -> None:
    bare = owns("mid", "s", interest(None))
    bare["recordId"] = "bare"
    rows = [owns("li", "s", interest(60, "indirect"), componentRecords=components), bare]
    if "li-mid" in components:
        rows += [owns("li", "mid", interest(100)), owns("mid", "s", interest(60))]
    assert facts("s", bods(tmp_path, *BASE, *rows)).controlled_by_linked is truth


def test_direct_and_indirect_parts_of_one_holder_add_up(tmp_path: Path) -> None:
    path = bods(tmp_path, *BASE, owns("li", "s", interest(50), interest(50, "indirect")))
    assert facts("s", path).controlled_by_linked is TRUE
    (row,) = (one for one in controllers(take_snapshot(read_registries([path]), ON), "s") if one.party == "li")
    assert (row.low, row.high) == (1, 1)


@pytest.mark.parametrize("directness", ["unknown", None])
def test_directness_that_is_not_stated_is_not_through_others(tmp_path: Path, directness: str | None) -> None:
    path = bods(tmp_path, *BASE, owns("li", "s", interest(80, directness)))
    found = facts("s", path)
    assert found.controlled_by_linked is TRUE
    assert "held through others" not in " ".join(text for texts in found.reasons.values() for text in texts)


def test_two_interests_of_two_classes_add_up(tmp_path: Path) -> None:
    both = (interest(30, details="Class A shares"), interest(30, details="Class B shares"))
    assert facts("s", bods(tmp_path, *BASE, owns("li", "s", *both))).controlled_by_linked is TRUE
    same = (interest(30), interest(30))
    assert facts("s", bods(tmp_path, *BASE, owns("li", "s", *same))).controlled_by_linked is UNKNOWN


def psc(folder: Path, *natures: str, nationality: str = "Chinese", **data: Any) -> Path:
    record = {
        "company_number": "01234567",
        "data": {
            "kind": "individual-person-with-significant-control",
            "name": "Mr Li",
            "nationality": nationality,
            "country_of_residence": "China",
            "natures_of_control": list(natures),
            "notified_on": "2018-04-06",
            "links": {"self": "/company/01234567/persons-with-significant-control/individual/x"},
            **data,
        },
    }
    path = folder / "psc.jsonl"
    path.write_text(json.dumps(record) + "\n", encoding="utf-8")
    return path


@pytest.mark.parametrize(
    ("natures", "truth"),
    [
        (["ownership-of-shares-75-to-100-percent"], TRUE),
        (["voting-rights-50-to-75-percent"], TRUE),
        (["ownership-of-shares-25-to-50-percent"], UNKNOWN),
        (["right-to-appoint-and-remove-directors"], TRUE),
        (["significant-influence-or-control"], UNKNOWN),
        (["something-new"], UNKNOWN),
    ],
)
def test_the_register_of_the_united_kingdom(tmp_path: Path, natures: list[str], truth: Truth) -> None:
    found = facts("GB-COH-01234567", psc(tmp_path, *natures), test="power-to-decide")
    assert found.controlled_by_linked is truth


def test_a_person_who_ceased_controls_no_more(tmp_path: Path) -> None:
    path = psc(tmp_path, "ownership-of-shares-75-to-100-percent", ceased_on="2020-01-01")
    assert facts("GB-COH-01234567", path).controlled_by_linked is UNKNOWN


def test_one_company_in_three_formats_is_one(tmp_path: Path) -> None:
    statement = entity("target", "GB", identifiers=[{"scheme": "GB-COH", "id": "01234567"}])
    gleif = tmp_path / "gleif.csv"
    gleif.write_text(
        "LEI,Entity.LegalName,Entity.LegalJurisdiction,Entity.RegistrationAuthority.RegistrationAuthorityID,"
        "Entity.RegistrationAuthority.RegistrationAuthorityEntityID\n"
        "5493001KJTIIGC8Y1R12,Target Ltd,GB,RA000585,1234567\n"
    )
    ftm = tmp_path / "f.ftm.json"
    properties = {"name": ["Target"], "jurisdiction": ["gb"], "registrationNumber": ["01234567"]}
    ftm.write_text(json.dumps([{"id": "f", "schema": "Company", "properties": properties}]))
    files = (bods(tmp_path, statement), gleif, ftm, psc(tmp_path, "ownership-of-shares-75-to-100-percent"))
    for name in ("target", "5493001KJTIIGC8Y1R12", "f"):
        assert facts(name, *files).controlled_by_linked is TRUE


def test_a_country_without_a_role_is_some_seat(tmp_path: Path) -> None:
    path = tmp_path / "f.jsonl"
    body = {"id": "f", "schema": "PublicBody", "properties": {"name": ["Bureau"], "country": ["cn"]}}
    path.write_text(json.dumps(body) + "\n" + json.dumps({**body, "id": "g"}) + "\n")
    assert facts("f", path).linked is TRUE


def test_a_closed_record_leaves_the_party_its_name(tmp_path: Path) -> None:
    parent = {**entity("c", "CN"), "recordStatus": "closed", "statementDate": "2024-01-01"}
    found = facts("s", bods(tmp_path, *BASE, parent, owns("c", "s", interest(60))))
    assert found.controlled_by_linked is TRUE


COLUMNS = "kind,subject,holder,share,decisive,indirect,concert,type,organised,headquarters,principal_place,"
STAKES = """citizenship,residence,lei
party,s,,,,,,entity,DE,AT,FR,,,5493001KJTIIGC8Y1R12
party,a,,,,,,entity,CN,CN,CN,,,
party,p,,,,,,person,,,,DE,FR,
votes,s,a,37,,,,,,,,,,
votes,s,p,20,,yes,,,,,,,,
special_share,s,a,,no,,,,,,,,,
important_matters,s,p,,no,,,,,,,,,
dispersed,s,,5,,,no,,,,,,,
"""


@pytest.mark.parametrize("rest", ["dispersed,s,,5,,,no,,,,,,,", "complete,s,,,,,,,,,,,,", "rest,s,,,,,,,,,,,,"])
def test_what_is_exported_and_read_back_gives_the_same_answer(tmp_path: Path, rest: str) -> None:
    path = tmp_path / "s.csv"
    path.write_text(COLUMNS + STAKES.replace("dispersed,s,,5,,,no,,,,,,,", rest), encoding="utf-8")
    graph = take_snapshot(read_registries([path]), ON)
    copy = tmp_path / "copy.json"
    copy.write_text(export_bods(graph, "s", ON), encoding="utf-8")
    back = read_registries([copy])
    again = party_facts(back, find_party(back, "5493001KJTIIGC8Y1R12"), ON, None, {"CN"}, TESTS["power-to-decide"])
    first = party_facts(read_registries([path]), "s", ON, None, {"CN"}, TESTS["power-to-decide"])
    assert again.prongs == first.prongs
    assert (again.headquarters, again.principal_place) == (first.headquarters, first.principal_place)
    assert [(item.kind, item.clears) for item in again.open_holdings] == [
        (item.kind, item.clears) for item in first.open_holdings
    ]


def test_the_subject_is_drawn_however_many_hold_it(tmp_path: Path) -> None:
    path = tmp_path / "s.csv"
    rows = "".join(f"votes,s,h{number},1\n" for number in range(90))
    path.write_text(f"kind,subject,holder,share,name\nparty,s,,,The Subject AG\n{rows}", encoding="utf-8")
    graph = take_snapshot(read_registries([path]), ON)
    drawing = draw(graph, facts("s", path), TESTS["majority"])
    assert "The Subject AG" in drawing.split("</title>", 1)[1]
    assert "more holders further up are not drawn" in drawing
    assert "marker-end" in drawing


RR = """<rr:RelationshipData xmlns:rr="http://www.gleif.org/data/schema/rr/2016"><rr:Header>
<rr:RecordCount>{count}</rr:RecordCount></rr:Header><rr:RelationshipRecords><rr:RelationshipRecord>
<rr:Relationship><rr:StartNode><rr:NodeID>5493001KJTIIGC8Y1R12</rr:NodeID></rr:StartNode>
<rr:EndNode><rr:NodeID>5493006MHB84DD0ZWV18</rr:NodeID></rr:EndNode>
<rr:RelationshipType>IS_DIRECTLY_CONSOLIDATED_BY</rr:RelationshipType>
<rr:RelationshipQuantifiers><rr:RelationshipQuantifier><rr:MeasurementMethod>ACCOUNTING_CONSOLIDATION</rr:MeasurementMethod>
<rr:QuantifierAmount>{amount}</rr:QuantifierAmount><rr:QuantifierUnits>{unit}</rr:QuantifierUnits>
</rr:RelationshipQuantifier></rr:RelationshipQuantifiers></rr:Relationship></rr:RelationshipRecord>
</rr:RelationshipRecords></rr:RelationshipData>"""


@pytest.mark.parametrize(
    ("amount", "unit", "share"),
    [
        ("67.5", "PERCENTAGE", "67.5 %"),
        ("100", "PERCENTAGE", "100 %"),
        ("1000", "SHARES", "unknown share"),
        ("250", "PERCENTAGE", "unknown share"),
    ],
)
def test_the_quantifier_of_a_relationship_is_a_share_of_the_capital(
    tmp_path: Path, amount: str, unit: str, share: str
) -> None:
    path = tmp_path / "rr.xml"
    path.write_text(RR.format(count=1, amount=amount, unit=unit), encoding="utf-8")
    found = read_registry(path)
    (stake,) = [claim for claim in found.claims if isinstance(claim, Stake)]
    assert (stake.measure, str(stake.share)) == ("capital", share)
    assert bool(found.findings) == (share == "unknown share")


@pytest.mark.parametrize(("count", "open_"), [("1", False), ("2", True), ("0", True), ("many", True)])
def test_a_file_with_another_number_of_records_than_it_states_rules_nothing_out(
    tmp_path: Path, count: str, open_: bool
) -> None:
    path = tmp_path / "rr.xml"
    path.write_text(RR.format(count=count, amount="100", unit="PERCENTAGE"), encoding="utf-8")
    found = read_registry(path)
    assert [each.code for each in found.findings] == (["gleif.count"] if open_ else [])
    child = party_facts(found, "5493001KJTIIGC8Y1R12", date(2026, 6, 1), None, {"CN"})
    assert bool(child.holes) == open_
