"""Rows of the list of hostile inputs that no other test holds: their inputs with their truth, and siblings."""

from __future__ import annotations

import ast
import io
import json
import os
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from pratique.errors import InvalidInput
from pratique.facts import vehicle
from pratique.files import write_whole
from pratique.logic.interchange import to_plain
from pratique.usecases.missing.questionnaire import AskedLine, Questionnaire, key_of
from pratique.usecases.missing.replies import read_replies
from pratique.usecases.missing.reply_cells import FIRST_ROW, SHEET
from tests.running import KNOWN, ROOT, SMALL, run

KEY = b"k" * 32


def forged(asked: Questionnaire, lines: tuple[AskedLine, ...], key: bytes) -> bytes:
    """A workbook as whoever got one can make it: everything in it fits, but the sender's key is not known."""
    from openpyxl import load_workbook

    from pratique.reports.workbook import workbook

    book = load_workbook(io.BytesIO(workbook(replace(asked, lines=lines, key=key))))
    book[SHEET]["B3"], book[SHEET]["B4"] = "A Supplier", "2026-11-20"
    for row in range(FIRST_ROW, FIRST_ROW + len(lines)):
        book[SHEET][f"E{row}"] = "yes"
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def line(entity: str, fact: str) -> AskedLine:
    return AskedLine(key_of(entity, fact), entity, fact, "unit", "Is it?", "是吗？", "yes/no", "", ("yes", "no"))


SENT = line("unit", "part.programmable")
INVENTED: dict[str, tuple[tuple[AskedLine, ...], bytes]] = {
    "a question of the act": ((line("sale", "authorization.specific_granted"),), b""),
    "beside the one that was asked": ((SENT, line("sale", "authorization.specific_granted")), b""),
    "of another party": ((line("other", "party.organised_in_us"),), b""),
    "of another part": ((line("another", "part.programmable"),), b"another key" * 3),
    "the one that was asked, under another key": ((SENT,), b"another key" * 3),
    "the one that was asked, without a mark": ((SENT,), b""),
}


@pytest.mark.parametrize("how", INVENTED)
def test_a_reply_that_was_made_and_not_sent_is_refused(how: str, tmp_path: Path) -> None:
    asked = Questionnaire("Acme", "0" * 64, "1" * 64, (SENT,), key=KEY)
    path = tmp_path / "reply.xlsx"

    def read(data: bytes) -> list[dict[str, Any]]:
        path.write_bytes(data)
        return read_replies([path], dossier=asked.dossier, law_book=asked.law_book, key=KEY)

    assert [each["fact"] for each in read(forged(asked, (SENT,), KEY))] == ["part.programmable"]
    with pytest.raises(InvalidInput) as caught:
        read(forged(asked, *INVENTED[how]))
    assert "reply.mark" in {each.code for each in caught.value.findings}


@pytest.mark.parametrize("severity", ["licence required", "prohibited"])
def test_what_bars_for_certain_is_told_beside_what_may_bar(severity: str, tmp_path: Path) -> None:
    rule = json.dumps(to_plain(vehicle.model_year >= 0))
    (tmp_path / "d.toml").write_text(SMALL)
    (tmp_path / "d.overlay.toml").write_text(
        f"[[policies]]\ncite = 'House 1'\nsummary = 'x'\nseverity = '{severity}'\nfrom = '2020-01-01'\nby = 'P'\n"
        f"when = '{rule}'\n"
    )
    told = json.loads(run("check", tmp_path / "d.toml", *KNOWN, "--format", "json").out)
    assert told["exit_status"] == 1
    assert told["verdict"]["best"] == severity
    assert "House 1" in {each["cite"] for each in told["decided_by"] if each["certain"]}


@pytest.mark.parametrize("name", ["d.overlay.toml", "pratique.overlay.toml", "house.toml"])
def test_what_is_said_of_a_kept_sign_off_is_so(name: str, tmp_path: Path) -> None:
    (tmp_path / "d.toml").write_text(SMALL)
    (tmp_path / "law.txt").write_text("the text of the law")
    told = ("law", "signoff", "15 CFR 791.307", "--by", "A", "--text", tmp_path / "law.txt", "--on", "2026-11-20")
    ran = run(*told, "--overlay", tmp_path / name)
    said = " ".join(f"{ran.out} {ran.err}".split())
    read = name in json.dumps(json.loads(run("check", tmp_path / "d.toml", *KNOWN, "--format", "json").out))
    assert read == (name == "d.overlay.toml")
    assert "--overlay" in said or read, said


PRINTS: dict[str, tuple[str, ...]] = {
    "own": ("own", "华为", "--registry", "@s.csv", "--on", "2026-11-22"),
    "screen": ("screen", "--name", "华为 Ελλάς", "--list", "@l.csv"),
    "check": ("check", "@d.toml", *KNOWN),
    "law": ("law", "no such 法"),
}


@pytest.mark.parametrize("encoding", ["cp1252", "gbk", "ascii", "cp932"])
@pytest.mark.parametrize("name", PRINTS)
def test_a_terminal_that_cannot_write_a_name_is_no_defect(name: str, encoding: str, tmp_path: Path) -> None:
    (tmp_path / "s.csv").write_text("kind,subject,holder,share\nvotes,华为,Ελλάς é,60\n")
    (tmp_path / "l.csv").write_text("name,source\nHuawei,X\n")
    (tmp_path / "d.toml").write_text(SMALL.replace("Acme Inc.", "华为 é"))
    words = [str(tmp_path / each[1:]) if each.startswith("@") else each for each in PRINTS[name]]
    assert _status_where(encoding, words) not in (0 if name == "law" else None, 5)


def _status_where(encoding: str, words: list[str]) -> object:
    import contextlib

    import pratique.cli

    with (
        contextlib.redirect_stdout(io.TextIOWrapper(io.BytesIO(), encoding=encoding)),
        contextlib.redirect_stderr(io.TextIOWrapper(io.BytesIO(), encoding=encoding)),
    ):
        try:
            pratique.cli.main(words)
        except SystemExit as stop:
            return stop.code
    return None


@pytest.mark.parametrize("before", [None, b"old"])
def test_what_is_written_is_on_the_disk_before_it_has_its_name(
    before: bytes | None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    steps: list[str] = []

    def noted(name: str, real: Callable[..., Any]) -> Callable[..., Any]:
        def call(*given: Any, **named: Any) -> Any:
            steps.append(name)
            return real(*given, **named)

        return call

    for name in ("fsync", "replace", "rename", "link"):
        monkeypatch.setattr(os, name, noted(name, getattr(os, name)))
    path = tmp_path / "kept.toml"
    if before is not None:
        path.write_bytes(before)
    write_whole(path, b"new")
    assert path.read_bytes() == b"new"
    named = min(steps.index(each) for each in ("replace", "rename", "link") if each in steps)
    assert "fsync" in steps[:named]


ASKING = {
    *(("date", each) for each in ("today",)),
    *(("datetime", each) for each in ("today", "now", "utcnow")),
    *(("time", each) for each in ("localtime", "gmtime", "time", "ctime", "strftime")),
}


def test_the_machine_is_asked_for_the_day_in_one_place() -> None:
    """Two clocks would give one act two dates near midnight: no module but `files.clock` asks for the time."""
    found = set()
    for path in sorted((ROOT / "src").rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text())):
            at = (node.value, node.attr) if isinstance(node, ast.Attribute) else (None, "")
            if isinstance(at[0], ast.Name) and (at[0].id, at[1]) in ASKING:
                found.add(str(path.relative_to(ROOT / "src" / "pratique")))
    assert found == {"files/clock.py"}


@pytest.mark.parametrize("zone", ["Asia/Shanghai", "America/Los_Angeles", "Pacific/Kiritimati"])
def test_the_day_is_that_of_utc_wherever_the_machine_stands(zone: str, monkeypatch: pytest.MonkeyPatch) -> None:
    import time
    from datetime import UTC, datetime

    from pratique.files import clock

    class Fixed(datetime):
        @classmethod
        def now(cls, tz: Any = None) -> datetime:
            return datetime(2026, 11, 28, 23, 30, tzinfo=UTC).astimezone(tz)

    monkeypatch.setenv("TZ", zone)
    time.tzset()
    monkeypatch.setattr(clock, "datetime", Fixed)
    try:
        assert clock.today().isoformat() == "2026-11-28"
    finally:
        monkeypatch.undo()
        time.tzset()
