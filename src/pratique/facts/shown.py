"""Values and elements as people read them."""

from __future__ import annotations

from datetime import date

from pratique.facts.unions import UNIONS
from pratique.logic.entities import unknown_value
from pratique.logic.intervals import INFINITY, End, Interval, show_number
from pratique.logic.nodes import DateFact, Fact, NumberFact
from pratique.logic.truth import Truth
from pratique.logic.values import Absence, Choice, Members, Span, Value

_MANY = 6
_UNIONS = {frozenset(members): name for name, members in UNIONS.items()}


def show_value(fact: Fact, value: Value) -> str:
    """What is known of a fact, in a few words."""
    if value == unknown_value(fact):
        return "unknown"
    match value:
        case Truth():
            return {Truth.TRUE: "yes", Truth.FALSE: "no", Truth.UNKNOWN: "unknown"}[value]
        case Choice(possible) if possible in _UNIONS:
            return _UNIONS[possible]
        case Choice(possible):
            return _few(sorted(possible), " or ")
        case Members(must, may):
            if value.is_known:
                return _few(sorted(must), ", ") or "nothing"
            return f"at least {_few(sorted(must), ', ')}" if must else f"at most {_few(sorted(may), ', ')}"
        case Span():
            return _span(fact, value)


def _few(values: list[str], joint: str) -> str:
    shown = joint.join(values[:_MANY])
    return f"{shown} and {len(values) - _MANY} more" if len(values) > _MANY else shown


def _span(fact: Fact, span: Span) -> str:
    if span.none is Absence.YES:
        return "none"
    unit = f" {fact.unit}" if isinstance(fact, NumberFact) and fact.unit else ""
    text = show_days(span.interval) if isinstance(fact, DateFact) else f"{_numbers(span.interval)}{unit}"
    return f"{text} or none" if span.none is Absence.MAYBE else text


def _numbers(interval: Interval) -> str:
    # A conversion (kilograms into pounds) has no short exact form; the exact number decides, this one is shown.
    if interval.is_point and "/" in show_number(interval.low):
        return f"about {float(interval.low):.6g}"
    if interval.is_point:
        return str(interval)
    low, high = show_number(interval.low), show_number(interval.high)
    above, below = ("more than " * interval.low_open) + low, ("less than " * interval.high_open) + high
    if interval.low == -INFINITY:
        return "any number" if interval.high == INFINITY else below if interval.high_open else f"at most {high}"
    if interval.high == INFINITY:
        return above if interval.low_open else f"{low} or more"
    return f"{above} and {below}" if interval.low_open and interval.high_open else f"{above} to {below}"


def show_days(interval: Interval) -> str:
    """An interval of days: one day, or from and to."""
    if interval.is_point:
        return show_day(interval.low)
    if interval.low == -INFINITY and interval.high == INFINITY:
        return "any day"
    if interval.low == -INFINITY:
        return f"no later than {show_day(interval.high)}"
    if interval.high == INFINITY:
        return f"no earlier than {show_day(interval.low)}"
    return f"{show_day(interval.low)} to {show_day(interval.high)}"


def show_day(end: End) -> str:
    """A proleptic ordinal as an ISO day."""
    if isinstance(end, int) and 0 < end <= date.max.toordinal():
        return date.fromordinal(end).isoformat()
    return show_number(end)
