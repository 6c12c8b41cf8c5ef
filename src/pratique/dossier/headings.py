"""Which headings of the tariff a drive can have, and what of a code of goods is read.

Rule: a code is digits; what is shorter than six of them, or longer than ten, names no goods.
"""

from __future__ import annotations

import re

from pratique.facts import trade
from pratique.facts.drives import DRIVES_OF
from pratique.facts.powertrain import POWERTRAINS

HEADINGS_OF = {
    "ICE": trade.COMBUSTION_CARS,
    "HEV": trade.HYBRID_CARS,
    "PHEV": trade.PLUG_IN_CARS,
    "EREV": trade.PLUG_IN_CARS,
    "BEV": (trade.BATTERY_CAR,),
    "FCEV": (trade.BATTERY_CAR, trade.OTHER_CAR),
}
"""Subheadings of a passenger car by what drives it."""


def headings_for(drive: str) -> tuple[str, ...]:
    """The subheadings that are not refused for a vehicle with this drive (`BEV`), in the order of the book.

    What crosses may be a truck, a bus, or a battery for the vehicle described: only a stated subheading says that it
    is a car. So a heading left out is every heading that could have been stated, and a rate only widens.
    """
    return tuple(each for each in trade.HEADINGS if drive in DRIVES_OF.get(each, POWERTRAINS))


def digits_of(code: str) -> str:
    """The digits of a code written with blanks, dots or dashes."""
    return re.sub(r"[\s.\-]", "", code)


def hs_fault(code: str) -> str | None:
    """What is wrong with a code of the Harmonized System; None where nothing is."""
    digits = digits_of(code)
    if not digits.isdigit():
        return f"{code!r} is no code of the Harmonized System: it holds more than digits."
    if len(digits) not in (6, 8, 10):
        return f"{code!r} has {len(digits)} digits; a code has 6, and national ones 8 or 10."
    return None
