"""SDMX-CSV 1.0: our own flow out and in, and flows of others in as far as their dimensions say enough.

Rule: what SDMX has a concept for stands under that concept; the rest are attributes, so that a ledger written
and read again is the same ledger. OBS_STATUS: A observed, F forecast, E derived or remembered, M contradicted;
the exact kind and confidence stand beside it. A run of months is an ISO 8601 interval, `2025-01-01/P3M`.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable
from dataclasses import replace
from fractions import Fraction

from pratique.errors import Findings, Place
from pratique.figures.entry import LedgerEntry
from pratique.figures.exchange.given import FormatDefaults, rows
from pratique.figures.interval import exact
from pratique.figures.notation import parse_number
from pratique.figures.period import Period
from pratique.figures.tidy import COLUMNS, read_tidy, to_row
from pratique.files.outward import guarded

FLOW = "PRATIQUE:FIGURES(1.0)"
_DIMENSIONS = ("FREQ", "INDICATOR", "PRODUCT", "REF_AREA", "COUNTERPART_AREA", "UNIT_MEASURE")
_ATTRIBUTES = tuple(
    name for name in COLUMNS if name not in ("indicator", "product", "geography", "period", "value", "unit")
)
_FREQUENCIES = {"month": "M", "quarter": "Q", "half": "S", "year": "A", "range": "I"}
_ALIASES = {
    "geo": "ref_area",
    "partner": "counterpart_area",
    "unit": "unit_measure",
    "reporter": "ref_area",
    "obs_flag": "obs_status",
}
_INTERVAL = re.compile(r"(\d{4}-\d{2})(?:-01)?/P(\d{1,3})M")
_SPELT = re.compile(r"(\d{4})-(?:A1|M(\d{2}))")


def write_sdmx(entries: Iterable[LedgerEntry]) -> str:
    """An SDMX-CSV 1.0 document, one observation a row."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    attributes = [name.upper() for name in _ATTRIBUTES]
    writer.writerow(["DATAFLOW", *_DIMENSIONS, "TIME_PERIOD", "OBS_VALUE", "OBS_STATUS", "UNIT_MULT", *attributes])
    for entry in entries:
        row = to_row(entry)
        area, _, counterpart = entry.geography.partition("->")
        key = [_FREQUENCIES[entry.period.form], entry.indicator, entry.product, area, counterpart or "_Z", entry.unit]
        told = [time_period(entry.period), row["value"], _status(entry), "0"]
        writer.writerow([FLOW, *key, *told, *(guarded(row[name]) for name in _ATTRIBUTES)])
    return out.getvalue()


def _status(entry: LedgerEntry) -> str:
    if entry.confidence == "contradicted":
        return "M"
    if entry.kind != "observation":
        return "F"
    return "E" if entry.confidence in ("derived", "derived_memory", "memory") else "A"


def time_period(period: Period) -> str:
    """The period as TIME_PERIOD."""
    if period.form != "range":
        return str(period)
    return f"{Period(period.first, period.first, 'month')}-01/P{period.length}M"


def parse_time_period(text: str) -> Period:
    """TIME_PERIOD as a period. Raises `ValueError`."""
    if match := _INTERVAL.fullmatch(text):
        start = Period.parse(match[1])
        return Period(start.first, start.first + max(int(match[2]), 1) - 1)
    if match := _SPELT.fullmatch(text):
        return Period.parse(f"{match[1]}-{match[2]}" if match[2] else match[1])
    return Period.parse(text)


def read_sdmx(text: str, file: str, given: FormatDefaults, findings: Findings) -> list[LedgerEntry]:
    """The observations of an SDMX-CSV document; what a flow lacks comes from `given`."""
    kept = []
    for place, raw in rows(text, Place(file, line=1), ("time_period", "obs_value"), findings):
        row = {_ALIASES.get(name, name): cell for name, cell in raw.items()}
        if row["obs_value"] in ("", ":", "NaN"):
            findings.add("sdmx.empty", "The observation has no value.", place, "It is left out.", "note")
            continue
        kept += _entry(row, place, given, findings)
    return kept


def _entry(row: dict[str, str], place: Place, given: FormatDefaults, findings: Findings) -> list[LedgerEntry]:
    try:
        period = parse_time_period(row["time_period"])
        power = int(row.get("unit_mult") or 0)
        printed = parse_number(row["obs_value"])
    except ValueError as error:
        findings.add("sdmx.value", f"The observation cannot be read: {error}", place, "Correct the row.")
        return []
    if not -12 <= power <= 18:
        findings.add("sdmx.unit_mult", f"UNIT_MULT {power} is out of range.", place, "Correct the row.")
        return []
    counterpart = row.get("counterpart_area", "")
    area = row.get("ref_area") or given.geography
    told = {name: row.get(name, "") for name in _ATTRIBUTES} | {
        "indicator": row.get("indicator") or given.indicator,
        "product": row.get("product") or given.product,
        "geography": f"{area}->{counterpart}" if counterpart not in ("", "_Z", "W") else area,
        "period": str(period),
        "value": row["obs_value"],
        "unit": row.get("unit_measure") or given.unit,
        "publisher": row.get("publisher") or given.publisher,
        "scope": row.get("scope") or given.scope,
        "source": row.get("source") or given.source,
    }
    mine = Findings()
    entries = read_tidy(_one_row(told), place.file, mine)
    findings.extend(replace(finding, place=place) for finding in mine if finding.severity == "error")
    factor = Fraction(10) ** power
    return [
        replace(
            entry,
            value=exact(printed * factor),
            half=exact(entry.half * factor),
            published_on=entry.published_on or given.published_on,
            line=place.line,
        )
        for entry in entries
    ]


def _one_row(told: dict[str, str]) -> str:
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(COLUMNS)
    writer.writerow([told.get(name, "") for name in COLUMNS])
    return out.getvalue()
