"""One search over what the workspace holds and the law book says."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render

from pratique.desk.blobs import bytes_of
from pratique.desk.decisions import answer_in
from pratique.desk.models import Dossier, DossierFile, Questionnaire, Record, Reply
from pratique.desk.pages.dossiers import latest_of
from pratique.desk.pages.law import whole_book
from pratique.desk.people import DeskRequest
from pratique.desk.plain import whole
from pratique.usecases.book.look_up import ProvisionOut

LONGEST = 200
LOOKED_AT = 200
MOST = 20


def page(request: DeskRequest) -> HttpResponse:
    """Dossiers, parts and parties, files, answers, questionnaires, provisions and records that hold the words."""
    text = request.GET.get("q", "").strip()[:LONGEST]
    shown: dict[str, object] = {"q": text}
    if text:
        here = request.member.workspace
        mine = {"dossier__workspace": here}
        shown |= {
            "dossiers": Dossier.objects.filter(workspace=here, title__icontains=text)[:MOST],
            "files": DossierFile.objects.filter(**mine, name__icontains=text).select_related("dossier")[:MOST],
            "replies": Reply.objects.filter(**mine, entry__icontains=text).select_related("dossier")[:MOST],
            "sent": Questionnaire.objects.filter(**mine, recipient__icontains=text).select_related("dossier")[:MOST],
            "named": _named(request, text.casefold()),
            "law": _law(text.casefold()),
            "records": _records(request, text),
        }
    return render(request, "search.html", shown)


def _named(request: DeskRequest, text: str) -> list[tuple[Dossier, list[str]]]:
    """Parts and parties of the latest answers: dossiers with the names that hold the words."""
    found = []
    for dossier, decision in latest_of(request, LOOKED_AT):
        if decision is None or decision.answer.gone_at or text.encode() not in bytes_of(decision.answer).lower():
            continue
        answer = answer_in(decision)
        names = [line.label for act in answer.transactions for one in act.instruments for line in one.lines]
        names += [each.name for each in answer.ownership] + [each.name for each in answer.screened]
        if its := [each for each in dict.fromkeys(names) if text in each.casefold()]:
            found.append((dossier, its[:6]))
    return found[:MOST]


def _law(text: str) -> list[ProvisionOut]:
    every = (each for one in whole_book().instruments for each in one.provisions)
    return [each for each in every if text in f"{each.cite} {each.summary}".casefold()][:MOST]


def _records(request: DeskRequest, text: str) -> list[Record]:
    """Records by number or kind."""
    found = Record.objects.filter(ledger__workspace=request.member.workspace).select_related("dossier")
    number = whole(text)
    found = found.filter(kind__icontains=text) if number is None else found.filter(seq=number)
    return list(found.order_by("-id")[:MOST])
