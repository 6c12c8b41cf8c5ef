"""The verdict of a dossier: outcome, what it is about, its limits, one next step, what decides, the next dates."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping

from django.http import HttpResponse
from django.shortcuts import redirect, render

from pratique.desk.blobs import bytes_of
from pratique.desk.decisions import answer_in, day_in, decided_once, question_of
from pratique.desk.dossiers import around_dossier, dossier_of
from pratique.desk.pages.sent import attached
from pratique.desk.people import DeskRequest
from pratique.desk.plain import Plain
from pratique.desk.shown import question_text, tell
from pratique.errors import InvalidInput, UsageError
from pratique.files.clock import today
from pratique.reports.html import html
from pratique.reports.markdown import markdown
from pratique.reports.pdf import pdf
from pratique.reports.rests_on import other_notes, rests_on
from pratique.reports.sarif import sarif
from pratique.reports.section import together
from pratique.usecases.answer.answer import Answer, Deciding, DutyOut
from pratique.value_class import dataclass

FORMS: Mapping[str, tuple[str, Callable[[Answer], bytes | str] | None]] = {
    "json": ("application/json", None),
    "html": ("text/html; charset=utf-8", html),
    "pdf": ("application/pdf", lambda answer: pdf(html(answer))),
    "md": ("text/markdown; charset=utf-8", markdown),
    "sarif": ("application/sarif+json", sarif),
}
"""What an answer is told as: its kind, and what prints it; the stored bytes where nothing does."""


@dataclass(frozen=True, slots=True)
class DecidingGroup:
    """A provision that decides, said once, with the lines at which it does."""

    first: Deciding
    lines: tuple[Deciding, ...]


def page(request: DeskRequest, key: int) -> HttpResponse:
    """The page of the verdict, read from what was decided."""
    dossier = dossier_of(request, key)
    shown = around_dossier(dossier, "verdict")
    if shown["decision"] is None:
        return render(request, "undecided.html", shown)
    answer = answer_in(shown["decision"])
    shown |= verdict_parts(answer)
    stored = shown["decision"].next_question
    shown["question"] = None if stored is None else question_of(stored)
    shown["question_says"] = "" if stored is None else question_text(stored["fact"], stored["meaning"])
    return render(request, "verdict.html", shown)


def verdict_parts(answer: Answer) -> Plain:
    """What the page says of an answer."""
    return {
        "answer": answer,
        "deciding": grouped(answer.decided_by),
        "sections": rests_on(answer),
        "notes": together(other_notes(answer)),
        "unread": [each for each in answer.decided_by if not (each.text_verified or each.signed_off)],
        "dates": next_dates(answer),
    }


def grouped(deciding: Iterable[Deciding]) -> list[DecidingGroup]:
    """What decides, each provision once, those that apply first."""
    held: dict[tuple[str, str], list[Deciding]] = {}
    for each in deciding:
        held.setdefault((each.cite, each.outcome), []).append(each)
    return [DecidingGroup(its[0], tuple(its)) for its in held.values()]


def next_dates(answer: Answer) -> list[DutyOut]:
    """What is due from today on, soonest first."""
    day = today().isoformat()
    return sorted((each for each in answer.duties if day_in(each.due) >= day), key=lambda each: day_in(each.due))


def decide(request: DeskRequest, key: int) -> HttpResponse:
    """Decide on what the dossier holds now."""
    dossier = dossier_of(request, key)
    try:
        decided_once(request.member.workspace, dossier, request.member.person.name)
        tell(request, "Decided again.")
    except InvalidInput as error:
        return render(
            request, "refused.html", {**around_dossier(dossier, "verdict"), "found": error.findings}, status=422
        )
    except UsageError as error:
        tell(request, str(error))
    return redirect("verdict", dossier.pk)


def as_file(request: DeskRequest, key: int, form: str) -> HttpResponse:
    """The stored answer as a file: the same bytes as `check` gives."""
    dossier = dossier_of(request, key)
    decision = around_dossier(dossier, "verdict")["decision"]
    if decision is None or form not in FORMS:
        return redirect("verdict", dossier.pk)
    if decision.answer.gone_at is not None:
        tell(request, "This answer went by its retention; its hash is kept.")
        return redirect("dossier-records", dossier.pk)
    kind, printed = FORMS[form]
    try:
        data = bytes_of(decision.answer) if printed is None else printed(answer_in(decision))
    except UsageError as error:
        tell(request, str(error))
        return redirect("verdict", dossier.pk)
    return attached(data, f"answer-{dossier.pk}.{form}", kind)
