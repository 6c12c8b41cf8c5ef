"""Shares as people and registers write them: `37.5`, `25-50`, `>50-75`, `66 2/3`, `50 %+1`, `(50, 75]`, `百分之六十`.

Rule: a text is a share only if all of it is understood; what is left over makes it unknown, never less. A bare
fraction (`1/3`) is a part of the whole; an open end stays open.
"""

from __future__ import annotations

import re
import unicodedata
from fractions import Fraction

from pratique.parties.readers.percent_words import UNSAID, WORDS, in_english
from pratique.parties.shares import UNKNOWN, Share, between, exactly
from pratique.patterns import regex

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
_HALF_BANDS: tuple[tuple[str, bool], ...] = (
    (rf"{_NUMBER} ?(?:plus|\+) ?(?:one|1|a)(?: share| vote)?|{_NUMBER} ?(?:加|\+) ?[一1]?股", True),
    (rf"{_NUMBER} ?(?:minus|less) ?(?:one|1|a)(?: share| vote)?|{_NUMBER} ?- ?(?:one|1|a) (?:share|vote)", False),
    (rf"{_NUMBER} ?减 ?[一1]?股", False),
)
_SPAN = regex(rf"([(\[\]]) ?{_NUMBER} ?[,;] ?{_NUMBER} ?([)\]\[])")
"""An interval with its ends, as mathematics writes it: `(50, 75]`, and `]50; 75]` in French."""
_ORDERED = regex(rf"{_NUMBER} ?(<|<=|≤) ?[a-z%]* ?(<|<=|≤) ?{_NUMBER}")
"""An interval as a chain: `50 < x <= 75`."""
_WORDS = {
    "wholly owned": "100",
    "wholly-owned": "100",
    "wholly": "100",
    "whole": "100",
    "all": "100",
    "sole owner": "100",
    "sole": "100",
    "全资": "100",
    "全部": "100",
    "nil": "0",
    "half": "50",
    "one half": "50",
    "一半": "50",
    "majority": ">50",
    "majority-owned": ">50",
    "majority owned": ">50",
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
        "٪": "%",
        "٫": ".",
        **{chr(zero + digit): str(digit) for zero in (0x660, 0x6F0, 0x966) for digit in range(10)},
    }
)
"""Signs for parts of one, and the digits and signs of Arabic, Persian and Hindi, as they are written here."""
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
    if _COUNT.fullmatch(unicodedata.normalize("NFKC", text[: LONGEST + 1]).casefold()):
        raise ValueError(f"{text[:LONGEST]!r} may be a number of shares; a percentage has % behind it.")
    plain = _plain(text)
    if plain in ("unknown", "?", "any", "none", "未知") or plain in UNSAID:
        return UNKNOWN
    if band := re.search(r"(25-to-50|50-to-75|75-to-100|more-than-25)-percent", text.lower()):
        return between(*_CONTROL_BANDS[band[1]])
    found = _stated(_WORDS.get(plain) or WORDS.get(plain) or plain)
    if found is None:
        found = _stated(_plain(in_english(_folded(text))))
    if found is None:
        raise ValueError(f"{text[:LONGEST]!r} is not a percentage or a range of percentages.")
    return found


_COUNT = regex(r"\s*(?:\d[\d.,' ]*(?:shares?|votes?|stocks?|股份|股)|\d{1,3}(?:,\d{3})*,000)[\s.;。]*")
"""How many shares somebody has, which is no percentage: `100 shares`, `5,000`."""
_UNITS = ("%", "percentage", "percent", "per cent", "pct", "prozent", "股权", "股權", "股份", "表决权", "表決權")
_OF_WHAT = regex(
    r"(?<=.)(?<! one)(?<!\b1)(?<! a) (?:of )?(?:the |its |all )?(?:issued |registered |ordinary |outstanding )?"
    r"(?:voting rights|voting power|(?:voting |share )?capital|(?:voting )?shares?|votes?|equity|interests?|stake"
    r"|shareholding|shareholder|ownership|subsidiary)$"
)
"""Behind a share: of what it is one."""
_BEFORE = regex(r"^(?:持股比例|出资比例|出資比例|持有|持股|占股|占比|占|佔)[为為:]? ?")
"""Before a share in Chinese: that it is held."""
_AFTER = regex(r"(?:子公司|控股子公司)$")
_PARTS = regex(
    r"\b(?:one[ -])?half\b|一半|半数|半數|\btwo[ -]thirds?\b|\b(?:one|a)[ -]third\b|\bthree[ -]quarters\b"
    r"|\b(?:one|a)[ -]quarter\b|三分之二|三分之一|四分之一|四分之三"
)


def _folded(text: str) -> str:
    """A text in small letters and plain signs."""
    return unicodedata.normalize("NFKC", text[: LONGEST + 1].translate(_VULGAR)).replace("⁄", "/").lower()


def _plain(text: str) -> str:
    folded = _folded(text)
    for word in _UNITS:
        folded = folded.replace(word, " ")
    folded = folded.replace("–", "-").replace("—", "-").strip().rstrip(".;:。")
    folded = re.sub(r"百分之([\d零〇一二三四五六七八九十百两點点.]+)", _in_characters, folded)
    plain = _AFTER.sub("", _BEFORE.sub("", " ".join(folded.split())))
    if plain not in _WORDS:
        plain = _OF_WHAT.sub("", plain)
    return plain if plain in _WORDS or plain in WORDS else _PARTS.sub(_part, plain)


_DIGITS = {character: str(value) for value, character in enumerate("零一二三四五六七八九")} | {"〇": "0", "两": "2"}


def _in_characters(found: re.Match[str]) -> str:
    """A percentage in Chinese characters (`六十`, `五十一点五`) in digits; as it stands where it is none."""
    whole, _, decimals = found[1].replace("點", "点").partition("点")
    if whole.replace(".", "").isascii():
        return found[1]
    hundred, _, below = whole.rpartition("百")
    tens, ten, ones = below.rpartition("十")
    digits = (
        _DIGITS.get(hundred, "1" if "百" in whole and not hundred else "0" if not hundred else "x"),
        _DIGITS.get(tens, "1" if ten and not tens else "0" if not tens else "x"),
        _DIGITS.get(ones.removeprefix("零"), "0" if not ones else "x"),
    )
    after = "".join(_DIGITS.get(each, "x") for each in decimals)
    made = f"{int(''.join(digits))}{'.' + after if after else ''}" if "x" not in "".join(digits) + after else ""
    return made or found[0]


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
    if found := _SPAN.fullmatch(plain):
        return between(_number(found[2]), _number(found[3]), found[1] in "(]", found[4] in ")[")
    if found := _ORDERED.fullmatch(plain):
        return between(_number(found[1]), _number(found[4]), found[2] == "<", found[3] == "<")
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
