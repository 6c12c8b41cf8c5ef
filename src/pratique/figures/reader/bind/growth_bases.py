"""Against what a growth is counted, by the periods that the text names: a year before, or the period before.

Rule: a base that is neither, a record, or a span of years makes no growth; a figure without a period takes it from
the base that its growth prints, if that leads to a period just over when the text was published.
"""

from __future__ import annotations

import re

from pratique.figures.entry import Over
from pratique.figures.period import Period
from pratique.figures.reader.bind.marks import Growth
from pratique.figures.reader.bind.scene import DiscourseLine, Draft
from pratique.figures.reader.bind.times import compared_period
from pratique.figures.reader.tokens.calendar import resolve
from pratique.figures.reader.tokens.periods import PeriodWords


def without_bases(counted: list[Draft]) -> list[Draft]:
    """`55.5万辆(上年同期为79.7万辆),同比增长60%`: a count of the year before is a base and grows no more."""
    while len(counted) > 1 and (main := counted[-2]).period is not None:
        last = counted[-1]
        mine = (last.indicator, last.product, last.geography, last.unit)
        alike = mine == (main.indicator, main.product, main.geography, main.unit)
        if not alike or last.period != main.period.year_before or main.changes:
            break
        counted = counted[:-1]
    return counted


def base_over(line: DiscourseLine, draft: Draft, growth: Growth) -> Over | None:
    basis = growth.basis
    spanned = line.period is not None and line.period.length >= 24 and basis is None
    if spanned or _RECORD.match(line.sentence.text, line.tokens[growth.at].end):
        return None
    if basis is None and (printed := _printed_base(line, growth.at)) is not None and draft.period is not None:
        before = draft.period.shifted(-draft.period.length)
        return "month" if printed == before != draft.period.year_before else "year"
    if basis is None or basis == "year":
        return "year"
    if basis == "month":
        return "month"
    return _over_period(basis, draft, line)


def _printed_base(line: DiscourseLine, at: int) -> Period | None:
    """The period of the value that a growth is counted from (`up 7 percent from 280,000 in May`), if printed."""
    base = at - 2  # 较7月3万辆下滑17%: the base stands before its growth
    if (
        base > 0
        and line.sentence.language == "zh"
        and base in line.roles.compared
        and line.tokens[base].kind == "number"
    ):
        return compared_period(line, base)
    opened = at + 1 < len(line.tokens) and line.tokens[at + 1].code == "("
    closed = next((k for k in range(at + 1, min(len(line.tokens), at + 8)) if line.tokens[k].code == ")"), at)
    first = closed + 1 if opened else at + 1  # a drop of 44 percent (17,925 units less) from February
    for k in range(first, min(len(line.tokens), first + 4)):
        token = line.tokens[k]
        if opened and token.period is not None and k in line.roles.comparator:
            return resolve(token.period, line.period or line.scene.period, line.scene.published)
        if token.kind == "number":
            return compared_period(line, k) if k in line.roles.compared else None
        if token.kind not in ("word", "period"):
            return None
    return None


def _by_its_base(basis: PeriodWords, line: DiscourseLine) -> tuple[Period, Over] | None:
    """`Down 4.4% compared to September 2019`, told in October 2020: of a year later; over August of a month later."""
    published = line.scene.published
    base = resolve(basis, None, published)
    if published is None or base is None or base.length == 12:
        return None
    now = published.year * 12 + published.month - 1
    later: tuple[tuple[Period, Over], ...] = ((base.shifted(12), "year"), (base.shifted(base.length), "month"))
    return next((each for each in later if 1 <= now - each[0].last <= 2), None)


_RECORD = re.compile(
    r"\s*(?:[\w-]+ ){0,3}?(?:over|from|on|above|than|against) (?:the |its |their )?(?:previous|old|former|"
    r"earlier|last|"
    r"prior|all-time|standing) (?:monthly |annual |quarterly )?(?:record|high|peak|best|low)\b",
    re.IGNORECASE,
)
"""Behind a growth: counted against a record, which is of no fixed time."""


def _over_period(basis: PeriodWords, draft: Draft, line: DiscourseLine) -> Over | None:
    if basis.relative == "last quarter":
        return "month" if draft.period is None or draft.period.length == 3 else None
    if draft.period is None and (told := _by_its_base(basis, line)) is not None:
        draft.period = line.period = line.scene.period = told[0]
        return told[1]
    if draft.period is None:
        return "year" if basis.year is not None and basis.last - basis.first == 11 else None
    found = resolve(basis, draft.period, line.scene.published)
    if found is None:
        return None
    if basis.year is None and found.first >= draft.period.first:
        found = found.year_before
    whole_year_before = found.length == 12 and found.start_year == draft.period.start_year - 1
    if found == draft.period.year_before or (whole_year_before and draft.period.is_running):
        return "year"
    return "month" if found == draft.period.shifted(-draft.period.length) else None
