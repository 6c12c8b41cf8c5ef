"""The answers of a dossier: who said what, on what proof, when; taking one back, correcting it, accepting one."""

from __future__ import annotations

from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import redirect, render

from pratique.desk.dossiers import accepted, around_dossier, day_of_answers, dossier_of, withdrawn
from pratique.desk.folders import content_of, laid_out
from pratique.desk.models import Dossier
from pratique.desk.people import DeskRequest
from pratique.desk.plain import Plain, whole
from pratique.desk.shown import tell
from pratique.errors import InvalidInput, UsageError
from pratique.usecases.missing.ask import corrected
from pratique.usecases.missing.given import answers_of


def page(request: DeskRequest, key: int) -> HttpResponse:
    """Every answer with what became of it; what differs and what waits first."""
    dossier = dossier_of(request, key)
    if request.method == "POST":
        return _changed(request, dossier)
    shown = around_dossier(dossier, "answers")
    with laid_out(content_of(dossier)) as main:
        shown["kept"] = list(reversed(answers_of(str(main))))
    by_fact: dict[tuple[str, str], set[str]] = {}
    for each in shown["kept"]:
        if each.withdrawal is None:
            by_fact.setdefault((str(each.entry.get("entity")), each.entry["fact"]), set()).add(
                repr(each.entry["value"])
            )
    shown["differing"] = {place for place, values in by_fact.items() if len(values) > 1}
    waiting = dossier.replies.filter(waits=True, accepted_at=None).select_related("questionnaire").order_by("seq")
    shown["waiting"] = list(waiting)
    asked = [each.questionnaire.lines["lines"] for each in shown["waiting"] if each.questionnaire is not None]
    shown["labels"] = {line["entity"]: line["about"] for lines in asked for line in lines}
    for each in shown["decision"].questions if shown["decision"] else ():
        shown["labels"][each["entity"]] = each["label"]
    return render(request, "answers.html", shown)


def _changed(request: DeskRequest, dossier: Dossier) -> HttpResponse:
    """What the form asks for; what cannot be done is told and changes nothing."""
    do, mark = request.POST.get("do"), request.POST.get("mark", "")
    reason = request.POST.get("reason", "").strip()
    try:
        if do in ("accept", "refuse"):
            reply = request.POST.get("reply", "")
            accepted(request.member, dossier, whole(reply) or 0, do == "accept")
            says = {"accept": "Accepted; it counts from now on.", "refuse": "Refused; it counts for nothing."}
            tell(request, says[do])
        elif not reason:
            tell(request, "Say why it is taken back; nothing was changed.")
        else:
            _taken_back(request, dossier, mark, reason)
    except InvalidInput as error:
        shown = {**around_dossier(dossier, "answers"), "found": error.findings}
        return render(request, "refused.html", shown, status=422)
    except UsageError as error:
        tell(request, f"{error} Nothing was changed.")
    return redirect("answers", dossier.pk)


@transaction.atomic
def _taken_back(request: DeskRequest, dossier: Dossier, mark: str, reason: str) -> None:
    Dossier.objects.select_for_update().get(pk=dossier.pk)  # of two who take it back one finds it
    with laid_out(content_of(dossier)) as main:
        kept = next((e for e in answers_of(str(main)) if e.mark == mark and e.withdrawal is None), None)
    if kept is None:
        raise UsageError("That answer does not count any more.")
    by, day = request.member.person.name, day_of_answers(dossier)
    taken: Plain = {"of": mark, "by": by, "on": day.isoformat(), "reason": reason}
    instead = None
    if value := request.POST.get("value", "").strip():
        instead = corrected(kept.entry, value, by=by, on=day, source=request.POST.get("source") or None)
    withdrawn(request.member, dossier, taken, instead)
    tell(
        request,
        "Corrected; the old answer stays in the history." if instead else "Taken back; it stays in the history.",
    )
