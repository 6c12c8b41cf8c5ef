"""Which claims hold on a day, as known on another.

Rule: of each record the latest statement known by then that speaks about the day holds; a closed record has ended. A
date that is a month or a year leaves every day of it possible, and what is only possible proves nothing.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date
from itertools import pairwise

from pratique.parties.holdings import (
    Claim,
    Concert,
    Direction,
    Hole,
    PartyClaim,
    Power,
    Provenance,
    Remainder,
    SameAs,
    Stake,
)
from pratique.parties.party import NOWHERE_KNOWN, Party
from pratique.parties.shares import at_most

Stated = tuple[date, date]
"""The first and the last day on which a version of a record may have been stated."""


def stated_within(provenance: Provenance) -> Stated:
    """When a claim was stated: from the first day that this may be to the last."""
    return provenance.asserted_on or date.min, provenance.asserted_by or provenance.asserted_on or date.max


def claims_on(claims: Iterable[Claim], on: date, known_on: date) -> Iterable[Claim]:
    """The claims that hold on `on`, of those made by `known_on`; what holds only possibly is weakened."""
    records: dict[tuple[str, str], dict[Stated, list[Claim]]] = defaultdict(lambda: defaultdict(list))
    for claim in claims:
        provenance = claim.provenance
        first, last = stated_within(provenance)
        if first > known_on or (first == date.min and known_on < last < date.max):
            continue
        if isinstance(claim, Hole):
            yield claim
        elif provenance.record:
            records[provenance.source, provenance.record][first, last].append(claim)
        else:
            yield from _held(claim, on)
    for versions in records.values():
        if _in_sequence(versions):
            yield from _version({first: claims for (first, _), claims in versions.items()}, on)
        elif all(first == date.min and last < date.max for first, last in versions):
            # Of none is more known than by when it was stated: the order of these days is theirs.
            yield from _version({last: claims for (_, last), claims in versions.items()}, on)
        else:
            yield from _unordered([claim for stated in sorted(versions) for claim in versions[stated]], on)


def _in_sequence(versions: Iterable[Stated]) -> bool:
    """Whether each version is certainly later than the one before."""
    days = sorted(versions)
    return all(last < first for (_, last), (first, _) in pairwise(days))


def _unordered(claims: Iterable[Claim], on: date) -> Iterator[Claim]:
    """Versions of a record of which nobody knows which is the last: none of them proves or rules out anything."""
    for claim in claims:
        yield from _possible(claim) if claim.provenance.in_force(on) is not False or claim.provenance.closed else ()
        for party in _about(claim):
            why = (
                "Which of the statements of a record is the last is open: one has no day, or only a month or a year."
            )
            yield Hole(party, why, claim.provenance)


def _about(claim: Claim) -> Iterator[str]:
    """The parties of which a claim rules something out or in."""
    match claim:
        case PartyClaim(party=party):
            yield party.id
        case Stake(subject=subject) | Power(subject=subject) | Remainder(subject=subject) | Concert(subject=subject):
            yield subject
        case Direction(agent=agent):
            yield agent
        case SameAs(first=first, second=second):
            yield first
            yield second
        case Hole(about=about):
            if about:
                yield about


def _version(versions: dict[date, list[Claim]], on: date) -> Iterable[Claim]:
    """The claims of the latest version of a record that speaks about `on`."""
    days = sorted(versions, reverse=True)
    for day in days:
        claims = versions[day]
        ends = [claim.provenance.end or day for claim in claims if claim.provenance.closed]
        if ends:
            if on >= min(ends):
                # What a party is does not end with its record: relations that stay open need its name and seat.
                yield from (_reopened(claim) for claim in claims if isinstance(claim, PartyClaim))
                return
            if day is days[-1]:
                # It ended later, so it was there; since when is open.
                yield from _before_its_end(claims, on)
            continue
        started = [claim for claim in claims if claim.provenance.start is not None and claim.provenance.start <= on]
        undated = [claim for claim in claims if claim.provenance.start is None]
        earlier = day is not days[-1]
        speaks = (day <= on and bool(undated)) or bool(started)
        if speaks or not earlier:
            for claim in claims:
                yield from _held(claim, on)
            yield from _left_behind(claims, [each for older in days if older < day for each in versions[older]])
            return


def _before_its_end(claims: Iterable[Claim], on: date) -> Iterator[Claim]:
    """What is left of a record of which only a later end is known."""
    for claim in claims:
        if isinstance(claim, PartyClaim):
            yield _reopened(claim)
        elif claim.provenance.start is None or claim.provenance.start <= on:
            yield from _possible(replace(claim, provenance=replace(claim.provenance, closed=False)))


def _left_behind(claims: Iterable[Claim], older: Iterable[Claim]) -> Iterator[Hole]:
    """A hole for each company that an earlier version of a record spoke of and the later one does not."""
    now = {claim.subject for claim in claims if isinstance(claim, Stake | Power)}
    if not now:
        return
    for claim in older:
        if isinstance(claim, Stake | Power) and claim.subject not in now:
            why = "A record that was about it is about another company now: whether the first holds still is open."
            yield Hole(claim.subject, why, claim.provenance)


def _reopened(claim: PartyClaim) -> PartyClaim:
    note = f"Its record is closed ({claim.provenance})."
    return replace(claim, party=replace(claim.party, notes=(*claim.party.notes, note)))


def _held(claim: Claim, on: date) -> Iterable[Claim]:
    """A claim as far as it holds on a day: as it is, weakened where that is only possible, or not at all.

    A claim without a first day, made after `on`, does not prove that it held on `on` already.
    """
    provenance = claim.provenance
    held = provenance.in_force(on)
    if held is False:
        return
    late = provenance.start is None and on < stated_within(provenance)[1] < date.max
    if isinstance(claim, SameAs) and claim.holds is None:
        yield from _possible(claim)
    elif held and (not late or isinstance(claim, PartyClaim | Remainder)):
        yield claim
    else:
        yield from _possible(claim)


def _possible(claim: Claim) -> Iterable[Claim]:
    """What is left of a claim that perhaps does not hold: it proves nothing and rules nothing out."""
    provenance = claim.provenance
    match claim:
        case Stake():
            yield replace(claim, share=at_most(claim.share))
        case Power():
            yield replace(claim, decisive=None)
        case Direction():
            yield replace(claim, holds=None)
        case Concert():
            yield replace(claim, agreed=None)
        case PartyClaim(party=party):
            yield replace(claim, party=_unsettled(party))
            yield Hole(party.id, f"Whether what it says of {party.name} holds on that day is open.", provenance)
        case Remainder():
            yield replace(claim, kind="undisclosed", threshold=None, concert=None, reason="perhapsEnded")
        case SameAs():
            yield Hole(claim.first, f"Whether it is {claim.second} on that day is open.", claim.provenance)
            yield Hole(claim.second, f"Whether it is {claim.first} on that day is open.", claim.provenance)
        case Hole():
            yield claim


def _unsettled(party: Party) -> Party:
    """A party whose places are only possible."""
    return replace(
        party,
        organised=NOWHERE_KNOWN,
        headquarters=NOWHERE_KNOWN,
        principal_place=NOWHERE_KNOWN,
        citizenship=NOWHERE_KNOWN,
        residence=NOWHERE_KNOWN,
        us_permanent_resident=None,
    )
