"""A command ends at once: with its status, all that it printed, and all that was to be done at its end."""

from __future__ import annotations

import subprocess
import sys

ENDING = """
import atexit, sys
from pratique.cli import program
import pratique.cli as cli

def main():
    atexit.register(print, "at the end", flush=False)
    print("said", end=" ")
    print("told", end=" ", file=sys.stderr)
    {last}

cli.main = main
program()
"""


def ended(last: str) -> tuple[int, str, str]:
    done = subprocess.run(
        [sys.executable, "-c", ENDING.format(last=last)], capture_output=True, text=True, timeout=60, check=False
    )
    return done.returncode, done.stdout, done.stderr


def test_what_is_to_be_done_at_the_end_is_done_and_all_is_printed() -> None:
    for status in (0, 1, 3, 5):
        assert ended(f"sys.exit({status})") == (status, "said at the end\n", "told ")


def test_what_has_no_status_ends_as_the_interpreter_has_it() -> None:
    assert ended("sys.exit()") == (0, "said at the end\n", "told ")
    status, said, told = ended("raise KeyError('lost')")
    assert (status, said) == (1, "said at the end\n")
    assert told.endswith("KeyError: 'lost'\n")
    assert ended("sys.exit('a word')") == (1, "said at the end\n", "told a word\n")
