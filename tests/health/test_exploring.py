"""A property draws the same examples anywhere; what exploring finds is kept and tried from then on."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import settings
from tests import exploring

HERE = Path(exploring.__file__).parent
PROPERTY = """
from hypothesis import given, strategies as st
import os

@given(st.integers(0, 10**9))
def test_no_number_ends_so(number):
    if os.environ.get("MENDED") != "1":
        assert number % 997 != 996
"""


def test_properties_are_the_same_on_every_machine() -> None:
    assert settings.default is not None
    assert settings.default.derandomize
    assert settings.default.database is None
    assert settings.default.deadline is None


@pytest.fixture
def house(tmp_path: Path) -> Path:
    tests = tmp_path / "tests"
    tests.mkdir()
    for name in ("conftest.py", "exploring.py", "durations.py", "left.py", "spread.py", "slow.txt"):
        shutil.copy(HERE / name, tests / name)
    (tests / "test_numbers.py").write_text(PROPERTY, encoding="utf-8")
    (tmp_path / "pytest.ini").write_text("[pytest]\npythonpath = .\naddopts = -p no:schemathesis\n", encoding="utf-8")
    return tmp_path


def run(house: Path, *arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", "-n", "0", *arguments]
    clean = {name: value for name, value in os.environ.items() if not name.startswith(("PRATIQUE", "PYTEST"))}
    return subprocess.run(command, cwd=house, env={**clean, **environment}, text=True, capture_output=True)


def test_a_counter_example_is_kept_and_tried_from_then_on(house: Path) -> None:
    assert run(house).returncode == 0, "by itself the property meets no counter-example"
    found = run(house, "--hypothesis-seed=1", PRATIQUE_EXPLORE="1")
    assert found.returncode == 1, found.stdout
    (kept,) = (house / "tests" / "found").glob("*.json")
    number = re.search(r"number=[0-9]+", json.loads(kept.read_text("utf-8"))["example"])
    assert number is not None
    again = run(house)
    assert again.returncode == 1
    assert number[0] in again.stdout
    assert run(house, MENDED="1").returncode == 0


def test_a_record_that_no_longer_reaches_its_property_is_told(house: Path) -> None:
    run(house, "--hypothesis-seed=1", PRATIQUE_EXPLORE="1")
    (kept,) = (house / "tests" / "found").glob("*.json")
    kept.write_text(
        kept.read_text("utf-8").replace(json.loads(kept.read_text("utf-8"))["hypothesis"], "5.0.0"), "utf-8"
    )
    told = run(house, MENDED="1")
    assert told.returncode == 1
    assert "case by hand" in told.stdout


DRAWN = """
import json, pathlib
from hypothesis import given, strategies as st

DRAWN = pathlib.Path(__file__).with_suffix(".json")

@given(st.lists(st.integers()), st.text())
def test_draws(numbers, text):
    kept = json.loads(DRAWN.read_text()) if DRAWN.exists() else []
    DRAWN.write_text(json.dumps([*kept, [numbers, text]]))
"""


def test_what_is_drawn_depends_on_nothing_that_was_loaded_before(house: Path) -> None:
    (house / "mine.py").write_text("NAMED = [86753090000 + 7, 'a word of a source', 'another of it']\n")
    (house / "tests" / "test_before.py").write_text("import mine\n\ndef test_nothing(): assert mine.NAMED\n")
    drawn = house / "tests" / "test_drawn.py"
    drawn.write_text(DRAWN)
    seen = []
    for also in ((), ("tests/test_before.py",)):
        told = run(house, *also, "tests/test_drawn.py")
        assert told.returncode == 0, told.stdout
        seen.append(drawn.with_suffix(".json").read_text())
        drawn.with_suffix(".json").unlink()
    assert seen[0] == seen[1]


def lines_with(own: re.Pattern[str]) -> list[str]:
    return [
        f"{path.relative_to(HERE)}:{number}"
        for path in sorted(HERE.rglob("*.py"))
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1)
        if own.search(line) and path.name != Path(__file__).name
    ]


def test_no_test_throws_dice_of_its_own() -> None:
    """What is random is drawn by Hypothesis or from a written seed: the same on every machine in `make test`."""
    own = r"SystemRandom|\bRandom\(\)|\brandom\.(?:seed|random|choice|randint|randrange|sample|shuffle)\("
    assert lines_with(re.compile(own)) == []


def test_no_test_asks_for_the_day_of_the_zone_it_stands_in() -> None:
    """The program's day is that of UTC: half of the zones are a day apart from it for some hours."""
    assert lines_with(re.compile(r"\bdate\.today\(|\.now\(\)|utcnow\(|localtime\(")) == []
