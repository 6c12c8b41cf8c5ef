"""`pratique markets`: where may a model go, and at what duty?"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Sequence
from datetime import date
from typing import TYPE_CHECKING

import click

from pratique.cli.options import DAY, construed, emit, output
from pratique.reports.wrapping import wrapped

if TYPE_CHECKING:
    from pratique.usecases.markets.markets import MarketOut

MOST_LINES = 3
"""How many gates, and how many questions, are printed for a market; JSON has all."""
HEAD = (
    "market", "title", "status", "duty at entry", "owed in the end", "deciding", "to ask", "changes on", "unverified",
    "sources seen up to",
)  # fmt: skip


@click.command("markets")
@click.argument("file", type=click.Path())
@click.option("--on", type=DAY, help="Day of entry (default: today).")
@click.option("--known-on", type=DAY, help="State of what is known (default: today).")
@click.option("--construe", multiple=True, metavar="usual|cautious|NAME=VALUE", help="Fix legal facts.")
@output("text", "json", "csv", "html")
def command(
    file: str,
    on: date | None,
    known_on: date | None,
    construe: tuple[str, ...],
    form: str,
    output: str | None,
) -> None:
    """Where may it go, on which terms, at what duty? FILE is a model (TOML or JSON).

    Open markets come first, then those behind a gate, those where a fact is missing, and the closed ones.

    \b
    pratique markets model.toml --on 2026-11-22
    """
    from pratique.usecases.markets.duty import to_json
    from pratique.usecases.markets.markets import markets

    if on is None:
        click.echo(f"No --on: the day of entry is taken to be today, {date.today()}.", err=True)
    found = markets(file, on=on, known_on=known_on, construe=construed(construe))
    if form == "json":
        emit(to_json(found), output)
    elif form == "csv":
        emit(_csv(found), output)
    elif form == "html":
        from pratique.reports.markets import page

        emit(page(found) + "\n", output)
    else:
        emit("\n".join(_lines(found)) + "\n", output)


def _lines(found: Sequence[MarketOut]) -> Iterator[str]:
    from pratique.reports.markets import HEADINGS, LAST_WORD, oldest, strip

    yield from _leaving(found)
    for heading, belongs in HEADINGS.items():
        mine = [each for each in found if belongs(each)]
        if mine:
            yield heading
            for each in mine:
                yield from _market(each)
            yield ""
    ahead = [f"  {day}  {' '.join(markets)}" for day, markets in strip(found)]
    if ahead:
        yield from ("Changes ahead", *ahead, "")
    yield from wrapped(f"Sources seen up to: {oldest(found)}. A later act is not known.")
    yield ""
    yield from wrapped(LAST_WORD)


def _market(one: MarketOut) -> Iterator[str]:
    from pratique.deciding.rates import rate_text
    from pratique.reports.markets import amounts_text, asked_there, there

    due = f"{rate_text(one.duty.rate_at_entry)}{amounts_text(one)}"
    yield from wrapped(due, f"  {one.market:<4}{one.title:<22}", " " * 28)
    if one.duty.security != 0:
        yield from _wrap(f"secured, not paid: {rate_text(one.duty.security)}")
    if one.duty.finally_owed != one.duty.rate_at_entry:
        yield from _wrap(f"owed in the end: {rate_text(one.duty.finally_owed)}")
    for condition in there(one)[:MOST_LINES]:
        yield from _wrap(f"{condition.outcome}: {condition.cite}")
    for asked in asked_there(one)[:MOST_LINES]:
        yield from _wrap(f"ask: {asked.name} ({asked.known_by})")
    if one.status != one.status_there:
        yield from _wrap(f"{one.status_there} but for leaving China")


def _leaving(found: Sequence[MarketOut]) -> Iterator[str]:
    from pratique.reports.markets import leaving

    conditions, asks = leaving(found)
    if conditions:
        yield "Leaving China"
        for outcome, cite in conditions:
            yield from _wrap(f"{outcome}: {cite}")
        for asked in asks[: 2 * MOST_LINES]:
            yield from _wrap(f"ask: {asked.name} ({asked.known_by})")
        yield ""


def _wrap(text: str) -> list[str]:
    return wrapped(text, " " * 6, " " * 8)


def _rows(found: Sequence[MarketOut]) -> Iterator[tuple[str, ...]]:
    from pratique.deciding.rates import rate_text
    from pratique.reports.markets import amounts_text

    for one in found:
        yield (
            one.market,
            one.title,
            one.status,
            rate_text(one.duty.rate_at_entry) + amounts_text(one),
            rate_text(one.duty.finally_owed) + amounts_text(one),
            "; ".join(each.cite for each in one.conditions),
            "; ".join(each.name for each in one.asks),
            " ".join(one.changes_on),
            "; ".join(each.about for each in one.duty.unverified),
            min((each.checked_on or "" for each in one.duty.staleness), default=""),
        )


def _csv(found: Sequence[MarketOut]) -> str:
    stream = io.StringIO()
    writer = csv.writer(stream, lineterminator="\n")
    writer.writerow(HEAD)
    writer.writerows(_rows(found))
    return stream.getvalue()
