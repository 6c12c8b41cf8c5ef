"""The structure that relationships give to lines: which assembly holds which, and what the bill is about.

Rule: assemblies form a forest; an edge that would close a circle is a finding and is kept as an edge only. The
subject is the one line that the document describes; where it describes several, there is none.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping

from msgspec import Raw

from pratique.errors import Place
from pratique.items.bill import Bill, Outside, document_identity

_PLACEHOLDERS = """
    tbd|tba|tbc|t.b.d.|to be defined|to be determined|n/a|n.a.|?|unknown|unbekannt|see above|see below|siehe oben
    wie oben|ditto|dto.|various|misc|misc.|miscellaneous|diverse|div.|sonstige|sonstiges|others|other parts
    remaining parts|kit of parts|etc|etc.|...|…|divers|varios|其他|其它|同上|待定|未知
    その他|未定|同左|不明|기타|미정|прочее
"""
PLACEHOLDERS = frozenset(
    each.strip() for line in _PLACEHOLDERS.split("\n") for each in line.split("|") if each.strip()
)
"""What stands where a part should be named, and names none or several (in lower case)."""


def nest(bill: Bill, roots: Iterable[str]) -> None:
    """Set the parent of each line from the `contains` edges, and the subject from `roots`."""
    index = {ref: number for number, ref in reversed(list(enumerate(bill.lines.refs))) if ref is not None}
    for edge in bill.edges:
        whole, part = index.get(edge.source), index.get(edge.target)
        if edge.kind != "contains" or whole is None or part is None:
            continue
        if _holds(bill, part, whole):
            bill.findings.add(
                "bill.assembly.cycle",
                f"{edge.source!r} contains {edge.target!r}, which contains it in turn.",
                Place(bill.file, bill.lines[part].pointer),
                "No assembly is part of itself: mend one; both are kept.",
                "warning",
                edge.target,
            )
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


def dangling(bill: Bill, elsewhere: frozenset[str] = frozenset(), kinds: Callable[[str], bool] = bool) -> None:
    """Keep the references that edges name and no line has; `elsewhere` are those of other elements of the document.

    Only edges of the `kinds` that hold parts count. Nothing is known of what they lead to: the list is not complete.
    """
    if not bill.edges:
        return
    known = {*bill.lines.refs, *elsewhere}
    own = document_identity(bill.file, bill.serial, bill.version)
    known |= {f"{own}#{ref}" for ref in bill.lines.refs if ref} | {own}
    ends = ((edge, end) for edge in bill.edges if kinds(edge.kind) for end in (edge.source, edge.target))
    missing = {end: edge.kind for edge, end in ends if end not in known}
    for end in sorted(missing):
        bill.names(end, f"named as what something {missing[end]}", "")


def name_unknown(bill: Bill, fields: Mapping[str, Raw], known: frozenset[str], pointer: str) -> None:
    """Keep the fields that hold something and that the format does not have; those of a word or a number are told.

    A name is told where it is met first. A second way to write a name that is there is a repeated key.
    """
    there = {key.casefold() for key in fields if key in known}
    for key in sorted(fields.keys() - known):
        place = Place(bill.file, f"{pointer}/{key}")
        if key.strip().casefold() in there:
            message = f"An object repeats the key {key!r} but for its capitals; which is meant cannot be known."
            bill.findings.add("json.duplicate-key", message, place, "Remove one of them.", value=key)
        if key in bill.unread:
            continue
        bill.unread.add(key)
        if bytes(fields[key])[:1] in (b"[", b"{"):
            bill.names(key, f"a field that {bill.format} does not have", f"{pointer}/{key}")
        else:
            message = f"{bill.format} has no field {key!r} here."
            bill.findings.add("bill.field", message, place, "Say it in a field that there is.", "warning", key)


def proper(fields: Mapping[str, Raw], known: frozenset[str]) -> dict[str, Raw]:
    """The fields under the names that the format has for them: capitals and blanks around a name do not count.

    What is no name of the format goes; so does a second way to write one that is there.
    """
    written = {name.casefold(): name for name in known}
    found = {key: text for key, text in fields.items() if key in known}
    for key in sorted(fields.keys() - known):
        name = written.get(key.strip().casefold())
        if name is not None:
            found.setdefault(name, fields[key])
    return found


def report_outside(bill: Bill) -> None:
    """One finding for each kind of thing that the document names and does not hold."""
    _placeholders(bill)
    told: dict[str, list[Outside]] = {}
    for each in bill.outside:
        told.setdefault(each.what, []).append(each)
    for what, its in told.items():
        some = ", ".join(repr(each.ref) for each in its[:3]) + (f" and {len(its) - 3} more" if len(its) > 3 else "")
        bill.findings.add(
            "bill.outside",
            f"Outside this document, {what}: {some}.",
            Place(bill.file, its[0].pointer or None),
            "Nothing is known of it from this file, so its list of parts is not complete; give what it leads to too.",
            "warning",
            its[0].ref,
        )


def _placeholders(bill: Bill) -> None:
    """Keep the lines that stand for parts which nobody has named yet, or for several at once."""
    for index in bill.lines.called(PLACEHOLDERS):
        if index != bill.subject:
            line = bill.lines[index]
            bill.names(line.name, "what a line stands for without naming it", line.pointer)


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
