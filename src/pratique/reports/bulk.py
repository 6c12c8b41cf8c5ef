"""What a run over many cases came to, in words and as JSON."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pratique.law.outcome import range_words

if TYPE_CHECKING:
    from pratique.usecases.bulk.came_to import Bulk

SHOWN = 12


def bulk_text(found: Bulk) -> str:
    """The number of cases of each range, and what was unknown in every one."""
    lines = [f"{found.cases:,} cases"]
    for (best, worst), number in sorted(found.ranges.items(), key=lambda each: (-each[1], each[0])):
        lines.append(f"{number:>14,}  {range_words(best, worst)}")
    if found.missing:
        shown = ", ".join(found.missing[:SHOWN])
        more = f" and {len(found.missing) - SHOWN} more" if len(found.missing) > SHOWN else ""
        lines.append(f"Unknown in every case, since no column says it: {shown}{more}.")
    return "\n".join(lines) + "\n"
