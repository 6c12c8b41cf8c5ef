"""The ledger's own CSV: one figure a row, plain enough for a spreadsheet.

Rule: every row gives an entry or a finding with its line, never silence; numbers are read as exact decimals.
The columns are `COLUMNS`; a file may leave out any but `REQUIRED`, in any order, and may use the names in
`ALIASES`. Invariant: `read_tidy(write_tidy(entries)) == entries`, but for the line numbers.
"""

from __future__ import annotations

import csv
import io
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date
from typing import get_args

from pratique.errors import Findings, Place
from pratique.figures.codes import INDICATORS, PRODUCTS, UNITS, is_geography
from pratique.figures.entry import Confidence, Kind, LedgerEntry, PrintedChange, Sense
from pratique.figures.interval import Number
from pratique.figures.notation import (
    half_of_last_digit,
    parse_changes,
    parse_number,
    print_changes,
    write_number,
)
from pratique.figures.period import Period
from pratique.files import read_records
from pratique.files.clock import iso_day
from pratique.files.outward import guarded, unguarded

COLUMNS = (
    "indicator", "product", "geography", "period", "value", "unit", "half", "unit_half", "yoy_percent", "yoy_half",
    "changes", "of", "sense", "kind", "publisher", "scope", "published_on", "source", "vintage", "confidence",
    "actor", "claims", "note",
)  # fmt: skip
REQUIRED = ("indicator", "product", "geography", "period", "value")
ALIASES = {"measure": "indicator", "rounding": "half", "yoy_rounding": "yoy_half", "source_url": "source"}
_KIND_PREFIXES: dict[str, Kind] = {"forecast_": "forecast", "target_": "target", "quota_": "quota"}
_SHARE_WORDS = {"penetration": "sales"}
MAX_FIELD = 10_000
"""Longest cell (characters)."""


def read_tidy(text: str, file: str, findings: Findings) -> list[LedgerEntry]:
    """The entries of a tidy CSV; rows that cannot be read become findings of severity error."""
    place = Place(file, line=1)
    rows = read_records(text.removeprefix("\ufeff"), place, findings, code="figures.csv")
    first = next(rows, None)
    header = [ALIASES.get(name.strip().lower(), name.strip().lower()) for name in (first.cells if first else [])]
    if not _header_fits(header, place, findings):
        return []
    entries = []
    for row in rows:
        entry = _read_row(header, row.cells, Place(file, line=row.line), findings)
        entries += [entry] if entry else []
    return entries if "scope" in header else _one_scope_each(entries, place, findings)


def write_tidy(entries: Iterable[LedgerEntry], header: bool = True) -> str:
    """The rows of `entries` in the order given, with `COLUMNS` as header."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    if header:
        writer.writerow(COLUMNS)
    for entry in entries:
        row = to_row(entry)
        writer.writerow([guarded(row[name]) for name in COLUMNS])
    return out.getvalue()


def to_row(entry: LedgerEntry) -> dict[str, str]:
    """One entry as the text of its cells."""
    growth = entry.growth if entry.growth and entry.growth.measure == "percent" else None
    others = tuple(change for change in entry.changes if change is not growth)
    return {
        "indicator": entry.indicator,
        "product": entry.product,
        "geography": entry.geography,
        "period": str(entry.period),
        "value": write_number(entry.value),
        "unit": entry.unit,
        "half": write_number(entry.half),
        "unit_half": "" if entry.unit_half is None else write_number(entry.unit_half),
        "yoy_percent": write_number(growth.amount) if growth else "",
        "yoy_half": write_number(growth.half) if growth else "",
        "changes": print_changes(others),
        "of": entry.of,
        "sense": entry.sense,
        "kind": entry.kind,
        "publisher": entry.publisher,
        "scope": entry.scope,
        "published_on": entry.published_on.isoformat() if entry.published_on else "",
        "source": entry.source,
        "vintage": entry.vintage,
        "confidence": entry.confidence,
        "actor": entry.actor,
        "claims": "; ".join(entry.claims),
        "note": entry.note,
    }


def _header_fits(header: list[str], place: Place, findings: Findings) -> bool:
    missing = [name for name in REQUIRED if name not in header]
    if missing:
        findings.add(
            "figures.header",
            f"The header lacks the columns {', '.join(missing)}.",
            place,
            f"Name at least {', '.join(REQUIRED)} in the first line.",
        )
    for name in sorted(name for name, times in Counter(header).items() if name and times > 1):
        findings.add("figures.header", f"The column {name!r} stands twice.", place, "Keep one of them.", value=name)
    return not missing and not findings.errors


def _one_scope_each(entries: list[LedgerEntry], place: Place, findings: Findings) -> list[LedgerEntry]:
    """A file without the column `scope` is read as one scope for each publisher, and says so."""
    if any(entry.publisher for entry in entries):
        findings.add(
            "figures.scope",
            "There is no column `scope`; the figures of one publisher are read as of one scope.",
            place,
            "Add the column if a publisher counts in more than one way.",
            "note",
        )
    return [replace(entry, scope="as published") if entry.publisher else entry for entry in entries]


class _Row:
    """The cells of one row by column, with the findings that reading them adds."""

    def __init__(self, cells: dict[str, str], place: Place, findings: Findings) -> None:
        self.cells, self.place, self.findings = cells, place, findings
        self.sound = True

    def text(self, name: str) -> str:
        return unguarded(self.cells.get(name, "").strip())

    def reject(self, name: str, message: str, next_step: str) -> None:
        self.sound = False
        self.findings.add(f"figures.{name}", message, self.place, next_step, value=self.text(name))

    def number(self, name: str) -> Number | None:
        text = self.text(name)
        if not text:
            return None
        try:
            return parse_number(text)
        except ValueError as error:
            self.reject(name, f"{name}: {error}", "Write digits with a decimal point, as 1420000 or 7.3.")
            return None

    def code(self, name: str, codes: Mapping[str, object], text: str) -> str:
        if text not in codes:
            self.reject(name, f"{text!r} is not a known {name}.", f"Known are {', '.join(codes)}.")
        return text

    def choice(self, name: str, choices: tuple[str, ...], default: str) -> str:
        text = self.text(name) or default
        if text not in choices:
            self.reject(name, f"{text!r} is not a {name}.", f"Use one of {', '.join(choices)}.")
            return default
        return text

    def day(self, name: str) -> date | None:
        text = self.text(name)
        day = iso_day(text)
        if text and day is None:
            self.reject(name, f"{name}: {text!r} is not a date.", "Write it as 2025-03-31.")
        return day


def _read_row(header: list[str], cells: list[str], place: Place, findings: Findings) -> LedgerEntry | None:
    row = _Row(dict(zip(header, cells, strict=False)), place, findings)
    if len(cells) > len(header) or any(len(cell) > MAX_FIELD for cell in cells):
        row.reject(
            "row", f"The row has {len(cells)} cells for {len(header)} columns, or one is too long.", "Mend it."
        )
        return None
    _speak_plainly(row)
    kind, indicator = _kind_and_indicator(row)
    of = row.text("of") or _implied_whole(row, indicator)
    value, half = row.number("value"), row.number("half")
    if value is None and row.sound:
        row.reject("value", "The row has no value.", "Give the printed number in full units.")
    if half is not None and half < 0:
        row.reject("half", f"A half-width of {half} is negative.", "Give half of the last printed digit.")
    entry = LedgerEntry(
        indicator=row.code("indicator", INDICATORS, _share(indicator)),
        product=row.code("product", PRODUCTS, row.text("product")),
        geography=_geography(row),
        period=_period(row),
        value=value or 0,
        unit=row.code("unit", UNITS, row.text("unit") or ("percent" if _share(indicator) == "share" else "vehicles")),
        half=half_of_last_digit(row.text("value")) if half is None and row.sound else half or 0,
        unit_half=row.number("unit_half"),
        changes=_changes(row),
        of=of,
        sense=_sense(row),
        kind=kind,
        publisher=row.text("publisher"),
        scope=row.text("scope"),
        published_on=row.day("published_on"),
        source=_source(row),
        vintage=row.text("vintage"),
        confidence=_confidence(row),
        actor=row.text("actor"),
        claims=tuple(claim.strip() for claim in row.text("claims").split(";") if claim.strip()),
        note=row.text("note"),
        line=place.line,
    )
    _plausible(entry, row)
    return entry if row.sound else None


def _speak_plainly(row: _Row) -> None:
    """Field notes call the contribution of exports to the growth of sales a share of the product `exports`."""
    if (row.text("indicator"), row.text("product")) == ("share", "exports"):
        row.cells |= {"indicator": "growth_contribution", "product": "vehicle", "of": "sales:vehicle"}


def _kind_and_indicator(row: _Row) -> tuple[Kind, str]:
    indicator = row.text("indicator")
    for prefix, kind in _KIND_PREFIXES.items():
        if indicator.startswith(prefix):
            return kind, indicator.removeprefix(prefix)
    text = row.choice("kind", get_args(Kind), "observation")
    return next(kind for kind in get_args(Kind) if kind == text), indicator


def _share(indicator: str) -> str:
    return "share" if indicator in _SHARE_WORDS else indicator


def _implied_whole(row: _Row, indicator: str) -> str:
    if indicator not in _SHARE_WORDS:
        return ""
    product = "passenger_car" if row.text("product").endswith("_passenger") else "vehicle"
    return f"{_SHARE_WORDS[indicator]}:{product}"


def _geography(row: _Row) -> str:
    text = row.text("geography")
    if not is_geography(text):
        row.reject("geography", f"{text!r} is no geography.", "Use ISO codes (CN, CN-BJ), EU, WORLD, or CN->RU.")
    return text


def _period(row: _Row) -> Period:
    try:
        return Period.parse(row.text("period"))
    except ValueError as error:
        row.reject("period", str(error), "")
        return Period.year(1)


def _changes(row: _Row) -> tuple[PrintedChange, ...]:
    amount, half = row.number("yoy_percent"), row.number("yoy_half")
    changes: tuple[PrintedChange, ...] = ()
    if amount is not None:
        changes = (
            PrintedChange(amount, half_of_last_digit(row.text("yoy_percent"), zeros=False) if half is None else half),
        )
    try:
        return changes + parse_changes(row.text("changes"))
    except ValueError as error:
        row.reject("changes", str(error), "Write `month -6.1% 0.05; year +7pt 0.5; year 8.4x 0.05`.")
        return changes


def _sense(row: _Row) -> Sense:
    text = row.choice("sense", get_args(Sense), "exact")
    return next(sense for sense in get_args(Sense) if sense == text)


def _confidence(row: _Row) -> Confidence:
    text = row.choice("confidence", get_args(Confidence), "single_source")
    return next(confidence for confidence in get_args(Confidence) if confidence == text)


def _source(row: _Row) -> str:
    text = row.text("source")
    if "://" in text and not text.startswith(("http://", "https://")):
        row.reject(
            "source", f"The source {text!r} is not an http or https address.", "Name the page or the bulletin."
        )
    return text


def _plausible(entry: LedgerEntry, row: _Row) -> None:
    if entry.unit != "percent" and entry.value < 0:
        row.reject("value", f"{entry.value} {entry.unit} is negative.", "Check the sign.")
    if entry.indicator == "share" and not 0 <= entry.value <= 100:
        row.reject("value", f"A share of {write_number(entry.value)} percent cannot be.", "Check the value.")
    if (entry.indicator == "share") != (entry.unit == "percent" and entry.indicator != "growth_contribution"):
        row.reject("unit", f"{entry.indicator} cannot be counted in {entry.unit}.", "Shares alone are in percent.")
    for change in entry.changes:
        if change.measure == "percent" and change.amount < -100:
            row.reject("yoy_percent", f"A change of {write_number(change.amount)} percent cannot be.", "Check it.")
