"""What a run over many cases came to, in words and as JSON."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import msgspec

if TYPE_CHECKING:
    from pratique.usecases.bulk.came_to import Bulk

SHOWN = 12


def bulk_text(found: Bulk) -> str:
    """The number of cases of each range, and what was unknown in every one."""
    lines = [f"{found.rows:,} cases"]
    for (best, worst), number in sorted(found.ranges.items(), key=lambda each: (-each[1], each[0])):
        lines.append(f"{number:>14,}  {best if best == worst else f'{best} .. {worst}'}")
    if found.missing:
        shown = ", ".join(found.missing[:SHOWN])
        more = f" and {len(found.missing) - SHOWN} more" if len(found.missing) > SHOWN else ""
        lines.append(f"Unknown in every case, since no column says it: {shown}{more}.")
    return "\n".join(lines) + "\n"


def bulk_json(found: Bulk) -> bytes:
    """The same as JSON."""
    said: dict[str, Any] = {
        "rows": found.rows,
        "ranges": [
            {"best": best, "worst": worst, "rows": number} for (best, worst), number in sorted(found.ranges.items())
        ],
        "unknown_in_every_row": list(found.missing),
        "findings": [str(each) for each in found.findings],
        "law_book": found.law_book,
        "exit_status": found.exit_status,
    }
    return msgspec.json.format(msgspec.json.encode(said), indent=2) + b"\n"
