"""Classes of many lots at once: the entries of the law read column by column.

Rule: performance and density are worked out here once a row, exactly where they fall near a limit, and stand as
facts of their own in the conditions of the law, which are read by `columns` as they are. A row that this leaves open
is decided again by itself (`classify`), so that both ways give the same classes.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from fractions import Fraction
from functools import lru_cache

import numpy as np
import polars as pl
from numpy.typing import NDArray

from pratique.dossier.datasheet import Sheet
from pratique.facts.chip import BIT_LENGTHS
from pratique.facts.kinds import CASE, PART
from pratique.law.control_list import Entry
from pratique.law.instrument import in_time
from pratique.logic.author import number_fact
from pratique.logic.entities import Entity
from pratique.logic.intervals import End, exact
from pratique.logic.nodes import (
    Condition,
    InRegion,
    Numeric,
)
from pratique.logic.simplify import simplify
from pratique.logic.traverse import children, rebuilt
from pratique.logic.truth import FALSE, TRUE, UNKNOWN, Truth
from pratique.logic.values import Absence, Choice, Span, Value, point
from pratique.readings.columns.read import columns
from pratique.readings.decide import bind, decide, verdict
from pratique.usecases.classify.plain import LIST

Floats = NDArray[np.float64]

PERFORMANCE = number_fact("chip.tpp", PART, low=0, may_be_none=True)
DENSITY = number_fact("chip.density", PART, low=0, may_be_none=True)
_DERIVED: dict[Numeric, Numeric] = {LIST.circuits.performance: PERFORMANCE, LIST.circuits.density: DENSITY}
_NEAR = 1e-9
"""Quotients this close to a limit (relatively) are compared exactly."""


def classify_lots(lots: pl.DataFrame, on: date) -> pl.DataFrame:
    """`lots` with a column `classes`: a list of names, more than one where a figure is missing.

    `lots` has one row a lot with the facts of a circuit under their full names, in the forms that `columns` reads
    with known values or nulls: `chip.rate_8b` (null: unknown) with `chip.rate_8b.none`, `chip.nonplanar_area_mm2`,
    `chip.data_center`, `item.kind`, `item.host_entry`, `chip.io_rate_gbs`. A missing rate column means none.
    """
    entries = _possible(entries_on(on), lots)
    if not entries:
        return lots.with_columns(classes=pl.Series([[LIST.none]] * lots.height, dtype=pl.List(pl.String)))
    performance = _performance(lots)
    part = lots.select(pl.selectors.by_name(*_PASSED, require_all=False)).with_columns(
        part=pl.int_range(pl.len()),
        case=pl.lit(0),
        **{PERFORMANCE.name: _column(performance), DENSITY.name: _column(_density(lots, performance))},
        **{f"{DENSITY.name}.none": _no_density(lots)},
    )
    case = pl.DataFrame({"case": [0], "act.date": [on], "export.exporter_role": ["neither"]})
    asked = {str(index): derived(entry.when) for index, entry in enumerate(entries)}
    truths = columns(asked, {"case": case, "part": part}, per=PART)
    return lots.with_columns(classes=_names(truths, entries))


_PASSED = ("item.kind", "item.host_entry", "chip.data_center", "chip.io_rate_gbs", "item.circuits_on_board")


@lru_cache(maxsize=64)
def entries_on(on: date) -> tuple[Entry, ...]:
    """The entries on circuits, computers and technology that stand in the list on a day."""
    day = Entity(CASE, "case", {"act.date": point(on)})
    return tuple(
        entry
        for entry, provision in LIST.dated
        if entry.eccn not in LIST.circuits.apart and decide(in_time(provision, "by_text"), day).truth is not FALSE
    )


def _possible(entries: tuple[Entry, ...], lots: pl.DataFrame) -> tuple[Entry, ...]:
    """The entries that the kinds and host entries in the table do not rule out for every lot."""
    values: dict[str, Value] = {}
    for name in ("item.kind", "item.host_entry"):
        if name in lots.columns and lots[name].null_count() == 0 and lots[name].dtype == pl.String:
            values[name] = Choice(frozenset(lots[name].unique()))
    any_lot = bind(bind({}, Entity(CASE, "case")), Entity(PART, "any lot", values))
    return tuple(entry for entry in entries if verdict(entry.when, any_lot).truth is not FALSE)


@lru_cache(maxsize=256)
def derived(condition: Condition) -> Condition:
    """`condition` in normal form with performance and density as facts instead of expressions."""
    return _replaced(simplify(condition))


@lru_cache(maxsize=1024)
def _replaced(condition: Condition) -> Condition:
    if isinstance(condition, InRegion):
        return InRegion(_DERIVED.get(condition.number, condition.number), condition.where, condition.none_ok)
    return rebuilt(condition, _replaced)


def frame_of(sheets: Iterable[Sheet]) -> pl.DataFrame:
    """One row a sheet, in the forms that `classify_lots` reads; every figure is known or unknown altogether."""
    rows = [sheet.values for sheet in sheets]
    names = sorted({name for row in rows for name in row})
    data: dict[str, list[float | str | bool | None]] = {}
    for name in names:
        values = [row.get(name) for row in rows]
        data[name] = [_cell(value) for value in values]
        if any(isinstance(value, Span) for value in values):
            data[f"{name}.none"] = [isinstance(value, Span) and value.none is Absence.YES for value in values]
    return pl.DataFrame(data)


def _cell(value: Value | None) -> float | str | bool | None:
    match value:
        case Truth():
            return None if value is UNKNOWN else value is TRUE
        case Span(interval, none):
            return float(interval.low) if none is Absence.NO and interval.is_point else None
        case Choice(possible) if value.is_known:
            return next(iter(possible))
        case _:
            return None


# --- figures -----------------------------------------------------------------------------------------------


def _performance(lots: pl.DataFrame) -> Floats:
    """The largest product of rate and bit length; NaN where a rate is unknown. Bit lengths are powers of two."""
    best = np.zeros(lots.height)
    for bits in BIT_LENGTHS:
        name = f"chip.rate_{bits}b"
        if name in lots.columns:
            product = _floats(lots, name) * bits
            absent = _flags(lots, f"{name}.none")
            best = np.maximum(best, np.where(absent, 0.0, product))
    for name in ("chip.tpp_other_lengths", "chip.tpp_other_units"):
        if name in lots.columns:
            more = np.where(_flags(lots, f"{name}.none"), 0.0, _floats(lots, name))
            best = np.maximum(best, more) if name.endswith("lengths") else best + more
    return best


def _density(lots: pl.DataFrame, performance: Floats) -> Floats:
    """Performance over area; NaN where unknown. Near a limit the quotient is taken exactly and set beside it."""
    area = _floats(lots, "chip.nonplanar_area_mm2")
    with np.errstate(divide="ignore", invalid="ignore"):
        quotient = np.where(area > 0, performance / area, np.nan)
    for limit in _limits():
        near = np.flatnonzero(np.abs(quotient - float(limit)) <= _NEAR * float(limit))
        for row in near:
            quotient[row] = _beside(Fraction(exact(float(performance[row]))) / exact(float(area[row])), limit)
    return quotient


def _limits() -> tuple[Fraction, ...]:
    """Every number that a condition of the law holds a density against."""
    found: set[End] = set()
    for entry in LIST.entries:
        found |= set(_constants(derived(entry.when)))
    return tuple(sorted(Fraction(end) for end in found))


def _constants(condition: Condition) -> tuple[End, ...]:
    own = condition.where.constants if isinstance(condition, InRegion) and condition.number is DENSITY else ()
    return (*own, *(end for part in children(condition) for end in _constants(part)))


def _beside(quotient: Fraction, limit: Fraction) -> float:
    """A float on the same side of the limit as the exact quotient."""
    if quotient == limit:
        return float(limit)
    return float(np.nextafter(float(limit), np.inf if quotient > limit else -np.inf))


def _no_density(lots: pl.DataFrame) -> pl.Series:
    """Whether there is no density: null where the area is not known."""
    known = pl.Series(np.isnan(_floats(lots, "chip.nonplanar_area_mm2")))
    absent = pl.Series(_flags(lots, "chip.nonplanar_area_mm2.none"))
    return pl.select(pl.when(absent).then(True).when(known).then(None).otherwise(False)).to_series()


def _floats(lots: pl.DataFrame, name: str) -> Floats:
    if name not in lots.columns:
        return np.full(lots.height, np.nan)
    return lots[name].cast(pl.Float64).fill_null(float("nan")).to_numpy()


def _flags(lots: pl.DataFrame, name: str) -> NDArray[np.bool_]:
    if name not in lots.columns:
        return np.zeros(lots.height, bool)
    return lots[name].fill_null(False).to_numpy()


def _column(values: Floats) -> pl.Series:
    return pl.Series(values).fill_nan(None)


# --- classes -----------------------------------------------------------------------------------------------


def _names(truths: pl.DataFrame, entries: Sequence[Entry]) -> pl.Series:
    """The entries that each row is or may be in; `none` where it is surely in none."""
    held = np.stack([truths[str(index)].to_numpy() for index in range(len(entries))], axis=1)
    settled = (held == 3).any(axis=1)
    packed = np.concatenate([held != 0, ~settled[:, None]], axis=1)
    keys = np.packbits(packed, axis=1)
    found, inverse = np.unique(keys, axis=0, return_inverse=True)
    names: Mapping[int, list[str]] = {
        row: [
            name
            for name, is_in in zip((*(e.eccn for e in entries), LIST.none), np.unpackbits(found[row]), strict=False)
            if is_in
        ]
        for row in range(len(found))
    }
    return pl.Series("classes", [names[row] for row in range(len(found))], dtype=pl.List(pl.String)).gather(
        inverse.ravel()
    )
