"""What numbers and the solver need to know of the completions: an interface, so that neither imports the other."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Protocol

from pratique.logic.entities import Entity
from pratique.logic.nodes import Condition, Fact, Kind, SumOver
from pratique.readings.decide import Bound
from pratique.readings.prove.formulas import Formula
from pratique.readings.prove.variables import Variable

Question = tuple[str, str]
"""Whose fact, and its full name."""


class Worlds(Protocol):
    """All ways in which the unknowns of some cases can turn out, as `completions.Completions` holds them."""

    limits: list[Any]
    exact: bool
    loose: set[Question]

    @property
    def variables(self) -> Mapping[Question, Variable]:
        """The variable of each open fact that a formula has read."""

    def owner(self, key: str, fact: str, /) -> str:
        """Whose a fact is, from the key of the element at which it is read and its name."""

    def variable(self, fact: Fact, element: Entity) -> Variable:
        """The variable of a fact at an element."""

    def members(self, kind: Kind, bound: Bound) -> list[tuple[Entity, Formula]]:
        """The elements below the bound one, each with whether it is there."""

    def formula(self, condition: Condition, bound: Bound) -> Formula:
        """The condition where `bound` says which element each kind is."""

    def is_whole(self, number: SumOver, bound: Bound) -> bool:
        """Whether the elements that a list is given are enough for a sum over it."""
