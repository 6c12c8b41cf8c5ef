"""The ledger of published figures, and bulletins read against it and the law."""

from __future__ import annotations

from functools import lru_cache

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from markupsafe import Markup

from pratique.desk.asked import BULLETIN, ask
from pratique.desk.brought import brought
from pratique.desk.models import Job
from pratique.desk.people import DeskRequest
from pratique.errors import UsageError
from pratique.files.clock import iso_day
from pratique.reports.series import series_svg
from pratique.usecases.figures import figures_listed, series_of

MOST = 300


@lru_cache(maxsize=1)
def _names() -> list[tuple[str, list[tuple[str, int]]]]:
    """The series of the shipped ledger by indicator, with how many figures each has."""
    held: dict[str, dict[str, int]] = {}
    for each in figures_listed().figures:
        its = held.setdefault(each.indicator, {})
        its[each.series] = its.get(each.series, 0) + 1
    return [(name, sorted(its.items())) for name, its in sorted(held.items())]


def _drawn(series: str) -> Markup:
    """The chart of a series, where it has figures enough for one."""
    try:
        return Markup(series_svg(series_of(series).strands))
    except (UsageError, IndexError):
        return Markup("")


def _day(told: str) -> str:
    """The day of publication as a form gives it, or ""; a day that is none is refused."""
    if not (text := told.strip()):
        return ""
    if (day := iso_day(text)) is None:
        raise UsageError(f"{text[:20]!r} is no day; write it as 2025-08-15.")
    return day.isoformat()


def page(request: DeskRequest) -> HttpResponse:
    """What the ledger has of a series; the bulletins that were read; with POST another."""
    here, error = request.member.workspace, ""
    if request.method == "POST":
        try:
            files = brought(request, "bulletin")
            if len(files) != 1:
                raise UsageError("Choose a bulletin.")
            told = {"published": _day(request.POST.get("published", ""))}
            return redirect("job", ask(here, BULLETIN, files, told, request.member.person.name).pk)
        except UsageError as refused:
            error = str(refused)
    series = request.GET.get("series", "").strip()
    rows = figures_listed(series).figures if series else ()
    shown = {
        "series": series,
        "rows": rows[:MOST],
        "chart": _drawn(series) if series.count(":") > 1 else "",
        "count": len(rows),
        "names": _names(),
        "error": error,
        "read": Job.objects.filter(workspace=here, kind=BULLETIN).order_by("-id")[:30],
    }
    return render(request, "figures.html", shown, status=422 if error else 200)


def bulletin(request: DeskRequest, key: int) -> HttpResponse:
    """One bulletin as it was read."""
    row = get_object_or_404(Job, pk=key, kind=BULLETIN, workspace=request.member.workspace, state="done")
    return render(
        request, "bulletin.html", {"row": row, "name": next(iter(row.given["files"])), "result": row.result}
    )
