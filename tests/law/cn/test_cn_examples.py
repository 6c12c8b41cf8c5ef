"""The shipped examples come out as their titles say."""

from __future__ import annotations

import tomllib
from datetime import date
from pathlib import Path

import pytest

from pratique.errors import InvalidInput
from pratique.usecases.check import check

EXAMPLES = Path(__file__).parents[3] / "examples"
VERDICTS = {
    "robotaxi-wuhan": ("authorized", "authorized"),
    "holding": ("clear with duties", "clear with duties"),
    "data-export": ("authorized", "licence required"),
    "mapping": ("prohibited", "prohibited"),
    "bev-export": ("licence required", "licence required"),
}


@pytest.mark.parametrize("name", VERDICTS)
def test_an_example_comes_out(name: str) -> None:
    found = check(EXAMPLES / name / "dossier.toml", known_on=date(2026, 11, 22))
    assert (found.verdict.best, found.verdict.worst) == VERDICTS[name]


ASSISTED = {"id": "a", "both_at_once": True, "oedr_by_system": "partial", "human_must_supervise": True}
AUTOMATED = {"id": "b", "whole_ddt_by_system": True}


@pytest.mark.parametrize(
    ("features", "complete", "worst", "best"),
    [
        ([ASSISTED], True, "clear", "clear"),
        ([ASSISTED], False, "prohibited", "clear"),
        ([ASSISTED, AUTOMATED], False, "prohibited", "prohibited"),
    ],
)
def test_the_level_is_folded_from_the_features(features: list[object], complete: bool, worst: str, best: str) -> None:
    data = tomllib.loads((EXAMPLES / "robotaxi-wuhan/dossier.toml").read_text(encoding="utf-8"))
    data["vehicles"][0] |= {"features": features, "features_complete": complete}
    data["facts"] |= {
        "permit.valid_on_date": False,
        "service.district": "wuchang",
        "access.local_confirmation": False,
    }
    data["facts"]["service.operator_on_board"] = "driver_seat"
    data["facts"]["access.consortium_selected"] = False
    data["facts"]["access.automated_function_enabled"] = AUTOMATED in features or not complete
    found = check(data, known_on=date(2026, 11, 22))
    assert (found.verdict.best, found.verdict.worst) == (best, worst)


@pytest.mark.parametrize(("feature", "best"), [(ASSISTED, "clear"), (AUTOMATED, "prohibited")])
def test_features_of_the_dossier_itself_belong_to_its_vehicles(feature: object, best: str) -> None:
    data = tomllib.loads((EXAMPLES / "robotaxi-wuhan/dossier.toml").read_text(encoding="utf-8"))
    del data["vehicles"][0]["features"], data["vehicles"][0]["features_complete"]
    data["features"] = [feature]
    data["facts"] |= {
        "permit.valid_on_date": False,
        "service.district": "wuchang",
        "access.local_confirmation": False,
    }
    data["facts"] |= {"service.operator_on_board": "driver_seat", "access.consortium_selected": False}
    found = check(data, known_on=date(2026, 11, 22))
    assert (found.verdict.best, found.verdict.worst) == (best, "prohibited")


@pytest.mark.parametrize("given", [{"features": "assisted"}, {"features": [{}]}, {"features_complete": "yes"}])
@pytest.mark.parametrize("where", ["vehicle", "dossier"])
def test_features_that_are_none_are_refused(given: dict[str, object], where: str) -> None:
    data = tomllib.loads((EXAMPLES / "robotaxi-wuhan/dossier.toml").read_text(encoding="utf-8"))
    (data["vehicles"][0] if where == "vehicle" else data).update(given)
    with pytest.raises(InvalidInput):
        check(data, known_on=date(2026, 11, 22))
