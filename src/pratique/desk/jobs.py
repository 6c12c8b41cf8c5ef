"""Work that takes long: a table of jobs, each leased by one worker at a time, each with one result.

Rule: a lease is taken with a fence that goes up; whoever lost it (killed, stopped, too slow) can write nothing more,
because every write names its fence. What a job does is written with its result in one transaction, so that a job that
is retaken never leaves two. A job that was asked for twice (same key) is one job.
Invariant: a job ends as `done` or `failed`, whatever is killed, once a worker runs again.
"""

from __future__ import annotations

import hashlib
import threading
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from datetime import datetime, timedelta

from django.db import connection, transaction
from django.db.models import F, Q

from pratique.desk.models import Dossier, Job, Workspace
from pratique.desk.plain import Plain
from pratique.errors import InvalidInput, PratiqueError
from pratique.files.clock import now
from pratique.files.outward import for_line
from pratique.value_class import dataclass

LEASE = 30.0
"""Seconds after which a worker that says nothing has lost its job."""
MOST_TRIES = 5
"""So often a job is begun; what kills its worker each time fails."""
MOST_SECONDS = 3600.0
"""So long one try may last."""
IDLE = 0.5
"""Seconds between two looks for work."""


class Lost(Exception):
    """The job is another worker's now, or ended: nothing more is written."""


class Refused(PratiqueError):
    """The job cannot be done; the message says why, in words for whoever asked."""


@dataclass(frozen=True, slots=True)
class Lease:
    """A job that this worker holds until it says nothing for `LEASE` seconds."""

    job: Job
    fence: int

    def holds(self) -> None:
        """Go on holding it. Raises Lost."""
        self._write(until=_until())

    def tell(self, done: int, of: int, doing: str) -> None:
        """How far it is, for the page; goes on holding it. Raises Lost."""
        self._write(until=_until(), done=done, of=of, doing=for_line(doing)[:200])

    def end(self, state: str, result: Plain) -> None:
        """The one result. Raises Lost."""
        self._write(state=state, result=result, ended=now(), until=None)

    def _write(self, **values: object) -> None:
        mine = Job.objects.filter(pk=self.job.pk, state="running", fence=self.fence)
        if not mine.update(**values):
            raise Lost(f"job {self.job.pk} is no longer this worker's")


Work = Callable[[Lease], Plain]
"""What a kind of job does: it reads `lease.job`, tells how far it is, and gives its result. It is called in no
transaction and may be called again; what it stores for good it stores in `finishing`."""


def start(
    workspace: Workspace,
    kind: str,
    given: Mapping[str, object],
    *,
    by_name: str,
    dossier: Dossier | None = None,
    key: str = "",
) -> Job:
    """The job of this kind on this input, made where there is none. `key` tells apart what is to be done again."""
    parts = (str(workspace.pk), kind, str(dossier.pk if dossier else ""), repr(sorted(given.items())), key)
    mark = hashlib.sha256("\0".join(parts).encode()).hexdigest()
    return begun(workspace, kind, mark, given, by_name=by_name, dossier=dossier)[0]


def begun(
    workspace: Workspace,
    kind: str,
    mark: str,
    given: Mapping[str, object],
    *,
    by_name: str,
    dossier: Dossier | None = None,
    here: bool = False,
) -> tuple[Job, bool]:
    """The job of this mark, and whether it was made now.

    With `here` a new one is held by whoever made it, so that no worker takes it from somebody who waits for it.
    """
    values: Plain = {"workspace": workspace, "dossier": dossier, "kind": kind, "given": dict(given)}
    held: Plain = {"state": "running", "fence": 1, "tries": 1, "until": _until()} if here else {}
    return Job.objects.get_or_create(key=mark, defaults={**values, **held, "by_name": by_name})


def do_here(job: Job, kinds: Mapping[str, Work], made: bool) -> None:
    """Do a job now, as a worker would, unless one has it or it has ended; `made`: it was just begun `here`."""
    held = Lease(job, job.fence) if made and job.state == "running" else lease_of(job)
    if held is not None:
        run(held, kinds)


def again(job: Job) -> None:
    """Let a job that failed be done again."""
    Job.objects.filter(pk=job.pk, state="failed").update(
        state="waiting", tries=0, ended=None, result=None, until=None
    )


def lease() -> Lease | None:
    """The oldest job that waits or whose worker is gone; None where there is none."""
    free = Q(state="waiting") | Q(state="running", until__lt=now())
    if not Job.objects.filter(free).exists():
        return None  # whoever only looks does not hold the lock that writers need
    with transaction.atomic():
        found = Job.objects.filter(free).order_by("id")
        if connection.features.has_select_for_update_skip_locked:
            found = found.select_for_update(skip_locked=True)
        job = found.first()
        return None if job is None else _taken(job, free)


def lease_of(job: Job) -> Lease | None:
    """This job, to be done here and now; None where another worker has it or it has ended."""
    free = Q(state="waiting") | Q(state="running", until__lt=now())
    with transaction.atomic():
        found = Job.objects.filter(free, pk=job.pk).first()
        return None if found is None else _taken(found, free)


def _taken(job: Job, free: Q) -> Lease | None:
    """The lease of a job that was free when it was read; None where it was taken since, or failed too often."""
    values: dict[str, object] = {"fence": F("fence") + 1}
    if job.tries >= MOST_TRIES:
        said = f"It was begun {job.tries} times and its worker ended each time; it may need more memory."
        Job.objects.filter(free, pk=job.pk).update(**values, state="failed", ended=now(), result={"says": said})
        return None
    taken = Job.objects.filter(free, pk=job.pk, fence=job.fence).update(
        **values, state="running", tries=F("tries") + 1, until=_until()
    )
    job.refresh_from_db()
    return Lease(job, job.fence) if taken else None


@contextmanager
def finishing(held: Lease) -> Iterator[Plain]:
    """The result for the body to fill, in the one transaction that stores it, what the job made, and that it is done.

    All of it is undone where the lease was lost meanwhile. Raises Lost.
    """
    result: Plain = {}
    with transaction.atomic():
        held.holds()
        yield result
        held.end("done", result)


def run(held: Lease, kinds: Mapping[str, Work]) -> None:
    """Do a job and write its one result, or the reason why there is none; not again what `finishing` has written."""
    ended = threading.Event()
    beat = threading.Thread(target=_beat, args=(held, ended), daemon=True)
    beat.start()
    try:
        if held.job.kind not in kinds:
            raise Refused(f"Nothing here does the kind of work {held.job.kind!r}.")
        result, state = kinds[held.job.kind](held), "done"
    except InvalidInput as error:
        findings = [for_line(str(each)) for each in error.findings]
        result, state = {"says": "The input cannot be used.", "findings": findings}, "failed"
    except PratiqueError as error:
        result, state = {"says": for_line(str(error))}, "failed"
    except Lost:
        return
    except Exception as error:  # a defect: its kind is told, never its words, which may be of a file
        result, state = {"says": f"A defect of the program: {type(error).__name__}.", "defect": True}, "failed"
    finally:
        ended.set()
        beat.join()
    try:
        held.end(state, result)
    except Lost:
        return


def _beat(held: Lease, ended: threading.Event) -> None:
    """Hold the lease while the work lasts, though not for ever."""
    try:
        for _ in range(int(MOST_SECONDS / (LEASE / 3))):
            if ended.wait(LEASE / 3):
                break
            held.holds()
    except Lost:
        pass
    finally:
        connection.close()


def _until() -> datetime:
    return now() + timedelta(seconds=LEASE)
