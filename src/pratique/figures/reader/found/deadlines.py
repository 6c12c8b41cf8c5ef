"""The days of a measure: announced, effective, until when somebody must act.

Rule: the words before a date (in Chinese also those behind it) give it its meaning, by the table `MEANINGS`; a
weekday is the last such day on or before publication. A day that no word explains belongs to nothing.
"""

from __future__ import annotations

import re
from datetime import date

from pratique.figures.reader.text.asserted import unasserted_at
from pratique.figures.reader.text.dates import MONTHS, find_dates, find_weekday, last_weekday
from pratique.figures.reader.text.fold import Sentence
from pratique.value_class import dataclass

MEANINGS: tuple[tuple[str, str, str], ...] = (
    (
        "deadline",
        r"(?:\b(?:by|until|till|before|deadline (?:of|is|was|for [\w ]{1,30}(?:is|was|of))|no later than|not "
        r"later than|"
        r"(?:due|close[sd]?|end[s]?|expires?|expired|ending|closing|lapses?|runs?)(?: on| by| until)?|"
        r"comments? (?:until|by)|"
        r"through)|截至|截止(?:到|日期为)?|不晚于|不迟于|至) ?$",
        r"\s*(?:之?前|以前|截止|届满|到期|止)",
    ),
    (
        "effective",
        r"(?:\b(?:effect|force|effective|applicable|appl(?:y|ies|ied)|enforced|starting|beginning|starts?|begins?|began|"
        r"implemented|imposed|as)(?: (?:on|from|as of|of|since))*|\b(?:from|since|with effect from)|"
        r"(?:自|从)(?:今年|明年|本月)?|"
        r"于(?=[^,。]*施行)) ?$",
        r"\s*(?:起|开始)?(?:正式)?(?:施行|实施|生效|执行)|\s*,?[^,。;\d]{0,16}开始(?:正式)?(?:加征|征收|实施|施行|执行)",
    ),
    (
        "announced",
        r"(?:\b(?:announced|issued|published|released|unveiled|launched|initiated|opened|adopted|approved|"
        r"signed|filed|disclosed|made "
        r"public|said|notified|lodged|proposed|dated|decided)\b[^.;]{0,60}?(?:on )?|于) ?$",
        r"\s*(?:,\s*)?(?:(?:[^,。;]{0,24})(?:发布|公布|宣布|公告|印发|出台|发起|立案|提起|诉诸|起诉)|"
        r"(?:(?:[^,;\d]{0,120},)? ?[^,;]{0,180}?\b)(?:announced|issued|published|released|imposed|confirmed|"
        r"launched|initiated|unveiled|adopted|opened|approved|signed|filed|lodged|disclosed|finali[sz]ed)\b)",
    ),
)
"""Which day, what ends before the date, what begins behind it; the first row that fits counts."""
_COMPILED = tuple((name, re.compile(b, re.IGNORECASE), re.compile(a, re.IGNORECASE)) for name, b, a in MEANINGS)
_SHORT = re.compile(
    r"\b(?P<m>Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May|June?|July?|Aug(?:ust)?|Sep(?:t(?:ember)?)?|Oct(?:ober)?|"
    r"Nov(?:ember)?|Dec(?:ember)?)\.? (?P<d>\d{1,2})(?:st|nd|rd|th)?\b(?!,? ?(?:19|20)\d\d)(?![,.]?\d)|"
    r"(?<!\d年)(?<!\d)(?P<m2>\d{1,2})月(?P<d2>\d{1,2})日"
)

_TODAY = re.compile(r"\btoday\b(?!'s)|今[日天]", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class MeasureDays:
    """The days that one sentence gives a measure; None where it does not tell."""

    announced: date | None = None
    effective: date | None = None
    deadline: date | None = None


def find_days(sentence: Sentence, published: date | None, first: int = 0, last: int | None = None) -> MeasureDays:
    """The announced, effective and closing day that a sentence (or its part `first`..`last`) asserts."""
    found: dict[str, date] = {}
    text = sentence.text
    for day, start, end in _dates(text, published):
        if not first <= start < (len(text) if last is None else last):
            continue
        name = _meaning(text, start, end)
        if name and name not in found and unasserted_at(text, sentence.language, start) is None:
            found[name] = day
    return MeasureDays(found.get("announced"), found.get("effective"), found.get("deadline"))


def _meaning(text: str, start: int, end: int) -> str:
    head = text[max(0, start - 90) : start]
    behind = next((name for name, _, after in _COMPILED if after.match(text, end)), "")
    before = next((name for name, pattern, _ in _COMPILED if pattern.search(head)), "")
    if behind in ("deadline", "effective"):
        return behind
    return before or behind


def _dates(text: str, published: date | None) -> list[tuple[date, int, int]]:
    """Calendar days, those without a year in the year of publication, and weekdays before it."""
    found = find_dates(text)
    if published is None:
        return found
    for match in _SHORT.finditer(text):
        month = MONTHS[match["m"].lower()] if match["m"] else int(match["m2"])
        try:
            found.append((date(published.year, month, int(match["d"] or match["d2"])), match.start(), match.end()))
        except ValueError:
            continue
    found += [(published, match.start(), match.end()) for match in _TODAY.finditer(text)]
    weekday = find_weekday(text)
    if weekday is not None and not found:
        found.append((last_weekday(weekday[0], published), weekday[1], weekday[2]))
    return sorted(found, key=lambda day: day[1])
