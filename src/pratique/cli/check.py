"""`pratique check`: may it cross?"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from pratique.cli.deciding import deciding, decision
from pratique.cli.options import output, use_colour
from pratique.cli.say import emit, say
from pratique.errors import EXIT_BARRED, EXIT_CLEAR, EXIT_UNDETERMINED, UsageError
from pratique.files.clock import today
from pratique.usecases.answer.answer import Answer


@click.command("check")
@click.argument("file", type=click.Path())
@click.option("--into", help="For a bill of materials: the market, ISO 3166-1 alpha-2.")
@click.option("--out-of", help="For a bill of materials: the country it comes from.")
@click.option("--act", default=None, help="For a bill of materials: import, sale, ...")
@click.option("--role", help="For a bill of materials: manufacturer, importer, supplier, operator, exporter.")
@click.option("--model-year", help="For a bill of materials: the vehicle's model year.")
@click.option("--fact", "facts", multiple=True, metavar="NAME=VALUE", help="Any fact by its full name.")
@click.option(
    "--columns", type=click.Path(dir_okay=False), help="For a table: TOML file that says what its columns mean."
)
@click.option("--exposure", is_flag=True, help="Add the trade that the instruments touch, as ranges.")
@click.option("--pending", is_flag=True, help="Ask pending law beside the answer; it decides nothing.")
@click.option(
    "--fail-on",
    type=click.Choice(["prohibited", "undetermined", "late", "never"]),
    default="undetermined",
    show_default=True,
    help="From which outcome the exit status is not 0; late: also where a duty is late.",
)
@deciding
@output("text", "json", "html", "md", "sarif")
def command(
    file: str,
    into: str | None,
    out_of: str | None,
    act: str | None,
    role: str | None,
    model_year: str | None,
    facts: tuple[str, ...],
    columns: str | None,
    exposure: bool,
    pending: bool,
    fail_on: str,
    form: str,
    output: str | None,
    **given: Any,
) -> int:
    """May it cross? FILE is a dossier (TOML or JSON), or a bill of materials with --into and --act.

    \b
    pratique check dossier.toml
    pratique check bom.cdx.json --into US --act sale --role manufacturer --model-year 2027 --on 2026-11-22
    """
    from pratique.dossier.question import enriched, is_dossier, question_about
    from pratique.usecases.check import check

    how = decision(given)
    said = {"into": into, "out_of": out_of, "act": act, "role": role, "model_year": model_year}
    question: Any = Path(file)
    if not is_dossier(file, asked=any(said.values())):
        if how["on"] is None:
            how["on"] = today()
            say(f"No --on: the day of the act is taken to be today, {how['on']} (UTC).", err=True)
        question = question_about(file, said, facts, how["on"], columns)
    elif columns is not None:
        raise UsageError("--columns goes with a table; a dossier says it in the entry of its bill.")
    elif any(said.values()):
        named = ", ".join(f"--{name.replace('_', '-')}" for name, value in said.items() if value)
        raise UsageError(f"{named} go with a bill of materials; a dossier says it in its transactions.")
    elif facts:
        question = enriched(file, facts)
    found = check(question, exposure=exposure, pending=pending, **how)
    colour = use_colour(output)
    emit(printed(found, form, colour), output, styled=colour and form == "text")
    return status(found, fail_on)


def printed(answer: Answer, form: str, colour: bool = False) -> bytes | str:
    """The answer in one of the formats."""
    if form == "json":
        return answer.to_json()
    if form == "html":
        from pratique.reports.html import html

        return html(answer)
    if form == "md":
        from pratique.reports.markdown import markdown

        return markdown(answer)
    if form == "sarif":
        from pratique.reports.sarif import sarif

        return sarif(answer)
    from pratique.reports.text import coloured, plain, text

    return text(answer, coloured if colour else plain)


def status(answer: Answer, fail_on: str) -> int:
    """The exit status, with what --fail-on lets pass."""
    if fail_on == "never" or (fail_on == "prohibited" and answer.exit_status == EXIT_UNDETERMINED):
        return EXIT_CLEAR
    if fail_on == "late" and answer.late and answer.exit_status == EXIT_CLEAR:
        return EXIT_BARRED
    assert answer.exit_status in (EXIT_CLEAR, EXIT_BARRED, EXIT_UNDETERMINED)
    return answer.exit_status
