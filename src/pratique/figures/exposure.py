"""How much published trade an instrument touches.

Rule: a flow is shown as the range that its newest figures allow, with their sources, one flow at a time; flows
overlap and populations differ, so nothing is ever added up. A flow for which the ledger has no figure is
unknown, never zero. Which flows an instrument touches, and how, stands in `data/exposure.csv`:
`whole` (the figure counts what is touched), `ceiling` (what is touched lies inside it), `overlap` (only some
of it is touched, and some of what is touched lies outside), `quota` (the instrument's own limit).
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from functools import cache
from typing import Any, Literal, TypeAlias, get_args

from pratique.errors import UsageError
from pratique.figures.entry import LedgerEntry
from pratique.figures.interval import Interval
from pratique.figures.ledger import Ledger
from pratique.figures.notation import write_number
from pratique.figures.period import Period
from pratique.files.shipped import shipped_rows
from pratique.value_class import dataclass

Bound: TypeAlias = Literal["whole", "ceiling", "overlap", "quota"]


@dataclass(frozen=True, slots=True)
class Reach:
    """One row of the table: a flow that an instrument touches from one day to before another."""

    instrument: str
    start: date
    end: date | None
    bound: Bound
    indicator: str
    product: str
    geography: str
    unit: str
    why: str
    cite: str

    @property
    def flow(self) -> str:
        return f"{self.indicator}:{self.product}:{self.geography}"

    def holds_on(self, day: date) -> bool:
        return self.start <= day and (self.end is None or day < self.end)


@dataclass(frozen=True, slots=True)
class Touched:
    """A flow in one unit and period with the figure of every publisher; without figures it is unknown."""

    reach: Reach
    unit: str
    period: Period | None
    figures: tuple[LedgerEntry, ...]

    @property
    def range(self) -> Interval | None:
        """What the instrument touches of this flow in `period`, over all publishers; None is unknown."""
        if not self.figures:
            return None
        span = self.figures[0].interval
        for figure in self.figures[1:]:
            span = span.hull(figure.interval)
        return span if self.reach.bound in ("whole", "quota") else Interval(0, span.high)


@dataclass(frozen=True, slots=True)
class Exposure:
    """The flows that an instrument touches on a day; none if no row of the table holds on it."""

    instrument: str
    on: date
    touched: tuple[Touched, ...]
    other_days: tuple[Reach, ...]


@cache
def reaches() -> tuple[Reach, ...]:
    """The table that comes with the program."""
    bounds = {bound: bound for bound in get_args(Bound)}
    return tuple(
        Reach(
            instrument=row["instrument"],
            start=date.fromisoformat(row["from"]),
            end=date.fromisoformat(row["to"]) if row["to"] else None,
            bound=bounds[row["bound"]],
            indicator=row["indicator"],
            product=row["product"],
            geography=row["geography"],
            unit=row["unit"],
            why=row["why"],
            cite=row["cite"],
        )
        for row in shipped_rows("pratique.figures", "data/exposure.csv")
    )


def instruments() -> tuple[str, ...]:
    """The instruments of the table."""
    return tuple(dict.fromkeys(reach.instrument for reach in reaches()))


def exposure(instrument: str, on: date, ledger: Ledger) -> Exposure:
    """The trade that `instrument` touches on a day, from figures published by then and periods ended by then.

    Raises `UsageError` for an instrument of which the table knows nothing.
    """
    if instrument not in instruments():
        raise UsageError(f"No exposure is recorded for {instrument!r}; known are {', '.join(instruments())}.")
    mine = [reach for reach in reaches() if reach.instrument == instrument]
    touched = [flow for reach in mine if reach.holds_on(on) for flow in _touched(reach, on, ledger)]
    return Exposure(instrument, on, tuple(touched), tuple(reach for reach in mine if not reach.holds_on(on)))


def _touched(reach: Reach, on: date, ledger: Ledger) -> Iterable[Touched]:
    newest = _newest(entry for entry in ledger.select(reach.flow) if _usable(entry, reach, on))
    if not newest:
        yield Touched(reach, reach.unit, None, ())
    for unit, period in dict.fromkeys((entry.unit, entry.period) for entry in newest):
        told = tuple(entry for entry in newest if (entry.unit, entry.period) == (unit, period))
        yield Touched(reach, unit, period, told)


def _usable(entry: LedgerEntry, reach: Reach, on: date) -> bool:
    if reach.unit not in ("*", entry.unit) or entry.confidence == "contradicted" or not entry.publisher:
        return False
    if entry.published_on is not None and entry.published_on > on:
        return False
    if reach.bound == "quota":
        return entry.kind == "quota" and entry.period.first <= _month(on) <= entry.period.last
    return entry.kind == "observation" and entry.period.last < _month(on)


def _month(day: date) -> int:
    return day.year * 12 + day.month - 1


def _newest(entries: Iterable[LedgerEntry]) -> tuple[LedgerEntry, ...]:
    """For every publisher, scope and unit: the newest year, else the newest half year or more, else the newest."""
    best: dict[tuple[str, str, str], LedgerEntry] = {}
    for entry in entries:
        place = (entry.publisher, entry.scope, entry.unit)
        if place not in best or _rank(entry) > _rank(best[place]):
            best[place] = entry
    return tuple(best.values())


def _rank(entry: LedgerEntry) -> tuple[bool, bool, int, int]:
    length = entry.period.length
    return length == 12, length >= 6, entry.period.last, length


def exposure_data(answer: Exposure) -> dict[str, Any]:
    """JSON: `instrument`, `on`, `touched` flows with `range` (null is unknown) and the figures behind them."""
    return {
        "instrument": answer.instrument,
        "on": answer.on.isoformat(),
        "touched": [
            {
                "flow": flow.reach.flow,
                "bound": flow.reach.bound,
                "period": str(flow.period) if flow.period else None,
                "unit": None if flow.unit == "*" else flow.unit,
                "range": _ends(flow.range),
                "known": flow.range is not None,
                "why": flow.reach.why,
                "cite": flow.reach.cite,
                "figures": [_figure(entry) for entry in flow.figures],
            }
            for flow in answer.touched
        ],
        "note": "Flows overlap and publishers count different populations: do not add them.",
    }


def _ends(span: Interval | None) -> dict[str, str] | None:
    if span is None or isinstance(span.low, float) or isinstance(span.high, float):
        return None
    return {"low": write_number(span.low), "high": write_number(span.high)}


def _figure(entry: LedgerEntry) -> dict[str, Any]:
    return {
        "period": str(entry.period),
        "value": write_number(entry.value),
        "half": write_number(entry.half),
        "publisher": entry.publisher,
        "scope": entry.scope,
        "source": entry.source,
        "confidence": entry.confidence,
    }
