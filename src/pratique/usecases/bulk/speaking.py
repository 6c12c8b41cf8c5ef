"""Which relations can say anything of tables, and of what a case reaches.

Rule: a relation speaks where something that it needs is said by a column or follows from another; it speaks of every
element of its kind that the case has, by whatever way it is reached.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import assert_never

from pratique.dossier.heard import conclusion_read, reads
from pratique.facts.kinds import CASE, KINDS
from pratique.logic.author import some
from pratique.logic.lint import facts_in
from pratique.logic.nodes import (
    AllOf,
    AnyOf,
    ChoiceFact,
    Condition,
    Const,
    DateFact,
    Fact,
    Kind,
    NumberFact,
    SetFact,
    TruthFact,
)
from pratique.logic.relations import Relation
from pratique.logic.simplify import simplify

ENDS = ("", ".lo", ".hi", ".lo_open", ".hi_open", ".none", ".must", ".may")
"""What may follow the name of a fact in that of its columns."""


def can_speak(relations: Sequence[Relation], tables: Mapping[str, Sequence[str]]) -> list[Relation]:
    """The relations that can say anything of tables with some columns, in their order.

    What a relation needs has to be said by a column or follow from another: `given` facts and a stated conclusion
    first, and of what cannot both be so something of the second.
    """
    said, found = _said_names(tables), list[Relation]()
    while True:
        more = [each for each in relations if each not in found and _has_grounds(each, said)]
        if not more:
            return [each for each in relations if each in found]
        found += more
        said = said.union(*(reads(each) for each in more if each.force == "entails"))


def _has_grounds(relation: Relation, said: Collection[str]) -> bool:
    stated = conclusion_read(relation)
    needed = {each.name for each in relation.given} | ({stated} if stated else set())
    if relation.force == "contradicts" and not _may_be_known(simplify(relation.then), said):
        return False
    return needed <= set(said) and not reads(relation).isdisjoint(said)


def _may_be_known(condition: Condition, said: Collection[str]) -> bool:
    """Whether a condition in normal form can be known to hold where only some facts are said."""
    match condition:
        case AllOf(parts):
            return all(_may_be_known(part, said) for part in parts)
        case AnyOf(parts):
            return any(_may_be_known(part, said) for part in parts)
        case Const():
            return True
        case _:
            return any(fact.name in said for fact in facts_in(condition))


def sides_of(relation: Relation) -> tuple[Condition, ...]:
    """Conditions that read all that a relation reads, what must have been said of something among it."""
    return (relation.when, relation.then, relation.unless, *map(_about, relation.given))


def _about(fact: Fact) -> Condition:
    """A condition that reads this fact alone."""
    match fact:
        case TruthFact():
            return fact
        case ChoiceFact():
            return fact.is_(min(fact.values))
        case SetFact():
            return fact.inside()
        case NumberFact() | DateFact():
            return fact.is_given()
        case _:
            assert_never(fact)


def _said_names(tables: Mapping[str, Sequence[str]]) -> set[str]:
    return {column.removesuffix(end) for columns in tables.values() for column in columns for end in ENDS}


def wherever(kind: Kind, condition: Condition) -> Iterator[Condition]:
    """That a condition of an element of a kind holds of one of the case, for each way in which it can be reached."""
    if kind is CASE:
        yield condition
        return
    for way in KINDS.values():
        if way is not kind and way.carries is not kind:
            continue
        if way.parent is None:
            continue
        outer, above = some(way, condition), way.parent
        while above is not CASE:
            assert above.parent is not None
            outer, above = some(above, outer), above.parent
        yield outer
