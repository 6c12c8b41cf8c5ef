"""Today: what is to answer, to accept, to sign, what is due, what the law has changed; then the latest dossiers."""

from __future__ import annotations

from collections import Counter
from datetime import timedelta

from django.http import HttpResponse
from django.shortcuts import render

from pratique.desk.decisions import is_stale
from pratique.desk.models import Decision, Questionnaire, Reply, Signoff
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
        "to_sign": _to_sign(request, [its for _, its in rows]),
        "waiting": list(waiting[:MOST]),
        "overdue": sent.filter(expires__lt=now()).count(),
        "out": sent.count(),
        "days": DAYS,
    }
    return render(request, "today.html", shown)


def _to_sign(request: DeskRequest, decisions: list[Decision]) -> list[tuple[str, int]]:
    """Provisions that decide and whose text nobody read or signed off since, those of most dossiers first."""
    signed = set(
        Signoff.objects.filter(workspace=request.member.workspace, withdrawn=None).values_list("cite", flat=True)
    )
    counted = Counter(cite for each in decisions for cite in each.unread if cite not in signed)
    return counted.most_common()
