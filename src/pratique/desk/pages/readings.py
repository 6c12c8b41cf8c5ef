"""With what options a dossier is decided: readings of disputed texts, what is taken for granted, the days.

Rule: a change is decided on in the transaction that stores it; what was decided before stays with its record.
"""

from __future__ import annotations

from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import redirect, render

from pratique.desk.decisions import answer_in, decided_once
from pratique.desk.dossiers import around_dossier, dossier_of
from pratique.desk.ledger import append
from pratique.desk.models import Dossier
from pratique.desk.people import DeskRequest, Member
from pratique.desk.plain import Plain
from pratique.desk.shown import Mistakes, tell
from pratique.desk.uploads import raised
from pratique.errors import InvalidInput, UsageError
from pratique.files.clock import iso_day

DAYS = {"on": "Day of the act", "law_on": "State of the law book", "known_on": "State of registries and evidence"}
CONSTRUE = (("", "leave disputed texts open"), ("usual", "the usual reading"), ("cautious", "the cautious reading"))


def page(request: DeskRequest, key: int) -> HttpResponse:
    """The options of now; with POST others."""
    dossier = dossier_of(request, key)
    shown = around_dossier(dossier, "readings")
    errors = Mistakes()
    given: Plain = _as_form(dossier.settings)
    if request.method == "POST":
        given = {name: request.POST.get(name, "").strip() for name in ("construe", "presume", "revoke", *DAYS)}
        errors = _changed(request.member, dossier, given)
        if not errors:
            tell(request, "Decided with these options.")
            return redirect("verdict", dossier.pk)
    answer = answer_in(shown["decision"]) if shown["decision"] else None
    shown |= {
        "given": given,
        "errors": errors,
        "days": DAYS,
        "construe": CONSTRUE,
        "presumed": answer.taken_for_granted if answer else (),
        "constructions": answer.constructions if answer else {},
    }
    return render(request, "readings.html", shown, status=422 if errors else 200)


def _as_form(settings: Plain) -> Plain:
    construe = settings.get("construe") or ""
    if isinstance(construe, dict):
        construe = ", ".join(f"{name}={value}" for name, value in construe.items())
    lists = {name: ", ".join(settings.get(name, [])) for name in ("presume", "revoke")}
    return {"construe": construe, **lists, **{name: settings.get(name, "") for name in DAYS}}


def _as_settings(given: Plain) -> Plain:
    """What the form says, as options. Raises UsageError."""
    construe: object = given["construe"]
    if "=" in given["construe"]:
        pairs = [each.partition("=") for each in given["construe"].split(",")]
        construe = {name.strip(): value.strip() for name, _, value in pairs}
    lists = {
        name: [each.strip() for each in given[name].split(",") if each.strip()] for name in ("presume", "revoke")
    }
    for name, says in DAYS.items():
        if given[name] and iso_day(given[name]) is None:
            raise UsageError(f"{says}: {given[name]!r} is no day; write it as 2026-11-22.")
    told: Plain = {"construe": construe, **lists, **{name: given[name] for name in DAYS}}
    return {name: value for name, value in told.items() if value}


def _changed(member: Member, dossier: Dossier, given: Plain) -> Mistakes:
    """Keep the options and decide with them; what is wrong with them otherwise."""
    try:
        with transaction.atomic():
            settings = _as_settings(given)
            held = Dossier.objects.select_for_update().get(pk=dossier.pk)
            if held.settings == settings:
                decided_once(member.workspace, dossier, member.person.name)
                return Mistakes()
            raised(dossier)
            dossier.settings = settings
            dossier.save(update_fields=["settings"])
            append(member.workspace, "options", who=member.person.name, about={"settings": settings}, dossier=dossier)
            decided_once(member.workspace, dossier, member.person.name)
    except InvalidInput as error:
        return Mistakes(construe=" ".join(each.message for each in error.findings))
    except UsageError as error:
        return Mistakes(construe=str(error))
    return Mistakes()
