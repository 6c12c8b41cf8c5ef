"""`pratique classify automation`: the levels that a driving feature can have."""

from __future__ import annotations

import json
from datetime import date

import click

from pratique.cli.options import DAY, emit_told, output
from pratique.errors import EXIT_CLEAR, EXIT_UNDETERMINED
from pratique.reports.automation import automation_text


@click.command("automation")
@click.argument("file", type=click.Path())
@click.option("--on", type=DAY, help="The day whose standard counts (default: today).")
@output("text", "json", "html", "md")
def command(file: str, on: date | None, form: str, output: str | None) -> int:
    """The levels that the driving features of FILE can have, under GB/T 40429-2021 and SAE J3016.

    FILE is TOML or JSON with the facts of one feature, or a list [[features]]. Where a fact is missing the answer is
    a set of levels and the fact that would settle it.

    \b
    pratique classify automation feature.toml --format json
    """
    from pratique.usecases.classify.automation import classify_automation

    found = classify_automation(file, on)
    data = found.to_dict()
    as_json = json.dumps(data, indent=2, ensure_ascii=False) + "\n"
    emit_told(lambda: as_json, lambda: automation_text(data), form, output)
    return EXIT_CLEAR if found.is_settled else EXIT_UNDETERMINED
