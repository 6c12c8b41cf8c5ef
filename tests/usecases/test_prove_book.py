"""The proofs of the book hold where it is sound, and fail with a counter-example where it is not."""

from __future__ import annotations

from dataclasses import replace

import pytest

from pratique.facts import act, vehicle
from pratique.law import book as law_book
from pratique.law.book import Book
from pratique.law.clocks import in_force
from pratique.law.instrument import Instrument
from pratique.law.provision import exemption
from pratique.logic.author import all_of, none_of
from pratique.usecases.book.prove import ClaimProof, prove_book
from pratique.usecases.check import check

pytest.importorskip("z3")
NAME = "us.cfr15_791d"


def rule() -> Instrument:
    return law_book.load([NAME]).instrument(NAME)


def failing(instrument: Instrument, cite: str | None = None) -> list[ClaimProof]:
    return [each for each in prove_book(cite, Book((instrument,))).proofs if not each.holds]


def test_a_nexus_never_improves_what_the_rule_says_of_an_act() -> None:
    found = prove_book("15 CFR part 791", Book((rule(),)))
    assert len(found.proofs) >= 16
    assert all(each.holds for each in found.proofs)
    assert found.exit_status == 0


def test_every_exception_of_the_rule_defeats_something() -> None:
    claims = [each for each in prove_book("15 CFR 791", Book((rule(),))).proofs if "defeats" in each.claim]
    assert len(claims) >= 8
    assert all(each.holds for each in claims)


def test_an_exception_for_linked_parties_is_caught_with_a_dossier() -> None:
    linked = exemption(
        "15 CFR 791.0", "A linked part is free.", when=all_of(none_of(none_of(act.kind.is_("sale"))), _linked())
    )
    first = rule().provisions
    broken = tuple(replace(each, lifted_by=(*each.lifted_by, linked)) for each in first)
    failed = [each for each in failing(replace(rule(), provisions=broken)) if "never improves" in each.claim]
    assert failed
    example = failed[0].counter_example
    assert example is not None
    assert check(example, construe="usual").title == failed[0].claim


def _linked() -> object:
    from pratique.law.us.cfr15_791d.actors import actor_is_linked

    return actor_is_linked


def test_an_exception_that_can_never_apply_is_caught() -> None:
    never = exemption(
        "15 CFR 791.0",
        "Rail cars that are not.",
        when=all_of(vehicle.rail_only, none_of(vehicle.rail_only)),
    )
    first = tuple(replace(each, lifted_by=(*each.lifted_by, never)) for each in rule().provisions)
    failed = failing(replace(rule(), provisions=first), "15 CFR 791.0")
    assert [each.claim for each in failed] == ["the exception defeats something"]


def test_a_gap_and_an_overlap_in_time_are_caught() -> None:
    first = rule().provisions[0]
    lapsing = replace(first, cite="15 CFR 791.0", clocks=in_force("2025-03-17", lapses="2026-01-01"))
    alone = replace(rule(), provisions=(lapsing,))
    assert [each.claim for each in failing(alone, "15 CFR 791.0")] == ["a successor holds on the day it lapses"]
    later = replace(first, cite="15 CFR 791.0", clocks=in_force("2026-01-01"))
    assert not failing(replace(rule(), provisions=(lapsing, later)), "15 CFR 791.0")
    early = replace(later, clocks=in_force("2025-12-01"))
    claims = {each.claim for each in failing(replace(rule(), provisions=(lapsing, early)), "15 CFR 791.0")}
    assert claims == {"no other version holds with it"}
