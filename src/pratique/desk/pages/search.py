"""One search over what the workspace holds and the law book says."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render

from pratique.desk.models import Dossier, DossierFile, Questionnaire, Reply
from pratique.desk.pages.law import _book
from pratique.desk.people import DeskRequest

MOST = 20


def page(request: DeskRequest) -> HttpResponse:
    """Dossiers, files, answers, questionnaires and provisions that hold the words."""
    text = request.GET.get("q", "").strip()
    shown: dict[str, object] = {"q": text, "groups": []}
    if text:
        here = request.member.workspace
        dossiers = Dossier.objects.filter(workspace=here, title__icontains=text)[:MOST]
        files = DossierFile.objects.filter(dossier__workspace=here, name__icontains=text).select_related("dossier")[
            :MOST
        ]
        replies = Reply.objects.filter(dossier__workspace=here, entry__icontains=text).select_related("dossier")[
            :MOST
        ]
        sent = Questionnaire.objects.filter(dossier__workspace=here, recipient__icontains=text).select_related(
            "dossier"
        )[:MOST]
        law = [
            each
            for one in _book().instruments
            for each in one.provisions
            if text.casefold() in f"{each.cite} {each.summary}".casefold()
        ][:MOST]
        shown |= {"dossiers": dossiers, "files": files, "replies": replies, "sent": sent, "law": law}
    return render(request, "search.html", shown)
