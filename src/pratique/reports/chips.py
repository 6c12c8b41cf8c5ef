"""The classes of many chips as text, CSV and JSON."""

from __future__ import annotations

import csv
import io
import json
from typing import TYPE_CHECKING, Any

from pratique.files.outward import for_cell
from pratique.reports.chip import interval
from pratique.reports.text import clean
from pratique.reports.wrapping import cell, columns, some, wrapped
from pratique.usecases.classify.table import row_out

if TYPE_CHECKING:
    from pratique.usecases.classify.table import ChipTable

MOST_NAMES = 5


def chips_json(table: ChipTable) -> str:
    """The classes of a table of chips as one JSON document."""
    return json.dumps(table.to_dict(), indent=2, ensure_ascii=False) + "\n"


def chips_csv(table: ChipTable) -> str:
    """The classes of a table of chips as CSV, a row a chip."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(("name", "on", "classes", "tpp_low", "tpp_high", "density_low", "density_high", "open_facts"))
    for row in table.chips:
        found = row_out(row)
        ends = [end for span in (found["tpp"], found["performance_density"]) for end in (span or (None, None))]
        writer.writerow((for_cell(row.name), table.on, ";".join(row.classes), *ends, ";".join(row.open_facts)))
    return text.getvalue()


def chips_text(table: ChipTable) -> str:
    """The classes of a table of chips as a table of text, then what would settle those that are open."""
    name = min(max((columns(clean(row.name)) for row in table.chips), default=0) + 1, 30)
    wide = 55 - name
    lines = [f"On {table.on}", f"{'chip':{name}} {'class':{wide}} {'performance':>12} {'density':>9}"]
    missing: dict[tuple[str, ...], list[str]] = {}
    for row in table.chips:
        found = row_out(row)
        classes = " or ".join(row.classes) or "not read"
        lines.append(f"{cell(row.name, name)} {cell(classes, wide)} {_tpp(found):>12} {_short(found):>9}".rstrip())
        if len(row.classes) > 1:
            missing.setdefault(row.open_facts, []).append(clean(row.name))
    lines.append("")
    for facts, names in missing.items():
        lines += wrapped(f"{', '.join(facts)} (of {some(names, MOST_NAMES)})", "To settle: ", "  ")
    lines.append("`none`: in no entry on advanced computing; that is not to say uncontrolled.")
    return "\n".join(lines) + "\n"


def _tpp(found: dict[str, Any]) -> str:
    return interval(found["tpp"]) if found["classes"] else "-"


def _short(found: dict[str, Any]) -> str:
    ends = found["performance_density"]
    if ends is None:
        return "-"
    if ends[0] == ends[1] and ends[0] is not None:
        return f"{ends[0]:.2f}"
    return "?" if not ends[0] else f"{ends[0]:.2f}+"
