"""Dual credits: the new-energy share that a maker or importer of passenger cars answers for, year by year.

Rule: the ratio binds the year of the company and not the car, so that it is a duty that comes with selling passenger
cars and never a bar to a sale. The ratio of a year stands once, in `data/credits.csv`; before the first year there was none,
and of a year after the last the ratio is unknown and still owed.
"""

from __future__ import annotations

from pratique.facts import act
from pratique.facts.cn import access as cn_access
from pratique.law.clocks import in_force
from pratique.law.cn.dates import CONFIDENCES, rows
from pratique.law.provision import Confidence, Duty, Provision, requirement
from pratique.logic.author import all_of
from pratique.value_class import dataclass


@dataclass(frozen=True, slots=True)
class Ratio:
    """The ratio of one year in percent of the conventional passenger cars of the company."""

    year: int
    percent: int
    cite: str
    confidence: Confidence
    note: str


def ratios() -> tuple[Ratio, ...]:
    """Every row of the table."""
    return tuple(
        Ratio(int(r["year"]), int(r["ratio_percent"]), r["cite"], CONFIDENCES[r["confidence"]], r["note"])
        for r in rows("access", "credits")
    )


def provision_of(row: Ratio) -> Provision:
    """Selling passenger cars in the year brings the credits of that year with it."""
    return requirement(
        f"dual credits {row.year} ({row.cite})",
        f"A maker or importer of passenger cars owes new-energy credits of {row.percent} percent of its conventional cars of {row.year}.",
        when=all_of(act.kind.is_("sale"), cn_access.category.is_("M1")),
        clocks=in_force(f"{row.year}-01-01", lapses=f"{row.year + 1}-01-01"),
        duties=(
            Duty(
                "new-energy credits",
                f"Reach {row.percent} percent for {row.year}, or buy credits; ordinary hybrids count as conventional cars.",
                row.cite,
            ),
        ),
        confidence=row.confidence,
        text_verified=False,
        note=row.note,
    )


def afterwards(last: Ratio) -> Provision:
    """Of the years after the last row the ratio was not read: the credits are owed all the same."""
    return requirement(
        f"dual credits after {last.year}",
        f"A maker or importer of passenger cars owes new-energy credits; the ratio of years after {last.year} was not read.",
        when=all_of(act.kind.is_("sale"), cn_access.category.is_("M1")),
        clocks=in_force(f"{last.year + 1}-01-01"),
        duties=(
            Duty(
                "new-energy credits",
                f"The ratio after {last.year} is unknown: look for the notice of the year.",
                last.cite,
            ),
        ),
        confidence=Confidence.SINGLE_SOURCE,
        text_verified=False,
    )


PROVISIONS = (*(provision_of(row) for row in ratios()), afterwards(ratios()[-1]))
