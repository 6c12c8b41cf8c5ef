"""`pratique markets`: where may a model go, and at what duty?"""

from __future__ import annotations

from datetime import date

import click

from pratique.cli.options import DAY, construed, goods, output
from pratique.cli.say import emit, say
from pratique.files.clock import today
from pratique.reports.markets_text import market_lines, markets_csv


@click.command("markets")
@click.argument("file", type=click.Path(), required=False)
@click.option("--into", multiple=True, help="Markets, parted by commas (default: those that the model names).")
@click.option("--on", type=DAY, help="Day of entry (default: today).")
@click.option("--known-on", type=DAY, help="State of what is known (default: today).")
@click.option("--construe", multiple=True, metavar="usual|cautious|NAME=VALUE", help="Fix legal facts.")
@goods
@output("text", "json", "csv", "html", "pdf")
def command(
    file: str | None,
    into: tuple[str, ...],
    on: date | None,
    known_on: date | None,
    construe: tuple[str, ...],
    code: str | None,
    origin: str | None,
    facts: tuple[str, ...],
    form: str,
    output: str | None,
) -> None:
    """Where may it go, on which terms, at what duty? FILE is a model (TOML or JSON);
    without one the goods are said by --hs, --origin and --fact.

    Open markets come first, then those behind a gate, those where a fact is missing, and the closed ones.

    \b
    pratique markets model.toml --on 2026-11-22
    pratique markets --hs 870380 --origin CN --into EU,GB,US
    """
    from pratique.files.plain import as_json
    from pratique.usecases.markets.asked_goods import asked_goods
    from pratique.usecases.markets.markets import markets
    from pratique.usecases.markets.matrix import asked_markets

    if on is None:
        say(f"No --on: the day of entry is taken to be today, {today()} (UTC).", err=True)
    asked = asked_goods(file, code=code, origin=origin, facts=facts)
    found = markets(asked, on=on, known_on=known_on, construe=construed(construe), into=asked_markets(into))
    if form == "json":
        emit(as_json(found), output)
    elif form == "csv":
        emit(markets_csv(found), output)
    elif form in ("html", "pdf"):
        from pratique.reports.markets import page
        from pratique.reports.pdf import pdf

        emit(pdf(page(found)) if form == "pdf" else page(found) + "\n", output)
    else:
        emit("\n".join(market_lines(found)) + "\n", output)
