"""`pratique figures`: the ledger of published figures, which checks itself."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import click

from pratique.cli.options import DAY, output
from pratique.cli.say import emit, say, say_findings
from pratique.errors import EXIT_BARRED, EXIT_CLEAR, Findings, Place, UsageError

if TYPE_CHECKING:
    from datetime import date

    from pratique.figures.exchange import FormatDefaults
    from pratique.figures.ledger import Ledger

_LEDGER = click.option("--ledger", type=click.Path(dir_okay=False), help="A ledger file (default: the shipped one).")
_FORMATS = ("csv", "sdmx-csv", "comtrade", "owid")


@click.group("figures", short_help="The ledger of published figures, which checks itself.")
def command() -> None:
    """Published figures: enter them, list them, check them against each other.

    A series is written indicator:product:geography, as exports:nev:CN.
    """


def _load(path: str | None, given: FormatDefaults | None = None) -> Ledger:
    """The ledger of a file in any format, or the shipped one; notes go to stderr."""
    from pratique.figures.exchange import FormatDefaults, load_figures
    from pratique.figures.ledger import shipped

    if path is None:
        return shipped()
    findings = Findings()
    figures = load_figures(path, findings, given or FormatDefaults())
    say_findings(findings)
    return figures


@command.command("check")
@click.argument("bulletin", required=False, type=click.Path())
@click.option("--against", type=click.Path(dir_okay=False), help="Read beside a ledger; `shipped` is ours.")
@click.option("--all", "everything", is_flag=True, help="Show rounding and revision too.")
@click.option("--review", "table", is_flag=True, help="Print the review table in Markdown.")
@output("text", "json")
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
    from pratique.figures.identities import check, check_against
    from pratique.figures.report import check_data, check_text
    from pratique.figures.review import review

    figures = _load(bulletin)
    checked = check_against(figures, _load(None if against == "shipped" else against)) if against else check(figures)
    if table:
        emit(review(checked), output)
    elif form == "json":
        emit(json.dumps(check_data(checked), ensure_ascii=False, indent=2) + "\n", output)
    else:
        emit(check_text(checked, everything), output)
    context.exit(EXIT_BARRED if checked.defects and not table else EXIT_CLEAR)


@command.command("list")
@click.argument("series", required=False, default="")
@click.option("--publisher", help="Only figures of this publisher.")
@click.option("--kind", type=click.Choice(["observation", "forecast", "target", "quota"]), help="Only this kind.")
@_LEDGER
@output("text", "csv", "json", "sdmx-csv", "owid")
def list_command(
    series: str, publisher: str | None, kind: str | None, ledger: str | None, form: str, output: str | None
) -> None:
    """The figures of SERIES (parts may be left out, as exports::CN), or all."""
    from pratique.figures.exchange import write_figures
    from pratique.figures.series import lines

    found = tuple(
        entry
        for entry in _load(ledger).select(series)
        if (publisher is None or entry.publisher == publisher) and (kind is None or entry.kind == kind)
    )
    emit(lines(found) if form == "text" else write_figures(found, form), output)


@command.command("show")
@click.argument("series")
@click.argument("period")
@_LEDGER
@output("text", "json")
def show_command(series: str, period: str, ledger: str | None, form: str, output: str | None) -> None:
    """Every printing of the figure of SERIES in PERIOD, and the identities it takes part in."""
    from pratique.figures.show import show, show_data, show_text

    shown = show(_load(ledger), series, period)
    emit(
        json.dumps(show_data(shown), ensure_ascii=False, indent=2) + "\n" if form == "json" else show_text(shown),
        output,
    )


@command.command("series")
@click.argument("series")
@_LEDGER
@output("text", "json", "svg")
def series_command(series: str, ledger: str | None, form: str, output: str | None) -> None:
    """SERIES as a table and a chart: blocks in the terminal, or SVG."""
    from pratique.figures.series import series_data, series_svg, series_text

    held = _load(ledger)
    if form == "svg":
        emit(series_svg(held, series), output)
    elif form == "json":
        emit(json.dumps(series_data(held, series), ensure_ascii=False, indent=2) + "\n", output)
    else:
        emit(series_text(held, series), output)


@command.command("target")
@click.argument("series")
@click.argument("value")
@click.option("--by", required=True, type=click.IntRange(1990, 2200), help="The year aimed at.")
@click.option("--share", "shares", multiple=True, metavar="PRODUCT=PERCENT%", help="A share aimed at; may repeat.")
@_LEDGER
@output("text", "json")
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
    from pratique.figures.target import judge, judged_data, judged_text, parse_shares, parse_value

    judged = judge(series, parse_value(value), by, parse_shares(shares), _load(ledger))
    data = json.dumps(judged_data(judged), ensure_ascii=False, indent=2) + "\n"
    emit(data if form == "json" else judged_text(judged), output)


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
    from pratique.figures.exchange import FORMATS, FormatDefaults, load_figures
    from pratique.figures.ledger import add

    form = next((known for known in FORMATS if known == source_format), None)
    given = FormatDefaults(
        indicator=indicator, product=product, unit=unit, publisher=publisher, scope=scope, source=source,
        published_on=published_on,
    )  # fmt: skip
    findings = Findings()
    found = load_figures(rows, findings, given, form)
    say_findings(findings)
    if not found.entries:
        raise UsageError(f"{rows} has no figure to add.")
    added = add(ledger, found.entries, Place(rows))
    say(f"Added {added} figures to {ledger}.", err=True)
