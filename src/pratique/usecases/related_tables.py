"""Tables whose facts were read together: what follows is filled in, what contradicts itself is no longer known.

Rule: relations are read as columns like any other condition. Of a party a truth that follows is filled in where none
is given; where facts of it cannot all be so, none of them is kept. Of a part that contradicts what is known of its
sources the part's own facts are set aside. What is not filled in leaves ranges wider, never wrong.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

import polars as pl

from pratique.facts.kinds import PART, PARTY
from pratique.logic.author import all_of
from pratique.logic.lint import atoms, facts_of
from pratique.logic.nodes import Condition, Not, TruthFact
from pratique.logic.relations import Relation
from pratique.logic.simplify import free_kinds, simplify
from pratique.readings.columns.read import columns
from pratique.readings.columns.tables import frame_of

ROUNDS = 3
"""How often the relations of parties are read: each may rest on what another filled in."""
TRUE_CODE, OPEN_CODE, FALSE_CODE = 3, 1, 0


def related_tables(tables: Mapping[str, object], relations: Iterable[Relation]) -> dict[str, pl.DataFrame]:
    """The tables of `columns`, with what the relations say of parties and of parts.

    Raises what `columns` raises for tables that do not fit together.
    """
    frames = {name: frame_of(name, table) for name, table in tables.items()}
    every = sorted(relations, key=lambda each: each.name)
    if PARTY.name in frames:
        of_parties = [each for each in every if each.force == "entails" and _reads_only_parties(each)]
        for _ in range(ROUNDS):
            before = frames[PARTY.name]
            for relation in of_parties:
                frames[PARTY.name] = _followed(frames[PARTY.name], relation)
            if frames[PARTY.name].equals(before):
                break
    for relation in every:
        if relation.force == "contradicts" and relation.per is PART:
            frames = _set_aside(frames, relation)
    return frames


def _reads_only_parties(relation: Relation) -> bool:
    read = free_kinds(simplify(relation.when)) | free_kinds(simplify(relation.then))
    return relation.per is PARTY and read == {PARTY}


def _followed(frame: pl.DataFrame, relation: Relation) -> pl.DataFrame:
    """The parties with what follows of them by one relation."""
    names = _names(relation.when, relation.then) | {fact.name for fact in relation.given}
    there = [name for name in frame.columns if name.partition(".lo")[0] in names or name in names]
    if not there or any(fact.name not in frame.columns for fact in relation.given):
        return frame
    asked = {"when": relation.when, "then": relation.then}
    codes = columns(asked, {PARTY.name: frame}).select("when", "then")
    marked = frame.with_columns(codes["when"].alias("#when"), codes["then"].alias("#then"))
    fires = pl.col("#when") == TRUE_CODE
    for fact in relation.given:
        fires &= pl.col(fact.name).is_not_null()
    wrong = fires & (pl.col("#then") == FALSE_CODE)
    found = {name: pl.when(wrong).then(None).otherwise(pl.col(name)).alias(name) for name in there}
    for truth, value in _truths(relation.then):
        own = pl.col(truth.name) if truth.name in frame.columns else pl.lit(None, pl.Boolean)
        follows = fires & (pl.col("#then") == OPEN_CODE) & own.is_null()
        found[truth.name] = pl.when(follows).then(value).when(wrong).then(None).otherwise(own).alias(truth.name)
    return marked.with_columns(*found.values()).drop("#when", "#then")


def _set_aside(frames: dict[str, pl.DataFrame], relation: Relation) -> dict[str, pl.DataFrame]:
    """The tables without the facts of parts that contradict what is known of their sources."""
    denied = [fact.name for fact, value in _truths(relation.then) if not value]
    homes = [
        (name, [each for each in denied if each in frame.columns])
        for name, frame in frames.items()
        if PART.name in frame.columns and any(each in frame.columns for each in denied)
    ]
    homes = [(name, its) for name, its in homes if any((frames[name][each] == False).any() for each in its)]  # noqa: E712
    if not homes:
        return frames
    codes = columns({"both": all_of(relation.when, relation.then)}, frames, per=PART)
    if PART.name not in codes.columns:
        return frames
    bad = codes.filter(pl.col("both") == TRUE_CODE)[PART.name].unique()
    if bad.is_empty():
        return frames
    made = dict(frames)
    for name, its in homes:
        hit = pl.col(PART.name).is_in(bad.implode())
        made[name] = frames[name].with_columns(
            pl.when(hit).then(None).otherwise(pl.col(each)).alias(each) for each in its
        )
    return made


def _truths(condition: Condition) -> list[tuple[TruthFact, bool]]:
    """The facts that a conjunction says hold, or do not."""
    found = []
    for atom in atoms(simplify(condition)):
        if isinstance(atom, TruthFact):
            found.append((atom, True))
        elif isinstance(atom, Not) and isinstance(atom.part, TruthFact):
            found.append((atom.part, False))
    return found


def _names(*conditions: Condition) -> set[str]:
    return {fact.name for each in conditions for atom in atoms(simplify(each)) for fact in facts_of(atom)}
