"""Nothing clears because of what was left out, whichever command asks: `when`, `needs`, `what-if`, `declare`, `bulk`.

Over all shipped cases, so that acts of every kind are asked: exports of chips, data sent abroad, holdings, services,
sales of software. A few draws in every run, the same anywhere; `make explore` draws many more, anew each time.
"""

from __future__ import annotations

import copy
import json
import random
import tempfile
from collections.abc import Callable, Mapping
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from pratique.errors import InvalidInput, UsageError
from pratique.law.outcome import Outcome
from pratique.usecases.bulk.portfolio import portfolio
from pratique.usecases.changes.what_if import what_if
from pratique.usecases.changes.when import when
from pratique.usecases.check import check
from pratique.usecases.missing.needs import needs
from pratique.usecases.papers.declare import declare
from tests.cases.runner import KNOWN_ON, Given, all_cases
from tests.safety import changes

CASES = list(all_cases())
TRIES = settings(max_examples=8, phases=(Phase.explicit, Phase.reuse, Phase.generate))
AROUND = (-400, -30, 0, 30, 400)
"""Days before and after that of an act on which `when` is looked at."""
Read = tuple[Outcome, ...]
Options = Mapping[str, Any]


def of_needs(data: Any, options: Options) -> Read:
    return (Outcome.named(needs(data, known_on=KNOWN_ON, **options).verdict.worst),)


def of_what_if(data: Any, options: Options) -> Read:
    return (Outcome.named(what_if(data, known_on=KNOWN_ON, **options).verdict.worst),)


def of_when(data: Any, options: Options) -> Read:
    day = options["on"] or date(2026, 11, 22)
    days = [day + timedelta(days=each) for each in AROUND]
    found = when(data, days[0], days[-1], known_on=KNOWN_ON, construe=options["construe"])
    spans = [(each.start, each.end, each.verdict.worst) for each in found.intervals]
    worst = [next(worst for start, end, worst in spans if start <= day.isoformat() <= end) for day in days]
    return tuple(map(Outcome.named, worst))


def laid_alone(data: Any) -> Path:
    path = Path(tempfile.mkdtemp()) / "dossier.json"
    path.write_text(json.dumps(data, default=str))
    return path


def of_declare(data: Any, options: Options) -> Read:
    refused = declare(laid_alone(data), draft=True, known_on=KNOWN_ON, **options).refused
    return (Outcome.PROHIBITED if refused else Outcome.CLEAR,)


def of_bulk(data: Any, options: Options) -> Read:
    acts = portfolio(laid_alone(data).parent, known_on=KNOWN_ON, **options).acts
    return tuple(Outcome.named(each.worst) if each.worst else Outcome.PROHIBITED for each in acts)


DOORS: dict[str, Callable[[Any, Options], Read]] = {
    "needs": of_needs, "what-if": of_what_if, "when": of_when, "declare": of_declare, "bulk": of_bulk,
}  # fmt: skip


def read(door: str, data: Any, options: Options) -> Read | None:
    """The worst outcomes that a door tells; None where it refuses the question, which clears nothing."""
    try:
        return DOORS[door](copy.deepcopy(data), options)
    except (InvalidInput, UsageError):
        return None


def no_better(after: Read | None, before: Read) -> bool:
    return after is None or all(a >= b for a, b in zip(after, before, strict=False))


def is_torn(data: Any, options: Options) -> bool:
    """Whether facts of a case contradict each other: to take one side away is to settle what was open by it."""
    found = check(copy.deepcopy(data), known_on=KNOWN_ON, **options)
    return bool(found.contradictions or found.conflicts)


@pytest.mark.parametrize("door", DOORS)
@TRIES
@given(st.data())
def test_nothing_left_out_added_or_moved_reads_better(door: str, data: st.DataObject) -> None:
    case: Given = data.draw(st.sampled_from(CASES), label="case")
    options = {"on": case.on, "construe": case.construe}
    before = read(door, case.data, options)
    if before is None or is_torn(case.data, options):
        return
    left = list(changes.paths(case.data))
    path = data.draw(st.sampled_from(left), label="left out") if left else None
    if path is not None:
        assert no_better(read(door, changes.without(case.data, path), options), before), (case.name, path)
    choose = random.Random(data.draw(st.integers(0, 99), label="seed"))
    if changes.parts_of(case.data):
        assert no_better(read(door, changes.with_a_linked_source(case.data, choose), options), before), case.name
    assert read(door, changes.shuffled(case.data, choose), options) == before, case.name
