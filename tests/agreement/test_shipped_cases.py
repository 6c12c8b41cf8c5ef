"""Every shipped case through columns and SQL: the levels of each instrument, as the deciding reading says them.

Rule: cases of one instrument stand together as the rows of one table, as they would in bulk; what SQL refuses to
compute must be refused by name.
"""

from __future__ import annotations

import copy
import functools
from collections import Counter

import pytest

pytest.importorskip("polars")
pytest.importorskip("sqlglot")
pytest.importorskip("duckdb")

from sql_engines import duckdb, laid_out
from tests.cases.runner import HERE, KNOWN_ON, all_cases
from tests.exploring import is_thorough

from pratique.deciding.decision import decided
from pratique.deciding.levels import levels_of
from pratique.errors import InvalidInput, UsageError
from pratique.facts.kinds import CASE, KINDS, PART
from pratique.law.instrument import Instrument
from pratique.logic.author import any_of, some
from pratique.logic.entities import Entity
from pratique.logic.nodes import Condition
from pratique.logic.simplify import simplify
from pratique.readings.columns.encode import encode_tables
from pratique.readings.columns.read import columns
from pratique.readings.decide import decide
from pratique.readings.sql.query import sql

EVERY = 17 if is_thorough() else 68
"""One in so many cases of every place is read, the first among them."""
COMPUTED = {"us.ear"}
"""Instruments whose numbers neither columns nor SQL hold exactly (operations beyond 2^53)."""


@functools.cache
def found() -> dict[Instrument, list[Entity]]:
    """The cases by the instruments that concern them."""
    by: dict[Instrument, list[Entity]] = {}
    places = Counter[str]()
    for case in all_cases():
        place = case.file.relative_to(HERE).parts[0]
        places[place] += 1
        if places[place] % EVERY != 1:
            continue
        try:
            one = decided(copy.deepcopy(case.data), on=case.on, known_on=KNOWN_ON, construe=case.construe)
        except InvalidInput:
            continue
        for act, outcome in one.outcomes:
            by.setdefault(outcome.instrument, []).append(act.entity)
    return by


def asked(instrument: Instrument) -> dict[str, Condition]:
    pairs = zip(levels_of(instrument, CASE, "by_text"), levels_of(instrument, PART, "by_text"), strict=True)
    return {f"level {place}": any_of(case, some(PART, part)) for place, (case, part) in enumerate(pairs)}


@pytest.mark.parametrize("market", ["us", "cn", "eu", "others"])
def test_columns_and_sql_say_what_is_decided(market: str) -> None:
    said = {"us": "us.", "cn": "cn.", "eu": "eu."}
    mine = {
        one: cases
        for one, cases in found().items()
        if (one.id.startswith(said[market]) if market in said else not one.id.startswith(tuple(said.values())))
    }
    assert mine
    refused: set[str] = set()
    for instrument, cases in mine.items():
        conditions = asked(instrument)
        tables = encode_tables(cases, conditions.values())
        expected = [tuple(decide(simplify(c), case).truth.value for c in conditions.values()) for case in cases]
        try:
            by_columns = columns(conditions, tables)
            assert list(zip(*(by_columns[name].to_list() for name in conditions), strict=True)) == expected
            text = sql(conditions, "duckdb", tables=laid_out(tables, frozenset(KINDS)))
        except UsageError:
            refused.add(instrument.id)
            continue
        rows = sorted(duckdb()(tables, text))
        assert [row[1:] for row in rows] == expected, instrument.id
    assert refused <= COMPUTED


def computed() -> tuple[Instrument, list[Entity]]:
    """An instrument whose numbers SQL reckons, with some of its cases."""
    found: dict[Instrument, list[Entity]] = {}
    mine = [case for case in all_cases() if case.file.relative_to(HERE).parts[:2] == ("us", "ear")]
    for case in mine[:: 2 if is_thorough() else 5]:
        try:
            one = decided(copy.deepcopy(case.data), on=case.on, known_on=KNOWN_ON, construe=case.construe)
        except InvalidInput:
            continue
        for act, outcome in one.outcomes:
            if outcome.instrument.id in COMPUTED:
                found.setdefault(outcome.instrument, []).append(act.entity)
    return max(found.items(), key=lambda each: len(each[1]))  # those decided under one state of the law


def test_what_sql_reckons_is_what_is_decided() -> None:
    instrument, cases = computed()
    conditions = asked(instrument)
    tables = encode_tables(cases, conditions.values())
    text = sql(conditions, "duckdb", tables=laid_out(tables, frozenset(KINDS)), unread={})
    rows = sorted(duckdb()(tables, text))
    same = 0
    for row, case in zip(rows, cases, strict=True):
        expected = tuple(decide(simplify(c), case).truth.value for c in conditions.values())
        assert all(ours in (1, theirs) for ours, theirs in zip(row[1:], expected, strict=True)), case.key
        same += row[1:] == expected
    assert same >= len(cases) * 9 // 10 > 10  # what stays open is a sum over the generators of a model's data
