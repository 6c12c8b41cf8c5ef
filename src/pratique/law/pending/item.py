"""One item of pending law.

Rule: its stages are what happened, each with its day and how sure we are; the last one is where it stands.
"""

from __future__ import annotations

from datetime import date
from importlib import import_module
from typing import NamedTuple

from pratique.law.instrument import Instrument
from pratique.value_class import dataclass


@dataclass(frozen=True, slots=True)
class Milestone:
    """Something that happened to the item: introduced, reported, announced, proposed, suspended."""

    on: date
    what: str
    confidence: str


class TextAt(NamedTuple):
    """Where the text of an item stands, as if it were law: loaded when it is asked for."""

    module: str
    name: str


@dataclass(frozen=True, slots=True)
class Pending:
    """A text that is not law (or not law again yet). `text` is what it would be; None where no text was read.

    `kind` is one of bill, announced, proposal, draft standard, suspension. `would_apply_from` are the days that its own
    text names, or that were announced, each with what begins on it.
    """

    id: str
    title: str
    kind: str
    jurisdiction: str
    cite: str
    stages: tuple[Milestone, ...]
    would_apply_from: tuple[tuple[date, str], ...] = ()
    text: Instrument | TextAt | None = None
    note: str = ""
    checked_on: date = date(2026, 11, 28)

    @property
    def instrument(self) -> Instrument | None:
        """What it would be as law; None where no text was read."""
        if not isinstance(self.text, TextAt):
            return self.text
        found = getattr(import_module(self.text.module), self.text.name)
        assert isinstance(found, Instrument)
        return found

    @property
    def stage(self) -> Milestone:
        """The last thing that happened to it."""
        return self.stages[-1]

    def known_on(self, day: date) -> bool:
        """Whether anything of it was known on `day`."""
        return self.stages[0].on <= day
