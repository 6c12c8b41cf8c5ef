"""Percentages that are shares, and the tokens that name the whole.

Rule: `of` a whole or a word for a share makes a percentage one; the whole is what stands between them.
"""

from __future__ import annotations

import re
from itertools import pairwise

from pratique.figures.reader.bind.directions import adjacent_direction, is_compared
from pratique.figures.reader.bind.marks import Roles
from pratique.figures.reader.text.fold import Language
from pratique.figures.reader.tokens.scan import Token

ELECTRIC = re.compile(
    r"\b(?:were|was|are|is|being) (?:(?:fully|purely|all|pure|battery)[- ])?electric\b"
    r"(?! (?:\w+ )?(?:cars?|vehicles?|models?))",
    re.IGNORECASE,
)
"""`32 percent of all cars were electric`: the part told by an adjective."""


def is_share(text: str, tokens: list[Token], at: int, language: Language) -> bool:
    """The strong signs of a share: `of` a whole after it, 的 before it, the word share next to it."""
    start, end = tokens[at].start, tokens[at].end
    if language == "zh":
        if _TURNED.search(text[:start]):
            return True
        if _GROWN_ZH.search(text[:start]):
            return False
        return bool(re.search(r"的(?:约|近|超过|逾)?$", text[:start])) and not adjacent_direction(
            text, tokens, at, "zh"
        )
    after = text[end : end + 30].lower()
    if re.match(r"\s+(?:market ?)?share\b", after):
        return True
    if re.match(r"\s+of (?!the (?:year|same)|that (?:of|in) )", after):
        return not adjacent_direction(text, tokens, at, "en")
    return False


_GROWN_ZH = re.compile(r"(?:增长率|成长率|增速|增幅|涨幅|降幅|跌幅|年增率|增长速度|同比|环比)[^,。;\d]*$")
"""The number is how much something grew, whatever praise stands before it (成长率高达不可思议的2,367%)."""


def part_of_counted(text: str, tokens: list[Token], at: int) -> bool:
    """`Of the 926,582 cars registered, 15 percent were battery electric`: a share of what the sentence counts."""
    if said_in_percent(text, tokens, at):
        return True
    behind = tokens[at + 1 : at + 3]
    part = len(behind) == 2 and behind[0].code in ("were", "are", "being") and behind[1].kind == "product"
    if part and _OF_WHICH.search(text, 0, tokens[at].start):
        return True
    told = len(behind) == 2 and behind[0].code in ("were", "are") and behind[1].kind == "product"
    return told and re.match(r"\W*of (?:the|all)\b", text, re.IGNORECASE) is not None


_OF_WHICH = re.compile(
    r"\b(?:of|among) (?:which|whom|them|these|those),? (?:about |some |around |over |nearly |almost )?$",
    re.IGNORECASE,
)
_OF_COUNT = re.compile(r"\b(?:out )?of (?:the |a |all )?(?:total (?:of )?)?(?=\d)", re.IGNORECASE)


def said_in_percent(text: str, tokens: list[Token], at: int) -> bool:
    """`Of 19,366 cars, 16,811 were electric, or 87%`: a part of a count said again as a share of it."""
    if at < 2 or tokens[at - 1].code != "or" or not _OF_COUNT.search(text[: tokens[at].start]):
        return False
    return sum(t.kind == "number" and t.code == "count" for t in tokens[:at]) > 1


_NEW = frozenset(("new", "of", "all", "the", "newly", "every", "CN"))
_FOR_A = re.compile(r"\b(?:were|was|is|are) for (?:an? |the )?(?:new )?$", re.IGNORECASE)
_PART_OF_THEM = re.compile(r"\W*(?:[Oo]f|[Aa]mong) (?:that|this|these|those|them|which)\b")
_ONE_IN = re.compile(r"(?:[a-z]+ )(?:in|out of) (?:every |each )?[a-z]+$", re.IGNORECASE)


def part_in_words(text: str, tokens: list[Token], at: int) -> bool:
    """`One in five new cars sold was electric`, `Of this, a tenth went to Mexico`: a part in words as a share."""
    token = tokens[at]
    if token.quantity is None or token.quantity.scale != "part":
        return False
    if _ONE_IN.fullmatch(text, token.start, token.end):
        k = next((k for k in range(at + 1, len(tokens)) if tokens[k].code not in _NEW), len(tokens))
        told = ELECTRIC.search(text, token.end) is not None or any(
            was.code in ("were", "was", "is", "are") and what.kind == "product" for was, what in pairwise(tokens[k:])
        )
        told = told or any(t.kind == "product" and _FOR_A.search(text[token.end : t.start]) for t in tokens[k:])
        return told and k < len(tokens) and tokens[k].kind in ("product", "indicator")
    behind = text[token.end : token.end + 2]
    return (
        _PART_OF_THEM.match(text) is not None
        and behind[:1] in (" ", ",", "(")
        and "more" not in text[token.end : token.end + 6]
    )


_PRODUCT_MARKET = re.compile(
    r"\b(?:market|segment|mix|uptake|adoption) (?:in (?:the )?[A-Z][a-z]+ )?"
    r"(?:was|is|were|stood at|came (?:to|in at)|reached|hit|"
    r"accounted for|at|of) "
    r"(?:a |an |about |around |just |only |nearly |over )*$",
    re.IGNORECASE,
)


def product_market(text: str, tokens: list[Token], at: int) -> bool:
    """`The EV market was 13.2%`: the share of a product whose market is said to be so many percent."""
    lead = _PRODUCT_MARKET.search(text, max(0, tokens[at].start - 72), tokens[at].start)
    before = None if lead is None else next((t for t in reversed(tokens[:at]) if t.end <= lead.start()), None)
    return before is not None and before.kind == "product" and before.code not in ("vehicle", "car", "passenger_car")


_CAME_TO = re.compile(
    r"\b(?:climb|ris|rose|grew|grow|increas|jump|surg|soar|fell|fall|dropp|declin|slipp|slid|edg|inch|went|expand|ticked|"
    r"shrank|shr[iu]nk|advanc|recover|dipp|eas)\w*(?: (?:up|down|back|slightly|sharply|further|again))* (?:to|at) "
    r"(?:about |around |nearly |almost |over |just |under |a |an |record |as |high |some |more than |less than )*$",
    re.IGNORECASE,
)


def share_came_to(text: str, tokens: list[Token], at: int) -> bool:
    """`The electric share of all cars sold climbed to around 36 per cent`: where a share came to."""
    lead = _CAME_TO.search(text, max(0, tokens[at].start - 64), tokens[at].start)
    if lead is None:
        return False
    for token in reversed(tokens[max(0, at - 20) : at]):
        if token.end > lead.start():
            continue
        if token.kind == "share":
            return True
        if token.kind == "number" or (token.kind == "mark" and token.code in (",", ";")):
            return False
    return False


_OF_ALL_ZH = re.compile(r"中,?(?:有|约|近|超过|逾|将近|大约)*$")
_IS_ZH = re.compile(r"(?:左右|以上)?(?:为|是|都是|均为|属于)")


def part_named_behind(text: str, tokens: list[Token], at: int) -> bool:
    """欧盟新车销量中近五分之一为电动汽车: the whole before the number, the part behind it."""
    behind = tokens[at + 1] if at + 1 < len(tokens) else None
    if behind is None or behind.kind != "product" or not _IS_ZH.fullmatch(text, tokens[at].end, behind.start):
        return False
    return _OF_ALL_ZH.search(text[: tokens[at].start]) is not None


def share_word(tokens: list[Token], at: int) -> bool:
    """Whether a share word stands before the number in its clause, and no direction in between."""
    bracketed = at > 1 and tokens[at - 1].code == "("  # `the market share remains low (2.7 percent)`
    for token in reversed(tokens[max(0, at - 9) : at - bracketed]):
        if token.kind == "share":
            return True
        if token.kind in ("up", "down", "number") or (token.kind == "mark" and token.code != ":"):
            return False
    return False


_WANTED = re.compile(r"\s+(?:[a-z]+ )?(?:target|mandate|goal|quota)\b(?! (?:growth|rate))", re.IGNORECASE)
_OF_MARKET = re.compile(r"\b(?:market|share|uptake|penetration|mandate|mix)\b", re.IGNORECASE)


def share_wanted(text: str, tokens: list[Token], at: int) -> bool:
    """`The electric market is below the 28% target`: the share that somebody wants of it."""
    if not _WANTED.match(text, tokens[at].end) or not _OF_MARKET.search(text, 0, tokens[at].start):
        return False
    return any(t.kind == "product" for t in tokens[:at]) and not any(t.kind == "growthword" for t in tokens[:at])


def listed_share(text: str, tokens: list[Token], at: int, roles: Roles) -> bool:
    """`45% in China, 25% in Europe and 11% in the US`: a share of the same part, in a list of places."""
    before = next((k for k in range(at - 1, -1, -1) if tokens[k].kind == "number"), None)
    if before is None or roles.role.get(before) != "share" or before in roles.compared:
        return False
    return _in_place(tokens, before) and _in_place(tokens, at)


def _in_place(tokens: list[Token], at: int) -> bool:
    """Whether a place stands right behind a number (`25% in Europe`)."""
    behind = [t for t in tokens[at + 1 : at + 4] if t.code != "the"]
    return len(behind) > 1 and behind[0].code in ("in", "for", "across") and behind[1].kind == "place"


def place_behind(tokens: list[Token], at: int) -> str:
    """The place of a share in a list of places, or ""."""
    if not _in_place(tokens, at):
        return ""
    return next(t.code for t in tokens[at + 1 :] if t.kind == "place")


def after_share(text: str, tokens: list[Token], at: int, roles: Roles) -> bool:
    """A percentage compared with a share (`up from 47.3 percent`), or the end of its rise (提高到44.3%)."""
    lead = text[max(0, tokens[at].start - 30) : tokens[at].start].lower()
    shared = any(role == "share" for role in roles.role.values()) or any(t.kind == "share" for t in tokens[:at])
    again = tokens[at - 1].code == "and" and any(k in roles.compared for k in range(max(0, at - 6), at))
    if (is_compared(text, tokens[at].start) or (again and "share" in roles.role.values())) and shared:
        roles.compared.add(at)
        return True
    return shared and bool(
        re.search(
            r"(?:至|到|达|为|\bto|\bat|\breach(?:ed|es|ing)|\bhit(?:s|ting)?|\bstood at)\s*"
            r"(?:(?:more than|over|about|around|nearly|almost|just) )*$",
            lead,
        )
    )


_TURNED = re.compile(
    r"占[^占,;。]{1,30}?的?(?:比重|比例|份额|比率)(?:已?(?:达到?|为|升至|提高到|提升至|超过|约|近|上升至|增至))*$"
)
"""占总销量的比重达到40%: the whole stands between 占 and the word for the share."""


_TAKES_UP = re.compile(r"占(?!比|有)[^占,;。]{2,24}$")
"""占总销量近一半: the whole stands between 占 and the number."""


def _whole_chinese(text: str, tokens: list[Token], at: int) -> list[int]:
    """The tokens of the whole before a Chinese share."""
    span: list[int] = []
    for k in range(at - 1, -1, -1):
        if tokens[k].kind not in ("product", "indicator", "total", "place"):
            break
        if text[tokens[k].end : tokens[at].start].count(",") or re.search(
            r"[达到为占]", text[tokens[k].end : tokens[k + 1].start]
        ):
            break
        span.append(k)
    if not (re.search(r"的\S?\S?$", text[: tokens[at].start])):
        span = []
    if part_named_behind(text, tokens, at):
        span = [k for k, t in enumerate(tokens[:at]) if t.kind in ("product", "indicator", "total")][-2:]
    turned = _TURNED.search(text[: tokens[at].start]) or _TAKES_UP.search(text[: tokens[at].start])
    if turned is not None:
        span = [
            k
            for k, t in enumerate(tokens[:at])
            if t.start > turned.start() and t.kind in ("product", "indicator", "total")
        ]
    return span


def _whole_of_words(tokens: list[Token], at: int) -> list[int]:
    """`One in five new cars sold was`: the tokens between the part and the verb."""
    verbs = ("were", "was", "is", "are")
    ends = (k for k in range(at + 1, len(tokens)) if tokens[k].code in verbs or tokens[k].kind in ("mark", "number"))
    return [k for k in range(at + 1, next(ends, len(tokens))) if tokens[k].kind in ("product", "indicator", "total")]


_AND_TO = re.compile(
    r"(?: (?:[a-z]+ ){0,4}(?:in |a )?(?:[a-z]+ ){0,3})?\s*"
    r"(?:to|[^,。;\d]{0,6}[至到])\s*(?:about |around |nearly |over |more than |约|近|超)*\d",
    re.IGNORECASE,
)


_THAN_ZH = re.compile(r"(?:高于|低于|不及|好于|超过)[^,。;]{0,6}年(?:同期)?的?\s*$")
"""高于2023年的11.2%: the share of another year."""


def _moves_away(text: str, token: Token) -> bool:
    """`Rose from 0.3% to 0.9%`, 从0.3%升至0.9%: the first share is of another time than the second."""
    return is_compared(text, token.start) and _AND_TO.match(text, token.end) is not None


def take_share(text: str, tokens: list[Token], at: int, roles: Roles, language: Language) -> None:
    """A percentage that is a share -> keeps the tokens of its whole, and whether it is of another time."""
    roles.role[at] = "share"
    if _moves_away(text, tokens[at]) or _THAN_ZH.search(text[max(0, tokens[at].start - 16) : tokens[at].start]):
        roles.compared.add(at)
    roles.whole[at] = _whole(text, tokens, at, language)
    roles.inside.update(roles.whole[at])


_OF_BEHIND = re.compile(r"\s+(?:market ?)?(?:share )?of\b")
_SHARE_OF_BEHIND = re.compile(r"\s+share of\b")
_ENDS_WHOLE = frozenset(("being", "were", "had", "have", "are", "was", "is"))
_POINTS_BACK = frozenset(("them", "that", "these", "those"))


def _whole(text: str, tokens: list[Token], at: int, language: Language) -> list[int]:
    """The tokens that name what a percentage is a share of; none where nothing beside it does."""
    if language == "zh":
        return _whole_chinese(text, tokens, at)
    if part_in_words(text, tokens, at) and not _PART_OF_THEM.match(text):
        return _whole_of_words(tokens, at)
    if _OF_BEHIND.match(text[tokens[at].end : tokens[at].end + 18]):
        return _whole_behind(text, tokens, at)
    if (opened := _share_of(text, tokens, at)) is not None:
        return _whole_before(text, tokens, opened, at)
    if _SHARE_OF_BEHIND.match(text[tokens[at].end : tokens[at].end + 12]):
        return [k for k in range(at + 1, min(len(tokens), at + 6)) if tokens[k].kind in ("product", "indicator")]
    return []


def _whole_behind(text: str, tokens: list[Token], at: int) -> list[int]:
    """`Half of the 1.2 million cars sold were`: the tokens behind the percentage, up to the verb or the next number.

    A second `of` and a word that points back end it and are of it.
    """
    first = next((k for k in range(at + 1, len(tokens)) if tokens[k].kind != "word"), at)
    start = first + 1 if tokens[first].kind == "number" else at + 1
    span: list[int] = []
    for k in range(start, len(tokens)):
        token = tokens[k]
        if token.kind in ("mark", "number") or token.code in _ENDS_WHOLE:
            break
        if token.code in _POINTS_BACK or (token.kind == "of" and not _is_of_a_total(text, tokens, k)):
            return [*span, k]
        if token.kind in ("product", "indicator", "anaphor", "total", "share"):
            span.append(k)
    return span


def _is_of_a_total(text: str, tokens: list[Token], k: int) -> bool:
    """`Of total sales`, `of the total market`: the word for a total is of the whole, which follows it."""
    behind = tokens[k + 1] if k + 1 < len(tokens) else None
    names = behind is not None and (behind.code == "market" or behind.kind in ("indicator", "product"))
    return names and text[: tokens[k].end].lower().endswith("total")


def _whole_before(text: str, tokens: list[Token], opened: int, at: int) -> list[int]:
    """`Share of total new vehicle sales: 51.6%`: the tokens between the word for a share and the percentage."""
    span = [k for k in range(opened + 1, at) if tokens[k].kind in ("product", "indicator", "total")]
    among = next((k for k in range(opened + 1, at) if tokens[k].code in ("in", "among", "within")), at)
    if any(k > among for k in span) and any(k < among for k in span):
        span = [k for k in span if k > among]  # the share of A in B: A has it, B is the whole
    return [] if _is_the_part(text, tokens, opened, span) else span


_ELECTRIFIED = frozenset({"nev", "bev", "phev", "erev", "nev_passenger", "bev_passenger", "phev_passenger"})
_POSSESSIVE = re.compile(r"(?:'s?|\bits|\btheir|\bwhose)\s+(?:\w+\s+){0,2}$", re.IGNORECASE)


def _is_the_part(text: str, tokens: list[Token], opened: int, span: list[int]) -> bool:
    """`The share of new-energy vehicles rose to 60 percent`: what has the share, not what it is a share of.

    With an owner (`China's share of`) or a word for a total the whole is named.
    """
    named = {tokens[k].code for k in span if tokens[k].kind == "product"}
    whole = any(tokens[k].kind == "total" for k in span) or _POSSESSIVE.search(text[: tokens[opened].start])
    return not whole and bool(named) and named <= _ELECTRIFIED


def _share_of(text: str, tokens: list[Token], at: int) -> int | None:
    """`Share of total new vehicle sales: 51.6%`: the share word whose whole stands before the number."""
    for k in range(at - 1, max(-1, at - 13), -1):
        if tokens[k].kind == "share":
            return k if text[tokens[k].start : tokens[k].end].lower().endswith("share of") else None
        if tokens[k].kind == "number" or (tokens[k].kind == "mark" and tokens[k].code != ":"):
            return None
    return None
