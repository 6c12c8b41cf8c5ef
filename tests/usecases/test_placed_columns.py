"""Columns that stand where nothing reads them, keys that never meet, masks and moments: told, or read as they are."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from pathlib import Path

import pytest

pl = pytest.importorskip("polars")
pa = pytest.importorskip("pyarrow")

import pratique  # noqa: E402
from pratique.facts.definition import VOCABULARY  # noqa: E402
from pratique.facts.kinds import CASE, PART, PARTY, SOURCE  # noqa: E402
from pratique.facts.vocabulary import load_vocabulary  # noqa: E402
from pratique.usecases.bulk.placed import homes_of, placed  # noqa: E402
from tests.running import run  # noqa: E402

KEYS = {
    "case": ["case"],
    "uses": ["case", "part"],
    "part": ["part"],
    "supplies": ["part", "party"],
    "party": ["party"],
}
ACT = {"case": ["a"], "act.kind": ["import"], "act.into": ["US"], "act.date": [date(2029, 1, 1)]}


def test_each_fact_counts_in_the_table_of_its_kind_alone() -> None:
    homes = {CASE: "case", PART: "part", SOURCE: "supplies", PARTY: "party"}
    load_vocabulary()
    for fact in [each.fact for each in VOCABULARY.values()]:
        if fact.kind not in homes:
            continue
        kept = placed({table: [*keys, fact.name] for table, keys in KEYS.items()})
        assert [table for table, names in kept.items() if fact.name in names] == [homes[fact.kind]]


def test_without_a_table_of_its_own_a_part_stands_where_it_is_listed_and_a_party_with_what_leads_to_it() -> None:
    homes = homes_of({"case": ["case"], "uses": ["case", "part"], "source": ["part", "source.roles"]})
    assert homes[PART] == {"uses"}
    assert homes[PARTY] == {"case", "source"}


def written(folder: Path, tables: dict[str, dict[str, list[object]]]) -> Path:
    folder.mkdir()
    for name, columns in tables.items():
        pl.DataFrame(columns).write_parquet(folder / f"{name}.parquet")
    return folder


TABLES: dict[str, tuple[dict[str, dict[str, list[object]]], int, str]] = {
    "said twice": (
        {
            "case": ACT,
            "uses": {"case": ["a"], "part": ["p"], "part.kind": ["software"]},
            "part": {"part": ["p"], "part.kind": ["hardware"]},
        },
        4,
        "part.kind stands here and in part",
    ),
    "elsewhere": (
        {
            "case": {**ACT, "part.kind": ["software"]},
            "uses": {"case": ["a"], "part": ["p"]},
            "part": {"part": ["p"], "part.programmable": [True]},
        },
        3,
        "'part.kind' has no effect here",
    ),
    "no way to it": ({"case": ACT, "parts": {"part": ["p"]}}, 3, "The table parts is not read"),
    "keys of two types": (
        {"case": {**ACT, "case": [1]}, "uses": {"case": ["1"], "part": ["p"]}},
        4,
        "cannot be matched",
    ),
    "a mask beyond": ({"case": {**ACT, "act.kind": [1 << 40]}}, 4, "has a bit beyond"),
}


@pytest.mark.parametrize("name", TABLES)
def test_what_is_not_read_is_told_and_never_dropped(tmp_path: Path, name: str) -> None:
    tables, status, said = TABLES[name]
    folder, out = written(tmp_path / "tables", tables), tmp_path / "answers.parquet"
    out.write_bytes(b"old")
    found = run("bulk", str(folder), "-o", str(out), "--quiet")
    assert found.status == status, found.err
    assert said in found.err
    assert (out.read_bytes() == b"old") is (status == 4)
    if name == "elsewhere":  # unknown in every row, whatever stands where nothing reads it
        unknown = pl.read_parquet_metadata(out)["pratique.unknown_in_every_row"].split()
        assert "part.kind" in unknown
        assert "part.programmable" not in unknown


@pytest.mark.parametrize(
    "tables",
    [
        {"case": {"act.kind": ["import"]}},
        {"case": {**ACT, "vehicle.model_yeer": [2027]}},
        {"case": pa.Table.from_arrays([pa.array(["a"])] * 3, names=["case", "act.into", "act.into"])},
        {"case": pa.table({"case": ["a"], "act.kind": pa.RunEndEncodedArray.from_arrays([1], ["import"])})},
        {"case": ACT, "uses": {"case": ["b"], "part": ["p"]}},
        {"case": ACT, "uses": {"case": ["b", "a"], "part": ["p", "q"]}, "part": {"part": ["p", "q"]}},
        {"case": {"case": ["a"], "act.kind": ["import", "sale"]}},
    ],
)
def test_a_table_that_cannot_be_decided_is_a_finding(tables: dict[str, object]) -> None:
    with pytest.raises(pratique.InvalidInput):
        pratique.decide_many(tables)


@pytest.mark.parametrize("coded", [{"case"}, {"uses"}, {"part"}, {"case", "part"}, {"case", "uses", "part"}])
def test_keys_that_are_a_dictionary_of_text_in_some_tables_are_the_text_that_they_are(coded: set[str]) -> None:
    tables = {
        "case": pl.DataFrame({**ACT, "part.closed": [True]}),
        "uses": pl.DataFrame({"case": ["a"], "part": ["p"]}),
        "part": pl.DataFrame({"part": ["p"], "part.kind": ["hardware"]}),
    }
    plain = pratique.decide_many(tables)
    made = {
        name: pl.DataFrame([each.cast(pl.Categorical) if each.name in ("case", "part") else each for each in table])
        if name in coded
        else table
        for name, table in tables.items()
    }
    found = pratique.decide_many(made)
    assert found.with_columns(pl.col("case").cast(pl.String)).equals(plain)


def test_a_moment_with_a_zone_is_the_day_there_or_that_in_utc_as_in_a_dossier() -> None:
    """On 17 March 2026 and after, software that was altered is no longer outside; a zone may make the difference."""
    first = datetime(2026, 3, 16, 20)
    for zone, hours in (("America/New_York", 0), ("America/New_York", 5), ("Asia/Shanghai", 10), ("UTC", 3)):
        moment = pl.Series([first + timedelta(hours=hours)]).dt.replace_time_zone(zone)
        utc = moment.dt.convert_time_zone("UTC").dt.replace_time_zone(None).dt.date()[0]
        here = moment.dt.replace_time_zone(None).dt.date()[0]
        low, high = sorted((here, utc))
        plain = {"case": ["a"], "act.kind": ["import"], "act.into": ["US"]}
        given = pratique.decide_many({"case": pl.DataFrame(plain).with_columns(moment.alias("act.date"))})
        same = {**plain, "act.date.lo": [low], "act.date.hi": [high]}
        assert given.equals(pratique.decide_many({"case": same}))
        from pratique.usecases.bulk.typed import days_of_moments

        read = days_of_moments(pl.DataFrame({"act.date": moment}))
        ends = ["act.date", "act.date"] if "act.date" in read.columns else ["act.date.lo", "act.date.hi"]
        assert [read[end][0] for end in ends] == [low, high]
