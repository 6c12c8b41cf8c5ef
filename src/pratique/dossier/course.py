"""What relations told of a case step by step, and the same told of a case that differs in a few facts.

Rule: what a relation says of an element follows from the values of the facts that it reads and from which elements
there are. So where a case has the elements of one that was narrowed before, a relation that reads no fact which is
otherwise says at each step what it said there; only the others are asked, and what they now say otherwise makes the
facts that they narrow otherwise too. What is kept of it is kept anew each time. (tests/dossier/test_course.py holds
it against narrowing afresh.)
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import field
from typing import TypeAlias

from pratique.dossier.heard import reads
from pratique.dossier.working import At, Working
from pratique.logic.alike import MANY
from pratique.logic.entities import Entity
from pratique.logic.nodes import Fact
from pratique.logic.relations import Relation
from pratique.logic.values import Value
from pratique.readings.narrow import Because, Narrowing
from pratique.value_class import dataclass

Event: TypeAlias = tuple[At, Because] | tuple[At, At, Fact, Value | None, Because]
"""At which element a relation said something: facts that it contradicts, or a narrower value of which element."""
_NOTHING: dict[Relation, list[Event]] = {}
_ABSENT = object()


@dataclass(slots=True)
class Course:
    """One narrowing of a case: what it knew before, which elements it has, and what was told in each round."""

    values: Mapping[At, Mapping[str, Value]]
    elements: object
    rounds: list[dict[Relation, list[Event]]] = field(default_factory=list)

    @classmethod
    def of(cls, work: Working) -> Course:
        """The course of a case of which nothing was told yet."""
        return cls({at: dict(copy.values) for at, copy in work.copies.items()}, _elements(work))

    def told(self, turn: int, relation: Relation) -> list[Event]:
        return (self.rounds[turn] if turn < len(self.rounds) else _NOTHING).get(relation, [])


@dataclass(slots=True)
class Courses:
    """The narrowings of a case, one for each round of doubting; those of another may follow them."""

    kept: list[Course] = field(default_factory=list)


class Retelling:
    """What was told of a case before, of which a case of the same elements differs in some facts."""

    def __init__(self, before: Course, work: Working) -> None:
        self._before, self._work = before, work
        self._otherwise = {
            name for at, copy in work.copies.items() for name in _other(before.values[at], copy.values)
        }

    @classmethod
    def where_it_can(cls, before: Course | None, work: Working) -> Retelling | None:
        """None where there is nothing to follow, or the case has other elements."""
        return cls(before, work) if before is not None and before.elements == _elements(work) else None

    def again(self, turn: int, relation: Relation) -> Iterator[tuple[Entity, Narrowing | Because]] | None:
        """What a relation says in a round, said before; None where it has to be asked."""
        if self._otherwise.isdisjoint(reads(relation)):
            return (self._here(each) for each in self._before.told(turn, relation))
        return None

    def asked(self, turn: int, relation: Relation, told: list[Event]) -> None:
        """What a relation that was asked has told in a round: where it is not the same, its facts are otherwise."""
        before = self._before.told(turn, relation)
        if told != before:
            self._otherwise |= {each[2].name for each in (*told, *before) if len(each) == 5}

    def _here(self, event: Event) -> tuple[Entity, Narrowing | Because]:
        copies = self._work.copies
        if len(event) == 2:
            return copies[event[0]], event[1]
        at, of, fact, value, because = event
        return copies[at], Narrowing(copies[of], fact, value, because)


def event_of(element: Entity, told: Narrowing | Because) -> Event:
    """What was told at an element, without the element."""
    at = (element.kind.name, element.key)
    if isinstance(told, frozenset):
        return at, told
    return at, (told.element.kind.name, told.element.key), told.fact, told.value, told.because


def _other(before: Mapping[str, Value], now: Mapping[str, Value]) -> Iterator[str]:
    if before != now:
        for name in before.keys() | now.keys():
            if before.get(name, _ABSENT) != now.get(name, _ABSENT):
                yield name


def _elements(work: Working) -> object:
    """Which elements there are, in their order, and how each was come to; with a long list equal to none."""
    found = list[object]()
    for at, copy in work.copies.items():
        below = tuple(
            [(kind, each.closed, *[one.key for one in each.elements]) for kind, each in copy.children.items()]
        )
        if any(len(each.elements) > MANY for each in copy.children.values()):
            return object()
        found.append((at, copy.present, copy.many, copy.carried and copy.carried.key, below))
    return found
