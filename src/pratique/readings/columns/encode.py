"""Cases as relational tables: what a reader of bulk data writes, and what the tests compare readings on.

Rule: an element that several others lead to (the same Python object) is one row. Each fact takes the cheapest form
that says all that is known of it in every row: known or null where that is enough, else ends, lists of what is
possible, of what must and of what may be in. A list of all that there is says nothing, so it is null.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import field
from datetime import date
from fractions import Fraction
from typing import Any

import polars as pl

from pratique.logic.entities import Entity, unknown_value, value_of
from pratique.logic.intervals import INFINITY, End
from pratique.logic.lint import facts_in
from pratique.logic.nodes import (
    ChoiceFact,
    Condition,
    DateFact,
    Exists,
    Fact,
    ForAll,
    InRegion,
    Kind,
    MaxOver,
    NumberFact,
    SetFact,
    SumOver,
    TruthFact,
)
from pratique.logic.traverse import children, expressions
from pratique.logic.truth import TRUE, UNKNOWN, Truth
from pratique.logic.values import Absence, Choice, Members, Span, Value
from pratique.value_class import dataclass


def encode_tables(
    cases: Sequence[Entity], conditions: Iterable[Condition], *, shared: bool = True
) -> dict[str, pl.DataFrame]:
    """The tables that `columns` reads `conditions` from: one named for each kind, and the lists between them.

    Keys are row numbers. With `shared`, elements that a list leads to stand in a table of their own with the list
    beside it (`case_part`, `part`); else each list holds its elements' facts, once for each listing.
    """
    asked = list(conditions)
    facts = facts_in(*asked)
    kinds = quantified(*asked)
    writer = _Writer(facts, kinds, shared)
    for case in cases:
        writer.row(case)
    if not cases:
        return {}
    return writer.tables(cases[0].kind)


def quantified(*conditions: Condition) -> set[Kind]:
    """The kinds whose elements conditions ask for; a node that they share is entered once."""
    found, entered, ahead = set[Kind](), set[int](), list(conditions)
    while ahead:
        condition = ahead.pop()
        if id(condition) in entered:
            continue
        entered.add(id(condition))
        ahead += children(condition)
        if isinstance(condition, Exists | ForAll):
            found.add(condition.kind)
        elif isinstance(condition, InRegion):
            found |= {each.kind for each in expressions(condition.number) if isinstance(each, SumOver | MaxOver)}
    return found


@dataclass(slots=True)
class _Writer:
    """Numbers the elements as it meets them and keeps the links between them."""

    facts: set[Fact]
    kinds: set[Kind]
    shared: bool
    elements: dict[Kind, list[Entity]] = field(default_factory=dict)
    links: dict[Kind, list[tuple[int, int, bool | None]]] = field(default_factory=dict)
    numbers: dict[tuple[Kind, int], int] = field(default_factory=dict)

    def row(self, element: Entity) -> int:
        """The row number of an element, with all that it lists and leads to."""
        key = (element.kind, id(element))
        if key in self.numbers:
            return self.numbers[key]
        rows = self.elements.setdefault(element.kind, [])
        self.numbers[key] = number = len(rows)
        rows.append(element)
        if element.carried is not None:
            self.row(element.carried)
        for kind in self.kinds:
            if kind.parent is element.kind and kind in element.children:
                self._list(number, element, kind)
        return number

    def _list(self, number: int, parent: Entity, kind: Kind) -> None:
        listing = parent.children[kind]
        if kind.exactly_one and len(listing.elements) > 1:
            raise ValueError(f"{parent.key} has {len(listing.elements)} of kind {kind.name}, which is always one")
        for element in listing.elements:
            if not self.shared:
                self.numbers.pop((kind, id(element)), None)
            present = None if element.present is UNKNOWN else element.present is TRUE
            if kind.exactly_one and present is not True:
                raise ValueError(f"{element.key} is the one {kind.name} of {parent.key}: it is always there")
            self.links.setdefault(kind, []).append((number, self.row(element), present))

    def tables(self, root: Kind) -> dict[str, pl.DataFrame]:
        """Every table, named for its kind; `case_part` lists parts by case."""
        found = {}
        for kind in {root, *self.elements} - {kind for kind in self.kinds if kind.exactly_one}:
            found[kind.name] = pl.DataFrame(self._columns(kind))
        for kind, links in self.links.items():
            if self._is_linked(kind):
                assert kind.parent is not None
                found[f"{kind.parent.name}_{kind.name}"] = pl.DataFrame(
                    {
                        kind.parent.name: [parent for parent, _, _ in links],
                        kind.name: [child for _, child, _ in links],
                        "present": pl.Series([present for _, _, present in links], dtype=pl.Boolean),
                    }
                )
        return found

    def _is_linked(self, kind: Kind) -> bool:
        return self.shared and not kind.exactly_one and kind.carries is None

    def _columns(self, kind: Kind) -> list[pl.Series]:
        """The columns of one table: key, links, what is closed, facts."""
        rows = self.elements.get(kind, [])
        columns = [pl.Series(kind.name, range(len(rows)), dtype=pl.Int64)]
        if kind in self.links and not self._is_linked(kind):
            columns = self._list_columns(kind, columns)
            rows = [rows[child] for _, child, _ in self.links[kind]]
        for below in sorted((each for each in self.kinds if each.parent is kind), key=lambda each: each.name):
            columns += self._below(below, rows)
        for fact in sorted(self.facts, key=lambda fact: fact.name):
            if fact.kind is kind:
                columns += columns_of(fact, [value_of(row, fact) for row in rows])
        return columns

    def _list_columns(self, kind: Kind, key: list[pl.Series]) -> list[pl.Series]:
        links = self.links[kind]
        assert kind.parent is not None
        own = [pl.Series(kind.name, [child for _, child, _ in links], dtype=pl.Int64)]
        if kind.carries is not None:
            carried = [self._carried(self.elements[kind][child]) for _, child, _ in links]
            own.append(pl.Series(kind.carries.name, carried, dtype=pl.Int64))
        return [
            *own,
            pl.Series(kind.parent.name, [parent for parent, _, _ in links], dtype=pl.Int64),
            pl.Series("present", [present for _, _, present in links], dtype=pl.Boolean),
        ]

    def _carried(self, element: Entity) -> int | None:
        return None if element.carried is None else self.numbers[element.carried.kind, id(element.carried)]

    def _below(self, kind: Kind, rows: list[Entity]) -> list[pl.Series]:
        """On the parent's table: whether a list is complete, or the facts of the one element."""
        if not kind.exactly_one:
            return [pl.Series(f"{kind.name}.closed", [row.listing(kind).closed for row in rows], dtype=pl.Boolean)]
        ones = [next(iter(row.listing(kind).elements), Entity(kind, "")) for row in rows]
        columns = [pl.Series(kind.name, [self._carried(one) for one in ones], dtype=pl.Int64)] if kind.carries else []
        for fact in sorted(self.facts, key=lambda fact: fact.name):
            if fact.kind is kind:
                columns += columns_of(fact, [value_of(one, fact) for one in ones])
        return columns


# --- facts ------------------------------------------------------------------------------------------------


def columns_of(fact: Fact, values: list[Value]) -> list[pl.Series]:
    """The columns of one fact in the cheapest form that holds `values`."""
    match fact:
        case TruthFact():
            return [pl.Series(fact.name, [_bool(value) for value in values], dtype=pl.Boolean)]
        case NumberFact() | DateFact():
            return _span_columns(fact, [value for value in values if isinstance(value, Span)])
        case ChoiceFact():
            return [_choice_column(fact, [value for value in values if isinstance(value, Choice)])]
        case SetFact():
            return _set_columns(fact, [value for value in values if isinstance(value, Members)])


def _bool(value: Value) -> bool | None:
    assert isinstance(value, Truth)
    return None if value is UNKNOWN else value is TRUE


def _choice_column(fact: ChoiceFact, values: list[Choice]) -> pl.Series:
    if all(value.is_known or value.possible == fact.values for value in values):
        return pl.Series(fact.name, [min(v.possible) if v.is_known else None for v in values], dtype=pl.String)
    return _lists(fact.name, [None if each.possible == fact.values else sorted(each.possible) for each in values])


def _set_columns(fact: SetFact, values: list[Members]) -> list[pl.Series]:
    if all(value.is_known for value in values):
        return [_lists(fact.name, [sorted(value.must) for value in values])]
    must = [sorted(value.must) if value.must else None for value in values]
    may = [None if value.may == fact.values else sorted(value.may) for value in values]
    return [_lists(f"{fact.name}.must", must), _lists(f"{fact.name}.may", may)]


def _lists(name: str, lists: list[list[str]] | list[list[str] | None]) -> pl.Series:
    return pl.Series(name, lists, dtype=pl.List(pl.String))


def _span_columns(fact: NumberFact | DateFact, values: list[Span]) -> list[pl.Series]:
    unknown = unknown_value(fact)
    if all((value.is_known and value.none is Absence.NO) or value == unknown for value in values):
        return [_ends(fact, fact.name, [v.interval.low if v.is_known else None for v in values])]
    none = pl.Series(f"{fact.name}.none", [_ABSENT[value.none] for value in values], dtype=pl.Boolean)
    there = [value if value.none is not Absence.YES else Span() for value in values]
    domain = unknown.interval if isinstance(unknown, Span) else Span().interval
    if all(value.interval.is_point or value.interval == domain for value in there):
        points = [value.interval.low if value.interval.is_point else None for value in there]
        return [_ends(fact, fact.name, points), none]
    return [
        _ends(fact, f"{fact.name}.lo", [value.interval.low for value in there]),
        _ends(fact, f"{fact.name}.hi", [value.interval.high for value in there]),
        pl.Series(f"{fact.name}.lo_open", [value.interval.low_open for value in there], dtype=pl.Boolean),
        pl.Series(f"{fact.name}.hi_open", [value.interval.high_open for value in there], dtype=pl.Boolean),
        none,
    ]


_LAST_DAY = date.max.toordinal()
_ABSENT = {Absence.NO: False, Absence.MAYBE: None, Absence.YES: True}


def _ends(fact: NumberFact | DateFact, name: str, ends: list[End | None]) -> pl.Series:
    known: list[Any] = [None if end is None or abs(end) == INFINITY else end for end in ends]
    if isinstance(fact, DateFact):
        # An end that no calendar has is none: every day lies on the one side of it.
        days = [None if end is None or not 1 <= end <= _LAST_DAY else date.fromordinal(int(end)) for end in known]
        return pl.Series(name, days, dtype=pl.Date)
    if all(end is None or (isinstance(end, int) and abs(end) < 2**63) for end in known):
        return pl.Series(name, known, dtype=pl.Int64)
    return pl.Series(name, [None if end is None else float(Fraction(end)) for end in known], dtype=pl.Float64)
