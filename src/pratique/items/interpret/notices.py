"""What is noticed of the record that is being read, so that nobody has to hand its place around.

Rule: whoever begins a record says where it stands; whatever is found until the next begins is found there.
"""

from __future__ import annotations

from pratique.errors import Findings, Place, Severity
from pratique.value_class import dataclass

LONGEST_MESSAGE = 2000
"""Longest message (characters)."""


@dataclass(slots=True)
class Notices:
    """The findings of one file; `pointer` is where the record stands that is being read."""

    file: str
    findings: Findings
    pointer: str = ""

    @property
    def count(self) -> int:
        """How many findings there are: whether there are more tells whether something was said without one."""
        return len(self.findings.items)

    def add(
        self, code: str, message: str, next_step: str, severity: Severity = "error", value: str | None = None
    ) -> None:
        """A finding on the record that is being read; a message that quotes without measure is cut."""
        if len(message) > LONGEST_MESSAGE:
            message = f"{message[:LONGEST_MESSAGE]}…"
        self.findings.add(code, message, Place(self.file, self.pointer), next_step, severity, value)
