"""Classifying lots of chips: the conditions of the law through columns, beside the same tests by hand in Polars.

Run: .venv/bin/python benchmarks/classify.py [--small]
"""

from __future__ import annotations

import sys
import time
from collections.abc import Callable
from datetime import date
from functools import partial

import numpy as np
import polars as pl

from pratique.usecases.classify.lots import classify_lots

ON = date(2025, 6, 1)
REPEATS = 5


def lots(size: int, seed: int = 1) -> pl.DataFrame:
    """Lots with rates at 8 and 16 bits, an area (a fifth unknown) and a market, all different."""
    dice = np.random.default_rng(seed)
    rate = np.round(dice.uniform(10, 2500, size), 1)
    area = np.where(dice.random(size) < 0.2, np.nan, np.round(dice.uniform(50, 900, size), 1))
    return pl.DataFrame(
        {
            "chip.rate_8b": rate,
            "chip.rate_16b": np.round(rate / 2, 1),
            "chip.nonplanar_area_mm2": pl.Series(area).fill_nan(None),
            "chip.data_center": dice.random(size) < 0.5,
        }
    ).with_columns(pl.lit("circuit").alias("item.kind"), pl.lit("none").alias("item.host_entry"))


def by_hand(frame: pl.DataFrame) -> pl.DataFrame:
    """The same tests of 3A090 as one writes them in Polars, three-valued by its nulls, set of classes included."""
    tpp = pl.max_horizontal(pl.col("chip.rate_8b") * 8, pl.col("chip.rate_16b") * 16)
    density = tpp / pl.col("chip.nonplanar_area_mm2")
    centre = pl.col("chip.data_center")
    a = (tpp >= 4800) | (centre & (tpp >= 1600) & (density >= 5.92))
    below = (density >= 1.6) & (density < 5.92) & (tpp >= 2400) & (tpp < 4800)
    b = centre & (below | ((tpp >= 1600) & (tpp < 4800) & (density >= 3.2) & (density < 5.92)))
    either = (tpp >= 4800) | (centre & (((tpp >= 1600) & (density >= 3.2)) | ((tpp >= 2400) & (density >= 1.6))))
    names = pl.concat_list(
        pl.when(a.fill_null(True)).then(pl.lit("3A090.a")),
        pl.when(b.fill_null(True)).then(pl.lit("3A090.b")),
        pl.when(~either.fill_null(False)).then(pl.lit("none")),
    ).list.drop_nulls()
    return frame.with_columns(classes=names)


def best(work: Callable[[], object]) -> float:
    """Seconds of the fastest of several runs."""
    times = []
    for _ in range(REPEATS):
        start = time.perf_counter()
        work()
        times.append(time.perf_counter() - start)
    return min(times)


def main() -> None:
    sizes = (10_000,) if "--small" in sys.argv else (10_000, 100_000)
    print("| lots | by hand in Polars | law through columns | ratio | same classes |")
    print("|---:|---:|---:|---:|---:|")
    for size in sizes:
        frame = lots(size)
        ours, theirs = classify_lots(frame, ON)["classes"], by_hand(frame)["classes"]
        same = sum(a == b for a, b in zip(ours.to_list(), theirs.to_list(), strict=True)) / size
        mine, hand = best(partial(classify_lots, frame, ON)), best(partial(by_hand, frame))
        print(f"| {size:,} | {hand * 1000:.1f} ms | {mine * 1000:.1f} ms | {mine / hand:.1f} | {same:.2%} |")


if __name__ == "__main__":
    main()
