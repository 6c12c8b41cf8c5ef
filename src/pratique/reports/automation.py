"""The levels that driving features can have, as text."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from pratique.reports.chip import section


def automation_text(data: dict[str, Any]) -> str:
    """The levels as `plain_automation` gives them, as lines of text."""
    return "\n".join(_lines(data)) + "\n"


def _lines(data: dict[str, Any]) -> Iterator[str]:
    for standard, levels in data["levels"].items():
        yield f"{standard + ':':20} {'level ' if levels[0].isdigit() else ''}{' or '.join(levels)}"
    for each in data["features"]:
        yield ""
        yield each["name"]
        for standard, levels in each["levels"].items():
            named = "; ".join(f"{n} ({word})" for n, word in zip(levels, each["level_names"][standard], strict=True))
            yield from section(standard, [named])
        yield from section("Open, and can change it", [f"{f['fact']}: {f['meaning']}" for f in each["open_facts"]])
        yield from section("Note", each["notes"])
    if not data["complete"]:
        yield ""
        yield from section("Note", ["The list of features is not complete: another may have a higher level."])
    yield ""
    yield from section("Where the standards differ", data["differences"])
    yield from section("Note", data["notes"])
    yield from section("Not examined", data["not_examined"])
