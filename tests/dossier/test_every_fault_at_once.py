"""Every fault of a dossier is told at once: what breaks the schema hides nothing that another line says wrong."""

from __future__ import annotations

import copy
import json
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pratique.dossier.read import dossier_from, read_dossier
from pratique.errors import InvalidInput
from pratique.usecases.check import check

WRONG: dict[str, Any] = {
    "known_on": "2026-11-22",
    "parties": [{"id": "a", "name": "A", "organised_in": "Atlantis", "lei": "123"}],
    "vehicles": [{"id": "v", "model_year": "old", "wheels": 4}],
    "transactions": [{"id": "s", "act": "selll", "date": "not a day", "into": "XX", "vehicle": "v"}],
    "facts": {"vehicle.colour": "red"},
}
BREAKS = {
    "an id that is missing": lambda d: d["vehicles"][0].pop("id"),
    "a party without one": lambda d: d["parties"].append({"name": "B"}),
    "boms that are a number": lambda d: d["vehicles"][0].update(boms=7),
    "a bill that is none": lambda d: d["vehicles"][0].update(boms=[{"x/y": 3, "file": 7}]),
    "readings with a stroke": lambda d: d.update(construe={"p/q": 3}),
    "no acts at all": lambda d: d.update(transactions={}),
    "an act that is no table": lambda d: d["transactions"].append("sale"),
    "a title that is a list": lambda d: d.update(title=["x"]),
    "an answer of nothing": lambda d: d.update(answers=[{}]),
}


def told(data: Any) -> set[tuple[str, str]]:
    with pytest.raises(InvalidInput) as refused:
        check(data, known_on=None)
    return {(each.code, each.message) for each in refused.value.findings if each.severity == "error"}


def broken(name: str) -> dict[str, Any]:
    data = copy.deepcopy(WRONG)
    BREAKS[name](data)
    return data


@pytest.mark.parametrize("name", BREAKS)
def test_a_break_of_the_schema_hides_no_other_fault(name: str) -> None:
    found = told(broken(name))
    assert "dossier.schema" in {code for code, _ in found}
    if "acts" not in name and "no table" not in name:
        assert {each for each in told(WRONG) if each[0].startswith("dossier.fact.")} <= found
    assert not any("?" in message.split(":")[0] for _, message in found)


def test_each_is_told_at_its_own_line(tmp_path: Path) -> None:
    path = tmp_path / "d.json"
    path.write_text(json.dumps(broken("an id that is missing"), indent=1))
    with pytest.raises(InvalidInput) as refused:
        read_dossier(path)
    lines = path.read_text().splitlines()
    for each in refused.value.findings:
        where, value = each.place.pointer or "", each.value
        if where.endswith("/act") or value == "selll":
            assert each.place.line is not None
            assert "selll" in lines[each.place.line - 1]


_PLAIN = st.recursive(
    st.none() | st.booleans() | st.integers(-3, 3) | st.text("ab/?~0", max_size=4),
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from([*WRONG, "id", "ref", "act", "a/b"]), inner)
    ),
    max_leaves=12,
)


@settings(max_examples=150)
@given(_PLAIN, st.sampled_from(["vehicles", "parties", "transactions", "facts", "answers", "products"]))
def test_whatever_stands_there_is_refused_or_read(value: Any, name: str) -> None:
    with suppress(InvalidInput):  # anything else would end the test
        dossier_from({**WRONG, name: value})
