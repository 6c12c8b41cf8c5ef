"""Questions about completions, asked of one Z3 solver: what is possible, what rules it out, what can change it.

Rule: an answer that Z3 does not find within its steps counts as possible, which is wider and never wrong, and is
remembered. Steps are counted, not seconds, so that the same question ends at the same place on any machine.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import islice
from typing import Any

import z3

from pratique.logic.values import Value
from pratique.readings.prove.formulas import Formula, both, is_true_in, terms_in
from pratique.readings.prove.worlds import Worlds

Question = tuple[str, str]


MOST_STEPS = 30_000_000
"""Steps of Z3 that one question may take: some ten seconds."""
STEPS_A_FACT = 700
"""What each open fact of a question costs beside, in steps of the same length."""
STEPS_A_TERM = 20
"""What each term costs that a formula is written again with."""


class Solver:
    """Questions about completions, answered one after the other by one Z3 solver.

    `budget` is how many steps all questions together may take (None: no bound); once they are taken, everything
    counts as possible.
    """

    def __init__(self, worlds: Worlds, budget: int | None = None) -> None:
        self.worlds = worlds
        self.gave_up = False
        self._left = budget
        self._counted = 0
        self._place = 0
        self._solver = z3.Solver()
        self._solver.set("rlimit", MOST_STEPS)
        self._solver.set("core.minimize", True)  # fewer reasons, so fewer steps to try
        self._said = 0
        self._model: Any = None
        self._reading: dict[int, list[int]] = {}
        self._indexed = 0
        self._sizes: dict[int, int] = {}
        self._truths: list[tuple[Question, list[tuple[Any, Any]]]] = []
        """The constants of each open fact, each with its negation if it is a truth."""
        self._stand_ins: dict[tuple[int, int], tuple[Any, Any]] = {}

    def possible(self, *formulas: Formula) -> bool:
        """Whether all formulas hold together in some completion; true, and `gave_up`, where Z3 does not say."""
        together = both(formulas)
        if together is False:
            return False
        if self.is_spent:
            self._model = None
            return True
        self._say_limits()
        self._solver.push()
        if together is not True:
            self._solver.add(together)
        answer = self._solver.check()
        self._model = self._solver.model() if answer == z3.sat else None
        self._solver.pop()
        self._spend(0)
        self.gave_up |= answer == z3.unknown
        return bool(answer != z3.unsat)

    @property
    def is_spent(self) -> bool:
        """Whether no steps are left; then it has given up."""
        spent = self._left is not None and self._left <= 0
        self.gave_up |= spent
        return spent

    def _spend(self, more: int) -> None:
        """Count the steps of the last check, and `more`; the next check may take what is left."""
        if self._left is None:
            return
        counted = self._steps_counted()
        if self._counted:
            self._left -= counted - self._counted
        self._counted = counted
        self._left -= more + STEPS_A_FACT * len(self.worlds.variables)
        self._solver.set("rlimit", max(1, min(MOST_STEPS, self._left)))

    def _steps_counted(self) -> int:
        """The steps that Z3 has taken in all; 0 where it does not say.

        They are looked for where they stood the last time, since Z3 is asked for the name of each number apart.
        """
        found = self._solver.statistics()
        context, said, many = found.ctx.ref(), found.stats, len(found)
        for at in (min(self._place, many - 1), *range(many)):
            if at >= 0 and z3.Z3_stats_get_key(context, said, at) == "rlimit count":
                self._place = at
                return int(z3.Z3_stats_get_uint_value(context, said, at))
        return 0

    def model(self) -> Any:
        """The completion that the last possible formulas hold in."""
        return self._model

    def core(self, claim: Formula, model: Any) -> set[Question] | None:
        """Questions whose answers in a completion alone rule `claim` out; None where they do not."""
        if claim is False:
            return set()
        if self.is_spent:
            return None
        self._say_limits()
        literals = {
            literal.as_ast().value: (literal.as_ast(), question) for question, literal in self._literals(model)
        }
        self._solver.push()
        if claim is not True:
            self._solver.add(claim)
        is_refuted = self._is_refuted([literal for literal, _ in literals.values()])
        core = self._solver.unsat_core() if is_refuted else ()
        found = {literals[each.as_ast().value][1] for each in core} if is_refuted else None
        self._solver.pop()
        self._spend(2 * STEPS_A_FACT * len(self.worlds.variables))
        return found

    def _is_refuted(self, literals: Sequence[object]) -> bool:
        """Whether what was said cannot be under some truths: Z3's Python would ask the sort of each of them anew."""
        given = (z3.Ast * len(literals))(*literals)
        answer = z3.Z3_solver_check_assumptions(self._solver.ctx.ref(), self._solver.solver, len(literals), given)
        return bool(z3.CheckSatResult(answer) == z3.unsat)

    def _literals(self, model: Any) -> Iterator[tuple[Question, Any]]:
        """What each open fact is in a completion, as truths that Z3 takes as assumptions."""
        told = len(self._truths)
        for question, variable in islice(self.worlds.variables.items(), told, None):
            truths = [(each, z3.Not(each) if z3.is_bool(each) else None) for each in variable.constants]
            self._truths.append((question, truths))
        for question, truths in self._truths:
            for constant, denied in truths:
                if denied is not None:
                    yield question, constant if is_true_in(constant, model) else denied
                else:
                    yield question, self._stand_in(constant, model.eval(constant, model_completion=True))

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
        if question in self.worlds.loose or self.is_spent:
            return True
        renamed = [(term, z3.FreshConst(term.sort())) for term in terms]
        other = [z3.substitute(limit, *renamed) for limit in self._limits_of(terms)]
        self._spend(STEPS_A_TERM * sum(self._size(formula) for formula in formulas))
        differ = [z3.Xor(formula, z3.substitute(formula, *renamed)) for formula in formulas if z3.is_expr(formula)]
        return bool(differ) and self.possible(*other, z3.Or(differ))

    def can_fall(self, question: Question, value: Value, formula: Formula) -> bool:
        """Whether a formula can hold and no longer hold once the fact is made `value` (or gets its members)."""
        made = self.worlds.variables[question].made(value)
        if not made or not z3.is_expr(formula):
            return False
        return self.possible(formula, z3.Not(z3.substitute(formula, *made)))

    def _limits_of(self, terms: Sequence[Any]) -> list[Any]:
        """The limits that read some of the terms, in order."""
        for at, limit in enumerate(self.worlds.limits[self._indexed :], self._indexed):
            for each in terms_in(limit) if z3.is_expr(limit) else ():
                self._reading.setdefault(each, []).append(at)
        self._indexed = len(self.worlds.limits)
        places = {at for term in terms for at in self._reading.get(term.get_id(), ())}
        return [self.worlds.limits[at] for at in sorted(places)]

    def _size(self, formula: Formula) -> int:
        """How many terms a formula is made of."""
        if not z3.is_expr(formula):
            return 0
        if formula.get_id() not in self._sizes:
            self._sizes[formula.get_id()] = len(terms_in(formula))
        return self._sizes[formula.get_id()]

    def _say_limits(self) -> None:
        for limit in self.worlds.limits[self._said :]:
            self._solver.add(limit)
        self._said = len(self.worlds.limits)
