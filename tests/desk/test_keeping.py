"""What stays and until when, what waits, what a day brings by itself, and what a judgement of a hit changes."""

from __future__ import annotations

import re
from datetime import timedelta
from html import unescape
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import DatabaseError, connection, models, transaction
from django.test import Client

from pratique.desk import daily, ledger, staged
from pratique.desk.decisions import answer_in, question_of
from pratique.desk.models import (
    Blob,
    Checkpoint,
    Decision,
    Dossier,
    DossierFile,
    Job,
    Judgement,
    Ledger,
    Questionnaire,
    Record,
    Reply,
    Staged,
    Workspace,
)
from pratique.desk.operation import retention
from pratique.desk.worker import works
from pratique.errors import UsageError
from pratique.facts.wording import answer_kind
from pratique.files.clock import now, today
from pratique.usecases.missing.ask import Question, entry_of, typed_answer
from tests.desk.conftest import EXAMPLES, client_of, person_in, uploaded
from tests.desk.owner import does
from tests.desk.test_supplier import sent

pytestmark = pytest.mark.django_db
DAYS = timedelta(days=365 * 11)


def aged(dossier: Dossier, by: timedelta = DAYS) -> None:
    """Everything of a dossier as if it had been kept long ago, which only the owner of the database can make so."""
    then = (now() - by).strftime("%Y-%m-%d %H:%M:%S")
    does(
        f"UPDATE desk_blob SET stored = '{then}'",
        f"UPDATE desk_dossier SET changed = '{then}' WHERE id = {dossier.pk}",
    )
    dossier.refresh_from_db()


def test_before_its_day_nothing_goes_for_any_role_by_page_orm_or_sql(workspace: Workspace, home: Path) -> None:
    people = {role: client_of(person_in(workspace, role)) for role in ("read", "work", "counsel", "administer")}
    key = uploaded(people["work"])
    for role, client in people.items():
        answered = client.post("/records/retention", {"dossier": key, "reason": "room"})
        assert answered.status_code == (302 if role == "administer" else 403), role
    assert "is kept until" in people["administer"].get("/").content.decode()
    dossier = Dossier.objects.get(pk=key)
    with pytest.raises(UsageError, match="is kept until"):
        retention.delete(dossier, who="", reason="room")
    blob = dossier.decisions.get().answer
    for table in (Blob, Dossier, DossierFile, Decision, Record, Workspace, Ledger):
        with pytest.raises((DatabaseError, models.ProtectedError)), transaction.atomic():
            table.objects.all().delete()
    for statement in (
        f"UPDATE desk_blob SET packed = NULL WHERE sha256 = '{blob.sha256}'",
        "UPDATE desk_blob SET stored = '2001-01-01 00:00:00'",
        "UPDATE desk_blob SET gone_at = '2026-11-28 00:00:00'",
        "DELETE FROM desk_decision",
        "DELETE FROM desk_dossierfile",
        "UPDATE desk_decision SET worst = 'clear'",
        "UPDATE desk_dossierfile SET by_name = 'somebody'",
    ):
        with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(statement)
    assert people["read"].get(f"/dossiers/{key}/answer.json").status_code == 200


def test_after_its_day_it_goes_with_a_record_and_the_hashes_stay(workspace: Workspace, home: Path) -> None:
    client = client_of(person_in(workspace, "administer"))
    key, other = uploaded(client), uploaded(client, "aurora")
    dossier = Dossier.objects.get(pk=key)
    aged(dossier)
    assert [each.dossier.pk for each in retention.may_go(workspace)] == [key]
    workspace.legal_hold = True
    workspace.save()
    assert retention.may_go(workspace) == []
    with pytest.raises(UsageError, match="legal hold"):
        retention.delete(dossier, who="", reason="room")
    workspace.legal_hold = False
    workspace.retention_years = 12
    workspace.save()
    with pytest.raises(UsageError, match="12 years"):
        retention.delete(Dossier.objects.get(pk=key), who="", reason="room")
    workspace.retention_years = 10
    workspace.save()
    assert "shanghai" in client.get("/records/retention").content.decode().lower()
    client.post("/records/retention", {"dossier": key})
    assert not Blob.objects.exclude(gone_at=None).exists(), "not without a reason"
    client.post("/records/retention", {"dossier": key, "reason": "the time is over"})
    gone = Blob.objects.exclude(gone_at=None)
    assert gone.count() >= 3
    assert all(each.packed is None and each.gone_by is not None for each in gone)
    assert Record.objects.get(kind="retention").dossier == dossier
    found = ledger.ledger_of(workspace)
    assert ledger.verify(found) == ()
    for where in ("", "/evidence", "/records", "/answers", "/parts", "/questions", "/dates", "/papers", "/ownership"):
        assert client.get(f"/dossiers/{key}{where}").status_code in (200, 302, 410), where
    assert client.get(f"/dossiers/{other}/answer.json").status_code == 200
    assert client.get("/").status_code == 200


def test_a_duty_keeps_papers_longer_than_the_years_of_the_workspace(workspace: Workspace, home: Path) -> None:
    key = uploaded(client_of(person_in(workspace, "work")), "aurora")
    dossier = Dossier.objects.get(pk=key)
    until = max((each.keep_until or "" for each in answer_in(dossier.decisions.get()).duties), default="")
    assert until, "the example has a duty to keep papers"
    aged(dossier)
    found = retention.kept_until(dossier)
    assert found.day.isoformat() in until
    assert "papers of" in found.why


@pytest.mark.parametrize("accepts", [True, False])
def test_a_suppliers_answers_wait_unless_the_workspace_takes_them_as_they_come(
    workspace: Workspace, home: Path, accepts: bool
) -> None:
    worker = client_of(person_in(workspace, "work"))
    key = uploaded(worker, "aurora")
    Workspace.objects.update(accepts=accepts)
    link, supplier = sent(worker, key), Client()
    supplier.post(link, {"do": "start"})
    for number in (1, 2):
        supplier.post(link, {"do": "answer", "number": str(number), "value": "no", "source": "our files"})
    supplier.post(link, {"do": "send", "name": "A. Li", "attest": "1"})
    assert set(Reply.objects.values_list("waits", flat=True)) == {accepts}
    assert Decision.objects.count() == (1 if accepts else 2)
    said = Record.objects.get(kind="questionnaire answered")
    page = supplier.get(link).content.decode()
    assert ledger.read(ledger.chained(said)).about["receipt"] in page
    assert Questionnaire.objects.get().state == "answered"


def test_what_is_accepted_or_refused_and_what_becomes_of_a_link_leaves_a_record(
    workspace: Workspace, home: Path
) -> None:
    worker = client_of(person_in(workspace, "work"))
    key = uploaded(worker, "aurora")
    link, supplier = sent(worker, key), Client()
    made = Questionnaire.objects.get()
    for do in ("extend", "replace"):
        page = worker.post(f"/questionnaires/{made.pk}", {"do": do}).content.decode()
    link = "/q/" + page.partition("/q/")[2].partition("<")[0]
    supplier.post(link, {"do": "start"})
    for number in (1, 2):
        supplier.post(link, {"do": "answer", "number": str(number), "value": "no", "source": "our files"})
    supplier.post(link, {"do": "send", "name": "A. Li", "attest": "1"})
    first, second = Reply.objects.order_by("seq")
    worker.post(f"/dossiers/{key}/answers", {"do": "accept", "reply": first.pk})
    worker.post(f"/dossiers/{key}/answers", {"do": "refuse", "reply": second.pk})
    worker.post(f"/dossiers/{key}/answers", {"do": "accept", "reply": second.pk})
    kinds = list(Record.objects.order_by("id").values_list("kind", flat=True))
    for kind in ("questionnaire sent", "questionnaire opened", "questionnaire answered", "acceptance", "refusal"):
        assert kinds.count(kind) == 1, kind
    assert kinds.count("questionnaire changed") == 2
    worker.post(f"/questionnaires/{made.pk}", {"do": "revoke"})
    made.refresh_from_db()
    assert made.state == "answered", "what was answered is not ended"
    assert ledger.verify(ledger.ledger_of(workspace)) == ()


def test_refused_log_ins_and_new_passwords_stand_in_the_audit_ledger(workspace: Workspace, home: Path) -> None:
    person_in(workspace, "read")
    Client().post("/login", {"login": "read", "password": "wrong"})
    Client().post("/login", {"login": "my password typed here", "password": "x"})
    found = Ledger.objects.get(name__endswith="/audit")
    (row,) = found.records.all()
    assert row.kind == "log-in refused"
    assert "typed here" not in bytes(row.body).decode()


def test_once_a_day_each_ledger_that_grew_is_signed_and_what_came_to_nothing_goes(
    workspace: Workspace, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    uploaded(client_of(person_in(workspace, "work")))
    ledger.append(workspace, "look", who="", about={}, part=ledger.AUDIT)
    staged.stage({"old.csv": b"old", "new.csv": b"new"})
    Staged.objects.filter(size=3).update(at=now() - timedelta(days=2))
    staged.stage({"new.csv": b"new"})
    day = today()
    monkeypatch.setattr(daily, "today", lambda: day)  # no midnight in between
    assert daily.begin_daily(None) == day
    assert daily.begin_daily(day) == day
    daily.begin_daily(None)
    works(until_idle=True)
    assert Job.objects.filter(kind=daily.KIND).count() == 1
    assert sorted(Checkpoint.objects.values_list("size", flat=True)) == [1, 1]
    assert Staged.objects.count() == 1
    assert all(ledger.verify(each) == () for each in Ledger.objects.all())


@pytest.mark.parametrize(("says", "stands"), [("different", "not listed"), ("same", "listed"), ("unsure", "unknown")])
def test_a_judgement_of_a_hit_changes_the_answer_from_then_on(
    workspace: Workspace, home: Path, says: str, stands: str
) -> None:
    worker = client_of(person_in(workspace, "work"))
    folder = EXAMPLES / "tyre-sensor"
    files = {each.name: each.read_bytes() for each in folder.iterdir() if each.is_file()}
    named = b'registries = ["stakes.csv"]'
    files["dossier.toml"] = files["dossier.toml"].replace(named, named + b'\nlists = ["list.csv"]')
    files["list.csv"] = b"source,_id,name,alt_names,addresses,ids\nOur List,1,Pirelli & C. S.p.A.,,IT,\n"
    sent_files = [SimpleUploadedFile(name, data) for name, data in files.items()]
    key = int(worker.post("/dossiers/new", {"files": sent_files}).headers["Location"].rpartition("/")[2])
    dossier = Dossier.objects.get(pk=key)
    assert hit(dossier) == "unknown"
    assert "nobody has judged it yet" in worker.get("/parties").content.decode()
    page = worker.get("/parties").content.decode()
    told = dict(
        re.findall(
            r'type="hidden" name="(party|entry|countries|seen)" value="([^"]*)"', page.partition('id="judge"')[0]
        )
    )
    given = {name: unescape(value) for name, value in told.items()} | {"says": says}
    assert given["entry"] == "Our List:1", "what it is about stands in the form of the hit"
    assert len(given["seen"]) == 12
    refused = worker.post("/parties", given)
    assert refused.status_code == 422
    assert 'value="Our List:1"' in refused.content.decode(), "what was entered stays"
    assert Judgement.objects.count() == 0, "not without grounds"
    worker.post("/parties", {**given, "reason": "another register number"})
    assert ("may be <strong>" in worker.get("/parties").content.decode()) is (says == "unsure"), "once is enough"
    assert "the judgements of hits have changed" in worker.get(f"/dossiers/{key}").content.decode()
    worker.post(f"/dossiers/{key}/decide")
    assert hit(dossier) == stands
    ranges = [(each.best, each.worst, each.open_facts) for each in dossier.decisions.order_by("id")]
    assert (ranges[0] != ranges[1]) is (says != "unsure"), ranges
    record = Record.objects.get(kind="screening judgement")
    assert ledger.read(ledger.chained(record)).about["reason"] == "another register number"
    renamed = files["list.csv"].replace(b",Pirelli & C. S.p.A.,,", b",Pirelli & C. S.p.A.,Pirelli Tyre,")
    assert renamed != files["list.csv"]
    worker.post(f"/dossiers/{key}/evidence", {"files": [SimpleUploadedFile("list.csv", renamed)]})
    assert hit(dossier) == {"different": "unknown"}.get(says, stands), "with other names it may be somebody else now"
    assert ("may be <strong>" in worker.get("/parties").content.decode()) is (says != "same")


def hit(dossier: Dossier) -> str:
    answer = answer_in(dossier.decisions.order_by("-id")[0])
    return next(each.status for each in answer.screened if each.party == "pirelli")


def test_of_two_who_answer_at_the_same_moment_the_second_is_told_by_the_lock(
    workspace: Workspace, home: Path
) -> None:
    from pratique.desk.dossiers import Overtaken, day_of_answers, replied
    from pratique.desk.people import Member

    person: Any = person_in(workspace, "work")
    key = uploaded(client_of(person), "aurora")
    dossier = Dossier.objects.get(pk=key)
    question = question_of(dossier.decisions.get().next_question or {})
    raw, other = (typed_answer(question, each) for each in values_of(question))
    entry = entry_of(question, raw, source="mail", by="x", on=day_of_answers(dossier), basis="asserted")
    member = Member(person, workspace, "work")
    replied(member, dossier, dict(entry))
    with pytest.raises(Overtaken):
        replied(member, Dossier.objects.get(pk=key), {**entry, "value": other})
    assert Reply.objects.count() == 1


def values_of(question: Question) -> tuple[str, str]:
    """Two answers to a question."""
    if question.values:
        return question.values[0], question.values[1]
    return ("no", "yes") if answer_kind(question.typed) == "yes/no" else ("2026-03-01", "2026-03-02")


def test_no_view_is_longer_than_its_page() -> None:
    import pratique.desk.pages as pages

    folder = Path(pages.__file__).parent
    for each in (*folder.glob("*.py"), *(folder.parent / "api").glob("*.py")):
        lines = each.read_text("utf-8").count("\n")
        assert lines <= (120 if each.parent == folder else 320), f"{each.name} has {lines} lines"
        text = each.read_text("utf-8")
        for word in ("pratique.law", "pratique.deciding", "pratique.logic", "pratique.readings"):
            assert f"from {word}" not in text, f"{each.name} knows of {word}"
