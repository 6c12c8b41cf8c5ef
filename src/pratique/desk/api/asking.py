"""How a question is asked over the API: its files are laid in a folder, and what is told names them from there.

Rule: an answer has the bytes that the command prints with `--format json` beside the same files; nothing is kept.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import date

from django.http import HttpRequest

from pratique.desk.api.asked import AskedFiles, laid, without
from pratique.desk.api.endpoints import Caller, Endpoint, Raw
from pratique.errors import UsageError
from pratique.files.clock import iso_day

Question = Callable[..., bytes]


def spaced(found: object) -> bytes:
    """JSON as the command prints it where the answer is a table of its own."""
    return (json.dumps(found, indent=2, ensure_ascii=False) + "\n").encode()


def day_of(request: HttpRequest, name: str = "on") -> date | None:
    """The day that an address names, as `on` or otherwise. Raises UsageError."""
    text = request.GET.get(name)
    day = iso_day(text)
    if text is not None and day is None:
        raise UsageError(f"{text!r} is no calendar day; write it as 2026-11-22.")
    return day


def asking(question: Question, kind: str = "application/json") -> Callable[..., Raw]:
    """A view that lays the files of a question in a folder and asks it."""

    def view(request: HttpRequest, caller: Caller, asked: AskedFiles) -> Raw:
        with laid(asked) as main:
            return Raw(without(question(asked, main), main.parent), kind)

    return view


def endpoint(name: str, ask: Question, takes: type, says: str, kind: str = "application/json") -> Endpoint:
    """The endpoint of a question with files."""
    return Endpoint("POST", name, asking(ask, kind), says, takes=takes)
