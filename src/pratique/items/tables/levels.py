"""Which row of a table holds which, by its level: 0, 1, 2; ..2; or the number of a position, 1.1.2.

Rule: a column counts or it numbers, for the whole table: one cell with two numbers makes all of them numbers of
positions. A level that skips one, or whose assembly is not there, is a finding and hangs under the nearest above.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import field

from pratique.errors import Findings, Place
from pratique.value_class import dataclass

_COUNTED = re.compile(r"[.\s+>\-_]*(\d{1,4})\.?")
_NUMBERED = re.compile(r"\d{1,6}(?:\.\d{1,6})+\.?")


def are_positions(cells: Iterable[str | None]) -> bool:
    """Whether a column of levels numbers positions (1, 1.1, 1.1.2) rather than counting depth."""
    return any(cell is not None and _NUMBERED.fullmatch(cell.strip()) for cell in cells)


@dataclass(slots=True)
class Levels:
    """The levels of the rows so far; `numbered` is whether they are numbers of positions."""

    findings: Findings
    numbered: bool = False
    depths: list[int] = field(default_factory=list)
    at: dict[str, int] = field(default_factory=dict)

    def parent(self, level: str | None, place: Place) -> int | None:
        """The index of the row that holds this one, None where none does."""
        if level is None:
            self.depths.append(-1)
            return None
        return self._of_position(level, place) if self.numbered else self._of_depth(level, place)

    def _of_position(self, level: str, place: Place) -> int | None:
        text = level.strip().strip(".")
        index = len(self.depths)
        if not re.fullmatch(r"\d{1,6}(?:\.\d{1,6})*", text):
            self._no_level(level, place)
            return None
        self.depths.append(text.count("."))
        above = text.rpartition(".")[0]
        parent = self.at.get(above) if above else None
        if above and parent is None:
            self.findings.add(
                "table.level.gap",
                f"The position {level} stands under {above}, which no row above has.",
                place,
                "Add the assembly, or correct the number.",
                "warning",
                level,
            )
            while above and parent is None:
                above = above.rpartition(".")[0]
                parent = self.at.get(above)
        self.at[text] = index
        return parent

    def _of_depth(self, level: str, place: Place) -> int | None:
        found = _COUNTED.fullmatch(level.strip())
        if not found:
            self._no_level(level, place)
            return None
        number, depths = int(found[1]), self.depths
        depths.append(number)
        for index in range(len(depths) - 2, -1, -1):
            if 0 <= depths[index] < number:
                if depths[index] != number - 1:
                    self.findings.add(
                        "table.level.gap",
                        f"The level {number} follows {depths[index]}: one is missing.",
                        place,
                        "Correct the levels.",
                        "warning",
                        level,
                    )
                return index
        return None

    def _no_level(self, level: str, place: Place) -> None:
        self.findings.add(
            "table.level",
            f"The level {level!r} is no whole number and no position.",
            place,
            "Count levels from 0 or 1, or number positions 1.1.2.",
            "warning",
            level,
        )
        self.depths.append(-1)
