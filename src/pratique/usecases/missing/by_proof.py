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
from pratique.usecases.missing.formulas import AnswerFormulas, formulas_of
from pratique.usecases.missing.irredundant import irredundant, is_possible
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
    formulas = formulas_of(found)
    whole = within(formulas.range(), found.range)
    told_apart = [formulas.levels[level] for level in Outcome if whole.best < level <= whole.worst]
    mattering = [
        root
        for root, variables in formulas.roots().items()
        if any(formulas.solver.can_change(each, told_apart) for each in variables)
    ]
    doubted = doubted_in(found.cases.cases)
    mattering = [each for each in mattering if each in doubted] or mattering
    answers = {root: answers_to(formulas, root) for root in mattering}
    matters = [
        _matter(formulas, root, answers[root] if index < MOST_FOLLOWED else [], whole)
        for index, root in enumerate(mattering)
    ]
    shortcuts, complete = _shortcuts(formulas, answers, whole)
    return Missing(whole, formulas.exact, tuple(sorted(matters, key=place_of)), shortcuts, complete)


def within(exact: Range, known: Range) -> Range:
    """The exact range; what the readings settled stays settled."""
    return Range(max(exact.best, known.best), max(min(exact.worst, known.worst), exact.best, known.best))


def answers_to(formulas: AnswerFormulas, root: Question) -> Answers:
    """Each answer to a question that can be told apart, with its formula."""
    alike = formulas.roots()[root]
    if root[1].endswith(".present"):
        none = formulas.nothing_else(alike)
        return [] if none is True else [(GivenAnswer("nothing else", False), none)]
    fact = formulas.worlds.variables[root].fact
    return [
        (way_of(fact, value), both(formulas.worlds.within(each, value) for each in alike))
        for value in formulas.ways(root)
    ]


def _matter(formulas: AnswerFormulas, root: Question, answers: Answers, whole: Range) -> Matter:
    replies = tuple(
        Reply(value=way.words, plain=way.plain, verdict=verdict_out(formulas.range(formula, within=whole)))
        for way, formula in answers
        if is_possible(formulas.found, [(root, way, formulas.twins.of(root[0]))])
    )
    asked = formulas.worlds.variables.get(root)
    value = None if asked is None or root[1].endswith(".present") else (asked.fact, asked.value)
    return matter_of(case_of(formulas.cases, root[0]), root, value, formulas.twins.of(root[0]), replies)


def _shortcuts(
    formulas: AnswerFormulas, answers: dict[Question, Answers], whole: Range
) -> tuple[tuple[Shortcut, ...], bool]:
    ways = {root: [formula for _, formula in its] for root, its in answers.items() if its}
    roots = {each: root for root, variables in formulas.roots().items() for each in variables}
    search = formulas.search(ways, {}, roots)

    def smallest(goal: Range, most: int, limit: int) -> tuple[Iterable[frozenset[Step]], bool]:
        sets = search.smallest(negated(_in(formulas, goal)), most, limit)
        return sets.sets, sets.complete

    found, complete = shortest(whole, smallest)
    shortcuts: list[Shortcut] = []
    for chosen, settles in found:
        after = formulas.range(*(ways[root][index] for root, index in sorted(chosen)), within=whole)
        told = [(root, answers[root][index][0], formulas.twins.of(root[0])) for root, index in sorted(chosen)]
        if not is_possible(formulas.found, told):
            complete = False
            continue
        needed, after = irredundant(formulas.found, told, after, settles)
        shortcut = shortcut_of(needed, formulas.cases[0], after, settles)
        if shortcut not in shortcuts:
            shortcuts.append(shortcut)
    return tuple(sorted(shortcuts, key=length_of)), complete


def _in(formulas: AnswerFormulas, goal: Range) -> Formula:
    """That the outcome lies in a range."""
    here = True if goal.best is Outcome.OUT_OF_SCOPE else formulas.levels[goal.best]
    beyond = False if goal.worst is Outcome.PROHIBITED else formulas.levels[Outcome(goal.worst + 1)]
    return both((here, negated(beyond)))
