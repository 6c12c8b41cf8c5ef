"""Sets of changes of which one change can be taken for another, told once.

Rule: two sets that differ in one change alone, about the same element and with the same answer after it, are one set
with two ways at that place. Only sets that were found to flip are put together, so every choice of one way at each
place is one of them.
Invariant: the ways at the places of the result, multiplied out, are exactly the sets that went in, each once.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterable

from pratique.readings.counterfactuals import Step

Place = frozenset[Step]
"""The ways at one place of a set, all about one element."""
Ways = tuple[Place, ...]


def either(flips: Iterable[tuple[Hashable, frozenset[Step]]]) -> list[tuple[int, Ways]]:
    """Sets, each with what it leads to, the best first -> those put together, each with the number of its first.

    >>> steps = [(("OS", "altered"), 0), (("OS", "on processor"), 1), (("app", "enables"), 0), (("app", "class"), 2)]
    >>> found = either([("clear", frozenset((a, b))) for a in steps[:2] for b in steps[2:]])
    >>> [(first, [sorted(each) for each in places]) for first, places in found]
    [(0, [[(('OS', 'altered'), 0), (('OS', 'on processor'), 1)], [(('app', 'class'), 2), (('app', 'enables'), 0)]])]
    """
    found: list[tuple[int, Hashable, Ways]] = []
    for number, (leads_to, chosen) in enumerate(flips):
        found.append((number, leads_to, tuple(frozenset((step,)) for step in sorted(chosen))))
    while (pair := _pair(found)) is not None:
        kept, gone, ways = pair
        found[kept] = found[kept][0], found[kept][1], ways
        del found[gone]
    return [(number, ways) for number, _, ways in found]


def _pair(found: list[tuple[int, Hashable, Ways]]) -> tuple[int, int, Ways] | None:
    """The first two that differ at one place alone, and what they are together."""
    for kept, (_, leads_to, ways) in enumerate(found):
        for gone in range(kept + 1, len(found)):
            together = _together(ways, found[gone][2]) if found[gone][1] == leads_to else None
            if together is not None:
                return kept, gone, together
    return None


def _together(ways: Ways, others: Ways) -> Ways | None:
    """The same with both ways at the one place where they differ; nothing where more differs, or another element."""
    mine, its = [each for each in ways if each not in others], [each for each in others if each not in ways]
    if len(ways) != len(others) or len(mine) != 1 or len(its) != 1:
        return None
    if len({key for (key, _), _ in mine[0] | its[0]}) > 1:
        return None
    return tuple(mine[0] | its[0] if each == mine[0] else each for each in ways)
