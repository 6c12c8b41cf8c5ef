"""Ownership graphs of millions of parties as arrays, and control in them.

Rule: the same least fixed point as in `control`, on integers over one denominator, with each edge visited once for
each bound: a frontier of new members adds its votes to its subjects, and those that pass join the next frontier.
Invariant: a tally only grows, so a subject joins at most once and the order of visits does not matter. Tests
that ask who else holds a stake (dominant minorities, consolidation, concert) are for `control`, on the part of the
graph that a question is about; `from_electorate` refuses them.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from pratique.errors import UsageError
from pratique.parties.control import Electorate

Ints = npt.NDArray[np.integer[Any]]
Bools = npt.NDArray[np.bool_]

DENSE = 8
"""A round over more stakes than one for so many parties looks at all parties."""
DECIDES = 1 << 40
"""Votes that stand for a power that decides by itself; more than any whole."""
MEMBER = 1 << 61
"""What is taken from the tally of a member; more than all votes in it together."""


@dataclass(frozen=True, slots=True)
class PartyGraph:
    """Parties 0 to n-1 and stakes in the order of their holders.

    `start[h]:start[h + 1]` are the stakes of holder h: the `subject`, and the least and the most votes. For each
    subject: `whole`, `need` (least tally that passes), `rest` (most that unnamed owners may add), `undisclosed`
    (anybody may be among them) and `complete` (nobody else is).
    """

    start: Ints
    subject: Ints
    low: Ints
    high: Ints
    whole: Ints
    need: Ints
    rest: Ints
    undisclosed: Bools
    complete: Bools
    names: Sequence[str] | None = None

    @property
    def size(self) -> int:
        return len(self.start) - 1

    def ids(self, names: Iterable[str]) -> Ints:
        """The numbers of parties by name."""
        place = {name: number for number, name in enumerate(self.names or ())}
        return np.array(sorted(place[name] for name in names if name in place), dtype=np.int64)


def build_graph(
    holder: Ints,
    subject: Ints,
    low: Ints,
    high: Ints,
    size: int,
    whole: int,
    need: int,
    rest: Ints | None = None,
    undisclosed: Bools | None = None,
    complete: Bools | None = None,
) -> PartyGraph:
    """A graph from unsorted stakes; votes are integers of which `whole` make a subject.

    Without `rest`, what the stakes leave over is undisclosed.
    """
    left = np.maximum(whole - _sums(subject, low, size), 0)
    order = sort_by(holder, size)
    counts = np.bincount(holder, minlength=size)
    start = np.zeros(size + 1, np.int64)
    np.cumsum(counts, out=start[1:])
    sorted_low = low[order]
    return PartyGraph(
        start=start,
        subject=subject[order],
        low=sorted_low,
        high=sorted_low if high is low else high[order],
        whole=np.broadcast_to(np.int64(whole), size),
        need=np.broadcast_to(np.int64(need), size),
        rest=left if rest is None else np.minimum(rest, left),
        undisclosed=np.broadcast_to(np.bool_(True), size) if undisclosed is None else undisclosed,
        complete=np.broadcast_to(np.bool_(False), size) if complete is None else complete,
    )


def sort_by(key: Ints, bound: int) -> Ints:
    """The order that sorts `key` (0 to bound-1), equal keys as they came.

    Key and place are packed into one integer, which numpy sorts several times faster than it argsorts.
    """
    bits = max(1, int(len(key) - 1).bit_length()) if len(key) else 1
    if bits + max(1, int(bound).bit_length()) > 62:
        return np.argsort(key, kind="stable")
    packed = key.astype(np.int64)
    packed <<= bits
    packed |= np.arange(len(key), dtype=np.int64)
    packed.sort()
    packed &= (1 << bits) - 1
    return packed


def _sums(place: Ints, votes: Ints, size: int) -> Ints:
    total = np.zeros(size, np.int64)
    np.add.at(total, place, votes.astype(np.int64, copy=False))
    return total


def read_stakes_parquet(path: str | Path, size: int, whole: int, need: int) -> PartyGraph:
    """A graph from a Parquet file with integer columns `holder`, `subject`, `low`, `high` (votes out of `whole`)."""
    import polars

    table = polars.read_parquet(path, columns=["holder", "subject", "low", "high"])
    holder, subject, low, high = (table[name].to_numpy() for name in ("holder", "subject", "low", "high"))
    return build_graph(holder, subject, low, high, size, whole, need)


def from_electorate(electorate: Electorate) -> PartyGraph:
    """The arrays of a compiled graph. Raises `UsageError` for tests that arrays cannot hold."""
    subjects = electorate.subjects
    if any(one.concerts or one.maybe_concerts or one.exclusive for one in subjects.values()):
        raise UsageError("Acting in concert and consolidation need the graph itself. Ask about one party.")
    if electorate.test.dominant_minority or len(electorate.test.measures) != 1:
        raise UsageError(f"The test {electorate.test.name!r} needs the graph itself. Ask about one party.")
    names = sorted(subjects.keys() | electorate.reach.keys())
    place = {name: number for number, name in enumerate(names)}
    rows: list[tuple[int, int, int, int]] = []
    nobody = np.zeros(len(names), np.int64)
    whole, need, rest = nobody + 1, nobody + DECIDES, nobody.copy()
    undisclosed, complete = np.zeros(len(names), bool), np.zeros(len(names), bool)
    for name, one in subjects.items():
        spot = place[name]
        for ballot in one.ballots[:1]:
            whole[spot], need[spot], rest[spot] = ballot.whole, ballot.need, ballot.rest
            undisclosed[spot] = ballot.rest == max(0, ballot.whole - sum(ballot.low.values()))
            complete[spot] = ballot.complete
            rows += [(place[h], spot, ballot.low[h], ballot.high[h]) for h in ballot.low]
        for holder in one.maybe_deciding:
            certain = DECIDES if holder in one.deciding else 0
            rows.append((place[holder], spot, certain, DECIDES))
    table = np.array(rows, np.int64).reshape(-1, 4)
    columns = [np.ascontiguousarray(column) for column in table.T]
    built = build_graph(columns[0], columns[1], columns[2], columns[3], len(names), 1, 1)
    return PartyGraph(
        built.start, built.subject, built.low, built.high, whole, need, rest, undisclosed, complete, names
    )


# Closure ----------------------------------------------------------------------------------------


def controlled(graph: PartyGraph, seeds: Ints, possible: bool = False) -> Bools:
    """Which parties the seeds certainly (or, `possible`, possibly) control, the seeds among them."""
    inside = np.zeros(graph.size, bool)
    inside[seeds] = True
    if not possible:
        bases: list[Base] = [(graph.low, np.zeros(graph.size, np.int64))]
        if graph.complete.any():
            most = _sums(graph.subject, np.where(graph.high < DECIDES, graph.high, 0), graph.size)
            kept = np.where(graph.high < DECIDES, graph.high, 0)
            bases.append((kept, np.where(graph.complete, graph.whole - most, -DECIDES)))
        return _grow(graph, inside, bases, False, None)
    if graph.high is graph.low or bool((graph.undisclosed | exact_subjects(graph)).all()):
        # The rest bounds the tally alone: with exact stakes, or where anybody may have all that is left over.
        return _grow(graph, inside, [(graph.low, graph.rest)], True, graph.high)
    free = graph.whole - _sums(graph.subject, np.where(graph.low < DECIDES, graph.low, 0), graph.size)
    return _grow(graph, inside, [(graph.high, graph.rest), (graph.low, free)], True, graph.high)


def exact_subjects(graph: PartyGraph) -> Bools:
    """The subjects whose stakes are all exact."""
    exact = np.ones(graph.size, bool)
    exact[graph.subject[(graph.low != graph.high) & (graph.high < DECIDES)]] = False
    return exact


Base = tuple[Ints, Ints]
"""The votes that each stake adds, and the tally that each subject starts from."""


def _grow(graph: PartyGraph, inside: Bools, bases: list[Base], possible: bool, powers: Ints | None) -> Bools:
    """The least fixed point: a subject joins when one of its tallies (`possible`: all of them) reaches its need."""
    _fill(graph, inside, bases, possible, powers)
    return inside


def _fill(graph: PartyGraph, inside: Bools, bases: list[Base], possible: bool, powers: Ints | None) -> list[Ints]:
    """Grow `inside` in place; by how much each tally passes its need at the end, members apart."""
    spare: list[Ints] = [base - graph.need for _, base in bases]
    counted = [_with_powers(votes, powers) for votes, _ in bases]
    if possible:
        inside |= _passes(spare, possible)
    frontier: Ints = np.flatnonzero(inside)
    while len(frontier):
        inside[frontier] = True
        for tally in spare:
            # Whoever is inside never passes again, so one look at the tally says who passes and is new.
            tally[frontier] = -MEMBER
        edges = edges_of(graph.start, frontier)
        if not len(edges):
            break
        subjects = graph.subject[edges]
        for tally, votes in zip(spare, counted, strict=True):
            np.add.at(tally, subjects, votes[edges])
        if len(edges) > graph.size // DENSE:
            # So many stakes that looking once at every party is cheaper than looking at each stake's subject.
            frontier = np.flatnonzero(_passes(spare, possible))
        else:
            frontier = _distinct(subjects[_passes([tally[subjects] for tally in spare], possible)])
    return spare


def _with_powers(votes: Ints, powers: Ints | None) -> Ints:
    """The votes of each stake, where a power that decides counts as such."""
    if powers is None or votes is powers:
        return votes
    decisive = powers >= DECIDES
    return np.where(decisive, DECIDES, votes) if decisive.any() else votes


def _passes(spare: list[Ints], every: bool) -> Bools:
    """Where every tally (or some) reaches the need."""
    passed: Bools = spare[0] >= 0
    for tally in spare[1:]:
        passed = passed & (tally >= 0) if every else passed | (tally >= 0)
    return passed


def _distinct(values: Ints) -> Ints:
    if len(values) < 2:
        return values
    ordered = np.sort(values)
    return ordered[np.concatenate(([True], ordered[1:] != ordered[:-1]))]


def edges_of(start: Ints, parties: Ints) -> Ints:
    """The places of the stakes of several holders, one run after the other."""
    first = start[parties]
    counts = start[parties + 1] - first
    total = int(counts.sum())
    if not total:
        return np.zeros(0, np.int64)
    held = counts > 0
    first, counts = first[held], counts[held]
    steps = np.ones(total, np.int64)
    ends = np.cumsum(counts)
    steps[0] = first[0]
    steps[ends[:-1]] = first[1:] - first[:-1] - counts[:-1] + 1
    return np.cumsum(steps)


# One question -----------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Prepared:
    """A graph ready for questions about single parties.

    `anyone` are the parties that unnamed owners alone may control, and `tally` what each other has then.
    """

    graph: PartyGraph
    anyone: Bools
    tally: Ints


def prepare(graph: PartyGraph) -> Prepared:
    """One pass on what is possible without any seed. Raises `UsageError` where lists are complete but not exact."""
    if not (graph.high is graph.low or bool((graph.undisclosed | exact_subjects(graph)).all())):
        raise UsageError("Complete lists with ranges need the whole graph. Use `controlled`.")
    anyone = np.zeros(graph.size, bool)
    (spare,) = _fill(graph, anyone, [(graph.low, graph.rest)], True, graph.high)
    return Prepared(graph, anyone, spare + graph.need)


def ask(prepared: Prepared, seeds: Iterable[int], party: int) -> bool | None:
    """Whether the seeds control one party; the work grows with what they hold, not with the graph."""
    others = [seed for seed in seeds if seed != party]
    if _reaches(prepared, others, party, False):
        return True
    return None if prepared.anyone[party] or _reaches(prepared, others, party, True) else False


def _reaches(prepared: Prepared, seeds: list[int], party: int, possible: bool) -> bool:
    graph = prepared.graph
    inside = {seed for seed in seeds if not (possible and prepared.anyone[seed])}
    added: dict[int, int] = {}
    stack = sorted(inside)
    while stack:
        holder = stack.pop()
        first, last = graph.start[holder], graph.start[holder + 1]
        votes = graph.low[first:last]
        if possible:
            votes = np.where(graph.high[first:last] >= DECIDES, DECIDES, votes)
        for subject, count in zip(graph.subject[first:last].tolist(), votes.tolist(), strict=True):
            if subject in inside or (possible and prepared.anyone[subject]):
                continue
            added[subject] = added.get(subject, 0) + count
            before = int(prepared.tally[subject]) if possible else 0
            if before + added[subject] >= graph.need[subject]:
                if subject == party:
                    return True
                inside.add(subject)
                stack.append(subject)
    return False
