"""`pratique duty`: what duty is due?"""

from __future__ import annotations

from datetime import date

import click

from pratique.cli.completing import COUNTRIES
from pratique.cli.options import DAY, construed, emit_lines, goods, output
from pratique.cli.say import emit, say
from pratique.files.clock import today
from pratique.reports.duty import duty_lines


@click.command("duty")
@click.argument("file", type=click.Path(), required=False)
@click.option(
    "--into",
    shell_complete=COUNTRIES,
    required=True,
    help="Markets: ISO 3166-1 alpha-2, EU, GCC or a name; several by commas.",
)
@click.option("--on", type=DAY, help="Day of entry (default: today).")
@click.option("--known-on", type=DAY, help="What is owed in the end, as known on this day (default: today).")
@click.option("--construe", multiple=True, metavar="usual|cautious|NAME=VALUE", help="Fix legal facts.")
@goods
@output("text", "json", "html", "md")
def command(
    file: str | None,
    into: str,
    on: date | None,
    known_on: date | None,
    construe: tuple[str, ...],
    code: str | None,
    origin: str | None,
    facts: tuple[str, ...],
    form: str,
    output: str | None,
) -> None:
    """Duty, layer by layer: at entry, secured, owed in the end. FILE is a model (TOML or JSON);
    without one the goods are said by --hs, --origin and --fact.

    \b
    pratique duty model.toml --into EU --on 2026-03-01
    pratique duty --hs 870380 --origin CN --into EU --fact vehicle.powertrain=BEV
    """
    from pratique.files.plain import as_json
    from pratique.usecases.markets.asked_goods import asked_goods
    from pratique.usecases.markets.duty import duty

    if on is None:
        say(f"No --on: the day of entry is taken to be today, {today()} (UTC).", err=True)
    wanted = [each for each in into.split(",") if each.strip()] or [into]
    markets = [each.strip() for each in wanted]
    asked = asked_goods(file, markets[0], code=code, origin=origin, facts=facts)
    found = [duty(asked, each, on=on, known_on=known_on, construe=construed(construe)) for each in markets]
    if form == "json":
        emit(as_json(found) if len(found) > 1 else found[0].to_json(), output)
    else:
        emit_lines(lambda: "\n\n\n".join("\n".join(duty_lines(each)) for each in found) + "\n", form, output)
