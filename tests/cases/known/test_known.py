"""Known decisions and published examples, each with its source: letters, grants and denials, rates, classes, permits.

Rule: the list is what others decided or published; where the book says otherwise, the book is wrong. Rates and
classes stand in tables here; acts as dossiers of their own in the files beside (run with every other case), each with
the address of the page; `decisions.csv` names cases of other folders that a decision or a text bears out as well.
These last are not counted: they were written for the book.
"""

from __future__ import annotations

import csv
import json
import tomllib
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from pratique.usecases.markets.duty import duty
from tests.cases.runner import all_cases
from tests.running import run
from tests.timeline.test_markets_timeline import KNOWN_ON, shipped_that_day

HERE = Path(__file__).parent


def table(name: str) -> list[dict[str, str]]:
    return list(csv.DictReader((HERE / name).read_text(encoding="utf-8").splitlines()))


DUTIES, CHIPS, DECISIONS = table("duties.csv"), table("chips.csv"), table("decisions.csv")
CASES = {f"{case.file.relative_to(HERE.parent).with_suffix('')}: {case.name}": case for case in all_cases()}


def _value(text: str) -> Any:
    if text in ("true", "false"):
        return text == "true"
    return int(text) if text.isdigit() and len(text) < 4 else text


@pytest.mark.parametrize("row", DUTIES, ids=lambda row: f"{row['name']} {row['into']} {row['on']}")
def test_a_rate_that_was_published(row: dict[str, str]) -> None:
    assert row["source"]
    changes = {
        key: _value(value) for key, _, value in (each.partition("=") for each in row["changes"].split(";") if each)
    }
    found = duty(
        shipped_that_day(changes, row["on"]), row["into"], on=date.fromisoformat(row["on"]), known_on=KNOWN_ON
    )
    security = found.security if isinstance(found.security, Decimal) else Decimal(0)
    assert (found.rate_at_entry, security) == (Decimal(row["rate"]), Decimal(0))


@pytest.mark.parametrize("row", CHIPS, ids=lambda row: f"{row['chip']} {row['on']}")
def test_a_class_that_was_published(row: dict[str, str]) -> None:
    assert row["source"]
    found = json.loads(run("classify", "chip", row["chip"], "--on", row["on"], "--format", "json").out)
    assert found["classes"] == [row["class"]]


@pytest.mark.parametrize("row", DECISIONS, ids=lambda row: row["case"])
def test_a_decision_that_was_made(row: dict[str, str]) -> None:
    assert row["source"]
    answer = CASES[row["case"]].answer()
    assert f"{answer.verdict.best} .. {answer.verdict.worst}" == row["outcome"]


PUBLISHED = [case for file in sorted(HERE.glob("*.toml")) for case in tomllib.loads(file.read_text())["case"]]


@pytest.mark.parametrize("case", PUBLISHED, ids=lambda each: each["name"])
def test_a_published_example_says_where_it_was_published(case: dict[str, Any]) -> None:
    assert case["source"].startswith(("https://", "http://"))
    assert {"best"} <= set(case["expect"])


def test_there_are_at_least_sixty_with_an_address_where_somebody_else_says_so() -> None:
    """Rates and classes beside a citation alone are shown and not counted; nor are cases of other folders."""
    addressed = [row for row in (*DUTIES, *CHIPS) if "https://" in row["source"]]
    assert len(addressed) + len(PUBLISHED) >= 60
