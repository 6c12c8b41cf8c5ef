"""What an answer says to do next does what it says when it is typed as it stands."""

from __future__ import annotations

import io
import json
import shlex
import shutil
from pathlib import Path

import pytest

from pratique.reports.text import COMMAND

from ..running import DOSSIERS, EXAMPLES, KNOWN, SMALL, inside, run

BOARD = "Reference,Value,MPN,Manufacturer\nU5,ESP32-C3,ESP32-C3-MINI-1,Espressif\nC1,100n,GRM155,Murata\n"
CARS = "VIN,First registration date\nLSV0001,2026-01-05\n"
ASKED = [
    *([f"{each.parent.name}/dossier.toml", *KNOWN] for each in DOSSIERS),
    ["model-bev/model.toml", "--into", "US", "--on", "2026-12-01", *KNOWN],
    ["my board.csv", "--into", "US", "--act", "import", "--role", "importer", "--on", "2027-06-01"],
    ["cars.csv", "--act", "export", "--out-of", "CN", "--into", "DE", "--on", "2026-03-01", "--only", "cn.export"],
    ["--chip", "NVIDIA H20 SXM", "--act", "export", "--out-of", "US", "--into", "CN", "--on", "2026-02-01"],
]


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Path:
    there = tmp_path_factory.mktemp("field") / "examples"
    shutil.copytree(EXAMPLES, there)
    (there / "my board.csv").write_text(BOARD)
    (there / "cars.csv").write_text(CARS)
    (there / "small.toml").write_text(SMALL)
    return there


def told(page: str, command: str) -> str:
    """A command that the answer names, as the page tells it: with the file and the words of the call."""
    return next(each for each in COMMAND.findall(page) if each.startswith(f"{command} "))


@pytest.mark.usefixtures("short_proofs")
@pytest.mark.parametrize("words", ASKED, ids=lambda words: " ".join(words[:2]))
def test_the_next_command_runs_as_it_is_told(words: list[str], place: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with inside(place):
        answer = json.loads(run("check", *words, "--format", "json").raw)
        page = " ".join(run("check", *words).out.split())
        commands = [told(page, each) for each in COMMAND.findall(answer["next_step"])]
        for command in commands:
            monkeypatch.setattr("sys.stdin", io.StringIO(""))
            ran = run(*shlex.split(command)[1:])
            assert ran.status in (0, 1, 3), (command, ran.err)
        if answer["exit_status"] == 1:
            assert commands


def test_what_was_said_beside_the_file_stands_in_the_command(place: Path) -> None:
    with inside(place):
        page = " ".join(run("check", *ASKED[-3], "--verbose").out.split())
    assert "`pratique ask 'my board.csv' --into US --act import --role importer --on 2027-06-01`" in page


def test_what_came_by_standard_input_is_not_named(place: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO((place / "small.toml").read_bytes())))
    page = " ".join(run("check", "-").out.split())
    assert "`pratique ask` has the rest" in page


@pytest.mark.parametrize("words", ["examples/aurora/dossier.toml", "access `x`.toml", "a<b.toml"])
def test_a_name_with_signs_of_its_own_is_left_to_the_reader(words: str, tmp_path: Path) -> None:
    (tmp_path / words).parent.mkdir(parents=True, exist_ok=True)
    (tmp_path / words).write_text(SMALL)
    with inside(tmp_path):
        page = " ".join(run("check", words, "--format", "md").out.split())
    assert ("`pratique ask`" in page) is (words != "examples/aurora/dossier.toml")
