"""Growths and changes in points, given to the figures that they speak of.

Rule: growths take figures in order; one that stands before its number waits for it, one whose subject was
counted before goes back to that figure, one without any number is a figure of growth alone, and one without a
subject is unread.
"""

from __future__ import annotations

import re
from dataclasses import replace
from fractions import Fraction
from typing import Literal

from pratique.figures.entry import Over, PrintedChange
from pratique.figures.interval import Number
from pratique.figures.reader.bind.growth_bases import base_over, without_bases
from pratique.figures.reader.bind.marks import Growth
from pratique.figures.reader.bind.own_growths import (
    by_measure,
    change_again,
    of_month,
    of_place,
    of_share,
    other_time,
    own_place,
    own_time,
    spoken_of,
)
from pratique.figures.reader.bind.scene import DiscourseLine, Draft, leave
from pratique.figures.reader.bind.settle import geography_of, indicator_of, product_of, settled
from pratique.figures.reader.bind.times import ANAPHORA, kind_of, period_of, unfinished
from pratique.figures.reader.text.asserted import APPOSED

_RISE_IN = re.compile(
    r"\s*(?:[\w-]+ ){0,3}?(?:rise|increase|growth|gain|jump|surge|climb|drop|fall|decline|decrease|uptick) "
    r"(?:(?:year|month)[- ](?:on|over)[- ](?:year|month) |yoy )?in (?:the |total |overall |new )*(?!\d|"
    r"(?:first|second|same|full)\b)",
    re.IGNORECASE,
)
_RISE_OF = re.compile(
    r"\b(?:rise|increase|growth|gain|jump|surge|climb|drop|fall|decline|decrease|uptick) of (?:[a-z]+ ){0,2}$",
    re.IGNORECASE,
)
_IN = re.compile(r"\s+in (?:the |new |total |overall )*(?!\d|(?:first|second|same|full|year)\b)", re.IGNORECASE)


def _subject_behind(line: DiscourseLine, at: int) -> bool:
    """`a 12 percent rise in domestic sales to 2 million`: the subject stands behind its growth."""
    text = line.sentence.text
    between = line.tokens[at + 1 : at + 3]
    if len(between) == 2 and between[0].kind == "indicator" and between[1].kind in ("up", "down"):
        line.indicators, line.k, line.fresh, line.foreign = [between[0].code], 0, True, False  # a 9% sales increase
        return True
    match = _RISE_IN.match(text, line.tokens[at].end)
    if match is None and _RISE_OF.search(text[: line.tokens[at].start]):
        match = _IN.match(text, line.tokens[at].end)
    if match is None:
        return False
    products, indicators = [], []
    for token in line.tokens[at + 1 :]:
        if token.start < match.end():
            continue
        if token.kind == "product":
            products.append(token.code)
        elif token.kind == "indicator" and text[token.start : token.end].lower() in ("built", "made", "produced"):
            continue
        elif token.kind == "indicator":
            indicators.append(token.code)
        elif token.kind == "other":
            line.foreign = True
            return True
        elif token.kind not in ("place", "total") and token.code not in ("of", "the", "new", "to", "built", "made"):
            break
    if indicators:
        line.indicators, line.k, line.fresh, line.foreign = indicators[:1], 0, True, False
        if indicators[0] == "value_added" and not products:
            line.products = ["vehicle"]
    if products:
        line.products, line.k, line.fresh = products[:1], 0, True
    return bool(indicators or products)


_IN_VALUE = re.compile(
    r"(?: (?:year[- ]on[- ]year|on the year|from a year earlier|from a year ago))?"
    r" (?:in|by) (?:terms of )?(?:value|dollar|yen|revenue)\b"
)


def take_growths(line: DiscourseLine, group: list[int]) -> None:
    for at in group:
        if at in line.doubted:
            leave(line, line.tokens[at], line.doubted[at])
    group = [at for at in group if at not in line.doubted]
    if not group:
        return
    if line.expected >= 0 and not line.made and APPOSED.match(line.sentence.text[line.expected :].partition(",")[2]):
        _leave_growths(line, group, "not asserted, an expectation of before")
        return
    for at in [at for at in group if of_share(line, at)]:
        leave(line, line.tokens[at], "a growth of a share, in percent or in points")
        group = [k for k in group if k != at]
    group = [at for at in group if not _stands_apart(line, at)]
    if not group:
        return
    growths = [line.roles.growth[at] for at in group]
    behind = len(group) == 1 and _subject_behind(line, group[0])
    counted = without_bases([draft for draft in line.made if draft.indicator != "share"])
    if line.foreign:
        _leave_growths(line, group, "its subject is not one that is counted here")
        return
    if len(group) > 1 and all(at in line.zipped for at in group) and indicator_of(line, ""):
        for at, growth in zip(group, growths, strict=True):
            _growth_only(line, at, growth)
        return
    if counted and (not line.fresh or _bracketed(line, group[0])) and not _leads_to_value(line, group):
        spread(line, counted, growths, group)
        return
    if _leads_to_value(line, group) or (behind and _value_behind(line, group[0])):
        line.pending.extend(growths)
        return
    if _return_to_counted(line, growths):
        return
    if _one_each(line, group):
        for line.k, (at, growth) in enumerate(zip(group, growths, strict=True)):
            _growth_only(line, at, growth)
    elif (line.indicators or line.products or line.destination) and indicator_of(line, "") and len(growths) == 1:
        _growth_only(line, group[0], growths[0])
    elif len(growths) == 1 and (home := of_month(line) or of_place(line)) is not None:
        attach(line, home, growths[0])
    elif len(growths) == 1 and change_again(line, group[0]):
        _growth_only(line, group[0], growths[0])
    elif line.scene.group and ANAPHORA.match(line.sentence.text):
        main = line.scene.group if len(growths) > 1 else line.scene.group[:1]
        spread(line, main, growths, group)
    else:
        _leave_growths(line, group, "a growth without a subject that is counted here")


def _one_each(line: DiscourseLine, group: list[int]) -> bool:
    """`BEV and PHEV sales rose 45.2% and 6.9%`: so many growths as subjects, none of them counted."""
    sizes = sorted((len(line.indicators), len(line.products)))
    return len(group) > 1 and sizes[1] == len(group) and sizes[0] <= 1 and line.fresh and indicator_of(line, "") != ""


def _stands_apart(line: DiscourseLine, at: int) -> bool:
    """A growth of another place or time than the figure before it, kept as a figure of growth alone or left."""
    if place := own_place(line, at):
        if not (line.indicators or line.products) and line.scene.group:
            line.indicators, line.products = [line.scene.indicator], [line.scene.product]
        if not indicator_of(line, ""):
            return False
        line.place, line.placed = (None if place == "?" else place), True
        _growth_only(line, at, line.roles.growth[at])
        return True
    apart, period = other_time(line, at)
    if not apart and (own := own_time(line, at)) is not None:
        apart, period = True, own
        growth = line.roles.growth[at]
        growth.basis = growth.basis if isinstance(growth.basis, str) else None
    if apart and period is None:
        leave(line, line.tokens[at], "a growth of another time")
    elif apart and (main := spoken_of(line)) is not None and period != main.period:
        draft = replace(main, quantity=None, period=period, changes=[], grown_at=[], words=None)
        attach(line, draft, line.roles.growth[at])
        line.scene.drafts += [draft] if draft.changes else []
    else:
        return False
    return True


def _bracketed(line: DiscourseLine, at: int) -> bool:
    """`9,600 electric cars were registered (+200%) as well as`: a growth in brackets is of the value before them."""
    if not line.made or not at or line.tokens[at - 1].code != "(":
        return False
    value = max((k for k in range(at) if line.roles.role.get(k) == "value"), default=at)
    return (
        all(t.kind in ("indicator", "word", "product", "place", "period") for t in line.tokens[value + 1 : at - 1])
        and value < at
    )


def _leave_growths(line: DiscourseLine, group: list[int], why: str) -> None:
    for at in group:
        leave(line, line.tokens[at], why)


def spread(line: DiscourseLine, drafts: list[Draft], growths: list[Growth], group: list[int]) -> None:
    """Growths in order to the last so many figures; one growth goes to the last figure."""
    bases = {growth.basis if isinstance(growth.basis, str) else None for growth in growths}
    owners = [by_measure(line, at, drafts) for at in group]
    if all(owners):
        told = next((growth.basis for growth in growths if growth.basis is not None), None)
        for owner, growth in zip(owners, growths, strict=True):
            growth.basis = growth.basis or told  # `up 34% month on month in volume and 10% in value`
            attach(line, owner, growth) if owner is not None else None
    elif len(growths) == 1:
        both = re.search(r"\bboth\b|均", line.sentence.text[: line.tokens[group[0]].start])
        for draft in drafts[-2:] if both else drafts[-1:]:
            attach(line, draft, growths[0])
    elif len(drafts) >= len(growths) and not (len(bases) > 1 and None not in bases):
        for draft, growth in zip(drafts[-len(growths) :], growths, strict=True):
            attach(line, draft, growth)
    elif len(bases) == len(growths):
        for growth in growths:
            attach(line, drafts[-1], growth)
    elif len(drafts) == 1 and len(known := _bases_before(line, drafts[0])) == len(growths):
        for growth, basis in zip(growths, known, strict=True):
            growth.basis = basis
            attach(line, drafts[0], growth)
    else:
        _leave_growths(line, group, "more growths than figures")


def _bases_before(line: DiscourseLine, draft: Draft) -> list[Literal["year", "month"]]:
    """`respectively` after one figure repeats the bases of the figure before, in their order."""
    before = next((d for d in reversed(line.scene.drafts) if d is not draft and d.changes), None)
    if before is None or not any(token.kind == "respectively" for token in line.tokens):
        return []
    return ["month" if change.over == "month" else "year" for change in before.changes]


def _leads_to_value(line: DiscourseLine, group: list[int]) -> bool:
    """Whether the growth is followed by its own value (`rose 3.4% to 16.179 million`), before any new subject."""
    crossed = False
    if _bracketed(line, group[0]):
        return False
    for at in range(group[-1] + 1, len(line.tokens)):
        token = line.tokens[at]
        if token.kind in ("indicator", "other", "growthword") or (
            token.kind == "product" and line.sentence.language == "zh"
        ):
            return False
        if token.kind == "mark" and token.code in (";", "。"):
            return False
        crossed = crossed or (token.kind == "mark" and token.code == ",")
        if token.kind in ("number", "jump", "flat"):
            if line.roles.role.get(at) == "growth" or at in line.roles.growth:
                if line.roles.growth[at].basis == line.roles.growth[group[-1]].basis or token.kind != "number":
                    return False
                continue
            if line.roles.role.get(at) != "value" or at in line.roles.compared:
                return False
            lead = line.sentence.text[line.tokens[at - 1].start : token.start].lower()
            if line.made and not line.fresh:
                return bool(re.search(r"\b(?:to|at)\b[^,]*$|[至到达为]了?$", lead)) and not crossed
            return not crossed or bool(
                re.search(
                    r"(?:\bto\b|reach|hit|达|至|为|stood|total)",
                    line.sentence.text[line.tokens[group[-1]].end : token.start],
                )
            )
    return False


_TOTALLING = re.compile(
    r"\s*(?:totall?ing|reaching|hitting|amounting to|bringing the total to|with a total of|or)\b", re.I
)
_UP_TO_VALUE = re.compile(r"\b(?:to|totall?ing|reaching|hitting|with a total of) (?:[a-z]+ ){0,2}$")


def _value_behind(line: DiscourseLine, at: int) -> bool:
    """Whether the first number after such a subject is its value, after `to`."""
    for k in range(at + 1, len(line.tokens)):
        token = line.tokens[k]
        if token.kind in ("number", "mark"):
            lead = line.sentence.text[max(0, token.start - 24) : token.start].lower()
            if token.code == "," and _TOTALLING.match(line.sentence.text, token.end):
                continue
            return line.roles.role.get(k) == "value" and _UP_TO_VALUE.search(lead) is not None
    return False


def _return_to_counted(line: DiscourseLine, growths: list[Growth]) -> bool:
    """环比产量增长…,销量下降…: growths named by a subject already counted go back to its figure."""
    if len(growths) != 1 or not (line.indicators or line.products):
        return False
    named = any(t.kind == "period" and k not in line.roles.comparator for k, t in enumerate(line.tokens))
    for draft in reversed([*line.scene.group, *line.made]):
        same_indicator = not line.indicators or draft.indicator in line.indicators
        same_product = not line.products or draft.product in line.products
        over = growths[0].basis if isinstance(growths[0].basis, str) else "year"
        if same_indicator and same_product and draft.quantity is not None and not line.destination:
            if line.period is not None and draft.period != line.period:
                continue
            if named and (told := period_of(line, growths[0].at)[0]) is not None and told != draft.period:
                continue
            if all(change.over != over for change in draft.changes) and draft.indicator != "share":
                attach(line, draft, growths[0])
                line.fresh = False
                return True
    return False


def _more_of(line: DiscourseLine, at: int) -> str:
    """`An eighth fewer cars`, `12 percent more new EVs`: the product right behind such a growth, or ""."""
    behind = [t for t in line.tokens[at + 1 : at + 4] if t.code != "new"]
    said = line.sentence.text[behind[0].start : behind[0].end].lower() if behind else ""
    return behind[1].code if said in ("fewer", "more", "less") and behind[1:] and behind[1].kind == "product" else ""


def _growth_only(line: DiscourseLine, at: int, growth: Growth) -> None:
    token = line.tokens[at]
    if _IN_VALUE.match(line.sentence.text, token.end):
        leave(line, token, "a growth of the value, not of the number")
        return
    period, _, words = period_of(line, at)
    indicator = indicator_of(line, "")
    offset = line.sentence.start
    each = line.zipped.get(at)
    if each is not None and each.period is not None:
        period = each.period
    place = None if line.unnamed else geography_of(line, indicator)
    if each is not None and not each.maker:
        place = each.where(line, indicator)
    kind = kind_of(line, at, period)
    if unfinished(period, kind, line.scene.published):
        period = words = None
    draft = Draft(
        indicator=indicator,
        product=settled(line, product_of(line, _more_of(line, at)), indicator),
        geography=place,
        period=period,
        quantity=None,
        unit="vehicles",
        start=offset + token.start,
        end=offset + token.end,
        kind=kind,
        maker=line.scene.maker if each is None or not each.maker else each.maker,
        titled=line.titled,
        sentence=(line.sentence.start, line.sentence.end),
        words=words if period is None else None,
        elsewhere=each is not None and each.placed,
    )
    attach(line, draft, growth)
    if draft.changes:
        line.scene.drafts.append(draft)
        line.made.append(draft)
        line.fresh = False
        if not _CAUSED.search(line.sentence.text, max(0, token.start - 40), token.start):
            line.scene.indicator, line.scene.product = draft.indicator, draft.product


_CAUSED = re.compile(
    r"\b(?:(?:driven|led|boosted|helped|supported|fuell?ed|lifted|pushed) (?:\w+ )?by|thanks to|due to|owing to|"
    r"on the back of|"
    r"because of|amid|despite) (?:an? |the )?(?:[a-z]+ ){0,2}$",
    re.IGNORECASE,
)
"""Before a growth: it is why something else changed, and no subject of what follows."""


_TO_SHARE = re.compile(r"\s*(?:to|[至到])\s*(?:about |around |nearly |just |just over |约|近)?", re.IGNORECASE)


def take_points(line: DiscourseLine, at: int) -> None:
    growth = line.roles.growth[at]
    named = any(t.kind == "growthword" for t in line.tokens[max(0, at - 6) : at])
    if named and line.made:
        line.made[-1].changes.append(PrintedChange(growth.amount, growth.half, "growth", "points"))
        return
    pool = [*line.scene.group, *line.made]
    shares = [draft for draft in pool if draft.indicator == "share"]
    own = [draft for draft in line.made if draft.indicator == "share"]
    ahead = next((k for k in range(at + 1, len(line.tokens)) if line.tokens[k].kind == "number"), at)
    to = _TO_SHARE.fullmatch(line.sentence.text, line.tokens[at].end, line.tokens[ahead].start)
    if to and line.fresh and line.roles.role.get(ahead) == "share":
        line.points.append(growth)  # `petrol's share fell 6 points to 29 percent`
    elif own or (shares and not any(t.kind == "share" for t in line.tokens)):
        attach(line, (own or shares)[-1], growth)
    elif any(t.kind == "share" for t in line.tokens):
        line.points.append(growth)
    else:
        leave(line, line.tokens[at], "percentage points without a share")


def attach(line: DiscourseLine, draft: Draft, growth: Growth) -> None:
    """Give a figure its change, if it is against a year or a month before."""
    if growth.measure == "points":
        over: Over | None = "month" if growth.basis == "month" else "year"
    else:
        over = base_over(line, draft, growth)
    if over is None:
        leave(line, line.tokens[growth.at], "a growth against some other period")
        return
    if any(change.over == over and change.measure == growth.measure for change in draft.changes):
        leave(line, line.tokens[growth.at], "a second growth for one figure")
        return
    token = line.tokens[growth.at]
    draft.grown_at.append((line.sentence.start + token.start, line.sentence.start + token.end))
    change = PrintedChange(_plain(growth.amount), _plain(growth.half), over, growth.measure, growth.sense)
    draft.changes.append(change)
    if growth.also is not None and growth.also != over:
        draft.changes.append(replace(change, over=growth.also))


def _plain(number: Number) -> Number:
    fraction = Fraction(number)
    return int(fraction) if fraction.denominator == 1 else fraction
