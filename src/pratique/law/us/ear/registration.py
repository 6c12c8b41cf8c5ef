"""What the EAR have beside provisions: an annex to each answer, policies of review, limits that moved."""

from __future__ import annotations

from pratique.law.registered import Registration
from pratique.law.us.ear.annex import export_annex
from pratique.law.us.ear.review import POLICIES
from pratique.law.us.ear.tables import allocations


def _nothing_is_allocated_after() -> bool:
    """Nothing is lifted by a limit after its last row: a lift needs a row that holds on the day."""
    return all(each.until is not None for each in allocations("national validated end user"))


REGISTRATION = Registration(
    annex=export_annex,
    read=tuple(policy.when for policy in POLICIES),
    opens_after={"us/ear/data/allocations.csv": _nothing_is_allocated_after},
)
