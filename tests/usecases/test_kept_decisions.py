"""What was decided of the same facts is kept; whose they are, and what the law was asked, never is."""

from __future__ import annotations

import copy
import tomllib
from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from pratique.files.plain import as_json
from pratique.usecases.changes.what_if import what_if
from pratique.usecases.check import check
from pratique.usecases.missing.needs import needs
from tests.running import EXAMPLES

KNOWN = date(2026, 11, 22)
SHANGHAI = tomllib.loads((EXAMPLES / "shanghai-app" / "dossier.toml").read_text("utf-8"))


def changed(change: Callable[[dict[str, Any]], None]) -> dict[str, Any]:
    data = copy.deepcopy(SHANGHAI)
    change(data)
    return data


def part(data: dict[str, Any]) -> dict[str, Any]:
    found: dict[str, Any] = data["vehicles"][0]["parts"][0]
    return found


def test_names_are_those_of_each_dossier() -> None:
    named = changed(lambda data: part(data).update(name="Parking app"))
    first, second = check(SHANGHAI, known_on=KNOWN), check(named, known_on=KNOWN)
    assert first.verdict == second.verdict
    assert "Telematics app" in str(first.decided_by)
    assert "Parking app" not in str(first.decided_by)
    assert "Parking app" in str(second.decided_by)
    assert "Telematics app" not in str(second.decided_by)


def test_one_fact_that_differs_is_decided_anew() -> None:
    check(SHANGHAI, known_on=KNOWN)
    free = check(changed(lambda data: part(data).update(open_source=True)), known_on=KNOWN)
    assert free.verdict != check(SHANGHAI, known_on=KNOWN).verdict


def test_another_day_of_the_law_is_decided_anew() -> None:
    today = check(SHANGHAI, known_on=KNOWN)
    before = check(SHANGHAI, known_on=KNOWN, law_on=date(2025, 1, 10))
    assert today.law_book.hash != before.law_book.hash
    assert today.verdict != before.verdict


@pytest.mark.parametrize("ask", [check, needs, what_if])
def test_asked_again_it_is_the_same_to_the_byte(ask: Callable[..., object]) -> None:
    data = changed(lambda data: part(data).pop("open_source"))
    said = [as_json(ask(copy.deepcopy(data), known_on=KNOWN)) for _ in range(3)]
    assert said[0] == said[1] == said[2]
