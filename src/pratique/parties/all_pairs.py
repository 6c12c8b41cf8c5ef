"""Who controls whom, for all owners at once.

Rule: all owners grow their sets in step; a round works on pairs of owner and new member, packed into one integer, so
that sorting brings together what counts together. A stake that decides alone joins its pair at once; smaller ones are
added up until they pass.
Invariant: the votes of a pair are added once for each member that holds them, so a cycle ends and never counts twice.
"""

from __future__ import annotations

import numpy as np

from pratique.parties.graph import Bools, Ints, PartyGraph, edges_of


def all_controlled(graph: PartyGraph, chunk: int = 2_000_000) -> tuple[Ints, Ints]:
    """Every pair of an owner and a party that it certainly controls, owners in order, themselves left out.

    `chunk` bounds the owners that grow together, and so the memory.
    """
    owners: list[Ints] = []
    members: list[Ints] = []
    need = np.ascontiguousarray(graph.need)
    holders = np.flatnonzero(np.diff(graph.start))
    for place in range(0, len(holders), chunk):
        found = _grow_together(graph, need, holders[place : place + chunk])
        owners.append(found >> _bits(graph))
        members.append(found & ((1 << _bits(graph)) - 1))
    if not owners:
        return np.zeros(0, np.int64), np.zeros(0, np.int64)
    return np.concatenate(owners), np.concatenate(members)


def _bits(graph: PartyGraph) -> int:
    return max(1, int(graph.size - 1).bit_length())


def _grow_together(graph: PartyGraph, need: Ints, owners: Ints) -> Ints:
    bits = _bits(graph)
    found: list[Ints] = []
    keys: Ints = np.zeros(0, np.int64)
    votes: Ints = np.zeros(0, np.int64)
    known: Ints = np.zeros(0, np.int64)
    half = bool((need * 2 <= graph.whole).any())
    owner: Ints = owners.astype(np.int64)
    member: Ints = owner
    while len(owner):
        new_keys, new_votes = _contributions(graph, owner, member, bits)
        subject = new_keys & ((1 << bits) - 1)
        alone = new_votes >= need[subject]
        joined = new_keys[alone]
        keys, votes, together = _add_up(keys, votes, new_keys[~alone], new_votes[~alone], need, bits)
        fresh: Ints = np.concatenate((joined, together))
        if half:
            # Two halves may each pass alone; more than half passes only once.
            fresh.sort()
            fresh = _without(_unique(fresh), known)
            known = _merged(known, fresh)
        found.append(fresh)
        owner, member = fresh >> bits, fresh & ((1 << bits) - 1)
    pairs = np.concatenate(found)
    pairs.sort()
    return pairs


def _contributions(graph: PartyGraph, owner: Ints, member: Ints, bits: int) -> tuple[Ints, Ints]:
    """The votes that new members bring their owners, without those in the owner itself."""
    edges = edges_of(graph.start, member)
    counts = graph.start[member + 1] - graph.start[member]
    keys = np.repeat(owner << bits, counts)
    subject = graph.subject[edges]
    keys |= subject
    keep = (keys >> bits) != subject
    return keys[keep], graph.low[edges][keep].astype(np.int64, copy=False)


def _add_up(
    keys: Ints, votes: Ints, new_keys: Ints, new_votes: Ints, need: Ints, bits: int
) -> tuple[Ints, Ints, Ints]:
    """The tallies with the new votes in them, and the pairs that pass only now."""
    if not len(new_keys):
        return keys, votes, new_keys
    new_keys, new_votes = _reduce(new_keys, new_votes)
    old = np.zeros(len(new_keys), np.int64)
    if len(keys):
        place = np.searchsorted(keys, new_keys)
        place[place == len(keys)] = 0
        same = keys[place] == new_keys
        old[same] = votes[place[same]]
        votes[place[same]] += new_votes[same]
        rest_keys, rest_votes = new_keys[~same], new_votes[~same]
    else:
        rest_keys, rest_votes = new_keys, new_votes
    limit = need[new_keys & ((1 << bits) - 1)]
    passing = (old < limit) & (old + new_votes >= limit)
    if len(rest_keys):
        keys, votes = _merge_tallies(keys, votes, rest_keys, rest_votes)
    return keys, votes, new_keys[passing]


def _reduce(keys: Ints, votes: Ints) -> tuple[Ints, Ints]:
    """Each key once, with the sum of its votes, in order."""
    order = np.argsort(keys)
    keys, votes = keys[order], votes[order]
    first = np.flatnonzero(np.concatenate(([True], keys[1:] != keys[:-1])))
    return keys[first], np.add.reduceat(votes, first)


def _merge_tallies(keys: Ints, votes: Ints, more_keys: Ints, more_votes: Ints) -> tuple[Ints, Ints]:
    if not len(keys):
        return more_keys, more_votes
    place = np.searchsorted(keys, more_keys) + np.arange(len(more_keys))
    size = len(keys) + len(more_keys)
    kept = np.ones(size, bool)
    kept[place] = False
    all_keys, all_votes = np.empty(size, np.int64), np.empty(size, np.int64)
    all_keys[place], all_votes[place] = more_keys, more_votes
    all_keys[kept], all_votes[kept] = keys, votes
    return all_keys, all_votes


def _unique(ordered: Ints) -> Ints:
    if len(ordered) < 2:
        return ordered
    return ordered[np.concatenate(([True], ordered[1:] != ordered[:-1]))]


def _without(keys: Ints, known: Ints) -> Ints:
    if not len(known) or not len(keys):
        return keys
    place = np.searchsorted(known, keys)
    place[place == len(known)] = 0
    missing: Bools = known[place] != keys
    return keys[missing]


def _merged(known: Ints, fresh: Ints) -> Ints:
    if not len(known):
        return fresh
    if not len(fresh):
        return known
    merged: Ints = np.concatenate((known, fresh))
    merged.sort(kind="stable")
    return merged
