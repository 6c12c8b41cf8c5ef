"""Acts that say the same are looked at once by `when`: the answer is that of looking at each."""

from __future__ import annotations

import copy
from datetime import date

import pytest

from pratique.usecases.changes import when as module
from pratique.usecases.changes.when import Timeline, when
from tests.cases.runner import KNOWN_ON, Given, all_cases

CASES = [case for case in all_cases() if len(case.data.get("transactions", ())) == 1][::25]


def asked(data: dict[str, object]) -> Timeline:
    return when(data, start=date(2026, 1, 1), end=date(2030, 1, 1), known_on=KNOWN_ON)


def repeated(case: Given) -> dict[str, object]:
    """The dossier with its act three times: once more as it is, once on another day, once into another market."""
    data = copy.deepcopy(case.data)
    (act,) = data["transactions"]
    others = [{**copy.deepcopy(act), **change, "id": f"more{at}"} for at, change in enumerate(CHANGES)]
    data["transactions"] = [act, *others]
    return data


CHANGES: tuple[dict[str, object], ...] = ({}, {"date": date(2027, 5, 5)}, {"into": "CA"})


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.id)
def test_alike_acts_are_looked_at_once_and_others_each(case: Given, monkeypatch: pytest.MonkeyPatch) -> None:
    data = repeated(case)
    once = asked(data)
    monkeypatch.setattr(module, "_apart", lambda cases, moving: cases)
    assert asked(data) == once
