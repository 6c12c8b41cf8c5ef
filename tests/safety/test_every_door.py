"""Nothing clears at the other doors either: needs, ask, own, explain, registries, lists, replies, goods, versions."""

from __future__ import annotations

import copy
import json
import os
import random
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from pratique.law.outcome import Outcome
from pratique.usecases.check import check
from pratique.usecases.missing.ask import begin
from pratique.usecases.missing.needs import needs
from pratique.usecases.ownership.own import OwnQuestion, own
from tests.running import EXAMPLES
from tests.safety.inputs import (
    BRACKET,
    KNOWN_ON,
    MODEM,
    answers,
    as_csv,
    cyclonedx,
    dossier,
    lay,
    line,
    outcome,
)
from tests.usecases.test_ownership_join import company, holding

BARRED = (Outcome.PROHIBITED, Outcome.PROHIBITED)
MAKER = "Acme Telematik GmbH"
MADE = line("m", "telematics module", MAKER)
CHAIN = [
    company("telematik", MAKER, "DE"), company("mid", "Mid Holding B.V.", "NL"),
    company("top", "Top Group Co., Ltd.", "CN"), holding("mid", "telematik", 80), holding("top", "mid", 70),
]  # fmt: skip
RING = [company("ring", "Ring Holding S.A.", "LU"), holding("ring", "mid", 10), holding("telematik", "ring", 100)]


def owned(folder: Path, statements: list[Any], **more: Any) -> Path:
    """The import of a module whose maker is German by its own word, with what a registry says of its owners."""
    data = dossier("bom.csv", answers=answers("m"), registries=["owners.json"], **more)
    maker = {"id": "maker", "name": MAKER, "organised_in": "DE", "headquartered_in": "DE", "natural_person": False,
             "principal_place_of_business": "DE", "acts_for_prc_or_russia": False}  # fmt: skip
    data["parties"] = [data["parties"][0], maker]
    return lay(folder, data, {"bom.csv": as_csv([MADE]), "owners.json": json.dumps(statements).encode()})


def test_an_owner_left_out_of_a_registry_clears_nothing(tmp_path: Path) -> None:
    assert outcome(owned(tmp_path / "whole", CHAIN)) == BARRED
    for index in range(len(CHAIN)):
        less = [*CHAIN[:index], *CHAIN[index + 1 :]]
        found = outcome(owned(tmp_path / str(index), less))
        assert found == "refused" or found[1] is Outcome.PROHIBITED, CHAIN[index]["recordId"]


@pytest.mark.parametrize("seed", [1, 2])
def test_order_and_repetition_of_a_registry_and_a_ring_of_owners_change_nothing(seed: int, tmp_path: Path) -> None:
    mixed = [*CHAIN, *RING, *copy.deepcopy(CHAIN)]
    random.Random(seed).shuffle(mixed)
    path = owned(tmp_path, mixed)
    assert outcome(path) == BARRED
    (one,) = [each for each in check(path, known_on=KNOWN_ON).ownership if each.party == "maker"]
    assert one.controlled == "yes"


def test_own_says_no_of_no_party_whose_owners_are_left_out(tmp_path: Path) -> None:
    for index in range(3, len(CHAIN)):
        path = tmp_path / f"{index}.json"
        path.write_text(json.dumps([*CHAIN[:index], *CHAIN[index + 1 :]]))
        question = OwnQuestion(registries=(str(path),), on=KNOWN_ON, known_on=KNOWN_ON)
        assert own(MAKER, question).facts["CN"].controlled_by_linked is not False


def test_a_list_given_twice_or_in_another_order_changes_nothing(tmp_path: Path) -> None:
    rows = [f"Our List,{MAKER},DE,", "Our List,Hanbit Semiconducter,KR,", "Our List,Mid Holding B.V.,NL,"]
    head = "source,name,addresses,alt_names"
    found = set()
    for order in (rows, rows[::-1], [*rows, *rows]):
        path = owned(tmp_path / str(len(found)), CHAIN, lists=["list.csv"])
        (path.parent / "list.csv").write_text("\n".join([head, *order, ""]))
        answer = check(path, known_on=KNOWN_ON)
        found.add((answer.verdict.best, answer.verdict.worst))
    assert found == {("prohibited", "prohibited")}


# --- questions that begin with the same decision ----------------------------------------------------------------

LESS = ("model_year", "mechanical_power", "automation_level", "new")


@pytest.mark.parametrize("key", LESS)
def test_needs_and_ask_never_promise_more_than_the_whole(key: str, tmp_path: Path) -> None:
    data = dossier("bom.csv", answers=answers("m"))
    whole = lay(tmp_path / "a", data, {"bom.csv": as_csv([MODEM])})
    assert needs(whole, known_on=KNOWN_ON).verdict.worst == "prohibited"
    del data["vehicles"][0][key]
    less = lay(tmp_path / "b", data, {"bom.csv": as_csv([MODEM])})
    assert needs(less, known_on=KNOWN_ON).verdict.worst == "prohibited"
    asking = begin(less, known_on=KNOWN_ON)
    assert asking.found.range.worst is Outcome.PROHIBITED
    assert asking.is_settled or asking.questions()


@pytest.mark.parametrize("act", ["import", "sale"])
@pytest.mark.parametrize("goods", [["b"], ["b", "b"]])
def test_goods_of_a_car_leave_nothing_out_unsaid(act: str, goods: list[str], tmp_path: Path) -> None:
    data = dossier("bom.csv", answers=answers("m", "b"))
    files = {"bom.csv": as_csv([MODEM, BRACKET])}
    data["transactions"][0]["act"] = act
    whole = outcome(lay(tmp_path / "whole", data, files))
    data["transactions"][0]["goods"] = goods
    found = check(lay(tmp_path, data, files), known_on=KNOWN_ON)
    assert found.verdict.worst == whole[1].words
    assert any("goods" in each.about for each in found.not_read)


def test_a_reply_left_out_or_given_twice_never_improves(tmp_path: Path) -> None:
    data = dossier("bom.csv", answers_files=["replies.toml"])
    reply = "\n".join(
        f'[[answers]]\nentity = "m"\nfact = "{each["fact"]}"\nvalue = {json.dumps(each["value"])}\nsource = "mail"\n'
        for each in answers("m")
    )
    found = []
    for place, text in enumerate((reply, f"{reply}\n{reply}", "")):
        path = lay(tmp_path / str(place), data, {"bom.csv": as_csv([MODEM]), "replies.toml": text.encode()})
        found.append(outcome(path))
    assert found[0] == found[1] == BARRED
    assert found[2] == "refused" or found[2][1] is Outcome.PROHIBITED


# --- documents of one content -----------------------------------------------------------------------------------


@pytest.mark.parametrize("version", ["1.4", "1.5", "1.6", "1.7"])
@pytest.mark.parametrize("number", [1, 7])
def test_the_version_of_a_document_changes_nothing(version: str, number: int, tmp_path: Path) -> None:
    plain = cyclonedx([MODEM, BRACKET])
    for each in plain["components"]:
        each["supplier"] = each.pop("manufacturer")
    plain |= {"specVersion": version, "version": number}
    data = dossier("bom.json", answers=answers("m", "b"))
    files = {"bom.json": json.dumps(plain).encode()}
    assert outcome(lay(tmp_path, data, files)) == outcome(
        lay(tmp_path / "x", data, {"bom.json": json.dumps({**plain, "specVersion": "1.6", "version": 1}).encode()})
    )


def test_needs_says_the_same_bytes_under_any_hash_seed_locale_and_zone() -> None:
    path = EXAMPLES / "tyre-sensor" / "dossier.toml"
    told = set()
    for seed, zone, locale in (("1", "UTC", "C"), ("4096", "Pacific/Kiritimati", "POSIX")):
        env = {**os.environ, "PYTHONHASHSEED": seed, "TZ": zone, "LC_ALL": locale}
        command = [sys.executable, "-m", "pratique", "needs", str(path), "--format", "json"]
        told.add(subprocess.run(command, env=env, capture_output=True, check=False).stdout)
    assert len(told) == 1
    assert told.pop()
