"""Writing a bill in another format, with findings on everything that the target cannot say.

Rule: nothing is invented to please a schema. What a target demands and the bill does not say is left out or
written as unknown, and the finding says so. A verdict is written only where the caller gives a settled one.
"""

from __future__ import annotations

from collections.abc import Mapping

from pratique.errors import Findings, UsageError
from pratique.items.bill import Bill
from pratique.items.writers.settled import Settled

TARGETS = ("cyclonedx-1.6", "cyclonedx-1.7", "spdx-3.0", "cx-0158-1", "cx-0158-2")

NEWEST = {"cyclonedx": "cyclonedx-1.7", "spdx": "spdx-3.0"}
"""Formats that may be named without a version, and the newest that is written; CX-0158-1 and -2 are two standards."""


def convert(bill: Bill, target: str, settled: Mapping[str, Settled] | None = None) -> tuple[bytes, Findings]:
    """The bill as bytes in `target` (one of TARGETS), and what got lost or is missing.

    `settled` holds verdicts by the reference of a line, for CX-0158-1. Raises `UsageError` for another target.
    """
    findings = Findings()
    if target.startswith("cyclonedx-") and target in TARGETS:
        from pratique.items.writers import cyclonedx

        return cyclonedx.write(bill, target.removeprefix("cyclonedx-"), findings), findings
    if target in TARGETS:
        from pratique.items.writers import spdx3

        return spdx3.write(bill, findings, settled or {}, profile=target), findings
    raise UsageError(f"There is no target {target!r}; there are {', '.join(TARGETS)}.")
