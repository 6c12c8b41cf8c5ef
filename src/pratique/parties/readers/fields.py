"""Fields that every ownership format has: days, shares, countries, identifiers.

Rule: a value that cannot be right becomes unknown, with a finding; it is never repaired.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from pratique.errors import Findings, Place, Severity
from pratique.ids import country_code, lei_fault, normal_form
from pratique.parties.party import Countries, countries_of
from pratique.parties.shares import UNKNOWN, Share, parse_percent


def parse_day(text: object, findings: Findings, place: Place) -> date | None:
    """The day of an ISO 8601 date or time; a year or a month stands for its first day; None if empty or not one."""
    if text is None or text == "":
        return None
    digits = str(text).strip()[:10]
    padded = digits + {4: "-01-01", 7: "-01"}.get(len(digits), "")
    try:
        return date.fromisoformat(padded)
    except ValueError:
        findings.add(
            "parties.date", f"{text!r} is not a date.", place, "Write it as YYYY-MM-DD.", "warning", str(text)
        )
        return None


def parse_period(start: object, end: object, findings: Findings, place: Place) -> tuple[date | None, date | None]:
    """The first day and the first day after; both unknown where they are out of order."""
    first, last = parse_day(start, findings, place), parse_day(end, findings, place)
    if first and last and last < first:
        findings.add(
            "parties.period",
            f"The period ends on {last.isoformat()}, before it starts on {first.isoformat()}.",
            place,
            "Swap or correct the dates; until then both are unknown.",
            value=f"{first}/{last}",
        )
        return None, None
    return first, last


def parse_share(text: str, findings: Findings, place: Place, severity: Severity = "error") -> Share:
    """A share in percent; unknown where the text is empty or states no possible share."""
    if not text.strip():
        return UNKNOWN
    try:
        return parse_percent(text)
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


def identifier(scheme: str, number: str, findings: Findings, place: Place) -> tuple[str, str] | None:
    """A pair of scheme and number; an LEI with wrong check digits is left out, with a finding."""
    scheme = {"XI-LEI": "LEI", "LEI": "LEI", "LEICODE": "LEI"}.get(scheme.strip().upper(), scheme.strip())
    number = normal_form(number)
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
