"""Verdicts over time as one strip of days, with what is due below it: the same drawing on a page and as a file.

Rule: a time has its colour, its mark and its first day in letters, so that nothing is told by colour alone; a time
too short for letters keeps its title. A pure function of what it is given: the same text for the same days.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from pratique.files.outward import for_markup
from pratique.law.outcome import range_words
from pratique.reports.marks import BAD
from pratique.reports.whose_word import whose_lines
from pratique.usecases.changes.when import Timeline
from pratique.value_class import dataclass

_INK, _RULE = "#17222d", "#d5dbe1"
_MAY, _OPEN, _BARRED = ("#1c6b3c", "✓"), ("#8a5a00", "?"), ("#a02018", "✕")
_KINDS = {"due": "#0b3c5d", "first lawful day": _MAY[0], "keep until": "#71808d"}
"""What the lane below shows, and in which colour; anything else has the colour of what is barred."""
_WIDTH = 1000
HEIGHT, LINE = 104, 18


@dataclass(frozen=True, slots=True)
class Standing:
    """From `first` to `last`, both included, the range of verdicts from `best` to `worst`."""

    first: date
    last: date
    best: str
    worst: str


@dataclass(frozen=True, slots=True)
class Noted:
    """What falls on a day: its kind (`due`, `first lawful day`, `keep until`) and what it is."""

    day: date
    kind: str
    what: str


def strip_svg(
    times: Sequence[Standing], entries: Sequence[Noted] = (), today: date | None = None, said: Sequence[str] = ()
) -> str:
    """Times in order, what falls due, the present day and what is said of the whole -> an SVG of 1000 pixels' width.

    Days outside the times are not drawn; the tables beside the strip name them. `said` are lines below the strip.
    """
    first = times[0].first
    whole = max(1, (times[-1].last - first).days + 1)

    def place(day: date) -> int:
        return (day - first).days * _WIDTH // whole

    within = [each for each in entries if 0 <= place(each.day) <= _WIDTH]
    parts = [_head(times, bool(within), HEIGHT + LINE * len(said))]
    parts += [_time(each, place(each.first), (each.last - each.first).days + 1, whole) for each in times]
    if within:
        parts.append(f'<line x1="0" y1="80" x2="{_WIDTH}" y2="80" stroke="{_RULE}"/>')
    parts += [_entry(each, place(each.day)) for each in within]
    if today is not None and 0 <= place(today) <= _WIDTH:
        parts.append(_today(today, place(today)))
    parts += [
        f'<text x="0" y="{HEIGHT + LINE * at + 12}" font-size="13">{for_markup(each)}</text>'
        for at, each in enumerate(said)
    ]
    return "\n".join([*parts, "</svg>"]) + "\n"


def timeline_svg(found: Timeline) -> str:
    """The answer of `when` -> its strip as an SVG document, with whose word it rests on."""
    parsed = date.fromisoformat
    return strip_svg(
        [
            Standing(parsed(each.start), parsed(each.end), each.verdict.best, each.verdict.worst)
            for each in found.intervals
        ],
        said=[each for each in whose_lines(found.provenance) if each],
    )


def _head(times: Sequence[Standing], lanes: bool, height: int) -> str:
    said = f"Verdicts from {times[0].first} to {times[-1].last}"
    label = f"{said}, with what is due below" if lanes else said
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {_WIDTH} {height}" role="img" '
        f'font-family="sans-serif" fill="{_INK}" aria-label="{label}">\n<title>{said}</title>\n'
        f'<rect width="{_WIDTH}" height="{height}" fill="#ffffff"/>'
    )


def _time(time: Standing, x: int, days: int, whole: int) -> str:
    colour, mark = _looks(time)
    wide = max(4, days * _WIDTH // whole)
    words = range_words(time.best, time.worst)
    parts = [
        f"<g><title>{time.first} to {time.last}: {for_markup(words)}</title>"
        f'<rect x="{x}" y="8" width="{wide}" height="34" rx="2" fill="{colour}" stroke="#ffffff"/>'
    ]
    if wide > 22:
        parts.append(f'<text x="{x + 6}" y="31" font-size="16" fill="#ffffff">{mark}</text>')
    if wide > 40 + 8 * len(words):
        parts.append(f'<text x="{x + 26}" y="30" font-size="13" fill="#ffffff">{for_markup(words)}</text>')
    if wide > 90:
        parts.append(f'<text x="{x + 4}" y="58" font-size="13">{time.first}</text>')
    return "".join([*parts, "</g>"])


def _looks(time: Standing) -> tuple[str, str]:
    if time.worst not in BAD:
        return _MAY
    return _BARRED if time.best in BAD else _OPEN


def _entry(entry: Noted, x: int) -> str:
    said = for_markup(f"{entry.day}: {entry.kind}, {entry.what}")
    return f'<g><title>{said}</title><circle cx="{x}" cy="80" r="6" fill="{_KINDS.get(entry.kind, _BARRED[0])}"/></g>'


def _today(day: date, x: int) -> str:
    return (
        f"<g><title>{day}: today</title>"
        f'<line x1="{x}" y1="4" x2="{x}" y2="96" stroke="{_INK}" stroke-dasharray="4 3"/>'
        f'<text x="{min(x + 4, 950)}" y="100" font-size="13">today</text></g>'
    )
