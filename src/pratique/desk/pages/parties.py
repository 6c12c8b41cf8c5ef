"""The parties across dossiers, what lists say of them, and what is left to be judged.

Rule: a hit is judged where it is shown: what it is about stands in the form already, only the grounds are asked.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from django.http import HttpResponse
from django.shortcuts import redirect, render

from pratique.desk.decisions import answer_in
from pratique.desk.judging import SAYS, given_of, judge, mistakes_of
from pratique.desk.models import Judgement
from pratique.desk.pages.dossiers import latest_of
from pratique.desk.people import DeskRequest
from pratique.desk.plain import Plain
from pratique.desk.shown import Mistakes, tell

LOOKED_AT = 100
MOST_SHOWN = 50
"""Hits that are shown to be judged, strongest first."""


def page(request: DeskRequest) -> HttpResponse:
    """Everybody whom the latest answers name, with lists and control."""
    given, errors = given_of(request.GET), Mistakes()
    if request.method == "POST":
        given = given_of(request.POST)
        errors = mistakes_of(given)
        if not errors:
            return _judged(request, given)
    held: dict[str, Plain] = {}
    hits: dict[tuple[str, str, str], Plain] = {}
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
            for each in hit.to_judge:
                mark = (each.party, f"{each.entry}|{','.join(each.countries)}", each.seen)
                hits.setdefault(mark, {"hit": each, "dossiers": {}})["dossiers"][dossier.pk] = dossier.title
        for name in _names(answer.to_dict()):
            _of(held, name)["dossiers"][dossier.pk] = dossier.title
    judged = list(Judgement.objects.filter(workspace=request.member.workspace).order_by("-id")[:200])
    left = _left(hits, judged)
    shown = {"parties": sorted(held.items()), "judged": judged, "says": SAYS, "given": given, "errors": errors}
    shown |= {"left": left[:MOST_SHOWN], "more": len(left[MOST_SHOWN:])}
    return render(request, "parties.html", shown, status=422 if errors else 200)


def _left(hits: Mapping[tuple[str, str, str], Plain], judged: Iterable[Judgement]) -> list[Plain]:
    """The hits, strongest first, but those that were judged since it was decided."""
    done = {(each.party, each.entry, each.seen or "") for each in judged if each.says != "unsure"}
    found = [each for mark, each in hits.items() if mark not in done]
    return sorted(found, key=lambda each: (-each["hit"].score, each["hit"].party, each["hit"].entry))


def _of(held: dict[str, Plain], name: str) -> Plain:
    return held.setdefault(name, {"open": 0, "controlled": "", "lists": [], "dossiers": {}})


def _names(answer: Plain) -> set[str]:
    """The parties that an answer names: those asked about, owned, screened."""
    named = {each["label"] for each in answer["open_facts"] if each["name"].startswith("party.")}
    return named | {each["name"] for each in (*answer["ownership"], *answer["screened"])}


def _judged(request: DeskRequest, given: Plain) -> HttpResponse:
    pair = f"{given['party']} and {given['entry']}"
    if judge(request.member, given):
        tell(request, f"{pair}: {given['says']}. Decide again where it matters.")
    else:
        tell(request, f"{pair}: judged so already, for the same reason.")
    return redirect("parties")
