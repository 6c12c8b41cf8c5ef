"""The pending law of the book, as people look it up: each item with its stages, its days and what it would say."""

from __future__ import annotations

from datetime import date

import msgspec

from pratique.files.plain import AnswerRows
from pratique.law.pending import Pending, pending_in


class MilestoneOut(msgspec.Struct, frozen=True, kw_only=True):
    """One thing that happened to an item."""

    on: str
    what: str
    confidence: str


class PendingEntry(msgspec.Struct, frozen=True, kw_only=True):
    """An item of pending law as the book has it; `provisions` are empty where no text could be read."""

    id: str
    title: str
    kind: str
    jurisdiction: str
    cite: str
    stages: tuple[MilestoneOut, ...]
    would_apply_from: tuple[MilestoneOut, ...]
    provisions: tuple[str, ...]
    note: str
    checked_on: str


def pending_law(market: str | None = None, on: date | None = None) -> AnswerRows[PendingEntry]:
    """A market (all by default) and a day (all) -> the pending law of which anything was known on it.

    >>> {each.jurisdiction for each in pratique.law_pending("US")}
    {'US'}
    """
    return AnswerRows(_entry(each) for each in pending_in(market) if on is None or each.known_on(on))


def _entry(each: Pending) -> PendingEntry:
    rules = each.instrument.provisions if each.instrument else ()
    return PendingEntry(
        id=each.id,
        title=each.title,
        kind=each.kind,
        jurisdiction=each.jurisdiction,
        cite=each.cite,
        stages=tuple(MilestoneOut(on=s.on.isoformat(), what=s.what, confidence=s.confidence) for s in each.stages),
        would_apply_from=tuple(
            MilestoneOut(on=day.isoformat(), what=what, confidence=each.stage.confidence)
            for day, what in each.would_apply_from
        ),
        provisions=tuple(f"{rule.cite}: {rule.summary}" for rule in rules),
        note=each.note,
        checked_on=each.checked_on.isoformat(),
    )
