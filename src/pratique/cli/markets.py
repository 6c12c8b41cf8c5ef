"""`pratique markets`: where may a model go, and at what duty?"""

from __future__ import annotations

import csv
import io
import textwrap
from collections.abc import Callable, Iterator, Sequence
from datetime import date
from html import escape
from typing import TYPE_CHECKING

import click

from pratique.cli.duty import rate_text
from pratique.cli.options import DAY, construed, emit, output

if TYPE_CHECKING:
    from pratique.usecases.markets import MarketOut

ORIGIN = "cn.export"
"""What the country of origin asks of an export."""
HEAD = ("market", "title", "status", "duty at entry", "owed in the end", "deciding", "to ask", "changes on")


@click.command("markets")
@click.argument("file", type=click.Path(dir_okay=False))
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
    from pratique.usecases.duty import to_json
    from pratique.usecases.markets import markets

    if on is None:
        click.echo(f"No --on: the day of entry is taken to be today, {date.today()}.", err=True)
    found = markets(file, on=on, known_on=known_on, construe=construed(construe))
    if form == "json":
        emit(to_json(found), output)
    elif form == "csv":
        emit(_csv(found), output)
    elif form == "html":
        emit(_html(found), output)
    else:
        emit("\n".join(_lines(found)) + "\n", output)


def _lines(found: Sequence[MarketOut]) -> Iterator[str]:
    yield from _leaving(found)
    for heading, belongs in _HEADINGS.items():
        mine = [each for each in found if belongs(each)]
        if mine:
            yield heading
            for each in mine:
                yield from _market(each)
            yield ""
    strip = sorted({(day, each.market) for each in found for day in each.changes_on})
    if strip:
        yield "Changes ahead"
        for day in dict.fromkeys(day for day, _ in strip):
            yield f"  {day}  {' '.join(market for when, market in strip if when == day)}"
        yield ""
    yield from textwrap.wrap("Open means clear under the instruments named, never permitted by all law.", 80)


_HEADINGS: dict[str, Callable[[MarketOut], bool]] = {
    "Open, at this duty": lambda one: one.status == "open" and not one.duty.unverified,
    "Open, at a duty known from memory only": lambda one: one.status == "open" and bool(one.duty.unverified),
    "Behind a gate": lambda one: one.status == "gated",
    "Undetermined: a fact is missing": lambda one: one.status == "undetermined",
    "Closed": lambda one: one.status == "closed",
}


def _market(one: MarketOut) -> Iterator[str]:
    amounts = "".join(f" + {each['amount']:,f} {each['currency']}" for each in one.duty.amounts)
    yield f"  {one.market:<4}{one.title:<22}{rate_text(one.duty.rate_at_entry)}{amounts}"
    for condition in [each for each in one.conditions if each.instrument != ORIGIN][:3]:
        yield from _wrap(f"{condition.outcome}: {condition.cite}")
    if one.status_there in ("open", "undetermined"):
        asks = [each for each in one.asks if set(each.instruments) != {ORIGIN}]
        for asked in asks[:3]:
            yield from _wrap(f"ask: {asked.name} ({asked.known_by})")
    if one.status != one.status_there:
        yield from _wrap(f"{one.status_there} but for leaving China")


def _leaving(found: Sequence[MarketOut]) -> Iterator[str]:
    """What the country of origin says of the export, told once for all markets."""
    conditions = [each for one in found for each in one.conditions if each.instrument == ORIGIN]
    if not conditions:
        return
    yield "Leaving China"
    for outcome, cite in dict.fromkeys((each.outcome, each.cite) for each in conditions):
        yield from _wrap(f"{outcome}: {cite}")
    asks = {each.name: each for one in found for each in one.asks if set(each.instruments) == {ORIGIN}}
    for asked in list(asks.values())[:6]:
        yield from _wrap(f"ask: {asked.name} ({asked.known_by})")
    yield ""


def _wrap(text: str) -> list[str]:
    return textwrap.wrap(
        text, 80, initial_indent=" " * 6, subsequent_indent=" " * 8, break_long_words=False, break_on_hyphens=False
    )


def _rows(found: Sequence[MarketOut]) -> Iterator[tuple[str, ...]]:
    for one in found:
        yield (
            one.market,
            one.title,
            one.status,
            rate_text(one.duty.rate_at_entry),
            rate_text(one.duty.finally_owed),
            "; ".join(each.cite for each in one.conditions),
            "; ".join(each.name for each in one.asks),
            " ".join(one.changes_on),
        )


def _csv(found: Sequence[MarketOut]) -> str:
    stream = io.StringIO()
    writer = csv.writer(stream, lineterminator="\n")
    writer.writerow(HEAD)
    writer.writerows(_rows(found))
    return stream.getvalue()


def _html(found: Sequence[MarketOut]) -> str:
    head = "".join(f"<th>{escape(each)}</th>" for each in HEAD)
    body = "\n".join(
        f'<tr class="{escape(row[2])}">' + "".join(f"<td>{escape(cell)}</td>" for cell in row) + "</tr>"
        for row in _rows(found)
    )
    title = escape(found[0].duty.title if found else "Markets")
    return (
        '<!doctype html>\n<html lang="en"><meta charset="utf-8">'
        f"<title>{title}</title>\n<style>{_STYLE}</style>\n<h1>{title}</h1>\n"
        f"<table><thead><tr>{head}</tr></thead><tbody>\n{body}\n</tbody></table>\n"
        "<p>Open means clear under the instruments named, never permitted by all law.</p></html>\n"
    )


_STYLE = (
    "body{font:15px/1.4 system-ui,sans-serif;margin:2rem}table{border-collapse:collapse}"
    "th,td{text-align:left;vertical-align:top;padding:.3rem .6rem;border-bottom:1px solid #ccc}"
    ".closed td:nth-child(3){color:#a00}.open td:nth-child(3){color:#070}"
)
