"""Whether the numbers that a text prints add up: places to a total, months to a quarter, sales to their parts.

Rule: a flag, not a verdict: the parts are named with what they sum to and whether the total agrees. A total of places
needs a word for it; months must fill their period without a gap.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import reduce

from pratique.figures.codes import FLOWS, SALES_SPLIT
from pratique.figures.interval import meets, print_interval
from pratique.figures.reader.check.verdicts import interval_of
from pratique.figures.reader.found.reading import Figure, Reading

_TOTAL = re.compile(r"\b(?:total|altogether|combined|together|in all)\b|合计|总计|共计|共", re.IGNORECASE)


def total_flags(figure: Figure, reading: Reading) -> tuple[str, ...]:
    """Each sum that the text itself prints for a figure, and whether it agrees."""
    if figure.indicator not in FLOWS or figure.value is None or figure.period is None:
        return ()
    sums = (_of_places(figure, reading), _of_months(figure, reading), _of_sales(figure, reading))
    return tuple(flag for parts in sums if (flag := _flag(figure, parts)))


def _flag(figure: Figure, parts: Sequence[tuple[str, Figure]]) -> str:
    mine, spans = interval_of(figure), [interval_of(part) for _, part in parts]
    if mine is None or len(spans) < 2 or any(span is None for span in spans):
        return ""
    total = reduce(lambda left, right: left + right, [span for span in spans if span is not None])
    relation = "agrees with" if meets(total, mine) else "misses"
    return f"{' + '.join(name for name, _ in parts)} = {print_interval(total)} {relation} {print_interval(mine)}"


def _alike(figure: Figure, other: Figure) -> bool:
    """The same series but for place, period and indicator."""
    return (other.product, other.unit, other.kind, other.maker, other.value is None) == (
        figure.product,
        figure.unit,
        figure.kind,
        figure.maker,
        False,
    )


def _of_places(figure: Figure, reading: Reading) -> list[tuple[str, Figure]]:
    if figure.geography is not None or not _TOTAL.search(reading.text[slice(*figure.sentence)]):
        return []
    rows = [
        other
        for other in reading.figures
        if _alike(figure, other)
        and (other.sentence, other.indicator, other.period) == (figure.sentence, figure.indicator, figure.period)
        and other.geography is not None
    ]
    return [(str(row.geography), row) for row in rows] if len({row.geography for row in rows}) == len(rows) else []


def _of_months(figure: Figure, reading: Reading) -> list[tuple[str, Figure]]:
    assert figure.period is not None
    inside = {
        other.period: other
        for other in reading.figures
        if _alike(figure, other)
        and (other.indicator, other.geography) == (figure.indicator, figure.geography)
        and other.period is not None
        and other.period != figure.period
        and other.period.within(figure.period)
    }
    parts = sorted(inside, key=lambda period: period.first)
    filled = figure.period.first
    for period in parts:
        if period.first != filled:
            return []
        filled = period.last + 1
    return [(str(period), inside[period]) for period in parts] if filled == figure.period.last + 1 else []


def _of_sales(figure: Figure, reading: Reading) -> list[tuple[str, Figure]]:
    whole, parts = SALES_SPLIT
    if figure.indicator != whole or figure.publisher not in ("", "CAAM"):
        return []
    found = []
    for part in parts:
        row = next(
            (
                other
                for other in reading.figures
                if _alike(figure, other)
                and (other.indicator, other.geography, other.period) == (part, figure.geography, figure.period)
            ),
            None,
        )
        if row is None:
            return []
        found.append((part, row))
    return found
