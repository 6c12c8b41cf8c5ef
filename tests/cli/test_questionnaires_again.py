"""Questionnaires into a folder that holds some: what was sent is still told, and what is of another stays whole."""

from __future__ import annotations

import json
import shutil
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from pratique.cli.questionnaire import _write
from pratique.usecases.missing.given import LEDGER
from tests.running import ROOT, run

DAY = ("--known-on", "2026-11-22")


def aurora(folder: Path) -> Path:
    return Path(shutil.copytree(ROOT / "examples" / "aurora", folder)) / "dossier.toml"


def sent_in(folder: Path) -> dict[str, object]:
    found: dict[str, object] = json.loads((folder / LEDGER).read_text("utf-8"))["sent"]
    return found


def test_a_second_round_adds_to_what_was_sent(tmp_path: Path) -> None:
    dossier, out = aurora(tmp_path / "a"), tmp_path / "out"
    assert run("questionnaire", dossier, *DAY, "-o", out).status == 0
    first = sent_in(out)
    text = dossier.read_text("utf-8")
    assert 'name = "Acme Telematik GmbH"' in text
    dossier.write_text(text.replace('name = "Acme Telematik GmbH"', 'name = "Acme Telematik Nord GmbH"'), "utf-8")
    assert run("questionnaire", dossier, *DAY, "-o", out).status == 0
    assert first.items() <= sent_in(out).items()
    assert sent_in(out).keys() > first.keys()
    assert {each.name for each in out.iterdir()} >= {*sent_in(out), LEDGER}


def test_a_folder_of_another_dossier_is_left_whole(tmp_path: Path) -> None:
    out = tmp_path / "out"
    assert run("questionnaire", aurora(tmp_path / "a"), *DAY, "-o", out).status == 0
    before = {each.name: each.read_bytes() for each in out.iterdir()}
    found = run("questionnaire", aurora(tmp_path / "b"), *DAY, "-o", out)
    assert found.status == 2
    assert "holds the questionnaires of" in found.err
    assert {each.name: each.read_bytes() for each in out.iterdir()} == before


def test_a_ledger_that_nobody_can_read_is_not_replaced(tmp_path: Path) -> None:
    out = tmp_path / "out"
    out.mkdir()
    (out / LEDGER).write_text('{"sent": []}', "utf-8")
    assert run("questionnaire", aurora(tmp_path / "a"), *DAY, "-o", out).status == 4
    assert (out / LEDGER).read_text("utf-8") == '{"sent": []}'
    assert len(list(out.iterdir())) == 1


def test_whoever_sends_at_once_is_told_whole(tmp_path: Path) -> None:
    (tmp_path / "note").write_text("holds something", "utf-8")

    def send(name: str) -> None:
        ledger = {"dossier": "../dossier.toml", "sent": {name: {"recipient": name}}}
        _write(tmp_path, {name: name.encode(), LEDGER: json.dumps(ledger).encode()})

    names = [f"supplier-{index}.xlsx" for index in range(24)]
    with ThreadPoolExecutor(8) as people:
        assert list(people.map(send, names)) == [None] * len(names)
    assert sorted(sent_in(tmp_path)) == sorted(names)
