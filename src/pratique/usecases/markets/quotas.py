"""How much may enter at the better rate, or under the permit, in the quota year of a day.

Rule: a quantity is told and never decides: whether some of it is left, or a permit is held, is a fact of the entry.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from functools import cache

import msgspec

from pratique.files.shipped import shipped_rows

AFTERWARDS = "What holds after the last year of the table was not read."


class Quota(msgspec.Struct, frozen=True, kw_only=True):
    """One quota in one period, `until` exclusive; `quantity` is None where it was not read."""

    of: str
    since: str
    until: str | None
    quantity: int | None
    unit: str
    what: str
    cite: str
    confidence: str


@cache
def _rows() -> tuple[dict[str, str], ...]:
    return tuple(shipped_rows("pratique.law", "quotas.csv"))


def quotas_of(market: str, measures: Iterable[str], on: date) -> tuple[Quota, ...]:
    """The quotas of a market on a day that belong to any of `measures`: a law by its id, a row as `layer/key...`."""
    told, day = tuple(measures), on.isoformat()
    mine = [
        row
        for row in _rows()
        if row["market"] == market
        and any(each == row["of"] or ("/" in row["of"] and each.startswith(row["of"])) for each in told)
    ]
    holding = [_quota(row) for row in mine if row["from"] <= day < (row["until"] or "9999")]
    return (*holding, *_afterwards(mine, day))


def _afterwards(mine: list[dict[str, str]], day: str) -> Iterator[Quota]:
    """Of each quota whose last row has ended: that what holds since was not read, and not that there is none."""
    last = {row["of"]: row for row in sorted(mine, key=lambda row: row["until"] or "9999")}
    for row in last.values():
        if row["until"] and row["until"] <= day:
            told = _quota(row)
            yield msgspec.structs.replace(
                told,
                since=row["until"],
                until=None,
                quantity=None,
                what=AFTERWARDS,
            )


def _quota(row: dict[str, str]) -> Quota:
    return Quota(
        of=row["of"],
        since=row["from"],
        until=row["until"] or None,
        quantity=int(row["quantity"]) if row["quantity"] else None,
        unit=row["unit"],
        what=row["what"],
        cite=row["cite"],
        confidence=row["confidence"],
    )
