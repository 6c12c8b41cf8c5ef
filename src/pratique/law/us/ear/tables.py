"""The dated tables of this instrument: country groups, chips, models, allocations, approved companies.

Rule: a table is a CSV beside the law with a source and a confidence for each row; `from` is the first day on which a
row holds, `until` the first on which it no longer does, and from `doubt_from` to `until` it is not established.
"""

from __future__ import annotations

from datetime import date
from fractions import Fraction
from functools import cache

from pratique.files.shipped import shipped_rows
from pratique.law.circuit import Chip
from pratique.law.clocks import day_in
from pratique.law.control_list import Model
from pratique.value_class import dataclass


@dataclass(frozen=True, slots=True)
class Membership:
    """A country in a group for a time."""

    group: str
    country: str
    start: date | None
    doubt_from: date | None
    until: date | None
    source: str
    confidence: str


@dataclass(frozen=True, slots=True)
class Allocation:
    """A limit on performance for a time."""

    name: str
    start: date
    until: date | None
    limit: int
    unit: str
    cite: str


@dataclass(frozen=True, slots=True)
class Approved:
    """A company on one of the approved lists (from memory; the supplement decides)."""

    supplement: str
    role: str
    name: str
    confidence: str


@cache
def memberships() -> tuple[Membership, ...]:
    """Every row of the country groups."""
    return tuple(
        Membership(
            row["group"],
            row["country"],
            day_in(row["from"]),
            day_in(row["doubt_from"]),
            day_in(row["until"]),
            row["source"],
            row["confidence"],
        )
        for row in _rows("country_groups")
    )


@cache
def chips() -> tuple[Chip, ...]:
    """Every chip of the table, in its order."""
    return tuple(_chip(row) for row in _rows("chips"))


@cache
def models() -> tuple[Model, ...]:
    """Every model of the table, in its order."""
    return tuple(
        Model(
            name=row["name"],
            developer=row["developer"],
            date=row["date"],
            training_ops=Fraction(row["training_ops"]),
            weights=row["weights"] or None,
            by_text=row["by_text"],
            source=row["source"],
            confidence=row["confidence"],
        )
        for row in _rows("models")
    )


@cache
def allocations(name: str) -> tuple[Allocation, ...]:
    """The limits called `name`, in order of their dates."""
    found = tuple(
        Allocation(row["name"], start, day_in(row["until"]), int(row["limit"]), row["unit"], row["cite"])
        for row in _rows("allocations")
        if row["name"] == name and (start := day_in(row["from"])) is not None
    )
    assert found, f"there is no allocation {name!r}"
    return found


@cache
def approved_companies() -> tuple[Approved, ...]:
    """The names that the approved lists are remembered to hold."""
    return tuple(
        Approved(row["supplement"], row["role"], row["name"], row["confidence"])
        for row in _rows("approved_companies")
    )


def chip_named(name: str) -> Chip | None:
    """The chip of exactly this name, letter case aside."""
    return next((chip for chip in chips() if chip.name.casefold() == name.strip().casefold()), None)


def model_named(name: str) -> Model | None:
    """The model of exactly this name, letter case aside."""
    return next((model for model in models() if model.name.casefold() == name.strip().casefold()), None)


def _rows(name: str) -> list[dict[str, str]]:
    return shipped_rows("pratique.law.us.ear", f"data/{name}.csv")


def _chip(row: dict[str, str]) -> Chip:
    rates = (pair.split("@") for pair in row["dense_rates"].split())
    return Chip(
        name=row["name"],
        year=int(row["year"]),
        data_center={"yes": True, "no": False}.get(row["data_center"]),
        rates={int(bits): Fraction(rate) for rate, bits in rates},
        nonplanar_mm2=_number(row["nonplanar_mm2"]),
        process=row["process"],
        node_nm=_number(row["node_nm"]),
        memory_gbs=_number(row["memory_gbs"]),
        file_class=row["file_class"],
        source=row["source"],
        rate_confidence=row["rate_confidence"],
        area_confidence=row["area_confidence"],
        note=row["note"],
    )


def _number(text: str) -> Fraction | None:
    return Fraction(text) if text else None
