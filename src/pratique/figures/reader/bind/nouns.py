"""Nouns that name no new subject: the unit of a number, a general word behind a short name, what was said before."""

from __future__ import annotations

import re

from pratique.figures.reader.bind.scene import DiscourseLine
from pratique.figures.reader.tokens.scan import Token


def only_told_again(line: DiscourseLine, at: int, token: Token) -> bool:
    """`The home market ended with 215,044 units sold`: what was counted is said more narrowly before."""
    before = line.tokens[at - 1].kind if at else ""
    narrow = bool(line.made) and line.made[-1].indicator in ("domestic_sales", "retail_sales")
    return narrow and before == "number" and line.sentence.text[token.start : token.end].lower() == "sold"


_IN_BRACKETS = re.compile(r"\s*\([A-Za-z -]{2,24}\) ")


def only_the_noun(line: DiscourseLine, at: int, token: Token) -> bool:
    """`Battery-electric (BEV) car registrations`: the general word behind a product and its short name."""
    if token.code not in ("car", "vehicle") or at < 2 or line.tokens[at - 1].code != ")":
        return False
    named = next((t for t in line.tokens[at - 2 :: -1] if t.code == "("), None)
    if named is None:
        return False
    before = next((t for t in reversed(line.tokens) if t.end <= named.start and t.kind != "mark"), None)
    return (
        before is not None
        and before.kind == "product"
        and _IN_BRACKETS.fullmatch(line.sentence.text, before.end, token.start) is not None
    )


def counts_unit(line: DiscourseLine, at: int, token: Token) -> bool:
    """Whether a product word is only the unit of the number before it, so that it names no new subject."""
    if at == 0 or line.tokens[at - 1].kind not in ("number", "place"):
        return False
    before = line.tokens[at - 1] if line.tokens[at - 1].kind == "number" else line.tokens[max(0, at - 2)]
    if before.kind != "number" or (before.code == "percent" and before.quantity and before.quantity.value == 100):
        return False
    text = line.sentence.text[before.end : token.start]
    return line.sentence.language == "en" and len(text) < 12 and "," not in text
