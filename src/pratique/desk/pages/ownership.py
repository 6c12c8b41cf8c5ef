"""Who is behind the parties: the drawing of the chain that decides, a table beside it, open holdings as questions."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render
from markupsafe import Markup

from pratique.desk.decisions import answer_in, question_of
from pratique.desk.dossiers import around_dossier, dossier_of
from pratique.desk.people import DeskRequest
from pratique.desk.shown import question_text


def page(request: DeskRequest, key: int) -> HttpResponse:
    """What registries say of each party, as far as they were brought; who to ask where they were not."""
    dossier = dossier_of(request, key)
    shown = around_dossier(dossier, "ownership")
    decision = shown["decision"]
    answer = answer_in(decision) if decision else None
    # Drawn by `parties.picture`, which escapes every label.
    shown["owned"] = [(each, Markup(each.svg)) for each in answer.ownership] if answer else []
    shown["screened"] = answer.screened if answer else ()
    shown["asked"] = [
        (question_of(each), question_text(each["fact"], each["meaning"]))
        for each in (decision.questions if decision else [])
        if each["fact"].startswith("party.")
    ]
    return render(request, "ownership.html", shown)
