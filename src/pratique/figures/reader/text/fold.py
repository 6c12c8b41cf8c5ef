"""Folding of characters, languages and sentences.

Rule: folding never changes the length of a text, so an offset in the folded text is the same offset in the
original. Full-width digits and marks become plain, every kind of space one space, curly quotes straight, and
Traditional characters Simplified (those that the words of the reader use).
"""

from __future__ import annotations

import re
from typing import Literal

from pratique.files.shipped import shipped_text
from pratique.value_class import dataclass

Language = Literal["en", "zh"]


def _table() -> dict[int, str]:
    table = {code: chr(code - 0xFEE0) for code in range(0xFF01, 0xFF5F)}
    table.update(dict.fromkeys((160, 8194, 8195, 8201, 8202, 8239, 12288, 9), " "))
    table.update(dict.fromkeys((0x2018, 0x2019, 0x02BC), "'"))
    table.update(dict.fromkeys((0x201C, 0x201D), '"'))
    table.update(dict.fromkeys((0x2010, 0x2011, 0x2012, 0x2013, 0x2014, 0x2212, 0xFE63), "-"))
    table.update({0xFE52: ".", 0xFF61: "。", 0x3007: "零", 0x301C: "~", 0x2022: " "})
    lines = shipped_text("pratique.figures.reader", "data/traditional.txt").splitlines()[1:]
    for old, new in zip(lines[::2], lines[1::2], strict=True):
        table.update(zip(map(ord, old), new, strict=True))
    return table


_FOLD = _table()
_IDEOGRAPH = re.compile(r"[\u3400-\u9fff]")
_LETTER = re.compile(r"[A-Za-z]")
_STOP = re.compile(r"""[.!?]["')\]]*(?=\s+["'(\[]?[A-Z0-9$])|[。!?！？]["')]*|\n+""")
_ABBREVIATION = re.compile(
    r"(?:\b(?:jan|feb|mar|apr|jun|jul|aug|sept?|oct|nov|dec|no|nos|vs|mr|mrs|ms|dr|inc|ltd|co|corp|st|art|sec"
    r"|approx|pct|fig)|\b[A-Z](?:\.[A-Z])*)\.$",
    re.IGNORECASE,
)
_SENTENCE_LIMIT = 2000


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence of a folded text: its first and last offset, and the language it is written in."""

    text: str
    start: int
    end: int
    language: Language


def fold(text: str) -> str:
    """`text` with the same length and plain characters."""
    return text.translate(_FOLD)


def detect_language(text: str) -> Language:
    """English or Chinese by what most letters are; an ideograph weighs as much as three Latin letters."""
    return "zh" if 3 * len(_IDEOGRAPH.findall(text)) > len(_LETTER.findall(text)) else "en"


def split_sentences(text: str, start: int, end: int) -> list[Sentence]:
    """The sentences of `text[start:end]` (folded), in pieces of at most 2,000 characters."""
    found: list[Sentence] = []
    head = start
    for stop in _STOP.finditer(text, start, end):
        if stop.group()[0] == "." and _ABBREVIATION.search(text, max(head, stop.start() - 12), stop.start() + 1):
            continue
        _keep(text, head, stop.end(), found)
        head = stop.end()
    _keep(text, head, end, found)
    return found


def _keep(text: str, head: int, tail: int, found: list[Sentence]) -> None:
    piece = text[head:tail]
    head += len(piece) - len(piece.lstrip())
    piece = piece.strip()
    while piece:
        cut = (
            piece
            if len(piece) <= _SENTENCE_LIMIT
            else piece[: piece.rfind(" ", 1, _SENTENCE_LIMIT) + 1 or _SENTENCE_LIMIT]
        )
        found.append(Sentence(cut, head, head + len(cut), detect_language(cut)))
        piece, head = piece[len(cut) :], head + len(cut)
