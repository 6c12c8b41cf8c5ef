"""What each file of tests costs: `make durations` keeps the slow ones in `tests/slow.txt`, which `make quick` leaves.

Rule: processor seconds count, its own and those of processes that it waited for, and no time on a clock: they say the
same on a machine that is at work elsewhere. A file that was not run keeps what was measured of it.
"""

from __future__ import annotations

import resource
import time
from collections import Counter
from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest

TESTS = Path(__file__).parent
SLOW = TESTS / "slow.txt"
SLOW_FROM = 1.5
"""Seconds from which a file is slow: all others together take less than a minute on two cores."""

costs = Counter[str]()


def spent() -> float:
    """Processor seconds of this process and of the ended ones that it started."""
    ended = resource.getrusage(resource.RUSAGE_CHILDREN)
    return time.process_time() + ended.ru_utime + ended.ru_stime


@pytest.hookimpl(wrapper=True)
def pytest_runtest_protocol(item: pytest.Item) -> Iterator[None]:
    before = spent()
    done = yield
    costs[item.nodeid.partition("::")[0]] += spent() - before
    return done


def pytest_sessionfinish() -> None:
    SLOW.write_text(listed(read(SLOW.read_text("utf-8")), costs), encoding="utf-8")


def read(text: str) -> dict[str, float]:
    """Lines of seconds and file -> seconds by file."""
    pairs = (line.split(maxsplit=1) for line in text.splitlines())
    return {file: float(seconds) for seconds, file in pairs}


def listed(known: Mapping[str, float], measured: Mapping[str, float]) -> str:
    """The slow files, each with its seconds, the slowest first; what was measured now replaces what was known."""
    slow = {file: seconds for file, seconds in {**known, **measured}.items() if seconds >= SLOW_FROM}
    return "".join(f"{slow[file]:.1f} {file}\n" for file in sorted(slow, key=lambda each: (-slow[each], each)))
