"""The elements of a working copy by what is known where they stand, so that a relation is asked of each group once.

Rule: two elements are of a group where every element that is bound at them, the case apart, has the same values and
is as certainly there. What a relation that reads no lists says of one of them it says of all, as long as the case
is what it was.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from pratique.dossier.working import At, Working
from pratique.facts.kinds import CASE, PARTY
from pratique.logic.entities import Entity
from pratique.logic.nodes import Kind
from pratique.logic.values import Value
from pratique.readings.narrow import is_one

FEW = 16
"""Up to so many elements each is asked by itself."""


class Grouped(NamedTuple):
    """The elements of a kind in the order of their keys, of each its group, and the first element of each group."""

    elements: Sequence[Entity]
    which: Sequence[int]
    firsts: Mapping[int, Entity]


class AskedOnce:
    """The groups of a working copy, sorted anew once any of its values is another."""

    def __init__(self, work: Working) -> None:
        self._work = work
        self._tokens: dict[object, int] = {}
        self._values: dict[int, tuple[int, Value]] = {}
        self._of_element: dict[At, int] = {}
        self._sorted: dict[str, Grouped | None] = {}

    def forget(self) -> None:
        """Some value is another than it was."""
        self._of_element.clear()
        self._sorted.clear()

    def of(self, kind: Kind) -> Grouped | None:
        """The elements of a kind by their groups; None where there are few, or hardly two are alike."""
        if kind.name not in self._sorted:
            elements = list(self._work.of_kind(kind))
            self._sorted[kind.name] = self._grouped(elements) if len(elements) > FEW else None
        return self._sorted[kind.name]

    def _grouped(self, elements: list[Entity]) -> Grouped | None:
        which, firsts = [], dict[int, Entity]()
        for element in elements:
            path = [element] if element.kind is PARTY else self._work.above[element.kind.name, element.key]
            group = self._token(
                tuple(
                    [
                        (self._known(each), None if each.carried is None else self._known(each.carried))
                        for each in path
                        if each.kind is not CASE
                    ]
                )
            )
            firsts.setdefault(group, element)
            which.append(group)
        return Grouped(elements, which, firsts) if 2 * len(firsts) <= len(elements) else None

    def _known(self, element: Entity) -> int:
        """What is known of one element, as a number that those have alone of which the same is known."""
        at = (element.kind.name, element.key)
        token = self._of_element.get(at)
        if token is None:
            said = (element.kind.name, is_one(element), *element.values, *map(self._value, element.values.values()))
            token = self._of_element[at] = self._token(said)
        return token

    def _value(self, value: Value) -> int:
        known = self._values.get(id(value))
        if known is None:  # the value is kept, so that its id stays its own
            known = self._values[id(value)] = self._token(value), value
        return known[0]

    def _token(self, said: object) -> int:
        return self._tokens.setdefault(said, len(self._tokens))
