"""The language-neutral cases of conformance/items hold."""

from __future__ import annotations

import json

import pytest

from pratique.facts.vocabulary import definition_of
from pratique.facts.written import write_text

from .bills import codes, component, read
from .conftest import ROOT

CASES = json.loads((ROOT / "conformance" / "items" / "properties.json").read_text())


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case['type']} {case['properties']}")
def test_a_component_states_what_the_case_says(case):
    bill = read(component(*(tuple(pair) for pair in case["properties"]), type=case["type"]))
    values = bill.lines[0].entity.values
    assert {name: write_text(value, definition_of(name).fact) for name, value in values.items()} == case["values"]
    assert codes(bill) == case.get("codes", [])
