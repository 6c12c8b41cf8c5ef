"""What a count is for in its sentence: a base, one number of two subjects, a threshold said exactly after.

Rule: each answers from the sentence and the figures made of it so far, and changes nothing.
"""

from __future__ import annotations

import re
from dataclasses import replace

from pratique.figures.reader.bind.scene import DiscourseLine
from pratique.figures.reader.tokens.quantity import Quantity

_LETS = re.compile(r"(?:allow|permit|允许|准许|容许)", re.IGNORECASE)
_SO_MANY = re.compile(r"[^,.;，。]{0,80}?\d")


def drop_false_quotas(line: DiscourseLine) -> None:
    """`This allowed it to surpass Tesla`: a word of letting is a quota only where so many are let in."""
    for at, token in enumerate(line.tokens):
        lets = token.kind == "status" and _LETS.match(line.sentence.text, token.start)
        behind = _SO_MANY.match(line.sentence.text, token.end) if lets else None
        counted = "quota" in line.sentence.text or "maximum" in line.sentence.text or "cap" in line.sentence.text
        if lets and behind is None and not counted:
            line.tokens[at] = replace(token, kind="word", code="lets")


def is_small_base(line: DiscourseLine, at: int) -> bool:
    """`1,858 were registered compared to 770 in September`: a bare small number that a count is compared with."""
    main = line.made[-1] if line.made else None
    behind = line.tokens[at + 1] if at + 1 < len(line.tokens) else None
    dated = behind is None or behind.kind in ("period", "yoy", "lastyear", "mark", "indicator") or behind.code == "in"
    return at in line.roles.compared and main is not None and main.unit == "vehicles" and dated


_COUNTED = re.compile(
    r"\b(?:registrations|sales|exports|imports|output|production|deliveries|shipments)"
    r"(?: (?:for|in) [A-Za-z ]{3,20})? (?:of|totall?ed|were|reached|hit|came to|amounted to|stood at) "
    r"(?:just |only |about |around |nearly |over )*$",
    re.IGNORECASE,
)


def told_as_count(line: DiscourseLine, at: int, quantity: Quantity) -> bool:
    """`Total registrations of 6202`: four digits right behind what they count, and no year."""
    if not 1000 <= quantity.value < 10_000 or 1900 <= quantity.value <= 2100:
        return False
    return _COUNTED.search(line.sentence.text[: line.tokens[at].start]) is not None


def for_both(line: DiscourseLine, at: int) -> bool:
    """`output and sales both surpassed 15 million`: one number said of two subjects."""
    if (
        sorted((len(line.indicators), len(line.products)))[-1] != 2
        or min(len(line.indicators), len(line.products)) > 1
    ):
        return False
    said = line.sentence.text[: line.tokens[at].start]
    return len(line.made) == 1 and re.search(r"\bboth\b|均|双双|都", said) is not None


def carried_sense(line: DiscourseLine, at: int, quantity: Quantity) -> Quantity:
    """`topped two million in 2021, three million in 2022`: the word holds on; a quota's `up to` is exact."""
    if line.kind == "quota" and quantity.sense == "under":
        return replace(quantity, sense="exact")
    grown = at > 1 and line.tokens[at - 1].code == "over" and line.roles.role.get(at - 2) == "growth"
    if quantity.sense == "over" and grown:
        return replace(quantity, sense="exact")  # `an increase of 4 percent over 368,090`
    if quantity.sense != "exact" or not line.made or line.made[-1].quantity is None:
        return quantity
    before = max((k for k in range(at) if line.tokens[k].kind == "number"), default=at)
    between = line.tokens[before + 1 : at]
    plain = all(t.kind in ("period", "mark") or t.code in ("in", "and", "then") for t in between)
    sense = line.made[-1].quantity.sense
    if plain and sense in ("over", "under") and any(t.kind == "period" for t in between):
        return replace(quantity, sense=sense)
    return quantity


def is_joint_threshold(line: DiscourseLine, at: int, quantity: Quantity) -> bool:
    """`output and sales exceeded 30 million, reaching A and B`: one round number for both, said exactly after."""
    if max(len(line.indicators), len(line.products)) < 2 or line.k or quantity.sense == "exact":
        return False
    later = [k for k in range(at + 1, len(line.tokens)) if line.roles.role.get(k) == "value"]
    if not later:
        return False
    gap = line.sentence.text[line.tokens[at].end : line.tokens[later[0]].start].strip().lower()
    return gap not in ("and", "和", ",", "与", "及", "and nearly", "and over", "and about")
