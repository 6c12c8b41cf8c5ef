"""Fiscal years by one year alone (FY25, fiscal 2025): which months they are, by the country that the text speaks of.

Rule: countries name them by the year they begin or end in; a text that groups its numbers by lakhs is of India; where
no country of the table is told, or a firm may have a year of its own, the months stay unknown.
"""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date

from pratique.figures.reader.bind.scene import Scene
from pratique.figures.reader.tokens.scan import Token

FISCAL: dict[str, tuple[int, int]] = {"IN": (4, -1), "JP": (4, 0), "PK": (7, -1), "BD": (7, -1), "NP": (7, -1)}
"""The first month, and the year it lies in against the year that names it."""


_LAKHS = re.compile(r"(?<![\d,.])\d{1,2}(?:,\d\d)+,\d{3}(?![\d,]\d)|\d (?:lakh|crore)\b")


def groups_by_lakhs(text: str) -> bool:
    """Whether a text groups its numbers as India does (10,74,189, 19.7 lakh)."""
    return _LAKHS.search(text) is not None


def settle_fiscal(tokens: list[Token], scene: Scene) -> list[Token]:
    """The tokens of a sentence, its fiscal years as months of their country, else as periods that are not known."""
    if not any(_is_fiscal(token) for token in tokens):
        return tokens
    named = [t.code for t in tokens if t.kind == "place" and t.code in FISCAL]
    country = (named or [scene.place or ("IN" if scene.lakhs else "")])[0]
    return [_settled(token, country, scene.published) if _is_fiscal(token) else token for token in tokens]


def _is_fiscal(token: Token) -> bool:
    """Whether a token is a fiscal year; the bare word (`fiscal policy`) has the same code and is none."""
    return token.kind == "period" and token.code == "fiscal"


def _now(country: str, published: date | None, before: int) -> int | None:
    """The year that names the fiscal year of the day of publication, or so many before it."""
    if published is None or country not in FISCAL:
        return None
    start, offset = FISCAL[country]
    return published.year - (published.month < start) - offset + before


def _settled(token: Token, country: str, published: date | None) -> Token:
    words = token.period
    assert words is not None
    if words.year is None and words.end_year is not None:
        words = replace(words, year=_now(country, published, words.end_year))
    if country not in FISCAL or words.year is None:
        return replace(token, code="days", period=replace(words, relative="days", year=None))
    start, offset = FISCAL[country]
    first, last = start - 1 + words.first - 1, start - 1 + words.last - 1
    year = words.year + offset
    months = replace(
        words,
        relative="",
        first=first % 12 + 1,
        last=last % 12 + 1,
        year=year + first // 12,
        end_year=year + last // 12,
        run=True,
    )
    return replace(token, code="", period=months)
