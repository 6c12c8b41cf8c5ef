"""What an instrument adds to an answer beside its outcome, for the instruments that have such a thing.

Rule: an annex is JSON values computed from the same case; it never changes the outcome. It is loaded when asked for.
"""

from __future__ import annotations

import importlib
from typing import Any

from pratique.logic.entities import Entity

ANNEXES: dict[str, tuple[str, str]] = {
    "us.ear": ("pratique.usecases.answer.export_annex", "export_annex"),
}
"""Instrument id -> module and function that gives its annex for a case."""


def annex_of(instrument: str, case: Entity) -> dict[str, Any] | None:
    """The annex of an instrument for a case; None where there is none."""
    if instrument not in ANNEXES:
        return None
    module, name = ANNEXES[instrument]
    found: dict[str, Any] = getattr(importlib.import_module(module), name)(case)
    return found or None
