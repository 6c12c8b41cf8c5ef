"""What a person judges about a hit on a list: the same party, a different one, or unsure, and on what grounds.

Rule: a judgement changes nothing by itself: it lies beside every dossier that is decided from then on. Whoever judges
the same again, for the same reason, judges once; once the names of the entry change, "different" counts no longer.
"""

from __future__ import annotations

from collections.abc import Mapping

from django.db import transaction

from pratique.desk.ledger import append
from pratique.desk.models import LONGEST_NAME, Judgement, Workspace
from pratique.desk.people import Member
from pratique.desk.plain import Plain
from pratique.desk.shown import Mistakes

FIELDS = ("party", "entry", "says", "reason", "countries", "seen")
SAYS = ("same", "different", "unsure")
_MARK = 64


def given_of(sent: Mapping[str, str]) -> dict[str, str]:
    """What a form says, or an address that leads to one."""
    return {name: str(sent.get(name, "")).strip() for name in FIELDS}


def mistakes_of(given: Plain) -> Mistakes:
    """What is wrong with a judgement."""
    errors = Mistakes()
    code, _, number = given["entry"].partition(":")
    if not given["party"]:
        errors["party"] = "Enter the party, as the dossier names it."
    if not (code and number):
        errors["entry"] = "Enter the list and the number of the entry, as in SDN:36."
    if given["says"] not in SAYS:
        errors["says"] = "Say whether it is the same."
    if not given["reason"]:
        errors["reason"] = "Enter the grounds: whoever reads the record has nothing else."
    for name, most in (
        ("party", LONGEST_NAME),
        ("entry", LONGEST_NAME - len(given["countries"]) - 1),
        ("seen", _MARK),
    ):
        if len(given[name]) > most:
            errors[name] = f"This is longer than {LONGEST_NAME} letters."
    return errors


@transaction.atomic
def judge(member: Member, given: Plain) -> bool:
    """Keep a judgement that has no mistakes; False where it stands already. Who judges waits for who does."""
    here = member.workspace
    entry = f"{given['entry']}|{given['countries'].upper()}"
    Workspace.objects.select_for_update().get(pk=here.pk)
    last = Judgement.objects.filter(workspace=here, party=given["party"], entry=entry).order_by("-id").first()
    told = (given["says"], given["reason"], member.person.name, given["seen"])
    if last is not None and (last.says, last.reason, last.by_name, last.seen or "") == told:
        return False
    Judgement.objects.create(
        workspace=here,
        party=given["party"],
        entry=entry,
        says=given["says"],
        reason=given["reason"],
        by_name=member.person.name,
        seen=given["seen"],
    )
    append(here, "screening judgement", who=member.person.name, about=given)
    return True
