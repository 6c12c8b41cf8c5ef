"""What market access has beside provisions: a table of ratios that moves on year by year."""

from __future__ import annotations

from datetime import date

from pratique.law.cn.access import credits as dual_credits
from pratique.law.registered import Registration


def _ratio_is_open_after() -> bool:
    last = max(row.year for row in dual_credits.ratios())
    clocks = [each.clocks for each in dual_credits.PROVISIONS]
    return any(each.in_force == date(last + 1, 1, 1) and each.lapses is None for each in clocks)


REGISTRATION = Registration(opens_after={"cn/access/data/credits.csv": _ratio_is_open_after})
