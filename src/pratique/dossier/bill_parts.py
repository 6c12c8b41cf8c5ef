"""The parts of a vehicle as one sequence: those of a table, then the lines of its bills.

Rule: a line becomes an element when it is asked for; lines of one shape say the same until one is told more.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cached_property
from typing import TYPE_CHECKING

from pratique.logic.alike import Contents
from pratique.logic.entities import Entity, Repeating

if TYPE_CHECKING:
    from pratique.items.bill import Bill


class Parts(Repeating):
    """The parts of a vehicle: those of a table, then the lines of its bills, each made when it is asked for.

    Lines of one shape say the same, but for those that were made and may have been told more. `told` are elements in
    place of those of lines, by the place of the line among them all.
    """

    def __init__(self, named: list[Entity], bills: list[Bill], told: Mapping[int, Entity] | None = None) -> None:
        self._named = named
        self._told = told or {}
        self._bills = bills
        self._lines = [(bill.lines, subject_of(bill)) for bill in bills]
        self._length = len(named) + sum(len(lines) - (vehicle is not None) for lines, vehicle in self._lines)

    def beside(self, named: list[Entity]) -> Parts:
        """These and other parts of a table before them."""
        return Parts([*named, *self._named], self._bills, self._told)

    def with_told(self, told: Mapping[int, Entity]) -> Parts:
        """The same parts, some of them told more, by their places."""
        before = len(self._named)
        named = [told.get(place, each) for place, each in enumerate(self._named)]
        of_lines = {place - before: each for place, each in told.items() if place >= before}
        return Parts(named, self._bills, {**self._told, **of_lines})

    def __len__(self) -> int:
        return self._length

    def at(self, place: int) -> Entity:
        if place < len(self._named):
            return self._named[place]
        place -= len(self._named)
        if place in self._told:
            return self._told[place]
        for lines, vehicle in self._lines:
            place += vehicle is not None and place >= vehicle
            if place < len(lines):
                return lines[place].entity
            place -= len(lines)
        raise IndexError(place)

    def __iter__(self) -> Iterator[Entity]:
        yield from self._named
        of_lines = (line for lines, vehicle in self._lines for line in lines if line.index != vehicle)
        yield from (self._told.get(place) or line.entity for place, line in enumerate(of_lines))

    @property
    def firsts(self) -> list[Entity]:
        return self._classes[0]

    @property
    def which(self) -> list[int]:
        return self._classes[1]

    @cached_property
    def _classes(self) -> tuple[list[Entity], list[int]]:
        firsts: list[Entity] = []
        which: list[int] = []
        places: dict[object, int] = {}
        contents = Contents()

        def put(said: object, element: Entity) -> None:
            place = places.setdefault(said, len(firsts))
            if place == len(firsts):
                firsts.append(element)
            which.append(place)

        for element in self._named:
            put(contents.of(element), element)
        for lines, vehicle in self._lines:
            of_shape: dict[int, tuple[object, Entity]] = {}
            for index, (shape, made) in enumerate(zip(lines.shapes, lines.elements, strict=True)):
                if index == vehicle:
                    continue
                if (own := self._told.get(len(which) - len(self._named), made)) is not None:
                    put(contents.of(own), own)
                    continue
                if id(shape) not in of_shape:
                    element = lines[index].entity
                    of_shape[id(shape)] = contents.of(element), element
                put(*of_shape[id(shape)])
        return firsts, which


def subject_of(bill: Bill) -> int | None:
    """The place of the line that is the vehicle itself and no part of it."""
    return bill.subject if bill.is_of_a_vehicle else None
