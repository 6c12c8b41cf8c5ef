"""One number as printed: its value, what its digits leave open, and where it stands.

Rule: a value is exact (`int` or `Fraction`), its half-width half of the last digit printed.
"""

from __future__ import annotations

from typing import Literal

from pratique.figures.entry import Sense
from pratique.figures.interval import Number
from pratique.value_class import dataclass

Scale = Literal["count", "percent", "points", "fold", "part"]
"""`fold` is 1.2-fold, 8.4 times, 倍; `part` a fraction in words (a fifth)."""


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number in a text: value, half-width, sense, unit (`""` where none is printed), and its offsets.

    `ranged` where the text gives two ends: value and half-width are then the middle and half the distance.
    `signed` where a plus or minus is printed. `doubled` where the unit is printed twice.
    """

    value: Number
    half: Number
    scale: Scale
    start: int
    end: int
    sense: Sense = "exact"
    unit: str = ""
    ranged: bool = False
    signed: bool = False
    doubled: bool = False
    large: bool = False
    """Printed with a magnitude word, thousands or a decimal: no bare small integer."""
    power: int = 1
    """What the magnitude word multiplied by."""
