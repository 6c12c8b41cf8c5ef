"""The structure that relationships give to lines: which assembly holds which, and what the bill is about.

Rule: assemblies form a forest; an edge that would close a circle is a finding and is kept as an edge only. The
subject is the one line that the document describes; where it describes several, there is none.
"""

from __future__ import annotations

from collections.abc import Iterable

from pratique.errors import Place
from pratique.items.bill import Bill, document_identity


def nest(bill: Bill, roots: Iterable[str]) -> None:
    """Set the parent of each line from the `contains` edges, and the subject from `roots`."""
    index = {ref: number for number, ref in reversed(list(enumerate(bill.lines.refs))) if ref is not None}
    for edge in bill.edges:
        whole, part = index.get(edge.source), index.get(edge.target)
        if edge.kind != "contains" or whole is None or part is None:
            continue
        if _holds(bill, part, whole):
            bill.findings.add(
                "bill.assembly.cycle", f"{edge.source!r} contains {edge.target!r}, which contains it in turn.",
                Place(bill.file, bill.lines[part].pointer), "No assembly is part of itself: correct one.",
                value=edge.target,
            )  # fmt: skip
        elif bill.lines[part].parent is None:
            bill.lines[part].parent = whole
    described = [index[ref] for ref in dict.fromkeys(roots) if ref in index]
    if len(described) == 1:
        bill.subject = described[0]


def _holds(bill: Bill, whole: int, part: int) -> bool:
    """Whether `whole` is `part` or one of the assemblies that hold it."""
    at: int | None = part
    while at is not None:
        if at == whole:
            return True
        at = bill.lines[at].parent
    return False


def dangling(bill: Bill) -> None:
    """A note for the references that edges name and no line has; many leave the document on purpose."""
    if not bill.edges:
        return
    known = set(bill.lines.refs)
    missing = {end for edge in bill.edges for end in (edge.source, edge.target) if end not in known}
    if missing:
        some = ", ".join(repr(each) for each in sorted(missing)[:3])
        bill.findings.add(
            "bill.edge.dangling", f"{len(missing)} references of relationships name no component here: {some}.",
            Place(bill.file), "Nothing is known of them from this file.", "note",
        )  # fmt: skip


def merge_aggregate(bill: Bill, ref: str, aggregate: str) -> None:
    """Keep what is said of the assembly of `ref`; two different things are `unknown`."""
    before = bill.aggregates.get(ref, aggregate)
    bill.aggregates[ref] = aggregate if before == aggregate else "unknown"


def is_closed(bill: Bill) -> bool:
    """Whether the bill says of every line, its subject among them, that its assembly is complete.

    An assembly that nothing is said of may hold parts that the bill does not list.
    """
    whole = bill.aggregates.get(document_identity(bill.file, bill.serial, bill.version))
    if whole == "complete" and set(bill.aggregates.values()) == {"complete"}:
        return True
    return bill.subject is not None and all(bill.aggregates.get(ref or "") == "complete" for ref in bill.lines.refs)
