"""Where the facts of each kind stand in some tables, and what stands where nothing reads it.

Rule: a fact counts where the element stands that it is a fact of. In another table it is told and not read; where its
own table has it as well the two are never compared, so that the tables are refused.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING

from pratique.errors import Findings, Place
from pratique.facts.definition import VOCABULARY
from pratique.facts.kinds import CASE, KINDS
from pratique.ids.near import near_names
from pratique.logic.nodes import Kind
from pratique.usecases.bulk.speaking import ENDS

if TYPE_CHECKING:
    import polars as pl

Columns = Mapping[str, Sequence[str]]
"""The names of the columns of each table."""


def homes_of(columns: Columns) -> dict[Kind, set[str]]:
    """The tables in which the facts of each kind are read. Raises UsageError for tables that do not fit together."""
    import polars as pl

    from pratique.readings.columns.forms import Forms
    from pratique.readings.columns.tables import Binder, Tables

    frames = {name: pl.DataFrame(schema=dict.fromkeys(names, pl.String)) for name, names in columns.items()}
    tables = Tables(frames, Forms(frames))
    found: dict[Kind, set[str]] = {}
    waiting = [Binder(CASE, "root")]
    while waiting:
        binder = waiting.pop()
        home = tables.home(binder)
        if home not in columns or home in found.setdefault(binder.kind, set()):
            continue
        found[binder.kind].add(home)
        if binder.kind.carries is not None:
            waiting.append(tables.carried(binder.kind.carries, binder))
        waiting += (
            Binder(kind, "same" if kind.exactly_one else "list", binder, True, binder.order)
            for kind in KINDS.values()
            if kind.parent is binder.kind
        )
    return found


def fact_of(column: str) -> str | None:
    """The fact that a column says something of, by its name; None for another column."""
    return next((plain for end in ENDS if (plain := column.removesuffix(end)) in VOCABULARY), None)


def placed(columns: Columns) -> dict[str, list[str]]:
    """The columns of each table without those of facts that nothing reads there."""
    homes = homes_of(columns)
    return {
        table: [name for name in names if (fact := fact_of(name)) is None or table in _homes(fact, homes)]
        for table, names in columns.items()
    }


def same_keys(frames: Mapping[str, pl.DataFrame]) -> dict[str, pl.DataFrame]:
    """Tables -> the same, keys that are text in some and a dictionary of text in others as text in all."""
    import polars as pl

    made, text = dict(frames), (pl.String, pl.Categorical, pl.Enum)
    for key in KINDS:
        types = [frame.schema[key] for frame in made.values() if key in frame.columns]
        if len(set(types)) > 1 and all(each in text for each in types):
            cast = pl.col(key).cast(pl.String)
            made = {name: each.with_columns(cast) if key in each.columns else each for name, each in made.items()}
    return made


def tell_misplaced(columns: Columns, findings: Findings, place: Callable[[str, str | None], Place]) -> None:
    """A finding for each column of facts, and each table, that nothing reads; an error where it says a fact twice."""
    homes = homes_of(columns)
    read = {CASE.name, *(each for its in homes.values() for each in its)}
    read |= {name for name, names in columns.items() if sum(kind in names for kind in KINDS) > 1}
    said = {(table, fact_of(name)) for table, names in columns.items() for name in names}
    for table, names in columns.items():
        if table not in read:
            message = f"The table {table} is not read: no other leads to its rows."
            findings.add("bulk.table.other", message, place(table, None), severity="note")
            continue
        for name in names:
            fact = fact_of(name)
            if fact is None or table in _homes(fact, homes):
                continue
            twice = [each for each in sorted(_homes(fact, homes)) if (each, fact) in said]
            if twice:
                message = f"{fact} stands here and in {twice[0]}: the two would not be compared."
                findings.add("bulk.column.twice", message, place(table, name), f"Say it in {twice[0]} alone.")
            else:
                where = min(_homes(fact, homes), default=VOCABULARY[fact].fact.kind.name)
                message = f"The column {name!r} has no effect here: it is read in the table {where}."
                findings.add("bulk.column.misplaced", message, place(table, name), severity="note")


def _homes(fact: str, homes: Mapping[Kind, set[str]]) -> set[str]:
    return homes.get(VOCABULARY[fact].fact.kind, set())


def tell_strange(
    table: str, names: Sequence[str], findings: Findings, place: Callable[[str, str | None], Place]
) -> None:
    """A finding for each column that is there twice, that is nearly a fact, or that is none."""
    prefixes = {name.partition(".")[0] for name in VOCABULARY}
    for name in sorted(name for name, times in Counter(names).items() if times > 1):
        message = f"There are {names.count(name)} columns {name!r}."
        findings.add("bulk.twice", message, place(table, name), "Leave one.")
    for name in dict.fromkeys(names):
        if _is_read(name):
            continue
        near = near_names(name, VOCABULARY, 1)
        if "." in name and name.partition(".")[0].strip().casefold() in prefixes:
            meant = f"Perhaps {near[0]} is meant." if near else "See `pratique facts`."
            findings.add("bulk.column", f"There is no fact {name!r}.", place(table, name), meant)
        else:
            findings.add(
                "bulk.column.other", f"The column {name!r} is no fact: not read.", place(table, name), severity="note"
            )


def _is_read(name: str) -> bool:
    return name in KINDS or name == "present" or name.removesuffix(".closed") in KINDS or fact_of(name) is not None
