"""A job: how far it is, what it is doing, why it failed. Without scripts the page looks again by itself."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render

from pratique.desk.models import Job
from pratique.desk.people import DeskRequest


def page(request: DeskRequest, key: int) -> HttpResponse:
    """The state of one job of the workspace."""
    job = get_object_or_404(Job, pk=key, workspace=request.member.workspace)
    return render(request, "job.html", {"job": job, "ahead": job.state in ("waiting", "running")})
