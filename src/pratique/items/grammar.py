"""The grammar of a written value: what a cell or property says of a fact, with what it leaves open.

    CN                literal                    [25,60] (50,100]   interval, ends closed or open
    2026-03           a month: an interval       [450000000,)       one-sided
    one-of(CN|TW)     one of several             not(CN)            anything but
    ?                 considered, and unknown    none               there is none, and that is known
    n/a               the question does not arise

Rule: a text means one value or is refused with a sentence; nothing is guessed. `?` and `n/a` say nothing of the
fact, so both leave it unknown; known absence needs the word `none`. Numbers have no separators: `1,5` is not
a number. A set is written as its members joined by `|` or `+`, all of them; `at-least(a|b)` leaves it open.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date, timedelta
from decimal import Decimal, InvalidOperation
from fractions import Fraction
from functools import lru_cache

from pratique.facts.definition import COUNTRIES
from pratique.ids import country_code
from pratique.logic.entities import unknown_value
from pratique.logic.intervals import INFINITY, End, Interval
from pratique.logic.nodes import ChoiceFact, DateFact, Fact, NumberFact, SetFact, TruthFact
from pratique.logic.truth import FALSE, TRUE, UNKNOWN, Truth
from pratique.logic.values import NONE, Absence, Choice, Members, Span, Value

_TRUE = frozenset({"true", "yes", "1"})
_FALSE = frozenset({"false", "no", "0"})
_INTERVAL = re.compile(r"([\[(])\s*([^,\s]*)\s*,\s*([^,\s]*)\s*([\])])")
_CALL = re.compile(r"(one-of|not|at-least)\((.*)\)")
_DAY = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2})(?:T\S*)?)?)?")


class Unreadable(ValueError):
    """A written value that means nothing for this fact; the message is a sentence."""


@lru_cache(maxsize=65536)
def read_value(text: str, fact: Fact) -> Value | None:
    """The value of `fact` that `text` says; None where it says nothing (`?`, `n/a`).

    Equal texts give the same object. Raises `Unreadable`.
    """
    written = text.strip()
    if written == "?" or written.lower() == "n/a":
        return None
    match fact:
        case TruthFact():
            return _truth(written)
        case NumberFact():
            return _number(written, fact)
        case DateFact():
            return _span(written, _day_interval, fact.may_be_none)
        case ChoiceFact():
            return _choice(written, fact)
        case SetFact():
            return _members(written, fact)


def says_unknown(text: str) -> bool:
    """Whether the text says that the fact was considered and is unknown."""
    return text.strip() == "?"


def _truth(text: str) -> Truth:
    word = text.lower()
    if word in _TRUE:
        return TRUE
    if word in _FALSE:
        return FALSE
    raise Unreadable(f"{text!r} is neither true nor false.")


def _number(text: str, fact: NumberFact) -> Span:
    span = _span(text, _number_interval, fact.may_be_none)
    if span.none is Absence.YES:
        return span
    kept = span.interval.meet(fact.domain)
    kept = kept.whole() if fact.whole else kept
    outside = span.interval.is_point and not kept.is_point
    if kept.is_empty or outside:
        raise Unreadable(f"{text!r} lies outside {fact.domain}, where {fact.name} must lie.")
    return Span(kept, span.none)


def _span(text: str, read: Callable[[str], Interval], may_be_none: bool) -> Span:
    if text.lower() == "none":
        if not may_be_none:
            raise Unreadable("'none' is no value here: there always is one.")
        return NONE
    found = _INTERVAL.fullmatch(text)
    if found:
        return Span(_ends(found, read))
    called = _CALL.fullmatch(text)
    if called and called[1] == "one-of":
        parts = [read(part.strip()) for part in called[2].split("|")]
        hull = parts[0]
        for part in parts[1:]:
            hull = hull.hull(part)
        return Span(hull)
    if called:
        raise Unreadable(f"{called[1]}() does not apply to a number or a date; write an interval.")
    return Span(read(text))


def _ends(found: re.Match[str], read: Callable[[str], Interval]) -> Interval:
    """The interval between two written ends; an end that is itself a stretch (a month) counts whole."""
    low: End = -INFINITY
    high: End = INFINITY
    low_open, high_open = found[1] == "(", found[4] == ")"
    if found[2]:
        first = read(found[2])
        low = first.high if low_open else first.low
    if found[3]:
        last = read(found[3])
        high = last.low if high_open else last.high
    interval = Interval(low, high, low_open, high_open)
    if interval.is_empty:
        raise Unreadable(f"{found[0]!r} holds nothing: its low end lies above its high end.")
    return interval


def _number_interval(text: str) -> Interval:
    if not text.isascii() or "_" in text or len(text) > 60:
        raise Unreadable(f"{text[:60]!r} is not a number.")
    try:
        number = Decimal(text)
    except InvalidOperation as error:
        raise Unreadable(f"{text!r} is not a number; write it without unit and separators.") from error
    if not number.is_finite() or abs(number.adjusted()) > 60:
        raise Unreadable(f"{text!r} is not a finite number of sensible size.")
    exact = Fraction(number)
    value = exact.numerator if exact.denominator == 1 else exact
    return Interval(value, value)


def _day_interval(text: str) -> Interval:
    found = _DAY.fullmatch(text)
    if not found:
        raise Unreadable(f"{text[:60]!r} is not a date; write 2026-03-17, 2026-03 or 2026.")
    year, month, day = (int(part) if part else None for part in found.groups())
    assert year is not None
    try:
        first = date(year, month or 1, day or 1)
        if day:
            return Interval(first.toordinal(), first.toordinal())
        after = date(year + 1, 1, 1) if month in (None, 12) else date(year, month + 1, 1)
    except ValueError as error:
        raise Unreadable(f"There is no day {text}.") from error
    return Interval(first.toordinal(), (after - timedelta(days=1)).toordinal())


def _word(text: str, fact: ChoiceFact | SetFact) -> str:
    """The value of the fact that a word names; a country by any of its names, everything else exactly."""
    word = text.strip()
    if word in fact.values:
        return word
    if len(fact.values) == len(COUNTRIES) and (code := country_code(word)):
        return code
    if len(fact.values) > 40:
        raise Unreadable(f"{word!r} is no country of ISO 3166-1 alpha-2.")
    raise Unreadable(f"{word!r} is none of {', '.join(sorted(fact.values))}.")


def _words(text: str, fact: ChoiceFact | SetFact) -> frozenset[str]:
    return frozenset(_word(part, fact) for part in text.split("|"))


def _choice(text: str, fact: ChoiceFact) -> Choice:
    called = _CALL.fullmatch(text)
    if not called:
        return Choice(frozenset((_word(text, fact),)))
    words = _words(called[2], fact)
    if called[1] == "at-least":
        raise Unreadable("at-least() does not apply to a choice; write one-of().")
    possible = words if called[1] == "one-of" else fact.values - words
    if not possible:
        raise Unreadable(f"{text!r} leaves nothing that {fact.name} can be.")
    return Choice(possible)


def _members(text: str, fact: SetFact) -> Members:
    if text.lower() == "none":
        return Members(frozenset(), frozenset())
    called = _CALL.fullmatch(text)
    if not called:
        words = _words(text.replace("+", "|"), fact)
        return Members(words, words)
    words = _words(called[2], fact)
    match called[1]:
        case "at-least":
            return Members(words, fact.values)
        case "not":
            return Members(frozenset(), fact.values - words)
        case _:
            # One of several and no more is not expressible as must and may: nothing is certain, all are possible.
            return Members(frozenset(), words)


def write_value(value: Value, fact: Fact) -> str:
    """The text of a value in this grammar; `read_value` of it gives an equal value.

    A span that may also be absent has no text of its own and is written `?`.
    """
    match value:
        case Truth():
            return "?" if value is UNKNOWN else ("true" if value is TRUE else "false")
        case Span():
            return _span_text(value, isinstance(fact, DateFact), unknown_value(fact))
        case Choice(possible):
            if len(possible) == 1:
                return next(iter(possible))
            assert isinstance(fact, ChoiceFact)
            return _choice_text(possible, fact.values)
        case Members():
            assert isinstance(fact, SetFact)
            return _members_text(value, fact)


def _choice_text(possible: frozenset[str], values: frozenset[str]) -> str:
    """What is possible or what is not, whichever is shorter."""
    excluded = values - possible
    if not excluded:
        return "?"
    call, words = ("one-of", possible) if len(possible) <= len(excluded) else ("not", excluded)
    return f"{call}({'|'.join(sorted(words))})"


def _members_text(value: Members, fact: SetFact) -> str:
    if value.must == value.may:
        return "|".join(sorted(value.must)) or "none"
    if value.may == fact.values:
        return f"at-least({'|'.join(sorted(value.must))})" if value.must else "?"
    return "?" if value.must else f"one-of({'|'.join(sorted(value.may))})"


def _span_text(value: Span, is_date: bool, nothing: Value) -> str:
    if value.none is Absence.YES:
        return "none"
    if value.none is Absence.MAYBE or value == nothing:
        return "?"
    interval = value.interval
    if interval.is_point:
        return _end_text(interval.low, is_date)
    low = "" if interval.low == -INFINITY else _end_text(interval.low, is_date)
    high = "" if interval.high == INFINITY else _end_text(interval.high, is_date)
    left = "(" if interval.low_open else "["
    right = ")" if interval.high_open else "]"
    return f"{left}{low},{high}{right}"


def _end_text(end: End, is_date: bool) -> str:
    if is_date:
        return date.fromordinal(int(end)).isoformat()
    exact = Fraction(end)
    if exact.denominator == 1:
        return str(exact.numerator)
    decimal = Decimal(exact.numerator) / Decimal(exact.denominator)
    return format(decimal.normalize(), "f")
