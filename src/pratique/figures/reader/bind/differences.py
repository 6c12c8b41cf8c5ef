"""Numbers that stand beside the one that holds: a difference, a number since revised, the growth that was before.

Rule: such a number is no level and no growth of what is spoken of; it is left unread, and the one beside it is read.
"""

from __future__ import annotations

import re

from pratique.figures.reader.tokens.scan import Token


def no_level(text: str, token: Token, compared: bool) -> bool:
    """Whether a count is how far two are apart, half of a ratio, or (`compared`: after `from`) since revised."""
    return (
        _difference(text, token)
        or _superseded(text, token, compared)
        or _OUT_OF.search(text, 0, token.start) is not None
        or _ALL_OF.match(text, token.end) is not None
    )


_OUT_OF = re.compile(r"\b\d{1,2} (?:out of|in)(?: every| each)? $")
_ALL_OF = re.compile(r" (?:out of|in)(?: every| each)? (?:\d{1,2}\b(?![,.\d])|ten\b)")
"""`3 out of 10 cars`: a part of all, and no count of either."""


_DIFFERENCE = re.compile(
    r"\s*(?:(?:higher|lower) than\b|(?:fewer|more|extra|additional) \w|(?:less|fewer|more)\s*(?:[),.;]|$)|"
    r"less than (?:in|the|last|a year|it|during)\b(?! (?:after|later))|"
    r"(?:short|shy|ahead) of\b|(?:above|below|off) (?:the|its|last|a|their)\b|too (?:few|many)\b)",
    re.IGNORECASE,
)
"""`100,000 units fewer than in June`: how far apart two counts are, and neither of them."""
_DIFFERENCE_ZH = re.compile(r"(?:比|较)[^,。;]{1,14}(?:多|少)(?:了|出|卖|销|产)?(?:约|近)?$")
_LEAD_ZH = re.compile(r"[辆台]?的(?:微弱|微小|明显|较大|巨大)?(?:优势|差距|劣势)")
"""以1300辆的微弱优势: how far ahead, and no count."""


_TURN = (
    r"(?:(?:higher|lower|more|fewer|less|above|below|ahead|behind|rise|increase|growth|gain|jump|drop|fall|"
    r"decline|decrease|reduction|surge|climb|dip|slump|improvement)\b|(?:up|down) (?:on|from|over|versus|against)\b)"
)
_PERCENT = r"[+-]?\d[\d.]* ?(?:%|per ?cent\b|pct\b|percent\b)"
_ABOUT = r"(?:about |some |around |nearly |roughly )?"
_WITH_ITS_GROWTH = re.compile(
    rf"(?: \({_PERCENT}\),?| or {_ABOUT}{_PERCENT},?|, (?:or )?{_ABOUT}{_PERCENT},) {_TURN}", re.IGNORECASE
)
"""`370,000 (17%) up on a year ago`, `12,000 or 15 per cent above`: how far apart, and the same in percent."""


def beside_difference(text: str, tokens: list[Token], at: int) -> bool:
    """Whether a percentage says again, in percent, how far apart the count right before it puts two counts."""
    back = next((k for k in range(at - 1, max(-1, at - 4), -1) if tokens[k].kind == "number"), None)
    if back is None or tokens[back].code != "count":
        return False
    return _WITH_ITS_GROWTH.match(text, tokens[back].end) is not None


def _difference(text: str, token: Token) -> bool:
    unit = token.quantity is not None and token.quantity.unit == "vehicles"
    if _WITH_ITS_GROWTH.match(text, token.end):
        return True
    if unit and _OR_SO_MANY.search(text, max(0, token.start - 24), token.start):
        return True
    if unit and _BY.search(text, max(0, token.start - 24), token.start):
        return True
    if unit and _LEAD_ZH.match(text, token.end):
        return True
    return _DIFFERENCE.match(text, token.end) is not None or _DIFFERENCE_ZH.search(text[: token.start]) is not None


_RATIO = re.compile(
    r"\s+(?:that of|those of|the (?!\d|(?:figure|number|level|total|volume|amount|tally|rate|result)\b))", re.I
)
_BASE = re.compile(r"\b(?:year|month|same period|period|20\d\d|19\d\d|before|earlier|ago)\b", re.IGNORECASE)


_OF_A_MONTH = re.compile(
    r"\s+the [\d,.]+(?: (?:million|thousand|units|vehicles|cars))* (?:in|of|from) "
    r"(?:January|February|March|April|May|June|"
    r"July|August|September|October|November|December)(?! (?:last year|20\d\d))\b"
)
"""`Almost double the 8,235 in January`: so far above another month of the year."""


def is_ratio(text: str, token: Token) -> bool:
    """`More than double the demand in France`: how one place stands to another, no growth."""
    word = text[token.start : token.end].lower()
    behind = text[token.end : token.end + 60].partition(",")[0]
    if word in ("翻倍", "倍") and re.match(r"(?:地|式|的)?(?:成长|增长|上升|增加|提升)", behind):
        return True  # 翻倍成长了113%: only a word for how it grew
    if word.startswith("twice"):
        return _OF_ITSELF.match(behind) is None
    if word.endswith(("double", "triple", "fold")) and _OF_A_MONTH.match(text, token.end):
        return True
    return word.endswith(("double", "triple", "fold")) and bool(_RATIO.match(behind)) and not _BASE.search(behind)


_OF_ITSELF = re.compile(
    r"(?: (?:registered|sold|exported|imported|produced|delivered|recorded|units|vehicles|cars|as|of|in|for|seen|"
    r"from))*"
    r" (?:the )?(?:same|corresponding|previous|prior|preceding|last|year|a year|month|quarter|period|20\d\d|"
    r"(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]*)\b"
)
"""`Twice that of the same month last year`: of itself at another time, and not of another place."""
_BY = re.compile(
    r"(?<!followed )(?<!led )(?<!sold )(?<!bought )\bby (?:about |some |around |nearly |over |just |only )?$", re.I
)
"""A count right behind `by` is how far two counts are apart (`lower by 124,297 units and by 728,394`)."""
_OR_SO_MANY = re.compile(r"(?:%|per ?cent|pct)\)?,? or (?:about |some |around )?$", re.IGNORECASE)
"""`An increase of 2.1% or 742 units`: the growth in pieces."""
_REVISED = re.compile(r"\b(?:revis|restat|correct|adjust)\w*\b[^.;]*$", re.IGNORECASE)
_GOALS = r"(?:forecast|target|goal|outlook|estimate|projection|guidance|quota|plan|ambition)s?"
_MOVED = r"(?:cut|rais|lower|lift|trim|slash|increas|reduc|upgrad|downgrad|bump|hik|scal|boost|dropp|chang)"
_MOVES = rf"{_MOVED}(?:s|es|ed|e|ing)?"
_GOAL_MOVED = re.compile(
    rf"\b{_MOVES}\b[^.;]*\b{_GOALS}\b[^.;]*$|\b{_GOALS}\b[^.;]*\b{_MOVES}\b[^.;]*$", re.IGNORECASE
)
"""`Cut its forecast from 7 million to 6 million`: what was forecast before."""
_CUT_BEHIND = re.compile(
    r"(?: (?:vehicles|units|cars|[A-Z]{2,4}s))?(?: (?:for|in|by|of) [\w' ]{2,40}?)?"
    rf" (?:was|were|has been|have been|is|are) (?:later |since |then )?{_MOVES} to\b"
)
_REVISED_BEHIND = re.compile(r"\s*(?:修正|修订|更正|下调|上调|调整|下修|上修)(?:为|至|到)")


def _superseded(text: str, token: Token, compared: bool) -> bool:
    """`Revised to 550,000 units from 575,000`: the number that holds no longer."""
    if _REVISED_BEHIND.match(text, token.end) or _CUT_BEHIND.match(text, token.end):
        return True
    if compared and _GOAL_MOVED.search(text[: token.start]):
        return True
    return compared and _REVISED.search(text[: token.start]) is not None


_UNDONE = re.compile(
    r"\b(?:revers|eras|undo|undid|undone|wip(?:e|ed|es|ing) out|offset|recoup|recover|cancel|unw[io]nd|unwound)\w*"
    r"(?: from)? (?:an?|the|its|their|all of|most of|part of|half of|[\w-]+'s)"
    r"(?: (?:an?|the|its|their|previous|earlier))?(?: (?:nearly|about|almost|over))? $",
    re.IGNORECASE,
)
"""`Reversed a 12 percent gain`: the growth that is no more."""
_RATE_FROM_ZH = re.compile(
    r"(?:增速|增长率|成长率|增长速度|年增率|增幅|涨幅|降幅|跌幅)[^,。;]{0,8}(?:从|由)[^,。;]*$"
)
_FELL_TO_ZH = re.compile(r"[^,。;\d]{0,8}[至到为](?:约|近)?\d")
_STARTED_FROM = re.compile(r"\bfrom (?:(?:an?|the|its|their|previous|earlier|last|[\w-]+['’]s) )*$", re.IGNORECASE)


def left_behind(text: str, token: Token) -> bool:
    """`Swung from a 5 percent drop to 3 percent growth`: the growth that was, before the one that is."""
    if _RATE_FROM_ZH.search(text[: token.start]) and _FELL_TO_ZH.match(text, token.end):
        return True
    if _UNDONE.search(text[max(0, token.start - 60) : token.start]):
        return True
    lead = _STARTED_FROM.search(text[max(0, token.start - 48) : token.start])
    return lead is not None and re.match(r"[^.;]*?\bto\b", text[token.end :]) is not None


_THAN = frozenset(("than", "below", "above", "behind", "over", "against", "versus", "vs", "compared"))
_LEADS_TO_OTHER = frozenset(
    (
        "those",
        "that",
        "the",
        "of",
        "in",
        "from",
        "for",
        "level",
        "levels",
        "figure",
        "number",
        "volume",
        "total",
        "its",
        "their",
        "rival",
        "rivals",
        "neighbouring",
        "what",
        "ones",
        "to",
        "with",
        "at",
    )
)


def against_another(text: str, tokens: list[Token], at: int) -> bool:
    """`12 percent below those of Japan`, `trailed China's by 12 percent`: against another, no growth."""
    for k in range(at + 1, min(len(tokens), at + 7)):
        token = tokens[k]
        compares = text[token.start : token.end].lower() in _THAN
        if token.kind in ("mark", "number", "period", "yoy", "mom", "lastyear"):
            break
        if not compares:
            continue
        rest = next((t for t in tokens[k + 1 : k + 7] if t.code not in _LEADS_TO_OTHER), None)
        if rest is not None and rest.kind in ("place", "maker") and not _THEN.match(text, rest.end):
            return True
    lead = _OUTDONE.search(text, max(0, tokens[at].start - 70), tokens[at].start)
    return lead is not None and any(
        t.kind in ("place", "maker") and lead.start() < t.start < tokens[at].start for t in tokens[:at]
    )


_THEN = re.compile(
    r"(?:'s)?(?: \w+){0,3} (?:in |of |during |for )?(?:the )?(?:same|last|previous|year|month|a year|20\d\d|January|"
    r"February|March|April|May|June|July|August|September|October|November|December)\b"
)
"""Behind the place: it is the count of that place at another time (`than in China a year earlier`)."""
_OUTDONE = re.compile(
    r"\b(?:trail|lagg?|surpass|exceed|beat|outpac|outstripp?|overt[ao]|outs[eo]l|topp?|led|lead)\w* [^,;.\d]*"
    r"\bby (?:some |about |around |over |nearly )?$",
    re.IGNORECASE,
)
