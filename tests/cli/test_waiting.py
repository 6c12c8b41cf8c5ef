"""A command that works long says so to a person at a terminal, and to nobody else."""

from __future__ import annotations

import io
import os
import pty
import subprocess
import sys
import threading

import pytest

from pratique.cli.waiting import far, quiet, working
from tests.running import ROOT


class Terminal(io.StringIO):
    """A terminal that tells when something is written to it."""

    def __init__(self) -> None:
        super().__init__()
        self.written = threading.Event()

    def isatty(self) -> bool:
        return True

    def flush(self) -> None:
        self.written.set()


def test_the_line_shows_how_long_and_how_far_and_leaves_nothing() -> None:
    screen = Terminal()
    with working("bulk", screen, after=0.0) as line:
        assert far(1200, 4000)
        assert line is not None
        assert screen.written.wait(30)
        screen.written.clear()
        assert screen.written.wait(30)
        quiet()  # something is printed now
        told = screen.getvalue()
        assert not far(1300, 4000)  # no line is shown over what was printed
    assert "pratique bulk: " in told
    assert "1,200 of 4,000" in told
    assert screen.getvalue().endswith("\r\x1b[2K")


@pytest.mark.parametrize("name", ["ask", "desk", "mcp", "completion", "--help"])
def test_what_talks_or_serves_shows_none(name: str) -> None:
    with working(name, Terminal(), after=0.0) as line:
        assert line is None


def test_a_file_or_a_pipe_never_holds_any_of_it() -> None:
    with working("bulk", io.StringIO(), after=0.0) as line:
        assert line is None
        assert not far(1, 2)


def test_on_a_terminal_the_output_is_the_same_and_the_line_is_gone() -> None:
    code = (
        "import sys, pratique.cli.waiting as w\n"
        "w.working.__wrapped__.__defaults__ = (None, 0.0)\n"
        "from pratique.cli import main; main(['facts', 'part.programmable'])"
    )
    main, child = pty.openpty()
    env = {**os.environ, "PYTHONPATH": str(ROOT / "src")}
    ran = subprocess.run([sys.executable, "-c", code], stdout=subprocess.PIPE, stderr=child, env=env, check=True)
    os.close(child)
    seen = b""
    while True:
        try:
            more = os.read(main, 4096)
        except OSError:
            break
        if not more:
            break
        seen += more
    os.close(main)
    assert b"part.programmable" in ran.stdout
    assert b"\x1b" not in ran.stdout
    assert seen.endswith(b"\r\x1b[2K") or seen == b""


def test_where_no_terminal_is_a_line_is_written_after_ten_seconds_and_after_twice_as_long(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    from pratique.cli import waiting
    from pratique.files.far import steps

    clock = iter([0.0, 1.0, 9.0, 12.0, 20.0, 25.0, 40.0])
    monkeypatch.setattr(waiting, "monotonic", lambda: next(clock))
    log = io.StringIO()
    with working("check", log):
        assert list(steps("abcdef", 6, "acts decided")) == list("abcdef")
    assert log.getvalue() == (
        "pratique check: 12 s, 2 of 6 acts decided\npratique check: 25 s, 4 of 6 acts decided\n"
    )
    assert list(steps("ab", 2, "acts decided")) == ["a", "b"]  # nobody listens any more


def test_a_terminal_says_of_what_it_is_how_far() -> None:
    from pratique.files.far import steps

    screen = Terminal()
    with working("screen", screen, after=0.0) as line:
        for _ in steps(range(3), 3, "parties screened"):
            pass
        assert line is not None
        assert line.far == ", 2 of 3 parties screened"
