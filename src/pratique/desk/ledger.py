"""The chain of records in the database: appended to under a lock, checked whole, signed, redacted, kept.

Rule: a record and the state that it tells of are written in one transaction, and acknowledged after it; the head of
the ledger is locked before the record is made, so that writers stand in one line on either database. Nothing is
changed or deleted but a sealed value, and that leaves a record of its own.
"""

from __future__ import annotations

import secrets
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import UTC, datetime
from pathlib import Path

from django.db import transaction

from pratique.desk.home import home
from pratique.desk.models import Checkpoint, Dossier, Ledger, Record, Sealed, Workspace
from pratique.errors import UsageError
from pratique.files.clock import now
from pratique.files.regular import read_secret
from pratique.files.signatures import new_key
from pratique.records import checkpoint as notes
from pratique.records.chain import START, Chained, Fault, faults, next_entry, read
from pratique.records.sealing import REDACTION, SealedValue, sealed, sealed_faults

AUDIT = "audit"
"""The second ledger of a workspace: log-in failures, looks at what is confidential."""
KEY = "records.key"
"""The private key of checkpoints, in the home of the desk."""
_AT_A_TIME = 2_000


def ledger_of(workspace: Workspace, part: str = "") -> Ledger:
    """The ledger of a workspace, made where there is none yet; `part` names a second one."""
    known = Ledger.objects.filter(
        workspace=workspace, name__endswith=f"/w{workspace.pk}{part and '/' + part}"
    ).first()
    if known is not None:
        return known
    with transaction.atomic():
        Workspace.objects.select_for_update().get(pk=workspace.pk)  # one at a time
        ending = f"/w{workspace.pk}{part and '/' + part}"
        known = Ledger.objects.filter(workspace=workspace, name__endswith=ending).first()
        return known or Ledger.objects.create(
            workspace=workspace, name=f"pratique-desk-{secrets.token_hex(4)}{ending}", head=START
        )


def append(
    workspace: Workspace,
    kind: str,
    *,
    who: str,
    about: Mapping[str, object],
    private: Mapping[str, object] | None = None,
    dossier: Dossier | None = None,
    part: str = "",
    state: Callable[[Record], object] | None = None,
) -> Record:
    """Append one record; it stands once the transaction around it does. `private` values are sealed.

    `state` is called with the record in the same transaction: what it writes stands with the record or not at all.
    Raises ValueError for what a record cannot say (fractions).
    """
    said, values = sealed(about, private or {})
    wanted = ledger_of(workspace, part)
    with transaction.atomic():
        ledger = Ledger.objects.select_for_update().get(pk=wanted.pk)
        moment = now()
        seq = ledger.size + 1
        made = next_entry(ledger.name, seq, ledger.head, kind=kind, at=shown(moment), who=who, about=said)
        row = Record.objects.create(
            ledger=ledger,
            seq=seq,
            kind=kind,
            at=moment,
            body=made.body,
            prev=made.prev,
            sha256=made.sha256,
            dossier=dossier,
        )
        Sealed.objects.bulk_create(
            Sealed(record=row, pointer=each.pointer, salt=each.salt, value=each.value) for each in values
        )
        ledger.size, ledger.head = seq, made.sha256
        ledger.save(update_fields=["size", "head"])
        if state is not None:
            state(row)
    return row


def shown(moment: datetime) -> str:
    """A time as records tell it: UTC with microseconds, and a Z."""
    return f"{moment.astimezone(UTC):%Y-%m-%dT%H:%M:%S.%f}Z"


def chained(row: Record) -> Chained:
    """A row as the checks take it."""
    return Chained(row.seq, bytes(row.body), row.prev, row.sha256, row.kind, shown(row.at))


def entries(ledger: Ledger) -> Iterator[Chained]:
    """Every record of a ledger in its order."""
    for row in ledger.records.order_by("seq", "id").iterator(_AT_A_TIME):
        yield chained(row)


def sealed_of(ledger: Ledger) -> dict[int, list[SealedValue]]:
    """The sealed values that are left, by the number of their record."""
    kept: dict[int, list[SealedValue]] = {}
    for row in (
        Sealed.objects.filter(record__ledger=ledger).order_by("record__seq", "pointer").select_related("record")
    ):
        kept.setdefault(row.record.seq, []).append(SealedValue(row.pointer, bytes(row.salt), bytes(row.value)))
    return kept


def verify(ledger: Ledger) -> tuple[Fault, ...]:
    """Everything that is wrong with a ledger: chain, head, sealed values, checkpoints. Nothing makes it raise."""
    every = list(entries(ledger))
    found = list(faults(every, ledger.name))
    head = every[-1].sha256 if every else START
    if (ledger.size, ledger.head) != (len(every), head):
        found.append(Fault(0, f"the ledger says that it has {ledger.size} records, and {len(every)} are here"))
    bad = {each.seq for each in found}
    found += sealed_faults((read(each) for each in every if each.seq not in bad), sealed_of(ledger))
    hashes = [each.sha256 for each in every]
    key = public_key(ledger)
    for row in ledger.checkpoints.order_by("size"):
        told = notes.fault(row.note, key, ledger.name, hashes)
        found += [Fault(0, f"checkpoint of {row.size}: {told}")] if told else []
    return tuple(found)


def sign_now(ledger: Ledger) -> Checkpoint:
    """A checkpoint over all records of a ledger, kept with it; print it, and keep a copy elsewhere."""
    with transaction.atomic():
        ledger = Ledger.objects.select_for_update().get(pk=ledger.pk)
        hashes = list(ledger.records.order_by("seq").values_list("sha256", flat=True))
        newest = ledger.checkpoints.order_by("-size", "-id").first()
        if newest is not None and newest.size == len(hashes):
            return newest
        note = notes.signed(signer(ledger), ledger.name, hashes)
        return Checkpoint.objects.create(ledger=ledger, size=len(hashes), root=note.split("\n")[2], note=note)


def signer(ledger: Ledger) -> notes.Signer:
    """Who signs for a ledger: the key of the desk under the ledger's name.

    Raises UsageError without a home, InvalidInput (`key.readable`) where others may read the key.
    """
    folder = home()
    if folder is None:
        raise UsageError("The desk has no home, and so no key to sign with; name one by --home.")
    path = folder / KEY
    if not path.is_file():
        _make_key(path)
    return notes.Signer(ledger.name, bytes.fromhex(read_secret(path).decode().strip()))


def public_key(ledger: Ledger) -> str:
    """The public half, as one line; empty where nothing was signed yet."""
    folder = home()
    return "" if folder is None or not (folder / KEY).is_file() else signer(ledger).key


def _make_key(path: Path) -> None:
    from pratique.errors import InvalidInput

    try:
        new_key(path)
    except InvalidInput:
        if not path.is_file():  # another process made it first
            raise


def redact(record: Record, pointers: Sequence[str], *, who: str, reason: str) -> Record:
    """Delete sealed values of a record, and append that they went. Raises UsageError where there are none."""
    assert record.ledger.workspace is not None
    if record.ledger.workspace.legal_hold:
        raise UsageError("The workspace is under a legal hold: nothing is redacted.")
    rows = Sealed.objects.filter(record=record, pointer__in=pointers)
    if not reason.strip() or rows.count() != len(set(pointers)) or not pointers:
        raise UsageError("A redaction names sealed values that are there, and a reason.")
    about = {
        "redacted": [{"record": record.seq, "pointer": each} for each in sorted(set(pointers))],
        "reason": reason,
    }
    return append(
        record.ledger.workspace,
        REDACTION,
        who=who,
        about=about,
        dossier=record.dossier,
        part=AUDIT if record.ledger.name.endswith(f"/{AUDIT}") else "",
        state=lambda _: rows.delete(),
    )
