"""What would change the answer: the smallest changes that a worker found, and one of them tried on a copy."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import redirect, render

from pratique.desk.dossiers import around_dossier, dossier_of
from pratique.desk.people import DeskRequest
from pratique.desk.worked import begin, kept

KIND = "what-if"


def page(request: DeskRequest, key: int) -> HttpResponse:
    """The smallest changes that would turn the answer, as they were worked out last."""
    dossier = dossier_of(request, key)
    shown = around_dossier(dossier, KIND)
    decision = shown["decision"]
    if request.method == "POST":
        if decision is None:
            return redirect(KIND, dossier.pk)
        return redirect("job", begin(dossier, decision, KIND, {}, request.member.person.name).pk)
    row = kept(decision, KIND)
    shown |= {"job": row, "changes": row.result if row and row.state == "done" else None}
    return render(request, "what-if.html", shown)
