"""A decision is recorded with all that it rests on, and made again from that."""

from __future__ import annotations

from pathlib import Path

import msgspec
import pytest

from pratique.desk import decisions, ledger, replay
from pratique.desk.blobs import bytes_of
from pratique.desk.models import Decision, Record, Workspace
from pratique.errors import UsageError
from pratique.usecases.answer.answer import Answer
from pratique.usecases.answer.difference import differences
from pratique.usecases.check import check
from tests.desk.cases import EXAMPLES, dossier_of
from tests.running import inside

pytestmark = pytest.mark.django_db


@pytest.fixture
def decision(home: Path) -> Decision:
    workspace = Workspace.objects.create(name="Compliance")
    return decisions.decided_once(workspace, dossier_of(workspace), "J. Rivera")


def test_a_decision_is_one_record_that_names_what_it_rests_on(decision: Decision) -> None:
    assert decision.record is not None
    assert decisions.decided_once(decision.dossier.workspace, decision.dossier) == decision
    assert Record.objects.count() == 1
    said = ledger.read(ledger.chained(decision.record))
    assert said.about["answer"] == decision.answer.sha256
    assert (said.who, said.about["worst"]) == ("J. Rivera", decision.worst)


def test_the_stored_answer_is_that_of_the_command_and_the_function(decision: Decision) -> None:
    with inside(EXAMPLES / "shanghai-app"):
        assert bytes_of(decision.answer) == check("dossier.toml").to_json()


@pytest.mark.parametrize("book", replay.BOOKS)
def test_the_same_program_gives_the_same_bytes(decision: Decision, book: str) -> None:
    assert decision.record is not None
    found = replay.replayed(decision.record, book)
    assert (found.same_bytes, found.differences) == (True, ())


def test_under_the_stored_book_too(decision: Decision, monkeypatch: pytest.MonkeyPatch) -> None:
    assert decision.record is not None
    monkeypatch.setattr(replay, "whole_book_hash", lambda: "another book")
    assert replay.replayed(decision.record, "old").same_bytes


def test_another_program_or_law_is_shown_by_what_differs(decision: Decision, monkeypatch: pytest.MonkeyPatch) -> None:
    assert decision.record is not None

    def later(*given: object) -> tuple[Answer, object]:
        answer, asking = decisions.decide(*given)  # type: ignore[arg-type]
        first = msgspec.structs.replace(answer.decided_by[0], in_force="2027-01-01")
        return msgspec.structs.replace(
            answer, program="pratique 9", decided_by=(first, *answer.decided_by[1:])
        ), asking

    monkeypatch.setattr(replay, "decide", later)
    found = replay.replayed(decision.record, "present")
    assert not found.same_bytes
    assert {each.what for each in found.differences} == {"provision", "program"}
    (one,) = (each for each in found.differences if each.what == "provision")
    assert "2027-01-01" in str(one.now)
    assert one.cite


def test_what_is_no_decision_is_not_made_again(decision: Decision) -> None:
    row = ledger.append(decision.dossier.workspace, "policy", who="", about={})
    with pytest.raises(UsageError, match="no decision"):
        replay.replayed(row)
    assert decision.record is not None
    with pytest.raises(UsageError, match="older"):
        replay.replayed(decision.record, "older")


def test_answers_that_differ_have_a_difference(decision: Decision) -> None:
    answer = decisions.answer_in(decision)
    for name in ("title", "next_step", "late", "verdict", "law_book"):
        other = {"verdict": msgspec.structs.replace(answer.verdict, best="clear"), "late": ("x",)}.get(name, "x")
        if name == "law_book":
            other = msgspec.structs.replace(answer.law_book, hash="x")
        assert differences(answer, msgspec.structs.replace(answer, **{name: other})), name
    assert differences(answer, answer) == ()
