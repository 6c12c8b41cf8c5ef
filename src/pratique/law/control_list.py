"""A control list as a law registers it: its entries, the figures and limits that they turn on, and what a class asks for.

Rule: a list says which classes there are and when an item is in one; who classifies reads the list and knows none of
it. A class by itself decides no outcome.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from fractions import Fraction

from pratique.law.clocks import Clocks
from pratique.law.instrument import Mode
from pratique.law.provision import Confidence, Provision
from pratique.logic.nodes import Condition, Numeric, Term
from pratique.logic.relations import Relation
from pratique.value_class import dataclass


@dataclass(frozen=True, slots=True)
class Entry:
    """An entry of a control list, in one dated version."""

    eccn: str
    cite: str
    summary: str
    when: Condition
    clocks: Clocks
    confidence: Confidence = Confidence.CONFIRMED


@dataclass(frozen=True, slots=True)
class Model:
    """A model as reported: operations spent on training it, and what became of its weights."""

    name: str
    developer: str
    date: str
    training_ops: Fraction
    weights: str | None
    by_text: str
    source: str
    confidence: str


@dataclass(frozen=True, slots=True)
class OfCircuits:
    """What the entries on circuits turn on: performance, density and their limits, the greatest first.

    `apart` are classes that these figures do not tell; `board` is the construction of what counts as one circuit;
    `excused` is whom the list lets go by a notice, `presumed` whom its maker must take for the first class, from a day.
    """

    performance: Numeric
    density: Numeric
    limits: tuple[int, ...]
    density_limits: tuple[Fraction, ...]
    apart: frozenset[str]
    board: str
    limbs: tuple[Term, ...]
    excused: Condition
    presumed: Condition
    presumed_from: date


@dataclass(frozen=True, slots=True)
class OfModels:
    """What the entry on models turns on: the operations of training, and from how many on it holds."""

    eccn: str
    operations: Numeric
    threshold: int
    rows: Callable[[], tuple[Model, ...]]
    named: Callable[[str], Model | None]


@dataclass(frozen=True, slots=True)
class ControlList:
    """The entries with their provisions, in the order of the list; `none` is the class of what is in none of them.

    `relations` are what the law reads together of an item; `constructions` are the beginnings of the names of its
    legal facts; `asks` are the licence requirements in time that one of some classes can meet, whoever the recipient.
    """

    entries: tuple[Entry, ...]
    provisions: tuple[Provision, ...]
    none: str
    circuits: OfCircuits
    models: OfModels
    relations: tuple[Relation, ...]
    constructions: tuple[str, ...]
    not_examined: tuple[str, ...]
    asks: Callable[[tuple[str, ...], date, Mode], Iterator[Provision]]

    @property
    def dated(self) -> Iterator[tuple[Entry, Provision]]:
        """Each entry with the provision that says when it is in the list."""
        return zip(self.entries, self.provisions, strict=True)

    def of_models(self) -> tuple[Entry, Provision]:
        """The entry on models."""
        return next(each for each in self.dated if each[0].eccn == self.models.eccn)
