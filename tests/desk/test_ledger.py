"""The chain in the database: one line of writers, nothing changed, every damage named; alike on either database."""

from __future__ import annotations

import os
import threading
from pathlib import Path

import pytest
from django.db import DatabaseError, connection, transaction

from pratique.desk import ledger as chain
from pratique.desk.models import Ledger, Record, Sealed, Workspace
from pratique.errors import InvalidInput, UsageError
from tests.desk.owner import does
from tests.records.ledgers import holds

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture(autouse=True)
def at_home(home: Path) -> None:
    """A home, for the key."""


@pytest.fixture
def team(transactional_db: None) -> Workspace:
    return Workspace.objects.create(name="Compliance")


def told(workspace: Workspace, count: int = 3) -> Ledger:
    for number in range(count):
        chain.append(workspace, "reply", who="J. Rivera", about={"n": number}, private={"person": "Ada Lovelace"})
    return chain.ledger_of(workspace)


def test_a_ledger_holds_by_two_verifiers_and_is_signed(team: Workspace) -> None:
    ledger = told(team)
    chain.sign_now(ledger)
    assert chain.verify(ledger) == ()
    assert holds(list(chain.entries(ledger)))
    assert ledger.size == 3


def test_each_workspace_has_its_own_and_a_second_one_for_what_is_looked_at(team: Workspace) -> None:
    other = Workspace.objects.create(name="Other")
    names = {told(each).name for each in (team, other)} | {
        chain.append(team, "login", who="", about={}, part=chain.AUDIT).ledger.name
    }
    assert len(names) == 3


def test_what_fails_with_a_record_leaves_no_record(team: Workspace) -> None:
    def broken(row: Record) -> None:
        raise RuntimeError("the state cannot be written")

    with pytest.raises(RuntimeError):
        chain.append(team, "reply", who="", about={}, state=broken)
    assert Record.objects.count() == 0
    assert chain.verify(told(team)) == ()


def test_writers_at_once_stand_in_one_line(team: Workspace) -> None:
    failed: list[BaseException] = []

    def write() -> None:
        try:
            for number in range(8):
                chain.append(team, "reply", who=threading.current_thread().name, about={"n": number})
        except BaseException as error:
            failed.append(error)
        finally:
            connection.close()

    if connection.vendor == "sqlite" and connection.is_in_memory_db():
        write()  # one connection cannot be shared; the files of `make proof` are
    else:
        threads = [threading.Thread(target=write) for _ in range(4)]
        for each in threads:
            each.start()
        for each in threads:
            each.join()
    assert failed == []
    ledger = chain.ledger_of(team)
    ledger.refresh_from_db()
    assert ledger.size in (8, 32)
    assert chain.verify(ledger) == ()


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE desk_record SET kind = 'policy'",
        "DELETE FROM desk_record",
        "UPDATE desk_sealed SET pointer = '/other'",
        "UPDATE desk_checkpoint SET note = ''",
        "DELETE FROM desk_checkpoint",
        "DELETE FROM desk_blob",
        "UPDATE desk_blob SET gone_at = '2026-11-28 00:00:00'",
    ],
)
def test_the_database_refuses_to_change_what_stands(team: Workspace, statement: str) -> None:
    from pratique.desk.blobs import keep

    chain.sign_now(told(team))
    keep(b"an answer")
    with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement)
    assert chain.verify(chain.ledger_of(team)) == ()


@pytest.mark.parametrize(
    ("change", "record"),
    [
        ("UPDATE desk_record SET kind = 'policy' WHERE seq = 2", 2),
        ("UPDATE desk_record SET at = '2020-01-01 00:00:00' WHERE seq = 2", 2),
        ("UPDATE desk_record SET sha256 = '0' WHERE seq = 2", 2),
        ("DELETE FROM desk_sealed WHERE record_id = (SELECT id FROM desk_record WHERE seq = 2)", 2),
        ("UPDATE desk_ledger SET size = 2", 0),
    ],
)
def test_what_an_owner_of_the_database_changes_is_named(team: Workspace, change: str, record: int) -> None:
    ledger = told(team)
    does(change)
    ledger.refresh_from_db()
    assert record in {each.seq for each in chain.verify(ledger)}


def test_a_dropped_tail_is_told_by_a_checkpoint(team: Workspace) -> None:
    ledger = told(team)
    chain.sign_now(ledger)
    second = Record.objects.get(seq=2).sha256
    does(
        "DELETE FROM desk_sealed WHERE record_id = (SELECT id FROM desk_record WHERE seq = 3)",
        "DELETE FROM desk_record WHERE seq = 3",
        f"UPDATE desk_ledger SET size = 2, head = '{second}'",
    )
    ledger.refresh_from_db()
    (found,) = chain.verify(ledger)
    assert "the last were dropped" in found.what


def test_a_redacted_value_is_gone_and_the_chain_holds(team: Workspace) -> None:
    ledger = told(team)
    first = Record.objects.get(ledger=ledger, seq=1)
    chain.redact(first, ["/person"], who="J. Rivera", reason="asked by the person")
    ledger.refresh_from_db()
    assert (Sealed.objects.count(), ledger.size) == (2, 4)
    assert chain.verify(ledger) == ()
    with pytest.raises(UsageError):
        chain.redact(first, ["/person"], who="J. Rivera", reason="again")


def test_under_a_legal_hold_nothing_is_redacted(team: Workspace) -> None:
    told(team)
    Workspace.objects.update(legal_hold=True)
    with pytest.raises(UsageError, match="hold"):
        chain.redact(Record.objects.get(seq=1), ["/person"], who="J. Rivera", reason="asked")


@pytest.mark.skipif(os.name != "posix", reason="a mode says nothing there of who may read")
def test_a_key_that_others_may_read_signs_nothing(team: Workspace, home: Path) -> None:
    ledger = told(team)
    chain.sign_now(ledger)
    (home / chain.KEY).chmod(0o644)
    told(team, 1)
    with pytest.raises(InvalidInput, match="others than its owner"):
        chain.sign_now(ledger)
