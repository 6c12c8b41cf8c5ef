"""What is marked on the tokens of a sentence: roles, growths, lists of growths.

Rule: marks are by token index and say nothing yet of products or periods.
"""

from __future__ import annotations

from dataclasses import field
from typing import Literal

from pratique.figures.entry import Measure, Sense
from pratique.figures.interval import Number
from pratique.figures.reader.tokens.periods import PeriodWords
from pratique.figures.reader.tokens.scan import Token
from pratique.value_class import dataclass

Role = Literal["value", "growth", "share", "points", "duty", "contribution", "none"]
Basis = Literal["year", "month"] | PeriodWords | None


@dataclass(slots=True)
class Growth:
    """One change as printed: amount with sign, half-width, against what."""

    amount: Number
    half: Number
    measure: Measure
    at: int
    basis: Basis = None
    sense: Sense = "exact"
    also: Literal["year", "month"] | None = None
    """A second basis against which it is the same (`both year on year and month on month`)."""


@dataclass(slots=True)
class Roles:
    """Roles by token index: of numbers; growths; tokens inside the whole of a share; comparison marks."""

    role: dict[int, Role] = field(default_factory=dict)
    growth: dict[int, Growth] = field(default_factory=dict)
    whole: dict[int, list[int]] = field(default_factory=dict)
    inside: set[int] = field(default_factory=set)
    compared: set[int] = field(default_factory=set)
    comparator: set[int] = field(default_factory=set)


def growth_lists(text: str, tokens: list[Token], roles: Roles) -> list[list[int]]:
    """Growths that stand in one list, as indices: `down 4.8% and 5.2%` is one list of two."""
    lists: list[list[int]] = []
    for at in sorted(roles.growth):
        if roles.growth[at].measure == "points":
            continue
        before = lists[-1][-1] if lists else None
        if before is not None and _same_list(text, tokens, before, at, roles):
            lists[-1].append(at)
        else:
            lists.append([at])
    return lists


def _same_list(text: str, tokens: list[Token], before: int, at: int, roles: Roles) -> bool:
    for token in tokens[before + 1 : at]:
        if token.kind in ("number", "period", "indicator", "product", "other", "yoy", "mom", "lastyear"):
            return False
        if (
            token.kind == "respectively"
            and tokens[at - 1] is not token
            and any(t.kind == "place" for t in tokens[before:at])
        ):
            return False  # the list has ended
        if (token.kind == "mark" and token.code != ",") or text.startswith("其中", token.start):
            return False
        if token.kind == "word" and token.code in (
            "but",
            "with",
            "while",
            "whereas",
            "though",
            "although",
            "to",
            "from",
            "than",
        ):
            return False
    return roles.growth[before].basis == roles.growth[at].basis
