"""Help is the same whatever ran before it in the process: only `tests/commands.py` makes contexts of click."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from tests.commands import leaves, root, within
from tests.running import ROOT

APART = {"commands.py", "smoke.py", "test_contexts.py"}
"""Where contexts are made with the settings of the program; `smoke.py` is a process of its own."""


NAMES = frozenset(("-h", "--help"))


def test_no_test_makes_a_context_of_its_own() -> None:
    files = [each for each in Path(ROOT, "tests").rglob("*.py") if each.name not in APART]
    assert [each.name for each in files if "click.Context(" in each.read_text("utf-8")] == []


def test_every_context_of_a_walk_has_the_names_of_the_option_that_shows_help() -> None:
    names = {
        frozenset(command.get_help_option_names(within(command, root(), words[-1]))) for words, command in leaves()
    }
    assert names == {frozenset(("-h", "--help"))}


def test_help_after_a_walk_over_every_command_is_that_of_a_process_of_its_own() -> None:
    walk = "from tests.commands import leaves, root, within\n"
    walk += "for words, command in leaves(): command.get_params(within(command, root(), words[-1]))\n"
    walk += "from tests.running import run\nprint(run('facts', '--help').out)"
    ran = subprocess.run([sys.executable, "-c", walk], cwd=ROOT, capture_output=True, text=True, check=True)
    assert "-h, --help" in ran.stdout
