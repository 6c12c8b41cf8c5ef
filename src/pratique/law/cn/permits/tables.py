"""Permits of Chinese cities as facts: who held which, where, from when, in which stage, with whom on board.

Rule: a row is a fact, not a rule. From `possible_from` it may hold, from `since` it certainly does (None: only
remembered), from `doubt_from` it may have ended, at `until` it did. Paid and with nobody on board are two things.
Permits of a pilot run out and nobody reports it: a row is in doubt a year after the last day on which a source has it,
or from the day on which something else speaks against it.
"""

from __future__ import annotations

from datetime import date
from functools import cache

from pratique.law.clocks import day_in
from pratique.law.cn.dates import CONFIDENCES, rows
from pratique.law.permit import LocalLaw, Permit
from pratique.logic.truth import TRUE, UNKNOWN

PAID_STAGES = ("demo_operation", "commercial_pilot", "commercial_operation")
"""Stages in which a fare may be charged."""
UNSETTLED = "demo_or_commercial_operation"
"""What a row of the table says where no source tells the two stages apart; both charge a fare."""
RIDE_STAGES = ("demo_application", *PAID_STAGES, "road_application_pilot")
"""Stages in which riders may be carried at all."""


@cache
def permits() -> tuple[Permit, ...]:
    """Every row of the table, in the order of the first possible day."""
    found = [
        Permit(
            city=r["city"],
            district=r["district"],
            holder=r["holder"],
            partner=r["partner"],
            service=r["service"],
            possible_from=date.fromisoformat(r["possible_from"]),
            since=day_in(r["from"]),
            doubt_from=day_in(r["doubt_from"]),
            until=day_in(r["until"]),
            stage=r["stage"],
            paid=r["paid"] == "yes",
            on_board=r["on_board"],
            hours=r["hours"],
            area_km2=r["area_km2"],
            cars=r["cars"],
            confidence=CONFIDENCES[r["confidence"]],
            source=r["source"],
            note=r["note"],
        )
        for r in rows("permits", "permits")
    ]
    return tuple(sorted(found, key=lambda each: each.possible_from))


@cache
def local_law() -> tuple[LocalLaw, ...]:
    """Every instrument of a city in the table."""
    return tuple(
        LocalLaw(
            id=r["id"],
            city=r["city"],
            title=r["title"],
            cite=r["cite"],
            signed=day_in(r["signed"]),
            effective=date.fromisoformat(r["effective"]),
            kind=r["kind"],
            reaches_unmanned=UNKNOWN if r["reaches_unmanned"] == "unknown" else TRUE,
            confidence=CONFIDENCES[r["confidence"]],
            note=r["note"],
        )
        for r in rows("permits", "instruments")
    )
