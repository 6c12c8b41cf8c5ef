"""What changed between two states, printed."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pratique.usecases.bulk.watch import Watched


def watch_text(found: Watched) -> str:
    """Each change with its causes, those that are worse first."""
    from pratique.usecases.bulk.watch import UNREADABLE

    lines = [
        f"{found.acts:,} acts, {len(found.changes):,} changed",
        f"before: {found.before}",
        f"after:  {found.after}",
    ]
    for each in sorted(found.changes, key=lambda one: (not one.worse, one.dossier, one.transaction)):
        unseen = each.before == each.after == UNREADABLE
        mark = "worse" if each.worse else "not seen" if unseen else "changed"
        lines += ["", f"{mark}: {each.dossier} {each.transaction}".rstrip()]
        lines.append(f"  {each.before or '(not there)'} -> {each.after or '(not there)'}")
        lines += [f"  because {cause}" for cause in each.causes]
    return "\n".join(lines) + "\n"
