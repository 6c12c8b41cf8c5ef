"""Names against lists, as text and JSON: each party with what agrees and what differs, close names among them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import msgspec

from pratique.reports.wrapping import wrapped
from pratique.usecases.ownership.listed_above import OWNERS
from pratique.usecases.ownership.screening import overall, screening_data

if TYPE_CHECKING:
    from pratique.parties.lists import ScreeningList
    from pratique.parties.screening import ListOutcome, Screening


def screening_json(found: Sequence[Screening]) -> str:
    """The screenings as one JSON document."""
    return msgspec.json.format(msgspec.json.encode([screening_data(one) for one in found]), indent=2).decode()


def screening_text(found: Sequence[Screening], read: Sequence[ScreeningList], threshold: float) -> str:
    """The screenings for a terminal: the lists, each party with its candidates and outcomes, the counts."""
    parts = ["\n".join(["Lists", *map(_list_line, read)])]
    parts += ["\n".join(_screening_lines(one)) for one in found]
    counts = {status: sum(overall(one) == status for one in found) for status in ("listed", "unknown", "not listed")}
    summary = ", ".join(f"{number} {status}" for status, number in counts.items() if number)
    total = sum(len(one.candidates) for one in found)
    people = _some(len(found), "party", "parties")
    candidates = _some(total, "candidate", "candidates")
    close = sum(len(one.close) for one in found)
    queue = f" {close} close below it: {total + close} for a person to judge." if close else ""
    parts.append(_wrapped(f"{people}: {summary}. {candidates} at a score of {threshold:g} or more.{queue}", ""))
    return "\n\n".join(parts)


def _some(number: int, one: str, many: str) -> str:
    return f"{number} {one if number == 1 else many}"


def _list_line(one: ScreeningList) -> str:
    dated = f"of {one.as_of}" if one.as_of else f"undated, not before {one.newest}" if one.newest else "undated"
    line = f"{one.code}: {_some(len(one.listings), 'entry', 'entries')}, {dated}, from {one.source}"
    return _wrapped(line + ("; not complete" if one.incomplete else ""), "  ", "      ")


def _screening_lines(one: Screening) -> list[str]:
    countries = ", ".join(sorted(one.query.countries))
    lines = [_wrapped(one.query.name + (f" ({countries})" if countries else ""), "")]
    for item, decision in (*one.candidates, *one.close):
        near = "" if (item, decision) in one.candidates else ", close"
        lines.append(_wrapped(f"{item.list} {item.id}  {item.name}, score {item.score:.2f}{near}", "  ", "      "))
        lines += [_wrapped(f"+ {reason}", "    ", "      ") for reason in item.agrees]
        lines += [_wrapped(f"- {reason}", "    ", "      ") for reason in item.differs]
        if decision:
            text = f"= {decision.verdict}: {decision.who}, {decision.when:%Y-%m-%d}, {decision.why}"
            lines.append(_wrapped(text, "    ", "      "))
    if one.nearest is not None:
        text = f"nearest: {one.nearest.list} {one.nearest.id}  {one.nearest.name}, score {one.nearest.score:.2f}"
        lines.append(_wrapped(text, "  ", "      "))
    return lines + _outcome_lines(one.outcomes)


def _outcome_lines(outcomes: tuple[ListOutcome, ...]) -> list[str]:
    """Outcomes that say the same for the same reason stand on one line."""
    merged: dict[tuple[str, str], list[str]] = {}
    for each in outcomes:
        open_ = next((reason for reason in each.reasons if not reason.startswith("the list")), None)
        reason = open_ or ("the list is not complete" if each.status == "unknown" else each.reasons[0])
        if each.list == OWNERS:
            reason = "; ".join(text.rstrip(".") for text in each.reasons)
        merged.setdefault((each.status, reason), []).append(each.list)
    ordered = sorted(merged.items(), key=lambda item: ("listed", "unknown", "not listed").index(item[0][0]))
    return [
        _wrapped(f"{', '.join(dict.fromkeys(lists))}: {status} ({reason})", "  ", "      ")
        for (status, reason), lists in ordered
    ]


def _wrapped(text: str, first: str, rest: str | None = None) -> str:
    return "\n".join(wrapped(text, first, rest))
