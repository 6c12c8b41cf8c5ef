"""What is missing, by trying: each way that the open facts can turn out is read, where there are few (without Z3).

Rule: the facts that keep an answer open are split into the cells that the conditions tell apart, and each combination
of cells is read by the interpreter; so what is said here is exact, or nothing is said. Nothing is said of a dossier
with more combinations than are tried, with a list that may hold more than it names, with a number that enters a
computation, or with several parts of which the same is said.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from itertools import combinations, product
from math import prod

from pratique.deciding.decision import Decided
from pratique.deciding.levels import levels_of
from pratique.deciding.outcomes import NodeOutcome
from pratique.deciding.variation import varied
from pratique.dossier.case import Case
from pratique.facts.definition import VOCABULARY
from pratique.facts.keys import beside
from pratique.facts.kinds import KINDS
from pratique.law.instrument import LEVELS
from pratique.law.outcome import Outcome, Range
from pratique.logic.alike import Twins, representatives
from pratique.logic.entities import Entity, carried_by, elements_of, value_of
from pratique.logic.lint import atoms, facts_of
from pratique.logic.nodes import Condition, DateFact, Fact, InRegion, NumberFact
from pratique.logic.truth import TRUE, UNKNOWN
from pratique.logic.values import Value
from pratique.readings.case_split import cells_of
from pratique.readings.decide import Bound, Remembered, bind, verdict
from pratique.usecases.answer.answer import verdict_out
from pratique.usecases.answer.open_facts import doubted_in
from pratique.usecases.missing.irredundant import irredundant, is_possible
from pratique.usecases.missing.missing import (
    MOST_FOLLOWED,
    MOST_WAYS,
    Matter,
    Missing,
    Question,
    Reply,
    Shortcut,
    Step,
    case_of,
    length_of,
    matter_of,
    place_of,
    shortcut_of,
    shortest,
    way_of,
)
from pratique.value_class import dataclass

MOST_TRIED = 1024
"""How many combinations of answers are tried."""
MOST_ELEMENTS = 48
"""How many parts, sources and parties a case may have for it."""
Place = tuple[int, ...]
"""One combination: for each question which of its ways."""


@dataclass(frozen=True, slots=True)
class Grid:
    """The open questions with the ways they can turn out, and the outcome of each combination."""

    facts: dict[Question, tuple[Fact, Value]]
    ways: dict[Question, list[Value]]
    outcomes: dict[Place, Outcome]

    def range(self, steps: Iterable[Step] = ()) -> Range:
        """The outcomes that are left once these answers are given."""
        axes = list(self.ways)
        chosen = [(axes.index(question), index) for question, index in steps]
        left = [outcome for at, outcome in self.outcomes.items() if all(at[axis] == index for axis, index in chosen)]
        return Range(min(left), max(left))

    def is_answered(self, question: Question) -> bool:
        """Whether its ways are few enough to be told apart as answers."""
        return len(self.ways[question]) <= MOST_WAYS

    def matters(self, question: Question) -> bool:
        """Whether two combinations that differ in this question alone come out differently."""
        axis = list(self.ways).index(question)
        seen: dict[Place, Outcome] = {}
        return any(
            seen.setdefault(at[:axis] + at[axis + 1 :], outcome) is not outcome
            for at, outcome in self.outcomes.items()
        )


def missing(found: Decided) -> Missing | None:
    """What is missing from what was decided; None where there is too much to try."""
    grid = _grid(found)
    if grid is None:
        return None
    whole = grid.range()
    mattering = [question for question in grid.ways if grid.matters(question)]
    doubted = doubted_in(found.cases.cases)
    mattering = [each for each in mattering if each in doubted] or mattering
    matters = [_matter(grid, question, found, index < MOST_FOLLOWED) for index, question in enumerate(mattering)]
    shortcuts, complete = _shortcuts(grid, mattering, whole, found)
    return Missing(whole, True, tuple(sorted(matters, key=place_of)), shortcuts, complete)


def _matter(grid: Grid, question: Question, found: Decided, follow: bool) -> Matter:
    fact, value = grid.facts[question]
    replies = []
    for index, way in enumerate(grid.ways[question] if follow and grid.is_answered(question) else ()):
        given = words, plain = way_of(fact, way)
        if not is_possible(found, [(question, given, [question[0]])]):
            continue
        replies.append(Reply(value=words, plain=plain, verdict=verdict_out(grid.range([(question, index)]))))
    cases = found.cases.cases
    return matter_of(case_of(cases, question[0]), question, (fact, value), [question[0]], tuple(replies))


def _shortcuts(
    grid: Grid, mattering: list[Question], whole: Range, found: Decided
) -> tuple[tuple[Shortcut, ...], bool]:
    def smallest(goal: Range, most: int, limit: int) -> tuple[Iterable[frozenset[Step]], bool]:
        sets: list[frozenset[Step]] = []
        for steps in _sets(grid, [each for each in mattering if grid.is_answered(each)], most):
            if not any(each <= steps for each in sets) and goal.holds(grid.range(steps)):
                sets.append(steps)
                if len(sets) >= limit:
                    return sets, False
        return sets, True

    chosen, complete = shortest(whole, smallest)
    shortcuts: list[Shortcut] = []
    for steps, settles in chosen:
        told = [
            (question, way_of(grid.facts[question][0], grid.ways[question][index]), [question[0]])
            for question, index in sorted(steps)
        ]
        if not is_possible(found, told):
            complete = False
            continue
        needed, after = irredundant(found, told, grid.range(steps), settles)
        shortcut = shortcut_of(needed, found.cases.cases[0], after, settles)
        if shortcut not in shortcuts:
            shortcuts.append(shortcut)
    return tuple(sorted(shortcuts, key=length_of)), complete


def _sets(grid: Grid, mattering: list[Question], most: int) -> Iterator[frozenset[Step]]:
    """Every set of at most so many answers to different questions, smallest first."""
    for size in range(1, most + 1):
        for questions in combinations(sorted(mattering), size):
            for indices in product(*(range(len(grid.ways[each])) for each in questions)):
                yield frozenset(zip(questions, indices, strict=True))


# --- every combination ------------------------------------------------------------------------------------


def _grid(found: Decided) -> Grid | None:
    """Every combination with its outcome; None where there are too many, or where they would not be all."""
    nodes = [(case, node) for case, outcome in found.outcomes for node in outcome.mattering()]
    facts = _open(nodes)
    conditions = [each for _, node in nodes for each in levels_of(node.instrument, node.kind, "by_text")]
    asked = _asked(conditions, {name for _, name in facts or ()})
    if facts is None or asked is None or not _is_small(found):
        return None
    ways = {question: cells_of(fact, value, asked[fact.name]) for question, (fact, value) in facts.items()}
    if prod(map(len, ways.values())) > MOST_TRIED:
        return None
    best = found.range.best
    outcomes = {}
    for at in product(*(range(len(its)) for its in ways.values())):
        changes = {question: ways[question][index] for question, index in zip(ways, at, strict=True)}
        outcome = _outcome(nodes, changes)
        if outcome is None:
            return None
        outcomes[at] = max(best, outcome)
    return Grid(facts, ways, outcomes)


def _open(nodes: Iterable[tuple[Case, NodeOutcome]]) -> dict[Question, tuple[Fact, Value]] | None:
    """What keeps the nodes open, with what is known of it; None where some of it is about what is not listed."""
    found: dict[Question, tuple[Fact, Value]] = {}
    for case, node in nodes:
        known = {(each.kind, each.key): each for each in _elements(case.entity, set())}
        for one in sorted(node.open, key=lambda each: (each.key, each.fact)):
            fact = VOCABULARY[one.fact].fact if one.fact in VOCABULARY else None
            if fact is None or beside(one.key) or (fact.kind, one.key) not in known:
                return None
            found[case.owner(one.key, one.fact), one.fact] = (fact, value_of(known[fact.kind, one.key], fact))
    return found


def _elements(element: Entity, seen: set[tuple[str, str]]) -> Iterator[Entity]:
    """An element with all that it lists and leads to, named or not."""
    at = (element.kind.name, element.key)
    if at in seen:
        return
    seen.add(at)
    yield element
    carried = carried_by(element)
    if carried is not None:
        yield from _elements(carried, seen)
    for kind in KINDS.values():
        if kind.parent is element.kind:
            for each in elements_of(element, kind):
                yield from _elements(each, seen)


def _asked(conditions: Iterable[Condition], names: set[str]) -> dict[str, list[Condition]] | None:
    """What the conditions ask of each of these facts; None where one of them enters a computation."""
    asked: dict[str, list[Condition]] = {name: [] for name in names}
    for atom in dict.fromkeys(atoms(*conditions)):
        for fact in dict.fromkeys(facts_of(atom)):
            if fact.name in asked:
                if isinstance(atom, InRegion) and not isinstance(atom.number, NumberFact | DateFact):
                    return None
                asked[fact.name].append(atom)
    return asked


def _is_small(found: Decided) -> bool:
    """Whether there are few elements, and none of which the same is said as of another."""
    if sum(1 for case in found.cases.cases for _ in _elements(case.entity, set())) > MOST_ELEMENTS:
        return False
    twins = Twins()
    for case in found.cases.cases:
        representatives(case.entity, twins)
    return all(len(its) == 1 for its in twins.all.values())


def _outcome(nodes: Iterable[tuple[Case, NodeOutcome]], changes: Mapping[Question, Value]) -> Outcome | None:
    """The worst outcome of the nodes in one combination; None where it leaves one open."""
    worst, cases = Outcome.OUT_OF_SCOPE, dict[str, Entity]()
    for case, node in nodes:
        if case.id not in cases:
            cases[case.id] = varied(case, changes).entity
        bound = Remembered(_bound(cases[case.id], node))
        for level, condition in zip(LEVELS, levels_of(node.instrument, node.kind, "by_text"), strict=True):
            answer = verdict(condition, bound).truth
            if answer is UNKNOWN:
                return None
            if answer is not TRUE:
                break
            worst = max(worst, level)
    return worst


def _bound(case: Entity, node: NodeOutcome) -> Bound:
    bound = bind({}, case)
    if node.kind is case.kind:
        return bound
    return bind(bound, next(each for each in elements_of(case, node.kind) if each.key == node.key))
