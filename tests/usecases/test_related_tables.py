"""Relations read as columns: what follows is filled in, and a contradiction never clears."""

from __future__ import annotations

from typing import Any

import pytest

pl = pytest.importorskip("polars")

import pratique  # noqa: E402
from pratique.facts.relations import PARTY_RELATIONS  # noqa: E402


def _tables(foreign_interest: bool | None) -> dict[str, Any]:
    case = {
        "case": [0], "act.kind": ["sale"], "act.into": ["US"], "act.date": ["2026-11-28"], "vehicle.new": [True],
        "act.concerns_vehicle": [True], "vehicle.completed_connected_vehicle": ["yes"], "vehicle.model_year": [2027],
        "uses.closed": [True], "part.closed": [True],
    }  # fmt: skip
    part = {
        "part": [0], "part.kind": ["software"], "part.on_primary_processor": [True],
        "part.software_enables": [["VCS"]],
        "part.software_class": ["application"], "part.open_source": [False], "source.closed": [True],
        "part.altered_by_linked_person_since_cutoff": [True], "part.foreign_interest": [foreign_interest],
    }  # fmt: skip
    return {
        "case": pl.DataFrame(case).with_columns(
            pl.col("act.date").str.to_date(), pl.Series("actor.roles", [["connected_vehicle_manufacturer"]])
        ),
        "uses": pl.DataFrame({"case": [0], "part": [0]}),
        "part": pl.DataFrame(part, schema_overrides={"part.foreign_interest": pl.Boolean}),
        "supplies": pl.DataFrame({"part": [0], "party": [0], "source.roles": [["developed"]]}),
        "party": pl.DataFrame({"party": [0], "party.organised_in": ["CN"]}),
    }


def test_what_follows_of_a_party_is_filled_in() -> None:
    from pratique.usecases.related_tables import related_tables

    party = pl.DataFrame(
        {"party": [0, 1, 2], "party.organised_in": ["CN", None, "US"], "party.natural_person": [None, None, True]},
        schema_overrides={"party.natural_person": pl.Boolean},
    )
    found = related_tables({"party": party}, PARTY_RELATIONS)["party"]
    assert found["party.natural_person"].to_list() == [False, None, None]
    assert found["party.organised_in"].to_list() == ["CN", None, None]


def test_a_contradiction_in_tables_never_clears() -> None:
    rows = {said: pratique.decide_many(_tables(said)).to_dicts()[0] for said in (True, False, None)}
    assert rows[True]["worst"] == "prohibited"
    assert rows[False]["worst"] == rows[None]["worst"] == "prohibited"
