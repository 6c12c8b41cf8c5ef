"""Readers of ownership data: what they read, and what they say of bad input."""

from __future__ import annotations

import json
from collections import Counter
from datetime import date
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest

from pratique.errors import InvalidInput
from pratique.parties.holdings import PartyClaim, Power, Remainder, Stake
from pratique.parties.party import Countries
from pratique.parties.readers.any import read_registries, read_registry
from pratique.parties.registry import Registry
from pratique.parties.shares import UNKNOWN, Share
from pratique.parties.snapshot import take_snapshot

SAMPLES = Path(__file__).parents[3] / "shared" / "samples"
needs_samples = pytest.mark.skipif(not SAMPLES.exists(), reason="the shared samples are not here")
LEI_1, LEI_2 = "5493001KJTIIGC8Y1R12", "549300B56MD0ZC402L06"


def read(tmp_path: Path, name: str, content: str | bytes) -> Registry:
    path = tmp_path / name
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return read_registry(path)


def codes(registry: Registry) -> list[str]:
    return [finding.code for finding in registry.findings]


def percent(low: int, high: int | None = None) -> Share:
    return Share(Fraction(low, 100), Fraction(low if high is None else high, 100))


# BODS -------------------------------------------------------------------------------------------


def entity(name: str, **details: Any) -> dict[str, Any]:
    body = {"isComponent": False, "entityType": {"type": "registeredEntity"}, "name": name} | details
    return statement(name, "entity", body)


def statement(record: str, kind: str, details: dict[str, Any], **more: Any) -> dict[str, Any]:
    base = {"statementId": f"s-{record}", "statementDate": "2026-01-01", "recordId": record, "recordType": kind}
    return base | {"recordStatus": "new", "recordDetails": details} | more


def relationship(share: Any, **interest: Any) -> dict[str, Any]:
    held = {"type": "votingRights", "directOrIndirect": "direct", "share": share} | interest
    details = {"isComponent": False, "subject": "x", "interestedParty": "a", "interests": [held]}
    return statement("r", "relationship", details)


@pytest.mark.parametrize(
    ("share", "expected"),
    [
        ({"exact": 37.5}, Share(Fraction(3, 8), Fraction(3, 8))),
        ({"minimum": 25, "maximum": 50}, percent(25, 50)),
        ({"exclusiveMinimum": 50, "maximum": 75}, Share(Fraction(1, 2), Fraction(3, 4), True, False)),
        ({"minimum": 25, "exclusiveMaximum": 50}, Share(Fraction(1, 4), Fraction(1, 2), False, True)),
        ({"minimum": 25, "maximum": 50, "exclusiveMinimum": True}, Share(Fraction(1, 4), Fraction(1, 2), True)),
        ({"minimum": 75}, percent(75, 100)),
        ({}, UNKNOWN),
    ],
)
def test_bods_shares_keep_their_ends(tmp_path: Path, share: dict[str, Any], expected: Share) -> None:
    registry = read(tmp_path, "b.json", json.dumps([entity("x"), entity("a"), relationship(share)]))
    (stake,) = [claim for claim in registry.claims if isinstance(claim, Stake)]
    assert stake.share == expected
    assert not registry.findings


@pytest.mark.parametrize("share", [{"exact": 101}, {"exact": -1}, {"minimum": 60, "maximum": 40}, {"exact": "many"}])
def test_an_impossible_bods_share_is_a_finding_and_unknown(tmp_path: Path, share: dict[str, Any]) -> None:
    registry = read(tmp_path, "b.json", json.dumps([entity("x"), relationship(share)]))
    (stake,) = [claim for claim in registry.claims if isinstance(claim, Stake)]
    assert stake.share == UNKNOWN
    (finding,) = registry.findings
    assert finding.code == "bods.share"
    assert finding.place.pointer == "/1/recordDetails/interests/0"


def test_bods_dates_out_of_order_are_a_finding_and_unknown(tmp_path: Path) -> None:
    row = relationship({"exact": 60}, startDate="2026-05-01", endDate="2025-05-01")
    registry = read(tmp_path, "b.json", json.dumps([row]))
    assert codes(registry) == ["parties.period"]
    (stake,) = registry.claims
    assert stake.provenance.in_force(date(2026, 6, 1)) is None


def test_bods_self_ownership_and_unknown_codes_are_findings_and_the_rest_loads(tmp_path: Path) -> None:
    own = statement("r2", "relationship", {"subject": "x", "interestedParty": "x", "interests": [{"type": "odd"}]})
    odd = entity("y", entityType={"type": "club"}, identifiers=[{"scheme": "XI-LEI", "id": LEI_1[:-1] + "3"}])
    registry = read(tmp_path, "b.json", json.dumps([entity("x"), own, odd, 7, {"recordDetails": {}}]))
    expected = {"parties.self-ownership", "bods.interest-type", "bods.entity-type", "parties.lei", "bods.statement"}
    assert expected <= set(codes(registry))
    assert {claim.party.id for claim in registry.claims if isinstance(claim, PartyClaim)} == {"x", "y"}


@pytest.mark.parametrize("version", ["0.2", "0.3"])
def test_older_bods_is_upgraded(tmp_path: Path, version: str) -> None:
    kebab = version == "0.2"
    place = {"incorporatedInJurisdiction" if kebab else "jurisdiction": {"code": "CN", "name": "China"}}
    rows = [
        {
            "statementID": "e1",
            "statementType": "entityStatement",
            "entityType": "registeredEntity",
            "name": "X",
            **place,
        },
        {
            "statementID": "p1",
            "statementType": "personStatement",
            "personType": "knownPerson",
            "names": [{"fullName": "Li Wei"}],
            "nationalities": [{"code": "CN", "name": "China"}],
        },
        {
            "statementID": "o1",
            "statementDate": "2020-01-01",
            "statementType": "ownershipOrControlStatement",
            "subject": {"describedByEntityStatement": "e1"},
            "interestedParty": {"describedByPersonStatement": "p1"},
            "interests": [
                {
                    "type": "voting-rights" if kebab else "votingRights",
                    "interestLevel": "direct",
                    "share": {"minimum": 50, "exclusiveMinimum": True, "maximum": 75},
                }
            ],
        },
        {
            "statementID": "o2",
            "statementDate": "2021-01-01",
            "statementType": "ownershipOrControlStatement",
            "replacesStatements": ["o1"],
            "subject": {"describedByEntityStatement": "e1"},
            "interestedParty": {"unspecified": {"reason": "no-beneficial-owners" if kebab else "noBeneficialOwners"}},
        },
    ]
    registry = read(tmp_path, "b.json", json.dumps(rows))
    assert codes(registry) == ["bods.version"]
    early = take_snapshot(registry, date(2020, 6, 1))
    (holding,) = early.holdings["e1"]
    assert (holding.holder, holding.share) == ("p1", Share(Fraction(1, 2), Fraction(3, 4), True))
    assert early.parties["e1"].organised == Countries(frozenset({"CN"}), frozenset({"CN"}))
    late = take_snapshot(registry, date(2021, 6, 1))
    assert "e1" not in late.holdings
    assert late.remainders["e1"].reason == "noBeneficialOwners"


def test_bods_json_lines_keep_what_comes_before_the_break(tmp_path: Path) -> None:
    lines = "\n".join(json.dumps(row) for row in (entity("x"), entity("a"), relationship({"exact": 60})))
    registry = read(tmp_path, "b.jsonl", lines[:-20])
    assert codes(registry) == ["json.syntax"]
    assert registry.findings[0].place.line == 3
    assert len(registry.claims) == 2


# GLEIF ------------------------------------------------------------------------------------------

RELATION_XML = f"""<?xml version="1.0"?>
<rr:RelationshipData xmlns:rr="http://www.gleif.org/data/schema/rr/2016"><rr:Header>
<rr:ContentDate>2025-05-15T00:00:00Z</rr:ContentDate></rr:Header><rr:RelationshipRecords>
<rr:RelationshipRecord><rr:Relationship>
<rr:StartNode><rr:NodeID>{LEI_1}</rr:NodeID></rr:StartNode><rr:EndNode><rr:NodeID>{LEI_2}</rr:NodeID></rr:EndNode>
<rr:RelationshipType>IS_DIRECTLY_CONSOLIDATED_BY</rr:RelationshipType>
<rr:RelationshipPeriods><rr:RelationshipPeriod><rr:StartDate>2007-06-05T00:00:00Z</rr:StartDate>
<rr:PeriodType>RELATIONSHIP_PERIOD</rr:PeriodType></rr:RelationshipPeriod></rr:RelationshipPeriods>
<rr:RelationshipStatus>ACTIVE</rr:RelationshipStatus></rr:Relationship></rr:RelationshipRecord>
</rr:RelationshipRecords></rr:RelationshipData>"""


def test_gleif_consolidation_is_a_power_and_no_share(tmp_path: Path) -> None:
    registry = read(tmp_path, "rr.xml", RELATION_XML)
    (power,) = registry.claims
    assert isinstance(power, Power)
    assert (power.holder, power.subject, power.kind, power.decisive) == (LEI_2, LEI_1, "consolidation", True)
    assert power.provenance.start == date(2007, 6, 5)
    assert not registry.findings


def test_the_same_relation_in_csv_and_api_json_is_the_same_claim(tmp_path: Path) -> None:
    columns = {
        "Relationship.StartNode.NodeID": LEI_1,
        "Relationship.EndNode.NodeID": LEI_2,
        "Relationship.RelationshipType": "IS_DIRECTLY_CONSOLIDATED_BY",
        "Relationship.RelationshipStatus": "ACTIVE",
        "Relationship.Period.1.startDate": "2016-01-01",
        "Relationship.Period.1.periodType": "ACCOUNTING_PERIOD",
        "Relationship.Period.2.startDate": "2007-06-05T00:00:00Z",
        "Relationship.Period.2.periodType": "RELATIONSHIP_PERIOD",
        "Registration.LastUpdateDate": "2025-05-15T00:00:00Z",
    }
    table = ",".join(columns) + "\n" + ",".join(columns.values()) + "\n"
    record = {
        "type": "relationship-records",
        "attributes": {
            "relationship": {
                "startNode": {"id": LEI_1},
                "endNode": {"id": LEI_2},
                "type": "IS_DIRECTLY_CONSOLIDATED_BY",
                "status": "ACTIVE",
                "periods": [{"startDate": "2007-06-05T00:00:00Z", "type": "RELATIONSHIP_PERIOD"}],
            },
            "registration": {"lastUpdateDate": "2025-05-15T00:00:00Z"},
        },
    }
    found = {
        (
            claim.holder,
            claim.subject,
            claim.kind,
            claim.decisive,
            claim.provenance.start,
            claim.provenance.asserted_on,
        )
        for registry in (
            read(tmp_path, "rr.xml", RELATION_XML),
            read(tmp_path, "rr.csv", table),
            read(tmp_path, "rr.json", json.dumps({"data": record})),
        )
        for claim in registry.claims
        if isinstance(claim, Power)
    }
    assert len(found) == 1


def test_truncated_xml_keeps_what_comes_before_the_break(tmp_path: Path) -> None:
    whole = RELATION_XML.replace("</rr:RelationshipRecords></rr:RelationshipData>", "")
    registry = read(tmp_path, "rr.xml", whole + "<rr:RelationshipRecord><rr:Relat")
    assert codes(registry) == ["xml.syntax"]
    assert registry.findings[0].place.line is not None
    assert len(registry.claims) == 1


def test_a_wrong_namespace_is_a_finding_and_the_records_load(tmp_path: Path) -> None:
    registry = read(tmp_path, "rr.xml", RELATION_XML.replace("http://www.gleif.org/data/schema/rr/2016", "urn:other"))
    assert codes(registry) == ["gleif.namespace"]
    assert len(registry.claims) == 1


def test_an_lei_with_wrong_check_digits_is_a_finding(tmp_path: Path) -> None:
    registry = read(tmp_path, "rr.xml", RELATION_XML.replace(LEI_1, LEI_1[:-1] + "3"))
    assert codes(registry) == ["parties.lei"]


def test_xml_entities_are_refused(tmp_path: Path) -> None:
    with pytest.raises(InvalidInput, match=r"xml\.entities"):
        read(tmp_path, "rr.xml", '<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>')


@pytest.mark.parametrize(
    ("reason", "kind"),
    [("NO_KNOWN_PERSON", "dispersed"), ("NON_PUBLIC", "undisclosed"), ("NATURAL_PERSONS", "undisclosed")],
)
def test_only_no_known_person_is_dispersed_ownership(tmp_path: Path, reason: str, kind: str) -> None:
    table = f"LEI,Exception.Category,Exception.Reason.1\n{LEI_1},DIRECT_ACCOUNTING_CONSOLIDATION_PARENT,{reason}\n"
    (claim,) = read(tmp_path, "repex.csv", table).claims
    assert isinstance(claim, Remainder)
    assert (claim.kind, claim.reason) == (kind, reason)


# FollowTheMoney and stakes ----------------------------------------------------------------------


def test_followthemoney_edges_for_every_pair_and_free_text_percentages(tmp_path: Path) -> None:
    rows = [
        {"id": "c", "schema": "Company", "properties": {"name": ["X"], "jurisdiction": ["cn"]}},
        {
            "id": "o",
            "schema": "Ownership",
            "properties": {"owner": ["a", "b"], "asset": ["c"], "percentage": ["25-50 %"]},
        },
        {"id": "q", "schema": "Ownership", "properties": {"owner": ["a"], "asset": ["d"], "percentage": ["most"]}},
        {"id": "k", "schema": "Control", "properties": {"controller": ["a"], "controlled": ["c"]}},
        {"id": "z", "schema": "Payment", "properties": {"payer": ["a"]}},
        {"id": "e", "schema": "Ownership", "properties": {"owner": ["a"]}},
    ]
    registry = read(tmp_path, "x.jsonl", "\n".join(json.dumps(row) for row in rows) + '\n{"id": "cut')
    stakes = {(row.holder, row.subject): row.share for row in registry.claims if isinstance(row, Stake)}
    assert stakes == {("a", "c"): percent(25, 50), ("b", "c"): percent(25, 50), ("a", "d"): UNKNOWN}
    assert codes(registry) == ["parties.share", "ftm.edge", "ftm.json", "ftm.left"]
    assert [finding.place.line for finding in registry.findings] == [3, 6, 7, None]


def test_the_csv_of_stakes_says_what_is_wrong_and_keeps_the_rest(tmp_path: Path) -> None:
    table = """kind,subject,holder,share,start,end,lei,organised,odd
votes,x,a,120,,,,,
votes,x,b,-3,,,,,
votes,x,c,40,2026-02-01,2026-01-01,,,
votes,x,,40,,,,,
nonsense,x,a,,,,,,
party,x,,,,,5493001KJTIIGC8Y1R13,Atlantis,
votes,x,x,10,,,,,
dispersed,x,,,,,,,
votes,x,d,20,soon,,,,
"""
    registry = read(tmp_path, "s.csv", table)
    assert codes(registry) == [
        "stakes.column",
        "parties.share",
        "parties.share",
        "parties.period",
        "stakes.party",
        "stakes.kind",
        "parties.lei",
        "parties.country",
        "parties.self-ownership",
        "stakes.threshold",
        "parties.date",
    ]
    assert [finding.place.line for finding in registry.findings] == [1, 2, 3, 4, 5, 6, 7, 7, 8, 9, 10]
    assert Counter(type(claim).__name__ for claim in registry.claims) == {
        "Stake": 5,
        "PartyClaim": 1,
        "Remainder": 1,
        "Hole": 4,
    }
    (party,) = [claim.party for claim in registry.claims if isinstance(claim, PartyClaim)]
    assert party.organised.is_unknown


def test_sums_over_the_whole_are_a_finding_with_place(tmp_path: Path) -> None:
    registry = read(tmp_path, "s.csv", "kind,subject,holder,share\nvotes,x,a,60\nvotes,x,b,60\n")
    (finding,) = take_snapshot(registry, date(2026, 1, 1)).conflicts
    assert (finding.code, finding.place.line) == ("parties.sum", 2)
    assert "120 %" in finding.message


def test_one_party_in_two_sources_is_joined_by_its_identifier(tmp_path: Path) -> None:
    table = f"kind,subject,holder,share,lei\nparty,zulieferer,,,{LEI_1}\nvotes,zulieferer,a,30,\n"
    (tmp_path / "s.csv").write_text(table)
    (tmp_path / "rr.xml").write_text(RELATION_XML)
    level1 = {"type": "lei-records", "attributes": {"lei": LEI_1, "entity": {"jurisdiction": "US-DE"}}}
    (tmp_path / "l1.json").write_text(json.dumps({"data": [level1]}))
    snapshot = take_snapshot(
        read_registries([tmp_path / name for name in ("s.csv", "rr.xml", "l1.json")]), date(2026, 1, 1)
    )
    assert snapshot.canonical["zulieferer"] == LEI_1
    assert snapshot.holders(LEI_1) == {"a", LEI_2}
    assert snapshot.parties[LEI_1].organised.must == {"US"}


def test_what_is_no_ownership_data_is_refused_with_every_file_named(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text("one,two\n1,2\n")
    (tmp_path / "b.json").write_text('{"hello": 1}')
    (tmp_path / "c.json").write_text('[{"recordType": ')
    with pytest.raises(InvalidInput) as caught:
        read_registries([tmp_path / name for name in ("a.csv", "b.json", "c.json", "d.json")])
    assert [finding.code for finding in caught.value.findings] == [
        "registry.format",
        "registry.format",
        "json.syntax",
        "file.missing",
    ]


# Samples ----------------------------------------------------------------------------------------


@needs_samples
@pytest.mark.parametrize(
    ("name", "tag"),
    [
        ("cdf-lei-data.xml", b"</lei:LEIRecord>"),
        ("lei2-cdf-top10.xml", b"</lei:LEIRecord>"),
        ("cdf-rr-data.xml", b"</rr:RelationshipRecord>"),
        ("cdf-rr-updates-data2.xml", b"</rr:RelationshipRecord>"),
        ("cdf-repex-data.xml", b"</repex:Exception>"),
    ],
)
def test_every_record_of_the_gleif_samples_is_a_claim(name: str, tag: bytes) -> None:
    path = SAMPLES / "gleif" / name
    registry = read_registry(path)
    records = {claim.provenance.place for claim in registry.claims}
    assert len(records) == path.read_bytes().count(tag)
    # Most of these are cut out of files of millions of records, and the head says so.
    assert {each.code for each in registry.findings} <= {"gleif.count"}


@needs_samples
def test_every_record_of_the_api_samples_is_a_claim() -> None:
    paths = sorted((SAMPLES / "gleif" / "api").glob("*.json"))
    for path in paths:
        data = json.loads(path.read_bytes())["data"]
        registry = read_registry(path)
        records = {claim.provenance.place for claim in registry.claims}
        assert len(records) == (1 if isinstance(data, dict) else len(data)), path.name
        # A page of an answer says that there are others.
        assert {finding.code for finding in registry.findings} <= {"gleif.page", "gleif.none"}
    assert paths


@needs_samples
def test_every_party_of_the_followthemoney_sample_is_read() -> None:
    path = SAMPLES / "ftm" / "donations.ftm.jsonl"
    schemas = Counter(json.loads(line)["schema"] for line in path.read_text().splitlines())
    registry = read_registry(path)
    assert len(registry.claims) == schemas["Company"] + schemas["Person"] + schemas["Organization"]
    assert codes(registry) == ["ftm.left"]
