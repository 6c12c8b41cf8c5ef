"""A rate in percent as an answer holds it, and how it reads.

Rule: every rate is exact; what is open is the list of what remains, or its bounds, never one of them.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from decimal import Decimal
from fractions import Fraction
from typing import Any

from pratique.logic.intervals import INFINITY, End, Interval

Rate = Decimal | dict[str, Any]
"""A rate in percent: a number, or what is known of it.

`{one_of}` lists what remains, `{min, max}` bounds it; without `max` it may be anything from there, and `known` lists
the rates that hold if what is only remembered, or reported, is right, and if the goods are those it is known for.
"""
MOST_RATES = 6
"""Up to so many rates are written out."""


def shown(found: Iterable[Interval]) -> Rate:
    """A rate as a number where one is left, else what it can be."""
    its = list(found)
    if len(its) == 1 and its[0].is_point:
        return decimal_of(its[0].low)
    if all(each.is_point for each in its):
        return {"one_of": [decimal_of(each.low) for each in its]}
    whole = its[0]
    for each in its[1:]:
        whole = whole.hull(each)
    low = decimal_of(whole.low)
    if whole.high != INFINITY:
        return {"min": low, "max": decimal_of(whole.high)}
    known = [decimal_of(each.low) for each in its if each.is_point]
    return {"min": low, "known": known} if known else {"min": low}


def is_bounded(rate: Rate) -> bool:
    """Whether it is known how much a rate can be at most."""
    return not isinstance(rate, dict) or "one_of" in rate or "max" in rate


def decimal_of(number: End) -> Decimal:
    """An exact number as a decimal; a ratio without an end is cut after six places."""
    fraction = Fraction(number)
    if fraction.denominator == 1:
        return Decimal(fraction.numerator)
    found = Decimal(fraction.numerator) / Decimal(fraction.denominator)
    short = found.quantize(Decimal("0.000001"))
    plain = (short if Fraction(short) != fraction else found).normalize()
    return plain.quantize(Decimal(1)) if plain == plain.to_integral_value() else plain


def rate_text(rate: Any) -> str:
    """A rate for people: `27 %`, `40 or 80 %`, `10 % or unknown`."""
    if not isinstance(rate, dict):
        return f"{rate:f} %"
    if "one_of" in rate:
        return _several(rate["one_of"]) + " %"
    if "max" in rate:
        return f"{rate['min']:f} to {rate['max']:f} %"
    if "known" in rate:
        return _several(rate["known"]) + " % or unknown"
    return "unknown" if not rate["min"] else f"{rate['min']:f} % or more"


def _several(rates: Sequence[Decimal]) -> str:
    if len(rates) > MOST_RATES:
        return f"{len(rates)} rates from {min(rates):f} to {max(rates):f}"
    return " or ".join(f"{each:f}" for each in rates)
