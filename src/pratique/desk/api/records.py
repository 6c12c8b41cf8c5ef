"""Records of a workspace: read, one by one, and verified."""

from __future__ import annotations

import msgspec
from django.http import HttpRequest

from pratique.desk import ledger
from pratique.desk.api.endpoints import Caller, Endpoint
from pratique.desk.api.paging import page_of
from pratique.desk.api.problems import Stop
from pratique.desk.models import Ledger, Record
from pratique.desk.operation.records import LedgerOut, RecordOut, checked, told


class PageOfRecords(msgspec.Struct, frozen=True, kw_only=True):
    """Records, oldest first, and the cursor of the next page."""

    items: tuple[RecordOut, ...]
    next: str | None


def records(request: HttpRequest, caller: Caller) -> PageOfRecords:
    """The records of the workspace, oldest first (`limit`, `cursor`)."""
    rows = Record.objects.filter(ledger=_ledger(caller)).select_related("ledger")
    items, following = page_of(request, rows, "seq")
    return PageOfRecords(items=tuple(told(each) for each in items), next=following)


def record(request: HttpRequest, caller: Caller, number: int) -> RecordOut:
    """A record by its number."""
    found = Record.objects.filter(ledger=_ledger(caller), seq=number).select_related("ledger").first()
    if found is None:
        raise Stop(404, f"There is no record {number}.")
    return told(found)


def verified(request: HttpRequest, caller: Caller) -> LedgerOut:
    """The ledger of the workspace, verified now."""
    return checked(_ledger(caller))


def _ledger(caller: Caller) -> Ledger:
    return ledger.ledger_of(caller.workspace)


ENDPOINTS = (
    Endpoint("GET", "records", records, "The records of the workspace, oldest first.", gives=PageOfRecords),
    Endpoint("GET", "records/verify", verified, "The chain of the workspace, verified now.", gives=LedgerOut),
    Endpoint("GET", "records/<int:number>", record, "A record by its number.", gives=RecordOut),
)
"""Records."""
