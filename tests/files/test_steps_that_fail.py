"""Every step that a writer takes on the disk, failing: told with the old files whole, or all is done.

Rule: each call that makes, flushes, links or moves a file is refused in turn, as a disk that is full or broken does;
what is left is what was there, or what a run without trouble leaves. Beside it stands a disk that fills up after so
many bytes, in whatever library writes them.
"""

from __future__ import annotations

import errno
import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.files.test_every_writer import EVERY, SOME, WRITES, asked, folder, made, no_room, state  # noqa: F401

# ruff: noqa: F811

pytestmark = pytest.mark.usefixtures("short_proofs")
STEPS = ("open", "replace", "rename", "fsync", "mkdir", "link")
MOST = 40
TRIED = sorted(WRITES if EVERY else {*SOME, "questionnaire -o (again)", "answers (file beside)", "sign --new-key"})
KEPT = ("shanghai/dossier.key", ".part/")
"""What a run that failed may leave on purpose: the key that marks what is sent, the acts of a portfolio so far."""


class _Failing:
    """The step that is to fail, counted down; whether it was reached."""

    left = 0
    reached = ""

    def wrapped(self, name: str, call: Callable[..., Any]) -> Callable[..., Any]:
        def counted(*given: Any, **named: Any) -> Any:
            if self.left and (name != "open" or (len(given) > 1 and given[1] & os.O_CREAT)):
                self.left -= 1
                if not self.left:
                    self.reached = name
                    raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
            return call(*given, **named)

        return counted


def _restored(folder: Path, before: dict[str, bytes]) -> None:
    for name in state(folder).keys() - before.keys():
        (folder / name).unlink()
    for name, data in before.items():
        (folder / name).write_bytes(data)
    for each in sorted(folder.rglob("*"), reverse=True):
        if each.is_dir() and not any(each.iterdir()) and each.name != "kept":
            each.rmdir()


def _differ(now: dict[str, bytes], before: dict[str, bytes]) -> set[str]:
    names = {name for name in now.keys() | before.keys() if now.get(name) != before.get(name)}
    return {name for name in names if not any(each in name for each in KEPT)}


@pytest.mark.parametrize("name", TRIED)
def test_a_step_that_fails_leaves_the_old_files_or_the_new_ones(
    name: str, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before, failing = state(folder), _Failing()
    ran = asked(folder, name)
    assert ran.status in (0, 1, 3)
    done = _differ(state(folder), before)
    _restored(folder, before)
    for each in STEPS:
        monkeypatch.setattr(os, each, failing.wrapped(each, getattr(os, each)))
    for at in range(1, MOST):
        failing.left, failing.reached = at, ""
        ran = asked(folder, name)
        failing.left = 0
        if not failing.reached:
            break
        found = _differ(state(folder), before)
        assert "Internal error" not in ran.err, (at, failing.reached, ran.err)
        if ran.status == 4:
            assert not found, (at, failing.reached)
        else:
            assert (ran.status in (0, 1, 3), found) == (True, done), (at, failing.reached)
        _restored(folder, before)
    assert at > 1
    assert not [each for each in folder.rglob(".*") if each.name.endswith((".part", ".lock"))]


@pytest.mark.parametrize("size", [0, 60, 700, 5_000, 16_000])
@pytest.mark.parametrize("name", TRIED)
def test_a_disk_that_fills_up_on_the_way(name: str, size: int, folder: Path) -> None:
    before = state(folder)
    with no_room(size):
        ran = asked(folder, name)
    assert "Internal error" not in ran.err
    if ran.status == 4:
        assert not _differ(state(folder), before)
    else:
        assert ran.status in (0, 1, 3)
        assert _differ(state(folder), before)
    assert not [each for each in folder.rglob(".*") if each.name.endswith((".part", ".lock"))]
