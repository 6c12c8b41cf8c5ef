"""Against what each growth is counted: a year before, a month before, or a period named.

Rule: English names the basis after the growth or right before it, Chinese before it; two bases named together
share a list of growths in order.
"""

from __future__ import annotations

import re
from typing import Literal

from pratique.figures.reader.bind.marks import Basis, Roles, growth_lists
from pratique.figures.reader.text.fold import Language
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
        elif at in roles.comparator or (token.kind == "period" and token.code == "same"):
            assert token.period is not None
            basis = "year" if token.period.relative in ("same", "last year") else token.period
            if token.period.relative == "last month":
                basis = "month"
            roles.comparator.add(at)
        else:
            continue
        target = _list_for(text, tokens, at, lists, roles)
        for k in target:
            roles.growth[k].basis = basis


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
    bases: list[Literal["year", "month"]] = []
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
            bases, used, last = ["year"] if token.period.last - token.period.first == 11 else [], 0, at
        elif (token.kind == "number" and token.code == "count") or token.code in ("。", ";"):
            bases, used, last = [], 0, -1


def _basis(token: Token) -> Literal["year", "month"]:
    return "year" if token.kind == "yoy" else "month"
