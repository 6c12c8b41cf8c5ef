"""What relations say of single rows of a table, worked out once for all rows that say the same.

Rule: a relation that reads one row alone is read by `dossier.related` on that row as a case of its own. A row that
contradicts itself is doubted as there, and marked. An end that no column holds exactly is moved outwards: the range
is wider by a rounding, never narrower.
"""

from __future__ import annotations

import math
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from fractions import Fraction

import polars as pl
from msgspec import structs

from pratique.dossier.heard import reads
from pratique.dossier.related import Related, related
from pratique.facts.kinds import ACTOR, CASE, KINDS, PART, PARTY
from pratique.facts.vocabulary import definition_of
from pratique.logic.entities import Entity, Listing, value_of
from pratique.logic.intervals import INFINITY, End, Interval
from pratique.logic.nodes import Fact, Kind
from pratique.logic.relations import Relation
from pratique.logic.values import Absence, Span, Value
from pratique.readings.columns.encode import columns_of
from pratique.usecases.bulk.classed import classed, same_as_before, unclassed
from pratique.usecases.bulk.decoded import values_of
from pratique.usecases.bulk.speaking import ENDS

DOUBT = "#doubted"
"""The column of the rows that contradict themselves."""
WRONG = "#wrong "
"""Before the name of a relation: the column of the rows that contradict themselves by it."""
Known = dict[tuple[str, ...], Related]
"""What was worked out before, by the relations and by what the rows say."""
EXACT = 2**53


def narrowed_rows(
    frames: Mapping[str, pl.DataFrame], relations: Sequence[Relation], known: Known, turn: int | None = None
) -> dict[str, pl.DataFrame]:
    """The tables with what follows of single rows; rows that contradict themselves are marked.

    `turn` is a round of doubting (`Related.at`); by default the last.
    """
    made = dict(frames)
    alone = [each for each in relations if home_of(each, made) is not None]
    for kind in (PARTY, CASE, PART):
        mine = [each for each in alone if each.per is kind]
        for together in sharing(mine):
            made[kind.name] = _narrowed(made[kind.name], kind, together, known, turn)
    return made


def home_of(relation: Relation, frames: Mapping[str, pl.DataFrame]) -> str | None:
    """The one table on whose rows stands all that a relation reads; None where there is no such table."""
    kinds = {definition_of(name).fact.kind for name in reads(relation)}
    if relation.per.name not in frames:
        return None
    if relation.per is CASE:
        return CASE.name if kinds <= {CASE, *on_the_row(frames)} else None
    alone = relation.per is PARTY or (relation.per is PART and _is_sure(frames))
    return relation.per.name if alone and kinds <= {relation.per} else None


def on_the_row(frames: Mapping[str, pl.DataFrame]) -> set[Kind]:
    """The kinds whose one element stands on the row of the case."""
    return {kind for kind in KINDS.values() if kind.parent is CASE and kind.exactly_one and kind.name not in frames}


def _is_sure(frames: Mapping[str, pl.DataFrame]) -> bool:
    """Whether every listed part is surely there: of one that may not be nothing is narrowed."""
    lists = [frame for frame in frames.values() if PART.name in frame.columns and CASE.name in frame.columns]
    return all("present" not in each.columns or each["present"].all(ignore_nulls=False) for each in lists)


def sharing(relations: Sequence[Relation]) -> Iterator[list[Relation]]:
    """The relations in groups that have no fact in common."""
    groups: list[tuple[set[str], list[Relation]]] = []
    for relation in relations:
        facts, members = set(reads(relation)), [relation]
        for group in [each for each in groups if not each[0].isdisjoint(facts)]:
            groups.remove(group)
            facts |= group[0]
            members = [*group[1], *members]
        groups.append((facts, members))
    yield from (members for _, members in groups)


def facts_read(relations: Iterable[Relation]) -> list[Fact]:
    """The facts that some relations read, by name."""
    return [definition_of(name).fact for name in sorted({name for each in relations for name in reads(each)})]


def told_of(frame: pl.DataFrame, facts: Iterable[Fact]) -> list[str]:
    """The columns of a table that say something of some facts."""
    names = {fact.name for fact in facts}
    return [column for column in frame.columns if any(column.removesuffix(end) in names for end in ENDS)]


# --- one table ----------------------------------------------------------------------------------------------


def _narrowed(
    frame: pl.DataFrame, kind: Kind, relations: Sequence[Relation], known: Known, turn: int | None
) -> pl.DataFrame:
    """One table after some relations of its rows."""
    facts = facts_read(relations)
    told = told_of(frame, facts)
    if not told or frame.is_empty():
        return frame
    groups = classed(frame.select(told), facts, relations).with_row_index("#row")
    groups = groups.group_by(told, maintain_order=True).agg("#row")
    given = [_case_of(kind, facts, row) for row in groups.drop("#row").to_dicts()]
    found = [read_together(case, relations, known) for case in given]
    wrong = [{each.relation.name for each in one.contradictions} for one in found]
    values = {fact: [_value(kind, fact, each.at(turn)) for each in found] for fact in facts}
    before = {fact: [_value(kind, fact, case) for case in given] for fact in facts}
    changed = [fact for fact in facts if values[fact] != before[fact]]
    if not changed and not any(wrong):
        return frame
    new = [series for fact in changed for series in columns_of(fact, [outward(each) for each in values[fact]])]
    new += [same_as_before(fact, before[fact], values[fact]) for fact in changed]
    marks = marks_of(wrong)
    rows = groups.select("#row").with_columns(*marks, *new).explode("#row").sort("#row")
    gone = {fact.name + end for fact in changed for end in ENDS}
    kept = frame.select(each for each in frame.columns if each not in gone)
    written = unclassed(frame, rows.drop("#row", *(each.name for each in marks)), changed)
    return marked(kept.with_columns(written), [rows[each.name] for each in marks])


def marks_of(wrong: Sequence[Collection[str]]) -> list[pl.Series]:
    """For each row the relations that it contradicts -> the columns that mark it."""
    names = sorted(set().union(*wrong))
    return [
        pl.Series(DOUBT, [bool(each) for each in wrong], dtype=pl.Boolean),
        *(pl.Series(WRONG + name, [name in each for each in wrong], dtype=pl.Boolean) for name in names),
    ]


def marked(frame: pl.DataFrame, marks: Iterable[pl.Series]) -> pl.DataFrame:
    """A table with more marks on its rows."""
    return frame.with_columns(each | frame[each.name] if each.name in frame.columns else each for each in marks)


def read_together(case: Entity, relations: Sequence[Relation], known: Known) -> Related:
    """What relations make of a case, worked out once for all that say the same."""
    key = (*(each.name for each in relations), repr(case))
    if key not in known:
        known[key] = related(case, relations)
    return known[key]


def _case_of(kind: Kind, facts: Iterable[Fact], row: Mapping[str, object]) -> Entity:
    """A case of which only one row is known."""
    by: dict[Kind, list[Fact]] = {}
    for fact in facts:
        by.setdefault(fact.kind, []).append(fact)
    made = {each: Entity(each, each.name, values_of(its, row)) for each, its in by.items()}
    case = made.pop(CASE, None) or Entity(CASE, CASE.name)
    if kind is PARTY:
        below = {ACTOR: Listing([Entity(ACTOR, "who acts", carried=made[PARTY])], closed=True)}
    elif kind is PART:
        below = {PART: Listing([made[PART]])}
    else:
        below = {each: Listing([one], closed=True) for each, one in made.items()}
    return structs.replace(case, children=below)


def _value(kind: Kind, fact: Fact, case: Entity) -> Value:
    element = case
    if kind is PARTY:
        carried = case.listing(ACTOR).elements[0].carried
        assert carried is not None
        element = carried
    elif fact.kind is not CASE:
        listed = case.listing(fact.kind).elements
        element = listed[0] if listed else Entity(fact.kind, "nobody")
    return value_of(element, fact)


def outward(value: Value) -> Value:
    """A value with ends that columns hold: what is not exact is moved outwards."""
    if not isinstance(value, Span) or value.none is Absence.YES:
        return value
    low, low_open = _end(value.interval.low, value.interval.low_open, -math.inf)
    high, high_open = _end(value.interval.high, value.interval.high_open, math.inf)
    return Span(Interval(low, high, low_open, high_open), value.none)


def _end(end: End, is_open: bool, towards: float) -> tuple[End, bool]:
    if abs(end) == INFINITY or (isinstance(end, int) and abs(end) < EXACT):
        return end, is_open
    near = float(end)
    if Fraction(near) == end or Fraction(repr(near)) == end:
        return end, is_open
    return Fraction(math.nextafter(near, towards)), True
