"""What a supplier fills in behind a link: kept line by line, sent all at once under a name.

Rule: nothing is sent before the end. What is sent is attested; it waits to be accepted unless the workspace takes it
as it comes, and even then waits where it cannot be decided on.
"""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Mapping, Sequence
from datetime import date

import msgspec
from django.db import transaction

from pratique.desk.decisions import decided_once, question_of
from pratique.desk.dossiers import add_reply, day_of_answers
from pratique.desk.ledger import append
from pratique.desk.models import Dossier, Questionnaire
from pratique.desk.plain import Plain, whole
from pratique.desk.shown import Mistakes
from pratique.desk.uploads import raised
from pratique.errors import InvalidInput, UsageError
from pratique.facts.authority import refusal
from pratique.files.clock import now
from pratique.usecases.missing.ask import Question, typed_by_name
from pratique.usecases.missing.documents import documents_for
from pratique.usecases.missing.groups import groups_of
from pratique.usecases.missing.recipients import may_be_replied, reply_counts
from pratique.usecases.uploads import REASONS

MOST_DAYS = 365
"""So many days a link is good at most."""
LONGEST = 2_000
"""Letters of a text that a supplier enters."""


def askable(stored: Sequence[Plain], chosen: Collection[str]) -> tuple[list[Question], str]:
    """The chosen questions to which a reply counts, and what is to be said of the others."""
    ticked = [question_of(each) for each in stored if f"{each['fact']}|{each['entity']}" in chosen]
    asked = [each for each in ticked if may_be_replied(each)]
    left = len(ticked) - len(asked)
    said = "What a list or an authority settles is looked up, and what only you can know is answered here"
    return asked, f"{left} left out. {said}; no reply counts for it." if left else ""


def sending_mistakes(given: Mapping[str, str]) -> Mistakes:
    """What is wrong with whom questions are to be sent to, and until when."""
    errors = Mistakes()
    if not given["recipient"]:
        errors["recipient"] = "Enter who is asked."
    if not 0 < (whole(given["days"]) or 0) <= MOST_DAYS:
        errors["days"] = f"Enter a number of days from 1 to {MOST_DAYS}."
    if given["china"] and not given["accepted"]:
        errors["accepted"] = "Enter who accepts that questions go to China."
    return errors


def papers_of(lines: Sequence[Plain], index: int | None = None) -> list[Plain]:
    """The fewest papers that show every answer, each with the numbers of its questions; of one question its own.

    Of one question, `also` are the numbers of the others that the same paper shows.
    """
    proofs = [str(each.get("proof", "")) for each in lines]
    if index is None:
        return [
            {"name": each.name, "numbers": [place + 1 for place in each.answers]} for each in documents_for(proofs)
        ]
    named = [{each.strip() for each in proof.split(",")} for proof in proofs]
    own = [each.strip() for each in proofs[index].split(",") if each.strip()]
    return [
        {"name": name, "also": [n + 1 for n, others in enumerate(named) if n != index and name in others]}
        for name in own
    ]


def named_already(lines: Sequence[Plain], index: int, answers: Mapping[str, Plain]) -> str:
    """The paper that was named for another answer which the same one settles; empty where none or several were.

    It is offered as what shows a further answer; it answers nothing.
    """
    asks = [(str(each["key"]), each["entity"], str(each["about"]), str(each.get("proof", ""))) for each in lines]
    others = next((group.lines for group in groups_of(asks) if index in group.lines), ())
    given = [answers.get(lines[place]["key"], {}) for place in others if place != index]
    named = {str(each["source"]) for each in given if each.get("source") and each.get("value") != "?"}
    return named.pop() if len(named) == 1 else ""


@transaction.atomic
def begun(found: Questionnaire) -> None:
    """The supplier begins; of two who begin at once one is recorded."""
    if Questionnaire.objects.filter(pk=found.pk, state="sent").update(state="opened", opened=now()):
        about, workspace = {"questionnaire": found.pk, "to": found.recipient}, found.dossier.workspace
        append(workspace, "questionnaire opened", who=found.recipient, about=about, dossier=found.dossier)


def fill_in(found: Questionnaire, given: Mapping[str, str], values: Sequence[str]) -> Mistakes:
    """Keep one answer; nothing is sent yet."""
    lines, number = found.lines["lines"], whole(given.get("number", "")) or 0
    if not 0 < number <= len(lines):
        return Mistakes(value="This question is not among yours.")
    line = lines[number - 1]
    if not reply_counts(line["fact"]):
        return Mistakes(value=refusal("reply to a questionnaire", line["fact"]))
    value = given.get("value", "").strip() or ",".join(values)
    reason, source = given.get("reason", ""), given.get("source", "").strip()[:LONGEST]
    if value == "?":
        if reason not in REASONS:
            return Mistakes(reason="why")
    elif not value or len(value) > LONGEST:
        return Mistakes(value="answer")
    else:
        try:
            typed_by_name(line["fact"], value)
        except UsageError as error:
            return Mistakes(value=str(error))
    with transaction.atomic():
        held = Questionnaire.objects.select_for_update().get(pk=found.pk)
        if held.state == "opened":
            held.answers = {**held.answers, line["key"]: {"value": value, "reason": reason, "source": source}}
            held.save(update_fields=["answers"])
    return Mistakes()


def send(found: Questionnaire, name: str, role: str, attested: bool) -> Mistakes:
    """Send everything under a name; what is wrong otherwise."""
    errors = Mistakes()
    if not name:
        errors["name"] = "name"
    if not attested:
        errors["attest"] = "attest"
    if errors:
        return errors
    by = (f"{name}, {role}" if role else name)[:200]
    if not found.dossier.workspace.accepts:
        try:
            _sent(found, by, waits=False)
            return errors
        except (InvalidInput, UsageError):
            pass  # it cannot be decided on as it is: somebody has to look at it
    _sent(found, by, waits=True)
    return errors


@transaction.atomic
def _sent(found: Questionnaire, by: str, waits: bool) -> None:
    held = Questionnaire.objects.select_for_update().get(pk=found.pk)
    if held.state != "opened":
        return
    dossier: Dossier = Dossier.objects.select_for_update().select_related("workspace").get(pk=found.dossier_id)
    day = day_of_answers(dossier)
    for line in held.lines["lines"]:
        if (given := held.answers.get(line["key"])) is not None and reply_counts(line["fact"]):
            add_reply(dossier, _entry(line, given, by, held.recipient, day), by, waits=waits, questionnaire=held)
    held.state, held.answered, held.answered_by = "answered", now(), by
    about = {"questionnaire": held.pk, "answers": len(held.answers), "waits": waits, "receipt": receipt_of(held)}
    append(dossier.workspace, "questionnaire answered", who=by, about=about, dossier=dossier)
    held.save(update_fields=["state", "answered", "answered_by"])
    if not waits:
        raised(dossier)
        decided_once(dossier.workspace, dossier, by)


def receipt_of(found: Questionnaire) -> str:
    """The hash of what was sent, by whom and when: the record of it names the same."""
    told = {"lines": found.lines["lines"], "answers": found.answers, "by": found.answered_by}
    return hashlib.sha256(msgspec.json.encode(told, order="sorted")).hexdigest()


def _entry(line: Plain, given: Plain, by: str, recipient: str, day: date) -> Plain:
    raw = {"unknown": given["reason"]} if given["value"] == "?" else typed_by_name(line["fact"], given["value"])
    entry: Plain = {"entity": line["entity"]}
    if line.get("part"):
        entry["part"] = msgspec.json.decode(line["part"])
    return entry | {
        "fact": line["fact"],
        "value": raw,
        "source": given["source"] or f"reply of {recipient} to a questionnaire",
        **given.get("proof", {}),
        "basis": "attested",
        "by": by,
        "asserted_on": day.isoformat(),
    }
