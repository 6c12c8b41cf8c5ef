"""What an assistant may ask: check, needs, when, the law, who owns and who is listed; plain data in, plain data out.

Rule: a tool is a use case and nothing else, so that an assistant asks the engine instead of guessing. What is wrong
with a question comes back as findings, never as an answer; every answer carries its law-book hash, what was not
examined and what is open. A server serves one folder and nothing above it, and what is wrong with a file is told by
its place and code: no content of a file that is no answer leaves through a finding.
"""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Mapping
from contextvars import ContextVar
from dataclasses import replace
from datetime import date
from functools import wraps
from pathlib import Path
from typing import Any

import msgspec

from pratique.dossier.read import dossier_from
from pratique.errors import Finding, InvalidInput, UsageError
from pratique.files import contained
from pratique.files.clock import iso_day, today
from pratique.files.outward import for_line
from pratique.usecases.book.look_up import contents, look_up
from pratique.usecases.changes.when import when
from pratique.usecases.check import check
from pratique.usecases.missing.needs import needs
from pratique.usecases.ownership.own import COUNTRIES, OwnQuestion, own
from pratique.usecases.ownership.screening import ScreenQuestion, screen

Said = dict[str, Any]
"""An answer as plain data."""
Tool = Callable[..., Said]
Question = str | Said
"""A dossier: the path of a file, or its content as `pratique schema dossier` describes it."""
MOST_FINDINGS = 100
"""How many findings are told to an assistant."""
MOST_NAMES = 1_000
"""How many names an assistant may screen at once."""
MOST_LINES = 50
"""How many lines of a bill an answer lists for an assistant; the rest is counted."""


def check_crossing(dossier: Question, on: str | None = None, construe: str | None = None) -> Said:
    """May it cross, into that market, on that day? The range of outcomes, what decides, what is missing, what is due.

    `dossier` is a path or its content; `on` an ISO day that overrides the day of every act; `construe` is usual or
    cautious. "undetermined" is an answer: do not fill it with a guess.
    """

    def ask() -> Said:
        plain = check(_read(dossier), on=_day(on), construe=construe).to_dict()
        for transaction in plain["transactions"]:
            for instrument in transaction["instruments"]:
                left = len(instrument["lines"]) - MOST_LINES
                instrument["lines"] = instrument["lines"][:MOST_LINES]
                instrument["lines_left_out"] += max(0, left)
        return plain

    return _answered(ask, dossier)


def what_is_missing(dossier: Question) -> Said:
    """The facts that can still change the outcome, the shortest ways to settle it, and the next best question."""
    return _answered(lambda: needs(_read(dossier)), dossier)


def when_it_changes(dossier: Question, start: str, end: str) -> Said:
    """The intervals of each outcome from `start` to `end` (ISO days) and the provision behind every change."""
    return _answered(lambda: when(_read(dossier), _iso(start), _iso(end)), dossier)


def law(cite: str | None = None, on: str | None = None) -> Said:
    """Provisions of the law book by citation, part of one, or instrument id, with clocks, prose and confidence.

    Without `cite` the contents of the book: each instrument with the citations of its provisions.
    """

    def ask() -> object:
        day = _day(on)
        return look_up(cite, on=day) if cite else contents()

    return _answered(ask)


def who_owns(party: str, registries: list[str], on: str | None = None, countries: list[str] | None = None) -> Said:
    """Who owns and controls a party, and what ties it to a country: yes, no or unknown, with the chain.

    `party` is an id, an identifier such as an LEI, or a name in `registries` (paths of BODS, GLEIF, FollowTheMoney,
    a table of stakes, a stored graph). `countries` as CN=CN,HK,MO; without them China and Russia. "unknown" is an
    answer: what would settle it stands under open_holdings.
    """

    def ask() -> Said:
        asked = OwnQuestion(_files(registries), on=_day(on) or today(), countries=countries or COUNTRIES)
        found = own(party, asked)
        return {**found.to_dict(), "findings": [_told(each) for each in found.findings if each.severity != "note"]}

    return _answered(ask, party)


def who_is_listed(
    names: list[str],
    lists: list[str],
    registries: list[str] | None = None,
    country: str | None = None,
    on: str | None = None,
) -> Said:
    """Who of `names` (at most 1,000) is on one of `lists`, or is owned by somebody who is: listed, not or unknown.

    `lists` are paths of screening lists as governments publish them, `registries` of ownership data, in which owners
    are looked for; `country` is that of the names. A number in a name ("Example Ltd, LEI 5493...") is looked for
    as well. "unknown" is an answer: a person has to judge the names near.
    """

    def ask() -> Said:
        if len(names) > MOST_NAMES:
            raise BadQuestion(
                f"{len(names):,} names; at most {MOST_NAMES:,} at once here. Ask in turns, or `pratique screen`."
            )
        found = screen(
            ScreenQuestion(
                lists=_files(lists), names=names, country=country, on=_day(on), registries=_files(registries or [])
            )
        )
        return {**found.to_dict(), "findings": [_told(each) for each in found.findings if each.severity != "note"]}

    return _answered(ask, " ".join(names))


def _files(paths: list[str]) -> list[Path]:
    """Files that are named in a question; of a server, those in its folder. Raises InvalidInput for another."""
    root = _SERVED.get()
    return [Path(path) if root is None else contained(root, path) for path in paths]


TOOLS: tuple[Tool, ...] = (check_crossing, what_is_missing, when_it_changes, law, who_owns, who_is_listed)
"""What a server offers, in this order."""


_SERVED: ContextVar[Path | None] = ContextVar("served", default=None)
"""The folder that is served; None for a caller who may read whatever the process may."""
_QUESTION = "the question"
_PATHS = ("file.missing", "file.outside", "file.not-regular", "file.too-large")
"""Findings that say nothing but the path that was asked for."""


def served_in(folder: str | Path, tools: tuple[Tool, ...] = TOOLS) -> tuple[Tool, ...]:
    """The tools, reading no file but those in `folder`. Raises UsageError where it is none, or the whole machine."""
    root = Path(folder).resolve()
    if not root.is_dir():
        raise UsageError(f"There is no folder {str(folder)!r} to serve.")
    if root == Path(root.anchor) or root == Path.home().resolve():
        raise UsageError(f"{str(root)!r} holds everything; name the folder of the dossiers.")
    return tuple(_confined(tool, root) for tool in tools)


def _confined(tool: Tool, root: Path) -> Tool:
    @wraps(tool)
    def run(*given: Any, **named: Any) -> Said:
        token = _SERVED.set(root)
        try:
            return tool(*given, **named)
        finally:
            _SERVED.reset(token)

    return run


def _answered(ask: Callable[[], Any], dossier: Question | None = None) -> Said:
    """The answer as plain data, or the findings where the question is malformed."""
    try:
        plain: Said = msgspec.json.decode(msgspec.json.encode(ask()))
        root = _SERVED.get()
        return plain if root is None else _discreet(plain, root, dossier)
    except InvalidInput as error:
        left = len(error.findings[MOST_FINDINGS:])
        told = [_told(finding) for finding in error.findings[:MOST_FINDINGS]]
        return {"findings": told} | ({"findings_left_out": left} if left else {})
    except (UsageError, ValueError) as error:
        if _SERVED.get() is not None and isinstance(dossier, str) and not isinstance(error, BadQuestion):
            return {
                "findings": ["The question of the file cannot be answered; ask `pratique check` at the terminal."]
            }
        return {"findings": [for_line(str(error))]}


def _discreet(plain: Said, root: Path, dossier: Question | None) -> Said:
    """An answer for an assistant: of what stands in a file beside what is asked, only where.

    A bill may stand in a file with what is none; how its reader names that is for whoever may read the file.
    """
    own = str(root / (dossier if isinstance(dossier, str) else _QUESTION))
    for kind in ("findings", "not_read"):
        for note in plain.get(kind, ()):
            about = note["about"] if isinstance(note, dict) else ""  # a text was made by `_told`
            if not about.startswith(own) and (file := _file_in(about, root)):
                note |= {"about": file, "note": "Something here was not read; its content is not told."}
    text, called = msgspec.json.encode(plain).decode(), msgspec.json.encode(str(root)).decode()[1:-1]
    kept: Said = msgspec.json.decode(text.replace(f"{called}/", "").replace(called, "."))
    return kept


_LINE = re.compile(r":\d+(:\d+)?$")


def _file_in(place: str, root: Path) -> str:
    """The served file that a place begins with, with its line: what follows may be the words of the file."""
    words = place.split(" ")
    found = (" ".join(words[:count]) for count in range(len(words), 0, -1))
    named = next((each for each in found if os.path.isfile(root / _LINE.sub("", each))), "")
    return named or ("a file" if place.startswith(f"{root}/") else "")


def _told(finding: Finding) -> str:
    """A finding for an assistant: of a served file only where it is and of what kind it is."""
    root = _SERVED.get()
    if root is None:
        return for_line(str(finding))
    text = str(finding).replace(f"{root}/", "").replace(str(root), ".")
    if finding.place.file == str(root / _QUESTION) or finding.code in _PATHS:
        return for_line(text)
    place = replace(finding.place, file=finding.place.file.replace(f"{root}/", ""), pointer=None)
    return for_line(
        f"{place}: {finding.severity}: the file does not fit here; its content is not told [{finding.code}]"
    )


def _read(dossier: Question) -> Any:
    root = _SERVED.get()
    if not isinstance(dossier, str | Mapping):
        raise UsageError("A dossier is a path or an object.")
    if root is None:
        return Path(dossier) if isinstance(dossier, str) else dossier
    if isinstance(dossier, str):
        return contained(root, dossier)
    return dossier_from(dossier, str(root / _QUESTION))


class BadQuestion(UsageError):
    """What was asked, of whatever file, cannot be: a day that is none, too many names."""


def _day(text: str | None) -> date | None:
    return None if text is None else _iso(text)


def _iso(text: str) -> date:
    if (day := iso_day(text)) is None:
        raise BadQuestion(f"{text!r} is no calendar day; write it as 2026-11-22.")
    return day
