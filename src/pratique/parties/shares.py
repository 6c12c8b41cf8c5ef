"""A share of votes or of capital: an interval of exact fractions, each end open or closed.

Rule: a share is a part of one (37 % is 37/100), never a float; what a source leaves open stays an interval, and
"more than 50 to 75 percent" keeps its open end, since a majority hangs on it.
Invariant: 0 <= low <= high <= 1, and an interval with low == high has both ends closed (it is never empty).
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction


@dataclass(frozen=True, slots=True)
class Share:
    """Somewhere from `low` to `high`, parts of one; an open end does not belong to it."""

    low: Fraction
    high: Fraction
    low_open: bool = False
    high_open: bool = False

    def __post_init__(self) -> None:
        if not 0 <= self.low <= self.high <= 1:
            raise ValueError(
                f"A share runs from 0 to 100 percent, not {_percent(self.low)} to {_percent(self.high)}."
            )
        if self.low == self.high and (self.low_open or self.high_open):
            raise ValueError(f"A share of exactly {_percent(self.low)} cannot have an open end.")

    @property
    def is_exact(self) -> bool:
        return self.low == self.high

    @property
    def is_unknown(self) -> bool:
        """Whether nothing at all is known about it."""
        return self.low == 0 and self.high == 1 and not self.low_open and not self.high_open

    def exceeds(self, threshold: Fraction, at_least: bool = False) -> bool | None:
        """Whether the share is more than (or at least) `threshold`; None where both are possible."""
        if self.low > threshold or (self.low == threshold and (at_least or self.low_open)):
            return True
        if self.high < threshold or (self.high == threshold and (not at_least or self.high_open)):
            return False
        return None

    def __str__(self) -> str:
        low, high = _percent(self.low), _percent(self.high)
        if self.is_exact:
            return high
        if self.is_unknown:
            return "unknown share"
        if self.low == 0 and not self.low_open:
            return f"less than {high}" if self.high_open else f"up to {high}"
        if self.high == 1 and not self.high_open:
            return f"more than {low}" if self.low_open else f"{low} or more"
        return f"{'more than ' if self.low_open else ''}{low} to {'less than ' if self.high_open else ''}{high}"


UNKNOWN = Share(Fraction(0), Fraction(1))
"""Nothing is known about it."""
ALL = Share(Fraction(1), Fraction(1))
NOTHING = Share(Fraction(0), Fraction(0))


def exactly(percent: int | str | Fraction) -> Share:
    """The share of exactly so many percent: `exactly("37.5")`."""
    part = Fraction(percent) / 100
    return Share(part, part)


def between(
    low: int | str | Fraction, high: int | str | Fraction, low_open: bool = False, high_open: bool = False
) -> Share:
    """The share from `low` to `high` percent."""
    return Share(Fraction(low) / 100, Fraction(high) / 100, low_open, high_open)


def meet(shares: Iterable[Share]) -> Share | None:
    """What all of the intervals have in common; None if they contradict each other."""
    first, *rest = shares
    low, low_open, high, high_open = first.low, first.low_open, first.high, first.high_open
    for share in rest:
        low, low_open = max((low, low_open), (share.low, share.low_open))
        high, closed = min((high, not high_open), (share.high, not share.high_open))
        high_open = not closed
    if low > high or (low == high and (low_open or high_open)):
        return None
    return Share(low, high, low_open, high_open)


def hull(shares: Iterable[Share]) -> Share:
    """The least interval that holds all of the intervals."""
    parts = list(shares)
    low, low_open = min((share.low, share.low_open) for share in parts)
    high, closed = max((share.high, not share.high_open) for share in parts)
    return Share(low, high, low_open, not closed)


def at_most(share: Share) -> Share:
    """From nothing up to the high end of `share`."""
    return Share(Fraction(0), share.high, False, share.high_open and share.high > 0)


_NUMBER = r"(\d+(?:[.,]\d+)?)"
_FORMS: tuple[tuple[str, bool, bool], ...] = (
    (rf"(?:more than |over |above |> ?){_NUMBER} ?(?:to|-|\.\.) ?(?:less than |under |< ?){_NUMBER}", True, True),
    (
        rf"(?:more than |over |above |> ?){_NUMBER} ?(?:to|-|\.\.|but not more than) ?(?:<= ?|≤ ?)?{_NUMBER}",
        True,
        False,
    ),
    (rf"(?:>= ?|≥ ?)?{_NUMBER} ?(?:to|-|\.\.) ?(?:less than |under |< ?){_NUMBER}", False, True),
    (rf"(?:>= ?|≥ ?)?{_NUMBER} ?(?:to|-|\.\.) ?(?:<= ?|≤ ?)?{_NUMBER}", False, False),
)


def parse_percent(text: str) -> Share:
    """The share that a text such as `37.5`, `50 %`, `25-50`, `>50-75`, `more than 50`, `<5`, `at least 25` states.

    Raises `ValueError` with a sentence for anything else, and for a share below 0 or above 100 percent.
    """
    plain = " ".join(text.replace("%", " ").replace("percent", " ").replace("–", "-").lower().split())
    if plain in ("unknown", "?", "any"):
        return UNKNOWN
    if re.fullmatch(_NUMBER, plain):
        return exactly(_number(plain))
    for pattern, low_open, high_open in _FORMS:
        if found := re.fullmatch(pattern, plain):
            return between(_number(found[1]), _number(found[2]), low_open, high_open)
    if found := re.fullmatch(rf"(?:more than |over |above |> ?){_NUMBER}", plain):
        return between(_number(found[1]), 100, True, False)
    if found := re.fullmatch(
        rf"(?:at least |from |>= ?|≥ ?){_NUMBER}(?: or more|\+)?|{_NUMBER}(?: or more|\+)", plain
    ):
        return between(_number(found[1] or found[2]), 100)
    if found := re.fullmatch(rf"(?:less than |under |below |< ?){_NUMBER}", plain):
        return between(0, _number(found[1]), False, True)
    if found := re.fullmatch(rf"(?:up to |at most |<= ?|≤ ?){_NUMBER}", plain):
        return between(0, _number(found[1]))
    raise ValueError(f"{text!r} is not a percentage or a range of percentages.")


def _number(text: str) -> Fraction:
    return Fraction(text.replace(",", "."))


def _percent(part: Fraction) -> str:
    percent = part * 100
    if percent.denominator == 1:
        return f"{percent.numerator} %"
    rounded = f"{float(percent):.4f}".rstrip("0").rstrip(".")
    return f"{rounded} %" if Fraction(rounded) == percent else f"about {rounded} %"
