"""What each number of a sentence is: a value, a growth, a share, a change in points, or a comparison.

Rule: the role of a number is told by its neighbours alone, before anything is bound: a word of rise or fall
next to a percentage makes it growth with that sign, `of` a whole or a share word makes it a share. What no
neighbour explains has no role and is reported as unread.
"""

from __future__ import annotations

import re
from dataclasses import replace
from fractions import Fraction

from pratique.figures.entry import Sense
from pratique.figures.reader.bind.bases import assign_bases
from pratique.figures.reader.bind.differences import (
    against_another,
    beside_difference,
    is_ratio,
    left_behind,
    no_level,
)
from pratique.figures.reader.bind.directions import (
    DIRECTION,
    adjacent_direction,
    gains_in_brackets,
    is_compared,
    signed,
)
from pratique.figures.reader.bind.marks import Growth, Roles
from pratique.figures.reader.bind.shares import (
    after_share,
    is_share,
    listed_share,
    part_in_words,
    part_named_behind,
    part_of_counted,
    product_market,
    share_came_to,
    share_wanted,
    share_word,
    take_share,
)
from pratique.figures.reader.text.fold import Language
from pratique.figures.reader.tokens.scan import Token
from pratique.figures.reader.tokens.sense import find_sense

_LEAD_PERIOD = re.compile(
    r"(?:\btimes the (?:figure|level|number|volume|total) (?:of|in|for)|"
    r"\b(?:from|over|than|against|versus|compared (?:with|to)|relative to|on|as|above|below|since)(?: that)?"
    r"(?: (?:in|of|during|for))?(?: the)?"
    r"|\b(?:surpass|exceed|beat|outpac|outstripp|outdo)\w* (?:the )?"
    r"|\b(?:compared (?:with|to)|in comparison (?:with|to)|versus|relative to)(?: [a-z'-]+){0,6}"
    r"|\b(?:from|over|on|against|as|with|to) the (?:same|corresponding|equivalent|comparable)"
    r"(?: [a-z'-]+){1,3} (?:in|of)"
    r"|(?<!rather )(?<!other )\bthan (?:the|an?|in|during|for|last|it|they|what|those)(?: [a-z'-]+){0,5}"
    r"|(?:比|较|与|同|高于|低于|快于|慢于|好于|弱于|超过|不及|超越))\s*$",
    re.IGNORECASE,
)


def assign_roles(text: str, tokens: list[Token], language: Language) -> Roles:
    """The roles of all numbers of one sentence."""
    roles = Roles()
    for at, token in enumerate(tokens):
        if token.kind == "period":
            _mark_comparator(text, tokens, at, roles)
    for at, token in enumerate(tokens):
        if token.kind == "jump" and is_ratio(text, token):
            roles.role[at] = "none"
        elif token.kind in ("jump", "flat"):
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
                    roles.growth[at] = signed(text, tokens, at, language, roles, "points") or Growth(
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
    if _is_past_mark(text, tokens, at):
        tokens[at] = replace(tokens[at], kind="date", period=None)
        return
    if _LEAD_PERIOD.search(text, max(0, tokens[at].start - 64), tokens[at].start):
        lead = text[: tokens[at].start].rstrip()[-12:].lower()
        words = tokens[at].period
        if lead.endswith("from") and words is not None and words.run:
            return
        if lead.endswith(("over", "on", "from", "as")) and not any(
            t.kind in ("up", "down", "number", "jump", "flat") for t in tokens[max(0, at - 6) : at]
        ):
            return
        roles.comparator.add(at)


_SINCE = re.compile(
    r"\b(?:(?:growth|increase|decline|rise|fall|drop|gain)s? "
    r"(?:recorded|seen|posted|registered|reported|achieved)|since|unlike|"
    r"equivalent to|similar to|on a par with|comparable to|last seen in|record (?:of|from|set in)|peak (?:of|in)|"
    r"(?:similar|same|earlier|previous) (?:trend|pattern|growth|rise|fall|pace|performance)s?"
    r"(?: (?:seen|recorded|observed))?)"
    r"(?: (?:that|those|the|level|levels|figure|previous|record|of|in|set|for|during)){0,4} $",
    re.IGNORECASE,
)
_BEST = re.compile(
    r"\b(?:highest|best|lowest|largest|strongest|biggest|most|fastest|weakest|worst|steepest|first|record)\b"
    r"[^,;.\d]{0,60}$",
    re.IGNORECASE,
)
"""`The highest monthly share this year`: the year that a superlative is taken over."""
_SINCE_ZH = re.compile(r"[自继]$")


def _is_past_mark(text: str, tokens: list[Token], at: int) -> bool:
    """`The first fall since February`, 自4月份以来: a mark in time, neither spoken of nor a base."""
    words, token = tokens[at].period, tokens[at]
    if words is not None and words.relative in ("this year", "year to date") and words.last - words.first == 11:
        lead = _BEST.search(text, max(0, token.start - 72), token.start)
        shared = any(t.kind == "share" for t in tokens[:at])
        return lead is not None and (shared or any(t.period is not None and k != at for k, t in enumerate(tokens)))
    if words is None or words.relative:
        return False
    if _SINCE_ZH.search(text[: token.start]):
        return re.match(r"(?:以来|之?后|时隔)", text[token.end :]) is not None or text.endswith("以来", 0, token.end)
    return _SINCE.search(text, max(0, token.start - 48), token.start) is not None


def _count(text: str, tokens: list[Token], at: int, roles: Roles, language: Language) -> None:
    apart = at > 1 and tokens[at - 1].code == "and" and tokens[at - 2].kind != "number"  # jobs were lost and 300 sold
    apart = apart or _AT.search(text, max(0, tokens[at].start - 12), tokens[at].start) is not None
    if not apart and adjacent_direction(text, tokens, at, language) and not is_compared(text, tokens[at].start):
        roles.role[at] = "none"
        return
    if no_level(text, tokens[at], is_compared(text, tokens[at].start)):
        roles.role[at] = "none"
        return
    roles.role[at] = "value"
    if is_compared(text, tokens[at].start) or _of_another(text, tokens, at) or _base_in_brackets(tokens, at, roles):
        roles.compared.add(at)


def _base_in_brackets(tokens: list[Token], at: int, roles: Roles) -> bool:
    """`Grew by 5.6% compared to January (152,666 units)`: the count of the base that stands before the bracket."""
    before = tokens[at - 2] if at > 1 and tokens[at - 1].code == "(" else None
    return before is not None and before.kind == "period" and (at - 2 in roles.comparator or before.code == "same")


_AT = re.compile(r"\bat (?:about |around |nearly |just |some |over )?$")
"""`Came in 43% higher at 845,000 units`: a level, not a difference."""
_OVER = re.compile(
    r"\b(?:over|on|from|than|above|below|to|against|(?:beat|top|surpass|exceed|pass|eclips)(?:s|es|ed|ing|ped|ping)?"
    r"|(?:beat|topp)ing) (?:the )?$",
    re.IGNORECASE,
)
_OWNS = re.compile(r"['’]s |(?:['’]s)? (?:volume|figure|level|total|tally|result|mark|number|count) of ")


def _of_another(text: str, tokens: list[Token], at: int) -> bool:
    """`An increase of 5.8 percent over June's 217,000 units`: the owner of a value compared with is its period."""
    owner = tokens[at - 1] if at else None
    if owner is not None and owner.code == "of" and at > 2:
        owner = tokens[at - 3]
    elif owner is not None and owner.code == "s" and at > 1:
        owner = tokens[at - 2]
    if owner is None or owner.kind != "period" or not _OWNS.fullmatch(text, owner.end, tokens[at].start):
        return False
    return _OVER.search(text[: owner.start]) is not None


def _fold(text: str, tokens: list[Token], at: int, roles: Roles) -> None:
    """`1.2-fold`, 增长1.2倍: that much more; `13-fold`, `8.4 times that of`, 是…的8.4倍: that much in all."""
    quantity = tokens[at].quantity
    assert quantity is not None
    before, after = text[: quantity.start], text[quantity.end : quantity.end + 14].lower()
    in_all = bool(
        re.search(r"(?:的|至|到|为|\bto)\s*(?:约|近)?\s*$", before)
        or re.match(r"\s*(?:that\b|the\b|as\b|those\b|of\b|what\b|its\b|higher than|more than|larger)", after)
    )
    folds = quantity.value > 1 and Fraction(quantity.value).denominator == 1 and text[: quantity.end].endswith("fold")
    value = Fraction(quantity.value) - (1 if in_all or folds else 0)
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
    return any(token.kind in DIRECTION for token in tokens[max(0, at - 3) : at + 3])


def _percent(text: str, tokens: list[Token], at: int, roles: Roles, language: Language) -> None:
    quantity = tokens[at].quantity
    assert quantity is not None
    if quantity.signed:
        roles.role[at] = "growth"
        roles.growth[at] = Growth(quantity.value, quantity.half, "percent", at)
        return
    behind = [t.kind for t in tokens[at + 1 : at + 6]]
    counted = ("product" in behind or "indicator" in behind) and "number" not in behind
    if language == "zh" and left_behind(text, tokens[at]):
        roles.role[at] = "none"
        roles.comparator.update(k for k in range(max(0, at - 1), at) if tokens[k].kind == "period")
        return
    if part_in_words(text, tokens, at) or (language == "zh" and part_named_behind(text, tokens, at)):
        take_share(text, tokens, at, roles, language)
        return
    beside = beside_difference(text, tokens, at)
    if not beside and is_share(text, tokens, at, language) and (quantity.scale == "percent" or counted):
        take_share(text, tokens, at, roles, language)
        return
    if (
        not beside
        and quantity.scale == "percent"
        and (share_wanted(text, tokens, at) or share_came_to(text, tokens, at))
    ):
        take_share(text, tokens, at, roles, language)
        return
    growth = signed(text, tokens, at, language, roles, "percent")
    if growth is not None and (left_behind(text, tokens[at]) or against_another(text, tokens, at)):
        roles.role[at] = "none"
    elif growth is not None:
        roles.role[at] = "growth"
        roles.growth[at] = growth
    elif quantity.scale == "percent" and (seen := gains_in_brackets(text, tokens, at)):
        roles.role[at] = "growth"
        roles.growth[at] = Growth(seen * quantity.value, quantity.half, "percent", at)
    elif quantity.scale == "percent" and (
        listed_share(text, tokens, at, roles)
        or share_word(tokens, at)
        or after_share(text, tokens, at, roles)
        or part_of_counted(text, tokens, at)
        or product_market(text, tokens, at)
    ):
        take_share(text, tokens, at, roles, language)
    else:
        roles.role[at] = "none"
