"""Everything that a command prints goes through here: the door to the terminal.

Rule: no text of a stranger moves a cursor, clears a screen or turns the direction of writing; a character that the
terminal cannot write is shown as its escape. Findings stand one a line, and of one kind no more than anybody reads.
"""

from __future__ import annotations

import re
import sys
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from pratique.cli.waiting import quiet
from pratique.errors import EXIT_CLEAR, EXIT_INVALID, Finding, UsageError
from pratique.files import write_whole
from pratique.files.outward import for_json, for_line, for_terminal

if TYPE_CHECKING:
    from pratique.usecases.answer.answer import Note

MOST_OF_A_KIND = 50
"""How many findings of one code are printed; the others are counted."""
LONGEST_LINE = 4_000
"""The longest line of a finding that is printed whole (characters)."""
_STYLE = re.compile(r"(\x1b\[[0-9;]{0,8}m)")
"""Colour alone: the only control that the program itself sends."""


def say(text: object = "", *, err: bool = False, nl: bool = True) -> None:
    """Print a text of several lines, made harmless."""
    quiet()
    stream = sys.stderr if err else sys.stdout
    plain = str(text)
    made = for_json(plain.encode()).decode() if plain[:2] in ("{\n", "[\n") else for_terminal(plain)
    shown = made.encode(_encoding(stream), "backslashreplace").decode(_encoding(stream))
    click.echo(shown, err=err, nl=nl)


def _encoding(stream: object) -> str:
    return getattr(stream, "encoding", None) or "utf-8"


def say_whose_word(notes: Sequence[Note]) -> None:
    """Print whose word a verdict rests on beside the program's own; nothing where it is all its own."""
    if notes:
        from pratique.reports.whose_word import whose_lines

        say("\n".join(whose_lines(notes)))


_ERRORS: list[str] = []
"""The codes of the errors that the command of this process has told so far."""


def ended_with(status: int) -> int:
    """The exit status of a command that is done: nothing that told of an error ends as if all had been read."""
    told = bool(_ERRORS)
    _ERRORS.clear()
    return EXIT_INVALID if told and status == EXIT_CLEAR else status


def say_findings(findings: Iterable[Finding], notes: bool = True, weighed: bool = False) -> None:
    """Print findings on stderr, each on one line, each once; `notes=False` leaves the notes out.

    `weighed` errors count in the outcome that the command tells: what they touch is open, and its status stands.
    """
    seen: Counter[str] = Counter()
    for finding in dict.fromkeys(findings):
        if finding.severity == "error" and not weighed:
            _ERRORS.append(finding.code)
        if notes or finding.severity != "note":
            seen[finding.code] += 1
            if seen[finding.code] <= MOST_OF_A_KIND:
                say(_cut(for_line(str(finding))), err=True)
    for code, count in seen.items():
        if count > MOST_OF_A_KIND:
            say(f"and {count - MOST_OF_A_KIND} more like it [{code}]", err=True)


def _cut(line: str) -> str:
    """A finding as long as anybody reads: of what is longer, how it begins, and what to do, with which it ends."""
    left = len(line) - LONGEST_LINE
    if left <= 0:
        return line
    half = LONGEST_LINE // 2
    return f"{line[:half]} [{left:,} characters left out] {line[-half:]}"


def _first_line(outcome: Callable[[], str]) -> str:
    from pratique.reports.wrapping import unwrapped

    with unwrapped():
        return _cut(outcome().strip().partition("\n")[0])


def emit(
    data: bytes | str, path: str | None, *, styled: bool = False, outcome: Callable[[], str] | None = None
) -> None:
    """Print what a command found to stdout, or write it to a file whole; text and JSON are made harmless.

    Of what is written the first line of `outcome` is told, so that a file says at once what stands in it.
    `styled` text has colours of the program's own; whoever makes it has made every value harmless before.
    """
    made = _harmless(data, styled)
    if path is not None:
        save(path, made)
        first = "" if outcome is None else _first_line(outcome)
        say(f"Wrote {path}: {first}" if first else f"Wrote {path}.", err=True)
    else:
        quiet()
        raw = made.encode() if isinstance(made, str) else made
        stream = sys.stdout.buffer
        stream.write(raw)
        stream.flush()


def _harmless(data: bytes | str, styled: bool) -> bytes | str:
    if isinstance(data, bytes):
        return for_json(data) if data[:1] in (b"{", b"[") else data
    if data[:1] in ("{", "["):
        return for_json(data.encode()).decode()
    if not styled:
        return for_terminal(data)
    parts = _STYLE.split(data)
    parts[::2] = map(for_terminal, parts[::2])
    return "".join(parts)


def save(path: str | Path, data: bytes | str) -> None:
    """Write a file whole, JSON made harmless.

    Raises UsageError where there is no such folder, InvalidInput where it does not fit.
    """
    folder = Path(path).parent
    if not folder.is_dir():
        raise UsageError(f"{path} cannot be written: No such file or directory.")
    raw = data.encode() if isinstance(data, str) else data
    write_whole(path, for_json(raw) if raw[:1] in (b"{", b"[") else raw)
