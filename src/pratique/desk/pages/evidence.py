"""The files of a dossier by hash, with what became of each; they are only ever downloaded, never shown in place."""

from __future__ import annotations

from django.core.files.uploadedfile import UploadedFile
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render

from pratique.desk.blobs import bytes_of
from pratique.desk.dossiers import around_dossier, base_name, changed, dossier_of
from pratique.desk.models import DossierFile
from pratique.desk.people import DeskRequest
from pratique.desk.shown import tell
from pratique.errors import InvalidInput, UsageError


def page(request: DeskRequest, key: int) -> HttpResponse:
    """Every file in every revision, the newest first; with POST, further files."""
    dossier = dossier_of(request, key)
    shown = around_dossier(dossier, "evidence")
    if request.method == "POST":
        given = [each for each in request.FILES.getlist("files") if isinstance(each, UploadedFile)]
        if not given:
            tell(request, "Choose at least one file; nothing was changed.")
            return redirect("evidence", dossier.pk)
        try:
            changed(request.member, dossier, {base_name(each.name or ""): each.read() for each in given})
        except InvalidInput as error:
            return render(request, "refused.html", {**shown, "found": error.findings}, status=422)
        except UsageError as error:
            tell(request, f"{error} Nothing was changed.")
            return redirect("evidence", dossier.pk)
        tell(request, "Stored and decided.")
        return redirect("verdict", dossier.pk)
    shown["files"] = dossier.files.select_related("blob").order_by("-revision", "name")
    shown["used"] = {
        each.entry["document"]: each.entry
        for each in dossier.replies.filter(kind="answer")
        if each.entry.get("document")
    }
    return render(request, "evidence.html", shown)


def download(request: DeskRequest, key: int, file: int) -> HttpResponse:
    """One file as it came."""
    row = get_object_or_404(DossierFile, pk=file, dossier=dossier_of(request, key))
    response = HttpResponse(bytes_of(row.blob), content_type="application/octet-stream")
    name = "".join(each if each.isalnum() or each in "._- " else "_" for each in row.name)
    response["Content-Disposition"] = f'attachment; filename="{name.encode("ascii", "replace").decode()}"'
    response["Content-Security-Policy"] = "default-src 'none'; sandbox"
    return response
