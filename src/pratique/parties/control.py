"""Who controls whom: a least fixed point, computed once on what is certain and once on what is possible.

Rule: a set of parties grows by every subject in which its members together pass the test of control, until nothing
more joins. The stakes of the whole set count together, each once, so cycles end and never prove themselves.
Invariant: whatever the unknown shares, powers and owners turn out to be, the true set lies between the two: it holds
everything `certain` and nothing that is not `possible`. Votes are integers over one denominator for each subject; an
open end is one unit less or more of a last place finer than any share, so sums at exactly half are exact.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Set
from dataclasses import dataclass, replace
from fractions import Fraction
from math import lcm

from pratique.parties.holdings import Measure, Power, PowerKind, Remainder
from pratique.parties.party import Party
from pratique.parties.shares import Share
from pratique.parties.snapshot import Holding, Snapshot

DECIDING_POWERS: frozenset[PowerKind] = frozenset(
    {
        "board",
        "veto",
        "proxy",
        "special_share",
        "contract",
        "articles",
        "legal_framework",
        "consolidation",
        "branch",
        "fund_manager",
        "trustee",
        "nominator",
        "management",
        "influence",
        "important_matters",
        "undisclosed",
    }
)
"""Powers that count as control when they decide important matters; a nominee follows its nominator."""


@dataclass(frozen=True, slots=True)
class ControlTest:
    """A definition of control, as a law names it; `threshold` is in parts of one.

    `measures` are tried each on its own. `deciding` are the powers that count beside shares. With
    `dominant_minority`, a share below the threshold may control too, unless its powers are ruled out or a holder
    outside has more. `suspended_count` says whether votes that cannot be cast count (None: the law leaves it open).
    """

    name: str
    threshold: Fraction = Fraction(1, 2)
    at_least: bool = False
    measures: tuple[Measure, ...] = ("votes",)
    deciding: frozenset[PowerKind] = frozenset()
    dominant_minority: bool = False
    suspended_count: bool | None = None


MAJORITY = ControlTest("majority of votes")
AT_LEAST_HALF = ControlTest("at least half, aggregated", at_least=True, measures=("capital", "votes"))
POWER_TO_DECIDE = ControlTest(
    "majority or dominant minority with the power to decide important matters",
    deciding=DECIDING_POWERS,
    dominant_minority=True,
)
TESTS: Mapping[str, ControlTest] = {
    "majority": MAJORITY,
    "at-least-half": AT_LEAST_HALF,
    "power-to-decide": POWER_TO_DECIDE,
}


@dataclass(frozen=True, slots=True)
class Ballot:
    """The shares of one measure of one subject, as integers: `whole` is all of it, `need` the least that passes.

    `need_possible` is lower where votes that cannot be cast may leave the count. `low` and `high` bound what each
    holder has, `rest` is the most that unnamed owners may add to a set, `rest_minority` the most that they may add
    to a minority that dominates. `stands_in`: the measure is not stated and the other one is read in its place.
    `grain` is the smallest difference between shares; less than half of it is open ends.
    """

    measure: str
    whole: int
    need: int
    need_possible: int
    low: Mapping[str, int]
    high: Mapping[str, int]
    rest: int
    rest_minority: int
    complete: bool
    stands_in: bool = False
    grain: int = 1

    def share(self, votes: int) -> Fraction:
        """An encoded number of votes in parts of one, without the last place that carries the open ends."""
        return Fraction(round(Fraction(votes, self.grain)), self.whole // self.grain)

    def certain(self, voters: Set[str]) -> int:
        """The least that the voters have together."""
        least = sum(self.low[name] for name in voters & self.low.keys())
        if not self.complete:
            return least
        return max(least, self.whole - sum(most for name, most in self.high.items() if name not in voters))

    def possible(self, voters: Set[str]) -> int:
        """The most that the voters and unnamed owners may have together."""
        most = sum(self.high[name] for name in voters & self.high.keys()) + self.rest
        return min(most, self.whole - sum(least for name, least in self.low.items() if name not in voters))

    def minority(self, voters: Set[str], powerless: Set[str]) -> int:
        """The most that those voters have whose powers are not ruled out."""
        able = voters - powerless
        most = sum(self.high[name] for name in able & self.high.keys()) + self.rest_minority
        return min(most, self.whole - sum(least for name, least in self.low.items() if name not in able))


@dataclass(frozen=True, slots=True)
class Subject:
    """Everything that decides who controls one party, under one test."""

    id: str
    ballots: tuple[Ballot, ...]
    deciding: Mapping[str, tuple[Power, ...]]
    maybe_deciding: Mapping[str, tuple[Power, ...]]
    powerless: frozenset[str]
    exclusive: frozenset[str]
    concerts: tuple[frozenset[str], ...]
    maybe_concerts: tuple[frozenset[str], ...]
    dominant_minority: bool

    def joins(self, members: Set[str]) -> str | None:
        """Why the members certainly control it, in a word; None if they do not."""
        if self.deciding.keys() & members:
            return "power"
        voters = _allied(members, self.concerts)
        return next((ballot.measure for ballot in self.ballots if ballot.certain(voters) >= ballot.need), None)

    def may_join(self, members: Set[str]) -> str | None:
        """Why the members possibly control it; None if they cannot."""
        if self.maybe_deciding.keys() & members:
            return "power"
        voters = _allied(members, self.maybe_concerts)
        outside = self.exclusive - voters
        for ballot in self.ballots:
            if outside:
                # A consolidating parent outside leaves no majority to owners that nobody has named.
                most = sum(ballot.high[name] for name in voters & ballot.high.keys())
                if most >= ballot.need_possible:
                    return ballot.measure
            elif ballot.possible(voters) >= ballot.need_possible:
                return ballot.measure
            elif self.dominant_minority and self._may_dominate(ballot, voters):
                return "dominant minority"
        return None

    def _may_dominate(self, ballot: Ballot, voters: Set[str]) -> bool:
        if ballot.measure == "board":
            return False
        most = ballot.minority(voters, self.powerless)
        rivals = (least for name, least in ballot.low.items() if name not in voters)
        return most > 0 and all(least <= most for least in rivals)


@dataclass(frozen=True, slots=True)
class Electorate:
    """The subjects of a graph, compiled for one test; `reach` leads from a holder to where it may matter."""

    test: ControlTest
    subjects: Mapping[str, Subject]
    reach: Mapping[str, tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class Closure:
    """A controlled set in the order of joining: each member to why it joined the members before it."""

    members: Mapping[str, str]

    def __contains__(self, party: str) -> bool:
        return party in self.members


def control(electorate: Electorate, seeds: Iterable[str], possible: bool = False) -> Closure:
    """The least set that holds the seeds and every subject its members control (or, `possible`, may control)."""
    joined = dict.fromkeys(sorted(set(seeds)), "seed")
    # On what is certain nothing joins without a member; on what is possible unnamed owners may suffice.
    start = electorate.subjects if possible else _reached(electorate, joined)
    queue = sorted(set(start) - joined.keys(), reverse=True)
    while queue:
        name = queue.pop()
        if name in joined:
            continue
        subject = electorate.subjects[name]
        why = subject.may_join(joined.keys()) if possible else subject.joins(joined.keys())
        if why:
            joined[name] = why
            queue.extend(sorted(set(electorate.reach.get(name, ())) - joined.keys(), reverse=True))
    return Closure(joined)


def controls(electorate: Electorate, seeds: Iterable[str], subject: str) -> bool | None:
    """Whether the seeds control the subject: True, False, or None where that is open."""
    others = set(seeds) - {subject}
    if subject in control(electorate, others):
        return True
    return None if subject in control(electorate, others, possible=True) else False


def compile_electorate(snapshot: Snapshot, test: ControlTest, names: Iterable[str] | None = None) -> Electorate:
    """The subjects `names` (default: all) of a snapshot, ready for `control`."""
    wanted = snapshot.parties.keys() if names is None else set(names)
    subjects = {}
    reach: dict[str, set[str]] = defaultdict(set)
    for name in sorted(wanted):
        party = snapshot.parties[name]
        if party.kind in ("person", "state"):
            continue
        subjects[name] = _subject(snapshot, party, test)
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
    grown = True
    while grown:
        grown = False
        for group in concerts:
            if group & allied and not group <= allied:
                allied |= group
                grown = True
    return allied


# From a snapshot to integers --------------------------------------------------------------------


def _subject(snapshot: Snapshot, party: Party, test: ControlTest) -> Subject:
    powers = [power for power in snapshot.powers.get(party.id, ()) if power.kind in test.deciding]
    concerts = snapshot.concerts.get(party.id, ())
    votes = test.measures if party.can_be_owned or party.id in snapshot.holdings else ()
    ballots = tuple(_ballot(snapshot, party.id, measure, test) for measure in votes)
    if board := _board(powers):
        ballots += (board,)
    return Subject(
        id=party.id,
        ballots=ballots,
        deciding=_by_holder(powers, lambda power: _decides(snapshot, power) is True),
        maybe_deciding=_by_holder(powers, lambda power: _decides(snapshot, power) is not False),
        powerless=frozenset(p.holder for p in powers if p.kind == "important_matters" and p.decisive is False),
        exclusive=frozenset(p.holder for p in powers if p.kind in ("consolidation", "branch") and p.decisive),
        concerts=tuple(concert.members for concert in concerts if concert.agreed),
        maybe_concerts=tuple(concert.members for concert in concerts if concert.agreed is not False),
        dominant_minority=test.dominant_minority,
    )


def _by_holder(powers: Iterable[Power], wanted: Callable[[Power], bool]) -> dict[str, tuple[Power, ...]]:
    found: dict[str, list[Power]] = defaultdict(list)
    for power in powers:
        if wanted(power):
            found[power.holder].append(power)
    return {holder: tuple(rows) for holder, rows in found.items()}


def _decides(snapshot: Snapshot, power: Power) -> bool | None:
    """Whether a power decides by itself; a state's influence on its own organ does."""
    if power.decisive is None and power.kind == "board" and not power.share.is_unknown:
        return power.share.exceeds(Fraction(1, 2))
    if power.decisive is None and snapshot.parties[power.subject].kind == "state_body":
        return True if snapshot.parties[power.holder].is_state else None
    return power.decisive


def _ballot(snapshot: Snapshot, subject: str, measure: Measure, test: ControlTest) -> Ballot:
    held = [row for row in snapshot.holdings.get(subject, ()) if row.measure == measure]
    stands_in = not held
    if stands_in:
        held = list(snapshot.holdings.get(subject, ()))
    bounds: dict[str, list[Counted]] = {}
    for row in held:
        bounds.setdefault(row.holder, []).append(_counted(row, subject, test))
    remainder = snapshot.remainders.get(subject)
    idle = [row.share.high for row in held if row.suspended is not False and not row.indirect]
    silent = Fraction(0) if test.suspended_count else min(Fraction(1), sum(idle, Fraction(0)))
    return _integers(measure, bounds, remainder, test, stands_in and bool(held), silent)


Counted = tuple[Share | None, Share | None]
"""The share that certainly counts and the share that possibly counts; None for nothing."""


def _counted(row: Holding, subject: str, test: ControlTest) -> Counted:
    certain = None if row.indirect or row.holder == subject else row.share
    possible: Share | None = row.share
    if row.suspended is not False:
        certain = certain if test.suspended_count else None
        possible = None if row.suspended and test.suspended_count is False else possible
    return certain, possible


def _integers(
    measure: str,
    bounds: Mapping[str, list[Counted]],
    remainder: Remainder | None,
    test: ControlTest,
    stands_in: bool = False,
    silent: Fraction = Fraction(0),
) -> Ballot:
    parts = [share for rows in bounds.values() for pair in rows for share in pair if share is not None]
    limit = remainder.threshold if remainder and remainder.threshold is not None else None
    denominator = lcm(test.threshold.denominator, *(share.low.denominator for share in parts))
    denominator = lcm(denominator, limit.denominator if limit else 1, *(share.high.denominator for share in parts))
    denominator = lcm(denominator, (test.threshold * silent).denominator)
    grain = 2 * (len(parts) + 2)
    whole = denominator * grain

    def encode(part: Fraction, nudge: int) -> int:
        return int(part * whole) + nudge

    low = {
        name: sum(encode(certain.low, int(certain.low_open)) for certain, _ in rows if certain)
        for name, rows in bounds.items()
    }
    high = {
        name: sum(encode(most.high, -int(most.high_open)) for _, most in rows if most)
        for name, rows in bounds.items()
    }
    left = max(0, whole - sum(low.values()))
    rest, rest_minority = _rest(left, remainder, encode(limit, -1) if limit else None)
    need = encode(test.threshold, 0 if test.at_least else 1)
    complete = remainder is not None and remainder.kind == "complete"
    need_possible = need - encode(test.threshold * silent, 0)
    return Ballot(measure, whole, need, need_possible, low, high, rest, rest_minority, complete, stands_in, grain)


def _rest(left: int, remainder: Remainder | None, limit: int | None) -> tuple[int, int]:
    """How much unnamed owners may add to a set, and to a minority that dominates."""
    if remainder is None or remainder.kind == "undisclosed":
        return left, left
    if remainder.kind == "complete":
        return 0, 0
    if remainder.concert is False and limit is not None:
        return min(left, limit), 0
    return left, left


def _board(powers: Iterable[Power]) -> Ballot | None:
    """Seats on the board that several holders fill, counted together; seats nobody claims follow the votes."""
    seats: dict[str, list[Counted]] = {
        p.holder: [(p.share, p.share)] for p in powers if p.kind == "board" and not p.share.is_unknown
    }
    if not seats:
        return None
    majority = ControlTest("majority of the board")
    nobody = next(p for p in powers if p.kind == "board")
    filled = Remainder(nobody.subject, "dispersed", nobody.provenance, threshold=None, concert=False)
    return replace(_integers("board", seats, filled, majority), rest=0, rest_minority=0)
