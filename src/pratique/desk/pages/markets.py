"""Models of vehicles in markets: where each may enter, on what conditions, at what duty; the models side by side."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from markupsafe import Markup

from pratique.desk.asked import COMPARED, MARKETS, ask
from pratique.desk.brought import brought
from pratique.desk.models import Job
from pratique.desk.pages.sent import attached
from pratique.desk.people import DeskRequest
from pratique.desk.plain import Plain
from pratique.errors import UsageError
from pratique.facts.powertrain import POWERTRAINS
from pratique.files import read_bytes
from pratique.files.plain import as_json
from pratique.usecases.examples import examples_folder
from pratique.usecases.markets.markets import STATUSES

STATED = {
    "name": ("vehicle", "name"),
    "powertrain": ("vehicle", "powertrain"),
    "code": ("trade", "hs_code"),
    "origin": ("trade", "origin"),
    "maker": ("trade", "manufacturer"),
}
"""What the form states of a model without a file, and where a model file has it."""
TABLES = (".csv", ".xlsx")
MONEY = ("values", "vat", "other", "rates", "used")
"""Terms of which there may be several, with commas."""
_FORMS = {"csv": "text/csv; charset=utf-8", "ics": "text/calendar; charset=utf-8", "svg": "image/svg+xml"}


def page(request: DeskRequest) -> HttpResponse:
    """The models that were asked about; with POST others."""
    error = ""
    if request.method == "POST":
        try:
            return redirect("job", _asked(request).pk)
        except UsageError as refused:
            error = str(refused)
    rows = Job.objects.filter(workspace=request.member.workspace, kind__in=(MARKETS, COMPARED)).order_by("-id")[:50]
    shown = {"rows": rows, "error": error, "given": request.POST, "powertrains": POWERTRAINS}
    return render(request, "markets.html", shown, status=422 if error else 200)


def _asked(request: DeskRequest) -> Job:
    """The job of one model in every market, or of several side by side. Raises UsageError."""
    here, by = request.member.workspace, request.member.person.name
    if request.POST.get("example"):
        files = {"model.toml": read_bytes(examples_folder() / "model-bev" / "model.toml")}
    else:
        files, stated = brought(request, "model"), _stated(request)
        if files and stated:
            raise UsageError("State the goods or bring a file that says them, not both.")
        files = files or stated
    models = sorted(name for name in files if name.lower().endswith((".toml", ".json", *TABLES)))
    if not models:
        raise UsageError(
            "State the goods, or choose a model file (TOML or JSON) or a table with a row a model (CSV, XLSX)."
        )
    into = _parts(request.POST.get("into", ""))
    money: Plain = {name: _parts(request.POST.get(name, "")) for name in MONEY}
    money |= {name: request.POST.get(name, "").strip() or None for name in ("currency", "freight", "basis")}
    if len(models) == 1 and not models[0].lower().endswith(TABLES) and not into and not any(money.values()):
        return ask(here, MARKETS, files, {"main": models[0]}, by)
    return ask(here, COMPARED, files, {"models": models, "into": into, "money": money}, by)


def _stated(request: DeskRequest) -> dict[str, bytes]:
    """The model file that the fields of the form make; none where they are empty."""
    said = {name: text for name in STATED if (text := request.POST.get(name, "").strip())}
    if not said:
        return {}
    tables: dict[str, dict[str, str]] = {"vehicle": {}, "trade": {}}
    for name, text in said.items():
        table, key = STATED[name]
        tables[table][key] = text
    title = said.get("name") or " ".join(filter(None, map(said.get, ("code", "powertrain", "origin", "maker"))))
    tables["vehicle"].setdefault("name", title)
    return {"model.json": as_json({"title": title, **tables})}


def _parts(text: str) -> list[str]:
    return [each.strip() for each in text.split(",") if each.strip()]


def one_page(request: DeskRequest, key: int) -> HttpResponse:
    """The table of one model."""
    row = get_object_or_404(Job, pk=key, kind=MARKETS, workspace=request.member.workspace, state="done")
    result: Plain = row.result or {}
    counts = [(each, sum(one["status"] == each for one in result["markets"])) for each in STATUSES]
    return render(
        request, "market.html", {"row": row, "result": result, "markets": result["markets"], "counts": counts}
    )


def compared_page(request: DeskRequest, key: int) -> HttpResponse:
    """Models by markets; as a table or a calendar to take along (`form`)."""
    row = get_object_or_404(Job, pk=key, kind=COMPARED, workspace=request.member.workspace, state="done")
    result: Plain = row.result or {}
    if (form := request.GET.get("form", "")) in _FORMS and result.get(form):
        return attached(result[form], f"markets-{row.pk}.{form}", _FORMS[form])
    cells = {(each["market"], each["model"]): each for each in result["cells"]}
    drawing = Markup(result["svg"]) if result.get("svg") else ""  # reports.landed escapes every word
    return render(request, "compared.html", {"row": row, "result": result, "cells": cells, "drawing": drawing})
