"""Published figures: the ledger to look into, and a bulletin read and held against the ledger and the law."""

from __future__ import annotations

import hashlib
import tempfile
from functools import lru_cache
from pathlib import Path

from django.core.files.uploadedfile import UploadedFile
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render

from pratique.desk.dossiers import base_name
from pratique.desk.models import Job
from pratique.desk.people import DeskRequest
from pratique.errors import Finding, Findings, InvalidInput, UsageError
from pratique.files import write_whole
from pratique.files.clock import now
from pratique.reports.bulletin_table import printed_all
from pratique.usecases.answer.beside import findings_beside, short
from pratique.usecases.bulletins import all_rows, read_many
from pratique.usecases.figures import figures_listed

KIND = "bulletin"
MOST = 300


@lru_cache(maxsize=1)
def _names() -> list[tuple[str, int]]:
    """The indicators of the shipped ledger with how many figures each has."""
    held: dict[str, int] = {}
    for each in figures_listed("", None, None, None, Findings()):
        held[each.indicator] = held.get(each.indicator, 0) + 1
    return sorted(held.items())


def page(request: DeskRequest) -> HttpResponse:
    """What the ledger has of a series; the bulletins that were read; with POST another."""
    found: tuple[Finding, ...] = ()
    error = ""
    if request.method == "POST":
        each = request.FILES.get("bulletin")
        if isinstance(each, UploadedFile):
            try:
                return redirect("bulletin", _read(request, base_name(each.name or ""), each.read()).pk)
            except InvalidInput as refused:
                found = refused.findings
            except UsageError as refused_words:
                error = str(refused_words)
        else:
            error = "Choose a bulletin."
    series = request.GET.get("series", "").strip()
    rows = figures_listed(series, None, None, None, Findings()) if series else ()
    shown = {
        "series": series,
        "rows": rows[:MOST],
        "count": len(rows),
        "names": _names(),
        "found": found,
        "error": error,
        "read": Job.objects.filter(workspace=request.member.workspace, kind=KIND).order_by("-id")[:30],
    }
    return render(request, "figures.html", shown, status=422 if found or error else 200)


def _read(request: DeskRequest, name: str, data: bytes) -> Job:
    """What a bulletin says, held against the ledger and the law. Raises InvalidInput, UsageError."""
    here = request.member.workspace
    key = f"{KIND}:{here.pk}:{hashlib.sha256(data).hexdigest()}"
    if (known := Job.objects.filter(key=key).first()) is not None:
        return known
    with tempfile.TemporaryDirectory(prefix="desk-") as scratch:
        folder = Path(scratch).resolve()
        write_whole(folder / name, data)
        try:
            readings = read_many([str(folder / name)], None, None, b"")
        except InvalidInput as error:
            raise InvalidInput(findings_beside(error.findings, folder)) from error
        page_of = short(printed_all(all_rows(readings, True, None)), folder)
        notes = [str(each) for one in readings for each in findings_beside(one.findings, folder)]
    return Job.objects.create(
        workspace=here,
        kind=KIND,
        key=key,
        given={"file": name},
        state="done",
        result={"text": page_of, "findings": notes},
        ended=now(),
        by_name=request.member.person.name,
    )


def bulletin(request: DeskRequest, key: int) -> HttpResponse:
    """One bulletin as it was read."""
    row = get_object_or_404(Job, pk=key, kind=KIND, workspace=request.member.workspace, state="done")
    return render(request, "bulletin.html", {"row": row, "result": row.result})
