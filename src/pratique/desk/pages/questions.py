"""The questions of a dossier: one a page, chosen anew after each answer, or all of them by who knows them.

Rule: what is asked was stored with the decision; looking at it decides nothing. An answer says which decision it was
asked of: where somebody else answered meanwhile, that is told, and both answers are kept.
"""

from __future__ import annotations

from itertools import groupby

from django.core.files.uploadedfile import UploadedFile
from django.http import HttpResponse
from django.shortcuts import redirect, render

from pratique.desk.decisions import answer_in, question_of
from pratique.desk.dossiers import add_reply, around_dossier, base_name, dossier_of, replied
from pratique.desk.models import Dossier
from pratique.desk.people import DeskRequest
from pratique.desk.plain import Plain
from pratique.desk.shown import Mistakes, question_text, tell
from pratique.errors import InvalidInput, UsageError
from pratique.files.clock import today
from pratique.usecases.missing.ask import Question, entry_of, typed_answer
from pratique.usecases.missing.questionnaire import SUPPLIERS
from pratique.usecases.missing.wording import answer_kind
from pratique.usecases.uploads import REASONS

MOST_LISTED = 200
_NOTHING: Plain = {"value": "", "values": [], "source": "", "reason": ""}


def page(request: DeskRequest, key: int) -> HttpResponse:
    """List mode: all questions by who knows them."""
    dossier = dossier_of(request, key)
    shown = around_dossier(dossier, "questions")
    decision = shown["decision"]
    stored = decision.questions[:MOST_LISTED] if decision else []
    asked = [(question_of(each), question_text(each["fact"], each["meaning"])) for each in stored]
    asked.sort(key=lambda each: (each[0].known_by, each[0].label))
    shown["groups"] = [(knower, list(its)) for knower, its in groupby(asked, lambda each: each[0].known_by)]
    shown["suppliers"] = SUPPLIERS
    shown["history"] = list(dossier.decisions.order_by("id"))[-12:]
    return render(request, "questions.html", shown)


def next_page(request: DeskRequest, key: int) -> HttpResponse:
    """One question: the stored next one, or the one that the address names."""
    dossier = dossier_of(request, key)
    shown = around_dossier(dossier, "questions")
    decision = shown["decision"]
    if request.method == "POST":
        return _answered(request, dossier, shown)
    stored = _named(decision.questions, request.GET) if decision else None
    stored = stored or (decision.next_question if decision else None)
    if stored is None:
        return redirect("verdict", dossier.pk)
    return _ask(request, shown, question_of(stored), {})


def _named(stored: list[Plain], given: object) -> Plain | None:
    """The stored question of the fact and element that a form or an address names."""
    fact, entity = given.get("fact"), given.get("entity") or None  # type: ignore[attr-defined]
    return next((each for each in stored if each["fact"] == fact and each["entity"] == entity), None)


def _ask(
    request: DeskRequest,
    shown: Plain,
    question: Question,
    given: Plain,
    errors: Mistakes | None = None,
    status: int = 200,
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
    return render(request, "question.html", {**shown, **more}, status=status)


def _answered(request: DeskRequest, dossier: Dossier, shown: Plain) -> HttpResponse:
    decision = shown["decision"]
    given: Plain = {name: request.POST.get(name, "").strip() for name in ("value", "source", "reason", "decision")}
    given["values"] = request.POST.getlist("values")
    stored = _named(decision.questions, request.POST) if decision else None
    if stored is None:
        return _overtaken(request, dossier, shown)
    question = question_of(stored)
    errors = _mistakes(given)
    try:
        files = {} if errors else _document(request)
        raw = None if errors else _raw(question, given)
    except UsageError as error:
        errors = Mistakes(value=str(error))
    if errors:
        return _ask(request, shown, question, given, errors, 422)
    entry = _entry(request, question, raw, given, next(iter(files), None))
    before = decision
    try:
        _, after = replied(request.member, dossier, entry, files)
    except InvalidInput as error:
        says = Mistakes(value=" ".join(each.message for each in error.findings))
        return _ask(request, shown, question, given, says, 422)
    settled = after.settled_lines - before.settled_lines
    tell(
        request,
        f"Saved. {settled} more line{'' if settled == 1 else 's'} settled; {after.lines - after.settled_lines} of "
        f"{after.lines} lines and {after.open_facts} facts are open (before: {before.open_facts}).",
    )
    if after.best == after.worst or after.next_question is None or request.POST.get("then") == "stop":
        return redirect("verdict", dossier.pk)
    return redirect("questions" if request.POST.get("then") == "list" else "question-next", dossier.pk)


def _mistakes(given: Plain) -> Mistakes:
    errors = Mistakes()
    if given["value"] == "?":
        if given["reason"] not in REASONS:
            errors["reason"] = "Say why it is not known."
    elif not given["value"] and not given["values"]:
        errors["value"] = "Choose or enter an answer, or say that you do not know."
    elif not given["source"]:
        errors["source"] = "Say what shows it: a document, a person, a register."
    return errors


def _raw(question: Question, given: Plain) -> object:
    if given["value"] == "?":
        return {"unknown": given["reason"]}
    text = given["value"] or ",".join(given["values"])
    return typed_answer(question, text)


def _document(request: DeskRequest) -> dict[str, bytes]:
    each = request.FILES.get("document")
    return {base_name(each.name or ""): each.read()} if isinstance(each, UploadedFile) else {}


def _entry(request: DeskRequest, question: Question, raw: object, given: Plain, document: str | None) -> Plain:
    by = request.member.person.name
    source = given["source"] or f"{by}, at the desk"
    basis = "documented" if document else "asserted"
    entry = entry_of(question, raw, source=source, by=by, on=today(), basis=basis)
    if document:
        entry["document"] = document
    if request.POST.get("confidential"):
        entry["confidential"] = True
    return entry


def _overtaken(request: DeskRequest, dossier: Dossier, shown: Plain) -> HttpResponse:
    """Somebody else answered meanwhile: what was sent now is kept, waits, and is told."""
    fact, entity = request.POST.get("fact", ""), request.POST.get("entity") or None
    same = [
        each
        for each in dossier.replies.filter(kind="answer", waits=False).order_by("-seq")
        if each.entry.get("fact") == fact and each.entry.get("entity") == entity
    ]
    if not same:
        return render(request, "overtaken.html", {**shown, "reply": None, "kept": None}, status=409)
    value = request.POST.get("value") or ", ".join(request.POST.getlist("values"))
    stated: object = {"yes": True, "no": False}.get(value, value)
    by = request.member.person.name
    entry = {**{k: v for k, v in same[0].entry.items() if k in ("entity", "part", "fact")}, "value": stated}
    entry |= {"source": request.POST.get("source") or by, "by": by, "asserted_on": today().isoformat()}
    kept = add_reply(dossier, entry, by, waits=True)
    return render(request, "overtaken.html", {**shown, "reply": same[0], "kept": kept}, status=409)
