"""`check`, `needs` and `ask` begin with one question, on every third shipped case (`make proof`: on all).

Rule: a next step that asks names the fact and the element of the question that `ask` puts first, and asks nothing
once nothing is left to ask; where `needs` has proven that it matters it is what comes next there.
"""

from __future__ import annotations

import copy

import pytest

from pratique.deciding.decision import Decided, decided
from pratique.dossier.read import dossier_from
from pratique.law.outcome import Outcome
from pratique.usecases.answer.answer import Answer
from pratique.usecases.check import answer_of
from pratique.usecases.missing.ask import Asking, Question, begin
from pratique.usecases.missing.left import stands_for
from pratique.usecases.missing.needs import Needs, needed
from pratique.usecases.missing.next_question import next_question
from tests.cases.runner import KNOWN_ON, Given, all_cases, sampled

CASES = list(all_cases())
PROVEN = {case.id for case in sampled(CASES, 6)}
"""Of which `needs` is asked too."""


def open_case(case: Given) -> Decided | None:
    found = decided(copy.deepcopy(case.data), on=case.on, known_on=KNOWN_ON, construe=case.construe)
    return None if found.range.is_settled else found


@pytest.mark.parametrize("case", sampled(CASES, 3), ids=lambda case: case.id)
def test_check_and_needs_say_what_ask_asks_first(case: Given) -> None:
    if (found := open_case(case)) is None:
        return
    first = next_question(asking(case))
    checked_says(first, answer_of(found))
    if case.id in PROVEN and first is not None:
        needs_goes_on_with(first, needed(found))


def checked_says(first: Question | None, answer: Answer) -> None:
    """The next step asks the question where there is one, and nothing else comes before it."""
    asks = answer.next_step.startswith(("Say ", "Ask "))
    barred = Outcome.named(answer.verdict.best) > Outcome.AUTHORIZED
    assert asks == (first is not None and not barred and not answer.contradictions and not due(answer))
    if asks:
        assert first is not None
        assert f"({first.fact})" in answer.next_step
        assert first.legal or f" about {first.label}: " in answer.next_step


def needs_goes_on_with(first: Question, answer: Needs) -> None:
    """Where the question is proven to matter it is what comes next."""
    proven = [
        m for m in answer.matters if m.fact in stands_for(first.fact) and (first.legal or first.entity in m.entities)
    ]
    assert not proven or answer.next in proven, (first, answer.next, proven)


def asking(case: Given) -> Asking:
    return begin(dossier_from(case.data), on=case.on, known_on=KNOWN_ON, construe=case.construe)


def due(answer: Answer) -> bool:
    """Whether nothing could bar it any more and a day is due, which comes before what is left to ask."""
    verdict, duties = answer.verdict, answer.duties
    crosses = Outcome.named(verdict.worst) <= Outcome.AUTHORIZED
    return crosses and any(
        each.status in ("late", "due", "open") and (each.due or each.status == "late") for each in duties
    )
