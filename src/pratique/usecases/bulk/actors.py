"""What relations say of a case and of who acts in it, worked out once for all cases that say the same of both.

Rule: a party that a case narrows stands for that case in a row of its own, so that other cases keep theirs. A case
that reaches the same party by another way is marked, and read by itself; so is one that columns cannot hold.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

import polars as pl

from pratique.facts.kinds import CASE, KINDS, PART, PARTY
from pratique.logic.entities import Entity, Listing, open_value, unknown_value, value_of
from pratique.logic.nodes import ChoiceFact, DateFact, Fact, Kind, NumberFact, SetFact, TruthFact
from pratique.logic.relations import Relation
from pratique.logic.values import Choice, Members, Value
from pratique.readings.columns.encode import columns_of, quantified
from pratique.usecases.bulk.classed import classed
from pratique.usecases.bulk.decoded import values_of
from pratique.usecases.bulk.speaking import ENDS
from pratique.usecases.bulk.staged import (
    Known,
    facts_read,
    home_of,
    marked,
    marks_of,
    on_the_row,
    read_together,
    sharing,
    told_of,
)
from pratique.value_class import dataclass

MARK = "#speaks"
"""The column of the cases that have to be read by themselves."""
OWN = "#own"
"""The column of the rows that stand for a party in one case alone: the row that they were made from."""


def narrowed_actors(
    frames: Mapping[str, pl.DataFrame],
    relations: Sequence[Relation],
    across: Sequence[Relation],
    known: Known,
    turn: int | None = None,
) -> tuple[dict[str, pl.DataFrame], tuple[Relation, ...]]:
    """The tables with what follows of cases and their actors, and the relations that read yet more."""
    made, left = dict(frames), list(across)
    linked = sorted(
        kind.name for kind in on_the_row(frames) if kind.carries is PARTY and kind.name in frames[CASE.name].columns
    )
    if PARTY.name not in frames or not linked or PARTY.name not in frames[PARTY.name].columns:
        return made, tuple(left)
    mine = [each for each in across if _reads_actors(each, frames)]
    near = [each for each in relations if home_of(each, frames) in (CASE.name, PARTY.name)]
    for together in sharing([*mine, *near]):
        if any(each in mine for each in together):
            made = _narrowed(made, together, linked, known, turn)
    return made, tuple(each for each in left if each not in mine)


def _reads_actors(relation: Relation, frames: Mapping[str, pl.DataFrame]) -> bool:
    """Whether a relation of the case reads the case and who acts in it, and no list."""
    if relation.per is not CASE:
        return False
    here = on_the_row(frames)
    kinds = {fact.kind for fact in facts_read([relation])}
    return kinds <= {CASE, PARTY, *here} and quantified(relation.when, relation.then) <= here


@dataclass(frozen=True, slots=True)
class _Group:
    """Cases that say the same: their rows, the case as it was, what it came to, the relations it contradicts."""

    rows: list[int]
    given: Entity
    found: Entity
    wrong: frozenset[str]


def _narrowed(
    frames: dict[str, pl.DataFrame],
    relations: Sequence[Relation],
    linked: Sequence[str],
    known: Known,
    turn: int | None,
) -> dict[str, pl.DataFrame]:
    """The tables after some relations of cases and actors."""
    facts = facts_read(relations)
    cases, parties = frames[CASE.name], frames[PARTY.name]
    own = _Own(cases, parties, [fact for fact in facts if fact.kind is PARTY])
    here = [fact for fact in facts if fact.kind is not PARTY]
    said: dict[int, dict[Fact, Value]] = {}
    wrong, unheld = [frozenset[str]()] * cases.height, [False] * cases.height
    for group in _groups(frames, facts, relations, linked, known, turn):
        changed = {fact: _value(fact, group.found) for fact in here}
        changed = {fact: value for fact, value in changed.items() if value != _value(fact, group.given)}
        is_held = all(holds(cases, fact, value) for fact, value in changed.items()) and own.keep(group, linked)
        for row in group.rows:
            wrong[row], unheld[row] = group.wrong, not is_held
            if is_held and changed:
                said[row] = changed
    if own.made:
        before = cases
        cases, parties = own.tables()
        other = _reaching(before, cases, frames, linked)
        unheld = [one or more for one, more in zip(unheld, other, strict=True)]
    cases = overwritten(cases, here, [said.get(row, {}) for row in range(cases.height)]) if said else cases
    marks = marks_of(wrong) if any(wrong) else []
    cases = marked(cases, [*marks, *([pl.Series(MARK, unheld)] if any(unheld) else [])])
    return {**frames, PARTY.name: parties, CASE.name: cases}


def _reaching(
    before: pl.DataFrame, after: pl.DataFrame, frames: Mapping[str, pl.DataFrame], linked: Sequence[str]
) -> list[bool]:
    """For each case, whether it reaches a party that has a row of its own there by a list as well."""
    case, part, party = CASE.name, PART.name, PARTY.name
    narrowed = pl.concat(
        [
            before.filter(before[kind].ne_missing(after[kind])).select(case, pl.col(kind).alias(party))
            for kind in linked
        ]
    )
    lists = [frame for name, frame in frames.items() if name not in (case, party)]
    reached = [each.select(case, party) for each in lists if {case, party} <= set(each.columns)]
    for uses in (each.select(case, part) for each in lists if {case, part} <= set(each.columns)):
        mine = uses.join(narrowed.select(case), on=case, how="semi")
        for given in (each.select(part, party) for each in lists if {part, party} <= set(each.columns)):
            reached.append(mine.join(given, on=part).select(case, party))
    found = [each.join(narrowed, on=[case, party], how="semi")[case] for each in reached]
    keys = pl.concat(found).unique() if found else before[case].clear()
    return before[case].is_in(keys.implode()).to_list()


def _value(fact: Fact, case: Entity) -> Value:
    if fact.kind is CASE:
        return value_of(case, fact)
    listed = case.listing(fact.kind).elements
    return value_of(listed[0], fact) if listed else unknown_value(fact)


# --- cases that say the same --------------------------------------------------------------------------------


def _groups(
    frames: Mapping[str, pl.DataFrame],
    facts: Sequence[Fact],
    relations: Sequence[Relation],
    linked: Sequence[str],
    known: Known,
    turn: int | None,
) -> Iterator[_Group]:
    cases, parties = frames[CASE.name], frames[PARTY.name]
    here = [fact for fact in facts if fact.kind is not PARTY]
    of_party = [fact for fact in facts if fact.kind is PARTY]
    told = told_of(parties, of_party)
    plain = classed(parties.select(PARTY.name, *told), of_party, relations)
    view = classed(cases.select(*told_of(cases, here), *linked), here, relations)
    for kind in linked:
        renamed = plain.rename({name: f"{kind}>{name}" for name in told}).with_columns(pl.lit(True).alias(f"{kind}>"))
        view = view.join(renamed, left_on=kind, right_on=PARTY.name, how="left", maintain_order="left")
    for at, kind in enumerate(linked):
        for other in linked[:at]:
            view = view.with_columns((pl.col(kind) == pl.col(other)).alias(f"{kind}={other}"))
    columns = [name for name in view.columns if name not in linked]
    grouped = view.with_row_index("#row").group_by(columns, maintain_order=True).agg("#row")
    for row in grouped.to_dicts():
        case = _case_of(row, here, of_party, linked)
        found = read_together(case, relations, known)
        wrong = frozenset(each.relation.name for each in found.contradictions)
        yield _Group(row["#row"], case, found.at(turn), wrong)


def _case_of(
    row: Mapping[str, object], here: Sequence[Fact], of_party: Sequence[Fact], linked: Sequence[str]
) -> Entity:
    made: dict[str, Entity] = {}
    below: dict[Kind, Listing] = {}
    for kind in {*(fact.kind for fact in here), *(KINDS[name] for name in linked)} - {CASE}:
        carried = None
        if row.get(f"{kind.name}>"):
            same = next((each for each in made if _is_same(row, kind.name, each)), None)
            prefix = f"{kind.name}>"
            its = {name.removeprefix(prefix): said for name, said in row.items() if name.startswith(prefix)}
            carried = made[same] if same else Entity(PARTY, f"{kind.name}'s", values_of(of_party, its))
            made[kind.name] = carried
        values = values_of([fact for fact in here if fact.kind is kind], row)
        below[kind] = Listing([Entity(kind, kind.name, values, carried=carried)], closed=True)
    return Entity(CASE, CASE.name, values_of([fact for fact in here if fact.kind is CASE], row), below)


def _is_same(row: Mapping[str, object], one: str, other: str) -> bool:
    return bool(row.get(f"{one}={other}") or row.get(f"{other}={one}"))


# --- parties of one case ------------------------------------------------------------------------------------


class _Own:
    """Rows of parties for single cases: each is the party with what a group of cases says of it."""

    def __init__(self, cases: pl.DataFrame, parties: pl.DataFrame, facts: Sequence[Fact]) -> None:
        self.cases, self.parties, self.facts = cases, parties, facts
        self.made: list[tuple[str, list[int], dict[Fact, Value]]] = []

    def keep(self, group: _Group, linked: Sequence[str]) -> bool:
        """Keep what a group says of its parties; whether columns can hold all of it."""
        found = []
        for name in linked:
            before, after = (_party(case, KINDS[name]) for case in (group.given, group.found))
            if before is None or after is None:
                if after is not None and after.values:
                    return False
                continue
            values = {fact: value_of(after, fact) for fact in self.facts}
            changed = {fact: value for fact, value in values.items() if value != value_of(before, fact)}
            if not all(holds(self.parties, fact, value) for fact, value in changed.items()):
                return False
            if changed:
                found.append((name, group.rows, changed))
        self.made += found
        return True

    def tables(self) -> tuple[pl.DataFrame, pl.DataFrame]:
        """The cases that lead to the new rows, and all parties."""
        key, cases, parties = PARTY.name, self.cases, self.parties
        extra = []
        wanted = pl.DataFrame(
            {
                "#row": [row for _, rows, _ in self.made for row in rows],
                "#kind": [name for name, rows, _ in self.made for _ in rows],
                "#said": [at for at, (_, rows, _) in enumerate(self.made) for _ in rows],
            },
            schema={"#row": pl.UInt32, "#kind": pl.String, "#said": pl.UInt32},
        )
        numbered = cases.with_row_index("#row")
        first = _next_key(parties[key])
        for kind in wanted["#kind"].unique().sort():
            mine = wanted.filter(pl.col("#kind") == kind).join(numbered.select("#row", kind), on="#row")
            pairs = mine.select(kind, "#said").unique(maintain_order=True)
            names, first = _new_keys(parties[key], pairs.height, first)
            pairs = pairs.with_columns(names.alias("#new"))
            made = pairs.rename({kind: OWN})
            extra.append(made.join(parties, left_on=OWN, right_on=key, how="left", maintain_order="left"))
            to = mine.join(pairs, on=[kind, "#said"]).select("#row", "#new")
            numbered = (
                numbered.join(to, on="#row", how="left", maintain_order="left")
                .with_columns(pl.coalesce("#new", kind).alias(kind))
                .drop("#new")
            )
        rows = pl.concat(extra).rename({"#new": key})
        rows = overwritten(rows, self.facts, [self.made[at][2] for at in rows["#said"]]).drop("#said")
        return numbered.drop("#row"), pl.concat([parties, rows.drop(OWN)], how="diagonal_relaxed")


def holds(frame: pl.DataFrame, fact: Fact, value: Value) -> bool:
    """Whether the column of a fact, if there is one, can say a value as it is."""
    if isinstance(fact, SetFact):
        return True
    if any(f"{fact.name}{end}" in frame.columns for end in ENDS if end):
        return False
    column = frame[fact.name] if fact.name in frame.columns else None
    match fact:
        case TruthFact():
            return column is None or column.dtype == pl.Boolean
        case ChoiceFact():
            assert isinstance(value, Choice)
            known = fact.unstated is None and (value.is_known or value == open_value(fact))
            return known and (column is None or column.dtype in (pl.String, pl.Categorical, pl.Enum))
        case NumberFact() | DateFact():
            return value == unknown_value(fact)


def overwritten(rows: pl.DataFrame, facts: Sequence[Fact], said: Sequence[Mapping[Fact, Value]]) -> pl.DataFrame:
    """Rows with what was found of each; `holds` is true of all of it."""
    for fact in facts:
        changed = [each.get(fact) for each in said]
        if all(value is None for value in changed):
            continue
        keeps = pl.Series([value is None for value in changed])
        if isinstance(fact, SetFact):
            rows = _sets_overwritten(rows, fact, changed, keeps)
            continue
        if fact.name in rows.columns and not isinstance(fact, TruthFact | ChoiceFact):
            old = rows[fact.name]  # all that is ever said of it is that it is open
            rows = rows.with_columns(old.zip_with(keeps, old.clear().extend_constant(None, rows.height)))
            continue
        new = columns_of(fact, [unknown_value(fact) if value is None else value for value in changed])[0]
        new = new.cast(pl.String) if isinstance(fact, ChoiceFact) else new
        old = rows[fact.name] if fact.name in rows.columns else new.clear().extend_constant(None, rows.height)
        rows = rows.with_columns(old.cast(new.dtype).zip_with(keeps, new.rename(old.name)).alias(fact.name))
    return rows


def _sets_overwritten(
    rows: pl.DataFrame, fact: SetFact, changed: Sequence[Value | None], keeps: pl.Series
) -> pl.DataFrame:
    """Rows with sets as what must and what may be in them."""
    names = {end: f"{fact.name}.{end}" for end in ("must", "may")}
    made = []
    for end, name in names.items():
        given = next((each for each in (fact.name, name) if each in rows.columns), None)
        sets = [getattr(value, end) if isinstance(value, Members) else frozenset() for value in changed]
        if given is not None and rows[given].dtype.is_integer():
            bits = {value: 1 << bit for bit, value in enumerate(sorted(fact.values))}
            new = pl.Series(name, [sum(bits[each] for each in one) for one in sets], dtype=rows[given].dtype)
        else:
            new = pl.Series(name, [sorted(each) for each in sets], dtype=pl.List(pl.String))
        old = new.clear().extend_constant(None, rows.height) if given is None else rows[given].cast(new.dtype)
        made.append(old.zip_with(keeps, new).alias(name))
    return rows.drop(fact.name, strict=False).with_columns(made)


def _party(case: Entity, kind: Kind) -> Entity | None:
    listed = case.listing(kind).elements
    return listed[0].carried if listed else None


def _next_key(keys: pl.Series) -> int:
    return int(keys.max() or 0) + 1 if keys.dtype.is_integer() else 0  # type: ignore[arg-type]


def _new_keys(keys: pl.Series, many: int, first: int) -> tuple[pl.Series, int]:
    """Keys that no party has yet."""
    numbers = range(first, first + many)
    if keys.dtype.is_integer():
        return pl.Series(numbers, dtype=pl.Int64).cast(keys.dtype), first + many
    return pl.Series([f"\x00{number}" for number in numbers], dtype=pl.String), first + many
