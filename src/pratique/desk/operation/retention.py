"""What may go after its time, and what went.

Rule: nothing of a dossier goes before the latest of: the years of its workspace after it was kept, and each day until
which a duty of one of its answers wants papers kept; under a legal hold nothing goes at all. Only bytes go: rows,
hashes and records stay, and a record says what went, by whom and why. The database refuses ten years by itself.
"""

from __future__ import annotations

from datetime import date

from django.db import transaction

from pratique.desk.blobs import let_go
from pratique.desk.decisions import answer_in, day_in
from pratique.desk.ledger import append, chained
from pratique.desk.models import Blob, Decision, Dossier, DossierFile, Signoff, Workspace
from pratique.errors import UsageError
from pratique.files.clock import today
from pratique.records.chain import read
from pratique.value_class import dataclass


@dataclass(frozen=True, slots=True)
class KeptUntil:
    """A dossier, the day until which what it holds is kept, and why that day."""

    dossier: Dossier
    day: date
    why: str


def kept_until(dossier: Dossier) -> KeptUntil:
    """Until when what a dossier holds is kept: files, answers, all that was decided on."""
    years = dossier.workspace.retention_years
    days = [(_later(each.stored.date(), years), f"{years} years after it was kept") for each in _blobs(dossier)]
    days += [(_later(dossier.changed.date(), years), f"{years} years after it was changed last")]
    for decision in dossier.decisions.select_related("answer"):
        if decision.answer.gone_at is not None:
            continue
        for duty in answer_in(decision).duties:
            if until := day_in(duty.keep_until):
                days.append((date.fromisoformat(until), f"papers of {duty.cite} are kept until then"))
    day, why = max(days)
    return KeptUntil(dossier, day, why)


def _later(day: date, years: int) -> date:
    try:
        return day.replace(year=day.year + years)
    except ValueError:  # 29 February
        return day.replace(year=day.year + years, month=3, day=1)


def _blobs(dossier: Dossier) -> list[Blob]:
    """Every blob that a dossier or a record of it names."""
    marks = set(DossierFile.objects.filter(dossier=dossier).values_list("blob_id", flat=True))
    marks |= set(Decision.objects.filter(dossier=dossier).values_list("answer_id", flat=True))
    marks |= {each for each in dossier.jobs.values_list("blob_id", flat=True) if each}
    for row in dossier.records.filter(kind="decision"):
        marks.add(str(read(chained(row)).about.get("content", "")))
    return list(Blob.objects.filter(sha256__in=marks))


def may_go(workspace: Workspace) -> list[KeptUntil]:
    """The dossiers whose time is over and that still hold something; none under a legal hold."""
    if workspace.legal_hold:
        return []
    found = (kept_until(each) for each in Dossier.objects.filter(workspace=workspace).select_related("workspace"))
    return [each for each in found if each.day < today() and any(b.gone_at is None for b in _blobs(each.dossier))]


@transaction.atomic
def delete(dossier: Dossier, *, who: str, reason: str) -> int:
    """Let go the bytes of a dossier whose time is over; how many blobs went.

    What another dossier, a sign-off or a law book of a record needs as well stays. Raises UsageError before its day,
    under a legal hold, or without a reason.
    """
    workspace = Workspace.objects.select_for_update().get(pk=dossier.workspace_id)
    if workspace.legal_hold:
        raise UsageError("The workspace is under a legal hold: nothing is deleted.")
    until = kept_until(dossier)
    if until.day >= today():
        raise UsageError(f"{dossier.title} is kept until {until.day}: {until.why}. Nothing was deleted.")
    if not reason.strip():
        raise UsageError("Say why it is deleted.")
    going = [each for each in _blobs(dossier) if each.gone_at is None and not _needed_elsewhere(each, dossier)]
    if not going:
        raise UsageError(f"Nothing of {dossier.title} is left that could go.")
    about = {"dossier": dossier.pk, "reason": reason, "blobs": sorted(each.sha256 for each in going)}
    record = append(workspace, "retention", who=who, about=about, dossier=dossier)
    for each in going:
        let_go(each, record)
    return len(going)


def _needed_elsewhere(blob: Blob, dossier: Dossier) -> bool:
    others = (
        DossierFile.objects.filter(blob=blob).exclude(dossier=dossier),
        Decision.objects.filter(answer=blob).exclude(dossier=dossier),
        Signoff.objects.filter(text=blob),
    )
    return any(each.exists() for each in others)
