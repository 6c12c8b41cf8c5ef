"""Questions sent to a supplier by a link: making one, what became of each, ending it or giving it more time."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta

import msgspec
from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse

from pratique.desk.dossiers import around_dossier, dossier_of
from pratique.desk.ledger import append
from pratique.desk.models import Questionnaire
from pratique.desk.people import DeskRequest, new_token
from pratique.desk.plain import Plain
from pratique.desk.shown import Mistakes, tell
from pratique.desk.supplying import askable, sending_mistakes
from pratique.files.clock import now
from pratique.usecases.missing.questionnaire import NOTE, line_of_question

DAYS = 30


def page(request: DeskRequest) -> HttpResponse:
    """All of the workspace, what is open first."""
    found = Questionnaire.objects.filter(dossier__workspace=request.member.workspace).select_related("dossier")
    return render(request, "questionnaires.html", {"all": found.order_by("-id")[:500], "now": now()})


def new_page(request: DeskRequest, key: int) -> HttpResponse:
    """The chosen questions, to whom they go, and the note on the conflict of laws that somebody accepts."""
    dossier = dossier_of(request, key)
    shown = around_dossier(dossier, "questions")
    decision = shown["decision"]
    stored = decision.questions if decision else []
    asked, beyond = askable(stored, set(request.POST.getlist("ask")))
    if beyond or not asked:
        tell(request, beyond or "Tick at least one question.")
    if not asked:
        return redirect("questions", dossier.pk)
    lines = [line_of_question(each) for each in asked]
    given = {name: request.POST.get(name, "").strip() for name in ("recipient", "mail", "days", "china", "accepted")}
    errors = Mistakes()
    if request.POST.get("do") == "send":
        errors = sending_mistakes(given)
        if not errors:
            return _sent(request, shown, lines, given)
    shown |= {
        "lines": lines,
        "chosen": sorted(set(request.POST.getlist("ask"))),
        "given": given,
        "errors": errors,
        "note": NOTE,
        "days": DAYS,
    }
    return render(request, "questionnaire-new.html", shown, status=422 if errors else 200)


@transaction.atomic
def _sent(request: DeskRequest, shown: Plain, lines: Sequence[object], given: dict[str, str]) -> HttpResponse:
    told, kept = new_token()
    made = Questionnaire.objects.create(
        dossier=shown["dossier"],
        recipient=given["recipient"],
        mail=given["mail"],
        lines={"lines": msgspec.to_builtins(lines), "china": bool(given["china"]), "accepted": given["accepted"]},
        token_sha256=kept,
        sent_by=request.member.person.name,
        expires=now() + timedelta(days=int(given["days"])),
    )
    about = {"questionnaire": made.pk, "to": made.recipient, "questions": len(lines), "accepted": given["accepted"]}
    append(request.member.workspace, "questionnaire sent", who=made.sent_by, about=about, dossier=made.dossier)
    link = request.build_absolute_uri(reverse("supplier", args=(told,)))
    return render(request, "questionnaire-sent.html", {**shown, "made": made, "link": link})


def one_page(request: DeskRequest, key: int) -> HttpResponse:
    """What became of one; with POST, end it, give it more time, or make its link anew."""
    found = get_object_or_404(Questionnaire, pk=key, dossier__workspace=request.member.workspace)
    shown: Plain = {"made": found, "dossier": found.dossier, "now": now(), "link": ""}
    do = request.POST.get("do", "")
    if request.method == "POST" and found.state in ("sent", "opened") and do in ("revoke", "extend", "replace"):
        told = _act(request, found, do)
        if told:
            shown["link"] = request.build_absolute_uri(reverse("supplier", args=(told,)))
            return render(request, "questionnaire.html", {**shown, "replies": found.replies.order_by("seq")})
    if request.method == "POST":
        return redirect("questionnaire", found.pk)
    return render(request, "questionnaire.html", {**shown, "replies": found.replies.order_by("seq")})


@transaction.atomic
def _act(request: DeskRequest, found: Questionnaire, do: str) -> str:
    """End a link, give it more time, or make it anew (then its token is told); each leaves a record."""
    told = ""
    found = Questionnaire.objects.select_for_update().select_related("dossier").get(pk=found.pk)
    if found.state not in ("sent", "opened"):
        return told
    if do == "revoke":
        found.state = "revoked"
        tell(request, "The link is ended.")
    elif do == "extend":
        found.expires = max(found.expires, now()) + timedelta(days=DAYS)
        tell(request, f"It is good until {found.expires:%Y-%m-%d}.")
    else:
        told, found.token_sha256 = new_token()
    found.save(update_fields=["state", "expires", "token_sha256"])
    about = {"questionnaire": found.pk, "done": do, "until": found.expires.date().isoformat()}
    by = request.member.person.name
    append(request.member.workspace, "questionnaire changed", who=by, about=about, dossier=found.dossier)
    return told
