"""What was computed, as BODS 0.4 statements that others can load.

Rule: the parties and stated holdings above a subject go out as they came in; each computed control is one more
relationship, marked as such in its interest details and source, and never looks like a register's own statement.
Invariant: statement and record ids are hashes of their content, so the same answer gives the same bytes.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date
from fractions import Fraction
from typing import Any

from pratique.errors import Place
from pratique.ids import country_name
from pratique.parties.holdings import Concert, Direction, Holding, Hole, Power, PowerKind, Provenance, Remainder
from pratique.parties.nexus import Controller, controllers, known_party, step_text
from pratique.parties.party import Countries, Party
from pratique.parties.readers.bods_ours import (
    COMPUTED_AS,
    HEADQUARTERS,
    OURS,
    claim_text,
    places_text,
    suspended_text,
)
from pratique.parties.shares import Share
from pratique.parties.snapshot import Snapshot

COMPUTED = "Computed by pratique from the statements above; not a register's own statement."
_ENTITY_TYPES = {
    "entity": "registeredEntity",
    "arrangement": "arrangement",
    "state": "state",
    "state_body": "stateBody",
    "anonymous": "anonymousEntity",
    "unknown": "unknownEntity",
}
_INTERESTS: Mapping[PowerKind, str] = {
    "board": "appointmentOfBoard",
    "veto": "otherInfluenceOrControl",
    "proxy": "otherInfluenceOrControl",
    "special_share": "controlViaCompanyRulesOrArticles",
    "contract": "rightsGrantedByContract",
    "articles": "controlViaCompanyRulesOrArticles",
    "legal_framework": "controlByLegalFramework",
    "consolidation": "otherInfluenceOrControl",
    "branch": "otherInfluenceOrControl",
    "fund_manager": "otherInfluenceOrControl",
    "trustee": "trustee",
    "nominator": "nominator",
    "nominee": "nominee",
    "management": "seniorManagingOfficial",
    "influence": "otherInfluenceOrControl",
    "important_matters": "otherInfluenceOrControl",
    "undisclosed": "unknownInterest",
}


def export_bods(snapshot: Snapshot, subject: str, published: date) -> str:
    """The chain above a subject and every computed control of it, as a JSON array of statements.

    `published` goes into the publication details. Shares of one relationship carry open ends as BODS does.
    """
    name = known_party(snapshot, subject).id
    upstream = sorted(snapshot.upstream(name))
    records = {party: _record(party) for party in upstream}
    rows = [_party(snapshot.parties[party], records) for party in upstream]
    for party in upstream:
        rows += _relationships(snapshot, party, records)
    rows += _unread(snapshot, name, upstream, records)
    rows += [_control(snapshot, row, name, records) for row in controllers(snapshot, name) if row.outcome.is_possible]
    statements = [_statement(row, snapshot, records[name], published) for row in rows]
    return json.dumps(statements, indent=1, ensure_ascii=False, sort_keys=True) + "\n"


def _record(*parts: str) -> str:
    return hashlib.sha256("\x1f".join(parts).encode()).hexdigest()[:32]


def _statement(row: dict[str, Any], snapshot: Snapshot, about: str, published: date) -> dict[str, Any]:
    details, kind, computed = row["details"], row["type"], row.get("computed", False)
    body = {
        "recordId": row["record"],
        "recordType": kind,
        "recordStatus": "new",
        "declarationSubject": about,
        "statementDate": snapshot.on.isoformat(),
        "publicationDetails": {
            "publicationDate": published.isoformat(),
            "bodsVersion": "0.4",
            "publisher": {"name": "pratique"},
        },
        "source": {"type": ["thirdParty"], "description": COMPUTED if computed else row["source"]},
        "recordDetails": details,
    }
    text = json.dumps(body, sort_keys=True, ensure_ascii=False)
    return {"statementId": hashlib.sha256(text.encode()).hexdigest()[:40], **body}


def _party(party: Party, records: Mapping[str, str]) -> dict[str, Any]:
    details: dict[str, Any] = {"isComponent": False}
    if party.kind == "person":
        details |= {
            "personType": "knownPerson",
            "names": [{"type": "legal", "fullName": name} for name in party.names],
        }
        details |= {"nationalities": _countries(party.citizenship)} if party.citizenship.must else {}
        details["addresses"] = list(_addresses("residence", party.residence))
    else:
        details["entityType"] = {"type": _ENTITY_TYPES[party.kind]}
        if party.names:
            details |= {"name": party.names[0], "alternateNames": list(party.names[1:])}
        if len(party.organised.must) == 1:
            details["jurisdiction"] = _countries(party.organised)[0]
        details["addresses"] = [
            *_addresses("business", party.principal_place),
            *_addresses("alternative", party.headquarters, HEADQUARTERS),
        ]
    if text := places_text(party):
        details["addresses"].append({"type": "alternative", "address": text})
    if party.reason:
        details["unspecifiedEntityDetails"] = {"reason": party.reason}
    details["identifiers"] = [
        {"scheme": "XI-LEI" if scheme == "LEI" else scheme, "id": number} for scheme, number in party.identifiers
    ]
    kind = "person" if party.kind == "person" else "entity"
    return {"type": kind, "record": records[party.id], "details": details, "source": "As read."}


def _addresses(kind: str, countries: Countries, text: str = "") -> list[dict[str, Any]]:
    found = [{"type": kind, "country": country} for country in _countries(countries)]
    return [{**each, "address": text} for each in found] if text else list(found)


def _countries(countries: Countries) -> list[dict[str, str]]:
    return [{"code": code, "name": country_name(code)} for code in sorted(countries.must)]


def _relationships(snapshot: Snapshot, subject: str, records: Mapping[str, str]) -> Iterable[dict[str, Any]]:
    interests: dict[str, list[dict[str, Any]]] = {}
    sources: dict[str, list[str]] = {}
    for row in snapshot.holdings.get(subject, ()):
        interests.setdefault(row.holder, []).append(_stake(row))
        sources.setdefault(row.holder, []).extend(str(claim.provenance) for claim in row.claims)
    for power in snapshot.powers.get(subject, ()):
        kind = _INTERESTS[power.kind]
        stated = {
            "type": kind,
            "directOrIndirect": "direct",
            "beneficialOwnershipOrControl": False,
            "details": _told(power),
        }
        share = {} if power.share.is_unknown else {"share": share_object(power.share)}
        interests.setdefault(power.holder, []).append(stated | share)
        sources.setdefault(power.holder, []).append(str(power.provenance))
    for holder in sorted(interests):
        details = {
            "isComponent": False,
            "subject": records[subject],
            "interestedParty": records[holder],
            "interests": interests[holder],
        }
        source = "; ".join(dict.fromkeys(sources[holder]))
        yield {"type": "relationship", "record": _record(holder, subject), "details": details, "source": source}
    if remainder := snapshot.remainders.get(subject):
        yield _in_our_words(remainder, subject, records, remainder.reason)
    for concert in snapshot.concerts.get(subject, ()):
        yield _in_our_words(
            replace(concert, members=frozenset(records[each] for each in concert.members)), subject, records
        )
    for direction in snapshot.directions.get(subject, ()):
        principal = _principal(snapshot, direction, records)
        yield _in_our_words(replace(direction, principal=principal), subject, records)


def _principal(snapshot: Snapshot, direction: Direction, records: Mapping[str, str]) -> str:
    """For whom somebody acts: its record, or the country of a state that is not above the subject."""
    name = snapshot.canonical.get(direction.principal, direction.principal)
    party = snapshot.parties.get(name)
    if name in records or party is None or not party.is_state or len(party.organised.must) != 1:
        return records.get(name, direction.principal)
    return next(iter(party.organised.must))


def _unread(
    snapshot: Snapshot, subject: str, upstream: Iterable[str], records: Mapping[str, str]
) -> Iterable[dict[str, Any]]:
    """What could not be read of the parties; what may concern anybody stands at the subject.

    A complete list that is short of the whole is found again by whoever reads it.
    """
    found_again = {conflict.message for conflict in snapshot.conflicts if conflict.code == "parties.complete"}
    here = Provenance("pratique", Place(""))
    for party in upstream:
        for dispute in snapshot.disputes.get(party, ()):
            if dispute not in found_again:
                yield _in_our_words(Hole(party, dispute, here, of_holders=True), party, records)
        for hole in snapshot.holes.get(party, ()) + (snapshot.holes.get("", ()) if party == subject else ()):
            yield _in_our_words(Hole(party, hole, here), party, records)


def _in_our_words(
    claim: Remainder | Concert | Direction | Hole, about: str, records: Mapping[str, str], reason: str = ""
) -> dict[str, Any]:
    """A relationship without interests, whose party says in our words what the standard has none for."""
    known = reason if reason in UNSPECIFIED else "informationUnknownToPublisher"
    text = claim_text(claim)
    party = {"reason": known, "description": text}
    details = {"isComponent": False, "subject": records[about], "interestedParty": party}
    record = _record("rest", about) if isinstance(claim, Remainder) else _record(about, text)
    return {"type": "relationship", "record": record, "details": details, "source": str(claim.provenance)}


UNSPECIFIED = (
    "noBeneficialOwners",
    "subjectUnableToConfirmOrIdentifyBeneficialOwner",
    "interestedPartyHasNotProvidedInformation",
    "subjectExemptFromDisclosure",
    "interestedPartyExemptFromDisclosure",
    "unknown",
    "informationUnknownToPublisher",
)
"""Codes of the BODS 0.4 list `unspecifiedReason`."""


def _told(power: Power) -> str:
    """The kind of a power and whether it decides, so that it is read back as it was."""
    answer = {True: "yes", False: "no", None: "unknown"}[power.decisive]
    return f"{OURS}{power.kind}, decisive {answer}"


def _stake(row: Holding) -> dict[str, Any]:
    interest: dict[str, Any] = {
        "type": "votingRights" if row.measure == "votes" else "shareholding",
        "directOrIndirect": "unknown" if row.indirect is None else "indirect" if row.indirect else "direct",
        "beneficialOwnershipOrControl": False,
    }
    if not row.share.is_unknown:
        interest["share"] = share_object(row.share)
    notes = [text for text in (suspended_text(row.suspended), "sources differ" if row.conflict else "") if text]
    return interest | ({"details": "; ".join(notes)} if notes else {})


def share_object(share: Share) -> dict[str, float | int]:
    """A share as a BODS object, in percent."""
    if share.is_exact:
        return {"exact": _percent(share.low)}
    return {
        "exclusiveMinimum" if share.low_open else "minimum": _percent(share.low),
        "exclusiveMaximum" if share.high_open else "maximum": _percent(share.high),
    }


def _percent(part: Fraction) -> float | int:
    percent = part * 100
    return percent.numerator if percent.denominator == 1 else float(percent)


def _control(snapshot: Snapshot, row: Controller, subject: str, records: Mapping[str, str]) -> dict[str, Any]:
    chain = " ".join(step_text(snapshot, step) for step in row.chain)
    outcome = "controls" if row.outcome.is_certain else "may control"
    interest = {
        "type": "otherInfluenceOrControl",
        "directOrIndirect": "unknown",
        "beneficialOwnershipOrControl": False,
        "details": f"{COMPUTED_AS}{row.name} {outcome} {snapshot.parties[subject].name}. {chain}",
    }
    details = {
        "isComponent": False,
        "subject": records[subject],
        "interestedParty": records[row.party],
        "interests": [interest],
    }
    record = _record("computed", row.party, subject)
    return {"type": "relationship", "record": record, "details": details, "source": "", "computed": True}
