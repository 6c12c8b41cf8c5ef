"""The parties across dossiers, what lists say of them, and what a person judged, with the reason.

Rule: a judgement changes nothing by itself: it lies beside every dossier that is decided from then on.
"""

from __future__ import annotations

from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import redirect, render

from pratique.desk.decisions import answer_in
from pratique.desk.ledger import append
from pratique.desk.models import Judgement, Workspace
from pratique.desk.pages.dossiers import latest_of
from pratique.desk.people import DeskRequest
from pratique.desk.plain import Plain
from pratique.desk.shown import tell

LOOKED_AT = 100
SAYS = ("same", "different", "unsure")


def page(request: DeskRequest) -> HttpResponse:
    """Everybody whom the latest answers name, with lists and control."""
    if request.method == "POST":
        return _judged(request)
    held: dict[str, Plain] = {}
    for dossier, decision in latest_of(request, LOOKED_AT):
        if decision is None or decision.answer.gone_at is not None:
            continue
        answer = answer_in(decision)
        for asked in decision.questions:
            if asked["fact"].startswith("party."):
                _of(held, asked["label"])["open"] += 1
        for one in answer.ownership:
            _of(held, one.name)["controlled"] = one.controlled
        for hit in answer.screened:
            _of(held, hit.name)["lists"].append(hit)
        for name in _names(answer.to_dict()):
            _of(held, name)["dossiers"][dossier.pk] = dossier.title
    judged = Judgement.objects.filter(workspace=request.member.workspace).order_by("-id")
    return render(request, "parties.html", {"parties": sorted(held.items()), "judged": judged, "says": SAYS})


def _of(held: dict[str, Plain], name: str) -> Plain:
    return held.setdefault(name, {"open": 0, "controlled": "", "lists": [], "dossiers": {}})


def _names(answer: Plain) -> set[str]:
    """The parties that an answer names: those asked about, owned, screened."""
    named = {each["label"] for each in answer["open_facts"] if each["name"].startswith("party.")}
    return named | {each["name"] for each in (*answer["ownership"], *answer["screened"])}


@transaction.atomic
def _judged(request: DeskRequest) -> HttpResponse:
    given = {name: request.POST.get(name, "").strip() for name in ("party", "entry", "says", "reason", "countries")}
    code, _, number = given["entry"].partition(":")
    if not (given["party"] and code and number and given["says"] in SAYS and given["reason"]):
        tell(request, "Say which party and entry (LIST:ID), whether it is the same, and on what grounds.")
        return redirect("parties")
    by = request.member.person.name
    entry = f"{given['entry']}|{given['countries'].upper()}"
    if _judged_so(request, given, entry):
        tell(request, f"{given['party']} and {given['entry']}: judged so already, for the same reason.")
        return redirect("parties")
    Judgement.objects.create(
        workspace=request.member.workspace,
        party=given["party"],
        entry=entry,
        says=given["says"],
        reason=given["reason"],
        by_name=by,
    )
    append(request.member.workspace, "screening judgement", who=by, about=given)
    tell(request, f"{given['party']} and {given['entry']}: {given['says']}. Decide again where it matters.")
    return redirect("parties")


def _judged_so(request: DeskRequest, given: Plain, entry: str) -> bool:
    """Whether the same stands already, for the same reason and by the same person; who judges waits for who does."""
    here = request.member.workspace
    Workspace.objects.select_for_update().get(pk=here.pk)
    last = Judgement.objects.filter(workspace=here, party=given["party"], entry=entry).order_by("-id").first()
    told = (given["says"], given["reason"], request.member.person.name)
    return last is not None and (last.says, last.reason, last.by_name) == told
