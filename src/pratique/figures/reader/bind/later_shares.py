"""Percentages that are shares because the sentence before gave one: compared with it, or moved from and to.

Rule: each answers whether the number is a share, and notes what it is compared with and whose it is.
"""

from __future__ import annotations

import re

from pratique.figures.reader.bind.directions import is_compared
from pratique.figures.reader.bind.scene import DiscourseLine
from pratique.figures.reader.bind.shares import ELECTRIC
from pratique.figures.reader.bind.times import ANAPHORA

_COMPARED_SHARE = re.compile(
    r"^.{0,24}?\b(?:up|down|compared|more|less|higher|lower|against|versus|from|than)\b", re.IGNORECASE
)


def share_again(line: DiscourseLine, at: int) -> bool:
    """`This is up from 14% in 2022`: a share compared with the one that the sentence before gave."""
    last = line.scene.group[-1] if line.scene.group else None
    text = line.sentence.text
    if line.made or last is None or last.indicator != "share" or line.indicators or line.products:
        return False
    lead = text[: line.tokens[at].start]
    if not (ANAPHORA.match(text) and _COMPARED_SHARE.match(lead) and is_compared(lead, len(lead))):
        return False
    line.roles.compared.add(at)
    line.products = [last.product]
    return True


_FROM_TO = re.compile(
    r"\bfrom (?:(?:about|around|just|only|nearly|over) )*(?P<one>\d[\d.]*) ?(?:%|per ?cent|pct)? to "
    r"(?:(?:about|around|just|only|nearly|over) )*(?P<two>\d[\d.]*) ?(?:%|per ?cent|pct)",
    re.IGNORECASE,
)
_NO_SHARE = re.compile(r"\b(?:tariff|dut(?:y|ies)|tax|growth|rate|margin|discount)s?\b", re.IGNORECASE)


def share_moved(line: DiscourseLine, at: int) -> bool:
    """`Hybrids went from 19.3 to 26.9 per cent`, after a sentence on shares: what each product's share moved to."""
    last, text = line.scene.group[-1] if line.scene.group else None, line.sentence.text
    told = any(d.indicator == "share" for d in (*line.made, *([last] if last is not None else [])))
    if not told or not line.products or line.indicators or _NO_SHARE.search(text):
        return False
    start = line.tokens[at].start
    pair = next((m for m in _FROM_TO.finditer(text) if start in (m.start("one"), m.start("two"))), None)
    if pair is None:
        return False
    if start == pair.start("one"):
        line.roles.compared.add(at)
    return True


def share_told(line: DiscourseLine, at: int) -> bool:
    """`44% were hybrids, while 34% were electric`: the part that the verb behind a percentage names."""
    behind = line.tokens[at + 1 : at + 4]
    shares = [d for d in (*line.scene.group, *line.made) if d.indicator == "share"]
    if (
        not shares
        or len(behind) < 2
        or behind[0].code not in ("were", "was", "are")
        or _NO_SHARE.search(line.sentence.text)
    ):
        return False
    return (
        any(t.kind == "product" for t in behind)
        or ELECTRIC.match(line.sentence.text, line.tokens[at].end) is not None
    )
