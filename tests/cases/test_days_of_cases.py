"""On every case: the intervals of `when` say of each day what `check --on` says of it, with the same provisions."""

from __future__ import annotations

import copy
import random
from datetime import date, timedelta
from itertools import pairwise
from typing import NamedTuple

import pytest

from pratique.deciding.decision import decided
from pratique.deciding.variation import decided_with, whole_range
from pratique.errors import UsageError
from pratique.logic.values import point
from pratique.usecases.changes.when import Timeline, Window, when
from pratique.usecases.check import check
from tests.cases.runner import KNOWN_ON, Given, all_cases, sampled

CASES = list(all_cases())
DAY_BY_DAY = random.Random(5).sample(CASES, 4)
FROM, TO = date(2024, 1, 1), date(2031, 12, 31)
DAY = timedelta(days=1)
OUT = ("out of scope", "out of scope")


class Said(NamedTuple):
    """What is said of a day."""

    verdict: tuple[str, str]
    enforced: tuple[str, str]
    provisions: frozenset[str]


def of_interval(one: Window) -> Said:
    verdict, enforced = one.verdict, one.as_enforced
    return Said((verdict.best, verdict.worst), (enforced.best, enforced.worst), frozenset(one.provisions))


def on_day(case: Given, day: date) -> Said:
    """What `check` says of the dossier, read again with every act on the day."""
    try:
        answer = check(copy.deepcopy(case.data), on=day, known_on=KNOWN_ON, construe=case.construe)
    except UsageError:
        return Said(OUT, OUT, frozenset())  # no instrument concerned the act on that day
    verdict, enforced = answer.verdict, answer.as_enforced
    cites = frozenset(each.cite for each in answer.decided_by if each.outcome == verdict.worst)
    return Said((verdict.best, verdict.worst), (enforced.best, enforced.worst), cites)


def timeline_of(case: Given) -> Timeline:
    return when(copy.deepcopy(case.data), FROM, TO, known_on=KNOWN_ON, construe=case.construe)


@pytest.mark.parametrize("case", sampled(CASES, 24), ids=lambda case: case.id)
def test_each_day_is_as_check_says(case: Given) -> None:
    """On the days at both ends of each interval, and on one drawn from those between."""
    timeline = timeline_of(case)
    spans = [(date.fromisoformat(each.start), date.fromisoformat(each.end)) for each in timeline.intervals]
    assert (spans[0][0], spans[-1][1]) == (FROM, TO)
    assert all(end + DAY == start for (_, end), (start, _) in pairwise(spans)), "they tile the time"
    said = [of_interval(each) for each in timeline.intervals]
    assert all(left != right for left, right in pairwise(said)), "neighbours differ"
    for interval, (before, after) in zip(timeline.intervals[1:], pairwise(said), strict=True):
        gone = {f"-{cite}" for cite in before.provisions - after.provisions}
        assert set(interval.changed) == (after.provisions - before.provisions) | gone
    drawn = random.Random(case.id)
    for (start, end), one in zip(spans, said, strict=True):
        for day in {start, start + DAY * drawn.randint(0, (end - start).days), end}:
            assert on_day(case, day) == one, day


@pytest.mark.parametrize("case", DAY_BY_DAY, ids=lambda case: case.id)
def test_every_day_of_a_year(case: Given) -> None:
    """A year around a change, or around the case's own day, every act moved day by day."""
    timeline = timeline_of(case)
    starts = [date.fromisoformat(each.start) for each in timeline.intervals]
    middle = starts[1] if len(starts) > 1 else date(2026, 6, 1)
    found = decided(copy.deepcopy(case.data), known_on=KNOWN_ON, construe=case.construe)
    for step in range(-183, 184):
        day = min(max(middle + DAY * step, FROM), TO)
        moved = {(each.id, "act.date"): point(day) for each in found.cases.cases}
        range_ = whole_range(decided_with(found, moved))
        (one,) = [each for each in timeline.intervals if each.start <= day.isoformat() <= each.end]
        assert (one.verdict.best, one.verdict.worst) == (range_.best.words, range_.worst.words), day
