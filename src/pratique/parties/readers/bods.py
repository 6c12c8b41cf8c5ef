"""Beneficial Ownership Data Standard 0.4 (JSON array or JSON lines); 0.2 and 0.3 are upgraded first.

Rule: an interest in shares is capital, an interest in votes is votes, everything else is a power, decisive only where
the standard's own definition of the interest says that it controls. An indirect interest is carried by its component
records, and not counted again, where these lead to its holder with as much (`bods_components`); else its stated total
stands. Where a statement does not say whether an interest is direct, it is not taken to be indirect.
Invariant: every statement gives at least one claim or one finding.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date
from fractions import Fraction
from typing import Any, get_args

from pratique.errors import Findings, Place
from pratique.files import exact_number
from pratique.files.shapes import Shape
from pratique.parties.holdings import (
    Claim,
    Direction,
    Hole,
    Measure,
    PartyClaim,
    Power,
    PowerKind,
    Provenance,
    Remainder,
    Stake,
)
from pratique.parties.party import NOWHERE_KNOWN, Countries, Party, PartyKind, agree
from pratique.parties.readers.bods_components import Carrier, carried_by, carriers, with_records
from pratique.parties.readers.bods_ours import (
    COMPUTED_AS,
    HEADQUARTERS,
    OURS,
    own_claim,
    with_places,
    with_suspension,
)
from pratique.parties.readers.bods_status import annotated, with_status
from pratique.parties.readers.bods_upgrade import upgrade
from pratique.parties.readers.fields import (
    asserted,
    dated,
    identifier,
    is_bare,
    note_self_ownership,
    parse_countries,
    parse_days,
)
from pratique.parties.readers.remarks import for_another, remark_holes, unless_over
from pratique.parties.shares import UNKNOWN, Share, meet
from pratique.patterns import regex

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
_ECONOMIC = frozenset(
    ("rightsToSurplusAssetsOnDissolution", "rightsToProfitOrIncome", "rightToProfitOrIncomeFromAssets")
)
_OWN_KINDS: Mapping[str, PowerKind] = {kind: kind for kind in get_args(PowerKind)}
_POWER = regex(OURS + r"(\w+), decisive (yes|no|unknown)")
_MAJORITY = regex(r"majority|right[- ]to[- ]appoint[- ]and[- ]remove", re.IGNORECASE)
"""Details of an appointment of directors that say that it is of the majority."""
_CLASS = regex(r"\b(?:class|series) \w+|\b(?:ordinary|preference|preferred|common) (?:shares|stock)", re.IGNORECASE)
_UNREAD = "?"
"""Stands for a country that is stated in a shape which cannot be read."""


def read_bods(statements: list[Any], source: str, findings: Findings) -> Iterator[Claim]:
    """The claims of a list of statements; `source` names the file in places and proofs."""
    rows = with_records(upgrade(statements, source, findings), source, findings)
    carrying = carriers(rows)
    for number, statement in enumerate(rows):
        place = Place(source, f"/{number}")
        if not isinstance(statement, dict) or not isinstance(statement.get("recordDetails"), dict):
            step = "A BODS 0.4 statement holds `recordType` and `recordDetails`."
            findings.add("bods.statement", "This is not a BODS statement.", place, step)
            continue
        yield from _claims(Shape(statement, place, findings, "bods"), source, carrying)


def _claims(statement: Shape, source: str, carrying: Mapping[str, Carrier]) -> Iterator[Claim]:
    findings, place = statement.findings, statement.place
    record = statement.text("recordId")
    if not record:
        findings.add("bods.record-id", "The statement has no recordId.", place, "Give one; it cannot be replaced.")
        record = f"{place}"
    provenance = _provenance(statement, record, source)
    details = Shape(statement.object("recordDetails").fields, place, findings, "bods")
    details.flag("isComponent")  # not read here, but a statement that says it otherwise is told so
    provenance, open_ = with_status(statement, record, provenance)
    subject = details.raw("subject") if statement.text("recordType") == "relationship" else record
    yield from (*open_, *annotated(statement, subject if isinstance(subject, str) else None, provenance))
    match statement.text("recordType"):
        case "entity":
            yield PartyClaim(_entity(record, details), provenance)
            if gone := details.text("dissolutionDate"):
                ended = dated(replace(provenance, record=""), gone, "", findings, place)
                yield Hole(record, "It is dissolved: who stands for it now is open.", ended)
        case "person":
            yield PartyClaim(_person(record, details), provenance)
            yield from _offices(record, details, provenance)
        case "relationship":
            yield from _relationship(details, provenance, carrying)
        case _:
            other = statement.raw("recordType")
            step = "Use entity, person or relationship."
            findings.add("bods.record-type", f"There is no record type {other!r}.", place, step, value=str(other))


def _provenance(statement: Shape, record: str, source: str) -> Provenance:
    publication = statement.object("publicationDetails")
    publisher = publication.object("publisher").text("name")
    stated, published = statement.text("statementDate"), publication.text("publicationDate")
    stands = Provenance(
        source=f"{source} ({publisher})" if publisher else source,
        place=statement.place,
        record=f"{statement.text('recordType') or None} {record}",
        closed=statement.text("recordStatus") == "closed",
    )
    if not stated and (by := parse_days(published, statement.findings, statement.place)):
        # It was made at some time before it was published.
        return replace(stands, asserted_on=date.min, asserted_by=by.last)
    return asserted(stands, stated, statement.findings, statement.place)


def _entity(name: str, details: Shape) -> Party:
    kind_text = details.object("entityType").text("type")
    if kind_text not in _ENTITY_KINDS:
        step = "Use a code of the entityType list."
        said = f"There is no entity type {kind_text or None!r}."
        details.findings.add("bods.entity-type", said, details.place, step, value=kind_text)
    names = [details.text("name"), *details.texts("alternateNames")]
    party = Party(
        id=name,
        kind=_ENTITY_KINDS.get(kind_text, "unknown"),
        names=tuple(text for text in names if text),
        identifiers=_identifiers(details),
        # Where its registered address is not in its jurisdiction, either may be the place of its law.
        organised=agree((_country(details, "jurisdiction"), _addresses(details, "registered"))),
        principal_place=_addresses(details, "business"),
        headquarters=_addresses(details, "alternative", HEADQUARTERS),
        listed=details.object("publicListing").flag("hasPublicListing"),
        reason=details.object("unspecifiedEntityDetails").text("reason") or None,
    )
    return with_places(party, (row.text("address") for row in details.objects("addresses")))


def _person(name: str, details: Shape) -> Party:
    kind_text = details.text("personType")
    if kind_text not in _PERSON_KINDS:
        step = "Use a code of the personType list."
        said = f"There is no person type {kind_text or None!r}."
        details.findings.add("bods.person-type", said, details.place, step, value=kind_text)
    party = Party(
        id=name,
        kind=_PERSON_KINDS.get(kind_text, "unknown"),
        names=tuple(_full_names(details)),
        identifiers=_identifiers(details),
        citizenship=_nationalities(details),
        residence=_residence(details),
        reason=details.object("unspecifiedPersonDetails").text("reason") or None,
    )
    return with_places(party, (row.text("address") for row in details.objects("addresses")))


def _offices(name: str, details: Shape, provenance: Provenance) -> Iterator[Direction]:
    """The states in which a person holds a public office: whether it acts for them is open."""
    for row in details.object("politicalExposure").objects("details"):
        for code in sorted(_country(row, "jurisdiction").must):
            told = row.text("reason") or "politically exposed"
            yield Direction(name, code, replace(provenance, record=""), None, told)


def _full_names(details: Shape) -> Iterator[str]:
    for row in details.objects("names"):
        if text := row.text("fullName"):
            yield text
        else:
            step = "State it; a name in other fields is not read."
            details.findings.add("bods.name", "A name has no fullName.", row.place, step, "warning")


def _identifiers(details: Shape) -> tuple[tuple[str, str], ...]:
    pairs = (
        identifier(row.text("scheme") or row.text("schemeName"), row.text("id"), details.findings, details.place)
        for row in details.objects("identifiers")
    )
    return tuple(pair for pair in pairs if pair)


def _country(owner: Shape, name: str) -> Countries:
    """The country of a field; any is possible where it is not read."""
    found = owner.object(name)
    return parse_countries([found.text("code") or found.text("name")], owner.findings, owner.place)


def _nationalities(details: Shape) -> Countries:
    """The nationalities; one that cannot be read leaves any country possible beside the others."""
    rows = details.objects("nationalities")
    texts = [row.text("code") or row.text("name") or _UNREAD for row in rows]
    given = details.raw("nationalities")
    lost = isinstance(given, list) and len(rows) < len(given)
    return parse_countries([*texts, *([_UNREAD] if lost else [])], details.findings, details.place)


def _residence(details: Shape) -> Countries:
    """Where a person lives; a country where it pays tax is possible beside it."""
    lives = _addresses(details, "residence")
    taxed = [row.text("code") or row.text("name") or _UNREAD for row in details.objects("taxResidencies")]
    paid = parse_countries(taxed, details.findings, details.place)
    if not taxed or lives.may is None:
        return lives
    return Countries(lives.must, None if paid.may is None else lives.may | paid.may)


def _addresses(details: Shape, kind: str, text: str = "") -> Countries:
    stated = (row for row in details.objects("addresses") if row.text("type") == kind and row.has("country"))
    rows = [row for row in stated if not text or row.text("address") == text]
    if not rows:
        return NOWHERE_KNOWN
    countries = [row.object("country") for row in rows]
    texts = [each.text("code") or each.text("name") or _UNREAD for each in countries]
    return parse_countries(texts, details.findings, details.place)


def _relationship(details: Shape, provenance: Provenance, carrying: Mapping[str, Carrier]) -> Iterator[Claim]:
    findings, place = details.findings, details.place
    subject = details.raw("subject")
    if not isinstance(subject, str) or not subject:
        step = "Nothing can be said of a relationship without it."
        findings.add("bods.subject", "The relationship names no subject.", place, step, "warning")
        return
    interests = details.objects("interests")
    holder, claims = _holder(details, subject, provenance, bool(interests))
    yield from claims
    if holder is None:
        return
    note_self_ownership(holder, subject, findings, place)
    given = details.raw("interests")
    if not interests or (isinstance(given, list) and len(interests) < len(given)):
        # None is stated, or one that cannot be read: there is an interest of which nothing is known.
        yield Power(holder, subject, "undisclosed", provenance)
    components = details.texts("componentRecords")
    for interest in interests:
        spot = Place(
            place.file, (interest.place.pointer or "").replace("/interests/", "/recordDetails/interests/", 1)
        )
        yield from _interest(
            Shape(interest.fields, spot, findings, "bods"), holder, subject, provenance, components, carrying
        )


def _holder(details: Shape, subject: str, provenance: Provenance, interested: bool) -> tuple[str | None, list[Claim]]:
    """Who holds the interest, and what its absence claims; None where nobody does and nothing is held."""
    holder = details.raw("interestedParty")
    if isinstance(holder, str) and holder:
        return holder, []
    reason = details.object("interestedParty").text("reason") or "unknown"
    if not interested and (
        ours := own_claim(details.object("interestedParty").text("description"), subject, provenance)
    ):
        return None, [ours]
    if not interested:
        return None, [Remainder(subject, "undisclosed", provenance, reason=reason)]
    name = f"{provenance.record.removeprefix('relationship ')}#interestedParty"
    return name, [PartyClaim(Party(name, "unknown", reason=reason), provenance)]


def _interest(
    interest: Shape,
    holder: str,
    subject: str,
    provenance: Provenance,
    components: list[str],
    carrying: Mapping[str, Carrier],
) -> Iterator[Claim]:
    findings, place = interest.findings, interest.place
    here = replace(provenance, place=place)
    stated = dated(here, interest.text("startDate"), interest.text("endDate"), findings, place)
    kind = interest.text("type") or "unknownInterest"
    told = interest.text("details")
    stated = unless_over(stated, told)
    if told.startswith(COMPUTED_AS):
        step = "It follows from the statements beside it and is worked out again."
        findings.add("bods.computed", "A computed control is not a statement of its own.", place, step, "note")
        return
    if ours := _POWER.match(told):
        decisive = {"yes": True, "no": False}.get(ours[2])
        yield Power(holder, subject, _OWN_KINDS.get(ours[1], "undisclosed"), stated, decisive, _share(interest))
        return
    indirect = {"direct": False, "indirect": True}.get(interest.text("directOrIndirect"))
    if indirect and carried_by(components, carrying, holder, subject, _share(interest)):
        step = "Its component records are counted instead."
        findings.add("bods.indirect", "An indirect interest is carried by its components.", place, step, "note")
    elif kind in ("shareholding", "votingRights"):
        share = _share(interest)
        measure: Measure = "capital" if kind == "shareholding" else "votes"
        stake = Stake(holder, subject, measure, share, stated, indirect=indirect, share_class=_class(told))
        stake = replace(stake, held_for="") if for_another(told) else stake
        yield with_suspension(stake, told)
        yield from remark_holes(subject, told, stated)
    elif kind in _POWERS:
        power, decisive = _POWERS[kind]
        if kind in _ECONOMIC and _share(interest).high > Fraction(1, 2):
            # Whoever may have most of what a company earns may be who owns it.
            decisive = None
        if power == "board" and _MAJORITY.search(interest.text("details")):
            decisive = True
        share = _share(interest) if kind == "appointmentOfBoard" else UNKNOWN
        yield Power(holder, subject, power, stated, decisive, share, interest.text("details"))
    else:
        step = "It is kept as an interest of unknown kind."
        findings.add("bods.interest-type", f"There is no interest type {kind!r}.", place, step, value=kind)
        yield Power(holder, subject, "undisclosed", stated)


def _class(details: str) -> str:
    """The class of shares that the details of an interest name; empty where they name none."""
    found = _CLASS.search(details)
    return " ".join(found[0].lower().split()) if found else ""


def _share(interest: Shape) -> Share:
    return read_share(interest.object("share").fields, interest.findings, interest.place)


def read_share(share: Mapping[str, Any], findings: Findings, place: Place) -> Share:
    """A BODS share object in parts of one; unknown where it states nothing or nothing possible."""
    try:
        low, low_open = _end(share, "minimum", "exclusiveMinimum", Fraction(0))
        high, high_open = _end(share, "maximum", "exclusiveMaximum", Fraction(1))
        stated = Share(low, high, low_open, high_open)
        if share.get("exact") is None:
            return stated
        exact = Share(_part(share["exact"]), _part(share["exact"]))
        exact = replace(exact, bare=is_bare(str(share["exact"]), exact))
        if meet((exact, stated)) is None:
            raise ValueError("the exact share lies outside of the least and the most")
        return exact
    except (ValueError, TypeError, ZeroDivisionError) as error:
        step = "Give percentages from 0 to 100; until then the share is unknown."
        findings.add("bods.share", f"The share {share!r} is impossible: {error}", place, step, value=str(share))
        return UNKNOWN


def _end(share: Mapping[str, Any], closed: str, opened: str, default: Fraction) -> tuple[Fraction, bool]:
    """One end of a share. In 0.2 and 0.3 the exclusive keys were flags on the inclusive ones."""
    flag = share.get(opened)
    if isinstance(flag, bool):
        value = share.get(closed)
        return (default, False) if value is None else (_part(value), flag)
    if flag is not None:
        return _part(flag), True
    return (default, False) if share.get(closed) is None else (_part(share[closed]), False)


def _part(percent: Any) -> Fraction:
    return exact_number(percent) / 100
