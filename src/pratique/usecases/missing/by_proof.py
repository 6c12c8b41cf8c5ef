"""What is missing, by the proof: exact over every way the unknowns can turn out (needs Z3).

Rule: a question matters if two completions that differ in it alone come out differently; what an answer leads to is
the exact range under it.
"""

from __future__ import annotations

from collections.abc import Iterable

from pratique.deciding.decision import Decided
from pratique.law.outcome import Outcome, Range
from pratique.readings.prove.alone import alone
from pratique.readings.prove.formulas import Formula, both, negated
from pratique.usecases.answer.answer import verdict_out
from pratique.usecases.answer.open_facts import doubted_in
from pratique.usecases.missing.formulas import Stakes, stakes_of
from pratique.usecases.missing.lean import is_possible, lean
from pratique.usecases.missing.missing import (
    MOST_FOLLOWED,
    GivenAnswer,
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

Answers = list[tuple[GivenAnswer, Formula]]
"""The answers to one question, each with when it is so."""


@alone
def missing(found: Decided) -> Missing:
    """What is missing from what was decided."""
    stakes = stakes_of(found)
    whole = within(stakes.range(), found.range)
    formulas = [stakes.levels[level] for level in Outcome if whole.best < level <= whole.worst]
    mattering = [
        root
        for root, variables in stakes.roots().items()
        if any(stakes.solver.can_change(each, formulas) for each in variables)
    ]
    doubted = doubted_in(found.cases.cases)
    mattering = [each for each in mattering if each in doubted] or mattering
    answers = {root: answers_to(stakes, root) for root in mattering}
    matters = [
        _matter(stakes, root, answers[root] if index < MOST_FOLLOWED else [], whole)
        for index, root in enumerate(mattering)
    ]
    shortcuts, complete = _shortcuts(stakes, answers, whole)
    return Missing(whole, stakes.exact, tuple(sorted(matters, key=place_of)), shortcuts, complete)


def within(exact: Range, known: Range) -> Range:
    """The exact range; what the readings settled stays settled."""
    return Range(max(exact.best, known.best), max(min(exact.worst, known.worst), exact.best, known.best))


def answers_to(stakes: Stakes, root: Question) -> Answers:
    """Each answer to a question that can be told apart, with its formula."""
    alike = stakes.roots()[root]
    if root[1].endswith(".present"):
        none = stakes.nothing_else(alike)
        return [] if none is True else [(GivenAnswer("nothing else", False), none)]
    fact = stakes.worlds.variables[root].fact
    return [
        (way_of(fact, value), both(stakes.worlds.within(each, value) for each in alike))
        for value in stakes.ways(root)
    ]


def _matter(stakes: Stakes, root: Question, answers: Answers, whole: Range) -> Matter:
    replies = tuple(
        Reply(value=way.words, plain=way.plain, verdict=verdict_out(stakes.range(formula, within=whole)))
        for way, formula in answers
        if is_possible(stakes.found, [(root, way, stakes.twins.of(root[0]))])
    )
    asked = stakes.worlds.variables.get(root)
    value = None if asked is None or root[1].endswith(".present") else (asked.fact, asked.value)
    return matter_of(case_of(stakes.cases, root[0]), root, value, stakes.twins.of(root[0]), replies)


def _shortcuts(stakes: Stakes, answers: dict[Question, Answers], whole: Range) -> tuple[tuple[Shortcut, ...], bool]:
    ways = {root: [formula for _, formula in its] for root, its in answers.items() if its}
    roots = {each: root for root, variables in stakes.roots().items() for each in variables}
    search = stakes.search(ways, {}, roots)

    def smallest(goal: Range, most: int, limit: int) -> tuple[Iterable[frozenset[Step]], bool]:
        sets = search.smallest(negated(_in(stakes, goal)), most, limit)
        return sets.sets, sets.complete

    found, complete = shortest(whole, smallest)
    shortcuts: list[Shortcut] = []
    for chosen, settles in found:
        after = stakes.range(*(ways[root][index] for root, index in sorted(chosen)), within=whole)
        told = [(root, answers[root][index][0], stakes.twins.of(root[0])) for root, index in sorted(chosen)]
        if not is_possible(stakes.found, told):
            complete = False
            continue
        needed, after = lean(stakes.found, told, after, settles)
        shortcut = shortcut_of(needed, stakes.cases[0], after, settles)
        if shortcut not in shortcuts:
            shortcuts.append(shortcut)
    return tuple(sorted(shortcuts, key=length_of)), complete


def _in(stakes: Stakes, goal: Range) -> Formula:
    """That the outcome lies in a range."""
    here = True if goal.best is Outcome.OUT_OF_SCOPE else stakes.levels[goal.best]
    beyond = False if goal.worst is Outcome.PROHIBITED else stakes.levels[Outcome(goal.worst + 1)]
    return both((here, negated(beyond)))
