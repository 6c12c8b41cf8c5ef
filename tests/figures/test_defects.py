"""The known kinds of defect, as bulletins of our own: each is found, graded, repaired; clean ones pass."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import pytest

from pratique.figures.identities import check
from pratique.figures.ledger import load

HOME = Path(__file__).parents[2] / "conformance" / "figures"
EXPECTED: dict[str, dict[str, Any]] = tomllib.loads((HOME / "expected.toml").read_text("utf-8"))


def test_every_bulletin_has_an_expectation() -> None:
    assert {file.stem for file in (HOME / "defects").glob("*.csv")} == set(EXPECTED)


@pytest.mark.parametrize("name", sorted(EXPECTED))
def test_defect_is_caught(name: str) -> None:
    wanted = EXPECTED[name]
    misses = check(load(HOME / "defects" / f"{name}.csv")).misses
    found = [miss for miss in misses if (miss.identity, miss.grade) == (wanted["identity"], wanted["grade"])]
    assert found, [(miss.identity, miss.grade, miss.repair) for miss in misses]
    assert any(wanted["repair"] in (miss.repair or "") for miss in found), [miss.repair for miss in found]
    assert (found[0].repair is None) == (wanted["repair"] == "")
    assert (found[0].missing_fact is not None) == wanted.get("missing", False)
    assert {miss.grade for miss in misses} == {wanted["grade"]}


@pytest.mark.parametrize("file", sorted((HOME / "clean").glob("*.csv")), ids=lambda file: file.stem)
def test_clean_bulletin_raises_nothing(file: Path) -> None:
    checked = check(load(file))
    assert [(miss.identity, miss.says, miss.sides) for miss in checked.misses] == []
    assert checked.asked > 0 or file.stem == "without-publisher"
