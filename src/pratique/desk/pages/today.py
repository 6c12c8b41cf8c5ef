"""Today: what waits for whom, and the latest dossiers."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render

from pratique.desk.models import Dossier
from pratique.desk.people import DeskRequest

MOST = 10


def page(request: DeskRequest) -> HttpResponse:
    """The first page after logging in."""
    latest = Dossier.objects.filter(workspace=request.member.workspace, archived=None).order_by("-changed")[:MOST]
    return render(request, "today.html", {"dossiers": latest})
