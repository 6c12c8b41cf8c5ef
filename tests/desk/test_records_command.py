"""`pratique records` over a desk: list, show, verify, replay, export, checkpoint."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from pratique.desk import decisions, ledger
from pratique.desk.home import DATABASE, HOSTS, TLS, prepare
from pratique.desk.models import Workspace
from tests.desk.cases import dossier_of
from tests.desk.owner import does
from tests.running import run

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def desk(home: Path, monkeypatch: pytest.MonkeyPatch) -> Workspace:
    """A desk with a decision, a reply and a checkpoint."""
    for each in (DATABASE, HOSTS, TLS):
        monkeypatch.setenv(each, os.environ.get(each, ""))
    prepare(home)
    workspace = Workspace.objects.create(name="Compliance")
    decisions.decided_once(workspace, dossier_of(workspace), "J. Rivera")
    ledger.append(workspace, "reply", who="J. Rivera", about={"n": 1}, private={"person": "Ada Lovelace"})
    return workspace


def test_the_list_and_a_record() -> None:
    listed = run("records", "list")
    assert (listed.status, listed.err) == (0, "")
    assert [line.split()[2] for line in listed.out.splitlines()] == ["decision", "reply"]
    assert [
        each["seq"] for each in json.loads(run("records", "list", "--kind", "reply", "--format", "json").out)
    ] == [2]
    shown = run("records", "show", "1")
    assert "by J. Rivera" in shown.out
    assert json.loads(run("records", "show", "1", "--format", "json").out)["about"]["worst"] == "prohibited"
    assert "Lovelace" not in run("records", "show", "2").out
    assert run("records", "show", "9").status == 2


def test_a_checkpoint_is_printed_and_proves_a_record() -> None:
    assert run("records", "show", "1", "--proof").status == 2
    note = run("records", "checkpoint")
    assert note.status == 0
    assert note.out.splitlines()[1] == "2"
    assert note.out in run("records", "show", "1", "--proof").out
    assert "newest checkpoint 2" in run("records", "verify").out


def test_what_was_changed_ends_with_four() -> None:
    assert run("records", "verify").status == 0
    does("UPDATE desk_record SET kind = 'policy' WHERE seq = 1")
    found = run("records", "verify")
    assert found.status == 4
    assert "record 1: its kind is shown as 'policy'" in found.out
    assert json.loads(run("records", "verify", "--format", "json").out)[0]["faults"]


@pytest.mark.parametrize("book", ["old", "present"])
def test_a_decision_is_made_again(book: str) -> None:
    found = run("records", "replay", "1", "--book", book)
    assert (found.status, "the same bytes" in found.out) == (0, True), found.out
    assert json.loads(run("records", "replay", "1", "--format", "json").out)["same_bytes"] is True
    assert run("records", "replay", "2").status == 2


def test_an_archive_holds_everything_and_checks_itself(tmp_path: Path) -> None:
    made = run("records", "export", tmp_path / "a.zip")
    assert made.status == 0, made.err
    assert run("records", "verify", tmp_path / "a.zip").out == "2 records hold.\n"
    import zipfile

    with zipfile.ZipFile(tmp_path / "a.zip") as zipper:
        zipper.extractall(tmp_path / "bag")
        names = zipper.namelist()
    (bag,) = (tmp_path / "bag").iterdir()
    assert any(name.endswith("answers/000000001.html") for name in names)
    ran = subprocess.run([sys.executable, "-I", "-S", bag / "verify.py"], capture_output=True, text=True, check=False)
    assert (ran.returncode, ran.stdout.startswith("2 records hold, signed by")) == (0, True), ran.stdout
    (bag / "data/records.jsonl").write_bytes(
        (bag / "data/records.jsonl").read_bytes().replace(b"Rivera", b"Riveri", 1)
    )
    changed = run("records", "verify", bag)
    assert changed.status == 4
    assert "record 1: it is not what was recorded" in changed.out


def test_where_there_is_no_desk_it_says_so(tmp_path: Path) -> None:
    for each in ("list", "verify", "checkpoint"):
        found = run("records", each, "--home", tmp_path / "none")
        assert found.status == 2
        assert "There is no desk in" in found.err
    assert run("records", "verify", tmp_path / "none.zip").status == 4
