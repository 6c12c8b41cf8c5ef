"""What is uploaded, decided before it is kept: at once where it is small, as a job where it is not.

Rule: an upload that cannot be decided leaves no dossier, no file and no decision, only the job that says why; what
was decided before it stands. The same content sent twice to the API is one job, one dossier, one decision and record.
"""

from __future__ import annotations

import gzip
import hashlib
from collections.abc import Mapping
from dataclasses import replace

from pratique.desk import jobs, staged
from pratique.desk.blobs import keep
from pratique.desk.decisions import Ready, decided_once, ready_for
from pratique.desk.folders import Content, beside, content_of
from pratique.desk.jobs import Lease, finishing
from pratique.desk.models import Blob, Decision, Dossier, DossierFile, Job, Person, Workspace
from pratique.desk.plain import Plain

SMALL = 256 * 1024
"""Bytes of all files together up to which an upload is decided while its sender waits."""
NEW, CHANGE = "upload", "change"
LONGEST_TITLE = 200


def begin_new(
    workspace: Workspace,
    files: Mapping[str, bytes],
    *,
    main: str,
    by_name: str,
    title: str = "",
    settings: Plain | None = None,
    owner: Person | None = None,
    key: str = "",
    here: bool = False,
) -> tuple[Job, bool]:
    """The job that makes a dossier of files, and whether it was made now; one for one content and `key`.

    With `here` it is held by the caller, who does it by `jobs.do_here`.
    """
    held = staged.stage(files)
    given: Plain = {"files": held, "main": main, "title": title[:LONGEST_TITLE], "settings": settings or {}}
    given |= {"owner": owner.pk} if owner else {}
    return _begun(workspace, NEW, given, by_name, None, key or _mark(main, held, settings or {}), here)


def begin_change(dossier: Dossier, files: Mapping[str, bytes], by_name: str, here: bool = False) -> tuple[Job, bool]:
    """The job that puts files in place of those of the same names; the last one where they are the same."""
    held = staged.stage(files)
    if holds(dossier, files):
        last = dossier.jobs.filter(kind__in=(NEW, CHANGE), state="done").order_by("-id").first()
        if last is not None:
            return last, False
    key = f"{dossier.pk} {dossier.revision} {_mark('', held, {})}"
    return _begun(dossier.workspace, CHANGE, {"files": held}, by_name, dossier, key, here)


def holds(dossier: Dossier, files: Mapping[str, bytes]) -> bool:
    """Whether a dossier has files of these names with these bytes already."""
    now = {each.name: each.blob_id for each in content_of(dossier).files}
    return all(now.get(name) == hashlib.sha256(data).hexdigest() for name, data in files.items())


def _begun(
    workspace: Workspace, kind: str, given: Plain, by_name: str, dossier: Dossier | None, key: str, here: bool
) -> tuple[Job, bool]:
    """The job of this key, and whether it is to be done: it is new, or it failed before."""
    mark = hashlib.sha256(f"{kind} {workspace.pk} {key}".encode()).hexdigest()
    job, made = jobs.begun(workspace, kind, mark, given, by_name=by_name, dossier=dossier, here=here)
    if not made and job.state == "failed":
        jobs.again(job)
        job.refresh_from_db()
        return job, True
    return job, made


def _mark(main: str, held: Mapping[str, str], settings: Plain) -> str:
    parts = [main, repr(sorted(settings.items())), *(f"{name} {mark}" for name, mark in sorted(held.items()))]
    return hashlib.sha256("\n".join(parts).encode()).hexdigest()


def upload_job(held: Lease) -> Plain:
    """A dossier of the files of the job, decided; made once however often the job is begun."""
    job, given = held.job, held.job.given
    held.tell(0, 3, "reading the files")
    files = staged.taken(given["files"])
    held.tell(1, 3, "deciding")
    found = ready_for(Content(given["main"], _unsaved(files), (), (), given["settings"], *beside(job.workspace.pk)))
    held.tell(2, 3, "storing")
    with finishing(held) as result:
        dossier = Dossier.objects.create(
            workspace=job.workspace,
            main=given["main"],
            settings=given["settings"],
            owner_id=given.get("owner"),
            title=(given["title"] or found.answer.title or given["main"])[:LONGEST_TITLE],
        )
        put(dossier, files, job.by_name)
        result |= _finished(held, dossier, found)
    return result


def change_job(held: Lease) -> Plain:
    """The dossier of the job with its files, decided; the old verdict stands where they cannot be."""
    job = held.job
    assert job.dossier is not None
    held.tell(0, 3, "reading the files")
    files = staged.taken(job.given["files"])
    before = content_of(job.dossier)
    rows = {each.name: each for each in (*before.files, *_unsaved(files))}
    held.tell(1, 3, "deciding")
    found = ready_for(replace(before, files=tuple(rows[name] for name in sorted(rows))))
    held.tell(2, 3, "storing")
    with finishing(held) as result:
        dossier = Dossier.objects.select_for_update().get(pk=job.dossier.pk)
        raised(dossier)
        put(dossier, files, job.by_name)
        result |= _finished(held, dossier, found)
    return result


def _finished(held: Lease, dossier: Dossier, found: Ready) -> Plain:
    decision: Decision = decided_once(held.job.workspace, dossier, held.job.by_name, found)
    Job.objects.filter(pk=held.job.pk).update(dossier=dossier, done=3, of=3)
    return {"dossier": dossier.pk, "decision": decision.pk, "best": decision.best, "worst": decision.worst}


def _unsaved(files: Mapping[str, bytes]) -> tuple[DossierFile, ...]:
    """Files as a content has them, in no table yet."""
    made = []
    for name, data in sorted(files.items()):
        packed = gzip.compress(data, 1, mtime=0)
        blob = Blob(sha256=hashlib.sha256(data).hexdigest(), size=len(data), packed=packed)
        made.append(DossierFile(name=name, blob=blob))
    return tuple(made)


def put(dossier: Dossier, files: Mapping[str, bytes], by_name: str) -> None:
    """Keep files at the present revision of a dossier."""
    for name, data in files.items():
        DossierFile.objects.create(
            dossier=dossier, revision=dossier.revision, name=name, blob=keep(data), by_name=by_name
        )


def raised(dossier: Dossier) -> None:
    """The next revision of a dossier, whose row is locked for it."""
    held = Dossier.objects.select_for_update().get(pk=dossier.pk)
    held.revision += 1
    held.save(update_fields=["revision", "changed"])
    dossier.revision = held.revision
