"""What is advised first, and windows of one outcome."""

from __future__ import annotations

import pytest

from pratique.reports.questions import when_text
from pratique.usecases.answer.answer import VerdictOut
from pratique.usecases.changes.when import Timeline, Window
from pratique.usecases.missing.missing import Shortcut
from pratique.usecases.missing.needs import HELD, needs

from ..running import DOSSIERS

CLEAR, BARRED = VerdictOut(best="clear", worst="clear"), VerdictOut(best="prohibited", worst="prohibited")


def is_held(shortcut: Shortcut) -> bool:
    return any(each.fact == "act.date" or each.fact.startswith(HELD) for each in shortcut.answers)


@pytest.mark.parametrize("name", ["aurora", "tyre-sensor"])
def test_that_an_authorization_is_held_is_never_advised_before_what_can_be_found_out(name):
    path = next(each for each in DOSSIERS if each.parent.name == name)
    held = [is_held(each) for each in needs(path).shortcuts]
    assert held == sorted(held)


def window(start: str, end: str, verdict: VerdictOut, cite: str) -> Window:
    return Window(start=start, end=end, verdict=verdict, as_enforced=verdict, provisions=(cite,), changed=(cite,))


def test_windows_of_one_outcome_are_one_in_text():
    windows = (
        window("2026-01-01", "2026-06-30", CLEAR, "a"), window("2026-07-01", "2026-12-31", CLEAR, "b"),
        window("2027-01-01", "2027-12-31", BARRED, "c"), window("2028-01-01", "2028-12-31", CLEAR, "d"),
    )  # fmt: skip
    found = Timeline(title="t", verdict=CLEAR, exit_status=0, intervals=windows, model_years=(), law_book="x")
    page = when_text(found)
    assert [line.strip() for line in page.splitlines() if " to " in line] == [
        "2026-01-01 to 2026-12-31  clear", "2027-01-01 to 2027-12-31  prohibited", "2028-01-01 to 2028-12-31  clear",
    ]  # fmt: skip
