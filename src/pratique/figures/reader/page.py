"""From an HTML page to the article on it, with the way back to the page's own characters.

Rule: trafilatura decides what of a page is the article; each of its lines is then found again in the page, so
that a span is an offset into the page as it was given. Scripts and styles are cut before anything is parsed,
and a page too large to be an article is refused before it costs time.
"""

from __future__ import annotations

import html
import re
from bisect import bisect_right
from dataclasses import dataclass
from datetime import date

from pratique.errors import Finding, InvalidInput, Place
from pratique.figures.reader.dates import find_date

MAX_MARKUP = 1_000_000
"""Largest page without scripts and styles (characters): articles have some ten thousand."""
MAX_TAGS = 20_000
"""Most tags of a page; parsing costs time by the tag, and an article has some hundreds."""

_HIDDEN = re.compile(r"<(script|style|svg|noscript|template)(?=[\s>/])|<!--", re.IGNORECASE)
_TAG = re.compile(r"<[^<>]*>")
_TITLE = re.compile(r"<title[^<>]{0,200}>([^<]{0,300})</title>|<h1[^<>]{0,200}>([^<]{0,300})</h1>", re.IGNORECASE)
_PUBLISHED = re.compile(
    r"""(?:article:published_time|datePublished|pubdate|publish[-_]?date|name=["']date)["'][^>]{0,40}?["'](\d{4}-\d\d-\d\d)"""
    r"""|<time[^>]*datetime=["'](\d{4}-\d\d-\d\d)""",
    re.IGNORECASE,
)
_ENTITY = re.compile(r"&(?:#\d+|#x[0-9a-fA-F]+|\w+);")


@dataclass(frozen=True, slots=True)
class Page:
    """The article's text, and for each of its characters that could be traced the offset in the page."""

    text: str
    published: date | None
    anchors: tuple[tuple[int, int, int], ...]
    """Runs (offset in `text`, offset in the page, length), in order."""

    def locate(self, start: int, end: int) -> tuple[int, int]:
        """The offsets in the page of `text[start:end]`; the nearest traced ones where a run is missing."""
        first, last = self._at(start), self._at(max(start, end - 1))
        return first, max(first, last + 1)

    def _at(self, offset: int) -> int:
        k = max(0, bisect_right(self.anchors, (offset, 1 << 60, 0)) - 1)
        if not self.anchors:
            return 0
        here, there, length = self.anchors[k]
        return there + min(max(0, offset - here), max(0, length - 1))


def is_page(text: str) -> bool:
    """Whether a text is HTML: a document type, or several tags near its beginning."""
    head = text[:4000].lower()
    return "<html" in head or "<!doctype html" in head or len(re.findall(r"<(?:p|div|article|body|h1|table)\b", head)) >= 2


def open_page(markup: str, place: Place) -> Page:
    """The article on a page. Raises `InvalidInput` (`page.too-large`, `page.no-article`, `page.extra`)."""
    kept, pieces = _without_hidden(markup)
    size, tags = len(kept), kept.count("<")
    if size > MAX_MARKUP or tags > MAX_TAGS:
        raise _refuse(
            "page.too-large", f"The page has {size} characters of markup and {tags} tags without its scripts; the limits"
            f" are {MAX_MARKUP} and {MAX_TAGS}.", place, "Save the article alone, or its text.",
        )  # fmt: skip
    text = _extract(kept, place)
    if not text:
        raise _refuse("page.no-article", "No article was found on the page.", place, "Save the article's text as .txt.")
    title = _TITLE.search(kept)
    heading = _TAG.sub("", html.unescape((title[1] or title[2] or "") if title else "")).strip().split("\n")[0]
    if heading and heading.casefold()[:30] not in text[:400].casefold():
        text = f"{heading}\n{text}"
    found = _PUBLISHED.search(kept)
    day = find_date(found[1] or found[2]) if found else None
    return Page(text, day[0] if day else None, _anchors(text, kept, pieces))


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


def _refuse(code: str, message: str, place: Place, next_step: str) -> InvalidInput:
    return InvalidInput([Finding(code, message, place, next_step)])


def _extract(markup: str, place: Place) -> str:
    try:
        import trafilatura
    except ImportError as error:
        raise _refuse(
            "page.extra", "Reading HTML needs trafilatura, which is not installed.", place, "Install pratique[read]."
        ) from error
    return trafilatura.extract(markup, include_comments=False, include_tables=True, fast=True) or ""


def _anchors(text: str, markup: str, pieces: list[tuple[int, int]]) -> tuple[tuple[int, int, int], ...]:
    """Each line of `text` found again in the page, word by word from where the last one was found."""
    flat, offsets = _squeeze(markup)
    heads = [here for here, _ in pieces]
    anchors: list[tuple[int, int, int]] = []
    cursor = position = 0
    for line in text.splitlines(keepends=True):
        bare = "".join(line.split())
        at = flat.find(bare, cursor) if bare else -1
        if at < 0 and bare:
            at = flat.find(bare)
        if at >= 0:
            cursor = at + len(bare)
            _trace(line, position, offsets, at, anchors, heads, pieces)
        position += len(line)
    return tuple(anchors)


def _trace(
    line: str, position: int, offsets: list[int], at: int, anchors: list[tuple[int, int, int]], heads: list[int],
    pieces: list[tuple[int, int]],
) -> None:  # fmt: skip
    for k, char in enumerate(line):
        if char.isspace():
            continue
        here, there = pieces[bisect_right(heads, offsets[at]) - 1]
        there += offsets[at] - here
        at += 1
        here, page, length = anchors[-1] if anchors else (-9, -9, 0)
        if position + k == here + length and there == page + length:
            anchors[-1] = (here, page, length + 1)
        else:
            anchors.append((position + k, there, 1))


def _squeeze(markup: str) -> tuple[str, list[int]]:
    """The visible characters of a page without spaces, and where each stands in it."""
    chars: list[str] = []
    offsets: list[int] = []
    start = 0
    for tag in [*_TAG.finditer(markup), None]:
        end = len(markup) if tag is None else tag.start()
        if end > start:
            _squeeze_text(markup, start, end, chars, offsets)
        start = len(markup) if tag is None else tag.end()
    return "".join(chars), offsets


def _squeeze_text(markup: str, start: int, end: int, chars: list[str], offsets: list[int]) -> None:
    at = start
    while at < end:
        entity = _ENTITY.match(markup, at, end) if markup[at] == "&" else None
        piece = html.unescape(entity.group()) if entity else markup[at]
        if not piece.isspace():
            chars.append(piece[0])
            offsets.append(at)
        at = entity.end() if entity else at + 1
