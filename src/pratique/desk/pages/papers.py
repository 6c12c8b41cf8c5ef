"""The papers of a dossier as tasks: what stands in the way of each, and the pack that the command would write.

Rule: the pack is made by a worker from the dossier as it is, by the use case that the command calls; nothing added.
"""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import redirect, render

from pratique.desk import packs, staged
from pratique.desk.brought import brought
from pratique.desk.decisions import answer_in
from pratique.desk.dossiers import around_dossier, dossier_of
from pratique.desk.folders import content_of, laid_out
from pratique.desk.models import Decision, Dossier, Job, Signoff
from pratique.desk.pages.sent import attached
from pratique.desk.people import DeskRequest
from pratique.desk.plain import Plain
from pratique.desk.shown import tell
from pratique.desk.worked import DECLARATION, PAPERS, begin, kept
from pratique.errors import UsageError
from pratique.files import read_bytes
from pratique.usecases.papers.apply import FILINGS
from pratique.usecases.papers.declare import CITE

NAMES = {DECLARATION: ("Declaration of conformity", CITE)} | {k: (f.name, f.cite) for k, f in FILINGS.items()}


def page(request: DeskRequest, key: int) -> HttpResponse:
    """The list of tasks of one paper, as it was checked last."""
    dossier = dossier_of(request, key)
    shown = around_dossier(dossier, "papers")
    decision = shown["decision"]
    paper = request.POST.get("paper") or request.GET.get("paper") or DECLARATION
    paper = paper if paper in PAPERS else DECLARATION
    if request.method == "POST":
        return _asked(request, dossier, decision, paper) if decision else redirect("papers", dossier.pk)
    answer = answer_in(decision) if decision else None
    row = kept(decision, "papers", {"paper": paper})
    shown |= {
        "paper": paper,
        "names": NAMES,
        "job": row,
        "checked": row.result if row and row.state == "done" else None,
        "made": [each for each in (kept(decision, kind) for kind in (packs.PACK, packs.ATTEST)) if each],
        "unread": list(decision.unread) if decision else [],
        "signed_later": _signed_later(dossier, decision),
        "settled": bool(decision and decision.best == decision.worst),
        "duties": [each for each in answer.duties if each.cite.startswith(NAMES[paper][1])] if answer else [],
    }
    return render(request, "papers.html", shown)


def _signed_later(dossier: Dossier, decision: Decision | None) -> list[str]:
    """What was signed off after the day as of which the dossier is decided, and so does not count in it."""
    if decision is None:
        return []
    signed = Signoff.objects.filter(workspace_id=dossier.workspace_id, withdrawn=None).order_by("cite")
    return [each.cite for each in signed if each.at.date().isoformat() > decision.known_on]


def _asked(request: DeskRequest, dossier: Dossier, decision: Decision, paper: str) -> HttpResponse:
    """Begin what the form asks for: a check, a draft, the pack, or customers' workbooks."""
    do, by = request.POST.get("do"), request.member.person.name
    if do == "attest":
        return _attested(request, dossier, decision)
    if do not in ("draft", "final"):
        return redirect("job", begin(dossier, decision, "papers", {"paper": paper}, by).pk)
    checked = kept(decision, "papers", {"paper": paper})
    if do == "final" and checked and checked.state == "done" and (checked.result or {})["refused"]:
        tell(request, "The pack is refused as long as a task is open; a draft can be made.")
        return redirect("papers", dossier.pk)
    job: Job = begin(dossier, decision, packs.PACK, {"paper": paper, "draft": do == "draft"}, by)
    return redirect("job", job.pk)


def _attested(request: DeskRequest, dossier: Dossier, decision: Decision) -> HttpResponse:
    try:
        files = brought(request, "customers")
        if not files:
            raise UsageError("Choose at least one workbook of a customer.")
    except UsageError as error:
        tell(request, str(error))
        return redirect("papers", dossier.pk)
    by = request.POST.get("by", "").strip() or request.member.person.name
    given: Plain = {"files": staged.stage(files), "by": by}
    return redirect("job", begin(dossier, decision, packs.ATTEST, given, request.member.person.name).pk)


def source(request: DeskRequest, key: int) -> HttpResponse:
    """The dossier as the command line reads it: its files, answers and sign-offs, in one archive."""
    dossier = dossier_of(request, key)
    with laid_out(content_of(dossier)) as main:
        files = {each.name: read_bytes(each) for each in sorted(main.parent.iterdir()) if each.is_file()}
    return attached(packs.zipped(files), f"dossier-{dossier.pk}.zip", "application/zip")
