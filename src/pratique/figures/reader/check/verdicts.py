"""A verdict, and what every judgement needs: intervals of figures, series compared, rows said and cited."""

from __future__ import annotations

from typing import Literal

from pratique.figures.entry import LedgerEntry
from pratique.figures.interval import Interval, around, print_number
from pratique.figures.reader.found.reading import Figure, Span
from pratique.value_class import dataclass

Verdict = Literal["supported", "contradicted", "outdated", "undecidable"]
Subject = Literal["figure", "position", "statement", "instrument"]


@dataclass(frozen=True, slots=True)
class Judgement:
    """The verdict on one thing read: what it is about, why, and the row or paragraph that decides.

    `flags` are further facts that a person should see (a target's growth needed, a share already passed).
    """

    subject: Subject
    label: str
    verdict: Verdict
    why: str
    cite: str
    span: Span
    flags: tuple[str, ...] = ()


def same_series(row: LedgerEntry, figure: Figure) -> bool:
    same = (row.indicator, row.product, row.geography, row.unit) == (
        figure.indicator,
        figure.product,
        figure.geography,
        figure.unit,
    )
    return same and (figure.indicator != "share" or not row.of or row.of == figure.of)


def interval_of(figure: Figure) -> Interval | None:
    if figure.value is None or figure.half is None:
        return None
    if figure.ranged:
        return around(figure.value, figure.half)
    match figure.sense:
        case "exact":
            return around(figure.value, figure.half)
        case "about":
            return around(figure.value, 2 * figure.half)
        case "under":
            return Interval(figure.value - 2 * figure.half, figure.value)
        case "over":
            return Interval(figure.value, figure.value + 2 * figure.half)


def said(row: LedgerEntry) -> str:
    grown = (
        f" ({print_number(row.growth.amount, 2)}%)"
        if row.growth is not None and row.growth.measure == "percent"
        else ""
    )
    return f"{print_number(row.value, 2)} {row.unit}{grown}"


def cite(row: LedgerEntry) -> str:
    return f"{row.publisher} {row.published_on or 'n.d.'}: {row.source}"
