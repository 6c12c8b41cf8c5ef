"""GLEIF golden-copy records to claims, whatever file they came in.

Rule: consolidation is evidence of control, not a share: "is consolidated by" makes the parent decide, and leaves
every share unknown. A reporting exception says why no parent is named; only `NO_KNOWN_PERSON` says that nobody
controls, which is dispersed ownership. Fund management is a power that decides or not, unknown.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from fractions import Fraction

from pratique.errors import Findings, Place
from pratique.parties.holdings import (
    Claim,
    Hole,
    PartyClaim,
    Power,
    PowerKind,
    Provenance,
    Remainder,
    SameAs,
    Stake,
)
from pratique.parties.party import Party
from pratique.parties.readers.fields import (
    asserted,
    dated,
    identifier,
    note_self_ownership,
    parse_countries,
    parse_share,
)
from pratique.parties.shares import UNKNOWN

SOURCE = "GLEIF"
_RELATIONS: Mapping[str, tuple[PowerKind, bool | None]] = {
    "IS_DIRECTLY_CONSOLIDATED_BY": ("consolidation", True),
    "IS_ULTIMATELY_CONSOLIDATED_BY": ("consolidation", True),
    "IS_INTERNATIONAL_BRANCH_OF": ("branch", True),
    "IS_FUND-MANAGED_BY": ("fund_manager", None),
    "IS_FUND_MANAGED_BY": ("fund_manager", None),
    "IS_SUBFUND_OF": ("fund_manager", None),
    "IS_FEEDER_TO": ("influence", None),
}
_REASONS = {
    "NO_KNOWN_PERSON": "NO_KNOWN_PERSON",
    "NATURAL_PERSONS": "NATURAL_PERSONS",
    "NON_CONSOLIDATING": "NON_CONSOLIDATING",
    "NO_LEI": "NO_LEI",
    "NON_PUBLIC": "NON_PUBLIC",
    "BINDING_LEGAL_COMMITMENTS": "NON_PUBLIC",
    "LEGAL_OBSTACLES": "NON_PUBLIC",
    "CONSENT_NOT_OBTAINED": "NON_PUBLIC",
    "DISCLOSURE_DETRIMENTAL": "NON_PUBLIC",
    "DETRIMENT_NOT_EXCLUDED": "NON_PUBLIC",
}


@dataclass(frozen=True, slots=True)
class EntityRecord:
    """A level 1 record: who is who."""

    lei: str
    place: Place
    names: tuple[str, ...] = ()
    jurisdiction: str | None = None
    headquarters: str | None = None
    category: str | None = None
    updated: str | None = None
    others: tuple[tuple[str, str], ...] = field(default=())
    status: tuple[str, ...] = ()
    successors: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Quantifier:
    """How much of the child the parent has, as the record words it: a method, an amount and its unit."""

    method: str
    amount: str
    unit: str


@dataclass(frozen=True, slots=True)
class RelationRecord:
    """A level 2 record: the start node (child) relates to the end node (parent)."""

    child: str
    parent: str
    type: str
    place: Place
    status: str | None = None
    start: str | None = None
    end: str | None = None
    updated: str | None = None
    quantifiers: tuple[Quantifier, ...] = ()


@dataclass(frozen=True, slots=True)
class ExceptionRecord:
    """A reporting exception: why an entity names no parent."""

    lei: str
    category: str
    reason: str
    place: Place
    updated: str | None = None


Record = EntityRecord | RelationRecord | ExceptionRecord


def period_of(periods: Iterable[tuple[str | None, str | None]]) -> tuple[str | None, str | None]:
    """First and last day of a relationship out of its periods: the one that goes on, else the last to end."""
    found = list(periods)
    if not found:
        return None, None
    running = [each for each in found if not each[1]]
    return min(running, key=lambda each: each[0] or "") if running else max(found, key=lambda each: each[1] or "")


def gleif_claims(record: Record, findings: Findings) -> Iterator[Claim]:
    """What one record claims."""
    match record:
        case EntityRecord():
            claim = _entity(record, findings)
            yield claim
            yield from _successors(record, claim.provenance)
        case RelationRecord():
            yield from _relation(record, findings)
        case ExceptionRecord():
            yield from _exception(record, findings)


def _entity(record: EntityRecord, findings: Findings) -> PartyClaim:
    pairs = [identifier("LEI", record.lei, findings, record.place)]
    pairs += [identifier(scheme, number, findings, record.place) for scheme, number in record.others]
    party = Party(
        id=record.lei,
        kind="state_body" if record.category == "RESIDENT_GOVERNMENT_ENTITY" else "entity",
        names=record.names,
        identifiers=tuple(pair for pair in pairs if pair),
        organised=parse_countries([record.jurisdiction], findings, record.place),
        headquarters=parse_countries([record.headquarters], findings, record.place),
    )
    provenance = Provenance(SOURCE, record.place, record=f"LEI {record.lei}")
    return PartyClaim(party, asserted(provenance, record.updated, findings, record.place))


_GONE = {"INACTIVE", "RETIRED", "MERGED", "DUPLICATE", "ANNULLED", "CANCELLED", "NULL"}
"""What the status of an entity or of its registration says where it is no party of today any more."""


def _successors(record: EntityRecord, provenance: Provenance) -> Iterator[Claim]:
    """Who stands for an entity that is merged, retired or stated twice; nothing is ruled out of it."""
    stated = provenance if record.updated else replace(provenance, record="")
    gone = sorted(_GONE & {each.upper() for each in record.status})
    if gone:
        yield Hole(record.lei, f"Its LEI is {' and '.join(gone).lower()}: who stands for it now is open.", stated)
    for other in record.successors:
        if "DUPLICATE" in gone:
            yield SameAs(record.lei, other, replace(stated, record=""))
        else:
            yield Power(
                other, record.lei, "legal_framework", replace(stated, record=""), True, details="succeeded it"
            )


def _relation(record: RelationRecord, findings: Findings) -> Iterator[Claim]:
    for lei in (record.child, record.parent):
        identifier("LEI", lei, findings, record.place)
    if record.type not in _RELATIONS:
        step = "It is kept as an interest of unknown kind."
        text = f"There is no relationship type {record.type!r}."
        findings.add("gleif.relationship-type", text, record.place, step, value=record.type)
    note_self_ownership(record.parent, record.child, findings, record.place)
    kind, decisive = _RELATIONS.get(record.type, ("undisclosed", None))
    provenance = Provenance(
        SOURCE,
        record.place,
        record=f"{record.child} {record.type} {record.parent}",
        closed=record.status in ("INACTIVE", "NULL"),
    )
    provenance = asserted(provenance, record.updated, findings, record.place)
    provenance = dated(provenance, record.start, record.end, findings, record.place)
    details = "" if record.type in _RELATIONS else record.type
    yield Power(record.parent, record.child, kind, provenance, decisive, details=details)
    if kind == "consolidation":
        yield from _shares(record, provenance, findings)


def _shares(record: RelationRecord, provenance: Provenance, findings: Findings) -> Iterator[Stake]:
    """The part of the child that goes into the parent's accounts: a part of its capital, through whomever it is held.

    A unit that is no percentage says nothing of it (RR-CDF 2.1 knows PERCENTAGE alone).
    """
    for each in record.quantifiers:
        if not each.amount:
            continue
        if each.unit.upper() not in ("PERCENTAGE", "PERCENT", "%"):
            text = f"The amount {each.amount!r} is in {each.unit or 'no unit'}: what part that is, is open."
            step = "Give it in PERCENTAGE."
            findings.add("gleif.quantifier", text, record.place, step, "warning", each.unit)
        share = parse_share(each.amount, findings, record.place) if each.unit.upper().startswith("P") else UNKNOWN
        direct = record.type == "IS_DIRECTLY_CONSOLIDATED_BY" and share.is_exact and share.low == 1
        yield Stake(record.parent, record.child, "capital", share, provenance, indirect=False if direct else None)


def check_count(stated: str | None, read: int, source: str, findings: Findings) -> None:
    """Say where a file holds another number of records than its head states: some are missing, of anybody."""
    if stated is None:
        return
    if not stated.strip().isdigit() or int(stated) != read:
        text = f"The head of the file states {stated.strip()[:20]!r} records, and {read} are in it."
        step = "Download it again; until then nobody's owners are all here."
        findings.add("gleif.count", text, Place(source), step, "warning", stated.strip()[:20])


def _exception(record: ExceptionRecord, findings: Findings) -> Iterator[Claim]:
    identifier("LEI", record.lei, findings, record.place)
    provenance = Provenance(SOURCE, record.place, record=f"{record.lei} {record.category}")
    provenance = asserted(provenance, record.updated, findings, record.place)
    reason = _REASONS.get(record.reason)
    if reason is None:
        text = f"There is no exception reason {record.reason!r}."
        step = "The owners are kept as undisclosed."
        findings.add("gleif.exception-reason", text, record.place, step, value=record.reason)
    if reason == "NO_KNOWN_PERSON":
        # Nobody is known to control: each holder has at most half, and whether they act together is not said.
        yield Remainder(record.lei, "dispersed", provenance, threshold=Fraction(1, 2), reason=reason)
    else:
        yield Remainder(record.lei, "undisclosed", provenance, reason=reason or "unknown")
