"""`pratique classify automation`: the levels that a driving feature can have."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import date
from typing import Any

import click

from pratique.cli.classify_chip import section
from pratique.cli.options import DAY, emit, output
from pratique.errors import EXIT_CLEAR, EXIT_UNDETERMINED


@click.command("automation")
@click.argument("file", type=click.Path())
@click.option("--on", type=DAY, help="The day whose standard counts (default: today).")
@output("text", "json")
def command(file: str, on: date | None, form: str, output: str | None) -> int:
    """The levels that the driving features of FILE can have, under GB/T 40429-2021 and SAE J3016.

    FILE is TOML or JSON with the facts of one feature, or a list [[features]]. Where a fact is missing the answer is
    a set of levels and the fact that would settle it.

    \b
    pratique classify automation feature.toml --format json
    """
    from pratique.usecases.classify.automation import classify_automation, plain_automation

    found = classify_automation(file, on or date.today())
    data = plain_automation(found)
    emit(json.dumps(data, indent=2, ensure_ascii=False) + "\n" if form == "json" else _text(data), output)
    return EXIT_CLEAR if found.is_settled else EXIT_UNDETERMINED


def _text(data: dict[str, Any]) -> str:
    return "\n".join(_lines(data)) + "\n"


def _lines(data: dict[str, Any]) -> Iterator[str]:
    for standard, levels in data["levels"].items():
        yield f"{standard + ':':20} {'level ' if levels[0].isdigit() else ''}{' or '.join(levels)}"
    for each in data["features"]:
        yield ""
        yield each["name"]
        for standard, levels in each["levels"].items():
            named = "; ".join(f"{n} ({word})" for n, word in zip(levels, each["level_names"][standard], strict=True))
            yield from section(standard, [named])
        yield from section("Open, and can change it", [f"{f['fact']}: {f['meaning']}" for f in each["open_facts"]])
        yield from section("Note", each["notes"])
    if not data["complete"]:
        yield ""
        yield from section("Note", ["The list of features is not complete: another may have a higher level."])
    yield ""
    yield from section("Where the standards differ", data["differences"])
    yield from section("Note", data["notes"])
    yield from section("Not examined", data["not_examined"])
