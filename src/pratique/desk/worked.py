"""What is worked out beside a decision, once, by a worker, and read by pages: the days on which it turns, what would
change it, what pending law would make of it, what its papers lack.

Rule: the result is kept under the decision and what was asked; a page reads it, and only a form sent begins it.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping
from dataclasses import asdict
from datetime import date
from pathlib import Path

import msgspec

from pratique.desk import jobs
from pratique.desk.decisions import options_of
from pratique.desk.folders import content_of, laid_out
from pratique.desk.jobs import Lease, Refused
from pratique.desk.models import Decision, Dossier, Job
from pratique.desk.plain import Plain
from pratique.reports.calendar import ics
from pratique.usecases.answer.beside import shortened
from pratique.usecases.changes.calendar import calendar
from pratique.usecases.changes.what_if import what_if
from pratique.usecases.changes.when import when
from pratique.usecases.check import check
from pratique.usecases.papers.apply import FILINGS, apply
from pratique.usecases.papers.declare import declare
from pratique.usecases.papers.paper import Paper

DECLARATION = "declaration"
PAPERS = (DECLARATION, *FILINGS)
"""The papers that a pack is made of."""


def _when(main: Path, how: Plain, given: Plain) -> object:
    start, end = date.fromisoformat(given["start"]), date.fromisoformat(given["end"])
    days = {name: value for name, value in how.items() if name != "on"}
    told: Plain = msgspec.to_builtins(when(main, start, end, **days))
    found = calendar([str(main)], start, end, **days)
    return {**told, "entries": msgspec.to_builtins(found.entries), "ics": ics(found).decode()}


def _what_if(main: Path, how: Plain, given: Plain) -> object:
    return msgspec.to_builtins(what_if(main, **how))


def _pending(main: Path, how: Plain, given: Plain) -> object:
    found = check(main, pending=True, **how).pending
    return {"pending": [{**msgspec.to_builtins(each), "says": each.note.note} for each in found]}


def _papers(main: Path, how: Plain, given: Plain) -> object:
    made = paper_of(main, how, given["paper"], draft=True)
    fields = [asdict(each) for each in made.fields]
    return {"refused": made.refused, "fields": fields, "files": made.files, "evidence": len(made.evidence)}


def paper_of(main: Path, how: Plain, paper: str, draft: bool) -> Paper:
    """The declaration, or an application. Raises InvalidInput, UsageError."""
    return declare(main, draft=draft, **how) if paper == DECLARATION else apply(main, paper, draft=draft, **how)


WORKS: Mapping[str, Callable[[Path, Plain, Plain], object]] = {
    "when": _when,
    "what-if": _what_if,
    "pending": _pending,
    "papers": _papers,
}
"""By kind: the question, asked of the dossier's own file with its options."""


def kept(decision: Decision | None, kind: str, given: Plain | None = None) -> Job | None:
    """What was asked for last of this kind, in whatever state it is; None where nothing was."""
    if decision is None:
        return None
    found = Job.objects.filter(dossier_id=decision.dossier_id, kind=kind, key__startswith=f"{kind}:{decision.pk}:")
    if given is not None:
        found = found.filter(key=_key(decision, kind, given))
    return found.order_by("-id").first()


def begin(dossier: Dossier, decision: Decision, kind: str, given: Plain, by_name: str) -> Job:
    """The job that works it out; the one there is where it was asked before, begun again where it failed."""
    row, made = Job.objects.get_or_create(
        key=_key(decision, kind, given),
        defaults={
            "workspace_id": dossier.workspace_id,
            "dossier": dossier,
            "kind": kind,
            "by_name": by_name,
            "given": {**given, "decision": decision.pk},
        },
    )
    if not made and row.state == "failed":
        jobs.again(row)
    return row


def work_out(held: Lease) -> Plain:
    """Ask the question of a job. Raises Refused where the dossier has changed since, InvalidInput, UsageError."""
    dossier, given = dossier_as_decided(held), held.job.given
    content = content_of(dossier)
    held.tell(0, 1, "working it out")
    with laid_out(content) as main:
        asked = WORKS[held.job.kind](main, options_of(content), given)
        result: Plain = shortened(asked, main.parent)  # type: ignore[assignment]
    held.tell(1, 1, "done")
    return result


def dossier_as_decided(held: Lease) -> Dossier:
    """The dossier of a job, which is still what the decision was made on. Raises Refused."""
    if held.job.dossier is None:
        raise Refused("The job names no dossier.")
    dossier = Dossier.objects.select_related("workspace").get(pk=held.job.dossier.pk)
    decision = Decision.objects.filter(pk=held.job.given.get("decision"), dossier=dossier).first()
    if decision is not None and decision.revision < dossier.revision:
        raise Refused("The dossier has changed since this was asked: ask again.")
    return dossier


def _key(decision: Decision, kind: str, given: Plain) -> str:
    asked = hashlib.sha256(msgspec.json.encode(given, order="sorted")).hexdigest()[:16]
    return f"{kind}:{decision.pk}:{asked}"
