"""What duty is due for goods that are stated here, or for a model that was brought: as page, text and JSON."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render

from pratique.desk.goods import FIELDS, duties, models_of
from pratique.desk.pages.sent import attached
from pratique.desk.people import DeskRequest
from pratique.desk.shown import Mistakes
from pratique.facts.powertrain import POWERTRAINS
from pratique.files.clock import today
from pratique.files.plain import as_json
from pratique.reports import duty as report
from pratique.usecases.markets.duty_answer import DutyAnswer


def page(request: DeskRequest) -> HttpResponse:
    """The form, and the answer to what it says; nothing is kept, and the address holds the question."""
    given = {name: request.GET.get(name, "").replace("\r\n", "\n").strip() for name in FIELDS}
    models = models_of(request.member.workspace)
    asked = any(name in request.GET for name in FIELDS)
    found, wrong = duties(given, models) if asked else ([], [])
    form = request.GET.get("form", "")
    if found and form in ("text", "json"):
        return _taken_along(found, form)
    errors = Mistakes()
    for name, says in wrong:
        errors[name] = f"{errors[name]} {says}".strip()
    shown = {
        "given": given,
        "errors": errors,
        "found": found,
        "models": [(key, title) for key, (title, _) in models.items()],
        "powertrains": tuple(dict.fromkeys((*POWERTRAINS, *filter(None, [given["powertrain"]])))),
        "today": today(),
        "report": report,
    }
    return render(request, "duty.html", shown, status=422 if wrong else 200)


def _taken_along(found: list[DutyAnswer], form: str) -> HttpResponse:
    """The same as `pratique duty` writes it."""
    if form == "json":
        return attached(as_json(found) if len(found) > 1 else found[0].to_json(), "duty.json", "application/json")
    text = "\n\n\n".join("\n".join(report.duty_lines(each)) for each in found) + "\n"
    return attached(text, "duty.txt", "text/plain; charset=utf-8")
