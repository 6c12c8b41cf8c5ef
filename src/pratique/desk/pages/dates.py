"""What is due and when the answer turns: a strip of days with its table, and the days as a calendar to take along."""

from __future__ import annotations

from datetime import date

from django.http import HttpResponse
from django.shortcuts import redirect, render
from markupsafe import Markup

from pratique.desk.decisions import answer_in
from pratique.desk.dossiers import around_dossier, dossier_of
from pratique.desk.pages.sent import attached
from pratique.desk.people import DeskRequest
from pratique.desk.plain import Plain
from pratique.desk.shown import tell
from pratique.desk.worked import begin, kept
from pratique.files.clock import iso_day, today, year_after
from pratique.reports.strip import Noted, Standing, strip_svg

YEARS = 4
LANE = ("due", "first lawful day", "keep until")
"""What the second lane of the strip shows."""


def page(request: DeskRequest, key: int) -> HttpResponse:
    """What is due, and the days on which the answer turns as they were worked out last."""
    dossier = dossier_of(request, key)
    shown = around_dossier(dossier, "dates")
    decision = shown["decision"]
    if request.method == "POST":
        given = {name: request.POST.get(name, "") for name in ("start", "end")}
        if decision is None or not _are_days(given):
            tell(request, "Enter both days as YYYY-MM-DD, the first before the last.")
            return redirect("dates", dossier.pk)
        return redirect("job", begin(dossier, decision, "when", given, request.member.person.name).pk)
    answer = answer_in(decision) if decision else None
    row = kept(decision, "when")
    found: Plain | None = row.result if row and row.state == "done" else None
    first = today()
    shown |= {
        "duties": sorted(answer.duties, key=lambda each: each.due or "9999") if answer else (),
        "job": row,
        "turns": found,
        "asked": row.given if row else {"start": first.isoformat(), "end": _later(first)},
        "strip": drawn(found) if found and found["intervals"] else None,
        "pending": answer.pending if answer else (),
    }
    return render(request, "dates.html", shown)


def as_calendar(request: DeskRequest, key: int) -> HttpResponse:
    """The same days for a calendar program."""
    dossier = dossier_of(request, key)
    row = kept(around_dossier(dossier, "dates")["decision"], "when")
    if row is None or row.state != "done":
        tell(request, "Work out the days first.")
        return redirect("dates", dossier.pk)
    return attached((row.result or {})["ics"], f"days-{dossier.pk}.ics", "text/calendar; charset=utf-8")


def _are_days(given: dict[str, str]) -> bool:
    start, end = iso_day(given["start"]), iso_day(given["end"])
    return start is not None and end is not None and start <= end


def _later(first: date) -> str:
    return first.replace(year=year_after(first, YEARS), day=1).isoformat()


def drawn(found: Plain) -> Markup:
    """The answer of `when` with its entries -> the strip, today marked; `reports.strip` escapes every word."""
    times = [
        Standing(
            date.fromisoformat(each["from"]),
            date.fromisoformat(each["to"]),
            each["verdict"]["best"],
            each["verdict"]["worst"],
        )
        for each in found["intervals"]
    ]
    entries = [
        Noted(date.fromisoformat(each["day"]), each["kind"], each["what"])
        for each in found.get("entries", [])
        if each["kind"] in LANE
    ]
    return Markup(strip_svg(times, entries, today()))
