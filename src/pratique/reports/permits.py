"""Permits of Chinese cities as text of at most 80 columns."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from pratique.reports.wrapping import wrapped

WIDTH = 80


def permits_text(data: dict[str, Any]) -> str:
    """Permits as `plain_permits` gives them, as lines of text."""
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
        yield from wrapped(line, " " * 6, " " * 8)


def _crew(each: dict[str, Any]) -> str:
    seat = each["operator_on_board"]
    return {"none": "nobody on board", "unknown": "crew unknown"}.get(
        seat, f"operator in the {seat.replace('_', ' ')}"
    )
