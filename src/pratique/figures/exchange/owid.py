"""Our World in Data CSV: Entity, Code, Year and one column for each measure.

Rule: the file does not say what a column counts in our terms, so `given` names indicator, product and unit of
the one measure read; a file with more needs the column named. OWID's own aggregates have codes `OWID_...`:
the world is read, other aggregates are left out with a note.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable

from pratique.errors import Findings, Place
from pratique.figures.codes import INDICATORS, PRODUCTS, UNITS
from pratique.figures.entry import LedgerEntry
from pratique.figures.exchange.given import FormatDefaults, rows
from pratique.figures.notation import half_of_last_digit, parse_number, write_number
from pratique.figures.period import Period
from pratique.ids.country import countries, country_code

_FIXED = ("entity", "code", "year", "day")


def read_owid(text: str, file: str, given: FormatDefaults, findings: Findings, column: str = "") -> list[LedgerEntry]:
    """The figures of one measure of an OWID file."""
    place = Place(file, line=1)
    for name, codes in (("indicator", INDICATORS), ("product", PRODUCTS), ("unit", UNITS)):
        if getattr(given, name) not in codes:
            told = f"The file does not say its {name}."
            findings.add(f"owid.{name}", told, place, f"Name one of {', '.join(codes)}.")
    kept: list[LedgerEntry] = []
    if findings.errors:
        return kept
    for where, row in rows(text, place, ("entity", "code", "year"), findings):
        measures = [name for name in row if name not in _FIXED]
        wanted = column.lower() or (measures[0] if len(measures) == 1 else "")
        if wanted not in row:
            told = f"The file has the measures {', '.join(measures) or 'none'}."
            findings.add("owid.column", told, where, "Name one of them as the column.")
            break
        if row[wanted]:
            kept += _entry(row, wanted, where, given, findings)
    return kept


def _entry(
    row: dict[str, str], wanted: str, place: Place, given: FormatDefaults, findings: Findings
) -> list[LedgerEntry]:
    geography = "WORLD" if row["code"] == "OWID_WRL" else country_code(row["code"])
    if geography is None:
        findings.add("owid.area", f"{row['entity']!r} is no country.", place, "It is left out.", "note")
        return []
    try:
        value, period = parse_number(row[wanted]), Period.year(int(row["year"]))
    except ValueError as error:
        findings.add("owid.value", f"The row cannot be read: {error}", place, "Correct it.")
        return []
    return [
        LedgerEntry(
            indicator=given.indicator,
            product=given.product,
            geography=geography,
            period=period,
            value=value,
            unit=given.unit,
            half=half_of_last_digit(row[wanted]),
            publisher=given.publisher or "Our World in Data",
            scope=given.scope or "as published",
            published_on=given.published_on,
            source=given.source,
            line=place.line,
        )
    ]


def write_owid(entries: Iterable[LedgerEntry]) -> str:
    """Whole years in OWID's wide form, one column for each `indicator:product:unit`; other periods are left out."""
    table: dict[tuple[str, int], dict[str, str]] = {}
    columns: dict[str, None] = {}
    for entry in entries:
        if entry.period.length == 12 and entry.period.is_running and "->" not in entry.geography:
            column = f"{entry.indicator}:{entry.product}:{entry.unit}"
            columns[column] = None
            table.setdefault((entry.geography, entry.period.start_year), {})[column] = write_number(entry.value)
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(["Entity", "Code", "Year", *columns])
    for (area, year), cells in sorted(table.items()):
        country = countries().get(area)
        name, code = (country.name, country.alpha3) if country else ("World", "OWID_WRL")
        if country or area == "WORLD":
            writer.writerow([name, code, year, *(cells.get(column, "") for column in columns)])
    return out.getvalue()
