"""One figure with every printing of it, as text of at most 80 columns."""

from __future__ import annotations

from pratique.figures.entry import LedgerEntry
from pratique.figures.identities.relation import Identity
from pratique.figures.interval import print_interval
from pratique.figures.show import Shown
from pratique.figures.tidy import to_row
from pratique.reports.wrapping import wrapped

WIDTH = 80


def show_text(shown: Shown) -> str:
    """The same for a terminal of 80 columns."""
    out: list[str] = []
    for entry, relations in zip(shown.printings, shown.identities, strict=True):
        out += [f"{entry.label}, {entry.scope or 'scope unknown'}", *_fields(entry)]
        for relation in relations:
            out += _told(relation)
        if not relations:
            out.append("  no identity reaches it")
        out.append("")
    return "\n".join(out)


def _fields(entry: LedgerEntry) -> list[str]:
    hidden = ("indicator", "product", "geography", "period", "publisher", "scope")
    row = {name: value for name, value in to_row(entry).items() if value and name not in hidden}
    return [f"  {name:13} {value}" for name, value in row.items()]


def _told(relation: Identity) -> list[str]:
    sides = relation.sides()
    if sides is None:
        return []
    word = "broken" if relation.breaks() else "holds"
    text = f"{relation.identity} {word}: {relation.says} ({print_interval(sides[0])}; {print_interval(sides[1])})"
    return wrapped(text, "  ", "    ")
