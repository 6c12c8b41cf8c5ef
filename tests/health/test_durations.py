"""The list of slow files names files that are there, and is kept as it is read."""

from __future__ import annotations

from tests.durations import SLOW, listed, read
from tests.running import ROOT


def test_every_slow_file_is_there() -> None:
    assert [each for each in read(SLOW.read_text("utf-8")) if not (ROOT / each).is_file()] == []


def test_what_is_measured_replaces_what_was_known_and_the_slowest_is_first() -> None:
    known = read("9.0 tests/a.py\n4.0 tests/b.py\n3.0 tests/c.py\n")
    assert (
        listed(known, {"tests/a.py": 0.5, "tests/d.py": 6.04}) == "6.0 tests/d.py\n4.0 tests/b.py\n3.0 tests/c.py\n"
    )
    assert listed(read(listed(known, {})), {}) == listed(known, {})
