"""The files of a dossier by their hash: where each is used, in every revision; further files; download only."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render

from pratique.desk.blobs import bytes_of
from pratique.desk.brought import brought
from pratique.desk.dossiers import around_dossier, changed, dossier_of
from pratique.desk.models import Dossier, DossierFile
from pratique.desk.pages.sent import attached
from pratique.desk.people import DeskRequest
from pratique.desk.plain import Plain
from pratique.desk.shown import tell
from pratique.desk.uploads import SMALL, begin_change
from pratique.errors import InvalidInput, UsageError


def page(request: DeskRequest, key: int) -> HttpResponse:
    """Every file in every revision, the newest first; with POST, further files."""
    dossier = dossier_of(request, key)
    shown = around_dossier(dossier, "evidence")
    if request.method == "POST":
        return _further(request, dossier, shown)
    shown["files"] = dossier.files.select_related("blob").order_by("-revision", "name")
    shown["used"] = {
        each.entry["document"]: each.entry
        for each in dossier.replies.filter(kind="answer")
        if each.entry.get("document")
    }
    return render(request, "evidence.html", shown)


def _further(request: DeskRequest, dossier: Dossier, shown: Plain) -> HttpResponse:
    """Store and decide, or refuse whole; what is large is a worker's."""
    try:
        given = brought(request)
        if not given:
            raise UsageError("Choose at least one file.")
        if sum(map(len, given.values())) > SMALL:
            job, _ = begin_change(dossier, given, request.member.person.name)
            return redirect("job", job.pk)
        changed(request.member, dossier, given)
    except InvalidInput as error:
        return render(request, "refused.html", {**shown, "found": error.findings}, status=422)
    except UsageError as error:
        tell(request, f"{error} Nothing was changed.")
        return redirect("evidence", dossier.pk)
    tell(request, "Stored and decided.")
    return redirect("verdict", dossier.pk)


def download(request: DeskRequest, key: int, file: int) -> HttpResponse:
    """One file as it came."""
    row = get_object_or_404(DossierFile.objects.select_related("blob"), pk=file, dossier=dossier_of(request, key))
    if row.blob.gone_at is not None:
        tell(request, f"{row.name} went by its retention; its hash is kept.")
        return redirect("evidence", key)
    return attached(bytes_of(row.blob), row.name)
