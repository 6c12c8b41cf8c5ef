"""What a desk does once a day by itself: a signed checkpoint of each ledger that grew, and a sweep of what was sent
and came to nothing.

Rule: it decides nothing and deletes nothing that is part of a dossier. Whoever looks first on a day begins it; the
key of the job is the day, so that two workers do it once.
"""

from __future__ import annotations

from datetime import date, timedelta

from pratique.desk import jobs, once, people, sessions, staged
from pratique.desk.blobs import sweep_files
from pratique.desk.jobs import Lease
from pratique.desk.ledger import sign_now
from pratique.desk.models import Ledger, Workspace
from pratique.desk.plain import Plain
from pratique.files.clock import now, today

KIND = "daily"


def begin_daily(last: date | None) -> date:
    """Begin the day's work of every workspace unless it was begun on this day; the day."""
    day = today()
    if last != day:
        for each in Workspace.objects.all():
            jobs.start(each, KIND, {"day": day.isoformat()}, by_name="the desk")
    return day


def daily_job(held: Lease) -> Plain:
    """Sign and sweep."""
    signed: list[str] = []
    for each in Ledger.objects.filter(workspace=held.job.workspace).order_by("id"):
        held.tell(len(signed), 2, "signing")
        newest = each.checkpoints.order_by("-size").first()
        if each.size and (newest is None or newest.size < each.size):
            sign_now(each)
            signed.append(each.name)
    swept = staged.sweep() + once.sweep() + sessions.sweep() + people.sweep() + sweep_files(now() - timedelta(days=1))
    return {"signed": signed, "swept": swept}
