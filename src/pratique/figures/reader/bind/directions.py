"""The sign of a number: by which word of rise or fall, and whether it is only compared with.

Rule: the nearest word of direction governs, over fillers alone; a verb that stands apart from its number is a row of
`_BY`.
"""

from __future__ import annotations

import re

from pratique.figures.codes import FLOWS
from pratique.figures.entry import Measure
from pratique.figures.reader.bind.differences import beside_difference
from pratique.figures.reader.bind.marks import Growth, Roles
from pratique.figures.reader.text.fold import Language
from pratique.figures.reader.tokens.scan import Token

_FILLER = frozenset((
    "by", "of", "about", "some", "a", "an", "the", "around", "nearly", "over", "approximately", "almost",
    "more", "than", "only", "just", "roughly", "another", "as", "much", "sharp", "slight", "remarkable",
    "staggering", "whopping", "modest", "solid", "steep", "strong", "rate", "at", "with", "to",
    "year-on-year", "its", "their", "notable", "significant", "rapid", "robust", "substantial", "further",
    "massive", "dramatic", "huge", "moderate", "marginal", "slower", "faster", "saw", "seeing", "reported",
    "posted", "was", "is", "were", "are", "had", "being", "recorded", "an", "respective", "another",
    "respectively", "impressive", "annual", "yearly", "whole", "also", "which", "and", "even", "still",
    "put", "set", "seen", "estimated", "monthly", "quarterly", "close",
))  # fmt: skip
_AHEAD_FILLER = frozenset((
    "year-on-year", "sharp", "slight", "modest", "solid", "steep", "remarkable", "the", "whopping", "rapid",
    "significant", "in", "strong", "of", "annual", "yearly", "drastic", "robust", "substantial", "growth",
    "further", "monthly", "volume", "unit",
))  # fmt: skip
_NOUNS = frozenset((
    "increase", "increases", "growth", "higher", "more", "gains", "decrease", "decreases", "drops",
    "declines", "less", "fewer", "lower", "reduction", "jump", "rise", "gain", "drop", "fall", "decline",
    "surge", "climb", "slump", "dip", "plunge", "up", "down", "above", "below", "contraction", "expansion",
    "uptick", "growing", "falling", "rising", "leap", "hike", "spike", "advance", "improvement", "slide",
    "shrinkage", "slower", "faster", "boost", "boosts", "upturn", "rebound", "downturn", "setback", "rises", "falls",
))  # fmt: skip
DIRECTION = ("up", "down")
_TOLD_WITH_BASE = {"up": 1, "down": -1}
"""年增, 按年跌: one word for the base and the direction."""
_LEAD_COMPARE = re.compile(
    r"(?:\bfrom(?: a level of)?|\b(?:double|twice|triple|treble|half|quadruple|(?:\w+ )?times)|"
    r"\b(?:up|down|percent|per cent) on|% on|"
    r"\b(?:drop|fall|rise|increase|decrease|decline|growth|gain|jump|surge|slump|improvement|"
    r"reduction) (?:over|on|from)|"
    r"\b(?:compared|in comparison) (?:with|to)|\bagainst|\bversus|\bvs\.?|\bafter|"
    r"\b(?:from|(?:compared|relative) (?:to|with)|against|than|over) "
    r"(?:the |an? )?(?:low |high |very |already |elevated )*"
    r"(?:baseline|base|level|figure|share|total) of|"
    r"\b(?:following|after) (?:an?|the|its) (?:[a-z-]+ ){0,3}(?:dip|drop|fall|rise|increase|decline|jump|surge|"
    r"decrease|gain) to|"
    r"\b(?:month|year)-ago's|"
    r"\brelative to|\bthan (?:the |(?:this|last) year's |(?:19|20)\d\d's )\w*|由|从|而上年同期(?:仅)?为|"
    r"(?:高于|低于|超过|不及|好于)(?:\s?(?:19|20)\d\d\s?年|上年|去年|前年|上月|上个月|一年前|去年同期|上年同期|"
    r"\s?\d+\s?年前)(?:同期)?的?|"
    r"(?:较|比|相较于?)(?:(?:19|20)\d\d年)?(?:(?:\d{1,2}|[一二三四五六七八九十]{1,2})月份?(?:同期)?|同期)的?)"
    r"\s*(?:just|only|about|some|around|nearly|over|the|an? |record|roughly|more than|less than)*\s*$",
    re.IGNORECASE,
)


def is_compared(text: str, start: int) -> bool:
    return _LEAD_COMPARE.search(text, max(0, start - 36), start) is not None


def adjacent_direction(text: str, tokens: list[Token], at: int, language: Language) -> int:
    """+1 or -1 if a word of rise or fall governs the number from before, else 0."""
    if language == "zh":
        before = tokens[at - 1] if at else None
        k = at - 1
        told = _TOLD_WITH_BASE.get(before.code, 0) if before is not None and before.kind in ("yoy", "mom") else 0
        if told and before is not None and len(text[before.end : tokens[at].start]) <= 6:
            return told
        while before is not None and before.kind in ("yoy", "mom", "respectively") and k > 0:
            k -= 1
            before = tokens[k]
        if before is None or before.kind not in DIRECTION:
            return 0
        gap = text[before.end : tokens[at].start]
        if len(gap) > 6 or re.search(r"[至到,;]", gap):
            return 0
        return 1 if before.kind == "up" else -1
    for k in range(at - 1, max(-1, at - 7), -1):
        token = tokens[k]
        if token.kind == "mark" and token.code == ":":
            continue
        if token.kind in DIRECTION and tokens[k + 1].code == "than":
            continue
        if token.kind in DIRECTION:
            between = text[token.end : tokens[at].start].lower().replace("close to", "").replace("up to", "")
            return 0 if re.search(r"\b(?:to|from)\b", between) else 1 if token.kind == "up" else -1
        if token.kind in ("yoy", "mom", "growthword", "respectively") or token.kind == "period":
            continue
        if token.code in ("in", "during", "for") and tokens[k + 1].kind == "period":
            continue
        if token.kind != "word" or not (token.code in _FILLER or token.code.endswith("ly")):
            return 0
    return 0


def _ahead_direction(text: str, tokens: list[Token], at: int) -> int:
    first = at + 1
    if first < len(tokens) and tokens[first].kind == "mark" and beside_difference(text, tokens, at):
        first += 1 + (tokens[first : first + 2][-1].code == ",")  # `370,000 (17%) up on`, `or 11.8%, lower than`
    for k in range(first, min(len(tokens), at + 5)):
        token = tokens[k]
        if token.kind in DIRECTION:
            word = text[token.start : token.end].lower()
            if word not in _NOUNS:
                return 0
            return 1 if token.kind == "up" else -1
        if token.kind in ("yoy", "mom", "growthword") or (token.kind == "indicator" and token.code in FLOWS):
            continue
        if token.kind != "word" or token.code not in _AHEAD_FILLER:
            return 0
    return 0


def signed(
    text: str, tokens: list[Token], at: int, language: Language, roles: Roles, measure: Measure
) -> Growth | None:
    """The growth a percentage states, with the sign its neighbours give, or None."""
    quantity = tokens[at].quantity
    assert quantity is not None
    sign = adjacent_direction(text, tokens, at, language)
    if language == "en":
        ahead = _ahead_direction(text, tokens, at)
        if sign and ahead and sign != ahead:  # grew 3 percent less than in June: how growths differ, no growth
            return None
        sign = sign or ahead
    if not sign and at > 2 and tokens[at - 1].code in ("or", "("):
        beside = at - 3 if tokens[at - 2].code == "," else at - 2
        if tokens[beside].kind == "number":
            sign = adjacent_direction(text, tokens, beside, language)
    if not sign and language == "zh":
        sign = _rate_reached(text, tokens[at])
    if not sign:
        sign = _listed_sign(text, tokens, at, roles)
    if not sign and _bare_basis(text, tokens, at, language):
        sign = 1
    if not sign and language == "en":
        lead = _GROWTH_IS.search(text, max(0, tokens[at].start - 80), tokens[at].start)
        lead = lead or _GROWTH_OF.search(text, max(0, tokens[at].start - 80), tokens[at].start)
        sign = 0 if lead is None else -1 if lead["what"].lower() in _FALLS else 1
    if not sign and language == "zh":
        kept = _KEPT_ZH.match(text, tokens[at].end)
        led = kept is not None and _KEEPS_ZH.search(text[max(0, tokens[at].start - 12) : tokens[at].start])
        sign = 0 if not led or kept is None else -1 if kept["what"][0] in "下负跌" else 1
    if not sign and language == "zh" and _BY_RATE_ZH.match(text, tokens[at].end):
        sign = 1 if _BY_LEAD_ZH.search(text[max(0, tokens[at].start - 12) : tokens[at].start]) else 0
    if not sign and language == "en":
        sign = _gapped_sign(text, tokens, at, roles)
    if not sign and language == "en":
        sign = next((s for lead, s in _BY if lead.search(text, max(0, tokens[at].start - 80), tokens[at].start)), 0)
    if not sign:
        return None
    return Growth(sign * quantity.value, quantity.half, measure, at)


_GROWTH_IS = re.compile(
    r"\b(?P<what>growth|increase|rise|gain|jump|decline|decrease|drop|fall|reduction)(?: rate)? (?:for|in|of|among) "
    r"(?:the )?[a-z][a-z -]{1,40}? (?:is|was|were|are|stood at|came to|came in at|reached|hit|amounted to) "
    r"(?:about |around |nearly |over |just |a |an )*(?:massive |huge |whopping )?$",
    re.IGNORECASE,
)
"""`The growth for hybrids is 40 percent`: the growth named before its subject."""
_GROWTH_OF = re.compile(
    r"\b(?P<what>growth|increase|rise|gain|jump|decline|decrease|drop|fall|reduction) (?:for|in|of) (?:the )?"
    r"[a-z][a-z -]{1,40}? of (?:about |around |nearly |over |just |almost |some )*$",
    re.IGNORECASE,
)
"""`A total growth in new vehicle sales of 15.4%`: the growth, its subject, and its size."""
_FALLS = frozenset(("decline", "decrease", "drop", "fall", "reduction"))
_KEEPS_ZH = re.compile(r"(?:实现|保持|取得|录得|呈现|迎来)(?:了)?(?:同比|环比)?(?:约|近|超|超过)?$")
_KEPT_ZH = re.compile(
    r"\s*(?:以上|左右)?的?(?:较高|较快|高速|快速|高|正|大幅|稳定|显著|强劲|同比|环比|双|速度|水平|的)*"
    r"(?P<what>增长|增幅|增速|提升|上升|下降|下滑|负增长|跌幅)"
)
"""实现10%以上较高增长: the verb before a growth and its noun behind."""
_BY_LEAD_ZH = re.compile(r"(?:以|%[与和及、])(?:约|近|超|超过|高达)?$")
_BY_RATE_ZH = re.compile(r"\s*的(?:同比|年)?(?:增长率|增速|增幅|成长率|成长幅度|增长幅度|涨幅)")
"""以302%与66%的增长率: the rate of growth named behind its numbers."""
_RATE_ZH = re.compile(
    r"(?P<what>增速|增长率|成长率|增长速度|年增率|增幅|涨幅|降幅|跌幅)(?:达到?了?|"
    r"[^,。;]*(?:下降|回落|降|减|放缓|收窄|提高|提升|上升|回升|扩大|增|升|增加)[^,。;\d]{0,3}[至到为])(?:约|近)?$"
)


def _rate_reached(text: str, token: Token) -> int:
    """成长率从154%下降至14%: the growth that a rate of growth came to, and its sign."""
    lead = _RATE_ZH.search(text[: token.start])
    return 0 if lead is None else -1 if lead["what"] in ("降幅", "跌幅") else 1


_OBJECT = r" (?:its |their |the )?(?:[a-z-]+ ){0,3}"
_OBJECT += r"(?:exports|sales|output|production|imports|shipments|deliveries|registrations) by "
_BY: tuple[tuple[re.Pattern[str], int], ...] = (
    (
        re.compile(rf"\b(?:increas|boost|rais|expand|grew|lift)\w*{_OBJECT}(?:some |about |around |over |nearly )?$"),
        1,
    ),
    (
        re.compile(rf"\b(?:cut|reduc|lower|trimm|slash|decreas)\w*{_OBJECT}(?:some |about |around |over |nearly )?$"),
        -1,
    ),
    (
        re.compile(
            r"\b(?:surpass|exceed|beat|outpac|outstripp|topp)\w* [^,;.\d]*\bby (?:some |about |around |over )?$"
        ),
        1,
    ),
    (re.compile(r"\b(?:rise|rose|grow|grew|climb|increas|expand)\w*\b[^.;\d]*, albeit (?:by |only |just |a )*$"), 1),
    (
        re.compile(
            r"\b(?:fall|fell|declin|decreas|drop|slip|shr[ai]nk)\w*\b[^.;\d]*, albeit (?:by |only |just |a )*$"
        ),
        -1,
    ),
    (
        re.compile(
            r"(?<!sell )(?<!sold )(?<!selling )\boff (?:by )?(?:about |some |around |nearly |over |almost )*$"
        ),
        -1,
    ),
    (re.compile(r"\bplus (?:about |some )?$", re.IGNORECASE), 1),
    (re.compile(r"\bminus (?:about |some )?$", re.IGNORECASE), -1),
    (re.compile(r"\b(?:trail|lag)\w* [^,;.\d]*\bby (?:some |about |around |over )?$"), -1),
)
"""`Surpassing last year's figure by 12.8 percent`: the verb that stands apart from its number, and its sign."""


_GAINS_IN = re.compile(
    r"\b(?P<what>gains?|growth|increases?|rises?|declines?|drops?|falls?|decreases?|losses|contractions?) "
    r"(?:[a-z-]+ ){0,3}(?:in|from|across|by|of) (?:the )?$",
    re.IGNORECASE,
)


def gains_in_brackets(text: str, tokens: list[Token], at: int) -> int:
    """`Gains seen in France (34.9%) and Spain (23%)`: the sign of a percentage in brackets behind its place, or 0."""
    if at < 2 or tokens[at - 1].code != "(" or tokens[at - 2].kind != "place" or text[tokens[at].end :][:1] != ")":
        return 0
    first = at - 2
    while first > 3 and tokens[first - 1].kind in ("mark", "word") and first > 0:
        back = next((k for k in range(first - 1, max(-1, first - 7), -1) if tokens[k].kind == "place"), None)
        if (
            back is None
            or back + 2 >= len(tokens)
            or tokens[back + 1].code != "("
            or tokens[back + 2].kind != "number"
        ):
            break
        first = back
    lead = _GAINS_IN.search(text[: tokens[first].start])
    if lead is None:
        return 0
    return 1 if lead["what"].lower().startswith(("gain", "growth", "increase", "rise")) else -1


def _listed_sign(text: str, tokens: list[Token], at: int, roles: Roles) -> int:
    """`down 4.8% and 5.2%`: a number in a list has the sign of the one before it."""
    for k in range(at - 1, max(-1, at - 9), -1):
        if k in roles.growth and tokens[k].kind == "number":
            return 1 if roles.growth[k].amount >= 0 else -1
        if (
            tokens[k].kind not in ("mark", "yoy", "mom", "place", "period")
            and k not in roles.comparator
            and tokens[k].code
            not in ("and", "or", "by", "over", "from", "than", "in", "the", "volume", "value", "units", "terms")
        ):
            return 0
    return 0


_ALSO_BY = re.compile(r"\bby (?:about |around |over |nearly |almost |some )?$")


def _gapped_sign(text: str, tokens: list[Token], at: int, roles: Roles) -> int:
    """`Hybrid exports rose by 80.7% and those of plug-in hybrids by 103.8%`: the verb is said once."""
    if not _ALSO_BY.search(text[: tokens[at].start]):
        return 0
    back = next((k for k in range(at - 1, max(-1, at - 12), -1) if tokens[k].kind == "number"), None)
    if back is None or back not in roles.growth or not _ALSO_BY.search(text[: tokens[back].start]):
        return 0
    between = tokens[back + 1 : at]
    joined = any(t.code in ("and", ",", "while") for t in between)
    if not joined or any(t.kind in ("up", "down", "share") or t.code == ";" for t in between):
        return 0
    return 1 if roles.growth[back].amount >= 0 else -1


def _bare_basis(text: str, tokens: list[Token], at: int, language: Language) -> bool:
    """`a growth rate of 5%`, `同比增速5%`, `PHEV sales 83.3 percent to 5.141 million` (the verb left out)."""
    if any(token.kind == "growthword" for token in tokens[max(0, at - 2) : at]):
        return True
    follows = tokens[at + 1] if at + 2 < len(tokens) else None
    return (
        language == "en"
        and at > 0
        and tokens[at - 1].kind == "indicator"
        and follows is not None
        and follows.code == "to"
        and tokens[at + 2].kind == "number"
        and any(t.kind == "up" for t in tokens[:at])
    )
