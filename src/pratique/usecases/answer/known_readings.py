"""What an answer comes to where only doubt about the law is left: under every known construction of what is open.

Rule: doubt stays open, so the outcome stays a range; where the usual and the cautious construction agree on one
outcome, the answer says so beside it.
"""

from __future__ import annotations

from collections.abc import Sequence

from msgspec import structs

from pratique.deciding.constructions import constructions
from pratique.deciding.decision import Decided
from pratique.deciding.outcomes import outcome_of
from pratique.law.outcome import OUT_OF_SCOPE, Range
from pratique.logic.values import Choice
from pratique.usecases.answer.answer import Note, OpenFact


def known_readings(found: Decided, whole: Range, opens: Sequence[OpenFact]) -> tuple[Note, ...]:
    """One note where nothing but legal facts is open and both constructions give the same settled outcome."""
    if whole.is_settled or not opens or not all(each.name.startswith("legal.") for each in opens):
        return ()
    ranges = {_under(found, word) for word in ("usual", "cautious")}
    if len(ranges) != 1 or not (agreed := ranges.pop()).is_settled:
        return ()
    doubts = ", ".join(dict.fromkeys(each.name for each in opens))
    said = f"{agreed.best.words} under both known readings, the usual and the cautious one"
    return (Note(about="Known readings", note=f"{said}; only doubt about the law is open: {doubts}."),)


def _under(found: Decided, word: str) -> Range:
    fixed = {name: Choice(frozenset({value})) for name, value in constructions(word).items()}
    ranges = []
    for case, outcome in found.outcomes:
        entity = structs.replace(case.entity, values={**fixed, **case.entity.values})
        ranges.append(outcome_of(outcome.instrument, entity).range)
    return OUT_OF_SCOPE.worse_of(*ranges)
