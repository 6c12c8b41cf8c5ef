"""GLEIF golden-copy records to claims, whatever file they came in.

Rule: consolidation is evidence of control, not a share: "is consolidated by" makes the parent decide, and leaves
every share unknown. A reporting exception says why no parent is named; only `NO_KNOWN_PERSON` says that nobody
controls, which is dispersed ownership. Fund management is a power that decides or not, unknown.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import field, replace
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
from pratique.parties.party import Party, agree
from pratique.parties.readers.fields import (
    asserted,
    dated,
    identifier,
    note_self_ownership,
    parse_countries,
    parse_share,
)
from pratique.parties.shares import UNKNOWN
from pratique.value_class import dataclass

SOURCE = "GLEIF"
_RELATIONS: Mapping[str, tuple[PowerKind, bool | None]] = {
    "IS_DIRECTLY_CONSOLIDATED_BY": ("consolidation", True),
    "IS_ULTIMATELY_CONSOLIDATED_BY": ("consolidation", True),
    "IS_INTERNATIONAL_BRANCH_OF": ("branch", True),
    "IS_FUND-MANAGED_BY": ("fund_manager", None),
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
    """A level 1 record: who is who; `associates` are whom it names beside itself, as the family of a fund."""

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
    legal_address: str | None = None
    associates: tuple[str, ...] = ()


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
    """A reporting exception: why an entity names no parent; several reasons are joined by commas."""

    lei: str
    category: str
    reason: str
    place: Place
    updated: str | None = None
    reference: str = ""


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
        # Where its registered address is not in its jurisdiction, either may be the place of its law.
        organised=agree(
            parse_countries([text], findings, record.place) for text in (record.jurisdiction, record.legal_address)
        ),
        headquarters=parse_countries([record.headquarters], findings, record.place),
    )
    provenance = Provenance(SOURCE, record.place, record=f"LEI {record.lei}")
    return PartyClaim(party, asserted(provenance, record.updated, findings, record.place))


_GONE = {"INACTIVE", "RETIRED", "MERGED", "DUPLICATE", "ANNULLED", "CANCELLED", "NULL"}
"""What the status of an entity or of its registration says where it is no party of today any more."""


def _successors(record: EntityRecord, provenance: Provenance) -> Iterator[Claim]:
    """Who stands for, or stands behind, an entity that is merged, retired, stated twice, a branch or a fund."""
    stated = provenance if record.updated else replace(provenance, record="")
    gone = sorted(_GONE & {each.upper() for each in record.status})
    if gone:
        yield Hole(record.lei, f"Its LEI is {' and '.join(gone).lower()}: who stands for it now is open.", stated)
    for other in record.associates:
        yield Power(other, record.lei, "undisclosed", replace(stated, record=""), None, details="named beside it")
    if (record.category or "").upper() == "BRANCH":
        yield Remainder(record.lei, "undisclosed", replace(stated, record=""), reason="undisclosed")
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
    named = _code(record.type)
    note_self_ownership(record.parent, record.child, findings, record.place)
    kind, decisive = _RELATIONS.get(named, ("undisclosed", None))
    status = _code(record.status or "")
    if status not in ("", "ACTIVE", "INACTIVE"):
        # Whether it goes on, nobody says.
        decisive = None
    provenance = Provenance(
        SOURCE,
        record.place,
        record=f"{record.child} {named} {record.parent}",
        closed=status == "INACTIVE",
    )
    provenance = asserted(provenance, record.updated, findings, record.place)
    provenance = dated(provenance, record.start, record.end, findings, record.place)
    if named not in _RELATIONS:
        step = "It is kept as an interest of unknown kind, of either in the other."
        text = f"There is no relationship type {record.type!r}."
        findings.add("gleif.relationship-type", text, record.place, step, value=record.type)
        yield Hole(record.parent, f"{text} Which of the two stands above the other is open.", provenance)
    details = "" if named in _RELATIONS else record.type
    yield Power(record.parent, record.child, kind, provenance, decisive, details=details)
    if kind == "consolidation":
        yield from _shares(record, provenance, findings)


def _code(text: str) -> str:
    """A code as the lists of GLEIF write it: capitals, underscores (but `IS_FUND-MANAGED_BY`)."""
    return re.sub(r"[\s-]+", "_", text.strip().upper()).replace("FUND_MANAGED", "FUND-MANAGED")


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
        direct = _code(record.type) == "IS_DIRECTLY_CONSOLIDATED_BY" and share.is_exact and share.low == 1
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
    stated = [_code(each) for each in record.reason.split(",") if each.strip()] or [""]
    unknown = [each for each in stated if each not in _REASONS]
    for each in unknown:
        text = f"There is no exception reason {each!r}."
        step = "The owners are kept as undisclosed."
        findings.add("gleif.exception-reason", text, record.place, step, value=each)
    named = re.findall(r"\b[0-9A-Z]{18}\d{2}\b", record.reference.upper())
    for lei in named:
        yield Power(lei, record.lei, "undisclosed", replace(provenance, record=""), details="named in an exception")
    hidden = [each for each in stated if each != "NO_KNOWN_PERSON"]
    if hidden:
        reason = "unknown" if unknown else _REASONS[hidden[0]]
        yield Remainder(record.lei, "undisclosed", provenance, reason=reason)
    else:
        # Nobody is known to control: each holder has at most half, and whether they act together is not said.
        yield Remainder(record.lei, "dispersed", provenance, threshold=Fraction(1, 2), reason="NO_KNOWN_PERSON")
