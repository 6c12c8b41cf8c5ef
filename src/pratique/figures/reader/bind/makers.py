"""Makers that a sentence names without counting for them, and several makers before one number.

Rule: a maker that leads, exemplifies or is left behind is no subject of a count; a number behind a list of makers is
of none of them alone, unless so many numbers stand in a list too (see `respective`).
"""

from __future__ import annotations

import re
from dataclasses import replace

from pratique.figures.reader.bind.respective import JOINT
from pratique.figures.reader.bind.scene import DiscourseLine
from pratique.figures.reader.text.fold import Language
from pratique.figures.reader.tokens.scan import Token

_ONLY_NAMED = re.compile(
    r"\b(?:(?:led|headed|driven|dominated|boosted|fuell?ed|powered|helped|spearheaded|topped) "
    r"(?:mainly |largely |primarily |mostly )?by|such as|including|like|thanks to|ahead of|behind|unlike|"
    r"(?:brands|makers|companies|firms|players|rivals|automakers|carmakers),?(?: \w+)? (?:like|as)|"
    r"overtak\w+|overt(?:ook|aken)|surpass(?:ed|ing)|beat(?:ing)?|competition (?:from|with)) "
    r"(?:the |its |their |rivals? |local |chinese |domestic |us |american )*$"
    r"|(?:以|由|包括|例如|比如|诸如|像|超过|超越|领先|落后于?)$",
    re.IGNORECASE,
)
"""Before a maker (or the first of a list): it is named, and nothing is counted for it."""
_ITS_OWN = re.compile(
    r"(?:'s?)?[\s,:(]*(?:(?:which|who|that) (?:\w+ ){1,4}|(?:with|at|on|by|for|of) )?\(?\s*", re.IGNORECASE
)
"""Between such a maker and a number that is its own all the same (`including Tesla (30,566)`)."""
_AND_OTHERS = re.compile(r"等(?!于|到|待|级)|(?:,)? (?:and|among) (?:others|other)\b", re.IGNORECASE)


def unname(text: str, tokens: list[Token], language: Language) -> list[Token]:
    """The tokens, those of makers named in passing turned into words."""
    kept = list(tokens)
    for run in maker_runs(text, tokens):
        first, last = tokens[run[0]], tokens[run[-1]]
        passing = _ONLY_NAMED.search(text, max(0, first.start - 60), first.start) or _AND_OTHERS.match(text, last.end)
        ahead = next((t for t in tokens[run[-1] + 1 :] if t.kind == "number"), None)
        own = ahead is not None and language == "en" and _ITS_OWN.fullmatch(text, last.end, ahead.start)
        if passing and not own:
            for k in run:
                kept[k] = replace(tokens[k], kind="word", code="named in passing")
    return kept


def maker_runs(text: str, tokens: list[Token]) -> list[list[int]]:
    """The makers of a sentence in lists: those between which nothing but a joint stands."""
    runs: list[list[int]] = []
    for k, token in enumerate(tokens):
        if token.kind != "maker":
            continue
        if runs and JOINT.fullmatch(text, tokens[runs[-1][-1]].end, token.start):
            runs[-1].append(k)
        else:
            runs.append([k])
    return runs


def doubt_several(line: DiscourseLine) -> None:
    """Leave the numbers behind a list of makers that no list of numbers goes with."""
    tokens = line.tokens
    for run in maker_runs(line.sentence.text, tokens):
        if len({tokens[k].code for k in run}) < 2:
            continue
        for at in range(run[-1] + 1, len(tokens)):
            token = tokens[at]
            if token.kind in ("maker", "place") or (token.kind == "mark" and token.code in (";", "。")):
                break
            if token.kind in ("number", "jump", "flat") and at not in line.zipped:
                line.doubted.setdefault(at, "of several makers, and the text does not tell of which")


COMES_FROM = re.compile(r"\bfrom (?:the )?$")
"""Before a place: where something comes from, and not where it is counted."""


def home_of(tokens: list[Token], text: str) -> Token | None:
    """`China's BYD benefited most`: the maker whose home is named right before it."""
    named = [t for t in tokens if t.kind in ("place", "maker")][:2]
    beside = len(named) == 2 and named[1].kind == "maker" and text[named[0].end : named[1].start].strip("' ’s") == ""
    return named[1] if beside else None
