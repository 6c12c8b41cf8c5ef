"""`pratique classify model`: whether weights are in ECCN 4E091."""

from __future__ import annotations

import json
from datetime import date

import click

from pratique.cli.options import DAY, construed, emit_told, output
from pratique.cli.say import say_findings
from pratique.errors import EXIT_CLEAR, EXIT_UNDETERMINED
from pratique.reports.ai_model import model_text


@click.command("model")
@click.argument("name", required=False)
@click.option("--training-ops", metavar="VALUE", help="Operations of all training, such as 2e25 or [1e25,3e25].")
@click.option("--weights", metavar="VALUE", help="open, open_restricted, closed or ?.")
@click.option("--derived", metavar="VALUE", help="Made from a published model: yes, no or ?.")
@click.option("--added-ops", metavar="VALUE", help="Operations added to that model.")
@click.option("--base-ops", metavar="VALUE", help="Operations of that model.")
@click.option("--floor-ops", metavar="VALUE", help="Operations to match the best published model.")
@click.option("--on", type=DAY, help="The day whose law counts (default: today).")
@click.option("--construe", multiple=True, metavar="usual|cautious|NAME=VALUE", help="Fix legal facts.")
@output("text", "json", "html", "md")
def command(
    name: str | None, on: date | None, construe: tuple[str, ...], form: str, output: str | None, **given: str | None
) -> int:
    """The export class of an AI model: from its figures, or of a NAME that ships with the program.

    \b
    pratique classify model --training-ops 2e25 --weights open
    pratique classify model "Grok 4" --on 2025-08-01
    """
    from pratique.usecases.classify.model import classify_named_model

    found = classify_named_model(name, on, construe=construed(construe), **given)
    say_findings(found.findings)
    data = found.to_dict()
    as_json = json.dumps(data, indent=2, ensure_ascii=False) + "\n"
    emit_told(lambda: as_json, lambda: model_text(data), form, output)
    return EXIT_CLEAR if found.is_settled else EXIT_UNDETERMINED
