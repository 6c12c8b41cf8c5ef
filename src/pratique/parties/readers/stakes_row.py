"""One row of a table of stakes, read cell by cell.

Rule: a cell that cannot be read is a finding and unknown; what an answer is called in other words or languages is the
same answer.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from unicodedata import category

from pratique.errors import Findings, Place
from pratique.facts.proof import Basis
from pratique.parties.holdings import Provenance
from pratique.parties.readers.fields import asserted, dated, next_day
from pratique.parties.readers.stakes_columns import COLUMNS, KINDS, misplaced
from pratique.parties.readers.stakes_words import meant, plain, words

_READ = frozenset(COLUMNS)
_FLAGS = {"yes": True, "true": True, "1": True, "no": False, "false": False, "0": False}
_BASES = {basis.words: basis for basis in Basis}
_IDS = frozenset(("subject", "holder", "held_for"))


def _seen(name: str) -> str:
    """An id as a person sees it: without invisible characters, every blank a blank."""
    return " ".join("".join(char for char in name if category(char) != "Cf").split())


class StakeRow:
    """One row, read cell by cell with findings."""

    def __init__(self, cells: dict[str, str], findings: Findings, place: Place) -> None:
        self._cells = cells
        self.findings = findings
        self.place = place

    def text(self, column: str) -> str:
        text = (self._cells.get(column) or "").strip()
        return text if text.isascii() or column not in _IDS else _seen(text)

    @property
    def has_kind(self) -> bool:
        """Whether the table has a column of kinds."""
        return "kind" in self._cells

    @property
    def kind(self) -> str:
        """The kind, in whatever words it is written."""
        text = self.text("kind").lower()
        return text if text in KINDS else meant("kinds", text)

    def unread(self) -> Iterator[tuple[str, str]]:
        """Titles and texts of cells that are not read and may say something."""
        for title, text in self._cells.items():
            if title not in _READ and text.strip() and plain(title) not in words("aside"):
                yield title, text.strip()

    def misplaced(self) -> Iterator[tuple[str, str]]:
        """Titles and texts of cells that this kind of row does not read, and that deny nothing."""
        for title, text in misplaced(self.kind, self._cells):
            if _FLAGS.get(meant("answers", text.lower()), _FLAGS.get(text.lower())) is not False:
                yield title, text

    def many(self, column: str) -> list[str]:
        return [part.strip() for part in re.split(r"[;|]", self.text(column)) if part.strip()]

    def flag(self, column: str, default: bool | None = None) -> bool | None:
        text = self.text(column).lower()
        text = text if text in _FLAGS else meant("answers", text)
        if text in ("", "unknown", "?"):
            return default if not text else None
        if text not in _FLAGS:
            step = "Write yes, no or leave it empty."
            self.findings.add("stakes.flag", f"{column} is {text!r}.", self.place, step, value=text)
        return _FLAGS.get(text)

    def provenance(self, source: str) -> Provenance:
        basis = self.text("basis") or "asserted"
        if basis not in _BASES:
            step = f"Use one of {', '.join(_BASES)}."
            self.findings.add("stakes.basis", f"There is no basis {basis!r}.", self.place, step, value=basis)
        stands = Provenance(
            source=self.text("source") or source,
            place=self.place,
            basis=_BASES.get(basis, Basis.ASSERTED),
            record=self.text("record"),
        )
        stated = asserted(stands, self.text("asserted_on"), self.findings, self.place)
        last = "" if self.text("end") else self.text("until")
        held = dated(stated, self.text("start"), self.text("end") or last, self.findings, self.place)
        # A last day is one on which it may hold still: sources do not say whether they count it.
        return replace(held, end_by=next_day(held.end_by or held.end)) if last and held.end else held
