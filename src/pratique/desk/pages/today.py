"""Today: what is to answer, to accept, to sign, what is due, what the law has changed; then the latest dossiers."""

from __future__ import annotations

from datetime import timedelta

from django.http import HttpResponse
from django.shortcuts import render

from pratique.desk.decisions import is_stale
from pratique.desk.models import Questionnaire, Reply
from pratique.desk.pages.dossiers import latest_of
from pratique.desk.people import DeskRequest
from pratique.files.clock import now, today

MOST = 10
LOOKED_AT = 200
DAYS = 30


def page(request: DeskRequest) -> HttpResponse:
    """The first page after logging in."""
    here = request.member.workspace
    rows = [(one, its) for one, its in latest_of(request, LOOKED_AT) if its is not None]
    soon = (today() + timedelta(days=DAYS)).isoformat()
    waiting = Reply.objects.filter(dossier__workspace=here, waits=True, accepted_at=None).select_related("dossier")
    sent = Questionnaire.objects.filter(dossier__workspace=here, state__in=("sent", "opened"))
    shown = {
        "rows": latest_of(request, MOST),
        "to_answer": [(one, its) for one, its in rows if its.next_question is not None],
        "due": sorted(((one, its) for one, its in rows if its.due and its.due <= soon), key=lambda each: each[1].due),
        "stale": [(one, why) for one, its in rows if (why := is_stale(its, one))],
        "waiting": list(waiting[:MOST]),
        "overdue": sent.filter(expires__lt=now()).count(),
        "out": sent.count(),
        "days": DAYS,
    }
    return render(request, "today.html", shown)
