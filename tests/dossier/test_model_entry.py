"""What a model file says, as a frozen struct."""

from __future__ import annotations

import json
from contextlib import suppress
from pathlib import Path

import pytest

import pratique
from pratique.dossier.model import model_of
from pratique.dossier.model_entry import KEYS, ModelEntry
from pratique.errors import InvalidInput, UsageError


def test_a_model_is_read_into_one_entry_that_nothing_changes() -> None:
    model = model_of({"vehicle": {"powertrain": "BEV"}, "trade": {"origin": "CN"}, "markets": ["GB"]})
    assert model.said.vehicle == {"powertrain": "BEV"}
    assert (model.asked_markets(), model.said.day) == (("GB",), None)
    with pytest.raises(AttributeError):
        model.said.title = "other"  # type: ignore[misc]


def test_every_key_is_a_field_and_no_other_is_read() -> None:
    assert set(ModelEntry.__struct_fields__) == KEYS
    with pytest.raises(InvalidInput) as refused:
        model_of({"day": "2026-01-01"})
    assert [each.code for each in refused.value.findings] == ["model.key"]


@pytest.mark.parametrize("key", sorted(KEYS))
@pytest.mark.parametrize("value", [None, 3, True, "x", [], [3], [[]], {}, {"x": 3}, {"x": []}, {"x": {"y": None}}])
def test_no_form_of_any_key_is_a_defect_of_the_program(tmp_path: Path, key: str, value: object) -> None:
    file = tmp_path / "model.json"
    file.write_text(json.dumps({"trade": {"origin": "CN"}, key: value}), encoding="utf-8")
    for ask in (lambda: pratique.markets(file, into=["GB"]), lambda: pratique.duty(file, "GB")):
        with suppress(InvalidInput, UsageError):  # anything else is a defect, and fails here
            ask()
