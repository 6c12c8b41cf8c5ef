"""What is shown while a command works long: its name, how long, how far.

Rule: a person at a terminal sees it from the first second on, on stderr, and it is gone before anything else is
printed. Where nobody looks on, a line says how far it is after ten seconds, and again when it took twice as long; the
output never holds any of it.
"""

from __future__ import annotations

import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from time import monotonic
from typing import TextIO

from pratique.files.far import listening

AFTER = 1.0
"""Seconds of silence before it shows."""
EVERY = 0.5
LONG = 10.0
"""Seconds after which it is said where no terminal is; twice as many each time after."""
QUIET = frozenset({"ask", "desk", "mcp", "completion"})
"""Commands that talk with whoever is there, or serve."""
_ERASE = "\r\x1b[2K"


class Waiting:
    """The line of one command; `far` is what is done of what, where the command says so."""

    def __init__(self, stream: TextIO, name: str, after: float = AFTER) -> None:
        self.stream, self.name, self.after = stream, name, after
        self.far = ""
        self._over, self._door = threading.Event(), threading.Lock()
        self._shown = False
        self._seconds = after

    def run(self) -> None:
        """Show the line again and again until it is over."""
        pause = self.after
        while not self._over.wait(pause):
            with self._door:
                if self._over.is_set():
                    return
                text = f"pratique {self.name}: {self._seconds:.0f} s{self.far}"
                self.stream.write(f"{_ERASE}{text}")
                self.stream.flush()
                self._shown = True
            pause = EVERY
            self._seconds += EVERY

    def end(self) -> None:
        """Take the line away for good."""
        with self._door:
            self._over.set()
            if self._shown:
                self.stream.write(_ERASE)
                self.stream.flush()
                self._shown = False


class _Lines:
    """What is written where no terminal is: a line when the work has taken long, and when it took twice as long."""

    def __init__(self, stream: TextIO, name: str) -> None:
        self._stream, self._name = stream, name
        self._begun, self._next = monotonic(), LONG

    def told(self, done: int, total: int, what: str = "") -> None:
        """How far it is."""
        taken = monotonic() - self._begun
        if taken >= self._next:
            self._next = 2 * taken
            self._stream.write(f"pratique {self._name}: {taken:.0f} s, {done:,} of {total:,} {what}".rstrip() + "\n")
            self._stream.flush()


_now: list[Waiting] = []
"""The line that is shown, if there is one."""


@contextmanager
def working(name: str, stream: TextIO | None = None, after: float = AFTER) -> Iterator[Waiting | None]:
    """Show the line of a command while the block works, where somebody looks at a terminal."""
    out = stream or sys.stderr
    if name in QUIET or name.startswith("-"):
        yield None
        return
    if not out.isatty():
        with listening(_Lines(out, name).told):
            yield None
        return
    line = Waiting(out, name, after)
    _now.append(line)
    thread = threading.Thread(target=line.run, daemon=True)
    thread.start()
    try:
        with listening(far):
            yield line
    finally:
        quiet()
        thread.join()


def quiet() -> None:
    """Take the line away, since something is printed now."""
    while _now:
        _now.pop().end()


def far(done: int, total: int, what: str = "") -> bool:
    """Say how far the command is in its line; False where there is no line, so that the caller says it otherwise."""
    if not _now:
        return False
    _now[-1].far = f", {done:,} of {total:,} {what}".rstrip()
    return True
