"""The grammar of a written value: what a text says of a fact, with what it leaves open; in a dossier, a property, a cell.

    CN                literal                    [25,60] (50,100]   interval, ends closed or open
    2026-03           a month: an interval       [450000000,)       one-sided
    one-of(CN|TW)     one of several             not(CN)            anything but
    4536 kg           a number in a unit         10,000 lb          thousands parted by commas
    ?                 considered, and unknown    none               there is none, and that is known
    n/a               the question does not arise

Rule: a text means one value or is refused with a sentence; nothing is guessed. `?` and `n/a` say nothing of the
fact, so both leave it unknown; known absence needs the word `none`. A comma parts thousands in groups of three and is
never a decimal mark: `1,5` is not a number. A point before exactly three digits parts thousands in half of the world:
of what is often above a thousand `2.400 kg` is refused. A unit is turned into that of the fact exactly. A set is written as its
members joined by `|` or `+`, all of them; `at-least(a|b)` leaves it open.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction
from functools import lru_cache

from pratique.facts.territories import READ_AS
from pratique.facts.unions import UNIONS, union_called
from pratique.files.clock import days_after
from pratique.ids import country_code, country_name
from pratique.ids.near import near_names
from pratique.logic.entities import unknown_value
from pratique.logic.intervals import INFINITY, End, Interval, exact
from pratique.logic.nodes import ChoiceFact, DateFact, Fact, NumberFact, SetFact, TruthFact
from pratique.logic.truth import FALSE, TRUE, UNKNOWN, Truth
from pratique.logic.values import NONE, Absence, Choice, Members, Span, Value
from pratique.patterns import regex

POUND = Fraction("0.45359237")
"""Kilograms in one pound, exactly (the international pound)."""
LARGEST = 10**40
"""No quantity of the vocabulary is larger, in its own unit: what is written so is a slip."""
UNITS: dict[str, dict[str, Fraction]] = {
    "kg": {"kg": Fraction(1), "lb": POUND, "t": Fraction(1000)},
    "lb": {"lb": Fraction(1), "kg": 1 / POUND, "t": 1000 / POUND},
    "kWh": {"kWh": Fraction(1), "Wh": Fraction(1, 1000), "MWh": Fraction(1000)},
    "GB/s": {"GB/s": Fraction(1), "TB/s": Fraction(1000)},
    "Hz": {"Hz": Fraction(1), "kHz": Fraction(10**3), "MHz": Fraction(10**6), "GHz": Fraction(10**9)},
}
"""For each unit of a fact: what one of another unit is in it."""
OFTEN_IN_THOUSANDS = frozenset({"", "kg", "lb", "mm2", "tera-ops/s", "GB/s", "USD"})
"""Units of quantities that are often above a thousand; so is whatever is counted in whole numbers."""
DOUBTFUL_COUNTRIES = frozenset({"NA", "NO"})
"""Codes of countries that are also what people write where there is none to name."""
_TRUE = frozenset({"true", "yes", "1"})
_FALSE = frozenset({"false", "no", "0"})
_DIGITS = r"(?:[0-9]{1,3}(?:,[0-9]{3}){1,30}|[0-9][0-9_]{0,99})"
_QUANTITY = regex(rf"\s*([+-]?{_DIGITS}(?:\.[0-9]{{1,99}})?(?:[eE][+-]?[0-9]{{1,3}})?)\s*([^\s0-9,_.][^,]{{0,30}})?")
"""A number of at most a hundred digits on each side: longer ones say nothing and cost much to keep exactly."""
_GROUPED = regex(r"[+-]?[1-9][0-9]{0,2}\.[0-9]{3}")
"""A number that some read as one with three decimals, and others as thousands."""
_INTERVAL = regex(r"([\[(])\s*([^,]*?)\s*,\s*([^,]*?)\s*([\])])")
_CALL = regex(r"(one-of|not|at-least)\((.*)\)", re.DOTALL)
_ZONED = regex(r"([0-9]{2}):([0-9]{2})[0-9:.,]*(?:[Zz]|([+-])([0-9]{2}):?([0-9]{2})?)$")
"""A time of day with the offset of its zone."""
_MIDNIGHT = regex(r".?00:00(:00([.,]0+)?)?([Zz]|[+-]00:?00)")
"""How a mere day is written by what knows no days."""
WESTMOST, EASTMOST = -10, 13
"""Hours from universal time of the places at either end at which a law of the book holds: Hawaii, New Zealand."""
_DAY = regex(r"([0-9]{4})(?:-([0-9]{2})(?:-([0-9]{2})(?:[Tt ][0-9:.,+Zz-]{2,40})?)?)?")


class BadValue(ValueError):
    """A value that does not fit its fact; the message says what would, without a full stop."""


@lru_cache(maxsize=65536)
def read_text(text: str, fact: Fact) -> Value | None:
    """The value of `fact` that `text` says; None where it says nothing (`?`, `n/a`).

    Equal texts give the same object. Raises BadValue.
    """
    written = text.strip()
    if written == "?" or written.lower() == "n/a":
        return None
    match fact:
        case TruthFact():
            return _truth(written)
        case NumberFact():
            span = bounded(fact, _span(written, lambda text: _quantity(fact, text), fact.may_be_none))
            return span if fact.unit in written else no_fraction(fact, span, written)
        case DateFact():
            return _span(written, read_days, fact.may_be_none)
        case ChoiceFact():
            return _choice(written, fact)
        case SetFact():
            return _members(written, fact)


def _truth(text: str) -> Truth | None:
    word = text.lower()
    if word in _TRUE:
        return TRUE
    if word in _FALSE:
        return FALSE
    if word == "unknown":
        return None
    raise BadValue(f"{cut(text)!r} is neither true nor false")


# --- numbers and days -------------------------------------------------------------------------------------------


def _span(text: str, read: Callable[[str], Interval], may_be_none: bool) -> Span:
    if text.lower() == "none":
        if not may_be_none:
            raise BadValue("'none' is no value here: there always is one")
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
        raise BadValue(f"{called[1]}() does not apply to a number or a date; write an interval")
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
        raise BadValue(f"{cut(found[0])!r} holds nothing: its low end lies above its high end")
    return interval


def _quantity(fact: NumberFact, text: str) -> Interval:
    value = read_number(fact, text)
    return Interval(value, value)


def read_number(fact: NumberFact, text: str) -> int | Fraction:
    """The number that `text` writes, in the unit of `fact`. Raises BadValue."""
    found = _QUANTITY.fullmatch(text)
    if not found:
        raise BadValue(f"{cut(text)!r} is not a number{f' in {fact.unit}' if fact.unit else ''}")
    unit = (found[2] or fact.unit).strip()
    factors = UNITS.get(fact.unit, {fact.unit: Fraction(1)})
    if unit not in factors:
        raise BadValue(f"{cut(unit)!r} is not a unit of {fact.name}; it is in {' or '.join(factors) or 'no unit'}")
    if _GROUPED.fullmatch(found[1]) and (fact.whole or {fact.unit, unit} <= OFTEN_IN_THOUSANDS):
        whole = found[1].replace(".", "")
        less = f"{found[1]}0" if found[1][-1] != "0" else found[1].rstrip("0").rstrip(".")
        raise BadValue(f"{cut(text)!r} may be {less} or {whole}: write {less} or {whole}")
    return whole_or_not(fact, Fraction(re.sub("[_,]", "", found[1])) * factors[unit])


def whole_or_not(fact: NumberFact, raw: int | float | Decimal | Fraction) -> int | Fraction:
    """A number exactly, an int where it is whole. Raises BadValue where it is not finite, or not whole and should be."""
    try:
        number = exact(raw)
    except (ValueError, OverflowError) as error:
        raise BadValue(f"{raw!r} is not a finite number") from error
    if not -LARGEST <= number <= LARGEST:
        raise BadValue(f"{cut(str(raw))!r} is more than any quantity can be")
    if fact.whole and not isinstance(number, int):
        raise BadValue(f"{raw!s} is not a whole number")
    return number


def bounded(fact: NumberFact, span: Span) -> Span:
    """What of a span the fact can be at all; a number outside is refused, an interval cut."""
    if span.none is Absence.YES:
        return span
    kept = span.interval.meet(fact.domain)
    kept = kept.whole() if fact.whole else kept
    if kept.is_empty or (span.interval.is_point and not kept.is_point):
        raise BadValue(f"{span.interval} lies outside {fact.domain}{f' {fact.unit}' if fact.unit else ''}")
    return Span(kept, span.none)


def no_fraction(fact: NumberFact, span: Span, written: object) -> Span:
    """A bare number in percent; one between 0 and 1 may be a fraction of the whole, and is refused. Raises BadValue."""
    interval = span.interval
    if fact.unit == "%" and span.none is not Absence.YES and interval.is_point and 0 < interval.low < 1:
        percent = _end_text(interval.low, is_date=False)
        whole = _end_text(Fraction(interval.low) * 100, is_date=False)
        raise BadValue(f'{written} may be {percent} percent or {whole}: write "{percent} %" or {whole}')
    return span


def read_days(text: str) -> Interval:
    """The days that a date names, as ordinals: one, or those of a month or a year. Raises BadValue."""
    found = _DAY.fullmatch(text)
    try:
        if not found:
            raise ValueError("not of this form")
        year, month, day = (int(part) if part else None for part in found.groups())
        assert year is not None
        first = date(year, month or 1, day or 1)
        if day:
            return days_at(first, text[10:])
        after = date(year + 1, 1, 1) if month in (None, 12) else date(year, month + 1, 1)
    except ValueError as error:
        raise BadValue(f"{cut(text)!r} is no calendar day (write 2026-11-22, 2026-11 or 2026)") from error
    return Interval(first.toordinal(), (after - timedelta(days=1)).toordinal())


def days_at(local: date, time: str) -> Interval:
    """The days that a time may be on: its own and that of the same moment in universal time, where the two differ.

    A time in universal time says nothing of the place: it is the day of that moment anywhere.
    """
    found = _ZONED.search(time)
    if found is None or _MIDNIGHT.fullmatch(time):
        return Interval(local.toordinal(), local.toordinal())
    hour, minute, sign, hours, minutes = found.groups()
    ahead = (int(hours or 0) * 60 + int(minutes or 0)) * (-1 if sign == "-" else 1)
    moment = int(hour) * 60 + int(minute) - ahead
    moments = (moment,) if ahead else (moment + WESTMOST * 60, moment + EASTMOST * 60)
    days = [local.toordinal(), *(days_after(local, each // (24 * 60)).toordinal() for each in moments)]
    return Interval(min(days), max(days))


# --- words ------------------------------------------------------------------------------------------------------


def read_word(fact: ChoiceFact | SetFact, text: str) -> str:
    """The value of the fact that a word names: letter case, blanks and hyphens do not count, and a country has names.

    Raises BadValue that offers the nearest.
    """
    if text in fact.values:
        return text
    folded = text.strip().lower().replace(" ", "_").replace("-", "_")
    if "US" in fact.values and folded.upper() in DOUBTFUL_COUNTRIES:
        raise BadValue(doubtful_country(text.strip()))
    for value in fact.values:
        if value.lower() == folded:
            return value
    if "US" in fact.values and (code := country_code(text)) in fact.values:
        return str(code)
    raise BadValue(f"{cut(text)!r} is not among what {fact.name} can be; {_offered(fact, folded)}")


def doubtful_country(text: str) -> str:
    """What is wrong with a code of a country that may be a word for none."""
    name = country_name(text.upper())
    return f"{text!r} may be {name}, or say that there is none to name; write {name}, or ? where it is not known"


def _offered(fact: ChoiceFact | SetFact, folded: str) -> str:
    near = near_names(folded[:80], sorted(fact.values), 3, cutoff=0.4)
    if near:
        return f"nearest: {', '.join(near)}"
    if "US" in fact.values:
        return "it takes a country, by its ISO 3166-1 code or its name"
    few = sorted(fact.values)
    return f"it takes {', '.join(few[:6])}" + (f" and {len(few) - 6} more" if len(few) > 6 else "")


def cut(text: str) -> str:
    """A text as a message can show it."""
    return text if len(text) <= 80 else f"{text[:79]}…"


def _possible(text: str, fact: ChoiceFact) -> frozenset[str]:
    """What one word of a choice may mean: itself, or any member of a union."""
    union = UNIONS.get(union_called(text) or text)
    if union and text not in fact.values and fact.values.issuperset(union):
        return frozenset(union)
    return frozenset((read_word(fact, text),))


def meant_words(text: str, fact: ChoiceFact) -> frozenset[str]:
    """The same of what is said to be so: a territory is that to whose market it belongs."""
    others = READ_AS.get(fact.name)
    possible = _possible(text, fact)
    return frozenset(others.get(each, each) for each in possible) if others else possible


def _choice(text: str, fact: ChoiceFact) -> Choice:
    called = _CALL.fullmatch(text)
    if not called:
        return Choice(meant_words(text, fact))
    read = _possible if called[1] == "not" else meant_words
    words = frozenset[str]().union(*(read(part.strip(), fact) for part in called[2].split("|")))
    if called[1] == "at-least":
        raise BadValue("at-least() does not apply to a choice; write one-of()")
    possible = words if called[1] == "one-of" else fact.values - words
    if not possible:
        raise BadValue(f"{cut(text)!r} leaves nothing that {fact.name} can be")
    return Choice(possible)


def _members(text: str, fact: SetFact) -> Members:
    if text.lower() == "none":
        return Members(frozenset(), frozenset())
    called = _CALL.fullmatch(text)
    words = called[2] if called else text.replace("+", "|")
    named = frozenset(read_word(fact, part.strip()) for part in words.split("|"))
    match called and called[1]:
        case None:
            return Members(named, named)
        case "at-least":
            return Members(named, fact.values)
        case "not":
            return Members(frozenset(), fact.values - named)
        case _:
            # One of several and no more is not expressible as must and may: nothing is certain, all are possible.
            return Members(frozenset(), named)


# --- writing ----------------------------------------------------------------------------------------------------


def write_text(value: Value, fact: Fact) -> str:
    """The text of a value in this grammar; `read_text` of it gives an equal value.

    A span that may also be absent has no text of its own and is written `?`.
    """
    match value:
        case Truth():
            return "?" if value is UNKNOWN else ("true" if value is TRUE else "false")
        case Span():
            return _span_text(value, fact)
        case Choice(possible):
            if len(possible) == 1:
                return next(iter(possible))
            assert isinstance(fact, ChoiceFact)
            return _choice_text(possible, fact)
        case Members():
            assert isinstance(fact, SetFact)
            return _members_text(value, fact)


def _choice_text(possible: frozenset[str], fact: ChoiceFact) -> str:
    """What is possible or what is not, whichever is shorter; `?` only where silence means all of it."""
    excluded = fact.values - possible
    if not excluded and fact.unstated is None:
        return "?"
    call, words = ("one-of", possible) if len(possible) <= len(excluded) or not excluded else ("not", excluded)
    return f"{call}({'|'.join(sorted(words))})"


def _members_text(value: Members, fact: SetFact) -> str:
    if value.must == value.may:
        return "|".join(sorted(value.must)) or "none"
    if value.may == fact.values:
        return f"at-least({'|'.join(sorted(value.must))})" if value.must else "?"
    return "?" if value.must else f"one-of({'|'.join(sorted(value.may))})"


def _span_text(value: Span, fact: Fact) -> str:
    is_date, unit = isinstance(fact, DateFact), fact.unit if isinstance(fact, NumberFact) else ""
    if value.none is Absence.YES:
        return "none"
    if value.none is Absence.MAYBE or value == unknown_value(fact):
        return "?"
    interval = value.interval
    if interval.is_point:
        text = _end_text(interval.low, is_date)
        return f"{text} %" if unit == "%" and 0 < interval.low < 1 else text
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
    text = format(decimal.normalize(), "f")
    return f"{text}0" if _GROUPED.fullmatch(text) else text
