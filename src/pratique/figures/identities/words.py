"""I13, I15 and counted lists: words that say something about a number.

Rule: `record` and `first_above=N` are held against the series up to that period; `weekday=Monday` against the
date of publication (or `weekday=2025-01-15=Wednesday` against the date given); `listed=8` says that the text
names eight.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from pratique.figures.entry import LedgerEntry
from pratique.figures.identities.relation import Identity, Relations, Sides, Width, span
from pratique.figures.interval import INFINITY, Interval, Number
from pratique.figures.notation import parse_number

WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")


def words(entry: LedgerEntry) -> Relations:
    """The claims that need no other figure."""
    if weekday_claim(entry):
        yield Identity("I15", (entry,), _weekday, f"{entry.label}: the weekday is that of its date")
    if number_claimed(entry, "listed") is not None:
        yield Identity("I1", (entry,), _listed, f"{entry.label} is as many as the text names")


def records(series: Iterable[LedgerEntry]) -> Relations:
    """I13 for the figures of one series, in order of time: each claim against the greatest figure before."""
    greatest: dict[int, LedgerEntry] = {}
    for entry in sorted(series, key=lambda each: (each.period.last, each.period.first)):
        before = greatest.get(entry.period.length)
        threshold = number_claimed(entry, "first_above")
        if before and "record" in entry.claims:
            yield Identity("I13", (entry, before), at_least, f"{entry.label} exceeds {before.period}")
        if threshold is not None:
            yield Identity("I13", (entry,), _above, f"{entry.label} is above the threshold of its claim")
            if before:
                yield Identity("I13", (before, entry), _not_yet, f"{before.period} was not yet above the threshold")
        if before is None or entry.value > before.value:
            greatest[entry.period.length] = entry


def claim(entry: LedgerEntry, name: str) -> str | None:
    """The text after `name=` of a claim, None if it is not made."""
    return next((text.partition("=")[2] for text in entry.claims if text.startswith(f"{name}=")), None)


def number_claimed(entry: LedgerEntry, name: str) -> Number | None:
    """The number of a claim; None if it is not made or is no number."""
    text = claim(entry, name)
    try:
        return None if text is None else parse_number(text)
    except ValueError:
        return None


def weekday_claim(entry: LedgerEntry) -> tuple[date, str] | None:
    """The date and the weekday that the text gives it."""
    text = claim(entry, "weekday")
    if text is None:
        return None
    day, _, name = text.rpartition("=")
    try:
        when = date.fromisoformat(day) if day else entry.published_on
    except ValueError:
        return None
    return (when, name) if when and name in WEEKDAYS else None


def _weekday(figures: tuple[LedgerEntry, ...], width: Width) -> Sides | None:
    said = weekday_claim(figures[0])
    if said is None:
        return None
    named, real = WEEKDAYS.index(said[1]), said[0].weekday()
    return Interval(named, named), Interval(real, real)


def _listed(figures: tuple[LedgerEntry, ...], width: Width) -> Sides | None:
    listed = number_claimed(figures[0], "listed")
    return None if listed is None else (span(figures[0], width), Interval(listed, listed))


def at_least(figures: tuple[LedgerEntry, ...], width: Width) -> Sides | None:
    """The first figure, and what is no less than the second."""
    entry, before = figures
    return span(entry, width), Interval(span(before, width).low, INFINITY)


def _above(figures: tuple[LedgerEntry, ...], width: Width) -> Sides | None:
    threshold = number_claimed(figures[0], "first_above")
    return None if threshold is None else (span(figures[0], width), Interval(threshold, INFINITY))


def _not_yet(figures: tuple[LedgerEntry, ...], width: Width) -> Sides | None:
    before, entry = figures
    threshold = number_claimed(entry, "first_above")
    return None if threshold is None else (span(before, width), Interval(0, threshold))
