"""Sequences that make what stands at a place when it is asked for.

Rule: a place counts from the front or, below 0, from the end; a slice is a list of what stands at its places.
"""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Callable, Sequence
from typing import Generic, TypeVar, overload

PlacedT = TypeVar("PlacedT")
GivenT = TypeVar("GivenT")


class ByPlace(Sequence[PlacedT]):
    """A sequence of which each place is made by `at`."""

    @abstractmethod
    def at(self, place: int) -> PlacedT:
        """What stands at a place, counted from the front. Raises IndexError beyond the end."""

    @overload
    def __getitem__(self, place: int) -> PlacedT: ...
    @overload
    def __getitem__(self, place: slice) -> list[PlacedT]: ...
    def __getitem__(self, place: int | slice) -> PlacedT | list[PlacedT]:
        if isinstance(place, slice):
            return [self.at(each) for each in range(*place.indices(len(self)))]
        return self.at(place + len(self) if place < 0 else place)


class MadeByPlace(ByPlace[PlacedT], Generic[GivenT, PlacedT]):
    """What `make` makes of each of some things and of the number that stands beside it."""

    def __init__(
        self, given: Sequence[GivenT], numbers: Sequence[int], make: Callable[[GivenT, int], PlacedT]
    ) -> None:
        self._given, self._numbers, self._make = given, numbers, make

    def __len__(self) -> int:
        return len(self._given)

    def at(self, place: int) -> PlacedT:
        return self._make(self._given[place], self._numbers[place])
