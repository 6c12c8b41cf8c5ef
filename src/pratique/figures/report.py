"""The result of a check as text and as data.

Rule: every miss names its identity, its grade and, where there is one, its repair; the harmless grades are
counted and shown on request. The data form is what `figures check --format json` prints.
"""

from __future__ import annotations

from collections import Counter
from typing import Any

from pratique.figures.entry import LedgerEntry
from pratique.figures.identities import GRADES, Checked, Miss
from pratique.figures.notation import write_number


def check_data(checked: Checked) -> dict[str, Any]:
    """JSON: `figures`, `asked`, `grades` counted, `misses` in full, `unreached` as labels."""
    counts = Counter(miss.grade for miss in checked.misses)
    return {
        "figures": checked.figures,
        "asked": checked.asked,
        "grades": {grade: counts[grade] for grade in GRADES},
        "misses": [miss_data(miss) for miss in checked.misses],
        "unreached": [entry.label for entry in checked.unreached],
    }


def miss_data(miss: Miss) -> dict[str, Any]:
    """One miss: `identity`, `grade`, `repair` (null if none) and what stands behind them."""
    return {
        "identity": miss.identity,
        "grade": miss.grade,
        "repair": miss.repair,
        "says": miss.says,
        "sides": miss.sides,
        "explanation": miss.explanation,
        "missing_fact": miss.missing_fact,
        "figures": [figure_data(figure) for figure in miss.figures],
        "repairs": [
            {"figure": repair.figure.label, "slip": repair.slip, "says": repair.says} for repair in miss.repairs
        ],
    }


def figure_data(entry: LedgerEntry) -> dict[str, Any]:
    """One figure by what tells it from the others."""
    growth = entry.growth
    return {
        "series": entry.series,
        "period": str(entry.period),
        "value": write_number(entry.value),
        "unit": entry.unit,
        "yoy_percent": write_number(growth.amount) if growth and growth.measure == "percent" else None,
        "publisher": entry.publisher,
        "scope": entry.scope,
        "line": entry.line,
        "source": entry.source,
    }
