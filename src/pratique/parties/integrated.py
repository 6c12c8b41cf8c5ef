"""Integrated (economic) ownership: what part of each company belongs to some holders, through every chain.

Rule: a company belongs to its holders in the parts of their stakes, and through them to theirs: the least solution
of x = direct + stakes times x. Parties are put in an order in which holders come before what they hold; one sweep in
that order settles whatever no cycle touches. Where everybody left waits for somebody, the best supplied go first, and
the stakes that then lead backwards are iterated: a sweep a round, then only where much still flows.
Invariant: the certain part counts least stakes, the possible part adds all that they leave open, so the true part
lies between the two (floats of double precision, to `tolerance`); what comes in and goes round never exceeds one.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from pratique.parties.control import ControlTest, compile_electorate
from pratique.parties.graph import DECIDES, Ints, PartyGraph, edges_of, exact_subjects, from_electorate, sort_by
from pratique.parties.snapshot import Snapshot

Floats = npt.NDArray[np.float64]
CAPITAL = ControlTest("capital", measures=("capital",))


def economic_share(snapshot: Snapshot, holders: Iterable[str], subject: str) -> tuple[float, float]:
    """The least and the most part of a subject's capital that belongs to some holders together."""
    graph = from_electorate(compile_electorate(snapshot, CAPITAL, snapshot.upstream(subject)))
    seeds = graph.ids(holders)
    (party,) = graph.ids([subject])
    low, high = (integrate(graph, seeds, possible)[party] for possible in (False, True))
    return float(low), float(max(low, high))


def integrate(graph: PartyGraph, seeds: Ints, possible: bool = False, tolerance: float = 1e-12) -> Floats:
    """The part of each party, from 0 to 1, that certainly (or possibly) belongs to the seeds, a seed to itself."""
    source = np.zeros(graph.size)
    if possible:
        # What no least stake covers may be theirs; with exact stakes only as much as unnamed owners may have.
        kept = np.where(graph.low < DECIDES, graph.low, 0)
        covered = _weighted(graph.subject, kept / graph.whole[graph.subject], graph.size)
        source = np.where(exact_subjects(graph), graph.rest / graph.whole, np.maximum(0.0, 1.0 - covered))
    source[seeds] = 1.0
    start = np.arange(graph.size) if possible else np.sort(seeds)
    reached = _reach(graph, start)
    stakes = _stakes_among(graph, reached, seeds)
    found = np.zeros(graph.size)
    found[reached] = _solve(stakes, source[reached], tolerance)
    return np.minimum(found, 1.0)


@dataclass(frozen=True, slots=True)
class _Stakes:
    """The stakes among some parties, numbered from 0, as parts of one, in the order of their holders."""

    start: Ints
    subject: Ints
    part: Floats


def _reach(graph: PartyGraph, start: Ints) -> Ints:
    """Everybody in whom the starting parties have a part, through any chain, in order."""
    if len(start) == graph.size:
        return start
    seen = np.zeros(graph.size, bool)
    seen[start] = True
    frontier: Ints = start
    while len(frontier):
        subjects = graph.subject[edges_of(graph.start, frontier)]
        fresh = subjects[~seen[subjects]]
        seen[fresh] = True
        frontier = np.unique(fresh)
    return np.flatnonzero(seen)


def _stakes_among(graph: PartyGraph, reached: Ints, seeds: Ints) -> _Stakes:
    """All stakes of the reached parties, without those in the seeds, which are wholly theirs already."""
    stakes = edges_of(graph.start, reached)
    counts = graph.start[reached + 1] - graph.start[reached]
    pinned = np.zeros(graph.size, bool)
    pinned[seeds] = True
    kept = ~pinned[graph.subject[stakes]]
    stakes = stakes[kept]
    holder = np.repeat(np.arange(len(reached), dtype=np.int32), counts)[kept]
    place = np.full(graph.size, -1, np.int32)
    place[reached] = np.arange(len(reached), dtype=np.int32)
    subject = graph.subject[stakes]
    start = np.zeros(len(reached) + 1, np.int64)
    np.cumsum(np.bincount(holder, minlength=len(reached)), out=start[1:])
    return _Stakes(start, place[subject], graph.low[stakes] / graph.whole[subject])


BATCH = 10
"""One in so many of those that wait is let through when nobody is ready."""
FEW = 20
"""Where less flows back than to one party in so many, only those are followed."""


def _solve(stakes: _Stakes, source: Floats, tolerance: float) -> Floats:
    level = _levels(stakes)
    holder = np.repeat(np.arange(len(source), dtype=np.int32), np.diff(stakes.start))
    ahead = level[holder] < level[stakes.subject]
    forward = _by_level(holder[ahead], stakes.subject[ahead], stakes.part[ahead], level)
    back = (holder[~ahead], stakes.subject[~ahead], stakes.part[~ahead])
    total = source.copy()
    _sweep(forward, total)
    # What flows back starts the next round; it shrinks by what leaves the cycles on the way.
    flow: Floats = total
    while len(back[0]):
        returned = _weighted(back[1], flow[back[0]] * back[2], len(source))
        active: Ints = np.flatnonzero(returned > tolerance)
        if len(active) <= len(source) // FEW:
            _push(stakes, active, returned[active], total, tolerance)
            break
        _sweep(forward, returned)
        total += returned
        flow = returned
    return total


def _push(stakes: _Stakes, active: Ints, flow: Floats, total: Floats, tolerance: float) -> None:
    """Carry on from the few parties where much still flows, until nowhere more than the tolerance does."""
    total[active] += flow
    while len(active):
        places = edges_of(stakes.start, active)
        counts = stakes.start[active + 1] - stakes.start[active]
        added = np.repeat(flow, counts) * stakes.part[places]
        subjects, which = np.unique(stakes.subject[places], return_inverse=True)
        sums = _weighted(which, added, len(subjects))
        total[subjects] += sums
        kept = sums > tolerance
        active, flow = subjects[kept], sums[kept]


def _weighted(place: Ints, weights: Floats, size: int) -> Floats:
    """The sum of the weights at each place."""
    sums = np.zeros(size)
    np.add.at(sums, place, weights)
    return sums


def _levels(stakes: _Stakes) -> Ints:
    """A level for each party, so that few stakes lead from a higher or equal level to a lower one."""
    size = len(stakes.start) - 1
    waiting = np.bincount(stakes.subject, minlength=size).astype(np.int32)
    missing = _weighted(stakes.subject, stakes.part, size)
    level = np.full(size, -1, np.int32)
    left, step = size, 0
    frontier: Ints = np.flatnonzero(waiting == 0)
    while left:
        if not len(frontier):
            frontier = _best_supplied(np.flatnonzero(level < 0), missing)
        level[frontier] = step
        left, step = left - len(frontier), step + 1
        places = edges_of(stakes.start, frontier)
        subjects = stakes.subject[places]
        np.subtract.at(waiting, subjects, np.int32(1))
        np.subtract.at(missing, subjects, stakes.part[places])
        frontier = np.unique(subjects[(waiting[subjects] == 0) & (level[subjects] < 0)])
    return level


def _best_supplied(waiting: Ints, missing: Floats) -> Ints:
    """The part of those that wait whose holders are settled for the most part."""
    count = max(1, len(waiting) // BATCH)
    return waiting[np.argpartition(missing[waiting], count - 1)[:count]]


@dataclass(frozen=True, slots=True)
class _Forward:
    """Stakes that lead to higher levels, level by level: `ends` are where each level's stakes end."""

    holder: Ints
    subject: Ints
    part: Floats
    ends: Ints


def _by_level(holder: Ints, subject: Ints, part: Floats, level: Ints) -> _Forward:
    order = sort_by(level[holder], int(level.max(initial=0)) + 1)
    ends = np.cumsum(np.bincount(level[holder], minlength=int(level.max(initial=0)) + 1))
    return _Forward(holder[order], subject[order], part[order], ends)


def _sweep(forward: _Forward, part: Floats) -> None:
    """Carry each part down through the levels, in place."""
    first = 0
    for last in forward.ends.tolist():
        if last > first:
            added = part[forward.holder[first:last]] * forward.part[first:last]
            np.add.at(part, forward.subject[first:last], added)
        first = last
