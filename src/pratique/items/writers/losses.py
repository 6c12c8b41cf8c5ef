"""What a conversion leaves behind, counted and said once for each kind.

Rule: a loss is a finding of severity `warning` where something was said and is not carried over, and of a demand
of the target that the bill cannot meet.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import field

from pratique.errors import Findings, Place
from pratique.items.bill import Bill
from pratique.items.writers.document import left_of_document
from pratique.value_class import dataclass


@dataclass(slots=True)
class Losses:
    """Counts by kind; `report` turns them into findings."""

    bill: Bill
    findings: Findings
    lacking: Counter[str] = field(default_factory=Counter)
    fields: Counter[str] = field(default_factory=Counter)
    facts: Counter[str] = field(default_factory=Counter)
    relations: Counter[str] = field(default_factory=Counter)
    agents: int = 0

    def count(self, what: str, number: int = 1) -> None:
        """One component lacks `what`, which the target demands."""
        self.lacking[what] += number

    def left(self, fields: Iterable[str]) -> None:
        self.fields.update(fields)

    def unsaid(self, facts: Iterable[str]) -> None:
        self.facts.update(set(facts))

    def relation(self, kind: str) -> None:
        self.relations[kind] += 1

    def report(self, target: str) -> None:
        """One finding for each kind of loss, the document's own included."""
        for name, number in left_of_document(self.bill, target):
            if number:
                self.fields[name] += number
        for what, number in self.lacking.items():
            self._add("convert.lacking", f"{_components(number)} without {what}.", "Add it, or accept the gap.")
        if self.agents:
            message = f"Of {self.agents} agents neither jurisdiction nor nationality is known."
            self._add("convert.agents", message, "Ask them; an address does not say it.")
        if self.fields:
            names = ", ".join(f"{name} ({number})" for name, number in self.fields.most_common())
            self._add(
                "convert.left", f"Fields not carried over to {target}: {names}.", "Keep the original beside it."
            )
        if self.facts:
            names = ", ".join(sorted(self.facts))
            self._add(
                "convert.unsaid", f"Facts that stay unstated, since they are in doubt: {names}.", "Settle them."
            )
        if self.relations:
            names = ", ".join(f"{name} ({number})" for name, number in self.relations.most_common())
            self._add(
                "convert.relations", f"Relationships not carried over: {names}.", "Keep the original beside it."
            )

    def _add(self, code: str, message: str, step: str) -> None:
        self.findings.add(code, message, Place(self.bill.file), step, "warning")


def _components(number: int) -> str:
    return "1 component is" if number == 1 else f"{number} components are"
