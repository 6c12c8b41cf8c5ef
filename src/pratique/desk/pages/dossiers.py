"""The table of dossiers: filters in the address, the newest first, and the same as CSV."""

from __future__ import annotations

import csv
import io

from django.db.models import Max, QuerySet
from django.http import HttpResponse
from django.shortcuts import render

from pratique.desk.models import Decision, Dossier
from pratique.desk.people import DeskRequest
from pratique.desk.plain import whole
from pratique.desk.shown import STEPS, stands
from pratique.files.outward import for_cell

A_PAGE = 50
LONGEST = 200
MOST_ROWS = 100_000


def page(request: DeskRequest) -> HttpResponse:
    """One page of the table."""
    asked = _asked(request)
    found = _chosen(request, asked)
    if (before := whole(request.GET.get("before", ""))) is not None:
        found = found.filter(pk__lt=before)
    rows = _with_decisions(list(found[: A_PAGE + 1]))
    more = {**asked, "before": rows[A_PAGE - 1][0].pk} if len(rows) > A_PAGE else None
    return render(
        request, "dossiers.html", {"rows": rows[:A_PAGE], "asked": asked, "next": more, "title": "Dossiers"}
    )


def as_csv(request: DeskRequest) -> HttpResponse:
    """All that the filter leaves, as a table."""
    stream = io.StringIO()
    table = csv.writer(stream)
    table.writerow(("id", "title", "best", "worst", "act", "into", "day", "lines", "open lines", "due", "changed"))
    for dossier, decision in _with_decisions(list(_chosen(request, _asked(request))[:MOST_ROWS])):
        said = ("",) * 8
        if decision is not None:
            left = decision.lines - decision.settled_lines
            said = (
                decision.best,
                decision.worst,
                decision.act,
                decision.into,
                decision.day,
                str(decision.lines),
                str(left),
                decision.due,
            )
        table.writerow([dossier.pk, *map(for_cell, (dossier.title, *said)), dossier.changed.isoformat()])
    response = HttpResponse(stream.getvalue(), content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = 'attachment; filename="dossiers.csv"'
    return response


def _asked(request: DeskRequest) -> dict[str, str]:
    return {name: request.GET[name][:LONGEST] for name in ("stand", "q", "show") if request.GET.get(name)}


def _chosen(request: DeskRequest, asked: dict[str, str]) -> QuerySet[Dossier]:
    found = Dossier.objects.filter(workspace=request.member.workspace)
    found = found.filter(archived__isnull=asked.get("show") != "archived")
    if text := asked.get("q"):
        found = found.filter(title__icontains=text)
    if stand := asked.get("stand"):
        pairs = [(b, w) for b in STEPS for w in STEPS if STEPS.index(b) <= STEPS.index(w) and stands(b, w) == stand]
        last = Decision.objects.values("dossier").annotate(last=Max("pk")).values("last")
        fits = Decision.objects.filter(pk__in=last, best__in={b for b, _ in pairs})
        keys = [each.dossier_id for each in fits if (each.best, each.worst) in pairs]
        found = found.filter(pk__in=keys)
    return found.order_by("-pk")


def _with_decisions(rows: list[Dossier]) -> list[tuple[Dossier, Decision | None]]:
    """The dossiers with what was decided last of each."""
    last = Decision.objects.filter(dossier__in=rows).values("dossier").annotate(last=Max("pk")).values("last")
    by_dossier = {each.dossier_id: each for each in Decision.objects.filter(pk__in=last).select_related("answer")}
    return [(each, by_dossier.get(each.pk)) for each in rows]


def latest_of(request: DeskRequest, most: int) -> list[tuple[Dossier, Decision | None]]:
    """The dossiers changed last."""
    found = Dossier.objects.filter(workspace=request.member.workspace, archived=None).order_by("-changed")
    return _with_decisions(list(found[:most]))
