"""What the API stores: a dossier with its files and the job that decides it, once for one content.

Rule: the same content in a workspace is one dossier, one job, one decision and one record, however often and by
however many it is sent at once.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping

from django.db import transaction

from pratique.desk import jobs
from pratique.desk.api.endpoints import Caller
from pratique.desk.blobs import keep
from pratique.desk.folders import content_of
from pratique.desk.models import Dossier, DossierFile, Job, Workspace
from pratique.desk.plain import Plain

SMALL = 256 * 1024
"""Bytes of all files together up to which a dossier is decided before the answer is sent."""


def mark_of(workspace: Workspace, files: Mapping[str, bytes], main: str, settings: Plain) -> str:
    """The hash of a content in a workspace."""
    parts = [str(workspace.pk), main, repr(sorted(settings.items()))]
    parts += [f"{name} {hashlib.sha256(data).hexdigest()}" for name, data in sorted(files.items())]
    return hashlib.sha256("\n".join(parts).encode()).hexdigest()


def stored(caller: Caller, files: Mapping[str, bytes], main: str, title: str, settings: Plain) -> tuple[Job, bool]:
    """The job that decides a new dossier, and whether it was made now; the one there is for the same content."""
    mark = mark_of(caller.workspace, files, main, settings)
    with transaction.atomic():
        Workspace.objects.select_for_update().get(pk=caller.workspace.pk)  # one upload of a workspace at a time
        known = _job_of(caller, mark)
        if known is not None:
            return known, False
        dossier = Dossier.objects.create(workspace=caller.workspace, title=title[:200], main=main, settings=settings)
        put(dossier, files, caller.name)
        given = {"content": mark}
        return jobs.start(caller.workspace, "decide", given, by_name=caller.name, dossier=dossier, key=mark), True


def changed(caller: Caller, dossier: Dossier, files: Mapping[str, bytes]) -> tuple[Job, bool]:
    """The job that decides a dossier with these files in place of those of the same names."""
    with transaction.atomic():
        held = Dossier.objects.select_for_update().get(pk=dossier.pk)
        now = {each.name: each.blob_id for each in content_of(held).files}
        if all(now.get(name) == hashlib.sha256(data).hexdigest() for name, data in files.items()):
            last = held.jobs.filter(kind="decide").order_by("-id").first()
            if last is not None:
                return last, False
        held.revision += 1
        held.save(update_fields=["revision", "changed"])
        put(held, files, caller.name)
        key = f"{held.pk} {held.revision}"
        return jobs.start(caller.workspace, "decide", {}, by_name=caller.name, dossier=held, key=key), True


def put(dossier: Dossier, files: Mapping[str, bytes], by_name: str) -> None:
    """Keep files at the present revision of a dossier."""
    for name, data in files.items():
        DossierFile.objects.create(
            dossier=dossier, revision=dossier.revision, name=name, blob=keep(data), by_name=by_name
        )


def _job_of(caller: Caller, mark: str) -> Job | None:
    return Job.objects.filter(workspace=caller.workspace, kind="decide", given__content=mark).first()
