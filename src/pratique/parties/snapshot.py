"""The ownership graph on one day, as known on another.

Rule: of each record the latest statement known by `known_on` that speaks about `on` holds; a closed record has ended.
Sources that agree narrow each other; sources that differ leave every value between them possible, and both are kept.
Invariant: the result depends on the set of claims alone, not on their order or number.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import field, replace
from datetime import date
from functools import cached_property
from typing import TypeVar

from pratique.errors import Finding, Place
from pratique.logic.ordering import in_order
from pratique.parties.holdings import (
    Claim,
    Concert,
    Direction,
    Holding,
    Hole,
    Measure,
    PartyClaim,
    Power,
    Provenance,
    Remainder,
    SameAs,
    Stake,
)
from pratique.parties.holes import holes_of
from pratique.parties.in_force import claims_on
from pratique.parties.kinds import kind_holes
from pratique.parties.misprints import misprint_holes
from pratique.parties.namesakes import namesake_holes
from pratique.parties.nominees import Nominees, for_nominators, nominator_of, nominees, owner_of
from pratique.parties.party import NOBODY_HIDDEN, Party, join_parties
from pratique.parties.registry import Registry, canonical_ids, named_otherwise, party_ids
from pratique.parties.shares import Share, add_shares, hull, meet
from pratique.parties.whole import check_float, check_whole
from pratique.value_class import dataclass


@dataclass(frozen=True)
class Snapshot:
    """The graph: parties by id, and by subject its holdings, powers, concerts and remainder.

    Each of `conflicts` holds the subject it is about in `value`. `holes` say by party what could not be read or
    contradicts itself there, so that nothing is ruled out; under "" stands what may be about anybody. `disputes` say
    the same of who holds a party, where its shares contradict each other: they put its own seat in no doubt.
    """

    on: date
    known_on: date
    parties: Mapping[str, Party]
    holdings: Mapping[str, tuple[Holding, ...]]
    powers: Mapping[str, tuple[Power, ...]]
    concerts: Mapping[str, tuple[Concert, ...]]
    remainders: Mapping[str, Remainder]
    directions: Mapping[str, tuple[Direction, ...]]
    canonical: Mapping[str, str]
    conflicts: tuple[Finding, ...] = ()
    holes: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    disputes: Mapping[str, tuple[str, ...]] = field(default_factory=dict)

    def holes_of(self, party: str) -> tuple[str, ...]:
        """What could not be read and may concern a party, in any way: none of its ties is ruled out."""
        return self.holes.get(party, ()) + self.holes.get("", ())

    def open_above(self, party: str) -> tuple[str, ...]:
        """What could not be read, or contradicts itself, so that anybody may be above a party."""
        return self.disputes.get(party, ()) + self.holes_of(party)

    @cached_property
    def kept(self) -> dict[object, object]:
        """What was worked out of the graph, which never changes, by what was asked: several questions share it."""
        return {}

    @cached_property
    def conflicts_by_party(self) -> Mapping[str, tuple[Finding, ...]]:
        """The conflicts by the subject that each is about."""
        found: dict[str, list[Finding]] = defaultdict(list)
        for finding in self.conflicts:
            found[finding.value or ""].append(finding)
        return {party: tuple(rows) for party, rows in found.items()}

    @cached_property
    def stakes(self) -> Mapping[tuple[str, str], tuple[Holding, ...]]:
        """The holdings by subject and holder."""
        found: dict[tuple[str, str], list[Holding]] = defaultdict(list)
        for subject, rows in self.holdings.items():
            for row in rows:
                found[subject, row.holder].append(row)
        return {at: tuple(rows) for at, rows in found.items()}

    def upstream(self, subject: str) -> frozenset[str]:
        """The subject and everybody who may reach it by stakes, powers or concert."""
        seen = {subject}
        queue = [subject]
        while queue:
            for holder in self.holders(queue.pop()):
                if holder not in seen:
                    seen.add(holder)
                    queue.append(holder)
        return frozenset(seen)

    def holders(self, subject: str) -> set[str]:
        """Whoever has a stake, a power or a part in a concert in the subject."""
        found = {holding.holder for holding in self.holdings.get(subject, ())}
        found |= {power.holder for power in self.powers.get(subject, ())}
        for concert in self.concerts.get(subject, ()):
            found |= concert.members
        return found


def take_snapshot(registry: Registry, on: date, known_on: date | None = None) -> Snapshot:
    """The graph that holds on `on`, from statements made until `known_on` (default: all)."""
    until = known_on or date.max
    claims = list(dict.fromkeys(claims_on(registry.claims, on, until)))
    left_out = len(claims) < len(registry.claims)
    canonical = canonical_ids(claims)
    claims = list(dict.fromkeys(_rename(claim, canonical) for claim in claims))
    conflicts: list[Finding] = []
    claims = list(for_nominators(claims))
    remainders = _remainders([claim for claim in claims if isinstance(claim, Remainder)])
    holdings = _holdings([claim for claim in claims if isinstance(claim, Stake)], remainders, conflicts)
    parties = _parties(claims, {stake.holder for rows in holdings.values() for stake in rows})
    if left_out:
        canonical |= named_otherwise(registry.claims, canonical, parties)
    unread = [*(claim for claim in claims if isinstance(claim, Hole)), *holes_of(registry.findings)]
    unread += misprint_holes([claim for claim in claims if isinstance(claim, Hole)], parties)
    unread += [*namesake_holes(claims, parties), *kind_holes(claims, parties)]
    return Snapshot(
        on=on,
        known_on=until,
        parties=parties,
        holdings=holdings,
        powers=_by_subject(_powers([claim for claim in claims if isinstance(claim, Power)])),
        concerts=_by_subject(in_order(claim for claim in claims if isinstance(claim, Concert))),
        remainders=remainders,
        directions=_directions([claim for claim in claims if isinstance(claim, Direction)]),
        canonical=canonical,
        conflicts=tuple(in_order(conflicts)),
        holes=_holes(claim for claim in unread if not claim.of_holders),
        disputes=_holes([*(claim for claim in unread if claim.of_holders), *_disputes(conflicts)]),
    )


OPENS = frozenset({"parties.sum", "parties.complete", "parties.float", "parties.rest"})
"""Contradictions of shares, after which nobody above is ruled out: a row is wrong, and any of them may be."""


def _disputes(conflicts: Iterable[Finding]) -> Iterator[Hole]:
    for finding in conflicts:
        if finding.code in OPENS and finding.value:
            provenance = Provenance(finding.place.file, finding.place)
            yield Hole(finding.value, finding.message, provenance, of_holders=True)


def _holes(claims: Iterable[Hole]) -> dict[str, tuple[str, ...]]:
    """What is open of each party, each reason once with its first place."""
    found: dict[str, dict[str, set[Place]]] = defaultdict(lambda: defaultdict(set))
    for claim in claims:
        places = found[claim.about or ""][claim.why]
        places |= set() if claim.of_holders else {claim.provenance.place}
    return {
        party: tuple(sorted(f"{why}{_places(places)}" for why, places in said.items()))
        for party, said in sorted(found.items())
    }


def _places(places: set[Place]) -> str:
    if not places:
        return ""
    first = min(places, key=lambda place: (place.file, place.line or 0, str(place)))
    return f" ({first})" if len(places) == 1 else f" ({first} and {len(places) - 1} more)"


# Who is who ---------------------------------------------------------------------------------------


def _rename(claim: Claim, to: Mapping[str, str]) -> Claim:
    if not to or not any(name in to for name in party_ids(claim)):
        return claim
    match claim:
        case PartyClaim(party=party):
            return replace(claim, party=replace(party, id=to.get(party.id, party.id)))
        case Stake():
            held_for = to.get(claim.held_for, claim.held_for) if claim.held_for else claim.held_for
            names = (to.get(claim.holder, claim.holder), to.get(claim.subject, claim.subject))
            return replace(claim, holder=names[0], subject=names[1], held_for=held_for)
        case Power():
            return replace(
                claim, holder=to.get(claim.holder, claim.holder), subject=to.get(claim.subject, claim.subject)
            )
        case Concert():
            members = frozenset(to.get(name, name) for name in claim.members)
            return replace(claim, members=members, subject=to.get(claim.subject, claim.subject))
        case Remainder():
            return replace(claim, subject=to.get(claim.subject, claim.subject))
        case Direction():
            return replace(claim, agent=to.get(claim.agent, claim.agent))
        case SameAs(first=first, second=second):
            return replace(claim, first=to.get(first, first), second=to.get(second, second))
        case Hole():
            return replace(claim, about=to.get(claim.about, claim.about) if claim.about else None)


def _parties(claims: Iterable[Claim], holders: set[str]) -> dict[str, Party]:
    described: dict[str, list[Party]] = defaultdict(list)
    named = set(holders)
    for claim in claims:
        named.update(party_ids(claim))
        if isinstance(claim, PartyClaim):
            described[claim.party.id].append(claim.party)
    unnamed = {nominator_of(claim) for claim in claims if isinstance(claim, Stake) and claim.held_for == ""}
    parties = {
        name: Party(name, "unknown", names=() if name in unnamed else (name,)) for name in named - described.keys()
    }
    parties |= {name: join_parties(rows, name) for name, rows in described.items()}
    return dict(sorted(parties.items()))


# What they have -----------------------------------------------------------------------------------


def _holdings(
    stakes: Iterable[Stake], remainders: Mapping[str, Remainder], conflicts: list[Finding]
) -> dict[str, tuple[Holding, ...]]:
    stakes = list(stakes)
    followed = nominees(stakes)
    groups: dict[tuple[str, str, Measure, str], list[Stake]] = defaultdict(list)
    for stake in stakes:
        holder = owner_of(stake, followed)
        groups[holder, stake.subject, stake.measure, str(stake.indirect)].append(stake)
    found: dict[str, list[Holding]] = defaultdict(list)
    for (holder, subject, measure, _), rows in sorted(groups.items()):
        rows = in_order(rows)
        share, conflict = _combine(rows, followed)
        if conflict:
            said = "; ".join(f"{row.share} ({row.provenance})" for row in rows)
            message = f"Statements differ on the {measure} of {holder} in {subject}: {said}."
            conflicts.append(conflict_on(subject, "parties.conflict", message, rows[0]))
        flags = {row.suspended for row in rows}
        suspended = flags.pop() if len(flags) == 1 else None
        found[subject].append(
            Holding(
                holder=holder,
                subject=subject,
                measure=measure,
                share=share,
                claims=tuple(rows),
                indirect=rows[0].indirect,
                suspended=suspended,
                conflict=conflict,
            )
        )
    for subject, held in found.items():
        for name in ("votes", "capital"):
            check_whole(subject, name, held, remainders.get(subject), conflicts)
    for subject, remainder in sorted(remainders.items()):
        check_float(subject, found.get(subject, []), remainder, conflicts)
    return {subject: tuple(held) for subject, held in sorted(found.items())}


def conflict_on(subject: str, code: str, message: str, claim: Stake) -> Finding:
    """A contradiction between claims, as a finding about a subject."""
    step = "Ask the sources which is right; until then nothing is ruled out."
    return Finding(code, message, claim.provenance.place, step, "warning", subject)


def _combine(rows: list[Stake], nominees: Nominees) -> tuple[Share, bool]:
    """One interval out of what the sources say of one holder, and whether they contradict each other.

    What several nominees hold, and stakes of several classes, add up.
    """
    parts: dict[tuple[str, str], list[Stake]] = defaultdict(list)
    served = {stake.held_for for stake in rows if stake.held_for}
    above = {row.holder for row in rows if row.holder in served}
    classes = {row.share_class for row in rows} - {""}
    for row in rows:
        # A row on a nominee's own nominator restates that nominee's stake: it is no part beside it.
        head = row.holder if row.holder not in above else min({r.holder for r in rows} - above, default=row.holder)
        parts[head, row.share_class if len(classes) > 1 else ""].append(row)
    whole = parts.pop(("", ""), None)
    said = [_agreed(part) for part in parts.values()]
    if whole is not None:
        said.append(_agreed(whole))
    if len(said) == 1:
        return said[0]
    return add_shares(share for share, _ in said), any(conflict for _, conflict in said)


def _agreed(rows: list[Stake]) -> tuple[Share, bool]:
    """What the sources say of one part of a holding: they narrow each other, or every value between is possible."""
    by_source: dict[str, list[Stake]] = defaultdict(list)
    for row in rows:
        by_source[row.provenance.source].append(row)
    said: list[Share] = []
    ambiguous = False
    for stated in by_source.values():
        shares = [row.share for row in stated]
        days = {row.provenance.asserted_on for row in stated}
        records = {row.provenance.record for row in stated}
        if len(shares) > 1 and all(row.additive for row in stated) and len(records) == len(shares):
            said.append(add_shares(shares))
        elif len(shares) > 1 and (len(days) == 1 or (len(records) == len(shares) and "" not in records)):
            # One source that gives a share twice, in records that stand beside each other or on one day, means two
            # holdings (add), or one that is stated twice (either).
            least, total = meet(shares) or hull(shares), add_shares(shares)
            said.append(Share(least.low, max(least.high, total.high), least.low_open, False))
            ambiguous |= len(set(shares)) > 1
        else:
            said.extend(shares)
    common = meet(said)
    return (common, ambiguous) if common else (hull(said), True)


def _powers(powers: Iterable[Power]) -> list[Power]:
    groups: dict[tuple[str, str, str], list[Power]] = defaultdict(list)
    for power in powers:
        groups[power.holder, power.subject, power.kind].append(power)
    found = []
    for _, rows in sorted(groups.items()):
        rows = in_order(rows)
        said = {row.decisive for row in rows} - {None}
        share = meet(row.share for row in rows) or hull(row.share for row in rows)
        found.append(replace(rows[0], decisive=said.pop() if len(said) == 1 else None, share=share))
    return found


def _remainders(remainders: Iterable[Remainder]) -> dict[str, Remainder]:
    groups: dict[str, list[Remainder]] = defaultdict(list)
    for row in in_order(remainders):
        groups[row.subject].append(row)
    found = {}
    for subject, rows in sorted(groups.items()):
        kinds = {row.kind for row in rows}
        # Somebody who is said to be there, and whom nobody names, is not ruled out by what is said beside it.
        hidden = any(row.kind == "undisclosed" and row.reason not in NOBODY_HIDDEN for row in rows)
        kind = (
            "undisclosed"
            if hidden or kinds == {"undisclosed"}
            else "dispersed"
            if "dispersed" in kinds
            else "complete"
        )
        chosen = [row for row in rows if row.kind == kind]
        said = {row.concert for row in chosen} - {None}
        limits = [row.threshold for row in chosen if row.threshold is not None]
        concert = said.pop() if len(said) == 1 else None
        stated = [row.lies for row in chosen if row.lies is not None]
        lies = (meet(stated) or hull(stated)) if stated else None
        found[subject] = replace(chosen[0], concert=concert, threshold=min(limits) if limits else None, lies=lies)
    return found


SubjectT = TypeVar("SubjectT", Power, Concert)


def _by_subject(rows: Iterable[SubjectT]) -> dict[str, tuple[SubjectT, ...]]:
    found: dict[str, list[SubjectT]] = defaultdict(list)
    for row in rows:
        found[row.subject].append(row)
    return {subject: tuple(held) for subject, held in sorted(found.items())}


def _directions(rows: Iterable[Direction]) -> dict[str, tuple[Direction, ...]]:
    found: dict[str, list[Direction]] = defaultdict(list)
    for row in in_order(rows):
        found[row.agent].append(row)
    return {agent: tuple(held) for agent, held in sorted(found.items())}
