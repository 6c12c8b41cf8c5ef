"""The nodes of a case as rows: of many lines few different things are said, so a node is made when it is asked for.

Rule: a row knows its element and the way it came out; all rows of one way share its ranges, and the first of them is
told in full. What is done for each line of a bill of materials is a look-up, everything else is done for each way.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from copy import copy
from itertools import chain
from typing import TYPE_CHECKING, NamedTuple, TypeVar

from pratique.law.outcome import Range
from pratique.logic.entities import Entity, key_at
from pratique.logic.places import ByPlace
from pratique.logic.truth import Truth

if TYPE_CHECKING:
    from pratique.deciding.kindred import Kindred, Sorting
    from pratique.readings.compiled.program import CompiledRow

T = TypeVar("T")


class RowClass(NamedTuple):
    """What is said of all rows that came out alike: their ranges, and where the first of them stands."""

    range: Range
    enforced: Range
    place: int


class Alike(NamedTuple):
    """How many rows came out alike, where the first stands, and the listed elements among them by what they say."""

    place: int
    number: int
    kin: list[Kindred]


class AlikeRows(ByPlace[T]):
    """What was read of each element of a list, and of those that the list may still hold.

    `ranges` makes the ranges of a row, by the text and as enforced; `make` a node from an element, its way and the
    key of the first element of that way (None for the first itself); `sorting` gives the classes of the listed
    elements that say the same but for whose they are, and for each element the number of one that is alike.
    """

    def __init__(
        self,
        elements: Sequence[Entity],
        others: Sequence[Entity],
        rows: Sequence[CompiledRow],
        ranges: Callable[[CompiledRow], tuple[Range, Range]],
        make: Callable[[Entity, RowClass, str | None], T],
        sorting: Callable[[], tuple[Sorting, Sequence[int]]],
    ) -> None:
        self._elements, self._others, self._rows, self._make = elements, others, rows, make
        self._sorting = sorting
        self._ways: dict[int, RowClass] = {}
        self._told: dict[int, T] = {}
        known: dict[tuple[int, Truth], RowClass] = {}
        for place, row in enumerate(rows):
            if id(row) not in self._ways:
                way = known.get((id(row.results), row.present)) or RowClass(*ranges(row), place)
                self._ways[id(row)] = known.setdefault((id(row.results), row.present), way)

    def of(
        self,
        elements: Sequence[Entity],
        others: Sequence[Entity],
        make: Callable[[Entity, RowClass, str | None], T],
        sorting: Callable[[], tuple[Sorting, Sequence[int]]],
    ) -> AlikeRows[T]:
        """The same of elements that say the same."""
        its = copy(self)
        its._told = {}
        its._elements, its._others, its._make, its._sorting = elements, others[: len(self._others)], make, sorting
        return its

    def __len__(self) -> int:
        return len(self._rows)

    def at(self, place: int) -> T:
        way = self._ways[id(self._rows[place])]
        if way.place != place:
            return self._make(self._element(place), way, self._element(way.place).key)
        if place not in self._told:  # what is told in full is told often
            self._told[place] = self._make(self._element(place), way, None)
        return self._told[place]

    def row(self, place: int) -> tuple[str, T]:
        """The key of the element of a row, and the first row of its way."""
        listed = len(self._elements)
        key = self._others[place - listed].key if place >= listed else key_at(self._elements, place)
        return key, self.at(self._ways[id(self._rows[place])].place)

    def _element(self, place: int) -> Entity:
        listed = len(self._elements)
        return self._elements[place] if place < listed else self._others[place - listed]

    def ways(self) -> list[RowClass]:
        """The way of each row."""
        return [self._ways[id(row)] for row in self._rows]

    def whose(self, range_is: Callable[[Range], bool]) -> Iterator[T]:
        """Each row whose range passes a test."""
        passing = {way.place for way in self._ways.values() if range_is(way.range)}
        return (self[place] for place, way in enumerate(self.ways()) if way.place in passing)

    def telling(self, foremost: Callable[[Entity], int] | None = None) -> Iterator[T]:
        """One row of each way: the first, or the first of those whose elements come `foremost` (the smallest)."""
        if foremost is None:
            return (self[place] for place in dict.fromkeys(way.place for way in self._ways.values()))
        best: dict[int, tuple[int, int]] = {}
        for place, way in enumerate(self.ways()):
            rank = (foremost(self._element(place)), place)
            best[way.place] = min(best.get(way.place, rank), rank)
        return (self[place] for _, place in best.values())

    def counted(self, foremost: Callable[[Entity], int] | None = None) -> Iterator[tuple[T, int]]:
        """The same, each with how many rows its way has."""
        numbers = Counter(way.place for way in self.ways())
        return zip(self.telling(foremost), numbers.values(), strict=True)

    def alike(self) -> Iterator[Alike]:
        """The ways with their rows."""
        kin, which = self._sorting()
        ways = [way.place for way in self.ways()]
        held: dict[int, dict[int, dict[int, None]]] = {}
        """By way and by class: its members."""
        for way, like in dict.fromkeys(zip(ways, which, strict=False)):  # what the list may still hold is of no class
            held.setdefault(way, {}).setdefault(kin.which[like], {})[like] = None
        for place, number in Counter(ways).items():
            its = held.get(place, {}).items()
            yield Alike(place, number, [kin.of(each, members) for each, members in its])


class Groups(ByPlace[T]):
    """Several sequences, one after the other."""

    def __init__(self, groups: Iterable[Sequence[T]]) -> None:
        self.groups = list(groups)

    def __len__(self) -> int:
        return sum(map(len, self.groups))

    def __iter__(self) -> Iterator[T]:
        return chain.from_iterable(self.groups)

    def at(self, place: int) -> T:
        for group in self.groups:
            if place < len(group):
                return group[place]
            place -= len(group)
        raise IndexError(place)
