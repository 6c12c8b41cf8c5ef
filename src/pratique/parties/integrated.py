"""Integrated (economic) ownership: what part of each company belongs to some holders, through every chain.

Rule: a company belongs to its holders in the parts of their stakes, and through them to theirs: the least solution
of x = source + stakes times x. Parties with few holders or few stakes are settled first, many at once, none of them
next to another: each is replaced by the stakes that lead through it, so chains and trees vanish in a few rounds and
short cycles close into one number. Only the knot of cycles that is left is iterated.
Invariant: every step adds and multiplies parts that are not negative and settles parties exactly; the iteration
rises from below. The certain part counts least stakes, the possible part adds all that they leave open, so the true
part lies between the two (floats of double precision, to `tolerance`); none exceeds one.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from pratique.parties.control import ControlTest, compile_electorate
from pratique.parties.graph import DECIDES, Bools, Ints, PartyGraph, edges_of, exact_subjects, from_electorate
from pratique.parties.snapshot import Snapshot

Floats = npt.NDArray[np.float64]
Sparse = Any
"""A scipy `csr_array`: a row for each subject, a column for each holder, parts of one."""
CAPITAL = ControlTest("capital", measures=("capital",))


def economic_share(snapshot: Snapshot, holders: Iterable[str], subject: str) -> tuple[float, float]:
    """The least and the most part of a subject's capital that belongs to some holders together."""
    graph = from_electorate(compile_electorate(snapshot, CAPITAL, snapshot.upstream(subject)))
    seeds = graph.ids(holders)
    (party,) = graph.ids([subject])
    low, high = (integrate(graph, seeds, possible)[party] for possible in (False, True))
    return float(low), float(max(low, high))


def integrate(graph: PartyGraph, seeds: Ints, possible: bool = False, tolerance: float = 1e-12) -> Floats:
    """The part of each party, from 0 to 1, that certainly (or possibly) belongs to the seeds, a seed to itself.

    The iteration stops when no part moves by more than `tolerance`. Needs scipy (the extra `graph`).
    """
    source = np.zeros(graph.size)
    if possible:
        # What no least stake covers may be theirs; with exact stakes only as much as unnamed owners may have.
        kept = np.where(graph.low < DECIDES, graph.low, 0)
        covered = np.bincount(graph.subject, kept / graph.whole[graph.subject], graph.size)
        source = np.where(exact_subjects(graph), graph.rest / graph.whole, np.maximum(0.0, 1.0 - covered))
    source[seeds] = 1.0
    reached = np.arange(graph.size) if possible else _reach(graph, np.sort(seeds))
    found = np.zeros(graph.size)
    found[reached] = _solve(_stakes_among(graph, reached, seeds), source[reached], tolerance)
    return np.minimum(found, 1.0)


def _reach(graph: PartyGraph, start: Ints) -> Ints:
    """Everybody in whom the starting parties have a part, through any chain, in order."""
    seen = np.zeros(graph.size, bool)
    seen[start] = True
    frontier: Ints = start
    while len(frontier):
        subjects = graph.subject[edges_of(graph.start, frontier)]
        fresh: Ints = subjects[~seen[subjects]]
        seen[fresh] = True
        fresh.sort()
        frontier = fresh[np.flatnonzero(np.diff(fresh, prepend=-1))]
    return np.flatnonzero(seen)


def _stakes_among(graph: PartyGraph, reached: Ints, seeds: Ints) -> Sparse:
    """All stakes of the reached parties, without those in the seeds, which are wholly theirs already."""
    from scipy.sparse import csc_array

    stakes = edges_of(graph.start, reached)
    subject = graph.subject[stakes]
    part = graph.low[stakes] / graph.whole[subject]
    part[np.isin(subject, seeds)] = 0.0
    place = np.zeros(graph.size, np.int32)
    place[reached] = np.arange(len(reached), dtype=np.int32)
    start = np.zeros(len(reached) + 1, np.int32 if len(stakes) < 2**31 else np.int64)
    np.cumsum(graph.start[reached + 1] - graph.start[reached], out=start[1:])
    matrix = csc_array((part, place[subject], start), shape=(len(reached), len(reached))).tocsr()
    matrix.eliminate_zeros()
    matrix.sum_duplicates()
    return matrix


# Settling party by party ------------------------------------------------------------------------

FILL = 2
"""A party is settled while the stakes that lead through it are at most so many times those that end there."""
WORTH = 50
"""A round that settles less than one party in so many is not worth its passes over the stakes."""
LEAST = 1e-15
"""What leaves a cycle at the least; where nothing leaves, nothing comes in, or its stakes exceed the whole."""


@dataclass(frozen=True, slots=True)
class _Settled:
    """Parties whose part follows from those that are left: their `source`, and `stakes` of the left in them."""

    parties: Ints
    left: Ints
    stakes: Sparse
    source: Floats

    def extend(self, part: Floats) -> Floats:
        """The parts of all from the parts of those that are left."""
        every = np.empty(len(self.parties) + len(self.left))
        every[self.left] = part
        every[self.parties] = self.stakes @ part + self.source
        return every


def _solve(stakes: Sparse, source: Floats, tolerance: float) -> Floats:
    rounds: list[_Settled] = []
    stakes, source = _close_loops(stakes, source)
    while stakes.shape[0]:
        chosen = _apart(stakes)
        if np.count_nonzero(chosen) * WORTH < len(chosen):
            break
        settled, stakes, source = _settle(stakes, source, chosen)
        rounds.append(settled)
    part = _iterate(stakes, source, tolerance)
    for settled in reversed(rounds):
        part = settled.extend(part)
    return part


def _close_loops(stakes: Sparse, source: Floats) -> tuple[Sparse, Floats]:
    """The same without stakes of parties in themselves: what goes round adds up to 1 / (1 - own)."""
    own = stakes.diagonal()
    if not own.any():
        return stakes, source
    gain = 1.0 / np.maximum(1.0 - own, LEAST)
    subject = np.repeat(np.arange(len(own), dtype=np.int32), np.diff(stakes.indptr))
    stakes.data *= np.where(stakes.indices == subject, 0.0, gain[subject])
    stakes.eliminate_zeros()
    return stakes, source * gain


def _apart(stakes: Sparse) -> Bools:
    """Parties that are cheap to settle, none of which holds another."""
    size = stakes.shape[0]
    holders = np.diff(stakes.indptr)
    held = np.bincount(stakes.indices, minlength=size)
    cheap: Bools = holders.astype(np.int64) * held <= FILL * (holders + held)
    # A rank that looks random but is always the same; of two neighbours the higher one goes first.
    rank = np.arange(1, size + 1, dtype=np.uint32) * np.uint32(2654435761)
    rank[~cheap] = 0
    subject = np.repeat(np.arange(size, dtype=np.int32), holders)
    below = rank[subject] < rank[stakes.indices]
    cheap[np.where(below, subject, stakes.indices)] = False
    return cheap


def _settle(stakes: Sparse, source: Floats, chosen: Bools) -> tuple[_Settled, Sparse, Floats]:
    """Replace the chosen parties by the stakes that lead through them."""
    parties, left = np.flatnonzero(chosen).astype(np.int32), np.flatnonzero(~chosen).astype(np.int32)
    rows = stakes[left]
    into, through = stakes[parties][:, left], rows[:, parties]
    settled = _Settled(parties, left, into, source[parties])
    return settled, *_close_loops(rows[:, left] + through @ into, source[left] + through @ settled.source)


def _iterate(stakes: Sparse, source: Floats, tolerance: float) -> Floats:
    """Let the parts flow round until none moves by more than the tolerance; none exceeds one."""
    part = np.minimum(source, 1.0)
    while len(part):
        after = np.minimum(stakes @ part + source, 1.0)
        moved = float(np.abs(after - part).max())
        part = after
        if moved <= tolerance:
            break
    return part
