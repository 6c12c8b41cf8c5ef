"""The months that a period phrase means, given what was spoken of last and the day of publication.

Rule: a printed year decides; else the period that the text has just spoken of, if it holds the months named; else
the last such months completed when the text was published. Without any of these the period stays unknown.
"""

from __future__ import annotations

from datetime import date

from pratique.figures.period import Period
from pratique.figures.reader.tokens.periods import PeriodWords

_SHIFT = {"this year": 0, "last year": -1, "next year": 1}


def resolve(words: PeriodWords, context: Period | None, published: date | None) -> Period | None:
    """The months that a phrase means, or None where its text does not tell them."""
    match words.relative:
        case "days" | "fiscal":
            return None
        case "same":
            return _same(words, context)
        case "last month" | "this month" | "last quarter":
            return _recent(words.relative, published)
        case "the month":
            return None if context is None else shaped(context.last, context.last)
        case "past" | "year to date":
            return _up_to_now(words, context, published)
    year = words.year
    if year is None and words.relative:
        year = _counted_from(words.relative, context, published)
    elif year is None:
        year = _likely_year(words, context, published)
    if year is None:
        return None
    end_year = words.end_year or (year + 1 if words.last < words.first else year)
    first, last = year * 12 + words.first - 1, end_year * 12 + words.last - 1
    return Period(first, last) if words.run and first < last else shaped(first, last)


def _counted_from(relative: str, context: Period | None, published: date | None) -> int | None:
    if published is not None:
        return published.year + _SHIFT[relative]
    return None if context is None else context.end_year + _SHIFT[relative]


def _same(words: PeriodWords, context: Period | None) -> Period | None:
    if context is None:
        return None
    return context.shifted(12 * (words.year - context.end_year)) if words.year else context.year_before


def _recent(relative: str, published: date | None) -> Period | None:
    if published is None:
        return None
    now = published.year * 12 + published.month - 1
    if relative == "last quarter":
        first = now - now % 3 - 3
        return shaped(first, first + 2)
    month = now if relative == "this month" else now - 1
    return shaped(month, month)


def _up_to_now(words: PeriodWords, context: Period | None, published: date | None) -> Period | None:
    """So many months, or those of the year, up to the month spoken of, else to the one before publication."""
    now = None if published is None else published.year * 12 + published.month - 2
    last = now
    if context is not None and context.length < 12 and (now is None or now - 2 <= context.last <= now + 1):
        last = context.last
    if last is None:
        return None
    if words.relative == "past":
        return shaped(last - words.last + 1, last)
    return Period.months(last // 12, 1, last % 12 + 1)


def so_far(year: Period, context: Period | None, published: date | None) -> Period:
    """A running total "this year": to the month spoken of, else to the month before publication."""
    last = context.last % 12 + 1 if context is not None and context.end_year == year.end_year else 0
    if not last or (context is not None and context.length == 12):
        last = max(1, (published.month if published else 13) - 1)
    return Period.months(year.end_year, 1, last)


def _likely_year(words: PeriodWords, context: Period | None, published: date | None) -> int | None:
    latest = None
    if published is not None:
        latest = published.year - (words.last > published.month)
    if context is None:
        return latest
    if latest is not None and published is not None and _just_over(words, context, published):
        return latest
    inside = Period.months(context.end_year, words.first, max(words.first, words.last))
    if latest is None or inside.within(context) or context.within(inside):
        return context.end_year
    return latest


def _just_over(words: PeriodWords, context: Period, published: date) -> bool:
    """Whether a month named after the whole year before is the one just over (`January`, told in February)."""
    lately = words.first == words.last == published.month - 1
    return lately and context.length == 12 and context.end_year == published.year - 1


def shaped(first: int, last: int) -> Period:
    """Months `first` to `last` (counted from year 0) by their name: month, quarter, half, year or run."""
    length = last - first + 1
    year, month = divmod(first, 12)
    if length == 1:
        return Period.month(year, month + 1)
    if length == 3 and month % 3 == 0:
        return Period.quarter(year, month // 3 + 1)
    if length == 6 and month % 6 == 0:
        return Period.half(year, month // 6 + 1)
    if length == 12 and month == 0:
        return Period.year(year)
    return Period(first, max(first, last))
