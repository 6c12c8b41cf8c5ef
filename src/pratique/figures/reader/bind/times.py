"""The period and kind of one number: spoken of, compared with, foreseen.

Rule: what stands nearest in the number's own clause decides, then the sentence, then the text; what none of them
tells stays unknown (None). A count told before its year was over is not that of the year.
"""

from __future__ import annotations

import re
from datetime import date

from pratique.figures.codes import FLOWS
from pratique.figures.entry import Kind
from pratique.figures.period import Period
from pratique.figures.reader.bind.scene import DiscourseLine
from pratique.figures.reader.tokens.calendar import resolve
from pratique.figures.reader.tokens.periods import PeriodWords
from pratique.figures.reader.tokens.scan import Token

ANAPHORA = re.compile(
    r"\s*(?:(?:while|although|though|but|and) )?(?:[\"']?\s*(?:that|this|these|those|it|they|"
    r"the (?:figure|number|total|volume|two|former|"
    r"latter|rise|increase|growth|decline)"
    r"|the (?:january|february|march|april|may|june|july|august|september|october|november|december|monthly|latest) "
    r"(?:figure|number|total|volume|tally|result|reading|sales|output|exports)"
    r"|(?:last|this) (?:month|year|quarter)'s (?:figure|number|total|tally|result)"
    r"|the (?:previous|old|earlier|former|last) (?:high|record|peak|low|best)"
    r"|both|of (?:these|them|which|that|the total)|among|month[- ]on[- ]month|year[- ]on[- ]year|"
    r"(?:when )?compared|on a|an? |up |down |its|their)"
    r"|同比|环比|比|较|其中|增长|增幅|降幅|这一|该|两者|均|分别)",
    re.IGNORECASE,
)


_OWNER = re.compile(r"['’]s (?:(?:figure|level|total|tally|number|volume|count|result)s? )?(?:of )?(?:about |some )?")
"""Between a period and the number that is its own (`the previous year's figure of 38,90,114`)."""


def of_compared(line: DiscourseLine, at: int) -> bool:
    """Whether a period stands behind a number that is only compared with, in the same clause."""
    for k in range(at - 1, max(-1, at - 7), -1):
        if line.tokens[k].kind == "number":
            owned = any(
                t.kind == "period" and _OWNER.fullmatch(line.sentence.text, t.end, line.tokens[k].start)
                for t in line.tokens[max(0, k - 4) : k]
            )
            return k in line.roles.compared and not owned
        if line.tokens[k].kind == "mark":
            return False
    return False


Timed = tuple[Period | None, bool, PeriodWords | None]
"""A period, whether it is a point in time, and the words that name it where the text has not told it yet."""


def _labels_bracket(line: DiscourseLine, k: int) -> bool:
    """`132,348 units (June 2000: 156,261)`: whether a period is that of the number behind it in brackets alone."""
    return [t.code for t in line.tokens[max(0, k - 1) : k + 2 : 2]] == ["(", ":"]


def _named_behind(line: DiscourseLine, at: int) -> Timed | None:
    """The period that the number's own clause names behind it, or None."""
    for k in range(at + 1, len(line.tokens)):
        token = line.tokens[k]
        if token.kind in ("number", "mark") and not (token.kind == "mark" and token.code in "()"):
            break
        if token.kind in ("yoy", "mom", "up", "down", "jump") or token.code == "than":
            break
        if token.code in ("after", "amid", "because", "due", "thanks", "following", "despite", "owing"):
            break
        if token.code == "same" and token.kind == "period" and k not in line.roles.comparator:
            return _same_of_year(line, token), False, None
        if token.code == "from" and k + 1 < len(line.tokens) and line.tokens[k + 1].kind != "place":
            break
        if token.kind == "period" and _labels_bracket(line, k):
            break
        if (
            token.kind == "period"
            and k not in line.roles.comparator
            and token.code != "same"
            and token.period is not None
        ):
            found = resolve(token.period, line.period or line.scene.period, line.scene.published)
            return up_to(line, found, token.period), token.period.point, token.period
    return None


def period_of(line: DiscourseLine, at: int) -> Timed:
    """The period in the number's own clause after it, else the last one before it, else the text's."""
    if at in line.roles.compared:
        return compared_period(line, at), False, None
    if (then := _told_of_then(line, at)) is not None:
        return then, False, None
    if (named := _named_behind(line, at)) is not None:
        return named
    if line.period is None:
        stop = next((k for k, t in enumerate(line.tokens) if k > at and t.code == ";"), len(line.tokens))
        later = [
            t.period
            for k, t in enumerate(line.tokens[:stop])
            if k > at
            and t.period is not None
            and k not in line.roles.comparator
            and t.code != "same"
            and not of_compared(line, k)
            and not _labels_bracket(line, k)
        ]
        if later and later[0].relative == "days":
            return None, False, later[0]
        if line.words is None and later and not any(t.code == ";" for t in line.tokens[:at]):
            meant = {resolve(words, line.scene.period, line.scene.published) for words in later}
            known = [period for period in meant if period is not None]
            if len(known) == 1:
                return known[0], later[0].point, None
        same = any(t.code == "same" for t in line.tokens[:at]) and line.scene.period is None
        if line.words is not None or same:
            return None, False, line.words
    if line.sentence.language == "en" and (same_then := _led_by_same(line, at)) is not None:
        return _same_of_year(line, same_then), False, None
    if line.sentence.language == "zh":
        kinds = ("lastyear", "period", "mark", "number")
        lead = [k for k in range(max(0, at - 4), at) if line.tokens[k].kind in kinds]
        last = line.tokens[lead[-1]] if lead else None
        growth = at in line.roles.growth and bool(lead) and lead[-1] in line.roles.comparator
        if last is not None and not growth and (last.kind == "lastyear" or last.code == "same"):
            current = line.period or line.scene.period
            return (current.year_before if current else None), False, None
    if line.period is None and kind_of(line, at, None) in _AHEAD and any(t.code in _AHEAD for t in line.tokens):
        return _foreseen(line), False, line.words
    period = line.period or line.scene.period
    if period is not None and line.period is not None and period.length >= 24:
        period = _end_of_span(line, at, period)
    return period, line.point, line.words or line.scene.words


_AHEAD = ("forecast", "target")
_WHOLE_YEAR = re.compile(r"\b(?:full|whole|entire)[ -]year\b|全年", re.IGNORECASE)


def _foreseen(line: DiscourseLine) -> Period | None:
    """What a forecast without a period of its own is for: the year that the text counts, never what is over."""
    told, published = line.scene.period, line.scene.published
    if told is None:
        return None
    if told.length < 12 and _WHOLE_YEAR.search(line.sentence.text):
        return Period.year(told.end_year)
    ahead = published is not None and told.last >= published.year * 12 + published.month - 1
    return told if ahead or (published is None and told.length == 12) else None


_OF_YEAR = re.compile(r"year|\b(?:19|20)\d\d$", re.IGNORECASE)


def _same_of_year(line: DiscourseLine, token: Token) -> Period | None:
    """`34,563 units in the same month last year`: of the year before or printed, else as spoken of."""
    current = (line.made[-1].period if line.made else None) or line.period or line.scene.period
    if token.period is None or _OF_YEAR.search(line.sentence.text[token.start : token.end]) is None:
        return current
    return resolve(token.period, current, line.scene.published)


def _led_by_same(line: DiscourseLine, at: int) -> Token | None:
    """`In the same month of 2024, 128,690 units were built`: the period of a year before that leads to a number."""
    for k in range(at - 1, max(-1, at - 8), -1):
        token = line.tokens[k]
        if token.kind == "period":
            named = token.code == "same" and k not in line.roles.comparator
            told = named and _OF_YEAR.search(line.sentence.text[token.start : token.end])
            led = k == 0 or (line.tokens[k - 1].code in _IN and (k == 1 or line.tokens[k - 2].code in _OPENS))
            return token if told and led else None
        if token.kind in ("number", "up", "down", "yoy", "mom") or token.code == ";":
            return None
    return None


_IN = frozenset(("in", "during", "for", "over"))
_OPENS = frozenset((",", ";", "and", "while", "whereas", "but"))
_AGO_BEHIND = re.compile(
    r"(?: (?:units|vehicles|cars))?(?: (?:sold|built|registered|recorded|seen))? "
    r"(?:an?|one|the) (?P<what>year|month) (?:ago|earlier|before|prior|previously)\b(?! than)"
)


def _told_of_then(line: DiscourseLine, at: int) -> Period | None:
    """`While it had stood at 276,910 a year ago`: a level of the year (the month) before; or None."""
    told = _AGO_BEHIND.match(line.sentence.text, line.tokens[at].end)
    current = (line.made[-1].period if line.made else None) or line.period or line.scene.period
    if told is None or current is None or not (line.made or line.scene.group):
        return None
    if any(k in line.roles.growth for k in range(at)) and not line.made:
        return None
    if told["what"] == "month":
        return current.shifted(-1) if current.length == 1 else None
    return current.year_before


_BY_END = re.compile(
    r"\b(?:(?:by|as of|until|up to|to|as at|through) (?:the end of |end[- ])|through )$", re.IGNORECASE
)


def up_to(line: DiscourseLine, found: Period | None, words: PeriodWords) -> Period | None:
    """`228,027 cars were registered by the end of November`: what flows is counted from the year's first month on."""
    named = {code for t in line.tokens if t.kind == "indicator" for code in t.code.split("+")} or {
        line.scene.indicator
    }
    ended = words.point or _BY_END.search(line.sentence.text[: words.start]) is not None
    if found is None or found.length != 1 or not ended or not named <= FLOWS:
        return found
    return Period.months(found.end_year, 1, found.last % 12 + 1)


def _end_of_span(line: DiscourseLine, at: int, span: Period) -> Period:
    """`From 2014 to 2016 sales rose from 75,000 to 507,000`: the last year of the span for the second number."""
    first = any(k < at and k in line.roles.compared for k, t in enumerate(line.tokens) if t.kind == "number")
    lead = line.sentence.text[max(0, line.tokens[at].start - 12) : line.tokens[at].start]
    reached = re.search(r"(?:\bto (?:[a-z]+ )*|[至到为]\s*(?:约|近)?)\s*$", lead) is not None
    return Period.year(span.end_year) if first and reached else span


_LED = re.compile(r"\b(?:after|from|against|versus|compared (?:with|to))\b", re.IGNORECASE)


_PREVIOUS = re.compile(r"\b(?:previous|prior|preceding) year\b[^,;]*$", re.IGNORECASE)
"""The year before the one spoken of, not before that of publication."""


_GREW_FROM = re.compile(r"(?:%|per ?cent|pct) from (?:the |about |around )*$", re.IGNORECASE)


def _ahead(line: DiscourseLine, at: int) -> Period | None:
    """`Grew 3 per cent from 307,389 units to 316,908 in September 2023`: what the growth leads to, if one period."""
    if not _GREW_FROM.search(line.sentence.text[: line.tokens[at].start]):
        return None
    if any(t.kind == "mom" or t.code == "same" for t in line.tokens):
        return None
    named = [t.period for k, t in enumerate(line.tokens) if t.period is not None and k not in line.roles.comparator]
    return resolve(named[0], None, line.scene.published) if len(named) == 1 else None


_MONTH_BEFORE = re.compile(r"\b(?:previous|prior|preceding) month\b", re.IGNORECASE)


_AGO = re.compile(r"\b(?P<what>month|year)-ago's $", re.IGNORECASE)
"""`Up from month-ago's 38,029 units`."""


def compared_period(line: DiscourseLine, at: int) -> Period | None:
    """The period of a value compared with: named after it, or a year (a month) before the one spoken of."""
    current = line.period or line.scene.period
    if line.period is not None and line.period.length >= 24 and not line.made:
        return Period.year(line.period.start_year)
    if line.made:
        current = line.made[-1].period
    elif line.scene.group and ANAPHORA.match(line.sentence.text):
        current = line.scene.group[0].period or current
    lead = line.sentence.text[: line.tokens[at].start]
    if current is not None and current.length == 1 and (ago := _AGO.search(lead)) is not None:
        return current.shifted(-1) if ago["what"] == "month" else current.year_before
    named = next(
        (
            t.period
            for t in line.tokens[max(0, at - 3) : at]
            if t.kind == "period" and t.code != "same" and not _LED.search(lead, t.end)
        ),
        None,
    )
    untold = bool(line.made) and line.made[-1].period is None and line.made[-1].words is None
    if named is not None and named.relative == "last year" and untold:
        return None  # of the same months, and which they are is not told
    if named is not None and named.relative == "last year" and _PREVIOUS.search(lead) and current is not None:
        return current.year_before
    if named is not None:
        return _same_months(line, at, resolve(named, current, line.scene.published), current)
    for token in line.tokens[at + 1 : at + 8]:
        if token.kind == "period" and token.period is not None:
            said = line.sentence.text[token.start : token.end]
            if token.period.relative == "last year" and _PREVIOUS.search(said) and current is not None:
                return current.year_before
            if token.period.relative == "last month" and _MONTH_BEFORE.search(said) and current is not None:
                return current.shifted(-1) if current.length == 1 else None
            if token.period.relative == "last quarter" and "previous" in said.lower() and current is not None:
                return current.shifted(-3) if current.length == 3 else None
            return _same_months(line, at, resolve(token.period, current, line.scene.published), current)
        if token.kind == "number":
            break
        if token.kind in ("yoy", "lastyear"):
            return current.year_before if current else None
        if token.kind == "mom":
            return current.shifted(-current.length) if current else None
    alone = not line.made or line.made[-1].quantity is None
    if alone and (ahead := _ahead(line, at)) is not None:
        return ahead.year_before
    basis = [t for t in line.tokens if t.kind in ("yoy", "lastyear", "period") and (t.code in ("year", "same"))]
    if not basis or current is None:
        return None
    return resolve(basis[0].period, current, line.scene.published) if basis[0].period else current.year_before


_LED_BY_YEAR = re.compile(r"\bfrom last year['’]s $", re.IGNORECASE)
"""`Falling 5.4% from last year's 32,974 units to 31,201`: last year's number of the same months stands first."""


def _same_months(line: DiscourseLine, at: int, found: Period | None, current: Period | None) -> Period | None:
    """`82,908 last month compared to 84,575 in 2024`: the same months of that year, where the counts are alike."""
    if found is None or current is None or found.length != 12 or current.length == 12:
        return found
    ahead = next((t.quantity for t in line.tokens[at + 1 :] if t.kind == "number"), None)
    if not line.made and _LED_BY_YEAR.search(line.sentence.text[: line.tokens[at].start]) is None:
        return found
    mine, theirs = (line.made[-1].quantity if line.made else None) or ahead, line.tokens[at].quantity
    if line.made and theirs is not None and theirs.scale == "percent" and found.end_year == current.end_year - 1:
        return current.year_before if line.made[-1].indicator == "share" else found
    if mine is None or theirs is None or theirs.scale != "count" or found.end_year >= current.end_year:
        return found
    if 2 * theirs.value > 3 * mine.value:
        return found
    return current.shifted(12 * (found.end_year - current.end_year)) if 2 * theirs.value > mine.value else None


def unfinished(period: Period | None, kind: Kind, published: date | None) -> bool:
    """Whether a year or month was not over when its count was told, so that the count cannot be that of all of it."""
    if period is None or published is None or kind != "observation":
        return False
    now = published.year * 12 + published.month - 1
    if period.length == 1:
        return period.last == now and published.day < LATE
    return period.length == 12 and period.last > now


LATE = 25
"""From this day on a month may be told as a whole before it is over."""


def kind_of(line: DiscourseLine, at: int, period: Period | None) -> Kind:
    kind = line.kind
    published = line.scene.published
    if kind == "observation":
        for token in line.tokens[at + 1 :]:
            if token.kind == "mark" or token.kind == "number":
                break
            if token.kind == "status" and token.code != "modal":
                kind = token.code  # type: ignore[assignment]
    if published is None or period is None:
        return kind
    now = published.year * 12 + published.month - 1
    if kind == "observation" and period.first > now:
        return "forecast"
    if kind == "forecast" and period.last < now - 1:
        return "observation"
    return kind
