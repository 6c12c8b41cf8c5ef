"""What the workers do: each kind of job as one call of a use case.

Rule: what a job reads is what its dossier held when it began; what it makes is stored with its result, once.
"""

from __future__ import annotations

from pratique.desk import asked, daily, hooks, packs, replay, uploads, worked
from pratique.desk.decisions import decided_once
from pratique.desk.jobs import Lease, Work
from pratique.desk.plain import Plain


def decide_job(held: Lease) -> Plain:
    """The decision on the dossier of the job; made once however often the job is begun."""
    dossier = worked.dossier_as_decided(held)
    held.tell(0, 1, "deciding")
    decision = decided_once(held.job.workspace, dossier, held.job.by_name)
    held.tell(1, 1, "decided")
    return {"decision": decision.pk, "best": decision.best, "worst": decision.worst}


KINDS: dict[str, Work] = {
    "decide": decide_job,
    uploads.NEW: uploads.upload_job,
    uploads.CHANGE: uploads.change_job,
    **dict.fromkeys(worked.WORKS, worked.work_out),
    packs.PACK: packs.pack_job,
    packs.ATTEST: packs.attest_job,
    asked.MARKETS: asked.markets_job,
    asked.COMPARED: asked.compared_job,
    asked.BULLETIN: asked.bulletin_job,
    asked.CALENDAR: asked.calendar_job,
    replay.KIND: replay.replay_job,
    daily.KIND: daily.daily_job,
    hooks.KIND: hooks.send_job,
}
"""Every kind of work."""
SAID: dict[str, str] = {
    "decide": "Deciding",
    uploads.NEW: "Upload",
    uploads.CHANGE: "New files",
    "when": "Days on which the answer turns",
    "what-if": "What would change it",
    "pending": "Pending law",
    "papers": "What the paper lacks",
    packs.PACK: "The pack",
    packs.ATTEST: "Customers' workbooks",
    asked.MARKETS: "A model in every market",
    asked.COMPARED: "Models by markets",
    asked.BULLETIN: "A bulletin",
    asked.CALENDAR: "The calendar",
    replay.KIND: "A decision made again",
    daily.KIND: "The day's checkpoint",
    hooks.KIND: "A message to an address",
}
"""What a job is called on its page."""
