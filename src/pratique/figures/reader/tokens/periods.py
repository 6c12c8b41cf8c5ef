"""Periods as bulletins say them: a table of rules a language, and the words that each rule makes.

Rule: a row of `ENGLISH` or `CHINESE` is a kind, a pattern with its own group names, and what reads the match; the
first row that fits counts. What a phrase means is settled later (`pratique.figures.reader.tokens.calendar`).
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from typing import Literal

from pratique.figures.reader.text.dates import MONTHS
from pratique.figures.reader.text.fold import Language
from pratique.value_class import dataclass

Relative = Literal[
    "", "this year", "last year", "next year", "last month", "this month", "last quarter", "same", "the month",
    "year to date", "past", "days", "fiscal",
]  # fmt: skip
"""What a phrase without a year is counted from. `the month` is the last one spoken of, `past` so many months up to
it, `days` a part of a month, which is no period of whole months at all, `fiscal` a fiscal year named by one year,
whose months `bind.fiscal` tells."""


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


@dataclass(frozen=True, slots=True)
class Printed:
    """What one rule found: its groups by their own names (absent ones empty), and offsets."""

    groups: dict[str, str]
    start: int
    end: int

    def __getitem__(self, name: str) -> str:
        return self.groups.get(name, "")

    def words(self, first: int = 1, last: int = 12, *, run: bool = False, point: bool = False) -> PeriodWords:
        """Those months, of the year that the groups `y` or `rel` name."""
        relative = _RELATIVE.get(self["rel"].lower(), "")
        year = _year(self["y"])
        return PeriodWords(self.start, self.end, first, last, year, relative, point=point, run=run)

    def relative(self, relative: Relative, months: int = 12) -> PeriodWords:
        return PeriodWords(self.start, self.end, 1, months, relative=relative)


Reader = Callable[[Printed], PeriodWords | None]
PeriodRule = tuple[str, str, Reader]
"""Kind, pattern, what reads it."""

_TIMELY = re.compile(
    r"\d|month|quarter|half|year|iscal|financial|same|correspond|period|\bend|[年月季旬周天]"
    r"|Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec"
)
"""A sentence without any of these names no period: a cheap test before the pattern."""
_Y = r"(?:19|20)\d\d"
_M = (
    r"(?:Jan(?:uary|\.)?|Feb(?:ruary|\.)?|Mar(?:ch|\.)?|Apr(?:il|\.)?|May|June?|July?|Aug(?:ust|\.)?|"
    r"Sep(?:tember|t\.?|\.)?|Oct(?:ober|\.)?|Nov(?:ember|\.)?|Dec(?:ember|\.)?)(?![a-z])"
)
_NAMED = r"(?:China|Chinese|Japan|Germany|German|Korea|India|Brazil|Russia|France|Britain|Canada|Mexico|Europe|NEV)"
"""Names that may follow a year without making it the name of a show or a model."""
_NTH = {"first": 1, "second": 2, "third": 3, "fourth": 4, "last": 4, "final": 4, "opening": 1}
_COUNT = {
    "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9, "ten": 10, "eleven": 11,
    "twelve": 12,
}  # fmt: skip
_LAST_YEAR = r"(?:last year|(?:the )?(?:previous|prior|preceding) year|(?:a |the )?year (?:earlier|ago|before))"
_RELATIVE: dict[str, Relative] = {
    "this year": "this year", "the year": "", "year": "", "next year": "next year", "the current year": "this year",
    **dict.fromkeys(
        ("last year", *(f"{a}{b} year" for a in ("", "the ") for b in ("previous", "prior", "preceding")),
         *(f"{a}year {b}" for a in ("", "a ", "the ") for b in ("earlier", "ago", "before"))), "last year",
    ),
    "今年": "this year", "本年": "this year", "去年": "last year", "上年": "last year", "上一年": "last year",
    "明年": "next year",
}  # fmt: skip
_TAIL = (
    r"(?:\s*\((?:Q[1-4]|H[12])\))?(?:\s+alone(?= (?:of|in)\b))?"
    rf"(?:,?\s*(?:of|in|period of|period in|period)?\s*(?:the\s+(?=[a-z]))?(?:(?P<y>{_Y})|"
    rf"(?P<rel>this year|{_LAST_YEAR}|the year|year)\b))?(?: (?:of|in) FY\s?'?\d\d\b)?"
)
_DAY = r"(?:[12]\d|3[01]|[1-9])(?:st|nd|rd|th)?(?![\d,.]\d|\d|\s*(?:million|percent|per cent|%))"
_N = r"(?P<n>two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|1[0-2]|[2-9])"
_AND_TO = r"\s*(?:-to-|up to|to the|to|and the|and|through to|through|until|-)\s*(?:the )?(?:end of )?"


def _year(printed: str) -> int | None:
    if not printed:
        return None
    if printed[0] in "一二":
        return int("".join(str("零一二三四五六七八九".index(c)) for c in printed))
    return int(printed) if len(printed) == 4 else 2000 + int(printed)


def _month(printed: str) -> int:
    return MONTHS[printed.lower().strip(".")] if printed[:1].isalpha() else int(printed)


def _number(printed: str) -> int:
    low = printed.lower()
    return _COUNT.get(low) or _ZH_NUM.get(low) or (int(low) if low.isdigit() else 0)


def _run(found: Printed) -> PeriodWords | None:
    """January to March, with the year before or behind."""
    first, last, later = _month(found["m1"]), _month(found["m2"]), _year(found["y"])
    relative = _RELATIVE.get(found["rel"].lower(), "")
    return PeriodWords(
        found.start, found.end, first, last, _year(found["y1"]) or later, relative, end_year=later, run=True
    )


def _run_chinese(found: Printed) -> PeriodWords | None:
    first, last = int(found["m1"]), int(found["m2"])
    return found.words(first, last, run=True) if 1 <= first < last <= 12 else None


def _years(found: Printed) -> PeriodWords | None:
    first, last = int(found["y1"]), int(found["y2"])
    return PeriodWords(found.start, found.end, 1, 12, first, end_year=last, run=True) if first < last else None


def _part_of_year(months: int, name: str = "q") -> Reader:
    """A quarter or a half by its number."""

    def read(found: Printed) -> PeriodWords | None:
        low = found[name].lower()
        nth = {"上": 1, "下": 2}.get(low) or _NTH.get(low) or _number(low)
        return found.words(months * (nth - 1) + 1, months * nth)

    return read


def _first_months(found: Printed) -> PeriodWords | None:
    n = _number(found["n"]) * (3 if "quarter" in found["what"] or "季" in found["what"] else 1)
    return found.words(1, n, run=True) if 1 <= n <= 12 else None


def _months_to(found: Printed) -> PeriodWords | None:
    """Three months to June: a run that ends in a month named."""
    n, last = _number(found["n"]) * (12 if found["what"] == "year" else 1) or 12, _month(found["m"])
    first, year = (last - n) % 12 + 1, _year(found["y"])
    if first == 1 and n == 12:
        return found.words(1, 12)
    start = year - 1 if year and first > last else year
    return PeriodWords(found.start, found.end, first, last, start, end_year=year, run=True)


def _fiscal(found: Printed) -> PeriodWords | None:
    """A fiscal year printed with both its years (2023-24): from April to March, as in India and Japan."""
    year = int(found["y1"])
    if (year + 1) % 100 != int(found["y2"]):
        return None
    return PeriodWords(found.start, found.end, 4, 3, year, end_year=year + 1, run=True)


def _fiscal_year(found: Printed) -> PeriodWords:
    """A fiscal year by one year (FY25), or a quarter or half of it; its months count from its own first."""
    part = found["q"] or found["h"]
    nth = 0 if not part else _NTH.get(part.lower()) or int(part)
    months = 12 if not part else 3 if found["q"] else 6
    first = months * (nth - 1) + 1 if nth else 1
    return PeriodWords(found.start, found.end, first, first + months - 1, _year(found["y"]), "fiscal")


def _fiscal_relative(found: Printed) -> PeriodWords:
    """The fiscal year that runs (`end_year` 0), or the one before it (-1)."""
    before = 0 if found["which"].lower() in ("this", "current", "the current") else -1
    return PeriodWords(found.start, found.end, relative="fiscal", end_year=before)


def _quarter_to(found: Printed) -> PeriodWords | None:
    """The September quarter: the three months to it."""
    last = _month(found["m"])
    return found.relative("days") if last % 3 else found.words(last - 2, last)


def _same(found: Printed) -> PeriodWords | None:
    """The same period of last year, of a year printed, of last month, or of another month named."""
    if found["month"]:
        return found.relative("last month")
    if found["m"] and not found["y"] and not found["rel"]:
        return found.words(_month(found["m"]), _month(found["m"]))
    return PeriodWords(found.start, found.end, year=_year(found["y"]), relative="same")


def _end(found: Printed) -> PeriodWords | None:
    month = _month(found["m"]) if found["m"] else 12
    if not found["y"] and not found["rel"]:
        return None
    words = found.words(month, month, point=True)
    return replace(words, relative="this year") if found["rel"].lower() == "the year" else words


def _one_month(found: Printed) -> PeriodWords | None:
    month = _month(found["m"])
    return found.words(month, month) if 1 <= month <= 12 else None


def _recent(found: Printed) -> PeriodWords | None:
    word = found["what"].lower()
    if "quarter" in word or "季" in word:
        return found.relative("days" if found["this"] else "last quarter")
    return found.relative("this month" if found["this"] else "last month")


def _past(found: Printed) -> PeriodWords | None:
    n = _number(found["n"])
    return found.relative("past", n) if 2 <= n <= 12 else None


def _always(relative: Relative) -> Reader:
    return lambda found: found.relative(relative)


def _whole(found: Printed) -> PeriodWords | None:
    return found.words()


ENGLISH: tuple[PeriodRule, ...] = (
    ("days", rf"\b(?P<m1>{_M})\s+{_DAY}\s*(?:-to-|to|and|through|until|till|-)\s*(?:{_M}\s+)?{_DAY}(?:,?\s+{_Y})?"
             rf"(?:\s+period)?|\b{_DAY}\s*(?:to|and|through|until|-)\s*{_DAY}\s+(?:of\s+)?{_M}(?:\s+{_Y})?",
     _always("days")),
    ("days", r"\b(?:(?:the|this|last) )?(?:first|second|third|fourth|last|past|final|opening|previous|next)"
             r"(?: (?:\d{1,2}|two|three|four|five|six|seven|ten|fifteen|few))?[ -](?:days?|weeks?|fortnight)\b"
             rf"(?: (?:of|in) (?:the month|this month|last month|{_M}(?:\s+{_Y})?|(?:the |this |last )?year))?"
             rf"|\b(?:the )?first half of (?:the month|this month|{_M})|\b(?:this|last) week\b"
             rf"|\bweek (?:ended|ending|of) {_M} {_DAY}", _always("days")),
    ("upto", r"\b(?:(?:[Ii]n the )?(?:current|[Tt]his) year,?\s+|[Ss]o far this year,?\s+)?(?:up to|through|until|"
             rf"till)\s+(?P<m>{_M})\s+(?:2[89]|3[01])\b(?:,?\s+(?P<y>{_Y}))?",
     lambda found: found.words(1, _month(found["m"]), run=True)),
    ("fiscal", r"\b(?:[Tt]he )?(?:(?:[Ff]iscal|[Ff]inancial)(?: year)?|FY)\s?(?:\([^()]{3,24}\) )?"
               rf"(?P<y1>{_Y})[-/](?P<y2>\d\d)\b", _fiscal),
    ("fiscal", r"\b(?:(?:Q(?P<q>[1-4])|(?P<q2>[1-4])Q|(?:[Tt]he )?(?P<q3>[Ff]irst|[Ss]econd|[Tt]hird|"
               r"[Ff]ourth)[ -]quarter)"
               r"|(?:H(?P<h>[12])|(?P<h2>[12])H|(?:[Tt]he )?(?P<h3>[Ff]irst|"
               r"[Ss]econd)[ -]half))?(?:,? ?(?:of|in)? ?(?:the )?)?"
               r"(?:FY\s?'?|(?:[Ff]iscal|[Ff]inancial)(?: year)? '?)(?P<y>(?:20)?\d\d)\b(?![-/]\d)", _fiscal_year),
    ("fiscal", r"\b(?P<which>[Tt]his|[Ll]ast|[Tt]he (?:current|previous|last|past)|[Pp]revious|[Cc]urrent) "
               r"(?:fiscal|financial)(?: year)?\b", _fiscal_relative),
    ("fiscal", r"\b20\d\d-[1-9]\d\b(?!-)|\bfiscal (?:first|second|third|fourth) (?:quarter|half)\b", _always("days")),
    ("ended", rf"\b(?:[Tt]he )?(?P<m>{_M})[ -]quarter{_TAIL}", _quarter_to),
    ("months_to", rf"\b(?:{_N} (?P<what>months)|(?:fiscal |financial )(?P<what2>year)) (?:to|ended|ending|through|"
                  rf"until) (?:on )?(?:the end of )?(?:\d{{1,2}} )?(?P<m>{_M})(?: \d{{1,2}})?(?:,? (?P<y>{_Y}))?",
     _months_to),
    ("date", rf"\b{_M}\s+\d{{1,2}}(?:st|nd|rd|th)?\b(?![.,]\d)(?!\s*(?:million|percent|%))(?:,?\s+{_Y})?"
             rf"|\b\d{{1,2}}(?:st|nd|rd|th)?\s+{_M}\.?,?(?:\s+{_Y})?|\b{_Y}-\d\d-\d\d\b", _whole),
    ("years", rf"\b(?:between |from )?(?P<y1>{_Y})\s*(?:and|to|-)\s*(?P<y2>{_Y})\b(?!-)", _years),
    ("range", rf"\b(?P<m1>{_M})\s*(?P<y1>{_Y})?{_AND_TO}(?P<m2>{_M})"
              rf"(?:\s*(?:period|months|quarter|half|span))?{_TAIL}",
     _run),
    ("quarter", r"\b(?:[Tt]he\s+)?(?P<q>[Ff]irst|[Ss]econd|[Tt]hird|[Ff]ourth|last(?=[ -]quarter (?:of|in)\b)|final|"
                rf"opening)[ -]quarter{_TAIL}", _part_of_year(3)),
    ("q", rf"\b(?:Q(?P<q>[1-4])|(?P<q2>[1-4])Q)(?:\s*(?:of\s+)?'?(?P<y>{_Y}|\d\d(?!\d|%|\.)))?\b", _part_of_year(3)),
    ("half", rf"\b(?:[Tt]he\s+)?(?P<q>[Ff]irst|[Ss]econd)[ -]half{_TAIL}", _part_of_year(6)),
    ("h", rf"\b(?:H(?P<q>[12])|(?P<q2>[12])H)(?:\s*(?:of\s+)?'?(?P<y>{_Y}|\d\d(?!\d|%|\.)))?\b", _part_of_year(6)),
    ("months", rf"(?:(?<=registrations )|(?<=sales )|(?<=units )|(?<=vehicles )|(?<=cars ))after {_N} "
               r"(?P<what>months)\b(?! of)", _first_months),
    ("months", rf"\b(?:[Tt]he\s+)?[Ff]irst month (?P<what>of (?:the year|this year|(?P<y>{_Y})))\b",
     lambda found: found.words(1, 1)),
    ("months", rf"\b(?:[Tt]he\s+)?[Ff]irst\s+(?P<n>\w+)\s+(?P<what>months?|quarters)\b{_TAIL}", _first_months),
    ("past", rf"\b(?:the )?(?:past|last|latest|previous|recent)\s+{_N} months\b(?! of| in)", _past),
    ("ytd", r"\b(?:[Ss]o far (?:this|in the current|in the) year|[Tt]h(?:is|e) (?:calendar |current )?year (?:so far|"
            r"to "
            r"date)|[Yy]ear[- ]to[- ]date|(?:[Ss]ince|from) (?:the )?(?:beginning|start) of (?:the|this) year"
            r"|[Ss]ince January|YTD)\b", _always("year to date")),
    ("same", r"\b(?:the\s+)?(?:same|corresponding|equivalent|year-ago|comparable|similar)\s+(?:period|month|quarter|"
             r"half|time(?!,)(?:[ -]?(?:frame|span|period))?|interval|months|point|stage)"
             r"(?:\s+(?:of|in|a|from|for)\b)?"
             rf"(?:(?:\s+(?:the\s+)?(?P<month>(?:last|previous|prior) month))\b|(?:\s+(?P<m>{_M}))?"
             rf"(?:\s+(?:of\s+)?(?:the\s+)?(?:(?P<y>{_Y})|(?P<rel>{_LAST_YEAR})))?)", _same),
    ("end", rf"\b(?:[Bb]y|[Aa]t|[Aa]s of|until|up to)?\s*(?:the\s+)?(?:year-|year )?end(?: of|-of)?"
            rf"(?:\s+(?P<rel>last year|this year|the year)|[ -]?(?P<m>{_M})?\s*(?P<y>{_Y}))", _end),
    ("month", rf"\b(?P<m>{_M})(?:,?\s+(?:of\s+)?(?P<y>{_Y})"
              rf"|\s+(?:of\s+)?(?P<rel>this year|the current year|{_LAST_YEAR}))?(?!\s+\d{{1,2}}\b(?![.,]\d))",
     _one_month),
    ("the month", r"\b(?:[Ii]n|[Dd]uring|[Ff]or|[Oo]ver) (?:the|that) (?:given |reporting |reported |review "
                  r"|reference |said )?"
                  r"month\b(?! before| earlier| ago| prior| of| to|-|\s+\w+\s+month)", _always("the month")),
    ("recent", r"\b(?:[Ll]ast|(?P<this>[Tt]his)|[Tt]he previous|[Tt]he prior|previous|the past|past)\s+"
               r"(?P<what>month|quarter)\b", _recent),
    ("whole", r"\b[Tt]he (?:whole|full) year\b", _whole),
    ("rel", r"\b(?P<rel>[Tt]his year|[Nn]ext year|[Ll]ast year|[Tt]he (?:previous|prior|preceding|current) year)\b",
     _whole),
    ("year", r"(?<![\w.,/$-])(?:[Ii]n |[Ff]or |[Ff]ull[- ]year |fiscal |[Bb]y |[Dd]uring |calendar )?"
             rf"(?P<y>{_Y})(?!\s+(?!{_NAMED})[A-Z][a-z])"
             rf"(?![\d.,]\d|/|-\d|[ -]?(?:units|vehicles|cars|million|%|percent))",
     _whole),
)  # fmt: skip
_ZH_NUM = {"一": 1, "二": 2, "三": 3, "四": 4, "五": 5, "六": 6, "七": 7, "八": 8, "九": 9, "十": 10, "两": 2,
           "十一": 11, "十二": 12}  # fmt: skip
_ZN = r"(?P<n>十[一二]|[一二两三四五六七八九十]|\d{1,2})"
_ZY = (
    r"(?:(?P<y>(?:19|20)\d\d|[一二][零一二三四五六七八九]{3})\s*年|(?P<rel>今年|去年|上年|本年|"
    r"明年|上一年)(?:的)?)?\s*"
)
_TILL = r"\s*[-—至到~]+\s*"
CHINESE: tuple[PeriodRule, ...] = (
    ("days", rf"{_ZY}\d{{1,2}}\s*月(?:份)?\s*(?:\d{{1,2}}\s*日?{_TILL}(?:\d{{1,2}}\s*月\s*)?\d{{1,2}}\s*日|"
             r"[上中下]旬|"
             r"(?:前|首)(?:\d{1,2}|[一二两三四五六七十]+)[天周]|第[一二三四五]周)|\d{1,2}\s*日?" + _TILL
             + r"\d{1,2}\s*日|(?<!\d)(?:上周|本周|当周|首周)", _always("days")),
    ("date", r"(?:(?:19|20)\d\d\s*年\s*)?\d{1,2}\s*月\s*\d{1,2}\s*日", _whole),
    ("same", r"(?:(?P<y>(?:19|20)\d\d)\s*年|去年|上年|上一年)\s*(?:同期|同月)|一年(?:之|以)?前"
             r"|(?P<month>上个?月)(?:同期|同一时期)",
     _same),
    ("years", rf"(?:从|自|由)?\s*(?P<y1>{_Y})\s*年?{_TILL}(?P<y2>{_Y})\s*年", _years),
    ("range", rf"{_ZY}(?P<m1>\d{{1,2}})\s*月?{_TILL}(?P<m2>\d{{1,2}})\s*月(?:份)?", _run_chinese),
    ("quarter", rf"{_ZY}第?(?P<q>[一二三四1-4])季度?(?!度)(?!以来)", _part_of_year(3)),
    ("half", rf"{_ZY}(?P<q>上|下)半年", _part_of_year(6)),
    ("months", rf"{_ZY}(?P<fore>[前首头])\s*{_ZN}\s*(?P<what>个月|季度|个季度|月)", _first_months),
    ("past", rf"(?:过去|最近|近){_ZN}个月", _past),
    ("ytd", r"(?:今年|本年|年初)(?:以来|至今|迄今)|今年(?:以来)?(?:累计|迄今)|年初至今|自(?:今年)?年初",
     _always("year to date")),
    ("end", rf"(?:截至|截止|到|至)?{_ZY}(?:年底|年末|底|末)(?!以)", _end),
    ("month", rf"{_ZY}(?P<m>\d{{1,2}})\s*月(?:份)?(?!\s*\d{{1,2}}(?!\d|[.,万千亿辆台]))", _one_month),
    ("the month", r"本月(?![底末初])", _always("the month")),
    ("recent", r"(?P<what>上个?月|上季度)", _recent),
    ("year", r"(?:(?P<y>(?:19|20)\d\d|[一二][零一二三四五六七八九]{3})\s*年|(?P<rel>今年|去年|上年|明年|上一年|本年))"
             r"(?:全年|度)?(?:以来)?", _whole),
)  # fmt: skip
"""Kind, pattern, what reads it: the first row that fits counts. `date` is a calendar day, which is no period."""


def _joined(rules: tuple[PeriodRule, ...]) -> str:
    """One pattern of all rules, each in a group of its own, its names told apart by its number."""
    named = re.compile(r"\(\?P<(\w+)>")
    own = [named.sub(rf"(?P<\g<1>_{k}>", pattern) for k, (_, pattern, _) in enumerate(rules)]
    return "|".join(f"(?P<rule_{k}>{own[k]})" for k in range(len(rules)))


_OPENS = (
    r"\d|[QH]\d|FY|YTD|Ja|Fe|Ma|Ap|Ju|Au|Oc|No|De|Se|(?i:th(?:e |is |ir)|la(?:st|te)|fi(?:rs|na|sc|ve)|se(?:co|ve)|"
    r"fo(?:ur|r )|past|open|pr(?:ev|io)|next|week|in |so |up |unti|till|thro|three|curr|tw|si(?:x|nc)|eigh|nine|ten|"
    r"elev|betw|from|rece|year|same|co(?:rr|mp)|equi|by |at |as |afte|end|duri|over|full|cale)"
)
"""How a period phrase of `ENGLISH` begins: where none of these stands, no rule is tried."""
_PATTERN: dict[Language, re.Pattern[str]] = {
    "en": re.compile(rf"(?<![A-Za-z0-9])(?={_OPENS})(?:{_joined(ENGLISH)})"),
    "zh": re.compile(_joined(CHINESE)),
}
_GROUPS: dict[Language, list[list[tuple[str, str]]]] = {
    language: [
        [
            (name.rpartition("_")[0], name)
            for name in pattern.groupindex
            if name.endswith(f"_{k}") and name != f"rule_{k}"
        ]
        for k in range(len(rules))
    ]
    for (language, pattern), rules in zip(_PATTERN.items(), (ENGLISH, CHINESE), strict=True)
}
_SPARE = re.compile(r"\d+$")


def find_periods(text: str, language: Language) -> list[PeriodWords | tuple[int, int]]:
    """Every period phrase of a folded sentence in order; a calendar day comes as its bare offsets."""
    rules = ENGLISH if language == "en" else CHINESE
    found: list[PeriodWords | tuple[int, int]] = []
    if not _TIMELY.search(text):
        return found
    for match in _PATTERN[language].finditer(text):
        kind, _, read = rules[k := int(str(match.lastgroup)[5:])]
        start = match.start() + len(match.group()) - len(match.group().lstrip())
        if kind == "date":
            found.append((match.start(), match.end()))
        elif (words := read(_printed(match, _GROUPS[language][k], start))) is not None:
            found.append(words)
    return found


def _printed(match: re.Match[str], names: list[tuple[str, str]], start: int) -> Printed:
    """The groups of the rule that matched; `q2` fills `q` where that is absent."""
    groups: dict[str, str] = {}
    for own, name in names:
        if match[name]:
            groups.setdefault(own, match[name])
            groups.setdefault(own if own in ("m1", "m2", "y1", "y2") else _SPARE.sub("", own), match[name])
    return Printed(groups, start, match.end())
