"""What registries are asked of the holders of a company, as a law that asks it registers it.

Rule: who belongs to the countries of concern, what ties a person to them, and from which share on a minority may
decide are parameters of the law; nobody else writes them.
"""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from typing import TYPE_CHECKING

from pratique.value_class import dataclass

if TYPE_CHECKING:
    from pratique.logic.nodes import ChoiceFact


@dataclass(frozen=True, slots=True)
class PersonLimbs:
    """What ties somebody to a country by itself, as sources of ownership call it.

    `people` is of natural persons, `places` of everybody else; citizens of `exempt` are not tied by citizenship.
    """

    people: tuple[str, ...]
    places: tuple[str, ...]
    exempt: frozenset[str]


@dataclass(frozen=True, slots=True)
class HolderTest:
    """The countries whose seats are asked for, and the shares from which a minority may decide, by construction."""

    seats: frozenset[str]
    construed: ChoiceFact
    shares: Mapping[str, Fraction]

    def share(self, construction: str | None) -> Fraction:
        """The share from which powers are asked for: the least of all where no construction was chosen."""
        return self.shares[construction] if construction else min(self.shares.values())
