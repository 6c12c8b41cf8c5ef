"""How numbers and changes are written in one cell.

Rule: a number is digits, an optional sign, an optional decimal point, nothing else (commas between thousands
are taken out); it is read as an exact fraction. A change is `over amount unit half`, as `month -6.1% 0.05`,
`year +7pt 0.5`, `growth -2pt 0.05`, `year 8.4x 0.05`, `year 100? 5` (the unit is lost), with a sense behind it
where the words bound it (`year 100% 5 over`), joined by semicolons.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from fractions import Fraction

from pratique.figures.entry import Measure, Over, PrintedChange, Sense
from pratique.figures.interval import Number, exact, print_number

_NUMBER = re.compile(r"[+-]?(\d{1,3}(,\d{3})+|\d{1,30})(\.\d{1,30})?", re.ASCII)
_CHANGE = re.compile(
    r"(year|month|growth)\s+([+-]?[\d.]{1,30})\s*(%|pt|x|\?)(?:\s+([\d.]{1,30}))?(?:\s+(about|under|over))?", re.ASCII
)
_MEASURES: dict[str, Measure] = {"%": "percent", "pt": "points", "x": "times", "?": "bare"}
_OVERS: dict[str, Over] = {"year": "year", "month": "month", "growth": "growth"}
_SENSES: dict[str, Sense] = {"about": "about", "under": "under", "over": "over"}
MAX_DIGITS = 40
"""Longest number (characters)."""


def parse_number(text: str) -> Number:
    """The exact number that `text` writes. Raises `ValueError` with a sentence."""
    text = text.strip().replace("\N{MINUS SIGN}", "-")
    if len(text) > MAX_DIGITS or not _NUMBER.fullmatch(text):
        raise ValueError(f"{text[:60]!r} is not a plain number.")
    return exact(Fraction(text.replace(",", "")))


def write_number(number: Number) -> str:
    """The shortest plain digits of a number that ends within twelve decimals."""
    return print_number(number, 12).replace(",", "")


def half_of_last_digit(text: str, zeros: bool = True) -> Number:
    """Half of the last printed digit of `text`; with `zeros`, trailing zeros of a whole number do not count."""
    digits = text.strip().lstrip("+-").replace(",", "")
    _, point, decimals = digits.partition(".")
    if point:
        return Fraction(1, 2 * 10 ** len(decimals))
    trailing = len(digits) - len(digits.rstrip("0")) if zeros and digits.strip("0") else 0
    return exact(Fraction(10**trailing, 2))


def parse_changes(text: str) -> tuple[PrintedChange, ...]:
    """The changes of one cell. Raises `ValueError` with a sentence."""
    changes = []
    for part in (part.strip() for part in text.split(";")):
        if not part:
            continue
        match = _CHANGE.fullmatch(part)
        if match is None:
            raise ValueError(f"{part[:60]!r} is not a change.")
        half = parse_number(match[4]) if match[4] else half_of_last_digit(match[2], zeros=False)
        sense = _SENSES.get(match[5], "exact")
        changes.append(PrintedChange(parse_number(match[2]), half, _OVERS[match[1]], _MEASURES[match[3]], sense))
    return tuple(changes)


def print_changes(changes: Iterable[PrintedChange]) -> str:
    """The cell that `parse_changes` reads back."""
    signs = {measure: sign for sign, measure in _MEASURES.items()}
    return "; ".join(
        f"{change.over} {write_number(change.amount)}{signs[change.measure]} {write_number(change.half)}"
        + ("" if change.sense == "exact" else f" {change.sense}")
        for change in changes
    )
