"""Every command that writes, ended before each step that it takes on the disk: old or new, and never a half.

Rule: the command runs in a process of its own that ends itself by SIGKILL before its first, second, ... call that
makes, flushes or moves a file. After each, every file is as it was or as a run that was not ended leaves it, a pack
holds all of its files or is not there, and the command run again ends as if nothing had been.
"""

# ruff: noqa: F811

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.files.test_every_writer import EVERY, WRITES, asked, folder, made, state  # noqa: F401
from tests.running import ROOT

STEPS = ("replace", "rename", "fsync", "mkdir", "link", "symlink", "unlink")
"""What is counted, beside opening a file that is not there yet."""
THREADS = {"bulk -o (tables)"}
"""Engines whose threads do not live through a fork: they are ended in a process that is started anew."""
SOME = ("check -o", "answers (file beside)", "declare -o", "sign --new-key")
MOST = 40
ENDED = 9


def ended_before(at: int, folder: Path, name: str) -> int:
    """The command in a process that ends itself before its step `at`; its exit status, `ENDED` where it did."""
    if name in THREADS:
        code = f"from tests.files.test_kills_of_commands import *; run_until({at}, Path({str(folder)!r}), {name!r})"
        ran = subprocess.run([sys.executable, "-c", code], cwd=ROOT, check=False)
        return ENDED if ran.returncode < 0 else ran.returncode - 100
    child = os.fork()
    if child == 0:
        os.setsid()
        run_until(at, folder, name)
    _, how = os.waitpid(child, 0)
    return ENDED if os.WIFSIGNALED(how) else os.WEXITSTATUS(how) - 100


def run_until(at: int, folder: Path, name: str) -> None:
    """The command in this process, which is killed before its step `at` and else ends with 100 and its status."""
    left = [at]
    for each in STEPS:
        setattr(os, each, _counting(getattr(os, each), left))
    opened = os.open
    os.open = lambda path, flags, *more, **named: _counting(opened, left if flags & os.O_CREAT else [0])(  # type: ignore[assignment]
        path, flags, *more, **named
    )
    status = asked(folder, name).status
    os._exit(100 + (status if isinstance(status, int) else 50))


def _counting(call: Callable[..., Any], left: list[int]) -> Callable[..., Any]:
    def counted(*given: Any, **named: Any) -> Any:
        if left[0] > 0:
            left[0] -= 1
            if left[0] == 0:
                os.kill(os.getpid(), signal.SIGKILL)
        return call(*given, **named)

    return counted


def is_whole(name: str, data: bytes) -> bool:
    """Whether a file that no two runs write alike is one: of a kind that shows where it ends, its end is there."""
    if name.endswith(".json"):
        json.loads(data)
    if name.endswith((".xlsx", ".docx")):
        return b"PK\x05\x06" in data[-200:]
    return bool(data) and (data.endswith(b"\n") or not name.endswith((".toml", ".csv", ".key", ".md")))


def seen(folder: Path) -> dict[str, bytes]:
    """The files but for what a writer that was ended left beside its target, which the next one removes.

    What a portfolio keeps until it is written (`.part/`) is there on purpose: the next run goes on from it.
    """
    return {name: data for name, data in state(folder).items() if "/." not in f"/{name}" and ".part/" not in name}


@pytest.mark.skipif(not hasattr(os, "fork"), reason="the command is ended in a process that is forked")
@pytest.mark.parametrize("name", sorted(WRITES if EVERY else SOME))
def test_a_command_ended_at_any_step_leaves_old_or_new(
    name: str,
    folder: Path,
    made: Path,
    tmp_path: Path,
) -> None:
    import shutil

    before = seen(folder)
    whole = tmp_path / "whole"
    shutil.copytree(made, whole)
    (whole / "kept").mkdir()
    os.environ["PRATIQUE_DATA"] = str(whole / "kept")  # the fixture puts it back
    assert asked(whole, name).status in (0, 1, 3)
    after = seen(whole)
    os.environ["PRATIQUE_DATA"] = str(folder / "kept")
    for at in range(1, MOST):
        status = ended_before(at, folder, name)
        now = seen(folder)
        for file, data in now.items():
            assert data in (before.get(file), after.get(file)) or is_whole(file, data), (at, file)
        assert now.keys() <= before.keys() | after.keys(), at
        assert before.keys() <= now.keys(), at
        for pack in {file.split("/")[0] for file in now.keys() - before.keys() if "/" in file} - {"kept", "sent"}:
            its = {file for file in after.keys() - before.keys() if file.startswith(f"{pack}/")}
            assert its <= now.keys(), (at, pack)
        if "sent/questionnaires.json" in now:  # into a folder that holds some: each whole, what was sent last
            assert after.keys() <= now.keys(), at
        if status != ENDED:
            assert at > 1
            break
        for file in [each for each in now if each not in before]:
            (folder / file).unlink()
        for file, data in before.items():
            if now.get(file) != data:
                (folder / file).write_bytes(data)
        for each in sorted(folder.rglob("*"), reverse=True):
            if each.is_dir() and not any(each.iterdir()) and each.name != "kept":
                each.rmdir()
    assert status in (0, 1, 3)
    assert seen(folder).keys() == after.keys()
    assert not [each for each in folder.rglob(".*") if each.name.endswith((".part", ".lock"))]


TOGETHER: dict[str, tuple[str, Callable[[int], tuple[str, ...]], Callable[[int], str]]] = {
    "answers --withdraw": (
        "d.answers.toml",
        lambda n: ("answers", "@d.toml", "--withdraw", f"@{n}", "--by", f"Person {n}"),
        lambda n: f"Person {n}",
    ),
    "law signoff": (
        "d.overlay.toml",
        lambda n: (
            "law",
            "signoff",
            CITES[n],
            "--by",
            f"Counsel {n}",
            "--text",
            "@text.txt",
            "--overlay",
            "@d.overlay.toml",
        ),
        lambda n: f"Counsel {n}",
    ),
    "screen --decide": (
        "decisions.toml",
        lambda n: (
            *("screen", "--name", f"Acme Radar {n}", "--list", "@list.csv", "--decisions", "@decisions.toml"),
            *("--decide", "EL:1=different", "--who", f"Clerk {n}", "--why", "b"),
        ),
        lambda n: f"Clerk {n}",
    ),
    "figures add": (
        "figures.csv",
        lambda n: ("figures", "add", f"@more{n}.csv", "--ledger", "@figures.csv"),
        lambda n: f"2025-0{n + 1}",
    ),
}
"""Commands that read a file and write it again: the file, what each writer asks, and what must be there after."""
CITES = ("15 CFR 791.303(b)", "15 CFR 791.307", "15 CFR 791.302(a)", "15 CFR 791.304, first sentence")
WRITERS = 4


@pytest.mark.skipif(not hasattr(os, "fork"), reason="the writers are forked")
@pytest.mark.parametrize("name", sorted(TOGETHER))
def test_writers_at_once_lose_nothing_that_was_acknowledged(name: str, folder: Path) -> None:
    from pratique.usecases.missing.given import answers_of
    from tests.running import run

    file, words, kept = TOGETHER[name]
    given = "".join(
        f"[[answers]]\nentity = 'v'\nfact = 'vehicle.automation_level'\nvalue = 3\nby = 'A'\nsource = '{n}'\n"
        for n in range(WRITERS)
    )
    (folder / "d.answers.toml").write_text(given)
    marks = [each.mark for each in answers_of(str(folder / "d.toml"))] if name.startswith("answers") else []
    for n in range(WRITERS):
        month = (folder / "more.csv").read_text().replace("2024-02", f"2025-0{n + 1}")
        (folder / f"more{n}.csv").write_text(month)
    children = []
    for n in range(WRITERS):
        child = os.fork()
        if child == 0:
            asks = [marks[int(each[1:])] if each[1:].isdigit() and each[0] == "@" else each for each in words(n)]
            status = run(*(str(folder / each[1:]) if each[0] == "@" else each for each in asks)).status
            os._exit(int(status or 0))
        children.append(child)
    ended = [os.WEXITSTATUS(os.waitpid(child, 0)[1]) for child in children]
    assert set(ended) <= {0, 1, 3}
    text = (folder / file).read_text()
    assert [kept(n) in text for n in range(WRITERS)] == [True] * WRITERS
    assert not [each for each in folder.rglob(".*") if each.name.endswith((".part", ".lock"))]
