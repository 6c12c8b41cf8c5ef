"""What pending law would make of the answer; it decides nothing."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import redirect, render

from pratique.desk.decisions import answer_in
from pratique.desk.dossiers import around_dossier, dossier_of
from pratique.desk.people import DeskRequest
from pratique.desk.worked import begin, kept

KIND = "pending"


def page(request: DeskRequest, key: int) -> HttpResponse:
    """What would certainly make it worse, and with POST all that would concern it."""
    dossier = dossier_of(request, key)
    shown = around_dossier(dossier, KIND)
    decision = shown["decision"]
    if request.method == "POST":
        if decision is None:
            return redirect(KIND, dossier.pk)
        return redirect("job", begin(dossier, decision, KIND, {}, request.member.person.name).pk)
    row = kept(decision, KIND)
    shown |= {
        "job": row,
        "every": (row.result or {}).get("pending", []) if row and row.state == "done" else None,
        "worse": answer_in(decision).pending if decision else (),
    }
    return render(request, "pending.html", shown)
