"""Work that takes long, as a page: how far it is, what came of it, or why nothing did."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse

from pratique.desk import asked, jobs, packs, replay, staged, uploads
from pratique.desk.blobs import bytes_of
from pratique.desk.models import Job
from pratique.desk.pages.sent import attached
from pratique.desk.people import DeskRequest
from pratique.desk.work import SAID

SHOWN_AT = {
    "when": "dates",
    "what-if": "what-if",
    "pending": "pending",
    "papers": "papers",
    "decide": "verdict",
    uploads.NEW: "verdict",
    uploads.CHANGE: "verdict",
    replay.KIND: "dossier-records",
}
"""By kind: the page of the dossier that shows what came of it."""
SHOWN_ALONE = {
    asked.MARKETS: "market",
    asked.COMPARED: "compared",
    asked.BULLETIN: "bulletin",
    asked.CALENDAR: "calendar",
}
"""By kind: the page of the job itself that does."""


def page(request: DeskRequest, key: int) -> HttpResponse:
    """The state of one job of the workspace; what is done leads on to what came of it. With POST, try again."""
    job = get_object_or_404(Job, pk=key, workspace=request.member.workspace)
    if request.method == "POST":
        jobs.again(job)
        return redirect("job", job.pk)
    where = where_of(job)
    if job.state == "done" and where is not None and job.blob_id is None:
        return redirect(where)
    held = {**job.given.get("files", {})}
    shown = {
        "job": job,
        "says": SAID.get(job.kind, job.kind),
        "still": bool(request.GET.get("still")),
        "ahead": job.state in ("waiting", "running"),
        "result": job.result or {},
        "where": where,
        "kept": sorted(staged.still_here(held)) if job.state == "failed" else [],
        "file": job.blob_id is not None and job.state == "done",
    }
    return render(request, "job.html", shown)


def where_of(job: Job) -> str | None:
    """The address of the page that shows what came of a job."""
    if job.kind in SHOWN_ALONE:
        name = SHOWN_ALONE[job.kind]
        return reverse(name) if name == "calendar" else reverse(name, args=(job.pk,))
    if job.dossier_id is None:
        return None
    name = SHOWN_AT.get(job.kind, "papers" if job.kind in (packs.PACK, packs.ATTEST) else "verdict")
    paper = job.given.get("paper")
    return reverse(name, args=(job.dossier_id,)) + (f"?paper={paper}" if name == "papers" and paper else "")


def made(request: DeskRequest, key: int) -> HttpResponse:
    """The file that a job made, or one that it was given and could not use (`name`), to be kept."""
    job = get_object_or_404(Job, pk=key, workspace=request.member.workspace)
    name = request.GET.get("name", "")
    if name:
        found = staged.still_here({name: job.given.get("files", {}).get(name, "")})
        return attached(found[name], name) if name in found else redirect("job", job.pk)
    if job.blob is None or job.state != "done":
        return redirect("job", job.pk)
    return attached(bytes_of(job.blob), str((job.result or {}).get("file", f"{job.kind}-{job.pk}")))
