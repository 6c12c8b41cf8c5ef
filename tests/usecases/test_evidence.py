"""Evidence: the finer of two values holds, of two that differ neither does, and what has expired is unknown."""

from __future__ import annotations

from datetime import date

import pytest

from pratique.dossier.evidence import Evidence, refines
from pratique.facts.proof import Proof
from pratique.facts.reading import read_value
from pratique.facts.vocabulary import definition_of
from pratique.logic.entities import unknown_value

DAY = date(2026, 11, 22)


def evidence(name: str, *given: tuple[object, Proof]) -> Evidence:
    kept, fact = Evidence(DAY), definition_of(name).fact
    for raw, proof in given:
        kept.add("it", fact, read_value(fact, raw), proof)
    return kept


A, B = Proof("a"), Proof("b")


@pytest.mark.parametrize(
    ("name", "coarse", "fine"),
    [
        ("vehicle.model_year", {"min": 2026, "max": 2028}, 2027),
        ("vehicle.model_year", {"min": 2026}, {"exclusive_min": 2026, "max": 2030}),
        ("party.organised_in", {"one_of": ["US", "CN"]}, "CN"),
        ("party.organised_in", {"not": ["US"]}, "CN"),
        ("vehicle.new", "?", True),
        (
            "source.roles",
            {"must": ["supplied"]},
            {"must": ["supplied", "developed"], "may": ["supplied", "developed"]},
        ),
        ("declaration.filed", {"min": "2026-01-01", "max": "2026-12-31"}, "2026-05"),
    ],
)
def test_the_finer_value_holds_in_either_order(name: str, coarse: object, fine: object) -> None:
    fact = definition_of(name).fact
    expected = read_value(fact, fine)
    assert evidence(name, (coarse, A), (fine, B)).value("it", name) == expected
    both = evidence(name, (fine, A), (coarse, B))
    assert both.value("it", name) == expected
    assert not list(both.conflicts())
    assert not refines(read_value(fact, coarse), expected)


@pytest.mark.parametrize(
    ("name", "one", "other"),
    [
        ("vehicle.model_year", 2026, 2027),
        ("vehicle.model_year", {"min": 2026, "max": 2028}, {"min": 2027, "max": 2029}),
        ("party.organised_in", "US", "CN"),
        ("vehicle.new", True, False),
        ("source.roles", ["supplied"], ["developed"]),
        ("declaration.filed", "none", "2026-05-01"),
    ],
)
def test_what_differs_is_unknown_and_both_are_kept(name: str, one: object, other: object) -> None:
    both = evidence(name, (one, A), (other, B))
    fact = definition_of(name).fact
    assert both.value("it", name) == unknown_value(fact)
    assert [(key, found, [each.proof.source for each in its]) for key, found, its in both.conflicts()] == [
        ("it", name, ["a", "b"])
    ]


def test_expiry_is_measured_at_known_on() -> None:
    last = Proof("certificate", expires_on=DAY)
    past = Proof("certificate", expires_on=date(2026, 11, 21))
    name = "vehicle.new"
    assert evidence(name, (True, last)).value("it", name) == read_value(definition_of(name).fact, True)
    gone = evidence(name, (True, past))
    assert gone.value("it", name) == unknown_value(definition_of(name).fact)
    assert [each.proof for _, _, each in gone.expired()] == [past]


def test_an_expired_value_does_not_contradict_a_live_one() -> None:
    name = "vehicle.model_year"
    found = evidence(name, (2026, Proof("old", expires_on=date(2026, 1, 1))), (2027, Proof("new")))
    assert found.value("it", name) == read_value(definition_of(name).fact, 2027)
    assert not list(found.conflicts())
    assert [proof.source for proof in found.proofs("it", name)] == ["new", "old"]


def test_the_same_said_twice_is_said_once() -> None:
    assert len(evidence("vehicle.new", (True, A), (True, A)).given["it", "vehicle.new"]) == 1
