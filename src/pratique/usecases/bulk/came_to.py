"""What a run over tables came to."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import ClassVar

from pratique.dossier.heard import reads
from pratique.errors import Finding
from pratique.facts.definition import VOCABULARY
from pratique.files.plain import Data, Plain
from pratique.law.outcome import Outcome
from pratique.logic.lint import facts_in
from pratique.logic.simplify import simplify
from pratique.usecases.bulk.asked import AskedOfMany
from pratique.usecases.bulk.placed import placed
from pratique.usecases.bulk.speaking import ENDS
from pratique.value_class import dataclass


@dataclass(frozen=True, slots=True)
class Bulk(Plain):
    """What a run over tables came to: how many cases of each range, what was unknown in every row, notes."""

    rows_are: ClassVar[str] = "ranges"

    cases: int
    ranges: dict[tuple[str, str], int]
    missing: tuple[str, ...]
    findings: tuple[Finding, ...]
    law_book: str

    @property
    def exit_status(self) -> int:
        """0 where every case may cross, 1 where none may, else 3; 0 of no cases."""
        found = [Outcome.named(worst) <= Outcome.AUTHORIZED for _, worst in self.ranges]
        barred = [Outcome.named(best) > Outcome.AUTHORIZED for best, _ in self.ranges]
        return 0 if all(found) else 1 if all(barred) else 3

    def to_dict(self) -> Data:
        """The same as JSON values; the answers themselves are in the file that was written."""
        return {
            "rows": self.cases,
            "ranges": [
                {"best": best, "worst": worst, "rows": number}
                for (best, worst), number in sorted(self.ranges.items())
            ],
            "unknown_in_every_row": list(self.missing),
            "findings": [str(each) for each in self.findings],
            "law_book": self.law_book,
            "exit_status": self.exit_status,
        }


def missing_facts(asked: AskedOfMany, columns: Mapping[str, list[str]]) -> tuple[str, ...]:
    """The facts that the law asks for and no column says anything of."""
    have = {name for names in placed(columns).values() for name in names}
    return tuple(sorted(name for name in _asked_for(asked) if not any(name + end in have for end in ENDS)))


def idle_columns(asked: AskedOfMany, columns: Mapping[str, list[str]]) -> Iterator[tuple[str, str]]:
    """The columns of facts that neither the law that is asked nor a relation of it reads, each with its table."""
    read = _asked_for(asked) | {name for each in asked.instrument.relations for name in reads(each)}
    plain = {name + end: name for name in VOCABULARY for end in ENDS}
    for table, names in placed(columns).items():
        yield from ((table, name) for name in names if name in plain and plain[name] not in read)


def _asked_for(asked: AskedOfMany) -> set[str]:
    return {fact.name for fact in facts_in(*map(simplify, asked.conditions.values()))}
