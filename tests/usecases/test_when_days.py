"""The intervals of `when` say of each day what `check --on` says of it."""

from __future__ import annotations

import random
from datetime import date, timedelta

import pytest

from pratique.errors import UsageError
from pratique.usecases.check import check
from pratique.usecases.when import Timeline, when
from tests.cases.runner import KNOWN_ON, Given, all_cases

CASES = list(all_cases())
VEHICLES = [case for case in CASES if "cfr15_791d" in str(case.file) and "update" not in case.name]
EXPORTS = [case for case in CASES if "ear" in str(case.file)]
SAMPLED = [VEHICLES[0], *random.Random(6).sample(VEHICLES, 5), EXPORTS[-1]]
FROM, TO = date(2025, 1, 1), date(2031, 12, 31)


def said(timeline: Timeline, day: date) -> tuple[str, str]:
    text = day.isoformat()
    (one,) = [each for each in timeline.intervals if each.start <= text <= each.end]
    return one.verdict.best, one.verdict.worst


@pytest.mark.parametrize("case", SAMPLED, ids=lambda case: case.id)
def test_each_day_is_as_check_says(case: Given) -> None:
    timeline = when(case.data, FROM, TO, known_on=KNOWN_ON, construe=case.construe)
    assert (timeline.intervals[0].start, timeline.intervals[-1].end) == (FROM.isoformat(), TO.isoformat())
    edges = [date.fromisoformat(each.start) for each in timeline.intervals[1:]]
    near = {edge + timedelta(days=step) for edge in edges[:4] for step in (-1, 0)}
    law = {date(2025, 3, 17), date(2026, 6, 18), date(2028, 12, 31)}
    drawn = {FROM + timedelta(days=random.Random(case.id).randrange((TO - FROM).days)) for _ in range(2)}
    for day in sorted(near | law | drawn):
        assert said(timeline, day) == on_day(case, day), day


def on_day(case: Given, day: date) -> tuple[str, str]:
    try:
        verdict = check(case.data, on=day, known_on=KNOWN_ON, construe=case.construe).verdict
    except UsageError:
        return "out of scope", "out of scope"  # no instrument concerned the act on that day
    return verdict.best, verdict.worst


def test_day_by_day_over_the_days_in_which_an_authorization_begins() -> None:
    case = next(case for case in CASES if "authorization" in case.name.lower() and case.file.name == "vehicles.toml")
    start, end = date(2026, 5, 30), date(2026, 6, 22)
    timeline = when(case.data, start, end, known_on=KNOWN_ON, construe=case.construe)
    for step in range((end - start).days + 1):
        day = start + timedelta(days=step)
        verdict = check(case.data, on=day, known_on=KNOWN_ON, construe=case.construe).verdict
        assert said(timeline, day) == (verdict.best, verdict.worst), day


def test_an_empty_time_is_refused() -> None:
    with pytest.raises(UsageError, match="before it begins"):
        when(CASES[0].data, TO, FROM)
