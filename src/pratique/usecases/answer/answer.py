"""The answer: one object from which text, JSON, HTML, Markdown and SARIF are printed.

Rule: everything an answer claims stands in it with its source; every collection has one order, so that the same
input and the same law give the same bytes.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, ClassVar, TypeVar

import msgspec
from msgspec import structs

from pratique.dossier.joined import Ownership, Screened
from pratique.files.plain import Plain
from pratique.law.outcome import Range, range_words

SCHEMA_VERSION = "1"
RowT = TypeVar("RowT")


class VerdictOut(msgspec.Struct, frozen=True, kw_only=True):
    """A range of outcomes, best to worst, in words."""

    best: str
    worst: str

    def __str__(self) -> str:
        return range_words(self.best, self.worst)


class FactOut(msgspec.Struct, frozen=True, kw_only=True):
    """A fact as it was read: whose, what is known, on what proof."""

    name: str
    entity: str
    label: str
    value: str
    basis: str | None = None
    source: str | None = None
    chain: tuple[str, ...] = ()
    confidential: bool = False


class Reason(msgspec.Struct, frozen=True, kw_only=True):
    """One element of a provision with its truth and the facts it rests on."""

    text: str
    truth: str
    facts: tuple[FactOut, ...] = ()
    facts_left_out: int = 0


class Lift(msgspec.Struct, frozen=True, kw_only=True):
    """An exception that holds, or may hold."""

    cite: str
    leaves: str
    truth: str
    summary: str


class Deciding(msgspec.Struct, frozen=True, kw_only=True):
    """A provision that decides the best or the worst outcome of a node.

    `not_listed` counts the nodes of this instrument and act at which it decides too and which are not written down:
    those that read alike, and those beyond the bound. It stands at the first of them.
    """

    cite: str
    outcome: str
    certain: bool
    applies: bool = False
    best: str
    worst: str
    instrument: str
    transaction: str
    node: str
    label: str
    place: str | None
    summary: str
    confidence: str
    text_verified: bool
    signed_off: bool = False
    in_force: str | None = None
    lifted_by: tuple[Lift, ...] = ()
    because: tuple[Reason, ...] = ()
    not_listed: int = 0


class OpenFact(msgspec.Struct, frozen=True, kw_only=True):
    """A fact that can still matter, and who can settle it."""

    name: str
    entity: str
    label: str
    meaning: str
    known_by: str
    proof: str
    known: str
    change: str | None
    legal: bool
    instruments: tuple[str, ...]
    reason: str | None = None
    count: int = 1
    constructions: tuple[str, ...] = ()


class LineOut(msgspec.Struct, frozen=True, kw_only=True):
    """What an instrument says of one part."""

    key: str
    label: str
    place: str | None
    verdict: VerdictOut
    cites: tuple[str, ...]
    open_facts: int


class InstrumentOut(msgspec.Struct, frozen=True, kw_only=True):
    """What one instrument says of one transaction."""

    id: str
    title: str
    cite: str
    verdict: VerdictOut
    by_text: VerdictOut
    as_enforced: VerdictOut
    lines: tuple[LineOut, ...]
    lines_left_out: int = 0
    annex: dict[str, Any] | None = None


NOBODY = "unexamined"
"""The id of what stands for an act that no instrument examined (`deciding.screening.UNEXAMINED`)."""


class TransactionOut(msgspec.Struct, frozen=True, kw_only=True):
    """One act with what every instrument says of it."""

    id: str
    act: str
    date: str
    into: str
    vehicle: str | None
    verdict: VerdictOut
    instruments: tuple[InstrumentOut, ...]


class DutyOut(msgspec.Struct, frozen=True, kw_only=True):
    """Something that must be done; `status` is met, late, due, open or standing."""

    name: str
    cite: str
    summary: str
    transaction: str
    certain: bool
    status: str
    due: str | None = None
    done: str | None = None
    earliest_act: str | None = None
    keep_until: str | None = None
    counting: str = "calendar days"


class Implied(msgspec.Struct, frozen=True, kw_only=True):
    """A transaction that the route implies and the dossier omits."""

    act: str
    into: str
    vehicle: str | None
    why: str


class Note(msgspec.Struct, frozen=True, kw_only=True):
    """A remark with what it is about."""

    about: str
    note: str


class RelatedOut(msgspec.Struct, frozen=True, kw_only=True):
    """A value that nobody stated: it follows from others, or was taken for granted.

    `relation` says by which sentence, `rests_on` from which facts; `leans` is the outcome that a presumption favours
    (permits, bars, either) and `within` the set that it belongs to.
    """

    fact: str
    entity: str
    label: str
    value: str
    relation: str
    says: str
    cite: str
    transaction: str
    basis: str | None = None
    rests_on: tuple[FactOut, ...] = ()
    within: str = ""
    leans: str = ""


class Concluded(msgspec.Struct, frozen=True, kw_only=True):
    """A defined term that somebody concluded, with source and basis; it stands where its elements are not known."""

    fact: str
    entity: str
    label: str
    value: str
    transaction: str
    basis: str | None = None
    source: str | None = None


class ContradictionOut(msgspec.Struct, frozen=True, kw_only=True):
    """Facts that cannot all be so; those among `doubted` are read as unknown until one of them is put right."""

    relation: str
    says: str
    cite: str
    entity: str
    label: str
    transaction: str
    members: tuple[FactOut, ...]
    doubted: tuple[str, ...]


class LawBookOut(msgspec.Struct, frozen=True, kw_only=True):
    """The law that was applied."""

    hash: str
    law_on: str | None
    origin: str
    instruments: tuple[str, ...]


class PendingDay(msgspec.Struct, frozen=True, kw_only=True):
    """What an item of pending law would say: on the days of the acts (`on` is None), or had they been on `on`."""

    on: str | None
    verdict: VerdictOut
    provisions: tuple[str, ...]
    open_facts: tuple[str, ...]


class PendingOut(msgspec.Struct, frozen=True, kw_only=True):
    """An item of pending law beside an answer; it decides nothing."""

    id: str
    title: str
    cite: str
    kind: str
    stage: str
    days: tuple[PendingDay, ...]

    @property
    def note(self) -> Note:
        """The item in words."""
        said = [f"{each.verdict}{f' from {each.on}' if each.on else ' on the day of the act'}" for each in self.days]
        asked = {name: None for day in self.days for name in day.open_facts}
        opens = f"; open: {', '.join(list(asked)[:4])}" if asked else ""
        return Note(
            about=f"Pending, {self.cite} ({self.kind})",
            note=f"{self.stage}. If it were law: {'; '.join(said)}{opens}. It decides nothing today.",
        )


class Answer(Plain, msgspec.Struct, frozen=True, kw_only=True):
    """All that `check` has to say of a dossier; as rows, what decides.

    `verdict` is the range of outcomes over all acts, `transactions` that of each; `decided_by` are the provisions
    that bring it, with what they rest on; `open_facts` is what is missing and could change it, `duties` what is due,
    each by its day (ISO). `exit_status` is 0 where it may cross under what was examined, 1 barred, 3 undetermined.

    >>> answer = pratique.check("shanghai-app/dossier.toml", known_on=day)
    >>> str(answer.verdict), [each.cite for each in answer.decided_by], answer.exit_status
    ('prohibited', ['15 CFR 791.303(b)'], 1)
    """

    rows_are: ClassVar[str] = "decided_by"

    schema_version: str = SCHEMA_VERSION
    program: str
    title: str
    known_on: str
    verdict: VerdictOut
    by_text: VerdictOut
    as_enforced: VerdictOut
    exit_status: int
    next_step: str = ""
    late: tuple[str, ...] = ()
    transactions: tuple[TransactionOut, ...]
    decided_by: tuple[Deciding, ...]
    open_facts: tuple[OpenFact, ...]
    open_facts_exact: bool = False
    duties: tuple[DutyOut, ...] = ()
    implied: tuple[Implied, ...] = ()
    ownership: tuple[Ownership, ...] = ()
    screened: tuple[Screened, ...] = ()
    weakest_basis: str | None = None
    constructions: dict[str, str] = {}
    barred_unless: tuple[Lift, ...] = ()
    """What alone stands between the act and a bar that applies: authorizations and exceptions not shown."""
    taken_for_granted: tuple[RelatedOut, ...] = ()
    concluded: tuple[Concluded, ...] = ()
    derived: tuple[RelatedOut, ...] = ()
    contradictions: tuple[ContradictionOut, ...] = ()
    look_again: tuple[Note, ...] = ()
    provenance: tuple[Note, ...] = ()
    conflicts: tuple[Note, ...] = ()
    not_read: tuple[Note, ...] = ()
    """What was brought and not read, or does not count: named outside a list, not a witness's to say, void."""
    unverified: tuple[Note, ...] = ()
    staleness: tuple[Note, ...] = ()
    law_read_up_to: str | None = None
    """Until when the law that decided was read, where an act is after that day; a later text is not known."""
    not_modelled: tuple[Note, ...] = ()
    not_examined: tuple[Note, ...] = ()
    findings: tuple[Note, ...] = ()
    known_readings: tuple[Note, ...] = ()
    """What the usual and the cautious construction agree on, where only doubt about the law is open."""
    pending: tuple[PendingOut, ...] = ()
    """Pending law that would change the answer; with `check --pending` all that would concern the act."""
    exposure: tuple[dict[str, Any], ...] = ()
    law_book: LawBookOut
    file: str | msgspec.UnsetType = msgspec.UNSET
    """Of which file it is, where it is one of several answers."""

    def to_json(self) -> bytes:
        """Canonical JSON, one trailing newline."""
        return msgspec.json.format(msgspec.json.encode(self, enc_hook=list), indent=2) + b"\n"

    @property
    def whole(self) -> Answer:
        """The same with all of it made, as plain tuples."""
        made = structs.replace(self, open_facts=tuple(self.open_facts), derived=tuple(self.derived))
        return self if made.open_facts is self.open_facts and made.derived is self.derived else made


def made_later(rows: Sequence[RowT]) -> tuple[RowT, ...]:
    """A long part of an answer each row of which is made as it is read; `Answer.whole` makes a tuple of it."""
    return rows  # type: ignore[return-value]  # a sequence that a command reads as it would the tuple


def answer_schema() -> dict[str, Any]:
    """The JSON Schema of an answer."""
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", **msgspec.json.schema(Answer)}


def verdict_out(found: Range) -> VerdictOut:
    """A range of outcomes in words."""
    return VerdictOut(best=found.best.words, worst=found.worst.words)
