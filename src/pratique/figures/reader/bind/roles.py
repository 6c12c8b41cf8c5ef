"""What each number of a sentence is: a value, a growth, a share, a change in points, or a comparison.

Rule: the role of a number is told by its neighbours alone, before anything is bound: a word of rise or fall
next to a percentage makes it growth with that sign, `of` a whole or a share word makes it a share. What no
neighbour explains has no role and is reported as unread.
"""

from __future__ import annotations

import re
from fractions import Fraction

from pratique.figures.entry import Measure, Sense
from pratique.figures.reader.bind.bases import assign_bases
from pratique.figures.reader.bind.differences import left_behind, no_level
from pratique.figures.reader.bind.marks import Growth, Roles
from pratique.figures.reader.text.fold import Language
from pratique.figures.reader.tokens.quantities import find_sense
from pratique.figures.reader.tokens.scan import Token

_FILLER = frozenset((
    "by", "of", "about", "some", "a", "an", "the", "around", "nearly", "over", "approximately", "almost",
    "more", "than", "only", "just", "roughly", "another", "as", "much", "sharp", "slight", "remarkable",
    "staggering", "whopping", "modest", "solid", "steep", "strong", "rate", "at", "with", "to",
    "year-on-year", "its", "their", "notable", "significant", "rapid", "robust", "substantial", "further",
    "massive", "dramatic", "huge", "moderate", "marginal", "slower", "faster", "saw", "seeing", "reported",
    "posted", "was", "is", "were", "are", "had", "being", "recorded", "an", "respective", "another",
    "respectively", "impressive", "annual", "yearly", "whole", "also", "which", "and", "even", "still",
    "put", "set", "seen", "estimated",
))  # fmt: skip
_AHEAD_FILLER = frozenset((
    "year-on-year", "sharp", "slight", "modest", "solid", "steep", "remarkable", "the", "whopping", "rapid",
    "significant", "in", "strong", "of", "annual", "yearly", "drastic", "robust", "substantial", "growth",
    "further",
))  # fmt: skip
_NOUNS = frozenset((
    "increase", "increases", "growth", "higher", "more", "gains", "decrease", "decreases", "drops",
    "declines", "less", "fewer", "lower", "reduction", "jump", "rise", "gain", "drop", "fall", "decline",
    "surge", "climb", "slump", "dip", "plunge", "up", "down", "above", "below", "contraction", "expansion",
    "uptick", "growing", "falling", "rising", "leap", "hike", "spike", "advance", "improvement", "slide",
    "shrinkage", "slower", "faster",
))  # fmt: skip
_DIRECTION = ("up", "down")
_LEAD_COMPARE = re.compile(
    r"(?:\bfrom(?: a level of)?|\b(?:compared|in comparison) (?:with|to)|\bagainst|\bversus|\bvs\.?|\bafter|"
    r"\brelative to|\bthan (?:the |(?:this|last) year's |(?:19|20)\d\d's )\w*|由|从|而上年同期(?:仅)?为)"
    r"\s*(?:just|only|about|some|around|nearly|over|the|an? |record|roughly|more than|less than)*\s*$",
    re.IGNORECASE,
)
_LEAD_PERIOD = re.compile(
    r"(?:\btimes the (?:figure|level|number|volume|total) (?:of|in|for)|"
    r"\b(?:from|over|than|against|versus|compared (?:with|to)|relative to|on|as|above|below)(?: that)?(?: (?:in|"
    r"of|during|for))?(?: the)?"
    r"|(?:比|较|与|同))\s*$",
    re.IGNORECASE,
)


def assign_roles(text: str, tokens: list[Token], language: Language) -> Roles:
    """The roles of all numbers of one sentence."""
    roles = Roles()
    for at, token in enumerate(tokens):
        if token.kind == "period":
            _mark_comparator(text, tokens, at, roles)
    for at, token in enumerate(tokens):
        if token.kind in ("jump", "flat"):
            amount = int(token.code) if token.kind == "jump" else 0
            roles.growth[at] = Growth(amount, 5 if amount else Fraction(1, 2), "percent", at)
        elif token.kind == "number":
            assert token.quantity is not None
            match token.quantity.scale:
                case "count":
                    _count(text, tokens, at, roles, language)
                case "percent" | "part":
                    _percent(text, tokens, at, roles, language)
                case "points":
                    roles.role[at] = "points"
                    roles.growth[at] = _signed(text, tokens, at, language, roles, "points") or Growth(
                        token.quantity.value, token.quantity.half, "points", at
                    )
                case "fold":
                    _fold(text, tokens, at, roles)
    _spread_backwards(text, tokens, roles)
    for at, growth in roles.growth.items():
        growth.sense = _sense_of(text, tokens[at])
    assign_bases(text, tokens, roles, language)
    return roles


def _sense_of(text: str, token: Token) -> Sense:
    """What the words make of a growth: `more than doubled`, `over 6 percent`, `almost tripled`."""
    if token.quantity is not None:
        return token.quantity.sense
    own = find_sense(text[token.start : token.end].lower().rpartition(" ")[0] + " ", None)
    return own if own != "exact" else find_sense(text, token.start)


def _spread_backwards(text: str, tokens: list[Token], roles: Roles) -> None:
    """`85.3 percent and 78.8 percent more`: the sign stands after the last number of the list."""
    for at in range(len(tokens) - 1, 0, -1):
        here = tokens[at].quantity
        if here is None or here.scale != "percent" or roles.role.get(at) != "none":
            continue
        after = next((k for k in range(at + 1, len(tokens)) if tokens[k].kind == "number"), None)
        if after is None or after not in roles.growth or roles.growth[after].measure != "percent":
            continue
        if text[tokens[at].end : tokens[after].start].strip().lower() in (
            "and",
            ",",
            "and by",
            "和",
            "、",
            "与",
            "及",
        ):
            sign = 1 if roles.growth[after].amount >= 0 else -1
            roles.role[at] = "growth"
            roles.growth[at] = Growth(sign * here.value, here.half, "percent", at)


def _mark_comparator(text: str, tokens: list[Token], at: int, roles: Roles) -> None:
    """A period after `from`, `over`, `than`, 比 is what a growth is counted against, not what is spoken of."""
    if _LEAD_PERIOD.search(text, max(0, tokens[at].start - 24), tokens[at].start):
        lead = text[: tokens[at].start].rstrip()[-12:].lower()
        words = tokens[at].period
        if lead.endswith("from") and words is not None and words.run:
            return
        if lead.endswith(("over", "on", "from", "as")) and not any(
            t.kind in ("up", "down", "number", "jump", "flat") for t in tokens[max(0, at - 6) : at]
        ):
            return
        roles.comparator.add(at)


def _count(text: str, tokens: list[Token], at: int, roles: Roles, language: Language) -> None:
    if _adjacent_direction(text, tokens, at, language) and not _is_compared(text, tokens[at].start):
        roles.role[at] = "none"
        return
    if no_level(text, tokens[at], _is_compared(text, tokens[at].start)):
        roles.role[at] = "none"
        return
    roles.role[at] = "value"
    if _is_compared(text, tokens[at].start):
        roles.compared.add(at)


def _is_compared(text: str, start: int) -> bool:
    return _LEAD_COMPARE.search(text, max(0, start - 36), start) is not None


def _fold(text: str, tokens: list[Token], at: int, roles: Roles) -> None:
    """`1.2-fold`, 增长1.2倍: that much more; `8.4 times that of`, 是…的8.4倍: that much in all."""
    quantity = tokens[at].quantity
    assert quantity is not None
    before, after = text[: quantity.start], text[quantity.end : quantity.end + 14].lower()
    in_all = bool(
        re.search(r"(?:的|至|到|为|\bto)\s*(?:约|近)?\s*$", before)
        or re.match(r"\s*(?:that\b|the\b|as\b|those\b|of\b|what\b|its\b|higher than|more than|larger)", after)
    )
    value = Fraction(quantity.value) - 1 if in_all else Fraction(quantity.value)
    if (
        value.denominator == 1
        and "times" in text[quantity.start : quantity.end]
        and not in_all
        and not _near(tokens, at)
    ):
        return
    roles.role[at] = "growth"
    roles.growth[at] = Growth(100 * value, 100 * Fraction(quantity.half), "percent", at)


def _near(tokens: list[Token], at: int) -> bool:
    return any(token.kind in _DIRECTION for token in tokens[max(0, at - 3) : at + 3])


def _percent(text: str, tokens: list[Token], at: int, roles: Roles, language: Language) -> None:
    quantity = tokens[at].quantity
    assert quantity is not None
    if quantity.signed:
        roles.role[at] = "growth"
        roles.growth[at] = Growth(quantity.value, quantity.half, "percent", at)
        return
    if _is_share(text, tokens, at, language) and quantity.scale == "percent":
        _share(text, tokens, at, roles, language)
        return
    growth = _signed(text, tokens, at, language, roles, "percent")
    if growth is not None and left_behind(text, tokens[at]):
        roles.role[at] = "none"
    elif growth is not None:
        roles.role[at] = "growth"
        roles.growth[at] = growth
    elif quantity.scale == "percent" and (
        _share_word(tokens, at) or _after_share(text, tokens, at, roles) or _part_of_counted(text, tokens, at)
    ):
        _share(text, tokens, at, roles, language)
    else:
        roles.role[at] = "none"


def _is_share(text: str, tokens: list[Token], at: int, language: Language) -> bool:
    """The strong signs of a share: `of` a whole after it, 的 before it, the word share next to it."""
    start, end = tokens[at].start, tokens[at].end
    if language == "zh":
        if _TURNED.search(text[:start]):
            return True
        return bool(re.search(r"的(?:约|近|超过|逾)?$", text[:start])) and not _adjacent_direction(
            text, tokens, at, "zh"
        )
    after = text[end : end + 30].lower()
    if re.match(r"\s+(?:market )?share\b", after):
        return True
    if re.match(r"\s+of (?!the (?:year|same)|that (?:of|in) )", after):
        return not _adjacent_direction(text, tokens, at, "en")
    return False


def _part_of_counted(text: str, tokens: list[Token], at: int) -> bool:
    """`Of the 926,582 cars registered, 15 percent were battery electric`: a share of what the sentence counts."""
    behind = tokens[at + 1 : at + 3]
    told = len(behind) == 2 and behind[0].code in ("were", "are") and behind[1].kind == "product"
    return told and re.match(r"\W*of (?:the|all)\b", text, re.IGNORECASE) is not None


def _share_word(tokens: list[Token], at: int) -> bool:
    """Whether a share word stands before the number in its clause, and no direction in between."""
    for token in reversed(tokens[max(0, at - 9) : at]):
        if token.kind == "share":
            return True
        if token.kind in ("up", "down", "number") or (token.kind == "mark" and token.code != ":"):
            return False
    return False


def _after_share(text: str, tokens: list[Token], at: int, roles: Roles) -> bool:
    """A percentage compared with a share (`up from 47.3 percent`), or the end of its rise (提高到44.3%)."""
    lead = text[max(0, tokens[at].start - 12) : tokens[at].start].lower()
    shared = any(role == "share" for role in roles.role.values()) or any(t.kind == "share" for t in tokens[:at])
    if _is_compared(text, tokens[at].start) and shared:
        roles.compared.add(at)
        return True
    return shared and bool(re.search(r"(?:至|到|达|为|\bto|\bat|\breached|\bhit|\bstood at)\s*$", lead))


_TURNED = re.compile(
    r"占[^占,;。]{1,30}?的?(?:比重|比例|份额|比率)(?:已?(?:达到?|为|升至|提高到|提升至|超过|约|近|上升至|增至))*$"
)
"""占总销量的比重达到40%: the whole stands between 占 and the word for the share."""


def _share(text: str, tokens: list[Token], at: int, roles: Roles, language: Language) -> None:
    roles.role[at] = "share"
    span: list[int] = []
    if language == "zh":
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
        turned = _TURNED.search(text[: tokens[at].start])
        if turned is not None:
            span = [
                k
                for k, t in enumerate(tokens[:at])
                if t.start > turned.start() and t.kind in ("product", "indicator", "total")
            ]
    elif re.match(r"\s+(?:market )?(?:share )?of\b", text[tokens[at].end : tokens[at].end + 18]):
        first = next((k for k in range(at + 1, len(tokens)) if tokens[k].kind != "word"), at)
        counted = tokens[first].kind == "number"  # half of the 1.2 million cars sold
        for k in range(first + 1 if counted else at + 1, len(tokens)):
            if tokens[k].kind in ("mark", "number") or tokens[k].code in (
                "being",
                "were",
                "had",
                "have",
                "are",
                "was",
                "is",
            ):
                break
            if tokens[k].kind in ("product", "indicator", "anaphor", "total", "of", "share"):
                span.append(k)
            if tokens[k].kind == "of" or tokens[k].code in ("them", "that", "these", "those"):
                break
    elif (opened := _share_of(text, tokens, at)) is not None:
        span = [k for k in range(opened + 1, at) if tokens[k].kind in ("product", "indicator", "total")]
        span = [] if _is_the_part(text, tokens, opened, span) else span
    elif re.match(r"\s+share of\b", text[tokens[at].end : tokens[at].end + 12]):
        span = [k for k in range(at + 1, min(len(tokens), at + 6)) if tokens[k].kind in ("product", "indicator")]
    roles.whole[at] = span
    roles.inside.update(span)


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
    for k in range(at - 1, max(-1, at - 8), -1):
        if tokens[k].kind == "share":
            return k if text[tokens[k].start : tokens[k].end].lower().endswith("share of") else None
        if tokens[k].kind == "number" or (tokens[k].kind == "mark" and tokens[k].code != ":"):
            return None
    return None


def _adjacent_direction(text: str, tokens: list[Token], at: int, language: Language) -> int:
    """+1 or -1 if a word of rise or fall governs the number from before, else 0."""
    if language == "zh":
        before = tokens[at - 1] if at else None
        k = at - 1
        while before is not None and before.kind in ("yoy", "mom", "respectively") and k > 0:
            k -= 1
            before = tokens[k]
        if before is None or before.kind not in _DIRECTION:
            return 0
        gap = text[before.end : tokens[at].start]
        if len(gap) > 6 or re.search(r"[至到,;]", gap):
            return 0
        return 1 if before.kind == "up" else -1
    for k in range(at - 1, max(-1, at - 7), -1):
        token = tokens[k]
        if token.kind == "mark" and token.code == ":":
            continue
        if token.kind in _DIRECTION and tokens[k + 1].code == "than":
            continue
        if token.kind in _DIRECTION:
            between = text[token.end : tokens[at].start].lower()
            return 0 if re.search(r"\b(?:to|from)\b", between) else 1 if token.kind == "up" else -1
        if token.kind in ("yoy", "mom", "growthword", "respectively"):
            continue
        if token.kind != "word" or not (token.code in _FILLER or token.code.endswith("ly")):
            return 0
    return 0


def _ahead_direction(text: str, tokens: list[Token], at: int) -> int:
    for k in range(at + 1, min(len(tokens), at + 5)):
        token = tokens[k]
        if token.kind in _DIRECTION:
            word = text[token.start : token.end].lower()
            if word not in _NOUNS:
                return 0
            return 1 if token.kind == "up" else -1
        if token.kind in ("yoy", "mom", "growthword"):
            continue
        if token.kind != "word" or token.code not in _AHEAD_FILLER:
            return 0
    return 0


def _signed(
    text: str, tokens: list[Token], at: int, language: Language, roles: Roles, measure: Measure
) -> Growth | None:
    """The growth a percentage states, with the sign its neighbours give, or None."""
    quantity = tokens[at].quantity
    assert quantity is not None
    sign = _adjacent_direction(text, tokens, at, language)
    if language == "en":
        ahead = _ahead_direction(text, tokens, at)
        if sign and ahead and sign != ahead:  # grew 3 percent less than in June: how growths differ, no growth
            return None
        sign = sign or ahead
    if not sign and at > 1 and tokens[at - 1].code == "or" and tokens[at - 2].kind == "number":
        sign = _adjacent_direction(text, tokens, at - 2, language)
    if not sign:
        sign = _listed_sign(text, tokens, at, roles)
    if not sign and _bare_basis(text, tokens, at, language):
        sign = 1
    if not sign:
        return None
    return Growth(sign * quantity.value, quantity.half, measure, at)


def _listed_sign(text: str, tokens: list[Token], at: int, roles: Roles) -> int:
    """`down 4.8% and 5.2%`: a number in a list has the sign of the one before it."""
    for k in range(at - 1, max(-1, at - 9), -1):
        if k in roles.growth and tokens[k].kind == "number":
            return 1 if roles.growth[k].amount >= 0 else -1
        if (
            tokens[k].kind not in ("mark", "yoy", "mom")
            and k not in roles.comparator
            and tokens[k].code not in ("and", "or", "by", "over", "from", "than")
        ):
            return 0
    return 0


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
