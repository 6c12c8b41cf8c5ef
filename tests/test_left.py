"""What a test leaves of what a process has one of is put back before the next."""

from __future__ import annotations

import os
from pathlib import Path

import click.formatting
import pytest

from tests.left import as_it_was, put_back, state


def test_what_a_command_leaves_is_put_back(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PRATIQUE_LEFT", "kept")
    before = state()
    os.chdir(tmp_path)
    os.umask(0o77)
    os.environ["PRATIQUE_DESK_PROXY"] = ""
    del os.environ["PRATIQUE_LEFT"]
    click.formatting.FORCED_WIDTH = 50
    assert len(put_back(before)) == 5
    assert put_back(before) == []
    assert os.environ["PRATIQUE_LEFT"] == "kept"
    assert state() == before


def test_a_command_that_is_run_in_this_process_leaves_nothing(tmp_path: Path) -> None:
    before = state()
    with as_it_was():
        os.chdir(tmp_path)
        os.umask(0o77)
    assert state() == before


def test_help_has_one_width_wherever_the_tests_are_run() -> None:
    assert os.environ["COLUMNS"] == "80"
    assert click.formatting.FORCED_WIDTH is None
