"""All questions of a dossier by who knows them: answered one by one, or several sent to a supplier."""

from __future__ import annotations

from itertools import groupby

from django.http import HttpResponse
from django.shortcuts import render

from pratique.desk.decisions import question_of
from pratique.desk.dossiers import around_dossier, dossier_of
from pratique.desk.people import DeskRequest
from pratique.desk.shown import question_text
from pratique.usecases.missing.recipients import SUPPLIERS

MOST_LISTED = 200


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
