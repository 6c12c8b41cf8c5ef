"""The dates of a dossier: duties, the days on which the answer turns, and the smallest changes that turn it."""

from __future__ import annotations

from datetime import date

from django.http import HttpResponse
from django.shortcuts import redirect, render

from pratique.desk.decisions import answer_in
from pratique.desk.dossiers import around_dossier, dossier_of
from pratique.desk.people import DeskRequest
from pratique.desk.plain import Plain
from pratique.desk.shown import tell
from pratique.desk.worked import kept, work_out
from pratique.errors import InvalidInput, UsageError
from pratique.files.clock import today
from pratique.usecases.changes.what_if import what_if
from pratique.usecases.changes.when import when

YEARS = 4


def page(request: DeskRequest, key: int) -> HttpResponse:
    """What is due, and the days on which the answer turns as they were worked out last."""
    dossier = dossier_of(request, key)
    shown = around_dossier(dossier, "dates")
    decision = shown["decision"]
    given = {name: request.POST.get(name, "") for name in ("start", "end")}
    if request.method == "POST":
        if decision is not None:
            _turns(request, shown, given)
        return redirect("dates", dossier.pk)
    answer = answer_in(decision) if decision else None
    found = kept(decision, "when")
    first = today()
    shown |= {
        "duties": sorted(answer.duties, key=lambda each: each.due or "9999") if answer else (),
        "turns": found.result if found else None,
        "asked": found.given if found else {"start": first.isoformat(), "end": _later(first)},
        "strip": strip(found.result["intervals"]) if found and found.result else None,
        "pending": answer.pending if answer else (),
    }
    return render(request, "dates.html", shown)


def _turns(request: DeskRequest, shown: Plain, given: dict[str, str]) -> None:
    try:
        start, end = date.fromisoformat(given["start"]), date.fromisoformat(given["end"])
        work_out(
            shown["dossier"],
            shown["decision"],
            "when",
            given,
            request.member.person.name,
            lambda main, options: when(main, start, end, **{k: v for k, v in options.items() if k != "on"}),
        )
    except ValueError:
        tell(request, "Enter both days as YYYY-MM-DD.")
    except (InvalidInput, UsageError) as error:
        tell(request, f"This could not be worked out: {error}")


def _later(first: date) -> str:
    return first.replace(year=first.year + YEARS, day=1).isoformat()


def strip(intervals: list[Plain]) -> list[Plain]:
    """The intervals with where each begins and how wide it is, in thousandths of the strip."""
    first, last = date.fromisoformat(intervals[0]["from"]), date.fromisoformat(intervals[-1]["to"])
    whole = max(1, (last - first).days + 1)
    days = [(date.fromisoformat(each["from"]), date.fromisoformat(each["to"])) for each in intervals]
    return [
        {**each, "x": (start - first).days * 1000 // whole, "wide": max(4, ((end - start).days + 1) * 1000 // whole)}
        for each, (start, end) in zip(intervals, days, strict=True)
    ]


def what_if_page(request: DeskRequest, key: int) -> HttpResponse:
    """The smallest changes that would turn the answer, as they were worked out last."""
    dossier = dossier_of(request, key)
    shown = around_dossier(dossier, "what-if")
    decision = shown["decision"]
    if request.method == "POST":
        if decision is not None:
            try:
                work_out(
                    dossier,
                    decision,
                    "what-if",
                    {},
                    request.member.person.name,
                    lambda main, how: what_if(main, **how),
                )
            except (InvalidInput, UsageError) as error:
                tell(request, f"This could not be worked out: {error}")
        return redirect("what-if", dossier.pk)
    found = kept(decision, "what-if")
    shown["changes"] = found.result if found else None
    return render(request, "what-if.html", shown)
