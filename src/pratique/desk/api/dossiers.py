"""Dossiers, decisions and jobs of a workspace.

Rule: what is sent twice is stored once; a GET reads what was decided and decides nothing; lists go by a cursor, which
stays good while rows are added.
"""

from __future__ import annotations

from datetime import datetime

import msgspec
from django.http import HttpRequest

from pratique.desk import jobs
from pratique.desk.api.asked import AskedQuestion
from pratique.desk.api.endpoints import Caller, Endpoint, Raw
from pratique.desk.api.paging import page_of
from pratique.desk.api.problems import Stop
from pratique.desk.blobs import packed_of
from pratique.desk.decisions import latest
from pratique.desk.models import Blob, Decision, Dossier, Job
from pratique.desk.plain import Plain
from pratique.desk.uploads import SMALL, begin_new
from pratique.desk.work import KINDS


class AskedDossier(AskedQuestion, kw_only=True, forbid_unknown_fields=True):
    """A dossier that is kept: its files, the options it is decided with, a title."""

    title: str = ""


class DecisionOut(msgspec.Struct, frozen=True, kw_only=True):
    """What was decided: the range in words, on which input, under which law and program, by which record."""

    id: int
    best: str
    worst: str
    revision: int
    input_sha256: str
    answer_sha256: str
    law_hash: str
    book_hash: str
    program: str
    known_on: str
    open_facts: int
    at: datetime
    by: str
    record: int | None


class DossierOut(msgspec.Struct, frozen=True, kw_only=True):
    """A dossier with what was decided last."""

    id: int
    title: str
    revision: int
    changed: datetime
    decision: DecisionOut | None
    job: int | None = None


class JobOut(msgspec.Struct, frozen=True, kw_only=True):
    """Work that takes long: its state (waiting, running, done, failed), how far it is, its result."""

    id: int
    kind: str
    state: str
    dossier: int | None
    done: int
    of: int
    doing: str
    result: Plain | None


class PageOfDossiers(msgspec.Struct, frozen=True, kw_only=True):
    """Dossiers, newest first, and the cursor of the next page."""

    items: tuple[DossierOut, ...]
    next: str | None


def create(request: HttpRequest, caller: Caller, asked: AskedDossier) -> Raw:
    """A dossier with its files: 201 with what was decided, 200 where it was there, 202 with a job for a large one."""
    files, main = asked.plain(), asked.asking()
    if main not in files:
        raise Stop(422, f"There is no file {main!r} among those that were sent.")
    settings: Plain = msgspec.to_builtins(asked.options())
    here = sum(map(len, files.values())) <= SMALL and "respond-async" not in _prefer(request)
    job, made = begin_new(
        caller.workspace, files, main=main, title=asked.title, settings=settings, by_name=caller.name, here=here
    )
    if here:
        jobs.do_here(job, KINDS, made)
    job.refresh_from_db()
    if job.state == "failed":
        result: Plain = job.result or {}
        raise Stop(422, str(result.get("says", "")), [str(each) for each in result.get("findings", [])])
    if job.dossier is None:
        return Raw(msgspec.json.encode(job_out(job)), status=202, location=f"/api/v1/jobs/{job.pk}")
    found = _dossier_out(job.dossier, job)
    return Raw(msgspec.json.encode(found), status=201 if made else 200, location=f"/api/v1/dossiers/{found.id}")


def _prefer(request: HttpRequest) -> str:
    return request.headers.get("Prefer", "").lower()


def listed(request: HttpRequest, caller: Caller) -> PageOfDossiers:
    """The dossiers of the workspace, newest first (`limit`, `cursor`)."""
    rows = Dossier.objects.filter(workspace=caller.workspace, archived=None)
    items, following = page_of(request, rows, "id", newest_first=True)
    return PageOfDossiers(items=tuple(_dossier_out(each) for each in items), next=following)


def one(request: HttpRequest, caller: Caller, number: int) -> DossierOut:
    """A dossier with what was decided last."""
    return _dossier_out(_dossier(caller, number))


def answer(request: HttpRequest, caller: Caller, number: int) -> Raw:
    """The stored answer, byte for byte."""
    blob = next(iter(Blob.objects.raw(_ANSWER, [number, caller.workspace_id])), None)
    if blob is None:
        _dossier(caller, number)
        raise Stop(404, "Nothing was decided on this dossier yet.")
    return Raw(packed_of(blob), mark=blob.sha256, packed=True)


_ANSWER = """
SELECT b.sha256, b.packed, b.gone_at FROM desk_decision d
JOIN desk_dossier s ON s.id = d.dossier_id JOIN desk_blob b ON b.sha256 = d.answer_id
WHERE s.id = %s AND s.workspace_id = %s ORDER BY d.id DESC LIMIT 1
"""
"""Written out for the same reason as the question about a token."""


def job(request: HttpRequest, caller: Caller, number: int) -> JobOut:
    """A job."""
    found = Job.objects.filter(workspace=caller.workspace, pk=number).first()
    if found is None:
        raise Stop(404, f"There is no job {number}.")
    return job_out(found)


def job_out(found: Job) -> JobOut:
    """A job as plain data."""
    return JobOut(
        id=found.pk,
        kind=found.kind,
        state=found.state,
        dossier=found.dossier.pk if found.dossier else None,
        done=found.done,
        of=found.of,
        doing=found.doing,
        result=found.result,
    )


def _dossier(caller: Caller, number: int) -> Dossier:
    found = Dossier.objects.filter(workspace=caller.workspace, pk=number).first()
    if found is None:
        raise Stop(404, f"There is no dossier {number}.")
    return found


def _dossier_out(found: Dossier, job: Job | None = None) -> DossierOut:
    decision = latest(found)
    return DossierOut(
        id=found.pk,
        title=found.title,
        revision=found.revision,
        changed=found.changed,
        decision=None if decision is None else _decision_out(decision),
        job=None if job is None else job.pk,
    )


def _decision_out(made: Decision) -> DecisionOut:
    return DecisionOut(
        id=made.pk,
        best=made.best,
        worst=made.worst,
        revision=made.revision,
        input_sha256=made.input_sha256,
        answer_sha256=made.answer.sha256,
        law_hash=made.law_hash,
        book_hash=made.book_hash,
        program=made.program,
        known_on=made.known_on,
        open_facts=made.open_facts,
        at=made.at,
        by=made.by_name,
        record=None if made.record is None else made.record.seq,
    )


ENDPOINTS = (
    Endpoint(
        "POST",
        "dossiers",
        create,
        "Keep a dossier and decide it, once for one content.",
        "work",
        AskedDossier,
        DossierOut,
        status=201,
        later=JobOut,
    ),
    Endpoint("GET", "dossiers", listed, "The dossiers of the workspace, newest first.", gives=PageOfDossiers),
    Endpoint("GET", "dossiers/<int:number>", one, "A dossier with what was decided last.", gives=DossierOut),
    Endpoint("GET", "dossiers/<int:number>/answer", answer, "The stored answer, byte for byte."),
    Endpoint("GET", "jobs/<int:number>", job, "Work that takes long.", gives=JobOut),
)
"""What a workspace keeps."""
