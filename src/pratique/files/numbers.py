"""Exact numbers written by strangers, bounded before they are made.

Rule: an exponent costs as many digits as it says, so it is read before the number is; NaN and infinity are no
numbers.
"""

from __future__ import annotations

from fractions import Fraction

from pratique.patterns import regex

MAX_EXPONENT = 60
"""Largest power of ten in a number, either way."""
_NUMBER = regex(
    r"[+-]?(?:[0-9]{1,100}(?:\.[0-9]{0,100})?|\.[0-9]{1,100})(?:[eE]([+-]?[0-9]{1,6}))?|[+-]?[0-9]{1,100}/[0-9]{1,100}"
)


def exact_number(value: object) -> Fraction:
    """The exact value of a plain number, or of a text that writes one. Raises ValueError with a sentence.

    At most a hundred digits on each side of the point and a power of ten within `MAX_EXPONENT`.
    """
    if isinstance(value, bool) or not isinstance(value, int | float | str | Fraction):
        raise ValueError(f"{str(value)[:60]!r} is not a number.")
    if isinstance(value, Fraction):
        return value
    if isinstance(value, int) and abs(value) > 10**100:
        raise ValueError("The number has more than a hundred digits.")
    text = str(value).strip()
    found = _NUMBER.fullmatch(text)
    if not found:
        raise ValueError(f"{text[:60]!r} is not a plain number.")
    if found[1] and abs(int(found[1])) > MAX_EXPONENT:
        raise ValueError(f"{text[:60]!r} is beyond ten to the power of {MAX_EXPONENT}.")
    try:
        return Fraction(text)
    except ZeroDivisionError:
        raise ValueError(f"{text[:60]!r} divides by zero.") from None
