"""An answer that is told in lines, as a web page and as Markdown.

Rule: both are made of the lines that the terminal shows, each paragraph in one; so no form says more or less than
another, and a question that has a text has a page. What an input says is escaped in both.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import groupby
from typing import NamedTuple

from pratique.patterns import regex
from pratique.reports.html import environment
from pratique.reports.markdown import with_commands
from pratique.reports.wrapping import unwrapped

_APART = regex(r"\s{2,}")
_DEEPEST = 5
_LEAST = 2
"""More cells than this make a row of a line that is not indented; fewer may be a name and what it is."""


class PageLine(NamedTuple):
    """A piece of a page: `kind` is title, heading, item, text, or table, whose rows are cells."""

    kind: str
    depth: int
    text: str
    rows: tuple[tuple[str, ...], ...] = ()


def outlined(text: str) -> Iterator[PageLine]:
    """Lines -> what they are: the first is a title, as after two empty ones; a heading has deeper ones below."""
    lines = ["", "", *text.rstrip("\n").split("\n"), ""]
    around = zip(lines, lines[1:], lines[2:], lines[3:], strict=False)
    told = [_piece(line, following, not (one or two)) for one, two, line, following in around]
    for kind, its in groupby((each for each in told if each.text), key=lambda each: each.kind):
        if kind != "row":
            yield from its
            continue
        rows = [tuple(_APART.split(each.text)) for each in its]
        most = max(map(len, rows))
        # A head leaves its first cell out: what it names begins with the second.
        yield PageLine("table", 0, "", tuple(("",) * (most - len(row)) + row for row in rows))


def _piece(line: str, following: str, begins: bool) -> PageLine:
    text = line.strip()
    depth = min((len(line) - len(line.lstrip())) // 2, _DEEPEST)
    if begins:
        return PageLine("title", 0, text)
    if text.startswith("- "):
        return PageLine("item", depth, text[2:].strip())
    if len(_APART.split(text)) > (1 if depth else _LEAST):
        return PageLine("row", depth, text)
    return PageLine("text" if depth or not following.startswith(" ") else "heading", depth, text)


def page_of(told: Callable[[], str]) -> str:
    """What tells an answer in lines -> one HTML page: self-contained, without scripts, made to print."""
    with unwrapped():
        pieces = [*outlined(told())]
    page: str = environment().get_template("lines.html").render(title=pieces[0].text, pieces=pieces[1:])
    return page


def markdown_of(told: Callable[[], str]) -> str:
    """What tells an answer in lines -> the same as Markdown."""
    with unwrapped():
        pieces = [*outlined(told())]
    return "\n".join(line for each in pieces for line in _markdown(each)) + "\n"


def _markdown(piece: PageLine) -> Iterator[str]:
    said = with_commands(piece.text)
    match piece.kind:
        case "title" | "heading":
            yield from () if piece.kind == "title" else ("",)
            yield f"{'#' if piece.kind == 'title' else '##'} {said}"
            yield ""
        case "table":
            yield ""
            yield from (
                f"| {' | '.join(map(with_commands, row))} |"
                for row in (("",) * len(piece.rows[0]), ("---",) * len(piece.rows[0]), *piece.rows)
            )
            yield ""
        case _ if piece.depth:
            yield f"{'  ' * (piece.depth - 1)}- {said}"
        case _:
            yield ""
            yield said
