"""Help is the same whatever ran before it in the process: only `tests/commands.py` makes contexts of click."""

from __future__ import annotations

from pathlib import Path

from tests.commands import leaves, root, within
from tests.running import ROOT, run

APART = {"commands.py", "smoke.py", "test_contexts.py"}
"""Where contexts are made with the settings of the program; `smoke.py` is a process of its own."""


def test_no_test_makes_a_context_of_its_own() -> None:
    files = [each for each in Path(ROOT, "tests").rglob("*.py") if each.name not in APART]
    assert [each.name for each in files if "click.Context(" in each.read_text("utf-8")] == []


def test_a_walk_over_every_command_changes_no_help() -> None:
    before = run("facts", "--help").out
    for words, command in leaves():
        command.get_params(within(command, root(), words[-1]))
    assert "-h, --help" in before
    assert run("facts", "--help").out == before
