"""Rows of tables as cases: the elements that `columns` reads there, one by one.

Rule: an element says exactly what its row says; what no column says, a null and a NaN are not among its values. Who
lists whom is read by the tables of the column reading themselves, so that the two cannot differ in it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import field
from datetime import date, datetime
from decimal import Decimal
from fractions import Fraction
from typing import Any

import polars as pl

from pratique.facts.kinds import CASE, KINDS
from pratique.files.clock import iso_day
from pratique.logic.entities import Entity, Listing
from pratique.logic.intervals import INFINITY, End, Interval
from pratique.logic.nodes import ChoiceFact, DateFact, Fact, Kind, NumberFact, SetFact, TruthFact
from pratique.logic.truth import FALSE, TRUE, Truth
from pratique.logic.values import NONE, Absence, Choice, Members, Span, Value
from pratique.readings.columns.forms import Forms
from pratique.readings.columns.tables import Binder, Tables
from pratique.value_class import dataclass

Row = Mapping[str, Any]


@dataclass(slots=True)
class Decoder:
    """The cases of some tables; elements that several lists lead to are one object."""

    frames: dict[str, pl.DataFrame]
    facts: Iterable[Fact]
    kinds: Iterable[Kind] = tuple(KINDS.values())
    _tables: Tables = field(init=False)
    _by_kind: dict[Kind, list[Fact]] = field(default_factory=dict)
    _made: dict[tuple[Binder, int, int], Entity] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self._tables = Tables(self.frames, Forms(self.frames))
        for fact in sorted(self.facts, key=lambda each: each.name):
            self._by_kind.setdefault(fact.kind, []).append(fact)

    def case(self, row: int) -> Entity:
        """The case of one row."""
        return self._element(Binder(CASE, "root"), row, TRUE.value)

    def _element(self, binder: Binder, row: int, present: int) -> Entity:
        at = (binder, row, present)
        if at not in self._made:
            key = f"{binder.kind.name} {self._tables.home(binder)} {row}"
            carried, below = None, dict[Kind, Listing]()
            if row < self._tables.size(self._tables.home(binder)):
                if (carries := binder.kind.carries) is not None:
                    carried = self._carried(self._tables.carried(carries, binder), row)
                below = self._below(binder, row)
            values = self._values(binder, row)
            self._made[at] = Entity(binder.kind, key, values, below, carried, Truth(present))
        return self._made[at]

    def _below(self, binder: Binder, row: int) -> dict[Kind, Listing]:
        """What an element lists, by kind."""
        found: dict[Kind, Listing] = {}
        for kind in self.kinds:
            if kind.parent is not binder.kind:
                continue
            if kind.exactly_one:
                one = self._element(Binder(kind, "same", binder, True, binder.order), row, TRUE.value)
                if one.values or one.carried is not None:
                    found[kind] = Listing([one], closed=True)
                continue
            below = Binder(kind, "list", binder, True, binder.order + 1)
            closed = self._tables.closed(below)
            elements = self._listed(below, row)
            if elements or closed is not None:
                found[kind] = Listing(elements, closed is not None and closed[row] is True)
        return found

    def _carried(self, binder: Binder, row: int) -> Entity | None:
        if binder.how == "same":
            found = self._element(binder, row, TRUE.value)
            return found if found.values else None
        to = int(self._tables.link(binder)[row])
        if to >= self._tables.size(binder.kind.name):
            return None
        return self._element(Binder(binder.kind, "root"), to, TRUE.value)

    def _listed(self, binder: Binder, row: int) -> list[Entity]:
        listed = self._tables.listed(binder)
        found = []
        for place in range(int(listed.offsets[row]), int(listed.offsets[row + 1])):
            home = place if listed.home is None else int(listed.home[place])
            present = TRUE.value if listed.present is None else int(listed.present[place])
            found.append(self._element(binder, home, present))
        return found

    def _values(self, binder: Binder, row: int) -> dict[str, Value]:
        home = self._tables.home(binder)
        frame = self.frames[home]
        if row >= frame.height:
            return {}
        return values_of(self._by_kind.get(binder.kind, ()), _row(frame, row))


def _row(frame: pl.DataFrame, row: int) -> Row:
    return frame.row(row, named=True)


def values_of(facts: Iterable[Fact], row: Row) -> dict[str, Value]:
    """What one row says of some facts; those of which it says nothing are left out."""
    found = {fact.name: _value(fact, row) for fact in facts}
    return {name: value for name, value in found.items() if value is not None}


def _value(fact: Fact, row: Row) -> Value | None:
    match fact:
        case TruthFact():
            said = row.get(fact.name)
            return None if said is None else TRUE if said else FALSE
        case NumberFact() | DateFact():
            return _span(fact, row)
        case ChoiceFact():
            return _choice(fact, row.get(fact.name))
        case SetFact():
            return _set(fact, row)


def _choice(fact: ChoiceFact, said: Any) -> Value | None:
    if said is None:
        return None
    possible = frozenset({said}) if isinstance(said, str) else _names(fact, said)
    return Choice(possible) if possible else None


def _set(fact: SetFact, row: Row) -> Value | None:
    said = row.get(fact.name)
    if said is not None:
        return Members(_names(fact, said), _names(fact, said))
    must, may = row.get(f"{fact.name}.must"), row.get(f"{fact.name}.may")
    if must is None and may is None:
        return None
    at_least = frozenset[str]() if must is None else _names(fact, must)
    return Members(at_least, fact.values if may is None else at_least | _names(fact, may))


def _names(fact: ChoiceFact | SetFact, said: Any) -> frozenset[str]:
    """Names from a list of them, or from a mask: bit i is the i-th in alphabetical order."""
    if isinstance(said, int):
        return frozenset(value for bit, value in enumerate(sorted(fact.values)) if said >> bit & 1)
    return frozenset(said)


_ABSENCE = {True: Absence.YES, False: Absence.NO, None: Absence.MAYBE}


def _span(fact: NumberFact | DateFact, row: Row) -> Value | None:
    exactly, name = fact.name in row, fact.name
    low, high = (_end(row.get(name if exactly else f"{name}.{end}")) for end in ("lo", "hi"))
    said = row.get(f"{name}.none")
    if said is None and low is None and high is None:
        return None
    if said is True:
        return NONE
    absence = _ABSENCE[said] if f"{name}.none" in row else Absence.NO
    opens = (False, False) if exactly else (bool(row.get(f"{name}.lo_open")), bool(row.get(f"{name}.hi_open")))
    interval = Interval(-INFINITY if low is None else low, INFINITY if high is None else high, *opens)
    return Span(interval, absence if fact.may_be_none else Absence.NO)


def _end(said: Any) -> End | None:
    if said is None or said != said:
        return None
    if isinstance(said, str):
        return _ordinal(said)
    if isinstance(said, datetime):
        return said.date().toordinal()
    if isinstance(said, date):
        return said.toordinal()
    if isinstance(said, int):
        return said
    if abs(said) == INFINITY:
        return None
    number = Fraction(said) if isinstance(said, Decimal) else Fraction(repr(said))
    return number.numerator if number.denominator == 1 else number


def _ordinal(said: str) -> int | None:
    """The day of a text; None for one that is no day, which the columns refuse by name."""
    day = iso_day(said)
    return None if day is None else day.toordinal()
