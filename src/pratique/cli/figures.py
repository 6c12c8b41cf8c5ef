"""`pratique figures`: the ledger of published figures, which checks itself."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import click

from pratique.cli.options import DAY, emit_told, output
from pratique.cli.say import emit, say, say_findings
from pratique.errors import EXIT_CLEAR

if TYPE_CHECKING:
    from datetime import date

_LEDGER = click.option("--ledger", type=click.Path(dir_okay=False), help="A ledger file (default: the shipped one).")
_FORMATS = ("csv", "sdmx-csv", "comtrade", "owid")


@click.group("figures", short_help="The ledger of published figures, which checks itself.")
def command() -> None:
    """Published figures: enter them, list them, check them against each other.

    A series is written indicator:product:geography, as exports:nev:CN.
    """


@command.command("check")
@click.argument("bulletin", required=False, type=click.Path())
@click.option("--against", type=click.Path(dir_okay=False), help="Read beside a ledger; `shipped` is ours.")
@click.option("--all", "everything", is_flag=True, help="Show rounding and revision too.")
@click.option("--review", "table", is_flag=True, help="Print the review table in Markdown.")
@output("text", "json", "html", "md")
@click.pass_context
def check_command(
    context: click.Context,
    bulletin: str | None,
    against: str | None,
    everything: bool,
    table: bool,
    form: str,
    output: str | None,
) -> None:
    """Check the figures of BULLETIN (default: the shipped ledger) against each other.

    Exit status 0 if nothing needs a correction, 1 if something does, 4 if the file cannot be read.
    """
    from pratique.reports.ledger import check_text
    from pratique.reports.ledger_review import review
    from pratique.usecases.figures import check_ledger

    found = check_ledger(bulletin, against)
    say_findings(found.findings)
    if table:
        emit(review(found.checked), output)
    elif form != "text":
        emit_told(lambda: _json(found.to_dict()), lambda: check_text(found.checked, everything), form, output)
    else:
        emit(check_text(found.checked, everything), output)
    context.exit(EXIT_CLEAR if table else found.exit_status)


@command.command("list")
@click.argument("series", required=False, default="")
@click.option("--publisher", help="Only figures of this publisher.")
@click.option(
    "--kind", type=click.Choice(["observation", "forecast", "target", "quota", "proposal"]), help="Only this kind."
)
@_LEDGER
@output("text", "csv", "json", "sdmx-csv", "owid")
def list_command(
    series: str, publisher: str | None, kind: str | None, ledger: str | None, form: str, output: str | None
) -> None:
    """The figures of SERIES (parts may be left out, as exports::CN), or all."""
    from pratique.reports.series import lines
    from pratique.usecases.figures import figures_listed, write_figures

    found = figures_listed(series, publisher=publisher, kind=kind, ledger=ledger)
    say_findings(found.findings)
    emit(lines(found.figures) if form == "text" else write_figures(found.figures, form), output)


@command.command("show")
@click.argument("series")
@click.argument("period")
@_LEDGER
@output("text", "json", "html", "md")
def show_command(series: str, period: str, ledger: str | None, form: str, output: str | None) -> None:
    """Every printing of the figure of SERIES in PERIOD, and the identities it takes part in."""
    from pratique.reports.figure import show_text
    from pratique.usecases.figures import figure_of

    found = figure_of(series, period, ledger=ledger)
    say_findings(found.findings)
    as_json = _json(found.to_dict()["printings"])
    emit_told(lambda: as_json, lambda: show_text(found.shown), form, output)


@command.command("series")
@click.argument("series")
@_LEDGER
@output("text", "json", "svg", "html", "md")
def series_command(series: str, ledger: str | None, form: str, output: str | None) -> None:
    """SERIES as a table and a chart: blocks in the terminal, or SVG."""
    from pratique.reports.series import series_svg, series_text
    from pratique.usecases.figures import series_of

    found = series_of(series, ledger=ledger)
    say_findings(found.findings)
    if form == "svg":
        emit(series_svg(found.strands), output)
    else:
        emit_told(lambda: _json(found.to_dict()), lambda: series_text(found.strands), form, output)


@command.command("target")
@click.argument("series")
@click.argument("value")
@click.option("--by", required=True, type=click.IntRange(1990, 2200), help="The year aimed at.")
@click.option("--share", "shares", multiple=True, metavar="PRODUCT=PERCENT%", help="A share aimed at; may repeat.")
@_LEDGER
@output("text", "json", "html", "md")
def target_command(
    series: str,
    value: str,
    by: int,
    shares: tuple[str, ...],
    ledger: str | None,
    form: str,
    output: str | None,
) -> None:
    """What VALUE for SERIES would need, beside what has been seen; and what it may have been meant to be."""
    from pratique.reports.target import judged_text
    from pratique.usecases.figures import target_judged

    found = target_judged(series, value, by, shares=shares, ledger=ledger)
    say_findings(found.findings)
    emit_told(lambda: _json(found.to_dict()), lambda: judged_text(found.judged), form, output)


@command.command("add")
@click.argument("rows", type=click.Path())
@click.option(
    "--ledger", required=True, type=click.Path(dir_okay=False), help="The ledger to add to (made if absent)."
)
@click.option("--from", "source_format", type=click.Choice(_FORMATS), help="Format of ROWS (default: by its header).")
@click.option("--indicator", default="", help="For a format that does not say it.")
@click.option("--product", default="", help="For a format that does not say it.")
@click.option("--unit", default="", help="For a format that does not say it.")
@click.option("--publisher", default="", help="For a format that does not say it.")
@click.option("--scope", default="", help="For a format that does not say it.")
@click.option("--source", default="", help="Address or name of what the rows were read from.")
@click.option("--published-on", type=DAY, help="For a format that does not say it.")
def add_command(
    rows: str,
    ledger: str,
    source_format: str | None,
    indicator: str,
    product: str,
    unit: str,
    publisher: str,
    scope: str,
    source: str,
    published_on: date | None,
) -> None:
    """Add the figures of ROWS to a ledger: all of them, or none and every reason."""
    from pratique.usecases.figures import figures_added

    given = {
        "indicator": indicator,
        "product": product,
        "unit": unit,
        "publisher": publisher,
        "scope": scope,
        "source": source,
        "published_on": published_on,
    }
    found = figures_added(rows, ledger, form=source_format, given=given)
    say_findings(found.findings)
    say(f"Added {found.added} figures to {ledger}.", err=True)


def _json(data: Any) -> str:
    return json.dumps(data, ensure_ascii=False, indent=2) + "\n"
