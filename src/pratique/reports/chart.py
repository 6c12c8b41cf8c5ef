"""Charts as SVG text and as blocks for the terminal, from the same bars.

Rule: a chart starts at zero, shows the half-width of each figure as a whisker, names its unit and its source;
a period without figure is drawn as unknown, not as zero. It is a pure function of its bars: the same text in a
terminal report, an HTML page and the desk. Colours have 3:1 contrast on white; nothing is told by colour alone.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from fractions import Fraction

from pratique.figures.entry import LedgerEntry
from pratique.figures.interval import End, Number, print_number
from pratique.figures.period import Period
from pratique.files.outward import for_markup
from pratique.reports.wrapping import columns, padded
from pratique.value_class import dataclass

_STEPS = (1, 2, 5)
_EIGHTHS = " ▏▎▍▌▋▊▉█"
_INK, _BAR, _GRID = "#1f2933", "#2563a8", "#c9d1d9"


@dataclass(frozen=True, slots=True)
class Bar:
    """One bar: `low` and `high` are the ends of what the figure allows; a `value` of None is unknown."""

    label: str
    value: Number | None
    low: Number = 0
    high: Number = 0


def bars(entries: Iterable[LedgerEntry]) -> tuple[Bar, ...]:
    """A bar for each figure in order of time, and one of unknown value for each period left out between."""
    drawn: list[Bar] = []
    due: Period | None = None
    for entry in entries:
        while due is not None and due.first < entry.period.first:
            drawn.append(Bar(str(due), None))
            due = due.shifted(due.length)
        drawn.append(Bar(str(entry.period), entry.value, _finite(entry.interval.low), _finite(entry.interval.high)))
        due = entry.period.shifted(entry.period.length)
    return tuple(drawn)


def _finite(end: End) -> Number:
    assert not isinstance(end, float)
    return end


def ticks(highest: Number, most: int = 6) -> tuple[Number, ...]:
    """Round numbers from 0 to at least `highest`, at most `most` + 1 of them."""
    if highest <= 0:
        return (0, 1)
    power = 10 ** max(len(str(int(highest))) - 2, 0)
    while True:
        for step in _STEPS:
            if step * power * most >= highest:
                count = -(-Fraction(highest) // (step * power))
                return tuple(step * power * at for at in range(int(count) + 1))
        power *= 10


def svg(chart: Sequence[Bar], title: str, unit: str, source: str, width: int = 720, height: int = 320) -> str:
    """A bar chart as a standalone SVG document (sizes in pixels)."""
    left, right, top, bottom = 84, 12, 44, 76
    scale = ticks(max((bar.high for bar in chart), default=0))
    inner_width, inner_height = width - left - right, height - top - bottom
    parts = [_head(title, unit, source, width, height)]
    for tick in scale:
        y = top + inner_height - _pixels(tick, scale[-1], inner_height)
        parts.append(f'<line x1="{left}" x2="{width - right}" y1="{y}" y2="{y}" stroke="{_GRID}"/>')
        parts.append(_text(left - 8, y + 4, print_number(tick), "end"))
    slot = inner_width / max(len(chart), 1)
    for at, bar in enumerate(chart):
        parts.append(_bar(bar, left + at * slot, slot, top + inner_height, inner_height, scale[-1]))
    every = max(-(-len(chart) * 16 // inner_width), 1)
    for at, bar in enumerate(chart):
        if at % every == 0:
            parts.append(_tilted(left + (at + 0.5) * slot, top + inner_height + 14, bar.label))
    parts.append(_text(left, height - 8, f"{unit}; whiskers: what the printed digits allow. {source}", "start"))
    return "\n".join([*parts, "</svg>"]) + "\n"


def _head(title: str, unit: str, source: str, width: int, height: int) -> str:
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" width="{width}" height="{height}" '
        f'role="img" aria-label="{for_markup(title)}" font-family="sans-serif" font-size="11" '
        f'fill="{_INK}">\n'
        f"<title>{for_markup(title)}</title>\n"
        f"<desc>{for_markup(f'Bar chart in {unit}. {source}')}</desc>\n"
        f'<rect width="{width}" height="{height}" fill="#ffffff"/>\n'
        f'<text x="12" y="24" font-size="15" font-weight="bold">{for_markup(title)}</text>'
    )


def _bar(bar: Bar, x: float, slot: float, ground: int, inner_height: int, top: Number) -> str:
    if bar.value is None:
        return _text(x + slot / 2, ground - 4, "?", "middle")
    height = _pixels(bar.value, top, inner_height)
    middle = round(x + slot / 2, 2)
    ends = [round(ground - _pixels(end, top, inner_height), 2) for end in (bar.low, bar.high)]
    return (
        f'<rect x="{round(x + slot * 0.15, 2)}" y="{round(ground - height, 2)}" width="{round(slot * 0.7, 2)}" '
        f'height="{height}" fill="{_BAR}"><title>{for_markup(bar.label)}: {print_number(bar.value)}</title></rect>'
        f'<line x1="{middle}" x2="{middle}" y1="{ends[0]}" y2="{ends[1]}" stroke="{_INK}" stroke-width="1.5"/>'
    )


def _pixels(value: Number, top: Number, length: int) -> float:
    return round(float(Fraction(max(value, 0)) / Fraction(top) * length), 2)


def _text(x: float, y: float, text: str, anchor: str) -> str:
    return f'<text x="{round(x, 2)}" y="{round(y, 2)}" text-anchor="{anchor}">{for_markup(text)}</text>'


def _tilted(x: float, y: float, text: str) -> str:
    place = f"{round(x, 2)} {round(y, 2)}"
    x_text, y_text = place.split()
    return (
        f'<text x="{x_text}" y="{y_text}" text-anchor="end" transform="rotate(-45 {place})">{for_markup(text)}</text>'
    )


def blocks(chart: Sequence[Bar], width: int = 80) -> str:
    """The same bars as lines of block characters, at most `width` columns."""
    if not chart:
        return ""
    labels = max(columns(bar.label) for bar in chart)
    numbers = max(len(_number(bar)) for bar in chart)
    room = max(width - labels - numbers - 4, 8)
    top = max((bar.value for bar in chart if bar.value is not None), default=1) or 1
    lines = []
    for bar in chart:
        eighths = int(Fraction(max(bar.value or 0, 0)) / Fraction(top) * room * 8)
        drawn = _EIGHTHS[8] * (eighths // 8) + _EIGHTHS[eighths % 8].strip()
        lines.append(f"{padded(bar.label, labels)}  {_number(bar).rjust(numbers)}  {drawn}".rstrip())
    return "\n".join(lines)


def _number(bar: Bar) -> str:
    return "unknown" if bar.value is None else print_number(bar.value)
