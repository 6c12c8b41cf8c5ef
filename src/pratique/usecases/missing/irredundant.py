"""A shortcut -> the irredundant one in it: no answer is asked for that the others decide by a relation.

Rule: a shortcut is found over the law; here its answers are given as `check` reads them, related to each other, and
one that the rest can do without goes. Nothing goes without which the rest no longer settles what was to be settled.
"""

from __future__ import annotations

from collections.abc import Sequence

from pratique.deciding import variation
from pratique.deciding.decision import Decided
from pratique.deciding.variation import Changes, decided_with, whole_range
from pratique.dossier.heard import reads
from pratique.facts.definition import VOCABULARY
from pratique.facts.reading import read_value
from pratique.facts.written import BadValue
from pratique.law.outcome import Range
from pratique.usecases.missing.missing import Answered


def irredundant(found: Decided, told: Sequence[Answered], after: Range, settles: str) -> tuple[list[Answered], Range]:
    """The answers of a shortcut -> those that are needed, and the range that they lead to."""
    kept = list(told)
    if any(name not in VOCABULARY for (_, name), _, _ in kept):
        return kept, after  # whether there is anything of a kind is no value of an element
    related = {name for case in found.cases.cases for each in case.relations for name in reads(each)}
    for each in told:
        if len(kept) == 1 or each[0][1] not in related:
            continue
        rest = [other for other in kept if other is not each]
        reached = whole_range(decided_with(found, _changes(rest)))
        if reached.is_settled if settles == "outcome" else not reached.is_undetermined:
            kept, after = rest, reached
    return kept, after


def is_possible(found: Decided, told: Sequence[Answered]) -> bool:
    """Whether answers can be so beside each other and beside what is known, by the relations of the law."""
    try:
        changes = _changes([each for each in told if each[0][1] in VOCABULARY])
    except BadValue:  # an answer that no dossier can write
        return True
    return variation.is_possible(found, changes)


def _changes(told: Sequence[Answered]) -> Changes:
    return {
        (key, name): read_value(VOCABULARY[name].fact, way.plain)
        for (_, name), way, entities in told
        for key in entities
    }
