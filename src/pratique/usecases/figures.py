"""What the ledger of published figures is asked: to check itself, to show a figure or a series, to judge a target.

Rule: a ledger is a file in any of the formats, or the shipped one; what a reader found in the file is in the
`findings` of the answer, and the rest counts.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Any, ClassVar

from pratique.errors import EXIT_BARRED, EXIT_CLEAR, Finding, Findings, Place
from pratique.figures import exposure as exposures
from pratique.figures.entry import LedgerEntry
from pratique.figures.exchange import FORMATS, FormatDefaults, load_figures, write_figures
from pratique.figures.identities import Checked, check, check_against
from pratique.figures.ledger import Ledger, add, load, shipped
from pratique.figures.report import check_data
from pratique.figures.series import Strand, found_strands, series_data
from pratique.figures.show import Shown, show, show_data
from pratique.figures.target import Judged, judge, judged_data, parse_shares, parse_value
from pratique.figures.tidy import to_row
from pratique.files.clock import today
from pratique.files.plain import Data, Plain
from pratique.value_class import dataclass

__all__ = [
    "FORMATS",
    "check_ledger",
    "exposure_of",
    "figure_of",
    "figures_added",
    "figures_listed",
    "ledger_of",
    "series_of",
    "target_judged",
    "write_figures",
]
SHIPPED = "shipped"
"""The word for the ledger that the program comes with."""


def ledger_of(path: str | None, findings: Findings) -> Ledger:
    """The ledger of a file in any format, or the shipped one. Raises InvalidInput where it cannot be read."""
    return shipped() if path in (None, SHIPPED) else load_figures(str(path), findings, FormatDefaults())


# --- the answers ------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class LedgerCheck(Plain):
    """A ledger checked by its identities: every miss with its grade and, where there is one, its repair."""

    rows_are: ClassVar[str] = "misses"

    checked: Checked
    findings: tuple[Finding, ...] = ()

    @property
    def exit_status(self) -> int:
        """1 where something needs a correction, else 0."""
        return EXIT_BARRED if self.checked.defects else EXIT_CLEAR

    def to_dict(self) -> Data:
        """The same as JSON values."""
        return check_data(self.checked)


@dataclass(frozen=True, slots=True)
class FigureList(Plain):
    """Figures as their publishers printed them, each with its source."""

    rows_are: ClassVar[str] = "figures"

    figures: tuple[LedgerEntry, ...]
    findings: tuple[Finding, ...] = ()

    def to_dict(self) -> Data:
        """Each figure as a row of the ledger's CSV."""
        return {"figures": [to_row(entry) for entry in self.figures]}


@dataclass(frozen=True, slots=True)
class FigureShown(Plain):
    """Every printing of one figure, and the identities it takes part in."""

    rows_are: ClassVar[str] = "printings"

    shown: Shown
    findings: tuple[Finding, ...] = ()

    def to_dict(self) -> Data:
        """Each printing as its row, with `identities` and whether each holds."""
        return {"printings": show_data(self.shown)}


@dataclass(frozen=True, slots=True)
class SeriesShown(Plain):
    """The strands of a series: figures of one unit, scope and publisher, by period."""

    rows_are: ClassVar[str] = "strands"

    strands: tuple[Strand, ...]
    data: Data
    findings: tuple[Finding, ...] = ()

    def to_dict(self) -> Data:
        """Each strand with its rows as in the ledger's CSV."""
        return self.data


@dataclass(frozen=True, slots=True)
class TargetJudged(Plain):
    """What a target would need, beside what has been seen; `hypotheses` are guesses."""

    judged: Judged
    findings: tuple[Finding, ...] = ()

    def to_dict(self) -> Data:
        """Growth in percent a year; null is unknown."""
        return judged_data(self.judged)


@dataclass(frozen=True, slots=True)
class FiguresAdded(Plain):
    """How many figures were added to which ledger."""

    added: int
    ledger: str
    findings: tuple[Finding, ...] = ()

    def to_dict(self) -> Data:
        """The same as JSON values."""
        return {"added": self.added, "ledger": self.ledger, "findings": [each.to_dict() for each in self.findings]}


@dataclass(frozen=True, slots=True)
class TradeTouched(Plain):
    """The published trade that an instrument touches on a day, as ranges that must not be added up."""

    rows_are: ClassVar[str] = "touched"

    exposure: exposures.Exposure

    def to_dict(self) -> Data:
        """The flows with `range` (null is unknown) and the figures behind them."""
        return exposures.exposure_data(self.exposure)


# --- the questions ----------------------------------------------------------------------------------------


def check_ledger(bulletin: str | Path | None = None, against: str | Path | None = None) -> LedgerCheck:
    """A ledger (the shipped one), alone or beside another -> what of it cannot be, by its identities.

    Raises InvalidInput where a file cannot be read.

    >>> import pratique
    >>> pratique.figures_check().exit_status
    1
    """
    findings = Findings()
    figures = ledger_of(_text(bulletin), findings)
    checked = check_against(figures, ledger_of(_text(against), findings)) if against else check(figures)
    return LedgerCheck(checked, tuple(findings))


def figures_listed(
    series: str = "",
    *,
    publisher: str | None = None,
    kind: str | None = None,
    ledger: str | Path | None = None,
) -> FigureList:
    """A series (indicator:product:geography, parts may be left out) -> its figures as they were published.

    `kind` is observation, forecast, target or quota. Raises InvalidInput where the ledger cannot be read.

    >>> pratique.figures_list("exports:nev:CN", publisher="CAAM").rows()[0]["indicator"]
    'exports'
    """
    findings = Findings()
    found = tuple(
        entry
        for entry in ledger_of(_text(ledger), findings).select(series)
        if (publisher is None or entry.publisher == publisher) and (kind is None or entry.kind == kind)
    )
    return FigureList(found, tuple(findings))


def figure_of(series: str, period: str, *, ledger: str | Path | None = None) -> FigureShown:
    """A series and a period -> every printing of that figure, and the identities it takes part in.

    Raises UsageError where there is none.

    >>> [each.value for each in pratique.figures_show("exports:nev:CN", "2023").shown.printings]
    [1203000]
    """
    findings = Findings()
    return FigureShown(show(ledger_of(_text(ledger), findings), series, period), tuple(findings))


def series_of(series: str, *, ledger: str | Path | None = None) -> SeriesShown:
    """A series -> its strands, each of one unit, scope and publisher. Raises UsageError where the ledger has none.

    >>> len(pratique.figures_series("exports:nev:CN").strands) > 1
    True
    """
    findings = Findings()
    held = ledger_of(_text(ledger), findings)
    return SeriesShown(found_strands(held, series), series_data(held, series), tuple(findings))


def target_judged(
    series: str, value: str | int, by: int, *, shares: Sequence[str] = (), ledger: str | Path | None = None
) -> TargetJudged:
    """A series, a value and a year aimed at -> what that would need, beside what has been seen.

    `shares` are `PRODUCT=PERCENT%`. Raises UsageError for a value or share that is none.

    >>> pratique.figures_target("exports:nev:CN", 5_000_000, 2030).rows()[0]["growth_needed_percent"]
    13.8
    """
    findings = Findings()
    held = ledger_of(_text(ledger), findings)
    wanted = parse_value(str(value))
    return TargetJudged(judge(series, wanted, by, parse_shares(tuple(shares)), held), tuple(findings))


def figures_added(
    rows: str | Path, ledger: str | Path, *, form: str | None = None, given: dict[str, Any] | None = None
) -> FiguresAdded:
    """A file of figures and a ledger -> how many were added to it: all of them, or none.

    `form` is csv, sdmx-csv, comtrade or owid (by its header); `given` says what such a file does not: indicator,
    product, unit, publisher, scope, source, published_on. Raises InvalidInput with every finding.

    >>> pratique.figures_add("figures.csv", "ledger.csv").added
    3
    """
    findings = Findings()
    known = next((each for each in FORMATS if each == form), None)
    found = load_figures(str(rows), findings, FormatDefaults(**(given or {})), known)
    if not found.entries:
        findings.add("figures.empty", f"{rows} has no figure to add.", Place(str(rows)), "Give at least one row.")
        findings.refuse()
    return FiguresAdded(add(str(ledger), found.entries, Place(str(rows))), str(ledger), tuple(findings))


def exposure_of(instrument: str, on: date | None = None, *, ledger: str | Path | None = None) -> TradeTouched:
    """An instrument and a day (today) -> the published trade that it touches, as ranges. Raises UsageError.

    >>> from datetime import date
    >>> import pratique
    >>> pratique.exposure("us.cfr15_791d", date(2026, 11, 22)).to_dict()["note"]
    'Flows overlap and publishers count different populations: do not add them.'
    """
    held = load(str(ledger)) if ledger else shipped()
    return TradeTouched(exposures.exposure(instrument, on or today(), held))


def _text(path: str | Path | None) -> str | None:
    return None if path is None else str(path)
