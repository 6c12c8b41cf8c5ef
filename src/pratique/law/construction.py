"""Conditions that depend on how a disputed text is understood.

Rule: where every construction that is still open agrees, the answer does not wait for the dispute to end.
"""

from __future__ import annotations

from pratique.logic.author import all_of, any_of
from pratique.logic.nodes import ChoiceFact, Condition


def under(fact: ChoiceFact, **readings: Condition) -> Condition:
    """What the text says under each construction of `fact`; all constructions must be given.

    The first alternative ("all of them hold") adds nothing classically; with it three-valued evaluation is exact
    for the disputed fact.
    """
    if set(readings) != fact.values:
        raise ValueError(f"{fact.name} has the constructions {', '.join(sorted(fact.values))}; all must be given")
    agreed = all_of(*readings.values())
    return any_of(agreed, *(all_of(fact.is_(value), condition) for value, condition in readings.items()))
