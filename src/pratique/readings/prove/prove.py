"""One condition on one case, proved over every completion of what is unknown.

Rule: what `decide` settles stays settled; a proof only settles more.
"""

from __future__ import annotations

from pratique.logic.entities import Entity
from pratique.logic.nodes import (
    Condition,
)
from pratique.logic.simplify import simplify
from pratique.logic.truth import FALSE, TRUE, UNKNOWN, Truth
from pratique.readings.decide import bind, decide
from pratique.readings.prove.completions import Completions
from pratique.readings.prove.formulas import negated
from pratique.readings.prove.solver import Solver
from pratique.readings.prove.witnesses import witnesses
from pratique.readings.prove.worlds import Question
from pratique.value_class import dataclass


@dataclass(frozen=True, slots=True)
class Proven:
    """The truth of a condition over all completions, and the facts that can still change it.

    `exact` is false where an UNKNOWN may be an artefact, or a fact named in `matters` may not matter.
    """

    truth: Truth
    matters: frozenset[Question]
    exact: bool


def prove(condition: Condition, case: Entity) -> Proven:
    """The truth of `condition` on `case` over all completions; settles what `decide` settles, and more."""
    normal = simplify(condition)
    plain = decide(normal, case)
    if plain.truth is not UNKNOWN:
        return Proven(plain.truth, frozenset(), True)
    worlds = Completions([normal], witnesses([normal], case))
    if not worlds.exact:
        return Proven(UNKNOWN, frozenset((one.key, one.fact) for one in plain.open), False)
    formula = worlds.formula(normal, bind({}, case))
    solver = Solver(worlds)
    can, can_not = solver.possible(formula), solver.possible(negated(formula))
    if not (can and can_not):
        return Proven(TRUE if can else FALSE, frozenset(), True)
    found = frozenset(question for question in worlds.variables if solver.can_change(question, [formula]))
    return Proven(UNKNOWN, found, worlds.exact and not solver.gave_up)
