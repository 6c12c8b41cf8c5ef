"""Jobs: one result each, whoever is killed; what was lost writes nothing; the same on either database."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest

from pratique.desk import jobs
from pratique.desk.jobs import Lease, Lost, Refused
from pratique.desk.models import Decision, Job, Record, Workspace
from pratique.desk.plain import Plain
from pratique.desk.worker import works
from pratique.errors import Finding, InvalidInput, Place
from pratique.files.clock import now
from tests.desk.cases import dossier_of

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def team(home: Path, transactional_db: None) -> Workspace:
    return Workspace.objects.create(name="Compliance")


def begun(workspace: Workspace, kind: str = "count", **given: object) -> Job:
    return jobs.start(workspace, kind, given, by_name="J. Rivera")


def expire(job: Job) -> None:
    Job.objects.filter(pk=job.pk).update(until=now() - timedelta(seconds=1))


def count(held: Lease) -> Plain:
    for number in range(3):
        held.tell(number, 3, "counting")
    return {"counted": 3}


def test_a_job_is_done_once_and_says_how_far_it_is(team: Workspace) -> None:
    job = begun(team)
    assert begun(team) == job
    assert works({"count": count}, until_idle=True) == 1
    assert works({"count": count}, until_idle=True) == 0
    job.refresh_from_db()
    assert (job.state, job.result, job.done, job.of, job.doing) == ("done", {"counted": 3}, 2, 3, "counting")


def test_nobody_else_gets_what_is_leased_and_the_next_gets_what_was_dropped(team: Workspace) -> None:
    job = begun(team)
    first = jobs.lease()
    assert first is not None
    assert jobs.lease() is None
    expire(job)
    second = jobs.lease()
    assert second is not None
    assert second.fence == first.fence + 1
    for write in (first.holds, lambda: first.tell(1, 1, ""), lambda: first.end("done", {"by": "first"})):
        with pytest.raises(Lost):
            write()
    second.end("done", {"by": "second"})
    with pytest.raises(Lost):
        second.end("done", {"by": "second again"})
    job.refresh_from_db()
    assert job.result == {"by": "second"}


def test_what_a_lost_worker_made_is_undone(team: Workspace) -> None:
    job = begun(team)
    first = jobs.lease()
    assert first is not None
    expire(job)
    assert jobs.lease() is not None
    with pytest.raises(Lost), jobs.finishing(first):
        pytest.fail("the body is not reached")


def test_what_kills_its_worker_each_time_fails_in_the_end(team: Workspace) -> None:
    job = begun(team)
    for _ in range(jobs.MOST_TRIES):
        assert jobs.lease() is not None
        expire(job)
    assert jobs.lease() is None
    job.refresh_from_db()
    assert job.state == "failed"
    assert job.result is not None
    assert "5 times" in job.result["says"]
    jobs.again(job)
    assert jobs.lease() is not None


@pytest.mark.parametrize(
    ("error", "says"),
    [
        (Refused("It is refused."), {"says": "It is refused."}),
        (
            InvalidInput([Finding("x.y", "No.", Place("bom.json", line=3))]),
            {"says": "The input cannot be used.", "findings": ["bom.json:3: error: No. [x.y]"]},
        ),
        (RuntimeError("a secret of a file"), {"says": "A defect of the program: RuntimeError.", "defect": True}),
    ],
    ids=["refused", "invalid", "defect"],
)
def test_a_job_that_fails_says_why(team: Workspace, error: Exception, says: Plain) -> None:
    def fails(held: Lease) -> Plain:
        raise error

    job = begun(team)
    works({"count": fails}, until_idle=True)
    job.refresh_from_db()
    assert (job.state, job.result) == ("failed", says)


def test_work_that_nobody_knows_fails(team: Workspace) -> None:
    job = begun(team, "unheard-of")
    works(until_idle=True)
    job.refresh_from_db()
    assert job.state == "failed"


def test_a_decision_that_is_retaken_is_one_decision_and_one_record(team: Workspace) -> None:
    dossier = dossier_of(team)
    job = jobs.start(team, "decide", {"revision": 1}, by_name="J. Rivera", dossier=dossier)
    from pratique.desk.work import decide_job

    killed = jobs.lease()
    assert killed is not None
    decide_job(killed)  # and the worker is gone before it can write its result
    expire(job)
    works(until_idle=True)
    job.refresh_from_db()
    assert job.state == "done"
    assert (Decision.objects.count(), Record.objects.count()) == (1, 1)


def test_what_would_change_it_is_a_job(team: Workspace) -> None:
    job = jobs.start(team, "what-if", {}, by_name="J. Rivera", dossier=dossier_of(team))
    works(until_idle=True)
    job.refresh_from_db()
    assert job.state == "done", job.result
    assert job.result is not None
    assert "flips" in job.result
