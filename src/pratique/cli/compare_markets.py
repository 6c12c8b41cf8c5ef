"""`pratique compare-markets`: several models in several markets, with what each costs once it has landed."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

import click

from pratique.cli.options import DAY, construed
from pratique.cli.say import emit, say
from pratique.errors import UsageError
from pratique.files.clock import today

if TYPE_CHECKING:
    from pratique.usecases.markets.matrix import Matrix


@click.command("compare-markets")
@click.argument("models", nargs=-1, required=True, type=click.Path())
@click.option("--into", multiple=True, help="Markets, parted by commas (default: those that the models name).")
@click.option("--value", "values", multiple=True, help="Value of one vehicle: once for all, or once for each model.")
@click.option("--currency", help="Currency of the answer (default: that of the value).")
@click.option(
    "--rate", "rates", multiple=True, metavar="USD=0.92", help="What one unit of another currency is in it."
)
@click.option("--freight", help="Freight of one vehicle, 900EUR.")
@click.option("--basis", type=click.Choice(["cif", "fob"]), help="Whether freight is part of the customs value.")
@click.option("--vat", multiple=True, metavar="EU=19", help="Value-added or sales tax of a market, in percent.")
@click.option("--other", multiple=True, metavar="GB=350GBP", help="Other costs in a market, one sum a vehicle.")
@click.option("--used", multiple=True, metavar="CA=12000", help="How much of a market's quota is used up.")
@click.option("--on", type=DAY, help="Day of entry (default: today).")
@click.option("--known-on", type=DAY, help="State of what is known (default: today).")
@click.option("--construe", multiple=True, metavar="usual|cautious|NAME=VALUE", help="Fix legal facts.")
@click.option("--csv", "as_csv", is_flag=True, help="The same as --format csv.")
@click.option(
    "--format", "form", type=click.Choice(["text", "json", "csv", "html", "ics", "svg"]), help="Default: text."
)
@click.option("-o", "--output", type=click.Path(dir_okay=False), help="Write to a file.")
def command(
    models: tuple[str, ...],
    into: tuple[str, ...],
    on: date | None,
    known_on: date | None,
    construe: tuple[str, ...],
    as_csv: bool,
    form: str | None,
    output: str | None,
    **money: Any,
) -> None:
    """MODELS (files, or tables with a row a model) by markets: status, approval of the type, duty, landed cost in
    money, quotas, days ahead.

    \b
    pratique compare-markets a.toml b.toml --into EU,US,GB --value 28000EUR --csv
    pratique compare-markets models.xlsx --on 2026-11-22
    """
    from pratique.files.plain import as_json
    from pratique.reports.matrix import matrix_csv, matrix_ics, matrix_lines, matrix_page
    from pratique.usecases.markets.cost import terms_of
    from pratique.usecases.markets.matrix import compare_markets

    if on is None:
        say(f"No --on: the day of entry is taken to be today, {today()} (UTC).", err=True)
    how = construed(construe)
    found = compare_markets(models, into, on=on, known_on=known_on, construe=how, terms=terms_of(**money))
    form = form or ("csv" if as_csv else _by_name(output or ""))
    if form == "json":
        emit(as_json(found), output)
    elif form == "csv":
        emit(matrix_csv(found), output)
    elif form == "html":
        emit(matrix_page(found) + "\n", output)
    elif form == "ics":
        emit(matrix_ics(found), output)
    elif form == "svg":
        emit(_drawn(found), output)
    else:
        emit("\n".join(matrix_lines(found)) + "\n", output)


def _drawn(found: Matrix) -> str:
    """The landed costs as a drawing. Raises UsageError where nothing is priced."""
    from pratique.reports.landed import landed_svg

    if not (drawing := landed_svg(found)):
        raise UsageError(
            "No cell has a price, so there is nothing to draw: say the value of a vehicle (--value 28000EUR)."
        )
    return drawing


def _by_name(output: str) -> str:
    """The format that the name of a file stands for; text where it stands for none."""
    last = output.lower().rpartition(".")[2]
    return last if last in ("json", "csv", "html", "ics", "svg") else "text"
