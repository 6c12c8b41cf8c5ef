"""Whatever type a column has, it is read or refused with a finding; nothing else happens."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta

import pytest

pl = pytest.importorskip("polars")

import pratique  # noqa: E402
from pratique.usecases.bulk.typed import refuse_untyped  # noqa: E402

FACTS = ["vehicle.new", "vehicle.gvwr_lb", "declaration.filed", "act.kind", "actor.roles"]
SERIES = {
    "truths": pl.Series([True, None]),
    "whole": pl.Series([1, 2]),
    "negative": pl.Series([-1, 2]),
    "huge": pl.Series([2**63 - 1, 2]),
    "broken": pl.Series([1.5, float("nan")]),
    "endless": pl.Series([float("inf"), float("-inf")]),
    "text": pl.Series(["import", "x"]),
    "days": pl.Series([date(2027, 1, 1), date.max]),
    "moments": pl.Series([datetime(2027, 1, 1, 12), None]),
    "far moments": pl.Series([2**62, -(2**62)]).cast(pl.Datetime("ms")),
    "times": pl.Series([time(1), time(2)]),
    "lengths": pl.Series([timedelta(1), timedelta(2)]),
    "bytes": pl.Series([b"US", b""]),
    "tables": pl.Series([{"a": 1}, {"a": 2}]),
    "lists of text": pl.Series([["import"], []]),
    "lists of nothing": pl.Series([[None], []]),
    "lists of numbers": pl.Series([[1], [2]]),
    "lists of lists": pl.Series([[["import"]], [[]]]),
    "nothing": pl.Series([None, None]),
}


@pytest.mark.parametrize("name", FACTS)
def test_every_type_is_read_or_refused(name: str) -> None:
    read, refusals = 0, list[str]()
    for end in ("", ".lo", ".none", ".must"):
        for what, series in SERIES.items():
            frame = pl.DataFrame({"case": ["a", "b"], name + end: series})
            try:
                refuse_untyped({"case": frame})
                read += pratique.decide_many({"case": frame}).height
            except (pratique.InvalidInput, pratique.UsageError) as refusal:
                refusals.append(f"{what} as {name + end}: {refusal}")
    assert read >= 4
    assert [each for each in refusals if name not in each.partition(": ")[2]] == []


def test_a_column_of_parts_of_one_is_none_of_percents() -> None:
    """Read as percent, 0.6 of a company would be next to nothing of it."""
    rows = ["a", "b", "c"]

    def frame(name: str, *values: float | None) -> pl.DataFrame:
        return pl.DataFrame({"party": rows, name: pl.Series(values, dtype=pl.Float64)})

    name = "party.adversary_percent"
    for values in ((0.6, 0.25, None), (1.0, 0.5, 0.0)):
        with pytest.raises(pratique.InvalidInput, match="between 0 and 1"):
            refuse_untyped({"party": frame(name, *values)})
        refuse_untyped({"party": frame(f"{name}.lo", *values)})
    for values in ((60.0, 0.5, None), (1.0, 0.0, None), (None, None, None), (0.0, 0.0, 0.0)):
        refuse_untyped({"party": frame(name, *values)})


def test_a_table_of_arrow_is_looked_at_too() -> None:
    frame = pl.DataFrame({"case": ["a"], "vehicle.gvwr_lb": [-1.0]})
    with pytest.raises(pratique.InvalidInput, match=r"-1\.0 cannot be"):
        pratique.decide_many({"case": frame.to_arrow()})


def test_what_is_not_a_number_is_unknown() -> None:
    frames = [pl.DataFrame({"case": ["a"], "vehicle.gvwr_lb": [weight]}) for weight in (float("nan"), None)]
    first, second = (pratique.decide_many({"case": each.cast({"vehicle.gvwr_lb": pl.Float64})}) for each in frames)
    assert first.equals(second)
