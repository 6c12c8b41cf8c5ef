"""What of a plain text is the article, and what is the page around it.

Rule: a block (a line) is kept only as title, dateline or body; navigation, captions, author notes, licence
lines, share buttons and headlines of other stories are left out, and each left-out block says why. A kept
block is a pair of offsets into the original text; nothing is moved or joined.
"""

from __future__ import annotations

import re
from typing import Literal

from pratique.figures.reader.text.dates import find_date
from pratique.figures.reader.text.fold import detect_language
from pratique.value_class import dataclass

Role = Literal["title", "dateline", "body", "clutter"]

_LINE = re.compile(r"[^\n\r]+")
_HEADLINES = re.compile(
    r"^\W*(?:read (?:more|also|next)|related(?: (?:stories|articles|news|posts|reading))?|more (?:from|"
    r"on|stories)"
    r"|you (?:may|might) also|recommended|most (?:read|popular)|trending|latest (?:news|stories)|see "
    r"also|top stories"
    r"|also (?:on|in)\b.{0,20}|editors?'? picks?|相关(?:推荐|阅读|新闻|文章|链接)|推荐阅读|延伸阅读|"
    r"热门(?:文章|推荐|新闻)"
    r"|更多(?:新闻|精彩|阅读)|猜你喜欢|上一篇|下一篇)\W*$",
    re.IGNORECASE,
)
_INLINE_HEADLINE = re.compile(
    r"^\W*(?:also (?:on|in|read)\b[^:]{0,20}|related|read (?:more|also)|see also|previous|next|"
    r"相关阅读|上一篇|下一篇)"
    r"\s*[:：]?\s*\S",
    re.IGNORECASE,
)
_PAGE = re.compile(
    r"copyright|all rights reserved|©|\(c\) ?20\d\d|ICP|备案?\s*\d|京公网|沪公网|公网安备|许可证|"
    r"版权所有|责任编辑"
    r"|privacy policy|terms of (?:use|service)|cookie|subscribe|newsletter|sign up|log ?in|follow us|"
    r"share (?:-|on|this)"
    r"|hotline|advertis|click here|scan the|扫一扫|扫码|关注我们|微信公众号|^like \(\d+\)|^type to "
    r"search|open menu"
    r"|if reposted|original article by|^source ?:|^来源[:：]|editor ?: ?|^编辑[:：]|with additional "
    r"editing|转载",
    re.IGNORECASE,
)
_PAGE_STEMS = (
    "copyright", "rights reserved", "©", "(c)", "icp", "备", "公网", "许可证", "版权", "责任编辑",
    "privacy", "terms of", "cookie",
    "subscri", "newsletter", "sign up", "log", "follow us", "share", "hotline", "advertis", "click", "scan",
    "扫", "关注", "公众号",
    "like (", "type to", "open menu", "repost", "original article", "source", "来源", "editor", "编辑",
    "editing", "转载",
)  # fmt: skip
_CAPTION_STEMS = ("photo", "image", "pictured", "[", "图为", "供图", "credit", "摄")
_CAPTION = re.compile(
    r"(?:\bphoto ?:|\bfile photo|\bphoto by|\bimage ?:|\bpictured\b|\[[A-Z .]+/[A-Z .]+\]|图为|供图|"
    r"\bcredit ?:|/ ?摄)",
)
_AUTHOR = re.compile(
    r"\bis an? (?:\w+ )?(?:editor|reporter|journalist|correspondent|writer|contributor)\b|\bhe has been a\b"
    r"|\bshe has been a\b",
    re.IGNORECASE,
)
_ENDED = re.compile(r"""[.!?。！？:：;；]["'”’)\]）]*\s*$""")
_WORD = re.compile(r"[A-Za-z0-9][\w'.,%-]*|[\u3400-\u9fff]")
_STOP_INSIDE = re.compile(r"[。！？]|[a-z]\.\s")
_CLOCK = re.compile(r"\d{1,2}:\d\d(?::\d\d)?|UTC ?[+-]?\d*")
_DATELINE_WORDS = 16
_SHORT = "menu, tag or byline"
_TITLE_WORDS = 40
_LONG = 12
"""Words from which an unpunctuated line is no longer a menu entry."""


@dataclass(frozen=True, slots=True)
class Block:
    """One line of a text, its offsets, what it is, and for clutter why it was left out."""

    start: int
    end: int
    role: Role
    why: str = ""


def sort_blocks(text: str) -> list[Block]:
    """Every non-empty line of `text` (folded) as a block, in order."""
    blocks: list[Block] = []
    seen: set[str] = set()
    after_headlines = titled = False
    for line in _LINE.finditer(text):
        piece = line.group().strip()
        if not piece:
            continue
        words = len(_WORD.findall(piece[:2000]))
        why = _why_clutter(piece, words, after_headlines)
        if why == "headlines of other stories":
            after_headlines = after_headlines or _HEADLINES.search(piece) is not None
        elif not why and _ENDED.search(piece) and words > _LONG:
            after_headlines = False
        if not why and piece.casefold() in seen:
            why = "said before"
        seen.add(piece.casefold())
        role = _role(piece, words, why, titled)
        titled = titled or role == "title"
        start = line.start() + line.group().index(piece)
        blocks.append(Block(start, start + len(piece), role, why or _SHORT if role == "clutter" else ""))
    return _drop_menus(blocks, text)


def _why_clutter(piece: str, words: int, after_headlines: bool) -> str:
    if _HEADLINES.search(piece) or (_INLINE_HEADLINE.search(piece) and not _ENDED.search(piece)):
        return "headlines of other stories"
    if after_headlines and not (_ENDED.search(piece) and words > _LONG):
        return "headlines of other stories"
    low = piece[:600].lower()
    if words <= 60 and any(stem in low for stem in _PAGE_STEMS) and _PAGE.search(piece) and find_date(piece) is None:
        return "page frame"
    if words <= 80 and any(stem in low for stem in _CAPTION_STEMS) and _CAPTION.search(piece):
        return "caption"
    if (" is a" in low or "has been a" in low) and _AUTHOR.search(piece):
        return "note on the author"
    return ""


_ITEM = re.compile(
    r"[-•*·–—]?\s*(?:\d{1,2}[.)、]\s*)?[^:：\d]{2,60}(?:[:：]|\s[-–—])\s*"
    r"(?:\d[\d.,]*\s*(?:%|per ?cent|万?辆|units|vehicles)|\d{1,3}(?:,\d{3})+|\d{3,6}(?=\s*\())"
    r"(?:\s*\([^()]{1,40}\))?[;；,.]?",
    re.I,
)
"""A line of a list: what it is of, a colon and its number."""


def _role(piece: str, words: int, why: str, titled: bool) -> Role:
    if why:
        return "clutter"
    if _ITEM.fullmatch(piece):
        return "body"
    dated = find_date(piece)
    if dated is not None and words <= _DATELINE_WORDS and not _ENDED.search(piece):
        rest = _CLOCK.sub("", piece[: dated[1]] + piece[dated[2] :])
        if not re.search(r"\d\d", rest) or _PAGE.search(piece):
            return "dateline"
    if not titled and not _ENDED.search(piece) and words <= _TITLE_WORDS and not _STOP_INSIDE.search(piece):
        return "title" if words >= 3 else "clutter"
    return "body"


def _drop_menus(blocks: list[Block], text: str) -> list[Block]:
    """Short unpunctuated lines after the title are menus, tags and bylines, unless they hold a quantity."""
    kept: list[Block] = []
    for block in blocks:
        piece = text[block.start : block.end]
        if block.role == "body" and not _ENDED.search(piece) and _is_menu(piece):
            block = Block(block.start, block.end, "clutter", _SHORT)
        kept.append(block)
    return kept


def _is_menu(piece: str) -> bool:
    words = len(_WORD.findall(piece))
    short = words <= 5 if detect_language(piece) == "en" else words <= 8
    return (
        short
        and not _ITEM.fullmatch(piece)
        and not re.search(r"\d\s*(?:%|pct|percent|万|亿|million|units|vehicles|辆)", piece)
    )
