"""What is said twice is one thing or a conflict: options, parties, markets, facts; an accepted key counts."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import Any

import msgspec
import pytest

from pratique.dossier.model import model_of
from pratique.dossier.question import enriched, question_about
from pratique.errors import InvalidInput, UsageError
from pratique.usecases.check import check
from pratique.usecases.markets.duty import duty
from pratique.usecases.markets.markets import markets
from tests.safety.inputs import KNOWN_ON, MODEM, answers, as_csv, dossier, lay

MODEL: dict[str, Any] = {
    "title": "m", "vehicle": {"powertrain": "BEV"}, "trade": {"origin": "DE", "hs_code": "870380", "category": "M1"},
    "markets": ["US"],
}  # fmt: skip


@pytest.mark.parametrize("value", ["true", "false"])
def test_a_fact_of_the_command_line_stands_beside_the_dossier_and_not_over_it(value: str, tmp_path: Path) -> None:
    path = lay(tmp_path, dossier("bom.csv", answers=answers("m")), {"bom.csv": as_csv([MODEM])})
    found = check(enriched(str(path), (f"authorization.specific_granted={value}",)), known_on=KNOWN_ON)
    assert found.verdict.worst == "prohibited"
    assert bool(found.conflicts) is (value == "true")


def test_two_options_that_differ_are_refused(tmp_path: Path) -> None:
    twice = ("vehicle.model_year=2029", "vehicle.model_year=2031")
    with pytest.raises(UsageError, match="two things"):
        question_about("bom.csv", {"into": "US", "act": "sale"}, twice, KNOWN_ON)
    path = lay(tmp_path, dossier())
    with pytest.raises(UsageError, match="two things"):
        enriched(str(path), twice)


@pytest.mark.parametrize("change", [{"name": "Quectel"}, {"name": "quectel"}, {"lei": "529900GRZ2BQY5ZM9N49"}])
@pytest.mark.parametrize("first", [True, False])
def test_two_parties_of_one_name_are_told_apart_or_refused(
    change: dict[str, str], first: bool, tmp_path: Path
) -> None:
    data = dossier("bom.csv", answers=answers("m"))
    other = {"id": "other", "organised_in": "US", "natural_person": False, **change}
    if "lei" in change:
        data["parties"][1] |= change
    data["parties"] = [other, *data["parties"]] if first else [*data["parties"], other]
    with pytest.raises(InvalidInput, match="names two parties"):
        check(lay(tmp_path, data, {"bom.csv": as_csv([MODEM])}), known_on=KNOWN_ON)


def test_a_market_under_two_names_says_one_thing() -> None:
    same = {"into": {"US": {"value": 3}, "United States": {"value": 3}}}
    other = {"into": {"US": {"quota_year": 2025}, "United States": {"quota_year": 2026}}}
    with pytest.raises(InvalidInput) as caught:
        model_of({**MODEL, **other})
    assert "model.market.twice" in [each.code for each in caught.value.findings]
    model_of({**MODEL, **same})


def test_the_day_of_the_evidence_in_a_model_counts() -> None:
    model = model_of({**MODEL, "known_on": "2025-01-02"})
    assert duty(model, "US", on=date(2025, 6, 1)).known_on == "2025-01-02"
    assert duty(model, "US", on=date(2025, 6, 1), known_on=KNOWN_ON).known_on == KNOWN_ON.isoformat()
    assert {each.duty.known_on for each in markets(model, on=date(2025, 6, 1))} == {"2025-01-02"}


@pytest.mark.parametrize("key", ["law_on", "lists"])
def test_a_key_of_a_model_that_would_do_nothing_is_refused(key: str) -> None:
    with pytest.raises(InvalidInput, match="A model has no"):
        model_of({**MODEL, key: "2025-01-02"})


def test_a_day_of_the_evidence_that_is_none_is_refused() -> None:
    with pytest.raises(InvalidInput, match="no calendar day"):
        model_of({**MODEL, "known_on": "yesterday"})


@pytest.mark.parametrize("said", [{"trade.origin": "CN"}, {"trade.category": "N1"}])
def test_a_fact_and_a_key_of_a_model_that_differ_widen_its_duty(said: dict[str, str]) -> None:
    plain = duty(model_of(MODEL), "US", on=date(2026, 6, 1), known_on=KNOWN_ON)
    both = duty(model_of({**MODEL, "facts": said}), "US", on=date(2026, 6, 1), known_on=KNOWN_ON)
    alone = json.loads(json.dumps(MODEL))
    del alone["trade"][next(iter(said)).partition(".")[2]]
    unknown = duty(model_of(alone), "US", on=date(2026, 6, 1), known_on=KNOWN_ON)
    assert both.rate_at_entry == unknown.rate_at_entry
    assert plain.rate_at_entry != both.rate_at_entry or plain == msgspec.structs.replace(both, notes=plain.notes)
    assert "Sources differ" in str(both.notes)
