"""A worker that is killed before any one of its writes: once another runs, what the job makes is there once.

Unlike the kills by the clock (`test_kills.py`) this tries every place: the n-th write never happens, for each n.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import timedelta
from itertools import count
from pathlib import Path

import pytest
from django.db import connection

from pratique.desk import packs
from pratique.desk.decisions import decided_once
from pratique.desk.models import Decision, DossierFile, Job, Record, Workspace
from pratique.desk.uploads import begin_change, begin_new
from pratique.desk.work import KINDS
from pratique.desk.worked import begin
from pratique.desk.worker import works
from pratique.files.clock import now
from tests.desk.cases import EXAMPLES, dossier_of

pytestmark = pytest.mark.django_db(transaction=True)
BYTES = (EXAMPLES / "shanghai-app" / "dossier.toml").read_bytes()
WRITES = ("INSERT", "UPDATE", "DELETE")


class Killed(BaseException):
    """As if the process ended here: no handler of the program runs, what was not committed is undone."""


@contextmanager
def killed_before(nth: int) -> Iterator[list[str]]:
    """The writes that were done; the n-th is not, and nothing after it."""
    done: list[str] = []

    def cut(execute: Callable[..., object], sql: str, *rest: object) -> object:
        if sql.lstrip().startswith(WRITES):
            if len(done) == nth:
                raise Killed
            done.append(sql)
        return execute(sql, *rest)

    with connection.execute_wrapper(cut):
        yield done


def titled(number: int) -> bytes:
    return BYTES.replace(b'title = "', b'title = "%d ' % number, 1)


def an_upload(team: Workspace, number: int) -> Job:
    return begin_new(team, {"dossier.toml": titled(number)}, main="dossier.toml", by_name="J. Rivera")[0]


def a_change(team: Workspace, number: int) -> Job:
    return begin_change(dossier_of(team), {"dossier.toml": titled(number)}, "J. Rivera")[0]


def a_decision(team: Workspace, number: int) -> Job:
    dossier = dossier_of(team)
    return Job.objects.create(workspace=team, kind="decide", key=f"decide {number}", dossier=dossier, by_name="J.")


def a_pack(team: Workspace, number: int) -> Job:
    dossier = dossier_of(team)
    given = {"files": {}, "by": "J. Rivera"}
    return begin(dossier, decided_once(team, dossier), packs.ATTEST, given, "J. Rivera")


def made_by(job: Job) -> tuple[int, ...]:
    """Revisions of the job's dossier, its files, decisions and records."""
    job.refresh_from_db()
    assert job.state == "done", job.result
    assert job.dossier is not None
    found = job.dossier
    return (
        found.revision,
        DossierFile.objects.filter(dossier=found).count(),
        Decision.objects.filter(dossier=found).count(),
        Record.objects.filter(dossier=found).count(),
    )


@pytest.mark.parametrize("begun", [an_upload, a_change, a_decision, a_pack], ids=lambda each: each.__name__)
def test_what_a_job_makes_is_there_once_wherever_it_is_cut(
    home: Path, transactional_db: None, begun: Callable[[Workspace, int], Job]
) -> None:
    team = Workspace.objects.create(name="Compliance")
    whole = begun(team, 0)
    works(until_idle=True)
    expected = made_by(whole)
    for nth in count():
        job, stored = begun(team, nth + 1), Decision.objects.count()
        with killed_before(nth) as done:
            try:
                works(until_idle=True)
            except Killed:
                pass
            else:
                break  # there is no n-th write
        job.refresh_from_db()
        if job.state != "done":  # nothing but its lease is left of the first try, or all of it
            Job.objects.filter(pk=job.pk, state="running").update(until=now() - timedelta(seconds=1))
            works(until_idle=True)
        assert made_by(job) == expected, done
        assert Decision.objects.count() - stored <= 1
    assert nth > 3
    assert job.kind in KINDS
