"""Beneficial Ownership Data Standard 0.4 (JSON array or JSON lines); 0.2 and 0.3 are upgraded first.

Rule: an interest in shares is capital, an interest in votes is votes, everything else is a power, decisive only where
the standard's own definition of the interest says that it controls. An indirect interest that names its component
records is carried by these and not counted again; without them it only raises what is possible.
Invariant: every statement gives at least one claim or one finding.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from fractions import Fraction
from typing import Any

from pratique.errors import Findings, Place
from pratique.parties.holdings import Claim, Measure, PartyClaim, Power, PowerKind, Provenance, Remainder, Stake
from pratique.parties.party import NOWHERE_KNOWN, Countries, Party, PartyKind
from pratique.parties.readers.bods_upgrade import upgrade
from pratique.parties.readers.fields import (
    identifier,
    note_self_ownership,
    parse_countries,
    parse_day,
    parse_period,
)
from pratique.parties.shares import UNKNOWN, Share

_ENTITY_KINDS: Mapping[str, PartyKind] = {
    "registeredEntity": "entity",
    "legalEntity": "entity",
    "arrangement": "arrangement",
    "anonymousEntity": "anonymous",
    "unknownEntity": "unknown",
    "state": "state",
    "stateBody": "state_body",
}
_PERSON_KINDS: Mapping[str, PartyKind] = {
    "knownPerson": "person",
    "anonymousPerson": "anonymous",
    "unknownPerson": "unknown",
}
_POWERS: Mapping[str, tuple[PowerKind, bool | None]] = {
    "appointmentOfBoard": ("board", None),
    "otherInfluenceOrControl": ("influence", None),
    "seniorManagingOfficial": ("management", None),
    "settlor": ("influence", None),
    "trustee": ("trustee", None),
    "protector": ("influence", None),
    "beneficiaryOfLegalArrangement": ("influence", None),
    "rightsGrantedByContract": ("contract", None),
    "conditionalRightsGrantedByContract": ("contract", None),
    "controlViaCompanyRulesOrArticles": ("articles", True),
    "controlByLegalFramework": ("legal_framework", True),
    "boardMember": ("management", None),
    "boardChair": ("management", None),
    "unknownInterest": ("undisclosed", None),
    "unpublishedInterest": ("undisclosed", None),
    "nominee": ("nominee", False),
    "nominator": ("nominator", True),
    "rightsToSurplusAssetsOnDissolution": ("contract", False),
    "rightsToProfitOrIncome": ("contract", False),
    "enjoymentAndUseOfAssets": ("contract", False),
    "rightToProfitOrIncomeFromAssets": ("contract", False),
}


def read_bods(statements: list[Any], source: str, findings: Findings) -> Iterator[Claim]:
    """The claims of a list of statements; `source` names the file in places and proofs."""
    for number, statement in enumerate(upgrade(statements, source, findings)):
        place = Place(source, f"/{number}")
        if not isinstance(statement, dict) or not isinstance(statement.get("recordDetails"), dict):
            step = "A BODS 0.4 statement holds `recordType` and `recordDetails`."
            findings.add("bods.statement", "This is not a BODS statement.", place, step)
            continue
        provenance = _provenance(statement, source, findings, place)
        details = statement["recordDetails"]
        match statement.get("recordType"):
            case "entity":
                yield PartyClaim(_entity(str(statement["recordId"]), details, findings, place), provenance)
            case "person":
                yield PartyClaim(_person(str(statement["recordId"]), details, findings, place), provenance)
            case "relationship":
                yield from _relationship(details, provenance, findings, place)
            case other:
                step = "Use entity, person or relationship."
                findings.add("bods.record-type", f"There is no record type {other!r}.", place, step, value=str(other))


def _provenance(statement: dict[str, Any], source: str, findings: Findings, place: Place) -> Provenance:
    if not statement.get("recordId"):
        findings.add("bods.record-id", "The statement has no recordId.", place, "Give one; it cannot be replaced.")
        statement["recordId"] = f"{place}"
    publication = statement.get("publicationDetails") or {}
    publisher = (publication.get("publisher") or {}).get("name")
    stated = parse_day(statement.get("statementDate") or publication.get("publicationDate"), findings, place)
    return Provenance(
        source=f"{source} ({publisher})" if publisher else source,
        place=place,
        basis="registry",
        record=f"{statement.get('recordType')} {statement['recordId']}",
        asserted_on=stated,
        closed=statement.get("recordStatus") == "closed",
    )


def _entity(name: str, details: dict[str, Any], findings: Findings, place: Place) -> Party:
    kind_text = (details.get("entityType") or {}).get("type")
    if kind_text not in _ENTITY_KINDS:
        step = "Use a code of the entityType list."
        findings.add("bods.entity-type", f"There is no entity type {kind_text!r}.", place, step, value=str(kind_text))
    names = [details.get("name"), *(details.get("alternateNames") or [])]
    jurisdiction = details.get("jurisdiction")
    listing = details.get("publicListing") or {}
    return Party(
        id=name,
        kind=_ENTITY_KINDS.get(str(kind_text), "unknown"),
        names=tuple(str(text) for text in names if text),
        identifiers=_identifiers(details, findings, place),
        organised=_places([jurisdiction] if jurisdiction else [], findings, place),
        principal_place=_addresses(details, "business", findings, place),
        listed=listing.get("hasPublicListing"),
        reason=(details.get("unspecifiedEntityDetails") or {}).get("reason"),
    )


def _person(name: str, details: dict[str, Any], findings: Findings, place: Place) -> Party:
    kind_text = details.get("personType")
    if kind_text not in _PERSON_KINDS:
        step = "Use a code of the personType list."
        findings.add("bods.person-type", f"There is no person type {kind_text!r}.", place, step, value=str(kind_text))
    return Party(
        id=name,
        kind=_PERSON_KINDS.get(str(kind_text), "unknown"),
        names=tuple(str(row["fullName"]) for row in details.get("names") or [] if row.get("fullName")),
        identifiers=_identifiers(details, findings, place),
        citizenship=_places(details.get("nationalities") or [], findings, place),
        residence=_addresses(details, "residence", findings, place),
        reason=(details.get("unspecifiedPersonDetails") or {}).get("reason"),
    )


def _identifiers(details: dict[str, Any], findings: Findings, place: Place) -> tuple[tuple[str, str], ...]:
    rows = details.get("identifiers") or []
    pairs = (
        identifier(str(row.get("scheme") or row.get("schemeName") or ""), str(row.get("id") or ""), findings, place)
        for row in rows
    )
    return tuple(pair for pair in pairs if pair)


def _places(rows: list[Any], findings: Findings, place: Place) -> Countries:
    texts = [row.get("code") or row.get("name") for row in rows if isinstance(row, dict)]
    return parse_countries(texts, findings, place)


def _addresses(details: dict[str, Any], kind: str, findings: Findings, place: Place) -> Countries:
    rows = [row for row in details.get("addresses") or [] if row.get("type") == kind and row.get("country")]
    return _places([row["country"] for row in rows], findings, place) if rows else NOWHERE_KNOWN


def _relationship(
    details: dict[str, Any], provenance: Provenance, findings: Findings, place: Place
) -> Iterator[Claim]:
    subject, holder = details.get("subject"), details.get("interestedParty")
    if not isinstance(subject, str):
        step = "Nothing can be said of a relationship without it."
        findings.add("bods.subject", "The relationship names no subject.", place, step, "warning")
        return
    interests = details.get("interests") or []
    if not isinstance(holder, str):
        reason = str((holder or {}).get("reason") or "unknown")
        if not interests:
            yield Remainder(subject, "undisclosed", provenance, reason=reason)
            return
        holder = f"{provenance.record.removeprefix('relationship ')}#interestedParty"
        yield PartyClaim(Party(holder, "unknown", reason=reason), provenance)
    note_self_ownership(holder, subject, findings, place)
    if not interests:
        yield Power(holder, subject, "undisclosed", provenance)
    carried = bool(details.get("componentRecords"))
    for number, interest in enumerate(interests):
        spot = Place(place.file, f"{place.pointer}/recordDetails/interests/{number}")
        yield from _interest(interest, holder, subject, provenance, carried, findings, spot)


def _interest(
    interest: dict[str, Any],
    holder: str,
    subject: str,
    provenance: Provenance,
    carried: bool,
    findings: Findings,
    place: Place,
) -> Iterator[Claim]:
    start, end = parse_period(interest.get("startDate"), interest.get("endDate"), findings, place)
    dated = replace(provenance, place=place, start=start, end=end)
    kind = interest.get("type") or "unknownInterest"
    direct = interest.get("directOrIndirect") == "direct"
    if carried and interest.get("directOrIndirect") == "indirect":
        step = "Its component records are counted instead."
        findings.add("bods.indirect", "An indirect interest is carried by its components.", place, step, "note")
    elif kind in ("shareholding", "votingRights"):
        share = read_share(interest.get("share"), findings, place)
        measure: Measure = "capital" if kind == "shareholding" else "votes"
        yield Stake(holder, subject, measure, share, dated, indirect=not direct)
    elif kind in _POWERS:
        power, decisive = _POWERS[kind]
        share = read_share(interest.get("share"), findings, place) if kind == "appointmentOfBoard" else UNKNOWN
        yield Power(holder, subject, power, dated, decisive, share, str(interest.get("details") or ""))
    else:
        step = "It is kept as an interest of unknown kind."
        findings.add("bods.interest-type", f"There is no interest type {kind!r}.", place, step, value=str(kind))
        yield Power(holder, subject, "undisclosed", dated)


def read_share(share: Any, findings: Findings, place: Place) -> Share:
    """A BODS share object in parts of one; unknown where it states nothing or nothing possible."""
    if not isinstance(share, dict):
        return UNKNOWN
    try:
        if share.get("exact") is not None:
            part = _part(share["exact"])
            return Share(part, part)
        low, low_open = _end(share, "minimum", "exclusiveMinimum", Fraction(0))
        high, high_open = _end(share, "maximum", "exclusiveMaximum", Fraction(1))
        return Share(low, high, low_open, high_open)
    except (ValueError, TypeError, ZeroDivisionError) as error:
        step = "Give percentages from 0 to 100; until then the share is unknown."
        findings.add("bods.share", f"The share {share!r} is impossible: {error}", place, step, value=str(share))
        return UNKNOWN


def _end(share: dict[str, Any], closed: str, opened: str, default: Fraction) -> tuple[Fraction, bool]:
    """One end of a share. In 0.2 and 0.3 the exclusive keys were flags on the inclusive ones."""
    flag = share.get(opened)
    if isinstance(flag, bool):
        value = share.get(closed)
        return (default, False) if value is None else (_part(value), flag)
    if flag is not None:
        return _part(flag), True
    return (default, False) if share.get(closed) is None else (_part(share[closed]), False)


def _part(percent: Any) -> Fraction:
    return Fraction(str(percent)) / 100
