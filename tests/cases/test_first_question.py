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
from pratique.usecases.missing.ask import Asking, begin, stands_for
from pratique.usecases.missing.needs import needed
from pratique.usecases.missing.next_question import next_question
from tests.cases.runner import KNOWN_ON, Given, all_cases, sampled

CASES = list(all_cases())


def open_case(case: Given) -> Decided | None:
    found = decided(copy.deepcopy(case.data), on=case.on, known_on=KNOWN_ON, construe=case.construe)
    return None if found.range.is_settled else found


@pytest.mark.parametrize("case", sampled(CASES, 3), ids=lambda case: case.id)
def test_check_says_what_ask_asks_first(case: Given) -> None:
    if (found := open_case(case)) is None:
        return
    first, answer = next_question(asking(case)), answer_of(found)
    asks = answer.next_step.startswith(("Say ", "Ask "))
    barred = found.range.best > Outcome.AUTHORIZED
    assert asks == (first is not None and not barred and not answer.contradictions and not due(answer))
    if asks:
        assert first is not None
        assert f"({first.fact})" in answer.next_step
        assert first.legal or f" about {first.label}: " in answer.next_step


def asking(case: Given) -> Asking:
    return begin(dossier_from(case.data), on=case.on, known_on=KNOWN_ON, construe=case.construe)


def due(answer: Answer) -> bool:
    """Whether nothing could bar it any more and a day is due, which comes before what is left to ask."""
    verdict, duties = answer.verdict, answer.duties
    crosses = Outcome.named(verdict.worst) <= Outcome.AUTHORIZED
    return crosses and any(
        each.status in ("late", "due", "open") and (each.due or each.status == "late") for each in duties
    )


@pytest.mark.parametrize("case", sampled(CASES, 6), ids=lambda case: case.id)
def test_needs_goes_on_with_it(case: Given) -> None:
    found = open_case(case)
    if found is None:
        return
    answer, first = needed(found), next_question(asking(case))
    if first is None:
        return
    proven = [
        m for m in answer.matters if m.fact in stands_for(first.fact) and (first.legal or first.entity in m.entities)
    ]
    assert not proven or answer.next in proven
