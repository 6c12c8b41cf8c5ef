"""The bills of a supplier as CX-0158-1 and CX-0158-2, with the verdicts that are settled of their parts.

Rule: what the format cannot say is a finding, once; two bills of one name get documents of two names.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path

from pratique.deciding.decision import Decided
from pratique.errors import Finding
from pratique.items.bill import Bill
from pratique.items.writers import convert
from pratique.items.writers.settled import Settled

TARGETS = ("cx-0158-1", "cx-0158-2")


def documents_of(found: Decided, verdicts: Mapping[str, Settled]) -> tuple[dict[str, bytes], list[Finding]]:
    """Each bill as CX-0158-1 and CX-0158-2, by file name, with what that format cannot say."""
    made: dict[str, bytes] = {}
    findings: list[Finding] = []
    for bill, name in _named(found):
        mine = {line.ref: verdicts[line.key] for line in bill.lines if line.ref and line.key in verdicts}
        for target in TARGETS:
            data, lost = convert(bill, target, mine)
            made[f"{name}.{target.replace('cx-', 'cx')}.spdx.json"] = data
            findings += [each for each in lost if each not in findings]
    return made, findings


def _named(found: Decided) -> Iterator[tuple[Bill, str]]:
    """Each bill with a name for its documents, unique among them."""
    used: set[str] = set()
    for number, bill in enumerate(found.cases.bills, 1):
        name = Path(bill.file).name.partition(".")[0] or "bill"
        name = name if name not in used else f"{name}-{number}"
        used.add(name)
        yield bill, name
