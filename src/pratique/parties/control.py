"""Who controls whom: a least fixed point, computed once on what is certain and once on what is possible.

Rule: a set of parties grows by every subject in which its members together pass the test of control, until nothing
more joins. The stakes of the whole set count together, each once, so cycles end and never prove themselves.
Invariant: whatever the unknown shares, powers and owners turn out to be, the true set lies between the two: it holds
everything `certain` and nothing that is not `possible`.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Set
from dataclasses import replace
from fractions import Fraction
from functools import lru_cache

from pratique.logic.truth import FALSE, TRUE, UNKNOWN, Truth, truth
from pratique.parties.ballot import Ballot, Counted, ballot_of, in_integers
from pratique.parties.definitions import (
    AT_LEAST_HALF,
    DECIDING_POWERS,
    MAJORITY,
    POWER_TO_DECIDE,
    TESTS,
    ControlTest,
)
from pratique.parties.holdings import Power, Remainder
from pratique.parties.party import Party
from pratique.parties.rings import find_rings
from pratique.parties.snapshot import Snapshot
from pratique.value_class import dataclass

__all__ = [
    "AT_LEAST_HALF",
    "DECIDING_POWERS",
    "MAJORITY",
    "POWER_TO_DECIDE",
    "TESTS",
    "Ballot",
    "Closure",
    "ControlTest",
    "Electorate",
    "Subject",
    "compile_electorate",
    "control",
    "controls",
    "membership",
]


@dataclass(frozen=True, slots=True)
class Subject:
    """Everything that decides who controls one party, under one test. `hole`: something about it was not readable."""

    id: str
    ballots: tuple[Ballot, ...]
    deciding: Mapping[str, tuple[Power, ...]]
    maybe_deciding: Mapping[str, tuple[Power, ...]]
    powerless: frozenset[str]
    exclusive: frozenset[str]
    concerts: tuple[frozenset[str], ...]
    maybe_concerts: tuple[frozenset[str], ...]
    test: ControlTest
    hole: bool = False

    def joins(self, members: Set[str]) -> str | None:
        """Why the members certainly control it, in a word; None if they do not."""
        if self.deciding.keys() & members:
            return "power"
        voters = _allied(members, self.concerts)
        return next((ballot.measure for ballot in self.proving if ballot.certain(voters) >= ballot.need), None)

    @property
    def proving(self) -> tuple[Ballot, ...]:
        """The ballots whose majority settles the test; that of votes leaves open who owns, where that is stated."""
        owned = tuple(ballot for ballot in self.ballots if ballot.measure == self.test.owned)
        return owned or self.ballots

    def may_join(self, members: Set[str]) -> str | None:
        """Why the members possibly control it; None if they cannot."""
        if self.hole:
            return "hole"
        if self.maybe_deciding.keys() & members:
            return "power"
        voters = _allied(members, self.maybe_concerts)
        outside = bool(self.exclusive - voters)
        for ballot in self.ballots:
            # A consolidating parent outside leaves no majority to owners that nobody has named.
            named = ballot.without_unnamed if outside else ballot
            most = named.possible(voters)
            if most >= named.need_possible:
                return named.measure
            if self.may_dominate(named, voters):
                return "dominant minority"
        return None

    def may_dominate(self, ballot: Ballot, voters: Set[str]) -> bool:
        """Whether the voters are a minority that may decide: large, and their powers not ruled out."""
        if not self.test.dominant_minority:
            return False
        most = ballot.minority(voters, self.powerless)
        if most <= 0 or not _reaches(most, self.test.suspicion, ballot.whole):
            return False
        if not ballot.dispersed or not _reaches(-most, -self.test.large, ballot.whole):
            return True
        rivals = (least for name, least in ballot.low.items() if ballot.stands_against(name, voters))
        return all(least <= most for least in rivals)


@dataclass(frozen=True, slots=True)
class Electorate:
    """The subjects of a graph, compiled for one test; `reach` leads from a holder to where it may matter."""

    test: ControlTest
    subjects: Mapping[str, Subject]
    reach: Mapping[str, tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class Closure:
    """A controlled set in the order of joining: each member to why it joined the members before it.

    `edge` are the subjects that the members reach and do not control.
    """

    members: Mapping[str, str]
    edge: frozenset[str] = frozenset()

    def __contains__(self, party: str) -> bool:
        return party in self.members


def control(
    electorate: Electorate,
    seeds: Iterable[str],
    possible: bool = False,
    after: Closure | None = None,
    known: Mapping[str, Closure] | None = None,
) -> Closure:
    """The least set that holds the seeds and every subject its members control (or, `possible`, may control).

    `after` is such a set already found for other seeds, which is kept and grown: sets only grow with their seeds.
    `known` are such sets, found with the same `after`, for single seeds: whoever joins brings all of its own.
    """
    known = known or {}
    fresh = sorted(set(seeds))
    joined = dict(after.members if after else ()) | dict.fromkeys(fresh, "seed")
    # On what is certain nothing joins without a member; on what is possible unnamed owners may suffice.
    start = electorate.subjects if possible and after is None else _reached(electorate, fresh)
    queue = sorted(set(start) - joined.keys(), reverse=True)
    edge: set[str] = set()
    while queue:
        name = queue.pop()
        if name in joined:
            continue
        subject = electorate.subjects[name]
        why = subject.may_join(joined.keys()) if possible else subject.joins(joined.keys())
        if why:
            joined[name] = why
            if brought := known.get(name):
                joined = _grown(joined, brought.members)
                reached: Iterable[str] = brought.edge
            else:
                reached = electorate.reach.get(name, ())
            queue.extend(sorted(set(reached) - joined.keys(), reverse=True))
        else:
            edge.add(name)
    return Closure(joined, frozenset(edge - joined.keys()))


def _grown(joined: dict[str, str], brought: Mapping[str, str]) -> dict[str, str]:
    """The members and those brought by one of them; who joined before keeps place and reason."""
    if len(brought) > len(joined):  # a long chain: whole tables at once
        return {**joined, **brought, **joined}
    for member, reason in brought.items():
        joined.setdefault(member, reason)
    return joined


def controls(electorate: Electorate, seeds: Iterable[str], subject: str) -> Truth:
    """Whether the seeds control the subject."""
    others = set(seeds) - {subject}
    return membership(subject, control(electorate, others), control(electorate, others, possible=True))


def _reaches(votes: int, part: Fraction, whole: int) -> bool:
    """Whether votes are at least a part of the whole, in integers."""
    return votes * part.denominator >= part.numerator * whole


def membership(party: str, lower: Closure, upper: Closure) -> Truth:
    """Whether a party is in the true set, which holds all of `lower` and lies in `upper`."""
    return TRUE if party in lower else UNKNOWN if party in upper else FALSE


def compile_electorate(snapshot: Snapshot, test: ControlTest, names: Iterable[str] | None = None) -> Electorate:
    """The subjects `names` (default: all) of a snapshot, ready for `control`."""
    wanted = snapshot.parties.keys() if names is None else set(names)
    subjects = {}
    reach: dict[str, set[str]] = defaultdict(set)
    rings = find_rings(snapshot, wanted, test.threshold)
    for name in sorted(wanted):
        party = snapshot.parties[name]
        if party.kind in ("person", "state"):
            continue
        subjects[name] = _subject(snapshot, party, test, rings.get(name, frozenset()))
        for holder in snapshot.holders(name):
            reach[holder].add(name)
    return Electorate(test, subjects, {holder: tuple(sorted(led)) for holder, led in reach.items()})


def _reached(electorate: Electorate, members: Iterable[str]) -> set[str]:
    return {subject for member in members for subject in electorate.reach.get(member, ())}


def _allied(members: Set[str], concerts: tuple[frozenset[str], ...]) -> Set[str]:
    """The members and whoever acts in concert with one of them."""
    if not concerts:
        return members
    allied = set(members)
    for group in _reaching(concerts):
        if not group.isdisjoint(members):
            allied |= group
    return allied


@lru_cache(maxsize=1024)
def _reaching(concerts: tuple[frozenset[str], ...]) -> tuple[frozenset[str], ...]:
    """Groups that share a member, through however many others, as one: whoever acts with one acts with all."""
    group_of: dict[str, set[str]] = {}
    for concert in concerts:
        whole = set(concert)
        for other in {id(found): found for name in concert if (found := group_of.get(name)) is not None}.values():
            whole, other = (whole, other) if len(whole) >= len(other) else (other, whole)
            whole |= other
            group_of.update(dict.fromkeys(other, whole))
        group_of.update(dict.fromkeys(concert, whole))
    return tuple(frozenset(each) for each in {id(each): each for each in group_of.values()}.values())


# From a snapshot to integers --------------------------------------------------------------------


def _subject(snapshot: Snapshot, party: Party, test: ControlTest, ring: frozenset[str]) -> Subject:
    """A party ready for `control`, once for every electorate that it is in."""
    asked = "subject", party.id, test, ring
    kept = snapshot.kept.get(asked)
    if not isinstance(kept, Subject):
        kept = snapshot.kept[asked] = _compiled(snapshot, party, test, ring)
    return kept


def _compiled(snapshot: Snapshot, party: Party, test: ControlTest, ring: frozenset[str]) -> Subject:
    stated_powers = snapshot.powers.get(party.id, ())
    powers = [power for power in stated_powers if power.kind in test.deciding]
    # Votes that are cast for others count for whoever casts them, or for those: which, a test of votes leaves open.
    proxies = [power for power in stated_powers if power.kind == "proxy" and "votes" in test.measures]
    concerts = snapshot.concerts.get(party.id, ())
    votes = test.measures if party.can_be_owned or party.id in snapshot.holdings else ()
    stated = {row.measure for row in snapshot.holdings.get(party.id, ())}
    # With one measure stated the other is read from it, and once is enough.
    votes = tuple(measure for measure in votes if measure in stated) or votes[:1]
    ballots = tuple(ballot_of(snapshot, party.id, measure, test, ring) for measure in votes)
    if board := _board(powers):
        ballots += (board,)
    return Subject(
        id=party.id,
        ballots=ballots,
        deciding=_by_holder(powers, lambda power: _decides(snapshot, power).is_certain),
        maybe_deciding=_by_holder([*powers, *proxies], lambda power: _decides(snapshot, power).is_possible),
        powerless=frozenset(p.holder for p in powers if p.kind == "important_matters" and p.decisive is False),
        exclusive=frozenset(p.holder for p in powers if p.kind in ("consolidation", "branch") and p.decisive),
        concerts=tuple(concert.members for concert in concerts if concert.agreed),
        maybe_concerts=tuple(concert.members for concert in concerts if concert.agreed is not False),
        test=test,
        hole=bool(snapshot.open_above(party.id)),
    )


def _by_holder(powers: Iterable[Power], wanted: Callable[[Power], bool]) -> dict[str, tuple[Power, ...]]:
    found: dict[str, list[Power]] = defaultdict(list)
    for power in powers:
        if wanted(power):
            found[power.holder].append(power)
    return {holder: tuple(rows) for holder, rows in found.items()}


def _decides(snapshot: Snapshot, power: Power) -> Truth:
    """Whether a power decides by itself; a state's influence on its own organ does."""
    if power.decisive is None and power.kind == "board" and not power.share.is_unknown:
        # Half a board decides nothing and lets nothing be decided: who has the casting vote is asked for.
        half = Fraction(1, 2)
        return power.share.exceeds(half) | (UNKNOWN & power.share.exceeds(half, at_least=True))
    if power.decisive is None and snapshot.parties[power.subject].kind == "state_body":
        return TRUE if snapshot.parties[power.holder].is_state else UNKNOWN
    return truth(power.decisive)


def _board(powers: Iterable[Power]) -> Ballot | None:
    """Seats on the board that several holders fill, counted together; seats nobody claims follow the votes."""
    seats = {
        p.holder: Counted((p.share,), (p.share,)) for p in powers if p.kind == "board" and not p.share.is_unknown
    }
    if not seats:
        return None
    majority = ControlTest("majority of the board")
    nobody = next(p for p in powers if p.kind == "board")
    filled = Remainder(nobody.subject, "dispersed", nobody.provenance, threshold=None, concert=False)
    ballot = in_integers("board", seats, filled, majority)
    # Half of the seats may be enough with a casting vote.
    return replace(ballot, rest=0, rest_minority=0, need_possible=ballot.need_possible - 1)
