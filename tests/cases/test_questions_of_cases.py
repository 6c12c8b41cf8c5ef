"""On every case `needs` is exact: what matters does, nothing else does, and every shortcut settles.

Rule: nothing here asks how `needs` found it. That nothing else matters is shown by two worlds that agree on all that
does (see `oracle`); that each fact matters, by two worlds that differ in it alone and that the interpreter reads
differently; what answers and shortcuts lead to, by writing them into the dossier and asking `check`.
"""

from __future__ import annotations

import copy
from collections.abc import Iterator, Mapping
from functools import lru_cache
from itertools import product
from random import Random
from typing import Any

import pytest

from pratique.deciding.decision import Decided, decided
from pratique.errors import InvalidInput, UsageError
from pratique.law.instrument import Instrument, conditions_of
from pratique.law.outcome import Outcome
from pratique.logic.lint import atoms
from pratique.logic.nodes import DateFact, InRegion, NumberFact
from pratique.logic.traverse import expressions
from pratique.usecases.answer.answer import Answer, VerdictOut
from pratique.usecases.answer.open_facts import open_facts
from pratique.usecases.check import check
from pratique.usecases.missing import by_trial as needs_by_cells
from pratique.usecases.missing.needs import Matter, Needs, needed
from tests.cases.runner import KNOWN_ON, Given, all_cases, drop, fact_paths, sampled

z3 = pytest.importorskip("z3")

from tests.cases.oracle import Question, Worlds  # noqa: E402

CASES = list(all_cases())
MOST_OPEN = 15
MOST_TOGETHER = 16
"""Up to so many ways to answer all that matters are tried, each on a dossier of its own."""


def loosened(case: Given) -> Iterator[dict[str, Any]]:
    """The dossier as it is; of one in five also with two facts unsaid, unless that leaves a great deal open."""
    yield case.data
    dice = Random(case.id)
    if dice.random() > 0.2:
        return
    data = copy.deepcopy(case.data)
    paths = fact_paths(data)
    for path in sorted(dice.sample(paths, min(2, len(paths))), reverse=True):
        drop(data, path)
    try:
        found = Asked(case, data).decided()
    except UsageError:  # not examined
        return
    if len(open_facts(found.outcomes)) <= MOST_OPEN:
        yield data


@pytest.mark.parametrize("case", sampled(CASES, 12), ids=lambda case: case.id)
def test_needs_is_exact(case: Given) -> None:
    for data in loosened(case):
        asked = Asked(case, data)
        found, answer = asked.needs()
        assert answer.exact
        if any(each.related.contradictions for each in found.cases.cases if each.related):
            continue  # of facts that contradict each other only these are asked: see tests/dossier/test_related.py
        worlds = Two(found)
        worlds.range_is(answer.verdict)
        worlds.nothing_else_matters(answer)
        for matter in answer.matters:
            worlds.matters(matter)
        asked.answers_settle(answer)
        asked.shortcuts_settle(answer)


@pytest.mark.parametrize("case", sampled(CASES, 6), ids=lambda case: case.id)
def test_trying_finds_what_the_proof_finds(case: Given) -> None:
    found, proven = Asked(case, case.data).needs()
    tried = None if found.range.is_settled else needs_by_cells.missing(found)
    if tried is None:
        return
    assert tried.exact
    assert (tried.range.best.words, tried.range.worst.words) == (proven.verdict.best, proven.verdict.worst)
    assert [(m.fact, m.entity) for m in tried.matters] == [(m.fact, m.entity) for m in proven.matters]
    if tried.matters == proven.matters:  # the same answers are told apart
        assert tried.shortcuts == proven.shortcuts


def test_few_cases_are_too_large_to_try() -> None:
    unsettled = [
        found for case in sampled(CASES, 4) if not (found := Asked(case, case.data).decided()).range.is_settled
    ]
    assert sum(needs_by_cells.missing(found) is None for found in unsettled) <= len(unsettled) // 14


# --- two worlds -------------------------------------------------------------------------------------------


class Two:
    """Two completions of one dossier: the second has constants of its own for some questions."""

    def __init__(self, found: Decided) -> None:
        self.worlds = Worlds(found)
        self.solver = z3.Solver()
        self.solver.add(self.worlds.limits)

    def range_is(self, verdict: VerdictOut) -> None:
        """Both ends are reached, and nothing lies beyond them."""
        best, worst = Outcome.named(verdict.best), Outcome.named(verdict.worst)
        for end in {best, worst}:
            model = self._model(self._at_least(end), z3.Not(self._at_least(end + 1)))
            assert model is not None, f"nothing comes out {end.words}"
            assert self._outcome(model) is end
        assert self._model(z3.Not(self._at_least(best))) is None, f"something is better than {best.words}"
        assert self._model(self._at_least(worst + 1)) is None, f"something is worse than {worst.words}"

    def nothing_else_matters(self, answer: Needs) -> None:
        """Two worlds that agree on all that matters come out alike."""
        other = self._other(lambda question: not any(_is_of(question, each) for each in answer.matters))
        assert self._model(*self._differ(other)) is None, "answering all of it leaves the outcome open"

    def matters(self, matter: Matter) -> None:
        """Two worlds that differ in one question alone come out differently, as the interpreter reads them."""
        other = self._other(lambda question: _is_of(question, matter))
        model = self._model(*self._differ(other))
        assert model is not None, f"{matter.fact} of {matter.entity} changes nothing"
        assert self._outcome(model) is not self._outcome(model, other), matter

    def _other(self, is_own: Any) -> list[tuple[Any, Any]]:
        its = [each for question, them in self.worlds.constants.items() if is_own(question) for each in them]
        return [(each, z3.Const(f"{each} again", each.sort())) for each in its]

    def _differ(self, other: list[tuple[Any, Any]]) -> Iterator[Any]:
        levels = [each for each in self.worlds.level.values() if z3.is_expr(each)]
        yield from (z3.substitute(limit, *other) for limit in self.worlds.limits)
        yield z3.Or([z3.Xor(each, z3.substitute(each, *other)) for each in levels])

    def _at_least(self, level: int) -> Any:
        formula = level == Outcome.OUT_OF_SCOPE or (level in set(Outcome) and self.worlds.level[Outcome(level)])
        return z3.BoolVal(formula) if isinstance(formula, bool) else formula

    def _outcome(self, model: Any, other: list[tuple[Any, Any]] | None = None) -> Outcome:
        again = {each.get_id(): copied for each, copied in other or ()}

        def told(term: Any) -> Any:  # terms are constants of a fact
            return model.eval(again.get(term.get_id(), term), model_completion=True)

        return self.worlds.outcome(told)

    def _model(self, *formulas: Any) -> Any:
        self.solver.push()
        self.solver.add(*formulas)
        answer = self.solver.check()
        model = self.solver.model() if answer == z3.sat else None
        self.solver.pop()
        assert answer != z3.unknown
        return model


def _is_of(question: Question, matter: Matter) -> bool:
    """Whether a fact is what a question is about: itself, or anything of what else a list may hold."""
    key, name = question
    if not matter.fact.endswith(".present"):
        return name == matter.fact and key in matter.entities
    return any(key == each or key.startswith((f"{each} ", f"{each}/")) for each in matter.entities)


# --- whole dossiers ---------------------------------------------------------------------------------------


class Asked:
    """A dossier with the question asked of it, and further answers to be written into it."""

    def __init__(self, case: Given, data: Mapping[str, Any]) -> None:
        self.case = case
        self.data = data
        self._computed: set[str] = set()
        """Numbers that enter a computation: of those no answer but the number itself need settle."""

    def needs(self) -> tuple[Decided, Needs]:
        found = self.decided()
        self._computed = {fact for each in found.instruments for fact in _computed(each)}
        return found, needed(found)

    def decided(self) -> Decided:
        return decided(copy.deepcopy(dict(self.data)), **self._options(self.case.construe))

    def _options(self, construe: Any) -> dict[str, Any]:
        return {"on": self.case.on, "known_on": KNOWN_ON, "construe": construe}

    def verdict(self, told: list[tuple[str, str, Any]], *, construed: bool = True) -> VerdictOut:
        """What `check` comes to once (entity, fact, value) are answered; a construction is chosen or answered."""
        found = self.answered(told, construed=construed)
        if found is None:  # no instrument concerns the act any more
            return VerdictOut(best=Outcome.OUT_OF_SCOPE.words, worst=Outcome.OUT_OF_SCOPE.words)
        return found.verdict

    def answered(self, told: list[tuple[str, str, Any]], *, construed: bool = True) -> Answer | None:
        """What `check` says once (entity, fact, value) are answered."""
        law = {fact: value for key, fact, value in told if key == "law" and construed}
        answers = [{"entity": key, "fact": fact, "value": value} for key, fact, value in told if fact not in law]
        data = copy.deepcopy(dict(self.data))
        data["answers"] = [*data.get("answers", []), *answers]
        construe = {**(self.case.construe or {}), **law} if law else self.case.construe
        try:
            return check(data, **self._options(construe))
        except UsageError:
            return None

    def answers_settle(self, answer: Needs) -> None:
        """Each way to answer all that matters settles it; each answer leads where it is said to lead."""
        matters = [each for each in answer.matters if each.replies]
        ways = [[(each, reply) for reply in each.replies] for each in matters]
        if len(matters) < len(answer.matters) or not matters:
            return
        count = 1
        for each in ways:
            count *= len(each)
        if count > MOST_TOGETHER:
            return
        reached: dict[tuple[str, str, str], set[Outcome]] = {}
        for together in product(*ways):
            told = [(key, m.fact, reply.plain) for m, reply in together for key in m.entities]
            try:
                verdict = self.verdict(told)
            except InvalidInput:  # no place has these two answers
                continue
            assert verdict.best == verdict.worst or self._computed & {m.fact for m in matters}, told
            for m, reply in together:
                ends = {Outcome.named(verdict.best), Outcome.named(verdict.worst)}
                reached.setdefault((m.entity, m.fact, reply.value), set()).update(ends)
        others = any(m.fact.endswith(".present") for m in matters)  # that there are has no one answer
        for m in matters:
            for reply in m.replies:
                ends = reached.get((m.entity, m.fact, reply.value), set())
                if not ends:  # what the dossier says rules it out
                    continue
                best, worst = Outcome.named(reply.verdict.best), Outcome.named(reply.verdict.worst)
                assert best <= min(ends)
                assert max(ends) <= worst
                assert others or {best, worst} == {min(ends), max(ends)}

    def shortcuts_settle(self, answer: Needs) -> None:
        """Written into the dossier, a shortcut leads where it is said to lead, and no part of it does."""
        for shortcut in answer.shortcuts:
            told = [(key, each.fact, each.plain) for each in shortcut.answers for key in each.entities]
            verdict = self.verdict(told)
            assert verdict == self.verdict(told, construed=False) == shortcut.verdict
            assert _settled(verdict, shortcut.settles)
            for left_out in shortcut.answers if len(shortcut.answers) > 1 else ():
                rest = [(key, e.fact, e.plain) for e in shortcut.answers if e is not left_out for key in e.entities]
                assert not _settled(self.verdict(rest), shortcut.settles), f"{left_out.fact} is not needed"


@lru_cache(maxsize=512)
def _computed(instrument: Instrument) -> frozenset[str]:
    every = (atom for _, condition in conditions_of(instrument) for atom in atoms(condition))
    numbers = [atom.number for atom in every if isinstance(atom, InRegion)]
    return frozenset(
        each.name
        for number in numbers
        if not isinstance(number, NumberFact | DateFact)
        for each in expressions(number)
        if isinstance(each, NumberFact | DateFact)
    )


def _settled(verdict: VerdictOut, how: str) -> bool:
    best, worst = Outcome.named(verdict.best), Outcome.named(verdict.worst)
    return best is worst if how == "outcome" else worst <= Outcome.AUTHORIZED or best > Outcome.AUTHORIZED
