"""Lines broken inside a sentence, or a word, joined again, with the way back to the text as it was given.

Rule: two lines without a blank one between them are one where a word of the lexicon or a number spans the break,
where the second begins in small letters, or where another pair of their paragraph is joined and the first ends no
sentence; over a blank line only a Chinese word or a run of months is joined. English lines are joined by a space,
Chinese ones by nothing. Invariant: no character but line breaks, blanks beside them and the hyphen of a broken word
is left out, and every offset leads back to its own character.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from itertools import pairwise

from pratique.figures.reader.text import lexicon
from pratique.figures.reader.text.fold import fold
from pratique.value_class import dataclass

_BREAK = re.compile(r"[ \t]*\r?\n[ \t\u3000]*(?=\S)")
_BLANK = re.compile(r"(?<=[\u3400-\u9fff\d０-９])[ \t\u3000]*\r?\n(?:[ \t\u3000]*\r?\n)+[ \t\u3000]*(?=\S)")
_PARAGRAPH = re.compile(r"(?:[^\n]*\S[^\n]*\n?)+")
_ENDED = re.compile(r"""[.!?。！？:：;；]["'”’)\]）」』]*\s*$""")
_IDEOGRAPH = re.compile(r"[\u3400-\u9fff]")
_HYPHEN = re.compile(r"([A-Za-z]{2,})-$")
_LONG = 40
"""Shortest English line that is broken by its width and not by its sense (characters)."""


@dataclass(frozen=True, slots=True)
class Unwrapped:
    """A text with its broken lines joined; `cuts` are (offset here, characters left out before it), in order."""

    text: str
    cuts: tuple[tuple[int, int], ...]

    def locate(self, start: int, end: int) -> tuple[int, int]:
        """The offsets of `text[start:end]` in the text as it was given."""
        return self._at(start), self._at(max(start, end - 1)) + 1

    def _at(self, offset: int) -> int:
        k = bisect_right(self.cuts, (offset, 1 << 60))
        return offset + (self.cuts[k - 1][1] if k else 0)


def join_lines(text: str) -> Unwrapped:
    """A text with the lines joined that are broken inside a sentence."""
    if "\n" not in text:
        return Unwrapped(text, ())
    pieces: list[str] = []
    cuts: list[tuple[int, int]] = []
    done = size = lost = 0
    for start, end, link in _joints(text):
        pieces += [text[done:start], link]
        size += start - done + len(link)
        lost += end - start - len(link)
        cuts.append((size, lost))
        done = end
    pieces.append(text[done:])
    return Unwrapped("".join(pieces), tuple(cuts))


def _joints(text: str) -> list[tuple[int, int, str]]:
    """Each break to be joined: its offsets, and what is put in its place."""
    found: list[tuple[int, int, str]] = []
    for paragraph in _PARAGRAPH.finditer(text):
        breaks = list(_BREAK.finditer(text, paragraph.start(), paragraph.end()))
        if not breaks:
            continue
        edges = [paragraph.start(), *(b.end() for b in breaks), paragraph.end()]
        lines = [text[a:b].strip() for a, b in pairwise(edges)]
        sure = [_spans_break(fold(a), fold(b)) for a, b in pairwise(lines)]
        for k, match in enumerate(breaks):
            wrapped = any(sure) and not _ENDED.search(lines[k]) and _as_long(lines, k)
            if sure[k] or wrapped:
                found.append(_joint(match, lines[k], lines[k + 1]))
    found += _over_blank_lines(text)
    return sorted(found)


def _over_blank_lines(text: str) -> list[tuple[int, int, str]]:
    """Breaks with a blank line in them inside a Chinese word or a run of months, as some pages print them."""
    found = []
    for match in _BLANK.finditer(text):
        line = fold(text[max(0, match.start() - 60) : match.start()]).rpartition("\n")[2]
        after = fold(text[match.end() : match.end() + 60]).partition("\n")[0]
        if len(line) >= 12 and after and not _ENDED.search(line) and _chinese_word_spans(line, after):
            found.append((match.start(), match.end(), ""))
    return found


def _joint(match: re.Match[str], line: str, after: str) -> tuple[int, int, str]:
    if _IDEOGRAPH.search(line[-1:] + after[:1]) or _splits_number(line, after):
        return match.start(), match.end(), ""
    hyphen = _HYPHEN.search(line)
    word = re.match(r"[a-z]+", after)
    if hyphen is not None and word is not None:
        whole = (hyphen[1] + word.group()).lower() in lexicon.english().by_head
        return match.start() - whole, match.end(), ""
    return match.start(), match.end(), " "


def _as_long(lines: list[str], k: int) -> bool:
    """Whether a line is about as long as the longest of its paragraph, so that its width broke it."""
    return len(lines[k]) * 4 >= 3 * max(map(len, lines)) and len(lines[k]) >= 12


def _spans_break(line: str, after: str) -> bool:
    """Whether a sentence surely goes on over the break between two folded lines."""
    if not line or not after:
        return False
    if _splits_number(line, after):
        return True
    if _ENDED.search(line):
        return False
    if _IDEOGRAPH.search(line[-1] + after[0]):
        return len(line) >= 8 and _chinese_word_spans(line, after)
    small = after[0].islower() or (after[0].isdigit() and not re.match(r"\d{1,2}[.)] ", after))
    return small and (len(line) >= _LONG or _HYPHEN.search(line) is not None)


def _splits_number(line: str, after: str) -> bool:
    """`132.` and `9万辆`: one number with a Chinese unit behind it."""
    return re.search(r"\d[.]?$", line) is not None and re.match(r"\d+(?:[万亿%]|个?百分点|辆|倍)", after) is not None


def _chinese_word_spans(line: str, after: str) -> bool:
    if re.search(r"[\d.]$", line) and re.match(r"[\d.]|[万亿]|%|个?百分点|辆|[-至]\d{1,2}月", after):
        return True
    if re.search(r"[万亿千百]$", line) and re.match("[万亿]?(?:辆|台|美元|元)", after):
        return True
    book, text = lexicon.chinese(), line[-8:] + after[:8]
    edge = len(line[-8:])
    for at in range(max(0, edge - 7), edge):
        found = book.match_text(text, at)
        if found is not None and at + found[0] > edge:
            return True
    return False
