"""Against what each growth is counted: a year before, a month before, or a period named.

Rule: English names the basis after the growth or right before it, Chinese before it; two bases named together
share a list of growths in order.
"""

from __future__ import annotations

import re
from typing import Literal

from pratique.figures.reader.bind.marks import Basis, Growth, Roles, growth_lists
from pratique.figures.reader.text.fold import Language
from pratique.figures.reader.tokens.periods import PeriodWords
from pratique.figures.reader.tokens.scan import Token


def assign_bases(text: str, tokens: list[Token], roles: Roles, language: Language) -> None:
    if language == "zh":
        _bases_before(text, tokens, roles)
        return
    lists = growth_lists(text, tokens, roles)
    for at, token in enumerate(tokens):
        basis: Basis
        if token.kind in ("yoy", "mom"):
            basis = "year" if token.kind == "yoy" else "month"
        elif token.code == "monthly" and _leads_to_noun(tokens, at):
            basis = "month"
        elif at in roles.comparator or (token.kind == "period" and token.code == "same"):
            assert token.period is not None
            basis = "year" if token.period.relative in ("same", "last year") else token.period
            if token.period.relative == "last month":
                basis = "month"
        else:
            continue
        target = _list_for(text, tokens, at, lists, roles)
        if target and token.kind == "period":
            roles.comparator.add(at)
        if not target and (twice := _twice(text, tokens, at, lists, roles)) is not None:
            twice.also = "month" if token.kind == "mom" else "year"
        for k in target:
            roles.growth[k].basis = basis
    _carry(text, tokens, roles)


_PARALLEL = frozenset(("while", "whereas", "and", "but"))


def _carry(text: str, tokens: list[Token], roles: Roles) -> None:
    """`Output was down 11% compared to August, while sales were down 0.4%`: the second has the base of the first."""
    before: int | None = None
    for at in sorted(roles.growth):
        growth = roles.growth[at]
        if before is not None and growth.basis is None and growth.measure == "percent":
            between = tokens[before + 1 : at]
            joined = next((k for k, t in enumerate(between) if t.code in _PARALLEL), None)
            behind = [] if joined is None else between[joined:]
            counted = any(t.kind == "number" for t in between)
            own = any(t.kind in ("period", "yoy", "mom", "mark") for t in behind)
            month = roles.growth[before].basis
            if behind and not own and not counted and any(t.kind == "indicator" for t in behind):
                growth.basis = month if month != "year" else None
        before = at


def _leads_to_noun(tokens: list[Token], at: int) -> bool:
    """Whether `monthly` belongs to a growth (`monthly decreases of 6%`, `an 8.7% monthly rise`), not to a total."""
    behind = tokens[at + 1 : at + 2]
    return bool(behind) and behind[0].kind in ("up", "down")


def _twice(text: str, tokens: list[Token], at: int, lists: list[list[int]], roles: Roles) -> Growth | None:
    """`Up 6 percent both year on year and month on month`: the growth that a second basis repeats."""
    left = next((group for group in reversed(lists) if group[-1] < at), None)
    if tokens[at].kind not in ("yoy", "mom") or left is None or len(left) != 1 or at < 2:
        return None
    joined = tokens[at - 1].code == "and" and tokens[at - 2].kind in ("yoy", "mom")
    return roles.growth[left[0]] if joined and tokens[at - 2].kind != tokens[at].kind else None


def _list_for(text: str, tokens: list[Token], at: int, lists: list[list[int]], roles: Roles) -> list[int]:
    """The list of growths that a basis belongs to: the open one just before it, else the next one after it."""
    left = next((group for group in reversed(lists) if group[-1] < at), None)
    right = next((group for group in lists if group[0] > at), None)
    if left is not None:
        between = tokens[left[-1] + 1 : at]
        blocked = any(
            (t.kind == "number" and t.code == "count")
            or (t.kind == "mark" and t.code == ";")
            or t.kind == "indicator"
            for t in between
        )
        if roles.growth[left[-1]].basis is not None and at and tokens[at - 1].code == "(":
            return []  # `month-on-month (M-o-M)`
        again = tokens[at].kind == "period" and not any(t.kind == "mark" or t.code in ("and", "but") for t in between)
        if roles.growth[left[-1]].basis is not None and again and len(between) <= 8:
            return []  # `up 26% YoY compared to the same period last year` says its basis twice
        if roles.growth[left[-1]].basis is None and not blocked and len(between) <= 10:
            comma = any(t.kind == "mark" for t in between)
            if not (comma and right is not None and right[0] - at <= 5):
                return left
    if tokens[at].kind == "period" and not re.search(
        r"compared (?:with|to)\s*$|[比较与]$", text[: tokens[at].start].lower()
    ):
        return []
    if right is not None and roles.growth[right[0]].basis is None:
        return right
    return []


def _bases_before(text: str, tokens: list[Token], roles: Roles) -> None:
    """Chinese names the basis first: 环比分别下降8.8%和11.4%,同比…; two bases share a list in order."""
    bases: list[Basis] = []
    used = 0
    last = -1
    for at, token in enumerate(tokens):
        if token.kind in ("yoy", "mom"):
            joined = last >= 0 and re.fullmatch(r"[和与及、,]?", text[tokens[last].end : token.start])
            bases = [*bases, _basis(token)] if joined and not used else [_basis(token)]
            used, last = 0, at
        elif at in roles.growth and bases and roles.growth[at].measure == "percent":
            roles.growth[at].basis = bases[min(used, len(bases) - 1)]
            used += 1
        elif at in roles.comparator and token.period is not None:
            bases, used, last = _named_basis(token.period, text[: token.start]), 0, at
        elif (token.kind == "number" and token.code == "count") or token.code in ("。", ";"):
            bases, used, last = [], 0, -1


def _named_basis(words: PeriodWords, lead: str) -> list[Basis]:
    """The base that a period names: 较上月 and 较4月 are no year before."""
    if words.relative == "last month":
        return ["month"]
    if words.relative in ("", "last quarter") and lead.endswith(("较", "比", "与")):
        return [words]
    return ["year"] if words.last - words.first == 11 else []


def _basis(token: Token) -> Literal["year", "month"]:
    return "year" if token.kind == "yoy" else "month"
