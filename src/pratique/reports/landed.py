"""What each model costs once it has landed, as bars on one scale from zero: the same drawing on a page and as a file.

Rule: what is certain is dark, what may come on top is light and ends in a line, a sum without a known end is open and
says so in words, and so does a market that is not open; the scale, the day and the currency are part of the drawing.
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from typing import NamedTuple

from pratique.files.outward import for_markup
from pratique.reports.text import clean
from pratique.reports.wrapping import columns
from pratique.usecases.markets.cost import LandedCost
from pratique.usecases.markets.matrix import CellOut, Matrix, span_text

_INK, _RULE, _SURE, _OPEN = "#17222d", "#d5dbe1", "#2563a8", "#9dbde0"
_TOP = 62


class Drawing(NamedTuple):
    """Where things stand: the width, where the bars begin and how long they may be, the height of a row, at what
    height of it the bar stands, after how many columns a model's name is cut; a longer one keeps its title."""

    width: int
    left: int
    bars: int
    row: int
    down: int
    name: int


WIDE = Drawing(width=1000, left=250, bars=480, row=26, down=0, name=30)
NARROW = Drawing(width=360, left=0, bars=350, row=62, down=20, name=38)
"""For a phone: each row is its name, its bar, and its sum below one another."""


def landed_svg(found: Matrix, frame: Drawing = WIDE) -> str:
    """The answer of `compare-markets` -> its landed costs as an SVG, 1000 pixels wide; "" where none is priced.

    A row for each model in each market, by market. Cells without a price are counted in the last line.
    """
    priced = [(each, each.cost) for each in found.cells if each.cost is not None]
    if not priced:
        return ""
    top = max(_far(cost) for _, cost in priced) or Decimal(1)
    left_out = len(found.cells) - len(priced)
    height = _TOP + frame.row * len(priced) + 30
    parts = [*_head(found, height, frame)]
    for at, (each, cost) in enumerate(priced):
        parts += _bar(each, cost, _TOP + at * frame.row, top, frame)
    said = f"Bars from 0 to {top:,.0f} {found.currency}."
    if left_out:
        said += f" {left_out} of {len(found.cells)} not drawn: nothing is known of the cost."
    parts.append(f'<text x="0" y="{height - 8}" font-size="13">{for_markup(said)}</text>')
    return "\n".join([*parts, "</svg>"]) + "\n"


def _far(cost: LandedCost) -> Decimal:
    """The farthest end of a cost that is known."""
    return cost.total.min if cost.total.max is None else cost.total.max


def _head(found: Matrix, height: int, frame: Drawing) -> Iterator[str]:
    title = for_markup(f"Landed cost in {found.currency} on {found.on}")
    said = f"{title}, as known on {for_markup(str(found.known_on))}"
    yield (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {frame.width} {height}" role="img" '
        f'font-family="sans-serif" font-size="14" fill="{_INK}" aria-label="{said}">\n<title>{said}</title>'
    )
    yield f'<rect width="{frame.width}" height="{height}" fill="#ffffff"/>'
    yield f'<text x="0" y="18" font-size="15" font-weight="bold">{title if frame.down else said}</text>'
    yield f'<rect x="0" y="31" width="14" height="14" fill="{_SURE}"/>'
    yield '<text x="20" y="43" font-size="13">certain</text>'
    yield (
        f'<rect x="90" y="31" width="14" height="14" fill="{_OPEN}" stroke="{_SURE}"/>'
        '<text x="110" y="43" font-size="13">may come on top</text>'
    )
    yield f'<line x1="{frame.left}" x2="{frame.left}" y1="{_TOP - 6}" y2="{height - 26}" stroke="{_RULE}"/>'


def _bar(each: CellOut, cost: LandedCost, y: int, top: Decimal, frame: Drawing) -> Iterator[str]:
    low, high = (int(end * frame.bars / top) for end in (cost.total.min, _far(cost)))
    name, model = f"{each.market} {clean(each.model)}", _cut(clean(each.model), frame.name)
    yield f"<g><title>{for_markup(name)}: {for_markup(_said(each, cost))}</title>"
    yield f'<text x="0" y="{y + 15}">{for_markup(each.market)} {for_markup(model)}</text>'
    y += frame.down
    yield f'<rect x="{frame.left}" y="{y}" width="{max(low, 1)}" height="18" fill="{_SURE}"/>'
    if high > low:
        light = f'height="18" fill="{_OPEN}" stroke="{_SURE}"'
        yield f'<rect x="{frame.left + low}" y="{y}" width="{high - low}" {light}/>'
    if cost.total.max is None:
        x = frame.left + low
        yield f'<path d="M{x} {y} l12 9 l-12 9 z" fill="{_OPEN}" stroke="{_SURE}"/>'
    x = frame.left + max(low, high) + 18
    if frame.down:
        x, y = 0, y + 18
    yield f'<text x="{x}" y="{y + 14}" font-size="13">{for_markup(_said(each, cost))}</text></g>'


def _said(each: CellOut, cost: LandedCost) -> str:
    """The sum, with how the market stands where it does not stand open: a cost is no entry."""
    told = span_text(cost.total.min, cost.total.max, cost.currency)
    return told if each.status == "open" else f"{told}; {each.status}"


def _cut(name: str, most: int) -> str:
    """A name that fits before the bars."""
    while columns(name) > most:
        name = name[:-2] + "…"
    return name
