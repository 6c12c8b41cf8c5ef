"""What is told of a stranger's value: a bounded part of it, and its file as it was called."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pratique.errors import LONGEST_MESSAGE, LONGEST_POINTER, Finding, Findings, InvalidInput, Place, UsageError
from pratique.files import contained
from tests.running import KNOWN, SMALL, run

LONG = "x" * 60_000
TOLD = 10_000
"""Characters that one finding or usage error may take on the screen."""


@given(st.text(max_size=40), st.integers(0, 9_000), st.integers(0, 9_000), st.integers(0, 900))
def test_no_finding_is_longer_than_anybody_reads(text: str, message: int, step: int, pointer: int) -> None:
    place = Place("f", pointer=text * pointer)
    for each in (
        Finding("a.b", text * message, place, text * step, value=text * message),
        *_collected(text * message, place, text * step),
    ):
        assert max(map(len, (each.message, each.next_step))) <= LONGEST_MESSAGE + 60
        assert len(each.value or "") <= 120
        assert len(each.place.pointer or "") <= LONGEST_POINTER + 60
    assert len(str(UsageError(text * message))) <= LONGEST_MESSAGE + 60


def _collected(message: str, place: Place, step: str) -> list[Finding]:
    findings = Findings()
    findings.add("a.b", message, place, step, value=message)
    findings.extend([Finding("a.b", message, place, step)])
    return list(findings)


COMMANDS = {
    "an encoding": ("convert", "@c.csv", "--to", "spdx-3.0", "--columns", "@k.toml"),
    "a column": ("screen", "@wide.csv", "--list", "@wide.csv"),
    "a fact": ("facts", LONG),
    "a provision": ("explain", "@d.toml", LONG, *KNOWN),
    "a party": ("own", LONG, "--registry", "@stakes.csv"),
    "a market": ("check", "@c.csv", "--into", LONG, "--act", "sale"),
    "a day": ("check", "@d.toml", "--on", LONG),
    "a construction": ("check", "@d.toml", "--construe", f"{LONG}={LONG}"),
    "an option": ("check", f"--{LONG}"),
    "a command": (LONG,),
    "a file": ("read", LONG),
    "an instrument": ("sql", LONG),
    "a fact that there is none of": ("check", "@fact.toml", *KNOWN),
    "a key": ("check", "@key.toml", *KNOWN),
    "a value": ("check", "@value.toml", *KNOWN),
    "a chip": ("classify", "chip", "--tops", LONG),
    "a kind of party": ("own", "a", "--registry", "@kind.csv"),
    "a name to screen": ("screen", "--name", LONG, "--list", "@wide.csv"),
}


@pytest.mark.parametrize("what", COMMANDS)
def test_a_command_repeats_no_long_value(what: str, tmp_path: Path) -> None:
    texts = {
        "c.csv": "name\nA\n",
        "k.toml": f'encoding = "{LONG}"\n[columns]\nname = "name"\n',
        "d.toml": SMALL,
        "stakes.csv": "kind,subject,holder,share\nvotes,a,b,60\n",
        "kind.csv": f"kind,subject,holder,share\n{LONG},a,b,60\n",
        "wide.csv": f"name,{LONG}\nA,b\n",
        "fact.toml": f'{SMALL}\n[facts]\n"{LONG}" = true\n',
        "key.toml": f"{LONG} = 1\n{SMALL}",
        "value.toml": SMALL.replace('"sale"', f'"{LONG}"'),
    }
    for name, text in texts.items():
        (tmp_path / name).write_text(text)
    words = [str(tmp_path / each[1:]) if each.startswith("@") else each for each in COMMANDS[what]]
    ran = run(*words)
    assert ran.status in (2, 3, 4)
    assert 0 < len(ran.out) + len(ran.err) < TOLD


@pytest.mark.parametrize("key", ["answers_files", "registries", "lists", "overlays"])
@pytest.mark.parametrize("name", ["sub/nope.toml", "../nope.toml", "loop.toml"])
def test_a_file_is_called_as_it_was_given(
    key: str, name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    os.symlink("loop.toml", "loop.toml")
    Path("d.toml").write_text(f'{key} = ["{name}"]\n{SMALL}')
    ran = run("check", "d.toml", *KNOWN)
    assert ran.status == 4
    assert name in ran.err
    assert str(tmp_path) not in ran.err


def test_what_is_contained_is_called_as_given_and_leads_nowhere_else(tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "a").write_text("x")
    (tmp_path / "b").write_text("x")
    os.symlink("a", tmp_path / "in" / "link")
    os.symlink("../b", tmp_path / "in" / "out")
    for name in ("a", "link", "./a", "x/../a"):
        assert contained(tmp_path / "in", name) == tmp_path / "in" / name
    for name in ("../b", "out", str(tmp_path / "b"), "/etc/passwd", "\0", "x" * 5_000):
        with pytest.raises(InvalidInput, match=r"file\.outside"):
            contained(tmp_path / "in", name)


@pytest.mark.parametrize("twin", ["act", "part", "party"])
def test_what_is_called_as_a_part_is_told_with_its_place(twin: str, tmp_path: Path) -> None:
    part = '[[vehicles.parts]]\nref = "p"\n'
    text = '[[vehicles]]\nid = "v"\n' + part + {"act": "", "part": part, "party": '[[parties]]\nid = "v/p"\n'}[twin]
    act = (
        f'[[transactions]]\nid = "{"v/p" if twin == "act" else "s"}"\nact = "sale"\ndate = 2026-11-22\ninto = "US"\n'
    )
    (tmp_path / "d.toml").write_text(f'{text}{act}vehicle = "v"\n')
    ran = run("check", tmp_path / "d.toml", *KNOWN)
    assert (ran.status, "'v/p' names two elements" in ran.err) == (4, True), ran.err
    where = {"act": "transactions/0", "part": "vehicles/0/parts/0", "party": "parties/0"}[twin]
    assert f"stands at {tmp_path / 'd.toml'}" in ran.err
    assert where in ran.err
