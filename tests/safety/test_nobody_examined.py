"""An act that no instrument concerns clears nothing beside one that is cleared; lists count at every door.

A dossier of one such act alone is refused, as before.
"""

from __future__ import annotations

import copy
import json
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from pratique.errors import UsageError
from pratique.law.outcome import Outcome
from pratique.usecases.answer.answer import VerdictOut
from pratique.usecases.bulk.portfolio import portfolio
from pratique.usecases.changes.what_if import what_if
from pratique.usecases.changes.when import when
from pratique.usecases.check import check
from pratique.usecases.missing.needs import needs
from tests.running import run
from tests.safety.inputs import KNOWN_ON, lay
from tests.safety.test_registries_beside import denied

DAY = date(2031, 1, 2)
OTHERS: dict[str, dict[str, Any]] = {
    "a market without a book": {"act": "import", "into": "KE", "out_of": "US"},
    "out of a country without a book": {"act": "export", "into": "KE", "out_of": "BW"},
    "a kind of act that no law there asks about": {"act": "operate_service", "into": "US"},
    "a kind of act of another country": {"act": "acquire_holding", "into": "JP"},
}


def with_another(**told: Any) -> dict[str, Any]:
    data = copy.deepcopy(denied())
    data["transactions"].append({"id": "other", "actor": "importer", "date": "2031-01-02", "vehicle": "car", **told})
    return data


def of_when(path: Path, **options: Any) -> VerdictOut:
    (window,) = when(path, DAY, DAY, known_on=KNOWN_ON, **options).intervals
    return window.verdict


DOORS: dict[str, Callable[..., VerdictOut]] = {
    "check": lambda path, **options: check(path, known_on=KNOWN_ON, **options).verdict,
    "needs": lambda path, **options: needs(path, known_on=KNOWN_ON, **options).verdict,
    "what-if": lambda path, **options: what_if(path, known_on=KNOWN_ON, **options).verdict,
    "when": of_when,
}


def open_at(door: str, path: Path, **options: Any) -> bool:
    return Outcome.named(DOORS[door](path, **options).worst) > Outcome.AUTHORIZED


@pytest.mark.usefixtures("short_proofs")
@pytest.mark.parametrize("door", DOORS)
@pytest.mark.parametrize("other", OTHERS)
def test_an_act_that_nobody_examined_leaves_a_dossier_open(other: str, door: str, tmp_path: Path) -> None:
    assert not open_at(door, lay(tmp_path / "alone", denied()))
    assert open_at(door, lay(tmp_path / "both", with_another(**OTHERS[other])))


def test_nor_does_asking_one_instrument_alone_examine_the_others(tmp_path: Path) -> None:
    data = with_another(act="follow_foreign_law", into="CN")
    path = lay(tmp_path, data)
    assert open_at("check", path, only=("us.cfr15_791d",))
    with pytest.raises(UsageError, match="nothing was examined"):
        check(path, known_on=KNOWN_ON, only=("jp.customs_tariff",))


def test_the_command_says_so_and_counsel_can_settle_it(tmp_path: Path) -> None:
    path = lay(tmp_path, with_another(**OTHERS["a market without a book"]))
    told = run("check", str(path), "--known-on", "2026-11-22")
    assert told.status == 3
    assert "No instrument of the book concerns this act" in " ".join(told.out.split())
    settled = with_another(**OTHERS["a market without a book"])
    settled["transactions"][1]["facts"] = {"gap.unexamined": False}
    assert not open_at("check", lay(tmp_path / "settled", settled))


def test_alone_it_is_refused(tmp_path: Path) -> None:
    data = denied()
    data["transactions"][0] |= OTHERS["a market without a book"]
    with pytest.raises(UsageError, match="nothing is cleared"):
        check(lay(tmp_path, data), known_on=KNOWN_ON)


def test_in_a_portfolio_too(tmp_path: Path) -> None:
    lay(tmp_path, with_another(**OTHERS["a market without a book"]))
    acts = portfolio(tmp_path, known_on=KNOWN_ON).acts
    assert sorted(each.worst for each in acts if each.worst) == ["clear with duties", "licence required"]


SANCTIONED = {"id": "x", "schema": "Company", "properties": {"name": ["Acme"], "topics": ["sanction"]}}


@pytest.mark.parametrize("key", ["lists", "registries"])
@pytest.mark.parametrize("door", DOORS)
def test_who_is_listed_is_listed_at_every_door(door: str, key: str, tmp_path: Path) -> None:
    files = {"x.ftm.json": json.dumps(SANCTIONED).encode()}
    assert open_at(door, lay(tmp_path, {**denied(), key: list(files)}, files))
