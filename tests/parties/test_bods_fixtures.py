"""The BODS examples give what their notes say."""

from __future__ import annotations

from datetime import date
from fractions import Fraction
from pathlib import Path

import pytest

from pratique.logic.truth import FALSE, TRUE, UNKNOWN, Truth
from pratique.parties.control import MAJORITY, POWER_TO_DECIDE, compile_electorate, controls
from pratique.parties.holdings import PartyClaim
from pratique.parties.nexus import controllers, facts_of
from pratique.parties.readers.any import read_registry
from pratique.parties.snapshot import Snapshot, take_snapshot

BODS = Path(__file__).parents[3] / "shared" / "samples" / "bods"
pytestmark = pytest.mark.skipif(not BODS.exists(), reason="the shared samples are not here")


def snapshot(name: str, on: date = date(2026, 6, 1), known_on: date | None = None) -> Snapshot:
    return take_snapshot(read_registry(BODS / f"{name}.json"), on, known_on)


def outcomes(graph: Snapshot, subject: str) -> dict[str, Truth]:
    return {row.name: row.outcome for row in controllers(graph, subject)}


def test_direct_ownership_keeps_both_interests_and_finds_the_owner() -> None:
    graph = snapshot("v04-fixtures/01-direct-ownership")
    held = graph.holdings["rec-acme-holdings-ltd"]
    assert [(row.measure, row.share.low) for row in held] == [("capital", Fraction(3, 4)), ("votes", Fraction(3, 4))]
    (row,) = controllers(graph, "rec-acme-holdings-ltd")
    assert (row.party, row.outcome, row.low, len(row.chain)) == ("rec-jane-smith-1975", TRUE, Fraction(3, 4), 1)


def test_circular_ownership_ends_keeps_both_edges_and_names_no_person() -> None:
    graph = snapshot("v04-fixtures/10-circular-ownership")
    assert set(graph.holdings) == {"rec-alpha-corp", "rec-beta-corp"}
    for subject in graph.holdings:
        rows = controllers(graph, subject)
        assert subject not in {row.party for row in rows}
        assert not [row for row in rows if graph.parties[row.party].kind == "person"]
        assert all(row.high == 1 for row in rows)
    electorate = compile_electorate(graph, POWER_TO_DECIDE)
    assert controls(electorate, {"somebody else"}, "rec-alpha-corp") is UNKNOWN


def test_a_declared_unknown_owner_keeps_its_reason_and_is_no_person() -> None:
    graph = snapshot("v04-fixtures/11-anonymous-person")
    assert set(graph.parties) == {"rec-opaque-holdings-sa"}
    remainder = graph.remainders["rec-opaque-holdings-sa"]
    assert remainder.reason == "subjectUnableToConfirmOrIdentifyBeneficialOwner"
    facts = facts_of(graph, "rec-opaque-holdings-sa", {"CN"})
    assert facts.controlled_by_linked is UNKNOWN
    (item,) = facts.open_holdings
    assert item.kind == "remainder"
    assert item.clears
    assert "could not or would not name" in item.question


def test_a_state_owns_through_its_ministry_and_its_company() -> None:
    graph = snapshot("standard-bods-package-fi-soe")
    found = outcomes(graph, "19f1c5afe9d7")
    assert found == {"Suomen tasavalta": TRUE, "Valtiovarainministerio": TRUE, "Suomen Kaasuverkko Oy": TRUE}
    state = next(row for row in controllers(graph, "19f1c5afe9d7") if row.name == "Suomen tasavalta")
    assert state.low == 1
    assert facts_of(graph, "19f1c5afe9d7", {"FI"}).controlled_by_linked is TRUE
    assert facts_of(graph, "19f1c5afe9d7", {"CN"}).controlled_by_linked is UNKNOWN


def test_joint_owners_control_together_and_neither_alone_by_majority() -> None:
    graph = snapshot("standard-joint-ownership")
    electorate = compile_electorate(graph, MAJORITY)
    both = {"1accb8b18b99", "f040df24d9ec"}
    assert controls(electorate, both, "31c55e425764") is TRUE
    assert [controls(electorate, {one}, "31c55e425764") for one in sorted(both)] == [FALSE, FALSE]


def test_a_nominator_directs_the_nomination_and_the_nominee_does_not() -> None:
    graph = snapshot("standard-nomination")
    electorate = compile_electorate(graph, POWER_TO_DECIDE)
    assert controls(electorate, {"101AB1984F"}, "103AB1984D") is TRUE
    assert electorate.subjects["103AB1984D"].deciding.keys() == {"101AB1984F"}
    assert controls(electorate, {"101AB1984F"}, "104AB1984C") is UNKNOWN


def test_a_listed_company_exempt_from_disclosure_is_unknown_with_that_reason() -> None:
    graph = snapshot("standard-listed-company-exempt-from-disclosure")
    assert graph.parties["4c7ea3bfbe6c"].listed is True
    facts = facts_of(graph, "4c7ea3bfbe6c", {"CN"})
    assert facts.controlled_by_linked is UNKNOWN
    assert "exempt from disclosing" in facts.open_holdings[0].question


def test_an_indirect_interest_is_counted_by_its_components_alone() -> None:
    graph = snapshot("standard-mixed-direct-and-indirect-ownership")
    held = {row.holder: row.share.low for row in graph.holdings["9bfe59b6a869"]}
    assert held == {"ec61aeda7141": Fraction(1, 2), "53508b65253f": Fraction(1, 2)}
    together = {"ec61aeda7141", "53508b65253f"}
    assert controls(compile_electorate(graph, MAJORITY), together, "9bfe59b6a869") is TRUE


@pytest.mark.parametrize(
    ("on", "known_on", "shares"),
    [
        (date(2020, 1, 1), None, {"Maria Esteves": 100}),
        (date(2021, 12, 1), None, {"Maria Esteves": 40, "Shear Trust": 60}),
        (date(2022, 12, 1), None, {"Maria Esteves": 30, "Shear Trust": 70}),
        (date(2022, 12, 1), date(2022, 1, 1), {"Maria Esteves": 40, "Shear Trust": 60}),
        (date(2026, 1, 1), None, {"Shear Trust": 80}),
        (date(2026, 1, 1), date(2020, 1, 1), {"Maria Esteves": 100}),
    ],
)
def test_updates_and_closures_hold_from_their_day_as_far_as_known(
    on: date, known_on: date | None, shares: dict[str, int]
) -> None:
    graph = snapshot("standard-tecido", on, known_on)
    held = [row for row in graph.holdings["01B68D7633"] if row.measure == "votes"]
    everybody = snapshot("standard-tecido", date(2020, 1, 1)).parties | graph.parties
    assert {everybody[row.holder].name: row.share.low * 100 for row in held} == shares


@pytest.mark.parametrize("path", sorted(BODS.rglob("*.json")), ids=lambda path: path.stem)
def test_every_party_of_every_fixture_can_be_asked(path: Path) -> None:
    registry = read_registry(path)
    graph = take_snapshot(registry, date(2026, 6, 1))
    known = {claim.party.id for claim in registry.claims if isinstance(claim, PartyClaim)}
    assert known
    for name in graph.parties:
        facts = facts_of(graph, name, {"CN", "HK", "MO"})
        assert facts.controlled_by_linked is not UNKNOWN or facts.open_holdings, name
