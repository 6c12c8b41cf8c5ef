"""How large each list should be.

Rule: the expected range is data (`sizes.toml`) with the day it was checked; a list outside its range yields a
warning and is not complete. A list that the table does not know has no expectation and is taken as it is.
"""

from __future__ import annotations

from datetime import date
from functools import lru_cache

from pratique.errors import Findings, Place
from pratique.files.shipped import shipped_toml
from pratique.value_class import dataclass


@dataclass(frozen=True, slots=True)
class ExpectedSize:
    """The title of a list and the closed range of entries it should have; `ended` is the day it was given up."""

    title: str
    publisher: str
    low: int
    high: int
    basis: str
    ended: date | None = None


@lru_cache(maxsize=1)
def expected_sizes() -> dict[str, ExpectedSize]:
    """The table by list code."""
    raw = shipped_toml(__package__, "sizes.toml")
    return {
        code: ExpectedSize(row["title"], row["publisher"], row["low"], row["high"], row["basis"], row.get("ended"))
        for code, row in raw.items()
    }


def check_size(code: str, count: int, place: Place, findings: Findings) -> str | None:
    """Why the list cannot be taken as whole, or None; a warning (`list.size`) is added as well."""
    expected = expected_sizes().get(code)
    if expected is None or expected.low <= count <= expected.high:
        return None
    side = "fewer" if count < expected.low else "more"
    reason = f"{count} entries are {side} than the {expected.low} to {expected.high} expected of list {code}"
    findings.add(
        "list.size",
        f"{reason[0].upper()}{reason[1:]} ({expected.title}): the file may be truncated, old or an extract.",
        place,
        "Download the list again; until then nobody is called absent from it.",
        severity="warning",
        value=str(count),
    )
    return reason
