"""One question a page: the next best, or the one that an address names; its answer, decided on when it is kept.

Rule: what is not asked any more is told and kept to be judged; nothing is overwritten. "I do not know" is an answer
with a reason.
"""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import redirect, render

from pratique.desk.answering import AnswerForm, overtaken_by
from pratique.desk.decisions import answer_in, question_of
from pratique.desk.dossiers import Overtaken, around_dossier, day_of_answers, dossier_of, named, replied
from pratique.desk.models import Dossier
from pratique.desk.people import DeskRequest
from pratique.desk.plain import Plain
from pratique.desk.shown import Mistakes, question_text, tell
from pratique.errors import InvalidInput, UsageError
from pratique.facts.wording import answer_kind, plural
from pratique.usecases.missing.ask import Question
from pratique.usecases.uploads import REASONS

_NOTHING: Plain = {"value": "", "values": [], "source": "", "reason": ""}


def page(request: DeskRequest, key: int) -> HttpResponse:
    """One question: the stored next one, or the one that the address names."""
    dossier = dossier_of(request, key)
    shown = around_dossier(dossier, "questions")
    decision = shown["decision"]
    if request.method == "POST":
        return _answered(request, dossier, shown)
    stored = named(decision.questions, request.GET.get("fact"), request.GET.get("entity")) if decision else None
    stored = stored or (decision.next_question if decision else None)
    if stored is None:
        return redirect("verdict", dossier.pk)
    return _ask(request, shown, question_of(stored), {})


def _ask(
    request: DeskRequest, shown: Plain, question: Question, given: Plain, errors: Mistakes | None = None
) -> HttpResponse:
    says = question_text(question.fact, question.meaning)
    more = {
        "question": question,
        "says": says,
        "cites": list(dict.fromkeys(each.cite for each in answer_in(shown["decision"]).decided_by))[:3],
        "kind": answer_kind(question.typed),
        "given": {**_NOTHING, **given},
        "errors": errors or Mistakes(),
        "reasons": [(each, each.replace("-", " ")) for each in REASONS],
    }
    return render(request, "question.html", {**shown, **more}, status=422 if errors else 200)


def _answered(request: DeskRequest, dossier: Dossier, shown: Plain) -> HttpResponse:
    decision = shown["decision"]
    fact, entity = request.POST.get("fact", ""), request.POST.get("entity") or None
    stored = named(decision.questions, fact, entity) if decision else None
    if stored is None:
        return _overtaken(request, dossier, shown)
    question, form = question_of(stored), AnswerForm.of(request)
    errors = form.mistakes()
    if errors:
        return _ask(request, shown, question, form.shown, errors)
    try:
        entry, files = form.entry(question, request.member.person.name, day_of_answers(dossier))
        _, after = replied(request.member, dossier, entry, files)
    except InvalidInput as error:
        says = Mistakes(value=" ".join(each.message for each in error.findings))
        return _ask(request, shown, question, form.shown, says)
    except Overtaken:
        return _overtaken(request, dossier, around_dossier(dossier, "questions"))
    except UsageError as error:
        return _ask(request, shown, question, form.shown, Mistakes(value=str(error)))
    settled = after.settled_lines - decision.settled_lines
    tell(
        request,
        f"Saved. {plural(settled, 'more line')} settled; {after.lines - after.settled_lines} of "
        f"{after.lines} lines and {after.open_facts} facts are open (before: {decision.open_facts}).",
    )
    if after.best == after.worst or after.next_question is None or request.POST.get("then") == "stop":
        return redirect("verdict", dossier.pk)
    return redirect("questions" if request.POST.get("then") == "list" else "question-next", dossier.pk)


def _overtaken(request: DeskRequest, dossier: Dossier, shown: Plain) -> HttpResponse:
    """Somebody else answered meanwhile: what was sent now is kept, waits, and is told."""
    fact, entity = request.POST.get("fact", ""), request.POST.get("entity") or None
    reply, kept = overtaken_by(dossier, fact, entity, AnswerForm.of(request), request.member.person.name)
    return render(request, "overtaken.html", {**shown, "reply": reply, "kept": kept}, status=409)
