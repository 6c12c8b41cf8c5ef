"""Whether an aim can be meant as printed.

Rule: a target is held against the newest whole year of its series: the growth it needs in every year, beside
the growth seen; the room in the rest of the world; a share already passed. What it may have been meant to be
(the home market, a firm's aim with a power of ten lost) is a hypothesis and says so.
"""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from typing import Any

from pratique.errors import UsageError
from pratique.figures.codes import PRODUCTS
from pratique.figures.entry import LedgerEntry
from pratique.figures.interval import Interval, Number, print_number
from pratique.figures.ledger import Ledger
from pratique.figures.notation import parse_number, write_number
from pratique.figures.series import parse_series
from pratique.value_class import dataclass

_NEAR = Fraction(1, 10)
"""How near (10 %) a figure must lie to be offered as what was meant."""


@dataclass(frozen=True, slots=True)
class TargetShare:
    """A share aimed at and the one reached: percent of the target's own series."""

    product: str
    aimed: Number
    reached: Interval | None
    period: str | None

    @property
    def passed(self) -> bool | None:
        """Whether the aim lies below what is reached; None if that is unknown."""
        if self.reached is None:
            return None
        return self.reached.low > self.aimed


@dataclass(frozen=True, slots=True)
class Judged:
    """A target against the ledger. Growth is in percent a year; None is unknown."""

    series: str
    value: Number
    by: int
    latest: LedgerEntry | None
    times: Number | None
    growth_needed: float | None
    growth_seen: tuple[tuple[str, float], ...]
    rest_of_world: tuple[LedgerEntry, Number] | None
    forecasts: tuple[LedgerEntry, ...]
    shares: tuple[TargetShare, ...]
    hypotheses: tuple[str, ...]

    @property
    def findings(self) -> tuple[str, ...]:
        """Sentences that speak against reading the target as printed; empty if none does."""
        return tuple(_findings(self))


def parse_value(text: str) -> Number:
    """A target as typed: `30000000`, `30,000,000`. Raises `UsageError`."""
    try:
        return parse_number(text)
    except ValueError as error:
        raise UsageError(f"{error} Write the target in full, as 30000000.") from error


def parse_shares(texts: tuple[str, ...]) -> dict[str, Number]:
    """Shares as typed: `nev=30%`. Raises `UsageError`."""
    shares: dict[str, Number] = {}
    for text in texts:
        product, _, percent = text.partition("=")
        aim = parse_value(percent.rstrip("%").strip())
        if product not in PRODUCTS or not 0 <= aim <= 100:
            raise UsageError(f"{text!r} is no share; write PRODUCT=PERCENT, as nev=30%.")
        shares[product] = aim
    return shares


def judge(series: str, value: Number, by: int, shares: dict[str, Number], ledger: Ledger) -> Judged:
    """The target `value` for `series` in the year `by`, with aimed `shares` (product: percent).

    Raises `UsageError` for an unknown series or a year that has passed in the ledger.
    """
    indicator, product, geography = parse_series(series)
    years = _years(ledger, indicator, product, geography)
    latest = years[-1] if years else None
    if latest and by <= latest.period.end_year:
        raise UsageError(f"{by} is not after {latest.period}, the newest year of {series} in the ledger.")
    if value <= 0:
        raise UsageError(f"A target of {write_number(value)} cannot be judged; give a number above zero.")
    times = Fraction(value) / Fraction(latest.value) if latest and latest.value else None
    span = by - latest.period.end_year if latest else 0
    return Judged(
        series=series,
        value=value,
        by=by,
        latest=latest,
        times=times,
        growth_needed=None if times is None else 100 * (float(times) ** (1 / span) - 1),
        growth_seen=tuple(_growth_seen(years)),
        rest_of_world=_rest_of_world(ledger, product, geography),
        forecasts=tuple(e for e in ledger.select(series) if e.kind == "forecast" and e.unit != "percent"),
        shares=tuple(_share(ledger, indicator, product, geography, part, aim) for part, aim in shares.items()),
        hypotheses=tuple(_hypotheses(ledger, indicator, product, geography, value)),
    )


def _years(ledger: Ledger, indicator: str, product: str, geography: str) -> list[LedgerEntry]:
    """One observed year each of the publisher with most of them, in order; contradicted figures left out."""
    by_publisher: dict[tuple[str, str], dict[int, LedgerEntry]] = {}
    for entry in ledger.select(f"{indicator}:{product}:{geography}"):
        whole = entry.period.length == 12 and entry.period.is_running and entry.unit not in ("percent", "USD", "CNY")
        if whole and entry.kind == "observation" and entry.confidence != "contradicted":
            held = by_publisher.setdefault((entry.publisher, entry.scope), {})
            best = ledger.best(entry.key, entry.period)
            held[entry.period.start_year] = best or entry
    most = max(by_publisher.values(), key=len, default={})
    return [most[year] for year in sorted(most)]


def _growth_seen(years: list[LedgerEntry]) -> Iterator[tuple[str, float]]:
    for entry in years:
        if entry.growth and entry.growth.measure == "percent":
            yield str(entry.period), float(entry.growth.amount)


def _rest_of_world(ledger: Ledger, product: str, geography: str) -> tuple[LedgerEntry, Number] | None:
    """The world's sales a year outside `geography`, from the newest period of half a year or more.

    The home market of the same months is subtracted where it is known; without it the answer is None.
    """
    worlds = [e for e in ledger.select(f"sales:{product}:WORLD") if e.period.length >= 5 and e.kind == "observation"]
    for world in sorted(worlds, key=lambda entry: -entry.period.last):
        home = _home_sales(ledger, product, geography, world)
        if home is not None:
            return world, (Fraction(world.value) - home) * Fraction(12, world.period.length)
    return None


def _home_sales(ledger: Ledger, product: str, geography: str, world: LedgerEntry) -> Fraction | None:
    """Sales at home in the period of `world`: printed, or all sales less exports."""
    found = {
        indicator: next(
            (
                e
                for e in ledger.select(f"{indicator}:{product}:{geography}")
                if e.period == world.period and e.unit == world.unit and e.scope == "makers"
            ),
            None,
        )
        for indicator in ("domestic_sales", "sales", "exports")
    }
    if found["domestic_sales"]:
        return Fraction(found["domestic_sales"].value)
    if found["sales"] and found["exports"]:
        return Fraction(found["sales"].value) - Fraction(found["exports"].value)
    return None


def _share(ledger: Ledger, indicator: str, product: str, geography: str, part: str, aim: Number) -> TargetShare:
    """The share of `part` in the newest year that has both, of one publisher and scope."""
    parts = {(e.publisher, e.scope, e.period): e for e in _years(ledger, indicator, part, geography)}
    for whole in reversed(_years(ledger, indicator, product, geography)):
        held = parts.get((whole.publisher, whole.scope, whole.period))
        if held:
            reached = held.interval / whole.interval * Interval(100, 100)
            return TargetShare(part, aim, reached, str(whole.period))
    return TargetShare(part, aim, None, None)


def _hypotheses(ledger: Ledger, indicator: str, product: str, geography: str, value: Number) -> Iterator[str]:
    """What the number may have been meant to be: each a guess, none a finding."""
    for other in ("domestic_sales", "sales", "production"):
        years = _years(ledger, other, product, geography) if other != indicator else []
        if years and abs(Fraction(years[-1].value) - value) <= _NEAR * value:
            newest = years[-1]
            yield (
                f"the whole or home market instead of {indicator}: {other} were {print_number(newest.value)} "
                f"in {newest.period} ({newest.publisher})"
            )
    for power, words in ((10, "ten"), (100, "a hundred")):
        less = Fraction(value) / power
        years = _years(ledger, indicator, product, geography)
        if years and _could_be_country(less, years[-1]):
            yield f"{words} times too large: {print_number(less)} would need a growth that has been seen"
    if indicator == "exports" and value >= 1_000_000:
        wan = Fraction(value) / 100
        yield (
            f"one firm's aim: {print_number(wan)} is {print_number(wan / 10_000)} wan, and a wan read as a million "
            "makes the number printed; the firm and its plan are the missing fact"
        )


def _could_be_country(value: Fraction, latest: LedgerEntry) -> bool:
    return Fraction(1) <= value / Fraction(latest.value) <= 3


def _findings(judged: Judged) -> Iterator[str]:
    if judged.growth_needed is None:
        yield f"No observed year of {judged.series} is in the ledger, so the growth it needs is unknown."
    elif judged.growth_seen and judged.growth_needed > judged.growth_seen[-1][1]:
        when, seen = judged.growth_seen[-1]
        yield f"It needs {judged.growth_needed:.1f} percent growth every year; {when} had {seen:.1f}."
    if judged.rest_of_world:
        world, room = judged.rest_of_world
        share = float(Fraction(judged.value) / Fraction(room) * 100)
        if share > 25:
            yield (
                f"It is {share:.0f} percent of all sales outside the home market "
                f"({print_number(room, 0)} a year, {world.publisher} {world.period})."
            )
    highest = max((entry.value for entry in judged.forecasts), default=None)
    if highest is not None and judged.value > 2 * highest:
        yield f"The highest forecast in the ledger is {print_number(highest)}."
    for share_aimed in judged.shares:
        if share_aimed.passed:
            assert share_aimed.reached is not None
            yield (
                f"The {share_aimed.product} share aimed at, {print_number(share_aimed.aimed)} percent, is below the "
                f"{print_number(share_aimed.reached.low, 1)} percent of {share_aimed.period}."
            )


def judged_data(judged: Judged) -> dict[str, Any]:
    """JSON: growth in percent a year; null is unknown; `hypotheses` are guesses."""
    return {
        "series": judged.series,
        "target": write_number(judged.value),
        "by": judged.by,
        "latest": _entry(judged.latest),
        "times_latest": None if judged.times is None else round(float(judged.times), 3),
        "growth_needed_percent": None if judged.growth_needed is None else round(judged.growth_needed, 1),
        "growth_seen_percent": [{"period": when, "growth": growth} for when, growth in judged.growth_seen],
        "rest_of_world_a_year": None if judged.rest_of_world is None else round(float(judged.rest_of_world[1])),
        "forecasts": [_entry(entry) for entry in judged.forecasts],
        "shares": [
            {
                "product": share.product,
                "aimed_percent": write_number(share.aimed),
                "reached_percent": None
                if share.reached is None
                else [round(float(share.reached.low), 2), round(float(share.reached.high), 2)],
                "period": share.period,
                "already_passed": share.passed,
            }
            for share in judged.shares
        ],
        "findings": list(judged.findings),
        "verdict": "unsupported" if judged.findings else "not contradicted",
        "hypotheses": list(judged.hypotheses),
    }


def _entry(entry: LedgerEntry | None) -> dict[str, str] | None:
    if entry is None:
        return None
    return {
        "period": str(entry.period),
        "value": write_number(entry.value),
        "publisher": entry.publisher,
        "actor": entry.actor,
        "source": entry.source,
    }
