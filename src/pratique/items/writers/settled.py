"""A verdict that is settled, as CX-0158-1 can state it.

Rule: it is given by whoever decided; a writer never makes one, and never makes `false` of an open question.
"""

from __future__ import annotations

from typing import Literal

from pratique.value_class import dataclass

Reasoning = Literal["opensource", "legacy", "not-covered", "empty", "direct-submission", "covered", "undefined"]
REASONINGS: tuple[str, ...] = Reasoning.__args__  # type: ignore[attr-defined]


@dataclass(frozen=True, slots=True)
class Settled:
    """Whether a part is compliant, and the reason by the standard's closed list."""

    compliant: bool
    reasoning: Reasoning
    signed_off_by: str | None = None
