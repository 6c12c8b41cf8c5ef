"""What was decided of a dossier when: the difference of two decisions, and a decision made again."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import redirect, render

from pratique.desk import jobs
from pratique.desk.decisions import answer_in
from pratique.desk.dossiers import around_dossier, dossier_of
from pratique.desk.models import Decision, Dossier, Job
from pratique.desk.people import DeskRequest
from pratique.desk.plain import Plain, whole
from pratique.desk.replay import BOOKS, KIND
from pratique.files.clock import today
from pratique.usecases.answer.difference import differences

A_PAGE = 100


def page(request: DeskRequest, key: int) -> HttpResponse:
    """The decisions of a dossier, and the difference of two that the address names; with POST decide one again."""
    dossier = dossier_of(request, key)
    if request.method == "POST":
        return _again(request, dossier)
    shown = around_dossier(dossier, "dossier-records")
    shown["decisions"] = list(dossier.decisions.select_related("record").order_by("-id")[:A_PAGE])
    shown["difference"] = _difference(dossier, request.GET.get("old", ""), request.GET.get("new", ""))
    shown["replays"] = list(Job.objects.filter(dossier=dossier, kind=KIND).order_by("-id")[:10])
    shown["books"] = BOOKS
    return render(request, "dossier-records.html", shown)


def _again(request: DeskRequest, dossier: Dossier) -> HttpResponse:
    """Begin to decide a recorded decision again, under the book of then or of now."""
    key, book = request.POST.get("decision", ""), request.POST.get("book", "")
    row = dossier.decisions.filter(pk=whole(key) or 0).first()
    if row is None or row.record_id is None or book not in BOOKS:
        return redirect("dossier-records", dossier.pk)
    given = {"record": row.record_id, "book": book, "day": today().isoformat()}
    job = jobs.start(dossier.workspace, KIND, given, by_name=request.member.person.name, dossier=dossier)
    return redirect("job", job.pk)


def _difference(dossier: Dossier, old: str, new: str) -> Plain | None:
    """What two stored answers say differently."""
    keys = whole(old) or 0, whole(new) or 0
    rows = {each.pk: each for each in Decision.objects.filter(dossier=dossier, pk__in=keys)}
    if any(each not in rows for each in keys):
        return None
    before, after = (rows[each] for each in keys)
    if before.answer.gone_at or after.answer.gone_at:
        return None
    return {"old": before, "new": after, "all": differences(answer_in(before), answer_in(after))}
