"""T1, T2, T3: a target held against what has been observed.

Rule: a target is no observation and enters no sum; it is asked whether the growth it needs lies within what
the series has shown, whether it leaves room in the rest of the world, and whether a share aimed at is not
already passed. The observations may be of any publisher, since only their magnitude is read.
"""

from __future__ import annotations

from dataclasses import field, replace
from fractions import Fraction

from pratique.figures.entry import LedgerEntry
from pratique.figures.identities.relation import Identity, Relations, Sides, Width, span
from pratique.figures.identities.words import at_least
from pratique.figures.interval import Interval, exact
from pratique.figures.ledger import Ledger
from pratique.value_class import dataclass

FASTEST = exact("0.25")
"""Greatest growth a year that a plan for several years is taken to mean without further reason."""


@dataclass(frozen=True, slots=True)
class Latest:
    """The newest observation of each series that a target can be held against, by what is counted."""

    values: dict[tuple[str, str, str, str, str], LedgerEntry] = field(default_factory=dict)

    @classmethod
    def of(cls, ledger: Ledger) -> Latest:
        """Built once in linear time; whole years and running totals of nine months or more count as levels."""
        values: dict[tuple[str, str, str, str, str], LedgerEntry] = {}
        for entry in ledger:
            if entry.kind != "observation" or entry.confidence == "contradicted" or not _is_level(entry):
                continue
            place = (entry.indicator, entry.product, entry.geography, entry.unit, entry.of)
            if place not in values or _newer(entry, values[place]):
                values[place] = entry
        return cls(values)


def _is_level(entry: LedgerEntry) -> bool:
    return entry.unit == "percent" or entry.period.length == 12


def _newer(entry: LedgerEntry, other: LedgerEntry) -> bool:
    return (entry.period.last, entry.period.length) > (other.period.last, other.period.length)


def targets(entry: LedgerEntry, latest: Latest) -> Relations:
    """T1 and T3 for one target; T2 needs the world and is asked in `pratique.figures.target`."""
    if entry.kind != "target":
        return
    place = (entry.indicator, entry.product, entry.geography, entry.unit, entry.of)
    now = latest.values.get(place) or (_present_share(entry, latest) if entry.indicator == "share" else None)
    if now is None or now.period.last >= entry.period.last:
        return
    if entry.unit == "percent":
        yield Identity("T3", (entry, now), at_least, f"{entry.label} lies above the share of {now.period}")
    elif now.value > 0:
        said = f"{entry.label} needs no more than {float(FASTEST):.0%} growth a year from {now.period}"
        yield Identity("T1", (entry, now), _reachable, said)


def _present_share(entry: LedgerEntry, latest: Latest) -> LedgerEntry | None:
    """The share aimed at, as part over whole of the newest year that both have."""
    indicator, _, product = entry.of.partition(":")
    product = product.partition(":")[0]
    for unit in ("vehicles", "pieces", "USD"):
        part = latest.values.get((indicator, entry.product, entry.geography, unit, ""))
        whole = latest.values.get((indicator, product, entry.geography, unit, ""))
        if part and whole and part.period == whole.period and whole.interval.low > 0:
            share = part.interval / whole.interval * Interval(100, 100)
            middle = exact(Fraction(share.low + share.high) / 2)
            return replace(
                part,
                indicator="share",
                of=entry.of,
                unit="percent",
                value=middle,
                half=exact(Fraction(share.high) - middle),
                unit_half=None,
                changes=(),
            )
    return None


def years_between(now: LedgerEntry, target: LedgerEntry) -> Fraction:
    """Years from the end of one period to the end of the other."""
    return Fraction(target.period.last - now.period.last, 12)


def _reachable(figures: tuple[LedgerEntry, ...], width: Width) -> Sides | None:
    target, now = figures
    years = years_between(now, target)
    most = exact(Fraction(float(1 + FASTEST) ** float(years)).limit_denominator(10**6))
    return span(target, width), Interval(0, span(now, width).high * most)
