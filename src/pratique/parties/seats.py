"""Tests by seat: where a party is organised, headquartered, has its principal place of business, or its parent sits.

Rule: which seats count is the law's choice, named here. The ultimate parent is the organisation that controls the
party and that no other organisation controls; natural persons and states above it have no headquarters.
Invariant: as long as an unnamed owner or an open holding may put another parent on top, any country stays possible.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Literal

from pratique.parties.control import MAJORITY, ControlTest, compile_electorate, control
from pratique.parties.nexus import Controller, controllers, electorate_above, known_party
from pratique.parties.party import NOWHERE_KNOWN, Countries
from pratique.parties.snapshot import Snapshot
from pratique.value_class import dataclass

SeatTest = Literal["organised", "headquarters", "principal_place", "ultimate_parent_headquarters"]


@dataclass(frozen=True, slots=True)
class UltimateParent:
    """The organisation on top, by id (the party itself if nothing is above it), or None where that is open.

    `candidates` may be on top when it is open.
    """

    party: str | None
    candidates: tuple[str, ...]
    above: tuple[Controller, ...]


def ultimate_parent(snapshot: Snapshot, subject: str, test: ControlTest = MAJORITY) -> UltimateParent:
    """The ultimate parent of a subject under a test of control."""
    name = known_party(snapshot, subject).id
    electorate = electorate_above(snapshot, name, test)
    rows = controllers(snapshot, name, test, electorate)
    above = tuple(row for row in rows if row.outcome.is_possible and snapshot.parties[row.party].can_be_owned)
    unnamed = {party for party in snapshot.upstream(name) if snapshot.parties[party].is_unnamed}
    topped = set[str]()
    for row in above:
        topped |= row.certain.members.keys() - {row.party}
    tops = [row.party for row in above if row.outcome.is_certain and row.party not in topped]
    candidates = tuple(sorted({row.party for row in above} or {name}))
    if name in control(electorate, unnamed - {name}, possible=True) and not tops:
        return UltimateParent(None, candidates, above)
    if not above:
        return UltimateParent(name, (name,), ())
    if len(tops) == 1 and not _may_be_topped(snapshot, tops[0], test):
        return UltimateParent(tops[0], (tops[0],), above)
    return UltimateParent(None, candidates, above)


def _may_be_topped(snapshot: Snapshot, party: str, test: ControlTest) -> bool:
    """Whether an organisation, named or not, may control the party."""
    if any(row.outcome.is_possible for row in controllers(snapshot, party, test) if _owned(snapshot, row.party)):
        return True
    upstream = snapshot.upstream(party)
    electorate = compile_electorate(snapshot, test, upstream)
    persons = {name for name in upstream if not snapshot.parties[name].is_unnamed}
    unnamed = upstream - persons - {party}
    return party in control(electorate, unnamed, possible=True)


def _owned(snapshot: Snapshot, party: str) -> bool:
    return snapshot.parties[party].can_be_owned


def seat_countries(
    snapshot: Snapshot, subject: str, seats: Iterable[SeatTest], test: ControlTest = MAJORITY
) -> Countries:
    """The countries in which a party sits under the seats that a law counts."""
    party = known_party(snapshot, subject)
    found: list[Countries] = []
    for seat in seats:
        if seat == "ultimate_parent_headquarters":
            parent = ultimate_parent(snapshot, subject, test).party
            found.append(snapshot.parties[parent].headquarters if parent else NOWHERE_KNOWN)
        else:
            places = {
                "organised": party.organised,
                "headquarters": party.headquarters,
                "principal_place": party.principal_place,
            }
            found.append(places[seat])
    bounded = [countries.may for countries in found if countries.may is not None]
    may = frozenset().union(*bounded) if len(bounded) == len(found) else None
    return Countries(frozenset().union(*(countries.must for countries in found)), may)
