"""The smallest sets of steps after which something bad cannot be: answers that settle, changes that flip.

Rule: a set is right if no completion is left in which `bad` holds once its steps are taken and everything else is as
it was. A completion that is left names facts which alone make it bad; any right set takes a step at one of those. So
nothing smaller is missed, and the search follows reasons instead of trying combinations.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from pratique.readings.prove.formulas import Formula, holds_in, negated
from pratique.readings.prove.solver import Solver
from pratique.readings.prove.worlds import Question
from pratique.value_class import dataclass

Step = tuple[Question, int]
"""Which fact, and which of the ways that it can be made."""


@dataclass(frozen=True, slots=True)
class Bad:
    """A completion in which `bad` holds: the steps that it is in, the facts that it moved, those that make it bad."""

    within: frozenset[Step]
    moved: frozenset[Question]
    reasons: frozenset[Question]


@dataclass(frozen=True, slots=True)
class Found:
    """The sets of steps, smallest first; `complete` if none of at most the size asked for is missing."""

    sets: tuple[frozenset[Step], ...]
    complete: bool


class CoreSearch:
    """Steps on the open facts of some completions.

    `ways` gives for each fact the formulas of the ways it can be made; `stays` what holds of it while no step is
    taken (true for a fact that is simply open). `root` says which question a variable belongs to.
    """

    def __init__(
        self,
        solver: Solver,
        ways: Mapping[Question, Sequence[Formula]],
        stays: Mapping[Question, Formula],
        root: Mapping[Question, Question],
    ) -> None:
        self.solver = solver
        self.ways = ways
        self.stays = stays
        self.root = root
        self._pools: dict[Any, list[Bad]] = {}

    def smallest(self, bad: Formula, most: int = 3, limit: int = 12, tries: int = 2500) -> Found:
        """The smallest sets of at most `most` steps that rule `bad` out; at most `limit`, within `tries` checks."""
        found: list[frozenset[Step]] = []
        pool = self._pools.setdefault(bad, [])  # a second search goes on from what the first one saw
        seen: set[frozenset[Step]] = {frozenset()}
        frontier: list[frozenset[Step]] = [frozenset()]
        for size in range(most + 1):
            further: list[frozenset[Step]] = []
            for chosen in frontier:
                if any(each <= chosen for each in found):
                    continue
                left, tries = self._left(bad, chosen, pool, tries)
                if tries < 0 or self.solver.is_spent:
                    return Found(tuple(found), False)
                if left is None:
                    found.append(chosen)
                    if len(found) >= limit:
                        return Found(tuple(found), False)
                    continue
                for more in self._steps(left, chosen) if size < most else ():
                    if more not in seen:
                        seen.add(more)
                        further.append(more)
            frontier = further
        return Found(tuple(found), not self.solver.gave_up)

    def _left(self, bad: Formula, chosen: frozenset[Step], pool: list[Bad], tries: int) -> tuple[Bad | None, int]:
        """A completion that is bad after the steps, one seen before if there is one."""
        moved = {question for question, _ in chosen}
        for each in pool:
            if chosen <= each.within and each.moved <= moved:
                return each, tries
        kept = [stay for question, stay in self.stays.items() if question not in moved]
        steps = [self.ways[question][index] for question, index in sorted(chosen)]
        if not self.solver.possible(bad, *steps, *kept):
            return None, tries - 1
        model = self.solver.model()
        if model is None:
            return Bad(frozenset(), frozenset(), frozenset(self.ways)), tries - 1
        pool.append(self._bad(bad, model))
        return pool[-1], tries - 1

    def _bad(self, bad: Formula, model: Any) -> Bad:
        core = self.solver.core(negated(bad), model)
        reasons = self.solver.worlds.variables.keys() if core is None else core
        return Bad(
            frozenset(
                (question, index)
                for question, ways in self.ways.items()
                for index, way in enumerate(ways)
                if holds_in(way, model)
            ),
            frozenset(question for question, stay in self.stays.items() if not holds_in(stay, model)),
            frozenset(self.root.get(question, question) for question in reasons),
        )

    def _steps(self, left: Bad, chosen: frozenset[Step]) -> Iterator[frozenset[Step]]:
        taken = {question for question, _ in chosen}
        for question in sorted(left.reasons & self.ways.keys()):
            if question not in taken:
                for index in range(len(self.ways[question])):
                    if (question, index) not in left.within:
                        yield chosen | {(question, index)}
