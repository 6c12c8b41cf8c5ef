"""The word in the place of a number's unit.

Rule: a noun that is not known there makes the number one of something else; words of grammar do not.
"""

from __future__ import annotations

import re

from pratique.figures.reader.bind.function_words import FUNCTION_WORDS
from pratique.figures.reader.bind.scene import DiscourseLine

RECALLED = re.compile(r"\brecall(?:s|ed|ing)?\b|\btake back\b|召回", re.IGNORECASE)
MADE_ABROAD = re.compile(
    r"[^,;.]{0,30}\b(?:produced|built|made|manufactured|assembled) (?:abroad|overseas|outside|at foreign)\b",
    re.IGNORECASE,
)
"""Behind a number: it was made in no place that is named."""


OF_OTHERS = frozenset("家名人项条组层届")
"""Chinese measure words of firms, people and projects: never of vehicles, whatever noun follows."""


def counts_pieces(noun: str, product: str) -> bool:
    """Whether a Chinese measure word counts chargers or chips (充电桩1864.5万个)."""
    return (product == "charger" and noun in "个根座") or (product == "chip" and noun in "个块颗枚片")


def noun_after(line: DiscourseLine, at: int) -> str:
    """The word in the unit's place, if it is a noun that is not known."""
    if line.sentence.language == "zh":
        after = line.sentence.text[line.tokens[at].end : line.tokens[at].end + 1]
        return after if re.match(r"[家个款座人次项届只名件种户张场条组层根份]", after) else ""
    rest = line.tokens[at + 1] if at + 1 < len(line.tokens) else None
    if (
        rest is not None
        and rest.kind == "identifier"
        and not line.sentence.text[line.tokens[at].end : rest.start].strip()
    ):
        return line.sentence.text[rest.start : rest.end]
    if rest is None or rest.kind != "word" or rest.code in FUNCTION_WORDS or rest.code.endswith(("ing", "ly", "ed")):
        return ""
    gap = line.sentence.text[line.tokens[at].end : rest.start]
    return "" if re.search(r"[^\s-]", gap) else rest.code
