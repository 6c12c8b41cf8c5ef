"""The digest: what an answer holds is told or counted there, and what is little is told on one screen."""

from __future__ import annotations

from datetime import date
from statistics import mean

import pytest
from msgspec.structs import replace

from pratique import check
from pratique.reports.brief import brief
from pratique.reports.rests_on import rests_on
from pratique.usecases.answer.answer import Answer, Note

from ..cases.runner import KNOWN_ON, all_cases
from ..running import DOSSIERS, KNOWN, run

SCREEN = 20
"""Lines of an answer that few facts decide."""
FEW = 4


def folded(page: str) -> str:
    return "".join(page.split())


def left_out(answer: Answer) -> list[str]:
    """What an answer holds of which the digest says nothing."""
    page = folded(brief(answer))
    told = [answer.verdict.best, answer.verdict.worst, answer.by_text.worst, answer.as_enforced.worst]
    told += [f"Late: {answer.late[0]}"] if answer.late else []
    told += [answer.next_step] if answer.next_step else []
    told += [f"{len(answer.not_examined)} not examined"] if answer.not_examined else []
    told += [f"{len({note.about for note in answer.not_modelled})} not modelled"] if answer.not_modelled else []
    told += ["for counsel to sign off" for _ in answer.unverified[:1]]
    told += [f"{len(answer.open_facts)} open facts"] if len(answer.open_facts) > 1 else []
    told += [note.note.partition(";")[0] for note in answer.known_readings]
    told += [note.note[:60] for note in answer.provenance[:1]]
    told += [each.name for each in answer.duties[:1]] + [f"{each.act} into" for each in answer.implied[:1]]
    told += [section.title for section in rests_on(answer) if section.title in ("Conflicts", "Contradictions")]
    told += [answer.law_book.hash[:16], answer.known_on, *(each.cite for each in answer.decided_by[:1])]
    told += ["construed"] if answer.constructions else []
    return [each for each in told if folded(each) not in page]


@pytest.mark.parametrize("dossier", DOSSIERS, ids=lambda path: path.parent.name)
@pytest.mark.parametrize("construe", [None, "usual"])
def test_nothing_is_left_out_without_a_word(dossier, construe):
    assert left_out(check(dossier, known_on=date(2026, 11, 22), construe=construe)) == []


CASES = list(all_cases())[::18]


def test_what_is_little_fits_a_screen_and_leaves_nothing_out():
    lines = []
    for case in CASES:
        answer = check(case.data, known_on=KNOWN_ON)
        assert left_out(answer) == [], case.id
        facts = {(f.entity, f.name) for each in answer.decided_by for reason in each.because for f in reason.facts}
        if len(facts) <= FEW:
            lines.append(len(brief(answer).splitlines()))
    assert len(lines) > 10
    assert mean(each <= SCREEN for each in lines) > 0.95
    assert max(lines) <= SCREEN + 2


def test_many_of_a_kind_are_told_first_and_then_counted():
    answer = check(DOSSIERS[0], known_on=date(2026, 11, 22))
    many = tuple(Note(about=f"part {number} x", note=f"Sources differ {number}.") for number in range(30))
    page = brief(replace(answer, conflicts=many, late=tuple(f"paper {n}" for n in range(9))))
    assert "Conflicts: part 0 x: Sources differ 0." in page
    assert "Sources differ 1. (and 28 more)" in page
    assert "Late: paper 0 (and 8 more)" in page
    assert "Rests on 30 conflicts" in page


def test_the_command_prints_the_digest_and_on_request_the_whole():
    path = next(each for each in DOSSIERS if each.parent.name == "aurora")
    digest, whole = run("check", path, *KNOWN), run("check", path, "--verbose", *KNOWN)
    assert digest.status == whole.status
    assert len(digest.out.splitlines()) * 3 < len(whole.out.splitlines())
    assert digest.out.splitlines()[0] == whole.out.splitlines()[0]
