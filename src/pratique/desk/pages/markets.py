"""Where a model may go: each market with its status, duty, conditions and next change, once for each model file."""

from __future__ import annotations

import hashlib
import tempfile
from pathlib import Path

import msgspec
from django.core.files.uploadedfile import UploadedFile
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render

from pratique.desk.dossiers import base_name
from pratique.desk.models import Job
from pratique.desk.people import DeskRequest
from pratique.desk.plain import Plain
from pratique.errors import Finding, InvalidInput, UsageError
from pratique.files import read_bytes, write_whole
from pratique.files.clock import now, today
from pratique.usecases.answer.beside import findings_beside, shortened
from pratique.usecases.examples import examples_folder
from pratique.usecases.markets.markets import STATUSES, markets

KIND = "markets"


def page(request: DeskRequest) -> HttpResponse:
    """The models that were asked about; with POST another."""
    found: tuple[Finding, ...] = ()
    error = ""
    if request.method == "POST":
        each = request.FILES.get("model")
        try:
            if isinstance(each, UploadedFile):
                return redirect("market", _asked(request, base_name(each.name or "model.toml"), each.read()).pk)
            if request.POST.get("example"):
                data = read_bytes(examples_folder() / "model-bev" / "model.toml")
                return redirect("market", _asked(request, "model.toml", data).pk)
            error = "Choose a model file."
        except InvalidInput as refused:
            found = refused.findings
        except UsageError as refused_words:
            error = str(refused_words)
    rows = Job.objects.filter(workspace=request.member.workspace, kind=KIND, state="done").order_by("-id")[:50]
    shown = {"rows": rows, "found": found, "error": error}
    return render(request, "markets.html", shown, status=422 if found or error else 200)


def _asked(request: DeskRequest, name: str, data: bytes) -> Job:
    """What was worked out of this file on this day. Raises InvalidInput, UsageError."""
    here, day = request.member.workspace, today()
    key = f"{KIND}:{here.pk}:{day}:{hashlib.sha256(data).hexdigest()}"
    if (known := Job.objects.filter(key=key).first()) is not None:
        return known
    with tempfile.TemporaryDirectory(prefix="desk-") as scratch:
        folder = Path(scratch).resolve()
        write_whole(folder / name, data)
        try:
            rows = shortened(msgspec.to_builtins(list(markets(folder / name, on=day))), folder)
        except InvalidInput as error:
            raise InvalidInput(findings_beside(error.findings, folder)) from error
    assert isinstance(rows, list)
    title = rows[0]["duty"]["title"] if rows else name
    return Job.objects.create(
        workspace=here,
        kind=KIND,
        key=key,
        given={"file": name, "on": day.isoformat(), "title": title},
        state="done",
        result={"markets": rows},
        ended=now(),
        by_name=request.member.person.name,
    )


def one_page(request: DeskRequest, key: int) -> HttpResponse:
    """The table of one model."""
    row = get_object_or_404(Job, pk=key, kind=KIND, workspace=request.member.workspace, state="done")
    result: Plain = row.result or {}
    counts = [(each, sum(one["status"] == each for one in result["markets"])) for each in STATUSES]
    return render(request, "market.html", {"row": row, "markets": result["markets"], "counts": counts})
