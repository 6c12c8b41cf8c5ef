"""What the workers do: each kind of job as one call of a use case.

Rule: what a job reads is what its dossier held when it began; what it makes is stored with its result, once.
"""

from __future__ import annotations

import msgspec

from pratique.desk import hooks
from pratique.desk.blobs import keep
from pratique.desk.decisions import decided_once, options_of
from pratique.desk.folders import content_of, laid_out
from pratique.desk.jobs import Lease, Refused, Work, finishing
from pratique.desk.models import Dossier, Job
from pratique.desk.plain import Plain
from pratique.usecases.changes.what_if import what_if


def decide_job(held: Lease) -> Plain:
    """The decision on the dossier of the job; made once however often the job is begun."""
    dossier = _dossier(held)
    held.tell(0, 1, "deciding")
    decision = decided_once(held.job.workspace, dossier, held.job.by_name)
    held.tell(1, 1, "decided")
    return {"decision": decision.pk, "best": decision.best, "worst": decision.worst}


def what_if_job(held: Lease) -> Plain:
    """The smallest changes that flip the answer of the dossier of the job, as a blob of JSON."""
    content = content_of(_dossier(held))
    held.tell(0, 1, "trying changes")
    with laid_out(content) as main:
        found = msgspec.json.encode(what_if(main, **options_of(content)))
    with finishing(held):
        blob = keep(found)
        Job.objects.filter(pk=held.job.pk).update(blob=blob, done=1, of=1)
    return {"blob": blob.sha256}


def _dossier(held: Lease) -> Dossier:
    if held.job.dossier is None:
        raise Refused("The job names no dossier.")
    return Dossier.objects.select_related("workspace").get(pk=held.job.dossier.pk)


KINDS: dict[str, Work] = {"decide": decide_job, "what-if": what_if_job, hooks.KIND: hooks.send_job}
"""Every kind of work."""
