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
from dataclasses import dataclass, field, replace
from fractions import Fraction
from math import lcm

from pratique.parties.holdings import Holding, Measure, Power, PowerKind, Remainder
from pratique.parties.party import Party
from pratique.parties.rings import find_rings
from pratique.parties.shares import NOTHING, Share, add_shares
from pratique.parties.snapshot import Snapshot

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
    Below `suspicion` a minority raises no question; in a company whose other shares are dispersed it raises one as
    the largest block, or above `large`. Own shares of a company carry no votes and leave the whole in every test.
    """

    name: str
    threshold: Fraction = Fraction(1, 2)
    at_least: bool = False
    measures: tuple[Measure, ...] = ("votes",)
    deciding: frozenset[PowerKind] = frozenset()
    dominant_minority: bool = False
    suspended_count: bool | None = None
    suspicion: Fraction = Fraction(1, 10)
    large: Fraction = Fraction(1, 4)


MAJORITY = ControlTest("majority of votes")
AT_LEAST_HALF = ControlTest("at least half, aggregated", at_least=True, measures=("capital", "votes"))
POWER_TO_DECIDE = ControlTest(
    "majority of capital or votes, or a dominant minority with the power to decide important matters",
    measures=("votes", "capital"),
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

    `need_possible` is lower where votes that cannot be cast, or that go round in a ring, may leave the count. `low`
    and `high` bound what each holder has; `alone` is the least that a holder has by a stated total, its indirect part
    with it, which is not added to what others have. `rest` is the most that unnamed owners may add to a set,
    `rest_minority` the most that they may add to a minority that dominates. `stands_in`: the measure is not stated
    and the other one is read in its place. `own` are the least and the most shares that the subject has of itself.
    `circular` holders are held by the subject in turn. `dispersed`: what is
    not stated lies with many. `grain` is the smallest difference between shares; less than half of it is open ends.
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
    alone: Mapping[str, int] = field(default_factory=dict)
    circular: frozenset[str] = frozenset()
    dispersed: bool = False
    own: tuple[int, int] = (0, 0)

    def share(self, votes: int) -> Fraction:
        """An encoded number of votes in parts of one, without the last place that carries the open ends."""
        return Fraction(round(Fraction(votes, self.grain)), self.whole // self.grain)

    def certain(self, voters: Set[str]) -> int:
        """The least that the voters have together."""
        least = sum(self.low[name] for name in voters & self.low.keys())
        if self.alone:
            least = max(least, max((self.alone[name] for name in voters & self.alone.keys()), default=0))
        if not self.complete or not voters & self.high.keys():
            return least
        others = sum(most for name, most in self.high.items() if name not in voters)
        return max(least, self.whole - self.own[1] - others)

    def possible(self, voters: Set[str]) -> int:
        """The most that the voters and unnamed owners may have together."""
        most = sum(self.high[name] for name in voters & self.high.keys()) + self.rest
        against = sum(least for name, least in self.low.items() if self._against(name, voters))
        bound = self.whole - self.own[0] - against
        return max(min(most, bound), self.certain(voters))

    def minority(self, voters: Set[str], powerless: Set[str]) -> int:
        """The most that those voters have whose powers are not ruled out."""
        able = voters - powerless
        most = sum(self.high[name] for name in able & self.high.keys()) + self.rest_minority
        against = sum(least for name, least in self.low.items() if self._against(name, able))
        return min(most, self.whole - self.own[0] - against)

    def _against(self, name: str, voters: Set[str]) -> bool:
        """Whether a holder's votes are certainly not with the voters; what goes round in a ring follows somebody."""
        return name not in voters and name not in self.circular


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
        return next((ballot.measure for ballot in self.ballots if ballot.certain(voters) >= ballot.need), None)

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
            named = replace(ballot, rest=0, rest_minority=0) if outside else ballot
            most = named.possible(voters)
            if most >= named.need_possible:
                return named.measure
            if self.may_dominate(named, voters):
                return "dominant minority"
        return None

    def may_dominate(self, ballot: Ballot, voters: Set[str]) -> bool:
        """Whether the voters are a minority that may decide: large, and their powers not ruled out."""
        if not self.test.dominant_minority or ballot.measure == "board":
            return False
        most = ballot.minority(voters, self.powerless)
        if most < self.test.suspicion * ballot.whole or most <= 0:
            return False
        if not ballot.dispersed or most > self.test.large * ballot.whole:
            return True
        rivals = (least for name, least in ballot.low.items() if ballot._against(name, voters))
        return all(least <= most for least in rivals)


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


def control(
    electorate: Electorate, seeds: Iterable[str], possible: bool = False, after: Closure | None = None
) -> Closure:
    """The least set that holds the seeds and every subject its members control (or, `possible`, may control).

    `after` is such a set already found for other seeds, which is kept and grown: sets only grow with their seeds.
    """
    fresh = sorted(set(seeds))
    joined = dict(after.members if after else ()) | dict.fromkeys(fresh, "seed")
    # On what is certain nothing joins without a member; on what is possible unnamed owners may suffice.
    start = electorate.subjects if possible and after is None else _reached(electorate, fresh)
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
    grown = True
    while grown:
        grown = False
        for group in concerts:
            if group & allied and not group <= allied:
                allied |= group
                grown = True
    return allied


# From a snapshot to integers --------------------------------------------------------------------


def _subject(snapshot: Snapshot, party: Party, test: ControlTest, ring: frozenset[str]) -> Subject:
    powers = [power for power in snapshot.powers.get(party.id, ()) if power.kind in test.deciding]
    concerts = snapshot.concerts.get(party.id, ())
    votes = test.measures if party.can_be_owned or party.id in snapshot.holdings else ()
    stated = {row.measure for row in snapshot.holdings.get(party.id, ())}
    # With one measure stated the other is read from it, and once is enough.
    votes = tuple(measure for measure in votes if measure in stated) or votes[:1]
    ballots = tuple(_ballot(snapshot, party.id, measure, test, ring) for measure in votes)
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
        test=test,
        hole=bool(snapshot.holes_of(party.id)),
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
        # Half a board decides nothing and lets nothing be decided: who has the casting vote is asked for.
        half = Fraction(1, 2)
        return power.share.exceeds(half) or (None if power.share.exceeds(half, at_least=True) is not False else False)
    if power.decisive is None and snapshot.parties[power.subject].kind == "state_body":
        return True if snapshot.parties[power.holder].is_state else None
    return power.decisive


def _ballot(snapshot: Snapshot, subject: str, measure: Measure, test: ControlTest, ring: frozenset[str]) -> Ballot:
    held = [row for row in snapshot.holdings.get(subject, ()) if row.measure == measure]
    stands_in = not held
    if stands_in:
        held = list(snapshot.holdings.get(subject, ()))
    own = [row.share for row in held if row.holder == subject and row.indirect is not True]
    held = [row for row in held if row.holder != subject]
    idle = [row.share for row in held if row.suspended is not False and row.indirect is not True]
    remainder = snapshot.remainders.get(subject)
    if any(row.sum == "contradicted" for row in held):
        remainder = None
    gone = add_shares(own)
    silent = add_shares(idle)
    if test.suspended_count is False:
        gone, silent = add_shares([gone, *(row.share for row in held if row.suspended)]), NOTHING
    if test.suspended_count:
        silent = NOTHING
    round_about = add_shares(row.share for row in held if row.holder in ring and row.indirect is not True)
    return _integers(
        measure,
        _bounds(held, test),
        remainder,
        test,
        own=add_shares(own),
        whole_less=(gone.low, min(Fraction(1), gone.high + silent.high + round_about.high)),
        stands_in=stands_in and bool(held),
        ring=ring,
        rounded=any(row.sum == "rounded" for row in held),
    )


@dataclass(frozen=True, slots=True)
class Counted:
    """What a ballot counts of a holder: what certainly and possibly counts beside others, and its own total."""

    certain: tuple[Share, ...] = ()
    possible: tuple[Share, ...] = ()
    alone: tuple[Share, ...] = ()

    @property
    def shares(self) -> tuple[Share, ...]:
        return self.certain + self.possible + self.alone


def _bounds(held: Iterable[Holding], test: ControlTest) -> dict[str, Counted]:
    rows_of: dict[str, list[Holding]] = defaultdict(list)
    for row in held:
        rows_of[row.holder].append(row)
    return {holder: _counted(rows, test, only=len(rows_of) == 1) for holder, rows in rows_of.items()}


def _counted(rows: Iterable[Holding], test: ControlTest, only: bool) -> Counted:
    """What counts of one holder's rows; `only` where nobody else is named, so that nothing can be counted twice."""
    certain: list[Share] = []
    possible: list[Share] = []
    total: list[Share] = []
    for row in rows:
        counts = True if row.suspended is False else test.suspended_count if row.suspended else None
        if counts is not False:
            possible.append(row.share)
        if counts and (row.indirect is False or (row.indirect is None and only)):
            certain.append(row.share)
        if counts:
            total.append(row.share)
    return Counted(tuple(certain), tuple(possible), tuple(total) if len(total) > len(certain) else ())


def _integers(
    measure: str,
    bounds: Mapping[str, Counted],
    remainder: Remainder | None,
    test: ControlTest,
    *,
    own: Share = NOTHING,
    whole_less: tuple[Fraction, Fraction] = (Fraction(0), Fraction(0)),
    stands_in: bool = False,
    ring: frozenset[str] = frozenset(),
    rounded: bool = False,
) -> Ballot:
    """A ballot in integers; `whole_less` are the least and the most votes that leave the whole."""
    parts = [share for counted in bounds.values() for share in counted.shares]
    limit = remainder.threshold if remainder and remainder.threshold is not None else None
    parts.append(own)
    left_out = [test.threshold * part for part in whole_less]
    denominator = lcm(
        test.threshold.denominator,
        limit.denominator if limit else 1,
        *(part.denominator for part in left_out),
        *(share.low.denominator for share in parts),
        *(share.high.denominator for share in parts),
    )
    grain = 2 * (len(parts) + 2)
    whole = denominator * grain

    def encode(part: Fraction, nudge: int) -> int:
        return int(part * whole) + nudge

    def least(shares: Iterable[Share]) -> int:
        return sum(encode(share.low, int(share.low_open)) for share in shares)

    low = {name: least(counted.certain) for name, counted in bounds.items()}
    high = {
        name: sum(encode(most.high, -int(most.high_open)) for most in counted.possible)
        for name, counted in bounds.items()
    }
    alone = {name: min(whole, least(counted.alone)) for name, counted in bounds.items() if counted.alone}
    held_itself = encode(own.low, int(own.low_open)), encode(own.high, -int(own.high_open))
    left = max(0, whole - held_itself[0] - max(sum(low.values()), *alone.values(), 0))
    rest, rest_minority = _rest(left, remainder, encode(limit, -1) if limit else None)
    need = encode(test.threshold, 0 if test.at_least else 1)
    complete = remainder is not None and remainder.kind == "complete"
    return Ballot(
        measure=measure,
        whole=whole,
        need=need - encode(left_out[0], 0),
        # Where no vote is left that anybody outside can cast, anybody may decide.
        need_possible=need - encode(left_out[1], 0) if whole_less[1] < 1 else 0,
        low=low,
        high=high,
        rest=rest,
        rest_minority=rest_minority,
        complete=complete and not rounded,
        stands_in=stands_in,
        grain=grain,
        alone=alone,
        circular=ring & low.keys(),
        dispersed=remainder is not None and remainder.kind == "dispersed",
        own=held_itself,
    )


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
    seats = {
        p.holder: Counted((p.share,), (p.share,)) for p in powers if p.kind == "board" and not p.share.is_unknown
    }
    if not seats:
        return None
    majority = ControlTest("majority of the board")
    nobody = next(p for p in powers if p.kind == "board")
    filled = Remainder(nobody.subject, "dispersed", nobody.provenance, threshold=None, concert=False)
    ballot = _integers("board", seats, filled, majority)
    # Half of the seats may be enough with a casting vote.
    return replace(ballot, rest=0, rest_minority=0, need_possible=ballot.need_possible - 1)
