"""How much of a maker of vehicles a foreign investor may hold, by kind of vehicle and day of the investment.

Rule: a Chinese share of not less than half means that exactly half is lawful and anything above is not. A period whose
text was not settled stays open; a freedom that is only remembered never makes an answer clear.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from pratique.facts import act, cn_holding
from pratique.facts.definition import legal, remembered
from pratique.law.clocks import Clocks, during, in_force
from pratique.law.cn.dates import day, rows
from pratique.law.provision import Duty, Provision, exemption, prohibition, requirement
from pratique.logic.author import all_of, none_of
from pratique.logic.nodes import Condition

HALF = 50
"""The cap in percent: the Chinese share may not fall below half (confirmed)."""
VENTURES = 2
"""Joint ventures that one foreign investor may have for the same category (confirmed)."""
CITE = "negative lists for foreign investment, 2015 to 2024"

gap = legal(
    "cn.ownership.commercial_in_2020", ("cap_until_2020_07_23", "no_cap_from_2020_01_01"),
    "Whether the cap on commercial vehicles, which the 2019 list says ends in 2020, ended on its first day or with the list of 2020.",
    usual="cap_until_2020_07_23", cautious="cap_until_2020_07_23", cite="2019 list (Order 25)",
)  # fmt: skip
_list_2020 = remembered(
    "cn_2020_list_start",
    "Whether the list of 2020 freed commercial vehicles from 23 July 2020.",
    "2020 list (Order 32)",
)
_pure_electric = remembered(
    "cn_2017_pure_electric_ventures",
    "Whether from 28 July 2017 a venture for battery-electric vehicles does not count.",
    "2017 Catalogue (Order 4)",
)
_takeover = remembered(
    "cn_2017_joint_takeover",
    "Whether from 28 July 2017 a takeover together with the partner does not count.",
    "2017 Catalogue (Order 4)",
)
_acquires = act.kind.is_("acquire_holding")


@dataclass(frozen=True, slots=True)
class Cap:
    """What one kind of vehicle was under for a time; `cap` is a percentage, `gap` or `remembered`."""

    kind: str
    start: date | None
    until: date | None
    cap: str
    cite: str

    @property
    def binds(self) -> Condition:
        """The cap of half binds an investment of a day in this row."""
        while_ = all_of(cn_holding.kind.is_(self.kind), during(self.start, self.until))
        if self.cap == "gap":
            return all_of(while_, gap.is_("cap_until_2020_07_23"))
        return all_of(while_, none_of(_list_2020)) if self.cap == "remembered" else while_


def caps() -> tuple[Cap, ...]:
    """Every row of the table."""
    return tuple(
        Cap(r["kind"], day(r["from"]), day(r["until"]), r["cap_percent"], r["cite"])
        for r in rows("ownership", "caps")
    )


@dataclass(frozen=True, slots=True)
class Holding:
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


def holdings() -> tuple[Holding, ...]:
    """Wholly owned makers and joint ventures, as sourced."""
    return tuple(
        Holding(
            r["company"], r["group"], r["foreign_share_percent"], r["vehicle_kind"], date.fromisoformat(r["on"]), r["day_means"],
            r["confidence"], r["source"], r["note"],
        )
        for r in rows("ownership", "holdings")
    )  # fmt: skip


_ALWAYS_IN_FORCE = Clocks(in_force=date(1994, 1, 1))
"""The windows stand in the rows; the cap is older than the first of them."""

joint_takeover = exemption(
    "2017 Catalogue (joint takeover)", "A takeover of another domestic maker together with the partner does not count.",
    when=all_of(cn_holding.joint_takeover, during("2017-07-28"), _takeover), text_verified=False,
)  # fmt: skip
pure_electric = exemption(
    "2017 Catalogue (battery-electric ventures)", "A venture for battery-electric vehicles does not count.",
    when=all_of(cn_holding.pure_electric, during("2017-07-28"), _pure_electric), text_verified=False,
)  # fmt: skip


def _provisions() -> Iterator[Provision]:
    for row in caps():
        if row.cap == "100":
            continue
        yield prohibition(
            f"{row.cite} ({row.kind})",
            "Above half of a maker of such vehicles may not be in foreign hands; exactly half may.",
            when=all_of(_acquires, row.binds, cn_holding.foreign_share > HALF),
            clocks=_ALWAYS_IN_FORCE,
            text_verified=False,
        )
        yield prohibition(
            f"{row.cite} ({row.kind}, third venture)",
            "One foreign investor may have two ventures at most for the same category of vehicle.",
            when=all_of(
                _acquires,
                row.binds,
                cn_holding.foreign_share > 0,
                cn_holding.ventures >= VENTURES,
            ),
            clocks=_ALWAYS_IN_FORCE,
            lifted_by=(joint_takeover, pure_electric),
            text_verified=False,
        )
    yield requirement(
        "Foreign Investment Law (information report)",
        "The company is registered, and the investment reported; before 2020 it was filed or approved.",
        when=all_of(_acquires, cn_holding.foreign_share > 0),
        clocks=in_force("2020-01-01"),
        duties=(
            Duty(
                "register and report",
                "Register the company and report the investment; file the project with the NDRC.",
                CITE,
            ),
        ),
        text_verified=False,
    )


PROVISIONS = tuple(_provisions())
