"""The tables that the SQL reads: which there are, what columns they have and in which form.

Rule: a table of facts is named for its kind and keyed by it (`case(case, ...)`, `party(party, ...)`), a list names
its parent and what it leads to (`uses(case, part)`, `supplies(part, party)`), named as the column reading names them.
One set of Parquet files serves both. A column that a table does not have is unknown.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import assert_never

from pratique.errors import UsageError
from pratique.logic.lint import facts_in
from pratique.logic.nodes import (
    AllOf,
    AnyOf,
    ChoiceFact,
    Condition,
    Const,
    DateFact,
    Exists,
    Fact,
    ForAll,
    InRegion,
    Intersects,
    IsOneOf,
    Kind,
    Not,
    NumberFact,
    SetFact,
    SubsetOf,
    Term,
    TruthFact,
)
from pratique.value_class import dataclass

LISTS = {"part": "uses", "source": "supplies"}
"""Lists that have a name of their own; others are named for their kind."""
KEY = "key"


@dataclass(frozen=True, slots=True)
class FactTables:
    """For each table its columns with their types: key, bool, int, float, date, text, list (of names) or mask."""

    columns: Mapping[str, Mapping[str, str]]

    def type_of(self, table: str, column: str) -> str | None:
        return self.columns.get(table, {}).get(column)

    def is_keyed(self, kind: Kind) -> bool:
        """Whether a table holds the facts of a kind, under its key."""
        return kind.name in self.columns.get(kind.name, {})

    def listing(self, parents: str, parent: Kind, kind: Kind) -> str | None:
        """The table that lists `kind`: it names the parent, and is named for the kind or links to one."""
        found = [name for name, its in self.columns.items() if parent.name in its and name != parents]
        if kind.name in found:
            return kind.name
        for column in (kind.name, kind.carries.name if kind.carries else ""):
            linked = [name for name in found if column in self.columns[name]]
            if len(linked) > 1:
                raise UsageError(
                    f"{' and '.join(sorted(linked))} both have the columns {parent.name} and {column}: "
                    f"only one table may list what each {parent.name} has."
                )
            if linked:
                return linked[0]
        return None


def standard_tables(conditions: Iterable[Condition], root: Kind) -> FactTables:
    """The tables that hold all that conditions read, each fact in its plainest form."""
    asked = list(conditions)
    facts = facts_in(*asked)
    kinds = {*quantified(*asked)} | {fact.kind for fact in facts} | {root}
    kinds |= {kind.parent for kind in kinds if kind.parent is not None}
    found: dict[str, dict[str, str]] = {}
    for kind in sorted(kinds, key=lambda each: (each.parent is not None, each.name)):
        _lay_out(kind, kinds, found)
    for fact in sorted(facts, key=lambda each: each.name):
        found[_home(fact.kind)].update(columns_of(fact))
    return FactTables(found)


def _home(kind: Kind) -> str:
    if kind.exactly_one and kind.parent is not None:
        return _home(kind.parent)
    return LISTS.get(kind.name, kind.name) if kind.carries else kind.name


def _lay_out(kind: Kind, kinds: set[Kind], found: dict[str, dict[str, str]]) -> None:
    if kind.exactly_one and kind.parent is not None:
        if kind.carries is not None:
            found.setdefault(_home(kind.parent), {})[kind.name] = KEY
        return
    if kind.parent is None:
        found.setdefault(kind.name, {})[kind.name] = KEY
    else:
        named = LISTS.get(kind.name, kind.name)
        listing = found.setdefault(named, {})
        listing |= {kind.parent.name: KEY, "present": "bool"}
        if kind.carries is not None:
            listing[kind.carries.name] = KEY
        elif named != kind.name or any(each.parent is kind for each in kinds):
            listing[kind.name] = KEY
        if named != kind.name and kind.carries is None:
            found.setdefault(kind.name, {})[kind.name] = KEY
        found.setdefault(_home(kind.parent), {})[f"{kind.name}.closed"] = "bool"


def columns_of(fact: Fact) -> dict[str, str]:
    """The columns that hold a fact in its plainest form: known or null, and whether there is none."""
    match fact:
        case TruthFact():
            return {fact.name: "bool"}
        case ChoiceFact():
            return {fact.name: "text"}
        case SetFact():
            return {fact.name: "list"}
        case DateFact(may_be_none=none):
            return {fact.name: "date"} | ({f"{fact.name}.none": "bool"} if none else {})
        case NumberFact(whole=whole, may_be_none=none):
            return {fact.name: "int" if whole else "float"} | ({f"{fact.name}.none": "bool"} if none else {})


def quantified(*conditions: Condition) -> Iterator[Kind]:
    """The kinds whose elements conditions ask for; a node that they share is entered once."""
    entered, ahead = set[int](), [*reversed(conditions)]
    while ahead:
        condition = ahead.pop()
        if id(condition) in entered:
            continue
        entered.add(id(condition))
        match condition:
            case AllOf(parts) | AnyOf(parts):
                ahead += reversed(parts)
            case Not(part) | Term(body=part):
                ahead.append(part)
            case Exists(kind, body) | ForAll(kind, body):
                yield kind
                ahead.append(body)
            case Const() | TruthFact() | InRegion() | IsOneOf() | Intersects() | SubsetOf():
                pass
            case _:
                assert_never(condition)
