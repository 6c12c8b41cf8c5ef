"""What the ledger of published figures is asked: to check itself, to show a figure or a series, to judge a target.

Rule: a ledger is a file in any of the formats, or the shipped one; what a reader found in the file goes into
`findings`, and the rest counts.
"""

from __future__ import annotations

from datetime import date
from typing import Any

from pratique.errors import Findings, Place, UsageError
from pratique.figures import exposure as exposures
from pratique.figures.entry import LedgerEntry
from pratique.figures.exchange import FORMATS, FormatDefaults, load_figures, write_figures
from pratique.figures.identities import Checked, check, check_against
from pratique.figures.ledger import Ledger, add, load, shipped
from pratique.figures.report import check_data
from pratique.figures.series import Strand, found_strands, series_data
from pratique.figures.show import Shown, show, show_data
from pratique.figures.target import Judged, judge, judged_data, parse_shares, parse_value

__all__ = [
    "FORMATS",
    "check_data",
    "check_ledger",
    "exposure_of",
    "figure_of",
    "figures_added",
    "figures_listed",
    "judged_data",
    "ledger_of",
    "series_data",
    "series_of",
    "show_data",
    "target_judged",
    "write_figures",
]
SHIPPED = "shipped"
"""The word for the ledger that the program comes with."""


def ledger_of(path: str | None, findings: Findings) -> Ledger:
    """The ledger of a file in any format, or the shipped one. Raises InvalidInput where it cannot be read."""
    return shipped() if path in (None, SHIPPED) else load_figures(str(path), findings, FormatDefaults())


def check_ledger(path: str | None, against: str | None, findings: Findings) -> Checked:
    """A ledger checked by its identities, or beside another one. Raises InvalidInput where one cannot be read."""
    figures = ledger_of(path, findings)
    return check_against(figures, ledger_of(against, findings)) if against else check(figures)


def figures_listed(
    series: str, publisher: str | None, kind: str | None, path: str | None, findings: Findings
) -> tuple[LedgerEntry, ...]:
    """The figures of a series (indicator:product:geography, parts may be left out) that a publisher printed."""
    return tuple(
        entry
        for entry in ledger_of(path, findings).select(series)
        if (publisher is None or entry.publisher == publisher) and (kind is None or entry.kind == kind)
    )


def figure_of(series: str, period: str, path: str | None, findings: Findings) -> Shown:
    """Every printing of one figure, with the identities it takes part in. Raises UsageError where there is none."""
    return show(ledger_of(path, findings), series, period)


def series_of(series: str, path: str | None, findings: Findings) -> tuple[tuple[Strand, ...], dict[str, Any]]:
    """The strands of a series, and the same as JSON values. Raises UsageError where the ledger has none."""
    ledger = ledger_of(path, findings)
    return found_strands(ledger, series), series_data(ledger, series)


def target_judged(
    series: str, value: str, by: int, shares: tuple[str, ...], path: str | None, findings: Findings
) -> Judged:
    """What a target would need, beside what has been seen. Raises UsageError for a value or share that is none."""
    return judge(series, parse_value(value), by, parse_shares(shares), ledger_of(path, findings))


def figures_added(rows: str, ledger: str, form: str | None, given: dict[str, Any], findings: Findings) -> int:
    """How many figures of a file were added to a ledger: all of them, or none. Raises InvalidInput, UsageError."""
    known = next((each for each in FORMATS if each == form), None)
    found = load_figures(rows, findings, FormatDefaults(**given), known)
    if not found.entries:
        raise UsageError(f"{rows} has no figure to add.")
    return add(ledger, found.entries, Place(rows))


def exposure_of(instrument: str, on: date, path: str | None) -> tuple[exposures.Exposure, dict[str, Any]]:
    """The published trade that an instrument touches on a day, and the same as JSON values. Raises UsageError."""
    found = exposures.exposure(instrument, on, load(path) if path else shipped())
    return found, exposures.exposure_data(found)
