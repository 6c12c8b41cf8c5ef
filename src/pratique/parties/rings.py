"""Rings: companies that hold each other, so that nobody who votes there is an owner in the end.

Rule: in a ring each company is decided by the votes of the others. Such votes follow whoever steers the ring; they
are nobody else's, and a majority made of them does not keep the owners outside from deciding. A cross holding that
decides nothing is no ring. What wholly owned subsidiaries hold of their owner goes round in the same way: it is as
good as own shares.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from fractions import Fraction

from pratique.parties.snapshot import Snapshot

HALF = Fraction(1, 2)


def find_rings(
    snapshot: Snapshot, names: Iterable[str], threshold: Fraction = Fraction(1, 2)
) -> dict[str, frozenset[str]]:
    """For each of `names` that stands in a ring of stakes among them, the others of that ring.

    In a ring the others may have `threshold` (parts of one) of each company together. Holders that the company
    may have wholly, through whomever, stand in a ring with it too.
    """
    wanted = set(names)
    above = {
        name: sorted(({row.holder for row in snapshot.holdings.get(name, ())} & wanted) - {name}) for name in wanted
    }
    found: dict[str, frozenset[str]] = {}
    for group in _components(above):
        if len(group) == 1:
            continue
        found |= _captives(snapshot, group)
        ring = set(group)
        while weak := {name for name in ring if _inside(snapshot, name, ring) < threshold}:
            ring -= weak
        found |= {name: frozenset(ring - {name}) | found.get(name, frozenset()) for name in ring if len(ring) > 1}
    return found


def _captives(snapshot: Snapshot, group: frozenset[str]) -> dict[str, frozenset[str]]:
    """For each of a component that its wholly owned subsidiaries hold shares of, these subsidiaries."""
    below: dict[str, set[str]] = {}
    for name in group:
        for row in snapshot.holdings.get(name, ()):
            if row.holder in group and row.holder != name and row.share.high >= 1:
                below.setdefault(row.holder, set()).add(name)
    found = {}
    for name in group:
        held, queue = {name}, [name]
        while queue:
            fresh = below.get(queue.pop(), set()) - held
            held |= fresh
            queue.extend(fresh)
        captive = frozenset(held - {name}) & {row.holder for row in snapshot.holdings.get(name, ())}
        if captive:
            found[name] = captive
    return found


def _inside(snapshot: Snapshot, name: str, ring: set[str]) -> Fraction:
    """The most that the others of a ring may have of one of them."""
    rows = [row for row in snapshot.holdings.get(name, ()) if row.holder in ring and row.holder != name]

    def together(measure: str) -> Fraction:
        return sum((row.share.high for row in rows if row.measure == measure), Fraction(0))

    return max(together("votes"), together("capital"))


def ring_texts(snapshot: Snapshot, names: Iterable[str]) -> Iterator[str]:
    """A sentence for each ring."""
    rings = find_rings(snapshot, names)
    whole = {name: others for name, others in rings.items() if _inside(snapshot, name, set(others)) >= HALF}
    for group in sorted({tuple(sorted(others | {name})) for name, others in whole.items()}):
        who = " and ".join(snapshot.parties[member].name for member in group)
        yield f"{who} own each other in a ring: whoever holds from outside may decide, however little it is."
    for name in sorted(rings.keys() - whole.keys()):
        who = " and ".join(snapshot.parties[member].name for member in sorted(rings[name]))
        yield f"{who} belong to {snapshot.parties[name].name} and hold shares of it: whose votes these are is open."


def _components(above: dict[str, list[str]]) -> Iterator[frozenset[str]]:
    """The strongly connected components (Tarjan), without recursion: chains of ownership may be long."""
    index: dict[str, int] = {}
    lowest: dict[str, int] = {}
    on_path: dict[str, None] = {}
    for root in sorted(above):
        if root in index:
            continue
        work = [(root, iter(above[root]))]
        index[root] = lowest[root] = len(index)
        on_path[root] = None
        while work:
            name, holders = work[-1]
            step = next((holder for holder in holders if holder not in index or holder in on_path), None)
            if step is None:
                work.pop()
                if work:
                    parent = work[-1][0]
                    lowest[parent] = min(lowest[parent], lowest[name])
                if lowest[name] == index[name]:
                    yield frozenset(_popped(on_path, name))
            elif step not in index:
                index[step] = lowest[step] = len(index)
                on_path[step] = None
                work.append((step, iter(above[step])))
            else:
                lowest[name] = min(lowest[name], index[step])


def _popped(path: dict[str, None], until: str) -> Iterator[str]:
    while path:
        name, _ = path.popitem()
        yield name
        if name == until:
            return
