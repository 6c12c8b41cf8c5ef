"""Many cases as columns come out as each of them does alone."""

from __future__ import annotations

from datetime import date

import pytest
from msgspec import structs

import pratique
from pratique.deciding.decision import decided
from pratique.facts.kinds import CASE, PART
from pratique.law.instrument import levels
from pratique.law.us.cfr15_791d import INSTRUMENT
from tests.cases.runner import HERE, KNOWN_ON, all_cases

pytest.importorskip("polars")


def test_decide_many_agrees_with_check_on_every_case() -> None:
    from pratique.readings.columns.encode import encode_tables

    conditions = (*levels(INSTRUMENT, CASE), *levels(INSTRUMENT, PART))
    cases = [case for case in all_cases(HERE / "us" / "cfr15_791d") if not case.construe]
    entities, wanted = [], []
    for number, case in enumerate(cases):
        found = decided(case.data, on=case.on, known_on=KNOWN_ON)
        ranges = [outcome.range for _, outcome in found.outcomes]
        entities.append(structs.replace(found.cases.cases[0].entity, key=f"case {number}"))
        wanted.append((ranges[0].best.words, ranges[0].worst.words) if ranges else ("out of scope", "out of scope"))
    tables = encode_tables(entities, conditions)
    rows = pratique.decide_many(tables, law_on=date(2026, 11, 22))
    found_rows = {row["case"]: (row["best"], row["worst"]) for row in rows.to_dicts()}
    assert len(found_rows) == len(cases)
    for (key, range_), want in zip(found_rows.items(), wanted, strict=True):
        assert range_ == want, key
