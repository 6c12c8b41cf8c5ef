"""A share of votes or of capital: an interval of exact fractions, each end open or closed.

Rule: a share is a part of one (37 % is 37/100), never a float; what a source leaves open stays an interval, and
"more than 50 to 75 percent" keeps its open end, since a majority hangs on it.
Invariant: 0 <= low <= high <= 1, and an interval with low == high has both ends closed (it is never empty).
"""

from __future__ import annotations

import re
import unicodedata
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


def add_shares(shares: Iterable[Share]) -> Share:
    """What several parts make together, at most the whole."""
    parts = list(shares)
    low, high = sum((part.low for part in parts), Fraction(0)), sum((part.high for part in parts), Fraction(0))
    if low >= 1 or low == high:
        return Share(min(low, Fraction(1)), min(high, Fraction(1)))
    low_open = any(part.low_open for part in parts)
    return Share(low, min(high, Fraction(1)), low_open, high <= 1 and any(part.high_open for part in parts))


def at_most(share: Share) -> Share:
    """From nothing up to the high end of `share`."""
    return Share(Fraction(0), share.high, False, share.high_open and share.high > 0)


_NUMBER = r"(\d+(?:[.,]\d+)?(?: \d+/\d+)?|\d+/\d+)"
_MORE = (
    r"(?:more than |over |above |exceeding |in excess of |greater than |mehr als |> ?"
    r"|超过|超過|大于|大於|高于|高於|多于|多於)"
)
_LESS = r"(?:less than |under |below |fewer than |< ?|weniger als |不足|少于|少於|低于|低於|小于|小於|不到)"
_MOST = (
    r"(?:up to |at most |not more than |no more than |not exceeding |<= ?|≤ ?"
    r"|不超过|不超過|不高于|不多于|至多|最多|höchstens )"
)
_LEAST = (
    r"(?:at least |from |not less than |no less than |>= ?|≥ ?|不低于|不低於|不少于|不少於|至少|不小于|mindestens )"
)
_TO = r" ?(?:to|-|\.\.|and|至|到|~) ?"
_FORMS: tuple[tuple[str, bool, bool], ...] = (
    (rf"{_MORE}{_NUMBER}{_TO}{_LESS}{_NUMBER}", True, True),
    (rf"{_MORE}{_NUMBER} (?:and|but) (?:is )?{_LESS}{_NUMBER}", True, True),
    (rf"{_MORE}{_NUMBER}(?:{_TO}| ?but | ?and ){_MOST}?{_NUMBER}", True, False),
    (rf"(?:between )?{_LEAST}?{_NUMBER}(?:{_TO}| ?but | ?and ){_LESS}{_NUMBER}", False, True),
    (rf"(?:between )?{_LEAST}?{_NUMBER}{_TO}{_MOST}?{_NUMBER}(?:之间)?", False, False),
)
_HALF_BANDS: tuple[tuple[str, bool | None], ...] = (
    (rf"{_NUMBER} (?:plus|\+) (?:one|1|a) (?:share|vote)|{_NUMBER} ?加一?股", True),
    (rf"{_NUMBER} (?:minus|less|-) (?:one|1|a) (?:share|vote)|{_NUMBER} ?减一?股", False),
)
_WORDS = {
    "wholly owned": "100",
    "wholly-owned": "100",
    "whole": "100",
    "all": "100",
    "sole owner": "100",
    "全资": "100",
    "全部": "100",
    "none": "0",
    "nil": "0",
    "half": "50",
    "one half": "50",
    "一半": "50",
    "majority": ">50",
    "a majority": ">50",
    "simple majority": ">50",
    "多数": ">50",
    "过半数": ">50",
    "過半數": ">50",
    "多數": ">50",
    "全資": "100",
    "全數": "100",
    "mehrheit": ">50",
    "controlling majority": ">50",
    "third": "33 1/3",
    "a third": "33 1/3",
    "one third": "33 1/3",
    "one-third": "33 1/3",
    "two thirds": "66 2/3",
    "two-thirds": "66 2/3",
    "quarter": "25",
    "a quarter": "25",
    "one quarter": "25",
    "three quarters": "75",
    "minority": "<50",
    "a minority": "<50",
}
_VULGAR = str.maketrans(
    {
        "½": " 1/2",
        "⅓": " 1/3",
        "⅔": " 2/3",
        "¼": " 1/4",
        "¾": " 3/4",
        "⅕": " 1/5",
        "⅖": " 2/5",
        "⅗": " 3/5",
        "⅘": " 4/5",
        "⅙": " 1/6",
        "⅚": " 5/6",
        "⅛": " 1/8",
        "⅜": " 3/8",
        "⅝": " 5/8",
        "⅞": " 7/8",
    }
)
_CONTROL_BANDS = {
    "25-to-50": (25, 50, True, False),
    "50-to-75": (50, 75, True, True),
    "75-to-100": (75, 100, False, False),
    "more-than-25": (25, 100, True, False),
}
"""The bands of the UK register of people with significant control (Register of People with Significant Control
Regulations 2016, schedule 2): more than 25 to 50, more than 50 and less than 75, 75 or more percent."""
LONGEST = 200
"""No share is written with more characters."""


def parse_percent(text: str) -> Share:
    """The share in percent that a text states: `37.5`, `25-50`, `>50-75`, `at least 25`, `66 2/3`, `超过50%`.

    A bare fraction (`1/3`) is a part of the whole, `50 % plus one share` is more than 50 percent, and the bands of
    the UK register (`ownership-of-shares-25-to-50-percent`) keep their open ends.
    Raises `ValueError` with a sentence for anything else, and for a share below 0 or above 100 percent.
    """
    plain = _plain(text)
    if plain in ("unknown", "?", "any", "未知"):
        return UNKNOWN
    if band := re.search(r"(25-to-50|50-to-75|75-to-100|more-than-25)-percent", text.lower()):
        return between(*_CONTROL_BANDS[band[1]])
    found = _stated(_WORDS.get(plain, plain))
    if found is None:
        raise ValueError(f"{text[:LONGEST]!r} is not a percentage or a range of percentages.")
    return found


_UNITS = (
    *("%", "percentage", "percent", "per cent", "pct", "prozent", "股权", "股權", "股份", "表决权", "表決權"),
    *("of the shares", "of the votes", "of the capital", "of shares", "of votes", "shareholding"),
)
_PARTS = re.compile(
    r"\b(?:one[ -])?half\b|一半|半数|半數|\btwo[ -]thirds?\b|\b(?:one|a)[ -]third\b|\bthree[ -]quarters\b"
    r"|\b(?:one|a)[ -]quarter\b|三分之二|三分之一|四分之一|四分之三"
)


def _plain(text: str) -> str:
    folded = unicodedata.normalize("NFKC", text[: LONGEST + 1].translate(_VULGAR)).replace("⁄", "/").lower()
    for word in _UNITS:
        folded = folded.replace(word, " ")
    folded = re.sub(r"百分之(?=\d)", "", folded.replace("–", "-").replace("—", "-"))
    plain = " ".join(folded.split())
    return plain if plain in _WORDS else _PARTS.sub(_part, plain)


def _part(found: re.Match[str]) -> str:
    """A part that is written in words, in percent."""
    word = found[0].replace("-", " ")
    return next(number for begins, number in _IN_WORDS if begins in word)


_IN_WORDS = (
    *(("half", "50"), ("半", "50"), ("two third", "66 2/3"), ("三分之二", "66 2/3"), ("third", "33 1/3")),
    *(("三分之一", "33 1/3"), ("three", "75"), ("四分之三", "75"), ("quarter", "25"), ("四分之一", "25")),
)


def _stated(plain: str) -> Share | None:
    """The share of a plain text; None where it is no share."""
    if len(plain) > LONGEST:
        return None
    if "/" in plain and not all(_is_fraction(part) for part in re.findall(r"\d+/\d+", plain)):
        return None
    if re.fullmatch(_NUMBER, plain):
        return exactly(_number(plain))
    for pattern, more in _HALF_BANDS:
        if found := re.fullmatch(pattern, plain):
            part = _number(found[1] or found[2])
            return between(part, 100, True, False) if more else between(0, part, False, True)
    for pattern, low_open, high_open in _FORMS:
        if found := re.fullmatch(pattern, plain):
            return between(_number(found[1]), _number(found[2]), low_open, high_open)
    return _bounded(plain)


def _is_fraction(text: str) -> bool:
    """Whether `a/b` is a part of a whole, and not the two sides of a joint venture (50/50, 49/51)."""
    part, whole = (int(number) for number in text.split("/"))
    return 0 < part < whole and (whole <= 12 or whole in (16, 20, 24, 25, 32, 50, 100, 1000))


def _bounded(plain: str) -> Share | None:
    """A share of which only one end is stated. In Chinese law 以上 and 以下 include the number."""
    if found := re.fullmatch(rf"{_MORE}{_NUMBER}", plain):
        return between(_number(found[1]), 100, True, False)
    if found := re.fullmatch(rf"{_LEAST}{_NUMBER}(?: or more|\+)?|{_NUMBER}(?: or more| and above|\+| ?以上)", plain):
        return between(_number(found[1] or found[2]), 100)
    if found := re.fullmatch(rf"{_LESS}{_NUMBER}", plain):
        return between(0, _number(found[1]), False, True)
    if found := re.fullmatch(rf"{_MOST}{_NUMBER}|{_NUMBER}(?: or less| ?以下)", plain):
        return between(0, _number(found[1] or found[2]))
    return None


def _number(text: str) -> Fraction:
    """A number in percent: `37.5`, `37,5`, `66 2/3`; a fraction alone is a part of one."""
    whole, _, part = text.partition(" ")
    if "/" in whole:
        return Fraction(whole) * 100
    return Fraction(whole.replace(",", ".")) + (Fraction(part) if part else 0)


def _percent(part: Fraction) -> str:
    percent = part * 100
    if percent.denominator == 1:
        return f"{percent.numerator} %"
    rounded = f"{float(percent):.4f}".rstrip("0").rstrip(".")
    return f"{rounded} %" if Fraction(rounded) == percent else f"about {rounded} %"
