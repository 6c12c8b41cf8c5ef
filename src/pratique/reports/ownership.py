"""Who owns and controls a party, as text, JSON and CSV: the same outcome in each, the headline first."""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from pratique.files.outward import for_cell
from pratique.logic.truth import FALSE, Truth
from pratique.parties.proof import MEASURE_WORDS
from pratique.reports.wrapping import wrapped
from pratique.usecases.ownership.owned import (
    PRONG_WORDS,
    WORDS,
    batch_rows,
    each_once,
    headline_of,
    ownership_data,
    percent,
)

if TYPE_CHECKING:
    from pratique.parties.nexus import Controller, PartyFacts
    from pratique.usecases.ownership.owned import NotJoined, Owned

MOST_OWNERS = 60
"""Parties above that the text lists; the JSON has them all."""


# JSON -------------------------------------------------------------------------------------------


def ownership_json(found: Owned, tests: Mapping[str, Mapping[str, Truth]] | None = None) -> str:
    """The answer as one JSON document; with `tests` the outcome under every test."""
    return json.dumps(ownership_data(found, tests), indent=2, ensure_ascii=False)


# Text -------------------------------------------------------------------------------------------


def ownership_text(found: Owned, tests: Mapping[str, Mapping[str, Truth]] | None = None) -> str:
    """The answer for a terminal: the headline, each country with its reasons, who is above, what is open."""
    first = found.first
    lines = [
        *(
            row
            for name, facts in found.facts.items()
            for row in wrapped(headline_of(name, facts, found.snapshot.parties), "", "  ")
        ),
        "",
        f"{first.name} ({first.party}) on {first.on.isoformat()}",
        *wrapped(f"Test of control: {found.test.name}", "", "  "),
        "",
    ]
    if tests is not None:
        lines += [*_tests(tests), ""]
    for name, facts in found.facts.items():
        lines += _country(name, facts)
    lines += ["Who is above it", *(_table(found.above) or ["  nobody is named"]), ""]
    lines += _section("Left out", each_once(one.holes for one in found.facts.values()))
    said = each_once((*one.assumptions, *one.conflicts) for one in found.facts.values())
    lines += _section("Read with", said)
    return "\n".join(lines).rstrip()


def _tests(tests: Mapping[str, Mapping[str, Truth]]) -> list[str]:
    countries = list(next(iter(tests.values())))
    width = max(len(name) for name in tests) + 2
    lines = ["Owned or controlled, under every test", f"  {'':{width}}" + "".join(f"{at:10}" for at in countries)]
    return lines + [
        f"  {name:{width}}" + "".join(f"{WORDS[out]:10}" for out in row.values()) for name, row in tests.items()
    ]


def _country(name: str, facts: PartyFacts) -> list[str]:
    codes = ", ".join(sorted(facts.countries))
    lines = [f"{name}{f' ({codes})' if codes != name else ''}"]
    for prong, outcome in facts.prongs.items():
        lines.append(f"  {WORDS[outcome]:9}{PRONG_WORDS[prong]}")
        if outcome is not FALSE:
            lines += [row for said in facts.reasons[prong] for row in wrapped(said, " " * 11, " " * 13)]
    questions = _of_both(
        f"{item.question}{' This alone settles it.' if item.clears else ''} {item.flips}"
        + (f" Settled by the row: {item.denial}" if item.clears and item.denial else "")
        for item in facts.open_holdings
    )
    return [*lines, "", *_section(f"Open for {name}", questions)]


_MEASURE = "\0"
"""Stands for votes or capital where questions are compared; no text that is shown has it."""


def _of_both(questions: Iterable[str]) -> list[str]:
    """Questions, those that differ in votes and capital alone as one that names both."""
    told: dict[str, list[str]] = {}
    for each in questions:
        measure = next((word for word in ("votes", "capital") if f"of the {word}" in each), "")
        told.setdefault(each.replace(f"the {measure}", f"the {_MEASURE}") if measure else each, []).append(measure)
    return [_named(text, list(dict.fromkeys(its))) for text, its in told.items()]


def _named(text: str, measures: list[str]) -> str:
    if len(measures) > 1:
        text = re.sub(rf"(ore than [^%]*%) of the {_MEASURE}", r"\1 of either", text)
    return text.replace(_MEASURE, " and ".join(measures))


def _section(title: str, texts: list[str]) -> list[str]:
    if not texts:
        return []
    return [title, *(row for text in texts for row in wrapped(text, "  - ", "    ")), ""]


def _table(rows: Sequence[Controller]) -> list[str]:
    lines: list[str] = []
    for row in rows[:MOST_OWNERS]:
        shares = " and ".join(f"{_span(low, high)} of {MEASURE_WORDS[measure]}" for measure, low, high in row.shares)
        text = f"{WORDS[row.outcome]:9}{row.name}: {shares or 'no share'}, with what it controls"
        lines += wrapped(text, "  ", " " * 11)
    if len(rows) > MOST_OWNERS:
        lines.append(f"  and {len(rows) - MOST_OWNERS} more, in --format json")
    return lines


def _span(low: Any, high: Any) -> str:
    least, most = f"{percent(low):g}", f"{percent(high):g}"
    return f"{least} %" if least == most else f"{least} to {most} %"


# Many -------------------------------------------------------------------------------------------


def batch_csv(rows: Sequence[Owned | NotJoined]) -> str:
    """The batch as CSV."""
    found = batch_rows(rows)
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    if found:
        writer.writerow(found[0])
        writer.writerows([for_cell(str(cell)) for cell in row.values()] for row in found)
    return text.getvalue()


def batch_json(rows: Sequence[Owned | NotJoined]) -> str:
    """The batch as one JSON document."""
    return json.dumps(batch_rows(rows), indent=2, ensure_ascii=False)


def batch_text(rows: Sequence[Owned | NotJoined]) -> str:
    """The batch for a terminal: a supplier a line, and how many are linked."""
    found = batch_rows(rows)
    names = [name for name in (found[0] if found else {}) if name.startswith("linked_")]
    lines = []
    for row in found:
        outcome = ", ".join(f"{name.removeprefix('linked_')} {row[name]}" for name in names) or "unknown"
        lines += wrapped(f"{row['supplier']}: {outcome} (joined by {row['joined_by']})", "", "  ")
        if row["settles"]:
            lines += wrapped(row["settles"], "    ")
        if row["read_with"] and "no" in (row[name] for name in names):
            lines += wrapped(row["read_with"], "    ")
    counts = {word: sum(word in (row[name] for name in names) for row in found) for word in ("yes", "unknown")}
    missing = sum(not row["party"] for row in found)
    lines.append("")
    lines.append(
        f"{len(found)} suppliers: {counts['yes']} linked, {counts['unknown']} open, {missing} in no registry."
    )
    return "\n".join(lines)
