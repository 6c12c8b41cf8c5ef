"""What was decided when, on which input, under which law; and what differs between two of them."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render

from pratique.desk.decisions import answer_in
from pratique.desk.dossiers import around_dossier, dossier_of
from pratique.desk.models import Decision, Dossier, Ledger, Record
from pratique.desk.people import DeskRequest
from pratique.desk.plain import Plain
from pratique.usecases.answer.answer import Answer

A_PAGE = 100


def dossier_page(request: DeskRequest, key: int) -> HttpResponse:
    """The decisions of a dossier, and the difference of two that the address names."""
    dossier = dossier_of(request, key)
    shown = around_dossier(dossier, "dossier-records")
    shown["decisions"] = list(dossier.decisions.select_related("record").order_by("-id")[:A_PAGE])
    shown["difference"] = _difference(dossier, request.GET.get("old", ""), request.GET.get("new", ""))
    return render(request, "dossier-records.html", shown)


def _difference(dossier: Dossier, old: str, new: str) -> Plain | None:
    """What two stored answers say differently: verdict, lines, open facts, law."""
    if not (old.isdigit() and new.isdigit()):
        return None
    rows = {each.pk: each for each in Decision.objects.filter(dossier=dossier, pk__in=(int(old), int(new)))}
    if int(old) not in rows or int(new) not in rows:
        return None
    before, after = answer_in(rows[int(old)]), answer_in(rows[int(new)])
    lines = _lines(before), _lines(after)
    turned = [
        (label, lines[0].get(key, ("", "not there"))[1], said)
        for key, (label, said) in lines[1].items()
        if lines[0].get(key, ("", ""))[1] != said
    ]
    facts = {(e.name, e.label) for e in before.open_facts}, {(e.name, e.label) for e in after.open_facts}
    return {
        "old": rows[int(old)],
        "new": rows[int(new)],
        "turned": turned,
        "settled": sorted(facts[0] - facts[1]),
        "opened": sorted(facts[1] - facts[0]),
        "law": before.law_book.hash != after.law_book.hash,
        "program": before.program != after.program,
    }


def _lines(answer: Answer) -> dict[tuple[str, str, str], tuple[str, str]]:
    return {
        (act.id, one.id, line.key): (line.label, f"{line.verdict.best} .. {line.verdict.worst}")
        for act in answer.transactions
        for one in act.instruments
        for line in one.lines
    }


def page(request: DeskRequest) -> HttpResponse:
    """The ledgers of the workspace and their latest records."""
    ledgers = list(Ledger.objects.filter(workspace=request.member.workspace).order_by("name"))
    found = Record.objects.filter(ledger__in=ledgers).select_related("ledger", "dossier").order_by("-id")
    if (before := request.GET.get("before", "")).isdigit():
        found = found.filter(pk__lt=int(before))
    rows = list(found[: A_PAGE + 1])
    more = rows[A_PAGE - 1].pk if len(rows) > A_PAGE else None
    return render(request, "records.html", {"ledgers": ledgers, "rows": rows[:A_PAGE], "next": more})
