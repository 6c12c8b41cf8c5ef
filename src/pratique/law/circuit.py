"""Circuits as reported, for whoever reads what a part is called or rated: what a law that has a table of them registers.

Rule: a figure that rests on memory, on a conflict or on a leak decides nothing. A name is taken for a circuit only
where it says which one it is.
"""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction

from pratique.value_class import dataclass


@dataclass(frozen=True, slots=True)
class Chip:
    """A chip as reported: dense rates by bit length (tera-operations a second), area in mm2, bandwidth in GB/s.

    `data_center` is None where it is not established. `file_class` is the class that the reference table gives, for
    comparison only: classes are always worked out.
    """

    name: str
    year: int
    data_center: bool | None
    rates: dict[int, Fraction]
    nonplanar_mm2: Fraction | None
    process: str
    node_nm: Fraction | None
    memory_gbs: Fraction | None
    file_class: str
    source: str
    rate_confidence: str
    area_confidence: str
    note: str

    @property
    def rates_are_evidence(self) -> bool:
        """Whether the rates rest on something that was read."""
        return self.rate_confidence in READ

    @property
    def area_is_evidence(self) -> bool:
        return self.area_confidence in READ


READ = ("two sources", "single source")
"""Confidences of a figure that may decide; memory, conflict and leaks never do."""


@dataclass(frozen=True, slots=True)
class CircuitTable:
    """The circuits of a table in its order, and what names mean: `named` is exact, `called` takes what people write.

    `meant` is every circuit that a name may mean, `called` the one that it does.
    """

    rows: Callable[[], tuple[Chip, ...]]
    named: Callable[[str], Chip | None]
    meant: Callable[[str], tuple[Chip, ...]]
    called: Callable[[str], Chip | None]
