"""Periods as bulletins say them, and the months they mean.

Rule: a phrase is first read as it stands (`PeriodWords`), then resolved: a printed year decides; else the
period that the text has just spoken of, if it holds the months named; else the last such months completed when
the text was published. Without any of these the period stays unknown.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from typing import Literal

from pratique.figures.period import Period
from pratique.figures.reader.text.dates import MONTHS
from pratique.figures.reader.text.fold import Language

Relative = Literal["", "this year", "last year", "next year", "last month", "this month", "last quarter", "same"]


@dataclass(frozen=True, slots=True)
class PeriodWords:
    """A period phrase: months 1..12, the year if printed, what it is relative to, and offsets.

    `same` is "the same period (of a year)". `point` marks "by the end of": a state, not a flow.
    """

    start: int
    end: int
    first: int = 1
    last: int = 12
    year: int | None = None
    relative: Relative = ""
    point: bool = False
    end_year: int | None = None
    run: bool = False
    """Printed as a run of months (`January to March`), not by the name of a quarter or half."""


_TIMELY = re.compile(
    r"\d|month|quarter|half|year|same|correspond|period|\bend|[年月季]"
    r"|Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec"
)
"""A sentence without any of these names no period: a cheap test before the pattern."""
_Y = r"(?:19|20)\d\d"
_M = (
    r"(?:Jan(?:uary|\.)?|Feb(?:ruary|\.)?|Mar(?:ch|\.)?|Apr(?:il|\.)?|May|June?|July?|Aug(?:ust|\.)?|"
    r"Sept?(?:ember|\.)?"
    r"|Oct(?:ober|\.)?|Nov(?:ember|\.)?|Dec(?:ember|\.)?)(?![a-z])"
)
_NAMED = r"(?:China|Chinese|Japan|Germany|German|Korea|India|Brazil|Russia|France|Britain|Canada|Mexico|Europe|NEV)"
"""Names that may follow a year without making it the name of a show or a model."""
_NTH = {"first": 1, "second": 2, "third": 3, "fourth": 4, "last": 4, "final": 4}
_COUNT = {
    "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9, "ten": 10, "eleven": 11,
    "twelve": 12,
}  # fmt: skip
_TAIL = (
    rf"(?:,?\s*(?:of|in|period of|period in|period)?\s*(?:the\s+(?=[a-z]))?(?:(?P<y>{_Y})|"
    rf"(?P<rel>this year|last year|the year|previous year|year)\b))?"
)
_EN = re.compile(
    r"(?<![A-Za-z0-9])(?=[A-Z0-9a-jl-w])(?:"
    + "|".join(
        (
            rf"(?P<upto>\b(?:(?:[Ii]n the )?(?:current|[Tt]his) year,?\s+|[Ss]o far this year,?\s+)?(?:up to|through|"
            rf"until|till)\s+(?P<m10>{_M})\s+(?:2[89]|3[01])\b(?:,?\s+(?P<y10>{_Y}))?)",
            rf"(?P<date>\b{_M}\s+\d{{1,2}}(?:st|nd|rd|th)?\b(?!\s*(?:million|percent|%|"
            rf",\d{{3}}))(?:,?\s+{_Y})?"
            rf"|\b\d{{1,2}}(?:st|nd|rd|th)?\s+{_M}\.?,?(?:\s+{_Y})?|\b{_Y}-\d\d-\d\d\b)",
            rf"(?P<years>\b(?:between |from )?(?P<y21>{_Y})\s*(?:and|to|-)\s*(?P<y22>{_Y})\b(?!-))",
            rf"(?P<range>\b(?P<m1>{_M})\s*(?P<y1>{_Y})?\s*(?:to|and|through|until|"
            rf"-)\s*(?P<m2>{_M})(?:\s*(?:period|months))?{_TAIL})",
            rf"(?P<quarter>\b(?:[Tt]he\s+)?(?P<q1>[Ff]irst|[Ss]econd|[Tt]hird|[Ff]ourth|last|"
            rf"final)\s+quarter{_TAIL.replace('<y>', '<y2>').replace('<rel>', '<rel2>')})",
            rf"(?P<q>\b(?:Q(?P<q2>[1-4])|(?P<q3>[1-4])Q)(?:\s*(?:of\s+)?'?(?P<y3>{_Y}|\d\d(?!\d|%|\.)))?\b)",
            rf"(?P<half>\b(?:[Tt]he\s+)?(?P<h1>[Ff]irst|[Ss]econd)[ "
            rf"-]half{_TAIL.replace('<y>', '<y4>').replace('<rel>', '<rel4>')})",
            rf"(?P<h>\b(?:H(?P<h2>[12])|(?P<h3>[12])H)(?:\s*(?:of\s+)?'?(?P<y5>{_Y}|\d\d(?!\d|%|\.)))?\b)",
            rf"(?P<months>\b(?:[Tt]he\s+)?[Ff]irst\s+(?P<n>\w+)\s+(?P<what>months?|"
            rf"quarters)\b{_TAIL.replace('<y>', '<y6>').replace('<rel>', '<rel6>')})",
            rf"(?P<same>\b(?:the\s+)?(?:same|corresponding)\s+(?:period|month|quarter|half|time|"
            rf"interval|months)(?:\s+(?:of|in|a|from)\b)?"
            rf"(?:\s+(?:the\s+)?(?:(?P<y7>{_Y})|(?P<rel7>last year|previous year|year (?:earlier|ago|"
            rf"before))))?)",
            rf"(?P<end>\b(?:[Bb]y|[Aa]t|[Aa]s of|until|up to)?\s*(?:the\s+)?(?:year-|year )?end(?: of|"
            rf"-of)?(?:\s+(?P<rel8>last year|this year|the year)|[ -]?(?P<m8>{_M})?\s*(?P<y8>{_Y})))",
            rf"(?P<month>\b(?P<m9>{_M})(?:,?\s+(?:of\s+)?(?P<y9>{_Y})|\s+(?:of\s+)?(?P<rel9>this year|"
            rf"last year))?(?!\s+\d))",
            r"(?P<rel10>\b(?:[Ll]ast|[Tt]his|[Tt]he previous|previous|the past|past)\s+(?:month|"
            r"quarter)\b|\b(?:[Tt]his|[Ll]ast|[Nn]ext) year\b"
            r"|\b[Tt]he (?:previous|prior) year\b|\b[Tt]he (?:whole|full) year\b)",
            rf"(?P<year>(?<![\w.,/$-])(?:[Ii]n |[Ff]or |[Ff]ull[- ]year |fiscal |[Bb]y |[Dd]uring |"
            rf"calendar )?(?P<y11>{_Y})(?!\s+(?!{_NAMED})[A-Z][a-z])(?![\d.,]\d|/|-\d|[ -]?(?:units|vehicles|cars|"
            rf"million|%|percent)))",
        )
    )
    + ")"
)
_ZH_NUM = {"一": 1, "二": 2, "三": 3, "四": 4, "五": 5, "六": 6, "七": 7, "八": 8, "九": 9, "十": 10,
"两": 2, "十一": 11,
           "十二": 12}  # fmt: skip
_ZY = (
    r"(?:(?P<{y}>(?:19|20)\d\d|[一二][零一二三四五六七八九]{{3}})\s*年|(?P<{r}>今年|去年|上年|本年|"
    r"明年|上一年)(?:的)?)?\s*"
)
_ZH = re.compile(
    "|".join(
        (
            r"(?P<date>(?:(?:19|20)\d\d\s*年\s*)?\d{1,2}\s*月\s*\d{1,2}\s*日)",
            r"(?P<same>(?:(?P<y0>(?:19|20)\d\d)\s*年|去年|上年|上一年)\s*(?:同期|同月))",
            rf"(?P<range>{_ZY.format(y='y1', r='r1')}(?P<m1>\d{{1,2}})\s*月?\s*[-至到~]\s*"
            r"(?P<m2>\d{1,2})\s*月(?:份)?)",
            rf"(?P<quarter>{_ZY.format(y='y2', r='r2')}(?:第?(?P<q>[一二三四1-4])季度?(?!度))(?!以来))",
            rf"(?P<half>{_ZY.format(y='y3', r='r3')}(?P<h>上|下)半年)",
            rf"(?P<months>{_ZY.format(y='y4', r='r4')}(?P<fore>前)(?P<n>十[一二]|"
            rf"[一二两三四五六七八九十]|\d{{1,2}})(?P<what>个月|季度|个季度|月))",
            rf"(?P<end>(?:截至|截止|到|至)?{_ZY.format(y='y5', r='r5')}(?:年底|年末|底|末)(?!以))",
            rf"(?P<month>{_ZY.format(y='y6', r='r6')}(?P<m6>\d{{1,2}})\s*月(?:份)?(?!\d|\s*\d{{1,2}}\s*日))",
            r"(?P<rel>上个?月|本月|当月|上季度)",
            r"(?P<year>(?:(?P<y8>(?:19|20)\d\d|[一二][零一二三四五六七八九]{3})\s*年|(?P<r8>今年|去年|"
            r"上年|明年|上一年|本年))(?:全年|度)?(?:以来)?)",
        )
    )
)
_KINDS = ("upto", "years", "range", "quarter", "q", "half", "h", "months", "same", "end", "month", "rel10", "year")
_REL_EN: dict[str, Relative] = {
    "this year": "this year", "the year": "", "last year": "last year", "previous year": "last year", "year": "",
    "next year": "next year", "the previous year": "last year", "the prior year": "last year",
}  # fmt: skip
_REL_ZH: dict[str, Relative] = {
    "今年": "this year", "本年": "this year", "去年": "last year", "上年": "last year",
    "上一年": "last year", "明年": "next year",
}  # fmt: skip


def find_periods(text: str, language: Language) -> list[PeriodWords | tuple[int, int]]:
    """Every period phrase of a folded sentence in order; a calendar day comes as its bare offsets."""
    pattern, read = (_EN, _english) if language == "en" else (_ZH, _chinese)
    found: list[PeriodWords | tuple[int, int]] = []
    if not _TIMELY.search(text):
        return found
    for match in pattern.finditer(text):
        if match["date"]:
            found.append((match.start(), match.end()))
        elif (words := read(match)) is not None:
            found.append(words)
    return found


def _year(printed: str | None) -> int | None:
    if not printed:
        return None
    if printed[0] in "一二":
        return int("".join(str("零一二三四五六七八九".index(c)) for c in printed))
    return int(printed) if len(printed) == 4 else 2000 + int(printed)


def _english(match: re.Match[str]) -> PeriodWords | None:
    at = (match.start() + len(match.group()) - len(match.group().lstrip()), match.end())
    kind = next(k for k in _KINDS if match[k])
    match kind:
        case "upto":
            month = MONTHS[match["m10"].lower().strip(".")]
            return PeriodWords(*at, 1, month, _year(match["y10"]), run=True)
        case "range":
            first, last = MONTHS[match["m1"].lower().strip(".")], MONTHS[match["m2"].lower().strip(".")]
            later = _year(match["y"])
            return PeriodWords(
                *at,
                first,
                last,
                _year(match["y1"]) or later,
                _REL_EN.get(match["rel"] or "", ""),
                end_year=later,
                run=True,
            )
        case "years":
            first_year, last_year = int(match["y21"]), int(match["y22"])
            return (
                PeriodWords(*at, 1, 12, first_year, end_year=last_year, run=True) if first_year < last_year else None
            )
        case "quarter" | "q":
            q = _NTH[match["q1"].lower()] if kind == "quarter" else int(match["q2"] or match["q3"])
            return PeriodWords(
                *at, 3 * q - 2, 3 * q, _year(match["y2"] or match["y3"]), _REL_EN.get(match["rel2"] or "", "")
            )
        case "half" | "h":
            h = _NTH[match["h1"].lower()] if kind == "half" else int(match["h2"] or match["h3"])
            return PeriodWords(
                *at, 6 * h - 5, 6 * h, _year(match["y4"] or match["y5"]), _REL_EN.get(match["rel4"] or "", "")
            )
        case "months":
            n = _COUNT.get(match["n"].lower()) or (int(match["n"]) if match["n"].isdigit() else 0)
            n = 3 * n if match["what"] == "quarters" else n
            if not 1 <= n <= 12:
                return None
            return PeriodWords(*at, 1, n, _year(match["y6"]), _REL_EN.get(match["rel6"] or "", ""), run=True)
        case "same":
            return PeriodWords(*at, year=_year(match["y7"]), relative="same")
        case "end":
            month = MONTHS[match["m8"].lower().strip(".")] if match["m8"] else 12
            return PeriodWords(
                *at, month, month, _year(match["y8"]), _REL_EN.get(match["rel8"] or "", ""), point=True
            )
        case "month":
            month = MONTHS[match["m9"].lower().strip(".")]
            return PeriodWords(*at, month, month, _year(match["y9"]), _REL_EN.get(match["rel9"] or "", ""))
        case "rel10":
            return _english_relative(match["rel10"].lower(), at)
        case _:
            return PeriodWords(*at, year=_year(match["y11"]))


def _english_relative(words: str, at: tuple[int, int]) -> PeriodWords:
    this = words.startswith("this")
    if words.endswith("month"):
        return PeriodWords(*at, relative="this month" if this else "last month")
    if words.endswith("quarter"):
        return PeriodWords(*at, relative="last quarter")
    if "whole" in words or "full" in words:
        return PeriodWords(*at)
    return PeriodWords(*at, relative=_REL_EN.get(words, "last year"))


def _chinese(match: re.Match[str]) -> PeriodWords | None:
    at = (match.start(), match.end())
    kind = next(k for k in ("same", "range", "quarter", "half", "months", "end", "month", "rel", "year") if match[k])
    match kind:
        case "same":
            return PeriodWords(*at, year=_year(match["y0"]), relative="same")
        case "range":
            first, last = int(match["m1"]), int(match["m2"])
            if not 1 <= first < last <= 12:
                return None
            return PeriodWords(*at, first, last, _year(match["y1"]), _REL_ZH.get(match["r1"] or "", ""), run=True)
        case "quarter":
            q = _ZH_NUM.get(match["q"]) or int(match["q"])
            return PeriodWords(*at, 3 * q - 2, 3 * q, _year(match["y2"]), _REL_ZH.get(match["r2"] or "", ""))
        case "half":
            h = 1 if match["h"] == "上" else 2
            return PeriodWords(*at, 6 * h - 5, 6 * h, _year(match["y3"]), _REL_ZH.get(match["r3"] or "", ""))
        case "months":
            n = _ZH_NUM.get(match["n"]) or int(match["n"])
            n = 3 * n if "季" in match["what"] else n
            return (
                PeriodWords(*at, 1, n, _year(match["y4"]), _REL_ZH.get(match["r4"] or "", ""), run=True)
                if 1 <= n <= 12
                else None
            )
        case "end":
            if not (match["y5"] or match["r5"]):
                return None
            return PeriodWords(*at, 12, 12, _year(match["y5"]), _REL_ZH.get(match["r5"] or "", ""), point=True)
        case "month":
            month = int(match["m6"])
            if not 1 <= month <= 12:
                return None
            return PeriodWords(*at, month, month, _year(match["y6"]), _REL_ZH.get(match["r6"] or "", ""))
        case "rel":
            word = match["rel"]
            if word == "当月":
                return None
            return PeriodWords(
                *at, relative="last quarter" if "季" in word else "this month" if word == "本月" else "last month"
            )
        case _:
            return PeriodWords(*at, year=_year(match["y8"]), relative=_REL_ZH.get(match["r8"] or "", ""))


def resolve(words: PeriodWords, context: Period | None, published: date | None) -> Period | None:
    """The months that a phrase means, given the period spoken of last and the day of publication."""
    if words.relative == "same":
        return _same(words, context)
    if words.relative in ("last month", "this month", "last quarter"):
        return _recent(words.relative, published)
    year = words.year
    if year is None and words.relative:
        shift = {"this year": 0, "last year": -1, "next year": 1}[words.relative]
        year = None if published is None else published.year + shift
        if published is None and context is not None:
            year = context.end_year + shift
        if year is None:
            return None
    if year is None:
        year = _likely_year(words, context, published)
    if year is None:
        return None
    end_year = words.end_year or (year + 1 if words.last < words.first else year)
    first, last = year * 12 + words.first - 1, end_year * 12 + words.last - 1
    return Period(first, last) if words.run and first < last else _shaped(first, last)


def _same(words: PeriodWords, context: Period | None) -> Period | None:
    if context is None:
        return None
    return context.shifted(12 * (words.year - context.end_year)) if words.year else context.year_before


def _recent(relative: str, published: date | None) -> Period | None:
    if published is None:
        return None
    now = published.year * 12 + published.month - 1
    if relative == "last quarter":
        first = now - now % 3 - 3
        return _shaped(first, first + 2)
    month = now if relative == "this month" else now - 1
    return _shaped(month, month)


def _likely_year(words: PeriodWords, context: Period | None, published: date | None) -> int | None:
    latest = None
    if published is not None:
        latest = published.year - (words.last > published.month)
    if context is None:
        return latest
    inside = Period.months(context.end_year, words.first, max(words.first, words.last))
    if latest is None or inside.within(context) or context.within(inside):
        return context.end_year
    return latest


def _shaped(first: int, last: int) -> Period:
    length = last - first + 1
    year, month = divmod(first, 12)
    if length == 1:
        return Period.month(year, month + 1)
    if length == 3 and month % 3 == 0:
        return Period.quarter(year, month // 3 + 1)
    if length == 6 and month % 6 == 0:
        return Period.half(year, month // 6 + 1)
    if length == 12 and month == 0:
        return Period.year(year)
    return Period(first, max(first, last))
