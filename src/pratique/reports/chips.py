"""The classes of many chips as text, CSV and JSON."""

from __future__ import annotations

import csv
import io
import json
from datetime import date
from typing import TYPE_CHECKING, Any

from pratique.files.outward import for_cell
from pratique.reports.chip import interval

if TYPE_CHECKING:
    from pratique.usecases.classify.table import ChipRow


def _row(row: ChipRow) -> dict[str, Any]:
    from pratique.usecases.classify.plain import finding_out, span_out

    return {
        "name": row.name,
        "line": row.place.line,
        "classes": list(row.classes) or None,
        "tpp": span_out(row.performance),
        "performance_density": span_out(row.density),
        "open_facts": list(row.open_facts),
        "findings": [finding_out(each) for each in row.findings],
    }


def chips_json(rows: list[ChipRow], day: date) -> str:
    """The classes of a table of chips as one JSON document."""
    from pratique.usecases.classify.chip import not_examined

    found = {
        "schema": "1",
        "on": day.isoformat(),
        "chips": [_row(row) for row in rows],
        "not_examined": list(not_examined()),
    }
    return json.dumps(found, indent=2, ensure_ascii=False) + "\n"


def chips_csv(rows: list[ChipRow], day: date) -> str:
    """The classes of a table of chips as CSV, a row a chip."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(("name", "on", "classes", "tpp_low", "tpp_high", "density_low", "density_high", "open_facts"))
    for row in rows:
        found = _row(row)
        ends = [end for span in (found["tpp"], found["performance_density"]) for end in (span or (None, None))]
        writer.writerow((for_cell(row.name), day, ";".join(row.classes), *ends, ";".join(row.open_facts)))
    return text.getvalue()


def chips_text(rows: list[ChipRow], day: date) -> str:
    """The classes of a table of chips as a table of text."""
    lines = [f"On {day}", f"{'chip':32} {'class':24} {'performance':>11} {'density':>10}"]
    for row in rows:
        found = _row(row)
        classes = " or ".join(row.classes) or "not read"
        lines.append(f"{row.name[:32]:32} {classes[:24]:24} {_tpp(found):>11} {_short(found):>10}".rstrip())
    lines += ["", "`none`: in no entry on advanced computing; that is not to say uncontrolled."]
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
