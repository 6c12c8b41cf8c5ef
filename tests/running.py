"""Commands run as a user would run them, without the cost of a process for each."""

from __future__ import annotations

import contextlib
import io
import os
import threading
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import click
from click.testing import CliRunner, Result

import pratique.cli
from tests.left import as_it_was

ROOT = Path(__file__).parent.parent
EXAMPLES = ROOT / "examples"
DOSSIERS = sorted(EXAMPLES.glob("*/dossier.toml"))
KNOWN = ("--known-on", "2026-11-22")
"""The state of the evidence that every run here asks for, so that no answer depends on the day of the run."""
SMALL = """\
title = "small"

[[parties]]
id = "acme"
name = "Acme Inc."
organised_in = "US"

[[vehicles]]
id = "v"
model_year = 2027

[[transactions]]
id = "s"
act = "sale"
role = "manufacturer"
actor = "acme"
date = 2026-11-22
into = "US"
vehicle = "v"
"""
"""A dossier that says little: undetermined."""


@dataclass(frozen=True)
class Ran:
    """What a command left behind: exit status, stdout and stderr."""

    status: int | str | None
    raw: bytes
    err: str

    @property
    def out(self) -> str:
        return self.raw.decode()


def run(*arguments: str | Path) -> Ran:
    """`pratique` with these arguments, in this process, which is afterwards as it was."""
    out, err = io.BytesIO(), io.StringIO()
    stdout = io.TextIOWrapper(out, encoding="utf-8", write_through=True)
    status: int | str | None = None
    with as_it_was(), contextlib.redirect_stdout(stdout), contextlib.redirect_stderr(err):
        try:
            pratique.cli.main([str(each) for each in arguments])
        except SystemExit as stop:
            status = stop.code
    return Ran(status, out.getvalue(), err.getvalue())


def invoked(
    command: click.Command,
    arguments: Sequence[str],
    input: str | None = None,
    *,
    standalone_mode: bool = True,
    catch_exceptions: bool = True,
) -> Result:
    """A command by itself, what is typed to it, and how click calls it -> its status, output and error.

    The one place that calls click so: it sets the width of help for the whole process while it lasts, and two that do
    so at once in threads would leave it set.
    """
    assert threading.current_thread() is threading.main_thread()
    with as_it_was():
        return CliRunner().invoke(
            command, arguments, input=input, standalone_mode=standalone_mode, catch_exceptions=catch_exceptions
        )


@contextlib.contextmanager
def inside(folder: Path) -> Iterator[None]:
    """The working directory, so that what is printed names no path of the machine."""
    before = Path.cwd()
    os.chdir(folder)
    try:
        yield
    finally:
        os.chdir(before)
