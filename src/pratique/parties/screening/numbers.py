"""A number that somebody issued, as it is compared: exactly, and loosely where it may be mistyped.

Rule: signs, spaces, case and the width of letters never matter. Numbers that differ in leading zeros, or in a letter
for the digit that it looks like, are near each other: not the same, and never different either.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from decimal import Decimal
from functools import lru_cache

from rapidfuzz.distance import OSA

from pratique.ids import is_lei, uscc_fault

_LOOK = str.maketrans("OILОІ", "01101")
"""Letters, Latin and Cyrillic, that stand for the digits they look like."""
_ALIKE = str.maketrans("АВЕКМНРСТУХ", "ABEKMHPCTYX")
_ZEROS = re.compile(r"(?<!\d)0+(?=\w)")
LONG = 8
"""Signs of the shortest number in which a slip of the pen is looked for."""
_IN_POWERS = re.compile(r"\d(?:[.,]\d+)?E\+?\d{1,2}", re.IGNORECASE)
_WHOLE = re.compile(r"(\d{5,})[.,]0+")
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


def _as_typed(text: str) -> str:
    """A number that a spreadsheet wrote with decimals or as a power of ten, as it was typed."""
    text = text.strip()
    if found := _WHOLE.fullmatch(text):
        return found[1]
    if _IN_POWERS.fullmatch(text):
        value = Decimal(text.replace(",", "."))
        return str(int(value)) if value == int(value) else text
    return text


@lru_cache(maxsize=65536)
def plain_number(text: str) -> str:
    """An identifier without signs and spaces, in capitals."""
    return re.sub(r"[^0-9A-Z]", "", _in_capitals(_as_typed(text)))


def is_number(text: str) -> bool:
    """Whether a text can single a party out: five signs or more, a digit among them, no web or mail address."""
    plain = plain_number(text)
    return len(plain) >= 5 and any(char.isdigit() for char in plain) and not re.search(r"@|www\.|https?:", text)


@lru_cache(maxsize=65536)
def loose_number(text: str) -> str:
    """What an identifier has in common with those near it: letters as the digits they look like, no leading zeros.

    Empty where too little of it is left to be near anything.
    """
    looked = re.sub(r"[^0-9A-Z]", "", _in_capitals(_as_typed(text)).translate(_ALIKE).translate(_LOOK))
    loose = _ZEROS.sub("", looked)
    return loose if len(loose) >= LEAST and any(map(str.isdigit, loose)) else ""


def slips(loose: str) -> Iterator[str]:
    """What a long number may be a slip of: a sign more, less or another, or two neighbours exchanged."""
    if len(loose) < LONG:
        return
    signs = "0123456789" if loose.isdigit() else "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ"
    for spot in range(len(loose) + 1):
        head, tail = loose[:spot], loose[spot:]
        yield from (head + sign + tail for sign in signs)
        if tail:
            yield head + tail[1:]
            yield from (head + sign + tail[1:] for sign in signs)
        if len(tail) > 1:
            yield head + tail[1] + tail[0] + tail[2:]


def is_slip(first: str, second: str) -> bool:
    """Whether two numbers, as they are compared loosely, are long and a slip apart."""
    return min(len(first), len(second)) >= LONG and OSA.distance(first, second, score_cutoff=1) <= 1


def is_wrong(text: str) -> bool:
    """Whether a number of the length of an LEI or of a USCC has wrong check digits: it is nobody's."""
    plain = plain_number(text)
    if len(plain) == LEI and plain[-2:].isdigit():
        return not is_lei(plain)
    return len(plain) == USCC and plain[:6].isdigit() and uscc_fault(plain) is not None


LEI, USCC = 20, 18
"""Signs of both."""
