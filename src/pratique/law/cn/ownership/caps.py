"""How much of a maker of vehicles a foreign investor may hold, by kind of vehicle and day of the investment.

Rule: a Chinese share of not less than half means that exactly half is lawful and anything above is not. A period whose
text was not settled stays open; a freedom that is only remembered never makes an answer clear.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from pratique.facts import act
from pratique.facts.cn import holding as cn_holding
from pratique.facts.definition import legal, remembered
from pratique.law.clocks import Clocks, day_in, during, in_force
from pratique.law.cn.dates import rows
from pratique.law.provision import Duty, Provision, exemption, prohibition, requirement
from pratique.logic.author import all_of, any_of
from pratique.logic.nodes import Condition
from pratique.value_class import dataclass

HALF = 50
"""The cap in percent: the Chinese share may not fall below half (confirmed)."""
WHOLE = 100
"""A company wholly in foreign hands is no joint venture and takes no place among the two."""
VENTURES = 2
"""Joint ventures that one foreign investor may have for the same category (confirmed)."""
POLICY = "2004 auto policy"
FIRST_DAY = "2004-05-21"
"""The policy of 2004 is in force from its promulgation (NDRC Order 8 of 2004; confirmed)."""
CITE = "negative lists for foreign investment, 2017 to 2024"

gap = legal(
    "cn.ownership.commercial_in_2020",
    ("cap_until_2020_07_23", "no_cap_from_2020_01_01"),
    "Whether the cap on commercial vehicles, which the 2019 list says ends in 2020, ended on its first day or with the list of 2020.",
    usual="cap_until_2020_07_23",
    cautious="cap_until_2020_07_23",
    cite="2019 list (Order 25)",
)
ventures_of_freed_kinds = legal(
    "cn.ownership.ventures_of_freed_kinds",
    ("not_limited", "limited_to_two"),
    "Whether the opening words of the lists of 2018 to 2020, which free some kinds of vehicle from the cap, free them from the limit of two "
    "ventures too; the limit itself was lifted with the list of 2021.",
    usual="not_limited",
    cautious="limited_to_two",
    cite="2018 list",
)
_takeover_of_2004 = remembered(
    "cn_2004_joint_takeover",
    "Whether the policy of 2004 already let a takeover together with the partner out of the count, as the catalogue of 2017 did.",
    POLICY,
)
_acquires = act.kind.is_("acquire_holding")


@dataclass(frozen=True, slots=True)
class Cap:
    """What one kind of vehicle was under for a time.

    `cap` is a percentage or `gap`; `ventures` says whether two are the most: `limited`, `free`, or `disputed`.
    """

    kind: str
    start: date | None
    until: date | None
    cap: str
    ventures: str
    cite: str

    @property
    def clocks(self) -> Clocks:
        """The window of the row, as far back as the policy of 2004 goes."""
        return Clocks(in_force=self.start or date.fromisoformat(FIRST_DAY), lapses=self.until)

    @property
    def cap_doubt(self) -> tuple[Condition, ...]:
        """Under which construction the cap binds; nothing where it does without one."""
        return (gap.is_("cap_until_2020_07_23"),) if self.cap == "gap" else ()

    @property
    def limit_doubt(self) -> tuple[Condition, ...]:
        """Under which construction two ventures are the most; nothing where they are without one."""
        if self.ventures == "limited":
            return ()
        counted = ventures_of_freed_kinds.is_("limited_to_two")
        return (any_of(*self.cap_doubt, counted) if self.cap == "gap" else counted,)


def caps() -> tuple[Cap, ...]:
    """Every row of the table."""
    return tuple(
        Cap(r["kind"], day_in(r["from"]), day_in(r["until"]), r["cap_percent"], r["ventures"], r["cite"])
        for r in rows("ownership", "caps")
    )


@dataclass(frozen=True, slots=True)
class ForeignHolding:
    """A company that is shipped as an example, with the day for which its share is sourced."""

    company: str
    group: str
    share: str
    kind: str
    on: date
    day_means: str
    confidence: str
    source: str
    note: str


def holdings() -> tuple[ForeignHolding, ...]:
    """Wholly owned makers and joint ventures, as sourced."""
    return tuple(
        ForeignHolding(
            company=r["company"],
            group=r["group"],
            share=r["foreign_share_percent"],
            kind=r["vehicle_kind"],
            on=date.fromisoformat(r["on"]),
            day_means=r["day_means"],
            confidence=r["confidence"],
            source=r["source"],
            note=r["note"],
        )
        for r in rows("ownership", "holdings")
    )


joint_takeover = exemption(
    "2017 Catalogue (joint takeover)",
    "A takeover of another domestic maker together with the partner does not count.",
    when=all_of(
        cn_holding.joint_takeover,
        any_of(during("2017-07-28", "2018-07-28"), all_of(during(None, "2017-07-28"), _takeover_of_2004)),
    ),
    text_verified=False,
)
pure_electric = exemption(
    "2017 Catalogue (battery-electric ventures)",
    "A venture for battery-electric vehicles does not count.",
    when=all_of(cn_holding.pure_electric, during("2017-07-28", "2018-07-28")),
    text_verified=False,
)


def _cap(row: Cap) -> Provision:
    return prohibition(
        f"{row.cite} ({row.kind})",
        "Above half of a maker of such vehicles may not be in foreign hands; exactly half may.",
        when=all_of(_acquires, cn_holding.kind.is_(row.kind), *row.cap_doubt, cn_holding.foreign_share > HALF),
        clocks=row.clocks,
        text_verified=False,
    )


def _limit(row: Cap) -> Provision:
    return prohibition(
        f"{row.cite} ({row.kind}, third venture)",
        "One foreign investor may have two ventures at most for the same category of vehicle.",
        when=all_of(
            _acquires,
            cn_holding.kind.is_(row.kind),
            *row.limit_doubt,
            cn_holding.foreign_share > 0,
            cn_holding.foreign_share < WHOLE,
            cn_holding.ventures >= VENTURES,
        ),
        clocks=row.clocks,
        lifted_by=(joint_takeover, pure_electric) if row.start is None else (),
        text_verified=False,
    )


def _provisions() -> Iterator[Provision]:
    for row in caps():
        if row.cap != "100":
            yield _cap(row)
        if row.ventures != "free":
            yield _limit(row)
    yield requirement(
        "Foreign Investment Law (information report)",
        "The company is registered, and the investment reported; before 2020 it was filed or approved.",
        when=all_of(_acquires, cn_holding.foreign_share > 0),
        clocks=in_force("2020-01-01"),
        duties=(
            Duty(
                "register and report",
                "Register the company and report the investment; file the project with the NDRC.",
                "Foreign Investment Law",
            ),
        ),
        text_verified=False,
    )


PROVISIONS = tuple(_provisions())
