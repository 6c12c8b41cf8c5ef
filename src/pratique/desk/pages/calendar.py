"""The days of all dossiers of a workspace: what is due when, and on which days answers turn."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import redirect, render

from pratique.desk.asked import CALENDAR, ask
from pratique.desk.models import Dossier, Job
from pratique.desk.pages.sent import attached
from pratique.desk.people import DeskRequest
from pratique.desk.plain import Plain
from pratique.desk.shown import tell

MOST = 500


def page(request: DeskRequest) -> HttpResponse:
    """The days as a worker found them last; with POST, look again."""
    here = request.member.workspace
    if request.method == "POST":
        newest = Dossier.objects.filter(workspace=here).order_by("-changed").first()
        given = {"changed": newest.changed.isoformat() if newest else ""}
        return redirect("job", ask(here, CALENDAR, {}, given, request.member.person.name).pk)
    rows = Job.objects.filter(workspace=here, kind=CALENDAR).order_by("-id")
    done = rows.filter(state="done").first()
    result: Plain = (done.result if done else None) or {}
    if request.GET.get("form") == "ics":
        if not result:
            tell(request, "Look for the days first.")
            return redirect("calendar")
        return attached(result["ics"], "calendar.ics", "text/calendar; charset=utf-8")
    entries = result.get("entries", [])
    shown = {"job": rows.first(), "done": done, "result": result, "entries": entries[:MOST], "count": len(entries)}
    return render(request, "calendar.html", shown)
