"""Fields that every ownership format has: days, shares, countries, identifiers.

Rule: a value that cannot be right becomes unknown, with a finding; it is never repaired.
"""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date
from fractions import Fraction

from pratique.errors import Findings, Place, Severity
from pratique.files.clock import days_after
from pratique.ids import country_code, lei_fault
from pratique.parties.holdings import Hole, Provenance
from pratique.parties.party import Countries, countries_of
from pratique.parties.readers.percent import parse_percent
from pratique.parties.registers import register_of
from pratique.parties.shares import UNKNOWN, Share
from pratique.patterns import regex
from pratique.value_class import dataclass


@dataclass(frozen=True, slots=True)
class Days:
    """The days that a date may mean: one, or every day of a week, a month or a year."""

    first: date
    last: date


FIRST_YEAR = 1600
"""An earlier year stands for no date at all."""
EMPTY_DAYS = frozenset(
    date.fromisoformat(day)
    for day in (
        *("1601-01-01", "1753-01-01", "1858-11-17", "1899-12-30", "1899-12-31", "1900-01-01", "1901-12-13"),
        *("1904-01-01", "1969-12-31", "1970-01-01", "1980-01-01"),
    )
)
"""What programs write where no day was entered: nothing has ended on it."""


def parse_days(text: object, findings: Findings, place: Place) -> Days | None:
    """The days that an ISO 8601 date, time, week, month or year may mean; None if empty or not one."""
    if text is None or text == "":
        return None
    written = str(text).strip()
    digits = written[:10] if written[10:11] in ("", "T", "t", " ") else written
    try:
        if digits[:4].isdigit() and int(digits[:4]) < FIRST_YEAR:
            raise ValueError("no register is that old")
        if re.fullmatch(r"\d{4}", digits):
            return Days(date(int(digits), 1, 1), date(int(digits), 12, 31))
        if re.fullmatch(r"\d{4}-\d{2}", digits):
            first = date.fromisoformat(f"{digits}-01")
            return Days(first, first.replace(day=monthrange(first.year, first.month)[1]))
        if re.fullmatch(r"\d{4}-?W\d{2}", digits):
            monday = date.fromisoformat(digits)
            return Days(monday, days_after(monday, 6))
        day = date.fromisoformat(digits)
        return Days(day, day)
    except ValueError:
        shown = str(text)[:100]
        findings.add("parties.date", f"{shown!r} is not a date.", place, "Write it as YYYY-MM-DD.", "warning", shown)
        return None


def asserted(provenance: Provenance, text: object, findings: Findings, place: Place) -> Provenance:
    """The provenance with the day of its statement; a day that cannot be read may be any."""
    days = parse_days(text, findings, place)
    if days is None:
        return provenance if text in (None, "") else replace(provenance, asserted_on=date.min, asserted_by=date.max)
    by = days.last if days.last != days.first else None
    return replace(provenance, asserted_on=days.first, asserted_by=by)


def dated(provenance: Provenance, start: object, end: object, findings: Findings, place: Place) -> Provenance:
    """The provenance with its first day and the first day after, as texts that a source gives.

    A month or a year leaves every day of it possible. Both are unknown where they are out of order.
    """
    first, last = parse_days(start, findings, place), parse_days(end, findings, place)
    if last and last.last in EMPTY_DAYS and last.first == last.last:
        message = f"The last day {last.last.isoformat()} is what programs write where there is none."
        findings.add("parties.date", message, place, "Leave it empty, or write the real day.", "warning", str(end))
        last = None
    if first and last and last.last < first.first:
        findings.add(
            "parties.period",
            f"The period ends on {last.last.isoformat()}, before it starts on {first.first.isoformat()}.",
            place,
            "Swap or correct the dates; until then both are unknown.",
            value=f"{first.first}/{last.last}",
        )
        return replace(provenance, start=date.min, start_by=date.max)
    if first:
        by = first.last if first.last != first.first else None
        provenance = replace(provenance, start=first.first, start_by=by)
    elif start not in (None, ""):
        # A first day that cannot be read may lie after any day that is asked about.
        provenance = replace(provenance, start=date.min, start_by=date.max)
    if last:
        # What ends at an hour of a day was there on it.
        by = next_day(last.last) if last.last != last.first or _has_hour(end) else None
        provenance = replace(provenance, end=last.first, end_by=by)
    elif end not in (None, ""):
        provenance = replace(provenance, end=date.min, end_by=date.max)
    return provenance


def _has_hour(text: object) -> bool:
    """Whether a time is stated behind a day, and another one than its first second."""
    hour = str(text).strip()[10:]
    return bool(hour) and any(char in "123456789" for char in re.split(r"[zZ+-]", hour, maxsplit=1)[0])


def next_day(day: date | None) -> date | None:
    """The day after a day; the last day that there is stays."""
    return day and date.fromordinal(min(day.toordinal() + 1, date.max.toordinal()))


def since(provenance: Provenance, seen: object, findings: Findings, place: Place) -> Provenance:
    """The provenance of what a source saw on a day, as a text: since then at the latest, and since when is open."""
    days = parse_days(seen, findings, place)
    if days is None and seen in (None, ""):
        return provenance
    return replace(provenance, start=date.min, start_by=days.last if days else date.max)


def parse_share(text: str, findings: Findings, place: Place, severity: Severity = "error") -> Share:
    """A share in percent; unknown where the text is empty or states no possible share."""
    if not text.strip():
        return UNKNOWN
    try:
        share = parse_percent(text)
        return replace(share, bare=True) if is_bare(text, share) else share
    except ValueError as error:
        findings.add("parties.share", f"{error}", place, "Give a percentage from 0 to 100.", severity, text)
        return UNKNOWN


def parse_countries(texts: Iterable[str | None], findings: Findings, place: Place) -> Countries:
    """Countries by code or name; one that is not recognised leaves any country possible."""
    codes: list[str | None] = []
    for text in texts:
        if not text or not text.strip():
            continue
        code = country_code(text)
        if code is None:
            step = "Write its ISO 3166 code."
            findings.add("parties.country", f"{text!r} names no country for certain.", place, step, "warning", text)
        codes.append(code)
    return countries_of(codes)


def is_bare(text: str, share: Share) -> bool:
    """Whether a share is a decimal of at most one without a unit, which may be a part of one: 0.6 for 60 percent.

    "0.6 of the votes" has no unit either.
    """
    return 0 < share.high <= Fraction(1, 100) and _DECIMAL.fullmatch(text.strip().casefold()) is not None


_DECIMAL = regex(r"[^\w.,%‰]*(?:about |some )?\d*[.,]\d+(?: (?:of|der|des|du|de|dei|delle|de los)\b[^%‰\d]*)?")
"""A decimal number with at most what it is a part of behind it."""


def identifier(scheme: str, number: str, findings: Findings, place: Place) -> tuple[str, str] | None:
    """A pair of scheme and number, the scheme under one name whatever the format calls it.

    An LEI with wrong check digits is left out, with a finding.
    """
    scheme, number = register_of(scheme, number)
    if not scheme or not number:
        return None
    if scheme == "LEI" and (fault := lei_fault(number)):
        step = "Look it up again; the party is kept without it."
        findings.add("parties.lei", fault, place, step, value=number)
        return None
    return scheme, number


def note_self_ownership(holder: str, subject: str, findings: Findings, place: Place) -> None:
    """Say so where a party holds itself; the stake is kept and never counts as certain."""
    if holder == subject:
        step = "Own shares carry no votes; they are kept and never count as certain."
        findings.add("parties.self-ownership", f"{holder!r} owns itself.", place, step, "warning", holder)


def exchanged(agent: str, principal: str, provenance: Provenance, findings: Findings) -> Iterator[Hole]:
    """A hole where a country acts for a party: a country is nobody's agent, so the two are exchanged perhaps."""
    if country_code(agent) and not country_code(principal):
        message = f"{agent!r} is a country and is said to act for {principal!r}; perhaps the two are exchanged."
        step = "Write the agent as holder and its principal as subject."
        findings.add("stakes.exchanged", message, provenance.place, step, "warning", agent)
        yield Hole(principal, message, provenance)
