"""Periods as statistics print them: a month, a quarter, a half, a year, or a run of months.

Rule: a period is whole months, first and last included; two spellings of the same months are equal, and each
prints as it was written. Parsed and printed in the forms of SDMX's TIME_PERIOD and ISO 8601:
`2025-03` (also `2025-M03`), `2025-Q1`, `2025-S1` (also `2025-H1`), `2025`, and `2025-01..2025-03`.
"""

from __future__ import annotations

import re
from dataclasses import field
from typing import Literal, Self

from pratique.value_class import dataclass

Form = Literal["month", "quarter", "half", "year", "range"]

_MONTHS: dict[str, int] = {"month": 1, "quarter": 3, "half": 6, "year": 12}
_ONE = re.compile(r"(\d{4})(?:-(?:M?(0[1-9]|1[0-2])|Q([1-4])|[SH]([12])))?", re.ASCII)


@dataclass(frozen=True, slots=True, order=True)
class Period:
    """`first` and `last` count months since year 0 (year * 12 + month - 1), both included."""

    first: int
    last: int
    form: Form = field(default="range", compare=False)

    def __post_init__(self) -> None:
        if self.first > self.last:
            raise ValueError(f"A period cannot end ({_month(self.last)}) before it starts ({_month(self.first)}).")

    @classmethod
    def month(cls, year: int, month: int) -> Self:
        return cls(year * 12 + month - 1, year * 12 + month - 1, "month")

    @classmethod
    def quarter(cls, year: int, quarter: int) -> Self:
        first = year * 12 + 3 * (quarter - 1)
        return cls(first, first + 2, "quarter")

    @classmethod
    def half(cls, year: int, half: int) -> Self:
        first = year * 12 + 6 * (half - 1)
        return cls(first, first + 5, "half")

    @classmethod
    def year(cls, year: int) -> Self:
        return cls(year * 12, year * 12 + 11, "year")

    @classmethod
    def months(cls, year: int, first: int, last: int) -> Self:
        """A run of months of one year, as `January to March`; January to `last` is a running total."""
        return cls(year * 12 + first - 1, year * 12 + last - 1, "month" if first == last else "range")

    @classmethod
    def parse(cls, text: str) -> Self:
        """Reads any of the forms above. Raises `ValueError` with a sentence."""
        start, dots, end = text.strip().partition("..")
        first, last, form = _parse_one(start)
        if dots:
            last = _parse_one(end)[1]
            form = "range"
        return cls(first, last, form)

    @property
    def length(self) -> int:
        """Whole months."""
        return self.last - self.first + 1

    @property
    def start_year(self) -> int:
        return self.first // 12

    @property
    def end_year(self) -> int:
        return self.last // 12

    @property
    def is_running(self) -> bool:
        """Whether it runs from January to some month of the same year: a running (cumulative) total."""
        return self.first % 12 == 0 and self.start_year == self.end_year

    def shifted(self, months: int) -> Period:
        """The same period so many months later (earlier if negative)."""
        return Period(self.first + months, self.last + months, self.form)

    @property
    def year_before(self) -> Period:
        return self.shifted(-12)

    def within(self, other: Period) -> bool:
        return other.first <= self.first and self.last <= other.last

    def __str__(self) -> str:
        match self.form:
            case "month":
                return _month(self.first)
            case "quarter":
                return f"{self.start_year}-Q{self.first % 12 // 3 + 1}"
            case "half":
                return f"{self.start_year}-S{self.first % 12 // 6 + 1}"
            case "year":
                return f"{self.start_year:04d}"
            case "range":
                return f"{_month(self.first)}..{_month(self.last)}"


def _month(ordinal: int) -> str:
    return f"{ordinal // 12:04d}-{ordinal % 12 + 1:02d}"


def _parse_one(text: str) -> tuple[int, int, Form]:
    match = _ONE.fullmatch(text.strip())
    if match is None or int(match[1]) < 1:
        raise ValueError(f"{text!r} is not a period; write 2025, 2025-S1, 2025-Q1, 2025-03 or 2025-01..2025-03.")
    base = int(match[1]) * 12
    form: Form = "year"
    offset = 0
    if match[2]:
        form, offset = "month", int(match[2]) - 1
    elif match[3]:
        form, offset = "quarter", 3 * (int(match[3]) - 1)
    elif match[4]:
        form, offset = "half", 6 * (int(match[4]) - 1)
    return base + offset, base + offset + _MONTHS[form] - 1, form
