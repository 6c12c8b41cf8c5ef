"""A number that somebody issued, as it is compared: exactly, and loosely where it may be mistyped.

Rule: signs, spaces, case and the width of letters never matter. Numbers that differ in leading zeros, or in a letter
for the digit that it looks like, are near each other: not the same, and never different either.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

_LOOK = str.maketrans("OILОІ", "01101")
"""Letters, Latin and Cyrillic, that stand for the digits they look like."""
_ALIKE = str.maketrans("АВЕКМНРСТУХ", "ABEKMHPCTYX")
_ZEROS = re.compile(r"(?<!\d)0+(?=\w)")
LEAST = 4
"""Signs, without leading zeros, of the shortest number that another is near to."""


def _in_capitals(text: str) -> str:
    """A text in capitals, with the digits of any script as ASCII and letters of full width as ordinary ones."""
    if not text.isascii():
        text = "".join(_narrow(char) for char in text)
    return text.upper()


def _narrow(char: str) -> str:
    digit = unicodedata.decimal(char, None)
    if digit is not None:
        return str(digit)
    return chr(ord(char) - 0xFEE0) if "\uff01" <= char <= "\uff5e" else char


@lru_cache(maxsize=65536)
def plain_number(text: str) -> str:
    """An identifier without signs and spaces, in capitals."""
    return re.sub(r"[^0-9A-Z]", "", _in_capitals(text))


def is_number(text: str) -> bool:
    """Whether a text can single a party out: five signs or more, a digit among them, no web or mail address."""
    plain = plain_number(text)
    return len(plain) >= 5 and any(char.isdigit() for char in plain) and not re.search(r"@|www\.|https?:", text)


@lru_cache(maxsize=65536)
def loose_number(text: str) -> str:
    """What an identifier has in common with those near it: letters as the digits they look like, no leading zeros.

    Empty where too little of it is left to be near anything.
    """
    looked = re.sub(r"[^0-9A-Z]", "", _in_capitals(text).translate(_ALIKE).translate(_LOOK))
    loose = _ZEROS.sub("", looked)
    return loose if len(loose) >= LEAST and any(map(str.isdigit, loose)) else ""
