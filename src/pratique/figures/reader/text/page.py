"""From an HTML page to the article on it, with the way back to the page's own characters.

Rule: trafilatura decides what of a page is the article; each of its lines is then found again in the page, so
that a span is an offset into the page as it was given. Scripts and styles are cut before anything is parsed,
and a page too large to be an article is refused before it costs time.
"""

from __future__ import annotations

import html
import re
from bisect import bisect_right
from dataclasses import field
from datetime import date
from functools import lru_cache

from pratique.errors import Place, named_extras
from pratique.figures.reader.text.dates import find_date
from pratique.files import refusal
from pratique.value_class import dataclass

MAX_MARKUP = 1_000_000
"""Largest page without scripts and styles (characters): articles have some ten thousand."""
MAX_TAGS = 20_000
"""Most tags of a page; parsing costs time by the tag, and an article has some hundreds."""

_HIDDEN = re.compile(r"<(script|style|svg|noscript|template)(?=[\s>/])|<!--", re.IGNORECASE)
_TAG = re.compile(r"<[^<>]*>")
_TITLE = re.compile(r"<title[^<>]{0,200}>([^<]{0,300})</title>|<h1[^<>]{0,200}>([^<]{0,300})</h1>", re.IGNORECASE)
_PUBLISHED = re.compile(
    r"""["'](?:article:published_time|datePublished|pubdate|publish[-_]?date|date)["'][^<>]{0,40}?["'](\d{4}-\d\d-\d\d)"""
    r"""|<time[^<>]{0,200}datetime=["'](\d{4}-\d\d-\d\d)"""
)
_VISIBLE = re.compile(r"\S+")
_ENTITY = re.compile(r"&(?:#\d+|#x[0-9a-fA-F]+|\w+);")


@dataclass(frozen=True, slots=True)
class Trail:
    """The way back: where each line of the text stands in the page, counted in visible characters.

    `lines` are (offset in the text, visible characters before it in the page, -1 if it was not found); `heads`
    the visible characters before each piece of page text in `pieces` (offset in the page, its characters).
    """

    lines: tuple[tuple[int, int], ...]
    heads: tuple[int, ...]
    pieces: tuple[tuple[int, str], ...]


@dataclass(frozen=True, slots=True)
class Page:
    """The article's text, its date if the page's head tells, and the way back into the page."""

    text: str
    published: date | None
    trail: Trail
    known: dict[int, int] = field(default_factory=dict, compare=False)
    """Offsets already traced back."""

    def locate(self, start: int, end: int) -> tuple[int, int]:
        """The offsets in the page of `text[start:end]`; the line's beginning where a character was not traced."""
        first, last = self._at(start), self._at(max(start, end - 1))
        return first, max(first, last) + 1

    def _at(self, offset: int) -> int:
        found = self.known.get(offset)
        if found is None:
            found = self.known[offset] = self._trace(offset)
        return found

    def _trace(self, offset: int) -> int:
        lines = self.trail.lines
        k = bisect_right(lines, (offset, 1 << 60)) - 1
        while k > 0 and lines[k][1] < 0:
            k -= 1
        if k < 0 or lines[k][1] < 0:
            return 0
        seen = lines[k][1] + _visible_before(self.text, offset) - _visible_before(self.text, lines[k][0])
        piece = max(0, bisect_right(self.trail.heads, seen) - 1)
        start, text = self.trail.pieces[piece]
        return start + _nth_visible(text, seen - self.trail.heads[piece])


@lru_cache(maxsize=64)
def _words(text: str) -> tuple[list[int], list[int]]:
    """How many visible characters stand before each word of a text (and in all), and where each word begins."""
    before, starts = [0], []
    for word in _VISIBLE.finditer(text):
        starts.append(word.start())
        before.append(before[-1] + word.end() - word.start())
    return before, starts


def _visible_before(text: str, offset: int) -> int:
    """The visible characters of a text before an offset."""
    before, starts = _words(text)
    k = bisect_right(starts, offset) - 1
    return 0 if k < 0 else min(before[k] + offset - starts[k], before[k + 1])


def _nth_visible(text: str, count: int) -> int:
    """The offset in a piece of markup text of its visible character number `count`; an entity counts as one."""
    if "&" not in text:
        before, starts = _words(text)
        k = bisect_right(before, count) - 1
        return starts[k] + count - before[k] if 0 <= k < len(starts) else max(0, len(text) - 1)
    at = 0
    while at < len(text):
        entity = _ENTITY.match(text, at) if text[at] == "&" else None
        width = len(entity.group()) if entity else 1
        if not (html.unescape(entity.group()) if entity else text[at]).isspace():
            if count == 0:
                return at
            count -= 1
        at += width
    return max(0, len(text) - 1)


def is_page(text: str) -> bool:
    """Whether a text is HTML: a document type, or several tags near its beginning."""
    head = text[:4000].lower()
    return (
        "<html" in head
        or "<!doctype html" in head
        or len(re.findall(r"<(?:p|div|article|body|h1|table)\b", head)) >= 2
    )


def open_page(markup: str, place: Place) -> Page:
    """The article on a page. Raises `InvalidInput` (`page.too-large`, `page.no-article`, `page.extra`)."""
    kept, pieces = _without_hidden(markup)
    size, tags = len(kept), kept.count("<")
    if size > MAX_MARKUP or tags > MAX_TAGS:
        raise refusal(
            "page.too-large",
            f"The page has {size} characters of markup and {tags} tags without its "
            f"scripts; the limits"
            f" are {MAX_MARKUP} and {MAX_TAGS}.",
            place,
            "Save the article alone, or its text.",
        )
    text = _extract(kept, place)
    if not text:
        raise refusal(
            "page.no-article", "No article was found on the page.", place, "Save the article's text as .txt."
        )
    title = _TITLE.search(kept)
    heading = _TAG.sub("", html.unescape((title[1] or title[2] or "") if title else "")).strip().split("\n")[0]
    if heading and heading.casefold()[:30] not in text[:400].casefold():
        text = f"{heading}\n{text}"
    found = _PUBLISHED.search(kept[:30_000])
    day = find_date(found[1] or found[2]) if found else None
    return Page(text, day[0] if day else None, _trail(text, kept, pieces))


def _without_hidden(markup: str) -> tuple[str, list[tuple[int, int]]]:
    """The page without scripts, styles and comments, and where each piece kept stood: (here, there), in order.

    Each hidden element is left by one search for its end, so that the work is linear; one without an end hides
    the rest of the page.
    """
    low = markup.lower()
    parts: list[str] = []
    pieces: list[tuple[int, int]] = []
    start = size = 0
    while True:
        opening = _HIDDEN.search(low, start)
        end = len(markup) if opening is None else opening.start()
        pieces.append((size, start))
        parts.append(markup[start:end])
        size += end - start
        if opening is None:
            return "".join(parts), pieces
        closing = "-->" if opening[1] is None else f"</{opening[1]}"
        found = low.find(closing, opening.end())
        if found < 0:
            return "".join(parts), pieces
        start = low.find(">", found) + 1 or len(markup)


def _extract(markup: str, place: Place) -> str:
    with named_extras():
        import trafilatura
    return trafilatura.extract(markup, include_comments=False, include_tables=True, fast=True) or ""


def _trail(text: str, markup: str, moved: list[tuple[int, int]]) -> Trail:
    """Each line of `text` found again in the page, from where the last one was found."""
    flat, heads, pieces = _squeeze(markup, moved)
    lines: list[tuple[int, int]] = []
    cursor = position = 0
    for line in text.splitlines(keepends=True):
        bare = "".join(line.split())
        at = flat.find(bare, cursor) if bare else -1
        cursor = at + len(bare) if at >= 0 else cursor
        lines.append((position, at))
        position += len(line)
    return Trail(tuple(lines), tuple(heads), tuple(pieces))


def _squeeze(markup: str, moved: list[tuple[int, int]]) -> tuple[str, list[int], list[tuple[int, str]]]:
    """The visible characters of a page without spaces, and the pieces of page text that they stand in."""
    flat: list[str] = []
    heads: list[int] = []
    pieces: list[tuple[int, str]] = []
    starts = [here for here, _ in moved]
    size = start = 0
    for tag in [*_TAG.finditer(markup), None]:
        end = len(markup) if tag is None else tag.start()
        piece = markup[start:end]
        bare = "".join((_ENTITY.sub(_one, piece) if "&" in piece else piece).split())
        if bare:
            here, there = moved[bisect_right(starts, start) - 1]
            heads.append(size)
            pieces.append((start - here + there, piece))
            flat.append(bare)
            size += len(bare)
        start = end if tag is None else tag.end()
    return "".join(flat), heads, pieces


def _one(entity: re.Match[str]) -> str:
    """An entity as the one character it stands for; a space stays a space, which nobody counts."""
    return html.unescape(entity.group())[:1] or " "
