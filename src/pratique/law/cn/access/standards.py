"""Mandatory standards: which type must conform to which, from when; a planned standard binds nobody.

Rule: the day that counts for a new type is that of its application, so that an application before the start stays
outside; an approved type is caught at the end of its transition, and where that is not known it stays open.
"""

from __future__ import annotations

from datetime import date

from pratique.facts import act, powertrain, vehicle
from pratique.facts.cn import access as cn_access
from pratique.facts.definition import legal, remembered
from pratique.law.clocks import Clocks, day_in, during
from pratique.law.cn.dates import CONFIDENCES, rows
from pratique.law.provision import Confidence, Provision, prohibition
from pratique.logic.author import NEVER, all_of, any_of, none_of
from pratique.logic.nodes import Condition
from pratique.value_class import dataclass


@dataclass(frozen=True, slots=True)
class Standard:
    """A standard with the dates from which it binds new and approved types."""

    id: str
    number: str
    title: str
    applies: str
    approved: date | None
    published: date | None
    in_force: date
    approved_types_from: date | None
    approved_types_confidence: str
    status: str
    confidence: Confidence
    note: str

    @property
    def is_planned(self) -> bool:
        """Whether it is not published yet, whatever its aim."""
        return self.status == "planned"


def standards() -> tuple[Standard, ...]:
    """Every row of the table, planned standards included."""
    return tuple(
        Standard(
            id=r["id"],
            number=r["number"],
            title=r["title"],
            applies=r["applies"],
            approved=day_in(r["approved"]),
            published=day_in(r["published"]),
            in_force=date.fromisoformat(r["in_force"]),
            approved_types_from=day_in(r["approved_types_from"]),
            approved_types_confidence=r["approved_types_confidence"],
            status=r["status"],
            confidence=CONFIDENCES[r["confidence"]],
            note=r["note"],
        )
        for r in rows("access", "standards")
    )


month_count = legal(
    "cn.access.thirteenth_month",
    ("opens_2027_07_01", "opens_2027_08_01"),
    "Whether the month in which the battery standard took effect is the first of the thirteen that approved types have.",
    usual="opens_2027_07_01",
    cautious="opens_2027_07_01",
    cite="GB 38031-2025 cl. 10",
)

_M_OR_N = cn_access.category.is_("M1", "M2", "M3", "N1", "N2", "N3")
_level = vehicle.automation_level
APPLIES: dict[str, Condition] = {
    "connected": any_of(_M_OR_N, all_of(cn_access.category.is_("O"), cn_access.has_ecu)),
    "level2": any_of(_level.equals(2), cn_access.assistance),
    "level3": _level >= 3,
    "level34": all_of(_level.between(3, 4), _M_OR_N, none_of(cn_access.parking_only)),
    "battery": powertrain.powertrain.is_(*powertrain.NEW_ENERGY),
    "category1": cn_access.category.is_("M1", "N1"),
}
"""To which types a standard applies, by the word in its row."""


def _approved_types(row: Standard) -> Condition:
    """The act falls after the transition of types that were approved before."""
    if row.approved_types_from is None:
        slug = f"cn.access.{row.id}_binds_approved_types"
        bound = legal(
            slug,
            ("not_yet", "from_the_start"),
            f"From when {row.number} binds types approved before: no transition was read.",
            usual="not_yet",
            cautious="from_the_start",
            cite=row.number,
        )
        return bound.is_("from_the_start")
    start = during(row.approved_types_from)
    if row.id == "gb38031":
        later = during(shift_month(row.approved_types_from))
        return any_of(later, all_of(start, month_count.is_("opens_2027_07_01")))
    if row.approved_types_confidence == "memory":
        return all_of(
            start,
            remembered(
                f"{row.id}_approved_types",
                f"Whether {row.number} binds approved types from {row.approved_types_from}.",
                row.number,
            ),
        )
    return start


def shift_month(start: date) -> date:
    """The same day one month later."""
    return date(start.year + start.month // 12, start.month % 12 + 1, start.day)


def provision_of(row: Standard) -> Provision:
    """A type to which the standard applies gets no access without conforming to it."""
    fails = none_of(cn_access.standards_met.meets(row.id)) if not row.is_planned else NEVER
    return prohibition(
        row.number,
        f"{row.title}: a type to which the standard applies must conform.",
        when=all_of(
            act.kind.is_("type_approval", "sale"),
            APPLIES[row.applies],
            any_of(
                all_of(cn_access.applied_on >= row.in_force, none_of(cn_access.approved)),
                all_of(cn_access.approved, _approved_types(row)),
            ),
            fails,
        ),
        clocks=Clocks(in_force=None if row.is_planned else row.in_force, published=row.published),
        confidence=row.confidence,
        text_verified=False,
        note=row.note,
    )


PROVISIONS = tuple(provision_of(row) for row in standards())
