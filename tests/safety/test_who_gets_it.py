"""What a counterparty, a taxpayer, a maker and a heading are called is held against what is known of them."""

from __future__ import annotations

import copy
import json
from datetime import date
from typing import Any

import pytest

from pratique.dossier.model import model_of
from pratique.usecases.check import check
from pratique.usecases.markets.duty import duty
from tests.safety.inputs import KNOWN_ON
from tests.safety.test_law_lists_and_duties import CASES, models

THERE = (
    {"resident_in": ["CN"], "natural_person": True}, {"ultimate_parent_headquarters": "CN"}, {"organised_in": "CN"},
    {"adversary_percent": 60},
)  # fmt: skip
ELSEWHERE = (
    {"citizen_of": ["CN"], "natural_person": True}, {"resident_in": ["DE"], "natural_person": True},
    {"ultimate_parent_headquarters": "DE"}, {"adversary_percent": 10},
)  # fmt: skip


def case_of(file: str, name: str) -> Any:
    return next(each for each in CASES if each.file.name == file and each.name.startswith(name))


def with_party(who: dict[str, Any], file: str, name: str, role: str, **facts: Any) -> Any:
    case = case_of(file, name)
    data = copy.deepcopy(case.data)
    data["facts"] |= facts
    data["parties"] = [{"id": "who", **who}]
    act = data["transactions"][0]
    act |= {"actor": "who"} if role == "actor" else {"parties": {role: "who"}}
    return check(data, on=case.on, known_on=KNOWN_ON, construe=case.construe)


@pytest.mark.parametrize("role", ["consignee", "end_user"])
@pytest.mark.parametrize("who", [*THERE, *ELSEWHERE], ids=str)
def test_another_foreign_person_is_seated_and_lives_nowhere_of_concern(who: dict[str, Any], role: str) -> None:
    found = with_party(who, "bulk_data.toml", "location of 1,001", role, **{"bulk.counterparty": "other_foreign"})
    assert (found.verdict.worst == "licence required") is (who in THERE)
    assert bool(found.contradictions) is (who in THERE)


@pytest.mark.parametrize("who", [*THERE[1:], *ELSEWHERE], ids=str)
def test_a_taxpayer_of_a_covered_nation_is_held_from_there(who: dict[str, Any]) -> None:
    found = with_party(who, "credits.toml", "below every share, before", "actor")
    assert (found.verdict.worst == "prohibited") is (who in THERE)


def owed(**trade: Any) -> Any:
    model = copy.deepcopy(next(each for each in models() if "Changsha" in str(each)))
    model["trade"] |= trade
    return duty(model_of(model), "EU", on=date(2026, 11, 22), known_on=KNOWN_ON)


def test_a_producer_that_is_not_the_maker_named_settles_no_lower_duty() -> None:
    assert owed().settled
    assert owed(producer="byd").settled
    for said in ("tesla_shanghai", {"value": "tesla_shanghai", "source": "mail"}):
        found = owed(producer=said)
        assert not found.settled
        assert max(found.rate_at_entry["one_of"]) == owed().rate_at_entry
    assert not owed(hs6="other").settled
    assert owed(hs6="870380").settled


WAYS = ("{v}", {"value": "{v}", "source": "mail"}, {"one_of": ["{v}"]}, {"one_of": ["{v}", "{w}"]}, "?")
"""How a choice is written: as a word, as a table, as one or several that it may be, as not known."""


@pytest.mark.parametrize("way", WAYS, ids=str)
@pytest.mark.parametrize(
    ("fact", "same", "others"),
    [("producer", "byd", ("tesla_shanghai", "geely")), ("hs6", "870380", ("other", "850760"))],
)
def test_in_whatever_way_it_is_stated_beside_its_word(
    fact: str, same: str, others: tuple[str, str], way: Any
) -> None:
    plain = owed()

    def written(v: str, w: str) -> Any:
        return json.loads(json.dumps(way).replace("{v}", v).replace("{w}", w))

    agreeing, apart = owed(**{fact: written(same, same)}), owed(**{fact: written(*others)})
    assert agreeing.settled == (way != "?")
    assert not apart.settled
    for found in (agreeing, apart):
        owing = found.rate_at_entry
        rates = owing.get("one_of") or owing["known"] if isinstance(owing, dict) else [owing]
        assert max(rates) >= plain.rate_at_entry


def test_a_car_by_its_heading_stays_one_under_a_category_of_goods() -> None:
    assert owed(category="N1").rate_at_entry == owed().rate_at_entry
