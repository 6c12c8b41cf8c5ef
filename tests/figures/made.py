"""Figures made for tests: one call, with the fields that a test does not care about filled in."""

from __future__ import annotations

from datetime import date
from fractions import Fraction
from typing import Any

from pratique.figures.entry import LedgerEntry, PrintedChange
from pratique.figures.interval import Number, exact
from pratique.figures.period import Period


def figure(series: str, period: str, value: Number, half: Number = 500, yoy: str = "", **more: Any) -> LedgerEntry:
    """`figure("exports:nev:ZZ", "2031-03", 441000, yoy="43.9")`, of publisher Motor Board and scope makers."""
    indicator, product, geography = series.split(":")
    changes = more.pop("changes", ())
    if yoy:
        places = len(yoy.partition(".")[2])
        changes = (PrintedChange(exact(Fraction(yoy)), Fraction(1, 2 * 10**places)), *changes)
    given = {
        "unit": "vehicles",
        "publisher": "Motor Board",
        "scope": "makers",
        "source": "bulletin",
        "published_on": date(2032, 1, 12),
    } | more
    return LedgerEntry(
        indicator, product, geography, Period.parse(period), value, half=half, changes=changes, **given
    )
