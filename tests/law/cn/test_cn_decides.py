"""No provision of the Chinese books is idle: each decides a case, or brings a duty with it, or binds nobody yet."""

from __future__ import annotations

from functools import cache

import pytest
from tests.cases.runner import HERE, all_cases
from tests.timeline.test_cn import EDGES, answer_on

from pratique.law import book
from pratique.law.provision import Provision

PROVISIONS = [
    provision
    for name in book.INSTRUMENTS
    if name.startswith("cn.")
    for provision in book.load([name]).instruments[0].provisions
]
PLANNED = {"GB 48001-2026": "a planned standard binds nobody"}


@cache
def _cases() -> tuple[frozenset[str], frozenset[tuple[str, str]]]:
    """Citations that decide a case or an edge of the timeline, and the duties that come with an answer."""
    deciding: set[str] = set()
    duties: set[tuple[str, str]] = set()
    answers = [case.answer() for case in all_cases(HERE / "cn")]
    answers += [answer_on(edge, day) for edge in EDGES for day in list(edge.days)[:2]]
    for answer in answers:
        deciding |= {each.cite for each in answer.decided_by}
        duties |= {(each.name, each.cite) for each in answer.duties}
    return frozenset(deciding), frozenset(duties)


@pytest.mark.parametrize("provision", PROVISIONS, ids=lambda each: each.cite)
def test_a_provision_matters_somewhere(provision: Provision) -> None:
    deciding, duties = _cases()
    brought = any((duty.name, duty.cite) in duties for duty in provision.duties)
    assert provision.cite in deciding or brought or provision.cite in PLANNED
