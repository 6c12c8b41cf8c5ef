"""Text, Markdown and HTML say what the JSON answer says: outcome, next step, lateness, and every annex."""

from __future__ import annotations

import html as escapes
import re
from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest
from msgspec.structs import replace

from pratique import check
from pratique.reports.html import html
from pratique.reports.markdown import markdown
from pratique.reports.section import together
from pratique.reports.text import text
from pratique.usecases.answer.answer import Answer, Note

from ..running import DOSSIERS

KNOWN = date(2026, 11, 22)


def pages(answer: Answer) -> dict[str, str]:
    return {
        "text": _folded(text(answer)),
        "md": _folded(re.sub(r"\\(.)", r"\1", escapes.unescape(markdown(answer)))),
        "html": _folded(escapes.unescape(re.sub(r"<[^>]+>", " ", html(answer).replace("<wbr>", "")))),
    }


def _folded(page: str) -> str:
    return "".join(page.replace("`", "").split())


def said(annex: Any) -> Iterator[str]:
    """Every text of an annex but the keys of elements, which a page shows by their labels."""
    if isinstance(annex, dict):
        for key, value in annex.items():
            if key not in ("item", "open_facts", "note"):
                yield from said(value)
    elif isinstance(annex, list):
        for each in annex:
            yield from said(each)
    elif isinstance(annex, str) and annex not in ("none",):
        yield annex


@pytest.mark.parametrize("dossier", DOSSIERS, ids=lambda path: path.parent.name)
def test_every_page_says_what_the_answer_holds(dossier):
    answer = check(dossier, known_on=KNOWN)
    told = [answer.verdict.best, answer.verdict.worst, answer.next_step, *answer.late]
    told += [answer.as_enforced.best, answer.as_enforced.worst, *(each.cite for each in answer.decided_by[:5])]
    told += [note.note for note in (*answer.conflicts, *answer.unverified, *answer.staleness)]
    for transaction in answer.transactions:
        told += [transaction.id]
        for instrument in transaction.instruments:
            told += list(said(instrument.annex))
    for name, page in pages(answer).items():
        assert [each for each in told if _folded(each) not in page] == [], name


def test_an_export_shows_what_its_annex_holds():
    dossier = next(path for path in DOSSIERS if path.parent.name == "export-chips")
    page = text(check(dossier, known_on=KNOWN))
    for heading in ("Licence (gpu-to-wuhan)", "What asks for it", "How an application is looked at"):
        assert heading in page
    assert "presumption of denial" in page
    assert "not required as enforced" in " ".join(page.split())


def test_notes_that_say_the_same_are_told_once():
    notes = [
        Note(about="a", note="x"),
        Note(about="b", note="y"),
        Note(about="c", note="x"),
        Note(about="a", note="x"),
    ]
    assert together(notes) == [("a; c", "x"), ("b", "y")]


def test_only_constructions_of_the_texts_that_were_applied_are_listed():
    dossier = next(path for path in DOSSIERS if path.parent.name == "aurora")
    answer = check(dossier, known_on=KNOWN, construe="usual")
    assert answer.constructions
    assert [name for name in answer.constructions if ".cn." in name or "permit" in name] == []


def test_pages_show_the_programs_commands_as_code_and_nothing_else() -> None:
    answer = replace(check(DOSSIERS[0], known_on=KNOWN), next_step="Run `pratique ask` for `<b>` of `pratique <i>`.")
    page = html(answer)
    assert "Run <code>pratique ask</code> for `&lt;b&gt;` of `pratique &lt;i&gt;`." in page
    assert "Next: Run `pratique ask` for" in markdown(answer)
    assert "<b>`" not in page
