"""A supplier's questions as a workbook that is filled in elsewhere: the other way to answer behind a link.

Rule: taking the workbook along changes nothing. What comes back counts only if it holds the very questions of this
link (a mark under a secret of the desk); it fills in the answers as the pages do, to be sent from there under a name.
"""

from __future__ import annotations

from datetime import date

import msgspec
from django.db import transaction
from django.utils.crypto import salted_hmac

from pratique.desk.models import Questionnaire
from pratique.desk.plain import Plain
from pratique.errors import InvalidInput
from pratique.files.writing import scratch, write_whole
from pratique.usecases.missing.questionnaire import NOTE, AskedLine
from pratique.usecases.missing.questionnaire import Questionnaire as Asked

LAW_BOOK = "desk"
MOST_TOLD = 20
"""So many faults of a workbook are told at once on a page."""


def workbook_of(found: Questionnaire) -> bytes:
    """The questions of a link -> the XLSX in which they are answered; the same bytes each time."""
    from pratique.reports.workbook import workbook

    return workbook(_asked(found))


def take_workbook(found: Questionnaire, data: bytes) -> list[str]:
    """Fill in the answers of a workbook; what is wrong with it, with sheet and cell, and then nothing is kept."""
    from pratique.usecases.missing.replies import read_replies

    asked = _asked(found)
    with scratch() as folder:
        path = folder / "reply.xlsx"
        write_whole(path, data)
        try:
            entries = read_replies([path], dossier=asked.dossier, law_book=LAW_BOOK, key=asked.key)
        except InvalidInput as refused:
            told = [
                f"{each.place.pointer or ''} {each.message} {each.next_step}".strip() for each in refused.findings
            ]
            return told[:MOST_TOLD]
    given = {(entry["entity"], entry["fact"]): entry for entry in entries}
    answers = {line.key: _kept(given[at]) for line in asked.lines if (at := (line.entity, line.fact)) in given}
    with transaction.atomic():
        held = Questionnaire.objects.select_for_update().get(pk=found.pk)
        if held.state == "opened":
            held.answers = {**held.answers, **answers}
            held.save(update_fields=["answers"])
    return []


def _asked(found: Questionnaire) -> Asked:
    lines = msgspec.convert(found.lines["lines"], type=tuple[AskedLine, ...])
    accepted = found.lines.get("accepted") or None
    return Asked(
        recipient=found.recipient,
        dossier=f"questionnaire {found.pk}",
        law_book=LAW_BOOK,
        lines=lines,
        note=(NOTE[0], NOTE[1]),
        accepted_by=accepted,
        key=salted_hmac("pratique.desk.by_workbook", found.token_sha256, algorithm="sha256").digest(),
    )


def _kept(entry: Plain) -> Plain:
    """An answer as the pages keep it, with the paper that it names and what it says of it."""
    value = entry["value"]
    more = {name: entry[name] for name in ("document", "expires_on", "confidential") if entry.get(name)}
    kept: Plain = {"value": "?", "reason": value["unknown"]} if isinstance(value, dict) else {"value": _text(value)}
    return {"reason": "", **kept, "source": str(entry.get("document") or ""), **({"proof": more} if more else {})}


def _text(value: object) -> str:
    """A value as the pages take it."""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, list | tuple | set | frozenset):
        return ",".join(sorted(map(str, value))) or "none"
    return value.isoformat() if isinstance(value, date) else str(value)
