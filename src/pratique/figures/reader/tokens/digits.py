"""Printed digits as exact numbers, with half of the last digit printed."""

from __future__ import annotations

import re
from fractions import Fraction

from pratique.figures.interval import Number

_DECIMAL_COMMA = re.compile(r"\d+,\d{1,2}")


def exact_digits(digits: str, magnitude: int) -> tuple[Number, Number]:
    """Value and half of the last printed digit, both times `magnitude`."""
    if "," in digits and _DECIMAL_COMMA.fullmatch(digits):
        digits = digits.replace(",", ".")
    elif digits.count(".") > 1:
        digits = digits.replace(".", "")
    plain = digits.replace(",", "")
    whole, dot, decimals = plain.partition(".")
    last = 1
    if not dot and ("," in digits or len(plain) > 4):
        last = 1000 ** ((len(plain) - len(plain.rstrip("0"))) // 3)
    places = 10 ** len(decimals)
    return _ratio(int(whole + decimals) * magnitude, places), _ratio(last * magnitude, 2 * places)


def _ratio(top: int, bottom: int) -> Number:
    whole, rest = divmod(top, bottom)
    return Fraction(top, bottom) if rest else whole


def plain_number(number: Fraction) -> Number:
    """A fraction as a whole number, where it is one."""
    return int(number) if number.denominator == 1 else number
