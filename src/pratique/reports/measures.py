"""How much of each thing the first screen tells.

Rule: the first measure whose digest fits a screen is taken; what is left out is counted, never dropped in silence.
"""

from __future__ import annotations

from pratique.value_class import dataclass

SHORT = 20
"""Lines of a screen that is read at once: more is told only by what does not fit into fewer words."""


@dataclass(frozen=True, slots=True)
class Measure:
    """How many of each thing are told one by one, the rest by number; `text` is the most characters of one."""

    acts: int = 6
    deciding: int = 2
    late: int = 3
    told: int = 2
    names: int = 4
    parts: int = 4
    notes: int = 4
    limits: int = 2
    opened: int = 3
    facts: int = 3
    text: int = 10_000
    knowers: int = 8
    joined: bool = False
    """Whether what stands beside the outcome is one paragraph."""


MEASURES = (
    Measure(),
    Measure(deciding=1, told=1, names=2, notes=2, limits=1, opened=2, text=320),
    Measure(
        acts=3,
        deciding=1,
        late=1,
        told=1,
        names=1,
        notes=1,
        limits=0,
        opened=1,
        facts=2,
        text=110,
        knowers=2,
        joined=True,
    ),
)
"""From wide to narrow: the first whose digest fits a screen is printed, the last where none does."""
