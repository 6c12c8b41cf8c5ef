"""Nothing is ruled out over a hole: siblings of the kinds that were found, found by attacking each format.

As in `test_no_over_a_hole_formats`, a table beside each file would give "no" if the record were lost.
"""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from tests.parties.test_no_over_a_hole import facts
from tests.parties.test_no_over_a_hole_formats import (
    ALPHA,
    COMPANY,
    HEAD,
    PARTIES,
    A,
    S,
    asked,
    ftm,
    holds,
    psc,
    statement,
    votes,
)

from pratique.logic.truth import FALSE, TRUE, UNKNOWN, Truth
from pratique.parties.definitions import MAJORITY, POWER_TO_DECIDE
from pratique.parties.nexus import party_facts
from pratique.parties.readers.any import read_registries
from pratique.parties.registry import Registry

YES, NO = TRUE, FALSE


@pytest.mark.parametrize(
    ("rows", "truth"),
    [
        # Whoever is not named may be the largest holder, and large enough to be asked about.
        ("dispersed,s,,5,,,,,,no", NO),
        ("dispersed,s,,10,,,,,,no", NO),
        ("dispersed,s,,20,,,,,,no", UNKNOWN),
        ("dispersed,s,,50,,,,,,no", UNKNOWN),
        ("votes,s,b,40\ndispersed,s,,20,,,,,,no", NO),
        ("votes,s,b,40\ndispersed,s,,30,,,,,,no", UNKNOWN),
        ("dispersed,s,,5,,,,,,no\ndispersed,s,,50,,,,,,no", NO),
        ("consolidation,s,b,,,,,yes\ndispersed,s,,50,,,,,,no", NO),
        # 0.6 may stand for 60 percent, and 0.3 for the threshold of 30.
        ("votes,s,a,0.6\ndispersed,s,,5,,,,,,no", UNKNOWN),
        ("votes,s,a,0.6 %\ndispersed,s,,5,,,,,,no", NO),
        ("votes,s,a,0.3\nvotes,s,b,0.7\ncomplete,s", UNKNOWN),
        ("votes,s,a,0.3 %\nvotes,s,b,0.4 %\ndispersed,s,,5,,,,,,no", NO),
        ("votes,s,a,1\ndispersed,s,,5,,,,,,no", NO),
        ("dispersed,s,,0.3,,,,,,no", UNKNOWN),
        # A number of shares, or what a program writes for nothing, is no percentage.
        ('votes,s,a,"5,000"\ndispersed,s,,5,,,,,,no', UNKNOWN),
        ("votes,s,a,5 shares\ndispersed,s,,5,,,,,,no", UNKNOWN),
        ("votes,s,a,4股\ndispersed,s,,5,,,,,,no", UNKNOWN),
        ("votes,s,a,None\ndispersed,s,,5,,,,,,no", UNKNOWN),
        ("votes,s,a,none\ndispersed,s,,5,,,,,,no", UNKNOWN),
        ("votes,s,a,5 % of the shares\ndispersed,s,,5,,,,,,no", NO),
        ("votes,s,a,60 % of the shares\ndispersed,s,,5,,,,,,no", YES),
        # Somebody is said to be there, and the stated holders have all.
        ("votes,s,b,100\nrest,s", UNKNOWN),
        ("capital,s,b,100\nrest,s", UNKNOWN),
        ("votes,s,a,100\nrest,s", YES),
        ("votes,s,b,100", NO),
        # Who holds something beside somebody who has all contradicts that, whoever of the two is linked.
        ("votes,s,a,100\nvotes,s,b,", UNKNOWN),
        ("votes,s,b,100\nvotes,s,a,", UNKNOWN),
        # A trustee holds for others, as a nominee does.
        ("votes,s,b,100\ntrustee,s,b", UNKNOWN),
        ("votes,s,b,100\ntrustee,s,b\nnominator,s,a,,,,,yes", YES),
        # A country is nobody's agent.
        ("acts_for,b,CN,,,,,yes\nvotes,s,b,60\ndispersed,s,,5,,,,,,no", UNKNOWN),
        ("acts_for,CN,b,,,,,yes\nvotes,s,b,60\ndispersed,s,,5,,,,,,no", YES),
        # Nobody holds a person; one who is held is perhaps none.
        ("party,x,,,DE,DE,DE,,,,,person\nvotes,s,x,100\nvotes,x,a,100", UNKNOWN),
        ("party,z,,,,,,,,,,person\nparty,z,,,DE,DE,DE\nvotes,s,z,100\ncomplete,z", UNKNOWN),
        # A week is each of its days; days that programs write for none end nothing.
        ("votes,s,a,60,,,,,,,2026-W23\ndispersed,s,,5,,,,,,no", UNKNOWN),
        ("votes,s,a,60,,,,,,,2026-W22\ndispersed,s,,5,,,,,,no", NO),
        ("votes,s,a,60,,,,,,,1904-01-01\ndispersed,s,,5,,,,,,no", UNKNOWN),
        ("votes,s,a,60,,,,,,,1980-01-01\ndispersed,s,,5,,,,,,no", UNKNOWN),
        ("votes,s,a,60,,,,,,,1753-01-01T00:00:00\ndispersed,s,,5,,,,,,no", UNKNOWN),
    ],
)
def test_tables(rows: str, truth: Truth) -> None:
    assert facts(rows).controlled_by_linked is truth


def test_the_row_that_is_asked_for_about_unnamed_holders_settles_it() -> None:
    rows = "votes,s,b,8\ndispersed,s,,40,,,,,,no"
    asked_for = [each for each in facts(rows).open_holdings if each.denial]
    assert [each.denial for each in asked_for] == ["dispersed,s,,10 %,,,,,no"]
    assert POWER_TO_DECIDE.suspicion * 100 == 10
    assert facts(f"{rows}\ndispersed,s,,10 %,,,,,,no").controlled_by_linked is NO


def seated(folder: Path, data: str, name: str, subject: str) -> Truth:
    """Whether the company is organised or seated in China, where its principal place of business is not."""
    table = f"{HEAD}party,{subject},,,,,DE\n"
    (folder / name).write_text(data, encoding="utf-8")
    (folder / "beside.csv").write_text(table, encoding="utf-8")
    read = read_registries([folder / name, folder / "beside.csv"])
    return party_facts(
        Registry(read.claims, read.findings), subject, date(2026, 6, 1), None, {"CN"}
    ).organised_or_seated


# BODS ---------------------------------------------------------------------------------------------

BY_STATEMENT = [{**each, "statementId": f"st-{each['recordId']}"} for each in PARTIES]
OFFICE = {"status": "isPep", "details": [{"jurisdiction": {"code": "CN"}, "reason": "minister"}]}
GERMAN = {
    "personType": "knownPerson",
    "names": [{"type": "legal", "fullName": "Li Wei"}],
    "nationalities": [{"code": "DE"}],
    "addresses": [{"type": "residence", "country": {"code": "DE"}}],
}


BY_P = holds("r", "p", votes(60))


@pytest.mark.parametrize(
    ("rows", "truth"),
    [
        ([*PARTIES, holds("r", "a", votes(0.6))], UNKNOWN),
        ([*PARTIES, holds("r", "a", votes("0.6"))], UNKNOWN),
        ([*BY_STATEMENT, holds("r", "st-a", votes(60), subject="st-s")], YES),
        ([*BY_STATEMENT, holds("r", "a", votes(60), subject="st-t")], UNKNOWN),
        ([*PARTIES, statement("p", "person", GERMAN), holds("r", "p", votes(60))], NO),
        # A status that there is none of: the record may be void, and then an earlier one may hold.
        ([*PARTIES, {**holds("r", "a", votes(60)), "recordStatus": "deleted"}], UNKNOWN),
        (
            [
                *PARTIES,
                holds("r", "a", votes(60)),
                {**holds("r", "a", votes(0), day="2025-01-01"), "recordStatus": "void"},
            ],
            UNKNOWN,
        ),
        ([*PARTIES, {**holds("r", "b", votes(60)), "recordStatus": "removed"}], UNKNOWN),
        ([*PARTIES, {**holds("r", "b", votes(60)), "recordStatus": "updated"}], NO),
        (
            [*PARTIES, statement("p", "person", {**GERMAN, "politicalExposure": OFFICE}), holds("r", "p", votes(60))],
            UNKNOWN,
        ),
        ([*PARTIES, holds("r", "a", votes(60), day="2026-W10")], YES),
        # Whoever pays tax in a country may live there; whoever has most of the profit may be the owner.
        ([*PARTIES, statement("p", "person", {**GERMAN, "taxResidencies": [{"code": "CN"}]}), BY_P], UNKNOWN),
        ([*PARTIES, statement("p", "person", {**GERMAN, "taxResidencies": [{"code": "DE"}]}), BY_P], NO),
        ([*PARTIES, holds("r", "a", votes(60, kind="rightsToProfitOrIncome"))], UNKNOWN),
        ([*PARTIES, holds("r", "a", votes(10, kind="rightsToProfitOrIncome"))], NO),
        # A record that ends later was there before; one that is about another company now has left the first.
        ([*PARTIES, {**holds("r", "a", votes(60), day="2027-01-01"), "recordStatus": "closed"}], UNKNOWN),
        ([*PARTIES, {**holds("r", "a", votes(60), day="2025-01-01"), "recordStatus": "closed"}], NO),
        ([*PARTIES, holds("r", "a", votes(60)), holds("r", "b", votes(60), subject="x", day="2025-01-01")], UNKNOWN),
        ([*PARTIES, holds("r", "a", votes(60)), holds("r", "b", votes(60), day="2025-01-01")], NO),
    ],
)
def test_statements(tmp_path: Path, rows: list[Any], truth: Truth) -> None:
    assert asked(tmp_path, json.dumps(rows)) is truth


def test_a_dissolved_company_and_one_that_is_registered_elsewhere_are_open(tmp_path: Path) -> None:
    details = {"entityType": {"type": "registeredEntity"}, "name": "s", "jurisdiction": {"code": "DE"}}
    gone = statement("s", "entity", {**details, "dissolutionDate": "2025-01-01"})
    assert asked(tmp_path, json.dumps([gone])) is UNKNOWN
    places = [{"type": "business", "country": {"code": "DE"}}]
    places += [{"type": "alternative", "address": "headquarters", "country": {"code": "DE"}}]
    for place, truth in (("DE", NO), ("CN", UNKNOWN)):
        registered = {"type": "registered", "country": {"code": place}}
        company = statement("s", "entity", {**details, "addresses": [registered, *places]})
        assert seated(tmp_path, json.dumps([company]), "x.json", "s") is truth


# GLEIF --------------------------------------------------------------------------------------------

NODES = (
    "Relationship.StartNode.NodeID,Relationship.EndNode.NodeID,Relationship.RelationshipType,"
    "Relationship.RelationshipStatus\n"
)
REASONS = "LEI,Exception.Category,Exception.Reason.1,Exception.Reason.2,Exception.Reference.1\n"
DIRECT = f"{S},DIRECT_ACCOUNTING_CONSOLIDATION_PARENT"
LEVEL_1 = "LEI,Entity.LegalName,Entity.LegalJurisdiction,Entity.HeadquartersAddress.Country"
CHINESE = f"party,{A},,,CN,CN,CN\n"


@pytest.mark.parametrize(
    ("text", "truth"),
    [
        (f"{NODES}{S},{A},is_directly_consolidated_by,ACTIVE\n", YES),
        (f"{NODES}{S},{A},IS DIRECTLY CONSOLIDATED BY,active\n", YES),
        (f"{NODES}{S},{A},IS_DIRECTLY_CONSOLIDATED_BY,Inactive\n", NO),
        (f"{NODES}{S},{A},IS_DIRECTLY_CONSOLIDATED_BY,NULL\n", UNKNOWN),
        (f"{NODES}{S},{A},IS_FUND_MANAGED_BY,ACTIVE\n", UNKNOWN),
        (f"{NODES}{A},{S},IS_DIRECT_PARENT_OF,ACTIVE\n", UNKNOWN),
        (f"{REASONS}{DIRECT},NO_KNOWN_PERSON,,\n", NO),
        (f"{REASONS}{DIRECT},NO_KNOWN_PERSON,NON_PUBLIC,\n", UNKNOWN),
        (f"{REASONS}{DIRECT},NON_CONSOLIDATING,,\n", UNKNOWN),
        (f"{REASONS}{DIRECT},NATURAL_PERSONS,,\n", UNKNOWN),
        (f"{REASONS}{DIRECT},NO_KNOWN_PERSON,,{A}\n", UNKNOWN),
        (f"{LEVEL_1},Entity.EntityCategory\n{S},Sub,DE,DE,BRANCH\n", UNKNOWN),
        (f"{LEVEL_1},Entity.EntityCategory\n{S},Sub,DE,DE,GENERAL\n", NO),
        (f"{LEVEL_1},DirectParent.LEI\n{S},Sub,DE,DE,{A}\n", UNKNOWN),
        (f"{LEVEL_1},Entity.AssociatedEntity.AssociatedLEI\n{S},Sub,DE,DE,{A}\n", UNKNOWN),
    ],
)
def test_golden_copies(tmp_path: Path, text: str, truth: Truth) -> None:
    assert asked(tmp_path, text, S, CHINESE) is truth
    assert asked(tmp_path, text.replace(",", ";"), S, CHINESE) is truth


@pytest.mark.parametrize(
    ("reasons", "reference", "truth"),
    [
        (["NO_KNOWN_PERSON"], "", NO),
        (["NO_KNOWN_PERSON", "NON_PUBLIC"], "", UNKNOWN),
        (["NO_KNOWN_PERSON"], A, UNKNOWN),
    ],
)
def test_every_reason_of_an_exception_is_read(
    tmp_path: Path, reasons: list[str], reference: str, truth: Truth
) -> None:
    space = "http://www.gleif.org/data/schema/repex/2016"
    inner = "".join(f"<ExceptionReason>{each}</ExceptionReason>" for each in reasons)
    inner += f"<ExceptionReference>{reference}</ExceptionReference>" if reference else ""
    record = f"<Exception><LEI>{S}</LEI><ExceptionCategory>DIRECT</ExceptionCategory>{inner}</Exception>"
    text = (
        f'<ReportingExceptionData xmlns="{space}"><ReportingExceptions>{record}'
        "</ReportingExceptions></ReportingExceptionData>"
    )
    assert asked(tmp_path, text, S, CHINESE) is truth
    fields = {"lei": S, "category": "DIRECT", "reason": reasons, "reference": reference or None}
    answer = {"data": [{"type": "reporting-exceptions", "attributes": fields}]}
    assert asked(tmp_path, json.dumps(answer), S, CHINESE) is truth


def test_a_legal_address_elsewhere_may_be_a_seat(tmp_path: Path) -> None:
    for place, truth in (("DE", NO), ("CN", UNKNOWN)):
        text = f"{LEVEL_1},Entity.LegalAddress.Country\n{S},Sub,DE,DE,{place}\n"
        assert seated(tmp_path, text, "x.csv", S) is truth


# The register of the United Kingdom, FollowTheMoney -----------------------------------------------


def test_an_answer_that_counts_more_than_it_holds_is_open(tmp_path: Path) -> None:
    minor = psc(nationality="British", country_of_residence="England", ceased_on="2020-01-01")["data"]
    assert asked(tmp_path, json.dumps({"items": [minor], "active_count": 0}), COMPANY) is NO
    assert asked(tmp_path, json.dumps({"items": [minor], "active_count": 2}), COMPANY) is UNKNOWN


def test_a_record_kept_at_another_company_is_open_for_both(tmp_path: Path) -> None:
    record = psc(nationality="British", country_of_residence="England", ceased_on="2020-01-01")
    other = {**record, "company_number": "07654321"}
    assert asked(tmp_path, json.dumps(record), COMPANY) is NO
    assert asked(tmp_path, json.dumps(other), COMPANY) is UNKNOWN
    assert asked(tmp_path, json.dumps(other), "GB-COH-07654321") is UNKNOWN


def test_ids_under_which_an_entity_was_known_lead_to_it(tmp_path: Path) -> None:
    sub = {**ftm("Company", "s", name=["Sub"]), "referents": ["z"]}
    owns = ftm("Ownership", owner=["a"], asset=["z"], percentage=["60"])
    assert asked(tmp_path, "\n".join(json.dumps(row) for row in [ALPHA, sub, owns])) is YES
    bare = ftm("Ownership", owner=["a"], asset=["s"], percentage=["0.6"])
    assert asked(tmp_path, "\n".join(json.dumps(row) for row in [ALPHA, bare])) is UNKNOWN


def test_two_records_of_one_holder_may_be_two_holdings_whenever_they_were_stated(tmp_path: Path) -> None:
    def majority(data: str) -> Truth:
        (tmp_path / "asked").write_text(data, encoding="utf-8")
        (tmp_path / "beside.csv").write_text(
            f"{HEAD}party,s,,,DE,DE,DE\nparty,b,,,DE,DE,DE\ncomplete,b\nwidely_held,s,,5\n", encoding="utf-8"
        )
        registry = read_registries([tmp_path / "asked", tmp_path / "beside.csv"])
        return party_facts(registry, "s", date(2026, 6, 1), None, {"CN"}, MAJORITY).controlled_by_linked

    def edge(name: str, holder: str, share: str, day: str) -> dict[str, Any]:
        return ftm("Ownership", name, owner=[holder], asset=["s"], percentage=[share], modifiedAt=[day])

    for day in ("2025-01-01", "2025-02-01"):
        edges = [edge("o1", "a", "30", "2025-01-01"), edge("o2", "a", "30", day), edge("o3", "b", "40", day)]
        assert majority("\n".join(json.dumps(row) for row in [ALPHA, *edges])) is UNKNOWN
        records = [holds("r1", "a", votes(30)), holds("r2", "a", votes(30), day=day), holds("r3", "b", votes(40))]
        assert majority(json.dumps([*PARTIES, *records])) is UNKNOWN
        # The same record stated again is no second holding.
        records[1] = {**records[1], "recordId": "r1"}
        assert majority(json.dumps([*PARTIES, *records])) is NO


@pytest.mark.parametrize("test", ["majority", "at-least-half", "above-25", "forty-together"])
def test_votes_that_are_cast_for_others_are_open_under_a_test_of_votes(test: str) -> None:
    assert facts("proxy,s,a,60\ndispersed,s,,5,,,,,,no", test).controlled_by_linked is UNKNOWN
    assert facts("votes,s,b,60\nproxy,s,a,60\ndispersed,s,,5,,,,,,no", test).controlled_by_linked is UNKNOWN
    assert facts("proxy,s,a,60,,,,no\ndispersed,s,,5,,,,,,no", test).controlled_by_linked is NO
    assert facts("proxy,s,b,60\ndispersed,s,,5,,,,,,no", test).controlled_by_linked is NO


@pytest.mark.parametrize("sign", ["\0", "\x07", "\x1b", "\u200b", "\u00ad"])
def test_an_id_with_a_sign_that_nobody_sees_may_be_the_other(sign: str) -> None:
    rows = f"votes,s{sign},a,60\ndispersed,s,,5,,,,,,no"
    assert facts(rows).controlled_by_linked is not NO
