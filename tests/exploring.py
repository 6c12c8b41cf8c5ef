"""Properties that are the same on every machine in `make test`, and look for news in `make explore`.

Rule: in a test run every property draws the same examples anywhere and whatever ran before it, keeps no database and
has no deadline. Exploring draws anew from a seed that is printed, many more, and keeps each counter-example as a file
in `tests/found/`: the property, the choices that led there and how the example reads. From then on every test run
tries these choices first.

A record says what the generators chose, so it lasts as long as they and the version of Hypothesis do: where it no
longer reaches its property the test says so, and the example it prints becomes a case written by hand.
"""

from __future__ import annotations

import hashlib
import json
import os
import re
import secrets
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import hypothesis
import pytest
from hypothesis import HealthCheck, settings
from hypothesis.errors import DidNotReproduce
from hypothesis.internal.conjecture import providers

FOUND = Path(__file__).parent / "found"
EACH_TIME = 40
"""How many examples a property that names no number gets in every run; exploring takes a hundred times `MANY`."""
MANY = 10
"""How many times as many examples a property gets where it explores."""
MOST_TEXT = 4_000
_BLOB = re.compile(r"@reproduce_failure\('([^']+)', (b'[^']*')\)")


def is_exploring() -> bool:
    return os.environ.get("PRATIQUE_EXPLORE") == "1"


def is_thorough() -> bool:
    """Whether all is asked for of which every run tries a part: `make proof`, `make explore`."""
    return bool(os.environ.get("PRATIQUE_EVERY_CASE")) or is_exploring()


def load_profile() -> None:
    """Derandomize every property, or set it free; before any test module is read."""
    checks = list(HealthCheck)
    settings.register_profile(
        "same",
        max_examples=EACH_TIME,
        derandomize=True,
        database=None,
        deadline=None,
        print_blob=True,
        suppress_health_check=checks,
    )
    settings.register_profile(
        "explore", derandomize=False, database=None, deadline=None, print_blob=True, suppress_health_check=checks
    )
    settings.load_profile("explore" if is_exploring() else "same")
    if not is_exploring():
        take_nothing_from_sources()


def take_nothing_from_sources() -> None:
    """Draw no constants of modules that happen to be loaded: which are depends on what was run before, and where."""
    none = type(providers.GLOBAL_CONSTANTS)()
    providers._get_local_constants = lambda: none


def set_free(test: Any) -> None:
    """A property with more examples than it has by itself, none of them the same as in the last run."""
    its = test._hypothesis_internal_use_settings or settings.default
    test._hypothesis_internal_use_settings = settings(
        its, max_examples=its.max_examples * MANY, derandomize=False, database=None
    )


# --- records ------------------------------------------------------------------------------------------------


def keep(nodeid: str, error: BaseException, folder: Path = FOUND) -> Path | None:
    """Write the counter-example that an error carries to a file of its own; None where it carries none."""
    text = "\n".join([str(error), *getattr(error, "__notes__", ())])
    match = _BLOB.search(text)
    if match is None:
        return None
    record = {"property": nodeid, "hypothesis": match[1], "choices": match[2], "example": text[:MOST_TEXT]}
    name = re.sub(r"\W+", "-", nodeid.rpartition("::")[2])[:60].strip("-")
    path = folder / f"{name}-{hashlib.sha256(match[2].encode()).hexdigest()[:8]}.json"
    folder.mkdir(exist_ok=True)
    path.write_text(json.dumps(record, indent=2) + "\n", encoding="utf-8")
    return path


def found_for(nodeid: str, folder: Path = FOUND) -> Iterator[dict[str, str]]:
    """The counter-examples kept for a property, in the order of their files."""
    for path in sorted(folder.glob("*.json")):
        record = json.loads(path.read_text("utf-8"))
        if record.get("property") == nodeid:
            yield record


def tried_again(item: pytest.Function, record: dict[str, str]) -> None:
    """Run a property with the choices of a record. Fails with its error, or where the record no longer reaches it."""
    test: Any = item.obj
    if record["hypothesis"] != hypothesis.__version__:
        pytest.fail(
            f"{record['property']} was found by Hypothesis {record['hypothesis']}: {ADVICE}\n{record['example']}"
        )
    choices = record["choices"].removeprefix("b'").removesuffix("'").encode("ascii")
    hypothesis.reproduce_failure(record["hypothesis"], choices)(test)
    try:
        item.runtest()
    except DidNotReproduce as error:
        if "completed successfully" not in str(error):
            pytest.fail(f"{error} {ADVICE}\n{record['example']}")
    finally:
        test._hypothesis_internal_use_reproduce_failure = None


ADVICE = "Write the example as a case by hand and delete its file in tests/found."


# --- make explore -------------------------------------------------------------------------------------------


def explore(seconds: float, arguments: list[str]) -> int:
    """Run the properties from fresh seeds until the time is up; 1 where a counter-example was found."""
    before, end = set(FOUND.glob("*.json")), time.monotonic() + seconds
    rounds = 0
    while (left := end - time.monotonic()) > 1:
        seed = secrets.randbelow(2**32)
        rounds += 1
        print(
            f"round {rounds}: seed {seed} (again: PRATIQUE_EXPLORE=1 pytest -m hypothesis --hypothesis-seed={seed})"
        )
        command = [sys.executable, "-m", "pytest", "-m", "hypothesis", f"--hypothesis-seed={seed}", *arguments]
        try:
            subprocess.run(command, env={**os.environ, "PRATIQUE_EXPLORE": "1"}, timeout=left, check=False)
        except subprocess.TimeoutExpired:
            print(f"time is up after {seconds:g} s")
    news = sorted(set(FOUND.glob("*.json")) - before)
    print(f"{rounds} rounds, {len(news)} counter-examples", *(f"kept: {each}" for each in news), sep="\n")
    return 1 if news else 0


if __name__ == "__main__":
    sys.exit(explore(float(os.environ.get("EXPLORE_SECONDS") or 600), sys.argv[1:]))
