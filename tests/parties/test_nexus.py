"""Prongs of a nexus, with chain, open holdings and what they rest on."""

from __future__ import annotations

from datetime import date

import pytest

from pratique.dossier.linked_person import PERSON
from pratique.errors import Findings, UsageError
from pratique.facts.proof import Basis
from pratique.logic.truth import FALSE, TRUE, UNKNOWN, truth
from pratique.parties.nexus import PartyFacts, party_facts
from pratique.parties.party import Countries
from pratique.parties.readers.stakes import read_stakes
from pratique.parties.registry import Registry, find_party
from pratique.parties.seats import seat_countries, ultimate_parent
from pratique.parties.snapshot import take_snapshot

ON = date(2026, 6, 1)
CHINA = frozenset({"CN", "HK", "MO"})
HEAD = "kind,subject,holder,share,decisive,name,type,organised,headquarters,principal_place," + (
    "citizenship,residence,concert"
)
TYRE = f"""{HEAD}
party,tyre,,,,Tyre Maker,entity,IT,IT,IT,,,
party,state,,,,State Chemical,entity,CN,CN,CN,,,
party,lake,,,,Lake Holding,entity,IT,IT,IT,,,
party,marco,,,,Marco,person,,,,IT,IT,
votes,tyre,state,37,,,,,,,,,
votes,tyre,lake,25.3,,,,,,,,,
votes,lake,marco,100,,,,,,,,,
dispersed,tyre,,3,,,,,,,,,no
"""


def registry(table: str) -> Registry:
    findings = Findings()
    claims = tuple(read_stakes(table, "table", findings))
    assert not findings.errors
    return Registry(claims)


def facts(table: str, party: str, countries: frozenset[str] = CHINA) -> PartyFacts:
    return party_facts(registry(table), party, ON, None, countries, person=PERSON)


def test_a_37_percent_state_holder_with_undisclosed_powers_leaves_prong_4_unknown() -> None:
    found = facts(TYRE, "tyre")
    assert found.prongs == {
        "agent_or_directed": UNKNOWN,
        "citizen_or_resident": FALSE,
        "organised_or_seated": FALSE,
        "controlled": UNKNOWN,
    }
    (step,) = found.chain
    assert (step.certain, step.links[0].holder) == (False, "state")
    assert "37 % of the votes" in step.links[0].text
    (item,) = found.open_holdings
    assert (item.kind, item.holder, item.subject, item.clears) == ("powers of a minority", "state", "tyre", True)


@pytest.mark.parametrize(("decisive", "outcome"), [("yes", True), ("no", False), ("", None)])
def test_disclosed_powers_settle_it(decisive: str, outcome: bool | None) -> None:
    found = facts(TYRE + f"important_matters,tyre,state,,{decisive},,,,,,,,\n", "tyre")
    assert found.controlled_by_linked is truth(outcome)


def test_no_nexus_to_a_country_that_nothing_leads_to() -> None:
    found = facts(TYRE.replace("party,state,", "rest,state,,,,,,,,,,,\nparty,state,"), "lake")
    assert found.controlled_by_linked is FALSE
    assert found.chain == ()
    assert found.reasons["controlled"] == ("No stated or possible holding leads to China, Hong Kong, Macao.",)


def test_a_majority_by_a_person_in_the_country_is_a_chain() -> None:
    table = f"""{HEAD}
party,gmbh,,,,Sensor GmbH,entity,DE,DE,DE,,,
party,hk,,,,Holding HK,entity,VG,VG,VG,,,
party,li,,,,Li,person,,,,CN,CN,
votes,gmbh,hk,60,,,,,,,,,
votes,hk,li,>50-75,,,,,,,,,
"""
    found = facts(table, "gmbh")
    assert found.controlled_by_linked is TRUE
    assert [step.subject for step in found.chain] == ["hk", "gmbh"]
    assert all(step.certain for step in found.chain)
    assert found.basis is Basis.ASSERTED
    assert found.open_holdings == ()
    assert facts(table, "li").only_citizen is FALSE


@pytest.mark.parametrize(
    ("citizenship", "residence", "resident", "prong", "only"),
    [
        ("CN", "DE", "no", True, True),
        ("CN", "CN", "no", True, False),
        ("DE", "CN", "no", True, False),
        ("CN;US", "US", "", False, True),
        ("CN", "US", "yes", False, True),
        ("CN", "US", "", None, True),
        ("CN", "DE", "", True, True),
        ("CN", "", "", None, None),
        ("DE", "DE", "", False, False),
        ("DE", "", "", None, False),
        ("", "", "", None, None),
    ],
)
def test_citizenship_and_its_exceptions(
    citizenship: str, residence: str, resident: str, prong: bool | None, only: bool | None
) -> None:
    table = "kind,subject,holder,type,citizenship,residence,us_permanent_resident,decisive\n"
    table += f"party,li,,person,{citizenship},{residence},{resident},\nacts_for,CN,li,,,,,no\n"
    found = facts(table, "li")
    assert (found.citizen_or_resident, found.only_citizen) == (truth(prong), truth(only))


@pytest.mark.parametrize(
    ("organised", "headquarters", "place", "outcome"),
    [
        ("CN", "", "", True),
        ("DE", "HK", "DE", True),
        ("DE", "DE", "", None),
        ("DE", "DE", "DE", False),
        ("KY", "SG", "CN;SG", True),
    ],
)
def test_seats(organised: str, headquarters: str, place: str, outcome: bool | None) -> None:
    head = "kind,subject,type,organised,headquarters,principal_place"
    found = facts(f"{head}\nparty,x,entity,{organised},{headquarters},{place}\n", "x")
    assert found.organised_or_seated is truth(outcome)
    assert found.seat_countries.inside(CHINA) is truth(outcome)


def test_two_sources_that_differ_on_a_seat_leave_it_open() -> None:
    table = "kind,subject,type,organised,headquarters,principal_place,source\n"
    table += "party,x,entity,DE,DE,DE,one\nparty,x,entity,DE,CN,DE,two\n"
    found = facts(table, "x")
    assert found.headquarters == Countries(frozenset(), frozenset({"CN", "DE"}))
    assert found.organised_or_seated is UNKNOWN


@pytest.mark.parametrize(
    ("rows", "outcome"),
    [
        ("", None),
        ("acts_for,CN,x,yes\n", True),
        ("acts_for,China,x,yes\n", True),
        ("acts_for,CN,x,no\n", False),
        ("acts_for,CN,x,unknown\n", None),
        ("acts_for,DE,x,yes\n", None),
    ],
)
def test_agency_is_unknown_unless_stated(rows: str, outcome: bool | None) -> None:
    found = facts("kind,subject,holder,decisive\nparty,x,,\n" + rows, "x")
    assert found.acts_for_adversary is truth(outcome)


def test_an_agent_further_up_counts_when_it_is_stated() -> None:
    table = f"""{HEAD}
party,x,,,,X,entity,DE,DE,DE,,,
party,y,,,,Y,entity,DE,DE,DE,,,
votes,x,y,100,,,,,,,,,
dispersed,y,,3,,,,,,,,,no
"""
    assert facts(table, "x").controlled_by_linked is FALSE
    assert facts(table + "acts_for,CN,y,,yes,,,,,,,,\n", "x").controlled_by_linked is TRUE


def test_capital_read_for_votes_is_said() -> None:
    found = facts(f"{HEAD}\ncapital,x,a,100,,,,,,,,,\n", "x")
    assert found.assumptions == ("Sources give only the capital of x; the votes are read from it.",)


def test_an_unknown_party_is_a_usage_error() -> None:
    with pytest.raises(UsageError, match="'nobody'"):
        facts(TYRE, "nobody")
    with pytest.raises(UsageError, match="Tyre Maker"):
        find_party(registry(TYRE), "tyre mak")
    assert find_party(registry(TYRE), "TYRE  MAKER") == "tyre"


def test_the_ultimate_parent_and_its_headquarters() -> None:
    table = f"""{HEAD}
party,a,,,,Sub,entity,IE,IE,IE,,,
party,b,,,,Middle,entity,LU,LU,LU,,,
party,c,,,,Top,entity,KY,CN,CN,,,
votes,a,b,100,,,,,,,,,
votes,b,c,51,,,,,,,,,
dispersed,c,,5,,,,,,,,,no
"""
    graph = take_snapshot(registry(table), ON)
    assert ultimate_parent(graph, "a").party == "c"
    assert ultimate_parent(graph, "c").party == "c"
    assert seat_countries(graph, "a", ["ultimate_parent_headquarters"]).must == {"CN"}
    assert seat_countries(graph, "a", ["organised"]).inside(CHINA) is FALSE
    hidden = take_snapshot(registry(table.replace("dispersed,c,,5,,,,,,,,,no", "rest,c,,,,,,,,,,,")), ON)
    assert ultimate_parent(hidden, "a").party is None
    assert seat_countries(hidden, "a", ["ultimate_parent_headquarters"]).is_unknown
