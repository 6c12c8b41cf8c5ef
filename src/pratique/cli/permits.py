"""`pratique permits`: which Chinese cities let whom run an automated service."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import date
from textwrap import wrap
from typing import Any

import click

from pratique.cli.options import DAY, emit, output
from pratique.errors import EXIT_CLEAR

WIDTH = 80


@click.command("permits")
@click.option(
    "--service", type=click.Choice(["driverless", "operator", "any"]), default="any", show_default=True,
    help="Nobody on board, somebody on board, or both.",
)  # fmt: skip
@click.option("--paid/--unpaid", "paid", default=None, help="Only with, or only without a fare (default: both).")
@click.option("--on", type=DAY, help="The day (default: today).")
@click.option("--city", help="One city, such as shenzhen.")
@click.option("--district", help="One district or zone, such as pingshan.")
@click.option("--holder", help="One holder, such as baidu.")
@output("text", "json")
def command(
    service: str,
    paid: bool | None,
    on: date | None,
    city: str | None,
    district: str | None,
    holder: str | None,
    form: str,
    output: str | None,
) -> int:
    """Permits of Chinese cities on a day: cities in order, holder, stage, district, hours, dates.

    Every row is a fact with its source, not a rule; `pratique check` decides an act under it.

    \b
    pratique permits --service driverless --paid --on 2023-07-01
    """
    from pratique.usecases.markets.permits import Asked, list_permits, plain_permits

    asked = Asked(on or date.today(), service, paid, city, district, holder)  # type: ignore[arg-type]
    data = plain_permits(list_permits(asked))
    emit(json.dumps(data, indent=2, ensure_ascii=False) + "\n" if form == "json" else _text(data), output)
    return EXIT_CLEAR


def _text(data: dict[str, Any]) -> str:
    return "\n".join(_lines(data)) + "\n"


def _lines(data: dict[str, Any]) -> Iterator[str]:
    fare = {True: ", paid", False: ", unpaid", None: ""}[data["paid"]]
    yield f"Services on {data['on']}: {data['service']}{fare}"
    if not data["cities"]:
        yield "  no permit in the table fits"
    for city in data["cities"]:
        yield ""
        yield f"{city['order']}. {city['city']}" if city["order"] else f"Possibly: {city['city']}"
        for each in city["permits"]:
            yield from _row(each, data["on"])
    if data["almost"]:
        yield ""
        yield "Held that day, but not both driverless and paid"
        for each in data["almost"]:
            fare = "paid" if each["paid"] else "unpaid"
            where = f"{each['city']}, {each['district']}: {each['holder']}"
            yield f"   {where}, {_crew(each)}, {fare}, from {each['from']}"
    yield ""
    yield f"Last checked {data['checked_on']}. A permit that is not in the table may exist."


def _row(each: dict[str, Any], on: str) -> Iterator[str]:
    partner = f" with {each['partner']}" if each["partner"] else ""
    held = "" if each["held"] == "yes" else " (may be held)"
    yield f"   {each['district']}: {each['holder']}{partner}, {each['service']}{held}"
    fare = "paid" if each["paid"] else "unpaid"
    yield f"      {each['stage'].replace('_', ' ')}, {fare}, {_crew(each)}"
    begun = each["from"] and each["from"] <= on  # else the doubt is about its beginning
    since = each["from"] if begun else f"{each['possible_from']} at the earliest"
    if each["from"] and not begun:
        since += f", certainly from {each['from']}"
    until = f" to {each['until']}" if each["until"] else ""
    doubt = f", in doubt from {each['doubt_from']}" if each["doubt_from"] else ""
    hours = each["hours"] or "hours not known"
    area = f"; {each['area_km2']} km2" if each["area_km2"] else ""
    for line in (f"from {since}{until}{doubt}; {hours}{area}", f"{each['confidence']}: {each['source']}"):
        yield from wrap(line, WIDTH, initial_indent=" " * 6, subsequent_indent=" " * 8)


def _crew(each: dict[str, Any]) -> str:
    seat = each["operator_on_board"]
    return {"none": "nobody on board", "unknown": "crew unknown"}.get(
        seat, f"operator in the {seat.replace('_', ' ')}"
    )
