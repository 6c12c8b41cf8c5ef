"""Growths that stand apart from the figure before them: those of other places in a list, and of another time.

Rule: in `13% in France, 12.8% in Italy`, `Germany (-27.8%), France (-24.3%)` each growth is of its own place; in
`to 643,637 units, after a rise of 0.2% in July` the second is of July. Such a growth is a figure of growth alone.
"""

from __future__ import annotations

import re

from pratique.figures.period import Period
from pratique.figures.reader.bind.scene import DiscourseLine, Draft
from pratique.figures.reader.tokens.calendar import resolve
from pratique.figures.reader.tokens.periods import PeriodWords

_SKIPPED = frozenset(("the", "in", "for", "across"))


_MEASURED = re.compile(
    r"(?: (?:year[- ]on[- ]year|month[- ]on[- ]month|on the year|yoy))? (?:in|by) (?:terms of )?"
    r"(?P<what>value|volume|units|quantity|number)\b",
    re.IGNORECASE,
)


def by_measure(line: DiscourseLine, at: int, drafts: list[Draft]) -> Draft | None:
    """`up 34% in volume and 10% in value`: the figure in money, or in pieces, that a growth names by its measure."""
    told = _MEASURED.match(line.sentence.text, line.tokens[at].end)
    if told is None or {draft.unit == "vehicles" for draft in drafts} != {True, False}:
        return None
    pieces = told["what"].lower() != "value"
    return next((draft for draft in reversed(drafts) if (draft.unit == "vehicles") == pieces), None)


def own_place(line: DiscourseLine, at: int) -> str:
    """The place that stands beside a growth as its own, if another growth of the sentence has one too; or ""."""
    mine = _place_beside(line, at)
    if mine and line.tokens[max(0, at - 2)].code == "(" and line.made:
        return mine  # `notably Belgium (up 150.2 percent)`
    if not mine or not any(k != at and _place_beside(line, k) for k in line.roles.growth):
        return ""
    return mine


def _place_beside(line: DiscourseLine, at: int) -> str:
    tokens = line.tokens
    if at > 1 and tokens[at - 1].code == "(" and tokens[at - 2].kind == "place":
        return tokens[at - 2].code
    if (
        at > 2
        and tokens[at - 2].code == "("
        and tokens[at - 1].kind in ("up", "down")
        and tokens[at - 3].kind == "place"
    ):
        return tokens[at - 3].code
    k = at + 1
    while k < len(tokens) and tokens[k].kind == "word" and tokens[k].code in _SKIPPED and k < at + 3:
        k += 1
    behind = k > at + 1 and k < len(tokens) and tokens[k].kind == "place"
    if not behind or (k + 1 < len(tokens) and tokens[k + 1].code in ("to", "and", "with") and _counts(line, k + 2)):
        return ""
    return tokens[k].code


def _counts(line: DiscourseLine, at: int) -> bool:
    return at < len(line.tokens) and line.roles.role.get(at) == "value"


_AFTER = re.compile(
    r"\b(after|following|compar(?:ed|es|ing) (?:with|to)|against|versus|from|"
    r"contrast(?:s|ed|ing) with|outpac\w+|exceed\w+|surpass\w+|than|"
    r"topping|beating|above|below|slower than|faster than) "
    r"(?:an?|the|its|their|last|this|growing|rising|falling|declining|dropping|climbing|increasing|gaining|losing|"
    r"slipping|jumping|surging|sliding|shrinking|posting|[A-Z]\w+'s)\b"
    r"(?![^,;]*\b(?:year|month) (?:ago|earlier|before)\b)[^,;]*$"
)


_THAT_COMPARES = re.compile(
    r"\W*(?:(?:That|This)(?: (?:drop|fall|decrease|decline|rise|increase|growth|gain|figure|result))?|It|Which"
    r"|The (?:figure|number)) (?:compare[sd]|follow(?:s|ed)|contrast(?:s|ed))\b"
)
"""`That compares with a rise of 5% in June`: with what the sentence before told."""


def spoken_of(line: DiscourseLine) -> Draft | None:
    """The figure before a growth: of the sentence, or of the one before it that a pronoun takes up."""
    if line.made:
        return line.made[-1]
    told = [draft for draft in line.scene.group if draft.indicator != "share"]
    return told[-1] if told and _THAT_COMPARES.match(line.sentence.text) else None


def other_time(line: DiscourseLine, at: int) -> tuple[bool, Period | None]:
    """Whether a growth is of another time than the figure before it (`after a rise of 0.2% in July`), and which."""
    text, token = line.sentence.text, line.tokens[at]
    main = spoken_of(line)
    if main is None or line.sentence.language != "en":
        return False, None
    lead = _AFTER.search(text, max(0, token.start - 80), token.start)
    while lead is not None and (later := _AFTER.search(text, lead.end(1), token.start)) is not None:
        lead = later  # `from the previous year following a 21% decrease`
    beaten = lead is not None and not lead.group().startswith(("after", "following"))
    if lead is None or (beaten and lead.group().endswith((" by ", " to "))):
        return False, None
    if _base_before(line, lead.start(), token.start):
        return False, None
    named = [
        t.period
        for k, t in enumerate(line.tokens)
        if t.period is not None
        and t.code != "same"
        and (lead.start() < t.start < token.start or at < k <= at + 6)
        and not any(u.kind in ("mark", "number") for u in line.tokens[at + 1 : k])
    ]
    if not named:
        return True, None
    return True, _last_before(named[0], main.period) or resolve(named[0], main.period, line.scene.published)


_JOINED_ON = re.compile(r"\b(?:and|but|while|yet|although|though)\b")


def _base_before(line: DiscourseLine, start: int, end: int) -> bool:
    """`Down 51% from the previous month and up 61%`: what follows `from` is the base of the growth before it."""
    bases = [line.tokens[k] for k in line.roles.comparator if start <= line.tokens[k].start < end]
    return any(_JOINED_ON.search(line.sentence.text, base.end, end) for base in bases)


def _last_before(words: PeriodWords, main: Period | None) -> Period | None:
    """The last such months before the period spoken of, where no year is printed."""
    if main is None or words.year is not None or words.relative or main.length > 11:
        return None
    year = main.start_year
    found = resolve(words, Period.months(year, words.first, max(words.first, words.last)), None)
    return found if found is None or found.first < main.first else found.year_before


_TURN = frozenset(("though", "although", "while", "but", "and", "whereas", ",", ";"))
_BEHIND = frozenset(("in", "over", "for", "during", "across", "throughout"))


def own_time(line: DiscourseLine, at: int) -> Period | None:
    """The period that a second growth has of its own (`fell 4% in June and 0.3% over the first six months`)."""
    if not line.made or line.made[-1].period is None or line.sentence.language != "en":
        return None
    main = line.made[-1]
    if not main.changes or main.indicator == "share" or line.fresh:
        return None
    named = _period_behind(line, at) or _period_ahead(line, at)
    found = None if named is None else resolve(named, main.period, line.scene.published)
    if found is None or found == main.period or main.period is None:
        return None
    return found if found.last >= main.period.last else None


def _period_behind(line: DiscourseLine, at: int) -> PeriodWords | None:
    tokens = line.tokens
    if at + 2 < len(tokens) and tokens[at + 1].code in _BEHIND and tokens[at + 2].code != "same":
        return tokens[at + 2].period
    return None


def _period_ahead(line: DiscourseLine, at: int) -> PeriodWords | None:
    """The period named since the last turn of the sentence, before the growth."""
    for k in range(at - 1, -1, -1):
        token = line.tokens[k]
        if token.kind == "number":
            return None
        if token.kind == "period" and k not in line.roles.comparator and token.code != "same":
            return token.period if k and line.tokens[k - 1].code in (*_TURN, *_BEHIND) else None
    return None


_THE_FIGURE = re.compile(
    r"\W*(?:the|its) [a-z]+(?: 20\d\d)?(?:['’]s)? (?:figure|number|total|volume|tally|result|reading)\b",
    re.IGNORECASE,
)


def of_month(line: DiscourseLine) -> Draft | None:
    """`The May figure was up 5.8 percent month on month`: the figure of that month that the text has just told."""
    if line.period is None or line.made or not _THE_FIGURE.match(line.sentence.text):
        return None
    told = [
        d for d in line.scene.drafts[-6:] if d.period == line.period and d.quantity is not None and not d.compared
    ]
    return told[0] if len({(d.indicator, d.product, d.geography, d.maker) for d in told}) == 1 else None


def of_place(line: DiscourseLine) -> Draft | None:
    """`China, on the other hand, had an increase of 58%`: the figure of that place that the text has just told."""
    if not line.placed or line.place is None or line.indicators or line.products or line.made:
        return None
    for draft in reversed(line.scene.drafts[-6:]):
        if draft.geography == line.place and draft.quantity is not None and not draft.compared:
            return None if any(change.over == "year" for change in draft.changes) else draft
    return None


_SHARE_NOUN = re.compile(r"(?:share|penetration(?: rate)?|渗透率|占比|份额|市占率|占有率|比重)s?$", re.IGNORECASE)


def of_share(line: DiscourseLine, at: int) -> bool:
    """Whether a growth is that of a share (`hybrid market share grew by 4.3%`), which is none of the number."""
    for token in reversed(line.tokens[max(0, at - 6) : at]):
        if token.kind == "share":
            return _SHARE_NOUN.search(line.sentence.text[token.start : token.end]) is not None
        if token.kind in ("product", "indicator", "number", "mark"):
            return False
    return False


_THE_CHANGE = re.compile(
    r"\bthe (?:[a-z]+ ){0,2}(?:decrease|drop|fall|decline|increase|rise|growth|gain|reduction)\b[^,;]*$",
    re.IGNORECASE,
)


_FOLLOWED = re.compile(r"\b(?:follow(?:s|ed|ing)|came after|comes after|after) (?:an? |the )?$", re.IGNORECASE)


def change_again(line: DiscourseLine, at: int) -> bool:
    """`In the first ten months the decrease is 38.5%`: of what the text spoke of, in a period of its own."""
    told = line.scene.group and line.scene.group[-1].indicator != "share"
    if not told or line.made or not _THE_CHANGE.search(line.sentence.text[: line.tokens[at].start]):
        return False
    last = line.scene.group[-1]
    if line.period is None and not (_FOLLOWED.search(line.sentence.text[: line.tokens[at].start])):
        return False
    if last.period == line.period:
        return False
    line.indicators, line.products = [last.indicator], [last.product]
    return True
