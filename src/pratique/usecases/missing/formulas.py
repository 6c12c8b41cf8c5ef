"""The answer to a dossier as formulas over everything that is open in it.

Rule: for each level a formula says when some node of some act is at that level or worse; between them they give the
exact range of the whole answer, all nodes together. A few of the parts of which the same is said stand for all (an
answer about one is an answer about all of them). What an open list may hold is one question: what else is there?
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from pratique.deciding.decision import Decided
from pratique.deciding.levels import levels_of
from pratique.deciding.outcomes import NodeOutcome
from pratique.dossier.case import Case
from pratique.facts.keys import beside
from pratique.facts.kinds import CASE, KINDS
from pratique.law.instrument import LEVELS, Instrument
from pratique.law.outcome import ANY_OUTCOME, Outcome, Range
from pratique.logic.alike import Twins, added_up, representatives
from pratique.logic.entities import Entity
from pratique.logic.lint import facts_of
from pratique.logic.nodes import Condition, Kind
from pratique.logic.values import Value
from pratique.readings.case_split import cells_of
from pratique.readings.decide import Bound, bind
from pratique.readings.prove.completions import Completions
from pratique.readings.prove.formulas import Formula, both, either, holds_in, negated
from pratique.readings.prove.search import CoreSearch
from pratique.readings.prove.solver import Solver
from pratique.readings.prove.variables import atoms_of
from pratique.readings.prove.witnesses import witnesses
from pratique.readings.prove.worlds import Question
from pratique.usecases.missing.missing import MOST_WAYS
from pratique.value_class import dataclass

MOST_STEPS = 150_000_000
"""Steps that the proof may take for one dossier; beyond, what is said is an upper bound and says so."""
MOST_FACTS = 2_000
"""Open facts that formulas may read before the proof is not tried."""
ALL = 1_000_000
"""More elements than any list has."""


class TooMuch(Exception):
    """More is open than the proof is tried for."""


@dataclass
class AnswerFormulas:
    """The formulas of one dossier; `twins` are the elements of which the same is said."""

    found: Decided
    worlds: Completions
    levels: dict[Outcome, Formula]
    conditions: list[Condition]
    cases: list[Case]
    twins: Twins

    def __post_init__(self) -> None:
        self.solver = Solver(self.worlds, MOST_STEPS)
        self.asked: dict[str, list[Condition]] = {}
        self._roots: tuple[int, dict[Question, list[Question]]] = (-1, {})
        for atom in atoms_of(self.conditions):
            for fact in dict.fromkeys(facts_of(atom)):
                self.asked.setdefault(fact.name, []).append(atom)

    @property
    def exact(self) -> bool:
        """Whether nothing was wider than the truth so far."""
        return self.worlds.exact and not self.solver.gave_up

    def range(self, *given: Formula, within: Range = ANY_OUTCOME) -> Range:
        """The exact range of the whole answer, under what is given; the answer is known to be `within`."""
        if within.best is within.worst:
            return within
        self.solver.possible(*given)
        best = worst = min(self._level_found(within.best), within.worst)
        while worst < within.worst and self.solver.possible(self.levels[Outcome(worst + 1)], *given):
            worst = self._level_found(Outcome(worst + 1))
        while best > within.best and self.solver.possible(negated(self.levels[best]), *given):
            best = min(self._level_found(within.best), Outcome(best - 1))
        return Range(best, worst)

    def _level_found(self, least: Outcome) -> Outcome:
        """The outcome in the completion that was found last, at least `least`; that where Z3 showed none."""
        model = self.solver.model()
        found = Outcome.OUT_OF_SCOPE
        for level in LEVELS if model is not None else ():
            if not holds_in(self.levels[level], model):
                break
            found = level
        return max(found, least)

    def roots(self) -> dict[Question, list[Question]]:
        """Each question with the variables that belong to it."""
        if self._roots[0] != len(self.worlds.variables):
            self._roots = (len(self.worlds.variables), self._rooted())
        return self._roots[1]

    def _rooted(self) -> dict[Question, list[Question]]:
        found: dict[Question, list[Question]] = {}
        for question, variable in self.worlds.variables.items():
            if variable.is_open:
                key, name = root_of(question)
                found.setdefault((self.twins.asked_as(key), name), []).append(question)
        return found

    def ways(self, question: Question) -> list[Value]:
        """The answers that the conditions can tell apart; none for what else a list may hold."""
        if question not in self.worlds.variables or question[1].endswith(".present"):
            return []
        variable = self.worlds.variables[question]
        ways = cells_of(variable.fact, variable.value, self.asked.get(question[1], []))
        return ways if 1 < len(ways) <= MOST_WAYS else []

    def nothing_else(self, variables: Iterable[Question]) -> Formula:
        """That a list holds no more than it names."""
        return both(
            negated(self.worlds.variables[each].term)
            for each in variables
            if each[1].endswith(".present") and self.worlds.variables[each].term is not None
        )

    def search(
        self, ways: dict[Question, list[Formula]], stays: dict[Question, Formula], roots: dict[Question, Question]
    ) -> CoreSearch:
        return CoreSearch(self.solver, ways, stays, roots)


def root_of(question: Question) -> Question:
    """The question that a variable belongs to: itself, or what else its list holds."""
    found = beside(question[0])
    return question if found is None else (found[0], f"{found[1]}.present")


def formulas_of(found: Decided) -> AnswerFormulas:
    """The formulas of what was decided; only nodes that can still change the whole are written out.

    Raises TooMuch where more is open than `MOST_FACTS`.
    """
    work = [
        (case, outcome.instrument, kind, tuple(levels_of(outcome.instrument, kind, "by_text")))
        for case, outcome in found.outcomes
        for kind in outcome.instrument.kinds
    ]
    conditions = list(dict.fromkeys(condition for *_, its in work for condition in its))
    twins = Twins()
    cases = _few(found, conditions, twins)
    counts = _counts(conditions, cases)
    by_id = {case.id: case for case in cases}
    worlds = Completions(conditions, counts, lambda key, fact: _owner(by_id, key, fact))
    settled = _settled(found)
    parts: dict[Outcome, list[Formula]] = {level: [] for level in LEVELS}
    for case, instrument, kind, its in work:
        for level, formula in _nodes(worlds, by_id[case.id], instrument, kind, its, settled):
            parts[level].append(formula)
            if len(worlds.variables) > MOST_FACTS:
                raise TooMuch
    whole = {level: either(parts[level]) for level in LEVELS}
    return AnswerFormulas(found, worlds, whole, conditions, cases, twins)


def _few(found: Decided, conditions: list[Condition], twins: Twins) -> list[Case]:
    """The cases with few elements of which the same is said: as many as conditions can need."""
    ones = [replace(case, entity=representatives(case.entity, Twins())) for case in found.cases.cases]
    most = _counts(conditions, ones) | dict.fromkeys(added_up(atoms_of(conditions)), ALL)
    return [replace(case, entity=representatives(case.entity, twins, most)) for case in found.cases.cases]


def _counts(conditions: list[Condition], cases: list[Case]) -> dict[Kind, int]:
    """For each kind: how many elements of one list can be needed to show that something is possible."""
    counts: dict[Kind, int] = {}
    for case in cases:
        for kind, count in witnesses(conditions, case.entity).items():
            counts[kind] = max(counts.get(kind, 0), count)
    for kind in KINDS.values():
        if kind.parent is CASE and kind in counts:
            counts[kind] += 1  # the node itself
    return counts


def _owner(cases: dict[str, Case], key: str, fact: str) -> str:
    return cases[key].owner(key, fact) if key in cases else "law" if fact.startswith("legal.") else key


Settled = dict[tuple[str, str, str], NodeOutcome]


def _settled(found: Decided) -> Settled:
    """Nodes of which nothing open can change the whole, by act, instrument and key."""
    best = found.range.best
    return {
        (case.id, outcome.instrument.id, node.key): node
        for case, outcome in found.outcomes
        for node in outcome.nodes
        if node.range.is_settled or node.range.worst <= best
    }


def _nodes(
    worlds: Completions,
    case: Case,
    instrument: Instrument,
    kind: Kind,
    conditions: tuple[Condition, ...],
    settled: Settled,
) -> Iterator[tuple[Outcome, Formula]]:
    """For each node of one kind and each level: whether it is there and at that level or worse."""
    bound = bind({}, case.entity)
    nodes: list[tuple[Entity, Formula, Bound]] = (
        [(case.entity, True, bound)]
        if kind is CASE
        else [(each, there, bind(bound, each)) for each, there in worlds.members(kind, bound)]
    )
    for element, there, inside in nodes:
        known = settled.get((case.id, instrument.id, element.key))
        for level, condition in zip(LEVELS, conditions, strict=True):
            if known is not None and there is True:
                yield level, level <= known.range.best
            else:
                yield level, both((there, worlds.formula(condition, inside)))
