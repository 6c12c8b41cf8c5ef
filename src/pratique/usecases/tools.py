"""What an assistant may ask: check, needs, when, the law; plain data in, plain data out.

Rule: a tool is a use case and nothing else, so that an assistant asks the engine instead of guessing. What is wrong
with a question comes back as findings, never as an answer; every answer carries its law-book hash, what was not
examined and what is open.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import msgspec

from pratique.errors import InvalidInput, UsageError
from pratique.usecases.book.look_up import look_up
from pratique.usecases.changes.when import when
from pratique.usecases.check import check
from pratique.usecases.missing.needs import needs

Question = str | dict[str, Any]
"""A dossier: the path of a file, or its content as `pratique schema dossier` describes it."""
MOST_LINES = 50
"""How many lines of a bill an answer lists for an assistant; the rest is counted."""


def check_crossing(dossier: Question, on: str | None = None, construe: str | None = None) -> dict[str, Any]:
    """May it cross, into that market, on that day? The range of outcomes, what decides, what is missing, what is due.

    `dossier` is a path or its content; `on` an ISO day that overrides the day of every act; `construe` is usual or
    cautious. "undetermined" is an answer: do not fill it with a guess.
    """

    def ask() -> dict[str, Any]:
        plain = check(_read(dossier), on=_day(on), construe=construe).to_dict()
        for transaction in plain["transactions"]:
            for instrument in transaction["instruments"]:
                left = len(instrument["lines"]) - MOST_LINES
                instrument["lines"] = instrument["lines"][:MOST_LINES]
                instrument["lines_left_out"] += max(0, left)
        return plain

    return _answered(ask)


def what_is_missing(dossier: Question) -> dict[str, Any]:
    """The facts that can still change the outcome, the shortest ways to settle it, and the next best question."""
    return _answered(lambda: needs(_read(dossier)))


def when_it_changes(dossier: Question, start: str, end: str) -> dict[str, Any]:
    """The intervals of each outcome from `start` to `end` (ISO days) and the provision behind every change."""
    return _answered(lambda: when(_read(dossier), _iso(start), _iso(end)))


def law(cite: str | None = None, on: str | None = None) -> dict[str, Any]:
    """Provisions of the law book by citation, part of one, or instrument id, with clocks, prose and confidence.

    Without `cite` the contents of the book: each instrument with the citations of its provisions.
    """
    return _answered(lambda: look_up(cite, on=_day(on)) if cite else _contents(on))


TOOLS: tuple[Callable[..., dict[str, Any]], ...] = (check_crossing, what_is_missing, when_it_changes, law)
"""What a server offers, in this order."""


def _answered(ask: Callable[[], Any]) -> dict[str, Any]:
    """The answer as plain data, or the findings where the question is malformed."""
    try:
        plain: dict[str, Any] = msgspec.json.decode(msgspec.json.encode(ask()))
        return plain
    except InvalidInput as error:
        return {"findings": [str(finding) for finding in error.findings]}
    except (UsageError, ValueError) as error:
        return {"findings": [str(error)]}


def _contents(on: str | None) -> dict[str, Any]:
    """What the book holds, short enough to be read whole."""
    book = look_up(None, on=_day(on))
    rows = [
        {"id": each.id, "title": each.title, "cite": each.cite, "provisions": [one.cite for one in each.provisions]}
        for each in book.instruments
    ]
    return {"hash": book.hash, "instruments": rows}


def _read(dossier: Question) -> Any:
    return Path(dossier) if isinstance(dossier, str) else dossier


def _day(text: str | None) -> date | None:
    return None if text is None else _iso(text)


def _iso(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise UsageError(f"{text!r} is no calendar day; write it as 2026-11-22.") from None
