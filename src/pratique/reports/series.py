"""A series as a table, as blocks in the terminal and as SVG."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from pratique.figures.entry import LedgerEntry
from pratique.figures.interval import print_number
from pratique.figures.series import Strand, one_length
from pratique.reports.chart import bars, blocks, svg


def table(strand: Strand) -> str:
    """The rows of one strand in plain text, at most 80 columns."""
    rows = [("period", "value", "+-", "growth %", "published", "confidence")]
    rows += [_row(entry) for entry in strand.entries]
    widths = [max(len(row[column]) for row in rows) for column in range(len(rows[0]))]
    lines = [
        "  ".join(
            cell.rjust(width) if 1 <= column <= 3 else cell.ljust(width)
            for column, (cell, width) in enumerate(zip(row, widths, strict=True))
        ).rstrip()
        for row in rows
    ]
    return "\n".join([strand.title, *lines])


def _row(entry: LedgerEntry) -> tuple[str, str, str, str, str, str]:
    growth = entry.growth
    shown = print_number(growth.amount) if growth and growth.measure == "percent" else ""
    if growth and growth.measure == "times":
        shown = f"x{print_number(growth.amount)}"
    return (
        str(entry.period),
        print_number(entry.value),
        print_number(entry.half),
        shown,
        entry.published_on.isoformat() if entry.published_on else "unknown",
        entry.confidence,
    )


def lines(entries: Iterable[LedgerEntry]) -> str:
    """One line a figure: period, series, value, publisher."""
    told = [
        f"{entry.period!s:17} {entry.series:34} {print_number(entry.value):>16} {entry.unit:8} {entry.publisher}"
        for entry in entries
    ]
    return "\n".join([*told, f"{len(told)} figures."]) + "\n"


def series_text(found: Sequence[Strand]) -> str:
    """Every strand of a series as a table, and the first one with two bars or more as blocks."""
    shown = "\n\n".join(table(strand) for strand in found)
    return "\n".join([shown, "", *_drawn(found)]) + "\n"


def _drawn(found: Sequence[Strand]) -> list[str]:
    for strand in found:
        chart = bars(one_length(strand.entries))
        if len(chart) > 1:
            return [f"{strand.title}", blocks(chart)]
    return ["Too few figures of one length for a chart."]


def series_svg(found: Sequence[Strand]) -> str:
    """The chart of the strand with most figures, as an SVG document."""
    strand = found[0]
    source = f"Source: {strand.key.publisher or 'publisher unknown'}"
    return svg(bars(one_length(strand.entries)), strand.title, strand.key.unit, source)
