"""A shell finishes commands, facts with their values, citations and countries."""

from __future__ import annotations

import shutil
import subprocess

import pytest
from click.shell_completion import ShellComplete

from pratique.cli import commands
from tests.running import run


def finished(*arguments: str) -> list[str]:
    *before, last = arguments
    complete = ShellComplete(commands, {}, "pratique", "_PRATIQUE_COMPLETE")
    return [each.value for each in complete.get_completions(list(before), last)]


@pytest.mark.parametrize(("typed", "some"), [
    (("che",), {"check"}),
    (("facts", "part.radio"), {"part.radio_frequency_max"}),
    (("law", "15 cfr 791.303(b"), {"15 CFR 791.303(b)"}),
    (("law", "us.cfr15_791"), {"us.cfr15_791d"}),
    (("explain", "d.toml", "15 CFR 791.303(b"), {"15 CFR 791.303(b)"}),
    (("check", "--into", "Germ"), {"DE"}),
    (("check", "--into", "E"), {"EU", "EG"}),
    (("duty", "m.toml", "--into", "g"), {"GB", "GCC"}),
    (("check", "--fact", "vehicle.ne"), {"vehicle.new="}),
    (("check", "--fact", "part.kind="), {"part.kind=software", "part.kind=?"}),
    (("check", "--fact", "no.such="), set()),
    (("check", "--construe", "us"), {"usual"}),
    (("needs", "--revoke", "party.nat"), {"party.natural_person"}),
])  # fmt: skip
def test_what_a_shell_is_offered(typed: tuple[str, ...], some: set[str]) -> None:
    offered = finished(*typed)
    assert some <= set(offered)
    assert bool(offered) == bool(some)


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_the_script_of_each_shell_is_whole(shell: str) -> None:
    ran = run("completion", shell)
    assert (ran.status, ran.err) == (0, "")
    assert "_PRATIQUE_COMPLETE" in ran.out
    if shutil.which(shell):
        subprocess.run([shell, "-n"], input=ran.out, text=True, check=True)


def test_a_folder_that_is_not_there_is_no_defect_of_the_program() -> None:
    ran = run("graph", "build", "no-such-folder", "-o", "g.db")
    assert (ran.status, "no-such-folder" in ran.err, "defect" in ran.err) == (4, True, False)
