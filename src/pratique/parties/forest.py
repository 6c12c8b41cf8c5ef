"""Who controls whom by majority, for all owners at once, as a forest.

Rule: where control needs more than half, two parties that control one company share a member that votes in it, and
so one of them controls the other. The controllers of a company are therefore a chain, and each company hangs below
its nearest one. The forest starts from stakes that decide alone; then companies whose holders have come to stand
under one root are hung below the lowest party that has enough, until nothing moves. Parties that control each other
are a group.
Invariant: a company only ever moves to a nearer controller, and never counts votes that it controls itself.
"""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np

from pratique.errors import UsageError
from pratique.parties.graph import Bools, Ints, PartyGraph, sort_by

FEW = 30
"""Where less than one party in so many moves in a round, rounds look only at what moved."""


@dataclass(frozen=True, slots=True)
class ControlForest:
    """`parent` is the nearest controller of each party (-1: nobody); `groups` are parties that control each other.

    A group is named by its first member, below which the others hang, though they control it as it controls them.
    """

    parent: Ints
    groups: dict[int, list[int]]

    def controllers(self, party: int) -> list[int]:
        """Everybody who controls one party, the nearest first; fellows of a group after the one that names it."""
        found: list[int] = list(self.groups.get(party, ()))
        here = int(self.parent[party])
        while here >= 0:
            found += self.groups.get(here, [here])
            here = int(self.parent[here])
        return [name for name in dict.fromkeys(found) if name != party]

    def pairs(self) -> tuple[Ints, Ints]:
        """Every pair of an owner and a party that it controls, in no order."""
        owners, parties = [], []
        party: Ints = np.flatnonzero(self.parent >= 0)
        owner = self.parent[party]
        while len(party):
            owners.append(owner)
            parties.append(party)
            owner = self.parent[owner]
            kept = owner >= 0
            party, owner = party[kept], owner[kept]
        if not owners:
            return np.zeros(0, np.int64), np.zeros(0, np.int64)
        return self._with_fellows(np.concatenate(owners), np.concatenate(parties))

    def _with_fellows(self, owner: Ints, party: Ints) -> tuple[Ints, Ints]:
        """The pairs with those that groups add: each member controls whatever the naming member does, and it."""
        if not self.groups:
            return owner, party
        names = np.array(sorted(self.groups), np.int64)
        below = np.isin(owner, names)
        reached = {int(name): party[below][owner[below] == name] for name in names}
        more_owner, more_party = [owner], [party]
        for name, members in self.groups.items():
            for fellow in members:
                if fellow != name:
                    under = np.append(reached[name], name)
                    under = under[under != fellow]
                    more_owner.append(np.full(len(under), fellow))
                    more_party.append(under)
        bits = max(1, int(len(self.parent) - 1).bit_length())
        keys = np.unique((np.concatenate(more_owner).astype(np.int64) << bits) | np.concatenate(more_party))
        return keys >> bits, keys & ((1 << bits) - 1)


@dataclass(slots=True)
class _State:
    """The forest while it grows; `root` leads every party to the top of its tree."""

    parent: Ints
    group: Ints
    root: Ints
    need: Ints
    mark: Bools
    fellows: dict[int, list[int]] = field(default_factory=dict)

    def settle(self) -> None:
        """Lead `root` to the top again after moves, and join what has come to control each other."""
        active: Ints = np.flatnonzero(self.parent[self.root] >= 0)
        stale = active
        self.root[active] = np.where(self.root[active] == active, self.parent[active], self.root[active])
        for _ in range(len(self.parent).bit_length() + 1):
            here = self.root[active]
            above = self.root[here]
            self.root[active] = above
            active = active[above != here]
            if not len(active):
                break
        looping = stale[self.parent[self.root[stale]] >= 0]
        if len(looping):
            for start in np.unique(self.root[looping]).tolist():
                self._join_cycle(start)
            self.root[looping] = self.group[self.root[looping]]

    def join_if_cycle(self, party: int) -> None:
        """Make a group of what a move has closed to a cycle, if it has."""
        here, steps = int(self.parent[party]), 0
        while here >= 0 and here != party and steps < len(self.parent):
            here, steps = int(self.parent[here]), steps + 1
        if here == party:
            self._join_cycle(party)

    def _join_cycle(self, start: int) -> None:
        cycle, here = [start], int(self.parent[start])
        while here != start and here >= 0:
            cycle.append(here)
            here = int(self.parent[here])
        if here < 0:
            return
        members = sorted({name for party in cycle for name in self.fellows.pop(int(self.group[party]), [party])})
        name = members[0]
        self.fellows[name] = members
        self.group[members] = name
        self.parent[members] = name
        self.parent[name] = -1

    def depth(self, parties: Ints) -> Ints:
        """How many parties stand above each."""
        steps = np.zeros(len(parties), np.int64)
        here: Ints = self.parent[parties]
        place = np.flatnonzero(here >= 0)
        here = here[place]
        while len(here):
            steps[place] += 1
            here = self.parent[here]
            kept = here >= 0
            place, here = place[kept], here[kept]
        return steps


def control_forest(graph: PartyGraph) -> ControlForest:
    """The forest of certain control. Raises `UsageError` where half is enough, since two may then control alone."""
    need = np.ascontiguousarray(graph.need)
    if bool((need * 2 <= graph.whole).any()):
        raise UsageError("A test that half of the votes pass gives no forest. Ask for the pairs instead.")
    holder = np.repeat(np.arange(graph.size, dtype=np.int32), np.diff(graph.start))
    others = holder != graph.subject
    alone = (graph.low >= need[graph.subject]) & others
    parent = np.full(graph.size, -1, np.int32)
    parent[graph.subject[alone]] = holder[alone]
    state = _State(parent, np.arange(graph.size), np.arange(graph.size), need, np.zeros(graph.size, bool))
    state.settle()
    stated = np.zeros(graph.size, np.int64)
    np.add.at(stated, graph.subject, graph.low.astype(np.int64, copy=False))
    open_subject = (parent < 0) & (stated >= need)
    chosen = open_subject[graph.subject] & others
    order = np.flatnonzero(chosen)
    order = order[sort_by(graph.subject[order], graph.size)]
    held = _Held(holder[order], graph.subject[order], graph.low[order].astype(np.int64, copy=False))
    _hang_together(state, held)
    return ControlForest(state.parent, state.fellows)


@dataclass(frozen=True, slots=True)
class _Held:
    """Stakes none of which decides alone, in the order of their subjects."""

    holder: Ints
    subject: Ints
    votes: Ints

    def only(self, chosen: Bools) -> _Held:
        return _Held(self.holder[chosen], self.subject[chosen], self.votes[chosen])


def _hang_together(state: _State, held: _Held) -> None:
    """Hang subjects below the nearest party that controls them together, until nothing moves."""
    root = state.root[held.holder]
    affected = np.ones(len(held.holder), bool)
    while affected.any():
        asked = held.only(affected)
        subject, nearest = _nearest(state, asked, root[affected])
        moved, hung = _move(state, subject, nearest)
        if not len(moved):
            return
        state.settle()
        if len(moved) < len(state.parent) // FEW:
            _hang_the_last(state, held, np.unique(held.subject[_stirred(state, held, root, moved[hung])]))
            return
        touched = np.zeros(len(state.parent), bool)
        touched[held.subject[_stirred(state, held, root, moved[hung])]] = True
        affected, root = touched[held.subject], state.root[held.holder]


def _stirred(state: _State, held: _Held, root: Ints, hung: Ints) -> Bools:
    """The stakes whose holders have other controllers than before: under another root, or below a party that hung."""
    fresh = state.root[held.holder]
    stirred: Bools = fresh != root
    if len(hung):
        trees = np.zeros(len(state.parent), bool)
        trees[state.root[hung]] = True
        inside = np.flatnonzero(trees[fresh])
        stirred[inside] |= _below(state, held.holder[inside], hung)
    return stirred


def _hang_the_last(state: _State, held: _Held, subjects: Ints) -> None:
    """The same while little moves: each round looks only at the trees that moved, not at all parties."""
    trees = _Trees(state, held)
    while len(subjects):
        asked, root = trees.stakes_of(subjects)
        subject, nearest = _nearest(state, asked, root)
        moved, _ = _move(state, subject, nearest)
        subjects = np.unique(held.subject[trees.follow(moved)])


class _Trees:
    """Which trees have grown together, and the stakes held in each, without a pass over all parties.

    Trees are named by their roots when the index was made; `joined` maps a name to those that its tree took in.
    """

    def __init__(self, state: _State, held: _Held) -> None:
        self._state = state
        self._held = held
        self._root = state.root[held.holder]
        self._by_root = sort_by(self._root, len(state.parent))
        self._sorted_root = self._root[self._by_root]
        self._top = np.arange(len(state.parent))
        self._joined: dict[int, list[int]] = {}

    def top(self, names: Ints) -> Ints:
        """The tree in which each of the old trees is now."""
        here: Ints = self._top[names]
        while True:
            above: Ints = self._top[here]
            if bool((above == here).all()):
                return above
            here = above

    def _top_of(self, name: int) -> int:
        while (above := int(self._top[name])) != name:
            name = above
        return name

    def _stakes(self, names: list[int]) -> Ints:
        """The stakes whose holders stood under some roots when the index was made."""
        roots = np.array(names, np.int64)
        first, last = (np.searchsorted(self._sorted_root, roots, side=side) for side in ("left", "right"))
        return self._by_root[_ranges(first, last)]

    def stakes_of(self, subjects: Ints) -> tuple[_Held, Ints]:
        """All stakes in some subjects, and the tree of each holder."""
        first, last = (np.searchsorted(self._held.subject, subjects, side=side) for side in ("left", "right"))
        place = _ranges(first, last)
        held = self._held
        return _Held(held.holder[place], held.subject[place], held.votes[place]), self.top(self._root[place])

    def follow(self, moved: Ints) -> Ints:
        """Note where parties moved; the stakes of holders that have other controllers now."""
        state, names, hung, stirred = self._state, [], [], set()
        for party in moved.tolist():
            old = self._top_of(int(state.root[party]))
            new = self._top_of(int(state.root[state.parent[party]]))
            if old == new:
                state.join_if_cycle(party)
                hung.append(party)
                stirred.add(new)
            else:
                taken = self._joined.pop(old, [old])
                names += taken
                self._top[old] = new
                self._joined.setdefault(new, [new]).extend(taken)
        whole = self._stakes([old for tree in sorted(stirred) for old in self._joined.get(tree, [tree])])
        below = whole[_below(state, self._held.holder[whole], np.array(hung, np.int64))]
        stakes: Ints = np.concatenate((self._stakes(names), below))
        return stakes


def _ranges(first: Ints, last: Ints) -> Ints:
    """The numbers of several half-open ranges, one after the other."""
    counts = last - first
    kept = counts > 0
    first, counts = first[kept], counts[kept]
    if not len(first):
        return np.zeros(0, np.int64)
    offset = np.repeat(first - np.append(0, np.cumsum(counts)[:-1]), counts)
    numbers: Ints = np.arange(int(counts.sum())) + offset
    return numbers


def _below(state: _State, holders: Ints, moved: Ints) -> Bools:
    """Which holders stand below one of some parties."""
    found: Bools = np.zeros(len(holders), bool)
    if not len(moved):
        return found
    place: Ints = np.arange(len(holders))
    here = holders
    state.mark[moved] = True
    while len(here):
        found[place] |= state.mark[here]
        here = state.parent[here]
        kept = (here >= 0) & ~found[place]
        place, here = place[kept], here[kept]
    state.mark[moved] = False
    return found


def _nearest(state: _State, held: _Held, root: Ints) -> tuple[Ints, Ints]:
    """The subjects that one party controls together with its tree, and the lowest such party of each."""
    bits = max(1, int(len(state.parent) - 1).bit_length())
    nothing = np.zeros(0, np.int64)
    # Only subjects whose holders under one root have enough are looked at closely.
    mates = _mates(held.subject, root)
    held, root = held.only(mates), root[mates]
    keys = (held.subject.astype(np.int64) << bits) | root
    order = np.argsort(keys)
    sums, first = _run_sums(keys[order], held.votes[order])
    enough = sums >= state.need[keys[order][first] >> bits]
    chosen = np.zeros(len(keys), bool)
    chosen[order] = np.repeat(enough, np.diff(np.append(first, len(keys))))
    if not chosen.any():
        return nothing, nothing
    climbed, votes, steps = _climb(state, held.only(chosen), bits)
    if not len(climbed):
        return nothing, nothing
    order = np.argsort(climbed)
    climbed, votes, steps = climbed[order], votes[order], steps[order]
    sums, first = _run_sums(climbed, votes)
    heads = climbed[first]
    enough = sums >= state.need[heads >> bits]
    if not enough.any():
        return nothing, nothing
    # Whoever stands higher has more steps to its farthest holder, so the fewest steps are the nearest controller.
    farthest = np.maximum.reduceat(steps, first)[enough]
    subject, party = heads[enough] >> bits, heads[enough] & ((1 << bits) - 1)
    least = np.minimum.reduceat(farthest, starts := np.flatnonzero(np.append(True, subject[1:] != subject[:-1])))
    nearest = farthest == np.repeat(least, np.diff(np.append(starts, len(subject))))
    return subject[nearest], party[nearest]


def _mates(subject: Ints, root: Ints) -> Bools:
    """The stakes that share their subject and the root of their holder with another; subjects come in order."""
    found = np.zeros(len(subject), bool)
    for step in range(1, len(subject)):
        same = subject[step:] == subject[:-step]
        if not same.any():
            break
        same &= root[step:] == root[:-step]
        found[step:] |= same
        found[:-step] |= same
    return found


def _run_sums(keys: Ints, votes: Ints) -> tuple[Ints, Ints]:
    """The sum of each run of equal keys, and where each starts."""
    if not len(keys):
        return np.zeros(0, np.int64), np.zeros(0, np.int64)
    first = np.flatnonzero(np.append(True, keys[1:] != keys[:-1]))
    return np.add.reduceat(votes, first), first


def _climb(state: _State, held: _Held, bits: int) -> tuple[Ints, Ints, Ints]:
    """Each stake once for its holder and for everybody above, up to the subject itself, with the steps to there."""
    keys: list[Ints] = []
    votes: list[Ints] = []
    steps: list[Ints] = []
    here, subject, count = held.holder.astype(np.int64), held.subject.astype(np.int64), held.votes
    while len(here):
        outside = state.group[here] != state.group[subject]
        here, subject, count = here[outside], subject[outside], count[outside]
        keys.append((subject << bits) | here)
        votes.append(count)
        steps.append(np.full(len(here), len(steps), np.int32))
        here = state.parent[here].astype(np.int64)
        kept = here >= 0
        here, subject, count = here[kept], subject[kept], count[kept]
    return np.concatenate(keys), np.concatenate(votes), np.concatenate(steps)


def _move(state: _State, subject: Ints, nearest: Ints) -> tuple[Ints, Bools]:
    """Hang the groups of the subjects below their nearest controllers, where that is nearer than now.

    Gives those that moved, and which of them hung below somebody before.
    """
    target = state.group[subject]
    now = state.parent[target]
    nearer: Bools = now < 0
    other = np.flatnonzero(~nearer & (now != nearest))
    nearer[other] = state.depth(nearest[other]) > state.depth(now[other])
    nearer &= state.group[nearest] != target
    moved: Ints = target[nearer]
    state.parent[moved] = nearest[nearer]
    return moved, now[nearer] >= 0
