"""Commands are called in the tests by one helper: click's own sets what a process has one of."""

from __future__ import annotations

from pathlib import Path

from tests.running import ROOT


def test_click_is_called_by_the_one_helper_that_every_test_shares() -> None:
    runner = "Cli" + "Runner"
    found = {each.relative_to(ROOT) for each in (ROOT / "tests").rglob("*.py") if runner in each.read_text("utf-8")}
    assert found == {Path("tests/running.py")}
