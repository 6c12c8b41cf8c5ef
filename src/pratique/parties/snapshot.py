"""The ownership graph on one day, as known on another.

Rule: of each record the latest statement known by `known_on` that speaks about `on` holds; a closed record has ended.
Sources that agree narrow each other; sources that differ leave every value between them possible, and both are kept.
Invariant: the result depends on the set of claims alone, not on their order or number.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from fractions import Fraction
from typing import TypeVar

from pratique.errors import Finding
from pratique.parties.holdings import (
    Claim,
    Concert,
    Direction,
    Measure,
    PartyClaim,
    Power,
    Provenance,
    Remainder,
    Stake,
)
from pratique.parties.party import Party, join_parties
from pratique.parties.registry import Registry, party_ids
from pratique.parties.shares import Share, at_most, hull, meet


@dataclass(frozen=True, slots=True)
class Holding:
    """What a holder has of one measure of a subject, all sources together.

    `conflict` is set where sources differ; `claims` keeps what each of them said. `suspended` None: it is open.
    """

    holder: str
    subject: str
    measure: Measure
    share: Share
    claims: tuple[Stake, ...]
    indirect: bool = False
    suspended: bool | None = False
    conflict: bool = False


@dataclass(frozen=True)
class Snapshot:
    """The graph: parties by id, and by subject its holdings, powers, concerts and remainder.

    Each of `conflicts` holds the subject it is about in `value`.
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
    claims = list(dict.fromkeys(_select(registry.claims, on, until)))
    canonical = _canonical_ids(claims)
    claims = list(dict.fromkeys(_rename(claim, canonical) for claim in claims))
    conflicts: list[Finding] = []
    holdings = _holdings([claim for claim in claims if isinstance(claim, Stake)], conflicts)
    return Snapshot(
        on=on,
        known_on=until,
        parties=_parties(claims, {stake.holder for rows in holdings.values() for stake in rows}),
        holdings=holdings,
        powers=_by_subject(_powers([claim for claim in claims if isinstance(claim, Power)])),
        concerts=_by_subject(sorted((claim for claim in claims if isinstance(claim, Concert)), key=repr)),
        remainders=_remainders([claim for claim in claims if isinstance(claim, Remainder)]),
        directions=_directions([claim for claim in claims if isinstance(claim, Direction)]),
        canonical=canonical,
        conflicts=tuple(sorted(conflicts, key=str)),
    )


# Which claims hold --------------------------------------------------------------------------------


def _select(claims: Iterable[Claim], on: date, known_on: date) -> Iterable[Claim]:
    records: dict[tuple[str, str], dict[date, list[Claim]]] = defaultdict(lambda: defaultdict(list))
    for claim in claims:
        provenance = claim.provenance
        asserted = provenance.asserted_on or date.min
        if asserted > known_on:
            continue
        if provenance.record:
            records[provenance.source, provenance.record][asserted].append(claim)
        elif _in_force(provenance, on):
            yield _as_of(claim, on)
    for versions in records.values():
        yield from _version(versions, on)


def _version(versions: dict[date, list[Claim]], on: date) -> Iterable[Claim]:
    """The claims of the latest version of a record that speaks about `on`."""
    days = sorted(versions, reverse=True)
    for day in days:
        claims = versions[day]
        ends = [claim.provenance.end or day for claim in claims if claim.provenance.closed]
        if ends:
            if on >= min(ends):
                return
            continue
        started = [claim for claim in claims if claim.provenance.start is not None and claim.provenance.start <= on]
        undated = [claim for claim in claims if claim.provenance.start is None]
        earlier = day is not days[-1]
        speaks = (day <= on and bool(undated)) or bool(started)
        if speaks or not earlier:
            yield from (_as_of(claim, on) for claim in claims if _in_force(claim.provenance, on))
            return


def _in_force(provenance: Provenance, on: date) -> bool:
    if provenance.closed:
        return False
    begun = provenance.start is None or provenance.start <= on
    return begun and (provenance.end is None or on < provenance.end)


def _as_of(claim: Claim, on: date) -> Claim:
    """A claim without a first day, made after `on`, does not prove that it held on `on` already."""
    provenance = claim.provenance
    if provenance.start is not None or provenance.asserted_on is None or provenance.asserted_on <= on:
        return claim
    match claim:
        case Stake():
            return replace(claim, share=at_most(claim.share))
        case Power(decisive=True):
            return replace(claim, decisive=None)
        case Direction(holds=True) | Direction(holds=False):
            return replace(claim, holds=None)
        case Concert(agreed=True) | Concert(agreed=False):
            return replace(claim, agreed=None)
        case _:
            return claim


# Who is who ---------------------------------------------------------------------------------------


def _canonical_ids(claims: Iterable[Claim]) -> dict[str, str]:
    """Each id to the least id among those that share an identifier of a public scheme."""
    leader: dict[str, str] = {}

    def find(name: str) -> str:
        while leader.setdefault(name, name) != name:
            leader[name] = leader[leader[name]]
            name = leader[name]
        return name

    owner: dict[tuple[str, str], str] = {}
    for claim in claims:
        if isinstance(claim, PartyClaim):
            for pair in claim.party.identifiers:
                low, high = sorted((find(claim.party.id), find(owner.setdefault(pair, claim.party.id))))
                leader[high] = low
    return {name: find(name) for name in list(leader) if find(name) != name}


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


def nominator_of(stake: Stake) -> str:
    """The unknown party for whom a nominee holds a stake."""
    return f"whoever {stake.holder} holds {stake.subject} for"


def _holdings(stakes: Iterable[Stake], conflicts: list[Finding]) -> dict[str, tuple[Holding, ...]]:
    groups: dict[tuple[str, str, Measure, bool], list[Stake]] = defaultdict(list)
    for stake in stakes:
        holder = stake.holder if stake.held_for is None else stake.held_for or nominator_of(stake)
        groups[holder, stake.subject, stake.measure, stake.indirect].append(stake)
    found: dict[str, list[Holding]] = defaultdict(list)
    for (holder, subject, measure, indirect), rows in sorted(groups.items()):
        rows.sort(key=repr)
        share, conflict = _combine(rows)
        if conflict:
            said = "; ".join(f"{row.share} ({row.provenance})" for row in rows)
            message = f"Statements differ on the {measure} of {holder} in {subject}: {said}."
            conflicts.append(_conflict("parties.conflict", message, rows[0], subject))
        flags = {row.suspended for row in rows}
        suspended = flags.pop() if len(flags) == 1 else None
        found[subject].append(Holding(holder, subject, measure, share, tuple(rows), indirect, suspended, conflict))
    for subject, held in found.items():
        for name in ("votes", "capital"):
            _weaken_excess(subject, name, held, conflicts)
    return {subject: tuple(held) for subject, held in sorted(found.items())}


def _conflict(code: str, message: str, claim: Stake, subject: str) -> Finding:
    step = "Ask the sources which is right; until then both are possible."
    return Finding(code, message, claim.provenance.place, step, "warning", subject)


def _combine(rows: list[Stake]) -> tuple[Share, bool]:
    """One interval out of what the sources say, and whether they contradict each other."""
    said: list[Share] = []
    ambiguous = False
    groups: dict[tuple[str, str, str], set[Share]] = defaultdict(set)
    for number, row in enumerate(rows):
        key = row.provenance.record or str(number)
        groups[row.provenance.source, key, row.holder].add(row.share)
    for shares in groups.values():
        if len(shares) > 1:
            # One statement that gives a share twice means either two classes (add) or a slip (either).
            ambiguous = True
            either = hull(shares)
            total = min(Fraction(1), sum((share.high for share in shares), Fraction(0)))
            said.append(Share(either.low, max(total, either.high), either.low_open, False))
        else:
            said.extend(shares)
    nominees = {row.holder for row in rows}
    if len(nominees) > 1:
        return _sum(rows), False
    common = meet(said)
    return (common, ambiguous) if common else (hull(said), True)


def _sum(rows: list[Stake]) -> Share:
    """What several nominees hold for one owner, together."""
    by_nominee: dict[str, list[Share]] = defaultdict(list)
    for row in rows:
        by_nominee[row.holder].append(row.share)
    parts = [meet(shares) or hull(shares) for shares in by_nominee.values()]
    low, high = sum((part.low for part in parts), Fraction(0)), sum((part.high for part in parts), Fraction(0))
    if low >= 1 or low == high:
        return Share(min(low, Fraction(1)), min(high, Fraction(1)))
    low_open = any(part.low_open for part in parts)
    return Share(low, min(high, Fraction(1)), low_open, high <= 1 and any(part.high_open for part in parts))


def _weaken_excess(subject: str, measure: str, held: list[Holding], conflicts: list[Finding]) -> None:
    """Where exact parts add up to more than the whole, none of them is certain any more."""
    rows = [row for row in held if row.measure == measure and not row.indirect]
    total = sum((row.share.low for row in rows), Fraction(0))
    if total < 1 or (total == 1 and not any(row.share.low_open for row in rows)):
        return
    least = "more than" if total == 1 else "at least"
    message = f"The stated {measure} in {subject} add up to {least} {float(total * 100):g} %."
    conflicts.append(_conflict("parties.sum", message, rows[0].claims[0], subject))
    for place, row in enumerate(held):
        if row.measure == measure and not row.indirect:
            held[place] = replace(row, share=at_most(row.share), conflict=True)


def _powers(powers: Iterable[Power]) -> list[Power]:
    groups: dict[tuple[str, str, str], list[Power]] = defaultdict(list)
    for power in powers:
        groups[power.holder, power.subject, power.kind].append(power)
    found = []
    for _, rows in sorted(groups.items()):
        rows.sort(key=repr)
        said = {row.decisive for row in rows} - {None}
        share = meet(row.share for row in rows) or hull(row.share for row in rows)
        found.append(replace(rows[0], decisive=said.pop() if len(said) == 1 else None, share=share))
    return found


def _remainders(remainders: Iterable[Remainder]) -> dict[str, Remainder]:
    groups: dict[str, list[Remainder]] = defaultdict(list)
    for row in sorted(remainders, key=repr):
        groups[row.subject].append(row)
    found = {}
    for subject, rows in sorted(groups.items()):
        kinds = {row.kind for row in rows}
        kind = "dispersed" if "dispersed" in kinds else "complete" if "complete" in kinds else "undisclosed"
        chosen = [row for row in rows if row.kind == kind]
        said = {row.concert for row in chosen} - {None}
        limits = [row.threshold for row in chosen if row.threshold is not None]
        concert = said.pop() if len(said) == 1 else None
        found[subject] = replace(chosen[0], concert=concert, threshold=min(limits) if limits else None)
    return found


SubjectT = TypeVar("SubjectT", Power, Concert)


def _by_subject(rows: Iterable[SubjectT]) -> dict[str, tuple[SubjectT, ...]]:
    found: dict[str, list[SubjectT]] = defaultdict(list)
    for row in rows:
        found[row.subject].append(row)
    return {subject: tuple(held) for subject, held in sorted(found.items())}


def _directions(rows: Iterable[Direction]) -> dict[str, tuple[Direction, ...]]:
    found: dict[str, list[Direction]] = defaultdict(list)
    for row in sorted(rows, key=repr):
        found[row.agent].append(row)
    return {agent: tuple(held) for agent, held in sorted(found.items())}
