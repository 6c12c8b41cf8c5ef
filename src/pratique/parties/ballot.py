"""The shares of one measure of one company as integers, counted for any set of holders.

Rule: votes are integers over one denominator for each subject; an open end is one unit less or more of a last place
finer than any share, so sums at exactly half are exact.
Invariant: whatever the open shares turn out to be, what a set has lies between `certain` and `possible`.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Set
from dataclasses import field, replace
from fractions import Fraction
from functools import cached_property
from math import lcm

from pratique.parties.definitions import ControlTest
from pratique.parties.holdings import Holding, Measure, Remainder
from pratique.parties.shares import NOTHING, Share, add_shares
from pratique.parties.snapshot import Snapshot
from pratique.value_class import dataclass


@dataclass(frozen=True)
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
        others = self._all_high - sum(self.high[name] for name in voters & self.high.keys())
        return max(least, self.whole - self.own[1] - others)

    def possible(self, voters: Set[str]) -> int:
        """The most that the voters and unnamed owners may have together."""
        most = sum(self.high[name] for name in voters & self.high.keys()) + self.rest
        bound = self.whole - self.own[0] - self._against(voters)
        return max(min(most, bound), self.certain(voters))

    def minority(self, voters: Set[str], powerless: Set[str]) -> int:
        """The most that those voters have whose powers are not ruled out."""
        able = voters - powerless
        most = sum(self.high[name] for name in able & self.high.keys()) + self.rest_minority
        return min(most, self.whole - self.own[0] - self._against(able))

    # Of many holders each is asked: what all of them have is added up once, and what the voters have taken off.

    @cached_property
    def _all_high(self) -> int:
        return sum(self.high.values())

    @cached_property
    def _all_against(self) -> int:
        return sum(least for name, least in self.low.items() if name not in self.circular)

    def _against(self, voters: Set[str]) -> int:
        """The least that those have who are certainly not with the voters."""
        with_them = voters & self.low.keys()
        return self._all_against - sum(self.low[name] for name in with_them if name not in self.circular)

    @cached_property
    def without_unnamed(self) -> Ballot:
        """The same where nothing is left to owners whom nobody names."""
        return replace(self, rest=0, rest_minority=0)

    def stands_against(self, name: str, voters: Set[str]) -> bool:
        """Whether a holder's votes are certainly not with the voters; what goes round in a ring follows somebody."""
        return name not in voters and name not in self.circular


def ballot_of(snapshot: Snapshot, subject: str, measure: Measure, test: ControlTest, ring: frozenset[str]) -> Ballot:
    """The ballot of one measure of a company; that of all of whom nothing is stated is one."""
    if snapshot.holdings.get(subject) or subject in snapshot.remainders:
        return _counted_ballot(snapshot, subject, measure, test, ring)
    asked = "ballot of nothing", measure, test
    kept = snapshot.kept.get(asked)
    if not isinstance(kept, Ballot):
        kept = snapshot.kept[asked] = _counted_ballot(snapshot, subject, measure, test, frozenset())
    return kept


def _counted_ballot(
    snapshot: Snapshot, subject: str, measure: Measure, test: ControlTest, ring: frozenset[str]
) -> Ballot:
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
    return in_integers(
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


def in_integers(
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
    exact = [test.threshold, *left_out, *([limit] if limit else [])]
    exact += [end for share in parts for end in (share.low, share.high)]
    grain = 2 * (len(parts) + 2)
    whole = lcm(*(each.denominator for each in exact)) * grain

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
    if limit is not None and rest_minority == 0 and remainder and remainder.kind == "dispersed":
        # Below a threshold above which a minority is suspected, one whom nobody names may be such a minority.
        rest_minority = rest if limit > test.suspicion else 0
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
