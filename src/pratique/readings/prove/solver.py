"""Questions about completions, asked of one Z3 solver: what is possible, what rules it out, what can change it.

Rule: an answer that Z3 does not find in time counts as possible, which is wider and never wrong, and is remembered.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

import z3

from pratique.logic.values import Value
from pratique.readings.prove.formulas import Formula, both
from pratique.readings.prove.worlds import Worlds

Question = tuple[str, str]


class Solver:
    """Questions about completions, answered one after the other by one Z3 solver."""

    def __init__(self, worlds: Worlds, timeout: int = 10_000) -> None:
        self.worlds = worlds
        self.gave_up = False
        self._solver = z3.Solver()
        self._solver.set("timeout", timeout)
        self._solver.set("core.minimize", True)  # fewer reasons, so fewer steps to try
        self._said = 0
        self._model: Any = None
        self._inside: dict[int, frozenset[int]] = {}
        self._negated: dict[int, Any] = {}
        self._stand_ins: dict[tuple[int, int], tuple[Any, Any]] = {}

    def possible(self, *formulas: Formula) -> bool:
        """Whether all formulas hold together in some completion; true, and `gave_up`, where Z3 does not say."""
        together = both(formulas)
        if together is False:
            return False
        self._say_limits()
        self._solver.push()
        if together is not True:
            self._solver.add(together)
        answer = self._solver.check()
        self._model = self._solver.model() if answer == z3.sat else None
        self._solver.pop()
        self.gave_up |= answer == z3.unknown
        return bool(answer != z3.unsat)

    def model(self) -> Any:
        """The completion that the last possible formulas hold in."""
        return self._model

    def core(self, claim: Formula, model: Any) -> set[Question] | None:
        """Questions whose answers in a completion alone rule `claim` out; None where they do not."""
        if claim is False:
            return set()
        self._say_limits()
        literals = {literal.get_id(): (literal, question) for question, literal in self._literals(model)}
        self._solver.push()
        if claim is not True:
            self._solver.add(claim)
        answer = self._solver.check([literal for literal, _ in literals.values()])
        found = {literals[each.get_id()][1] for each in self._solver.unsat_core()} if answer == z3.unsat else None
        self._solver.pop()
        return found

    def _literals(self, model: Any) -> Iterator[tuple[Question, Any]]:
        """What each open fact is in a completion, as truths that Z3 takes as assumptions."""
        for question, variable in self.worlds.variables.items():
            for constant in variable.constants:
                value = model.eval(constant, model_completion=True)
                if z3.is_bool(constant):
                    at = constant.get_id()
                    if at not in self._negated:
                        self._negated[at] = z3.Not(constant)
                    yield question, constant if z3.is_true(value) else self._negated[at]
                else:
                    yield question, self._stand_in(constant, value)

    def _stand_in(self, constant: Any, value: Any) -> Any:
        """A truth that implies that a number has a value."""
        at = (constant.get_id(), value.get_id())
        if at not in self._stand_ins:
            self._stand_ins[at] = (z3.FreshBool(), constant == value)
            self._solver.add(z3.Implies(*self._stand_ins[at]))
        return self._stand_ins[at][0]

    def can_change(self, question: Question, formulas: Sequence[Formula]) -> bool:
        """Whether two completions that differ in nothing but one fact differ in one of the formulas."""
        found = self.worlds.variables[question]
        terms = found.constants
        if not terms:
            return False
        if question in self.worlds.loose:
            return True
        renamed = [(term, z3.FreshConst(term.sort())) for term in terms]
        limits = [limit for limit in self.worlds.limits if z3.is_expr(limit)]
        other = [z3.substitute(limit, *renamed) for limit in limits if self._reads(limit, terms)]
        differ = [z3.Xor(formula, z3.substitute(formula, *renamed)) for formula in formulas if z3.is_expr(formula)]
        return bool(differ) and self.possible(*other, z3.Or(differ))

    def can_fall(self, question: Question, value: Value, formula: Formula) -> bool:
        """Whether a formula can hold and no longer hold once the fact is made `value` (or gets its members)."""
        made = self.worlds.variables[question].made(value)
        if not made or not z3.is_expr(formula):
            return False
        return self.possible(formula, z3.Not(z3.substitute(formula, *made)))

    def _reads(self, limit: Any, terms: Sequence[Any]) -> bool:
        if limit.get_id() not in self._inside:
            self._inside[limit.get_id()] = _ids(limit)
        return any(term.get_id() in self._inside[limit.get_id()] for term in terms)

    def _say_limits(self) -> None:
        for limit in self.worlds.limits[self._said :]:
            self._solver.add(limit)
        self._said = len(self.worlds.limits)


def _ids(expression: Any) -> frozenset[int]:
    """The ids of all terms inside an expression."""
    stack, seen = [expression], set[int]()
    while stack:
        each = stack.pop()
        if each.get_id() not in seen:
            seen.add(each.get_id())
            stack.extend(each.children())
    return frozenset(seen)
